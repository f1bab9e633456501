"""When people are at work: which moments are out of hours, and how much of a stretch of time is in support hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from postmortem.errors import did_you_mean
from postmortem.toml_border import Table, shown_key

# A week from Monday on: what settings call the days, in the order of `date.weekday`.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Of a longer stretch nobody wants to know its support hours: a date in it is a slip.
LONGEST = timedelta(days=400)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportHours:
    """The hours of the process document, unless settings say others.

    zone: IANA. start, end: by the clock on the wall; an end that is not after the start is on the next day. days: of the week,
    0 is Monday. closed: days off. is_set: somebody set them, so that durations are given in support hours too.
    """

    zone: str = "Europe/London"
    start: time = time(10)
    end: time = time(18)
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    closed: tuple[date, ...] = ()
    is_set: bool = False

    def covers(self, moment: datetime) -> bool:
        """Whether somebody is at work at this moment."""
        return any(opens <= moment < closes for opens, closes in self._openings(moment, moment))

    def between(self, start: datetime, end: datetime) -> timedelta | None:
        """How much of the time between two moments is in support hours; None where it is too long to be one incident's."""
        if end - start > LONGEST:
            return None
        return sum((until - since for since, until in self._within(start, end)), timedelta())

    def outside(self, start: datetime, end: datetime) -> tuple[Stretch, ...]:
        """The stretches between two moments in which nobody is at work; of a very long time only its beginning is looked at."""
        end = min(end, start + LONGEST)
        found, since = [], start
        for opens, closes in self._within(start, end):
            if opens > since:
                found.append((since, opens))
            since = closes
        return (*found, (since, end)) if end > since else tuple(found)

    def _within(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        for opens, closes in self._openings(start, end):
            since, until = max(opens, start), min(closes, end)
            if until > since:
                yield since, until

    def _openings(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Each day's hours, in UTC, for the days that could touch the time between two moments."""
        if start.year < 1900 or end.year > 9000:  # a slip in incident.toml; beyond that no calendar counts
            return
        zone = ZoneInfo(self.zone)
        day, last = start.astimezone(zone).date() - timedelta(days=1), end.astimezone(zone).date()
        overnight = timedelta(days=1 if self.end <= self.start else 0)
        while day <= last:
            if day.weekday() in self.days and day not in self.closed:
                opens = datetime.combine(day, self.start, tzinfo=zone).astimezone(UTC)
                yield opens, datetime.combine(day + overnight, self.end, tzinfo=zone).astimezone(UTC)
            day += timedelta(days=1)


def read_support_hours(hours: Table, zone: str) -> SupportHours:
    """The table [support_hours]; the process document's hours where it does not set any."""
    hours.allow(("from", "until", "days", "closed"))
    default = SupportHours()
    return SupportHours(
        zone=zone,
        start=_time(hours, "from", default.start),
        end=_time(hours, "until", default.end),
        days=_days(hours, default.days),
        closed=_closed(hours),
        is_set=bool(hours.values),
    )


def _days(table: Table, default: tuple[int, ...]) -> tuple[int, ...]:
    names = table.texts("days")
    if names is None:
        return default
    known = [day.casefold() for day in DAYS]
    for name in names:
        if name.casefold() not in known:
            guess = did_you_mean(name[:40], DAYS)
            raise table.error("days", f'days must hold days of the week, such as ["Monday", "Tuesday"].{guess}')
    return tuple(sorted({known.index(name.casefold()) for name in names}))


def _closed(table: Table) -> tuple[date, ...]:
    days = table.values.get("closed", [])
    found = [_day(day) for day in days] if isinstance(days, list) else [None]
    if None in found:
        raise table.error("closed", 'closed must be a list of dates, such as ["2026-12-25", "2026-12-28"].')
    return tuple(sorted({day for day in found if day is not None}))


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _time(table: Table, key: str, default: time) -> time:
    value = table.values.get(key, default)
    if isinstance(value, time):
        return value
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip()).replace(tzinfo=None)
        except ValueError:
            pass  # said below, together with values of another type
    raise table.error(key, f'{shown_key(key)} must be a time of day in quotes, such as "10:00".')
