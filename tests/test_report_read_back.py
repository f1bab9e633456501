"""A report that people have had in their hands is read back: tables, lists, other headings, other ways of writing times."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.incident import Action, Impact
from postmortem.report.read_back import find_section, read_actions, read_facts, read_impact, read_timeline, read_words
from postmortem.report.read_back_times import only_day, take_moment
from postmortem.report.sections import split_sections

GOLDEN = Path(__file__).parent / "golden"


def section(text: str, name: str = "Part") -> object:
    return split_sections(f"## {name}\n\n{text}\n")[-1]


@pytest.mark.parametrize("case", sorted(path.name for path in GOLDEN.iterdir() if path.is_dir() and "whole-way" not in path.name))
def test_every_row_of_our_own_timeline_comes_back_with_its_time_kind_and_sources(case: str) -> None:
    markdown = (GOLDEN / case / "draft.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d:\d\d)[^|]* \| ([a-z-]+) \| (.+) \| ((?:\[\d+\])+) \|$", markdown, re.MULTILINE)
    read = [entry for entry in read_timeline(find_section(markdown, "Timeline")) if not entry.is_remark]
    assert rows
    assert [(entry.time, entry.kind, "".join(f"[{one}]" for one in entry.numbers)) for entry in read] == [
        (time, kind, cites) for time, kind, _, cites in rows
    ]


def test_days_hold_from_their_row_on() -> None:
    markdown = (GOLDEN / "checkout-outage" / "draft.md").read_text(encoding="utf-8")
    read = [entry for entry in read_timeline(find_section(markdown, "Timeline")) if not entry.is_remark]
    assert [entry.day for entry in read[:2]] == ["12 October 2026", "14 October 2026"]
    assert {entry.day for entry in read[1:]} == {"14 October 2026"}


def test_marks_escapes_and_open_questions_are_not_part_of_what_is_said() -> None:
    read = read_timeline(
        section(
            "| Time | Kind | What happened | Source |\n|---|---|---|---|\n"
            "| 08:36 ³ | detection | Ran `df -h` on \\#2 \\| full. ![Picture](attachments/a.png) ▶ *what does it show?* | [29][30] |"
        )
    )
    (entry,) = read
    assert (entry.time, entry.text, entry.numbers) == ("08:36", "Ran df -h on #2 | full.", (29, 30))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # columns moved, one renamed
            "| Source | What | When | Type |\n|---|---|---|---|\n| [3] | It was full. | 9.58 am | finding |",
            ("09:58", "finding", "It was full.", (3,)),
        ),
        (  # a column was added, another deleted
            "| Time | Who | What happened |\n|---|---|---|\n| 09:58 | the lead | It was full. [3] |",
            ("09:58", "", "It was full.", (3,)),
        ),
        (  # the header is gone, and the first row stands in its place
            "| 09:58 | finding | It was full. |\n|---|---|---|\n",
            ("09:58", "finding", "It was full.", ()),
        ),
        (  # headings that say nothing
            "| | | |\n|---|---|---|\n| 0958 | It was full. | finding |",
            ("09:58", "finding", "It was full.", ()),
        ),
        (  # one column alone
            "| What happened |\n|---|\n| 09:58 – It was full. |",
            ("09:58", "", "It was full.", ()),
        ),
    ],
)
def test_tables_that_people_rebuilt_are_read(table: str, expected: tuple[object, ...]) -> None:
    (entry,) = [one for one in read_timeline(section(table)) if not one.is_remark]
    assert (entry.time, entry.kind, entry.text, entry.numbers) == expected


def test_what_stands_in_a_column_of_their_own_is_kept() -> None:
    (entry,) = read_timeline(section("| Time | Who | What happened |\n|---|---|---|\n| 09:58 | the lead | It was full. |"))
    assert entry.more == (("Who", "the lead"),)


def test_a_cell_merged_over_the_whole_row_is_a_remark_in_its_place() -> None:
    note = "We did not yet know of the second site"
    table = f"| Time | Kind | What |\n|---|---|---|\n| 09:58 | finding | One. |\n| {note} | {note} | {note} |\n| 10:00 | action | Two. |"
    read = read_timeline(section(table))
    assert [(entry.text, entry.is_remark) for entry in read] == [("One.", False), (note, True), ("Two.", False)]


def test_a_row_without_a_time_keeps_its_words_and_gets_no_time() -> None:
    table = "| Time | Kind | What |\n|---|---|---|\n| 09:58 | finding | One. |\n|  | finding | Also found. |"
    last = read_timeline(section(table))[-1]
    assert (last.time, last.text, last.is_remark) == ("", "Also found.", False)


@pytest.mark.parametrize(
    "text",
    [
        "- 09:58: It was full. [3]\n- 10:15 – decision: Roll back.",
        "1. **09:58** It was full.\n2. **10:15** Roll back.",
        "09:58 It was full.\n10:15 Roll back.",
        "09:58 It was full.\\\n10:15 Roll back.",
        "### 14 October 2026\n\n09:58 It was full.\n\n10:15 Roll back.",
        "* 9.58am: It was\n  full.\n* 10.15am: Roll back.",
        "- 2026-10-14 09:58 It was full.\n- 2026-10-14 10:15 Roll back.",
        "- 09:58 BST, It was full.\n- 10:15 BST, Roll back.",
    ],
)
def test_a_timeline_that_became_a_list_is_read(text: str) -> None:
    read = [entry for entry in read_timeline(section(text)) if not entry.is_remark]
    assert [(entry.time, entry.text) for entry in read] == [("09:58", "It was full."), ("10:15", "Roll back.")]


def test_no_word_of_a_timeline_is_lost() -> None:
    words = [f"word{number}" for number in range(14)]
    text = (
        f"{words[0]} before.\n\n| Time | {words[1]} | What | Notes |\n|---|---|---|---|\n| 09:58 | {words[2]} | {words[3]} | {words[4]} |\n"
        f"| soon after | | {words[5]} | |\n\n- 10:00 {words[6]}\n  - {words[7]}\n    - {words[8]}\n\n> {words[9]}\n\n```\n{words[10]}\n```\n\n"
        f"### {words[11]}\n\n{words[12]} <b>{words[13]}</b>"
    )
    told = " ".join(f"{one.text} {one.kind} {one.more}" for one in read_timeline(section(text)))
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize(
    ("words", "time", "rest"),
    [
        ("09:02", "09:02", ""),
        ("9:02 pm", "21:02", ""),
        ("12.05am then", "00:05", "then"),
        ("0902 it", "09:02", "it"),
        ("09h02", "09:02", ""),
        ("09:02:33 UTC", "09:02", ""),
        ("22:31 BST (UTC+1)", "22:31", "(UTC+1)"),
        ("about 10:05", "10:05", ""),
        ("14 October, 09:05", "09:05", ""),
        ("Wed 14 Oct 2026 09:05", "09:05", ""),
        ("2026-10-14T09:05Z", "09:05", ""),
        ("14/10/2026 09:05", "09:05", ""),
        ("5pm: closed", "17:00", "closed"),
    ],
)
def test_times_are_read_however_they_are_written(words: str, time: str, rest: str) -> None:
    moment, left = take_moment(words)
    assert moment is not None
    assert (moment.time, left) == (time, rest)


@pytest.mark.parametrize(
    "words",
    [
        "503 errors",
        "2026 was",
        "4,310 sessions",
        "10 % of",
        "1.99 of 2.00 GB",
        "3.17.4 is live",
        "Friday",
        "",
        "24:10",
        "12 engineers",
    ],
)
def test_numbers_that_are_no_time_are_none(words: str) -> None:
    assert take_moment(words)[0] is None


def test_a_span_of_time_has_both_ends_and_its_zone() -> None:
    moment, rest = take_moment("08:49–11:19 BST: payments failed")
    assert moment is not None
    assert (moment.time, moment.until, moment.zone, rest) == ("08:49", "11:19", "BST", "payments failed")


@pytest.mark.parametrize(
    "words", ["14 October 2026", "Wednesday 14 October", "October 14, 2026", "2026-10-14", "14/10/2026", "14th of October:"]
)
def test_days_are_known_by_themselves(words: str) -> None:
    assert only_day(words)


@pytest.mark.parametrize("words", ["14 October we saw it", "May", "the 14th", "10/2", "3 of 4"][:3])
def test_words_that_are_more_than_a_day_are_no_day(words: str) -> None:
    assert only_day(words) == ""


@pytest.mark.parametrize(
    "heading",
    ["Timeline", "2. Timeline of events", "Timeline (BST)", "**TIMELINE**", "The timeline of what happened", "Time line"],
)
def test_a_renamed_heading_is_found(heading: str) -> None:
    markdown = f"# Title\n\n## Overview\n\nx\n\n## {heading}\n\n- 09:58 One\n\n## Response and recovery\n\ny\n"
    found = find_section(markdown, "Timeline")
    assert found is not None
    assert "One" in found.text


@pytest.mark.parametrize(
    "markdown",
    [
        "# Timeline\n\n- 09:58 One\n\n# Next\n\nx\n",
        "### Timeline\n\n- 09:58 One\n\n### Next\n\nx\n",
        "Timeline\n--------\n\n- 09:58 One\n\nNext\n----\n\nx\n",
    ],
)
def test_a_heading_of_another_level_is_found_and_ends_where_the_next_begins(markdown: str) -> None:
    assert [entry.text for entry in read_timeline(find_section(markdown, "Timeline"))] == ["One"]


def test_earlier_names_win_and_other_sections_are_not_taken_for_one() -> None:
    markdown = "## How the response went against our process\n\nx\n\n## Proposed actions\n\na\n\n## Agreed actions\n\nb\n"
    assert find_section(markdown, "Response and recovery") is None
    found = find_section(markdown, "Agreed actions", "Proposed actions")
    assert found is not None
    assert found.heading == "Agreed actions"


@pytest.mark.parametrize(
    "text",
    [
        "| Action | Owner, as a role | Due | Board or ticket |\n|---|---|---|---|\n| Alert on a full store [3] | Tech operations | 28 October | #812 |",
        "| Due | Board | What | Who |\n|---|---|---|---|\n| 28 October | #812 | Alert on a full store | Tech operations |",
        "- Alert on a full store (Owner: Tech operations; due: 28 October; ticket: #812)",
        "- [ ] Alert on a full store – owner: Tech operations, due 28 October, ticket #812",
        "1. Alert on a full store\n   - Owner: Tech operations\n   - Due: 28 October\n   - Board: #812",
        "* **Alert on a full store** (Tech operations, by 28 October, ticket: #812) [4][5]",
    ],
)
def test_actions_are_read_from_tables_and_lists(text: str) -> None:
    (action,) = read_actions(section(text))
    assert action == Action(what="Alert on a full store", owner="Tech operations", due="28 October", where="#812")


def test_what_is_not_yet_an_action_or_was_struck_out_is_none() -> None:
    text = (
        "| Action | Owner |\n|---|---|\n| One | Lead |\n| ~~Two~~ |  |\n\nMarked in the channel for afterwards, and not yet an action:\n\n"
        "- Three [3]\n\nAgreed later:\n\n- Four\n"
    )
    assert [action.what for action in read_actions(section(text))] == ["One", "Four"]


def test_an_action_may_have_a_dash_or_brackets_that_say_nothing_of_it() -> None:
    said = ["Test the roll-back – and the roll-forward", "Raise the limit (twice)"]
    assert [action.what for action in read_actions(section("\n".join(f"- {one}" for one in said)))] == said


def test_impact_is_read_from_a_table_whose_columns_were_moved_and_from_sentences() -> None:
    text = (
        "Two shops were affected. [4]\n\n| Figure | What | Checked by |\n|---|---|---|\n| about 25 | Orders | support |\n| ▶ *how many?* | Visits | |\n\n"
        "- Payments: about 2,900"
    )
    assert read_impact(section(text)) == (
        Impact(what="Two shops were affected."),
        Impact(what="Orders", figure="about 25", note="Checked by: support"),
        Impact(what="Visits"),
        Impact(what="Payments", figure="about 2,900"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "| Fact | What is known |\n|---|---|\n| **Severity** | Major [2][7] |\n| **Began** | 08:49 |",
        "- **Severity**: Major\n- **Began**: 08:49",
        "**Severity**: Major\n**Began**: 08:49",
        "| | |\n|---|---|\n| Severity | Major |\n| Began | 08:49 |",
        "| Fact | What is known | Source |\n|---|---|---|\n| Severity | Major | [2] |\n| Began | 08:49 | |",
    ],
)
def test_key_facts_are_read_however_they_are_laid_out(text: str) -> None:
    assert read_facts(section(text)) == {"Severity": "Major", "Began": "08:49"}


def test_facts_without_a_label_are_kept_under_none() -> None:
    assert read_facts(section("It was a long night.\n\n- Severity: Major"))[""] == "It was a long night."


def test_a_word_in_a_column_of_days_is_not_lost() -> None:
    rows = "| 09:02 | nothing yet | |\n| 09:03 | 14 October | a |\n| 09:04 | 14 October | b |\n"
    told = read_timeline(section(f"| a | b | c |\n|---|---|---|\n{rows}"))
    assert "nothing yet" in " ".join(f"{one.text} {one.more}" for one in told)


@given(
    rows=st.lists(st.lists(st.sampled_from(["09:02", "alert", "", "was full", "[3]", "14 October", "a \\\\| b", "**x**", "~~", "`y`", "10-12", "5pm"]), min_size=1, max_size=5), min_size=1, max_size=5),
    shape=st.sampled_from(["table", "list", "text"]),
)
def test_whatever_people_make_of_a_timeline_it_is_read_and_its_words_are_there(rows: list[list[str]], shape: str) -> None:
    rows = [[*row, f"word{number}"] for number, row in enumerate(rows)]
    width = max(len(row) for row in rows)
    if shape == "table":
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        text = "\n".join([f"|{' a |' * width}", f"|{'---|' * width}", *lines])
    else:
        text = ("\n" if shape == "list" else "\n\n").join(("- " if shape == "list" else "") + " ".join(row) for row in rows)
    told = " ".join(f"{one.text} {one.kind} {one.more}" for one in read_timeline(section(text)))
    assert [f"word{number}" for number in range(len(rows)) if f"word{number}" not in told] == []
    read_actions(section(text))
    read_impact(section(text))
    read_facts(section(text))


def test_a_section_that_is_not_there_reads_as_nothing() -> None:
    assert read_timeline(None) == read_actions(None) == read_impact(None) == read_words(None) == ()
    assert read_facts(None) == {}


def test_words_are_plain() -> None:
    assert read_words(section("*One* [link](https://example.com) two³. [3]\n\n- `three`\n  - four\n\n~~five~~")) == (
        "One link two.",
        "three",
        "four",
    )
