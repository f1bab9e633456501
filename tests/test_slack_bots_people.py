"""What people's phrases state: who leads, what is declared, how severe it is, summaries, things to do. Half of them must not."""

from __future__ import annotations

import time

import pytest

from postmortem.incident import Claim
from postmortem.slack.bots import read_statements
from postmortem.slack.mrkdwn import decode_mrkdwn

LEAD, COMMS, SCRIBE = "incident lead", "client comms manager", "scribe"


def stated(text: str) -> list[tuple[object, ...]]:
    return [(s.claim, s.value, *(x for x in (s.was, s.person) if x)) for s in read_statements(decode_mrkdwn(text), author="U1")]


OFFICES = {
    "I'll lead this one": (LEAD, "U1"),
    "I'm IC": (LEAD, "U1"),
    "I'm in charge of this one as incident lead": (LEAD, "U1"),
    "I am the incident lead, I suppose": (LEAD, "U1"),
    "I'll be the incident lead until <@U2> gets here": (LEAD, "U1"),
    "lead: me": (LEAD, "U1"),
    "I'm taking over as incident lead from <@U2>": (LEAD, "U1"),
    "I've assigned myself as incident lead": (LEAD, "U1"),
    "<@U2> has agreed to be incident lead": (LEAD, "U2"),
    "<@U2> will lead this one": (LEAD, "U2"),
    "Lead: <@U2>": (LEAD, "U2"),
    "<@U2> you're lead": (LEAD, "U2"),
    "Anneke's the lead": (LEAD, "Anneke"),
    "making <@U2> the incident lead": (LEAD, "U2"),
    "lead is now <@U2>": (LEAD, "U2"),
    "I'm stepping down as lead, <@U2> takes over": (LEAD, "U2"),
    "I've handed over to <@U2>, who is now lead": (LEAD, "U2"),
    "over to <@U2> as lead": (LEAD, "U2"),
    "passing the lead to <@U2>, my shift ends at six": (LEAD, "U2"),
    "<@U2> is now lead, I'm off to bed": (LEAD, "U2"),
    "I'll handle client comms": (COMMS, "U1"),
    "me on client comms": (COMMS, "U1"),
    "comms: <@U2>": (COMMS, "U2"),
    "<@U2> is looking after client comms": (COMMS, "U2"),
    "I'll scribe": (SCRIBE, "U1"),
    "scribe: <@U2>": (SCRIBE, "U2"),
    "listing myself as inc lead": (LEAD, "U1"),
    "signed myself up as comms lead": (COMMS, "U1"),
    "leading this one from here": (LEAD, "U1"),
    "I'm running the incident": (LEAD, "U1"),
    "inc. lead = <@U2>": (LEAD, "U2"),
    "/incident lead: me": (LEAD, "U1"),
    "/incident lead @<@U2>": (LEAD, "U2"),
    "/incident comms <@U2>": (COMMS, "U2"),
    "I've set <@U2> as lead in the tracker": (LEAD, "U2"),
    "rang <@U2> and he is our lead now": (LEAD, "U2"),
    "talked to Ines, she'll be incident lead": (LEAD, "Ines"),
    "asked <@U2> to take the lead, she agreed": (LEAD, "U2"),
    "asked Ines if she'd do client comms, she's happy to": (COMMS, "Ines"),
    "for anyone new, <@U2> leads the incident": (LEAD, "U2"),
    "<@U2> took over lead from me": (LEAD, "U2"),
    "I'm wearing the comms hat": (COMMS, "U1"),
    "<@U2> is on comms duty": (COMMS, "U2"),
    "for lead talk to <@U2>": (LEAD, "U2"),
    "I'm leading here": (LEAD, "U1"),
    "lead is mine": (LEAD, "U1"),
    "will take lead on this": (LEAD, "U1"),
    "me leading": (LEAD, "U1"),
    "assigned the lead to myself": (LEAD, "U1"),
    "<@U2> has just volunteered to lead this": (LEAD, "U2"),
    "swapped with <@U2>, they're lead now": (LEAD, "U2"),
    "lead handover: me -> <@U2>": (LEAD, "U2"),
    "client comms: mine": (COMMS, "U1"),
    "comms on me": (COMMS, "U1"),
    "<@U2> on comms": (COMMS, "U2"),
    "<@U2> handles the clients comms": (COMMS, "U2"),
    "<@U2> has picked up comms": (COMMS, "U2"),
    "client comms go through <@U2>": (COMMS, "U2"),
    "<@U2> is our comms person": (COMMS, "U2"),
}
NO_OFFICES = (
    "who's leading?", "I can't be incident lead today", "I don't want to be incident lead", "I'm not the lead", "<@U2> isn't the lead any more", "nobody is lead yet",
    "we need an incident lead", "<@U2> can you take over as incident lead?", "<@U2> should be the lead", "I think <@U2> might be the lead", "maybe <@U2> could lead",
    "if nobody else wants to I'll lead", "I'd take lead but I'm on a train", "last time <@U2> was incident lead", "> I am the incident lead", "`/incident lead me`",
    "my cat is the incident lead now", "the incident lead decides", "as incident lead I'd suggest we wait", "lead time for the server is two weeks", "the comms team has a printer",
    "client comms template is in drive", "<@U2> is on holiday", "comms are hard", "I was incident lead last week", "I'm the lead developer here",
    "I'm putting myself down for pizza", "leading this to fail", "leading it to restart forever", "leading this exercise next week", "I'm loading this", "Ines leads the way",
    "Ines leads the incident review next week", "<@U2> leads the design team", "set <@U2> as lead in the tracker please", "/incident lead", "spoke to <@U2>, they're not our lead",
    "spoke to <@U2>, they'll be lead if nobody else is around", "asked <@U2> to be comms manager and they said no", "asked <@U2> to be comms manager, no answer yet",
    "asked <@U2> to be comms manager and they said yes but only from noon", "asked <@U2> to be lead developer and they said yes", "<@U2> took the lead pipe off me",
    "the comms side is hard", "for client comms we have Statuspage", "for client comms we have a template", "I'm running the incident training",
    "Waiting on comms", "comms on mobile are slow", "leading here to a wrong page", "will Ines take lead on this", "who will take lead", "nobody will take lead on this", "lead is not mine", "lead -> me or you?",
    "<@U2> has picked up comms cables", "client comms go through the status page", "<@U2> volunteered to lead the choir", "swapped with <@U2>, they're on the train now", "we have no comms person",
    "me leading you on", "Ines handles comms badly worded",
)  # fmt: skip

GRADES = {
    "this is a major incident": ("major",),
    "calling it critical": ("critical",),
    "let's go with major": ("major",),
    "bumping this up to major": ("major",),
    "sev: minor": ("minor",),
    "I'm setting severity to P1": ("critical",),
    "treating this as sev2 for now": ("major",),
    "moving this from minor to major": ("major", "minor"),
    "severity: minor → major": ("major", "minor"),
    "no longer minor, this is now major": ("major",),
    "ok, critical it is": ("critical",),
    "downgrading to minor since there's a workaround": ("minor",),
    "this is critical: somebody holds a key": ("critical",),
    "I've logged it as major in the tracker": ("major",),
    "it's a major by our definitions": ("major",),
    "we class this one minor": ("minor",),
    "I grade this critical": ("critical",),
    "I'd rate this as major, setting that now": ("major",),
    "severity ought to be minor, changing it": ("minor",),
    "it's major I reckon, updating it now": ("major",),
    "Major. All clients for two hours": ("major",),
    "Critical. Nobody can reach the data": ("critical",),
    "set the severity on minor": ("minor",),
    "this one is a major for sure": ("major",),
    "minor severity for this one": ("minor",),
    "serverity is major": ("major",),
    "sevreity: critcal": ("critical",),
    "severity has been raised to critical": ("critical",),
}
NO_GRADES = (
    "is this major or critical?", "this isn't critical", "it's not major", "should this be critical?", "if 400 users are affected we make it major", "that's a major pain",
    "it's critical that we tell them", "a minor version", "the major release is next week", "last week's was critical", "I'd say minor", "could become critical",
    "we'd downgrade to minor after that", "the playbook says critical means an outage", "the kettle is down, critical incident",
    "putting the bug down as minor in the tracker", "we'd class this major", "we don't rate this major", "do we class this one major?", "we call these minor", "I'd class this as major",
    "severity should be minor", "this should be critical by morning", "it's major I reckon", "this is critical in the long run", "I wouldn't class this as major, setting up a call",
    "Critical. We need that backup", "Trivial. It's a two line fix, 5 minutes", "Major. Ines!", "the mayor is on the line",
)  # fmt: skip

DECLARED = (
    "I am declaring an incident because the site is down", "Right, this is an incident", "Incident declared", "I've opened an incident", "calling this an incident",
    "let's treat this as an incident", "we have an incident: the site is down", "Ok I'm going to call this an incident", "I think this warrants an incident. Declaring now.",
    "/incident shop is down", "/incident new: checkout errors", "I've run /incident for the shop", "just ran the /incident form, this channel is it", "if in doubt, so yes, declaring an incident",
    "yes, incident, opened", "this is an incidnet", "declraing an insident", "we have an inicdent here",
    "pulling the incident cord", "incident it is then", "going with incident on this", "we are in incident from now", "consider this an incident", "have declared, channel is this one",
)  # fmt: skip
NOT_DECLARED = (
    "should we declare an incident?", "this is not an incident", "I'll declare an incident if it doesn't clear", "we haven't declared an incident", "I was about to declare an incident",
    "the runbook says declare an incident when in doubt", "declaring an incident: we're out of biscuits", "the last incident was declared late", "declaring the incident resolved",
    "/incident", "/incident help", "/incident list", "/incident is broken for me", "/incident doesn't do anything", "/incident shop is down?", "has anyone done the /incident thing?",
    "haven't done /incident yet", "I'll do /incident in a sec", "ran /incident update", "done the /incident training", "when in doubt, declare an incident", "no incident, declared or otherwise",
    "incident, not declared", "what incidnet?", "that's no accident", "who pulled the incident cord?", "not going with incident on this", "incident time is in the report", "we are in incident training",
    "would you consider this an incident", "don't consider this an incident", "have you declared",
)  # fmt: skip

TO_DO = {
    "todo - write a runbook": (Claim.FOLLOW_UP, "write a runbook"),
    "For the review: document the supplier": (Claim.FOLLOW_UP, "document the supplier"),
    "TODO write a runbook": (Claim.FOLLOW_UP, "write a runbook"),
    "ACTION: <@U2> to ring the host": (Claim.ACTION, "<@U2> to ring the host"),
    "Action for <@U2>: ring the host": (Claim.ACTION, "ring the host"),
    "Summary so far: two clients affected, cause unknown": (Claim.SUMMARY, "two clients affected, cause unknown"),
    "Update no 2: still going through the logs": (Claim.SUMMARY, "still going through the logs"),
    "Where we are: still going through the logs": (Claim.SUMMARY, "still going through the logs"),
    "Status: monitoring": (Claim.STATUS, "monitoring"),
}
NOT_TO_DO = (
    "todo list is long", "For the review: why did nobody see it?", "no action needed", "following up on that", "next update: 11:00 on the status page", "update: done",
    "summary please", "any update?", "status?", "TODO list",
)  # fmt: skip


@pytest.mark.parametrize(("text", "office"), OFFICES.items(), ids=OFFICES)
def test_a_phrase_gives_an_office(text: str, office: tuple[str, str]) -> None:
    assert stated(text) == [(Claim.OFFICE, *office)]


@pytest.mark.parametrize("text", NO_OFFICES)
def test_talk_gives_no_office(text: str) -> None:
    assert Claim.OFFICE not in [claim for claim, *_ in stated(text)]


@pytest.mark.parametrize(("text", "severity"), GRADES.items(), ids=GRADES)
def test_a_phrase_sets_the_severity(text: str, severity: tuple[str, ...]) -> None:
    assert (Claim.SEVERITY, *severity) in stated(text)


@pytest.mark.parametrize("text", NO_GRADES)
def test_talk_sets_no_severity(text: str) -> None:
    assert Claim.SEVERITY not in [claim for claim, *_ in stated(text)]


@pytest.mark.parametrize("text", DECLARED)
def test_a_phrase_declares(text: str) -> None:
    assert Claim.DECLARED in [claim for claim, *_ in stated(text)]


@pytest.mark.parametrize("text", NOT_DECLARED)
def test_talk_declares_nothing(text: str) -> None:
    assert Claim.DECLARED not in [claim for claim, *_ in stated(text)]


@pytest.mark.parametrize(("text", "expected"), TO_DO.items(), ids=TO_DO)
def test_a_line_logs(text: str, expected: tuple[Claim, str]) -> None:
    assert stated(text) == [expected]


@pytest.mark.parametrize("text", NOT_TO_DO)
def test_talk_logs_nothing(text: str) -> None:
    assert stated(text) == []


def test_a_typed_command_declares_by_its_name_and_a_slip_is_mended_only_where_it_matters() -> None:
    assert stated("/incident checkout returns 503s") == [(Claim.DECLARED, "checkout returns 503s")]
    assert stated("TODO: rename the incidnet page") == [(Claim.FOLLOW_UP, "rename the incidnet page")]


def test_the_reason_for_declaring_is_kept_and_what_follows_is_read_too() -> None:
    text = "I am declaring an incident because checkout returns 503s. I am the incident lead"
    assert stated(text) == [(Claim.DECLARED, "checkout returns 503s"), (Claim.OFFICE, LEAD, "U1")]


@pytest.mark.parametrize("text", ["I'm " + "now the " * 200 + "lead", "severity " * 200, "taking " * 250, "<@U2> is " * 100 + "lead", "incident " * 200, "asked <@U2> to be lead " * 40, "spoke to Ines, they're " * 40], ids=range(7))
def test_a_long_line_is_read_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    stated(text)
    assert time.perf_counter() - start < 2
