"""Out of hours, and what is due again and again: called in time, summed up, told, relieved, stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from postmortem.incident import Claim, Kind, Office, Severity, Statement
from postmortem.report.process_checks import Answer, Check
from postmortem.timeline.model import Change, Entry
from process_case import EVENING, MORNING, NO, UNSEEN, YES, Case, answer, step

# --- out of hours


@pytest.mark.parametrize(
    ("start", "severity", "minutes", "text_at", "text", "expected"),
    [
        (EVENING, Severity.CRITICAL, 60, 8, "paging 2nd line", YES),
        (EVENING, Severity.MAJOR, 60, 45, "paging 2nd line", NO),
        (EVENING, Severity.MAJOR, 60, 8, "shall I page 2nd line?", UNSEEN),
        (EVENING, Severity.MINOR, 60, 35, "paged 2nd line", YES),
        (EVENING, Severity.MINOR, 90, 60, "paged 2nd line", NO),
        (EVENING, Severity.MINOR, 60, 8, "no need to wake 2nd line", UNSEEN),
        (EVENING, Severity.MINOR, 25, 8, "restarted", "it was mended within 30 min"),
        (datetime(2026, 10, 14, 8, 40, tzinfo=UTC), Severity.MINOR, 60, 8, "restarted", "support hours began within 30 min"),
        (MORNING, Severity.CRITICAL, 60, 8, "restarted", "it was noticed in support hours, at 11:00"),
        (datetime(2026, 10, 17, 10, 0, tzinfo=UTC), Severity.MAJOR, 60, 5, "rang 2nd line", YES),  # a Saturday
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), Severity.MAJOR, 60, 10, "2nd line here", YES),  # the hour that exists twice
    ],
)
def test_out_of_hours_2nd_line_is_called(start: datetime, severity: Severity, minutes: int, text_at: int, text: str, expected: Answer | str) -> None:
    assert answer(Case(start, severity=severity, minutes=minutes).say(text_at, text).check(), "2nd line called") == expected


def test_a_page_and_a_tenure_show_that_2nd_line_was_called() -> None:
    paged = Statement(claim=Claim.PAGED, person="Responder 4", tool="PagerDuty")
    case = Case(EVENING).say(6, "Triggered: escalation to 2nd line", "PagerDuty", kind="bot", statements=(paged,))
    assert step(case.check(), "2nd line") == Check(what="2nd line called, out of hours", answer=YES, how="at 19:06, 6 min after it was major", sources=(case.messages[1].ts,))
    assert answer(Case(EVENING).hold(Office.SECOND_LINE, 9).check(), "2nd line") is YES
    assert answer(Case(EVENING).say(6, "Triggered: disk", "PagerDuty", kind="bot", statements=(paged,)).check(), "2nd line") is UNSEEN


def test_a_severity_raised_in_support_hours_calls_for_no_escalation() -> None:
    case = Case(datetime(2026, 10, 14, 8, 30, tzinfo=UTC), severity=Severity.MAJOR, minutes=90)
    case.grades = [(0, Severity.MINOR), (45, Severity.MAJOR)]
    case.incident = replace(case.incident, mitigated=case.at(80))
    assert answer(case.check(), "2nd line") == "support hours began within 30 min"


@pytest.mark.parametrize(
    ("severity", "minutes", "stop_at", "expected"),
    [
        (Severity.MAJOR, 190, None, NO),
        (Severity.CRITICAL, 190, None, YES),
        (Severity.MAJOR, 130, None, "it took 2 h 10 min out of hours"),
        (Severity.MAJOR, 900, 115, YES),
        (Severity.MAJOR, 900, 200, NO),
    ],
)
def test_out_of_hours_work_stops_after_about_two_hours_unless_it_is_critical(severity: Severity, minutes: int, stop_at: int | None, expected: Answer | str) -> None:
    case = Case(EVENING, severity=severity, minutes=minutes).chat(stop_at or minutes)
    if stop_at:
        case.say(stop_at, "let's stop here and go on at 10").say(minutes - 5, "back, all fine")
    assert answer(case.check(), "Stopped after about two hours") == expected


def test_work_in_support_hours_has_nothing_to_stop() -> None:
    assert answer(Case(minutes=300).chat(300).check(), "Stopped") == "all of it was in support hours"


# --- what is due again and again


@pytest.mark.parametrize(
    ("minutes", "summaries", "expected"),
    [
        (100, (28, 65), YES),
        (100, (28,), NO),
        (100, (), NO),
        (35, (), "it was over before one was due"),
        (35, (30,), YES),
    ],
)
def test_summaries_come_about_every_half_hour(minutes: int, summaries: Sequence[int], expected: Answer | str) -> None:
    case = Case(minutes=minutes).chat(minutes)
    for at in summaries:
        case.say(at, "Summary: rolled back, watching")
    assert answer(case.check(), "Summary about every 30 minutes") == expected


def test_the_longest_time_without_a_summary_is_given_with_the_messages() -> None:
    case = Case(minutes=120).chat(120).say(25, "Status update: one site").say(50, "Update: fixed").say(70, "update sent to clients").say(71, "what is the summary?")
    found = step(case.check(), "Summary")
    assert isinstance(found, Check) and found.how == "11:25, 11:50; the longest time without one was 1 h 10 min, from 11:50"
    assert found.sources == tuple(message.ts for message in case.messages[-4:-2])


def test_a_post_that_is_edited_in_place_sums_up_when_it_was_edited() -> None:
    case = Case(minutes=80).chat(80)
    case.say(0, "x", "incident.io", kind="bot", edited_ts=case.ts(40), statements=(Statement(claim=Claim.SUMMARY, value="x", tool="incident.io"),))
    found = step(case.check(), "Summary")
    assert isinstance(found, Check) and found.answer is YES and found.how.startswith("11:40;")


def test_nobody_waits_for_a_summary_while_work_has_stopped() -> None:
    case = Case(EVENING, minutes=900).chat(60, every=15).say(30, "Summary: a").say(62, "Stopping for tonight").say(860, "morning").say(880, "Summary: b")
    assert answer(case.check(), "Summary") is YES
    silent = Case(EVENING, minutes=900).chat(60, every=15).say(30, "Summary: a").say(840, "morning")
    found = step(silent.check(), "Summary")
    assert isinstance(found, Check) and (found.answer, found.how) == (NO, "19:30; the longest time without one was 1 h, from 15 October, 09:00")


@pytest.mark.parametrize(
    ("minutes", "updates", "expected"),
    [
        (150, (30, 90), YES),
        (150, (30,), NO),
        (150, (120,), NO),
        (150, (), UNSEEN),
    ],
)
def test_clients_hear_about_hourly(minutes: int, updates: Sequence[int], expected: Answer) -> None:
    case = Case(minutes=minutes).chat(minutes).hold(Office.COMMS, 5, label="Client comms manager")
    for at in updates:
        case.say(at, "Update sent to the client", "Client comms manager")
    assert answer(case.check(), "Clients updated about hourly") is expected


def test_only_the_client_comms_manager_is_taken_at_their_word() -> None:
    case = Case(minutes=60).hold(Office.COMMS, 20, 40, label="Responder 5").say(10, "sent the mail", "Responder 5").say(50, "sent the mail", "Responder 5").say(30, "sent the mail")
    assert answer(case.check(), "Clients updated") is UNSEEN
    assert answer(case.say(30, "sent the mail", "Responder 5").check(), "Clients updated") is YES


@pytest.mark.parametrize(
    ("turns", "minutes", "expected"),
    [
        (((0, 110), (110, None)), 210, YES),
        (((0, None),), 210, NO),
        (((0, 160), (160, None)), 210, NO),
        (((0, None),), 130, "the longest turn was 2 h 10 min"),
        ((), 210, None),
    ],
)
@pytest.mark.parametrize("office", [Office.LEAD, Office.COMMS])
def test_somebody_new_steps_in_after_about_two_hours(office: Office, turns: Sequence[tuple[int, int | None]], minutes: int, expected: Answer | str | None) -> None:
    case = Case(minutes=minutes).chat(minutes)
    for number, (since, until) in enumerate(turns):
        case.hold(office, since, until, label=f"Responder {number}")
    process = case.check()
    if expected is None:
        assert not [one for one in (*process.checks, *process.not_asked) if one.what.startswith(f"New {office.value}")]
    else:
        assert answer(process, f"New {office.value} after about two hours") == expected


def test_a_night_off_is_no_turn() -> None:
    case = Case(EVENING, minutes=900).chat(100).say(110, "let's stop here for tonight").say(114, "good night").say(840, "morning").hold(Office.LEAD, 0)
    assert answer(case.check(), "New incident lead") == "the longest turn was 1 h 54 min"


@pytest.mark.parametrize(
    ("changes", "expected", "how"),
    [
        (((5, None, Claim.COMMAND), (7, None, Claim.ROLLBACK), (9, None, Claim.COMMAND)), YES, "2 commands and 1 change, the first at 11:05"),
        (((5, None, Claim.DEPLOY), (6, 40, Claim.COMMAND)), YES, "1 change, the first at 11:05; 1 told afterwards"),
        (((6, 40, Claim.COMMAND),), NO, "1 told afterwards, none at the time"),
        (((-90, 5, Claim.DEPLOY),), UNSEEN, "none is in the channel"),
        (((120, None, Claim.DEPLOY),), UNSEEN, "none is in the channel"),
        ((), UNSEEN, "none is in the channel"),
    ],
    ids=["recorded", "one told later", "all told later", "before it", "after it", "nothing"],
)
def test_commands_and_changes_are_counted(changes: Sequence[tuple[int, int | None, Claim]], expected: Answer, how: str) -> None:
    case = Case()
    case.changes = [
        Change(sort=sort, text="x", role="Responder 1", at=case.at(at), sources=(case.ts(told or at),), told_at=case.at(told) if told else None)
        for at, told, sort in changes
    ]
    found = step(case.check(), "Commands")
    assert isinstance(found, Check) and (found.answer, found.how) == (expected, how)
    assert len(found.sources) == (0 if expected is UNSEEN else sum(told is None for _, told, _ in changes) or len(changes))


def test_what_was_changed_otherwise_counts_and_what_a_message_says_twice_counts_once() -> None:
    case = Case()
    case.changes = [Change(sort=Claim.COMMAND, text="x", role="Responder 1", at=case.at(5), sources=(case.ts(5),))] * 2
    case.candidates = [
        Entry(at=case.at(minutes), kind=kind, role="Responder 1", text="x", sources=(case.ts(minutes),))
        for minutes, kind in ((5, Kind.MITIGATION), (8, Kind.MITIGATION), (9, Kind.FINDING))
    ]
    found = step(case.check(), "Commands")
    assert isinstance(found, Check) and found.how == "1 command and 1 change, the first at 11:05"
