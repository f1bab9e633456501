# ruff: noqa: E501 - a sentence in one line is easier to read than a wrapped one
"""Which of several statements is the moment: the first, the last, the one after which nobody met the trouble again.

What a tool states outranks what people say, what holds at its own time outranks what a post was edited to say; no order is
forced between one moment and another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from postmortem.incident import ts_order
from postmortem.timeline.model import Fact, SeverityChange
from postmortem.timeline.noted import Heard

# … said of the trouble itself, which goes before what else went wrong.
_FIRST_OF_IT = re.compile(r"\b(?:first|began|started|earliest|outage begins|onset)\b", re.IGNORECASE)
_LAST_ERROR = re.compile(r"\b(?:last (?:\w+ )?(?:error|5\d\ds?|failure|failed \w+)|errors stopped)\b", re.IGNORECASE)
# What users or monitors meet when something is broken.
_SYMPTOM = re.compile(
    r"\b(?:[45]\d\ds?|[45]xx|errors?|fail\w*|down|outage|unavailable|time-?outs?|timed out|broken|refused|slow|unreachable)\b", re.IGNORECASE
)
_MUCH = 2  # deeds
_AGAIN = timedelta(minutes=15)  # within which a tool repeats what somebody said, or somebody what a tool said


def first_stated(heard: Sequence[Heard]) -> Fact | None:
    """The first that a tool states, else the first that a person does."""
    return min(heard, key=lambda one: (one.late, not one.by_tool, _place(one.fact))).fact if heard else None


def first_seen(heard: Sequence[Heard]) -> Fact | None:
    """The earliest, whoever stated it: trouble may be noticed by people before any tool does."""
    return min((one.fact for one in heard), key=_place, default=None)


def before_deeds(heard: Sequence[Heard], deeds: Sequence[datetime]) -> list[Heard]:
    """What may be how it was noticed: as a tool says, told of another time, or said before anybody did anything about it."""
    return [one for one in heard if not deeds or one.by_tool or one.fact.told_at is not None or one.fact.at <= deeds[0]]


def after_deeds(heard: Sequence[Heard], deeds: Sequence[datetime]) -> list[Heard]:
    """What may be its end: nothing that somebody said before anybody did anything ("works for me"), where much was done then."""
    return [one for one in heard if len(deeds) < _MUCH or one.by_tool or one.fact.told_at is not None or one.fact.at >= deeds[0]]


def first_of_all(heard: Sequence[Heard]) -> Fact | None:
    """The earliest of what holds at its own time, else of what posts were edited to say."""
    return min(heard, key=lambda one: (one.late, _place(one.fact))).fact if heard else None


def end_of(closed: Sequence[Heard], opened: Sequence[Heard], trouble: Iterable[Fact]) -> Fact | None:
    """When it was resolved: the first time that a tool says so after its last open status; else the first time that people do
    after the last trouble, or their last word of it."""
    timely = [one for one in closed if not one.late] or list(closed)
    by_tool = sorted((one.fact for one in timely if one.by_tool), key=_place)
    if by_tool:
        reopened = max((one.fact.at for one in opened if one.by_tool), default=None)
        after = [fact for fact in by_tool if reopened is None or fact.at >= reopened]
        return (after or by_tool[-1:])[0]
    people = sorted((one.fact for one in timely), key=_place)
    if not people:
        return None
    last = max((fact.told_at or fact.at for fact in trouble), default=None)
    after = [fact for fact in people if last is None or (fact.told_at or fact.at) >= last]
    return after[0] if after else people[-1]


def beginning(began: Sequence[Fact]) -> Fact | None:
    """The first sign that users could meet goes before the first of anything else, and both before what merely came early."""
    return min(began, key=_beginning, default=None)


def _beginning(fact: Fact) -> tuple[int, datetime]:
    if not _FIRST_OF_IT.search(fact.text):
        return 2, fact.at
    return (0 if _SYMPTOM.search(fact.text) else 1), fact.at


def relief_of(heard: Sequence[Heard], trouble: Iterable[Fact], resolved: Fact | None) -> Fact | None:
    """When it was over for users: the last error, where somebody looked it up; else as a tool says; else the first word of it after which nobody met the trouble again."""
    last_error = [one.fact for one in heard if one.fact.told_at is not None and _LAST_ERROR.search(one.fact.text)]
    if last_error:
        # Somebody looked it up afterwards: more exact than the moment at which a status was set.
        return max(last_error, key=lambda fact: fact.told_at or fact.at)
    timely = [one for one in heard if not one.late] or list(heard)
    last = max((fact.told_at or fact.at for fact in trouble if resolved is None or fact.at <= resolved.at), default=None)
    by_tool = sorted((one.fact for one in timely if one.by_tool), key=_place)
    people = sorted((one.fact for one in timely if not one.by_tool), key=_place)
    for facts in (by_tool, people):
        after = [fact for fact in facts if last is None or (fact.told_at or fact.at) >= last]
        if after:
            return after[0]
    return by_tool[0] if by_tool else None


def severities(heard: Sequence[tuple[Heard, SeverityChange]]) -> tuple[SeverityChange, ...]:
    """The changes in order. What is said again of what holds already adds its source, where it comes within a quarter of an hour."""
    timely = [(one, change) for one, change in heard if not one.late] or list(heard)
    changes: list[SeverityChange] = []
    for _, change in sorted(timely, key=lambda pair: (pair[1].at, ts_order(pair[1].sources[0]))):
        last = changes[-1] if changes else None
        if last is not None and last.severity is change.severity:
            if change.at - last.at <= _AGAIN:
                changes[-1] = _with_source(last, change)
            continue
        was = change.was or (last.severity if last else None)
        changes.append(SeverityChange(at=change.at, severity=change.severity, sources=change.sources, was=was))
    return tuple(changes)


def _with_source(last: SeverityChange, again: SeverityChange) -> SeverityChange:
    sources = tuple(dict.fromkeys((*last.sources, *again.sources)))
    return SeverityChange(at=last.at, severity=last.severity, sources=sources, was=last.was or (again.was if again.was is not last.severity else None))


def _place(fact: Fact) -> tuple[datetime, object]:
    return fact.at, ts_order(fact.sources[0])
