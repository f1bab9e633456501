"""A role's label in the place of a name: with the article, the capital and the comma that the sentence around it wants."""

from __future__ import annotations

import re
from functools import lru_cache

from postmortem.blameless.labels import OFFICE_LABEL

# Somebody is spoken to: right after the name, perhaps after a dash, a question or a request follows.
SPOKEN_TO = re.compile(
    r" (?:[-–—] )?(?:(?:can|could|would|will|do|did|are|were|have|shall|should|may) (?:you|u|ya|we|i)\b|please\b|pls\b|plz\b|"
    r"any (?:chance|idea|news|update|luck)\b|you (?:around|there|free|ok|about|here|able|up)\b|"
    r"(?:what|where|when|how|why)(?:'s|’s)?\b)",
    re.IGNORECASE,
)
# Before a name that is spoken to, or that is told of something with others ("cc @jo @sam").
GREETED = re.compile(
    r"(?:\b(?:(?:hi|hey|hello|hiya|yo|thanks|thank you|thx)(?: there| again)?|ty|cheers|ta|sorry|cc|dear|welcome|bye|congrats|"
    r"well done)|(?:^|\bgood |[.!,;\n] ?)(?:morning|afternoon|evening|night))[ ,:]{1,2}$"
    r"|\bcc:? (?:@?[\w.-]{1,30}(?:,| and| &|/) ?|@[\w.-]{1,30} ){1,4}$",
    re.IGNORECASE,
)
# The same with others before ("Hi Jo and Sam!"), if nothing but a request follows: "thanks Jo, Sam restarted it" tells of Sam.
GREETED_TOO = re.compile(
    r"\b(?:hi|hey|hello|hiya|thanks|thank you|thx|ty|cheers|sorry|dear|welcome) (?:@?[\w.-]{1,30}(?:,| and| &|/) ?){1,4}$",
    re.IGNORECASE,
)
# Before a name that is spoken to if a request follows: a sentence's first small word.
LED_IN = re.compile(
    r"(?:^|[.!?;\n] ?)(?:ok|okay|so|and|also|right|well|but|then|btw|cool|great|now|fyi|yes|yep|yeah|no|hm+|oh|ah|um)[ ,]{1,2}$",
    re.IGNORECASE,
)
# Before a name that has its article already.
HAS_ARTICLE = re.compile(
    r"\b(?:the|our|an?|my|your|their|this|another|new|current|previous|former|acting|first|second|other|same)\s$", re.IGNORECASE
)
# Before several people of one name: "both Sams" are both colleagues.
COUNTED = re.compile(r"\b(?:both|two|three|all|these|those|many|several)\s$", re.IGNORECASE)
# After a name that begins a list of names or is explained, and so is not spoken to: "Sam, Jo and Alex are", "Sam, who is out".
_NAME = r"\s@?[A-Z][a-z][\w.'’-]{0,30}"
LISTED = re.compile(
    r",\s(?:who|whose|whom|and|or|not)\b"
    rf"|(?:,{_NAME}){{1,4}},?\s(?:and|or|&){_NAME}(?![\w.'’-]|\s?[:,?!]|\s(?:can|could|will|would|do) you)"
    r"|(?:,\s[a-z]{2,15}){1,4}\s(?:and|or|&)\s[a-z]{2,15}\s(?:are|were|have|will|can|is|was|has)\s(?!you\b)"
)
# What may stand between a sentence's beginning and its first word: pictures.
PICTURES = re.compile("[ \t\u00a0\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+$")
# Signs that open a list item, and those that open a sentence inside another.
BULLETS, OPENING = "-*•>–—", "\"'“‘«(["
# A full stop that ends no sentence.
ABBREVIATIONS = ("e.g.", "i.e.", "vs.", "cf.", "incl.", "approx.", "resp.")
# How much of the text around a name is looked at.
REACH = 48


def opens_sentence(before: str) -> bool:
    """Whether a sentence begins after this text: at the start, after a full stop, on a new line, after a list sign."""
    before = before[-REACH:]
    if before[-1:] and before[-1] in OPENING:
        before = before[:-1]
    left = PICTURES.sub("", before)
    if not left or left[-1] == "\n":
        return True
    if left[-1] in ".!?:":
        return len(left) < len(before) and not left.lower().endswith(ABBREVIATIONS)
    return left[-1] in BULLETS and left[:-1].rstrip(" \t")[-1:] in ("", "\n")


def put_label(label: str, before: str, after: str) -> str:
    """The label as it stands between these two texts (their nearest `REACH` letters are enough)."""
    before = before[-REACH:]
    ends = after[:1] in ("", ".", "!", "?", "\n")
    requested = SPOKEN_TO.match(after) is not None
    greeted = GREETED.search(before) is not None or ((ends or requested) and GREETED_TOO.search(before) is not None)
    opens = not greeted and opens_sentence(before)
    asked = requested and (opens or greeted or LED_IN.search(before) is not None)
    # "Sam, can you …" at the start; "not today, Sam." at the end.
    called = (ends and before.endswith(", ")) or (opens and after[:1] in tuple(",:?!") and LISTED.match(after) is None)
    bare = asked or called or greeted or HAS_ARTICLE.search(before) is not None
    bare = bare or (label.startswith("a ") and COUNTED.search(before) is not None)
    comma = asked and after[:2] not in (" -", " –", " —")
    return f"{_put(label, opens, bare)}," if comma else _put(label, opens, bare)


@lru_cache(maxsize=2048)
def _put(label: str, opens: bool, bare: bool) -> str:
    """The label with a capital where it opens a sentence, and with an article where it takes one and is not bare."""
    article, small = "", label
    if OFFICE_LABEL.fullmatch(label):
        article, small = "the ", label if label[:1].isdigit() else label[:1].lower() + label[1:]
    elif label.startswith("a "):
        article, small = "a ", label[2:]
    put = small if bare else f"{article}{small}"
    return f"{put[:1].upper()}{put[1:]}" if opens else put


def drops_its_s(before: str, after: str) -> bool:
    """Whether the apostrophe right after a name that ends in "s" is a possessive ("James' laptop") and closes no quotation."""
    if after[:1] not in ("'", "’") or after[1:2].isalnum():
        return False
    quoted = before[-REACH:].rpartition("\n")[2]
    return not any(
        sign in "'‘" and not quoted[at - 1 : at].isalnum() and (quoted[at + 1 : at + 2] or "x").isalnum()
        for at, sign in enumerate(quoted)
    )
