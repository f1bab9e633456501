"""Notes of the review put where they belong in a report whose sections people may have changed themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from postmortem.incident import Action
from postmortem.report.notes_sheet import LUCK, WENT_LESS_WELL, WENT_WELL, Notes
from postmortem.report.read_back import ACTIONS, find_section, read_actions
from postmortem.report.sections import heading_key, join_with_spaces, split_sections

LEARNT = "what we learnt"
_PLACEHOLDER = re.compile(r"^[*_]To be completed in the review:[^\n]*[*_]$", re.MULTILINE)
_HEADING = re.compile(r"^(#{3,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
# How alike two actions are to be one, from 0 to 1.
SAME = 0.75


def join_notes(several: Sequence[Notes]) -> Notes:
    """The notes of several sheets as one; what two of them say alike is there once."""
    return Notes(
        went_well=_once(note for notes in several for note in notes.went_well),
        went_less_well=_once(note for notes in several for note in notes.went_less_well),
        luck=_once(note for notes in several for note in notes.luck),
        learnings=_once(note for notes in several for note in notes.learnings),
        actions=tuple(dict.fromkeys(action for notes in several for action in notes.actions)),
        recording=_once(note for notes in several for note in notes.recording),
        corrections=_once(note for notes in several for note in notes.corrections),
        other=_once(note for notes in several for note in notes.other),
    )


def put_notes(markdown: str, notes: Notes) -> str:
    """The report with the notes in sections that people changed: at our placeholders, else behind what they wrote there.

    What a section says already is not said twice. Sections that were rendered anew have the notes already.
    """
    sections = []
    for section in split_sections(markdown):
        text = section.text
        if section.key == LEARNT:
            text = _learnt(text, notes)
        sections.append(type(section)(key=section.key, heading=section.heading, text=text))
    return _with_actions(join_with_spaces(sections), notes.actions)


def _learnt(text: str, notes: Notes) -> str:
    parts = _HEADING.split(text)  # before, then level, heading, text under it …
    places = {WENT_WELL: notes.went_well, WENT_LESS_WELL: notes.went_less_well, LUCK: notes.luck}
    wanted = {heading_key(heading): points for heading, points in places.items()}
    out = [_filled(parts[0], notes.learnings, is_first=True)]
    for level, heading, under in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        points = wanted.pop(heading_key(heading), ())
        out.append(f"{level} {heading}{_filled(under, points)}")
    return "".join(out)


def _filled(text: str, points: Sequence[str], *, is_first: bool = False) -> str:
    said = " ".join(text.split())
    fresh = [point for point in points if " ".join(point.split()) not in said]
    if not fresh:
        return text
    listed = "\n".join("- " + point.replace("\n", "\n  ") for point in fresh)
    if _PLACEHOLDER.search(text):
        return _PLACEHOLDER.sub(lambda _: listed, text, count=1)
    before = text.rstrip("\n")
    return f"{before}\n\n{listed}\n\n" if before.strip() or is_first else f"\n\n{listed}\n\n"


def _with_actions(markdown: str, actions: Sequence[Action]) -> str:
    """Actions that the review agreed and that the report's own section, which people changed, does not have."""
    section = find_section(markdown, *ACTIONS)
    if section is None or not actions:
        return markdown
    there = [action.what for action in read_actions(section)]
    missing = [action for action in actions if not any(_alike(action.what, what) for what in there)]
    if not missing:
        return markdown
    rows = "".join(f"| {_cell(one.what)} | {_cell(one.owner)} | {_cell(one.due)} | {_cell(one.where)} |\n" for one in missing)
    table = f"Agreed in the review besides:\n\n| Action | Owner, as a role | Due | Board or ticket |\n|---|---|---|---|\n{rows}"
    return markdown.replace(section.text, f"{section.text.rstrip()}\n\n{table}\n", 1)


def _alike(one: str, other: str) -> bool:
    first, second = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    return first in second or second in first or SequenceMatcher(None, first, second, autojunk=False).ratio() >= SAME


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _once(points: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(points))  # type: ignore[call-overload]
