"""Moments and durations as a report shows them: in the incident's zone, with the zone named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """Shows moments in one zone. `main_day` is the day of most of them. `several_offsets`: the clocks change within the report, so every time carries its abbreviation."""

    zone: str
    several_offsets: bool = False
    several_days: bool = False
    main_day: date | None = None

    @classmethod
    def for_moments(cls, zone: str, moments: Iterable[datetime]) -> Clock:
        """The clock for a report that shows these moments."""
        local = [moment.astimezone(ZoneInfo(zone)) for moment in moments]
        days = Counter(moment.date() for moment in local)
        main_day = max(days, key=lambda day: (days[day], -day.toordinal()), default=None)
        return cls(zone, len({moment.utcoffset() for moment in local}) > 1, len(days) > 1, main_day)

    def local(self, moment: datetime) -> datetime:
        """The moment in the report's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def time(self, moment: datetime) -> str:
        """10:02, or 01:30 BST where the clocks change within the report."""
        local = self.local(moment)
        return f"{local:%H:%M} {local:%Z}" if self.several_offsets else f"{local:%H:%M}"

    def day(self, moment: datetime) -> str:
        """14 October 2026."""
        local = self.local(moment)
        return f"{local.day} {local:%B %Y}"

    def whole(self, moment: datetime) -> str:
        """14 October 2026, 10:02 BST."""
        local = self.local(moment)
        return f"{self.day(moment)}, {local:%H:%M} {local:%Z}"

    def short(self, moment: datetime) -> str:
        """10:02, with the day before it where it is not the report's main day."""
        local = self.local(moment)
        return self.time(moment) if local.date() == self.main_day else f"{local.day} {local:%B}, {self.time(moment)}"

    def name(self, moment: datetime) -> str:
        """BST (UTC+1): the zone as it holds at a moment."""
        local = self.local(moment)
        offset = local.utcoffset() or timedelta()
        minutes = int(offset.total_seconds()) // 60
        sign = "-" if minutes < 0 else "+"
        hours, rest = divmod(abs(minutes), 60)
        shown = "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
        return f"{local:%Z}" if f"{local:%Z}" == shown else f"{local:%Z} ({shown})"


def duration(start: datetime, end: datetime) -> str:
    """How long, in whole minutes: "8 min", "1 h 24 min", "2 days 3 h". Empty where the end is before the start."""
    seconds = (end - start).total_seconds()
    if seconds < 0:
        return ""
    # Both ends are shown to the minute, and the difference has to agree with what is shown.
    minutes = int(end.timestamp() // 60 - start.timestamp() // 60)
    if minutes == 0:
        return "under a minute"
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{days} day{'s' if days > 1 else ''}"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes and not days else []
    return " ".join(parts)
