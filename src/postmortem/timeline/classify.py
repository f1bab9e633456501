# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Says of a message whether it tells of something that happened, of what kind, and how strongly it does.

Rules are general: forms of verbs, hedges, negations, questions. A sentence is looked at word by word against tables
(`words.py`); patterns are only tried where a table's word is there. The score is evidence, not importance: about 2 is
talk, 5 an act or an observation, 8 a milestone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from postmortem import mood
from postmortem.incident import Claim, Kind
from postmortem.mood import Sign
from postmortem.timeline import patterns as p
from postmortem.timeline import words as w
from postmortem.timeline.reading import ALIKE, LONGEST_REMEMBERED, Pointers, Sentence, tokens_of
from postmortem.timeline.spoken import WORDS as SPOKEN
from postmortem.timeline.spoken import said_plainly


class Verdict(NamedTuple):
    """What one sentence tells of. `form`: done, doing, will, state, ask. claim: what it states outright, where it does."""

    kind: Kind
    score: float
    form: str
    sentence: Sentence
    claim: Claim | None = None


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
    if w.TRIGGERS.isdisjoint(sentence.tokens) and SPOKEN.isdisjoint(sentence.tokens):
        return None
    look = _remembered if len(sentence.text) <= LONGEST_REMEMBERED else _look_at
    verdict = look(sentence.text.translate(ALIKE))
    return verdict._replace(sentence=sentence) if verdict is not None else None


def _look_at(text: str) -> Verdict | None:
    """What a sentence tells of, whatever its numbers are. What was taken out of it tells of nothing, nor does a commit's trailer."""
    text = p.TAKEN_OUT.sub(" ", text)
    if p.TRAILER.match(text) or not tokens_of(text):
        return None
    return _classify(_without_opening(Sentence(text, tokens_of(text))))


_remembered = lru_cache(maxsize=2048)(_look_at)


# What leads in to a sentence and says nothing of it.
_LEADS_IN = frozenset("fyi right ok okay so update quick and also well btw yep yes".split())


def _without_opening(sentence: Sentence) -> Sentence:
    """The sentence without "ok so", "quick update:" and the like, by which a verb would not be the first word."""
    if sentence.tokens[0] not in _LEADS_IN:
        return sentence
    text = p.OPENING.sub("", sentence.text, count=1)
    return sentence if not text or text == sentence.text else Sentence(text, tokens_of(text) or sentence.tokens)


def _classify(sentence: Sentence) -> Verdict | None:
    """What a sentence without an opening tells of."""
    tokens = sentence.tokens
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
    if p.TASK.match(text):
        return Verdict(Kind.FOLLOW_UP, 3.5, "state", sentence)
    read = mood.Sentence(sentence.text)
    verdict = None  # of what only plain words tell, only their table knows
    if not w.TRIGGERS.isdisjoint(words):
        verdict = _milestone(text, words, sentence, read) or _deed(sentence, text, read) or _observation(text, words, sentence)
    if (verdict is None or _is_weak(verdict)) and not asks and not words.isdisjoint(SPOKEN) and (plain := said_plainly(read)):
        return Verdict(*plain, "state", sentence)
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


def _is_weak(verdict: Verdict) -> bool:
    """Whether only a number or a word of state makes a finding of a sentence."""
    return verdict.kind is Kind.FINDING and verdict.score < 4.0


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


def _milestone(text: str, tokens: frozenset[str], sentence: Sentence, read: mood.Sentence) -> Verdict | None:
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
    if not unsure and not hedged and not tokens.isdisjoint(w.CLOSING) and p.RESOLVED.search(text) and _says(p.RESOLVED, read, Sign.DENIED):
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
    if not unsure and not tokens.isdisjoint(w.RECOVERED) and p.RECOVERED_TOO.search(text) and _says(p.RECOVERED_TOO, read, mood.AGAINST):
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


def _deed(sentence: Sentence, text: str, read: mood.Sentence) -> Verdict | None:
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
    """Whether a verb stands where the sentence asserts something: not quoted, denied, doubted, under a condition or in a question.

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
