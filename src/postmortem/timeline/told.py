"""Which sentences of a message tell of another time than its own, and whether that time is that of what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.timeline.reading import Sentence
from postmortem.timeline.time_zones import zone_of_all
from postmortem.timeline.times import Told, is_bare_time, told_times
from postmortem.timeline.understanding import Understanding

_NONE: tuple[dict[Sentence, datetime], frozenset[Sentence]] = ({}, frozenset())
_HEAD = 20  # sentences in which a message says in which zone all its times are


def zone_spoken_in(messages: Iterable[BlamelessMessage], *, home: tzinfo) -> tzinfo:
    """The zone in which times are spoken that name none: that of the clocks of those who wrote most, else the incident's."""
    counted = Counter(message.zone for message in messages if message.kind == "message")
    (name, most), *_ = counted.most_common(1) or [("", 0)]
    return zone_of_clock(name) or home if 2 * most > sum(counted.values()) else home


@lru_cache(maxsize=256)
def zone_of_clock(name: str) -> tzinfo | None:
    """The zone that an account is set to; None where it names none that is known."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # no name of a zone, or of one that this machine does not know
        return None


def times_told(
    message: BlamelessMessage, understood: Understanding, *, zone: tzinfo
) -> tuple[dict[Sentence, datetime], frozenset[Sentence]]:
    """The sentences of a message that tell of another time, and that time, in UTC; and those of them that tell of it besides
    what they are about. `zone` is the one that most speak in: where the author's clock shows another, a time is told only if
    it can be meant in one of them."""
    if message.kind not in {"message", "bot"} or not understood.timed:
        return _NONE
    named = zone_of_all(" ".join(sentence.text for sentence in understood.sentences[:_HEAD]))
    clock = zone_of_clock(message.zone) or zone
    is_abroad = message.at.astimezone(clock).utcoffset() != message.at.astimezone(zone).utcoffset()
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
        if is_abroad:
            found = _in_one(found, told_times(text, said=message.at, zone=clock, all_times=named))
        if found and of not in told:
            told[of] = found[0].at
            if not found[0].is_main:
                beside.add(of)
    return told, frozenset(beside)


def _in_one(here: tuple[Told, ...], there: tuple[Told, ...]) -> tuple[Told, ...]:
    """What a sentence tells whether its times are read by the one clock or by the other; nothing where that differs."""
    if not here or not there:
        return here or there
    return here if [one.at for one in here] == [one.at for one in there] else ()
