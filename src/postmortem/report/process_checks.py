"""What a check of our process is made of: a step, its answer, the messages that show it; and all that the checks look at.

"No" is only what the channel itself shows: a step whose place is the channel and that is not there, or that came otherwise.
Whatever may have happened elsewhere cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Incident, Office, when
from postmortem.process_rules import ProcessRules
from postmortem.report.process_course import Course
from postmortem.report.process_seen import Seen
from postmortem.report.times import Clock, length, to_the_minute
from postmortem.timeline.model import Change, Facts

# Clients among those whom somebody called affected.
_CLIENTS = re.compile(r"\b(?:clients?|customers?)\b", re.IGNORECASE)
# So many times and sources are shown of a step that was taken often.
MOST_SHOWN = 8


class Answer(StrEnum):
    """Whether a step was taken, as far as the channel shows it."""

    YES = "yes"
    NO = "no"
    UNSEEN = "cannot be seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A step, whether it was taken, in a few words how, and the messages (ts) that show it.

    told: whom it told ("#general", "CTO") and when, for a step that is a communication and was taken.
    """

    what: str
    answer: Answer
    how: str = ""
    sources: tuple[str, ...] = ()
    told: tuple[str, datetime] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """A step that this incident did not call for, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Everything that the checks look at.

    changes: what was done to a system, oldest first. general_posts: when the general channel told of this incident, where that
    channel was read; None where it was not.
    """

    incident: Incident
    facts: Facts
    course: Course
    seen: Seen
    tenures: Sequence[Tenure]
    rules: ProcessRules
    clock: Clock
    changes: tuple[Change, ...] = ()
    general_posts: tuple[datetime, ...] | None = None

    def holders(self, office: Office) -> list[Tenure]:
        """Who held an office, oldest first."""
        return [tenure for tenure in self.tenures if tenure.office is office]

    @property
    def clients_affected(self) -> bool | None:
        """Whether clients were affected; None where the channel does not say."""
        told = (*self.seen.client_updates, *self.facts.client_updates, *self.seen.tickets)
        stated = any(_CLIENTS.search(stated.text) for stated in self.facts.affected)
        if self.incident.clients or self.holders(Office.COMMS) or told or stated:
            return True
        return False if self.seen.no_clients else None


def at(ts: str, clock: Clock) -> str:
    """When a message was written."""
    return clock.short(when(ts))


def times(moments: Sequence[datetime], clock: Clock) -> str:
    """09:42, 10:17, 11:27 and 3 more."""
    more = len(moments) - MOST_SHOWN
    return clock.times(moments[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def after(moment: datetime, since: datetime, reason: str) -> str:
    """ ", 8 min after it was critical"; empty where the two are the same minute."""
    wait = to_the_minute(moment) - to_the_minute(since)
    if not wait:
        return ""
    return f", {length(wait)} after {reason}" if wait > timedelta() else f", before {reason}"
