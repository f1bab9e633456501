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
from postmortem.mood import Sign
from postmortem.timeline import change_patterns as c
from postmortem.timeline import claim_patterns as p
from postmortem.timeline import trouble_patterns as t
from postmortem.timeline.reading import ALIKE, LONGEST_REMEMBERED, Sentence, tokens_of

_AGAINST = Sign.DENIED | Sign.PLANNED | Sign.DOUBTED


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
    _Rule(Claim.ROLLBACK, c.ROLLED_BACK, _AGAINST | Sign.ABLE),
    _Rule(Claim.DEPLOY, c.DEPLOYED, _AGAINST | Sign.ABLE),
    _Rule(Claim.BEGUN, c.BEGUN, _AGAINST | Sign.ABLE),
    _Rule(Claim.RESTORED, p.RESTORED, _AGAINST),
    _Rule(Claim.RESTORED, p.NO_MORE_TROUBLE, _AGAINST, by_end=False),
    _Rule(Claim.MITIGATED, p.MITIGATED, _AGAINST | Sign.ABLE),
    _Rule(Claim.MITIGATED, p.NO_MORE_IMPACT, _AGAINST, by_end=False),
    _Rule(Claim.STATUS, p.RESOLVED, _AGAINST),
    _Rule(Claim.STATUS, p.CLOSING_NOW, _AGAINST, by_end=False),
    _Rule(Claim.ACKNOWLEDGED, p.ACKNOWLEDGED, _AGAINST | Sign.ABLE),
    _Rule(Claim.CLIENT_UPDATE, c.TOLD, _AGAINST | Sign.ABLE),
)
_CHANGES = frozenset({Claim.ROLLBACK, Claim.DEPLOY, Claim.BEGUN})
_DONE = frozenset({Claim.ROLLBACK, Claim.DEPLOY})
_HERE_ONLY = frozenset({Claim.RESTORED, Claim.MITIGATED, Claim.ROLLBACK, Claim.DEPLOY, Claim.BEGUN})

# Words of which one must be there for what is no table.
_OTHER_WORDS = {
    "affected": "affected affects affecting impact impacting impacts impacted hitting hits",
    "cause": "cause caused because due down turns turned problem issue culprit reason trigger triggered led result found confirmed got brought",
    "told": "told informed notified updated emailed e-mailed messaged contacted called rang rung phoned replied spoke spoken let wrote email update",
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
        if token in WORDS:
            rows.update(_ROWS_OF.get(token, ()))
            if token in _OTHERS:
                others.add(_OTHERS[token])
        elif token[0] in "45" and token[:3].isdigit() and len(token) < 5:
            rows.update(_ROWS_OF["5xx"])
    if not rows and not others:
        return (), False
    read = mood.Sentence(text)
    tried = [_ROWS[number] for number in rows]
    claims = {row.rule.claim for row in tried if row.rule is not None and _states(row.rule, row.pattern, read)}
    trouble = _is_trouble(read, [row.pattern for row in tried if row.rule is None])
    if not (claims or trouble or others) or _TASK.match(text):
        return (), False
    said = _settled(claims, read)
    lasts = trouble and not has_figures and _PAST.search(read.lower) is None
    if trouble:
        if Claim.RESTORED in said and _CHANGES.isdisjoint(said) and lasts and not _ONCE_MORE.isdisjoint(tokens):
            said.discard(Claim.RESTORED)  # "it's back: checkout is failing again": the trouble is
        if Claim.RESTORED not in said and _CHANGES.isdisjoint(said):
            said.add(Claim.DETECTED)
    if "told" in others and tells_somebody(read):
        said.add(Claim.CLIENT_UPDATE)
    if Claim.CLIENT_UPDATE in said:
        said.discard(Claim.DEPLOY)
    if "affected" in others and not has_figures and affected_in(read):
        said.add(Claim.AFFECTED)
    if "cause" in others and states_cause(read):
        said.add(Claim.CAUSE)
    return tuple(sorted(said)), lasts


_kinds = lru_cache(maxsize=2048)(_kinds_anew)


def _states(rule: _Rule, pattern: re.Pattern[str], read: mood.Sentence) -> bool:
    for clause in read.clauses:
        found = pattern.search(clause.text)
        if found and not clause.before(found.end() if rule.by_end else found.start()) & rule.against:
            return read.asserts and not mood.is_joke(clause.text)
    return False


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
    if Claim.ROLLBACK in said:
        said.discard(Claim.DEPLOY)
    return said


# "Reverting it should be fine": a verb in -ing that is the subject of what follows.
_SUBJECT = re.compile(
    r"(?:\W*\w+ ){0,3}?\w+ing\b[^,;:]{0,120} (?:should|would|could|might|will|won't|wouldn't|couldn't|isn't|doesn't|didn't|can't|is|was|fixes|fixed|helps|works|seems|takes|took|makes)\b"
)


def _is_trouble(read: mood.Sentence, patterns: list[re.Pattern[str]]) -> bool:
    """Whether somebody meets the trouble, or tells of others who do. "Anyone else seeing errors?" counts, other questions do not."""
    found = [(pattern, match) for pattern in patterns if (match := pattern.search(read.lower))]
    if not found or t.NO_TROUBLE.search(read.lower):
        return False
    if read.asks:
        return t.ANYONE.search(read.lower) is not None and not mood.is_of_another(read.lower)
    clause = read.whole
    if clause is None or not read.asserts:
        return False
    return any(match.end() <= len(clause.text) and not clause.before(match.start()) & _AGAINST for _, match in found)


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
        who = found["who"] or found["who2"] or found["who3"]
        passed_on = is_comms or c.PASSED_ON.search(found[0]) is not None
        is_client = not c.NOT_A_CLIENT.match(who) or (passed_on and who.lower().startswith("third party"))
        if is_client and read.asserts and not clause.before(found.start()) & (_AGAINST | Sign.ABLE):
            return True
    return False


# "Affected: Marlow Books", "Impact: nobody can pay", "The impact is that …".
_AFFECTED_FIELD = re.compile(
    r"^(?:(?:sites?|services?|clients?|customers?|systems?|components?) (?:affected|impacted)|(?:the following (?:clients?|sites?|services?) are )?(?:affected|impacted)(?: so far| sites?| services?| clients?| customers?| systems?| components?| users)?|(?:user |customer |client |business )?impact)\s*(?:[:=]|[-–—](?=\s))\s*(?P<what>\S.*)",
    re.IGNORECASE,
)
_IMPACT_IS = re.compile(r"\b(?:the |our |user |customer |client )*impact (?:is|was)(?: that)? (?P<what>\S.*)", re.IGNORECASE)
_IS_AFFECTED = re.compile(
    r"(?:^|[,;:.–—(] ?|\b(?:and|so|only|that|but) )(?P<what>\S.{0,80}?) (?:is|are|'s|were|was|have been|has been|seems? to be|appears? to be|looks? to be)(?: also| now| all| both| only| the only \w+| definitely)* (?:affected|impacted|down too|hit too)\b",
    re.IGNORECASE,
)
_AFFECTS = re.compile(
    r"(?:\b(?:this|it|that|which|outage|issue|incident|problem|bug)(?:'s| is| has been)?(?: also| only| just| now| all)* (?:affects?|affecting|impacts?|impacting|hits|hitting)|^(?:also |only |currently )*(?:affecting|impacting))(?: only| also)? (?P<what>[^;.]{2,120})",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"^(?:(?:the |user |all )*(?:mitigated|over|gone|contained|ended|unknown|unclear|not|(?:none|no|nothing|nobody|no one)(?=\W*$| (?:is |are |was |has )?(?:affected|known|yet|impact\w*|so far|else|one)\b)|tbc|tbd|\?|it|this|that|they|he|she|who|what|which|i|we|you|if|whether|still|being|how|why|them|us|me|yet|unsure)\b|(?:very |quite |fairly )?(?:low|limited|small|minimal|reduced)\W*$|\W*$)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:as well|too|also|so far|at the moment|right now|now|only|at present)\W*$", re.IGNORECASE)


def affected_in(read: mood.Sentence) -> str:
    """What a sentence says is affected; "" where it says nothing of the kind, or only how much."""
    clause = read.whole
    if clause is None:
        return ""
    line = mood.without_quotes(clause.said)
    for pattern in (_AFFECTED_FIELD, _IMPACT_IS, _AFFECTS, _IS_AFFECTED):
        found = pattern.search(line)
        if found is None:
            continue
        what = _TAIL.sub("", found["what"].strip(" .,;:*_\"'"))
        what = _LEADING.sub("", _LEADING.sub("", what))
        against = _AGAINST if pattern is not _IMPACT_IS else Sign.PLANNED | Sign.DOUBTED
        end = found.start("what") if pattern is not _IS_AFFECTED else found.end("what")
        if read.asserts and not clause.before(end) & against and not _NO_VALUE.match(what) and not _COUNTED.match(what):
            return what
    return ""


_COUNTED = re.compile(r"(?:about|roughly|around|approx\w*|up to|at least|~|over|nearly|some|c\.)? ?\d", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:(?:we've|i've|we|i|can) )*(?:confirmed?|know|found|see|checked|established)(?: that)?|yes|ok|so|also|only|and|now|just|both|that|the following (?:clients?|sites?|services?))[\s,:]+",
    re.IGNORECASE,
)

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|caused by|(?:was|is|were|been) (?:due|down) to|it's (?:down|due) to|(?:root |underlying )?cause(?: of (?:this|it|that|the \w+))?(?: is|was| was|'s| is|:)|(?:cause|problem|issue|culprit|reason|trigger) (?:is|was)(?: that)?|(?:it |this )?turn(?:s|ed) out|as a result of|led to|triggered by|brought (?:down|about) by)\b(?P<what>.*)"
    r"|^(?:(?:ok|right|yes|hah|ah|so)\W+)*(?:(?:(?:we've|i've|we have|i have|we|i|think we've) )?(?:now |just |finally )?found (?:it|the (?:cause|problem|issue|culprit|bug|reason))|got it|confirmed)\W+(?:it's|it is|it was|that's|this is)? ?(?:a|an|the|our)\b(?P<what2>.*)"
    r"|^(?:root |underlying |likely )?cause\s*:\s*(?P<what3>\S.*)"
)
_NO_CAUSE = re.compile(
    r"\b(?:declar\w+|lead|hand(?:ing|ed)|sorry|late|lunch|don't know|no idea|not known|unknown|unclear|not clear|resolved|mitigated|fixed|gone|solved|over|severity|critical|major|minor|raising|closing|being|still)\b"
)
_NOT_BY = re.compile(r"(?:\bnot|n't|\bnever|\bno)(?: \w+){0,2} ?$")
_OWN = re.compile(r"(?:^|[\s,])(?:i|i'm|i've|i'd|my|me|you|your)(?=[\s,]|$)")


def states_cause(read: mood.Sentence) -> bool:
    """Whether a sentence states a cause outright, without a doubt and not of oneself."""
    clause = read.whole
    if clause is None:
        return False
    found = _CAUSE.search(clause.text)
    if found is None or not read.asserts or clause.before(found.start()) & (Sign.PLANNED | Sign.DOUBTED) or _NOT_BY.search(clause.text[: found.start()]):
        return False
    what = (found["what"] or found["what2"] or found["what3"] or "").strip(" .:,")
    if len(what.split()) < 2 or _NO_CAUSE.search(clause.text) or _OWN.search(clause.text):
        return False
    return not re.match(r"(?:not|n't|that not|no|unknown|tbc|unclear)\b", what)
