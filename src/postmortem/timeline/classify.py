"""Says of a message whether it tells of something that happened, of what kind, and how strongly it does.

Rules are general: forms of verbs, hedges, negations, questions. A sentence is looked at word by word against tables
(`words.py`); patterns are only tried where a table's word is there. The score is evidence, not importance: about 2 is
talk, 5 an act or an observation, 8 a milestone.
"""

from __future__ import annotations

from functools import lru_cache

from postmortem import mood
from postmortem.incident import Kind
from postmortem.timeline import patterns as p
from postmortem.timeline import words as w
from postmortem.timeline.deeds import deed
from postmortem.timeline.milestones import milestone
from postmortem.timeline.reading import ALIKE, LONGEST_REMEMBERED, Pointers, Sentence, tokens_of
from postmortem.timeline.sights import observation
from postmortem.timeline.spoken import WORDS as SPOKEN
from postmortem.timeline.spoken import said_plainly
from postmortem.timeline.verdict import Verdict


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
    """What a sentence tells of, whatever its numbers are: nothing where something was taken out, or in a commit's trailer."""
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
        verdict = milestone(text, words, sentence, read) or deed(sentence, text, read) or observation(text, words, sentence)
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
