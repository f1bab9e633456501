"""Which sentences of a message tell of another time than its own, and whether that time is that of what they are about."""

from __future__ import annotations

from datetime import datetime, tzinfo

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.timeline.reading import Sentence
from postmortem.timeline.time_zones import zone_of_all
from postmortem.timeline.times import is_bare_time, told_times
from postmortem.timeline.understanding import Understanding

_NONE: tuple[dict[Sentence, datetime], frozenset[Sentence]] = ({}, frozenset())
_HEAD = 20  # sentences in which a message says in which zone all its times are


def times_told(
    message: BlamelessMessage, understood: Understanding, *, zone: tzinfo
) -> tuple[dict[Sentence, datetime], frozenset[Sentence]]:
    """The sentences of a message that tell of another time, and that time, in UTC; and those of them that tell of it besides
    what they are about. `zone` is the incident's."""
    if message.kind not in {"message", "bot"} or not understood.timed:
        return _NONE
    named = zone_of_all(" ".join(sentence.text for sentence in understood.sentences[:_HEAD]))
    told: dict[Sentence, datetime] = {}
    beside = set()
    for sentence in understood.timed:
        of, text = sentence, sentence.text
        if is_bare_time(text):  # "Paused. 09:13:50"
            place = understood.sentences.index(sentence)
            if not place:
                continue
            of = understood.sentences[place - 1]
            text = f"{of.text.rstrip('. ')} ({text.strip(' .()')})"
        found = told_times(text, said=message.at, zone=zone, all_times=named)
        if found and of not in told:
            told[of] = found[0].at
            if not found[0].is_main:
                beside.add(of)
    return told, frozenset(beside)
