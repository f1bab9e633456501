"""What changed between a draft and its final report, told in a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from postmortem.report.changes import change_lines, find_changes

GOLDEN = Path(__file__).parent / "golden"
DRAFT = """# Checkout errors

> **Draft.** Nobody is named here.

## Key facts

| Fact | What is known |
|---|---|
| **Severity** | Minor |
| **Began** | 08:49 |

## Overview

Two shops could not take payments.

## Impact

| What | Figure | Where it comes from |
|---|---|---|
| Orders | about 25 | stated at 10:26 |
| Data lost | ▶ *was any?* | |

## Timeline

| Time | Kind | What happened | Source |
|---|---|---|---|
| 09:02 | declaration | Incident lead declared a minor incident. | [1] |
| 09:24 | severity | Incident lead set the severity to major. | [2] |

## Proposed actions

| Action | Owner, as a role | Due | Board or ticket |
|---|---|---|---|
| Alert on a full store | Responder 1 | | |

## For the review

- 09:08: They suspected the provider.
"""


def lines(final: str) -> list[str]:
    return change_lines(find_changes(DRAFT, final))


def test_a_draft_that_nobody_changed_tells_of_nothing() -> None:
    assert find_changes(DRAFT, DRAFT).is_empty
    assert lines(DRAFT.replace("## Proposed actions", "## Agreed actions").replace("**Draft.**", "**Final report.**")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| Minor |", "| Major |", "Severity: Major; the draft had Minor."),
        ("about 25", "at least 31", "Impact, Orders: at least 31; the draft had about 25."),
        ("▶ *was any?*", "none found", "Impact, new or now with a figure: Data lost."),
        ("| Orders | about 25 | stated at 10:26 |\n", "", "Impact, taken out: Orders."),
        ("| 09:24 | severity", "| 09:31 | severity", "Timeline: “Incident lead set the severity to major” is now at 09:31, and was at 09:24."),
        ("| 09:24 |", "| 09:10 | alert | The pager went off. | [3] |\n| 09:24 |", "Timeline, new: 09:10 The pager went off."),
        ("| 09:24 | severity | Incident lead set the severity to major. | [2] |\n", "", "Timeline, taken out: 09:24 Incident lead set the severity to major."),
        ("| Alert on a full store |", "| Test with large baskets |", "Agreed and not in the draft: Test with large baskets."),
        ("| Alert on a full store |", "| Test with large baskets |", "Proposed in the draft and not agreed: Alert on a full store."),
        ("Two shops could not", "Two shops really could not", "Changed in words: Overview (1 came, 0 went)."),
        ("## Impact", "## How it felt\n\nTense.\n\n## Impact", "New sections: How it felt."),
        ("## Overview\n\nTwo shops could not take payments.\n\n", "", "Sections taken out: Overview."),
        ("## Overview", "## The overview", "Renamed: Overview is now The overview."),
    ],
)
def test_each_change_is_told(old: str, new: str, said: str) -> None:
    assert said in lines(DRAFT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Two shops could not take payments.", "Two shops could not  take\npayments."),
        ("Nobody is named here.", "Only roles are here."),
        ("- 09:08: They suspected the provider.", "- Talked through."),
        ("## Overview", "## 2. **Overview**"),
        ("| about 25 |", "| about 25   |"),
    ],
)
def test_what_is_no_change_is_not_told(old: str, new: str) -> None:
    assert not [line for line in lines(DRAFT.replace(old, new)) if not line.startswith("Renamed")]


def test_rows_that_say_the_same_at_two_times_are_two_rows() -> None:
    twice = DRAFT.replace("| 09:24 |", "| 09:10 | alert | The pager went off. | [3] |\n| 09:15 | alert | The pager went off. | [4] |\n| 09:24 |")
    assert find_changes(twice, twice).is_empty
    without = twice.replace("| 09:15 | alert | The pager went off. | [4] |\n", "")
    assert change_lines(find_changes(twice, without)) == ["Timeline, taken out: 09:15 The pager went off."]
    later = twice.replace("| 09:15 |", "| 09:17 |")
    assert change_lines(find_changes(twice, later)) == ["Timeline: “The pager went off” is now at 09:17, and was at 09:15."]


def test_the_list_does_not_tell_of_itself() -> None:
    final = DRAFT.replace("| Minor |", "| Major |")
    told = "\n".join(f"- {line}" for line in lines(final))
    assert lines(f"{final}\n## What changed since the draft\n\n{told}\n") == lines(final)


@pytest.mark.parametrize("sample", ["checkout-outage", "night-security", "trivial-restart"])
def test_a_final_report_without_edits_has_the_facts_of_its_draft(sample: str) -> None:
    draft, final = ((GOLDEN / sample / name).read_text(encoding="utf-8") for name in ("draft.md", "final.md"))
    told = change_lines(find_changes(draft, final))
    assert [line for line in told if not line.startswith("Affected: Pennard Trust")] == []  # its client was set meanwhile
