"""Sections: no byte is lost, and what a person wrote stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.report.sections import find_markers, join_sections, merge_sections, section_hashes, split_sections

FRESH = "# Title\n\nStatement\n\n## Overview\n\n▶ *what?*\n\n## Impact\n\n| a |\n|---|\n| 1 |\n\n## Timeline\n\nold\n"


def written(markdown: str) -> dict[str, list[str]]:
    return {key: [value] for key, value in section_hashes(markdown).items()}


@given(st.text(alphabet="#` ~\nab\r▶", max_size=200))
def test_splitting_and_joining_loses_no_byte(markdown: str) -> None:
    assert join_sections(split_sections(markdown)) == markdown


def test_a_heading_inside_code_is_no_section() -> None:
    markdown = "## One\n\n```\n## not a heading\n```\n\n~~~\n## nor this\n~~~\n\n## Two\n"
    assert [section.heading for section in split_sections(markdown)] == ["", "One", "Two"]


@pytest.mark.parametrize(
    "inside",
    [
        "<!--\n## hidden\n-->",
        "    ## indented code",
        "- a list\n\n  ## in the list",
        "> ## quoted",
        "- ```\n  ## in the list's code\n  ```",
        "a line\x0c## after a form feed",
        "a line\u2028## after a line separator",
        "### three",
        "####### seven",
        "##none",
        "Setext\n------",
    ],
)
def test_what_is_no_heading_of_the_document_begins_no_section(inside: str) -> None:
    markdown = f"## One\n\n{inside}\n\n## Two\n"
    assert [section.heading for section in split_sections(markdown)] == ["", "One", "Two"]
    assert join_sections(split_sections(markdown)) == markdown


def test_sections_of_one_name_have_keys_of_their_own() -> None:
    keys = [section.key for section in split_sections("## Notes\n\n## **notes:**\n\n## Notes (2)\n\n## 3. Notes\n\n##\n")]
    assert keys == ["", "notes", "notes (2)", "notes (2) (2)", "notes (3)", "section"]


def test_a_document_without_a_word_is_taken_for_none() -> None:
    merge = merge_sections(written=written(FRESH), current="\n \n", fresh=FRESH)
    assert merge.markdown == FRESH
    assert merge.removed == ()


def test_a_document_with_other_line_ends_keeps_them() -> None:
    fresh = FRESH.replace("old", "new")
    merge = merge_sections(written=written(FRESH), current=FRESH.replace("\n", "\r\n"), fresh=fresh)
    assert merge.markdown == fresh.replace("\n", "\r\n")


def test_a_section_without_a_last_line_end_does_not_swallow_the_next() -> None:
    current = FRESH.replace("## Timeline\n\nold\n", "## Timeline\n\nmine")
    merge = merge_sections(written=written(FRESH), current=current, fresh=f"{FRESH}\n## Evidence\n\nlist\n")
    assert merge.markdown.endswith("## Timeline\n\nmine\n\n## Evidence\n\nlist\n")


def test_merging_again_changes_nothing() -> None:
    current = FRESH.replace("old", "mine")
    once = merge_sections(written=written(FRESH), current=current, fresh=FRESH).markdown
    assert once == current
    assert merge_sections(written=written(FRESH), current=once, fresh=FRESH).markdown == once


def test_a_section_that_the_template_gave_up_goes_unless_somebody_changed_it() -> None:
    fresh = FRESH.replace("## Impact\n\n| a |\n|---|\n| 1 |\n\n", "")
    assert "## Impact" not in merge_sections(written=written(FRESH), current=FRESH, fresh=fresh).markdown
    assert "| mine |" in merge_sections(written=written(FRESH), current=FRESH.replace("| 1 |", "| mine |"), fresh=fresh).markdown


def test_an_untouched_document_is_rendered_anew() -> None:
    fresh = FRESH.replace("old", "new")
    merge = merge_sections(written=written(FRESH), current=FRESH, fresh=fresh)
    assert merge.markdown == fresh
    assert merge.updated == ("Timeline",)
    assert merge.kept == ()


def test_a_changed_section_is_kept_word_for_word_and_the_others_go_on() -> None:
    current = FRESH.replace("▶ *what?*", "Somebody wrote this.  \nAnd this.")
    merge = merge_sections(written=written(FRESH), current=current, fresh=FRESH.replace("old", "new"))
    assert "Somebody wrote this.  \nAnd this." in merge.markdown
    assert "\nnew\n" in merge.markdown
    assert merge.kept == ("Overview",)


def test_sections_that_people_added_stay_where_they_put_them() -> None:
    current = FRESH.replace("## Impact", "## Our view\n\nwords\n\n## Impact")
    merge = merge_sections(written=written(FRESH), current=current, fresh=FRESH)
    assert [section.heading for section in split_sections(merge.markdown)] == ["", "Overview", "Our view", "Impact", "Timeline"]


def test_a_section_that_people_removed_stays_removed_and_is_named() -> None:
    current = FRESH.replace("## Impact\n\n| a |\n|---|\n| 1 |\n\n", "")
    merge = merge_sections(written=written(FRESH), current=current, fresh=FRESH)
    assert "## Impact" not in merge.markdown
    assert merge.removed == ("Impact",)


def test_a_new_section_of_the_template_comes_to_its_place() -> None:
    fresh = FRESH.replace("## Timeline", "## Detection\n\nseen\n\n## Timeline")
    merge = merge_sections(written=written(FRESH), current=FRESH, fresh=fresh)
    assert merge.markdown == fresh
    assert merge.added == ("Detection",)


def test_other_line_ends_are_no_change() -> None:
    """An editor that saves CRLF has changed nothing."""
    merge = merge_sections(written=written(FRESH), current=FRESH.replace("\n", "\r\n"), fresh=FRESH)
    assert merge.kept == ()


@given(st.lists(st.tuples(st.integers(0, 200), st.from_regex(r"\A[a-z]{4,8}( [a-z]{3,6})?\Z")), min_size=1, max_size=5))
def test_every_word_that_a_person_adds_survives_in_order(edits: list[tuple[int, str]]) -> None:
    lines = FRESH.split("\n")
    for number, (place, words) in enumerate(edits):
        lines.insert(place % len(lines) + 1, f"{words} x{number}x")
    current = "\n".join(lines)
    merge = merge_sections(written=written(FRESH), current=current, fresh=FRESH.replace("old", "new").replace("Statement", "Other"))
    mine = [line for line in lines if line.endswith("x") and line.split(" ")[-1].startswith("x")]
    assert [line for line in merge.markdown.split("\n") if line in mine] == mine


def test_markers_are_found_outside_code_and_below_the_first_heading() -> None:
    markdown = "> marked ▶\n\n## One\n\n▶ *who?* and ▶\n\n```\n▶\n```\n\n`▶` is no marker\n"
    assert find_markers(markdown) == (5, 5)


def test_a_marker_is_found_on_its_own_line_in_tables_lists_and_paragraphs() -> None:
    markdown = "intro\n\n## One\n\n| a | b |\n|---|---|\n| ▶ | x ▶ |\n\n- one\n- ▶ two\n\nfirst line\nsecond ▶\n\n~~~\n```\n▶\n~~~\n\n    ▶ code\n"
    assert find_markers(markdown) == (7, 7, 10, 13)
