"""The timeline as a value: facts, entries, questions, each with the messages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Claim, Figure, Kind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened.

    at: when it happened, aware, in UTC. told_at: when it was told, where that is another time (then `at` is not its
    source's minute, and the entry is marked). role: the label of who did or said it, or a tool's product name.
    sources: ts of the messages that it rests on, never empty, the main one first; "deploys.csv:12" is a line of a file that
    people gave. files: keys of the files (`BlamelessFile.key`) that belong to it.
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
class Change:
    """Something that was done to a system: a deployment, a rollback, a command, or one of them that began, failed, was merged.

    sort: DEPLOY, ROLLBACK, COMMAND, BEGUN, FAILED or MERGED; told_at as in `Entry`.
    """

    sort: Claim
    text: str
    role: str
    at: datetime
    sources: tuple[str, ...]
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that somebody or a tool gave. sort: ticket, pull request, dashboard, alert, status page, incident, document."""

    sort: str
    address: str
    role: str
    at: datetime
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A line of a file that people gave as evidence, as a report shows it: its source, when, what recorded it, and its words.

    place: what the number in the source counts, lines or entries of a list.
    """

    source: str
    at: datetime
    role: str
    text: str
    place: str = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that is missing. `section` is the key of the report section where the answer belongs
    (key_facts, overview, impact, timeline, explanation, actions); sources may be empty."""

    section: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the channel states about the incident. `None` and empty: not stated.

    mitigated: the impact ended or was contained; where nobody says so by itself, the first word of recovery. restored: service
    is said to be normal again. statuses: as the incident tool or a topic worded them. logged: actions of the incident itself;
    actions: what is proposed for afterwards; unanswered: logged actions of which nobody said what came of them.
    affected: sites, services, clients, or what they could not do.
    """

    began: Fact | None = None
    detected: Fact | None = None
    acknowledged: Fact | None = None
    declared: Fact | None = None
    mitigated: Fact | None = None
    restored: Fact | None = None
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
    statuses: tuple[Stated, ...] = ()
    logged: tuple[Stated, ...] = ()
    affected: tuple[Stated, ...] = ()
    changes: tuple[Change, ...] = ()
    unanswered: tuple[Stated, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened when.

    entries: those chosen, oldest first. candidates: all that messages could have been (the chosen ones among them), oldest first.
    from_files: all that lines of files could have been besides. given: the lines of files that any of them rests on.
    for_review: opinions, guesses, open questions from the chat, kept out of the report's body.
    shown: how many messages the entries rest on, of how many messages.
    """

    facts: Facts
    entries: tuple[Entry, ...]
    candidates: tuple[Entry, ...] = ()
    from_files: tuple[Entry, ...] = ()
    given: tuple[Given, ...] = ()
    questions: tuple[Question, ...] = ()
    for_review: tuple[Stated, ...] = ()
    shown: int = 0
    messages: int = 0
    remarks: tuple[str, ...] = field(default=())
