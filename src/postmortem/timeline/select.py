# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Chooses the entries that a person would choose, and no more of them than a person would write.

First what people marked, then what tools state outright, then the rest by evidence: acts and their results over talk, first
reports over repeats, spread over the whole of the incident. How many depends on how long it lasted, not on how much was said.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from postmortem.incident import Kind, ts_order
from postmortem.timeline.model import Entry

FEWEST, MOST = 5, 17
MOST_MARKED = 40  # what people marked is shown, however much it is, up to this
MOST_MILESTONES = 10  # what tools state of declaration, severity, lead and end is shown beside it, up to this
BURST = timedelta(seconds=120)
MOST_SOURCES = 5
# A pause after which what is said belongs to another day's work.
PAUSE = timedelta(hours=12)
_CONSIDERED = 500  # candidates that the choice is made from
_LEAST = 3.4  # evidence below which nothing is chosen

# How strongly a candidate is asked for: by an edit, by a mark of people, by a tool's milestone, by evidence alone.
ASKED, MARKED, MILESTONE, PLAIN = range(4)

_ACTS = frozenset({Kind.ACTION, Kind.CHANGE, Kind.MITIGATION, Kind.DECISION})
_SIGHTS = frozenset({Kind.DETECTION, Kind.FINDING, Kind.HYPOTHESIS, Kind.ALERT})
_ENDS = frozenset({Kind.RECOVERY, Kind.RESOLUTION})
_ONCE = frozenset({Kind.DECLARATION, Kind.RESOLUTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry that could be, and how strongly it should. tier: 0 asked for by people, 1 marked by them, 2 stated by a tool, 3 the rest.

    place: the message's place in the transcript. shape: what makes two of them a repeat of each other, empty: nothing.
    """

    entry: Entry
    score: float
    tier: int = 3
    place: int = 0
    shape: frozenset[str] = frozenset()


def group_of(kind: Kind) -> frozenset[Kind]:
    """The kinds that may support one entry together."""
    return next((group for group in (_ACTS, _SIGHTS, _ENDS) if kind in group), frozenset({kind}))


def merge_bursts(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates of the same role and sort within two minutes become one, which cites all their messages."""
    merged: list[Candidate] = []
    last: dict[str, int] = {}
    for candidate in candidates:
        entry, at = candidate.entry, last.get(candidate.entry.role)
        if at is not None and candidate.tier == 3 and entry.told_at is None:
            head = merged[at]
            near = head.entry.told_at is None and entry.at - head.entry.at <= BURST
            if near and head.tier == 3 and entry.kind in group_of(head.entry.kind) and len(head.entry.sources) < MOST_SOURCES:
                merged[at] = _together(head, candidate)
                continue
        last[entry.role] = len(merged)
        merged.append(candidate)
    return tuple(merged)


def _together(one: Candidate, other: Candidate) -> Candidate:
    main, support = (one, other) if one.score >= other.score else (other, one)
    sources = dict.fromkeys((*main.entry.sources, *support.entry.sources))
    files = dict.fromkeys((*main.entry.files, *support.entry.files))
    entry = replace(main.entry, sources=tuple(sources), files=tuple(files))
    return replace(main, entry=entry, score=main.score + 0.3, shape=main.shape | support.shape)


def active_span(candidates: Sequence[Candidate]) -> tuple[float, float]:
    """When the incident was worked on, in seconds since the epoch: the busiest stretch without a pause of twelve hours."""
    times = sorted(one.entry.at.timestamp() for one in candidates if one.entry.told_at is None)
    if not times:
        return 0.0, 0.0
    best = (0, times[0], times[0])
    start = 0
    for place in range(1, len(times) + 1):
        if place == len(times) or times[place] - times[place - 1] > PAUSE.total_seconds():
            best = max(best, (place - start, times[start], times[place - 1]), key=lambda span: span[0])
            start = place
    return best[1], best[2]


def length_for(seconds: float) -> int:
    """How many entries people write for an incident of this duration."""
    doublings = math.log2(max(seconds, 1800.0) / 1800.0)
    return min(MOST, math.ceil(FEWEST + 2 * doublings))


def select_entries(
    candidates: Sequence[Candidate], *, times: Sequence[float], entries: int | None = None
) -> tuple[Candidate, ...]:
    """The candidates that the timeline shows, oldest first. `times`: when anything at all was said, sorted, in seconds."""
    if not candidates:
        return ()
    start, end = active_span(candidates)
    budget = entries if entries is not None else length_for(end - start)
    asked = [one for one in candidates if one.tier == 0]
    marked = [one for one in candidates if one.tier == 1]
    marked = marked[: max(0, entries - len(asked)) if entries is not None else MOST_MARKED]
    chosen: list[Candidate] = [*asked, *marked]
    pool = _pool(candidates, start, end, times)
    if entries is None:
        milestones = _once([one for one in pool if one.tier == MILESTONE], chosen)[:MOST_MILESTONES]
        repeated = [one for one in pool if one.tier == MILESTONE and one not in milestones]
        pool = [one for one in pool if one not in repeated]
        pool = [one for one in pool if one not in milestones] if milestones else pool
        chosen += milestones
    window = min(max((end - start) / max(budget, 1) / 2.5, 120.0), 2400.0)
    _choose(pool, chosen, budget, window)
    return tuple(sorted(chosen, key=lambda one: (one.entry.at, ts_order(one.entry.sources[0]))))


def _once(milestones: list[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """The milestones without those that say again, within ten minutes, what is chosen already or what one before them said."""
    kept: list[Candidate] = []
    for one in sorted(milestones, key=lambda candidate: candidate.entry.at):
        again = any(
            one.entry.kind is other.entry.kind
            and (one.entry.text == other.entry.text or one.entry.kind in _ONCE)
            and abs((one.entry.at - other.entry.at).total_seconds()) < 600
            for other in (*chosen, *kept)
        )
        if not again:
            kept.append(one)
    return kept


def _pool(candidates: Sequence[Candidate], start: float, end: float, times: Sequence[float]) -> list[Candidate]:
    """The candidates by evidence in their context, repeats of the same post weakened, the strongest few hundred."""
    shapes = Counter(one.shape for one in candidates if one.shape)
    seen: set[frozenset[str]] = set()
    pool = []
    first_trouble = True
    for one in candidates:
        if one.tier < 2:
            continue
        score = one.score
        at = one.entry.at.timestamp()
        if shapes[one.shape] > 1 and one.shape in seen:
            continue
        seen.add(one.shape)
        if first_trouble and one.entry.kind in {Kind.DETECTION, Kind.ALERT}:
            score, first_trouble = score + 2.0, False
        score += min(_silence_before(at, times) / 600.0, 1.0) * 1.2
        if not start <= at <= end and one.entry.told_at is None:
            score -= 1.5
        pool.append(replace(one, score=score))
    pool.sort(key=lambda one: (one.tier, -one.score, one.place))
    return pool[:_CONSIDERED]


def _silence_before(at: float, times: Sequence[float]) -> float:
    place = bisect_left(times, at)
    return at - times[place - 1] if place else 600.0


def _choose(pool: list[Candidate], chosen: list[Candidate], budget: int, window: float) -> None:
    """Takes the strongest that is left, again and again; what is near to or says the same as one taken counts less."""
    scores = [one.score + (3.0 if one.tier == 2 else 0.0) for one in pool]
    taken = [False] * len(pool)
    for done in chosen:
        _weaken(pool, scores, done, window)
    while len(chosen) < budget:
        best = max(
            (place for place in range(len(pool)) if not taken[place]), key=lambda place: (scores[place], -place), default=None
        )
        if best is None or scores[best] < _LEAST:
            return
        taken[best] = True
        chosen.append(pool[best])
        _weaken(pool, scores, pool[best], window)


def _weaken(pool: list[Candidate], scores: list[float], done: Candidate, window: float) -> None:
    at = done.entry.at.timestamp()
    for place, one in enumerate(pool):
        apart = abs(one.entry.at.timestamp() - at)
        if apart < window:
            scores[place] -= 1.6 * (1 - apart / window)
        if one.entry.kind is done.entry.kind:
            scores[place] -= (
                3.0 if one.entry.kind in _ONCE and one.tier >= done.tier else 0.6 if one.entry.kind is Kind.HYPOTHESIS else 0.25
            )
        if _says_it_too(one.entry, done.entry):
            scores[place] -= 0.7
        if one.shape and done.shape:
            common = len(one.shape & done.shape)
            if common >= 2 and common >= 0.5 * min(len(one.shape), len(done.shape)):
                scores[place] -= 2.0


def _says_it_too(entry: Entry, known: Entry) -> bool:
    """Whether somebody else sees, within the hour, trouble that was reported already: a first report says more than the next."""
    if entry.kind is not Kind.DETECTION or known.kind not in (Kind.DETECTION, Kind.ALERT) or entry.role == known.role:
        return False
    return timedelta(0) < entry.at - known.at < timedelta(hours=1)
