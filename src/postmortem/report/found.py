"""From what the channel states to the facts that incident.toml offers to people."""

from __future__ import annotations

import re
from datetime import datetime

from postmortem.incident import Action, Client, Impact, Incident
from postmortem.timeline.model import Fact, Timeline

# A number with its separators and its magnitude.
NUMBER = re.compile(r"\d[\d,.]*(?:[km]\b)?")
DURATION = re.compile(r"\d ?(?:min|minutes?|h|hours?|hrs?|seconds?|days?)\b")


def found_incident(timeline: Timeline, *, title: str, timezone: str, clients: tuple[Client, ...] = ()) -> Incident:
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
        impact=tuple(Impact(what=_subject(figure.text), figure=figure.text, sources=figure.sources) for figure in facts.figures),
        actions=tuple(Action(what=stated.text, sources=stated.sources) for stated in facts.actions),
    )


def _subject(figure: str) -> str:
    """What a figure counts, in its own words: "about 2,900 failed payments" counts failed payments."""
    if DURATION.search(figure):
        return "Time"
    if "%" in figure:
        return "Share"
    words = NUMBER.split(figure)[-1].strip()
    return f"{words[0].upper()}{words[1:]}" if words else "As stated"


def _at(fact: Fact | None) -> datetime | None:
    return fact.at if fact is not None else None
