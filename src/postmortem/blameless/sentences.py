"""A role's label in the place of a name: with the article, the capital and the comma that the sentence around it wants."""

from __future__ import annotations

import re
from functools import lru_cache

from postmortem.blameless.labels import OFFICE_LABEL

# Somebody is spoken to: right after the name a question or a request follows.
SPOKEN_TO = re.compile(
    r" (?:(?:can|could|would|will|do|did|are|were|have|shall|should|may) (?:you|u|ya|we|i)\b|please\b|pls\b|plz\b|"
    r"any (?:chance|idea|news|update|luck)\b|"
    r"(?:what|where|when|how|why)(?:'s|’s)?\b)",
    re.IGNORECASE,
)
# Before a name that is spoken to, or that has its article already.
GREETED = re.compile(
    r"\b(?:hi|hey|hello|hiya|thanks|thank you|thx|cheers|ta|morning|sorry|cc|dear|welcome)[ ,:]{1,2}$", re.IGNORECASE
)
HAS_ARTICLE = re.compile(r"\b(?:the|our|an?|my|your|their|new|current|first|second)\s$", re.IGNORECASE)
# Signs that open a list item.
BULLETS = "-*•>–—"
# How much of the text around a name is looked at.
REACH = 24


def opens_sentence(before: str) -> bool:
    """Whether a sentence begins after this text: at the start, after a full stop, on a new line, after a list sign."""
    left = before.rstrip(" \t\u00a0")
    if not left or left[-1] == "\n":
        return True
    if left[-1] in ".!?:":
        return len(left) < len(before)
    return left[-1] in BULLETS and left[:-1].rstrip(" \t")[-1:] in ("", "\n")


def put_label(label: str, before: str, after: str) -> str:
    """The label as it stands between these two texts (their nearest `REACH` letters are enough)."""
    opens = opens_sentence(before)
    spoken_to = opens and SPOKEN_TO.match(after) is not None
    # "Dagny, can you …" at the start; "not today, Dagny." at the end.
    called = (opens and after[:1] == ",") or (before.endswith(", ") and after[:1] in ("", ".", "!", "?"))
    return _put(label, opens, spoken_to, called or GREETED.search(before) is not None or HAS_ARTICLE.search(before) is not None)


@lru_cache(maxsize=2048)
def _put(label: str, opens: bool, spoken_to: bool, bare: bool) -> str:
    comma = "," if spoken_to else ""
    if not OFFICE_LABEL.fullmatch(label):
        return f"{label[:1].upper()}{label[1:]}{comma}" if opens else label
    small = label if label[:1].isdigit() else label[:1].lower() + label[1:]
    if spoken_to:
        return f"{small[:1].upper()}{small[1:]},"
    if bare:
        return f"{small[:1].upper()}{small[1:]}" if opens else small
    return f"The {small}" if opens else f"the {small}"
