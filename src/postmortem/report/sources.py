"""The evidence: every message, and every line of a file, that the report rests on, numbered in the order of their times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.incident import when
from postmortem.report.contents import Evidence, Hour
from postmortem.report.times import Clock
from postmortem.timeline.evidence import source_order
from postmortem.timeline.model import Given

_SORTS = {"topic": "channel topic", "deleted": "deleted message"}


class Sources:
    """Numbers for the sources that are cited. A source that is neither in the channel nor in a file given has none."""

    def __init__(
        self,
        transcript: BlamelessTranscript,
        groups: Iterable[Iterable[str]],
        given: Iterable[Given] = (),
        numbered: Sequence[str] = (),
    ) -> None:
        """numbered: sources in the order of numbers that they have already, because people's words cite them by these."""
        used = {source for group in groups for source in group} | set(numbered)
        self._messages = {message.ts: message for message in transcript.messages if message.ts in used}
        self._given = {line.source: line for line in given if line.source in used}
        moments = {ts: when(ts) for ts in self._messages} | {source: line.at for source, line in self._given.items()}
        ordered = sorted(moments, key=lambda source: (moments[source], source_order(source)))
        held = {source: number for number, source in enumerate(numbered, start=1)}
        fresh = iter(range(len(held) + 1, len(held) + len(ordered) + 1))
        self._numbers = {source: held[source] if source in held else next(fresh) for source in ordered}

    @property
    def numbered(self) -> tuple[str, ...]:
        """The source that each number stands for, from 1; empty for a number whose source is there no more."""
        by_number = {number: source for source, number in self._numbers.items()}
        return tuple(by_number.get(number, "") for number in range(1, max(by_number, default=0) + 1))

    def cite(self, sources: Iterable[str]) -> str:
        """[3][7], lowest first; empty where no source is known."""
        numbers = sorted({self._numbers[source] for source in sources if source in self._numbers})
        return "".join(f"[{number}]" for number in numbers)

    def first(self, sources: Iterable[str]) -> BlamelessMessage | None:
        """The main source's message."""
        return next((self._messages[source] for source in sources if source in self._messages), None)

    def hours(self, evidence: Iterable[Evidence], clock: Clock) -> Iterable[Hour]:
        """The messages among the evidence, by the hour on the report's clock; their times go without the hour's day and zone."""
        moments = {number: clock.local(when(ts)) for ts, number in self._numbers.items() if ts in self._messages}
        cited = (source for source in evidence if source.number in moments)
        for _, group in groupby(cited, lambda source: _hour(moments[source.number])):
            sources = tuple(replace(source, time=f"{moments[source.number]:%H:%M:%S}") for source in group)
            begin = moments[sources[0].number].replace(minute=0, second=0, microsecond=0)
            yield Hour(time=clock.short(begin), sources=sources)

    def evidence(self, clock: Clock, attachments: Mapping[str, str]) -> Iterable[Evidence]:
        """The numbered list. attachments: a file's key → its name in the incident folder."""
        for ts, number in self._numbers.items():
            if ts in self._given:
                yield _line(self._given[ts], number, clock)
                continue
            message = self._messages[ts]
            yield Evidence(
                number=number,
                time=clock.to_the_second(message.at),
                role=message.role,
                what=_sort_of(message),
                files=tuple(attachments.get(file.key, file.name) for file in message.files),
            )


def _line(line: Given, number: int, clock: Clock) -> Evidence:
    """A line of a file, which stands in no transcript: so it is quoted."""
    name, _, number_there = line.source.rpartition(":")
    return Evidence(
        number=number,
        time=clock.to_the_second(line.at),
        role=line.role,
        what=f"{name}, {line.place} {number_there.removesuffix('-end')}",
        quote=line.text,
    )


def _hour(local: datetime) -> tuple[object, ...]:
    """What an hour is told by: where the clocks go back, one hour comes twice."""
    return local.date(), local.hour, local.utcoffset()


def _sort_of(message: BlamelessMessage) -> str:
    """What helps to find a message in the transcript, or to read it rightly; nothing for an ordinary one."""
    sort = _SORTS.get(message.kind, "")
    if message.thread_ts and message.thread_ts != message.ts and not sort:
        sort = "in a thread"
    return ", ".join(part for part in (sort, "edited later" if message.edited_ts else "") if part)


def role_inside(role: str) -> str:
    """A role as it stands inside a sentence; a tool's name keeps its capital."""
    return role[:1].lower() + role[1:] if role[1:2].islower() and " " in role else role
