# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Whether a sentence that tells of another time tells of when the trouble began, was noticed, or ended."""

from __future__ import annotations

import re

from postmortem.incident import Kind

# When the trouble began, told afterwards.
_BEGAN = re.compile(
    r"\b(?:began|begins?|started|starts|starting|first|died|went down|broke|fell over|outage begins|earliest|onset|kicked off|kicks off|going on since|start(?:ed)? time"
    r"|(?:falls|fell|dropped|drops) off|stopped (?:answering|responding|working|loading|serving)|(?:errors?|failures|time-?outs|[45]\d\ds) (?:are|were) there from)\b"
)
# … and what begins otherwise: a deadline, a shift, what is still to start, a first thought.
_OTHERWISE_BEGAN = re.compile(
    r"\b(?:hours?|clock|shift|meeting|call|window|review|work|day|migration|maintenance) (?:began|begins|started|starts)\b|\b(?:not|n't|never|yet) (?:\w+ )?(?:started|begun)\b"
    r"|\b(?:my|our|first) first\b|\bfirst (?:doubt|thought|guess|idea|impression|instinct|step|update|thing)\b|\bstarts at\b"
)
# "Since 08:49" is when what stands before it began, which may be the trouble or its end.
_TROUBLE_SINCE = re.compile(
    r"\b(?:[45]\d\ds?|[45]xx|errors?|fail\w*|down|outage|unavailable|time-?outs?|timed out|broken|refused|slow\w*|unreachable|climb\w*|dead"
    r"|rising|growing|full|stuck|degraded|missing|wrong|affected|offline|crash\w*|exposed|leak\w*|(?:no|without) (?!more|further|new)\w+)\b[^.;!?]{0,60}\bsince\b"
    r"|\bsince\b[^.;!?]{0,60}\b(?:[45]\d\ds?|[45]xx|errors?|fail\w*|down|unavailable|time-?outs?|broken|slow\w*|unreachable)\b"
)
_OVER_SINCE = re.compile(
    r"\b(?:back|up|fine|ok|okay|stable|works?|working|restored|recovered|normal|healthy|green|clean|quiet|gone|stopped)\b(?:(?!\b(?:down|fail\w*|broken|slow\w*|stuck|out|not)\b)[^.;!?]){0,30}\bsince\b"
    r"|\b(?:no (?:more|further|new)|zero|no (?:errors?|failures?|time-?outs?|alerts?|complaints?|[45]\d\ds?|[45]xx))\b[^.;!?]{0,40}\bsince\b"
    r"|\bsince\b[^.;!?]{0,40}\b(?:no (?:more )?(?:errors?|failures?|time-?outs?|alerts?|complaints?)|all (?:good|fine|well|green))\b"
)
_NOTICED = re.compile(
    r"\b(?:noticed|detected|spotted|first (?:reported|seen|alert)|alert(?:ed)? (?:fired|came|at)|paged"
    r"|(?:alert|alarm|page|pager)s? (?:reached|woke|arrived|came|went off))\b"
)
_ENDED = re.compile(
    r"\b(?:recovered|restored|errors stopped|back (?:up|online|to normal)|outage (?:ended|ends)|last (?:error|5\d\d)|ended)\b"
)


def kind_told(text: str) -> Kind | None:
    """What a sentence (in lower case) that tells of another time tells of: that it began or was noticed, or that it ended."""
    if is_ended(text):
        return Kind.RECOVERY
    return Kind.DETECTION if is_noticed(text) or is_begun(text) else None


def is_ended(text: str) -> bool:
    """Whether it tells that the trouble was over."""
    return bool(_ENDED.search(text) or _OVER_SINCE.search(text))


def is_noticed(text: str) -> bool:
    """Whether it tells that the trouble was noticed."""
    return _NOTICED.search(text) is not None


def is_begun(text: str) -> bool:
    """Whether it tells that the trouble began."""
    return not _OTHERWISE_BEGAN.search(text) and bool(_BEGAN.search(text) or (_TROUBLE_SINCE.search(text) and not _OVER_SINCE.search(text)))
