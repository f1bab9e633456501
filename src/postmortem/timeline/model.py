"""The timeline as a value: facts, entries, questions, each with the messages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Figure, Kind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened.

    at: when it happened, aware, in UTC. told_at: when it was told, where that is another time (then `at` is not its
    source's minute, and the entry is marked). role: the label of who did or said it, or a tool's product name.
    sources: ts of the messages that it rests on, never empty, the main one first.
    files: keys of the files (`BlamelessFile.key`) that belong to it.
    """

    at: datetime
    kind: Kind
    role: str
    text: str
    sources: tuple[str, ...]
    told_at: datetime | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A moment that somebody or something stated. told_at as in `Entry`."""

    at: datetime
    sources: tuple[str, ...]
    told_at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChange:
    """The severity from a moment on."""

    at: datetime
    severity: Severity
    sources: tuple[str, ...]
    was: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something said, to be offered at its place in the report: an action, a cause, an opinion, a question."""

    text: str
    role: str
    at: datetime
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that is missing. `section` is the key of the report section where the answer belongs
    (key_facts, overview, impact, timeline, explanation, actions); sources may be empty."""

    section: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the channel states about the incident. `None` and empty: not stated."""

    began: Fact | None = None
    detected: Fact | None = None
    declared: Fact | None = None
    mitigated: Fact | None = None
    resolved: Fact | None = None
    severity: tuple[SeverityChange, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    reference: str = ""
    title: str = ""
    summaries: tuple[Stated, ...] = ()
    figures: tuple[Figure, ...] = ()
    causes: tuple[Stated, ...] = ()
    actions: tuple[Stated, ...] = ()
    client_updates: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened when.

    entries: those chosen, oldest first. candidates: all that could have been (the chosen ones among them), oldest first.
    for_review: opinions, guesses, open questions from the chat, kept out of the report's body.
    shown: how many messages the entries rest on, of how many messages.
    """

    facts: Facts
    entries: tuple[Entry, ...]
    candidates: tuple[Entry, ...] = ()
    questions: tuple[Question, ...] = ()
    for_review: tuple[Stated, ...] = ()
    shown: int = 0
    messages: int = 0
    remarks: tuple[str, ...] = field(default=())
