"""Of whom something is said: a person, a thing, or nobody in particular. "The server failed to start" blames nobody."""

from __future__ import annotations

import re

from postmortem.report.wording.flags import Subject
from postmortem.report.wording.prose import GONE

# What parts a sentence into clauses, so that a subject is looked for behind it.
_CLAUSE = re.compile(
    r"[,;:()–—…]|\s-\s|\b(?:and|but|or|because|since|so|which|that|when|while|where|if|although|though|as|after|before"
    r"|until|unless|then"
    r"|however|instead|therefore|thus|because of)\b",
    re.IGNORECASE,
)
# Between a subject and its verb.
_BETWEEN = re.compile(
    r"(?:\s*\b(?:had|have|has|having|was|were|is|are|be|been|being|did|do|does|also|then|again|both|all|just|simply|merely"
    r"|probably|apparently"
    r"|clearly|obviously|repeatedly|initially|originally|previously|already|never|not|only|later|the|an?|first|still|even"
    r"|might|may|could|should|would|must"
    r"|\w+ly)\b)+\s*$",
    re.IGNORECASE,
)
_PRONOUN = (
    r"I|we|you|he|she|they|us|them|who|someone|somebody|anyone|anybody|no one|nobody|none of us|everyone|everybody|people"
    r"|staff|humans?"
)
_TRADE = (
    r"engineers?|developers?|devs?|teams?|operators?|responders?|leads?|leaders?|support|managers?|admins?|administrators?"
    r"|colleagues?|sysadmins?"
    r"|programmers?|contributors?|maintainers?|reviewers?|testers?|members?|employees?|contractors?|technicians?|officers?"
    r"|scribe|facilitator"
    r"|SREs?|on-call|DBAs?|architects?|designers?|part(?:y|ies)|suppliers?|clients?|owners?|authors?|person|individuals?"
    r"|management|ops|crew"
    r"|contacts?|volunteers?|interns?|providers?|vendors?"
)
# People whom something befalls: that they failed to log in is impact, and blames nobody.
_BEFALLEN = re.compile(r"\b(?:users?|customers?|visitors?|shoppers?|readers?|subscribers?|callers?)\b", re.IGNORECASE)
# No pronoun: its letters are large. "Traffic from the US caused the load."
_COUNTRY = re.compile(r"\bUS\s*$")
_PERSON = re.compile(
    rf"(?:^|[\s{GONE}(\"'’/])(?:{_PRONOUN}|(?:[\w-]+\s)?(?:{_TRADE})(?:\s\d{{1,3}})?|(?:CTO|CEO|CIO|COO|DPO|MD))(?:'s|’s)?\s*$",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    rf"\b(?:one|some|none|all|both|many|two|three|several|most|each|a member|members) of (?:the |our |us"
    rf"|them)?(?:\w+\s)?(?:{_TRADE})?\s*$",
    re.IGNORECASE,
)
_AT_HEAD = re.compile(
    rf"(?:[\w ]{{0,20}}\b)??(?:(?:the|a|an|our|one of the|one of our|both|some) )?(?:{_PRONOUN}"
    rf"|(?:[\w-]+ )?(?:{_TRADE}))(?: \d{{1,3}})?\s",
    re.IGNORECASE,
)
_BY = re.compile(rf"[^.,;:]{{0,40}}?\bby (?:(?:the|a|an|our|one of the|one of our) )?(?:[\w-]+ )?(?:{_TRADE})\b", re.IGNORECASE)
# A clause that ends so keeps the subject of the one before it.
_JOINS = re.compile(r"\b(?:and|but|or|then)\s*$", re.IGNORECASE)


def is_said_of(subject: Subject, sentence: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is said of such a subject."""
    if subject is Subject.ANY:
        return True
    found = subject_before(sentence, start)
    if found is None:  # a passive names who did it behind its verb; else nobody is named
        named = by_whom(sentence, end)
        return named if named is not None else subject is Subject.NO_THING
    if subject is Subject.NO_THING and not found:
        return _begins_with_person(f"{sentence[:start]} and")  # "The developer deleted it by mistake"
    return found


def subject_before(sentence: str, start: int) -> bool | None:
    """True for a person before the place, False for a thing, None where the clause names nobody."""
    before = sentence[max(0, start - 160) : start]
    cut = 0
    for match in _CLAUSE.finditer(before):
        cut = match.end()
    clause = before[cut:].rstrip()
    while stripped := _BETWEEN.search(f"{clause} "):
        shorter = clause[: stripped.start()].rstrip()
        if shorter == clause:
            break
        clause = shorter
    if not clause.strip():
        # "The lead looked at the graph and missed it": the subject stands at the head of the clause before.
        return _begins_with_person(before[:cut]) if cut and _JOINS.search(before[:cut]) else None
    if _BEFALLEN.search(clause[-30:]) or _COUNTRY.search(clause):
        return False
    return _PERSON.search(clause) is not None or _OF_PEOPLE.search(clause) is not None


def by_whom(sentence: str, end: int) -> bool | None:
    """Behind a passive: "by one of the engineers"; None where nobody is named."""
    return True if _BY.match(sentence[end : end + 120]) else None


def _begins_with_person(before: str) -> bool:
    """Whether the clause before an "and" has a person for its subject."""
    clause = _JOINS.sub("", before).rstrip(" ,")
    cut = max((match.end() for match in _CLAUSE.finditer(clause)), default=0)
    return _AT_HEAD.match(clause[cut:].strip()) is not None
