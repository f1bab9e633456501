"""Sentences that tell of an act: done, being done, or about to be done."""

from __future__ import annotations

from postmortem import mood
from postmortem.incident import Kind
from postmortem.mood import Sign
from postmortem.timeline import patterns as p
from postmortem.timeline import words as w
from postmortem.timeline.reading import Sentence, tokens_of
from postmortem.timeline.verdict import Verdict


def deed(sentence: Sentence, text: str, read: mood.Sentence) -> Verdict | None:
    """Something that was done, is being done, or is about to be done."""
    tokens = sentence.tokens
    best: Verdict | None = None
    if not _OFFICE_LIFE.isdisjoint(tokens):
        return None
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
        if token in _RUNNING and not w_disjoint(tokens[place + 1 : place + 2], ("out", "into", "low", "short")):
            continue  # "ran out of disk"
        if form == "done" and token in _BY_MACHINES and place and tokens[place - 1] in _BEING:
            continue  # "it was killed": a machine did it
        if particles and w_disjoint(tokens[place + 1 : place + 6], particles):
            continue
        before = tokens[max(0, place - 4) : place]
        if not w_disjoint(before, w.NOT_DONE) and not (form == "will" and "to" in before and not w_disjoint(before, w.WILL)):
            continue
        near = tokens[place - 1] if place else ""
        if form == "will":
            if w_disjoint(before, w.WILL) or not w_disjoint(before, ("that", "it", "this", "which", "they", "he", "she")):
                continue
            at_once = "let's" in before or "lets" in before or not w_disjoint(tokens[place:], ("now",))
            kind, score = Kind.DECISION, 5.6 if at_once else 3.2  # a plan is no act
        elif near and near not in w.DOERS and not (form == "done" and (near.endswith("ly") or _counted(tokens, place))):
            continue
        if not w_disjoint(tokens, w.HEDGES):
            score -= 1.5
        if (best is None or score > best.score) and _is_done(token, form, read):
            best = Verdict(kind, score, form, sentence)
    return best


def _counted(tokens: tuple[str, ...], place: int) -> bool:
    """Whether a participle follows what it was done to, counted: "4,310 sessions deleted", "all workers restarted"."""
    if place < 2 or tokens[place - 1] in w.TROUBLE:
        return False
    before = tokens[place - 2]
    return before in {"all", "both", "every"} or before[:1].isdigit()


def _is_done(token: str, form: str, read: mood.Sentence) -> bool:
    """Whether a verb stands where the sentence asserts something: not quoted, denied, doubted, conditional or in a question.

    What is being attempted is an act; what is only planned is none where the verb says that it is done.
    """
    if not read.asserts or p.SAID_ELSEWHERE.search(read.lower):
        return False
    against = mood.AGAINST if form == "done" else Sign.DENIED
    for clause in read.clauses:
        if token in clause.text and token in (words := tokens_of(clause.text)):
            if clause.waits and form == "will":
                return False
            end = clause.text.find(token) if words.count(token) == 1 else 0
            return not clause.before(end) & against and not mood.is_joke(clause.text)
    return False


_BEING = frozenset({"is", "are", "was", "were", "been", "got", "get"})
_RUNNING = frozenset({"ran", "run", "running"})
_OFFICE_LIFE = frozenset("meeting meetings lunch standup stand-up dinner breakfast holiday weekend".split())
_BY_MACHINES = frozenset("killed evicted terminated throttled recycled dropped stopped suspended".split())
_SOMEBODY = frozenset(["i", "we", "they", "he", "she", "lead", "manager", "support", "team"])


def _by_somebody(tokens: tuple[str, ...], place: int) -> bool:
    """Whether a form in -ing is something that people do ("we are restarting"), not what machines do ("pods are restarting")."""
    if not place or tokens[place - 1] not in _BEING:
        return True
    subject = tokens[place - 2] if place > 1 else ""
    return subject in _SOMEBODY or (subject.isdigit() and place > 2 and tokens[place - 3] == "responder")


def w_disjoint(tokens: tuple[str, ...], words: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether none of the tokens is among the words."""
    return all(token not in words for token in tokens)
