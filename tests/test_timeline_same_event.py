"""Which messages tell of one event, and how many entries a timeline has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.test_timeline_build import COMMS, LEAD, ONE, TWO, build, channel, posted, said, ts_at

from postmortem.incident import Claim, Edits, Kind, Statement
from postmortem.timeline.build import build_timeline
from postmortem.timeline.model import Entry
from postmortem.timeline.same_event import MARKED, PLAIN, STATED, Candidate, fold_marked, merge_same
from postmortem.timeline.select import RICH, length_for, select_entries
from postmortem.timeline.settings import Settings

START = datetime(2026, 10, 14, 9, tzinfo=UTC)


def candidate(minute: float, kind: Kind, role: str = ONE, *, score: float = 5.0, tier: int = PLAIN, about: str = "", words: str = "", told: float | None = None) -> Candidate:
    at = START + timedelta(minutes=minute)
    told_at = START + timedelta(minutes=told) if told is not None else None
    entry = Entry(at=at, told_at=told_at, kind=kind, role=role, text=f"{role} said {minute}.", sources=(f"{(told_at or at).timestamp():.6f}",))
    return Candidate(entry=entry, score=score, tier=tier, about=about, shape=frozenset(words.split()))


ONE_EVENT = {
    "a tool and a person declare": (candidate(0, Kind.DECLARATION, LEAD, about="declared"), candidate(1, Kind.DECLARATION, "incident.io", about="declared")),
    "two say that it works again": (candidate(0, Kind.RECOVERY, ONE, about="recovered"), candidate(8, Kind.RECOVERY, TWO, about="recovered")),
    "an end told three minutes later, and its echo": (candidate(0, Kind.RECOVERY, ONE, about="recovered", told=3), candidate(5, Kind.RECOVERY, TWO, about="recovered")),
    "a bot and who ran it": (candidate(0, Kind.MITIGATION, ONE, about="rollback", words="rolled back 3.17.4"), candidate(2, Kind.MITIGATION, "deploy-bot", about="rollback", words="basket 3.17.4")),
    "one role's acts within two minutes": (candidate(0, Kind.ACTION), candidate(1.5, Kind.MITIGATION)),
    "somebody else sees the same": (candidate(0, Kind.DETECTION, ONE, words="checkout errors"), candidate(4, Kind.DETECTION, TWO, words="errors payment")),
    "who declares leads": (candidate(0, Kind.DECLARATION, LEAD, about="declared"), candidate(1, Kind.ROLE, LEAD, about=f"incident lead: {LEAD}")),
}  # fmt: skip

TWO_EVENTS = {
    "a second recovery, half an hour later": (candidate(0, Kind.RECOVERY, ONE, about="recovered"), candidate(30, Kind.RECOVERY, TWO, about="recovered")),
    "two severities": (candidate(0, Kind.SEVERITY, LEAD, about="severity minor"), candidate(1, Kind.SEVERITY, LEAD, about="severity major")),
    "two versions": (candidate(0, Kind.CHANGE, ONE, about="deploy", words="deployed 3.18.0", tier=STATED), candidate(1, Kind.CHANGE, TWO, about="deploy", words="deployed 3.18.1", tier=STATED)),
    "two roles act": (candidate(0, Kind.ACTION, ONE), candidate(1, Kind.ACTION, TWO)),
    "an act and a sight": (candidate(0, Kind.ACTION), candidate(1, Kind.FINDING)),
    "somebody else sees something else": (candidate(0, Kind.DETECTION, ONE, words="checkout errors"), candidate(4, Kind.DETECTION, TWO, words="search slow")),
    "somebody else leads": (candidate(0, Kind.DECLARATION, ONE, about="declared"), candidate(1, Kind.ROLE, LEAD, about=f"incident lead: {LEAD}")),
    "told hours later": (candidate(0, Kind.RECOVERY, ONE, about="recovered", told=200), candidate(5, Kind.RECOVERY, TWO, about="recovered")),
}  # fmt: skip


@pytest.mark.parametrize("pair", ONE_EVENT.values(), ids=ONE_EVENT)
def test_what_tells_of_one_event_is_one_entry_that_cites_all(pair):
    (merged,) = merge_same(pair)
    assert set(merged.entry.sources) == {source for one in pair for source in one.entry.sources}


@pytest.mark.parametrize("pair", TWO_EVENTS.values(), ids=TWO_EVENTS)
def test_what_tells_of_two_events_stays_two_entries(pair):
    assert len(merge_same(pair)) == 2


FOLDS = {
    "a weak finding beside a stronger one": (candidate(0, Kind.FINDING, score=6, tier=MARKED), candidate(5, Kind.FINDING, TWO, score=4, tier=MARKED)),
    "the same role, two minutes later": (candidate(0, Kind.SEVERITY, score=8, tier=MARKED), candidate(2, Kind.FINDING, score=4, tier=MARKED)),
    "what led to a decision": (candidate(3, Kind.DECISION, LEAD, score=7, tier=MARKED, words="delete sessions 64kb"), candidate(0, Kind.FINDING, TWO, score=4, tier=MARKED, words="sessions 64kb")),
    "one round of updates": (candidate(0, Kind.COMMUNICATION, COMMS, tier=MARKED), candidate(9, Kind.COMMUNICATION, COMMS, tier=MARKED)),
}  # fmt: skip

STAYS = {
    "a telling finding": (candidate(0, Kind.FINDING, score=6, tier=MARKED), candidate(8, Kind.FINDING, TWO, score=5.5, tier=MARKED)),
    "an act": (candidate(0, Kind.MITIGATION, score=6, tier=MARKED), candidate(1, Kind.MITIGATION, score=4, tier=MARKED)),
    "an alert": (candidate(0, Kind.FINDING, score=6, tier=MARKED), candidate(1, Kind.ALERT, TWO, score=4, tier=MARKED)),
    "a finding about something else": (candidate(3, Kind.DECISION, LEAD, score=7, tier=MARKED, words="delete sessions"), candidate(0, Kind.FINDING, TWO, score=4, tier=MARKED, words="graph memory")),
    "the next round of updates": (candidate(0, Kind.COMMUNICATION, COMMS, tier=MARKED), candidate(60, Kind.COMMUNICATION, COMMS, tier=MARKED)),
    "a finding and an update": (candidate(0, Kind.COMMUNICATION, COMMS, score=7, tier=MARKED), candidate(1, Kind.FINDING, COMMS, score=4, tier=MARKED)),
    "an event told afterwards": (candidate(0, Kind.FINDING, score=6, tier=MARKED), candidate(2, Kind.FINDING, TWO, score=4, tier=MARKED, told=90)),
}  # fmt: skip


@pytest.mark.parametrize("pair", FOLDS.values(), ids=FOLDS)
def test_too_many_marks_fold_into_what_they_support_and_stay_cited(pair):
    (left,) = fold_marked(pair, 1)
    assert set(left.entry.sources) == {source for one in pair for source in one.entry.sources}


@pytest.mark.parametrize("pair", STAYS.values(), ids=STAYS)
def test_a_mark_that_tells_of_an_event_of_its_own_stays(pair):
    assert len(fold_marked(pair, 1)) == 2


@pytest.mark.parametrize("pair", FOLDS.values(), ids=FOLDS)
def test_marks_that_are_not_too_many_do_not_fold(pair):
    assert list(pair) == fold_marked(pair, 2)


def test_every_act_that_is_stated_is_shown_though_talk_is_not():
    acts = [candidate(5 * n, Kind.CHANGE, ONE, score=5.6, tier=STATED, words=f"deployed {n}.0.{n}") for n in range(8)]
    talk = [candidate(5 * n + 2, Kind.FINDING, TWO, score=6.9, words=f"alpha{n} beta{n}") for n in range(8)]
    times = sorted(one.entry.at.timestamp() for one in (*acts, *talk))
    chosen = select_entries([*acts, *talk], times=times)
    assert {one.entry.sources for one in acts} == {one.entry.sources for one in chosen}


def test_what_was_stated_lengthens_the_timeline_up_to_a_bound():
    acts = [candidate(n, Kind.CHANGE, ONE, score=5.6, tier=STATED, words=f"deployed {n}.0.{n}") for n in range(60)]
    chosen = select_entries(acts, times=[one.entry.at.timestamp() for one in acts])
    assert len(chosen) == -(-int(100 * RICH * length_for(59 * 60)) // 100)


def test_a_number_of_entries_is_kept_whatever_people_marked():
    marked = [candidate(20 * n, Kind.FINDING, tier=MARKED, score=6) for n in range(12)]
    assert len(select_entries(marked, times=[], entries=4)) == 4
    assert len(select_entries(marked, times=[])) == 12


@pytest.mark.parametrize("seconds", [0, 1800, 3600, 7200, 13_200, 86_400, 10**7])
def test_the_length_grows_slowly_with_the_duration(seconds):
    assert 5 <= length_for(seconds) <= 17
    assert length_for(2 * seconds) - length_for(seconds) <= 3


def test_every_pin_is_cited_and_a_joke_that_is_marked_to_be_left_out_is_not():
    pins = [said(f"09:{minute:02}", ONE, f"graph number {minute} of the morning", is_pinned=True, number=minute) for minute in range(10, 30)]
    joke = said("09:31", TWO, "restarted the teapot, service is back", is_pinned=True, reactions=(("no_entry_sign", 1),), number=1)
    timeline = build(*pins, joke, said("10:30", ONE, "rolled back to 3.1"))
    cited = {source for entry in timeline.entries for source in entry.sources}
    assert {pin.ts for pin in pins} <= cited
    assert all(joke.ts not in entry.sources for entry in timeline.candidates)
    assert len(timeline.entries) < len(pins)


def test_the_marks_are_those_of_the_settings():
    settings = Settings(zone="UTC", event_marks=frozenset({"dart"}), follow_up_marks=frozenset({"bookmark"}), leave_out_marks=frozenset({"broom"}))
    messages = (
        said("09:00", ONE, "look at the graph", reactions=(("dart", 2),)),
        said("09:01", ONE, "look at the log", reactions=(("pushpin", 1),)),
        said("09:02", TWO, "nobody watches the queue", reactions=(("bookmark", 1),)),
        said("09:03", TWO, "rolled back to 3.1", reactions=(("broom", 1),)),
    )
    timeline = build_timeline(channel(*messages), settings=settings)
    assert {source for entry in timeline.entries for source in entry.sources} >= {ts_at("09:00")}
    assert all(ts_at("09:03") not in entry.sources for entry in timeline.candidates)
    first = build_timeline(channel(*messages), settings=replace(settings, entries=1)).entries[0]
    assert first.sources[0] == ts_at("09:00")
    assert [action.text for action in timeline.facts.actions] == ["Nobody watches the queue."]


def test_that_something_worked_does_not_repeat_that_something_else_did_not():
    tried = said("09:40", ONE, "I don't think that worked, the node is not there")
    worked = said("10:50", ONE, "Ooooh, I think that worked!!!!")
    timeline = build(said("09:00", ONE, "the hub is down"), tried, said("10:20", TWO, "restarted the node pool"), worked)
    assert {tried.ts, worked.ts} <= {source for entry in timeline.entries for source in entry.sources}


SEVERITY = (
    said("09:24", LEAD, "I'm raising the severity to major"),
    posted("09:25", "incident.io", "severity", Statement(claim=Claim.SEVERITY, value="major", person=LEAD, tool="incident.io")),
)


def test_an_event_that_people_dropped_or_worded_anew_does_not_come_back_by_its_other_messages():
    (entry,) = build(*SEVERITY).entries
    assert set(entry.sources) == {one.ts for one in SEVERITY}
    assert build(*SEVERITY, edits=Edits(drop=entry.sources[:1])).entries == ()
    (kept,) = build(*SEVERITY, edits=Edits(drop=entry.sources[1:])).entries
    assert kept.sources == entry.sources[:1]
    for source in entry.sources:
        (worded,) = build(*SEVERITY, edits=Edits(reword={source: "It was major from then on."})).entries
        assert worded.text == "It was major from then on." and worded.sources[0] == source and len(worded.sources) == 2
    at = START.replace(hour=8)
    (moved,) = build(*SEVERITY, edits=Edits(retime={entry.sources[0]: at})).entries
    assert moved.at == at and set(moved.sources) == set(entry.sources)


KINDS = {
    "a caption": (said("09:00", ONE, "graph of the morning", is_pinned=True), Kind.FINDING),
    "a number": (said("09:00", ONE, "a session has 410 KB on average", is_pinned=True), Kind.FINDING),
    "a statement": (said("09:00", ONE, "it's in a fork of the repository", is_pinned=True), Kind.FINDING),
    "a question": (said("09:00", ONE, "Were personal data read? Then we have 72 hours", is_pinned=True), Kind.COMMUNICATION),
    "who speaks to clients": (said("09:00", COMMS, "the second one knows as well", is_pinned=True), Kind.COMMUNICATION),
    "a tool": (posted("09:00", "store-bot", "memory 1.99 of 2.00", is_pinned=True), Kind.FINDING),
    "a banner": (said("09:00", ONE, "banner is up on both"), Kind.COMMUNICATION),
    "what was deleted": (said("09:00", ONE, "4,310 sessions deleted"), Kind.MITIGATION),
    "the last error": (said("09:00", ONE, "last 503 in the log is from 08:59"), Kind.RECOVERY),
    "orders that go through": (said("09:00", ONE, "three test orders went through"), Kind.RECOVERY),
    "what a machine did": (said("09:00", ONE, "it was killed at its memory limit while indexing"), Kind.FINDING),
    "half a recovery": (said("09:00", ONE, "it's better but not over"), Kind.FINDING),
    "a status": (posted("09:00", "incident.io", "status", Statement(claim=Claim.STATUS, value="fixing", tool="incident.io")), Kind.COMMUNICATION),
    "a plan": (said("09:00", ONE, "I'll restart the workers"), Kind.DECISION),
    "no orders": (said("09:00", ONE, "no payments went through", is_pinned=True), Kind.FINDING),
}  # fmt: skip


@pytest.mark.parametrize(("message", "kind"), KINDS.values(), ids=KINDS)
def test_an_entry_is_of_the_kind_that_its_message_tells_of(message, kind):
    assert [entry.kind for entry in build(message).candidates] == [kind]
