"""The timeline of an incident, from hand-made messages: what is chosen, what it rests on, what is asked for."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript, Tenure
from postmortem.incident import Claim, Edits, Kind, Office, Severity, Statement
from postmortem.text import Piece, PieceKind
from postmortem.timeline.build import Settings, build_timeline

DAY = datetime(2026, 10, 14, tzinfo=UTC)
LEAD, ONE, TWO, COMMS = "Incident lead", "Responder 1", "Responder 2", "Client comms manager"


def ts_at(clock: str, number: int = 0) -> str:
    hours, minutes = clock.split(":")
    return f"{int((DAY + timedelta(hours=int(hours), minutes=int(minutes))).timestamp())}.{number:06}"


def said(clock: str, role: str, text: str, *statements: Statement, number: int = 0, **more) -> BlamelessMessage:
    return BlamelessMessage(
        ts=ts_at(clock, number),
        role=role,
        pieces=(Piece(PieceKind.PROSE, text),),
        statements=statements,
        **{"kind": "message", **more},
    )


def posted(clock: str, tool: str, text: str, *statements: Statement, **more) -> BlamelessMessage:
    return said(clock, tool, text, *statements, kind="bot", **more)


def channel(*messages: BlamelessMessage, tenures: tuple[Tenure, ...] = ()) -> BlamelessTranscript:
    return BlamelessTranscript(channel="inc-checkout", messages=messages, labels=(LEAD, ONE, TWO, COMMS), tenures=tenures)


def build(*messages: BlamelessMessage, edits: Edits | None = None, tenures: tuple[Tenure, ...] = (), **settings):
    return build_timeline(channel(*messages, tenures=tenures), settings=Settings(**{"zone": "UTC", **settings}), edits=edits or Edits())


OUTAGE = (
    posted(
        "09:09",
        "PagerDuty",
        "503s above 5%",
        Statement(claim=Claim.ALERT, value="503s on the payment page above 5%", tool="PagerDuty"),
    ),
    said("09:12", ONE, "I'm getting 503s on checkout"),
    posted(
        "09:14",
        "incident.io",
        "declared",
        Statement(claim=Claim.DECLARED, value="Checkout errors", person=LEAD, tool="incident.io"),
        Statement(claim=Claim.SEVERITY, value="minor", tool="incident.io"),
    ),
    said("09:15", TWO, "lol, not again"),
    said("09:18", ONE, "I think it's the payment provider, their API was slow yesterday"),
    said("09:19", TWO, "Has anyone checked the load balancer?"),
    posted(
        "09:31",
        "incident.io",
        "severity",
        Statement(claim=Claim.SEVERITY, value="major", was="minor", person=LEAD, tool="incident.io"),
    ),
    said("09:40", COMMS, "I've told both clients that we are investigating"),
    said("09:58", TWO, "Found it: the connection pool is exhausted on all three payment hosts"),
    said("10:07", LEAD, "Let's roll back release 214 rather than raise the limit"),
    said("10:19", ONE, "rolled back to release 213"),
    said("10:26", TWO, "Errors stopped. Confirmed with three test purchases"),
    said("10:27", ONE, "thanks all! great work"),
    said("10:41", TWO, "From the logs about 3,200 requests failed. The first 503 was at 09:02"),
    said("11:06", ONE, "we should have tested the pool setting in staging"),
    posted("11:40", "incident.io", "resolved", Statement(claim=Claim.STATUS, value="resolved", person=LEAD, tool="incident.io")),
)


def test_a_whole_outage_gives_its_milestones_in_order():
    timeline = build(*OUTAGE)
    kinds = [entry.kind for entry in timeline.entries]
    assert (
        kinds.index(Kind.DECLARATION) < kinds.index(Kind.SEVERITY) < kinds.index(Kind.MITIGATION) < kinds.index(Kind.RESOLUTION)
    )
    assert [entry.at for entry in timeline.entries] == sorted(entry.at for entry in timeline.entries)


def test_every_entry_cites_messages_and_has_their_minute_unless_it_was_told_afterwards():
    by_ts = {message.ts: message for message in OUTAGE}
    for entry in build(*OUTAGE).candidates:
        assert entry.sources
        assert (entry.told_at or entry.at) == by_ts[entry.sources[0]].at


def test_an_event_told_afterwards_has_the_time_at_which_it_happened():
    (told,) = [entry for entry in build(*OUTAGE).entries if entry.told_at]
    assert (told.at, told.told_at) == (DAY + timedelta(hours=9, minutes=2), DAY + timedelta(hours=10, minutes=41))


def test_facts_come_from_tools_phrases_and_told_times():
    facts = build(*OUTAGE).facts
    assert facts.began and facts.began.at == DAY + timedelta(hours=9, minutes=2)
    assert facts.detected and facts.detected.at == DAY + timedelta(hours=9, minutes=9)
    assert facts.declared and facts.mitigated and facts.mitigated.at == DAY + timedelta(hours=10, minutes=26)
    assert facts.resolved and facts.resolved.at == DAY + timedelta(hours=11, minutes=40)
    assert [(change.severity, change.was) for change in facts.severity] == [
        (Severity.MINOR, None),
        (Severity.MAJOR, Severity.MINOR),
    ]
    assert [figure.text for figure in facts.figures] == ["about 3,200 requests"]
    assert facts.title == "Checkout errors"


@pytest.mark.parametrize("clock", ["09:15", "09:19", "10:27"], ids=["joke", "question", "thanks"])
def test_talk_is_never_an_entry(clock):
    assert all(ts_at(clock) not in entry.sources for entry in build(*OUTAGE, entries=50).entries)


def test_opinions_and_hindsight_go_to_the_review_and_hindsight_is_no_entry():
    timeline = build(*OUTAGE)
    assert ts_at("11:06") in {one.sources[0] for one in timeline.for_review}
    assert all(ts_at("11:06") not in entry.sources for entry in timeline.candidates)


def test_what_people_marked_is_an_entry_whatever_it_says():
    pinned = said("09:20", TWO, "graph of the morning", is_pinned=True)
    marked = said("09:21", TWO, "see the picture", reactions=(("stopwatch", 1),), number=3)
    sources = {source for entry in build(*OUTAGE, pinned, marked).entries for source in entry.sources}
    assert {pinned.ts, marked.ts} <= sources


def test_what_people_marked_to_be_left_out_is_left_out():
    hidden = said("10:30", ONE, "rolled back the search index", reactions=(("no_entry_sign", 1),))
    assert all(hidden.ts not in entry.sources for entry in build(*OUTAGE, hidden).candidates)


def test_a_follow_up_mark_makes_a_proposed_action():
    marked = said("10:50", TWO, "The pool setting has no test", reactions=(("memo", 1),))
    assert "The pool setting has no test." in [action.text for action in build(*OUTAGE, marked).facts.actions]


def test_entries_says_how_many():
    assert len(build(*OUTAGE, entries=3).entries) == 3


def test_a_short_incident_has_few_entries_however_much_is_said():
    chatter = [said(f"09:{minute:02}", ONE, f"restarted worker number {minute}", number=minute) for minute in range(10, 40)]
    assert len(build(*chatter).entries) <= 6


def test_replies_of_days_later_do_not_lengthen_the_timeline():
    late = BlamelessMessage(
        ts=f"{int((DAY + timedelta(days=6, hours=9)).timestamp())}.000000",
        role=TWO,
        pieces=(Piece(PieceKind.PROSE, "fixed the test"),),
    )
    assert len(build(*OUTAGE, late).entries) <= len(build(*OUTAGE).entries) + 1


def test_a_burst_of_the_same_role_becomes_one_entry_that_cites_all():
    timeline = build(said("09:00", ONE, "restarting web 1"), said("09:01", ONE, "restarted web 2"))
    assert [set(entry.sources) for entry in timeline.entries] == [{ts_at("09:00"), ts_at("09:01")}]


def test_edits_drop_add_reword_and_retime_by_source():
    at = DAY + timedelta(hours=8)
    edits = Edits(
        drop=(ts_at("09:58"),),
        add=(ts_at("09:19"),),
        reword={ts_at("10:19"): "Release 213 was live again."},
        retime={ts_at("09:12"): at},
    )
    timeline = build(*OUTAGE, edits=edits)
    by_source = {source: entry for entry in timeline.entries for source in entry.sources}
    assert ts_at("09:58") not in by_source and ts_at("09:19") in by_source
    assert by_source[ts_at("10:19")].text == "Release 213 was live again."
    assert (by_source[ts_at("09:12")].at, by_source[ts_at("09:12")].told_at) == (at, DAY + timedelta(hours=9, minutes=12))
    assert timeline.remarks == ()


def test_an_edit_of_a_message_that_is_not_there_is_a_remark():
    (remark,) = build(*OUTAGE, edits=Edits(drop=("1.000000",))).remarks
    assert "1.000000" in remark and "not in the channel" in remark


def test_a_post_edited_in_place_says_nothing_of_the_severity_at_its_time():
    post = posted(
        "09:14",
        "incident.io",
        "declared",
        Statement(claim=Claim.DECLARED, value="Checkout errors", person=LEAD, tool="incident.io"),
        Statement(claim=Claim.SEVERITY, value="major", tool="incident.io"),
        edited_ts=ts_at("11:00"),
    )
    change = posted("09:20", "incident.io", "severity", Statement(claim=Claim.SEVERITY, value="minor", tool="incident.io"))
    timeline = build(post, change)
    assert [one.severity for one in timeline.facts.severity] == [Severity.MINOR]
    assert "Incident lead declared an incident: Checkout errors." in [entry.text for entry in timeline.entries]


def test_trouble_after_the_end_is_remarked_on():
    timeline = build(*OUTAGE, said("11:55", ONE, "I'm getting 503s again on checkout"))
    assert any("after the incident was said to be resolved" in remark for remark in timeline.remarks)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("key_facts", "severity was never set"),
        ("key_facts", "declared"),
        ("impact", "figure"),
        ("explanation", "cause"),
        ("actions", "action"),
    ],
)
def test_what_is_missing_is_asked_for(section, words):
    timeline = build(said("09:00", ONE, "restarted the queue worker"))
    assert any(question.section == section and words in question.text for question in timeline.questions)


def test_a_silence_of_over_half_an_hour_is_asked_about_and_a_shorter_one_is_not():
    timeline = build(*OUTAGE)
    asked = [question.text for question in timeline.questions if question.section == "timeline"]
    assert asked == ["Nothing was said between 11:06 and 11:40. What happened in that time?"]


@pytest.mark.parametrize(
    ("words", "count"), [("Handing over to the second lead", 1), ("Handing over to the second lead because my shift ends", 0)]
)
def test_a_handover_without_a_reason_is_asked_about(words, count):
    tenures = (
        Tenure(label=LEAD, office=Office.LEAD, from_ts=ts_at("09:14"), until_ts=ts_at("10:50")),
        Tenure(label=TWO, office=Office.LEAD, from_ts=ts_at("10:50")),
    )
    timeline = build(*OUTAGE, said("10:50", LEAD, words), tenures=tenures)
    assert sum("handover of the lead" in question.text for question in timeline.questions) == count


def test_a_fix_without_a_confirmation_is_asked_about():
    questions = build(said("09:00", ONE, "restarted the queue worker")).questions
    assert any("nobody confirmed" in question.text for question in questions)


ODD = {
    "nothing": (),
    "only tools": (
        posted("09:00", "Deploy bot", "deployed web 214", Statement(claim=Claim.DEPLOY, value="web 214", tool="Deploy bot")),
    ),
    "no incident": (said("09:00", ONE, "hello there"), said("09:01", TWO, "morning!")),
    "the same second": tuple(said("09:00", ONE, "restarted the queue", number=number) for number in range(9)),
    "out of order": tuple(reversed(OUTAGE)),
    "empty text": (said("09:00", ONE, ""), said("09:01", ONE, "   \n ")),
    "controls": (said("09:00", ONE, "\x00\x1b[31mrestarted\u202e the queue\x07 worker"),),
    "markup": (said("09:00", ONE, "restarted {{ 7*7 }} <script>alert(1)</script> | *x*"),),
    "only a link, pinned": (
        BlamelessMessage(
            ts=ts_at("09:00"), role=ONE, is_pinned=True, pieces=(Piece(PieceKind.LINK, "", "https://example.org/x"),)
        ),
    ),
    "only code, pinned": (
        BlamelessMessage(ts=ts_at("09:00"), role=ONE, is_pinned=True, pieces=(Piece(PieceKind.CODE_BLOCK, "uptime"),)),
    ),
    "deleted": (said("09:00", ONE, "restarted", kind="deleted"),),
}


@pytest.mark.parametrize("messages", ODD.values(), ids=ODD)
def test_odd_channels_give_a_timeline_with_sources(messages):
    timeline = build(*messages)
    assert timeline.messages == len(messages)
    for entry in timeline.entries:
        assert (
            entry.sources
            and entry.text.endswith(".")
            and not any(ord(letter) < 32 or letter == "\u202e" for letter in entry.text)
        )


def test_the_order_of_the_messages_does_not_matter():
    assert build(*OUTAGE) == build(*reversed(OUTAGE))


def test_over_new_year_entries_stay_in_order():
    start = datetime(2026, 12, 31, 23, 50, tzinfo=UTC)
    texts = ("I'm getting 503s on checkout", "restarted the payment service", "errors stopped")
    messages = [
        BlamelessMessage(
            ts=f"{int((start + timedelta(minutes=9 * place)).timestamp())}.000000",
            role=ONE,
            pieces=(Piece(PieceKind.PROSE, text),),
        )
        for place, text in enumerate(texts)
    ]
    assert [entry.kind for entry in build(*messages).entries] == [Kind.DETECTION, Kind.MITIGATION, Kind.RECOVERY]


def test_a_message_of_ten_megabytes_costs_little():
    start = time.perf_counter()
    build(said("09:00", ONE, "restarted the queue worker. " * 360_000))
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    ("sentences", "is_tool", "wanted"),
    [
        (("Done, and rang them.", "TODO: a rule for guests"), False, "TODO: a rule for guests"),
        (("Nothing watches the disk.", "It filled up."), False, "Nothing watches the disk."),
        (("Pull request opened", "#812 Keep numbers, not products"), True, "#812 Keep numbers, not products"),
        (("Alert when it is full",), True, "Alert when it is full"),
    ],
)
def test_a_marked_post_gives_the_sentence_that_says_what_to_do(sentences: tuple[str, ...], is_tool: bool, wanted: str) -> None:
    from postmortem.timeline.facts import marked_action
    from postmortem.timeline.reading import Sentence, tokens_of

    assert marked_action([Sentence(text, tokens_of(text)) for text in sentences], is_tool=is_tool).text == wanted


def test_what_a_tool_noticed_is_shown_beside_what_was_told_of_it_afterwards() -> None:
    alert = posted("09:16", "PagerDuty", "503s", Statement(claim=Claim.ALERT, value="503s above 5%", tool="PagerDuty"))
    late = posted("11:30", "PagerDuty", "503s", Statement(claim=Claim.ALERT, value="disk above 90%", tool="PagerDuty"))
    declared = posted("09:14", "incident.io", "declared", Statement(claim=Claim.DECLARED, value="Errors", person=LEAD, tool="incident.io"))
    made = build(declared, alert, said("09:17", LEAD, "the alert reached me at 09:08"), late)
    (first,) = [one for one in made.entries if alert.ts in one.sources]
    assert first.kind is Kind.ALERT


def test_of_a_marked_message_the_sentence_that_says_something_words_the_entry() -> None:
    shown = said("09:20", ONE, "From the audit log. It is the account that deploys the site", is_pinned=True)
    asked = said("09:40", TWO, "One question. Were personal data read? If yes, we must tell the regulator", is_pinned=True)
    texts = [one.text for one in build(OUTAGE[2], shown, asked).entries]
    assert "Responder 1 reported that it was the account that deployed the site." in texts
    assert not any("if yes" in text for text in texts)
