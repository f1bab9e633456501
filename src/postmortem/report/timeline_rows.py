"""The timeline as a review looks at it: the rows of the draft as people left them, and where those are gone, timeline.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from postmortem.dates import day_words
from postmortem.errors import InputError
from postmortem.incident import Kind
from postmortem.report.read_back import ReadEntry, read_timeline
from postmortem.report.sections import Section

ENTRIES = "timeline.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A row. time: as shown; day: where it is another than the incident's. kind: None where people wrote one of their own.
    told: "at 11:51" where it was told afterwards."""

    time: str
    text: str
    kind: Kind | None = None
    cite: str = ""
    told: str = ""
    day: str = ""

    @property
    def when(self) -> str:
        """The time, with the day where it is another than the incident's."""
        return f"{self.day}, {self.time}" if self.day else self.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An entry of timeline.json: at and told_at aware, in UTC."""

    at: datetime
    kind: Kind | None
    text: str
    told_at: datetime | None


def read_recorded(data: bytes, where: str) -> tuple[Recorded, ...]:
    """The entries of timeline.json. `InputError` where the file is damaged."""
    try:
        return tuple(
            Recorded(
                at=_moment(entry["at"]),
                kind=_kind(str(entry["kind"])),
                text=str(entry["text"]),
                told_at=_moment(entry["told_at"]) if entry["told_at"] else None,
            )
            for entry in json.loads(data)
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{where} cannot be read: it is damaged. Draft the incident again; that writes it anew.") from error


def timeline_rows(
    section: Section | None, recorded: Sequence[Recorded], *, zone: str, main_day: str
) -> tuple[TimelineEntry, ...]:
    """The rows of the draft's timeline section; where it has none, the recorded entries in a zone.

    main_day: the incident's, as the draft writes it; times of that day stand without it.
    """
    clock = ZoneInfo(zone)
    told = _when_told(recorded, clock)
    rows = [entry for entry in read_timeline(section) if entry.time and not entry.is_remark]
    if rows:
        return tuple(_row(entry, told, main_day) for entry in rows)
    return tuple(
        TimelineEntry(
            time=f"{one.at.astimezone(clock):%H:%M}",
            text=one.text,
            kind=one.kind,
            told=told.get((f"{one.at.astimezone(clock):%H:%M}", one.text), ""),
            day=_day_of(one.at.astimezone(clock), main_day),
        )
        for one in recorded
    )


def _row(entry: ReadEntry, told: dict[tuple[str, str], str], main_day: str) -> TimelineEntry:
    return TimelineEntry(
        time=" ".join(filter(None, (f"{entry.time}–{entry.until}" if entry.until else entry.time, entry.zone))),
        text=entry.text,
        kind=_kind(entry.kind),
        cite="".join(f"[{number}]" for number in entry.numbers),
        told=told.get((entry.time, entry.text)) or told.get((entry.time, entry.kind), ""),
        day="" if entry.day == main_day else entry.day.removesuffix(f" {main_day[-4:]}").removesuffix(f", {main_day[-4:]}"),
    )


def _when_told(recorded: Sequence[Recorded], clock: ZoneInfo) -> dict[tuple[str, str], str]:
    """(time, text) and (time, kind) of what was told afterwards → when that was."""
    told: dict[tuple[str, str], str] = {}
    for one in recorded:
        if one.told_at is not None:
            time, later = one.at.astimezone(clock), one.told_at.astimezone(clock)
            day = "" if later.date() == time.date() else f"on {day_words(later, year=False)} "
            for key in (one.text, one.kind.value if one.kind is not None else ""):
                told.setdefault((f"{time:%H:%M}", key), f"{day}at {later:%H:%M}")
    return told


def _day_of(local: datetime, main_day: str) -> str:
    return "" if day_words(local) == main_day else day_words(local, year=False)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no zone")
    return moment


def _kind(word: str) -> Kind | None:
    try:
        return Kind(word.strip().casefold())
    except ValueError:
        return None
