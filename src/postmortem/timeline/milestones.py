"""Sentences that tell of a milestone: declared, graded, handed over, resolved, recovered, told, called, decided."""

from __future__ import annotations

import re

from postmortem import mood
from postmortem.incident import Kind
from postmortem.mood import Sign
from postmortem.timeline import patterns as p
from postmortem.timeline import words as w
from postmortem.timeline.reading import Sentence
from postmortem.timeline.verdict import Verdict

# Signs against taking a milestone as told, and against taking a decision as one, which is a plan by itself.
_UNTOLD = mood.AGAINST | Sign.ABLE
_UNDECIDED = Sign.DENIED | Sign.DOUBTED


def _says(pattern: re.Pattern[str], read: mood.Sentence, against: Sign) -> bool:
    """Whether a clause says outright what a pattern stands for; one that reaches over several clauses says it where nothing in
    the sentence speaks against it."""
    if not read.asserts or p.SAID_ELSEWHERE.search(read.lower):
        return False
    whole = True
    for clause in read.clauses:
        if found := pattern.search(clause.text):
            whole = False
            if not clause.before(found.end()) & against and not mood.is_joke(clause.text):
                return True
    clause_ = read.whole
    if not whole or clause_ is None or mood.without_quotes(clause_.said) != clause_.said:
        return False
    return pattern.search(clause_.text) is not None and not clause_.before(len(clause_.text)) & against


def _is_denied(pattern: re.Pattern[str], read: mood.Sentence) -> bool:
    """Whether a denial stands before what a pattern, which may hold one itself, found in a clause."""
    found = ((clause, pattern.search(clause.text)) for clause in read.clauses)
    return any(match is not None and bool(clause.before(match.start()) & Sign.DENIED) for clause, match in found)


def milestone(text: str, tokens: frozenset[str], sentence: Sentence, read: mood.Sentence) -> Verdict | None:
    """Declared, graded, handed over, resolved, recovered, told, called, decided."""
    unsure = not tokens.isdisjoint(p.NEGATED_WORDS) and p.NEGATED.search(text) is not None
    if not tokens.isdisjoint(w.DECLARING) and not unsure and p.DECLARED.search(text) and _says(p.DECLARED, read, _UNTOLD):
        return Verdict(Kind.DECLARATION, 8.5, "state", sentence)
    if not tokens.isdisjoint(w.GRADING) and not unsure and p.SEVERITY.search(text) and _says(p.SEVERITY, read, _UNTOLD):
        return Verdict(Kind.SEVERITY, 8.0, "state", sentence)
    if not tokens.isdisjoint(w.LEADING) and not unsure and p.ROLE.search(text) and _says(p.ROLE, read, Sign.DENIED):
        return Verdict(Kind.ROLE, 7.0, "state", sentence)
    hedged = not tokens.isdisjoint(w.HEDGES)
    if not tokens.isdisjoint(p.NO_EFFECT_WORDS) and p.NO_EFFECT.search(text):
        score = 5.8 if p.AFTER_AN_ACT.search(text) else 4.6 if hedged else 5.2
        return Verdict(Kind.FINDING, score, "state", sentence)
    if (
        not unsure
        and not hedged
        and not tokens.isdisjoint(w.CLOSING)
        and p.RESOLVED.search(text)
        and _says(p.RESOLVED, read, Sign.DENIED)
    ):
        return Verdict(Kind.RESOLUTION, 8.5, "state", sentence)
    if (
        not unsure
        and not tokens.isdisjoint(w.RECOVERED)
        and "could" not in tokens
        and p.RECOVERED.search(text)
        and not p.MEANT.search(text)
        and not mood.is_joke(read.lower)
        and not _is_denied(p.RECOVERED, read)
    ):
        return Verdict(Kind.RECOVERY, 5.5 if hedged else 7.0, "state", sentence)
    if (
        not unsure
        and not tokens.isdisjoint(w.RECOVERED)
        and p.RECOVERED_TOO.search(text)
        and _says(p.RECOVERED_TOO, read, mood.AGAINST)
    ):
        return Verdict(Kind.RECOVERY, 6.0, "state", sentence)
    if "live" in tokens and not unsure and p.WENT_LIVE.search(text) and _says(p.WENT_LIVE, read, _UNTOLD):
        return Verdict(Kind.CHANGE, 5.8, "state", sentence)
    if unsure:
        return None
    if not tokens.isdisjoint(w.TELLING) and p.TOLD.search(text) and _says(p.TOLD, read, _UNTOLD):
        return Verdict(Kind.COMMUNICATION, 5.8, "state", sentence)
    if not tokens.isdisjoint(w.CALLING) and p.CALLED.search(text) and _says(p.CALLED, read, _UNTOLD):
        return Verdict(Kind.ESCALATION, 6.0, "state", sentence)
    if not hedged and not tokens.isdisjoint(w.DECIDING) and p.DECIDED.search(text) and _says(p.DECIDED, read, _UNDECIDED):
        if sentence.tokens[0] == "decision":
            return Verdict(Kind.DECISION, 7.0, "state", sentence)
        return Verdict(Kind.DECISION, 3.2 if p.LATER_ON.search(text) else 5.8, "state", sentence)
    return None
