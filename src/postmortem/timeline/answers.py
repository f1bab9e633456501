# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What only a question and its answer say together: "kill them?" … "go" is a decision, "redis?" … "no, redis is fine" a guess.

Only the latest question is held, for a few minutes; the cost of a message does not grow with the channel.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from postmortem import mood
from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.reading import Sentence
from postmortem.timeline.wording import verbs as v

WITHIN = timedelta(minutes=5)
DECIDED, GUESSED = 4.9, 3.8  # evidence of what was agreed, less than of the act that follows; of a guess that somebody answered
_MOST_WORDS = 14
# "shall I kill them?", "are you happy if I delete …?", "ok to revert?"; the rest begins with the verb.
_PROPOSES = re.compile(
    r"^(?:(?:so|ok|okay|right|then|and|hmm)\W+)*(?:(?:shall|should) (?:i|we)|(?:are you|everyone|everybody|you|is it|all)? ?(?:ok|okay|happy|fine|good|safe)(?: for (?:me|us) to| to| if (?:i|we)| with (?:me|us))|any objections? (?:to|if (?:i|we))|can (?:i|we)) (?P<what>[a-z].*)$"
)
_OBJECTIONS = re.compile(r"^(?:any|no) objections?(?: to that| from anyone| anyone)?\W*$")
_GO = re.compile(
    r"^(?:(?:yes|yep|yeah|ok|okay|sure|right)\W+)*(?:go(?: ahead| for it)?|do it|please do(?: so| it| that)?|so please do|no objections?(?: (?:here|from me))?|agreed|fine by me|approved|ship it|go on then)(?: please| then| now)?[\W\s]*$"
)
_YES = re.compile(r"^(?:yes|yep|yeah|ok|okay|sure)(?: please)?\W*$")
_GUESS = re.compile(r"^(?:(?:maybe|is it|could it be|hmm|or) )?(?:the |our )?(?P<what>[a-z][\w.-]{2,20}(?: [a-z][\w.-]{1,20})?)(?: again| maybe)?\s?\?+$")


class Answered(NamedTuple):
    """What a question and its answer come to: an entry without its role, whose, and where the question stands."""

    kind: Kind
    score: float
    role: str
    words: str
    ts: str
    at: datetime
    sources: tuple[str, ...]


class _Asked(NamedTuple):
    role: str
    at: datetime
    ts: str
    base: str  # what is proposed, verb first; empty where a thing is named
    thing: str


class Exchange:
    """The question that is open."""

    def __init__(self) -> None:
        self._open: _Asked | None = None
        self._also: tuple[str, ...] = ()

    def hear(self, sentences: tuple[Sentence, ...], *, role: str, at: datetime, ts: str) -> Answered | None:
        """Takes in a person's message; gives what it comes to together with the open question, or None."""
        if not sentences:
            return None
        asked = self._open
        if asked is not None and at - asked.at > WITHIN:
            asked = self._open = None
        found = self._answer(asked, sentences, role, at, ts) if asked is not None else None
        if found is not None:
            self._open = None
            return found
        last = sentences[-1]
        if not last.text.endswith("?") or len(last.tokens) > _MOST_WORDS + 6:
            return None
        lower = last.text.lower().strip(" *_~")
        if asked is not None and asked.base and _OBJECTIONS.match(lower):
            self._also = (ts,)
        elif base := _proposed(lower, last.tokens):
            self._open, self._also = _Asked(role, at, ts, base, ""), ()
        elif len(sentences) == 1 and len(last.tokens) <= 5 and (guess := _GUESS.match(lower)) and guess["what"].split(" ")[0] not in _NO_THING:
            self._open, self._also = _Asked(role, at, ts, "", guess["what"]), ()
        return None

    def _answer(self, asked: _Asked, sentences: tuple[Sentence, ...], role: str, at: datetime, ts: str) -> Answered | None:
        if asked.base:
            first = sentences[0].text.lower().strip()
            last = sentences[-1].text.lower().strip().rsplit(", ", 1)[-1]
            goes = len(sentences) <= 2 and (_GO.match(first) or _GO.match(last))
            if role == asked.role or not (goes or _YES.match(first)):
                return None
            words = f"agreed to {asked.base}"
            return Answered(Kind.DECISION, DECIDED, role, words, ts, at, (ts, asked.ts, *self._also))
        names = any(asked.thing in sentence.text.lower() and mood.Sentence(sentence.text).asserts for sentence in sentences[:2])
        if role == asked.role or not names:
            return None
        return Answered(Kind.HYPOTHESIS, GUESSED, asked.role, f"asked whether it was {asked.thing}", asked.ts, asked.at, (asked.ts, ts))


def _proposed(lower: str, tokens: tuple[str, ...]) -> str:
    """What a question proposes to do, verb first; empty where it proposes nothing that changes a system."""
    found = _PROPOSES.match(lower)
    words = (found["what"] if found else lower).rstrip("? ").split(" ")
    if not words[0] or len(words) > _MOST_WORDS or words[0] not in w.TO_DO or words[0] not in v.BASES | frozenset(w.TO_DO):
        return ""
    particles = w.TO_DO[words[0]][1]
    if particles and all(word not in particles for word in words[1:4]):
        return ""
    if not found and (len(words) < 2 or "or" in words or words[1] in _NO_OBJECT):
        return ""  # "release?", "restart or rollback?", "update on this?"
    return " ".join(words)


_NO_OBJECT = frozenset("on from for of is are was were in at by yet today time now done".split())
_NO_THING = frozenset(
    "anyone anybody someone what why who when where how which really sure same yes no ok okay lunch coffee tea any all is are was does did can could you me us "
    "they him her this that here there thoughts ideas ready done eta sorry right huh hmm wait news update updates everyone now still again already".split()
)
