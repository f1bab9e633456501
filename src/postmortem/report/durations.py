"""How long it took to detect, declare, mitigate, restore, resolve: each with its definition, by the clock and in support hours.

No order is forced: an incident may be declared after it was mended. What cannot be is named and not computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from postmortem.report.contents import Duration
from postmortem.report.times import Clock, length, to_the_minute
from postmortem.support_hours import SupportHours

MOMENTS = ("began", "detected", "declared", "mitigated", "restored", "resolved")
# What happened at a moment, after "when".
SAID = {
    "began": "it began",
    "detected": "it was noticed",
    "declared": "it was declared",
    "mitigated": "its impact ended",
    "restored": "all worked as usual again",
    "resolved": "it was closed",
}
# A moment that cannot be before another. The declaration is not among them: it may follow the repair, or come before the alarm.
_CANNOT_BE_BEFORE = {
    "detected": ("began",),
    "mitigated": ("began",),
    "restored": ("began", "mitigated"),
    "resolved": ("began", "detected", "mitigated", "restored"),
}


class _Measure(NamedTuple):
    label: str
    start: str
    end: str


_MEASURES = (
    _Measure("Time to detect", "began", "detected"),
    _Measure("Time to declare", "detected", "declared"),
    _Measure("Time to mitigate", "began", "mitigated"),
    _Measure("Time to restore", "began", "restored"),
    _Measure("Time to resolve", "began", "resolved"),
)


def list_durations(moments: Mapping[str, datetime], clock: Clock, support: SupportHours) -> Iterable[Duration]:
    """Every duration. One of which an end is not known or contradicts the other says so, and has no length."""
    for label, start, end in _MEASURES:
        definition = f"from when {SAID[start]} to when {SAID[end]}"
        missing = [SAID[name] for name in (start, end) if name not in moments]
        if missing:
            yield Duration(label=label, definition=definition, note=f"not known when {' or when '.join(missing)}")
            continue
        began, ended = to_the_minute(moments[start]), to_the_minute(moments[end])
        if ended >= began:
            yield Duration(
                label=label, definition=definition, value=length(ended - began), support=_in_support_hours(began, ended, support)
            )
        elif start in _CANNOT_BE_BEFORE.get(end, ()):
            note = f"{SAID[end]} {clock.when(ended)}, before {SAID[start]} {clock.when(began)}"
            yield Duration(label=label, definition=definition, note=note)
        else:
            yield Duration(label=label, definition=definition, value=f"{length(began - ended)} before {SAID[start]}")


def contradiction(name: str, moments: Mapping[str, datetime], clock: Clock) -> str:
    """A question where a moment is before one that it cannot be before."""
    for earlier in _CANNOT_BE_BEFORE.get(name, ()):
        if earlier in moments and to_the_minute(moments[name]) < to_the_minute(moments[earlier]):
            return f"this is before {clock.short(moments[earlier])}, when {SAID[earlier]}: which of the two is right?"
    return ""


def _in_support_hours(start: datetime, end: datetime, support: SupportHours) -> str:
    """ "1 h 20 min", "none"; empty where no support hours are set, or the time is too long to be an incident's."""
    spent = support.between(start, end) if support.is_set else None
    if spent is None:
        return ""
    return length(spent) if spent else "none"
