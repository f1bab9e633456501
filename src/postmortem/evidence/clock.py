"""The times that files hold: in any usual shape, with or without a zone or a year, or as seconds since 1970.

A time is taken only where it can mean one moment. What is wrong with another is said by `BadTime`, as the end of a sentence
that begins with the row: "… and its day and month could be either way round".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from postmortem.evidence.time_shapes import AT_THE_BEGINNING, DATE_ALONE, EPOCH, MONTHS, NUMERIC_DATE, SHAPES, ZONES
from postmortem.zones import find_zone

# A file's days are before its months, the other way round, or that is not known.
DAY_FIRST, MONTH_FIRST, UNKNOWN = "day first", "month first", "unknown"
_EPOCH_FROM, _EPOCH_TO = 946_684_800, 4_102_444_800  # the years 2000 to 2100: other numbers are no times
_REMEMBERED = 20_000  # minutes
_STEP_BACK = 90.0  # seconds by which lines of a log may stand out of order


class BadTime(ValueError):
    """A time that cannot be read, or may mean several moments. The text never quotes it."""


class Moment(NamedTuple):
    """A time that was read: seconds since 1970, where it ended in the text, and whether its zone and its year are its own."""

    at: float
    end: int
    own_zone: bool
    own_year: bool


class _Minute(NamedTuple):
    """A minute as a file writes it: seconds since 1970 at its beginning, and where the clocks went back, its second meaning."""

    first: float
    second: float | None
    own_zone: bool
    own_year: bool


class FileClock:
    """Reads the times of one file.

    zone: the incident's, for times without one. span: the first and the last moment of the incident, in seconds, for dates
    without a year. day_order: called when the first date comes whose day and month could be either way round; looks through
    the file and says which comes first.
    """

    def __init__(self, zone: ZoneInfo, span: tuple[float, float], day_order: Callable[[], str] | None = None) -> None:
        self._zone, self._span, self._day_order = zone, span, day_order
        self._order: str | None = None
        self._minutes: dict[tuple[str | None, ...], _Minute | str] = {}
        self._last_shape = SHAPES[0]
        self._last_beginning = AT_THE_BEGINNING[0]
        self._before: float | None = None

    def read(self, value: str | float, *, zone: str = "") -> Moment:
        """The moment of a cell or a field. zone: what its column says of the zone ("UTC"), where the time itself says nothing."""
        if isinstance(value, int | float):
            return Moment(_epoch(float(value)), 0, True, True)
        text = " ".join(value.strip(" \t\"'[]()<>").split())
        if not text:
            raise BadTime("has no time")
        if len(text) > 80:
            raise BadTime("has no time that can be read")
        if EPOCH.fullmatch(text):
            return Moment(_epoch(float(text)), len(text), True, True)
        for shape in (self._last_shape, *SHAPES):
            if found := shape.fullmatch(text):
                self._last_shape = shape
                return self._moment(found, zone, in_order=False)
        if DATE_ALONE.fullmatch(text):
            raise BadTime("has a day, but no time of the day")
        raise BadTime("has no time that can be read")

    def read_beginning(self, line: str) -> Moment | None:
        """The moment at the beginning of a log's line, and where what was logged begins; None where no time is there."""
        found = self._last_beginning.match(line)
        if found is None:
            for shape in AT_THE_BEGINNING:
                if found := shape.match(line):
                    self._last_beginning = shape
                    break
            else:
                return None
        if "epoch" in found.re.groupindex:
            return Moment(_epoch(float(found["epoch"])), found.end(), True, True)
        moment = self._moment(found, "", in_order=True)
        self._before = moment.at
        return moment

    def begins_with_time(self, line: str) -> bool:
        """Whether a line begins with a time that can be read."""
        try:
            return self.read_beginning(line) is not None
        except BadTime:
            return False

    def _moment(self, found: re.Match[str], zone: str, *, in_order: bool) -> Moment:
        groups = found.groups()
        at = found.re.groupindex["second"] - 1
        second, fraction = groups[at : at + 2]
        # What a minute means is worked out once, for all lines of that minute.
        key = (zone, *groups[:at], *groups[at + 2 :])
        minute = self._minutes.get(key)
        if minute is None:
            if len(self._minutes) >= _REMEMBERED:
                self._minutes.clear()
            try:
                minute = self._read_minute(found.groupdict(), zone)
            except BadTime as error:
                minute = str(error)
            self._minutes[key] = minute
        if isinstance(minute, str):
            raise BadTime(minute)
        seconds = float(f"{second}.{fraction}" if fraction else second or 0)
        if seconds >= 60:
            if seconds >= 61:
                raise BadTime("has a time that no clock shows")
            seconds = 59.999999
        first = minute.first + seconds
        if minute.second is None:
            return Moment(first, found.end(), minute.own_zone, minute.own_year)
        if not in_order or self._before is None:
            raise BadTime("has a time that the clocks showed twice that night")
        # A log goes forward: in the hour that comes twice, a step back is the second time round.
        moment = first if first >= self._before - _STEP_BACK else minute.second + seconds
        return Moment(moment, found.end(), minute.own_zone, minute.own_year)

    def _read_minute(self, parts: dict[str, str | None], zone: str) -> _Minute:
        named = parts.get("zone") or zone
        where = _zone_of(named) if named else self._zone
        hour = _hour(int(parts["hour"] or 0), (parts.get("half") or "").lower().replace(".", ""))
        month, day = self._month_and_day(parts)
        clock = (hour, int(parts["minute"] or 0))
        year = parts.get("year")
        if year:
            first, second = _moments(int(year) + (2000 if len(year) == 2 else 0), month, day, clock, where)
            return _Minute(first, second, bool(named), own_year=True)
        first, second = self._nearest(month, day, clock, where)
        return _Minute(first, second, bool(named), own_year=False)

    def _nearest(self, month: int, day: int, clock: tuple[int, int], where: tzinfo) -> tuple[float, float | None]:
        """The moment of a date without a year: of the year that puts it nearest to the incident."""
        begin, end = self._span
        years = range(datetime.fromtimestamp(begin, tz=UTC).year - 1, datetime.fromtimestamp(end, tz=UTC).year + 2)
        found: list[tuple[float, float | None]] = []
        for year in years:
            try:
                found.append(_moments(year, month, day, clock, where))
            except BadTime:
                continue  # 29 February
        if not found:
            raise BadTime("has a date that no year has")
        return min(found, key=lambda moment: max(begin - moment[0], moment[0] - end, 0.0))

    def _month_and_day(self, parts: dict[str, str | None]) -> tuple[int, int]:
        if parts.get("one") is None:
            month, day = parts["month"] or "", int(parts["day"] or 0)
            return (int(month) if month.isdigit() else MONTHS[month[:3].lower()]), day
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        if parts.get("dot") == "." or one > 12 or one == two:  # dots are written between day and month only in that order
            return two, one
        if two > 12:
            return one, two
        if self._order is None:
            self._order = self._day_order() if self._day_order is not None else UNKNOWN
        if self._order == UNKNOWN:
            raise BadTime("has a date whose day and month could be either way round")
        return (two, one) if self._order == DAY_FIRST else (one, two)


def order_of(values: Iterable[str]) -> str:
    """The order of day and month in a file's dates, from those that leave no choice; UNKNOWN where none does, or they differ."""
    found = UNKNOWN
    for value in values:
        date = NUMERIC_DATE.match(value)
        if date is None or date["dot"] == ".":
            continue
        one, two = int(date["one"]), int(date["two"])
        order = DAY_FIRST if one > 12 >= two else MONTH_FIRST if two > 12 >= one else UNKNOWN
        if order != UNKNOWN and found not in (UNKNOWN, order):
            return UNKNOWN
        found = order if order != UNKNOWN else found
    return found


def _epoch(number: float) -> float:
    """Seconds since 1970, from seconds, milliseconds, microseconds or nanoseconds."""
    for unit in (1.0, 1e3, 1e6, 1e9):
        if _EPOCH_FROM <= number / unit < _EPOCH_TO:
            return number / unit
    raise BadTime("has a number where a time should be")


def _hour(hour: int, half: str) -> int:
    if half:
        if not 1 <= hour <= 12:
            raise BadTime("has a time that no clock shows")
        return hour % 12 + (12 if half == "pm" else 0)
    if hour > 23:
        raise BadTime("has a time that no clock shows")
    return hour


def _zone_of(name: str) -> tzinfo:
    """The zone of a time: Z, +01:00, +0100, BST, Europe/London."""
    name = name.strip(" ()")
    if name[:1] in "+-":
        digits = name[1:].replace(":", "").ljust(4, "0")
        hours, minutes = int(digits[:2]), int(digits[2:])
        if hours > 14 or minutes > 59:
            raise BadTime("has a zone that is none")
        return timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    if name.upper() in ZONES:
        return timezone(timedelta(hours=ZONES[name.upper()]))
    place = find_zone(name) if "/" in name else None
    if place is None:
        raise BadTime("has a zone that may mean several, or none")
    return ZoneInfo(place)


def _moments(year: int, month: int, day: int, clock: tuple[int, int], where: tzinfo) -> tuple[float, float | None]:
    """The moment at which a clock there showed this, and the second one where clocks went back over it."""
    try:
        local = datetime(year, month, day, *clock, tzinfo=where)
        first, second = local.timestamp(), local.replace(fold=1).timestamp()
        back = datetime.fromtimestamp(first, tz=where)
    except (ValueError, OverflowError, OSError) as error:
        raise BadTime("has a date that is in no calendar") from error
    if (back.hour, back.minute) != clock:
        raise BadTime("has a time that the clocks left out that night")
    return first, second if second != first else None
