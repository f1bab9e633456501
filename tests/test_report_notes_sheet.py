"""A notes sheet is read back however people filled it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.documents.canonical import canonical
from postmortem.documents.word import write_word
from postmortem.documents.word_reader import read_word
from postmortem.incident import Action
from postmortem.report.notes_actions import COLUMNS
from postmortem.report.notes_sheet import ACTIONS, PREFACE, PROMPTS, SHEET, Notes, read_notes

EMPTY_TABLE = f"| {' | '.join(COLUMNS)} |\n|---|---|---|---|\n| | | | |\n| | | | |\n"


def sheet(**places: str) -> str:
    """The sheet as it is handed out, with what people wrote under a heading; `_` stands for a space."""
    written = {key.replace("_", " ").casefold(): text for key, text in places.items()}
    parts = [f"## {SHEET}\n\n*{PREFACE}*\n"]
    for heading, prompt in PROMPTS.items():
        table = f"\n{EMPTY_TABLE}" if heading == ACTIONS else ""
        parts.append(f"### {heading}\n\n{written.get(heading.casefold(), f'*{prompt}*{chr(10)}{table}')}\n")
    return "\n".join(parts)


def test_a_sheet_as_it_was_handed_out_holds_nothing() -> None:
    assert read_notes(sheet()).is_empty
    assert read_notes(f"# Review\n\n## Agenda\n\n- one\n\n## Actions so far\n\n- Test it\n\n{sheet()}").is_empty


def test_each_place_comes_back_with_its_points() -> None:
    notes = read_notes(
        sheet(
            what_went_well="- The rollback was quick\n- **Two** people looked",
            what_went_less_well="The alert came late.\n\nNobody knew the *runbook*.",
            where_luck_came_in="1. It was a quiet hour",
            what_we_learnt="- Pools are per host",
            corrections_to_the_draft="- 10:09 is 10:12",
            anything_else="An audit of settings: tech team forum.",
        )
    )
    assert notes.went_well == ("The rollback was quick", "**Two** people looked")
    assert notes.went_less_well == ("The alert came late.", "Nobody knew the *runbook*.")
    assert notes.luck == ("It was a quiet hour",)
    assert notes.learnings == ("Pools are per host",)
    assert notes.corrections == ("10:09 is 10:12",)
    assert notes.other == ("An audit of settings: tech team forum.",)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("*What helped, and is worth keeping?*\n\n- The rollback", id="below what was asked"),
        pytest.param("*What helped, and is worth keeping?* The rollback", id="behind what was asked"),
        pytest.param("What helped, and is worth\nkeeping?\n\nThe rollback", id="the question without emphasis, wrapped"),
        pytest.param("_What helped\\, and is worth keeping\\?_\n\n* The rollback", id="the question as another program writes it"),
        pytest.param("-\n- The rollback\n-", id="empty bullets"),
        pytest.param("- [x] The rollback", id="a box that was ticked"),
        pytest.param("• The rollback", id="a bullet that somebody typed"),
        pytest.param("…\n\nThe rollback\n\n---", id="dots and a line"),
    ],
)
def test_what_was_asked_and_what_is_empty_is_no_point(written: str) -> None:
    assert read_notes(sheet(what_went_well=written)).went_well == ("The rollback",)


@pytest.mark.parametrize("heading", ["### what went well", "## What went well:", "#### **What went well**", "### 1. What went well?", "### What wnet well", "### Went well", "**What went well**", "What went well:", "What went well\n---"])
def test_a_heading_may_be_retyped(heading: str) -> None:
    notes = read_notes(f"## {SHEET}\n\n{heading}\n\n- The rollback\n\n### What went less well\n\n- The alert\n")
    assert (notes.went_well, notes.went_less_well) == (("The rollback",), ("The alert",))


@pytest.mark.parametrize(("heading", "where"), [("Lessons learned", "learnings"), ("What did not go well", "went_less_well"), ("Luck", "luck"), ("Corrections to facts", "corrections"), ("Parking lot", "other")])
def test_places_are_known_by_their_other_names(heading: str, where: str) -> None:
    assert getattr(read_notes(f"## Notes sheet\n\n### {heading}\n\nA point.\n"), where) == ("A point.",)


def test_what_stands_under_a_heading_of_their_own_is_not_lost() -> None:
    notes = read_notes(sheet(what_went_well="- One\n\n### Who else should know\n\nThe platform team.\n\n#### And\n\nmore"))
    assert notes.went_well == ("One",)
    assert notes.other == ("**Who else should know**", "The platform team.", "#### And", "more")


def test_nested_points_tables_and_code_stay_whole() -> None:
    notes = read_notes(sheet(what_we_learnt="- Pools\n  - per host\n  - not per service\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nSELECT 1;\n```"))
    assert notes.learnings == ("Pools\n- per host\n- not per service", "| a | b |\n|---|---|\n| 1 | 2 |", "```\nSELECT 1;\n```")


def test_notes_stop_where_the_pack_goes_on() -> None:
    assert read_notes(f"{sheet(anything_else='A point.')}\n## Who should come\n\nThe incident lead.\n").other == ("A point.",)


def test_what_is_written_right_under_the_sheets_heading_is_kept() -> None:
    assert read_notes(sheet().replace(PREFACE, f"{PREFACE} Taken on a call.")).other == ("*Taken on a call.*",)
    assert read_notes(f"## {SHEET}\n\nWe met on a call.\n\n### What went well\n\nAll\n").other == ("We met on a call.",)


def test_notes_without_our_headings_are_taken_whole() -> None:
    notes = read_notes("# Review on Monday\n\nWe talked about the pool.\n\n## Later\n\n- Ask the provider\n")
    assert notes.other == ("We talked about the pool.", "**Later**", "Ask the provider")


def test_a_recording_is_a_link_or_words() -> None:
    notes = read_notes(sheet(recording="[Here](https://drive.google.com/file/d/abc/view), and https://example.com/two.\n\nreview.mp4 in the folder"))
    assert notes.recording == ("[Here](https://drive.google.com/file/d/abc/view), and https://example.com/two.", "review.mp4 in the folder")
    assert notes.recording_links == ("https://drive.google.com/file/d/abc/view", "https://example.com/two")
    assert read_notes("Recording: https://example.com/r\n\n**Luck:** a quiet hour").recording == ("https://example.com/r",)


HEAD = f"| {' | '.join(COLUMNS)} |\n|---|---|---|---|\n"
TEST_POOL = Action(what="Test the pool", owner="Responder 2", due="28 October", where="incident actions")


@pytest.mark.parametrize(
    ("written", "actions"),
    [
        pytest.param(f"{HEAD}| Test the pool | Responder 2 | 28 October | incident actions |\n| | | | |\n", (TEST_POOL,), id="the table, one row left empty"),
        pytest.param(f"{HEAD}| **Test** the `pool` | Responder 2 | – | |\n", (Action(what="Test the pool", owner="Responder 2"),), id="marks, and a dash for nothing"),
        pytest.param(f"{HEAD}| Test the pool | ▶ *who, as a role?* | | |\n", (Action(what="Test the pool"),), id="a question that was not answered"),
        pytest.param("| Due | What | Who |\n|---|---|---|\n| 28 October | Test the pool | Responder 2 |\n", (Action(what="Test the pool", owner="Responder 2", due="28 October"),), id="columns moved, renamed and removed"),
        pytest.param("| No. | Action | Owner | Due date | Trello card | Effort |\n|---|---|---|---|---|---|\n| 1 | Test the pool | Responder 2 | 28 October | incident actions | two days |\n", (Action(what="Test the pool (Effort: two days)", owner="Responder 2", due="28 October", where="incident actions"),), id="columns added"),
        pytest.param("| Test the pool | Responder 2 | 28 October | incident actions |\n|---|---|---|---|\n", (TEST_POOL,), id="the table's head taken out"),
        pytest.param(f"{HEAD}| Test the pool |\n", (Action(what="Test the pool"),), id="cells merged away"),
        pytest.param(f"{HEAD}| Test the pool | Responder 2 | 28 October | [card](https://trello.com/c/abc) |\n", (Action(what="Test the pool", owner="Responder 2", due="28 October", where="card (https://trello.com/c/abc)"),), id="a link to the card"),
        pytest.param(f"{HEAD}| | Responder 2 | | |\n", (Action(what="▶ what is to be done?", owner="Responder 2"),), id="an owner without an action is asked about"),
        pytest.param("- Test the pool – owner: Responder 2, due: 28 October, board: incident actions\n- Write the runbook\n", (TEST_POOL, Action(what="Write the runbook")), id="a list"),
        pytest.param("- Test the pool\n  - Owner: Responder 2\n  - Due: 28 October\n  - Board: incident actions\n", (TEST_POOL,), id="a list with points under it"),
        pytest.param("Test the pool (owner: Responder 2; due: 28 October; board: incident actions)", (TEST_POOL,), id="a sentence"),
        pytest.param("Test the pool before the tickets are due, then tell the owner.", (Action(what="Test the pool before the tickets are due, then tell the owner."),), id="the same words in a sentence"),
        pytest.param("None.", (), id="none"),
        pytest.param("No further actions are needed.", (), id="none, in words"),
        pytest.param(f"{HEAD}| None | | | |\n", (), id="none, in the table"),
        pytest.param(f"*{PROMPTS[ACTIONS]}*\n\n{EMPTY_TABLE}\n- Test the pool\n", (Action(what="Test the pool"),), id="a list below the empty table"),
    ],
)  # fmt: skip
def test_actions_are_read_in_whatever_form(written: str, actions: tuple[Action, ...]) -> None:
    assert read_notes(sheet(agreed_actions=written)).actions == actions


FILLED = {
    "what_went_well": "- The rollback was quick\n- It's “tested”",
    "agreed_actions": f"{HEAD}| Test the pool | Responder 2 | 28 October | incident actions |\n",
    "recording": "<https://example.com/r>",
    "what_we_learnt": "*What do we know now about how our systems and our work are, that we did not know before?*\n\nPools are per host.",
}


def test_a_sheet_filled_in_in_word_says_the_same() -> None:
    written = f"# Review\n\n{sheet(**FILLED)}"
    word = write_word(written, title="Review", incident="", pictures={})
    back = read_word(word).markdown
    assert read_notes(back) == read_notes(canonical(written))
    assert read_notes(back).actions == (TEST_POOL,)
    assert read_notes(back).recording_links == ("https://example.com/r",)
    assert read_notes(canonical(sheet())).is_empty


@given(st.text(alphabet=st.sampled_from("#-*| \n>`abc:▶1.[]()_–"), max_size=200))
def test_anything_can_be_read(text: str) -> None:
    assert isinstance(read_notes(text), Notes)
    assert isinstance(read_notes(f"{sheet()}\n{text}"), Notes)


WORDS = st.lists(st.sampled_from("pool alert 10:09 rollback — *again* `SELECT 1` [9] Größe 高橋 (late) e.g. £40 What Luck".split()), min_size=1, max_size=6).map(" ".join)
FORMS = {"bullets": lambda points: "".join(f"- {one}\n" for one in points), "numbers": lambda points: "".join(f"{at}. {one}\n" for at, one in enumerate(points, 1)), "paragraphs": lambda points: "\n\n".join(points) + "\n"}
TEXT_PLACES = {"What went well": "went_well", "What went less well": "went_less_well", "Where luck came in": "luck", "What we learnt": "learnings", "Corrections to the draft": "corrections", "Anything else": "other"}


@given(st.data())
def test_every_word_that_was_written_comes_back_in_its_place_and_order(data: st.DataObject) -> None:
    written, expected = {}, {}
    for heading, name in TEXT_PLACES.items():
        points = data.draw(st.lists(WORDS.map(lambda words: f"x {words}"), max_size=3))
        text = FORMS[data.draw(st.sampled_from(sorted(FORMS)))](points)
        asked = f"*{PROMPTS[heading]}*\n\n" if data.draw(st.booleans()) or not points else ""
        written[heading.replace(" ", "_").casefold()] = f"{asked}{text}"
        expected[name] = tuple(points)
    markdown = sheet(**written)
    if data.draw(st.booleans()):
        markdown = markdown.replace("\n### ", f"\n{data.draw(st.sampled_from(['## ', '#### ', '### 3. ']))}").replace("What went less well", "what went less well:")
    notes = read_notes(markdown)
    assert {name: getattr(notes, name) for name in expected} == expected


def test_line_ends_of_windows_count_as_line_ends() -> None:
    assert read_notes(sheet(**FILLED).replace("\n", "\r\n")).actions == (TEST_POOL,)
