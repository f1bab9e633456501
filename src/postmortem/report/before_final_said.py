"""What sentences of a report state in numbers: lengths of time, counts, days, severities. A false alarm costs trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))
_NEAR = (
    r"(?P<near>about|around|approx(?:imately|\.)?|roughly|nearly|almost|over|more than|under|less than|some|up to|at least"
    r"|just (?:over|under)|~|≈)?\s?"
)
_AMOUNT = rf"(?:\d+(?:\.\d)?|{_SMALL})"
_LENGTH = re.compile(
    rf"(?<![\w.,:])(?:\b{_NEAR})?(?:"
    rf"(?P<half>half an hour|an hour and a half)|(?:(?P<days>{_AMOUNT})[ -]?days?(?:,? and"
    rf"|,)?\s?)?(?:(?P<hours>{_AMOUNT})[ -]?(?:hours?|hrs?|h)\b(?:,? and|,)?\s?)?"
    rf"(?:(?P<minutes>{_AMOUNT})[ -]?(?:minutes?|mins?|m)\b)?)",
    re.IGNORECASE,
)  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY = re.compile(
    r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?(?:"
    rf"\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format(1)}(?:,? (?P<year1>\d{{4}}))?\b"
    rf"|\b{_MONTH.format(2)} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,? (?P<year2>\d{4}))?\b|\b(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b)",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What an incident's impact is counted in.
_COUNTED = (
    "requests? visits? visitors? users? customers? orders? payments? jobs? calls? sessions? e-?mails? "
    "errors? sites? clients? accounts? records? "
    "transactions? bookings? applications? people pages? services? tenants? servers? queries query "
    "messages? logins? sign-ins? uploads? "
    "downloads? pods? deployments? pipelines? notifications? reports? invoices? tickets? checkouts? baskets? files? rows?"
)
_COUNT = re.compile(
    rf"(?<![\w.,:/#–-])(?:\b{_NEAR})?(?P<number>\d{{1,3}}(?:[,  ]\d{{3}})+|\d+(?:\.\d+)?[km]?"
    rf"|{_SMALL.removesuffix('|a')})(?P<between>(?: (?!of\b|in\b|and\b|or\b|to\b)[a-z][\w-]*){{0,2}}?) "
    rf"(?P<noun>{'|'.join(_COUNTED.split())})\b(?!\s?(?:per|an?|each|/)\s?(?:second|minute|hour|day|[smh])\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:in|of|out of|%|per cent|percent|first|last|next|responder|client|nearest|other)(?: the)?\s*$", re.IGNORECASE
)
_SEVERITY = re.compile(r"\b(critical|major|minor|trivial)\b", re.IGNORECASE)
_IS_SEVERITY = re.compile(
    r"\b(?:it|this|which|incident) (?:was|is)(?: (?:declared|classed|classified|graded|treated|set|rated"
    r"|raised))?(?: (?:as|to))?(?: an?)? (critical|major|minor|trivial)\b"
    r"(?! (?:version|release|change|update|part|role|issue|problem|cause|difference|fix|detail|contribut))"
    r"|\bseverity(?: (?:was|is|level|set|to|of|as|raised))*:? (critical|major|minor|trivial)\b|\b(critical|major|minor"
    r"|trivial)(?:[- ]severity)? incident\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time. slack: how many minutes it may be off and still be what was meant; start, end: where it stands."""

    minutes: float
    slack: float
    words: str
    start: int
    end: int

    def fits(self, minutes: float) -> bool:
        """Whether that many minutes can have been meant."""
        return abs(self.minutes - minutes) <= self.slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many of something. noun: one of it ("request")."""

    number: float
    noun: str
    words: str
    is_near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day; weekday as it is written (0 is Monday), or None."""

    day: date
    weekday: int | None
    words: str
    has_year: bool
    start: int


def lengths(words: str) -> Iterator[Length]:
    """The lengths of time in a sentence, in order: "1 h 24 min", "two hours", "90 minutes", "half an hour"."""
    for found in _LENGTH.finditer(words):
        if not found[0].strip() or not (found["half"] or found["days"] or found["hours"] or found["minutes"]):
            continue
        if found["half"]:
            minutes, unit = (30.0, 10.0) if found["half"].lower().startswith("half") else (90.0, 20.0)
        else:
            days, hours, rest = (_number(found[name]) for name in ("days", "hours", "minutes"))
            minutes = days * 1440 + hours * 60 + rest
            fine = minutes % 5 != 0
            unit = (1.0 if fine else 3.0) if found["minutes"] else 30.0 if found["hours"] else 720.0
            if found["minutes"] and found["hours"]:
                unit = 1.0
            elif found["hours"] and "." in found["hours"]:
                unit = 6.0
        slack = max(unit, minutes * 0.2) if found["near"] else unit
        yield Length(minutes=minutes, slack=slack, words=found[0].strip(), start=found.start(), end=found.end())


# "One call in ten": a share.
_OF_SO_MANY = re.compile(
    r"\s+(?:in|out of)\s+(?:every\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a (?:hundred|thousand))\b"
)


def counts(words: str) -> Iterator[Count]:
    """How many of what an impact is counted in; shares ("one in ten requests") and rates are none."""
    for found in _COUNT.finditer(words):
        if _SHARE.search(words[: found.start()]) or _OF_SO_MANY.match(words, found.end()) or "%" in found[0]:
            continue
        number = _number(found["number"])
        if number:
            noun = found["noun"].casefold().replace("-", "")
            one = "query" if noun == "queries" else noun if noun == "people" else noun.removesuffix("s")
            yield Count(number=number, noun=one, words=found[0].strip(), is_near=bool(found["near"]))


def days(words: str, year: int | None = None) -> Iterator[Day]:
    """The days that a sentence names. year: of those that have none; without it they are passed over."""
    for found in _DAY.finditer(words):
        which = "1" if found["day1"] else "2" if found["day2"] else "3"
        given = found[f"year{which}"]
        month = int(found["month3"]) if which == "3" else _MONTHS.index(found[f"month{which}"][:3].lower()) + 1
        if given is None and year is None:
            continue
        weekday = _WEEKDAYS.index(found["weekday"][:3].lower()) if found["weekday"] else None
        with suppress(ValueError):  # the 31st of June is no day
            day = date(int(given or year or 0), month, int(found[f"day{which}"]))
            yield Day(day=day, weekday=weekday, words=found[0], has_year=given is not None, start=found.start())


def severities(words: str) -> tuple[str, ...]:
    """The severities that words name, in order."""
    return tuple(found[1].lower() for found in _SEVERITY.finditer(words))


def said_severity(words: str) -> str:
    """The severity that a sentence says the incident had; empty where it says none."""
    found = _IS_SEVERITY.search(words)
    return next((group.lower() for group in found.groups() if group), "") if found else ""


def _number(words: str | None) -> float:
    if words is None:
        return 0.0
    plain = words.casefold().strip().replace(",", "").replace(" ", "").replace(" ", "")
    if plain in _WORDS:
        return float(_WORDS[plain])
    factor = {"k": 1_000.0, "m": 1_000_000.0}.get(plain[-1:], 1.0)
    return float(plain.rstrip("km")) * factor
