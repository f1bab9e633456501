"""From a time of the clock to the moment it means: morning or afternoon, which day, and whether the clocks changed that night.

Where it may mean several moments, or none, there is no moment: a wrong time is worse than none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from postmortem.timeline import time_phrases as p
from postmortem.timeline.days import Day, Open, is_early

# Without a day, a time that the clock does not show any more today is yesterday's; by then it is this old at most.
_OF_THE_EVENING_BEFORE = timedelta(hours=12)


class ClockTime(NamedTuple):
    """A time as it was said. half: "am", "pm" or ""; part: the part of the day that was named; is_certain: of twenty-four hours,
    as 08:36 and 14:00 are, and 8:36 is not. as_written: whether 10:36 may be taken as it stands where a day is named."""

    hour: int
    minute: int
    half: str = ""
    part: str = ""
    is_certain: bool = False
    as_written: bool = True


def clock_time(found: re.Match[str], end: re.Match[str] | None = None) -> ClockTime | None:
    """What a match of `CLOCK`, `FOUR_DIGITS` or `SPOKEN` says; `end` is the end of the range that it begins."""
    part_found = p.PART.search(found.string)
    part = part_found["part"].lower() if part_found else ""
    if found.re is p.SPOKEN:
        return _spoken(found, part)
    own = found.groupdict()
    hour, minute = int(own["hour"]), int(own["minute"] or 0)
    half = _half(own.get("half"))
    if not half and end is not None and (half := _half(end["half"])):
        last = int(end["hour"]) % 12
        half = half if hour % 12 <= last else {"am": "pm", "pm": "am"}[half]  # 11 to 1 pm begins in the morning
    is_certain = found.re is p.FOUR_DIGITS or hour > 12 or hour == 0 or own["hour"].startswith("0")
    return ClockTime(hour, minute, half, part, is_certain or bool(half), as_written=bool(own["minute"]))


def _half(text: str | None) -> str:
    return (text or "").lower().replace(".", "")


def _spoken(found: re.Match[str], part: str) -> ClockTime:
    word = (found["hour"] or found["hour2"] or found["hour3"]).lower()
    hour = p.HOUR_WORDS.get(word) or int(word)
    if found["past"]:
        return ClockTime(hour, p.MINUTES[found["past"].lower()], part=part, as_written=False)
    if found["hour2"]:
        to = (found["quarter"] or found["to"] or found["to2"]).lower()
        return ClockTime(hour - 1 or 12, 60 - p.MINUTES[to], part=part, as_written=False)
    return ClockTime(hour, 0, part=part, as_written=False)


def moment_of(clock: ClockTime, *, day: Day | None, said: datetime, where: tzinfo) -> datetime | None:
    """The moment in UTC; None where the time may mean several moments, or none. It may lie after `said`."""
    if day is not None and day.when is Open.OPEN:
        return None
    part = clock.part or ("night" if day is not None and day.sort == "last night" else "")
    hours = _hours(clock, part)
    if not hours:
        return None
    if day is None or (day.sort == "today" and len(hours) > 1):
        return _latest(hours, clock, said, where, today_only=day is not None)
    if len(hours) > 1:
        if not clock.as_written or clock.hour < 10:
            return None
        hours = (clock.hour,)
    on = _date_of(day, part, hours[0], said.astimezone(where))
    if on is None:
        return None
    moment = certain(on, hours[0], clock.minute, where, before=said)
    if day.sort == "today" and moment is not None and moment > said and is_early(said.astimezone(where)):
        return certain(on - timedelta(days=1), hours[0], clock.minute, where, before=said)
    return moment


def _hours(clock: ClockTime, part: str) -> tuple[int, ...]:
    """The hours of twenty-four that it may mean; none where it contradicts itself."""
    hour = clock.hour
    if clock.half:
        if not 1 <= hour <= 12:
            return ()
        hours: tuple[int, ...] = (hour % 12 + (12 if clock.half == "pm" else 0),)
    else:
        hours = (hour,) if clock.is_certain else (hour % 12, hour % 12 + 12)
    match part:
        case "morning":
            return tuple(one for one in hours if one < 12 and (one or clock.is_certain or clock.half))
        case "afternoon":
            return tuple(one for one in hours if 12 <= one <= 18)
        case "evening":
            return tuple(one for one in hours if one >= 16)
        case "night" | "tonight":
            kept = tuple(one for one in hours if one >= 18 or (one < 6 and len(hours) == 1))
            return kept if len(hours) == 1 or clock.hour >= 6 else ()
    return hours


def _date_of(day: Day, part: str, hour: int, local: datetime) -> date | None:
    """The date on which an hour of a named day lies: the small hours of "last night" are today's."""
    if isinstance(day.when, Open):
        return None
    if day.sort == "last night":
        if hour < 6:
            return day.when
        return day.when - timedelta(days=1) if hour >= 18 else None
    if part == "night" and hour < 6:
        return None  # Sunday night at half past midnight: Sunday or Monday
    if day.when > local.date():
        return None
    return day.when


def _latest(
    hours: tuple[int, ...], clock: ClockTime, said: datetime, where: tzinfo, *, today_only: bool = False
) -> datetime | None:
    """The last time before `said` that a clock there showed this; None where it may have been twelve hours earlier as well."""
    local = said.astimezone(where)
    found = []
    for hour in hours:
        for back in (0,) if today_only and not is_early(local) else (0, 1):
            on = local.date() - timedelta(days=back)
            if (local.hour, local.minute) < (hour, clock.minute) and not back:
                continue
            moment = certain(on, hour, clock.minute, where, before=said)
            if moment is None:
                return None  # the clocks changed: an hour that comes twice, or not at all
            if moment <= said:
                if not back or said - moment <= _OF_THE_EVENING_BEFORE:
                    found.append(moment)
                break
    if not found:
        return None
    best = max(found)
    # Twelve hours apart, and the clock of twenty-four hours says the earlier one: it may be either.
    return best if len(hours) == 1 or best.astimezone(where).hour == clock.hour else None


def certain(day: date, hour: int, minute: int, where: tzinfo, *, before: datetime | None = None) -> datetime | None:
    """The moment in UTC at which a clock there showed this; None where none did, or two did and both may be meant."""
    try:
        local = datetime.combine(day, time(hour, minute), tzinfo=where)
        first, second = local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    if first == second:
        return first
    if first.astimezone(where).replace(tzinfo=None) != local.replace(tzinfo=None):
        return None
    return first if before is not None and first < before <= second else None


def is_to_come(end: re.Match[str], start: datetime, said: datetime, where: tzinfo) -> bool:
    """Whether a range that began has not ended yet, as far as its end says: it was no event but a window."""
    hour, minute = int(end["hour"]), int(end["minute"] or 0)
    half = _half(end["half"])
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    local = start.astimezone(where)
    if hour > 23 or (hour, minute) < (local.hour, local.minute):
        return False
    until = certain(local.date(), hour, minute, where)
    return until is not None and until > said + timedelta(minutes=2)
