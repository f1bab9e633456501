"""The review pack: which moments it chooses, what it asks of them, how it divides the time, and when it can be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.dates import DateStyle
from postmortem.documents.markdown import render
from postmortem.errors import InputError
from postmortem.incident import Client, Incident, Kind, Severity
from postmortem.report.agenda import plan_agenda, usual_minutes
from postmortem.report.contents import Said, Step
from postmortem.report.meeting_time import Slot, comments_until, describe, find_slot, outside_hours, slot_on
from postmortem.report.notes_sheet import PROMPTS, read_notes
from postmortem.report.open_questions import open_questions
from postmortem.report.process_file import ProcessRecord
from postmortem.report.review import build_pack, clients_affected, read_draft
from postmortem.report.review_contents import ReviewPack
from postmortem.report.review_questions import DECISIONS, HANDOVERS, SURPRISES, TURNS
from postmortem.report.review_topics import choose_topics
from postmortem.report.sections import find_markers, split_sections
from postmortem.report.timeline_rows import Recorded, TimelineEntry, read_recorded, timeline_rows
from postmortem.support_hours import SupportHours
from postmortem.timeline.gaps import find_gaps
from postmortem.timeline.model import Facts

LONDON, HOURS = "Europe/London", SupportHours()
DRAFT = """# Checkout errors, 14 October 2026

> Draft. Each question is marked ▶.

## Impact

| What | Figure | Where it comes from |
|---|---|---|
| Orders | about 40 | stated [3] |
| Data lost | ▶ *was any?* | |

## Timeline

| Time | Kind | What happened | Source |
|---|---|---|---|
| 09:02 | declaration | Incident lead declared a minor incident. | [1] |
| 09:24 ¹ | finding | Responder 1 found the store full. ▶ *what does this picture show?* | [2] |
| 10:15 | decision | Incident lead decided to roll back and not to raise the limit. | [3][4] |
| 11:00 | role | Second incident lead took the lead. | [5] |

▶ *Nothing was said between 10:16 and 10:59. What happened in that time?* [4][5]

## Proposed actions

| Action | Owner, as a role | Due | Board or ticket |
|---|---|---|---|
| Alert on a full store [6] | Responder 1 | ▶ *due date and board?* | |
| Test big baskets [7] | ▶ *owner?* | | |

Marked in the channel for afterwards, and not yet an action:

- Nothing watches the store. [8]

## For the review

Set aside from the report above:

- 09:08: They suspect the payment provider. [9]
"""
RECORDED = (
    Recorded(
        at=datetime(2026, 10, 14, 8, 24, tzinfo=UTC),
        kind=Kind.FINDING,
        text="Responder 1 found the store full.",
        told_at=datetime(2026, 10, 14, 9, 40, tzinfo=UTC),
    ),
)


def row(time: str, kind: Kind, text: str = "Something happened.", told: str = "", day: str = "") -> TimelineEntry:
    return TimelineEntry(time=time, kind=kind, text=text, told=told, day=day)


def topics(*rows: TimelineEntry, section: str = "", opinions: tuple[Said, ...] = (), steps: tuple[Step, ...] = ()) -> dict[str, list[str]]:
    """Heading → "time ask" of each moment."""
    text = split_sections(f"## Timeline\n\n{section}\n")[-1]
    found = choose_topics(rows, section=text, opinions=opinions, steps=steps)
    return {topic.heading: [f"{moment.time} {moment.ask}" for moment in topic.moments] for topic in found}


def pack(draft: str = DRAFT, *, severity: Severity | None = Severity.MAJOR, process: ProcessRecord | None = None, **more: str) -> ReviewPack:
    slot = Slot(start=datetime(2026, 10, 21, 13, tzinfo=UTC), minutes=120)
    read = read_draft(draft, "draft.md")
    return build_pack(
        read,
        Incident(title="Checkout errors", severity=severity),
        timeline_rows(read.timeline, RECORDED, zone=LONDON, main_day="14 October 2026"),
        authors=("Incident lead", "Responder 1", "Responder 2", "Responder 3", "Third party 1"),
        process=process,
        slot=slot,
        meeting=describe(slot, LONDON, dates=DateStyle.DAY_FIRST, comment_by=comments_until(slot, HOURS, LONDON)),
        **more,
    )


def test_a_pack_is_made_of_the_draft_as_people_left_it() -> None:
    made = pack()
    assert made.incident == "Checkout errors, 14 October 2026"
    assert (made.involved, made.outside) == ("incident lead, responders 1–3", "third party 1")
    assert [(one.what, one.owner) for one in made.actions] == [("Alert on a full store", "Responder 1"), ("Test big baskets", "")]
    assert made.remarked == ("Nothing watches the store.",)
    assert made.set_aside == (Said(text="They suspect the payment provider.", time="09:08", cite="[9]"),)
    assert [(one.section, one.about, one.text) for one in made.still_open if not one.is_about_an_action] == [
        ("Impact", "Data lost", "was any?"),
        ("Timeline", "09:24", "what does this picture show?"),
        ("Timeline", "", "Nothing was said between 10:16 and 10:59. What happened in that time?"),
    ]
    assert (made.senior, made.clients) == (True, False)


def test_moments_of_every_sort_are_in_the_pack_with_their_sources() -> None:
    found = {topic.heading: [(moment.time, moment.cite) for moment in topic.moments] for topic in pack().topics}
    assert found == {
        "Surprises": [("09:24", "[2]")],
        "Decision points": [("10:15", "[3][4]")],
        "Turns": [("09:08", "[9]")],
        "Handovers and calls for help": [("11:00", "[5]")],
        "Silences": [("10:16–10:59", "")],
    }


def test_a_moment_that_was_told_afterwards_is_asked_how_it_could_be_seen() -> None:
    assert topics(row("09:24", Kind.FINDING, told="at 10:40"))["Surprises"] == ["09:24 It was told at 10:40. How could it be seen at the time, and how did it come to light?"]


def test_the_template_leaves_nothing_of_the_pack_out() -> None:
    made = pack(link="https://docs.google.com/document/d/abc", organisation="Larkspur")
    text = render("review.md.j2", made, open_questions=0)
    for words in ("best job they could", "Norm Kerth", "**Wednesday 21 October 2026, 14:00–16:00 BST (UTC+1)**", "until Tuesday 20 October, 17:00", "abc", "It was told at 10:40", "A head of something", "tell the facilitator before or afterwards", "Nothing watches the store", "They suspect the payment provider"):
        assert words in text, words
    headings = [section.heading for section in split_sections(text)[1:]]
    assert headings == ["How we talk", "Who comes", "Agenda", "Where to look closer", "Key questions of our process", "Still open", "Actions so far", "Notes sheet"]
    assert read_notes(text).is_empty
    assert all(f"### {heading}\n" in text for heading in PROMPTS)
    assert not re.search(r"\n\n\n", text)


OWN_WORDS = re.compile(r"\b(?:why|should|ought|fault|blame|mistakes?|failed to|could have|would have been)\b", re.IGNORECASE)


def test_no_question_asks_for_reasons_or_for_what_would_have_been_better() -> None:
    """Neither the template's words nor those of any sort of moment."""
    every = [row(f"{hour:02d}:{minute:02d}", kind, text) for hour, kind in enumerate(Kind) for minute, text in enumerate(("rolled back", "paged 2nd line", "decided A rather than B", "still down", "x", "only y", "took the lead"))]
    steps = tuple(Step(what="Summary", answer="no", how=how) for how in ("", "late"))
    made = replace(pack(), topics=choose_topics(every, section=None, steps=steps))
    text = render("review.md.j2", made, open_questions=0)
    assert [match[0] for match in OWN_WORDS.finditer(text)] == []
    asked = [question for sort in (DECISIONS, HANDOVERS, SURPRISES, TURNS) for question in (sort.general, *sort.by_turns)]
    assert all(re.match(r"(?:How|What|Which|Two ways)\b", question) for question in asked), asked


def test_a_few_of_each_sort_are_shown_and_the_others_named_by_their_times() -> None:
    rows = [row(f"09:{minute:02d}", Kind.DECISION, f"Decided {minute}.") for minute in range(10)]
    (topic,) = choose_topics([*rows, row("01:30", Kind.DECISION, day="15 October")], section=None)
    assert [moment.time for moment in topic.moments] == ["09:00", "09:01", "09:02", "09:03"]
    assert topic.others == "09:04, 09:05, 09:06, 09:07, 09:08, 09:09; on 15 October 01:30"


def test_where_nothing_was_decided_what_was_done_stands_there() -> None:
    assert list(topics(row("09:00", Kind.MITIGATION, "Restarted it."))) == ["What was done"]


def test_what_was_tried_and_was_not_enough_is_a_turn() -> None:
    assert "it was not enough?" in topics(row("10:44", Kind.FINDING, "It was better but not over."))["Turns"][0]


@pytest.mark.parametrize(
    ("kind", "text", "asked"),
    [
        (Kind.DECISION, "Decided to roll back and not to raise the limit.", "Two ways were open"),
        (Kind.DECISION, "Decided to roll back.", "how safe the way back was"),
        (Kind.DECISION, "Decided to delete only old sessions.", "What set the bounds"),
        (Kind.ROLE, "Second incident lead took the lead.", "What was passed on"),
        (Kind.ROLE, "Responder 2 took on the part of scribe.", "how was it agreed who that is"),
        (Kind.ESCALATION, "On-call support paged 2nd line support.", "What made it the moment to call"),
        (Kind.SEVERITY, "Set the severity to major.", "with the new severity"),
        (Kind.RECOVERY, "Payments worked again.", "How was it known that all worked again"),
        (Kind.ALERT, "PagerDuty alerted.", "among the others"),
    ],
)
def test_a_moment_is_asked_what_suits_it(kind: Kind, text: str, asked: str) -> None:
    assert any(asked in ask for asks in topics(row("10:00", kind, text)).values() for ask in asks)


@pytest.mark.parametrize(
    ("text", "is_turn"),
    [
        ("Incident lead reported that it was better but not over.", True),
        ("Responder 1 reported that the site was still down.", True),
        ("The errors came back.", True),
        ("Responder 1 reported that the problem persisted.", True),
        ("Responder 1 was still looking at the log.", False),
        ("Responder 2 restarted the persistence service.", False),
        ("Responder 2 found that the pool was full.", False),
        ("Client comms manager sent a better banner.", False),
    ],
)
def test_words_tell_what_was_not_enough(text: str, is_turn: bool) -> None:
    assert ("Turns" in topics(row("10:44", Kind.FINDING, text))) is is_turn


@pytest.mark.parametrize(
    ("text", "is_guess"),
    [
        ("They suspect the payment provider.", True),
        ("They think this is all just fallout.", True),
        ("It looks like an old job.", True),
        ("Maybe the deployer is busted?", True),
        ("They believe the cache is stale.", True),
        ("They think the team has to do something.", False),
        ("Any of the team would have merged it.", False),
        ("A nice day for it.", False),
        ("The likes of this are rare.", False),
        ("They were slow.", False),
    ],
)
def test_guesses_are_told_from_other_opinions(text: str, is_guess: bool) -> None:
    assert ("Turns" in topics(opinions=(Said(text=text, time="09:08"),))) is is_guess


def test_where_somebody_is_called_like_its_author_the_prime_directive_stands_without_one() -> None:
    text = render("review.md.j2", replace(pack(), author=""), open_questions=0)
    assert "Kerth" not in text and "The prime directive, from *Project Retrospectives" in text


def test_guesses_that_were_set_aside_stand_in_their_place() -> None:
    found = topics(row("09:00", Kind.SEVERITY), row("10:00", Kind.SEVERITY), opinions=(Said(text="They suspect the proxy.", time="09:30"), Said(text="A nice day.", time="09:31")))
    assert [ask[:5] for ask in found["Turns"]] == ["09:00", "09:30", "10:00"]


def test_silences_are_read_in_the_words_in_which_the_draft_asks_of_them() -> None:
    """They are those of `timeline/gaps.py`, and stay a silence when somebody has answered behind them."""
    moments = [(datetime(2026, 10, 14, hour, tzinfo=UTC), f"{hour}") for hour in (9, 11, 23)] + [(datetime(2026, 10, 15, 3, tzinfo=UTC), "27")]
    opened = replace(Facts(), declared=None)
    from postmortem.timeline.model import Entry

    entries = [Entry(at=at, told_at=None, kind=Kind.FINDING, role="Responder 1", text="x", sources=(ts,)) for at, ts in moments]
    asked = [question.text for question in find_gaps(opened, candidates=entries, times=moments, handovers=(), zone=UTC) if "Nothing was said" in question.text]
    assert len(asked) == 3
    section = "\n\n".join(f"{text} They were at lunch." for text in asked)
    assert [ask.split(" ")[0] for ask in topics(section=section)["Silences"]] == ["09:00–11:00", "11:00–23:00", "23:00–03:00"]


def test_steps_of_the_process_that_were_not_taken_are_asked_about_and_no_others() -> None:
    steps = (Step(what="Summary", answer="no", how="none"), Step(what="Lead", answer="yes"), Step(what="CTO told", answer="cannot be seen"))
    (topic,) = choose_topics((), section=None, steps=steps)
    assert [moment.text for moment in topic.moments] == ["Summary: none"]


def test_rows_that_people_edited_count_and_without_a_table_the_recorded_entries() -> None:
    edited = DRAFT.replace("decided to roll back and not to raise the limit", "chose the way back")
    assert any("chose the way back" in moment.text for topic in pack(edited).topics for moment in topic.moments)
    without = re.sub(r"## Timeline.*?(?=## Proposed)", "", DRAFT, flags=re.DOTALL)
    assert pack(without).topics[0].moments[0].text == "Responder 1 found the store full."


def test_other_days_stand_with_their_day() -> None:
    table = "## Timeline\n\n| Time | Kind | What happened | Source |\n|---|---|---|---|\n| | | **14 October 2026** | |\n| 23:10 | finding | A. | [1] |\n| | | **15 October 2026** | |\n| 01:30 BST | decision | B. | [2] |\n"
    rows = timeline_rows(split_sections(table)[-1], (), zone=LONDON, main_day="14 October 2026")
    assert [entry.when for entry in rows] == ["23:10", "15 October, 01:30 BST"]


def test_every_marker_of_a_draft_is_one_question() -> None:
    text = DRAFT + "\nLine ▶ a? ▶ *b?* [3]\n\n- item ▶\n\n```\n▶ code\n```\n\n`▶` code\n\n| a | ▶ c |\n|---|---|\n| d | e ▶ f |\n"
    assert len(open_questions(text)) == len(find_markers(text))
    assert [one.text for one in open_questions(text)][-5:] == ["a?", "b?", "item", "c", "f"]


@given(st.text(alphabet=st.sampled_from("▶ ab\n|-#*`[1]>"), max_size=120))
def test_questions_and_markers_are_as_many_whatever_the_text(text: str) -> None:
    document = f"# T\n\n## S\n\n{text}\n"
    assert len(open_questions(document)) == len(find_markers(document))


@pytest.mark.parametrize("text", ["", " \n\n", "no heading at all", "# Only a title\n\nwords\n"])
def test_a_draft_without_sections_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"draft\.md"):
        read_draft(text, "draft.md")


@pytest.mark.parametrize("data", [b"{", b'{"a": 1}', b'[{"at": "x"}]', b'[{"at": "2026-10-14T08:00:00", "kind": "x", "text": "t", "told_at": null}]', b"[1]"])
def test_a_damaged_timeline_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="Draft the incident again"):
        read_recorded(data, "timeline.json")


def test_a_draft_of_which_people_took_sections_out_still_makes_a_pack() -> None:
    made = pack("# T\n\n## Something else\n\nwords\n", severity=None)
    assert (made.actions, made.set_aside, made.senior) == ((), (), False)
    assert "None are proposed" in render("review.md.j2", made, open_questions=0)
    empty = render("review.md.j2", replace(made, topics=()), open_questions=0)
    assert "has no entry yet" in empty


@given(st.data())
def test_a_draft_in_whatever_state_makes_a_pack(data: st.DataObject) -> None:
    """Lines of it taken out, twice there, out of order, cut short."""
    lines = DRAFT.splitlines()
    picked = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=60))
    cut = data.draw(st.integers(0, 80))
    text = "\n".join([*(lines[at][:cut] for at in picked), "## Left", *(lines[at] for at in picked[:9])])
    made = pack(f"{text}\n")
    rendered = render("review.md.j2", made, open_questions=0)
    assert [section.heading for section in split_sections(rendered)][-1] == "Notes sheet"
    assert read_notes(rendered).is_empty


def test_clients_are_affected_where_facts_process_or_parts_say_so() -> None:
    plain = Incident(title="T")
    step = Step(what="Clients updated about hourly", answer="no")
    record = ProcessRecord(needed=Step(what="", answer="yes"), steps=(step,), not_asked=())
    unseen = replace(record, steps=(replace(step, answer="cannot be seen"),))
    assert clients_affected(replace(plain, clients=(Client(name="Tern"),)), None, ())
    assert clients_affected(plain, record, ()) and clients_affected(plain, None, ("Client comms manager",))
    assert not clients_affected(plain, unseen, ("Incident lead",))


@given(st.integers(min_value=15, max_value=480))
def test_an_agenda_fills_the_meeting_to_the_minute(minutes: int) -> None:
    start = datetime(2026, 10, 21, 13, tzinfo=UTC)
    items = plan_agenda(start, minutes, LONDON)
    assert sum(item.minutes for item in items) == minutes
    assert all(item.minutes > 0 for item in items)
    assert items[0].start == "14:00"


def test_most_of_the_time_is_for_the_closer_look_and_long_meetings_have_a_pause() -> None:
    for minutes in (90, 105, 120):
        items = {item.what: item.minutes for item in plan_agenda(datetime(2026, 10, 21, 13, tzinfo=UTC), minutes, LONDON)}
        assert max(items, key=lambda what: items[what]) == "Where to look closer"
        assert ("Pause" in items) == (minutes > 100)


@pytest.mark.parametrize(("severity", "entries", "hours", "minutes"), [("critical", 3, 0.5, 120), ("major", 3, 0.5, 120), ("minor", 10, 1, 90), ("minor", 30, 1, 105), ("minor", 10, 5, 105), ("trivial", 1, 0, 90), (None, 5, 1, 90)])
def test_how_long_goes_by_severity_and_length(severity: str | None, entries: int, hours: float, minutes: int) -> None:
    assert usual_minutes(Severity(severity) if severity else None, entries=entries, hours=hours) == minutes


def local(*parts: int) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime(*parts, tzinfo=ZoneInfo(LONDON)).astimezone(UTC)  # type: ignore[arg-type,misc]


EARLY = local(2026, 10, 1)


@pytest.mark.parametrize(
    ("over", "hours", "start"),
    [
        pytest.param(local(2026, 10, 14, 12), HOURS, local(2026, 10, 21, 14), id="a week later, in the afternoon"),
        pytest.param(local(2026, 10, 17, 12), HOURS, local(2026, 10, 26, 14), id="a Saturday becomes Monday, after the clocks went back"),
        pytest.param(local(2026, 10, 14, 12), replace(HOURS, closed=(date(2026, 10, 21),)), local(2026, 10, 22, 14), id="not on a day off"),
        pytest.param(local(2026, 10, 14, 12), replace(HOURS, start=time(8), end=time(13)), local(2026, 10, 21, 10, 30), id="mornings"),
        pytest.param(local(2026, 10, 14, 12), replace(HOURS, start=time(0), end=time(0), days=(0, 1, 2, 3, 4, 5, 6)), local(2026, 10, 21, 14), id="support round the clock"),
        pytest.param(local(2026, 10, 17, 12), replace(HOURS, start=time(0), end=time(0), days=(0, 1, 2, 3, 4, 5, 6)), local(2026, 10, 26, 14), id="round the clock, and still not on a weekend"),
        pytest.param(local(2026, 10, 14, 12), replace(HOURS, start=time(20), end=time(6)), local(2026, 10, 21, 14), id="support at night only: reviews are by day"),
        pytest.param(local(2026, 10, 14, 12), replace(HOURS, days=(3,)), local(2026, 10, 22, 14), id="Thursdays only"),
    ],
)  # fmt: skip
def test_a_review_is_about_a_week_later_in_working_hours(over: datetime, hours: SupportHours, start: datetime) -> None:
    slot = find_slot(over, 120, hours, LONDON, now=EARLY)
    assert (slot.start, slot.end - slot.start) == (start, timedelta(minutes=120))


def test_where_a_week_has_passed_people_get_some_days_from_now() -> None:
    assert find_slot(local(2026, 10, 14, 12), 90, HOURS, LONDON, now=local(2026, 11, 30, 9)).start == local(2026, 12, 3, 14)


@given(over=st.integers(0, 5_000_000).map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)), minutes=st.sampled_from([90, 105, 120]), zone=st.sampled_from(["Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"]))
def test_a_found_time_is_never_odd(over: datetime, minutes: int, zone: str) -> None:
    hours = SupportHours(zone=zone)
    slot = find_slot(over, minutes, hours, zone, now=over)
    assert outside_hours(slot, hours, zone) == ""
    assert timedelta(days=5) < slot.start - over < timedelta(days=11)
    assert over < comments_until(slot, hours, zone) < slot.start


@pytest.mark.parametrize(("start", "odd"), [(local(2026, 10, 24, 14), "on a Saturday"), (local(2026, 10, 21, 19), "outside working hours (10:00–18:00, Europe/London)"), (local(2026, 10, 21, 17), "outside working hours (10:00–18:00, Europe/London)"), (local(2026, 10, 21, 14), "")])
def test_an_odd_time_is_said(start: datetime, odd: str) -> None:
    assert outside_hours(Slot(start=start, minutes=90), HOURS, LONDON) == odd


def test_a_day_alone_gets_a_time() -> None:
    assert slot_on(date(2026, 10, 21), 90, HOURS, LONDON).start == local(2026, 10, 21, 14)
    assert slot_on(date(2026, 10, 24), 90, HOURS, LONDON).start == local(2026, 10, 24, 14)


def test_comments_help_until_the_working_day_before() -> None:
    assert comments_until(Slot(start=local(2026, 10, 26, 14), minutes=90), HOURS, LONDON) == local(2026, 10, 23, 17)


def test_a_meeting_is_told_in_the_zone_with_its_offset() -> None:
    slot = Slot(start=local(2026, 10, 26, 23), minutes=120)
    told = describe(slot, LONDON, dates=DateStyle.DAY_FIRST, comment_by=local(2026, 10, 23, 17))
    assert (told.day, told.span, told.comment_by) == ("Monday 26 October 2026", "23:00–01:00 on 27 October GMT (UTC)", "Friday 23 October, 17:00")
    assert describe(slot, "Asia/Dubai", dates=DateStyle.ISO, comment_by=slot.start).span == "03:00–05:00 UTC+4"
