"""Works out the course of an incident from its facts and its timeline, for the picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Incident, Office, when
from postmortem.report.course import LANES, Course, Mark, Moment, Span
from postmortem.report.sources import Sources
from postmortem.report.times import Clock, duration
from postmortem.timeline.model import Entry, SeverityChange, Timeline
from postmortem.timeline.series import Series

_LANE_OF = {kind: lane for lane, kinds in LANES.items() for kind in kinds}
# What a phase is called, by the last of these that has come; the latest in this list counts.
_PHASES = (("began", "unnoticed"), ("detected", "noticed"), ("declared", "handled"), ("mitigated", "watched"))
_OFFICES = (Office.LEAD, Office.COMMS)


def chart_course(
    incident: Incident,
    timeline: Timeline,
    *,
    tenures: Sequence[Tenure],
    moments: Mapping[str, datetime],
    clock: Clock,
    sources: Sources,
    series: Sequence[Series] = (),
) -> Course:
    """The course as far as it is known. moments: the known ones, by name."""
    end = _end(moments, timeline)
    shown = [*moments.values(), *(entry.at for entry in timeline.entries), *(point.at for one in series for point in one.points)]
    return Course(
        zone=clock.zone,
        zone_name=clock.names(shown) if shown else incident.timezone,
        moments=tuple(
            Moment(name=name, at=at, time=clock.short(at)) for name, at in sorted(moments.items(), key=lambda one: one[1])
        ),
        phases=tuple(_phases(moments)),
        severity=tuple(_severities(incident, timeline.facts.severity, end)) if end is not None else (),
        offices=dict(_offices(tenures, end)) if end is not None else {},
        marks=tuple(_mark(entry, clock, sources) for entry in timeline.entries),
        series=tuple(series),
    )


def _mark(entry: Entry, clock: Clock, sources: Sources) -> Mark:
    return Mark(
        at=entry.at,
        time=clock.short(entry.at),
        lane=_LANE_OF.get(entry.kind, "other"),
        number=sources.cite(entry.sources[:1]).strip("[]"),
        is_told=entry.told_at is not None,
    )


def _end(moments: Mapping[str, datetime], timeline: Timeline) -> datetime | None:
    """Where what held to the end ends: when it was resolved, or at the last moment known."""
    if "resolved" in moments:
        return moments["resolved"]
    return max([*moments.values(), *(entry.at for entry in timeline.entries)], default=None)


def _phases(moments: Mapping[str, datetime]) -> Iterable[Span]:
    """Each stretch between two moments, named by how far things had come; stretches of one name are one."""
    known = {**moments}
    if "mitigated" not in known and "restored" in known:
        known["mitigated"] = known["restored"]
    known.pop("restored", None)
    spans: list[Span] = []
    for start, end in pairwise(sorted(set(known.values()))):
        if "resolved" in known and start >= known["resolved"]:
            break
        label = next((phase for name, phase in reversed(_PHASES) if name in known and known[name] <= start), "")
        if spans and spans[-1].label == label:
            spans[-1] = Span(label=label, start=spans[-1].start, end=end, long=duration(spans[-1].start, end))
        elif label:
            spans.append(Span(label=label, start=start, end=end, long=duration(start, end)))
    return spans


def _severities(incident: Incident, changes: Sequence[SeverityChange], end: datetime) -> Iterable[Span]:
    """What the severity was, from change to change; what people corrected in incident.toml is not dated, so it is not drawn."""
    steps = [change for change in changes if change.at < end]
    if not steps or incident.severity is None:
        return
    joined: list[SeverityChange] = []
    for change in steps:
        if not joined or joined[-1].severity is not change.severity:
            joined.append(change)
    for place, change in enumerate(joined):
        stop = joined[place + 1].at if place + 1 < len(joined) else end
        yield Span(label=change.severity.value, start=change.at, end=stop, grade=change.severity.weight)


def _offices(tenures: Sequence[Tenure], end: datetime) -> Iterable[tuple[str, tuple[Span, ...]]]:
    for office in _OFFICES:
        held = [tenure for tenure in tenures if tenure.office is office and when(tenure.from_ts) < end]
        spans = []
        for tenure, following in pairwise([*held, None]):
            if tenure is None:
                continue
            stop = when(tenure.until_ts) if tenure.until_ts else when(following.from_ts) if following is not None else end
            start = when(tenure.from_ts)
            if min(stop, end) - start > timedelta():
                spans.append(Span(label=tenure.label, start=start, end=min(stop, end), long=duration(start, min(stop, end))))
        if spans:
            yield office.value, tuple(spans)
