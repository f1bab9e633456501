"""Whole stamps in a message: in what people say ("deployed at 2026-10-14T09:58:12Z"), and in a log that they pasted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from postmortem.timeline import time_phrases as p
from postmortem.timeline.clock_times import certain
from postmortem.timeline.tense import is_open, tells_of_past

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def log_time(text: str, *, said: datetime) -> datetime | None:
    """The earliest moment stamped, with its zone, inside a pasted log or command output; None where none is."""
    stamps: list[datetime] = []
    text = text[:4000]
    for pattern in (p.STAMP, p.SERVER_STAMP):
        for found in pattern.finditer(text):
            if found["zone"] and (moment := _moment(found, UTC)) is not None and timedelta(0) < said - moment < timedelta(days=2):
                stamps.append(moment)
            if len(stamps) > 200:
                break
    return min(stamps).replace(second=0, microsecond=0) if stamps else None


def stamped_time(text: str, *, zone: tzinfo) -> datetime | None:
    """The first whole stamp of a sentence that tells of the past. One that a machine wrote without its zone may be in any."""
    found = p.STAMP.search(text) or p.SERVER_STAMP.search(text)
    if found is None or not tells_of_past(text) or is_open(text):
        return None
    if not found["zone"] and (found["join"] != " " or found["second"] or "`" in text):
        return None
    return _moment(found, zone)


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    name = (found["zone"] or "").strip().lower()
    where: tzinfo = zone
    if name in {"z", "utc", "gmt"}:
        where = UTC
    elif name:
        hours, minutes = int(name[1:3]), int(name[3:].lstrip(":") or 0)
        if hours > 14 or minutes > 59:
            return None
        where = timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    parts = found.groupdict()
    try:
        if "date" in parts:
            day = date.fromisoformat(found["date"])
        else:
            day = date(int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
    except ValueError:
        return None
    return certain(day, int(found["hour"]), int(found["minute"]), where)
