"""How likely it is that somebody who writes the timeline would use a message, by its manner and its place in the talk.

A weighted sum of signs: what the message shows by itself (`talk_signs.py`), what the rules make of it (its candidate), and
where it stands: after a pause, among others of the same author, before a cheer or a question, with words that others take up. The
weights are fitted to invented chats for which people's timelines were written (`python -m benchmarks.telling_fit`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.text import PieceKind
from postmortem.timeline.reading import words_of
from postmortem.timeline.same_event import PLAIN, STATED, Candidate
from postmortem.timeline.talk_signs import ACKNOWLEDGES, CHEERS, DISMAYED, JOKES, signs_of
from postmortem.timeline.telling_weights import BIAS, WEIGHTS

MOST = 3000  # messages that are weighed
_LONG = 3600.0  # a pause that counts as a whole one, in seconds
_NEAR = 180.0  # seconds within which messages of one author are one thought
_ANSWER = 300.0  # … within which the next words of others answer
_TERM = re.compile(r"[a-z0-9_][\w.'/-]{2,40}")
_COMMON = frozenset(
    "the and but for with from are was were been its it's this that these those there here they them his her our your not then "
    "than just also only okay yes yep what why how who when where which can could would should will does did done have has had "
    "get got going out off down over back now still too very really more most some any all one two i'm i've we're don't didn't "
    "can't that's thats about like think know see look looks need want make made let lets let's good right well".split()
)


def weigh_telling(messages: Sequence[BlamelessMessage], candidates: Mapping[str, Candidate]) -> list[float]:
    """How telling each message is: the logarithm of the odds that a person's timeline rests on it.

    messages: in order, at most `MOST` of them are worth the time. candidates: ts → the strongest candidate of that message.
    """
    return [BIAS + sum(WEIGHTS.get(name, 0.0) * much for name, much in found.items()) for found in talk(messages, candidates)]


def talk(messages: Sequence[BlamelessMessage], candidates: Mapping[str, Candidate]) -> list[dict[str, float]]:
    """The signs of each message, its own and those of its place. Arguments as for `weigh_telling`."""
    found = [signs_of(message) for message in messages]
    at = [message.at.timestamp() for message in messages]
    for place, message in enumerate(messages):
        if (candidate := candidates.get(message.ts)) is not None:
            found[place].update(_of_candidate(candidate))
    _add_pauses(messages, at, found)
    _add_answers(messages, at, found)
    _add_people(messages, found)
    _add_terms(messages, at, found)
    return found


def _of_candidate(candidate: Candidate) -> dict[str, float]:
    signs = {"candidate": 1.0, "evidence": max(candidate.score, 0.0) / 8, f"tells {candidate.entry.kind.value}": 1.0}
    if candidate.tier in (STATED, PLAIN):
        signs["stated" if candidate.tier == STATED else "plain"] = 1.0
    if candidate.entry.told_at is not None:
        signs["told afterwards"] = 1.0
    return signs


def _add_pauses(messages: Sequence[BlamelessMessage], at: list[float], found: list[dict[str, float]]) -> None:
    last = len(messages) - 1
    start = 0
    for place, message in enumerate(messages):
        before = at[place] - at[place - 1] if place else _LONG
        after = at[place + 1] - at[place] if place < last else _LONG
        signs = found[place]
        signs["pause before"], signs["pause after"] = _pause(before), _pause(after)
        signs["first"], signs["among the first"] = float(place == 0), float(place < 3)
        signs["among the last"] = float(place > last - 3)
        signs["goes on"] = float(place > 0 and before < _NEAR and messages[place - 1].role == message.role)
        signs["is gone on with"] = float(place < last and after < _NEAR and messages[place + 1].role == message.role)
        while at[place] - at[start] > _ANSWER:
            start += 1
        signs["dense"] = min(place - start, 15) / 15


def _pause(seconds: float) -> float:
    return min(math.log1p(max(seconds, 0.0)) / math.log(_LONG), 1.3)


def _add_answers(messages: Sequence[BlamelessMessage], at: list[float], found: list[dict[str, float]]) -> None:
    """What others say right before and right after."""
    heads = [message.text[:200] for message in messages]
    for place, message in enumerate(messages):
        signs = found[place]
        after = [
            other
            for other in range(place + 1, min(place + 4, len(messages)))
            if messages[other].role != message.role and at[other] - at[place] < _ANSWER
        ]
        before = [
            other
            for other in range(max(0, place - 3), place)
            if messages[other].role != message.role and at[place] - at[other] < _ANSWER
        ]
        heard = [heads[other] for other in after]
        signs["is cheered"] = float(any(CHEERS.search(text) for text in heard))
        signs["dismays"] = float(any(DISMAYED.search(text) for text in heard))
        signs["is acknowledged"] = float(any(ACKNOWLEDGES.search(text) for text in heard[:1]))
        signs["is laughed at"] = float(any(JOKES.search(text) for text in heard[:1]))
        signs["is asked about"] = float(any("asks" in found[other] for other in after[:1]))
        signs["after a question"] = float(any("asks" in found[other] for other in before[-1:]))
        signs["after a request"] = float(any("requests" in found[other] or "calls somebody" in found[other] for other in before))


def _add_people(messages: Sequence[BlamelessMessage], found: list[dict[str, float]]) -> None:
    """How much its author says, and how much of what was pasted is theirs."""
    said = Counter(message.role for message in messages if message.kind == "message")
    pasted = Counter(
        message.role
        for message, signs in zip(messages, found, strict=True)
        if "code" in signs or "pasted output" in signs
    )
    for message, signs in zip(messages, found, strict=True):
        signs["author's share"] = said[message.role] / max(len(messages), 1)
        signs["author's pasting"] = pasted[message.role] / max(sum(pasted.values()), 1)


def _add_terms(messages: Sequence[BlamelessMessage], at: list[float], found: list[dict[str, float]]) -> None:
    """The terms of the incident: words that several people use, in several messages, and yet not in most."""
    terms = [terms_of(message) for message in messages]
    count: Counter[str] = Counter()
    users: dict[str, set[str]] = defaultdict(set)
    for message, words in zip(messages, terms, strict=True):
        count.update(words)
        for word in words:
            users[word].add(message.role)
    most = 0.12 * len(messages) + 2
    ours = {word for word, times in count.items() if 3 <= times < most and len(users[word]) > 1}
    seen: set[str] = set()
    for place, words in enumerate(terms):
        mine = words & ours
        found[place]["terms"] = min(len(mine), 6) / 6
        found[place]["new terms"] = min(len(mine - seen), 4) / 4
        seen |= mine
        taken_up = sum(
            messages[other].role != messages[place].role and len(words & terms[other]) >= 2
            for other in range(place + 1, min(place + 25, len(messages)))
        ) if len(words) > 1 else 0  # fmt: skip
        found[place]["taken up"] = min(taken_up, 4) / 4


def terms_of(message: BlamelessMessage) -> frozenset[str]:
    """The words of a message by which it is known what it is about, those in code among them."""
    code = " ".join(text[:400] for kind, text, _ in message.pieces[:50] if kind in (PieceKind.CODE, PieceKind.CODE_BLOCK))
    return frozenset(_TERM.findall(f"{words_of(message)[:400]} {code}".lower())) - _COMMON
