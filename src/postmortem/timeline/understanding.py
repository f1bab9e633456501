# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""What a message's words say, read once from every side: what happened, what is supposed, figures, causes, times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from postmortem.incident import Kind
from postmortem.mood import is_elsewhere, is_of_another, plain_lower
from postmortem.timeline import words as w
from postmortem.timeline.claims import WORDS, Said, claims_in
from postmortem.timeline.classify import classify_sentence
from postmortem.timeline.figures import figures_in
from postmortem.timeline.patterns import BLAME
from postmortem.timeline.reading import ALIKE, Sentence, sentences_of, tokens_of
from postmortem.timeline.reading import LONGEST_REMEMBERED as SHORT
from postmortem.timeline.review import weigh
from postmortem.timeline.spoken import WORDS as SPOKEN
from postmortem.timeline.stated import settle_verdicts
from postmortem.timeline.times import is_time_like
from postmortem.timeline.verdict import Verdict

_WORTH_READING = w.TRIGGERS | WORDS | SPOKEN | frozenset(
    [
        "because",
        "began",
        "happened",
        "ago",
        "midnight",
        "minutes",
        "hours",
        "forgot",
        "fault",
        "could",
        "would",
        "if",
        "why",
        "how",
        "what",
    ]
)

# A time with its minutes, its half of the day, or its distance: a number by itself is none.
_A_TIME = re.compile(
    r"\d[:.]\d\d|\d ?[ap]\.?m\b|midnight|midday|noon|\bago\b|o'clock|\b(?:half|quarter|five|ten|twenty) (?:past|to) \w"
    r"|\d (?:this|in the|last|yesterday)\b|\b(?:morning|afternoon|evening|night) (?:at|around|about) \d|\b[012]\d{3} ?(?:z|utc|gmt|hrs|hours)\b",
    re.IGNORECASE,
)
# Kinds of what was done to the service, or became of it.
_HERE = frozenset({Kind.CHANGE, Kind.MITIGATION, Kind.RECOVERY})
# Words of a handover.
_HANDING = frozenset({"handing", "handed", "handover", "taking", "takes", "took", "over"})


class Understanding(NamedTuple):
    """What a text says. claims: what it states outright; settled: the verdicts of sentences that lay no blame and tell of this incident, held against the claims; weighed: (weight, sort, sentence) of what is for the review; timed: sentences with something like a time."""

    sentences: tuple[Sentence, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    settled: tuple[Verdict, ...] = ()
    weighed: tuple[tuple[float, str, Sentence], ...] = ()
    figures: tuple[str, ...] = ()
    claims: tuple[Said, ...] = ()
    timed: tuple[Sentence, ...] = ()
    hands_over: bool = False

    @property
    def is_talk(self) -> bool:
        """Whether nothing in the text is of use, whatever comes with it."""
        return not (self.verdicts or self.weighed or self.figures or self.claims or self.timed or self.hands_over)


def understand(text: str) -> Understanding:
    """What a message's words (`words_of`) say. A text that holds nothing costs next to nothing."""
    return _remembered(text) if len(text) <= SHORT else _understand(text)


def _understand(text: str) -> Understanding:
    if _WORTH_READING.isdisjoint(tokens_of(text)) and not is_time_like(text):
        return Understanding(sentences=sentences_of(text)) if "http" in text or len(text) < SHORT else Understanding()
    sentences = sentences_of(text)
    weighed = ((*weigh(sentence), sentence) for sentence in sentences)
    figures = [figures_in(sentence.text) for sentence in sentences]
    verdicts = tuple(verdict for sentence in sentences if (verdict := classify_sentence(sentence)))
    claims = tuple(said for sentence, found in zip(sentences, figures, strict=True) for said in claims_in(sentence, found))
    return Understanding(
        sentences=sentences,
        verdicts=verdicts,
        settled=settle_verdicts(_usable(verdicts), claims),
        weighed=tuple(one for one in weighed if one[0]),
        figures=tuple(figure for found in figures for figure in found),
        claims=claims,
        hands_over=any(not _HANDING.isdisjoint(sentence.tokens) for sentence in sentences),
        timed=tuple(sentence for sentence in sentences if _A_TIME.search(sentence.text)),
    )


def _usable(verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    return [one for one in verdicts if _is_usable(one.sentence.text[:SHORT].translate(ALIKE), one.kind in _HERE)]


@lru_cache(maxsize=2048)
def _is_usable(text: str, only_here: bool) -> bool:
    """Whether a sentence lays no blame, and tells of this incident; only_here: of the service, not of staging or a laptop."""
    lower = plain_lower(text)
    return BLAME.search(lower) is None and not is_of_another(lower) and not (only_here and is_elsewhere(lower))


_remembered = lru_cache(maxsize=2048)(_understand)
