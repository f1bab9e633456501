"""What one sentence tells of, as the classifying modules pass it on."""

from __future__ import annotations

from typing import NamedTuple

from postmortem.incident import Claim, Kind
from postmortem.timeline.reading import Sentence


class Verdict(NamedTuple):
    """What one sentence tells of. `form`: done, doing, will, state, ask. claim: what it states outright, where it does."""

    kind: Kind
    score: float
    form: str
    sentence: Sentence
    claim: Claim | None = None
