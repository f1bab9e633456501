"""What is due again and again, and for how long: summaries, news for clients, records, relief, the end of the night."""

from __future__ import annotations

from datetime import timedelta

from postmortem.incident import Claim, Office, when
from postmortem.process_rules import about
from postmortem.report.process_checks import MOST_SHOWN, Answer, Check, NotAsked, Response, times
from postmortem.report.times import duration


def check_summaries(response: Response) -> Check | NotAsked:
    """A summary about every half hour."""
    rules, clock, course = response.rules, response.clock, response.course
    what = f"Summary about every {_every(rules.summary_every)}"
    summaries = [(moment, ts) for moment, ts in response.seen.summaries if course.start <= moment <= course.end]
    if not summaries and course.longest <= about(rules.summary_every):
        return NotAsked(what=what, why="it was over before one was due")
    if not summaries:
        return Check(what=what, answer=Answer.NO, how="none is in the channel")
    moments = [moment for moment, _ in summaries]
    since, until = max(course.waits(moments), key=lambda wait: wait[1] - wait[0], default=(moments[0], moments[0]))
    how = f"{times(moments, clock)}; the longest time without one was {duration(since, until)}, from {clock.short(since)}"
    answer = Answer.YES if until - since <= about(rules.summary_every) else Answer.NO
    return Check(what=what, answer=answer, how=how, sources=tuple(ts for _, ts in summaries[:MOST_SHOWN]))


def check_client_updates(response: Response) -> Check | NotAsked:
    """Clients updated about hourly."""
    rules, clock, course, seen = response.rules, response.clock, response.course, response.seen
    what = f"Clients updated about {_every(rules.client_update_every, often=True)}"
    if response.clients_affected is None:
        return Check(what=what, answer=Answer.UNSEEN, how="whether clients were affected is not in the channel")
    if not response.clients_affected:
        return NotAsked(what=what, why="no client was affected")
    told = [(stated.at, stated.sources[0]) for stated in response.facts.client_updates]
    known = {ts for _, ts in told}
    told += [(when(ts), ts) for ts in seen.client_updates if ts not in known]
    updates = sorted(update for update in told if course.start <= update[0] <= course.end)
    if not updates:
        return Check(what=what, answer=Answer.UNSEEN, how="no word to them is in the channel")
    moments = [moment for moment, _ in updates]
    since, until = max(course.waits(moments), key=lambda wait: wait[1] - wait[0], default=(course.start, course.start))
    how = f"{times(moments, clock)}; the longest wait was {duration(since, until)}, from {clock.short(since)}"
    answer = Answer.YES if until - since <= about(rules.client_update_every) else Answer.NO
    return Check(what=what, answer=answer, how=how, sources=tuple(ts for _, ts in updates[:MOST_SHOWN]))


def check_relief(response: Response, office: Office) -> Check | NotAsked | None:
    """A new person as lead, or as client comms manager, after about two hours; None where nobody held the office."""
    rules, clock, course = response.rules, response.clock, response.course
    what = f"New {office.value} after about {_every(rules.relieve_after)}"
    held = response.holders(office)
    if not held:
        return None
    turns = [turn for one in held if (turn := course.turn(when(one.from_ts), when(one.until_ts) if one.until_ts else None))]
    since, until = max(turns, key=lambda turn: turn[1] - turn[0], default=(course.start, course.start))
    if len(held) == 1 and until - since <= about(rules.relieve_after):
        return NotAsked(what=what, why=f"the longest turn was {duration(since, until)}")
    handed = [one.from_ts for one in held[1:]]
    if until - since <= about(rules.relieve_after):
        how = f"at {times([when(ts) for ts in handed], clock)}; the longest turn was {duration(since, until)}"
        return Check(what=what, answer=Answer.YES, how=how, sources=tuple(handed[:MOST_SHOWN]))
    how = f"one turn lasted {duration(since, until)}, from {clock.short(since)} until {clock.short(until)}"
    return Check(what=what, answer=Answer.NO, how=how, sources=tuple(one.from_ts for one in held[:MOST_SHOWN]))


def check_stop(response: Response) -> Check | NotAsked:
    """Stopped after about two hours out of hours, unless critical."""
    rules, clock, course = response.rules, response.clock, response.course
    what = f"Stopped after about {_every(rules.stop_after)} out of hours, unless critical"
    stretch = course.out_of_hours()
    if stretch is None:
        return NotAsked(what=what, why="all of it was in support hours")
    since, until = stretch
    said = tuple(ts for ts in response.seen.stops if since <= when(ts) <= until + timedelta(minutes=15))[-1:]
    if until - since <= about(rules.stop_after):
        if not said or until >= course.end:
            return NotAsked(what=what, why=f"it took {duration(since, until)} out of hours")
        return Check(what=what, answer=Answer.YES, how=f"{clock.when(until)}, after {duration(since, until)}", sources=said)
    how = f"work went on for {duration(since, until)}, from {clock.short(since)} until {clock.short(until)}"
    severity = course.severity_at(since + rules.stop_after)
    if severity is not None and severity.weight == 4:
        return Check(what=what, answer=Answer.YES, how=f"{how}: it was critical", sources=said)
    return Check(what=what, answer=Answer.NO, how=f"{how}; our process allows that when a fix is close, or urgent", sources=said)


def check_records(response: Response) -> Check:
    """Commands and changes recorded in the channel, when they were made rather than afterwards."""
    what, clock, course = "Commands and changes recorded", response.clock, response.course
    made = [change for change in response.changes if course.start <= change.at <= course.end]
    at_once = [change for change in made if change.told_at is None]
    later = len(made) - len(at_once)
    if not made:
        return Check(what=what, answer=Answer.UNSEEN, how="none is in the channel")
    afterwards = f"{later} told afterwards"
    sources = tuple(dict.fromkeys(change.sources[0] for change in at_once or made))[:MOST_SHOWN]
    if not at_once:
        return Check(what=what, answer=Answer.NO, how=f"{afterwards}, none at the time", sources=sources)
    commands = sum(change.sort is Claim.COMMAND for change in at_once)
    sorts = ((commands, "command"), (len(at_once) - commands, "change"))
    counts = " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in sorts if count)
    how = f"{counts}, the first {clock.when(at_once[0].at)}{f'; {afterwards}' if later else ''}"
    return Check(what=what, answer=Answer.YES, how=how, sources=sources)


def _every(span: timedelta, *, often: bool = False) -> str:
    """ "30 minutes", "an hour" ("hourly"), "two hours"."""
    minutes = span // timedelta(minutes=1)
    if minutes == 60:
        return "hourly" if often else "an hour"
    words = {120: "two hours", 180: "three hours", 240: "four hours"}.get(minutes, f"{minutes} minutes")
    return f"every {words}" if often else words
