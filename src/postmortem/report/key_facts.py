"""The key facts: severity, the moments and how long after one another they came; and what is missing among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from postmortem.incident import Client, Incident, Kind, Severity
from postmortem.report.contents import Detection, Row
from postmortem.report.durations import MOMENTS, contradiction
from postmortem.report.sources import Sources, role_inside
from postmortem.report.times import Clock, duration
from postmortem.timeline.model import Entry, Fact, Facts, SeverityChange, Stated

_ASKED = {
    "began": "when did the problem begin?",
    "detected": "when was it first noticed?",
    "declared": "when was the incident declared?",
    "mitigated": "when did the impact end?",
    "restored": "when did all work as usual again?",
    "resolved": "when was the incident closed?",
}
MOST_AFFECTED = 6
# An alert that came so long before or after somebody noticed is one of the same trouble.
_ABOUT_THEN = timedelta(minutes=30)
_FROM_THE_BEGINNING = (("began", "after it began"), ("detected", "after detection"), ("declared", "after the declaration"))
# What a moment is measured from, the first that is known, and how that is said.
_MEASURED = {
    "detected": (("began", "after it began"),),
    "declared": (("detected", "after detection"), ("began", "after it began")),
    "mitigated": _FROM_THE_BEGINNING,
    "restored": _FROM_THE_BEGINNING,
    "resolved": _FROM_THE_BEGINNING,
}


def list_key_facts(incident: Incident, facts: Facts, roles: Row, clock: Clock, sources: Sources) -> Iterable[Row]:
    """The rows, in order. What people set in incident.toml wins; a moment cites its sources only where it is theirs."""
    yield _severity(incident.severity, facts.severity, clock, sources)
    moments = known_moments(incident)
    shown_day = None
    for name in MOMENTS:
        moment = moments.get(name)
        if moment is None:
            yield Row(label=name.capitalize(), ask=_ASKED[name])
            continue
        day = clock.local(moment).date()
        value = clock.time(moment) if day == shown_day else clock.whole(moment)
        shown_day = day
        fact: Fact | None = getattr(facts, name)
        stated = fact is not None and _same_minute(fact.at, moment)
        value += _measured(name, moments)
        if fact is not None and stated and fact.told_at is not None:
            value += f", told afterwards {clock.when(fact.told_at)}"
        yield Row(
            label=name.capitalize(),
            value=value,
            ask=contradiction(name, moments, clock),
            cite=sources.cite(fact.sources) if fact is not None and stated else "",
        )
        if name == "detected" and facts.acknowledged is not None:
            yield _acknowledged(facts.acknowledged, moment, clock, sources)
    yield _affected(incident.clients, facts.affected, sources)
    yield roles
    if incident.reference:
        yield Row(label="Reference", value=incident.reference)


def _acknowledged(fact: Fact, detected: datetime, clock: Clock, sources: Sources) -> Row:
    """When somebody took it on, where the channel says so; it is not asked for, and not kept in incident.toml."""
    after = _after(detected, fact.at)
    value = clock.short(fact.at) + (f" ({after} after detection)" if after else "")
    told = f", told afterwards {clock.when(fact.told_at)}" if fact.told_at is not None else ""
    return Row(label="Acknowledged", value=f"{value}{told}", cite=sources.cite(fact.sources))


def _affected(clients: Sequence[Client], stated: Sequence[Stated], sources: Sources) -> Row:
    """The clients of incident.toml, then what else the channel states, in its own words, for people to confirm there."""
    names = [client.name for client in clients]
    known = {word.casefold() for client in clients for word in (client.name, *client.aliases, *client.sites)}
    shown = stated[:MOST_AFFECTED]
    others = [one for one in shown if one.text.strip(" .").casefold() not in known]
    value = ", ".join(names)
    if others:
        said = "; ".join(dict.fromkeys(one.text.strip(" .") for one in others))
        value = (
            f"{value}; the channel also states: {said}"
            if names
            else f"{said} (as stated in the channel)"
        )
    return Row(
        label="Affected",
        value=value,
        ask="" if value else "which clients, sites or services?",
        cite=sources.cite(source for one in shown for source in one.sources[:1]),
    )


def known_moments(incident: Incident) -> dict[str, datetime]:
    """The moments that are known, by name."""
    return {name: moment for name in MOMENTS if (moment := getattr(incident, name)) is not None}


def impact_span(incident: Incident, clock: Clock) -> str:
    """ "From 10:02 to 11:26 BST (UTC+1) on 14 October 2026 (1 h 24 min)"; empty where one of the two is not known."""
    start, end = incident.began, incident.mitigated or incident.restored or incident.resolved
    if start is None or end is None or not (long := duration(start, end)):
        return ""
    if clock.local(start).date() != clock.local(end).date():
        return f"From {clock.whole(start)}, to {clock.whole(end)} ({long})"
    return f"From {clock.time(start)} to {clock.local(end):%H:%M} {clock.name(end)} on {clock.day(end)} ({long})"


def describe_detection(
    incident: Incident, fact: Fact | None, clock: Clock, sources: Sources, *, entries: Sequence[Entry] = ()
) -> Detection | None:
    """How it was noticed, as far as that is known. entries: the timeline's, one of which may tell of an alert."""
    if incident.detected is None:
        return None
    after = _after(incident.began, incident.detected)
    if fact is None or not _same_minute(fact.at, incident.detected):
        return Detection(time=clock.short(incident.detected), after=after)
    message = sources.first(fact.sources)
    by_tool = message is not None and message.kind == "bot"
    alerts = (one for one in entries if one.kind is Kind.ALERT and abs(one.at - fact.at) <= _ABOUT_THEN)
    alert = None if by_tool else next(alerts, None)
    return Detection(
        time=clock.short(incident.detected),
        what=fact.text.strip(" .") if by_tool else "",
        by="" if message is None else message.role if by_tool else role_inside(message.role),
        by_tool=by_tool,
        after=after,
        told=clock.short(fact.told_at) if fact.told_at is not None else "",
        cite=sources.cite(fact.sources),
        alert=f"{clock.short(alert.at)}: {alert.text}" if alert is not None else "",
        alert_cite=sources.cite(alert.sources) if alert is not None else "",
    )


def _severity(severity: Severity | None, changes: Sequence[SeverityChange], clock: Clock, sources: Sources) -> Row:
    """How bad it was, and how that changed."""
    steps = [
        change
        for before, change in pairwise([None, *changes])
        if change and (not before or before.severity is not change.severity)
    ]
    cite = sources.cite(source for change in steps for source in change.sources)
    if severity is None:
        return Row(label="Severity", ask="which was it, and what made it so? It was not set in the channel")
    shown = severity.value.capitalize()
    if not steps:
        return Row(label="Severity", value=shown)
    told = [_step(change, steps[place - 1].severity if place else None, clock) for place, change in enumerate(steps)]
    if len(steps) == 1 and steps[0].severity is severity and steps[0].was in (None, severity):
        return Row(label="Severity", value=f"{shown} (from {clock.short(steps[0].at)})", cite=cite)
    if steps[-1].severity is not severity:
        return Row(label="Severity", value=f"{shown}, as corrected in incident.toml (the channel: {', '.join(told)})", cite=cite)
    return Row(label="Severity", value=f"{shown} ({', '.join(told)})", cite=cite)


def _step(change: SeverityChange, was: Severity | None, clock: Clock) -> str:
    if was is not None:
        verb = "raised" if change.severity.weight > was.weight else "lowered"
        return f"{verb} to {change.severity.value} {clock.when(change.at)}"
    before = f"{change.was.value}, then " if change.was is not None and change.was is not change.severity else ""
    return f"{before}{change.severity.value} from {clock.short(change.at)}"


def _measured(name: str, moments: dict[str, datetime]) -> str:
    for start, words in _MEASURED.get(name, ()):
        if start in moments:
            after = _after(moments[start], moments[name])
            return f" ({after} {words})" if after else ""
    return ""


def _after(start: datetime | None, end: datetime) -> str:
    return duration(start, end) if start is not None else ""


def _same_minute(one: datetime, other: datetime) -> bool:
    """incident.toml may hold less than microseconds."""
    return abs((one - other).total_seconds()) < 60
