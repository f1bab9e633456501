"""Where a review looks closely: the decisions, handovers, silences, surprises and turns of one timeline, a few of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postmortem.incident import Kind
from postmortem.report.contents import Said, Step
from postmortem.report.review_contents import Moment, Topic
from postmortem.report.review_questions import (
    DECISIONS,
    DONE,
    HANDOVERS,
    NOT_ENOUGH,
    SILENCES,
    SILENCES_GENERAL,
    SURPRISES,
    TURNS,
    WORKING,
    WORKING_GENERAL,
    Sort,
    question_for,
    silence_question,
    working_question,
)
from postmortem.report.sections import Section
from postmortem.report.timeline_rows import TimelineEntry

# More of one sort than this is no choice of key topics. Others are named by their times.
MOST, MOST_OTHERS = 4, 3
# What the draft says of a silence (`timeline/gaps.py`), and may say still when somebody has answered. Linear: bounded.
SILENCE = re.compile(r"Nothing was said between ([^.?\n]{1,60}?) and ([^.?\n]{1,60}?)\.")
# What somebody supposed.
_SUSPECTED = re.compile(
    r"\b(?:suspect\w*|theory|guess\w*|hunch|looks like|could be|may ?be|might be|probabl[ey]|possible that|not convinced|"
    r"(?:think|believe)s? (?:this|that|it|the(?! team))|assum\w+)\b",
    re.IGNORECASE,
)
# Of a sort, kinds that come first where not all can be shown; of the first two twice as many.
_FIRST = (Kind.DECISION, Kind.FINDING, Kind.ROLE, Kind.SEVERITY, Kind.HYPOTHESIS, Kind.MITIGATION, Kind.RECOVERY)
_MORE = frozenset({Kind.DECISION, Kind.FINDING})


def choose_topics(
    entries: Sequence[TimelineEntry], *, section: Section | None, opinions: Sequence[Said] = (), steps: Sequence[Step] = ()
) -> tuple[Topic, ...]:
    """The topics in the order in which they are best talked through.

    section: the draft's timeline section, which tells the silences. opinions: what was set aside for the review; guesses at the
    cause among them are turns. steps: of our process.
    """
    decisions = DECISIONS if any(entry.kind in DECISIONS.kinds for entry in entries) else DONE
    taken: set[TimelineEntry] = set()
    turns = [entry for entry in _with_guesses(entries, opinions) if entry.kind in TURNS.kinds or NOT_ENOUGH.search(entry.text)]
    topics = [
        _of_sort(SURPRISES, [entry for entry in entries if _is_surprise(entry) and entry not in turns], taken),
        _of_sort(decisions, [entry for entry in entries if entry.kind in decisions.kinds], taken),
        _of_sort(TURNS, turns, taken),
        _of_sort(HANDOVERS, [entry for entry in entries if entry.kind in HANDOVERS.kinds], taken),
        _silences(section),
        _working(steps),
    ]
    return tuple(topic for topic in topics if topic is not None)


def _is_surprise(entry: TimelineEntry) -> bool:
    """What was found, or what had been there unseen and was told afterwards."""
    return entry.kind is Kind.FINDING or (bool(entry.told) and entry.kind in SURPRISES.kinds) or entry.kind is Kind.ALERT


def _with_guesses(entries: Sequence[TimelineEntry], opinions: Iterable[Said]) -> list[TimelineEntry]:
    """The entries, with what somebody suspected, as it was set aside for the review, in its place among them."""
    merged = list(entries)
    for said in opinions:
        if not said.time or not _SUSPECTED.search(said.text):
            continue
        day, _, time = said.time.rpartition(", ")
        later = (place for place, entry in enumerate(merged) if entry.day == day and entry.time > time)
        guess = TimelineEntry(time=time, text=said.text, kind=Kind.HYPOTHESIS, cite=said.cite, day=day)
        merged.insert(next(later, len(merged)), guess)
    return merged


def _of_sort(sort: Sort, entries: Sequence[TimelineEntry], taken: set[TimelineEntry]) -> Topic | None:
    left = [entry for entry in entries if entry not in taken]
    if not left:
        return None
    chosen = _chosen(left, MOST if sort is not HANDOVERS else MOST_OTHERS)
    taken.update(chosen)
    moments = tuple(
        Moment(
            time=entry.when,
            text=entry.text,
            cite=entry.cite,
            ask=question_for(entry.kind, entry.text, entry.told, sort, turn),
        )
        for turn, entry in enumerate(chosen)
    )
    others = _times(entry for entry in left if entry not in taken)
    return Topic(heading=sort.heading, ask=sort.general, moments=moments, others=others)


def _times(entries: Iterable[TimelineEntry]) -> str:
    """09:03, 10:06; on 15 October 01:30, 01:41."""
    by_day: dict[str, dict[str, None]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, {}).setdefault(entry.time)
    return "; ".join(f"{f'on {day} ' if day else ''}{', '.join(times)}" for day, times in by_day.items())


def _chosen(entries: Sequence[TimelineEntry], most: int) -> list[TimelineEntry]:
    """At most so many, in the order of the timeline: of each kind, and of what was told afterwards, the first; then the next."""
    if len(entries) <= most:
        return list(entries)
    seen: dict[tuple[Kind | None, bool], int] = {}
    ranked = []
    for place, entry in enumerate(entries):
        is_told = bool(entry.told) and entry.kind in SURPRISES.kinds
        key = (entry.kind, is_told)
        seen[key] = seen.get(key, -1) + 1
        turn = seen[key] // 2 if entry.kind in _MORE and not is_told else seen[key]
        # What had been there unseen comes first; a finding that was told afterwards is mostly a figure, and comes last.
        rank = _FIRST.index(entry.kind) if entry.kind in _FIRST else len(_FIRST)
        rank = (len(_FIRST) + 1 if entry.kind in _MORE else -1) if is_told else rank
        ranked.append((turn, rank, place))
    places = sorted(place for _, _, place in sorted(ranked)[:most])
    return [entries[place] for place in places]


def _silences(section: Section | None) -> Topic | None:
    text = " ".join(section.text.split()) if section is not None else ""
    found = list(dict.fromkeys(SILENCE.findall(text)))
    if not found:
        return None
    moments = tuple(
        Moment(time=f"{since}–{until}", text="Nothing was said in the channel.", ask=silence_question(turn))
        for turn, (since, until) in enumerate(found[:MOST_OTHERS])
    )
    others = ", ".join(f"{since}–{until}" for since, until in found[MOST_OTHERS:])
    return Topic(heading=SILENCES, ask=SILENCES_GENERAL, moments=moments, others=others)


def _working(steps: Iterable[Step]) -> Topic | None:
    """Steps of our process that were not taken as it has them."""
    missed = [step for step in steps if step.answer == "no"]
    if not missed:
        return None
    moments = tuple(
        Moment(
            time="",
            text=f"{step.what}: {step.how}" if step.how else step.what,
            cite=step.cite,
            ask=working_question(step.what),
        )
        for step in missed[:MOST_OTHERS]
    )
    others = ", ".join(step.what for step in missed[MOST_OTHERS:])
    return Topic(heading=WORKING, ask=WORKING_GENERAL, moments=moments, others=others)
