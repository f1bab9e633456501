"""What a message tells of in which no sentence tells of an event by itself: when it began, whom it affects, how much."""

from __future__ import annotations

from datetime import datetime

from postmortem.incident import Claim, Kind
from postmortem.timeline.reading import Sentence
from postmortem.timeline.turning_points import kind_told
from postmortem.timeline.understanding import Understanding
from postmortem.timeline.verdict import Verdict

_TOLD, _IMPACT = 5.0, 2.4  # evidence of when it began, told afterwards; of whom it affects, or how many


def told_besides(understood: Understanding, told: dict[Sentence, datetime]) -> tuple[Verdict, ...]:
    """The verdict on what it tells besides, as one or none."""
    for sentence in told:
        if (kind := kind_told(sentence.text.lower())) is not None:
            return (Verdict(kind, _TOLD, "state", sentence),)
    affects = next((one.sentence for one in understood.claims if one.claim is Claim.AFFECTED), None)
    figures = understood.figures
    counts = (
        next((one for one in understood.sentences if any(figure in one.text for figure in figures)), None) if figures else None
    )
    found = affects or counts
    return (Verdict(Kind.FINDING, _IMPACT, "state", found),) if found else ()
