"""Sentences that tell of what somebody met, found, supposed, or wants for later."""

from __future__ import annotations

from postmortem.incident import Kind
from postmortem.timeline import patterns as p
from postmortem.timeline import words as w
from postmortem.timeline.reading import Sentence
from postmortem.timeline.verdict import Verdict


def observation(text: str, tokens: frozenset[str], sentence: Sentence) -> Verdict | None:
    """Trouble met, something found, something supposed, something for later."""
    hedged = not tokens.isdisjoint(w.HEDGES) or p.MAY_BE.search(text) is not None
    if not tokens.isdisjoint(w.LATER) and p.LATER.search(text):
        return Verdict(Kind.FOLLOW_UP, 2.0, "state", sentence)
    if not hedged and not tokens.isdisjoint(w.TROUBLE) and p.TROUBLE.search(text):
        return Verdict(Kind.DETECTION, 5.4, "state", sentence)
    strong = p.STRONG.search(text) is not None
    if hedged:
        long_enough = len(sentence.tokens) >= 5
        if strong and "i think" not in text:
            return Verdict(Kind.FINDING, 4.4, "state", sentence)
        return Verdict(Kind.HYPOTHESIS, 3.6, "state", sentence) if long_enough and p.CLAIM.search(text) else None
    if strong:
        return Verdict(Kind.FINDING, 5.8, "state", sentence)
    if not tokens.isdisjoint(w.APPEARS) and len(sentence.tokens) >= 5:
        return Verdict(Kind.FINDING, 5.2 if p.EVIDENT.search(text) else 4.0, "state", sentence)
    if len(sentence.tokens) >= 4 and not (tokens & {"if", "should", "could", "would", "can", "may"}):
        counted = p.COUNTED.search(text) is not None
        if not tokens.isdisjoint(w.STATES) or counted:
            good = (not tokens.isdisjoint(w.STATES)) + counted
            return Verdict(Kind.FINDING, 2.8 + 0.9 * good, "state", sentence)
        if not tokens.isdisjoint(w.FOUND):
            return Verdict(Kind.FINDING, 3.4, "state", sentence)
    return None
