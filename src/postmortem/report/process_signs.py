# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Signs in a channel on which it hangs what our process asks for: a breach, no client affected, work that stopped.

Every function looks at one sentence; repetitions are bounded.
"""

from __future__ import annotations

import re

from postmortem.mood import LONGEST, is_question, plain_lower
from postmortem.report.process_words import states_nothing

# To stop for now, or to go on in the morning.
_STOP = re.compile(
    r"\b(?:stop(?:ping)?|paus(?:e|ing)|park(?:ing)? (?:it|this)|leav(?:e|ing) (?:it|this)(?: there| as it is)?)\s+(?:here|there|for (?:tonight|today|the night|now)|until|till)\b"
    r"|\b(?:stopped|paused|parked) for (?:tonight|today|the night)\b|\bcall(?:ing|ed)? it a (?:night|day)\b"
    r"|\b(?:pick(?:ing)? (?:it|this) (?:back )?up|resum(?:e|ing)|continu(?:e|ing)|go(?:ing)? on|carry(?:ing)? on|back (?:on|at|to) (?:it|this))\b[^.;:!?]{0,30}?"
    r"\b(?:tomorrow|in the morning|on monday|first thing|during (?:working|office|support) hours|when the office|at (?:\d{1,2}|seven|eight|nine|ten)\b)",
    re.IGNORECASE,
)
_NO_STOP = re.compile(r"\b(?:not|never|no|if|until we|before we|would|could|who|why|users?|customers?|jobs?|script)\b|n't\b", re.IGNORECASE)

# Data or security that was breached, or may have been.
_IS = r"(?:\s+(?:is|are|was|were|has been|have been|got|may have been|might have been|may be|might be))"
_BREACH = re.compile(
    r"\b(?:data|security|privacy|gdpr)[- ](?:breach|leak|incident)\b|\bunauthori[sz]ed access\b|\bransomware\b|\bexfiltrat\w{1,8}\b|\bdefacement\b|\b(?:site|page|homepage) (?:is|was|has been) defaced\b"
    rf"|\b(?:accounts?|hosts?|servers?|site|keys?|systems?|credentials?|passwords?){_IS} compromised\b"
    rf"|\b(?:personal|customers?'?|clients?'?|members?'?|users?'?|patients?'?|sensitive) (?:data|details|records|information|e-?mail addresses){_IS}(?: \w{{1,15}})? (?:read|exposed|disclosed|leaked|accessed|stolen|downloaded)\b"
    rf"|\b(?:credentials?|passwords?|keys?|tokens?|secrets?){_IS}(?: \w{{1,15}})? (?:leaked|exposed|stolen|misused)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never|nothing|none|nobody|without|if|in case|whether|any|unlikely|ruled out)\b|n't\b", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:maybe|perhaps|might|could|may|looks like|smells like|suspect\w{0,3}|think|guess|wonder|probably|possibly|or)\b", re.IGNORECASE)

_NO_CLIENTS = re.compile(
    r"\bno (?:clients?|customers?)(?:\s+(?:is|are|was|were))?(?:\s+(?:affected|impacted|involved|hit))?\s*(?:[,.;!)]|\Z)"
    r"|\b(?:clients|customers) (?:are not|were not|aren't|weren't) (?:affected|impacted)\b|\b(?:internal only|only internal|staff only)\b",
    re.IGNORECASE,
)
_NO_REVIEW = re.compile(
    r"\bno need for an? (?:incident )?(?:review|report|write-?up|post-?mortem)\b"
    r"|\bno (?:review|report|write-?up|post-?mortem)(?: or (?:review|report|write-?up))?(?:\s+(?:is|was|will be))?\s+(?:needed|required|necessary)\b",
    re.IGNORECASE,
)


def stops(sentence: str) -> bool:
    """Whether a sentence says to stop for now, or to go on in the morning."""
    match = _STOP.search(sentence)
    return match is not None and not _asks(sentence) and not _NO_STOP.search(sentence[: match.end()])


def names_breach(sentence: str) -> bool:
    """Whether a sentence says that data or security was breached, or may have been."""
    match = _BREACH.search(sentence)
    return match is not None and not states_nothing(sentence) and not _DENIED.search(sentence[: match.end()])


def names_recurring(sentence: str, words: re.Pattern[str]) -> bool:
    """Whether a sentence calls what happens by one of the words for what comes back."""
    return words.search(sentence) is not None and not (_asks(sentence) or _DENIED.search(sentence) or _SUPPOSED.search(sentence))


def spares_clients(sentence: str) -> bool:
    """Whether a sentence says that no client is affected."""
    return _NO_CLIENTS.search(sentence) is not None and not _asks(sentence)


def spares_review(sentence: str) -> bool:
    """Whether a sentence says that no report or review is needed."""
    return _NO_REVIEW.search(sentence) is not None and not _asks(sentence)


def _asks(sentence: str) -> bool:
    return is_question(plain_lower(sentence[:LONGEST]))
