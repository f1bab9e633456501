# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Says of a message whether it tells of something that happened, of what kind, and how strongly it does.

Rules are general: forms of verbs, hedges, negations, questions. A sentence is looked at word by word against tables
(`words.py`); patterns are only tried where a table's word is there. The score is evidence, not importance: about 2 is
talk, 5 an act or an observation, 8 a milestone.
"""

from __future__ import annotations

from typing import NamedTuple

from postmortem.incident import Kind
from postmortem.timeline import patterns as p
from postmortem.timeline import words as w
from postmortem.timeline.reading import Pointers, Sentence


class Verdict(NamedTuple):
    """What one sentence tells of. `form`: done, doing, will, state, ask."""

    kind: Kind
    score: float
    form: str
    sentence: Sentence


def weigh_evidence(verdicts: tuple[Verdict, ...], sentences: tuple[Sentence, ...], pointers: Pointers) -> tuple[Verdict, ...]:
    """What the message tells of, strongest first, with what it points to as evidence; empty where it is only talk."""
    found = list(verdicts)
    if pointers.changes:
        found += [title for sentence in sentences if (title := _title(sentence))][:1]
        if not found and sentences:
            longest = max(sentences, key=lambda one: min(len(one.text), 200))
            if len(longest.tokens) >= 3 and not longest.text.endswith("?"):
                found.append(Verdict(Kind.ACTION, 3.0, "state", longest))
    if not found:
        return ()
    extra = (0.8 if pointers.changes else 0.3 if pointers.links else 0.0) + (0.7 if pointers.evidence else 0.0)
    if len(found) > 1:
        found.sort(key=lambda one: -one.score)
    return tuple(one._replace(score=one.score + extra) for one in found) if extra else tuple(found)


def _title(sentence: Sentence) -> Verdict | None:
    """A line that reads as the title of a change: "#123 Revert the new limit"."""
    tokens = [token for token in sentence.tokens if not token.startswith("#")]
    if len(tokens) < 3 or tokens[0] not in w.TO_DO or "?" in tokens:
        return None
    return Verdict(w.TO_DO[tokens[0]][0], 5.6, "title", sentence)


def classify_sentence(sentence: Sentence) -> Verdict | None:
    """What one sentence tells of, or None."""
    tokens = sentence.tokens
    if w.TRIGGERS.isdisjoint(tokens):
        return None
    text = " ".join(tokens) if len(tokens) < 80 else " ".join(tokens[:80])
    words = frozenset(tokens)
    if (not words.isdisjoint(p.HINDSIGHT_WORDS) and p.HINDSIGHT.search(text)) or (
        (not words.isdisjoint(p.JOKE_WORDS) or text.startswith("ha")) and p.JOKE.search(text)
    ):
        return None
    asks = "?" in tokens[-2:] or sentence.text.rstrip().endswith("?")
    if asks and p.ANYONE.search(text):
        return Verdict(Kind.DETECTION, 6.0, "ask", sentence)
    if asks and (p.ASKING.search(text) or len(tokens) < 6):
        return None
    if (
        not asks
        and len(tokens) > 3
        and p.ASKING.search(text)
        and tokens[0] in {"what", "why", "how", "who", "when", "where", "which"}
    ):
        return None
    verdict = _milestone(text, words, sentence) or _deed(sentence, text) or _observation(text, words, sentence)
    if verdict is None:
        return None
    score = verdict.score - (0.6 if asks else 0.0)
    count = len(tokens)
    if count < 4:
        score -= 0.6
    elif count >= 9:
        score += 0.5
    if "`" in sentence.text or "#" in sentence.text:
        score += 0.3
    return verdict._replace(score=score)


def _milestone(text: str, tokens: frozenset[str], sentence: Sentence) -> Verdict | None:
    """Declared, graded, handed over, resolved, recovered, told, called, decided."""
    unsure = not tokens.isdisjoint(p.NEGATED_WORDS) and p.NEGATED.search(text) is not None
    if not tokens.isdisjoint(w.DECLARING) and not unsure and p.DECLARED.search(text):
        return Verdict(Kind.DECLARATION, 8.5, "state", sentence)
    if not tokens.isdisjoint(w.GRADING) and not unsure and p.SEVERITY.search(text):
        return Verdict(Kind.SEVERITY, 8.0, "state", sentence)
    if not tokens.isdisjoint(w.LEADING) and not unsure and p.ROLE.search(text):
        return Verdict(Kind.ROLE, 7.0, "state", sentence)
    hedged = not tokens.isdisjoint(w.HEDGES)
    if not tokens.isdisjoint(p.NO_EFFECT_WORDS) and p.NO_EFFECT.search(text):
        score = 5.8 if p.AFTER_AN_ACT.search(text) else 4.6 if hedged else 5.2
        return Verdict(Kind.FINDING, score, "state", sentence)
    if not unsure and not hedged and not tokens.isdisjoint(w.CLOSING) and p.RESOLVED.search(text):
        return Verdict(Kind.RESOLUTION, 8.5, "state", sentence)
    if (
        not unsure
        and not tokens.isdisjoint(w.RECOVERED)
        and "could" not in tokens
        and p.RECOVERED.search(text)
        and not p.MEANT.search(text)
    ):
        return Verdict(Kind.RECOVERY, 5.5 if hedged else 7.0, "state", sentence)
    if "live" in tokens and not unsure and p.WENT_LIVE.search(text):
        return Verdict(Kind.CHANGE, 5.8, "state", sentence)
    if unsure:
        return None
    if not tokens.isdisjoint(w.TELLING) and not tokens & {"should", "could", "please", "need", "can"} and p.TOLD.search(text):
        return Verdict(Kind.COMMUNICATION, 5.8, "state", sentence)
    if not tokens.isdisjoint(w.CALLING) and not tokens & {"should", "could", "please", "need"} and p.CALLED.search(text):
        return Verdict(Kind.ESCALATION, 6.0, "state", sentence)
    if not hedged and not tokens.isdisjoint(w.DECIDING) and p.DECIDED.search(text):
        return Verdict(Kind.DECISION, 7.0 if sentence.tokens[0] == "decision" else 5.8, "state", sentence)
    return None


def _deed(sentence: Sentence, text: str) -> Verdict | None:
    """Something that was done, is being done, or is about to be done."""
    tokens = sentence.tokens
    best: Verdict | None = None
    for place, token in enumerate(tokens[:60]):
        score, form, found = 0.0, "", w.DONE.get(token)
        if found:
            score, form = (6.2 if found[0] is not Kind.ACTION else 5.4), "done"
        elif (found := w.DOING.get(token)) is not None:
            if p.GERUND.search(text) or not _by_somebody(tokens, place):
                continue
            score, form = (5.4 if found[0] is not Kind.ACTION else 4.2), "doing"
        elif (found := w.TO_DO.get(token)) is not None:
            score, form = 3.6, "will"
        if found is None:
            continue
        kind, particles = found
        if particles and w_disjoint(tokens[place + 1 : place + 4], particles):
            continue
        before = tokens[max(0, place - 4) : place]
        if not w_disjoint(before, w.NOT_DONE) and not (form == "will" and "to" in before and not w_disjoint(before, w.WILL)):
            continue
        near = tokens[place - 1] if place else ""
        if form == "will":
            if w_disjoint(before, w.WILL) or not w_disjoint(before, ("that", "it", "this", "which", "they", "he", "she")):
                continue
            if "let's" in before or "lets" in before:
                kind, score = Kind.DECISION, 5.6
        elif near and near not in w.DOERS and not (form == "done" and near.endswith("ly")):
            continue
        if not w_disjoint(tokens, w.HEDGES):
            score -= 1.5
        if best is None or score > best.score:
            best = Verdict(kind, score, form, sentence)
    return best


_BEING = frozenset({"is", "are", "was", "were", "been", "got", "get"})
_SOMEBODY = frozenset(["i", "we", "they", "he", "she", "lead", "manager", "support", "team"])


def _by_somebody(tokens: tuple[str, ...], place: int) -> bool:
    """Whether a form in -ing is something that people do ("we are restarting"), not what a machine does ("pods are restarting")."""
    if not place or tokens[place - 1] not in _BEING:
        return True
    subject = tokens[place - 2] if place > 1 else ""
    return subject in _SOMEBODY or (subject.isdigit() and place > 2 and tokens[place - 3] == "responder")


def w_disjoint(tokens: tuple[str, ...], words: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether none of the tokens is among the words."""
    return all(token not in words for token in tokens)


def _observation(text: str, tokens: frozenset[str], sentence: Sentence) -> Verdict | None:
    """Trouble met, something found, something supposed, something for later."""
    hedged = not tokens.isdisjoint(w.HEDGES)
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


def is_cause(sentence: Sentence) -> bool:
    """Whether a sentence states a cause outright, without a hedge and not of oneself."""
    tokens = sentence.tokens
    if (
        p.CAUSE_WORDS.isdisjoint(tokens)
        or not 5 <= len(tokens) <= 60
        or not w.HEDGES.isdisjoint(tokens)
        or not p.OWN.isdisjoint(tokens)
    ):
        return False
    text = " ".join(tokens)
    return bool(p.CAUSE.search(text)) and not p.NO_CAUSE.search(text) and not text.endswith("?")
