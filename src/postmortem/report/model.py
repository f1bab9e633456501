"""From the incident's facts, the timeline and the transcript to the one value that templates see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from postmortem.blameless.transcript import BlamelessTranscript, counted
from postmortem.dates import DateStyle
from postmortem.incident import Action, Impact, Incident, Kind
from postmortem.process_rules import ProcessRules
from postmortem.report.communications import list_communications
from postmortem.report.contents import ActionRow, Ask, ImpactRow, Note, Picture, Report, Said, TimelineRow
from postmortem.report.course import Course
from postmortem.report.course_chart import chart_course
from postmortem.report.course_words import CAPTION, describe_course, tell_series
from postmortem.report.durations import list_durations
from postmortem.report.key_facts import MOST_AFFECTED, describe_detection, impact_span, known_moments, list_key_facts
from postmortem.report.process import Process, as_step, check_process, in_words
from postmortem.report.proposals import only_remarked
from postmortem.report.roles import join_tenures, list_roles
from postmortem.report.sources import Sources, role_inside
from postmortem.report.times import Clock, duration
from postmortem.support_hours import SupportHours
from postmortem.timeline.model import Entry, Facts, Stated, Timeline
from postmortem.timeline.series import Series

__all__ = ["Ask", "Report", "build_report"]

# What belongs to the response, and to the recovery.
RESPONSE = frozenset({Kind.DECISION, Kind.ACTION, Kind.ESCALATION, Kind.MITIGATION, Kind.RECOVERY, Kind.RESOLUTION})
# The picture of the incident's course, in the incident folder.
FIGURE = "figure.png"
# Sections in which the timeline's questions are asked. The key facts, the impact and the actions ask row by row.
ASKING = ("overview", "timeline", "explanation")
NAMELESS = "a file of which Slack gives no name"
_MARKS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def build_report(
    incident: Incident,
    timeline: Timeline,
    transcript: BlamelessTranscript,
    *,
    organisation: str = "",
    attachments: Mapping[str, str] | None = None,
    not_copied: Iterable[str] = (),
    rules: ProcessRules | None = None,
    support: SupportHours | None = None,
    titles: Mapping[str, str] | None = None,
    general_posts: tuple[datetime, ...] | None = None,
    series: Sequence[Series] = (),
    dates: DateStyle = DateStyle.DAY_FIRST,
    numbered: Sequence[str] = (),
) -> Report:
    """The report's model. What people wrote into incident.toml wins over what the channel states.

    What neither knows is asked for. attachments: a file's key → its name in attachments/; not_copied: names of files that
    stay out of the folder. rules and support: what our process asks for and when people are at work; where settings do not say,
    what the process document has, in the incident's zone. titles and general_posts: as for `check_process`.
    series: numbers over time from files that people gave. dates: how days are written. numbered: as for `Sources`.
    """
    facts = timeline.facts
    clock, moments = _set_clock(incident, timeline, transcript, dates)
    tenures = join_tenures(transcript.tenures or facts.tenures)
    support = support if support is not None and support.is_set else SupportHours(zone=incident.timezone)
    process = check_process(
        incident,
        timeline,
        transcript,
        tenures=tenures,
        rules=rules or ProcessRules(),
        support=support,
        clock=clock,
        titles=titles,
        general_posts=general_posts,
    )
    remarked = _remarked(incident, timeline, transcript)
    cited = (*_cited(incident, timeline, process), *(one.sources for one in remarked))
    sources = Sources(transcript, cited, timeline.given, numbered)
    desk = _Desk(clock, sources, dict(attachments or {}))
    marks = _marks(timeline.entries)
    course = chart_course(
        incident, timeline, tenures=tenures, moments=known_moments(incident), clock=clock, sources=sources, series=series
    )
    evidence = tuple(sources.evidence(clock, desk.attachments))
    return Report(
        title=incident.title,
        organisation=organisation,
        reference=incident.reference,
        channel=transcript.channel,
        date=clock.day(moments[0]) if moments else "",
        zone=clock.names(moments) if moments else incident.timezone,
        zones_note="The clocks changed during this incident: every time names its zone." if clock.several_offsets else "",
        key_facts=tuple(list_key_facts(incident, facts, list_roles(transcript.labels, tenures, clock), clock, sources)),
        durations=tuple(list_durations(known_moments(incident), clock, support)),
        span=impact_span(incident, clock),
        overview=incident.overview,
        declared_as=desk.declared(incident, facts),
        summaries=desk.said(facts.summaries),
        impact=tuple(desk.impact(incident)),
        detection=describe_detection(incident, facts.detected, clock, sources, entries=timeline.entries),
        timeline=tuple(desk.rows(timeline.entries, marks)),
        told_notes=tuple(Note(mark=mark, time=clock.short(told)) for told, mark in marks.items()),
        shown=timeline.shown,
        messages=timeline.messages,
        causes=desk.said(facts.causes),
        response=tuple(desk.response(timeline.entries)),
        communications=list_communications(facts.client_updates, process, clock, sources),
        actions=tuple(desk.action(action) for action in incident.actions),
        remarked=desk.said(remarked),
        for_review=desk.said(timeline.for_review),
        needed=as_step(process.needed, sources),
        process=tuple(as_step(check, sources) for check in process.checks),
        not_asked=in_words(process.not_asked),
        evidence=evidence,
        hours=tuple(sources.hours(evidence, clock)),
        lines=tuple(source for source in evidence if source.quote),
        attachments=tuple(sorted(set(desk.attachments.values()))),
        not_copied=tuple(NAMELESS if name == "file" else name for name in not_copied),
        questions=desk.questions(timeline),
        remarks=(*transcript.remarks, *timeline.remarks),
        left_out=counted(transcript.left_out),
        course=course,
        figure=_figure(course),
        series=tuple(tell_series(one, clock) for one in series),
        numbered=sources.numbered,
    )


def _figure(course: Course) -> Picture | None:
    """How the document speaks of the picture of the course, where there is one."""
    return Picture(address=FIGURE, alt=describe_course(course), caption=CAPTION) if course.is_worth_a_picture else None


def _set_clock(
    incident: Incident, timeline: Timeline, transcript: BlamelessTranscript, dates: DateStyle
) -> tuple[Clock, list[datetime]]:
    """The clock, set to the day on which the incident was declared, or detected, or first spoken of; and the moments shown."""
    known = known_moments(incident)
    moments = [*known.values(), *(entry.at for entry in timeline.entries)] or [message.at for message in transcript.messages[:1]]
    main = (
        known.get("declared")
        or known.get("detected")
        or min((entry.told_at or entry.at for entry in timeline.entries), default=None)
    )
    main = main or min(moments, default=datetime.fromisoformat("1970-01-01T00:00:00+00:00"))
    clock = Clock.for_moments(incident.timezone, moments, main=main, dates=dates)
    return clock, sorted(moments, key=lambda moment: (moment != main, moment))


def _cited(incident: Incident, timeline: Timeline, process: Process) -> Iterable[Iterable[str]]:
    """The sources of everything that a report shows."""
    facts = timeline.facts
    moments = (facts.began, facts.detected, facts.acknowledged, facts.declared, facts.mitigated, facts.restored, facts.resolved)
    yield from (entry.sources for entry in timeline.entries)
    yield from (change.sources for change in facts.severity)
    stated = (*facts.summaries, *facts.causes, *facts.client_updates, *facts.affected[:MOST_AFFECTED], *timeline.for_review)
    yield from (one.sources for one in stated)
    yield from (fact.sources for fact in moments if fact is not None)
    yield from (row.sources for row in incident.impact)
    yield from (action.sources for action in incident.actions)
    yield from process.sources()
    yield from (question.sources for question in timeline.questions if question.section in ASKING)


def _remarked(incident: Incident, timeline: Timeline, transcript: BlamelessTranscript) -> tuple[Stated, ...]:
    """What was marked for afterwards and became no action, in the channel or by people in incident.toml."""
    taken = {source for action in incident.actions for source in action.sources}
    remarked = only_remarked(timeline.facts.actions, transcript, incident.timezone)
    return tuple(one for one in remarked if taken.isdisjoint(one.sources))


def _marks(entries: Iterable[Entry]) -> dict[datetime, str]:
    """When things were told that had happened before → the mark of its footnote, one for each moment of telling."""
    told = dict.fromkeys(entry.told_at for entry in entries if entry.told_at is not None)
    return {moment: str(number).translate(_MARKS) for number, moment in enumerate(told, start=1)}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every row needs: the clock, the numbers of the sources, the names of the files."""

    clock: Clock
    sources: Sources
    attachments: dict[str, str]

    def said(self, stated: Iterable[Stated]) -> tuple[Said, ...]:
        return tuple(
            Said(text=one.text, time=self._said_at(one), role=one.role, cite=self.sources.cite(one.sources)) for one in stated
        )

    def _said_at(self, stated: Stated) -> str:
        """When it was said. Bots go on editing a post: what it says now, it may not have said then."""
        message = self.sources.first(stated.sources)
        edited = message is not None and message.edited_ts is not None and message.kind == "bot"
        return f"{self.clock.short(stated.at)} (edited later)" if edited else self.clock.short(stated.at)

    def declared(self, incident: Incident, facts: Facts) -> Said | None:
        """The words in which it was declared, where they say more than the report's title."""
        fact = facts.declared
        if fact is None or len(fact.text.split()) < 4 or fact.text.casefold() in incident.title.casefold():
            return None
        return Said(text=fact.text.rstrip(" ."), time=self.clock.short(fact.at), cite=self.sources.cite(fact.sources))

    def response(self, entries: Iterable[Entry]) -> Iterable[Said]:
        """What was decided and done until it was over, as the timeline has it."""
        for entry in entries:
            if entry.kind in RESPONSE:
                yield Said(
                    text=entry.text, time=self.clock.short(entry.at), role=entry.role, cite=self.sources.cite(entry.sources)
                )

    def rows(self, entries: Iterable[Entry], marks: Mapping[datetime, str]) -> Iterable[TimelineRow]:
        shown_day = self.clock.main_day
        for entry in entries:
            day = self.clock.local(entry.at).date()
            yield TimelineRow(
                time=self.clock.time(entry.at),
                kind=entry.kind.value,
                text=entry.text,
                cite=self.sources.cite(entry.sources),
                day=self.clock.day(entry.at) if day != shown_day else "",
                mark=marks[entry.told_at] if entry.told_at is not None else "",
                files=tuple(self.attachments[key] for key in entry.files if key in self.attachments),
            )
            shown_day = day

    def impact(self, incident: Incident) -> Iterable[ImpactRow]:
        """What is known, then what every report says: how many, how long, and whether data was lost or disclosed."""
        for row in incident.impact:
            yield self._impact_row(row)
        if not incident.impact:
            yield ImpactRow(what="Requests, visits or users affected", ask="how many? Or say that it is not known, and why")
        start, end = incident.began, incident.mitigated
        if start is not None and end is not None and (long := duration(start, end)):
            note = f"computed: began {self.clock.short(start)}, mitigated {self.clock.short(end)}"
            yield ImpactRow(what="Duration of the impact", figure=long, note=note)
        if not any("data" in row.what.casefold() or "disclos" in row.what.casefold() for row in incident.impact):
            yield ImpactRow(what="Data lost or disclosed", ask="was any? Who checked, as a role, and what?")

    def _impact_row(self, row: Impact) -> ImpactRow:
        note, message = row.note, self.sources.first(row.sources)
        if not note and message is not None:
            note = f"stated by {role_inside(message.role)} {self.clock.when(message.at)}"
        ask = "" if row.figure else "how many? Or say that it is not known, and why"
        return ImpactRow(what=row.what, figure=row.figure, note=note, cite=self.sources.cite(row.sources), ask=ask)

    def action(self, action: Action) -> ActionRow:
        missing = [
            name for name, given in (("owner", action.owner), ("due date", action.due), ("board", action.where)) if not given
        ]
        ask = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
        return ActionRow(
            what=action.what,
            owner=action.owner,
            due=action.due,
            where=action.where,
            cite=self.sources.cite(action.sources),
            ask=f"{ask}?" if ask else "",
        )

    def questions(self, timeline: Timeline) -> dict[str, tuple[Ask, ...]]:
        asked: dict[str, list[Ask]] = {section: [] for section in ASKING}
        for question in timeline.questions:
            if question.section in asked:
                asked[question.section].append(Ask(text=question.text, cite=self.sources.cite(question.sources)))
        return {section: tuple(asks) for section, asks in asked.items()}
