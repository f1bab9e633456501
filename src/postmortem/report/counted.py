# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What a figure counts, said as a noun, so that a table of figures can be read: "about 2,900 failed payments" counts failed payments."""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:\d[\d,.]*(?:[km]\b)?\+?|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty|"
    r"sixty|ninety|half(?: an)?|two thirds?|thirds?|quarters?|tenth|hundreds?|thousands?|dozens?|a few|several|a couple)\b)"
)
_UNIT = r"(?:min(?:ute)?s?|h(?:ou)?rs?|h|seconds?|days?)"
# "503s for 14 minutes", "down for about 2 hours", "the outage lasted 25 minutes", "14 minutes of downtime", "a 47-minute outage".
_LASTED = re.compile(rf"^(?P<what>.+?) (?:for|lasted)(?: for)?(?: an?(?= total))?(?: total of)?\b.*?{_NUMBER}[- ]?{_UNIT}\b", re.IGNORECASE)
_SPAN_OF = re.compile(rf"{_NUMBER}[- ]?{_UNIT}(?: and .*?)? (?:of|without) (?P<what>.+)$", re.IGNORECASE)
_ANY_SPAN = re.compile(rf"{_NUMBER}[- ]?{_UNIT}\b", re.IGNORECASE)
_NAMED_SPAN = re.compile(r"\b(?P<what>outage|downtime|down time|disruption|interruption)\b", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:was |were |been )*(?P<state>down|away|unavailable|offline|out|broken|unreachable|failing|failed|degraded|slow|affected|inaccessible|interrupted|impacted)\b",
    re.IGNORECASE,
)
# The form of a label, as in: affected users: 412.
_LABELLED = re.compile(r"^(?P<what>[^:=\d]{3,60}?)\s*[:=]\s*(?P<figure>\S.*)$")
# Shares: 12% of requests; the error rate peaked at 38%.
_SHARE_OF = re.compile(r"(?:%|per ?cent) of (?:(?:all|the|our|their) )*(?P<what>.+)$", re.IGNORECASE)
_RATE = re.compile(r"^(?P<what>.+?) (?:peaked|reached|hit|was|is|at|of|rose|went|climbed|got)\b", re.IGNORECASE)
# What stands between a number and the thing counted.
_LEADING = re.compile(r"^(?:(?:of|in|out|all|the|our|their|than|more|about|some)\b ?)+", re.IGNORECASE)
_AFTER_NUMBER = re.compile(rf".*{_NUMBER}", re.IGNORECASE | re.DOTALL)


def what_is_counted(figure: str) -> str:
    """The noun for a figure of `figures.py`, with a capital; never empty."""
    what = _noun(figure.strip())
    what = _LEADING.sub("", what.strip(" .,;:–-"))
    return f"{what[0].upper()}{what[1:]}" if what else "Number stated"


def figure_alone(figure: str) -> str:
    """The figure without the noun before it, where it has the form of a label: "affected users: 412" is 412."""
    labelled = _LABELLED.match(figure)
    return labelled["figure"] if labelled else figure


def _noun(figure: str) -> str:
    if _ANY_SPAN.search(figure):
        return _of_span(figure)
    if labelled := _LABELLED.match(figure):
        return labelled["what"]
    if share := _SHARE_OF.search(figure):
        return f"share of {share['what']}"
    if "%" in figure or "per cent" in figure.lower() or "percent" in figure.lower():
        rate = _RATE.match(figure)
        return rate["what"] if rate else "share"
    return _AFTER_NUMBER.sub("", figure, count=1)


def _of_span(figure: str) -> str:
    """What lasted."""
    if state := _STATE.match(figure):
        return f"time {state['state'].lower()}"
    if found := _SPAN_OF.search(figure):
        if found["what"].lower() in {"downtime", "outage", "disruption", "unavailability"}:
            return found["what"]
        return f"time {'without' if ' without ' in figure.lower() else 'of'} {found['what']}"
    if named := _NAMED_SPAN.search(figure):
        return f"length of the {named['what'].lower()}" if named["what"].lower() != "downtime" else "downtime"
    found = _LASTED.match(figure)
    what = found["what"].strip() if found else ""
    if what.lower() in {"", "it", "this", "that"}:
        return "length of the incident"
    return f"time with {what}" if re.match(r"(?:\d{3}s?|5xx|errors?)\b", what, re.IGNORECASE) else f"length of the {what}"
