# ruff: noqa: E501 - a sentence in one line is easier to read than a wrapped one
"""Says where what was stated does not fit together. Nothing is decided: people look, and correct incident.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Office, when
from postmortem.timeline.model import Facts, SeverityChange
from postmortem.timeline.noted import Heard, Noted

_AT_ONCE = timedelta(minutes=2)


def find_contradictions(facts: Facts, noted: Noted, tenures: Sequence[Tenure]) -> tuple[str, ...]:
    """Remarks about what does not fit together."""
    return tuple(dict.fromkeys((*_order(facts), *_after_the_end(facts, noted), *_severities(noted), *_leads(tenures))))


def _order(facts: Facts) -> Iterator[str]:
    order = (
        ("began", facts.began),
        ("was detected", facts.detected),
        ("was mitigated", facts.mitigated),
        ("was resolved", facts.resolved),
    )
    known = [(words, fact) for words, fact in order if fact is not None]
    for place, (early, one) in enumerate(known):
        for late, other in known[place + 1 :]:
            if one.at > other.at:
                yield f"The channel says that the incident {late} before it {early}: check both times in incident.toml."
    if facts.declared and facts.resolved and facts.declared.at > facts.resolved.at:
        yield "The channel says that the incident was resolved before it was declared: check both times in incident.toml."
    if facts.acknowledged and facts.detected and facts.acknowledged.at < facts.detected.at:
        yield "An alert was acknowledged before anything was said to be detected: check when it was detected."
    if facts.restored and facts.resolved and facts.restored.at > facts.resolved.at:
        yield "Service is said to be normal again only after the incident was resolved: check both times in incident.toml."


def _after_the_end(facts: Facts, noted: Noted) -> Iterator[str]:
    if facts.resolved and any((fact.told_at or fact.at) > facts.resolved.at for fact in noted.trouble):
        yield "Somebody reported trouble after the incident was said to be resolved: check when it really ended."
    reopened = [one for one in noted.opened if one.by_tool and any(end.by_tool and end.fact.at < one.fact.at for end in noted.closed)]
    if reopened:
        yield "The incident was opened again after it had been resolved: the later end is used, check it in incident.toml."


def _severities(noted: Noted) -> Iterator[str]:
    heard = sorted(((one, change) for one, change in noted.severity if not one.late), key=lambda pair: pair[1].at)
    for (first, one), (second, other) in pairwise(heard):
        if one.severity is not other.severity and not _follows(one, other):
            if other.at - one.at <= _AT_ONCE:
                yield f"Two severities were named within two minutes, {one.severity.value} and {other.severity.value}: check which held in incident.toml."
            elif other.was is not None and other.was is not one.severity:
                yield f"The severity was changed from {other.was.value} when it had been {one.severity.value}: check its course in incident.toml."
            elif first.by_tool and not second.by_tool and not _repeated(heard, other, by_tool=True):
                yield f"Somebody named the severity {other.severity.value}, and the incident tool never did: check the severity in incident.toml."


def _follows(one: SeverityChange, other: SeverityChange) -> bool:
    """Whether the second says by itself that it comes after the first."""
    return other.was is one.severity


def _repeated(heard: Sequence[tuple[Heard, SeverityChange]], change: SeverityChange, *, by_tool: bool) -> bool:
    return any(one.by_tool is by_tool and other.severity is change.severity and other.at >= change.at - _AT_ONCE for one, other in heard)


def _leads(tenures: Sequence[Tenure]) -> Iterator[str]:
    leads = sorted((one for one in tenures if one.office is Office.LEAD), key=lambda one: when(one.from_ts))
    for one, other in pairwise(leads):
        if one.label != other.label and when(other.from_ts) - when(one.from_ts) <= _AT_ONCE:
            yield f"Two people were named incident lead within two minutes, {one.label} and {other.label}: check who led."
