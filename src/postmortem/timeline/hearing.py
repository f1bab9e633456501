# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Hears every message of a channel once, and keeps what may become an entry, a fact or a matter for the review."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from postmortem import mood
from postmortem.blameless.transcript import BlamelessMessage
from postmortem.incident import Claim, Edits, Kind, Office
from postmortem.text import PieceKind
from postmortem.timeline.answers import Exchange
from postmortem.timeline.classify import Verdict, weigh_evidence
from postmortem.timeline.facts import FactFinder, kind_told, marked_action
from postmortem.timeline.later import Later
from postmortem.timeline.model import Entry
from postmortem.timeline.reading import Sentence, points_to, tokens_of, words_of
from postmortem.timeline.review import Heard
from postmortem.timeline.same_event import ASKED, MARKED, MILESTONE, PLAIN, Candidate
from postmortem.timeline.settings import Settings
from postmortem.timeline.stamps import log_time
from postmortem.timeline.stated import lasting, tier_of, topic_of, topic_of_statement, weight_of, words_for
from postmortem.timeline.told import times_told
from postmortem.timeline.understanding import Understanding, understand
from postmortem.timeline.wording import MOST_WORDS, finish, phrase, shorten, third_person

# Why somebody handed over.
_REASON = re.compile(
    r"\b(?:because|since|as (?:i|i'm|my|we|he|she|they|it|agreed)|so that|need\w*|after|hours?|off|tired|break|sleep|lunch|shift'?s?|better placed|knows?|home|dinner|train|end of|finish\w*|bed|rest|leaving|leave|away|appointment|school|signing off|been (?:on|at) (?:it|this))\b"
)
_FILLERS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "it",
        "this",
        "that",
        "we",
        "i",
        "they",
        "be",
        "been",
        "has",
        "have",
        "with",
        "from",
        "by",
        "as",
        "now",
    ]
)


# What is said is said when it is said, whatever times it speaks of.
_SAID_THEN = frozenset({Kind.COMMUNICATION, Kind.DECISION, Kind.FOLLOW_UP, Kind.HYPOTHESIS})
_BEGINNING = frozenset(["first", "started", "began", "earliest", "since"])
_MOST_FOR_REVIEW = 5000
_MARKED_ONLY = 4.0  # evidence of a message that people marked and whose words tell of nothing that is known
_COMMAND = 4.4  # … of a command that somebody ran, and says no more of
_TOLD, _IMPACT = 5.0, 2.4  # … of when it began, told afterwards; of whom it affects, or how many
_PINNED = 1.5  # more evidence of one that they pinned: a pin is for all to see, a reaction is quickly given
_NO_MARKS: frozenset[str] = frozenset()
# Tokens have no dots; a version tells two acts apart.
_VERSION = re.compile(r"\d{1,5}(?:\.\d{1,5}){1,4}")
_LABEL_WITHIN, _LONGEST_LABEL = 8, 4  # words


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


class Listener:
    """Hears every message once, and keeps what may become an entry."""

    def __init__(self, *, settings: Settings, edits: Edits, zone: tzinfo, finder: FactFinder, labels: frozenset[str], later: Later) -> None:
        self.heard = Gathered()
        self.later = later
        self._settings, self._edits, self._zone, self._finder, self._labels = settings, edits, zone, finder, labels
        self._label_heads = frozenset(label.partition(" ")[0] for label in labels)
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
            told_of = _told_besides(understood, told)
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
            self._add_marked(spoken)
        elif commands:
            text = finish(shorten(f"{message.role} ran `{commands[0].replace('`', '')}`", 24))
            self._add(spoken, tier=tier, kind=Kind.ACTION, role=message.role, text=text, score=_COMMAND)

    def _hear_exchange(self, message: BlamelessMessage, understood: Understanding, place: int) -> None:
        """A question and its answer, which say something only together."""
        found = self._exchange.hear(understood.sentences, role=message.role, at=message.at, ts=message.ts)
        if found is None or message.ts in self._edits.drop:
            return
        text = finish(shorten(f"{found.role} {third_person(found.words)}", MOST_WORDS))
        entry = Entry(at=found.at, kind=found.kind, role=found.role, text=text, sources=found.sources)
        shape = _shape(tokens_of(found.words))
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

    def _add_marked(self, spoken: _Spoken) -> None:
        """A message that people marked is an entry, whatever it says."""
        role, files = spoken.message.role, spoken.message.files
        sentence = next((one for one in spoken.understood.sentences if len(one.tokens) > 2), None)
        said = sentence.text if sentence else ""
        if sentence and len(sentence.tokens) < 6:
            first = spoken.understood.sentences[:3]
            whole = next((one.text for one in first if len(one.tokens) >= 6), "")
            said = whole or " ".join(one.text for one in first)
        kind = _kind_of_marked(spoken)
        text = phrase(said, role=role, kind=kind, labels=self._labels_in(said)) if said else ""
        if not text and files:
            text = f"{role} posted {files[0].name or 'a file'}."
        if not text:
            text = finish(shorten(f"{role} posted {third_person(_rest_of(spoken.message))}", 24))
        self._add(spoken, tier=spoken.tier, kind=kind, role=role, text=text, score=_MARKED_ONLY)

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
            text = self.later.sign(said, role=message.role, kind=verdict.kind, labels=self._labels_in(said), form=verdict.form)
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

    def _labels_in(self, text: str) -> frozenset[str]:
        """The labels at the beginning of a text: looked for by their words, for a channel may have thousands."""
        words = text.split(maxsplit=_LABEL_WITHIN + _LONGEST_LABEL)[: _LABEL_WITHIN + _LONGEST_LABEL]
        if self._label_heads.isdisjoint(words):
            return _NO_MARKS
        found = set()
        for start in range(min(_LABEL_WITHIN, len(words))):
            for end in range(start + 1, start + 1 + _LONGEST_LABEL):
                if (label := " ".join(words[start:end]).rstrip(".,:;!?").removesuffix("'s")) in self._labels:
                    found.add(label)
        return frozenset(found)

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
        shape = _shape(sentence.tokens if sentence else tokens_of(text))
        if versions := _VERSION.findall(sentence.text[:300] if sentence else text):
            shape |= frozenset(versions)
        self.heard.candidates.append(Candidate(entry=entry, score=score, tier=tier, place=spoken.place, shape=shape, about=about))


def _told_besides(understood: Understanding, told: dict[Sentence, datetime]) -> tuple[Verdict, ...]:
    """What a message tells of in which no sentence tells of an event by itself: when it began, whom it affects, how much."""
    for sentence in told:
        if (kind := kind_told(sentence.text.lower())) is not None:
            return (Verdict(kind, _TOLD, "state", sentence),)
    affects = next((one.sentence for one in understood.claims if one.claim is Claim.AFFECTED), None)
    counts = next((one for one in understood.sentences if understood.figures and any(figure in one.text for figure in understood.figures)), None)
    sentence_ = affects or counts
    return (Verdict(Kind.FINDING, _IMPACT, "state", sentence_),) if sentence_ else ()


def _kind_of_marked(spoken: _Spoken) -> Kind:
    """Of what kind a message is that people marked and whose words tell of nothing that is known: what shows something is a
    finding, what is only said is communication."""
    message, sentences = spoken.message, spoken.understood.sentences[:5]
    if message.role.lower().endswith(Office.COMMS.value):
        return Kind.COMMUNICATION
    if message.kind == "bot" or message.files or any(piece.kind is PieceKind.CODE_BLOCK for piece in message.pieces[:50]):
        return Kind.FINDING
    tells = any(len(one.tokens) >= 4 for one in sentences) and all(mood.Sentence(one.text).asserts for one in sentences)
    return Kind.FINDING if tells else Kind.COMMUNICATION


@lru_cache(maxsize=2048)
def _shape(tokens: tuple[str, ...]) -> frozenset[str]:
    """The words by which two entries are known to say the same."""
    return frozenset(token for token in tokens[:40] if len(token) > 2 and token not in _FILLERS)


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
