"""Which column of a table is which: by its heading, and where that does not say, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from postmortem.errors import nearest
from postmortem.incident import Kind
from postmortem.report.read_back_parts import Grid, Line
from postmortem.report.read_back_times import only_day, take_moment

_KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that we know: its headings, folded; and how a cell looks that can only be of it."""

    headings: tuple[str, ...]
    looks: Callable[[str], bool] | None = None


def _is_time(words: str) -> bool:
    moment, rest = take_moment(words)
    return moment is not None and len(rest) <= 12


TIMELINE_COLUMNS: Mapping[str, Column] = {
    "time": Column(headings=("time", "when", "at", "clock", "utc", "bst", "gmt", "local time", "start"), looks=_is_time),
    "day": Column(headings=("date", "day"), looks=lambda words: bool(only_day(words))),
    "kind": Column(headings=("kind", "type", "category", "sort"), looks=lambda words: words.casefold() in _KINDS),
    "source": Column(headings=("source", "sources", "evidence", "reference", "ref", "refs", "no"), looks=None),
    "text": Column(
        headings=("what happened", "what", "event", "events", "description", "details", "entry", "happened", "action")
    ),
}
ACTION_COLUMNS: Mapping[str, Column] = {
    "owner": Column(headings=("owner", "owner as a role", "who", "assignee", "responsible", "assigned to", "lead")),
    "due": Column(
        headings=("due", "due date", "by when", "by", "deadline", "when", "date", "target"),
        looks=lambda words: bool(only_day(words)),
    ),
    "where": Column(headings=("board or ticket", "board", "ticket", "where", "trello", "card", "tracked in", "link", "issue")),
    "what": Column(headings=("action", "actions", "what", "task", "to do", "todo", "description", "item", "follow up")),
}
IMPACT_COLUMNS: Mapping[str, Column] = {
    "figure": Column(headings=("figure", "number", "how many", "value", "amount", "figures", "count", "how much")),
    "note": Column(
        headings=("where it comes from", "source", "note", "notes", "comment", "how measured", "how we know", "evidence", "basis")
    ),
    "what": Column(headings=("what", "who", "metric", "impact", "affected", "measure", "area", "what was affected")),
}
FACT_COLUMNS: Mapping[str, Column] = {"label": Column(headings=("fact", "facts", "item", "field", "key", "label", "what"))}


def assign_columns(grid: Grid, known: Mapping[str, Column]) -> dict[str, int]:
    """Name → place of the columns that can be told. The last of `known` is the one that says most: it takes the fullest left."""
    found: dict[str, int] = {}
    for at, cell in enumerate(grid.header):
        name = column_meant(cell.words, known)
        if name and name not in found and not _contradicts(grid, at, known[name]):
            found[name] = at
    for name, column in known.items():
        if name not in found and column.looks is not None:
            shares = {at: _share(grid, at, column.looks) for at in range(len(grid.header)) if at not in found.values()}
            best = max(shares, key=lambda at: shares[at], default=None)
            if best is not None and shares[best] > 0.5:
                found[name] = best
    main = tuple(known)[-1]
    if main not in found:
        left = [at for at in range(len(grid.header)) if at not in found.values()]
        if left and main == "label":
            found[main] = left[0]
        elif left:
            found[main] = max(left, key=lambda at: sum(len(row[at].words) for row in grid.rows))
    return found


def column_meant(heading: str, known: Mapping[str, Column]) -> str:
    """The column that a heading means; empty where it means none."""
    words = " ".join(re.sub(r"[^\w]+", " ", heading.casefold()).split())
    if not words:
        return ""
    by_heading = {one: name for name, column in known.items() for one in column.headings}
    if words in by_heading:
        return by_heading[words]
    first = next((by_heading[one] for one in sorted(by_heading, key=len, reverse=True) if words.startswith(f"{one} ")), "")
    close = nearest(words, [one for one in by_heading if len(one) > 3], limit=1) if not first and len(words) > 3 else ()
    alike = bool(close) and abs(len(close[0]) - len(words)) <= 2 and close[0][0] == words[0]
    return first or (by_heading[close[0]] if alike else "")


def left_over(part: Grid, row: Sequence[Line], columns: dict[str, int]) -> tuple[tuple[str, str], ...]:
    """What stands in a row's other columns: heading → words."""
    known = set(columns.values())
    headings = [cell.words for cell in part.header] + [""] * len(row)
    return tuple((headings[at], cell.words) for at, cell in enumerate(row) if at not in known and cell.words)


def cell_of(row: Sequence[Line], at: int | None) -> str:
    """The words of a row's cell; empty where it has none there."""
    return row[at].words if at is not None and at < len(row) else ""


def _contradicts(grid: Grid, at: int, column: Column) -> bool:
    """Whether no cell of a column looks as it would have to, while those of another one do."""
    if column.looks is None or not any(row[at].words for row in grid.rows):
        return False
    return _share(grid, at, column.looks) == 0 and any(
        _share(grid, other, column.looks) > 0.5 for other in range(len(grid.header)) if other != at
    )


def _share(grid: Grid, at: int, looks: Callable[[str], bool]) -> float:
    cells = [row[at].words for row in grid.rows if at < len(row) and row[at].words]
    return sum(looks(words) for words in cells) / len(cells) if cells else 0.0
