
"""Chooses the entries that a person would choose, and no more of them than a person would write.

First what people marked, then what tools state outright, then the rest by evidence: acts and their results over talk, first
reports over repeats, spread over the whole of the incident. How many depends on how long it lasted, not on how much was said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from postmortem.incident import Kind, ts_order
from postmortem.timeline.model import Entry
from postmortem.timeline.same_event import ASKED, MARKED, MILESTONE, PLAIN, STATED, Candidate, fold_marked, no_number_against

FEWEST, MOST = 5, 17
MORE = 2.3  # entries for each doubling of the time, from half an hour on
# How much longer than its duration suggests a timeline may be for what people marked and what was stated outright.
RICH = 1.5
# The share of the messages that may be entries for what they tell alone.
OF_MESSAGES = 0.4
# A pause after which what is said belongs to another day's work.
PAUSE = timedelta(hours=12)
LULL = 1800.0  # seconds of silence after which nobody is taken to work on it
_CONSIDERED = 500  # candidates that the choice is made from
_MOST_MARKED = 60  # what people marked beyond this is no mark any more
_LEAST, _LEAST_UNWEIGHED = 1.5, 3.4  # evidence below which nothing is chosen
_AGAIN = 900.0  # seconds within which an act stated in the same words is the same act
_BONUS = {MILESTONE: 3.0, STATED: 1.0}  # where there is room for so many entries and no more

_MENDING = frozenset({Kind.MITIGATION, Kind.CHANGE})
_DEEDS = frozenset({Kind.MITIGATION, Kind.CHANGE, Kind.ACTION, Kind.DECISION})
_ENDS = frozenset({Kind.RECOVERY, Kind.RESOLUTION})
_ONCE = frozenset({Kind.DECLARATION, Kind.RESOLUTION})


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


def worked_on(times: Sequence[float]) -> float:
    """For how long people worked on the incident, in seconds: what was said, sorted, with pauses of half an hour at most."""
    return sum(min(later - earlier, LULL) for earlier, later in pairwise(times))


def length_for(seconds: float) -> int:
    """How many entries people write for an incident of this duration."""
    doublings = math.log2(max(seconds, 1800.0) / 1800.0)
    return min(MOST, math.ceil(FEWEST + MORE * doublings))


def select_entries(
    candidates: Sequence[Candidate], *, times: Sequence[float], entries: int | None = None, is_weighed: bool = True
) -> tuple[Candidate, ...]:
    """The candidates that the timeline shows, oldest first. `times`: when anything at all was said, sorted, in seconds.

    is_weighed: whether their evidence says how telling their messages are, not only what rules make of them.
    entries: how many at most; None: as many as the duration suggests, and up to `RICH` times as many for what people marked,
    for milestones, acts and ends.
    """
    if not candidates:
        return ()
    start, end = active_span(candidates)
    budget = entries if entries is not None else length_for(worked_on(times))
    most = entries if entries is not None else math.ceil(RICH * budget)
    if entries is None:  # a timeline is no transcript
        budget = min(budget, max(FEWEST, math.ceil(OF_MESSAGES * len(times))))
    window = min(max((end - start) / max(budget, 1) / 2.5, 120.0), 2400.0)
    least = _LEAST if is_weighed else _LEAST_UNWEIGHED
    chosen = [one for one in candidates if one.tier == ASKED]
    marked = sorted((one for one in candidates if one.tier == MARKED), key=lambda one: -one.score)[:_MOST_MARKED]
    marked = fold_marked(marked, max(most - len(chosen), 0))
    if entries is not None:
        marked = sorted(marked, key=lambda one: -one.score)[: max(most - len(chosen), 0)]
    chosen += marked
    pool = _pool(candidates, start, end)
    if entries is None:
        milestones = [one for one in pool if one.tier == MILESTONE]
        kept = _once(milestones, chosen)
        pool = [one for one in pool if one.tier != MILESTONE]
        chosen = fold_marked([*chosen, *kept[:most]], most)
        _choose([one for one in pool if one.tier == STATED and one.entry.kind in _MENDING], chosen, most, window, least)
    _choose(_left(pool, chosen), chosen, budget, window, least)
    if entries is None and not any(one.entry.kind in _DEEDS for one in chosen):  # what was done about it
        _choose([one for one in _left(pool, chosen) if one.entry.kind in _DEEDS], chosen, len(chosen) + 1, window, least)
    return tuple(sorted(chosen, key=lambda one: (one.entry.at, ts_order(one.entry.sources[0]))))


def _left(pool: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    taken = set(map(id, chosen))
    return [one for one in pool if id(one) not in taken]


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


def _pool(candidates: Sequence[Candidate], start: float, end: float) -> list[Candidate]:
    """The candidates by evidence in their context, repeats of the same post weakened, the strongest few hundred.

    The first trouble and the last relief count for more: with them a timeline begins and ends.
    """
    shapes = Counter(one.shape for one in candidates if one.shape)
    seen: set[frozenset[str]] = set()
    weighed: list[tuple[int, float, int, Candidate]] = []
    first_trouble = True
    relief = _relief(candidates, start, end)
    for one in candidates:
        if one.tier < MILESTONE:
            continue
        score = one.score
        at = one.entry.at.timestamp()
        if one.tier == PLAIN and shapes[one.shape] > 1 and one.shape in seen:
            continue
        seen.add(one.shape)
        if first_trouble and one.entry.kind in {Kind.DETECTION, Kind.ALERT}:
            score, first_trouble = score + 2.0, False
        if one is relief:
            score += 2.0
        if not start <= at <= end and one.entry.told_at is None:
            score -= 1.5
        weighed.append((one.tier, -score, one.place, one))
    weighed.sort(key=lambda row: row[:3])
    return [replace(one, score=-score) for _, score, _, one in weighed[:_CONSIDERED]]


def _relief(candidates: Sequence[Candidate], start: float, end: float) -> Candidate | None:
    """The last word of recovery while the incident was worked on: what the work came to."""
    ends = (one for one in reversed(candidates) if one.entry.kind is Kind.RECOVERY)
    return next((one for one in ends if start <= one.entry.at.timestamp() <= end), None)


def _choose(pool: list[Candidate], chosen: list[Candidate], budget: int, window: float, least: float) -> None:
    """Takes the strongest that is left, again and again; what is near to or says the same as one taken counts less."""
    # Alerts after the first, which is a milestone, are seldom news.
    scores = [one.score + (0.0 if one.entry.kind is Kind.ALERT else _BONUS.get(one.tier, 0.0)) for one in pool]
    taken = [False] * len(pool)
    for done in chosen:
        _weaken(pool, scores, done, window)
    while len(chosen) < budget:
        best = max(
            (place for place in range(len(pool)) if not taken[place]), key=lambda place: (scores[place], -place), default=None
        )
        if best is None or scores[best] < least:
            return
        taken[best] = True
        chosen.append(pool[best])
        _weaken(pool, scores, pool[best], window)


def _weaken(pool: list[Candidate], scores: list[float], done: Candidate, window: float) -> None:
    at = done.entry.at.timestamp()
    for place, one in enumerate(pool):
        apart = abs(one.entry.at.timestamp() - at)
        if apart < window:
            scores[place] -= 2.0 * (1 - apart / window)
        if one.entry.kind is done.entry.kind:
            scores[place] -= (
                3.0 if one.entry.kind in _ONCE and one.tier >= done.tier else 0.6 if one.entry.kind is Kind.HYPOTHESIS else 0.25
            )
        if _says_it_too(one.entry, done.entry):
            scores[place] -= 0.7
        if one.shape and done.shape and (one.tier == PLAIN or (apart < _AGAIN and no_number_against(one.shape, done.shape))):
            common = len(one.shape & done.shape)
            alike = (one.entry.kind in _ENDS) is (done.entry.kind in _ENDS)  # "that worked" does not repeat "that did not work"
            if alike and common >= 2 and common >= 0.5 * min(len(one.shape), len(done.shape)):
                scores[place] -= 2.0


def _says_it_too(entry: Entry, known: Entry) -> bool:
    """Whether somebody else sees, within the hour, trouble that was reported already: a first report says more than the next."""
    if entry.kind is not Kind.DETECTION or known.kind not in (Kind.DETECTION, Kind.ALERT) or entry.role == known.role:
        return False
    return timedelta(0) < entry.at - known.at < timedelta(hours=1)
