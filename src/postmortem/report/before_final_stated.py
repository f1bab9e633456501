"""What the sections of a report state of one incident, each read once: moments, lengths, days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from postmortem.report.before_final_found import Finding, Kind, Lines
from postmortem.report.before_final_said import Day, days
from postmortem.report.read_back import (
    FACTS,
    IMPACT,
    OVERVIEW,
    TIMELINE,
    ReadEntry,
    find_section,
    read_facts,
    read_timeline,
    read_words,
)
from postmortem.report.read_back_times import take_moment
from postmortem.report.sections import Section

_ADVICE = "See which of the two is right, and put the other right."
_MOMENTS = {
    "began": ("began", "started", "start", "begin", "beginning"),
    "detected": ("detected", "noticed", "first noticed", "first detected"),
    "declared": ("declared", "incident declared"),
    "mitigated": ("mitigated", "impact ended"),
    "restored": ("restored", "recovered"),
    "resolved": ("resolved", "closed"),
}
# What stands in the overview as it was said at the time.
_QUOTED = re.compile(r"\s*(?:the last summary in the channel|declared at|\d{1,2}[:.]\d\d\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """clock: "09:02"; minutes: of one count over the days, None where its day is unsure; zone as written; words of the row."""

    clock: str
    minutes: int | None
    zone: str
    words: str


class StatedReport:
    """What the sections of a report state, each read once."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.facts_section, self.overview, self.impact, self.timeline = (
            find_section(lines.markdown, *names) for names in (FACTS, OVERVIEW, IMPACT, TIMELINE)
        )
        self.facts = {plain_label(label): told for label, told in read_facts(self.facts_section).items() if label}
        self.rows: tuple[ReadEntry, ...] = tuple(row for row in read_timeline(self.timeline) if not row.is_remark)

    @cached_property
    def title(self) -> str:
        found = re.search(r"^# +(.+)$", self.lines.sections[0].text, re.MULTILINE)
        return found[1] if found else ""

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The overview's own sentences, without what was quoted from the channel."""
        return tuple(words for words in read_words(self.overview) if not _QUOTED.match(words))

    @cached_property
    def moments(self) -> dict[str, Moment]:
        found: dict[str, Moment] = {}
        day: Day | None = None
        for name, labels in _MOMENTS.items():
            told = next((self.facts[label] for label in labels if label in self.facts), "")
            moment, _ = take_moment(told)
            if moment is None:
                continue
            day = next(days(moment.day, self.year), day) if moment.day else day
            at = int(moment.time[:2]) * 60 + int(moment.time[3:])
            found[name] = Moment(
                clock=moment.time, minutes=day.day.toordinal() * 1440 + at if day else at, zone=moment.zone, words=told
            )
        return found

    @cached_property
    def year(self) -> int | None:
        """The year of days that are written without one: that of the title or the key facts, where it is one."""
        years = {
            day.day.year for words in (self.title, *self.facts.values(), *read_words(self.facts_section)) for day in days(words)
        }
        return years.pop() if len(years) == 1 else None

    @cached_property
    def days(self) -> set[Day]:
        """The days of the incident: in the key facts and the timeline."""
        told = (*(moment.words.split(" told afterwards")[0] for moment in self.moments.values()), *(row.day for row in self.rows))
        notes = (words for words in read_words(self.facts_section) if words.startswith("Times are "))
        return {day for words in (*told, *notes) for day in days(words, self.year)}

    def apart(self, start: str, end: str) -> int | None:
        """How many minutes lie between two moments; None where that cannot be told."""
        first, last = self.moments.get(start), self.moments.get(end)
        if first is None or last is None or first.minutes is None or last.minutes is None or not is_one_zone(first, last):
            return None
        return last.minutes - first.minutes if last.minutes >= first.minutes else None

    @cached_property
    def all_apart(self) -> tuple[int, ...]:
        """The lengths between any two moments."""
        return tuple(found for one, other in combinations(_MOMENTS, 2) if (found := self.apart(one, other)) is not None)

    def finding(self, section: Section | None, text: str, *said: str) -> Finding:
        """Something that cannot be right; said: words by which its line is found."""
        heading = section.heading if section is not None else ""
        return Finding(kind=Kind.CONTRADICTION, line=self.lines.find(section, *said), section=heading, text=text, advice=_ADVICE)


def is_one_zone(one: Moment, other: Moment) -> bool:
    """Whether two moments are of one clock: a zone that is not written is that of the others."""
    return not one.zone or not other.zone or one.zone == other.zone


def fits_nothing(report: StatedReport, fits: object) -> bool:
    """Whether a length is none of those between two moments of the key facts."""
    return len(report.all_apart) > 1 and callable(fits) and not any(fits(apart) for apart in report.all_apart)


def told_lengths(report: StatedReport) -> str:
    """The first and the last moment, for a sentence."""
    first, *_, last = report.moments.items()
    return f"{first[0]} {first[1].clock} … {last[0]} {last[1].clock}"


def is_same_number(one: float, other: float, *, near: bool) -> bool:
    """Whether two counts are one; near: one of them is said to be about so many."""
    return abs(one - other) <= (0.1 * max(one, other) if near else 0)


def are_near(one: str, other: str, minutes: int) -> bool:
    """Whether two times of the clock are at most so many minutes apart."""
    return abs(as_minutes(one) - as_minutes(other)) <= minutes


def as_clock(words: str) -> str:
    """A time as people write it, as 09:02."""
    moment, _ = take_moment(words)
    return moment.time if moment is not None else words


def as_minutes(clock: str) -> int:
    """Minutes since midnight."""
    return int(clock[:2]) * 60 + int(clock[3:5])


def length_words(minutes: int) -> str:
    """1 h 24 min."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)


def plain_label(label: str) -> str:
    """A label of the key facts without marks, folded."""
    return " ".join(label.casefold().strip(" *_:.").split())
