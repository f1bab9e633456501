"""Who was there and who was told: severity, lead, client comms manager, the general channel, the heads, 2nd line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from postmortem.incident import Office, when
from postmortem.process_rules import about
from postmortem.report.process_checks import MOST_SHOWN, Answer, Check, NotAsked, Response, after, at
from postmortem.report.times import Clock, length
from postmortem.timeline.model import SeverityChange


def check_severity(response: Response) -> Check:
    """Severity set."""
    what, clock = "Severity set", response.clock
    grades = [grade for grade in response.course.grades if grade.sources]
    if grades:
        told = ", ".join(f"{grade.severity.value} {clock.when(grade.at)}" for grade in grades[:MOST_SHOWN])
        return Check(what=what, answer=Answer.YES, how=told, sources=tuple(grade.sources[0] for grade in grades[:MOST_SHOWN]))
    if response.incident.severity is not None:
        how = f"{response.incident.severity.value} in incident.toml, not in the channel"
        return Check(what=what, answer=Answer.UNSEEN, how=how)
    return Check(what=what, answer=Answer.NO, how="not stated in the channel")


def check_lead(response: Response) -> Check:
    """Incident lead named."""
    what = "Incident lead named"
    if leads := response.holders(Office.LEAD):
        since = leads[0].from_ts
        return Check(what=what, answer=Answer.YES, how=f"from {at(since, response.clock)}", sources=(since,))
    return Check(what=what, answer=Answer.NO, how="nobody is named as lead in the channel")


def check_comms(response: Response) -> Check | NotAsked:
    """Client comms manager named, where clients are affected."""
    what = "Client comms manager named"
    if held := response.holders(Office.COMMS):
        return Check(what=what, answer=Answer.YES, how=f"from {at(held[0].from_ts, response.clock)}", sources=(held[0].from_ts,))
    if response.clients_affected is None:
        return Check(what=what, answer=Answer.UNSEEN, how="whether clients were affected is not in the channel")
    if not response.clients_affected:
        return NotAsked(what=what, why="no client was affected")
    shown = (*response.seen.tickets, *response.seen.client_updates)[:1]
    return Check(what=what, answer=Answer.NO, how="clients were affected; nobody is named in the channel", sources=shown)


def check_notice(response: Response) -> Check | NotAsked:
    """Notice in the general channel, for severities that ask for one."""
    rules, clock = response.rules, response.clock
    where = "the general channel" if rules.general_id else f"#{rules.general_channel}"
    what = f"Notice in {where}"
    grave = response.course.first(rules.notice_for)
    if seen := response.seen.notices:
        first = when(seen[0])
        return Check(what=what, answer=Answer.YES, how=_posted(first, grave, clock), sources=(seen[0],), told=(where, first))
    if response.general_posts:
        first = min(response.general_posts)
        return Check(what=what, answer=Answer.YES, how=f"{_posted(first, grave, clock)}; seen there", told=(where, first))
    if not rules.notice_for:
        return NotAsked(what=what, why="asked for at no severity")
    if grave is None:
        if not response.course.grades:
            return Check(what=what, answer=Answer.UNSEEN, how="the severity is not stated")
        return NotAsked(what=what, why=f"asked for when {_either(severity.value for severity in rules.notice_for)}")
    if response.general_posts is not None:
        return Check(what=what, answer=Answer.NO, how="that channel was read, and nothing in it leads here")
    return Check(what=what, answer=Answer.UNSEEN, how="no word of one in this channel")


def check_told(response: Response) -> Iterable[Check | NotAsked]:
    """CTO, Head of Tech Ops, data protection officer told of a critical incident or a breach."""
    seen, clock, rules = response.seen, response.clock, response.rules
    worst = response.course.worst
    asked = (worst is not None and worst.weight == 4) or bool(seen.breaches)
    if rules.tell and not asked:
        why = "the severity is not stated" if worst is None else "asked for when critical, or when data or security was breached"
        yield NotAsked(what=f"{_list(tuple(rules.tell))} told", why=why)
    for role in rules.tell if asked else ():
        what = f"{role} told"
        told, unreached = seen.told.get(role, []), seen.unreached.get(role, [])
        if told:
            how = f"at {at(told[0], clock)}"
            yield Check(what=what, answer=Answer.YES, how=how, sources=(told[0],), told=(role, when(told[0])))
        elif unreached:
            how = f"tried at {at(unreached[0], clock)}, not reached"
            yield Check(what=what, answer=Answer.NO, how=how, sources=(unreached[0],))
        else:
            yield Check(what=what, answer=Answer.UNSEEN, how="not in the channel")


def check_escalation(response: Response) -> Check | NotAsked:
    """Out of hours: 2nd line called at once when critical or major, else when it is not fixed in half an hour."""
    what, rules, clock, course = "2nd line called, out of hours", response.rules, response.clock, response.course
    noticed = min(moment for moment in (response.incident.detected, response.incident.declared, course.start) if moment)
    if course.support.covers(noticed):
        return NotAsked(what=what, why=f"it was noticed in support hours, {clock.when(noticed)}")
    grave = next((grade for grade in course.grades if grade.severity.weight >= 3), None)
    if grave is not None and not course.support.covers(grave.at):
        since, within = max(grave.at, noticed), rules.escalate_within
        reason = f"it was {grave.severity.value}"
    else:
        since, within, reason = noticed, rules.fix_within, "it was noticed"
        if course.mended is not None and course.mended <= since + within:
            return NotAsked(what=what, why=f"it was mended within {length(within)}")
        if course.support.covers(since + within):
            return NotAsked(what=what, why=f"support hours began within {length(within)}")
    called = sorted((*response.seen.second_line, *(held.from_ts for held in response.holders(Office.SECOND_LINE))), key=when)
    if not called:
        how = f"not in the channel; {reason} {clock.when(since)}"
        return Check(what=what, answer=Answer.UNSEEN, how=how, sources=grave.sources[:1] if grave is not None else ())
    first = when(called[0])
    answer = Answer.YES if first - since <= about(within) else Answer.NO
    return Check(what=what, answer=answer, how=f"{clock.when(first)}{after(first, since, reason)}", sources=(called[0],))


def _posted(moment: datetime, grave: SeverityChange | None, clock: Clock) -> str:
    since = after(moment, grave.at, f"it was {grave.severity.value}") if grave is not None and grave.sources else ""
    return f"{clock.when(moment)}{since}"


def _either(words: Iterable[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} or {last}" if some else last


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
