"""The evidence: every message that the report rests on, numbered in the order in which it was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.incident import ts_order
from postmortem.report.contents import Evidence
from postmortem.report.times import Clock

_SORTS = {"bot": "tool's post", "topic": "channel topic", "deleted": "deleted message"}


class Sources:
    """Numbers for the sources that are cited. A source that is not in the channel has none."""

    def __init__(self, transcript: BlamelessTranscript, groups: Iterable[Iterable[str]]) -> None:
        used = {source for group in groups for source in group}
        self._messages = {message.ts: message for message in transcript.messages if message.ts in used}
        ordered = sorted(self._messages, key=ts_order)
        self._numbers = {ts: number for number, ts in enumerate(ordered, start=1)}

    def cite(self, sources: Iterable[str]) -> str:
        """[3][7], lowest first; empty where no source is in the channel."""
        numbers = sorted({self._numbers[source] for source in sources if source in self._numbers})
        return "".join(f"[{number}]" for number in numbers)

    def first(self, sources: Iterable[str]) -> BlamelessMessage | None:
        """The main source's message."""
        return next((self._messages[source] for source in sources if source in self._messages), None)

    def evidence(self, clock: Clock, attachments: Mapping[str, str]) -> Iterable[Evidence]:
        """The numbered list. attachments: a file's key → its name in the incident folder."""
        for ts, number in self._numbers.items():
            message = self._messages[ts]
            yield Evidence(
                number=number,
                time=clock.to_the_second(message.at),
                role=message.role,
                what=_sort_of(message),
                files=tuple(attachments.get(file.key, file.name) for file in message.files),
            )


def _sort_of(message: BlamelessMessage) -> str:
    sort = _SORTS.get(message.kind, "message")
    if message.thread_ts and message.thread_ts != message.ts and sort == "message":
        sort = "reply in a thread"
    sort += ", pinned" if message.is_pinned else ""
    return f"{sort}, edited later" if message.edited_ts else sort
