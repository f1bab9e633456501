# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Knows by the order of its words what carries no mark: a question without "?", what others are told to do, a question after a statement."""

from __future__ import annotations

import re

from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.tenses import has_finite

_SOMEBODY = r"(?:we|you|they|he|she|i|there|any\w*|some(?:one|body|thing)|everyone|everybody)"
# The verb before its subject.
_INVERTED = re.compile(
    rf"^(?:(?:is|are|was|were|has|does|did|can|could|will|would|should|isn't|aren't|doesn't|didn't|can't) (?:it|this|that|these|those|{_SOMEBODY})|(?:do|don't|have|haven't) {_SOMEBODY}|(?:are|does|can|could|would|should) (?:the|our|your)|does [a-z]+ [a-z]+)\b(?! the one)",
    re.IGNORECASE,
)
_ASKS_WH = re.compile(
    r"^(?:who(?:'s| is| was| has| wants?| did| can| could|(?= [a-z]+(?:ed|s) ))|why(?! not)|what(?:'s| is| are| was| were| have| has| does| do| did| else| about| went| happened| changed| broke| would| should| can| could| if| time| rate)"
    r"|how(?:'s| is| are| was| were| do| does| did| can| could| should| many| much| long| often| far| fast| bad| come| about)|where(?:'s| is| are| do| does| did| can)|which (?:one|ones|[a-z]+ (?:did|do|does|is|are))|when (?:did|do|does|will|is|are|can))\b(?!:)",
    re.IGNORECASE,
)
# Said at the end: "…, isn't it".
_TAGGED = re.compile(r"(?:,? (?:isn't it|aren't they|is it|doesn't it|aren't we|isn't that right)|^you (?!are\b).* right)$", re.IGNORECASE)
_DID = re.compile(r"^did (?!it\b|not\b|that\b|this\b)", re.IGNORECASE)
# Where, after a statement, a question about it begins.
_THEN = re.compile(
    r"(?P<mark>[,;!]|\.\.?) (?P<asks>(?:is|are|was|were|does|do|did|can|could|should|shall|would|has|have) (?:it|that|this|we|i|you|they|there|anyone|anybody|someone|somebody)\b.*|(?:want me to|do you want|(?:what|why|how|who|where|when)(?:'s)?) [a-z].*)$",
    re.IGNORECASE,
)
# Whom the question is for: "I read this. Responder 4, do you lead?"
_TO_WHOM = re.compile(r"[,.] (?:[A-Z][a-z]+ )?[a-z]+ \d{1,3}$", re.IGNORECASE)
_SURELY_ASKS = re.compile(rf"^(?:(?:what|how|why|when|where|who)(?: [a-z]+)? )?(?:is|are|do|does|did|can|could|should|shall|will|would|have) (?:it|that|this|{_SOMEBODY})\b", re.IGNORECASE)
# Verbs of which the bare form is no order: of what somebody is or has, of what somebody did ("set", "put").
_NO_ORDER = frozenset(
    "need want think see agree hope know have mean believe feel hear understand get belong seem appear guess suggest suppose suspect love like be exist depend consist deserve matter tend point match hang reach answer talk suffer "
    "happen occur work fail confirm hate breathe let agree free".split()
)
_ALSO_PAST = frozenset("read set put cut shut hit quit split spread cost hurt unset reset run come become rerun".split())
# What is asked of people, rather than proposed for a system.
_OF_PEOPLE = frozenset("look tell ask wait hold watch ping call phone ring send try leave keep note give go stop forget remember show check see join post email inform notify do".split())
_ORDERS = v.BASES - v.NOUN_LIKE - v.EITHER - _NO_ORDER - {"rollback", "failover", "backup", "do", "have"}
_NAMES_TOO = frozenset("email mail post page call phone ping reply check review draft note watch comment hold contact".split())
_TELLING = frozenset("tell ask remind say".split())
_OBJECT = frozenset("the a an it them this that all both me him her everyone everybody anyone people those these".split())
_NO_OBJECT = frozenset("is are was were has have had will would can could and or of fine ok okay done down same back, yes no to".split())


def is_question(text: str) -> bool:
    """Whether `text` (masked, contractions spelt out), which ends in no question mark, asks something."""
    head = re.split(r"[,;.]", text, maxsplit=1)[0]
    if ": " in f"{head} " and not _INVERTED.match(text):
        return False
    if _INVERTED.match(text) or _ASKS_WH.match(head) or _TAGGED.search(text):
        return not (text.lower().startswith("when ") and "," in text)
    if _DID.match(text):
        start = 3 if head.split(" ")[1].lower() in {"the", "a", "an", "my", "our", "your"} else 2
        return any(word.lower() in v.BASES for word in head.split(" ")[start:6]) and not has_finite(" ".join(head.split(" ")[1:]))
    return text.lower() in {"why", "how", "who", "where", "when", "since when", "how so"}


def is_order(text: str, *, asked: bool = False) -> bool:
    """Whether `text` (masked) tells others what to do: a bare verb first, and no other finite verb in its clause.

    asked: it is a question, so that "reset" is not past.
    """
    words = text.lower().split(" ")
    first, rest = words[0], [word.strip(",;:") for word in words[1:]]
    if not rest or first not in v.BASES or first in _NO_ORDER or rest[0] in _NO_OBJECT - {"back", "down", "to"} or first.endswith((",", ":")):
        return False
    if first in _NAMES_TOO and rest[0] in {"to", "from", "for", "about", "in", "on", "with"}:
        return False  # "email to the client sent"
    if first in _ALSO_PAST and not asked:
        return False
    if (first not in _ORDERS and rest[0] not in _OBJECT) or (first == "have" and rest[0] in {"a", "an"}):
        return False
    clause = re.split(r"[,;.]| and | so ", text.partition(" ")[2], maxsplit=1)[0]
    return (first in _TELLING or not has_finite(clause)) and not (first not in _OF_PEOPLE and len(rest) == 1 and rest[0].endswith("ed"))


def surely_asks(text: str) -> bool:
    """Whether the verb stands before its subject, as only in a question: "how do we get out"."""
    return _SURELY_ASKS.match(text) is not None


def of_people(text: str) -> bool:
    """Whether an order is one to people: "wait for the deploy", not "clear the cache"."""
    return text.split(" ")[0].lower() in _OF_PEOPLE


def statement_and_question(text: str) -> tuple[str, str] | None:
    """A statement and what is asked of it in the same breath: "it's at 40 minutes, is that usual"."""
    found = _THEN.search(text)
    if found is None or len(text[: found.start()].split()) < 2:
        return None
    return _TO_WHOM.sub("", text[: found.start()].strip(" ,;.")), found["asks"]
