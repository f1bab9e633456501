"""Tells which candidates are one event: said by a tool and by a person, said in several messages, confirmed by others.

One event is one entry, which cites every message of it; the one that says it best words it and gives it its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from postmortem.incident import Kind, Office
from postmortem.timeline.model import Entry

BURST = timedelta(seconds=120)
MOST_SOURCES = 5

# How strongly a candidate is asked for: not at all, because people dropped it; by an edit; by a mark of people; by a milestone;
# by an act or an end that somebody stated outright; by evidence alone.
DROPPED, ASKED, MARKED, MILESTONE, STATED, PLAIN = range(-1, 5)

_ACTS = frozenset({Kind.ACTION, Kind.CHANGE, Kind.MITIGATION, Kind.DECISION})
_SIGHTS = frozenset({Kind.DETECTION, Kind.FINDING, Kind.HYPOTHESIS, Kind.ALERT})
_ENDS = frozenset({Kind.RECOVERY, Kind.RESOLUTION})
# Within what time two candidates about the same are the same event.
_ECHO = timedelta(minutes=10)
_ECHO_OF_ACT = timedelta(minutes=5)
_OFTEN = frozenset({"deploy", "rollback"})  # what may be done twice in ten minutes
_SIGHTING = timedelta(minutes=5)
# Of marked candidates that are too many, those that support a stronger one near to them.
_FOLD = timedelta(minutes=15)
_ASIDE = timedelta(minutes=3)
_TELLING = 5.0  # evidence from which a marked observation is an event of its own
_FOLDED = frozenset({Kind.FINDING, Kind.HYPOTHESIS, Kind.RECOVERY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry that could be, and how strongly it should. tier: one of ASKED … PLAIN.

    place: the message's place in the transcript. shape: what makes two of them a repeat of each other, empty: nothing. about:
    the event that it tells of, where that can be named ("severity major"), so that others about it are known.
    """

    entry: Entry
    score: float
    tier: int = PLAIN
    place: int = 0
    shape: frozenset[str] = frozenset()
    about: str = ""


def group_of(kind: Kind) -> frozenset[Kind]:
    """The kinds that may support one entry together."""
    return next((group for group in (_ACTS, _SIGHTS, _ENDS) if kind in group), frozenset({kind}))


def merge_same(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, oldest message first, with those that tell of one event made one, which cites all their messages.

    Who declares an incident leads it: that a tool says so as well, within five minutes, is the same event.
    """
    merged: list[Candidate] = []
    last_of: dict[str, int] = {}  # role → its latest candidate
    about: dict[str, int] = {}
    seen: int | None = None  # the latest sight of trouble
    for candidate in candidates:
        entry = candidate.entry
        place = _echo(candidate, merged, about.get(candidate.about))
        if place is None and candidate.about.startswith(f"{Office.LEAD}:"):
            place = _leads(candidate, merged, about.get("declared"))
        if place is None:
            place = _burst(candidate, merged, last_of.get(entry.role))
        if place is None:
            place = _sight(candidate, merged, seen)
        if place is not None:
            merged[place] = together(merged[place], candidate)
        else:
            place = len(merged)
            merged.append(candidate)
        last_of[entry.role] = place
        if candidate.about:
            about[candidate.about] = place
        if entry.kind in (Kind.DETECTION, Kind.ALERT) and (seen is None or seen != place):
            seen = place
    return tuple(merged)


def _fits(head: Candidate, candidate: Candidate, within: timedelta) -> bool:
    """Whether a candidate may support one before it: near to it, and both told as they happened, whatever people made of them."""
    told = any(one.entry.told_at is not None and one.tier != ASKED for one in (head, candidate))
    apart = _said(candidate.entry) - _said(head.entry)
    return not told and timedelta(0) <= apart <= within and len(head.entry.sources) < MOST_SOURCES


def _echo(candidate: Candidate, merged: list[Candidate], at: int | None) -> int | None:
    """The place of the candidate that tells of the same, said by somebody else or said again."""
    if at is None:
        return None
    head = merged[at]
    if candidate.about in _OFTEN:
        again = _fits(head, candidate, _ECHO_OF_ACT) and no_number_against(head.shape, candidate.shape)
        return at if again else None
    told = head.entry.told_at
    if told is not None and head.tier != ASKED and told - head.entry.at <= _ECHO:  # "the last error was at 11:19", said at 11:22
        head = replace(head, entry=replace(head.entry, at=told, told_at=None))
    return at if _fits(head, candidate, _ECHO) else None


def _leads(candidate: Candidate, merged: list[Candidate], at: int | None) -> int | None:
    """The place of the declaration by who leads from then on."""
    if at is None or not _fits(merged[at], candidate, _ECHO_OF_ACT) or candidate.tier == MARKED:
        return None
    return at if merged[at].entry.role == candidate.entry.role else None


def no_number_against(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether no version speaks against it that two acts are one."""
    numbers, others = (frozenset(word for word in words if any(letter.isdigit() for letter in word)) for words in (one, other))
    return not numbers or not others or not numbers.isdisjoint(others)


def _burst(candidate: Candidate, merged: list[Candidate], at: int | None) -> int | None:
    """The place of the same role's candidate of the same sort within two minutes."""
    if at is None or candidate.tier != PLAIN:
        return None
    head = merged[at]
    is_other = bool(candidate.about and head.about and candidate.about != head.about)
    near = _fits(head, candidate, BURST) and head.tier in (DROPPED, STATED, PLAIN) and not is_other
    return at if near and candidate.entry.kind in group_of(head.entry.kind) else None


def _sight(candidate: Candidate, merged: list[Candidate], at: int | None) -> int | None:
    """The place of the report that somebody else confirms within five minutes, in some of the same words."""
    if at is None or candidate.tier != PLAIN or candidate.entry.kind is not Kind.DETECTION:
        return None
    head = merged[at]
    near = _fits(head, candidate, _SIGHTING) and head.entry.role != candidate.entry.role
    alerted = head.entry.kind is Kind.ALERT  # what an alert says is in no words of people
    return at if near and (alerted or not head.shape.isdisjoint(candidate.shape)) else None


def together(one: Candidate, other: Candidate) -> Candidate:
    """Two candidates as one: the one that people asked for says it, else the weightier; the other supports it.

    Where people dropped the one that says it, the event is dropped with all its messages; where they dropped the other, that is
    no source.
    """
    main, support = (one, other) if one.score >= other.score else (other, one)
    if ASKED in (one.tier, other.tier) and main.tier != ASKED:
        main, support = support, main
    if support.tier == DROPPED:
        return main
    sources = dict.fromkeys((*main.entry.sources, *support.entry.sources))
    files = dict.fromkeys((*main.entry.files, *support.entry.files))
    entry = replace(main.entry, sources=tuple(sources), files=tuple(files))
    about = main.about or support.about
    tier = min(one.tier, other.tier)
    return replace(main, entry=entry, score=main.score + 0.3, tier=tier, shape=main.shape | support.shape, about=about)


def fold_marked(chosen: Sequence[Candidate], most: int) -> list[Candidate]:
    """The chosen, those that people marked folded into what they support, until there are no more than `most`.

    The weakest go first, each to the nearest entry that it supports: an observation to a stronger one near to it or to an act
    about the same, and whatever the same role said within three minutes. Nothing that was marked is lost: it is cited.
    """
    left = list(chosen)
    while len(left) > most:
        pairs = [
            (one.score, abs((_said(one.entry) - _said(other.entry)).total_seconds()), place, beside)
            for place, one in enumerate(left)
            if one.tier == MARKED
            for beside, other in enumerate(left)
            if place != beside and _supports(one, other)
        ]
        if not pairs:
            break
        _, _, place, beside = min(pairs)
        support, main = left[place], left[beside]
        joined = together(replace(main, score=max(main.score, support.score)), support)
        left[beside] = replace(joined, score=main.score)
        del left[place]
    return left


def _said(entry: Entry) -> datetime:
    return entry.told_at or entry.at


def _supports(one: Candidate, other: Candidate) -> bool:
    """Whether a marked observation may be told by another entry."""
    entry, main = one.entry, other.entry
    if entry.kind is main.kind is Kind.COMMUNICATION:  # one round of telling people
        return entry.role == main.role and timedelta(0) <= entry.at - main.at <= _FOLD and len(main.sources) < MOST_SOURCES
    if entry.kind not in _FOLDED or one.about or len(main.sources) >= MOST_SOURCES:
        return False
    if entry.told_at is not None:  # an event told afterwards is told by another such of the same time
        return main.told_at is not None and abs(entry.at - main.at) <= _ASIDE and one.score <= other.score
    apart = abs(entry.at - _said(main))
    if main.told_at is not None and main.told_at - main.at > _ECHO:
        return False
    if main.kind is Kind.COMMUNICATION:
        return False
    if entry.role == main.role and apart <= _ASIDE:
        return True
    is_weak = one.score < _TELLING
    if main.kind in _FOLDED and one.score <= other.score:
        return apart <= (_FOLD if is_weak else _ASIDE)
    return is_weak and apart <= _FOLD and _common_matter(one.shape, other.shape)


def _common_matter(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share two words, or one with a number in it."""
    common = one & other
    return len(common) >= 2 or any(any(letter.isdigit() for letter in word) for word in common)
