"""From what the channel states to the facts that incident.toml offers to people."""

from __future__ import annotations

from datetime import datetime

from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.dates import DateStyle
from postmortem.incident import Client, Impact, Incident
from postmortem.report.counted import figure_alone, what_is_counted
from postmortem.report.proposals import propose_actions
from postmortem.timeline.model import Fact, Timeline


def found_incident(
    timeline: Timeline,
    transcript: BlamelessTranscript,
    *,
    title: str,
    timezone: str,
    clients: tuple[Client, ...] = (),
    dates: DateStyle = DateStyle.DAY_FIRST,
) -> Incident:
    """The incident as far as the channel states it; nothing is concluded, what is not stated stays empty."""
    facts = timeline.facts
    return Incident(
        title=title,
        reference=facts.reference,
        timezone=timezone,
        severity=facts.severity[-1].severity if facts.severity else None,
        began=_at(facts.began),
        detected=_at(facts.detected),
        declared=_at(facts.declared),
        mitigated=_at(facts.mitigated),
        restored=_at(facts.restored),
        resolved=_at(facts.resolved),
        clients=clients,
        impact=tuple(
            Impact(what=what_is_counted(figure.text), figure=figure_alone(figure.text), sources=figure.sources)
            for figure in facts.figures
        ),
        actions=propose_actions(facts.actions, transcript, timezone, dates),
    )


def _at(fact: Fact | None) -> datetime | None:
    return fact.at if fact is not None else None
