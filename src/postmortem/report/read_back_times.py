"""Times and days as people write them in a report: 09:02, 9.02 am, 0902, 09h02 BST, 14 October 2026, 2026-10-14 09:02."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?(?:,?\s+\d{{4}})?"
    rf"|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
)
_HALF = r"\s?[ap]\.?m\.?(?!\w)"
_CLOCK = (
    rf"(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{{1,6}})?)?(?:{_HALF})?|{_HALF})"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s|$|[:–—-])"
)
_ZONE = r"(?:\s?(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|\((?:UTC|GMT|BST)[^()]{0,12}\))(?![\w'’]))"
_NEAR = r"(?:(?:about|around|approx(?:imately|\.)?|circa|c\.|ca\.|from|at|~|≈)\s?)?"

_ONLY_DAY = re.compile(rf"\s*(?P<day>{_DATE})(?:\s*\([^()]{{0,30}}\))?\s*[:.]?\s*", re.IGNORECASE)
_MOMENT = re.compile(
    rf"(?P<near>(?i:{_NEAR}))(?:(?P<day>(?i:{_DATE}))(?:\s*[,T]\s*|\s+)(?:(?i:at)\s+)?)?"
    rf"(?P<time>(?i:{_CLOCK}))(?P<zone>{_ZONE})?"
    rf"(?:\s*(?:–|—|-|(?i:to|until|till))\s*(?P<until>(?i:{_CLOCK}))(?P<zone2>{_ZONE})?)?"
    rf"(?:,?\s+(?:(?i:on)\s+)?(?P<day2>(?i:{_DATE})))?"
)
_BETWEEN = re.compile(r"^\s*(?:[:|–—-]|,(?=\s))?\s*")
_PARTS = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?:[:.]\d\d(?:[.,]\d+)?)?\s?([ap])?", re.IGNORECASE)
_NEARLY = re.compile(r"about|around|approx|circa|c\.|ca\.|~|≈", re.IGNORECASE)
# What stands behind a number that is no time: more of the number, a unit. A bare 2026 at the head of a sentence is a year.
_NO_TIME = re.compile(r"[\w%/]|[.,:]\d|\s?(?:%|[KMGT]i?B\b|ms\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"\d\.\d\d")
LONGEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """time, until: "09:02", the latter empty where it is no span. day and zone as they are written; about: said to be near."""

    time: str
    until: str = ""
    day: str = ""
    zone: str = ""
    about: bool = False


def take_moment(words: str) -> tuple[Moment | None, str]:
    """The time at the head of some words, and the words behind it; None and the words themselves where there is none."""
    words = words.strip()
    found = _MOMENT.match(words[:LONGEST])
    if found is None or _NO_TIME.match(words, found.end()) or (_YEAR.fullmatch(found["time"]) and found.end() < len(words)):
        return None, words
    if "." in found["time"] and _AMOUNT.fullmatch(found["time"]):
        return None, words
    moment = Moment(
        time=_plain(found["time"]),
        until=_plain(found["until"]) if found["until"] else "",
        day=" ".join((found["day"] or found["day2"] or "").split()),
        zone=(found["zone"] or found["zone2"] or "").strip(" ()"),
        about=_NEARLY.match(found["near"]) is not None,
    )
    return moment, _BETWEEN.sub("", words[found.end() :], count=1).strip()


def begins_with_moment(words: str) -> bool:
    """Whether words begin with a time of day, and not with a number that only looks like one."""
    moment, rest = take_moment(words)
    return moment is not None and (not rest or ":" in words[:LONGEST] or len(words) < LONGEST)


def only_day(words: str) -> str:
    """The day that the words are, where they are nothing but a day; else empty."""
    found = _ONLY_DAY.fullmatch(words[:LONGEST]) if len(words) <= LONGEST else None
    return " ".join(found["day"].split()) if found else ""


def _plain(clock: str) -> str:
    """ "9.02 pm" → "21:02"."""
    digits = re.sub(r"\D", "", clock)
    if digits == clock.strip() and len(digits) == 4:
        return f"{digits[:2]}:{digits[2:]}"
    found = _PARTS.match(clock)
    if found is None:
        return clock
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").casefold()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}"
