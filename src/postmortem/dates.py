"""How days are written in documents: the way that an organisation has chosen, with English names of months."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from enum import StrEnum


class DateStyle(StrEnum):
    """Each way by its own example, which is also what people write into their settings."""

    DAY_FIRST = "14 October 2026"
    MONTH_FIRST = "October 14, 2026"
    ISO = "2026-10-14"


def day_words(day: date, style: DateStyle = DateStyle.DAY_FIRST, *, year: bool = True) -> str:
    """The day in words. year: whether the year is said; in `ISO` it always is."""
    if style is DateStyle.ISO:
        return f"{day:%Y-%m-%d}"
    if style is DateStyle.MONTH_FIRST:
        return f"{day:%B} {day.day}" + (f", {day.year}" if year else "")
    return f"{day.day} {day:%B}" + (f" {day.year}" if year else "")


def clock_words(
    moment: datetime, zone: tzinfo, *, since: datetime | None = None, dates: DateStyle = DateStyle.DAY_FIRST
) -> str:
    """10:02; and 00:52 on 25 October where that is another day than that of `since`."""
    local = moment.astimezone(zone)
    other_day = since is not None and since.astimezone(zone).date() != local.date()
    return f"{local:%H:%M}" + (f" on {day_words(local, dates, year=False)}" if other_day else "")
