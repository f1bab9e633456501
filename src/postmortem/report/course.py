"""The course of an incident as a picture shows it: its phases, severities, holders of offices, entries and series over one axis.

Nothing stands here that the report does not say in words as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from postmortem.incident import Kind
from postmortem.timeline.series import Series

# The lanes of entries, in the order in which an incident goes: what is in each of them.
LANES: Mapping[str, tuple[Kind, ...]] = {
    "noticed": (Kind.ALERT, Kind.DETECTION),
    "organised": (Kind.DECLARATION, Kind.ESCALATION, Kind.SEVERITY, Kind.ROLE),
    "found": (Kind.HYPOTHESIS, Kind.FINDING),
    "decided": (Kind.DECISION,),
    "done": (Kind.ACTION, Kind.CHANGE, Kind.MITIGATION),
    "told": (Kind.COMMUNICATION,),
    "recovered": (Kind.RECOVERY, Kind.RESOLUTION),
    "other": (Kind.FOLLOW_UP,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of the incident: "detected", when, and the time as the report shows it."""

    name: str
    at: datetime
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What held from one moment to another: a phase, a severity, a turn in an office. `grade`: 1 to 4, more is worse."""

    label: str
    start: datetime
    end: datetime
    long: str = ""
    grade: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entry of the timeline: its lane, the number of its first source, and whether it was told afterwards."""

    at: datetime
    time: str
    lane: str
    number: str
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a timeline figure shows. Moments are aware, in UTC; `zone` says in which they are shown, `zone_name` in letters.

    offices: an office's name → who held it. series: numbers over time, from files that people gave.
    """

    zone: tzinfo
    zone_name: str
    moments: tuple[Moment, ...] = ()
    phases: tuple[Span, ...] = ()
    severity: tuple[Span, ...] = ()
    offices: Mapping[str, tuple[Span, ...]]
    marks: tuple[Mark, ...] = ()
    series: tuple[Series, ...] = ()

    @property
    def is_worth_a_picture(self) -> bool:
        """Whether there is more than a point or two to see."""
        return len(self.marks) + len(self.moments) > 2 or bool(self.series)
