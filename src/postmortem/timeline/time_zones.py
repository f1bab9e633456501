# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Which zone a time in a message is meant in: by letters ("10:02 BST"), by place ("10 am uk time"), by offset ("10:02 UTC+2").

Letters that stand for several zones, and letters that do not hold on the day (BST in winter), stand for none.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Letters that mean one zone, in hours from UTC, and the place by whose calendar they hold; "" where they hold all year somewhere.
_LETTERS: dict[str, tuple[float, str]] = {
    "utc": (0, ""), "gmt": (0, ""), "z": (0, ""), "bst": (1, "Europe/London"), "wet": (0, "Europe/Lisbon"), "west": (1, "Europe/Lisbon"),
    "cet": (1, "Europe/Paris"), "cest": (2, "Europe/Paris"), "eet": (2, "Europe/Athens"), "eest": (3, "Europe/Athens"),
    "est": (-5, "America/New_York"), "edt": (-4, "America/New_York"), "cdt": (-5, "America/Chicago"), "mst": (-7, ""), "mdt": (-6, "America/Denver"),
    "pst": (-8, "America/Los_Angeles"), "pdt": (-7, "America/Los_Angeles"), "aest": (10, ""), "aedt": (11, "Australia/Sydney"), "jst": (9, ""),
    "nzst": (12, "Pacific/Auckland"), "nzdt": (13, "Pacific/Auckland"), "sast": (2, ""),
}  # fmt: skip
# Letters of several zones, each far from the other.
_SEVERAL = "ist|cst|ast|sst|amt|gst|pkt"
_PLACES = {
    "uk": "Europe/London", "london": "Europe/London", "british": "Europe/London", "gb": "Europe/London", "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles", "et": "America/New_York", "eastern": "America/New_York", "ct": "America/Chicago", "central": "America/Chicago",
    "mt": "America/Denver", "mountain": "America/Denver", "irish": "Europe/Dublin", "dublin": "Europe/Dublin", "berlin": "Europe/Berlin",
    "german": "Europe/Berlin", "paris": "Europe/Paris", "french": "Europe/Paris", "madrid": "Europe/Madrid", "rome": "Europe/Rome",
    "amsterdam": "Europe/Amsterdam", "dutch": "Europe/Amsterdam", "tokyo": "Asia/Tokyo", "sydney": "Australia/Sydney", "new york": "America/New_York",
}  # fmt: skip
_CITIES = "london|dublin|berlin|paris|madrid|rome|amsterdam|tokyo|sydney|new york"
_OURS = r"(?:our|the team's) (?:local )?time|(?:our|the team's) (?:time)? ?zone"
_ANOTHERS = r"(?:my|your|their|his|her|its|local|server|client|customer|office|browser) (?:local )?time|there\b(?=\W*$)|(?:over|out) there"
_BY_LETTERS = "|".join(sorted(_LETTERS, key=len, reverse=True))
_BY_PLACE = "|".join(sorted((name for name in _PLACES if len(name) > 2 or name in ("uk", "gb")), key=len, reverse=True))
# What may follow a time and say its zone.
AFTER_A_TIME = (
    r"(?: ?[\[(]?(?P<zone>(?:utc|gmt) ?[+-] ?\d{1,2}(?::?[0-5]\d)?(?![\d:])|\+\d\d:?[0-5]\d(?!\d)|-\d{4}(?!\d)"
    rf"|(?:{_BY_LETTERS}|{_SEVERAL})\b(?!['’-]\w)|(?:{_BY_PLACE})(?=(?: standard| daylight| summer)?[- ]time\b)|(?:uk|pt|et|ct|mt)(?=[\s,.;:!?)\]]*$|[,.;)\]])|(?:pt|et|ct|mt)\b"
    rf"|{_OURS}|{_ANOTHERS}|in (?:{_CITIES})\b|(?:{_CITIES})(?=[\s,.;:!?)\]]*$|[,.;)\]]))[\])]?)?"
)
# A zone that is named anywhere in a sentence.
_MENTIONED = re.compile(
    rf"\b(?:(?:utc|gmt)(?: ?[+-] ?\d{{1,2}})?|{_BY_LETTERS.replace('|z', '')}|(?:{_BY_PLACE}) (?:standard |daylight |summer )?time|in (?:{_CITIES}))\b|\b(?:IST|CST|PT|ET)\b",
    re.IGNORECASE,
)
# "All times UTC:", "times are in UTC".
_ALL_TIMES = re.compile(
    rf"\b(?:times?|timestamps?|stamps)(?: here| below| above| are| is| all| as){{0,3}}(?: in)? \(?(?P<zone>(?:utc|gmt)(?: ?[+-] ?\d{{1,2}}(?::?[0-5]\d)?)?|{_BY_LETTERS}|(?:{_BY_PLACE}) time)\b",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)? ?(?P<sign>[+-]) ?(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?")


def zone_named(name: str | None, home: tzinfo) -> tzinfo | None:
    """The zone that stands after a time (`AFTER_A_TIME`); `home` where none does, None where it may be several."""
    if not name:
        return home
    name = " ".join(name.lower().split())
    if name in _LETTERS:
        return timezone(timedelta(hours=_LETTERS[name][0]), name.upper())
    if name == "cst":
        return ZoneInfo("America/Chicago") if str(home).startswith("America/") else None
    place = name.removeprefix("in ").removesuffix(" time")
    if place in _PLACES:
        return ZoneInfo(_PLACES[place])
    if name.startswith(("our ", "the team's ")):
        return home
    found = _OFFSET.fullmatch(name)
    if found is None:
        return None
    away = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    if away > timedelta(hours=14):
        return None
    return timezone(away if found["sign"] == "+" else -away)


def holds(name: str | None, moment: datetime) -> bool:
    """Whether the letters of a zone are those that hold at a moment where they are used: EST in July may well mean EDT."""
    hours, place = _LETTERS.get((name or "").strip().lower(), (0, ""))
    return not place or moment.astimezone(ZoneInfo(place)).utcoffset() == timedelta(hours=hours)


def zone_of_all(text: str) -> str | None:
    """The zone that a text names for all its times, as it is written; None where it names none."""
    found = _ALL_TIMES.search(text[:2000])
    return found["zone"].lower() if found else None


def zones_in(text: str) -> frozenset[str]:
    """The zones that a text names anywhere, as they are written."""
    return frozenset(found[0].lower() for found in _MENTIONED.finditer(text))
