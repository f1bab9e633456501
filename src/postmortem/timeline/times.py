# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Finds when something happened that was told afterwards: "died shortly before midnight", "the first 503 was at 10:02".

A time is taken only where the sentence tells of the past, and only where it can mean one moment: never from a plan, a
deadline or an appointment, never where morning or afternoon, the day, or the hour that a clock change repeats stays open.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_LONGEST_AGO = timedelta(days=400)
_WITHOUT_A_DAY = timedelta(hours=18)

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIXED = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
_PLACES = {
    "uk": "Europe/London", "london": "Europe/London", "british": "Europe/London", "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "et": "America/New_York", "eastern": "America/New_York", "ct": "America/Chicago", "central": "America/Chicago", "mt": "America/Denver",
    "mountain": "America/Denver", "berlin": "Europe/Berlin", "paris": "Europe/Paris", "tokyo": "Asia/Tokyo", "sydney": "Australia/Sydney",
    "new york": "America/New_York",
}  # fmt: skip
_ZONE = r"(?: ?(?P<zone>utc|gmt|bst|cest|cet|est|edt|cst|cdt|mst|mdt|pst|pdt|z\b|ist|(?:uk|london|british|pacific|eastern|central|mountain|berlin|paris|tokyo|sydney|new york)(?=(?: standard| daylight)? time)|pt\b|et\b|ct\b|mt\b))?"
# A time of the clock: 10:02, 10:02:03, 10.30 am, 10am, 1:31 PM.
_CLOCK = re.compile(
    r"(?<![\d:.,/#@v+-])(?P<hour>[01]?\d|2[0-3])(?:(?P<colon>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,6})?)?)? ?(?P<half>[ap]\.?m\b\.?)?"
    + _ZONE
    + r"(?![\d:%/]|\.\d)",
    re.IGNORECASE,
)
# A whole stamp: 2026-10-14T09:58:12Z, 2026-10-14 09:58 UTC, with an offset, or without any zone.
_STAMP = re.compile(
    r"(?<!\d)(?P<date>\d{4}-\d\d-\d\d)[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?(?P<zone> ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?(?!\d)",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(
    r"\b(?P<near>(?:shortly|just|right|a bit|a little) (?:before|after) |before |after |around |about |at )(?P<what>midnight|midday|noon)"
    + _ZONE,
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|an?|half an|a couple of|two|three|four|five|ten|fifteen|twenty|thirty) ?(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|hour) ago\b",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1.0,
    "an": 1.0,
    "half an": 0.5,
    "a couple of": 2.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "ten": 10.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
}
_DAY = re.compile(
    r"\b(?P<named>yesterday|last night|this morning|this afternoon|this evening|today|tonight|earlier today)\b|\b(?:on |last |this )?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|(?<!\d)(?P<iso>\d{4}-\d\d-\d\d)(?!\d)|\b(?P<dom>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>"
    + _MONTH
    + r")\b(?:,? (?P<year>\d{4}))?"
    r"|\b(?P<month2>" + _MONTH + r") (?P<dom2>\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<year2>\d{4}))?",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])")
# The sentence tells of the past …
_HAPPENED = re.compile(
    r"\b(?:was|were|happened|occurred|began|begins|started|starting|since|died|crashed|failed|went|fell|stopped|broke|ran|came|saw|got|hit|dropped|spiked|"
    r"first|last|noticed|reported|received|fired|triggered|deployed|merged|rolled|restarted|rebooted|expired|ended|finished|completed|"
    r"changed|released|pushed|applied|rotated|recovered|restored|logged|had|been|did|made|sent|opened|closed|created|deleted|removed|added|became)\b",
    re.IGNORECASE,
)
# … and not of a plan, a deadline or a habit.
_PLANNED = re.compile(
    r"\b(?:will|'ll|going to|gonna|should|shall|let's|lets|plan(?:ned|ning)?|schedul\w+|meet(?:ing)?|review|try again|until|till|by|deadline|due|next|tomorrow|"
    r"expect\w*|eta|would|could|might|may|every|daily|nightly|usually|always|each|back at|call at|if|wait|again at|can)\b",
    re.IGNORECASE,
)
# Words that need a time of the clock near them for a bare hour to be one.
_AT = re.compile(
    r"\b(?:at|around|about|from|since|~|between|before|after|just|shortly|approximately|roughly|circa|ca\.?)\s*~?$", re.IGNORECASE
)
# Most sentences hold nothing like a time, and end here.
_TIME_LIKE = re.compile(r"\d[:.h ]?\d|\d ?[ap]\.?m|midnight|midday|noon|ago\b", re.IGNORECASE)


def is_time_like(text: str) -> bool:
    """Whether a text holds anything that may be a time."""
    return _TIME_LIKE.search(text[:1000]) is not None


def event_time(text: str, *, said: datetime, zone: tzinfo) -> datetime | None:
    """The moment, in UTC, that a sentence told at `said` gives to what it tells of, or None where it gives none for certain.

    `zone` is the incident's. The moment is before `said`, to the minute.
    """
    text = text[:1000]
    if not _TIME_LIKE.search(text) or not _HAPPENED.search(text) or _PLANNED.search(text) or text.rstrip().endswith("?"):
        return None
    moment = _stamped(text, zone) or _ago(text, said) or _on_the_clock(text, said, zone) or _midnight(text, said, zone)
    if moment is None:
        return None
    moment = moment.astimezone(UTC).replace(second=0, microsecond=0)
    same_minute = abs((said - moment).total_seconds()) < 120
    return moment if moment < said and said - moment < _LONGEST_AGO and not same_minute else None


def log_time(text: str, *, said: datetime) -> datetime | None:
    """The earliest moment stamped, with its zone, inside a pasted log or command output; None where none is."""
    stamps = []
    for found in _STAMP.finditer(text[:4000]):
        if found["zone"] and (moment := _moment(found, UTC)) is not None and timedelta(0) < said - moment < timedelta(days=2):
            stamps.append(moment)
        if len(stamps) > 200:
            break
    return min(stamps).replace(second=0, microsecond=0) if stamps else None


def _stamped(text: str, zone: tzinfo) -> datetime | None:
    found = _STAMP.search(text)
    return _moment(found, zone) if found else None


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    name = (found["zone"] or "").strip().lower()
    where: tzinfo = zone
    if name in {"z", "utc", "gmt"}:
        where = UTC
    elif name:
        hours, minutes = int(name[1:3]), int(name[-2:])
        if hours > 14 or minutes > 59:
            return None
        where = timezone((1 if name[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    try:
        day = date.fromisoformat(found["date"])
    except ValueError:
        return None
    return _certain(day, int(found["hour"]), int(found["minute"]), where)


def _ago(text: str, said: datetime) -> datetime | None:
    found = _AGO.search(text)
    if not found:
        return None
    count = _COUNTS.get(found["count"].lower()) or (float(found["count"]) if found["count"].isdigit() else 0.0)
    if not count:
        return None
    return said - (timedelta(minutes=count) if found["unit"].lower().startswith("min") else timedelta(hours=count))


def _zone_of(name: str | None, zone: tzinfo) -> tzinfo | None:
    """The zone that a name stands for; None where it may stand for several."""
    if not name:
        return zone
    name = name.lower()
    if name in _FIXED:
        return timezone(timedelta(hours=_FIXED[name]))
    return ZoneInfo(_PLACES[name]) if name in _PLACES else None


def _on_the_clock(text: str, said: datetime, zone: tzinfo) -> datetime | None:
    if _NUMERIC_DATE.search(text):
        return None
    for found in _CLOCK.finditer(text):
        bare = not found["minute"] and not found["half"]
        dotted = found["colon"] == "." and not found["half"]
        if bare or dotted or (_DAY.search(text[found.start() :]) and _in_a_date(text, found)):
            continue
        led_in = _AT.search(text[max(0, found.start() - 20) : found.start()]) or not text[: found.start()].strip("([*_ ")
        if not (led_in or found["half"] or found["zone"] or (found["colon"] == ":" and len(found["hour"]) == 2)):
            continue
        where = _zone_of(found["zone"], zone)
        if where is None:
            return None
        return _resolve(text, found, said, where)
    return None


def _in_a_date(text: str, found: re.Match[str]) -> bool:
    return any(day.start() <= found.start() < day.end() for day in _DAY.finditer(text))


def _resolve(text: str, found: re.Match[str], said: datetime, where: tzinfo) -> datetime | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    sure = bool(half) or hour > 12 or hour == 0 or found["hour"].startswith("0")
    known, day = _day_of(text, said, where, hour)
    if known and day is None:
        return None
    readings = [hour] if sure else sorted({hour, (hour + 12) % 24})
    if known and day is not None:
        if not sure and re.search(r"\b(?:this morning|this afternoon|this evening|last night|tonight)\b", text, re.IGNORECASE):
            morning = "morning" in text.lower()
            readings = [hour % 12 if morning else hour % 12 + 12]
            if "night" in text.lower() and hour % 12 < 6:
                return None
        elif not sure:
            readings = [hour]
        return _certain(day, readings[0], minute, where, before=said)
    latest = [moment for reading in readings if (moment := _latest(said, reading, minute, where)) is not None]
    if not latest:
        return None
    best = max(latest)
    # Twelve hours apart, and the clock of twenty-four hours says the earlier one: it may be either.
    if len(readings) == 2 and best.astimezone(where).hour != hour:
        return None
    return best


def _latest(said: datetime, hour: int, minute: int, where: tzinfo) -> datetime | None:
    """The last time before `said` that a clock there showed this, at most eighteen hours ago."""
    local = said.astimezone(where)
    for back in (0, 1):
        moment = _certain(local.date() - timedelta(days=back), hour, minute, where, before=said)
        if moment is not None and moment < said:
            return moment if said - moment <= _WITHOUT_A_DAY else None
    return None


def _day_of(text: str, said: datetime, where: tzinfo, hour: int) -> tuple[bool, date | None]:
    """Whether the sentence names a day, and which; None where it may be several."""
    found = _DAY.search(text)
    if not found:
        return False, None
    today = said.astimezone(where).date()
    if named := (found["named"] or "").lower():
        if named == "yesterday":
            return True, today - timedelta(days=1)
        if named == "last night":
            return True, today if hour < 8 else today - timedelta(days=1)
        return True, today
    if found["weekday"]:
        back = (today.weekday() - _WEEKDAYS.index(found["weekday"].lower())) % 7
        return True, today - timedelta(days=back)
    try:
        if found["iso"]:
            return True, date.fromisoformat(found["iso"])
        month_name, dom, year = (
            (found["month"] or found["month2"]).lower()[:3],
            int(found["dom"] or found["dom2"]),
            found["year"] or found["year2"],
        )
        month = next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(month_name))
        if year:
            return True, date(int(year), month, dom)
        this_year = date(today.year, month, dom)
        return True, this_year if this_year <= today else date(today.year - 1, month, dom)
    except ValueError:
        return True, None


def _midnight(text: str, said: datetime, zone: tzinfo) -> datetime | None:
    found = _MIDNIGHT.search(text)
    where = _zone_of(found["zone"], zone) if found else None
    if not found or where is None:
        return None
    hour = 0 if found["what"].lower() == "midnight" else 12
    local = said.astimezone(where)
    moment = _certain(local.date(), hour, 0, where)
    if moment is None or moment > said:
        moment = _certain(local.date() - timedelta(days=1), hour, 0, where)
    named, day = _day_of(text, said, where, 12)
    if named:
        # "just before midnight on Monday": the midnight that ends Monday.
        if day is None:
            return None
        ends = _certain(day + timedelta(days=1) if hour == 0 else day, hour, 0, where)
        moment = ends if ends is not None and ends <= said else moment
    if moment is None or (not named and said - moment > timedelta(hours=23)):
        return None
    # "before midnight" belongs to the day that ends with it.
    return moment - timedelta(minutes=1) if "before" in found["near"].lower() else moment


def _certain(day: date, hour: int, minute: int, where: tzinfo, *, before: datetime | None = None) -> datetime | None:
    """The moment in UTC at which a clock there showed this; None where none did, or two did and both may be meant."""
    local = datetime.combine(day, time(hour, minute), tzinfo=where)
    first, second = local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if first == second:
        return first
    back = first.astimezone(where).replace(tzinfo=None)
    if back != local.replace(tzinfo=None):
        return None
    if before is not None and first < before <= second:
        return first
    return None
