"""Gives each entry the messages that support it, and has the one of them word it that says it best.

What happened is seldom said in one message: somebody asks, somebody does it, somebody sees that it worked. The one that decides
that it belongs into the timeline is not always the one that says it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from postmortem.incident import Kind
from postmortem.timeline.model import Entry
from postmortem.timeline.same_event import MOST_SOURCES, PLAIN, STATED, Candidate
from postmortem.timeline.telling import terms_of
from postmortem.timeline.weighing import Weighed

# So many messages, so near in place and in time, and so telling, each term in common adding one.
_SUPPORTS, _REACH, _BESIDE = 3, 20, timedelta(minutes=30)
_SUPPORTING = -1.0
_ONE_THOUGHT, _ANSWERS = timedelta(minutes=5), timedelta(minutes=2)
# Words that say it this well stand; others give way to some that say it so much better, at most so many messages away.
_WELL, _BETTER, _AMONG = 4.5, 1.0, 5
_IN_A_WORD = 2.0  # how well one word by itself says what was seen ("verified")
_SEEN = frozenset({Kind.FINDING, Kind.RECOVERY, Kind.DETECTION, Kind.HYPOTHESIS})


def with_support(chosen: Sequence[Candidate], weighed: Weighed) -> tuple[Candidate, ...]:
    """The chosen, each citing what was said around it that tells of the same: never what another entry rests on.

    What people marked and what was stated outright needs no support.
    """
    taken = {ts for one in chosen for ts in one.entry.sources}
    places = {message.ts: place for place, message in enumerate(weighed.messages)}
    supported = list(chosen)
    for number, one in sorted(enumerate(chosen), key=lambda numbered: -numbered[1].score):
        found = _support(one.entry, weighed, places, taken) if one.tier in (STATED, PLAIN) else []
        taken.update(found)
        supported[number] = _worded(one, found, weighed, places)
    return tuple(sorted(supported, key=lambda one: (one.entry.at, places.get(one.entry.sources[0], 0))))


def _support(entry: Entry, weighed: Weighed, places: dict[str, int], taken: set[str]) -> list[str]:
    """What supports an entry, most telling first: near to its message, of the same thought, about the same or its answer."""
    room = min(_SUPPORTS, MOST_SOURCES - len(entry.sources))
    place = places.get(entry.sources[0])
    if room <= 0 or place is None:
        return []
    head = weighed.messages[place]
    terms = terms_of(head)
    near: list[tuple[float, str]] = []
    for other in range(max(0, place - _REACH), min(len(weighed.messages), place + _REACH + 1)):
        message = weighed.messages[other]
        apart = abs(message.at - head.at)
        if message.ts in taken or message.ts not in weighed.telling or apart > _BESIDE:
            continue
        common = len(terms & terms_of(message))
        goes_on = message.role == head.role and apart < _ONE_THOUGHT
        if common or goes_on or (abs(other - place) <= 2 and apart < _ANSWERS):
            near.append((weighed.telling[message.ts] + min(common, 3) + goes_on, message.ts))
    return [ts for weight, ts in sorted(near, reverse=True)[:room] if weight > _SUPPORTING]


def _worded(one: Candidate, found: Sequence[str], weighed: Weighed, places: dict[str, int]) -> Candidate:
    """The candidate with its support as sources, in the words of whichever says it best."""
    entry, own = one.entry, weighed.words.get(one.entry.sources[0])
    sources = (*entry.sources, *found)
    worth = 0.0 if own is None else min(own.score, _IN_A_WORD) if _is_bare(own) else own.score
    if one.tier == PLAIN and own is not None and worth < _WELL and entry.told_at is None:
        place = places.get(entry.sources[0], 0)
        near = (weighed.words[ts] for ts in found if ts in weighed.words and abs(places[ts] - place) <= _AMONG)
        said = max(near, key=lambda other: other.score, default=own)
        if said.score >= worth + _BETTER and not _is_bare(said) and said.entry.told_at is None:
            files = tuple(dict.fromkeys((*said.entry.files, *entry.files)))
            entry = replace(said.entry, files=files)
    first = entry.sources[0]
    return replace(one, entry=replace(entry, sources=(first, *sorted(ts for ts in dict.fromkeys(sources) if ts != first))))


def _is_bare(one: Candidate) -> bool:
    """Whether what was seen is said in a single telling word."""
    return one.entry.kind in _SEEN and len(one.shape) < 2
