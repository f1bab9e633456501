"""What has been heard of an incident so far, in the order of the messages. Only `FactFinder` writes to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.timeline.model import Change, Fact, Link, SeverityChange, Stated
from postmortem.timeline.wording import sentence_alone

MOST = 30  # of each sort of statement that are kept: a channel that states more is no incident
MOST_SOURCES = 5
MOST_CHANGES = 100  # of deployments, commands, links


class Heard(NamedTuple):
    """A moment that was stated. by_tool: by a tool's post, which outranks what people say. late: the post was edited since, so
    the moment is that of the edit and no more than an upper bound."""

    fact: Fact
    by_tool: bool = False
    late: bool = False


@dataclass(slots=True)
class Noted:
    """Everything that was stated, as it was heard."""

    declared: list[Heard] = field(default_factory=list)
    detected: list[Heard] = field(default_factory=list)
    acknowledged: list[Heard] = field(default_factory=list)
    mitigated: list[Heard] = field(default_factory=list)
    restored: list[Heard] = field(default_factory=list)
    closed: list[Heard] = field(default_factory=list)
    opened: list[Heard] = field(default_factory=list)  # a status of an incident that is not over
    trouble: list[Fact] = field(default_factory=list)
    began: list[Fact] = field(default_factory=list)
    has_sights: bool = False  # somebody met something odd, stated outright or not
    deeds: list[datetime] = field(default_factory=list)  # when people did something about it, the first few times
    severity: list[tuple[Heard, SeverityChange]] = field(default_factory=list)
    figures: dict[str, list[str]] = field(default_factory=dict)
    summaries: list[Stated] = field(default_factory=list)
    causes: list[Stated] = field(default_factory=list)
    actions: list[Stated] = field(default_factory=list)
    logged: list[Stated] = field(default_factory=list)
    updates: list[Stated] = field(default_factory=list)
    statuses: list[Stated] = field(default_factory=list)
    affected: list[Stated] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    reference: str = ""
    title: str = ""


def plain(text: str) -> str:
    """A value on one line, not without end."""
    return " ".join(text[:600].split())


def keep(held: list[Stated], one: Stated) -> None:
    """Keeps a statement unless it is empty or there are too many; what is said again adds its source."""
    if not one.text:
        return
    for place, other in enumerate(held):
        if _same(other.text, one.text):
            if len(other.sources) < MOST_SOURCES:
                held[place] = replace(other, sources=tuple(dict.fromkeys((*other.sources, *one.sources))))
            return
    if len(held) < MOST:
        held.append(one)


def keep_change(held: list[Change], one: Change) -> None:
    """Keeps what was done, unless there is too much of it."""
    if one.text and len(held) < MOST_CHANGES:
        held.append(one)


def keep_links(held: list[Link], message: BlamelessMessage, links: tuple[tuple[str, str], ...]) -> None:
    """Keeps addresses, each once, by whom it was given first."""
    for sort, address in links:
        if len(held) < MOST_CHANGES and not any(one.address == address for one in held):
            held.append(Link(sort=sort, address=address, role=message.role, at=message.at, sources=(message.ts,)))


def worded(fact: Fact | None) -> Fact | None:
    """The fact with its text in the third person: worded only now, for the few that are kept."""
    return replace(fact, text=sentence_alone(fact.text)) if fact is not None and fact.text else fact


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same, one perhaps with a word more at its end."""
    one, other = one.casefold().rstrip("."), other.casefold().rstrip(".")
    return one.startswith(other) or other.startswith(one)
