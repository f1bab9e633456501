"""Which section of a reviewed document is which of the draft's, and what became of it."""

from __future__ import annotations

import pytest

from postmortem.report.reviewed import Fate, Reviewed, match_sections
from postmortem.report.sections import split_sections

DRAFT = "# A report\n\n> Draft.\n\n## Overview\n\nThe shop was down for an hour.\n\n## Impact\n\nAbout 40 orders failed.\n\n## Timeline\n\n| Time | What |\n|---|---|\n| 09:12 | alert |\n"


def matched(reviewed: str, draft: str = DRAFT) -> list[Reviewed]:
    return list(match_sections(split_sections(draft), split_sections(reviewed)))


def fates(reviewed: str) -> dict[str, str]:
    return {one.heading: one.fate.value for one in matched(reviewed)}


def one_of(reviewed: str, heading: str) -> Reviewed:
    return next(one for one in matched(reviewed) if one.heading == heading)


def test_what_nobody_touched_is_unchanged() -> None:
    assert {one.fate for one in matched(DRAFT)} == {Fate.UNCHANGED}


def test_words_changed_are_an_edit_of_their_section_alone() -> None:
    said = fates(DRAFT.replace("40 orders", "43 orders"))
    assert said.pop("Impact") == "edited"
    assert set(said.values()) == {"unchanged"}


def test_a_section_that_people_added_is_added_where_it_stands() -> None:
    found = matched(DRAFT.replace("## Timeline", "## What helped\n\nThe runbook.\n\n## Timeline"))
    assert [(one.heading, one.fate) for one in found][3:] == [("What helped", Fate.ADDED), ("Timeline", Fate.UNCHANGED)]


def test_a_section_that_people_removed_is_named() -> None:
    (gone,) = [one for one in matched(DRAFT.split("## Timeline")[0]) if one.fate is Fate.REMOVED]
    assert (gone.heading, gone.reviewed) == ("Timeline", None)


@pytest.mark.parametrize("heading", ["2. impact", "**IMPACT**", "Impact:", "2.1) *Impact*"])
def test_case_numbering_emphasis_and_a_colon_make_no_other_section(heading: str) -> None:
    found = one_of(DRAFT.replace("## Impact", f"## {heading}"), heading)
    assert (found.fate, found.is_renamed, found.draft is not None) == (Fate.UNCHANGED, False, True)


def test_a_small_change_of_a_heading_is_recognised() -> None:
    found = one_of(DRAFT.replace("## Impact", "## The impact"), "The impact")
    assert (found.fate, found.is_renamed, found.is_sure) == (Fate.EDITED, True, True)


def test_another_heading_over_the_same_words_is_recognised() -> None:
    found = one_of(DRAFT.replace("## Impact", "## Who was affected"), "Who was affected")
    assert found.draft is not None and found.draft.heading == "Impact"
    assert found.is_renamed and found.is_sure


def test_where_two_could_be_meant_somebody_is_asked() -> None:
    draft = "## Actions one\n\na\n\n## Actions two\n\nb\n"
    found = matched("## Actions\n\nc\n", draft)
    assert [one.is_sure for one in found if one.is_renamed] == [False]


def test_another_subject_is_no_renamed_section() -> None:
    said = fates(DRAFT.replace("## Impact\n\nAbout 40 orders failed.", "## Costs\n\nNobody knows them yet."))
    assert (said["Costs"], said["Impact"]) == ("added", "removed")


def test_a_section_that_was_moved_is_told_and_the_others_are_not() -> None:
    head, overview, impact, timeline = (section.text for section in split_sections(DRAFT))
    found = matched("".join((head, timeline, overview, impact)))
    assert [one.heading for one in found if one.is_moved] == ["Timeline"]
    assert {one.fate for one in found} == {Fate.UNCHANGED}


def test_a_document_without_any_heading_is_all_opening() -> None:
    said = [(one.heading, one.fate.value) for one in matched("Only words.\n")]
    assert said[0] == ("the part above the first heading", "edited")
    assert [fate for _, fate in said[1:]] == ["removed"] * 3
