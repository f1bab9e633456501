# ruff: noqa: E501 - tables of patterns and words: whole lines are easier to read against each other than wrapped ones
"""Which day a message means: "yesterday", "last night", "on Monday", "31 December". Where it may be several, none."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# A date without a year is the last one, where that is not too long ago.
_WITHOUT_A_YEAR = timedelta(days=120)
_EARLY = 5  # until this hour "tonight" and "this evening" may be yesterday's

_NAMED = re.compile(
    r"\b(?:(?P<before>(?:the )?day before yesterday)|(?P<yesterday>yesterday)|(?P<night>last night)|(?P<today>this (?:morning|afternoon|evening)|earlier today|today|tonight)"
    r"|(?P<open>the other day|the (?:day|night|evening|week) before|the (?:next|following|previous) (?:day|morning|evening|night)|that (?:day|night|evening|morning)|last (?:week|month|year|weekend)|over the weekend|at the weekend|(?:\d+|a|one|two|three|four|five|six|a few|several|a couple of) (?:days?|weeks?|months?|years?) (?:ago|earlier|before|back)))\b(?!'s)",
    re.IGNORECASE,
)
_OF_WEEK = re.compile(
    rf"(?:\b(?P<lead>on|last|this|since|from|late|early)\s+(?:(?:late|early)\s+)?)?\b(?:(?P<weekday>(?i:{_WEEKDAY}))|(?P<short>(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?))(?!'s|’s|s\b)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun")
_ISO = re.compile(r"(?<![\d-])(?P<iso>\d{4}-\d\d-\d\d)(?!\d)")
_IN_WORDS = re.compile(
    rf"\b(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b\.?(?:,? (?P<year>(?:19|20)\d\d)\b(?![:.]\d))?|\b(?P<month2>{_MONTH})\.? (?:the )?(?P<dom2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d| ?[ap]\.?m\b)(?:,? (?P<year2>(?:19|20)\d\d)\b(?![:.]\d))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\w/.-])(?P<one>\d{1,2})(?P<dot>[/.-])(?P<two>\d{1,2})(?P=dot)(?P<year>\d{4}|\d\d)(?![\w/-]|\.\d)")
# Day and month in numbers without a year, where they are a date and no fraction.
_SHORT_NUMERIC = re.compile(r"\b(?:on|from|since|dated|of) (?:the )?\d{1,2}/\d{1,2}(?![\d/])|(?<![\w/.])\d{1,2}/\d{1,2}(?![\d/])(?=,? (?:at )?\d{1,2}[:.]\d\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"\bon the \d{1,2}(?:st|nd|rd|th)\b|\bthe \d{1,2}(?:st|nd|rd|th),? (?:at |around )?\d{1,2}(?:[:.]\d\d|[ap]m)", re.IGNORECASE)
# Words that may stand between a weekday and its time.
_BESIDE = re.compile(r"(?:[\s,]|\bat\b|\baround\b|\babout\b|\bon\b|\bmorning\b|\bafternoon\b|\bevening\b|\bnight\b|[ap]\.?m\b|\butc\b|\bbst\b|\bgmt\b|[(~@])*", re.IGNORECASE)


class Open(Enum):
    """A day that is named, and may be several."""

    OPEN = "open"


class Day(NamedTuple):
    """A day that a text names: which, where it stands, and whether it is today's (or last night's), by its words."""

    when: date | Open
    start: int
    end: int
    sort: str = "date"


def days_in(text: str, *, said: datetime, clock: tuple[int, int] | None = None) -> tuple[Day, ...]:
    """The days that a text names, in the order in which they stand. `said` is the local time at which it was said; `clock` where
    the time of the clock stands, beside which a weekday needs no "on"."""
    today = said.date()
    found = [_named(match, today) for match in _NAMED.finditer(text)]
    found += [day for match in _OF_WEEK.finditer(text) if (day := _of_week(match, text, today, clock)) is not None]
    found += [Day(_iso(match["iso"]), *match.span()) for match in _ISO.finditer(text)]
    found += [Day(_in_words(match, today), *match.span()) for match in _IN_WORDS.finditer(text)]
    found += [Day(_numeric(match), *match.span()) for match in _NUMERIC.finditer(text)]
    found += [Day(Open.OPEN, *match.span()) for pattern in (_SHORT_NUMERIC, _ORDINAL) for match in pattern.finditer(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def one_day(days: tuple[Day, ...]) -> Day | None:
    """The one day that several words name ("Monday 12 October"), open where they do not agree; None where none is named."""
    if not days:
        return None
    if any(one.when is Open.OPEN for one in days) or len({one.when for one in days}) > 1:
        return days[0]._replace(when=Open.OPEN)
    return next((one for one in days if one.sort == "date"), days[0]) if len(days) > 1 else days[0]


def is_early(said: datetime) -> bool:
    """Whether it is said after midnight, when "tonight" may still be yesterday's."""
    return said.hour < _EARLY


def _named(match: re.Match[str], today: date) -> Day:
    if match["open"]:
        return Day(Open.OPEN, *match.span())
    if match["before"]:
        return Day(today - timedelta(days=2), *match.span())
    if match["yesterday"]:
        return Day(today - timedelta(days=1), *match.span())
    return Day(today, *match.span(), sort="last night" if match["night"] else "today")


def _of_week(match: re.Match[str], text: str, today: date, clock: tuple[int, int] | None) -> Day | None:
    word = match["weekday"] or match["short"]
    if match["short"] and not _SHORT.match(word):
        return None  # "sat" and "sun" are words
    lead = (match["lead"] or "").lower()
    if not lead and not (clock and _is_beside(text, match, clock)):
        return Day(Open.OPEN, *match.span())
    back = (today.weekday() - _WEEKDAYS.index(word[:3].lower())) % 7
    if lead == "last":
        # The last Friday, said on Monday, is three days ago; the last Monday, said on Wednesday, is this week's or that before.
        back = back or 7
        return Day(today - timedelta(days=back) if back > today.weekday() else Open.OPEN, *match.span())
    if not back and lead != "this":
        return Day(Open.OPEN, *match.span())
    return Day(today - timedelta(days=back), *match.span())


def _is_beside(text: str, match: re.Match[str], clock: tuple[int, int]) -> bool:
    between = text[match.end() : clock[0]] if match.end() <= clock[0] else text[clock[1] : match.start()]
    return _BESIDE.fullmatch(between) is not None


def _iso(text: str) -> date | Open:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return Open.OPEN


def _in_words(match: re.Match[str], today: date) -> date | Open:
    month = _MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
    day, year = int(match["dom"] or match["dom2"]), match["year"] or match["year2"]
    try:
        if year:
            return date(int(year), month, day)
        this = date(today.year, month, day)
        last = this if this <= today else date(today.year - 1, month, day)
    except ValueError:
        return Open.OPEN
    return last if today - last <= _WITHOUT_A_YEAR else Open.OPEN


def _numeric(match: re.Match[str]) -> date | Open:
    """Day first where it can be nothing else: over twelve, the same as the month, or written with stops."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    year += 2000 if year < 100 else 0
    day, month = (one, two) if one > 12 or one == two or match["dot"] == "." else (two, one) if two > 12 else (0, 0)
    try:
        return date(year, month, day)
    except ValueError:
        return Open.OPEN
