"""Who held which office when: incident lead, client comms manager, on-call support, as tools and fixed phrases state it."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem.blameless.roster import Roster, find_person
from postmortem.blameless.transcript import Tenure
from postmortem.incident import Claim, Office, Statement, ts_order
from postmortem.slack.transcript import Message


def give_offices(messages: Iterable[Message], roster: Roster) -> tuple[Tenure, ...]:
    """Name people after the offices that tools and fixed phrases state, in order of time; who held what from when."""
    claims = [(statement.since or message.ts, statement) for message in messages for statement in message.statements]
    held: list[tuple[Office, str, str]] = []
    for ts, statement in sorted(claims, key=lambda claim: ts_order(claim[0])):
        stated = _office(statement, roster)
        if stated is not None and (not held or stated != _current(held, stated[0])):
            held.append((*stated, ts))
    for office in (Office.LEAD, Office.COMMS, Office.ON_CALL, Office.SECOND_LINE, Office.SCRIBE):
        for stated_office, person, _ in held:
            if stated_office is office:
                roster.labels.give_office(person, office)
    return tuple(_tenures(held, roster))


def _office(statement: Statement, roster: Roster) -> tuple[Office, str] | None:
    if not statement.person:
        return None
    if statement.claim is Claim.OFFICE and statement.value in set(Office):
        office = Office(statement.value)
    elif statement.claim is Claim.PAGED:
        office = Office(statement.value) if statement.value in set(Office) else Office.ON_CALL
    elif statement.claim is Claim.ACKNOWLEDGED and statement.tool:
        office = Office.ON_CALL
    else:
        return None
    person = find_person(statement.person, roster)
    known = roster.people.get(person or "")
    return (office, person) if person and not (known and known.is_bot) else None


def _current(held: list[tuple[Office, str, str]], office: Office) -> tuple[Office, str] | None:
    return next(((stated, person) for stated, person, _ in reversed(held) if stated is office), None)


def _tenures(held: list[tuple[Office, str, str]], roster: Roster) -> Iterable[Tenure]:
    for n, (office, person, since) in enumerate(held):
        until = next((ts for later, _, ts in held[n + 1 :] if later is office), None)
        yield Tenure(label=roster.label(person), office=office, from_ts=since, until_ts=until)
