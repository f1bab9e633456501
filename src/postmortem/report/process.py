"""How the response went against our process, and whether the process asks for a report at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from postmortem.blameless.transcript import BlamelessTranscript, Tenure
from postmortem.incident import Claim, Incident, Kind, Office, when
from postmortem.process_rules import ProcessRules
from postmortem.report import process_pace as pace
from postmortem.report import process_people as people
from postmortem.report.contents import Step
from postmortem.report.process_checks import Answer, Check, NotAsked, Response
from postmortem.report.process_course import Course, follow_course
from postmortem.report.process_seen import Seen, see_process
from postmortem.report.sources import Sources
from postmortem.report.times import Clock
from postmortem.support_hours import SupportHours
from postmortem.timeline.model import Change, Timeline

CHANGING = frozenset({Kind.CHANGE, Kind.MITIGATION})
NEEDED = "Report and review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """needed: whether a report is asked for at all. checks: the steps, in the order of the process document. not_asked: those
    that this incident did not call for."""

    needed: Check
    checks: tuple[Check, ...] = ()
    not_asked: tuple[NotAsked, ...] = ()

    def sources(self) -> Iterable[tuple[str, ...]]:
        """The messages that show something, check by check."""
        return (check.sources for check in (self.needed, *self.checks))


def check_process(
    incident: Incident,
    timeline: Timeline,
    transcript: BlamelessTranscript,
    *,
    tenures: Sequence[Tenure],
    rules: ProcessRules,
    support: SupportHours,
    clock: Clock,
    titles: Mapping[str, str] | None = None,
    general_posts: tuple[datetime, ...] | None = None,
) -> Process:
    """Hold an incident against our process.

    titles: a role's label → its holder's job title, so that a head of something who was there is seen; it goes into no document.
    general_posts: when the general channel told of this incident, where that channel was read; None where it was not.
    """
    seen = see_process(transcript, rules, tenures, titles)
    stops = sorted(when(ts) for ts in seen.stops)
    course = follow_course(incident, timeline.facts, support, spoken=sorted(seen.spoken), stops=stops)
    if course is None:
        return Process(needed=Check(what=NEEDED, answer=Answer.UNSEEN, how="nobody wrote in the channel"))
    response = Response(
        incident=incident,
        facts=timeline.facts,
        course=course,
        seen=seen,
        tenures=tenures,
        rules=rules,
        clock=clock,
        changes=_changes(timeline),
        general_posts=general_posts,
    )
    found = list(_all_checks(response))
    return Process(
        needed=check_needed(course, seen, rules, clock),
        checks=tuple(one for one in found if isinstance(one, Check)),
        not_asked=tuple(one for one in found if isinstance(one, NotAsked)),
    )


def check_needed(course: Course, seen: Seen, rules: ProcessRules, clock: Clock) -> Check:
    """Whether the process asks for a report and a review: not for trivial incidents, and not for some that come back."""
    worst = course.worst
    if worst is None:
        return Check(what=NEEDED, answer=Answer.UNSEEN, how="the severity is not stated; most incidents get both")
    if worst in rules.no_report_for:
        return Check(what=NEEDED, answer=Answer.NO, how=f"it was {worst.value}", sources=tuple(seen.no_review[:1]))
    if seen.recurring:
        how = f"it was {worst.value}, and was called one that comes back; some of those need none"
        return Check(what=NEEDED, answer=Answer.UNSEEN, how=how, sources=tuple(seen.recurring[:1]))
    if seen.no_review:
        how = f"it was {worst.value}, and somebody said that none is needed"
        return Check(what=NEEDED, answer=Answer.UNSEEN, how=how, sources=tuple(seen.no_review[:1]))
    return Check(what=NEEDED, answer=Answer.YES, how=f"it was {worst.value}")


def as_step(check: Check, sources: Sources) -> Step:
    """A check as templates show it."""
    return Step(what=check.what, answer=check.answer.value, how=check.how, cite=sources.cite(check.sources))


def in_words(steps: Iterable[NotAsked]) -> tuple[str, ...]:
    """The steps that were not called for, together with those of the same reason: "client comms manager named (no client …)"."""
    by_reason: dict[str, list[str]] = {}
    for step in steps:
        what = f"{step.what[:1].lower()}{step.what[1:]}" if step.what[1:2].islower() else step.what
        by_reason.setdefault(step.why, []).append(what)
    return tuple(f"{', '.join(whats)} ({why})" for why, whats in by_reason.items())


def _all_checks(response: Response) -> Iterable[Check | NotAsked]:
    """The steps in the order in which the process document has them."""
    yield people.check_severity(response)
    yield people.check_lead(response)
    yield people.check_comms(response)
    yield people.check_notice(response)
    yield from people.check_told(response)
    yield people.check_escalation(response)
    yield pace.check_summaries(response)
    yield pace.check_client_updates(response)
    yield pace.check_records(response)
    for office in (Office.LEAD, Office.COMMS):
        if relief := pace.check_relief(response, office):
            yield relief
    yield pace.check_stop(response)


def _changes(timeline: Timeline) -> tuple[Change, ...]:
    """Deployments, rollbacks and commands, and whatever else a message says was changed: once for each message, oldest first."""
    known = {change.sources[0] for change in timeline.facts.changes}
    others = (
        Change(sort=Claim.DEPLOY, text=entry.text, role=entry.role, at=entry.at, sources=entry.sources, told_at=entry.told_at)
        for entry in timeline.candidates
        if entry.kind in CHANGING and known.isdisjoint(entry.sources)
    )
    found = {change.sources[0]: change for change in (*others, *timeline.facts.changes)}
    return tuple(sorted(found.values(), key=lambda change: (change.at, change.sources)))
