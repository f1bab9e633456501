# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Gathers what belongs in the review and not in the report's body: opinions, guesses, hindsight, questions left open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from postmortem.timeline import words as w
from postmortem.timeline.model import Stated
from postmortem.timeline.patterns import BLAME, HINDSIGHT
from postmortem.timeline.reading import Sentence
from postmortem.timeline.wording import sentence_alone

MOST = 12
# Questions of how and why it came about, which nobody may have answered.
_OPEN = re.compile(
    r"^(?:so |but |and |also |though )*(?:why|how (?:did|do|does|come|could|can|was|were|is|are|long|many)|what (?:caused|happened|changed|made|triggered)|should (?:we|this|it)|do we know|did (?:anyone|we|anything))\b"
)
_HINDSIGHT_WORDS = frozenset(
    [
        "should've",
        "should",
        "shouldn't",
        "could've",
        "could",
        "couldn't",
        "would've",
        "would",
        "wouldn't",
        "if",
        "hindsight",
        "retrospect",
        "ought",
        "wish",
    ]
)
# Said to somebody there, not of the incident.
_TO_SOMEBODY = frozenset(["you", "your", "you're", "you've", "lol", "lmao", "haha", "thanks", "thx"])
_HEDGE_CUES = (
    frozenset(
        ["should", "could", "would", "ought", "only", "wish", "hindsight", "retrospect", "why", "how", "what", "?", "forgot", "fault", "error", "stupid"]
    )
    | w.HEDGES
)


def weigh(sentence: Sentence) -> tuple[float, str]:
    """How telling a sentence is for the review (0: not for it), and of which sort it is."""
    tokens = sentence.tokens
    if len(tokens) < 6 or not _TO_SOMEBODY.isdisjoint(tokens) or _HEDGE_CUES.isdisjoint(tokens):
        return 0.0, ""
    text = " ".join(tokens[:80])
    length = min(len(tokens), 25) / 25
    if not _HINDSIGHT_WORDS.isdisjoint(tokens) and HINDSIGHT.search(text):
        return 4.0 + length, "hindsight"
    if BLAME.search(text):
        return 2.0 + length, "opinion"
    if sentence.text.rstrip().endswith("?"):
        return (2.5 + length, "question") if _OPEN.search(text) and len(tokens) >= 6 else (0.0, "")
    if not w.HEDGES.isdisjoint(tokens):
        return 2.0 + length, "guess"
    return 0.0, ""


def stated(sentence: Sentence, *, role: str, at: datetime, ts: str) -> Stated | None:
    """The sentence for the review, without the first person; None where nothing is left of it."""
    text = sentence_alone(sentence.text)
    return Stated(text=text, role=role, at=at, sources=(ts,)) if len(text.split()) >= 4 else None


class Heard(NamedTuple):
    """A sentence that may be for the review."""

    weight: float
    sort: str
    sentence: Sentence
    role: str
    at: datetime
    ts: str


def choose_for_review(found: Iterable[Heard]) -> tuple[Stated, ...]:
    """The most telling dozen, each sort among them, oldest first."""
    chosen: list[Stated] = []
    shares = {"hindsight": 5, "question": 5, "guess": 6, "opinion": 3}
    texts: set[str] = set()
    for heard in sorted(found, key=lambda one: (-one.weight, one.at)):
        if len(chosen) >= MOST:
            break
        if shares[heard.sort] <= 0:
            continue
        one = stated(heard.sentence, role=heard.role, at=heard.at, ts=heard.ts)
        if one is not None and one.text not in texts:
            shares[heard.sort] -= 1
            texts.add(one.text)
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: (one.at, one.sources)))
