"""The figure's axis: which stretch of time is drawn to scale, where a moment stands on it, and what its ticks say.

What lies far before or after the rest (something told afterwards of two days ago) does not squeeze the incident into a corner: it
stands beyond a break, at the figure's edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_STEPS = (
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 5, 10, 20, 50, 100)),
)
_MOST_TICKS = 8
# The shortest time that is taken for a whole, and the part of all moments that may lie beyond a break on one side.
_LEAST = 10 * MINUTE
_BEYOND = 0.15
# How wide the strip beyond a break is.
STRIP = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Time along the figure, from `left` to `right` in its units. earlier and later: whether something stands beyond a break."""

    start: datetime
    end: datetime
    left: float
    right: float
    earlier: bool = False
    later: bool = False

    @property
    def inner(self) -> tuple[float, float]:
        """From where to where it is to scale."""
        return self.left + (STRIP if self.earlier else 0), self.right - (STRIP if self.later else 0)

    def x(self, moment: datetime) -> float:
        """Where a moment stands; what is beyond a break stands in the middle of its strip."""
        if moment < self.start:
            return self.left + STRIP / 2 - 4
        if moment > self.end:
            return self.right - STRIP / 2 + 4
        first, last = self.inner
        return first + (last - first) * ((moment - self.start) / (self.end - self.start))

    def holds(self, moment: datetime) -> bool:
        """Whether it stands where the axis is to scale."""
        return self.start <= moment <= self.end


def fit_axis(moments: Iterable[datetime], left: float, right: float) -> Axis:
    """The axis for these moments; there is at least one."""
    ordered = sorted(moments)
    first, last = _core(ordered)
    start, end = ordered[first], ordered[last]
    short = max(_LEAST - (end - start), timedelta()) / 2
    space = max((end - start + 2 * short) * 0.02, MINUTE / 2)
    return Axis(
        start=start - short - space,
        end=end + short + space,
        left=left,
        right=right,
        earlier=first > 0,
        later=last < len(ordered) - 1,
    )


def _core(ordered: Sequence[datetime]) -> tuple[int, int]:
    """The places of the first and the last moment that are drawn to scale: few on a side go, if a gap as long as all the rest
    parts them from it."""
    first, last = 0, len(ordered) - 1
    few = int(_BEYOND * len(ordered))
    for place in range(few, 0, -1):
        rest = max(ordered[last] - ordered[place], 3 * _LEAST)
        if ordered[place] - ordered[place - 1] >= rest:
            first = place
            break
    for place in range(last - few, last):
        rest = max(ordered[place] - ordered[first], 3 * _LEAST)
        if place >= first and ordered[place + 1] - ordered[place] >= rest:
            last = place
            break
    return first, last


def ticks(axis: Axis, zone: tzinfo) -> list[tuple[datetime, str]]:
    """Where the ticks are, and what they say in local time; a day's first tick says the day as well, in a second line."""
    span = axis.end - axis.start
    step = next((step for step in _STEPS if span / step <= _MOST_TICKS), _STEPS[-1])
    moments: list[datetime] = []
    local = axis.start.astimezone(zone)
    base = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    wall = base.replace(tzinfo=None)
    while len(moments) < 200:
        moment = wall.replace(tzinfo=zone).astimezone(axis.start.tzinfo)
        if moment > axis.end:
            break
        if moment >= axis.start and (not moments or moment > moments[-1]):
            moments.append(moment)
        wall += step
    several = len({moment.astimezone(zone).date() for moment in (axis.start, axis.end)}) > 1
    labels: list[tuple[datetime, str]] = []
    for place, moment in enumerate(moments):
        before = moments[place - 1] if place else None
        here = moment.astimezone(zone)
        new_day = several and (before is None or before.astimezone(zone).date() != here.date())
        day = f"{here.day} {here:%b}"
        labels.append((moment, day if step >= DAY else f"{here:%H:%M}\n{day}" if new_day else f"{here:%H:%M}"))
    return labels
