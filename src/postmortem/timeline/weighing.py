"""Weighs what could be entries by how telling their messages are, and finds what tells of something in no words that are known.

Rules know what people say outright. Much that a timeline rests on is said in passing, in a pasted line, in three words: what the
manner and the place of a message show (`telling.py`) decides between those, and between all that is stated nowhere outright.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.incident import Kind, Office
from postmortem.timeline.label_words import LabelWords
from postmortem.timeline.marked import marked_entry
from postmortem.timeline.model import Entry
from postmortem.timeline.reading import sentences_of, words_of
from postmortem.timeline.same_event import PLAIN, STATED, Candidate
from postmortem.timeline.select import LULL, active_span
from postmortem.timeline.shapes import shape_of
from postmortem.timeline.shown import shown_line, tells_much
from postmortem.timeline.telling import MOST, weigh_telling
from postmortem.timeline.wording import finish, shorten
from postmortem.timeline.wording.tenses import has_finite

# Evidence of a message that is as likely as not to be used, and what it gains or loses with the logarithm of the odds.
_EVEN, _STEP = 5.0, 1.15
_WORTH = -0.9  # the logarithm of the odds from which a message in no known words may be an entry
_MOST_FOUND = 80
# How well words that no rule knows say what happened, on the scale of the rules' evidence.
_SHOWN, _SAID, _FRAGMENT, _ASKED = 4.6, 3.2, 2.2, 1.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """Candidates with their evidence.

    telling: ts → the logarithm of the odds that a timeline uses it. words: ts → the candidate that says best what that message
    tells, its score how well it does. messages: those that were weighed, in order.
    """

    candidates: tuple[Candidate, ...]
    telling: dict[str, float] = field(default_factory=dict)
    words: dict[str, Candidate] = field(default_factory=dict)
    messages: tuple[BlamelessMessage, ...] = ()


def weigh(
    messages: Sequence[BlamelessMessage], candidates: Sequence[Candidate], *, without: Collection[str], labels: frozenset[str]
) -> Weighed:
    """The candidates weighed by the talk around them, with those that no rule knows.

    messages: the channel's, in order. without: ts of messages that must not be used. labels: the roles that occur.
    """
    window = _window([message for message in messages if message.kind in ("message", "bot")], candidates)
    strongest: dict[str, Candidate] = {}
    for one in candidates:
        for ts in one.entry.sources:
            if ts not in strongest or strongest[ts].score < one.score:
                strongest[ts] = one
    odds = weigh_telling(window, strongest)
    telling = {message.ts: weight for message, weight in zip(window, odds, strict=True) if message.ts not in without}
    places = {message.ts: place for place, message in enumerate(messages)}
    unheard = [message for message in window if _may_be_found(message, telling, strongest)]
    unheard.sort(key=lambda one: -telling[one.ts])
    label_words = LabelWords(labels)
    found = [_found(message, places[message.ts], label_words) for message in unheard[:_MOST_FOUND]]
    words = {one.entry.sources[0]: one for one in (*candidates, *found)}
    every = sorted((_weighed(one, telling) for one in (*candidates, *found)), key=lambda one: one.place)
    return Weighed(tuple(every), telling, words, tuple(window))


def _window(messages: list[BlamelessMessage], candidates: Sequence[Candidate]) -> list[BlamelessMessage]:
    """The messages that are weighed: all of them, or, of very many, those of the time in which the incident was worked on."""
    if len(messages) <= MOST:
        return messages
    start, end = active_span(candidates)
    at = [message.at.timestamp() for message in messages]
    first, last = bisect_left(at, start - LULL), bisect_right(at, end + LULL)
    return messages[first : min(last, first + MOST)]


def _weighed(one: Candidate, telling: dict[str, float]) -> Candidate:
    if one.tier not in (STATED, PLAIN):
        return one
    odds = max((telling[ts] for ts in one.entry.sources if ts in telling), default=None)
    return one if odds is None else replace(one, score=_EVEN + _STEP * odds)


def _may_be_found(message: BlamelessMessage, telling: dict[str, float], known: dict[str, Candidate]) -> bool:
    return message.kind == "message" and message.ts not in known and telling.get(message.ts, -9.0) > _WORTH


def _found(message: BlamelessMessage, place: int, labels: LabelWords) -> Candidate:
    """What a message tells in no words that a rule knows: its sentence, or what was pasted."""
    sentences = sentences_of(words_of(message))
    shown = shown_line(message)
    if shown and not any(len(one.tokens) > 3 for one in sentences):
        kind, text, score = Kind.FINDING, f"{message.role} posted {shown}", _SHOWN if tells_much(shown) else _FRAGMENT
    else:
        kind, text = marked_entry(message, sentences, labels)
        asks = any(one.text.endswith("?") for one in sentences)
        score = _ASKED if asks else _SAID if any(has_finite(one.text) for one in sentences) else _FRAGMENT
        if len(words_of(message).split()) < 3:
            score = _ASKED
    if not message.role.lower().endswith(Office.COMMS.value) and kind is Kind.COMMUNICATION:
        kind = Kind.FINDING
    text, files = finish(shorten(text, 24), "?" if text.endswith("?") else "."), tuple(one.key for one in message.files)
    entry = Entry(at=message.at, kind=kind, role=message.role, text=text, sources=(message.ts,), files=files)
    return Candidate(entry=entry, score=score, tier=PLAIN, place=place, shape=shape_of(text))
