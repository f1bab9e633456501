"""Moments and durations as a report shows them: in the incident's zone, with the zone named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.dates import DateStyle, day_words


@dataclass(frozen=True, slots=True)
class Clock:
    """Shows moments in one zone.

    main_day: the day that times without a day are on. several_offsets: the clocks change within the report, so that every
    time carries its zone. dates: how days are written.
    """

    zone: ZoneInfo
    main_day: date
    several_offsets: bool = False
    dates: DateStyle = DateStyle.DAY_FIRST

    @classmethod
    def for_moments(
        cls, zone: str, moments: Sequence[datetime], *, main: datetime, dates: DateStyle = DateStyle.DAY_FIRST
    ) -> Clock:
        """The clock for a report that shows these moments; the incident's day is that of `main`."""
        where = ZoneInfo(zone)
        offsets = {moment.astimezone(where).utcoffset() for moment in (*moments, main)}
        return cls(where, main.astimezone(where).date(), len(offsets) > 1, dates)

    def local(self, moment: datetime) -> datetime:
        """The moment in the report's zone."""
        return moment.astimezone(self.zone)

    def time(self, moment: datetime) -> str:
        """10:02, or 01:30 BST where the clocks change within the report."""
        local = self.local(moment)
        return f"{local:%H:%M} {zone_word(local)}" if self.several_offsets else f"{local:%H:%M}"

    def day(self, moment: datetime) -> str:
        """14 October 2026, as the organisation writes it."""
        return day_words(self.local(moment), self.dates)

    def whole(self, moment: datetime) -> str:
        """14 October 2026, 10:02 BST."""
        local = self.local(moment)
        return f"{self.day(moment)}, {local:%H:%M} {zone_word(local)}"

    def short(self, moment: datetime) -> str:
        """10:02, or 15 October, 10:02 on another than the main day."""
        return f"{self._other_day(moment)}{self.time(moment)}"

    def when(self, moment: datetime) -> str:
        """at 10:02, or on 15 October at 10:02: a moment as it stands inside a sentence."""
        local = self.local(moment)
        if local.date() == self.main_day:
            return f"at {self.time(moment)}"
        return f"on {day_words(local, self.dates, year=local.year != self.main_day.year)} at {self.time(moment)}"

    def times(self, moments: Iterable[datetime]) -> str:
        """09:42, 10:17; where another day begins, its date: 23:40, 25 October 00:52, 10:02."""
        shown_day, shown = self.main_day, []
        for moment in moments:
            local = self.local(moment)
            day = f"{day_words(local, self.dates, year=False)} " if local.date() != shown_day else ""
            shown.append(f"{day}{self.time(moment)}")
            shown_day = local.date()
        return ", ".join(dict.fromkeys(shown))

    def to_the_second(self, moment: datetime) -> str:
        """10:02:41, with the day where it is another: by which a message is found in the transcript."""
        local = self.local(moment)
        return f"{self._other_day(moment)}{local:%H:%M:%S}" + (f" {zone_word(local)}" if self.several_offsets else "")

    def _other_day(self, moment: datetime) -> str:
        local = self.local(moment)
        if local.date() == self.main_day:
            return ""
        return f"{day_words(local, self.dates, year=local.year != self.main_day.year)}, "

    def name(self, moment: datetime) -> str:
        """BST (UTC+1): the zone as it holds at a moment."""
        local = self.local(moment)
        offset = utc_offset(local)
        return offset if zone_word(local) == offset else f"{zone_word(local)} ({offset})"

    def names(self, moments: Iterable[datetime]) -> str:
        """BST (UTC+1), then GMT (UTC): the zone as it holds at each of the moments, oldest first."""
        return ", then ".join(dict.fromkeys(self.name(moment) for moment in sorted(moments)))


def zone_word(local: datetime) -> str:
    """BST; and UTC+3 for a zone that has no letters of its own."""
    word = local.tzname() or ""
    return word if word.isalpha() else utc_offset(local)


def utc_offset(local: datetime) -> str:
    """UTC, UTC+1, UTC-3:30."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"


def duration(start: datetime, end: datetime) -> str:
    """How long by the clock on the wall, in whole minutes: "8 min", "1 h 24 min", "2 days 3 h 5 min".

    Both ends are shown to the minute, so the difference is that of the minutes shown. Empty where the end is before the start.
    """
    return "" if end < start else length(to_the_minute(end) - to_the_minute(start))


def to_the_minute(moment: datetime) -> datetime:
    """The moment as it is shown: without its seconds."""
    return moment.replace(second=0, microsecond=0)


def length(span: timedelta) -> str:
    """A length of time in whole minutes; empty where it is negative."""
    minutes = span // timedelta(minutes=1)
    if minutes < 0:
        return ""
    if minutes == 0:
        return "under a minute"
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{days} day{'s' if days > 1 else ''}"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes else []
    return " ".join(parts)
