"""Wording: each rule with texts that it must find, and as many that it must leave alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from postmortem.report.wording import DPO, Flag, Kind, Rule, checklist, find_blame, find_risks
from postmortem.report.wording.blame import REPORT_RULES
from postmortem.report.wording.risks import RISK_RULES
from wording_cases import CASES

TESTS = Path(__file__).parent
OF_REPORTS = {rule.name: rule for rule in REPORT_RULES}
OF_CLIENTS = {rule.name: rule for rule in RISK_RULES}


def found(rule: Rule, text: str) -> list[Flag]:
    look = find_blame if rule.name in OF_REPORTS else find_risks
    return [flag for flag in look(text) if flag.reason == rule.reason and flag.kind is rule.kind]


def test_every_rule_has_a_table_and_half_of_it_must_not_match() -> None:
    assert CASES.keys() == OF_REPORTS.keys() | OF_CLIENTS.keys()
    assert not [name for name, (wanted, left) in CASES.items() if not wanted or len(left) < len(wanted)]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (wanted, _) in CASES.items() for text in wanted])
def test_it_is_found(name: str, text: str) -> None:
    rule = OF_REPORTS.get(name) or OF_CLIENTS[name]
    flags = found(rule, text)
    assert flags
    assert all(flag.rewording and flag.sentence for flag in flags)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (_, left) in CASES.items() for text in left])
def test_it_is_left_alone(name: str, text: str) -> None:
    assert not found(OF_REPORTS.get(name) or OF_CLIENTS[name], text)


@pytest.mark.parametrize(
    "text",
    [
        "> We should have checked the queue.",
        "The note said “they should have checked the queue”.",
        'The note said "human error" at 10:02.',
        "`we should have checked`",
        "```\nhuman error\n```",
        "<!-- human error -->\n",
        "See [the page](https://example.org/human-error).",
        "![human error](a.png)",
        "## Evidence\n\n| 1 | human error |\n",
    ],
)
def test_what_is_quoted_shown_as_code_or_an_address_is_not_looked_at(text: str) -> None:
    assert not find_blame(text)


def test_hindsight_has_its_place_among_what_was_learnt() -> None:
    said = "The rollback could have been quicker.\n"
    assert find_blame(f"## Overview\n\n{said}")
    assert not find_blame(f"## What we learnt\n\n### What went less well\n\n{said}")
    assert find_blame("## What we learnt\n\nIt was human error.\n")


def test_a_flag_says_where_it_is() -> None:
    text = "# Report\n\n## Overview\n\nIt began at 08:49.\nThe engineer forgot to mute it.\n\n## Timeline\n\n| Time | What |\n|---|---|\n| 09:02 | It was human error. |\n"
    assert [(flag.line, flag.section, flag.text) for flag in find_blame(text)] == [
        (6, "Overview", "forgot"),
        (12, "Timeline", "human error"),
    ]


def test_a_flag_says_the_line_of_its_words_and_not_where_its_sentence_begins() -> None:
    text = "We saw it,\nwith `code` and [a link](https://example.org/a),\nand it was our fault that\nwe failed to see “the\nquote” and neglected it.\n"
    assert [(flag.line, flag.text) for flag in find_risks(text) if not flag.at_gate] == [
        (3, "our fault"),
        (4, "failed to"),
        (5, "neglected"),
    ]


def test_the_settings_above_a_page_are_no_text_and_its_title_is() -> None:
    text = '---\ntitle: "We forgot the bill"\nweight: 3\ntags: human error\n---\n\n## Ours\n\nIt was human error.\n'
    assert [(flag.line, flag.section, flag.text) for flag in find_blame(text)] == [(2, "", "forgot"), (9, "Ours", "human error")]


def test_headings_of_a_page_are_sections_too() -> None:
    text = "<h2>What <em>happened</em></h2>\n<p>It was human\nerror.</p>\n<!-- careless -->\n<blockquote>It was sloppy.</blockquote>\n\n<h2>Next</h2>\n\nWe forgot it.\n"
    assert [(flag.line, flag.section, flag.text) for flag in find_blame(text)] == [
        (2, "What happened", "human error"),
        (9, "Next", "forgot"),
    ]


def test_a_line_that_ends_for_good_ends_its_sentence() -> None:
    text = "10:02 The payments failed  \n10:20 We forgot to tell you  \n11:26 It works again\n"
    assert [(flag.line, flag.sentence) for flag in find_risks(text)] == [(2, "10:20 We forgot to tell you")]


def test_what_is_quoted_or_code_is_shown_and_not_looked_at() -> None:
    (flag,) = find_risks("We failed to read `we neglected` and “we ignored it”.")
    assert flag.sentence == "We failed to read we neglected and “we ignored it”."


@pytest.mark.parametrize(
    "text", ["`breach`", "[the page](https://example.org/breach/leak)", "https://example.org/breach", '`a "breach`" and `more"`']
)
def test_words_of_code_and_addresses_are_no_wording_for_clients_either(text: str) -> None:
    assert not [flag for flag in find_risks(f"See {text} for it.") if flag.kind is Kind.DATA]


def test_hosts_are_found_in_code_and_behind_links() -> None:
    assert [flag.at_gate for flag in find_risks("See `till-sam-02` and [it](https://larch.slack.com/archives/C1).")] == [
        True,
        True,
    ]


def test_what_is_one_decision_wherever_it_stands_is_one_entry_with_its_lines() -> None:
    text = "There was a breach.\n\nWe failed to see it.\n\nThe breach ended. Data leaked.\n\nWe failed to see it.\n\nWe failed to tell you, and ignored you.\n"
    entries = checklist(find_risks(text))
    assert [(entry.kind, entry.words) for entry in entries] == [
        (Kind.DATA, (("breach", (1, 5)), ("leaked", (5,)))),
        (Kind.FAULT, (("failed to", (3, 7)),)),
        (Kind.FAULT, (("failed to", (9,)), ("ignored", (9,)))),
    ]
    assert entries[0].lines == (1, 5) and entries[0].needs == DPO


def test_a_plain_apology_is_never_flagged_and_one_joined_to_fault_is() -> None:
    for text in (
        "We are sorry for the disruption.",
        "We apologise for the trouble that this caused you.",
        "Please accept our apologies.",
        "We are very sorry for the time this takes from you, and thank you for your patience.",
        "We sincerely apologise to everyone who was affected.",
    ):
        assert not find_risks(text), text
    for text in ("We are sorry for our negligence.", "We are sorry we failed to tell you.", "We apologise for our mistake."):
        assert find_risks(text), text


def test_data_protection_needs_its_officer_and_nothing_else_does() -> None:
    assert [flag.needs for flag in find_risks("Personal data may have been exposed.")] == [DPO, DPO]
    assert [flag.needs for flag in find_risks("This will never happen again.")] == [""]


@pytest.mark.parametrize("path", sorted((TESTS / "golden").glob("*/*.md")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_our_own_documents_stop_nobody(path: Path) -> None:
    assert not [flag for flag in find_blame(path.read_text(encoding="utf-8")) if flag.stops]


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    """No time is measured against a clock: ten times the text may take at most thirty times as long as once."""

    def seconds(text: str) -> float:
        begin = time.process_time()
        find_blame(text)
        find_risks(text)
        return time.process_time() - begin

    for text in (
        "we had never " * 300,
        "should have " * 300,
        "(((((a" * 300,
        "by the by the " * 300,
        "a-b-c-" * 300,
        "of the of the lead " * 300,
        "aGVsbG8" * 300,
        "a.a." * 300,
    ):
        once = max(seconds(f"{text}\n\n" * 3), 0.01)
        assert seconds(f"{text}\n\n" * 30) < once * 30
