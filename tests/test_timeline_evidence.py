"""Lines of evidence in the timeline: their kinds and words, which of them are chosen, and how they are cited."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.documents.markdown import render
from postmortem.documents.transcript import timeline_json, timeline_markdown
from postmortem.incident import Claim, Edits, Incident, Kind, Statement
from postmortem.report.model import build_report
from postmortem.text import Piece, PieceKind
from postmortem.timeline.build import Settings, build_timeline
from postmortem.timeline.evidence import Evidence, EvidenceLine, is_reference, source_order
from postmortem.timeline.evidence_kinds import kind_of
from postmortem.timeline.model import Timeline
from postmortem.timeline.select import length_for

DAY = datetime(2026, 10, 14, tzinfo=UTC)
LEAD, ONE, TWO = "Incident lead", "Responder 1", "Responder 2"


def at(clock: str) -> datetime:
    hours, _, minutes = clock.partition(":")
    return DAY + timedelta(hours=int(hours), minutes=float(minutes))


def said(clock: str, role: str, text: str, *statements: Statement, kind: str = "message", **more: object) -> BlamelessMessage:
    ts = f"{int(at(clock).timestamp())}.000000"
    return BlamelessMessage(ts=ts, role=role, pieces=(Piece(PieceKind.PROSE, text),), statements=statements, kind=kind, **more)  # type: ignore[arg-type]


OUTAGE = (
    said("09:12", ONE, "I'm getting 503s on checkout"),
    said("09:14", "incident.io", "declared", Statement(claim=Claim.DECLARED, value="Checkout errors", tool="incident.io"), kind="bot"),
    said("09:58", TWO, "Found it: the connection pool is exhausted on all three payment hosts"),
    said("10:19", ONE, "rolled back basket to release 213"),
    said("10:26", TWO, "Errors stopped. Confirmed with three test purchases"),
    said("11:40", "incident.io", "resolved", Statement(claim=Claim.STATUS, value="resolved", tool="incident.io"), kind="bot"),
)


def line(clock: str, text: str, *, source: str = "", **more: object) -> EvidenceLine:
    return EvidenceLine(**{"source": source or f"deploys.csv:{clock.replace(':', '')}", "at": at(clock), "text": text, "file": "deploys", **more})  # type: ignore[arg-type]


def build(*lines: EvidenceLine, messages: tuple[BlamelessMessage, ...] = OUTAGE, edits: Edits | None = None, **settings: object) -> Timeline:
    transcript = BlamelessTranscript(channel="inc-checkout", messages=messages, labels=(LEAD, ONE, TWO))
    return build_timeline(transcript, settings=Settings(zone="UTC", **settings), edits=edits, evidence=Evidence(lines=lines))  # type: ignore[arg-type]


def from_files(timeline: Timeline) -> list[tuple[str, str]]:
    return [(f"{entry.at:%H:%M}", entry.text) for entry in timeline.entries if is_reference(entry.sources[0])]


KINDS = {
    "a kind: deploy": (("deploy", "", "basket 3.18.0", "x"), Kind.CHANGE, "recorded a deployment"),
    "a kind of several words": (("deployment_status", "", "basket", "x"), Kind.CHANGE, "recorded a deployment"),
    "a kind: pull request": (("Pull request", "", "Limit the pool", "x"), Kind.CHANGE, "recorded a merge"),
    "a kind: alert": (("alert", "firing", "5xx above 5 %", "x"), Kind.ALERT, "alerted"),
    "an alert that ended": (("alert", "resolved", "5xx above 5 %", "x"), Kind.RECOVERY, "marked the alert as resolved"),
    "an event's type": (("incident.resolved", "", "5xx", "x"), Kind.RECOVERY, "marked the alert as resolved"),
    "an alert that was seen": (("alert", "acknowledged", "5xx", "x"), Kind.ESCALATION, "recorded an acknowledgement"),
    "a state alone": (("", "OK", "ping db1", "x"), Kind.RECOVERY, "marked the alert as resolved"),
    "a kind: ticket": (("ticket", "", "Cannot pay", "x"), Kind.DETECTION, "received a ticket"),
    "a kind of entry": (("decision", "", "keep the limit", "x"), Kind.DECISION, "recorded"),
    "a deployment that undoes one": (("deploy", "", "Rolled back basket to 3.17.4", "x"), Kind.MITIGATION, "recorded"),
    "its own words": (("", "", "Deployed basket 3.18.0", "x"), Kind.CHANGE, "recorded"),
    "its own words: firing": (("", "", "[FIRING:1] 5xx", "x"), Kind.ALERT, "alerted"),
    "its own words: merged": (("", "", "Merge pull request #12", "x"), Kind.CHANGE, "recorded"),
    "the file's name": (("", "", "basket 3.18.0 to production", "prod deploys"), Kind.CHANGE, "recorded a deployment"),
    "the file's name: alerts": (("", "", "5xx above 5 %", "alerts"), Kind.ALERT, "alerted"),
    "the file's name: tickets": (("", "", "Cannot pay", "tickets"), Kind.DETECTION, "received a ticket"),
    "as a message would be": (("", "", "restarted the payment workers", "x"), Kind.MITIGATION, "recorded"),
    "nothing is known": (("", "", "basket 3.18.0", "x"), None, "recorded"),
    "an unknown kind": (("foo", "", "basket 3.18.0", "x"), None, "recorded"),
    "a ticket that was solved later": (("ticket", "solved", "Cannot pay", "x"), Kind.DETECTION, "received a ticket"),
    "a ticket about a rollback": (("ticket", "", "Please roll back", "x"), Kind.DETECTION, "received a ticket"),
    "a deployment that went well": (("deploy", "ok", "basket 3.18.0", "x"), Kind.CHANGE, "recorded a deployment"),
    "a title that speaks of a rollback": (("", "", "Fix the rollback script", "prs"), Kind.CHANGE, "recorded a merge"),
    "a plan": (("", "", "will restart the workers", "x"), None, "recorded"),
    "a question": (("", "", "is anyone restarting the workers?", "x"), None, "recorded"),
    "a word inside another": (("", "", "basket", "mrsmith"), None, "recorded"),
    "a declaration is the channel's": (("", "", "I am declaring an incident", "x"), None, "recorded"),
    "so is a severity": (("severity", "", "major", "x"), None, "recorded"),
    "and a resolution": (("resolution", "", "all is well", "x"), None, "recorded"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "kind", "leads"), KINDS.values(), ids=KINDS)
def test_a_lines_kind_is_its_columns_else_its_words_else_its_files(given: tuple[str, str, str, str], kind: Kind, leads: str) -> None:
    assert kind_of(*given) == (kind, leads)


WORDS = {
    "a deployment": (line("08:50", "basket 3.18.0 to production", kind="deploy"), "Deploys recorded a deployment: basket 3.18.0 to production."),
    "by a tool": (line("08:50", "basket 3.18.0", kind="deploy", tool="Jenkins"), "Jenkins recorded a deployment: basket 3.18.0."),
    "words that say it themselves": (line("08:50", "Deployed basket 3.18.0", kind="deploy"), "Deploys recorded: Deployed basket 3.18.0."),
    "one that failed": (line("08:50", "basket 3.18.0", kind="deploy", state="Failed"), "Deploys recorded a deployment: basket 3.18.0 (failed)."),
    "an alert of a tool": (line("08:50", "5xx above 5 %", kind="alert", tool="Grafana"), "Grafana alerted: 5xx above 5 %."),
    "an alert of a file": (line("08:50", "5xx above 5 %", kind="alert", file="alerts"), "Alerts recorded an alert: 5xx above 5 %."),
    "a ticket in the first person": (line("08:50", "I can't pay and my order is gone", kind="ticket", tool="Zendesk"), "Zendesk received a ticket: they can't pay and their order is gone."),
    "a ticket's number": (line("08:50", "Cannot pay", kind="ticket", ref="SUP-12", tool="Zendesk"), "Zendesk received a ticket: Cannot pay (SUP-12)."),
    "no other numbers": (line("08:50", "basket 3.18.0", kind="deploy", ref="812"), "Deploys recorded a deployment: basket 3.18.0."),
    "no account of a branch": (line("08:50", "Merge pull request #12 from quaint/fix-pool", kind="merge"), "Deploys recorded: Merge pull request #12."),
    "an emoji and an address": (line("08:50", ":rocket: basket live https://x.example/1", kind="deploy"), "Deploys recorded: basket live."),
    "said again": (line("08:50", "disk full", kind="alert", tool="Nagios", count=1203, last_source="x.csv:9", last_at=at("09:40")), "Nagios alerted: disk full (the same 1,203 times until 09:40)."),
    "said again until another day": (line("08:50", "disk full", kind="alert", tool="Nagios", count=2, last_source="x.csv:9", last_at=at("24:10")), "Nagios alerted: disk full (the same 2 times until 00:10 on 15 October)."),
    "logged again": (line("08:50", "ERROR [exec-1] c.e.Pool - Timeout after 5 ms req=12", is_log=True, file="app", count=7, is_same=False, last_source="app.log:9", last_at=at("08:59")), "App logged: Timeout after 5 ms (7 such lines until 08:59)."),
    "counted from a part": (line("08:50", "Timeout", is_log=True, file="app", count=7, at_least=True, is_same=False, last_source="app.log:9", last_at=at("08:59")), "App logged: Timeout (at least 7 such lines until 08:59)."),
    "a file, a host and a region are no first person": (line("08:50", "moved my.cnf to us-east-1 and us.example.org", kind="change"), "Deploys recorded a change: moved my.cnf to us-east-1 and us.example.org."),
    "keys and values alone": (line("08:50", 'level=error msg="pool exhausted"', is_log=True, file="app"), 'App logged: pool exhausted.'),
}  # fmt: skip


@pytest.mark.parametrize(("given", "text"), WORDS.values(), ids=WORDS)
def test_a_line_is_told_as_what_its_tool_recorded(given: EvidenceLine, text: str) -> None:
    (entry,) = build(given).from_files
    assert entry.text == text


def test_a_long_text_is_cut_and_its_source_is_quoted() -> None:
    timeline = build(line("08:50", "word " * 300, kind="deploy"))
    assert len(timeline.from_files[0].text.split()) <= 25
    assert len(timeline.given[0].text) <= 170


def test_a_deployment_just_before_the_incident_is_chosen_and_cites_its_line() -> None:
    timeline = build(line("08:58", "basket 3.18.0 to production", kind="deploy"))
    assert from_files(timeline) == [("08:58", "Deploys recorded a deployment: basket 3.18.0 to production.")]
    (entry,) = (one for one in timeline.entries if one.at == at("08:58"))
    assert entry.sources == ("deploys.csv:0858",)
    assert entry.told_at is None
    assert entry.kind is Kind.CHANGE
    assert entry.role == "deploys"


CHOSEN = {
    "an alert at the beginning": (line("09:08", "5xx above 5 %", kind="alert"), True),
    "its end": (line("10:27", "5xx above 5 %", kind="alert", state="resolved"), True),
    "a merge before": (line("08:30", "Merge pull request #812", kind="merge"), True),
    "a rollback at the end of another service": (line("10:21", "search to 1.4", kind="rollback"), True),
    "a serious alert in between": (line("09:50", "queue over 10,000", kind="alert", grade="critical"), True),
    "a fatal error at the beginning": (line("09:10", "FATAL out of memory", is_log=True, weight=3, count=400, last_source="a.log:9", last_at=at("09:12")), True),
    "a deployment hours before": (line("02:00", "wiki 9.0", kind="deploy"), False),
    "a deployment hours after": (line("16:00", "wiki 9.1", kind="deploy"), False),
    "a slight alert hours before": (line("04:00", "backup slow", kind="alert", grade="info"), False),
    "a single warning": (line("09:50", "WARN pool exhausted", is_log=True, weight=1), False),
    "something of no kind": (line("10:55", "nightly report", kind="foo", file="notes"), False),
    "a line that lays blame": (line("08:58", "deployed 3.18, somebody forgot to test it", kind="deploy"), False),
}  # fmt: skip


@pytest.mark.parametrize(("given", "chosen"), CHOSEN.values(), ids=CHOSEN)
def test_evidence_counts_near_to_what_the_channel_tells_of(given: EvidenceLine, chosen: bool) -> None:
    timeline = build(given)
    assert bool(from_files(timeline)) is chosen
    assert len(timeline.from_files) == 1


def test_evidence_takes_a_third_of_the_timeline_at_most() -> None:
    messages = tuple(
        said(f"{9 + n // 60:02}:{n % 60:02}", ONE, f"I restarted {chr(97 + n % 26) * 5}{chr(97 + n // 26) * 3} and {chr(98 + n % 25) * 6} by hand") for n in range(0, 120, 4)
    )
    lines = tuple(line(f"{9 + n // 60:02}:{n % 60:02}", f"service{chr(97 + n % 26)}{chr(97 + n // 26)} {n}", kind="deploy", source=f"deploys.csv:{n}") for n in range(0, 120, 3))
    timeline = build(*lines, messages=messages)
    most = length_for(116 * 60)
    assert 0 < len(from_files(timeline)) <= -(-most // 3)
    assert len(timeline.entries) <= most
    assert len(timeline.from_files) == len(lines)


def test_the_length_follows_the_incident_and_not_the_evidence() -> None:
    """A day of deployments makes the incident no longer."""
    lines = tuple(line(f"{n % 24:02}:{n % 60:02}", f"service{n} release", kind="deploy", source=f"deploys.csv:{n}") for n in range(400))
    assert len(build(*lines).entries) <= length_for(148 * 60) + 2


def test_a_number_of_entries_that_people_gave_holds() -> None:
    lines = tuple(line(f"09:{n:02}", f"service{chr(97 + n)} went live", kind="deploy", source=f"deploys.csv:{n}") for n in range(20))
    for entries in (1, 3, 8):
        assert len(build(*lines, entries=entries).entries) <= entries


def test_a_line_that_tells_of_the_same_as_a_message_becomes_its_source() -> None:
    timeline = build(line("10:18", "Rolled back basket to 213", kind="rollback"))
    (entry,) = (one for one in timeline.entries if "deploys.csv:1018" in one.sources)
    assert entry.at == at("10:19")
    assert not is_reference(entry.sources[0])
    assert timeline.from_files == ()
    assert any("deploys.csv:1018" in one.sources for one in timeline.candidates)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(line("10:18", "Rolled back search to 9.1", kind="rollback"), id="of something else"),
        pytest.param(line("10:40", "Rolled back basket to 213", kind="rollback"), id="at another time"),
        pytest.param(line("10:18", "basket 213 alarm", kind="alert"), id="of another kind"),
    ],
)
def test_a_line_that_tells_of_something_else_stands_for_itself(given: EvidenceLine) -> None:
    timeline = build(given)
    assert len(timeline.from_files) == 1
    assert all(given.source not in entry.sources[1:] for entry in timeline.entries)


def test_an_alert_whose_end_is_known_makes_two_entries_of_one_line() -> None:
    timeline = build(line("09:05", "5xx above 5 %", kind="alert", state="resolved", began=True, until=at("10:27"), tool="Grafana", source="alerts.json:3"))
    assert [(f"{entry.at:%H:%M}", entry.kind, entry.sources) for entry in timeline.from_files] == [
        ("09:05", Kind.ALERT, ("alerts.json:3",)),
        ("10:27", Kind.RECOVERY, ("alerts.json:3-end",)),
    ]


def test_an_end_in_a_file_confirms_a_fix() -> None:
    asked = "nobody confirmed"
    messages = OUTAGE[:4]
    alone = build(messages=messages)
    with_end = build(line("10:19", "5xx", kind="alert", state="resolved"), messages=messages)
    assert any(asked in question.text for question in alone.questions)
    assert not any(asked in question.text for question in with_end.questions)


def test_people_may_drop_reword_and_retime_a_line_by_its_source() -> None:
    lines = (line("08:58", "basket 3.18.0", kind="deploy", source="deploys.csv:2"), line("09:05", "wiki", kind="deploy", source="deploys.csv:3"))
    edits = Edits(drop=("deploys.csv:3",), reword={"deploys.csv:2": "Basket went live."}, retime={"deploys.csv:2": at("08:36")})
    timeline = build(*lines, edits=edits)
    (entry,) = timeline.from_files
    assert (entry.text, entry.at, entry.told_at) == ("Basket went live.", at("08:36"), at("08:58"))
    assert entry in timeline.entries
    assert not timeline.remarks


def test_an_edit_of_a_line_that_is_not_there_is_said() -> None:
    (remark,) = build(edits=Edits(drop=("deploys.csv:3",))).remarks
    assert "deploys.csv:3" in remark
    assert "--evidence" in remark


def test_sources_of_one_moment_are_in_order() -> None:
    sources = ["b.csv:10", "1791964931.000200", "b.csv:9", "a.csv:11", "1791964931.000100", "b.csv:9-end"]
    assert sorted(sources, key=source_order) == ["1791964931.000100", "1791964931.000200", "a.csv:11", "b.csv:9", "b.csv:9-end", "b.csv:10"]


def test_every_entry_has_a_source_that_the_report_can_show() -> None:
    lines = (
        line("08:58", "basket 3.18.0", kind="deploy", link="https://deploys.example.net/2"),
        line("09:05", "ERROR pool | exhausted `x`", is_log=True, file="app", weight=3, count=90, source="app.log:4", last_source="app.log:99", last_at=at("09:40")),
        line("10:27", "5xx", kind="alert", state="resolved", source="alerts.json:1", place="entry"),
    )
    timeline = build(*lines)
    transcript = BlamelessTranscript(channel="inc-checkout", messages=OUTAGE)
    report = build_report(Incident(title="Checkout", timezone="UTC"), timeline, transcript)
    assert all(row.cite for row in report.timeline)
    quoted = {source.what: source.quote for source in report.evidence if source.quote}
    assert quoted == {
        "deploys.csv, line 0858": "basket 3.18.0 https://deploys.example.net/2",
        "app.log, line 4": "ERROR pool | exhausted `x`",
        "app.log, line 99": "the last of 90 such lines",
        "alerts.json, entry 1": "5xx",
    }
    numbers = [source.number for source in report.evidence]
    assert numbers == sorted(numbers)
    assert timeline.shown == len({source for entry in timeline.entries for source in entry.sources if not is_reference(source)})
    text = render("draft.md.j2", report)
    assert "the line of a file" in text
    assert "ERROR pool \\| exhausted `x`" in text


def test_a_report_without_evidence_speaks_of_messages_only() -> None:
    transcript = BlamelessTranscript(channel="inc-checkout", messages=OUTAGE)
    text = render("draft.md.j2", build_report(Incident(title="Checkout", timezone="UTC"), build(), transcript))
    assert "line of a file" not in text
    assert "Lines of files" not in text


def test_the_timeline_as_data_has_the_references() -> None:
    entries = build(line("08:58", "a | b", kind="deploy", source="we_ird|x.csv:2")).from_files
    assert json.loads(timeline_json(entries))[0]["sources"] == ["we_ird|x.csv:2"]
    assert "we_ird\\|x.csv:2 |" in timeline_markdown(entries, zone="UTC").decode()


def test_evidence_makes_no_fact() -> None:
    """Facts are what the channel states; a file's alert does not change when the incident was detected."""
    assert build(line("08:00", "5xx", kind="alert")).facts == build().facts


def test_evidence_is_shown_even_where_the_channel_tells_of_nothing() -> None:
    timeline = build(line("09:30", "basket 3.18.0", kind="deploy"), messages=(said("09:12", ONE, "good morning"),))
    assert [entry.sources for entry in timeline.entries] == [("deploys.csv:0930",)]


def test_thousands_of_lines_cost_little() -> None:
    lines = tuple(line(f"{n % 24:02}:{n % 60:02}", f"service{n} release {n}", kind="deploy", source=f"deploys.csv:{n}") for n in range(5000))
    began = time.perf_counter()
    build(*lines, entries=100)
    assert time.perf_counter() - began < 10
    assert replace(lines[0], count=2).count == 2
