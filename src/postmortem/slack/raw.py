"""Slack's JSON as it may really be: any field missing, null or of another type. These never raise, they give what is usable."""

from __future__ import annotations

import math
import re
from sys import intern
from typing import Any

from postmortem.slack.characters import clean_name

Raw = dict[str, Any]

_NOTHING: Raw = {}

# A message's ts: seconds since 1970 and, nearly always, six digits that make it unique.
_TS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")

# A ts of the years 2001 to 2286: nearly every one.
_USUAL_TS = re.compile(r"[0-9]{10}\.[0-9]{6}")

_END_OF_9999 = 253_402_300_800  # seconds; later moments are not dates

# A person's id. A bot's own id begins with B and is nobody's.
_USER_ID = re.compile(r"[UW][A-Z0-9]{1,30}")

SLACKBOT = "USLACKBOT"


def as_dict(value: object) -> Raw:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def as_list(value: object) -> list[Any]:
    """The array; an object alone where an array should be counts as its only element."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) and value else []


def as_dicts(value: object) -> list[Raw]:
    """The objects of an array, whatever else is in it."""
    return [element for element in as_list(value) if isinstance(element, dict)]


def as_text(value: object) -> str:
    """The text; a number written out; "" for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def as_count(value: object) -> int:
    """A number of things, 0 where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0
    try:
        return max(int(value), 0)
    except (ValueError, OverflowError):
        return 0


def as_ts(value: object) -> str:
    """A ts as Slack writes it; "" for what is none. Numbers get their six digits back."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        if not 0 <= value < _END_OF_9999 or not math.isfinite(value):
            return ""
        return f"{value:.6f}" if isinstance(value, float) else f"{value}.000000"
    if not isinstance(value, str):
        return ""
    if _USUAL_TS.fullmatch(value) is not None:
        return value
    value = value.strip()
    if _TS.fullmatch(value) is None or int(value.partition(".")[0]) >= _END_OF_9999:
        return ""
    return value


def as_user(value: object) -> str:
    """A person's id, shared by all that mention it; "" for what is none, and for Slackbot, who is nobody."""
    if not isinstance(value, str):
        return ""
    if not value.isalnum():
        value = clean_name(value)
    return "" if value == SLACKBOT else intern(value)


def as_users(value: object) -> tuple[str, ...]:
    """The people's ids in an array; bots' own ids are left out."""
    if not isinstance(value, list):
        return ()
    return tuple(intern(key) for key in value if isinstance(key, str) and key != SLACKBOT and _USER_ID.fullmatch(key))
