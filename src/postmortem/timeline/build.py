"""From what was said, without names, to the timeline: one pass over the messages, then a choice.

The line: read → classify → facts and candidates → people's edits → choice → questions. Everything is linear in the number
of messages, and only the candidates are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.incident import Claim, Edits, Kind, Office, ts_order, when
from postmortem.text import PieceKind
from postmortem.timeline import words as w
from postmortem.timeline.classify import BLAME, Verdict, classify
from postmortem.timeline.facts import FactFinder
from postmortem.timeline.gaps import find_gaps
from postmortem.timeline.model import Entry, Timeline
from postmortem.timeline.reading import Reading, Sentence, read, tokens_of, words_of
from postmortem.timeline.review import Heard, choose_for_review, weigh
from postmortem.timeline.select import Candidate, merge_bursts, select_entries
from postmortem.timeline.stated import weight_of, words_for
from postmortem.timeline.times import event_time, log_time
from postmortem.timeline.wording import finish, phrase, shorten, third_person

# Emoji by which people mark messages while an incident runs, without colons. `postmortem.toml` may name others.
EVENT_MARKS = frozenset({"pushpin", "round_pushpin", "stopwatch", "timer_clock", "hourglass", "hourglass_flowing_sand", "triangular_flag_on_post", "bookmark", "star"})
FOLLOW_UP_MARKS = frozenset({"memo", "clipboard", "spiral_note_pad", "ballot_box_with_check", "fast_forward", "arrow_right_hook"})
LEAVE_OUT_MARKS = frozenset({"no_entry_sign", "see_no_evil", "zipper_mouth_face", "mute", "wastebasket", "face_with_hand_over_mouth"})

_REASON = re.compile(r"\b(?:because|since|as|so that|need|after|hours?|off|tired|break|sleep|lunch|shift|better placed|home|dinner|train|end of|finish\w*|bed|rest|leaving|away)\b")
_WORTH_READING = w.TRIGGERS | frozenset("because began happened ago midnight why how what if could would minutes hours forgot fault".split())
_FILLERS = frozenset("the a an of to in on at for and or is are was were it this that we i they be been has have with from by as now".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a timeline is made.

    zone: the incident's IANA zone name, in which clock times in messages are meant. entries: how many entries are wanted at
    most (None: as many as the duration suggests). The marks are emoji names without colons.
    """

    zone: str = "Europe/London"
    event_marks: frozenset[str] = EVENT_MARKS
    follow_up_marks: frozenset[str] = FOLLOW_UP_MARKS
    leave_out_marks: frozenset[str] = LEAVE_OUT_MARKS
    entries: int | None = None


@dataclass(slots=True)
class _Heard:
    """What one pass over the messages gathers."""

    candidates: list[Candidate] = field(default_factory=list)
    review: list[Heard] = field(default_factory=list)
    handovers: list[tuple[str, str, bool]] = field(default_factory=list)
    shapes: dict[str, int] = field(default_factory=dict)


def build_timeline(transcript: BlamelessTranscript, *, settings: Settings, edits: Edits | None = None) -> Timeline:
    """The timeline of an incident's channel: what happened when, what it rests on, and what is missing."""
    edits = edits or Edits()
    zone = ZoneInfo(settings.zone)
    messages = _in_order(transcript.messages)
    finder = FactFinder()
    listener = _Listener(settings=settings, edits=edits, zone=zone, finder=finder, labels=frozenset(transcript.labels))
    finder.hear_reference(transcript.channel)
    for place, message in enumerate(messages):
        listener.hear(message, place)
    heard = listener.heard
    facts, remarks = finder.state(tenures=transcript.tenures)
    merged = merge_bursts(heard.candidates)
    moments = [(when(message.ts), message.ts) for message in messages if message.kind in {"message", "bot"}]
    chosen = select_entries(merged, times=[moment.timestamp() for moment, _ in moments], entries=settings.entries)
    entries = tuple(one.entry for one in chosen)
    candidates = tuple(sorted((one.entry for one in merged), key=_entry_order))
    questions = find_gaps(
        facts, entries=entries, candidates=candidates, times=moments, handovers=_handovers(heard, transcript), zone=zone
    )
    return Timeline(
        facts=facts,
        entries=entries,
        candidates=candidates,
        questions=questions,
        for_review=choose_for_review(heard.review),
        shown=len({ts for entry in entries for ts in entry.sources}),
        messages=len(messages),
        remarks=(*remarks, *_edit_remarks(edits, messages)),
    )


def _in_order(messages: Sequence[BlamelessMessage]) -> Sequence[BlamelessMessage]:
    keys = [ts_order(message.ts) for message in messages]
    if all(keys[place] <= keys[place + 1] for place in range(len(keys) - 1)):
        return messages
    return [message for _, _, message in sorted(zip(keys, range(len(keys)), messages, strict=True), key=lambda one: one[:2])]


def _entry_order(entry: Entry) -> tuple[datetime, object]:
    return entry.at, ts_order(entry.sources[0])


def _edit_remarks(edits: Edits, messages: Sequence[BlamelessMessage]) -> tuple[str, ...]:
    """What incident.toml says of messages that are not there, or in two ways."""
    named = dict.fromkeys((*edits.drop, *edits.add, *edits.reword, *edits.retime))
    if not named:
        return ()
    there = {message.ts for message in messages}
    remarks = [f"incident.toml edits the timeline entry of message {ts}, which is not in the channel: that edit was not used." for ts in named if ts not in there]
    both = set(edits.drop) & set(edits.add)
    remarks += [f"incident.toml both drops and adds message {ts}: it was left out." for ts in sorted(both)]
    return tuple(remarks)


def _handovers(heard: _Heard, transcript: BlamelessTranscript) -> list[tuple[str, bool]]:
    """Changes of the incident lead after the first, each with whether somebody gave a reason near to it."""
    leads = sorted((tenure for tenure in transcript.tenures if tenure.office is Office.LEAD), key=lambda one: ts_order(one.from_ts))
    changes = [tenure.from_ts for before, tenure in zip(leads, leads[1:], strict=False) if tenure.label != before.label]
    spoken = [(when(ts), reasoned) for ts, _, reasoned in heard.handovers]
    near = timedelta(minutes=15)
    return [(ts, any(reasoned and abs(at - when(ts)) <= near for at, reasoned in spoken)) for ts in changes]


class _Listener:
    """Hears every message once, and keeps what may become an entry."""

    def __init__(self, *, settings: Settings, edits: Edits, zone: tzinfo, finder: FactFinder, labels: frozenset[str]) -> None:
        self.heard = _Heard()
        self._settings, self._edits, self._zone, self._finder, self._labels = settings, edits, zone, finder, labels
        self._wanted = frozenset((*edits.add, *edits.reword, *edits.retime))
        self._dropped = frozenset(edits.drop)
        self._moments: dict[Sentence, datetime] = {}  # of the message that is being heard: when its sentences say that it happened
        self._reference_left = 500  # messages in which the incident's id is looked for

    def hear(self, message: BlamelessMessage, place: int) -> None:
        """Takes in one message."""
        if message.kind == "deleted":
            return
        marks = {emoji for emoji, _ in message.reactions}
        wanted = message.ts in self._wanted
        tier = 0 if wanted else 1 if message.is_pinned or marks & self._settings.event_marks else 3
        if message.ts in self._dropped or (marks & self._settings.leave_out_marks and not wanted):
            return
        for statement in message.statements:
            self._finder.hear_statement(message, statement)
        text = words_of(message)
        if self._reference_left > 0:
            self._reference_left -= 1
            self._finder.hear_reference(text)
        is_tool = message.kind == "bot"
        reading: Reading | None = None
        if tier < 2 or marks & self._settings.follow_up_marks or not _WORTH_READING.isdisjoint(tokens_of(text)) or "/pull/" in text:
            reading = read(message, text)
        if message.statements:
            self._add_statement(message, place, tier)
            if reading is not None and not is_tool:
                self._hear_words(message, reading, place, tier=None)
        elif reading is not None:
            self._hear_words(message, reading, place, tier=tier)
        elif tier < 2:
            self._add_marked(message, place, tier, ())
        if reading is not None and marks & self._settings.follow_up_marks and reading.sentences:
            self._finder.hear_action(message, reading.sentences[0])

    def _hear_words(self, message: BlamelessMessage, reading: Reading, place: int, *, tier: int | None) -> None:
        """Takes in a message's sentences; `tier` None: only facts and opinions, for its statement is the entry already."""
        is_tool = message.kind in {"bot", "topic"}
        said = message.at
        self._moments = self._times_told(message, reading) if message.kind == "message" else {}
        if not is_tool:
            self._finder.hear_sentences(message, reading, told=self._moments)
            for sentence in reading.sentences:
                weight, sort = weigh(sentence)
                if weight:
                    self.heard.review.append(Heard(weight, sort, sentence, message.role, said, message.ts))
            if len(self.heard.review) > 5000:
                self.heard.review = sorted(self.heard.review, key=lambda one: (-one.weight, one.at))[:500]
        verdicts = tuple(one for one in classify(reading, is_tool=is_tool) if tier in (0, 1) or not BLAME.search(one.sentence.text.lower()))
        if any(verdict.kind is Kind.ROLE for verdict in verdicts) or message.kind == "message" and "over" in reading.sentences[0].tokens if reading.sentences else False:
            reasoned = any(_REASON.search(sentence.text.lower()) for sentence in reading.sentences)
            self.heard.handovers.append((message.ts, message.role, reasoned))
        for verdict in verdicts[:2] if tier is not None else ():
            if not is_tool:
                self._finder.hear_verdict(message, verdict, told=self._moments.get(verdict.sentence))
        if tier is None:
            return
        if tier < 2:
            self._add_marked(message, place, tier, verdicts, reading)
        elif verdicts:
            self._add_verdicts(message, place, verdicts, reading)

    def _add_statement(self, message: BlamelessMessage, place: int, tier: int) -> None:
        """One entry for all that a post states: the weightiest says it, the declaration before its own details."""
        ranked = sorted(message.statements, key=lambda one: -weight_of(one)[1])
        kind, score, milestone = weight_of(ranked[0])
        text = words_for(ranked[0], role=message.role)
        if ranked[0].claim is Claim.DECLARED:
            text = _with_severity(text, ranked)
        role = ranked[0].person or message.role
        if not text:
            return
        rank = tier if tier < 2 else 2 if milestone and ranked[0].tool else 3
        self._add(message, place, tier=rank, kind=kind, role=role, text=text, score=score)

    def _add_marked(self, message: BlamelessMessage, place: int, tier: int, verdicts: tuple[Verdict, ...], reading: Reading | None = None) -> None:
        """A message that people marked is an entry, whatever it says."""
        if verdicts:
            self._add_verdicts(message, place, verdicts[:1], reading, tier=tier)
            return
        sentence = next((one for one in (reading.sentences if reading else ()) if len(one.tokens) > 2), None)
        text = phrase(sentence.text, role=message.role, kind=Kind.EVENT, labels=self._labels) if sentence else ""
        if not text and message.files:
            text = f"{message.role} posted {message.files[0].name or 'a file'}."
        if not text:
            text = finish(shorten(f"{message.role} posted {third_person(_rest_of(message))}", 24))
        self._add(message, place, tier=tier, kind=Kind.EVENT, role=message.role, text=text, score=6.0)

    def _add_verdicts(self, message: BlamelessMessage, place: int, verdicts: tuple[Verdict, ...], reading: Reading | None, *, tier: int = 3) -> None:
        """The strongest sentence as an entry, and beside it one that tells of another time."""
        main = verdicts[0]
        told = self._told(main, message, reading)
        others = [one for one in verdicts[1:6] if self._told(one, message, None) not in (None, told)] if told is None else []
        for verdict, moment in [(main, told), *((one, self._told(one, message, None)) for one in others[:1])]:
            text = phrase(verdict.sentence.text, role=message.role, kind=verdict.kind, labels=self._labels, form=verdict.form)
            if not text:
                continue
            score = verdict.score - (0.7 if message.kind == "bot" else 2.0 if message.kind == "topic" else 0.0) + (1.0 if moment else 0.0)
            self._add(message, place, tier=tier, kind=verdict.kind, role=message.role, text=text, score=score, told=moment, tokens=verdict.sentence)

    def _times_told(self, message: BlamelessMessage, reading: Reading) -> dict[Sentence, datetime]:
        """The sentences of a message that tell of another time, and that time."""
        told = {}
        for sentence in reading.sentences:
            if (moment := event_time(sentence.text, said=message.at, zone=self._zone)) is not None:
                told[sentence] = moment
        return told

    def _told(self, verdict: Verdict, message: BlamelessMessage, reading: Reading | None) -> datetime | None:
        """When the sentence says that it happened, or when a log pasted under "first" or "started" does."""
        if verdict.form in {"will", "doing"} or message.kind != "message":
            return None
        moment = self._moments.get(verdict.sentence)
        if moment is None and reading is not None and reading.evidence and {"first", "started", "began", "earliest"} & set(verdict.sentence.tokens):
            block = next((text for kind, text, _ in message.pieces[:200] if kind is PieceKind.CODE_BLOCK), "")
            moment = log_time(block, said=message.at)
            if moment is not None and message.at - moment < timedelta(minutes=2):
                return None
        return moment

    def _add(self, message: BlamelessMessage, place: int, *, tier: int, kind: Kind, role: str, text: str, score: float,
             told: datetime | None = None, tokens: Sentence | None = None) -> None:  # fmt: skip
        """Adds a candidate, as people's edits want it."""
        at, told_at = (told, message.at) if told else (message.at, None)
        if message.ts in self._edits.retime:
            at, told_at = self._edits.retime[message.ts].astimezone(UTC), message.at
        if message.ts in self._edits.reword:
            text = self._edits.reword[message.ts]
        entry = Entry(at=at, told_at=told_at, kind=kind, role=role, text=text, sources=(message.ts,), files=tuple(one.key for one in message.files))
        words = tokens.tokens if tokens else tokens_of(text)
        shape = frozenset(token for token in words[:40] if len(token) > 2 and token not in _FILLERS)
        self.heard.candidates.append(Candidate(entry=entry, score=score, tier=tier, place=place, shape=shape))


def _with_severity(text: str, statements: Sequence[object]) -> str:
    """A declaration that sets the severity as well says so."""
    from postmortem.incident import Statement

    grade = next((one.value.lower() for one in statements if isinstance(one, Statement) and one.claim is Claim.SEVERITY), "")
    return text.replace("declared an incident", f"declared a {grade} incident", 1) if grade in {"critical", "major", "minor", "trivial"} else text


def _rest_of(message: BlamelessMessage) -> str:
    """What there is to say of a message that holds no sentence: its address, else the first line of its code, else its kind."""
    for kind, text, target in message.pieces[:50]:
        if kind is PieceKind.LINK:
            return target[:300]
        if kind is PieceKind.CODE_BLOCK and text.strip():
            return f"`{text.strip().splitlines()[0][:120].replace('`', '')}`"
        if kind is PieceKind.EMOJI:
            continue
        if text.strip():
            return " ".join(text[:300].split())
    return "a message without words"
