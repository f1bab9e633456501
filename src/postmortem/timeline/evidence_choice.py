"""Which lines of evidence the timeline shows, beside what was said: those near to what the channel tells of, and only so many.

A line that tells of the same as a chosen message becomes a source of that entry. Of the others, deployments, merges, alerts and
their ends count near the incident's milestones. They take the room that messages leave, then that of weaker messages, so that
the length still follows from how long the incident lasted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from postmortem.incident import Kind
from postmortem.timeline import words as w
from postmortem.timeline.evidence import shape_of, source_order
from postmortem.timeline.model import Facts
from postmortem.timeline.same_event import ASKED, MOST_SOURCES, PLAIN, Candidate, group_of

LEAST = 4.6  # evidence below which no line is chosen
_SAME = 300.0  # seconds within which a line and a message may tell of the same
_BESIDE = 600.0  # seconds within which two of one kind are less than two
_MILESTONES = frozenset(
    {Kind.ALERT, Kind.DETECTION, Kind.DECLARATION, Kind.CHANGE, Kind.MITIGATION, Kind.RECOVERY, Kind.RESOLUTION}
)
# Words that tell what was done, and not to what.
_DOING = frozenset(
    (*w.DONE, *w.DOING, *w.TO_DO, *"back out up down over off on release version deployment production staging alert".split())
)
# Minutes from a milestone, and how a line's weight changes up to there.
_NEARNESS = ((15, 0.8), (45, 0.0), (120, -0.9), (240, -1.8))
_FAR = -3.0
# Minutes before all milestones in which a change may be what brought them about.
_CHANGED_BEFORE = ((60, 0.8), (180, 0.0))
# What a line shares with what the timeline shows: each word, and at most.
_SHARED, _MOST_SHARED = 0.3, 0.9


def join_evidence(
    chosen: Sequence[Candidate], evidence: Sequence[Candidate], *, facts: Facts, budget: int, is_fixed: bool
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """The chosen entries with evidence among them, oldest first; and the lines that stand for themselves.

    budget: how many entries the timeline should have. is_fixed: people said so, and no entry may be too many.
    """
    entries, alone = _support(chosen, evidence)
    asked = [line for line in alone if line.tier == ASKED]
    moments = _moments(facts, chosen)
    said = frozenset(word for one in chosen for word in shape_of(one.entry.text) if len(word) > 3 or not word.isalpha())
    weighed = [_weighed(line, moments, said) for line in alone if line.tier != ASKED]
    kept, picked = _let_in(weighed, entries, budget=max(budget - len(asked), 0), is_fixed=is_fixed)
    joined = sorted((*kept, *asked, *picked), key=lambda one: (one.entry.at, source_order(one.entry.sources[0])))
    return tuple(joined), tuple(alone)


def _support(chosen: Sequence[Candidate], evidence: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The chosen entries, each with the lines that tell of the same among its sources; and the lines that do not."""
    entries, alone = list(chosen), []
    said = [one.shape | shape_of(one.entry.text) for one in chosen]
    for line in evidence:
        place = _same_event(line, entries, said) if line.tier == PLAIN else None
        if place is None:
            alone.append(line)
            continue
        entry = entries[place].entry
        sources = tuple(dict.fromkeys((*entry.sources, *line.entry.sources)))
        entries[place] = replace(entries[place], entry=replace(entry, sources=sources))
    return entries, alone


def _same_event(line: Candidate, entries: Sequence[Candidate], said: Sequence[frozenset[str]]) -> int | None:
    """The place of the entry that tells of the same as the line."""
    best, closest = None, _SAME
    for place, one in enumerate(entries):
        apart = abs((one.entry.at - line.entry.at).total_seconds())
        if apart > closest or len(one.entry.sources) >= MOST_SOURCES:
            continue
        if one.entry.kind not in group_of(line.entry.kind):
            continue
        if _says_the_same(line.shape, said[place]):
            best, closest = place, apart
    return best


def _says_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share half of their words, one of them more than a word for doing, and no number speaks against it."""
    common = one & other
    if len(common) < 2 or 2 * len(common) < min(len(one), len(other)) or common <= _DOING:
        return False
    numbers, others = (frozenset(word for word in words if word[:1].isdigit()) for words in (one, other))
    return not numbers or not others or not numbers.isdisjoint(others)


def _moments(facts: Facts, chosen: Sequence[Candidate]) -> list[float]:
    """What evidence counts near to: what the facts rest on and what the timeline shows of it; else all that it shows."""
    stated = (facts.began, facts.detected, facts.declared, facts.mitigated, facts.resolved)
    moments = [fact.at for fact in stated if fact is not None]
    moments += [one.entry.at for one in chosen if one.entry.kind in _MILESTONES and one.entry.told_at is None]
    moments = moments or [one.entry.at for one in chosen]
    return sorted(moment.timestamp() for moment in moments)


def _weighed(line: Candidate, moments: Sequence[float], said: frozenset[str]) -> Candidate:
    """The line with its weight by how near it is to a milestone, and by what it shares with what the timeline shows."""
    if not moments:
        return line
    at = line.entry.at.timestamp()
    minutes = min(abs(moment - at) for moment in moments) / 60
    is_before = line.entry.kind is Kind.CHANGE and at <= moments[0]
    nearness = _CHANGED_BEFORE if is_before else _NEARNESS
    by = next((weight for most, weight in nearness if minutes <= most), _FAR)
    return replace(line, score=line.score + by + min(_SHARED * len(line.shape & said), _MOST_SHARED))


def _let_in(
    lines: Sequence[Candidate], entries: list[Candidate], *, budget: int, is_fixed: bool
) -> tuple[list[Candidate], list[Candidate]]:
    """The entries that stay, and the lines that come in: the most telling one after another, a third of the timeline at most,
    or as many as there are messages where these leave so much room.

    Where messages leave no room, a line takes the place of a weaker message that nobody marked; and where all of them were
    marked or stated by tools, lines come on top.
    """
    room, share = max(budget - len(entries), 0), math.ceil(budget / 3)
    extra = 0 if is_fixed else share
    spare = sorted((one for one in entries if one.tier == PLAIN), key=lambda one: one.score)
    gone: list[Candidate] = []
    picked: list[Candidate] = []
    scores = [line.score - sum(_repeats(line, one) for one in entries) for line in lines]
    for _ in range(min(len(lines), max(share, min(room, len(entries))))):
        best = max(range(len(lines)), key=lambda place: (scores[place], -place))
        if scores[best] < LEAST:
            break
        if room > 0:
            room -= 1
        elif spare and spare[0].score < scores[best]:
            gone.append(spare.pop(0))
        elif not spare and extra > 0:
            extra -= 1
        else:
            break
        picked.append(lines[best])
        scores[best] = 0.0
        scores = [score - _repeats(line, lines[best]) for score, line in zip(scores, lines, strict=True)]
    return [one for one in entries if one not in gone], picked


def _repeats(line: Candidate, other: Candidate) -> float:
    """How much less a line tells because the other one is there."""
    if line.entry.kind is not other.entry.kind:
        return 0.0
    apart = abs((other.entry.at - line.entry.at).total_seconds())
    common = len(line.shape & other.shape)
    alike = common >= 3 and common >= 0.7 * min(len(line.shape), len(other.shape))
    near = 1.2 * (1 - apart / _BESIDE) if apart < _BESIDE else 0.0
    return near + (2.5 if alike and near else 1.0 if alike else 0.0)
