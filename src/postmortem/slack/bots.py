"""What a message states outright: which reader knows the wording of the product that posted it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from postmortem.incident import Claim, Statement
from postmortem.slack.alerts import is_aside, read_alert, read_any_alert
from postmortem.slack.deploys import is_about_deploys, read_deploy
from postmortem.slack.incident_bot import is_aside_of_incident_bot, is_headline, read_incident_bot
from postmortem.slack.incident_lines import is_of_incident
from postmortem.slack.phrases import read_phrases, read_topic
from postmortem.slack.products import ALERTING, GITHUB, INCIDENT_IO, STATUS_PAGES, TICKETS, recognise
from postmortem.slack.tickets import read_status_page, read_ticket
from postmortem.slack.wording import LONGEST_VALUE, tool_lines
from postmortem.text import Pieces

__all__ = ["ToolPosts", "as_edited", "read_statements", "recognise"]

_MOST_LINES = 200  # a tool's post that is longer is a log

# What a tool's post states and changes by editing itself.
_EDITED_IN_PLACE = frozenset(
    {Claim.OFFICE, Claim.SEVERITY, Claim.STATUS, Claim.SUMMARY, Claim.ALERT_RESOLVED, Claim.ACKNOWLEDGED}
)
# Tools whose post of an alert is the alert's own: it is posted when the alert fires, and edited from then on.
_POSTED_ONCE = frozenset({"PagerDuty", "Opsgenie"})


def read_statements(pieces: Pieces, *, author: str = "", product: str = "", is_topic: bool = False) -> tuple[Statement, ...]:
    """The statements in a message.

    author: the user id of the person who wrote it ("I" and "me" are this person). product: the tool that posted it, "" for a
    person. is_topic: the pieces are a channel's new topic.
    """
    if not pieces:
        return ()
    if is_topic:
        return read_topic(pieces)
    if not product:
        return read_phrases(pieces, author)
    return _read_tool(_lines(pieces), product)


def _lines(pieces: Pieces) -> list[str]:
    return [line[:LONGEST_VALUE] for line in tool_lines(pieces)[:_MOST_LINES]]


def _read_tool(lines: list[str], product: str) -> tuple[Statement, ...]:
    if product == INCIDENT_IO:
        return read_incident_bot(lines)
    if product in ALERTING.values():
        return read_alert(lines, product)
    if product in TICKETS.values():
        return read_ticket(lines, product)
    if product in STATUS_PAGES.values():
        return read_status_page(lines, product)
    if product == GITHUB:
        return read_deploy(lines, product)
    if is_headline(lines):
        return tuple(replace(one, tool=product) for one in read_incident_bot(lines))
    if found := read_deploy(lines, product) or read_any_alert(lines, product):
        return found
    return tuple(replace(one, tool=product) for one in read_incident_bot(lines)) if is_of_incident(lines) else ()


def as_edited(statements: tuple[Statement, ...], edited_ts: str, product: str) -> tuple[Statement, ...]:
    """The statements of a tool's post that was edited in place: what it says now holds since its last edit at the latest.

    What it said before is lost; only that an alert fired when its post came is known by the post itself.
    """
    dated = tuple(replace(one, since=edited_ts) if one.claim in _EDITED_IN_PLACE else one for one in statements)
    over = next((one for one in dated if one.claim in (Claim.ALERT_RESOLVED, Claim.ACKNOWLEDGED)), None)
    if product in _POSTED_ONCE and over is not None and not any(one.claim is Claim.ALERT for one in dated):
        return (Statement(claim=Claim.ALERT, value=over.value, tool=product), *dated)
    return dated


class ToolPosts:
    """Counts what tools posted that this program could not read whole, for the remarks."""

    def __init__(self) -> None:
        self._unknown: Counter[str] = Counter()
        self._edited: Counter[str] = Counter()

    def note(self, pieces: Pieces, product: str, statements: tuple[Statement, ...], *, edited: bool) -> None:
        """Take in one post."""
        if statements:
            self._edited[product] += edited and any(one.since for one in statements)
        elif pieces and not _is_known_aside(_lines(pieces), product):
            self._unknown[product] += 1

    def remarks(self) -> tuple[str, ...]:
        """What people should know of it."""
        said = []
        if unknown := sum(self._unknown.values()):
            posts, were = ("post", "was") if unknown == 1 else ("posts", "were")
            tools, shapes = ("a tool in a shape", "") if unknown == 1 else ("tools in shapes", "")
            said.append(f"{unknown} {posts} of {tools}{shapes} that this program does not know {were} read as text.")
        if edited := sum(self._edited.values()):
            posts, were, they = ("post", "was", "it shows") if edited == 1 else ("posts", "were", "they show")
            said.append(
                f"{edited} {posts} of tools {were} edited in place: {they} what held at the last edit, and is dated so; "
                "what stood there before is lost."
            )
        return tuple(said)


def _is_known_aside(lines: list[str], product: str) -> bool:
    """Whether a post that states nothing is of a sort that never does: a prompt, a trial, who is on duty."""
    return is_aside_of_incident_bot(lines) if product == INCIDENT_IO else is_aside(lines) or is_about_deploys(lines)
