"""The course of an incident as our process is held against it: from when to when, with which breaks, how severe and when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from postmortem.incident import Incident, Severity
from postmortem.support_hours import Stretch, SupportHours
from postmortem.timeline.model import Facts, SeverityChange

# A silence from which on people had stopped: nobody leads or waits for a summary in it.
BREAK = timedelta(hours=3)
# A break begins where somebody said to stop, if that was within the hour, and with those who answered within ten minutes.
_SAID_BEFORE, _ANSWERED = timedelta(hours=1), timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """start: declared, else noticed, else the first word. end: closed, else mended, else the last word.

    worked: the stretches between start and end, without breaks. grades: the severity from each moment on, oldest first, with
    the messages that state it. began_out: when it began out of hours, that moment. mended: when it no longer hurt.
    """

    start: datetime
    end: datetime
    worked: tuple[Stretch, ...]
    grades: tuple[SeverityChange, ...] = ()
    support: SupportHours = field(default_factory=SupportHours)
    mended: datetime | None = None

    @property
    def worst(self) -> Severity | None:
        """The most severe that it was."""
        return max((grade.severity for grade in self.grades), key=lambda severity: severity.weight, default=None)

    @property
    def longest(self) -> timedelta:
        """The longest stretch without a break."""
        return max((until - since for since, until in self.worked), default=timedelta())

    def first(self, severities: Sequence[Severity]) -> SeverityChange | None:
        """When it first was one of these."""
        return next((grade for grade in self.grades if grade.severity in severities), None)

    def severity_at(self, moment: datetime) -> Severity | None:
        """How severe it was; before it was graded, as it was graded first."""
        held = [grade.severity for grade in self.grades if grade.at <= moment]
        return held[-1] if held else self.grades[0].severity if self.grades else None

    def waits(self, moments: Sequence[datetime]) -> list[Stretch]:
        """The stretches without any of these moments, breaks not counted: what somebody who wants news waits."""
        found = []
        for since, until in self.worked:
            inside = [since, *sorted(moment for moment in moments if since < moment < until), until]
            found += list(pairwise(inside))
        return found

    def turn(self, since: datetime, until: datetime | None) -> Stretch | None:
        """The longest stretch without a break between two moments; None where there is none."""
        parts = [(max(start, since), min(end, until or end)) for start, end in self.worked]
        return max((part for part in parts if part[1] > part[0]), key=lambda part: part[1] - part[0], default=None)

    def out_of_hours(self) -> Stretch | None:
        """The longest stretch in which people worked out of hours without a break."""
        parts = [part for since, until in self.worked for part in self.support.outside(since, until)]
        return max(parts, key=lambda part: part[1] - part[0], default=None)


def follow_course(
    incident: Incident, facts: Facts, support: SupportHours, *, spoken: Sequence[datetime], stops: Sequence[datetime] = ()
) -> Course | None:
    """The course, or None where nobody said anything and nothing is known. spoken: when people wrote, and stops: when somebody
    said to stop for now, both oldest first."""
    start = incident.declared or incident.detected or (spoken[0] if spoken else None)
    if start is None:
        return None
    ends = [moment for moment in (incident.resolved, incident.restored, incident.mitigated) if moment is not None]
    end = next((moment for moment in ends if moment > start), None)
    if end is None:
        end = max((moment for moment in spoken if moment > start), default=start)
    mended = next((moment for moment in (incident.mitigated, incident.restored, incident.resolved) if moment), None)
    return Course(
        start=start,
        end=end,
        worked=_without_breaks(start, end, spoken, stops),
        grades=_grades(incident.severity, facts.severity, start),
        support=support,
        mended=mended if mended is not None and mended >= start else None,
    )


def _without_breaks(start: datetime, end: datetime, spoken: Sequence[datetime], stops: Sequence[datetime]) -> tuple[Stretch, ...]:
    """The time between two moments without the silences of over three hours."""
    moments = [start, *(moment for moment in spoken if start < moment < end), end]
    stretches, since = [], start
    for before, after in pairwise(moments):
        if after - before > BREAK:
            said = next((stop for stop in reversed(stops) if max(since, before - _SAID_BEFORE) <= stop <= before), None)
            stretches.append((since, before if said is None else _last_answer(said, moments)))
            since = after
    return tuple((since, until) for since, until in (*stretches, (since, end)) if until > since)


def _last_answer(said: datetime, moments: Sequence[datetime]) -> datetime:
    """The last word on it when somebody said to stop."""
    last = said
    for moment in moments[bisect_right(moments, said) :]:
        if moment - last > _ANSWERED:
            break
        last = moment
    return last


def _grades(stated: Severity | None, changes: Sequence[SeverityChange], start: datetime) -> tuple[SeverityChange, ...]:
    """The severity from each moment on. What people corrected in incident.toml held from the start."""
    if stated is None or (changes and changes[-1].severity is stated):
        first = [place for place, change in enumerate(changes) if not place or change.severity is not changes[place - 1].severity]
        return tuple(changes[place] for place in first)
    return (SeverityChange(at=start, severity=stated, sources=()),)
