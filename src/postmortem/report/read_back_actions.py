"""The actions of a report, as people left them: from a table, or from a list with what is said of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postmortem.incident import Action
from postmortem.report.read_back_columns import ACTION_COLUMNS, assign_columns, cell_of, column_meant, left_over
from postmortem.report.read_back_parts import Grid, Line, read_parts
from postmortem.report.sections import Section

# What stands before what is no action yet.
_NOT_YET = re.compile(
    r"\bnot yet an action\b|\bfor afterwards\b|\bno actions?\b|\bnot agreed\b|\brejected\b|\bdropped\b", re.IGNORECASE
)
# "(owner: tech operations; due: 28 October)" or "– tech operations, by 28 October" at an action's end.
_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,200})\)\s*\.?$")
_BEHIND_DASH = re.compile(r"\s+[–—-]\s+([^–—]{1,120})$")
_OWNER = re.compile(r"(?:owner|owned by|who|assignee|responsible|lead)\s*[:=]?\s+(.+)", re.IGNORECASE)
_DUE = re.compile(r"(?:due(?: date)?|by(?: when)?|deadline|until|before)\s*[:=]?\s+(.+)", re.IGNORECASE)
_WHERE = re.compile(r"(?:board|ticket|where|trello|card|issue)\s*[:=]?\s+(.+)", re.IGNORECASE)
_BOX = re.compile(r"^\[[ xX]\]\s+")


def read_actions(section: Section | None) -> tuple[Action, ...]:
    """The actions, from a table or a list. What was marked and is not yet an action is none."""
    actions: list[Action] = []
    counts = True
    for part in read_parts(section):
        if isinstance(part, Grid):
            columns = assign_columns(part, ACTION_COLUMNS)
            actions += [action for row in part.rows if (action := _action_of_row(part, row, columns)) is not None]
            counts = True
        elif part.sort == "item":
            if counts:
                actions.append(_action_of_line(part))
        else:
            counts = _NOT_YET.search(part.words) is None
    return tuple(action for action in actions if action.what)


def _action_of_row(part: Grid, row: Sequence[Line], columns: dict[str, int]) -> Action | None:
    what, owner, due, where = (cell_of(row, columns.get(name)) for name in ("what", "owner", "due", "where"))
    more = left_over(part, row, columns)
    if not what and more:
        what, more = more[0][1], more[1:]
    if not what:
        return None
    what = _BOX.sub("", what)
    told = "; ".join(f"{label}: {text}" if label else text for label, text in more)
    return Action(what=f"{what} ({told})" if told else what, owner=owner, due=due, where=where)


def _action_of_line(line: Line) -> Action:
    """An action that stands in a list, with what is said of it in brackets, behind a dash, or in lines below it."""
    what = _BOX.sub("", line.words).rstrip(" :")
    given: dict[str, str] = {}
    left = [detail for detail in line.details if not _told_of_action(detail, given)]
    for pattern in (_IN_BRACKETS, _BEHIND_DASH):
        found = pattern.search(what)
        pieces = re.split(r"\s*[;,]\s*", found[1]) if found else []
        if found and pieces and any(_told_of_action(piece, dict(given)) for piece in pieces):
            rest = [piece for piece in pieces if not _told_of_action(piece, given)]
            if rest and "owner" not in given:
                given["owner"] = rest.pop(0)
            left = [*rest, *left]
            what = what[: found.start()].rstrip(" .")
    return Action(
        what=f"{what} ({'; '.join(left)})" if left else what,
        owner=given.get("owner", ""),
        due=given.get("due", ""),
        where=given.get("where", ""),
    )


def _told_of_action(words: str, given: dict[str, str]) -> bool:
    """Whether a piece says who, until when or where; it is put into `given`."""
    for name, pattern in (("owner", _OWNER), ("due", _DUE), ("where", _WHERE)):
        if name not in given and (found := pattern.fullmatch(words.strip())):
            given[name] = found[1].strip()
            return True
    label, colon, rest = words.partition(":")
    name = column_meant(label, ACTION_COLUMNS) if colon else ""
    if name and name != "what" and name not in given and rest.strip():
        given[name] = rest.strip()
        return True
    return False
