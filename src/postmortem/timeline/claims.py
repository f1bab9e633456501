# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What a person's sentences state outright about the incident: that it was met, contained, over; what went live; who was told.

A statement is taken only where the sentence asserts it of this incident (`mood.py`): no question, plan, denial, doubt,
condition, memory or quotation states anything. What tools and fixed phrases state comes with the message instead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from postmortem import mood
from postmortem.incident import Claim
from postmortem.mood import AGAINST, Sign
from postmortem.timeline import change_patterns as c
from postmortem.timeline import claim_patterns as p
from postmortem.timeline import trouble_patterns as t
from postmortem.timeline.affected import affected_in
from postmortem.timeline.causes import states_cause
from postmortem.timeline.reading import ALIKE, LONGEST_REMEMBERED, Sentence, tokens_of


class Said(NamedTuple):
    """Something stated. value: what, in the sentence's own words; lasts: it is trouble that goes on as it is told."""

    claim: Claim
    value: str
    sentence: Sentence
    lasts: bool = False


class _Rule(NamedTuple):
    """A table, what it states, and the signs that stand against it. by_end: they count up to the end of what matched, for
    words in which a denial is no part of the pattern itself."""

    claim: Claim
    rows: p.Table
    against: Sign
    by_end: bool = True


# In order: of a deployment and a rollback in the same clause the earlier counts.
_RULES = (
    _Rule(Claim.ROLLBACK, c.ROLLED_BACK, AGAINST | Sign.ABLE),
    _Rule(Claim.DEPLOY, c.DEPLOYED, AGAINST | Sign.ABLE),
    _Rule(Claim.BEGUN, c.BEGUN, AGAINST | Sign.ABLE),
    _Rule(Claim.RESTORED, p.RESTORED, AGAINST),
    _Rule(Claim.RESTORED, p.NO_MORE_TROUBLE, AGAINST, by_end=False),
    _Rule(Claim.MITIGATED, p.MITIGATED, AGAINST | Sign.ABLE),
    _Rule(Claim.MITIGATED, p.NO_MORE_IMPACT, AGAINST, by_end=False),
    _Rule(Claim.STATUS, p.RESOLVED, AGAINST),
    _Rule(Claim.STATUS, p.CLOSING_NOW, AGAINST, by_end=False),
    _Rule(Claim.ACKNOWLEDGED, p.ACKNOWLEDGED, AGAINST | Sign.ABLE),
    _Rule(Claim.CLIENT_UPDATE, c.TOLD, AGAINST | Sign.ABLE),
)
_CHANGES = frozenset({Claim.ROLLBACK, Claim.DEPLOY, Claim.BEGUN})
_DONE = frozenset({Claim.ROLLBACK, Claim.DEPLOY})
_HERE_ONLY = frozenset({Claim.RESTORED, Claim.MITIGATED, Claim.ROLLBACK, Claim.DEPLOY, Claim.BEGUN})

# Words of which one must be there for what is no table.
_OTHER_WORDS = {
    "acknowledged": "acknowledged",
    "affected": "affected affects affecting impact impacting impacts impacted hitting hits hit",
    "cause": "broke did took killed exhausted filled overwhelmed that's which's cause caused because due down turns turned problem issue culprit reason trigger triggered led result found identified spotted located traced confirmed got brought happened why down",
    "told": "loop phone call msged msgd pinged texted told informed notified updated emailed e-mailed messaged contacted called rang rung phoned replied responded spoke spoken let wrote email mailed update aware know knows sent given",
}


class _Row(NamedTuple):
    """One pattern, and the rule that it belongs to; None for a pattern of trouble."""

    rule: _Rule | None
    pattern: re.Pattern[str]


def _index() -> tuple[tuple[_Row, ...], dict[str, tuple[int, ...]]]:
    """All rows, and word → the numbers of the rows that are worth trying where it occurs."""
    rows: list[_Row] = []
    by_word: dict[str, list[int]] = {}
    for rule, entries in (*((rule, rule.rows) for rule in _RULES), (None, t.TROUBLE)):
        for keys, pattern in entries:
            for word in keys:
                by_word.setdefault(word, []).append(len(rows))
            rows.append(_Row(rule, pattern))
    return tuple(rows), {word: tuple(found) for word, found in by_word.items()}


_ROWS, _ROWS_OF = _index()
_OTHERS = {word: sort for sort, words in _OTHER_WORDS.items() for word in words.split()}
WORDS = frozenset(_ROWS_OF) | frozenset(_OTHERS)
_PAGES = frozenset({"page", "pager", "alert", "alerts", "pagerduty", "opsgenie"})
_ONCE_MORE = frozenset({"again", "still", "back"})
# A line that says what is to be done tells of nothing that was.
_TASK = re.compile(
    r"\W*(?:todos?|to-do|to do|follow[- ]?ups?|followups?|(?:new )?actions?(?: items?| points?)?|(?:one |note )?for (?:later|afterwards|the (?:review|retro\w*|report))|after this|afterwards|post[- ]incident)\b[^:–—]{0,40}(?::|[–—]|\s-\s)",
    re.IGNORECASE,
)


def claims_in(sentence: Sentence, figures: tuple[str, ...] = ()) -> tuple[Said, ...]:
    """What a sentence states, each claim once; `figures` are those that it holds."""
    text = sentence.text
    read = _kinds if len(text) <= LONGEST_REMEMBERED else _kinds_anew
    kinds, lasts = read(text.translate(ALIKE), bool(figures))
    if not kinds:
        return ()
    values = dict.fromkeys(kinds, text)
    if Claim.STATUS in values:
        values[Claim.STATUS] = "resolved"
    if Claim.AFFECTED in values:
        values[Claim.AFFECTED] = affected_in(mood.Sentence(text))
    return tuple(Said(claim, value, sentence, lasts) for claim, value in values.items())


def _kinds_anew(text: str, has_figures: bool) -> tuple[tuple[Claim, ...], bool]:
    """What a text states, whatever its numbers are, and whether it is trouble that goes on as it is told."""
    tokens = tokens_of(text)
    rows: set[int] = set()
    others: set[str] = set()
    for token in tokens:
        token = token.removesuffix("'s")
        if token in WORDS:
            rows.update(_ROWS_OF.get(token, ()))
            if token in _OTHERS:
                others.add(_OTHERS[token])
        elif token[0] in "45" and token[:3].isdigit() and len(token) < 8:
            rows.update(_ROWS_OF["5xx"])
    if not rows and not others:
        return (), False
    read = mood.Sentence(text)
    tried = [_ROWS[number] for number in rows]
    places: dict[Claim, set[tuple[int, int, int]]] = {}
    for row in tried:
        if row.rule is not None and (place := _states(row.rule, row.pattern, read)) is not None:
            places.setdefault(row.rule.claim, set()).add(place)
    claims = set(places)
    if Claim.RESTORED in claims and all(_is_within(one, places) for one in places[Claim.RESTORED]):
        claims.discard(Claim.RESTORED)  # "checkout is back on 3.17.4"
    trouble = _is_trouble(read, [row.pattern for row in tried if row.rule is None])
    if not (claims or trouble or others) or _TASK.match(text):
        return (), False
    said = _settled(claims, read)
    lasts = trouble and not has_figures and not _GOES_ON.isdisjoint(tokens) and _PAST.search(read.lower) is None
    if trouble:
        if Claim.RESTORED in said and _CHANGES.isdisjoint(said) and lasts and not _ONCE_MORE.isdisjoint(tokens):
            said.discard(Claim.RESTORED)  # "it's back: checkout is failing again": the trouble is
        if Claim.RESTORED not in said and _CHANGES.isdisjoint(said):
            said.add(Claim.DETECTED)
    if "acknowledged" in others and any(clause.text == "acknowledged" for clause in read.clauses) and not _PAGES.isdisjoint(tokens):
        said.add(Claim.ACKNOWLEDGED)
    if "told" in others and tells_somebody(read):
        said.add(Claim.CLIENT_UPDATE)
    if Claim.CLIENT_UPDATE in said:
        said -= {Claim.DEPLOY, Claim.BEGUN}  # what clients were told
    if "affected" in others and not has_figures and affected_in(read):
        said.add(Claim.AFFECTED)
    if "cause" in others and states_cause(read):
        said.add(Claim.CAUSE)
    return tuple(sorted(said)), lasts


_kinds = lru_cache(maxsize=2048)(_kinds_anew)


def _is_within(one: tuple[int, int, int], places: dict[Claim, set[tuple[int, int, int]]]) -> bool:
    """Whether the words of a claim are words of a deployment or a rollback."""
    return any(
        other[0] == one[0] and other[1] < one[2] and one[1] < other[2] for claim in _DONE for other in places.get(claim, ())
    )


def _states(rule: _Rule, pattern: re.Pattern[str], read: mood.Sentence) -> tuple[int, int, int] | None:
    """The place of the clause that states what a rule is about, and where in it the words are."""
    for place, clause in enumerate(read.clauses):
        found = pattern.search(clause.text)
        if found and not clause.before(found.end() if rule.by_end else found.start()) & rule.against:
            return (place, found.start(), found.end()) if read.asserts and not mood.is_joke(clause.text) else None
    return None


def _settled(claims: set[Claim], read: mood.Sentence) -> set[Claim]:
    """The claims without those that the rest of the sentence takes back."""
    said = set(claims)
    if said & _HERE_ONLY and mood.is_elsewhere(read.lower):
        said -= _HERE_ONLY
    if Claim.RESTORED in said and p.NOT_THE_SERVICE.search(read.lower):
        said.discard(Claim.RESTORED)
    if Claim.STATUS in said and p.NOT_RESOLVED.search(read.lower):
        said.discard(Claim.STATUS)
    if Claim.BEGUN in said and (_SUBJECT.match(read.lower) or said & _DONE):
        said.discard(Claim.BEGUN)
    if Claim.ROLLBACK in said or Claim.MITIGATED in said:
        said.discard(Claim.DEPLOY)
    return said


# "Reverting it should be fine": a verb in -ing that is the subject of what follows.
_SUBJECT = re.compile(
    r"(?:\W*\w+ ){0,3}?\w+ing\b[^,;:]{0,120} (?:should|would|could|might|will|won't|wouldn't|couldn't|isn't|doesn't|didn't|can't|is|was|fixes|fixed|helps|works|seems|takes|took|makes)\b"
)


def _is_trouble(read: mood.Sentence, patterns: list[re.Pattern[str]]) -> bool:
    """Whether somebody meets the trouble, or tells of others who do. "Anyone else seeing errors?" counts, other questions do not."""
    found = [(pattern, match) for pattern in patterns if (match := pattern.search(read.lower))]
    if not found or t.NO_TROUBLE.search(read.lower) or mood.is_elsewhere(read.lower):
        return False
    if read.asks:
        return t.ANYONE.search(read.lower) is not None and not mood.is_of_another(read.lower)
    clause = read.whole
    if clause is None or not read.asserts:
        return False
    return any(match.end() <= len(clause.text) and not clause.before(match.start()) & AGAINST for _, match in found)


# Words of trouble that goes on.
_GOES_ON = frozenset(
    "again still now currently is are it's that's site's there's getting seeing having can't cannot keeps won't isn't aren't doesn't giving gives throwing returning returns failing 's unable".split()
)
# Trouble that was, for a while or for some: not trouble that goes on as it is told.
_PAST = re.compile(
    r"\b(?:was|were|had been|had|lasted|in total|for (?:about |roughly |around |~)?\d+ ?(?:min|hour|sec|h\b|m\b)\w*|until|between|from \d|at its peak|peaked|earlier|first|because|cause\w*|when)\b|\b\d\d:\d\d\b"
)


def tells_somebody(read: mood.Sentence, *, is_comms: bool = False) -> bool:
    """Whether an organisation was told: a name in capitals that is no role, supplier or tool.

    A third party counts as well where whoever speaks to clients says so (`is_comms`), or where words are passed on rather than
    exchanged: one rings a supplier, one updates a client.
    """
    clause = read.whole
    if clause is None:
        return False
    for found in c.TOLD_SOMEBODY.finditer(clause.said):
        who = found["who"] or found["who2"] or found["who3"] or found["who4"]
        passed_on = is_comms or c.PASSED_ON.search(clause.text) is not None
        is_client = not c.NOT_A_CLIENT.match(who) or (passed_on and who.lower().startswith("third party"))
        if is_client and read.asserts and not clause.before(found.start()) & (AGAINST | Sign.ABLE):
            return True
    return False
