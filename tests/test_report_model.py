"""The report's model: what is known is shown with its sources, what is missing is asked for, nothing is concluded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from postmortem.blameless.transcript import BlamelessFile, BlamelessMessage, BlamelessTranscript, Tenure
from postmortem.dates import DateStyle
from postmortem.incident import Action, Client, Impact, Incident, Kind, Office, Severity
from postmortem.report.contents import Row
from postmortem.report.model import Report, build_report
from postmortem.report.sources import role_inside
from postmortem.report.times import Clock, duration
from postmortem.text import Piece, PieceKind
from postmortem.timeline.model import Entry, Fact, Facts, Question, SeverityChange, Stated, Timeline

START = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)  # 10:00 in London


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def ts(minutes: int) -> str:
    return f"{int(at(minutes).timestamp())}.000100"


def message(minutes: int, role: str = "Responder 1", *, kind: str = "message", **more: object) -> BlamelessMessage:
    return BlamelessMessage(ts=ts(minutes), role=role, kind=kind, pieces=(Piece(PieceKind.PROSE, "words"),), **more)  # type: ignore[arg-type]


def fact(minutes: int, *, told: int | None = None) -> Fact:
    source = minutes if told is None else told
    return Fact(at=at(minutes), sources=(ts(source),), told_at=at(told) if told is not None else None)


TRANSCRIPT = BlamelessTranscript(
    channel="inc-2026-10-14-checkout",
    messages=(
        message(9, "PagerDuty", kind="bot"),
        message(14, "Incident lead"),
        message(31, "Responder 1"),
        message(86, "Responder 2", files=(BlamelessFile(key="f-1", name="graph.png"),)),
        message(125, "Responder 2"),
        message(160, "Incident lead"),
    ),
    labels=("Incident lead", "Responder 1", "Responder 2", "Responder 3", "Responder 5", "Client contact 1"),
    tenures=(Tenure(label="Incident lead", office=Office.LEAD, from_ts=ts(14)),),
    left_out={"joins": 3, "leaves": 0},
)
FACTS = Facts(
    began=fact(2, told=125),
    detected=fact(9),
    declared=fact(14),
    mitigated=fact(86),
    resolved=fact(160),
    severity=(
        SeverityChange(at=at(14), severity=Severity.MINOR, sources=(ts(14),)),
        SeverityChange(at=at(14), severity=Severity.MINOR, sources=(ts(14),)),
        SeverityChange(at=at(31), severity=Severity.MAJOR, sources=(ts(31),), was=Severity.MINOR),
    ),
    tenures=TRANSCRIPT.tenures,
)
ENTRIES = (
    Entry(at=at(2), kind=Kind.DETECTION, role="Responder 2", text="First 503 in the log.", sources=(ts(125),), told_at=at(125)),
    Entry(at=at(9), kind=Kind.ALERT, role="PagerDuty", text="PagerDuty alerted.", sources=(ts(9),)),
    Entry(at=at(86), kind=Kind.RECOVERY, role="Responder 2", text="Errors stopped.", sources=(ts(86), ts(31)), files=("f-1",)),
)
TIMELINE = Timeline(
    facts=FACTS,
    entries=ENTRIES,
    questions=(
        Question(section="timeline", text="Nothing was said between 10:31 and 11:26. What happened?", sources=(ts(31),)),
        Question(section="key_facts", text="When did it begin?"),
    ),
    shown=4,
    messages=6,
)
INCIDENT = Incident(
    title="Checkout errors",
    severity=Severity.MAJOR,
    began=at(2),
    detected=at(9),
    declared=at(14),
    mitigated=at(86),
    resolved=at(160),
)
NOTHING = Timeline(facts=Facts(), entries=())


def rows(report: Report) -> dict[str, Row]:
    return {row.label: row for row in report.key_facts}


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(INCIDENT, TIMELINE, TRANSCRIPT, attachments={"f-1": "graph.png"})


def test_moments_are_shown_in_the_zone_with_the_day_once(report: Report) -> None:
    facts = rows(report)
    assert facts["Began"].value == "14 October 2026, 10:02 BST, told afterwards at 12:05"
    assert facts["Detected"].value == "10:09 (7 min after it began)"
    assert facts["Declared"].value == "10:14 (5 min after detection)"
    assert facts["Mitigated"].value == "11:26 (1 h 24 min after it began)"
    assert facts["Resolved"].value == "12:40 (2 h 38 min after it began)"
    assert report.zone == "BST (UTC+1)"
    assert report.date == "14 October 2026"
    assert report.span == "From 10:02 to 11:26 BST (UTC+1) on 14 October 2026 (1 h 24 min)"


def test_sources_are_numbered_in_the_order_in_which_they_were_said(report: Report) -> None:
    assert [source.number for source in report.evidence] == [1, 2, 3, 4, 5, 6]
    assert [source.time for source in report.evidence] == ["10:09:00", "10:14:00", "10:31:00", "11:26:00", "12:05:00", "12:40:00"]
    assert report.timeline[2].cite == "[3][4]"
    assert report.evidence[3].files == ("graph.png",)


def test_a_source_that_is_not_in_the_channel_has_no_number() -> None:
    entry = replace(ENTRIES[1], sources=("1.000000", ts(9)))
    report = build_report(INCIDENT, replace(TIMELINE, entries=(entry,)), TRANSCRIPT)
    assert report.timeline[0].cite == "[1]"


def test_what_was_told_afterwards_is_marked(report: Report) -> None:
    assert [row.mark for row in report.timeline] == ["¹", "", ""]
    assert [(note.mark, note.time) for note in report.told_notes] == [("¹", "12:05")]


def test_changes_of_severity_are_told_once_each(report: Report) -> None:
    assert rows(report)["Severity"] == Row(label="Severity", value="Major (minor from 10:14, raised to major at 10:31)", cite="[2][3]")


def test_what_people_set_wins_and_cites_nothing_that_does_not_state_it() -> None:
    incident = replace(INCIDENT, began=at(5), severity=Severity.CRITICAL)
    facts = rows(build_report(incident, TIMELINE, TRANSCRIPT))
    assert facts["Began"] == Row(label="Began", value="14 October 2026, 10:05 BST")
    assert facts["Severity"].value.startswith("Critical, as corrected in incident.toml (the channel: minor from 10:14")
    assert facts["Mitigated"].value == "11:26 (1 h 21 min after it began)"


def test_what_is_missing_is_asked_for_and_no_duration_is_computed_from_it() -> None:
    report = build_report(Incident(title="Something"), NOTHING, BlamelessTranscript(channel="c", messages=()))
    facts = rows(report)
    assert all(facts[label].ask and not facts[label].value for label in ("Severity", "Began", "Detected", "Declared", "Mitigated", "Restored", "Resolved", "Affected"))
    assert facts["Roles"].ask
    assert all(row.note and not row.value for row in report.durations)
    assert (report.span, report.detection) == ("", None)
    assert [row.what for row in report.impact if row.ask] == ["Requests, visits or users affected", "Data lost or disclosed"]


def test_a_duration_is_measured_from_detection_where_nobody_knows_when_it_began() -> None:
    facts = rows(build_report(replace(INCIDENT, began=None), TIMELINE, TRANSCRIPT))
    assert facts["Mitigated"].value == "11:26 (1 h 17 min after detection)"
    assert facts["Detected"].value == "14 October 2026, 10:09 BST"


def test_a_contradiction_is_asked_about_and_never_a_negative_duration() -> None:
    report = build_report(replace(INCIDENT, resolved=at(-20)), TIMELINE, TRANSCRIPT)
    resolved = rows(report)["Resolved"]
    assert resolved.value == "09:40"
    assert resolved.ask == "this is before 10:02, when it began: which of the two is right?"
    (duration,) = (row for row in report.durations if row.label == "Time to resolve")
    assert (duration.value, duration.note) == ("", "it was closed at 09:40, before it began at 10:02")


def test_a_declaration_before_the_alarm_is_no_contradiction() -> None:
    facts = rows(build_report(replace(INCIDENT, declared=at(5)), TIMELINE, TRANSCRIPT))
    assert (facts["Declared"].value, facts["Declared"].ask) == ("10:05", "")


def test_durations_say_from_what_to_what(report: Report) -> None:
    assert [(row.label, row.value, row.definition) for row in report.durations] == [
        ("Time to detect", "7 min", "from when it began to when it was noticed"),
        ("Time to declare", "5 min", "from when it was noticed to when it was declared"),
        ("Time to mitigate", "1 h 24 min", "from when it began to when its impact ended"),
        ("Time to restore", "", "from when it began to when all worked as usual again"),
        ("Time to resolve", "2 h 38 min", "from when it began to when it was closed"),
    ]


def test_roles_are_listed_with_times_and_responders_as_ranges(report: Report) -> None:
    assert rows(report)["Roles"] == Row(label="Roles", value="Incident lead (from 10:14), responders 1–3 and 5, client contact 1")


def test_a_lead_who_was_announced_twice_is_listed_once() -> None:
    tenures = (
        Tenure(label="Responder 1", office=Office.LEAD, from_ts=ts(14), until_ts=ts(31)),
        Tenure(label="Responder 1", office=Office.LEAD, from_ts=ts(31), until_ts=ts(86)),
        Tenure(label="Responder 2", office=Office.LEAD, from_ts=ts(86)),
    )
    facts = rows(build_report(INCIDENT, TIMELINE, replace(TRANSCRIPT, labels=(), tenures=tenures)))
    assert facts["Roles"].value == "Responder 1 as incident lead (from 10:14 until 11:26), Responder 2 as incident lead (from 11:26)"


def test_a_lead_with_another_office_is_one_person() -> None:
    tenures = (*TRANSCRIPT.tenures, Tenure(label="Incident lead", office=Office.ON_CALL, from_ts=ts(9)))
    labels = ("Incident lead", "Third party 1", "Third party 2", "Scribe")
    facts = rows(build_report(INCIDENT, TIMELINE, replace(TRANSCRIPT, labels=labels, tenures=tenures)))
    assert facts["Roles"].value == "Incident lead (from 10:14; on-call support from 10:09), scribe, third parties 1–2"


def test_detection_tells_an_alert_from_a_person(report: Report) -> None:
    assert report.detection is not None
    assert (report.detection.by, report.detection.by_tool, report.detection.after) == ("PagerDuty", True, "7 min")


def test_an_impact_row_says_who_stated_it_and_asks_for_a_missing_figure() -> None:
    incident = replace(INCIDENT, impact=(Impact(what="Failed payments", figure="about 3,200", sources=(ts(31),)), Impact(what="Data lost")))
    impact = build_report(incident, TIMELINE, TRANSCRIPT).impact
    assert (impact[0].note, impact[0].cite, impact[0].ask) == ("stated by responder 1 at 10:31", "[3]", "")
    assert impact[1].ask
    assert [row.what for row in impact] == ["Failed payments", "Data lost", "Duration of the impact"]


def test_an_action_asks_once_for_all_that_it_lacks() -> None:
    actions = (Action(what="Alert on it"), Action(what="Test it", owner="On-call support", where="board"), Action(what="a", owner="b", due="c", where="d"))
    asked = [action.ask for action in build_report(replace(INCIDENT, actions=actions), TIMELINE, TRANSCRIPT).actions]
    assert asked == ["owner, due date and board?", "due date?", ""]


def test_questions_stand_in_their_section_and_key_facts_ask_in_their_rows(report: Report) -> None:
    assert [ask.cite for ask in report.questions["timeline"]] == ["[3]"]
    assert "key_facts" not in report.questions


def test_the_process_is_checked_against_what_the_channel_shows(report: Report) -> None:
    steps = {step.what: step for step in report.process}
    assert (steps["Severity set"].answer, steps["Severity set"].how, steps["Severity set"].cite) == ("yes", "minor at 10:14, major at 10:31", "[2][3]")
    assert (steps["Incident lead named"].how, steps["Incident lead named"].cite) == ("from 10:14", "[2]")
    assert steps["Client comms manager named"].answer == "cannot be seen"
    relief = steps["New incident lead after about two hours"]
    assert (relief.answer, relief.how) == ("no", "one turn lasted 2 h 26 min, from 10:14 until 12:40")


def test_updates_to_clients_give_the_longest_wait() -> None:
    said = tuple(Stated(text="told", role="Responder 1", at=at(minute), sources=(ts(31),)) for minute in (31, 60, 125))
    report = build_report(INCIDENT, replace(TIMELINE, facts=replace(FACTS, client_updates=said)), TRANSCRIPT)
    step = next(step for step in report.process if step.what == "Clients updated about hourly")
    assert (step.answer, step.how) == ("yes", "10:31, 11:00, 12:05; the longest wait was 1 h 5 min, from 11:00")


def test_affected_clients_are_named_as_they_are_declared() -> None:
    incident = replace(INCIDENT, clients=(Client(name="Tern & Tide"), Client(name="Hollin Books")))
    assert rows(build_report(incident, TIMELINE, TRANSCRIPT))["Affected"] == Row(label="Affected", value="Tern & Tide, Hollin Books")


def test_a_day_is_named_where_it_changes() -> None:
    entries = tuple(replace(ENTRIES[1], at=at(minutes)) for minutes in (-700, 9, 15 * 60, 16 * 60))
    report = build_report(INCIDENT, replace(TIMELINE, entries=entries), TRANSCRIPT)
    assert [row.day for row in report.timeline] == ["13 October 2026", "14 October 2026", "15 October 2026", ""]


def test_every_time_names_its_zone_where_the_clocks_change() -> None:
    night = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 01:30 BST; an hour later it is 01:30 GMT
    entries = tuple(replace(ENTRIES[1], at=night + timedelta(hours=hours)) for hours in (0, 1))
    incident = Incident(title="Night", began=night, mitigated=night + timedelta(hours=1))
    report = build_report(incident, replace(TIMELINE, entries=entries), TRANSCRIPT)
    assert [row.time for row in report.timeline] == ["01:30 BST", "01:30 GMT"]
    assert report.zone == "BST (UTC+1), then GMT (UTC)"
    assert rows(report)["Mitigated"].value == "01:30 GMT (1 h after it began)"


@pytest.mark.parametrize(
    ("zone", "named"),
    [("UTC", "UTC"), ("Europe/London", "BST (UTC+1)"), ("Asia/Kolkata", "IST (UTC+5:30)"), ("America/Sao_Paulo", "UTC-3"), ("America/St_Johns", "NDT (UTC-2:30)")],
)
def test_a_zone_is_named_with_its_offset(zone: str, named: str) -> None:
    assert Clock.for_moments(zone, [START], main=START).name(START) == named


@pytest.mark.parametrize(
    ("seconds", "start", "shown"),
    [
        (30, 0, "under a minute"),
        (40, 50, "1 min"),
        (60, 0, "1 min"),
        (3600, 0, "1 h"),
        (84 * 60, 0, "1 h 24 min"),
        (86400 + 7500, 0, "1 day 2 h 5 min"),
        (3 * 86400, 0, "3 days"),
        (0, 0, "under a minute"),
        (-1, 30, ""),
        (-180, 0, ""),
    ],
)
def test_a_duration_is_the_difference_of_the_minutes_shown(seconds: int, start: int, shown: str) -> None:
    began = START + timedelta(seconds=start)
    assert duration(began, began + timedelta(seconds=seconds)) == shown


def test_an_alert_beside_what_people_noticed_is_told_and_not_asked_for() -> None:
    """Only one of about the same time: hours later it is of something else."""
    from postmortem.report.key_facts import describe_detection
    from postmortem.report.sources import Sources
    from postmortem.timeline.model import Entry, Fact

    at = TRANSCRIPT.messages[0].at
    fact = Fact(at=at, sources=(TRANSCRIPT.messages[0].ts,))
    clock, sources = Clock.for_moments("Europe/London", (), main=at), Sources(TRANSCRIPT, [])
    alert = Entry(at=at + timedelta(minutes=3), kind=Kind.ALERT, role="PagerDuty", text="PagerDuty alerted.", sources=fact.sources)
    incident = replace(INCIDENT, detected=at)
    told = [describe_detection(incident, fact, clock, sources, entries=entries) for entries in ((alert,), (), (replace(alert, at=at + timedelta(hours=3)),))]
    assert [one is not None and one.alert.endswith("PagerDuty alerted.") for one in told] == [True, False, False]


def test_a_moment_in_a_sentence_says_at_a_time_and_on_another_day() -> None:
    clock = Clock(ZoneInfo("Europe/London"), date(2026, 10, 14))
    assert clock.when(datetime(2026, 10, 14, 9, 2, tzinfo=UTC)) == "at 10:02"
    assert clock.when(datetime(2026, 10, 16, 6, 48, tzinfo=UTC)) == "on 16 October at 07:48"
    assert clock.when(datetime(2027, 1, 2, 6, 48, tzinfo=UTC)) == "on 2 January 2027 at 06:48"
    american = replace(clock, dates=DateStyle.MONTH_FIRST)
    assert american.when(datetime(2026, 10, 16, 6, 48, tzinfo=UTC)) == "on October 16 at 07:48"


@pytest.mark.parametrize(
    ("role", "inside"),
    [("Incident lead", "incident lead"), ("Responder 3", "responder 3"), ("CTO", "CTO"), ("PagerDuty", "PagerDuty")],
)
def test_a_role_inside_a_sentence_has_no_capital_and_a_tool_keeps_its_own(role: str, inside: str) -> None:
    assert role_inside(role) == inside
