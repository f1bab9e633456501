"""From what was said, without names, to the timeline: one pass over the messages, then a choice.

The line: read → classify → facts and candidates → people's edits → choice → questions. Everything is linear in the number
of messages, and only the candidates are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.collecting import without_collecting
from postmortem.incident import Edits, Kind, Office, ts_order, when
from postmortem.timeline.evidence import Evidence, candidates_of, given_lines, is_reference
from postmortem.timeline.evidence_choice import join_evidence
from postmortem.timeline.facts import FactFinder
from postmortem.timeline.gaps import find_gaps
from postmortem.timeline.hearing import Gathered, Listener
from postmortem.timeline.later import Later
from postmortem.timeline.model import Entry, Facts, Timeline
from postmortem.timeline.review import choose_for_review
from postmortem.timeline.same_event import DROPPED, MILESTONE, PLAIN, STATED, Candidate, merge_same
from postmortem.timeline.select import length_for, select_entries, worked_on
from postmortem.timeline.settings import Settings
from postmortem.timeline.support import with_support
from postmortem.timeline.told import zone_spoken_in
from postmortem.timeline.weighing import Weighed, weigh

__all__ = ["Settings", "build_timeline"]

NO_EVIDENCE = Evidence()
NO_EDITS = Edits()
_AT_FIRST = timedelta(minutes=10)  # after the declaration, within which a tool's first alert is what set it off
_KEY = 2.0  # more evidence of what a key fact rests on


@without_collecting()
def build_timeline(
    transcript: BlamelessTranscript, *, settings: Settings, edits: Edits | None = None, evidence: Evidence = NO_EVIDENCE
) -> Timeline:
    """The timeline of an incident's channel: what happened when, what it rests on, and what is missing.

    evidence: what files say that people gave beside the channel.
    """
    edits = edits or NO_EDITS
    zone = ZoneInfo(settings.zone)
    messages = _in_order(transcript.messages)
    spoken = zone_spoken_in(messages, home=zone)
    finder = FactFinder()
    labels, later = frozenset(transcript.labels), Later()
    listener = Listener(settings=settings, edits=edits, zone=spoken, finder=finder, labels=labels, later=later)
    finder.hear_reference(transcript.channel)
    dropped = Listener(settings=settings, edits=NO_EDITS, zone=spoken, finder=FactFinder(), labels=labels, later=later)
    left_out = frozenset(edits.drop)
    moments = []
    for place, message in enumerate(messages):
        (dropped if message.ts in left_out else listener).hear(message, place)
        if message.kind in {"message", "bot"}:
            moments.append((message.at, message.ts))
    heard = listener.heard
    if dropped.heard.candidates:  # others may tell of the same, and it is the event that people dropped
        heard.candidates += [replace(one, tier=DROPPED) for one in dropped.heard.candidates]
        heard.candidates.sort(key=lambda one: one.place)
    facts, remarks = finder.state(tenures=transcript.tenures)
    events = merge_same(heard.candidates)
    turns = _changes_of_lead(transcript)
    merged = _with_key_facts([one for one in events if one.tier != DROPPED], facts, turns=turns)
    without = left_out | heard.left_out | {ts for one in events if one.tier == DROPPED for ts in one.entry.sources}
    spoken_at = [moment.timestamp() for moment, _ in moments]
    weighed = Weighed(merged)
    if finder.is_of_an_incident():  # what is said in no known words is only then worth a look
        weighed = weigh(messages, merged, without=without, labels=labels)
    merged = weighed.candidates
    chosen = select_entries(merged, times=spoken_at, entries=settings.entries, is_weighed=bool(weighed.telling))
    chosen = with_support(chosen, weighed)
    signs = [one.entry for one in chosen]
    chosen = tuple(replace(one, entry=later.worded(one.entry)) for one in chosen)
    worded = {(sign.sources[0], sign.at, sign.text): one.entry for sign, one in zip(signs, chosen, strict=True)}
    chosen = tuple(one for one in chosen if one.entry.text)
    lines = candidates_of(evidence, edits=edits, zone=zone, dates=settings.dates)
    if lines:
        budget = settings.entries if settings.entries is not None else length_for(worked_on(spoken_at))
        chosen, lines = join_evidence(chosen, lines, facts=facts, budget=budget, is_fixed=settings.entries is not None)
    entries = tuple(one.entry for one in chosen)
    shown = {(entry.sources[0], entry.at, entry.text): entry for entry in entries}
    said = later.worded if settings.words_all else later.as_said
    others = (worded.get((one.sources[0], one.at, one.text)) or said(one) for one in (one.entry for one in merged))
    candidates = tuple(
        sorted((shown.get((one.sources[0], one.at, one.text), one) for one in others if one.text), key=_entry_order)
    )
    # What a file says of an end confirms a fix, as a message would.
    ends = [one.entry for one in lines if one.entry.kind is Kind.RECOVERY]
    ends = [one for one in ends if moments and moments[0][0] <= one.at <= moments[-1][0]]
    told = (*candidates, *ends)
    handovers = _handovers(heard, turns)
    questions = find_gaps(facts, candidates=told, times=moments, handovers=handovers, zone=zone, dates=settings.dates)
    return Timeline(
        facts=facts,
        entries=entries,
        candidates=candidates,
        from_files=tuple(one.entry for one in lines),
        given=tuple(given_lines(evidence).values()),
        questions=questions,
        for_review=choose_for_review(heard.review),
        shown=len({source for entry in entries for source in entry.sources if not is_reference(source)}),
        messages=len(messages),
        remarks=(*remarks, *evidence.remarks, *_edit_remarks(edits, messages, evidence)),
    )


def _with_key_facts(candidates: Sequence[Candidate], facts: Facts, *, turns: Collection[str]) -> tuple[Candidate, ...]:
    """The candidates; what the key facts rest on is a milestone, so that the timeline shows what the facts state.

    turns: the messages with which the lead went from one to another. Who took which part at first is a row of the facts.
    """
    stated = (facts.began, facts.detected, facts.declared, facts.mitigated, facts.resolved)
    sources = {fact.sources[0] for fact in stated if fact is not None}
    grades = {change.sources[0] for change in facts.severity}
    declared = facts.declared.at if facts.declared is not None else None
    alarm = next((one.entry for one in candidates if one.entry.kind is Kind.ALERT and one.tier == STATED), None)
    if alarm is not None and declared is not None and alarm.at - declared <= _AT_FIRST:
        sources.add(alarm.sources[0])  # what a tool noticed, whatever is told of it afterwards
    return tuple(_ranked(one, sources, grades, turns) for one in candidates)


def _ranked(one: Candidate, key: set[str], grades: set[str], turns: Collection[str]) -> Candidate:
    """A candidate as the facts weigh it: a severity that was said again is no milestone, nor is a part that is taken."""
    if one.tier in (STATED, PLAIN) and not key.isdisjoint(one.entry.sources):
        return replace(one, tier=MILESTONE, score=one.score + _KEY)
    if not key.isdisjoint(one.entry.sources):
        return replace(one, score=one.score + _KEY)
    if one.tier == MILESTONE and one.entry.kind is Kind.SEVERITY and grades.isdisjoint(one.entry.sources):
        return replace(one, tier=PLAIN, score=min(one.score, 2.0))
    if one.tier == MILESTONE and one.entry.kind is Kind.ROLE and not any(ts in turns for ts in one.entry.sources):
        return replace(one, tier=PLAIN)
    return one


def _in_order(messages: Sequence[BlamelessMessage]) -> Sequence[BlamelessMessage]:
    keys = [ts_order(message.ts) for message in messages]
    if all(keys[place] <= keys[place + 1] for place in range(len(keys) - 1)):
        return messages
    return [message for _, _, message in sorted(zip(keys, range(len(keys)), messages, strict=True), key=lambda one: one[:2])]


def _entry_order(entry: Entry) -> tuple[datetime, Decimal]:
    return entry.at, ts_order(entry.sources[0])


def _edit_remarks(edits: Edits, messages: Sequence[BlamelessMessage], evidence: Evidence) -> tuple[str, ...]:
    """What incident.toml says of messages and lines of files that are not there, or in two ways."""
    named = dict.fromkeys((*edits.drop, *edits.add, *edits.reword, *edits.retime))
    if not named:
        return ()
    there = {message.ts for message in messages} | {line.source for line in evidence.lines}
    remarks = [
        f"incident.toml edits the timeline entry of {ts}, which is in no file given with --evidence: that edit was not used."
        if is_reference(ts)
        else f"incident.toml edits the timeline entry of message {ts}, which is not in the channel: that edit was not used."
        for ts in named
        if ts not in there
    ]
    both = set(edits.drop) & set(edits.add)
    remarks += [f"incident.toml both drops and adds message {ts}: it was left out." for ts in sorted(both)]
    return tuple(remarks)


def _handovers(heard: Gathered, turns: Sequence[str]) -> list[tuple[str, bool]]:
    """Changes of the incident lead after the first, each with whether somebody gave a reason near to it."""
    spoken = [(when(ts), reasoned) for ts, reasoned in heard.handovers]
    near = timedelta(minutes=15)
    return [(ts, any(reasoned and abs(at - when(ts)) <= near for at, reasoned in spoken)) for ts in turns]


def _changes_of_lead(transcript: BlamelessTranscript) -> list[str]:
    """The messages with which the lead went from one to another."""
    leads = sorted(
        (tenure for tenure in transcript.tenures if tenure.office is Office.LEAD), key=lambda one: ts_order(one.from_ts)
    )
    return [tenure.from_ts for before, tenure in pairwise(leads) if tenure.label != before.label]
