"""The report from what a draft was made from: as the draft has it, or again once people have corrected incident.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from postmortem.config import Config
from postmortem.incident import Incident
from postmortem.report.basis import Basis
from postmortem.report.contents import Report
from postmortem.report.model import build_report
from postmortem.timeline.build import Settings, build_timeline


def report_from(basis: Basis, incident: Incident, config: Config, *, numbered: Sequence[str] = ()) -> Report:
    """The report. numbered: sources in the order of the numbers that they have already."""
    return build_report(
        incident,
        basis.timeline,
        basis.transcript,
        organisation=config.organisation,
        attachments=basis.attachments,
        not_copied=basis.not_copied,
        rules=config.process,
        support=config.support_hours,
        titles=basis.titles,
        series=basis.evidence.series,
        dates=config.dates,
        general_posts=basis.general_posts,
        numbered=numbered,
    )


def as_corrected(basis: Basis, incident: Incident, config: Config) -> Basis:
    """The basis with the timeline as incident.toml has it now; the same one where nothing about it was changed."""
    if incident.edits == basis.edits and incident.timezone == basis.zone:
        return basis
    timeline = build_timeline(
        basis.transcript,
        settings=timeline_settings(config, incident.timezone, basis.entries),
        edits=incident.edits,
        evidence=basis.evidence,
    )
    return replace(basis, timeline=timeline, edits=incident.edits, zone=incident.timezone)


def timeline_settings(config: Config, zone: str, entries: int | None = None) -> Settings:
    """How the timeline is made, with the marks that the organisation has set."""
    settings = Settings(zone=zone, entries=entries, dates=config.dates)
    marks = config.marks
    if marks.event is not None:
        settings = replace(settings, event_marks=frozenset(marks.event))
    if marks.follow_up is not None:
        settings = replace(settings, follow_up_marks=frozenset(marks.follow_up))
    if marks.leave_out is not None:
        settings = replace(settings, leave_out_marks=frozenset(marks.leave_out))
    return settings
