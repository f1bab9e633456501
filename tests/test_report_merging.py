"""The reviewed draft becomes the final report: what people changed stays to the letter, what nobody touched follows the facts."""

from __future__ import annotations

from postmortem.report.merging import (
    Clash,
    Copy,
    Merged,
    Review,
    bring_together,
    likeness,
    make_copy,
    merge_reviewed,
    shares_headings,
)
from postmortem.report.sections import split_sections

DRAFT = """# Checkout errors

> **Draft.** Nobody is named here.

## Overview

From 08:49 to 11:19.

## Impact

| What | Figure |
|---|---|
| Orders | about 25 |

## Timeline

| Time | What happened |
|---|---|
| 09:02 | Declared. [1] |

## Proposed actions

| Action | Owner |
|---|---|
| Alert on a full store | Responder 1 |

## For the review

- 09:08: They suspected the provider. [2]
"""
FINAL = """# Checkout errors

> **Final report.** Nobody is named here.

## Overview

From 08:49 to 11:20.

## Impact

| What | Figure |
|---|---|
| Orders | about 26 |

## Timeline

| Time | What happened |
|---|---|
| 09:02 | Declared. [1] |

## Agreed actions

| Action | Owner |
|---|---|
| Alert on a full store | Responder 1 |

## What changed since the draft

- One figure.
"""
OURS = frozenset(section.key for section in split_sections(DRAFT))


def copy_of(markdown: str, name: str = "draft.md") -> Copy:
    return make_copy(name, markdown, markdown)


def reviewed(*copies: str) -> Review:
    return bring_together(copy_of(DRAFT), [copy_of(text, f"copy {number}") for number, text in enumerate(copies, start=1)])


def merged(*copies: str, ours: frozenset[str] = OURS) -> Merged:
    return merge_reviewed(reviewed(*copies), ours=ours, fresh=FINAL)


def headings(markdown: str) -> list[str]:
    return [section.heading for section in split_sections(markdown)][1:]


def test_a_draft_that_nobody_touched_becomes_the_final_report() -> None:
    assert merged(DRAFT).markdown == FINAL
    assert merged().markdown == FINAL


def test_a_changed_section_stays_to_the_letter_and_the_others_follow_the_facts() -> None:
    found = merged(DRAFT.replace("about 25", "at least 25,  by *our* count"))
    assert "| Orders | at least 25,  by *our* count |" in found.markdown
    assert "From 08:49 to 11:20." in found.markdown
    assert found.kept == ("Impact",)


def test_what_people_had_changed_before_the_draft_was_made_stays_theirs() -> None:
    found = merged(DRAFT, ours=OURS - {"overview"})
    assert "From 08:49 to 11:19." in found.markdown
    assert found.kept == ("Overview",)


def test_a_section_that_the_final_report_calls_otherwise_gets_its_new_heading() -> None:
    assert "Agreed actions" in headings(merged(DRAFT.replace("full store", "store at 80 %")).markdown)
    assert "store at 80 %" in merged(DRAFT.replace("full store", "store at 80 %")).markdown


def test_a_heading_that_people_changed_stays_theirs() -> None:
    found = headings(merged(DRAFT.replace("## Proposed actions", "## Our proposed actions")).markdown)
    assert "Our proposed actions" in found
    assert "Agreed actions" not in found


def test_an_added_section_stays_at_its_place() -> None:
    text = merged(DRAFT.replace("## Timeline", "## How it felt\n\nTense.\n\n## Timeline")).markdown
    assert headings(text)[:4] == ["Overview", "Impact", "How it felt", "Timeline"]


def test_sections_stay_in_the_order_that_people_gave_them() -> None:
    overview = DRAFT[DRAFT.index("## Overview") : DRAFT.index("## Impact")]
    moved = DRAFT.replace(overview, "").replace("## Proposed", f"{overview}## Proposed")
    assert headings(merged(moved).markdown)[:4] == ["Impact", "Timeline", "Overview", "Agreed actions"]
    assert reviewed(moved).moved == ("Overview",)


def test_a_removed_section_is_named_and_stays_out() -> None:
    without = DRAFT[: DRAFT.index("## Impact")] + DRAFT[DRAFT.index("## Timeline") :]
    assert [section.heading for section in reviewed(without).removed] == ["Impact"]
    assert "Impact" not in headings(merged(without).markdown)


def test_what_is_for_the_review_alone_goes_unless_people_wrote_there() -> None:
    assert "For the review" not in headings(merged(DRAFT).markdown)
    kept = merged(DRAFT.replace("the provider. [2]", "the provider. [2] Ruled out at 09:40."))
    assert "Ruled out at 09:40." in kept.markdown


def test_a_changed_title_stays_and_the_statement_beside_it_is_the_final_one() -> None:
    text = merged(DRAFT.replace("# Checkout errors", "# Customers could not pay")).markdown
    assert text.startswith("# Customers could not pay\n\n> **Final report.** Nobody is named here.\n\n## Overview")


def test_a_statement_that_people_changed_stays() -> None:
    assert "> **Draft.** Only roles here." in merged(DRAFT.replace("Nobody is named here.", "Only roles here.")).markdown


def test_two_copies_with_different_sections_changed_are_both_kept() -> None:
    text = merged(DRAFT.replace("about 25", "exactly 25"), DRAFT.replace("to 11:19", "to 11:18")).markdown
    assert "exactly 25" in text
    assert "to 11:18" in text


def test_one_section_changed_in_two_ways_is_a_conflict() -> None:
    found = reviewed(DRAFT.replace("about 25", "exactly 25"), DRAFT.replace("about 25", "some 25"))
    assert [(one.heading, one.copies, one.clash) for one in found.conflicts] == [
        ("Impact", ("copy 1", "copy 2"), Clash.BOTH_EDITED)
    ]


def test_one_section_changed_in_the_same_way_in_both_is_none() -> None:
    same = DRAFT.replace("about 25", "exactly 25")
    assert not reviewed(same, same).conflicts


def test_changed_here_and_removed_there_is_a_conflict_in_either_order() -> None:
    without = DRAFT[: DRAFT.index("## Impact")] + DRAFT[DRAFT.index("## Timeline") :]
    changed = DRAFT.replace("about 25", "exactly 25")
    for copies in ((without, changed), (changed, without)):
        assert [one.clash for one in reviewed(*copies).conflicts] == [Clash.EDITED_AND_REMOVED]


def test_sections_added_in_two_copies_are_both_there() -> None:
    one = DRAFT.replace("## Timeline", "## How it felt\n\nTense.\n\n## Timeline")
    other = DRAFT.replace("## Impact", "## What helped\n\nThe runbook.\n\n## Impact")
    assert headings(merged(one, other).markdown)[:5] == ["Overview", "What helped", "Impact", "How it felt", "Timeline"]


def test_line_ends_of_another_system_are_no_edit() -> None:
    copy = make_copy("draft.md", DRAFT.replace("\n", "\r\n"), DRAFT)
    assert merge_reviewed(bring_together(copy_of(DRAFT), [copy]), ours=OURS, fresh=FINAL).markdown == FINAL


def test_a_copy_is_known_by_what_it_shares_with_a_draft() -> None:
    other = "# Another incident\n\n## Groceries\n\nMilk, bread and a lamp.\n"
    assert likeness(copy_of(DRAFT), copy_of(DRAFT.replace("about 25", "25"))) == 4
    assert not shares_headings(copy_of(DRAFT), copy_of(other))
    assert shares_headings(copy_of(DRAFT), copy_of("# X\n\n## 2. **Impact:**\n\nMore.\n"))
