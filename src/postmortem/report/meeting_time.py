"""When a review can be: about a week after the incident, on a working day, while people are at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from postmortem.dates import DateStyle, day_words
from postmortem.report.review_contents import Meeting
from postmortem.report.times import utc_offset, zone_word
from postmortem.support_hours import SupportHours

A_WEEK = timedelta(days=7)
# Where a week after the incident has passed: how many days people get to read the draft.
NOTICE = timedelta(days=3)
_SEARCHED = 30
# Times to begin at, the best first: nobody has to come early, stay late or miss lunch.
_BEGINNINGS = tuple(
    time.fromisoformat(clock) for clock in "14:00 10:30 11:00 10:00 14:30 15:00 13:30 09:30 09:00 16:00 13:00 12:00".split()
)
_WEEKEND = 5
_DAY_ENDS = time(17)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A meeting: from when, aware and in UTC, and how many minutes."""

    start: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


def find_slot(after: datetime, minutes: int, hours: SupportHours, zone: str, *, now: datetime) -> Slot:
    """A time about a week after a moment: a working day, within support hours, beginning at a usual time.

    Where that has passed it is counted from now on. Where support hours leave no room on working days they do not count.
    """
    first = after + A_WEEK if after + A_WEEK > now + timedelta(days=1) else now + NOTICE
    day = first.astimezone(ZoneInfo(zone)).date()
    for within in (hours, None):
        for slot in _slots(day, minutes, within, zone):
            return slot
    return Slot(start=_at(day, _BEGINNINGS[0], zone), minutes=minutes)


def slot_on(day: date, minutes: int, hours: SupportHours, zone: str) -> Slot:
    """A time on a day that somebody chose: within support hours, beginning at a usual time, where there is one."""
    found = (Slot(start=_at(day, beginning, zone), minutes=minutes) for beginning in _BEGINNINGS)
    return next((slot for slot in found if _is_within(slot, hours)), Slot(start=_at(day, _BEGINNINGS[0], zone), minutes=minutes))


def outside_hours(slot: Slot, hours: SupportHours, zone: str) -> str:
    """What is odd about a time that somebody chose, as the end of a sentence; "" where nothing is."""
    local = slot.start.astimezone(ZoneInfo(zone))
    if local.weekday() >= _WEEKEND:
        return f"on a {local:%A}"
    if local.date() in hours.closed:
        return "on a day on which we are closed"
    if not _is_within(slot, hours):
        return f"outside working hours ({hours.start:%H:%M}–{hours.end:%H:%M}, {hours.zone})"
    return ""


def comments_until(slot: Slot, hours: SupportHours, zone: str) -> datetime:
    """Until when comments help: the end of the working day before the review."""
    day = slot.start.astimezone(ZoneInfo(zone)).date()
    for back in range(1, 8):
        before = day - timedelta(days=back)
        if before.weekday() < _WEEKEND and before not in hours.closed:
            return _at(before, _DAY_ENDS, zone)
    return slot.start


def describe(slot: Slot, zone: str, *, dates: DateStyle, comment_by: datetime, where: str = "") -> Meeting:
    """The meeting in words, in a zone."""
    clock = ZoneInfo(zone)
    start, end, until = slot.start.astimezone(clock), slot.end.astimezone(clock), comment_by.astimezone(clock)
    last_day = "" if end.date() == start.date() else f" on {day_words(end, dates, year=False)}"
    name = zone_word(start)
    named = name if name == utc_offset(start) else f"{name} ({utc_offset(start)})"
    return Meeting(
        day=_day(start, dates),
        span=f"{start:%H:%M}–{end:%H:%M}{last_day} {named}",
        minutes=slot.minutes,
        comment_by="the review begins" if until == start else f"{_day(until, dates, year=False)}, {until:%H:%M}",
        where=where,
    )


def _slots(first: date, minutes: int, hours: SupportHours | None, zone: str) -> Iterator[Slot]:
    for later in range(_SEARCHED):
        day = first + timedelta(days=later)
        if day.weekday() >= _WEEKEND or (hours is not None and day in hours.closed):
            continue
        for beginning in _BEGINNINGS:
            slot = Slot(start=_at(day, beginning, zone), minutes=minutes)
            if hours is None or _is_within(slot, hours):
                yield slot


def _is_within(slot: Slot, hours: SupportHours) -> bool:
    return hours.between(slot.start, slot.end) == slot.end - slot.start


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _day(local: datetime, dates: DateStyle, *, year: bool = True) -> str:
    comma = "," if dates is DateStyle.MONTH_FIRST else ""
    return f"{local:%A}{comma} {day_words(local, dates, year=year)}"
