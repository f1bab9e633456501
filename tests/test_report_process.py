"""Each step of our process: yes, no, or cannot be seen, with the message that shows it; and what an incident does not call for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.errors import InputError
from postmortem.incident import Claim, Client, Incident, Office, Severity, Statement
from postmortem.process_rules import ProcessRules, about
from postmortem.report.model import Report, build_report
from postmortem.report.process_checks import Answer, Check
from postmortem.report.process_file import read_process, write_process
from postmortem.support_hours import SupportHours
from postmortem.text import Piece, PieceKind
from postmortem.timeline.model import Fact, Facts, SeverityChange, Timeline
from process_case import EVENING, MORNING, NO, UNSEEN, YES, Case, answer, step

# --- severity, lead, comms


def test_a_severity_that_the_channel_states_is_shown_with_its_messages() -> None:
    case = Case()
    case.grades = [(2, Severity.MINOR), (20, Severity.MAJOR)]
    assert step(case.check(), "Severity") == Check(what="Severity set", answer=YES, how="minor at 11:02, major at 11:20", sources=(case.ts(2), case.ts(20)))


def test_a_severity_that_only_incident_toml_has_cannot_be_seen_in_the_channel() -> None:
    case = Case()
    case.grades = []
    assert step(case.check(), "Severity") == Check(what="Severity set", answer=UNSEEN, how="major in incident.toml, not in the channel")
    assert answer(Case(severity=None).check(), "Severity") is NO


def test_a_lead_is_named_or_not() -> None:
    assert step(Case().hold(Office.LEAD, 3).check(), "Incident lead") == Check(what="Incident lead named", answer=YES, how="from 11:03", sources=(Case().ts(3),))
    assert answer(Case().hold(Office.COMMS, 3).check(), "Incident lead") is NO


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case().hold(Office.COMMS, 5), YES),
        (Case(clients=(Client(name="Example Museum"),)), NO),
        (Case().say(5, "Cannot pay", "Zendesk", kind="bot", statements=(Statement(claim=Claim.TICKET, value="x", tool="Zendesk"),)), NO),
        (Case(), UNSEEN),
        (Case().say(5, "are clients affected?"), UNSEEN),
        (Case().say(5, "no clients affected"), "no client was affected"),
    ],
    ids=["named", "client known", "client wrote", "nothing said", "asked", "no client"],
)
def test_a_client_comms_manager_is_asked_for_where_clients_are_affected(case: Case, expected: Answer | str) -> None:
    assert answer(case.check(), "Client comms manager named") == expected


# --- who was told


@pytest.mark.parametrize(
    ("severity", "text", "expected"),
    [
        (Severity.MAJOR, "posted the notice in #general", YES),
        (Severity.CRITICAL, "nothing yet", UNSEEN),
        (Severity.MAJOR, "should I post in #general?", UNSEEN),
        (Severity.MINOR, "nothing yet", "asked for when critical or major"),
        (Severity.TRIVIAL, "nothing yet", "asked for when critical or major"),
        (None, "nothing yet", UNSEEN),
    ],
)
def test_a_notice_in_the_general_channel(severity: Severity | None, text: str, expected: Answer | str) -> None:
    assert answer(Case(severity=severity).say(4, text).check(), "Notice in #general") == expected


def test_no_notice_is_asked_for_where_the_settings_name_no_severity() -> None:
    assert answer(Case(severity=Severity.CRITICAL).check(rules=ProcessRules(notice_for=())), "Notice") == "asked for at no severity"


def test_a_notice_is_seen_in_the_general_channel_itself_where_that_was_read() -> None:
    case = Case()
    seen = step(case.check(general_posts=(case.at(7),)), "Notice")
    assert seen == Check(what="Notice in #general", answer=YES, how="at 11:07, 7 min after it was major; seen there", told=("#general", case.at(7)))
    assert answer(case.check(general_posts=()), "Notice") is NO
    assert answer(case.check(general_posts=None), "Notice") is UNSEEN


def test_a_link_to_a_post_in_the_general_channel_is_a_notice() -> None:
    link = (Piece(PieceKind.LINK, "", "https://example.slack.com/archives/C0GENERAL1/p1760432580000200"),)
    rules = ProcessRules(general_channel="C0GENERAL1")
    assert answer(Case().say(4, "", pieces=link).check(rules=rules), "Notice in the general channel") is YES
    assert answer(Case().say(4, "", pieces=link).check(), "Notice in #general") is UNSEEN
    named = (Piece(PieceKind.PROSE, "see "), Piece(PieceKind.CHANNEL, "general", "C0GENERAL1"))
    assert answer(Case().say(3, "", pieces=named).say(4, "", pieces=link).check(), "Notice") is YES


def test_of_a_critical_incident_the_heads_are_told() -> None:
    case = Case(severity=Severity.CRITICAL).say(5, "rang the CTO").say(6, "can't reach the Head of Tech Ops").say(7, "should I tell the DPO?")
    process = case.check()
    assert [answer(process, f"{role} told") for role in ProcessRules().tell] == [YES, NO, UNSEEN]
    head = step(process, "Head of Tech Ops")
    assert isinstance(head, Check) and head.how == "tried at 11:06, not reached" and head.sources == (case.messages[2].ts,)


@pytest.mark.parametrize(
    ("severity", "text", "asked"),
    [
        (Severity.MINOR, "this is a data breach", True),
        (Severity.MAJOR, "personal data was exposed", True),
        (Severity.MINOR, "is this a data breach?", False),
        (Severity.MAJOR, "no personal data was read", False),
    ],
)
def test_a_breach_is_told_whatever_its_severity(severity: Severity, text: str, asked: bool) -> None:
    assert (answer(Case(severity=severity).say(5, text).check(), "CTO") is UNSEEN) is asked


def test_somebody_whose_label_or_job_title_is_the_role_was_there() -> None:
    case = Case(severity=Severity.CRITICAL).say(5, "I'm here", "Chief Technology Officer").say(6, "me too", "Responder 9").say(7, "and I", "Responder 8")
    process = case.check(titles={"Responder 9": "Head of Tech Ops", "Responder 8": "Assistant to the Data Protection Officer"})
    assert [answer(process, f"{role} told") for role in ProcessRules().tell] == [YES, YES, UNSEEN]
    assert "Responder" not in str([check.how for check in process.checks])


def test_that_a_head_came_by_is_nobodys_business_where_it_was_not_called_for() -> None:
    process = Case(severity=Severity.MINOR).say(5, "rang the CTO").say(6, "hello", "CTO").check()
    assert answer(process, "CTO") == "asked for when critical, or when data or security was breached"


def test_who_is_told_is_for_the_settings_to_say() -> None:
    case = Case(severity=Severity.CRITICAL).say(5, "told the HoE")
    process = case.check(rules=ProcessRules(tell={"Head of Engineering": ("HoE",)}))
    assert [check.what for check in process.checks if check.what.endswith("told")] == ["Head of Engineering told"]
    assert answer(process, "Head of Engineering") is YES
    assert not [one for one in case.check(rules=ProcessRules(tell={})).checks if one.what.endswith("told")]


# --- a report at all


@pytest.mark.parametrize(
    ("severity", "text", "expected"),
    [
        (Severity.CRITICAL, "x", YES),
        (Severity.MINOR, "x", YES),
        (Severity.TRIVIAL, "x", NO),
        (None, "x", UNSEEN),
        (Severity.MINOR, "it's a DDoS again", UNSEEN),
        (Severity.MINOR, "could be a DDoS", YES),
        (Severity.MINOR, "no review needed", UNSEEN),
        (Severity.TRIVIAL, "do we need a review?", NO),
    ],
)
def test_whether_a_report_is_needed(severity: Severity | None, text: str, expected: Answer) -> None:
    assert Case(severity=severity).say(5, text).check().needed.answer is expected


def test_an_incident_that_was_worse_for_a_while_needs_a_report() -> None:
    case = Case(severity=Severity.TRIVIAL)
    case.grades = [(0, Severity.MAJOR), (20, Severity.TRIVIAL)]
    assert case.check().needed.answer is YES


# --- thresholds, odd input, the file


@pytest.mark.parametrize(("wanted", "longest"), [(30, 40), (60, 75), (120, 135), (6, 8)])
def test_about_is_a_third_more_and_at_most_a_quarter_of_an_hour(wanted: int, longest: int) -> None:
    assert about(timedelta(minutes=wanted)) == timedelta(minutes=longest)


def test_thresholds_are_those_of_the_settings() -> None:
    rules = ProcessRules(summary_every=timedelta(minutes=90), relieve_after=timedelta(minutes=45), client_update_every=timedelta(minutes=20))
    process = Case(minutes=100).chat(100).hold(Office.LEAD, 0).hold(Office.COMMS, 0).check(rules=rules)
    names = [one.what for one in (*process.checks, *process.not_asked)]
    assert {"Summary about every 90 minutes", "Clients updated about every 20 minutes", "New incident lead after about 45 minutes"} <= set(names)
    assert answer(process, "New incident lead") is NO


def test_where_nobody_wrote_nothing_is_checked() -> None:
    report = build_report(Incident(title="x"), Timeline(facts=Facts(), entries=()), BlamelessTranscript(channel="c", messages=()))
    assert (report.process, report.not_asked, report.needed.answer) == ((), (), "cannot be seen")


@pytest.mark.parametrize("resolved", [MORNING - timedelta(days=3), MORNING, datetime(1990, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), None])
def test_an_end_that_cannot_be_or_is_not_known_is_taken_from_the_last_word(resolved: datetime | None) -> None:
    case = Case().chat(40)
    case.incident = replace(case.incident, resolved=resolved)
    process = case.check()
    assert answer(process, "Severity") is YES and len(process.checks) >= 5


SAID = (
    "looking", "paging 2nd line", "posted in #general", "rang the CTO", "can't reach the DPO", "Summary: a", "update sent to the client", "stopping for tonight",
    "this is a data breach", "no clients affected", "it's a DDoS", "no review needed", "", "?", "told " * 50, "\u202eCTO here",
)  # fmt: skip
OFFICES = st.lists(st.tuples(st.sampled_from(Office), st.integers(-100, 3000), st.none() | st.integers(-100, 3000)), max_size=4)


@given(
    start=st.integers(1_790_000_000, 1_795_000_000),
    said=st.lists(st.tuples(st.integers(-60, 3000), st.sampled_from(SAID)), max_size=25),
    offices=OFFICES,
    grades=st.lists(st.tuples(st.integers(-60, 3000), st.sampled_from(Severity)), max_size=3),
    minutes=st.integers(-100, 4000),
)
def test_whatever_was_said_and_when_each_answer_rests_on_messages_of_the_channel(start, said, offices, grades, minutes) -> None:
    """Out of order, at the same second, before the start, after the end, over the end of summer time."""
    case = Case(datetime.fromtimestamp(start, tz=UTC), minutes=minutes)
    for at, text in said:
        case.say(at, text)
    for office, since, until in offices:
        case.hold(office, since, until)
    case.grades = grades
    process = case.check()
    known = {message.ts for message in case.messages} | {case.ts(since) for _, since, _ in offices} | {case.ts(at) for at, _ in grades}
    assert len(process.checks) + len(process.not_asked) >= 9
    for check in (process.needed, *process.checks):
        assert check.how and set(check.sources) <= known, check
        assert check.answer is not YES or check.sources or check.what.startswith(("Report", "Stopped", "New")), check
        assert "Responder" not in check.how


def report() -> Report:
    case = Case(severity=Severity.CRITICAL).say(5, "rang the CTO")
    facts = Facts(severity=(SeverityChange(at=case.start, severity=Severity.CRITICAL, sources=(case.messages[0].ts,)),), declared=Fact(at=case.start, sources=()))
    transcript = BlamelessTranscript(channel="c", messages=tuple(case.messages))
    return build_report(case.incident, Timeline(facts=facts, entries=()), transcript)


@pytest.mark.parametrize(
    ("zone", "support", "why"),
    [
        ("America/New_York", None, "it was noticed in support hours, at 14:00"),
        ("America/New_York", SupportHours(zone="Europe/London"), "it was noticed in support hours, at 14:00"),
        ("America/New_York", SupportHours(zone="Europe/London", is_set=True), ""),
        ("Europe/London", None, ""),
    ],
)
def test_support_hours_that_nobody_set_are_in_the_incidents_zone(zone: str, support: SupportHours | None, why: str) -> None:
    case = Case(EVENING)  # 19:00 in London, 14:00 in New York
    facts = Timeline(facts=Facts(), entries=())
    made = build_report(replace(case.incident, timezone=zone), facts, BlamelessTranscript(channel="c", messages=tuple(case.messages)), support=support)
    assert bool(why) is any(why in step for step in made.not_asked if "2nd line" in step)


def test_the_message_that_shows_a_step_is_cited_and_is_in_the_evidence() -> None:
    steps = {one.what: one for one in report().process}
    assert (steps["CTO told"].answer, steps["CTO told"].how, steps["CTO told"].cite) == ("yes", "at 11:05", "[2]")
    assert [one.number for one in report().evidence] == [1, 2]


def test_what_is_written_is_read_back_and_the_same_report_gives_the_same_bytes() -> None:
    data = write_process(report())
    record = read_process(data, "process.json")
    assert (record.needed, record.steps, record.not_asked) == (report().needed, report().process, report().not_asked)
    assert data == write_process(report())


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"needed": 1, "steps": [], "not_asked": []}',
     b'{"needed": {"what": "x", "answer": "perhaps", "how": "", "cite": ""}, "steps": [], "not_asked": []}',
     b'{"needed": {"what": "x", "answer": "yes", "how": 3, "cite": ""}, "steps": [], "not_asked": []}',
     b'{"needed": {"what": "x", "answer": "yes", "how": "", "cite": ""}, "steps": 7, "not_asked": []}'],
)  # fmt: skip
def test_a_damaged_file_is_said_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"process\.json cannot be read: it is damaged\. Draft the incident again"):
        read_process(data, "process.json")
