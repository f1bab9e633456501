"""The words of an incident that all rooms share.

Nothing here knows Slack, names, documents or the disk. Times are aware and in UTC. A person is named by a role's label once
names are out ("Incident lead", "Responder 2"), and by a Slack user id before; the type says which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from postmortem.client_rules import ClientChoices


class Severity(StrEnum):
    """How bad it is, worst first. The process document's four levels."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    TRIVIAL = "trivial"

    @property
    def weight(self) -> int:
        """Greater is worse: critical 4 … trivial 1."""
        return {"critical": 4, "major": 3, "minor": 2, "trivial": 1}[self.value]


class Kind(StrEnum):
    """What a timeline entry tells of."""

    ALERT = "alert"
    DETECTION = "detection"
    DECLARATION = "declaration"
    ESCALATION = "escalation"
    SEVERITY = "severity"
    ROLE = "role"
    HYPOTHESIS = "hypothesis"
    FINDING = "finding"
    DECISION = "decision"
    ACTION = "action"
    CHANGE = "change"
    COMMUNICATION = "communication"
    MITIGATION = "mitigation"
    RECOVERY = "recovery"
    RESOLUTION = "resolution"
    FOLLOW_UP = "follow-up"


class Office(StrEnum):
    """A part that somebody plays in an incident, in the process document's words."""

    LEAD = "incident lead"
    COMMS = "client comms manager"
    ON_CALL = "on-call support"
    SECOND_LINE = "2nd line support"
    SCRIBE = "scribe"


class Claim(StrEnum):
    """What a statement states."""

    DECLARED = "declared"  # value: the incident's name or description, may be empty
    SEVERITY = "severity"  # value: a Severity
    STATUS = "status"  # value: investigating, fixing, monitoring, resolved … as the tool words it
    OFFICE = "office"  # value: an Office; person: who holds it from now on
    SUMMARY = "summary"  # value: the summary or update, plain text
    ACTION = "action"  # value: something to do, logged during the incident
    FOLLOW_UP = "follow-up"  # value: something to do afterwards
    ALERT = "alert"  # value: what an alert says, plain text
    ALERT_RESOLVED = "alert resolved"  # value: what an alert says, plain text
    ACKNOWLEDGED = "acknowledged"  # value: what was acknowledged; person: who did
    PAGED = "paged"  # value: an Office or empty; person: who was paged
    DEPLOY = "deploy"  # value: what went live, plain text
    ROLLBACK = "rollback"  # value: what was undone, plain text
    TICKET = "ticket"  # value: what a ticket says, plain text
    CLIENT_UPDATE = "client update"  # value: what was told to clients or on a status page
    DETECTED = "detected"  # value: the trouble that somebody met
    MITIGATED = "mitigated"  # value: how the impact ended or was contained
    RESTORED = "restored"  # value: how it is known that service is normal again
    BEGUN = "begun"  # value: a deployment or a rollback that began, and is not known to be done
    FAILED = "failed"  # value: a deployment, a rollback or a run that did not succeed
    MERGED = "merged"  # value: a change that was merged or published, and is not known to be live
    ACTION_DONE = "action done"  # value: a logged action that was completed
    COMMAND = "command"  # value: a command that was run
    AFFECTED = "affected"  # value: a site, a service, a client, or what they could not do
    CAUSE = "cause"  # value: what brought it about, as somebody stated it


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that a tool's post (incident.io, PagerDuty, a deploy bot) or a fixed phrase states outright.

    `person` is a Slack user id (or a name as the post has it) before names are out, and a role's label after; it is empty
    where nobody is meant. `tool` is the product ("incident.io"), or empty for a phrase that a person wrote.
    `was` is the value before a change, where the post says so. `since` is the ts from which it holds, where that is not the
    post's own: a tool edits its post in place, and what the post says now became true at the last edit at the latest.
    """

    claim: Claim
    value: str = ""
    was: str = ""
    person: str = ""
    tool: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that somebody stated about the impact: never added up, never invented.

    `text` is the figure as it was said ("about 3,200 requests"); `sources` are the message ts that state it.
    """

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """One row of the impact table. An empty `figure` is not known yet and is asked for; `note` says why, where people know."""

    what: str
    figure: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A proposed action. `owner` is a role, `due` and `where` are plain text; what is empty is asked for."""

    what: str
    owner: str = ""
    due: str = ""
    where: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client whose users an incident may affect. `people` are their staff, known by name only on this machine. `tickets`:
    theirs."""

    name: str
    aliases: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What people said in incident.toml about single timeline entries, by source ts.

    drop: sources whose entries are left out; add: sources to take in; reword: source → text; retime: source → when it happened.
    """

    drop: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    reword: dict[str, str] = field(default_factory=dict)
    retime: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The facts of an incident as incident.toml holds them: found in the channel, corrected by people.

    `None` and empty mean not known. `timezone` is an IANA name, `reference` an id such as INC-123.
    `began` … `resolved` are aware and in UTC. bikeshed_names_clients: whether the post for the internal blog may name them.
    """

    title: str
    reference: str = ""
    timezone: str = "Europe/London"
    severity: Severity | None = None
    began: datetime | None = None
    detected: datetime | None = None
    declared: datetime | None = None
    mitigated: datetime | None = None
    restored: datetime | None = None
    resolved: datetime | None = None
    overview: str = ""
    clients: tuple[Client, ...] = ()
    impact: tuple[Impact, ...] = ()
    actions: tuple[Action, ...] = ()
    edits: Edits = field(default_factory=Edits)
    bikeshed_names_clients: bool = False
    client_version: ClientChoices = field(default_factory=ClientChoices)


@lru_cache(maxsize=64)
def when(ts: str) -> datetime:
    """The moment that a Slack ts stands for, aware, in UTC, to the microsecond.

    A ts is an id ("1760432580.000200") and is compared and stored as a string; only its time is read here, exactly.
    """
    seconds, _, fraction = ts.partition(".")
    return _EPOCH + timedelta(seconds=int(seconds), microseconds=int((fraction + "000000")[:6]) if fraction else 0)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ts_order(ts: str) -> Decimal:
    """The key that sorts ts by time without losing digits."""
    return Decimal(ts)
