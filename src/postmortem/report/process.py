"""How the response went against our process, as far as the channel shows it: steps, never a judgement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Incident, Office, when
from postmortem.report.contents import Step
from postmortem.report.sources import Sources
from postmortem.report.times import Clock, duration
from postmortem.timeline.model import Facts

# The process relieves a lead after "a couple of hours", and suggests hourly news for clients.
_LONG_LEAD = timedelta(hours=2, minutes=15)


def list_steps(incident: Incident, facts: Facts, tenures: Sequence[Tenure], clock: Clock, sources: Sources) -> Iterable[Step]:
    """The steps that a channel can show: severity, lead, client comms manager, news for clients, summaries, relief."""
    first = facts.severity[0] if facts.severity else None
    yield Step(
        what="Severity set",
        taken=incident.severity is not None,
        how=f"at {clock.short(first.at)}" if first else "",
        cite=sources.cite(first.sources) if first else "",
    )
    yield _appointed("Incident lead", Office.LEAD, tenures, clock)
    yield _appointed("Client comms manager", Office.COMMS, tenures, clock)
    end = incident.resolved or incident.mitigated
    yield _news(facts, end, clock, sources)
    summaries = [stated for stated in facts.summaries if end is None or stated.at <= end]
    times = ", ".join(clock.short(stated.at) for stated in summaries)
    yield Step(what="Summaries in the channel", taken=bool(summaries), how=times, cite="")
    yield from _relief(tenures, end)


def _appointed(what: str, office: Office, tenures: Sequence[Tenure], clock: Clock) -> Step:
    first = next((tenure for tenure in tenures if tenure.office is office), None)
    return Step(what=what, taken=first is not None, how=f"from {clock.short(when(first.from_ts))}" if first else "")


def _news(facts: Facts, end: datetime | None, clock: Clock, sources: Sources) -> Step:
    """When clients were told, and the longest they waited in between."""
    told = [stated for stated in facts.client_updates if end is None or stated.at <= end]
    how = ", ".join(clock.short(stated.at) for stated in told)
    waits = [(later.at - earlier.at, duration(earlier.at, later.at)) for earlier, later in pairwise(told)]
    if waits:
        how += f"; the longest wait between two was {max(waits)[1]}"
    return Step(
        what="Updates to clients", taken=bool(told), how=how, cite=sources.cite(one for stated in told for one in stated.sources)
    )


def _relief(tenures: Sequence[Tenure], end: datetime | None) -> Iterable[Step]:
    """Whether nobody led for much longer than two hours; nothing where that cannot be told."""
    leads = [tenure for tenure in tenures if tenure.office is Office.LEAD]
    spans = []
    for tenure in leads:
        until = when(tenure.until_ts) if tenure.until_ts else end
        if until is not None and until > when(tenure.from_ts):
            spans.append((until - when(tenure.from_ts), duration(when(tenure.from_ts), until)))
    if spans and sum((span for span, _ in spans), timedelta()) > _LONG_LEAD:
        longest, shown = max(spans)
        yield Step(what="Lead relieved after two hours", taken=longest <= _LONG_LEAD, how=f"the longest turn was {shown}")
