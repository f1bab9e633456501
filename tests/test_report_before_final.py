"""What must be decided before a report is final. Of each table, half are texts that must not be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from postmortem.report.before_final import Finding, Kind, find_undecided

GOLDEN = Path(__file__).parent / "golden"
FACTS = """## Key facts

| Fact | What is known |
|---|---|
| **Severity** | Major (minor from 09:02, raised to major at 09:24) [2] |
| **Began** | 14 October 2026, 08:49 BST, told afterwards at 11:50 [60] |
| **Detected** | 08:57 (8 min after it began) [6] |
| **Declared** | 09:02 (5 min after detection) [1] |
| **Mitigated** | 11:19 (2 h 30 min after it began) [51] |
| **Resolved** | 12:41 (3 h 52 min after it began) [71] |

Times are BST (UTC+1), on 14 October 2026 where no other day is given.

| Duration | By the clock | Measured |
|---|---|---|
| Time to detect | 8 min | from when it began to when it was noticed |
| Time to mitigate | 2 h 30 min | from when it began to when its impact ended |
"""
TIMELINE = """## Timeline

| Time | Kind | What happened | Source |
|---|---|---|---|
| 08:57 | detection | Responder 1 reported errors. | [6] |
| 09:02 | declaration | Incident lead declared a minor incident. | [1] |
| 09:24 | severity | Incident lead set the severity to major. | [2] |
| 10:38 | mitigation | Responder 4 rolled the release back. | [42] |
| 11:19 | recovery | Second incident lead reported the last error. | [51] |
| 12:41 | resolution | Incident lead closed the incident. | [71] |
"""
IMPACT = """## Impact

| What | Figure | Where it comes from |
|---|---|---|
| Requests | about 3,200 requests | stated by responder 8 at 11:40 |
| Duration of the impact | 2 h 30 min | computed: began 08:49, mitigated 11:19 |
"""
ACTIONS = """## Agreed actions

| Action | Owner, as a role | Due | Board or ticket |
|---|---|---|---|
| Alert when the session store is over 80 % full | Tech operations | 28 October | #812 |
"""
OVERVIEW = "## Overview\n\nOn 14 October 2026 two shops could not take payments for 2 h 30 min.\n"


def report(
    *, title: str = "Checkout errors, 14 October 2026", facts: str = FACTS, overview: str = OVERVIEW, impact: str = IMPACT,
    timeline: str = TIMELINE, actions: str = ACTIONS, more: str = "",
) -> str:  # fmt: skip
    return "\n".join((f"# {title}\n", facts, overview, impact, timeline, more, actions))


def of_kind(markdown: str, kind: Kind) -> list[Finding]:
    return [one for one in find_undecided(markdown) if one.kind is kind]


def test_a_report_in_which_all_is_said_has_nothing_to_decide() -> None:
    assert find_undecided(report()) == ()


def test_each_finding_says_where_it_is_and_what_to_do() -> None:
    text = report(more="## Explanation\n\n▶ *how did these come together?*\n")
    (found,) = find_undecided(text)
    assert text.splitlines()[found.line - 1].startswith("▶")
    assert (found.section, found.stops) == ("Explanation", True)
    assert "how did these come together?" in found.text and "▶" in found.advice


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("▶ *how was it noticed?*", True),
        ("- one\n- two ▶", True),
        ("| A | B |\n|---|---|\n| x | ▶ *owner?* |", True),
        ("*To be completed in the review: what helped, and should happen again?*", True),
        ("To be completed in the review – later", True),
        ("TODO", True),
        ("TBC", True),
        ("- TODO: ask the provider", True),
        ("The provider's own report is TBC.", True),
        ("[insert figures here]", True),
        ("| A | B |\n|---|---|\n| x | ??? |", True),
        ("Who told them: to be confirmed.", False),
        ("To be confirmed: who told them.", True),
        ("### Where luck came in", True),
        ("`▶ play`", False),
        ("The page showed “TODO” to visitors.", False),
        ("We have much to do.", False),
        ("What was to be completed in the review was completed there.", False),
        ("The TODO list of the team had it.", False),
        ("It was decided that the alert has to be added to the board.", False),
        ("```\nTODO: nothing\n```", False),
        ("Is that so? It is.", False),
        ("### Where luck came in\n\nNothing was lucky.", False),
    ],
)  # fmt: skip
def test_what_is_not_written_yet(words: str, is_found: bool) -> None:
    found = of_kind(report(more=f"## Explanation\n\n{words}\n"), Kind.UNFINISHED)
    assert bool(found) is is_found


def test_a_section_without_words_is_unfinished_and_one_with_parts_is_not() -> None:
    (found,) = of_kind(report(more="## Explanation\n"), Kind.UNFINISHED)
    assert "Explanation" in found.text
    assert of_kind(report(more="## Explanation\n\n### Causes\n\nA full disk.\n"), Kind.UNFINISHED) == []


def test_a_final_report_that_still_calls_itself_a_draft_is_unfinished() -> None:
    (found,) = find_undecided(
        report().replace("## Key facts", "> **Draft, for comment before the review.** Only roles.\n\n## Key facts", 1)
    )
    assert (found.kind, found.section, found.stops) == (Kind.UNFINISHED, "", True)
    assert not find_undecided(
        report().replace("## Key facts", "> **Final report.** The draft was circulated.\n\n## Key facts", 1)
    )


def test_a_quoted_to_do_in_the_timeline_is_what_somebody_said() -> None:
    quoted = TIMELINE.replace("reported errors", "wrote TODO: rotate the key")
    assert of_kind(report(timeline=quoted), Kind.UNFINISHED) == []


@pytest.mark.parametrize(
    ("row", "is_found"),
    [
        ("| Requests | | |", True),
        ("| Requests | – | |", True),
        ("| Requests | ? | asked the provider |", True),
        ("| Users | many | |", True),
        ("| Users | some users | stated by responder 2 at 11:40 |", True),
        ("| Users | not known | |", True),
        ("| Users | unknown | |", True),
        ("| Users | not known yet | stated at 11:40 |", True),
        ("| Users | high | |", True),
        ("| Payments | failed with 503s | |", True),
        ("| Payments | since 14 October, 09:02 | |", True),
        ("| Users | no figures | |", True),
        ("| Requests | about 3,200 | |", False),
        ("| Requests | 12 % | |", False),
        ("| Users | not known, because the log was lost | |", False),
        ("| Users | unknown: nothing counted them at the time | |", False),
        ("| Users | cannot be known, since the store was emptied | |", False),
        ("| Users | not known | because the log was lost |", False),
        ("| Data lost or disclosed | none | responder 3 looked at the log |", False),
        ("| Data lost or disclosed | No | |", False),
        ("| Users | all of them | |", False),
        ("| Users | one in ten | |", False),
        ("| Users | ▶ *how many?* | |", False),  # it is an open question, and told as one
        ("| Sites affected | Tern & Tide, Hollin Books | |", False),
        ("| 3,200 requests failed | | |", False),
    ],
)  # fmt: skip
def test_impact_has_a_figure_or_says_why_not(row: str, is_found: bool) -> None:
    found = of_kind(report(impact=IMPACT + row + "\n"), Kind.IMPACT)
    assert bool(found) is is_found
    if found:
        assert report(impact=IMPACT + row + "\n").splitlines()[found[0].line - 1] == row


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Customers could not pay.", True),
        ("From 09:02 on 14 October customers saw 503 errors.", True),
        ("- Payments\n- Sign-in", True),
        ("Two shops could not take payments.", False),
        ("About 40 orders failed.", False),
        ("How many could not pay is not known, because nothing counted them.", False),
        ("▶ *who could not do what?*", False),
    ],
)
def test_impact_in_sentences(words: str, is_found: bool) -> None:
    assert bool(of_kind(report(impact=f"## Impact\n\n{words}\n"), Kind.IMPACT)) is is_found


@pytest.mark.parametrize(
    ("row", "is_found"),
    [
        ("| Write a runbook | | 30 October | |", True),
        ("| Write a runbook | ? | | |", True),
        ("| Write a runbook | TBC | | |", True),
        ("| Write a runbook | someone | | |", True),
        ("| Write a runbook | everyone | | |", True),
        ("| Write a runbook | not decided | | |", True),
        ("| Write a runbook | Responder 4 | | |", False),
        ("| Write a runbook | tech operations | | |", False),
        ("| Write a runbook | Head of Tech Ops | | |", False),
        ("| Write a runbook | ▶ *owner?* | | |", False),
        ("| Write a runbook | on-call support | | |", False),
        ("| | | | |", False),
    ],
)
def test_actions_have_an_owner(row: str, is_found: bool) -> None:
    found = of_kind(report(actions=ACTIONS + row + "\n"), Kind.OWNER)
    assert bool(found) is is_found
    if found:
        assert report(actions=ACTIONS + row + "\n").splitlines()[found[0].line - 1] == row
        assert found[0].stops


@pytest.mark.parametrize(
    ("item", "is_found"),
    [
        ("Write a runbook", True),
        ("Write a runbook for 2nd line support to follow at night", True),
        ("Add an alert (by 30 October)", True),
        ("Write a runbook (owner: tech operations)", False),
        ("Write a runbook – delivery manager", False),
        ("The tech lead writes a runbook.", False),
        ("Write a runbook (Responder 4, by 30 October)", False),
    ],
)
def test_actions_in_a_list_have_an_owner(item: str, is_found: bool) -> None:
    assert bool(of_kind(report(actions=f"## Actions\n\n- {item}\n"), Kind.OWNER)) is is_found


def test_more_than_about_three_actions_are_a_remark_and_stop_nothing() -> None:
    rows = "".join(f"| Mend part {number} | Responder {number} | | |\n" for number in range(1, 6))
    (found,) = find_undecided(report(actions=ACTIONS + rows))
    assert (found.kind, found.stops) == (Kind.ACTIONS, False)
    assert "6 actions" in found.text


@pytest.mark.parametrize(
    ("actions", "is_found"),
    [
        ("## Agreed actions\n\nWe talked about it.\n", True),
        ("## Agreed actions\n\nNo further actions were agreed.\n", False),
        ("## Agreed actions\n\nNone.\n", False),
    ],
)
def test_a_report_without_actions_says_so(actions: str, is_found: bool) -> None:
    found = of_kind(report(actions=actions), Kind.ACTIONS)
    assert bool(found) is is_found
    assert not any(one.stops for one in found)


@pytest.mark.parametrize(
    ("time", "is_found"),
    [
        ("25:41", True),
        ("09:75", True),
        ("9.75", True),
        ("24:30", True),
        ("**29:02**", True),
        ("31h10", True),
        ("24:00", False),
        ("9.02 am", False),
        ("0902", False),
        ("09:02 ¹", False),
        ("about noon", False),
        ("09:02–09:05", False),
        ("", False),
    ],
)
def test_times_that_no_clock_shows(time: str, is_found: bool) -> None:
    row = f"| {time} | mitigation | Responder 2 emptied the queue. | [44] |"
    text = report(timeline=TIMELINE + row + "\n")
    found = of_kind(text, Kind.TIMES)
    assert bool(found) is is_found
    if found:
        assert text.splitlines()[found[0].line - 1] == row
        assert (found[0].section, found[0].stops) == ("Timeline", True)


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("- 25:41: Responder 2 emptied the queue.", True),
        ("- 09:75 – Responder 2 emptied the queue.", True),
        ("30.75 seconds passed between two requests.", False),
        ("1:25:41 is how long the recording runs.", False),
        ("- 09:45: Responder 2 emptied the queue.", False),
    ],
)
def test_times_that_no_clock_shows_outside_tables(line: str, is_found: bool) -> None:
    assert bool(of_kind(report(timeline=f"{TIMELINE}\n{line}\n"), Kind.TIMES)) is is_found


CONTRADICTIONS: list[tuple[str, dict[str, str]]] = [
    ("a length in the overview", {"overview": "## Overview\n\nTwo shops could not take payments for 1 h 24 min.\n"}),
    ("an outage of some length", {"overview": "## Overview\n\nA 20-minute outage of two shops.\n"}),
    ("a range and its length", {"overview": "## Overview\n\nFrom 08:49 to 11:19 (1 h 30 min) two shops were down.\n"}),
    ("a range that is known nowhere", {"overview": "## Overview\n\nFrom 08:49 to 11:55 two shops were down.\n"}),
    ("another day", {"overview": "## Overview\n\nOn 15 October 2026 two shops were down for 2 h 30 min.\n"}),
    ("another month in the title", {"title": "Checkout errors, 14 November 2026"}),
    ("a wrong weekday", {"overview": "## Overview\n\nOn Monday, 14 October 2026 two shops were down for 2 h 30 min.\n"}),
    ("another count", {"overview": "## Overview\n\n2,300 requests failed.\n"}),
    ("another count with words between", {"overview": "## Overview\n\nAbout 5,000 failed requests.\n"}),
    ("another severity", {"overview": "## Overview\n\nThis was a critical incident.\n"}),
    ("a declaration at another time", {"timeline": TIMELINE.replace("| 09:02 |", "| 09:12 |")}),
    ("a resolution at another time", {"timeline": TIMELINE.replace("| 12:41 |", "| 13:41 |")}),
    ("a severity that is nowhere else", {"timeline": TIMELINE.replace("severity to major", "severity to critical")}),
    ("key facts whose length is stale", {"facts": FACTS.replace("| 2 h 30 min |", "| 2 h 15 min |")}),
    ("key facts that were retimed", {"facts": FACTS.replace("| 11:19 (2 h 30 min", "| 11:09 (2 h 30 min")}),
    ("an impact of another length", {"impact": IMPACT.replace("computed: began 08:49, mitigated 11:19", "the log").replace("2 h 30", "1 h 10")}),
    ("an impact that was computed from other moments", {"impact": IMPACT.replace("mitigated 11:19", "mitigated 11:22")}),
    ("a detection at another time", {"more": "## Detection\n\nIt was noticed at 09:07 by responder 1.\n"}),
    ("an end before the beginning", {"facts": FACTS.replace("11:19 (2 h 30 min after it began)", "08:19")}),
    ("one deed at two times", {"more": "## Response and recovery\n\n- 10:48: Responder 4 rolled the release back.\n"}),
]  # fmt: skip
NO_CONTRADICTIONS: list[tuple[str, dict[str, str]]] = [
    ("about the length", {"overview": "## Overview\n\nTwo shops could not take payments for about two and a half hours, or 2.5 hours.\n"}),
    ("rounded", {"overview": "## Overview\n\nTwo shops were down for 150 minutes.\n"}),
    ("a part of it beside the whole", {"overview": "## Overview\n\nTwo shops were down for 2 h 30 min, one of them down for 20 minutes.\n"}),
    ("a length of something else", {"overview": "## Overview\n\nThe team looked at the provider for 20 minutes.\n"}),
    ("a range of the timeline", {"overview": "## Overview\n\nFrom 08:57 to 11:19 two shops were down.\n"}),
    ("a release of another day", {"overview": "## Overview\n\nThe release of 12 October filled the store.\n"}),
    ("another day beside the day", {"overview": "## Overview\n\nOn 12 October a release went out; on 14 October two shops were down.\n"}),
    ("the right weekday", {"overview": "## Overview\n\nOn Wednesday, 14 October 2026 two shops were down for 2 h 30 min.\n"}),
    ("the same count", {"overview": "## Overview\n\nAbout 3,200 requests failed.\n"}),
    ("about the same count", {"overview": "## Overview\n\nAbout 3,000 requests failed.\n"}),
    ("a count of the whole", {"overview": "## Overview\n\nOf 40,000 requests 3,200 failed.\n"}),
    ("a share", {"overview": "## Overview\n\nOne in ten requests failed.\n"}),
    (
        "a share with a noun in it, and a code",
        {
            "overview": "## Overview\n\nAbout one call in ten was answered with error 503.\n",
            "impact": IMPACT + "| Calls to the payment page | about one in ten answered 503 | the log |\n",
        },
    ),
    ("a rate", {"overview": "## Overview\n\nThere were 40 requests per second.\n"}),
    ("what was said at the time", {"overview": "## Overview\n\n- 09:42: 200 requests failed so far.\n"}),
    ("a severity that it had first", {"overview": "## Overview\n\nAt first it was a minor incident.\n"}),
    ("a major release", {"overview": "## Overview\n\nIt was a critical fix that brought it about.\n"}),
    ("two rows of detection", {"timeline": TIMELINE.replace("| 08:57 |", "| 08:36 |") + "| 08:58 | detection | Again. | |\n"}),
    ("several steps of repair", {"timeline": TIMELINE + "| 11:26 | mitigation | Responder 4 raised the limit. | |\n"}),
    ("the time in another form", {"timeline": TIMELINE.replace("| 09:02 |", "| 9.02 am |")}),
    ("a detection without a time", {"more": "## Detection\n\nA client told us at about lunch.\n"}),
    ("one deed at one time", {"more": "## Response and recovery\n\n- 10:38: Responder 4 rolled the release back.\n"}),
    ("an action's due day", {"actions": ACTIONS.replace("28 October", "28 November 2026")}),
]  # fmt: skip


@pytest.mark.parametrize(("case", "parts"), CONTRADICTIONS, ids=[case for case, _ in CONTRADICTIONS])
def test_sections_that_cannot_both_be_right(case: str, parts: dict[str, str]) -> None:
    found = of_kind(report(**parts), Kind.CONTRADICTION)
    assert found, case
    assert all(one.stops and one.line > 0 for one in found)


@pytest.mark.parametrize(("case", "parts"), NO_CONTRADICTIONS, ids=[case for case, _ in NO_CONTRADICTIONS])
def test_sections_that_agree_or_speak_of_something_else(case: str, parts: dict[str, str]) -> None:
    assert of_kind(report(**parts), Kind.CONTRADICTION) == [], case


@pytest.mark.parametrize("sample", ["checkout-outage", "night-security", "trivial-restart"])
def test_our_own_drafts_contradict_themselves_nowhere(sample: str) -> None:
    found = find_undecided((GOLDEN / sample / "draft.md").read_text(encoding="utf-8"))
    assert {one.kind for one in found} <= {Kind.UNFINISHED, Kind.ACTIONS}


def test_reports_that_people_published_contradict_themselves_nowhere(real_data: Path) -> None:
    reports = sorted((real_data / "reports").rglob("*.md"))
    assert reports
    found = [one for path in reports for one in of_kind(path.read_text(encoding="utf-8"), Kind.CONTRADICTION)]
    assert found == []


def test_a_report_of_any_sort_can_be_looked_at() -> None:
    for text in ("", "\n", "Only words.", "## ", "# T\n\n##\n\n## ", "|\n|-", "## Impact\n\n| a |\n|---|\n"):
        find_undecided(text)
