# ruff: noqa: E501 - tables of patterns: whole lines are easier to read against each other than wrapped ones
"""How files write times. Tables only; `clock.py` says what they mean.

Every shape names its parts: year, month (a number or a word), day; or one, two for a day and a month in either order, with dot
for what stands between; hour, minute, second, fraction, half, zone. All repetitions are bounded.
"""

from __future__ import annotations

import re

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
# Zones by letters that mean one of them only, in hours from UTC. IST, CST and the like in Asia are left out: they mean several.
ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AEST": 10, "AEDT": 11, "JST": 9, "NZST": 12, "NZDT": 13,
}  # fmt: skip

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
_CLOCK = r"(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?|(?!:\d))"
_HALF = r"(?: ?(?P<half>[ap]\.?m\.?))?"
_ZONE = r"(?: ?(?P<zone>z|[+-]\d\d(?::?\d\d)?|\(?[a-z]{3,5}\)?|[a-z]{2,12}/[a-z_/]{2,30}))?"
# In a log a word may follow the time: only what is written as a zone is one.
_LOG_ZONE = r"(?: ?(?P<zone>Z|[+-]\d\d(?::?\d\d)?(?!\d)|(?:UTC|GMT|BST|CEST|CET|EST|EDT|PST|PDT|CDT|MST|MDT)\b))?"
_ISO = r"(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d\d?)(?P=dash)(?P<day>\d\d?)[ T_]"
_BASIC = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?"
_NUMERIC = r"(?P<one>\d\d?)(?P<dot>[/.-])(?P<two>\d\d?)(?P=dot)(?P<year>\d{4}|\d\d)"
_APACHE = r"(?P<day>\d\d?)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4}):(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?P<fraction>) (?P<zone>[+-]\d{4})"

# A whole cell that is a number of seconds, milliseconds and so on since 1970.
EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{13}(?:\.\d{1,6})?|\d{16}|\d{19}")
# A whole cell that is a date and nothing else.
DATE_ALONE = re.compile(rf"\d{{4}}[-/.]\d\d?[-/.]\d\d?|{_NUMERIC}|\d\d? [a-z]{{3,9}},? \d{{4}}|[a-z]{{3,9}} \d\d?,? \d{{4}}", re.IGNORECASE)

# A date of two numbers and a year, at the beginning of a cell or a line.
NUMERIC_DATE = re.compile(rf"(?:[A-Z]{{3,8}} )?[\s\[(<\"]{{0,3}}{_NUMERIC}(?!\d)")

# Whole cells, the usual ones first.
SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        _ISO + _CLOCK + _HALF + _ZONE,
        _BASIC + _ZONE,
        _APACHE,
        _NUMERIC + r",?[ T]" + _CLOCK + _HALF + _ZONE,
        _WEEKDAY + r"(?P<day>\d\d?)(?:st|nd|rd|th)?[ /-]" + _MONTH + r"(?:,?[ /-](?P<year>\d{4}|\d\d))?,?(?: at)? " + _CLOCK + _HALF + _ZONE,
        _WEEKDAY + _MONTH + r" (?P<day>\d\d?)(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?,?(?: at)? " + _CLOCK + _HALF + _ZONE,
        # Wed Oct 14 09:02:11 UTC 2026
        _WEEKDAY + _MONTH + r" (?P<day>\d\d?) " + _CLOCK + _ZONE + r" (?P<year>\d{4})",
    )
)

# What may stand before the time in a log's line: syslog's priority, a level, the name of the field.
_LEAD = r"(?:<\d{1,3}>(?:\d )?|(?:[A-Z]{3,8}[: ]{1,2})|(?:time|ts|t|timestamp|at|date)=)?[\[(\"]?"
_BREAK = r"(?=[\s\])\"',;|:-]|$)[\])\"']?[,;|:\s-]{0,6}"
# At the beginning of a log's line, the usual ones first.
AT_THE_BEGINNING = tuple(
    re.compile(shape)
    for shape in (
        _LEAD + _ISO + _CLOCK + _LOG_ZONE + _BREAK,
        # nginx's and Apache's access logs: an address and an account stand before the time, and are left out
        r"(?:\S{1,80} \S{1,80} \S{1,80} )?\[?" + _APACHE + r"\]?" + _BREAK,
        _LEAD + _WEEKDAY.replace("(?:mon", "(?i:mon") + r"(?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d\d?) " + _CLOCK + r"(?: (?P<year>20\d\d))?" + _BREAK,
        _LEAD + r"(?P<day>\d\d?)[ -](?P<month>[A-Z][a-z]{2})[ -](?P<year>\d{4}) " + _CLOCK + _LOG_ZONE + _BREAK,
        _LEAD + _NUMERIC + r",?[ T]" + _CLOCK + _HALF + _LOG_ZONE + _BREAK,
        _LEAD + _BASIC + _LOG_ZONE + _BREAK,
        # Kubernetes: E1014 09:02:11.123456
        r"[IWEF](?P<month>\d\d)(?P<day>\d\d) " + _CLOCK + _BREAK,
        _LEAD + r"(?P<epoch>\d{10}(?:\.\d{1,9})?|\d{13})" + _BREAK,
    )
)
