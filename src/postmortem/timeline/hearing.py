# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Hears every message of a channel once, and keeps what may become an entry, a fact or a matter for the review."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.incident import Edits, Kind
from postmortem.text import PieceKind
from postmortem.timeline.answers import Exchange
from postmortem.timeline.besides import told_besides
from postmortem.timeline.classify import weigh_evidence
from postmortem.timeline.facts import FactFinder, marked_action
from postmortem.timeline.label_words import LabelWords
from postmortem.timeline.later import Later
from postmortem.timeline.marked import marked_entry
from postmortem.timeline.model import Entry
from postmortem.timeline.reading import Sentence, points_to, words_of
from postmortem.timeline.review import Heard
from postmortem.timeline.same_event import ASKED, MARKED, MILESTONE, PLAIN, Candidate
from postmortem.timeline.settings import Settings
from postmortem.timeline.shapes import shape_of
from postmortem.timeline.shown import shown_line, tells_much
from postmortem.timeline.stamps import log_time
from postmortem.timeline.stated import lasting, tier_of, topic_of, topic_of_statement, weight_of, words_for
from postmortem.timeline.told import times_told
from postmortem.timeline.understanding import Understanding, understand
from postmortem.timeline.verdict import Verdict
from postmortem.timeline.wording import MOST_WORDS, finish, shorten, third_person

# Why somebody handed over.
_REASON = re.compile(
    r"\b(?:because|since|as (?:i|i'm|my|we|he|she|they|it|agreed)|so that|need\w*|after|hours?|off|tired|break|sleep|lunch|shift'?s?|better placed|knows?|home|dinner|train|end of|finish\w*|bed|rest|leaving|leave|away|appointment|school|signing off|been (?:on|at) (?:it|this))\b"
)
# What is said is said when it is said, whatever times it speaks of.
_SAID_THEN = frozenset({Kind.COMMUNICATION, Kind.DECISION, Kind.FOLLOW_UP, Kind.HYPOTHESIS})
_BEGINNING = frozenset(["first", "started", "began", "earliest", "since"])
_MOST_FOR_REVIEW = 5000
_MARKED_ONLY = 4.0  # evidence of a message that people marked and whose words tell of nothing that is known
_COMMAND = 4.4  # … of a command that somebody ran, and says no more of
_PINNED = 1.5  # more evidence of one that they pinned: a pin is for all to see, a reaction is quickly given
_NO_MARKS: frozenset[str] = frozenset()


class _Spoken(NamedTuple):
    """A message while it is heard: its place in the transcript, how it was marked, and what its words say."""

    message: BlamelessMessage
    place: int
    tier: int
    told: dict[Sentence, datetime]
    beside: frozenset[Sentence]  # of these, what the sentence tells besides what it is about
    text: str
    understood: Understanding


@dataclass(slots=True)
class Gathered:
    """What one pass over the messages gathers."""

    candidates: list[Candidate] = field(default_factory=list)
    review: list[Heard] = field(default_factory=list)
    handovers: list[tuple[str, bool]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)  # ts of messages that people marked so


class Listener:
    """Hears every message once, and keeps what may become an entry."""

    def __init__(self, *, settings: Settings, edits: Edits, zone: tzinfo, finder: FactFinder, labels: frozenset[str], later: Later) -> None:
        self.heard = Gathered()
        self.later = later
        self._settings, self._edits, self._zone, self._finder = settings, edits, zone, finder
        self._labels = LabelWords(labels)
        self._wanted = frozenset((*edits.add, *edits.reword, *edits.retime))
        self._dropped = frozenset(edits.drop)
        self._exchange = Exchange()
        self._reference_left = 500  # messages in which the incident's id is looked for

    def hear(self, message: BlamelessMessage, place: int) -> None:
        """Takes in one message."""
        if message.kind == "deleted" or message.ts in self._dropped:
            return
        marks = frozenset([emoji for emoji, _ in message.reactions]) if message.reactions else _NO_MARKS
        wanted = message.ts in self._wanted
        if not wanted and marks & self._settings.leave_out_marks:
            self.heard.left_out.add(message.ts)
            return
        tier = ASKED if wanted else MARKED if message.is_pinned or marks & self._settings.event_marks else PLAIN
        if message.statements:
            statements = lasting(message.statements, edited=message.edited_ts is not None)
            for statement in message.statements:
                self._finder.hear_statement(message, statement, is_lasting=statement in statements)
        text = words_of(message)
        commands = self._finder.hear_pieces(message, text)
        if self._reference_left > 0:
            self._reference_left -= 1
            self._finder.hear_reference(text)
        understood = understand(text)
        if message.kind == "message" and understood.sentences:
            self._hear_exchange(message, understood, place)
        if understood.is_talk:
            self._finder.hear_talk(message, understood)
        if tier == PLAIN and understood.is_talk and not message.statements and not marks and len(message.pieces) <= 1:
            return
        if marks & self._settings.follow_up_marks and understood.sentences:
            self._finder.hear_action(message, marked_action(understood.sentences, is_tool=message.kind == "bot"))
        told, beside = times_told(message, understood, zone=self._zone)
        if message.kind == "message":
            self._hear_for_report(message, understood, told)
        spoken = _Spoken(message=message, place=place, tier=tier, told=told, beside=beside, text=text, understood=understood)
        told_of = understood.settled
        if tier != PLAIN:  # what people marked may tell of anything
            known = {one.sentence for one in told_of}
            told_of = (*told_of, *(one for one in understood.verdicts if one.sentence not in known))
        if not told_of and not message.statements:
            told_of = told_besides(understood, told)
        verdicts = weigh_evidence(told_of, understood.sentences, points_to(message, text))
        stronger = not message.statements or (
            message.kind == "message"
            and verdicts
            and verdicts[0].score > max(weight_of(one)[1] for one in message.statements)
            and not any(weight_of(one)[2] == MILESTONE for one in message.statements)
        )
        if message.kind == "message":
            for verdict in verdicts[:2] if not message.statements else ():
                self._finder.hear_verdict(message, verdict)
        if not stronger:
            self._add_statement(spoken)
        elif verdicts and (tier == PLAIN or told or verdicts[0].score >= _MARKED_ONLY + 0.5):
            self._add_verdicts(spoken, verdicts[:1] if tier != PLAIN else verdicts)
        elif tier != PLAIN:
            kind, text = marked_entry(message, understood.sentences, self._labels)
            self._add(spoken, tier=tier, kind=kind, role=message.role, text=text, score=_MARKED_ONLY)
        elif commands:
            ran, shown = f"{message.role} ran `{commands[0].replace('`', '')}`", shown_line(message)
            text = finish(shorten(f"{ran}, which showed {shown}" if tells_much(shown) else ran, 24))
            self._add(spoken, tier=tier, kind=Kind.ACTION, role=message.role, text=text, score=_COMMAND)

    def _hear_exchange(self, message: BlamelessMessage, understood: Understanding, place: int) -> None:
        """A question and its answer, which say something only together."""
        found = self._exchange.hear(understood.sentences, role=message.role, at=message.at, ts=message.ts)
        if found is None or message.ts in self._edits.drop:
            return
        text = finish(shorten(f"{found.role} {third_person(found.words)}", MOST_WORDS))
        entry = Entry(at=found.at, kind=found.kind, role=found.role, text=text, sources=found.sources)
        shape = shape_of(found.words)
        self.heard.candidates.append(Candidate(entry=entry, score=found.score, tier=PLAIN, place=place, shape=shape))

    def _hear_for_report(self, message: BlamelessMessage, understood: Understanding, told: dict[Sentence, datetime]) -> None:
        """Takes in facts, opinions and handovers that a person's sentences state."""
        self._finder.hear_words(message, understood, told=told)
        for weight, sort, sentence in understood.weighed:
            self.heard.review.append(Heard(weight, sort, sentence, message.role, message.at, message.ts))
        if len(self.heard.review) > _MOST_FOR_REVIEW:
            self.heard.review = sorted(self.heard.review, key=lambda one: (-one.weight, one.at))[: _MOST_FOR_REVIEW // 10]
        if understood.hands_over:
            reasoned = any(_REASON.search(sentence.text.lower()) for sentence in understood.sentences)
            self.heard.handovers.append((message.ts, reasoned))

    def _add_statement(self, spoken: _Spoken) -> None:
        """One entry for all that a post states: the weightiest says it."""
        edited = spoken.message.edited_ts is not None
        kept = lasting(spoken.message.statements, edited=edited) or spoken.message.statements
        ranked = sorted(kept, key=lambda one: -weight_of(one)[1])
        kind, score, tier = weight_of(ranked[0])
        text = words_for(ranked, role=spoken.message.role)
        if not text:
            return
        score += 0.2 if ranked[0].person else 0.0  # a post that names who did it says more than one that does not
        self._add(
            spoken,
            tier=min(tier, spoken.tier),
            kind=kind,
            role=ranked[0].person or spoken.message.role,
            text=text,
            score=score,
            about=topic_of_statement(ranked[0]),
        )

    def _add_verdicts(self, spoken: _Spoken, verdicts: tuple[Verdict, ...]) -> None:
        """The strongest sentence as an entry, and beside it one that tells of another time."""
        message = spoken.message
        weaker = 0.7 if message.kind == "bot" else 2.0 if message.kind == "topic" else 0.0
        main = self._moment(spoken, verdicts[0])
        telling = [(verdicts[0], main)]
        if main is None:
            telling += [
                (one, moment)
                for one in verdicts[1:6]
                if one.kind not in _SAID_THEN and one.sentence not in spoken.beside and (moment := spoken.told.get(one.sentence))
            ][:1]
        for verdict, moment in telling:
            said = verdict.sentence.text
            text = self.later.sign(said, role=message.role, kind=verdict.kind, labels=self._labels.near(said), form=verdict.form)
            if said.strip():
                score = verdict.score - weaker + (2.5 if moment else 0.0) + (1.0 if spoken.understood.figures else 0.0)
                self._add(
                    spoken,
                    tier=min(tier_of(verdict), spoken.tier),
                    kind=verdict.kind,
                    role=message.role,
                    text=text,
                    score=score,
                    told=moment,
                    sentence=verdict.sentence,
                    about=topic_of(verdict),
                )

    def _moment(self, spoken: _Spoken, verdict: Verdict) -> datetime | None:
        """When the sentence says that it happened, or when a log pasted under "first" or "started" does."""
        message = spoken.message
        if verdict.form in {"will", "doing", "title"} or verdict.kind in _SAID_THEN or message.kind not in {"message", "bot"}:
            return None
        moment = spoken.told.get(verdict.sentence) if verdict.sentence not in spoken.beside else None
        if moment is None and not _BEGINNING.isdisjoint(verdict.sentence.tokens):
            block = next((text for kind, text, _ in message.pieces[:200] if kind is PieceKind.CODE_BLOCK), "")
            logged = log_time(block, said=message.at) if block else None
            if logged is not None and message.at - logged >= timedelta(minutes=2):
                return logged
        return moment

    def _add(
        self,
        spoken: _Spoken,
        *,
        tier: int,
        kind: Kind,
        role: str,
        text: str,
        score: float,
        told: datetime | None = None,
        sentence: Sentence | None = None,
        about: str = "",
    ) -> None:
        """Adds a candidate, as people's edits want it."""
        message = spoken.message
        at, told_at = (told, message.at) if told else (message.at, None)
        if message.ts in self._edits.retime:
            at, told_at = self._edits.retime[message.ts].astimezone(UTC), message.at
        if message.ts in self._edits.reword:
            text = self._edits.reword[message.ts]
        files = tuple(one.key for one in message.files)
        entry = Entry(at=at, told_at=told_at, kind=kind, role=role, text=text, sources=(message.ts,), files=files)
        score += _PINNED if message.is_pinned else 0.0
        shape = shape_of(text, sentence)
        self.heard.candidates.append(Candidate(entry=entry, score=score, tier=tier, place=spoken.place, shape=shape, about=about))
