"""Tables of numbers over time, such as a monitoring tool gives: a column of times, and columns of numbers, with no words."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from postmortem.evidence.clock import BadTime, FileClock, order_of
from postmortem.evidence.columns import TEXT, UNTIL, VERSIONS, WHEN, key_of, plain_key
from postmortem.evidence.lines import open_text

_DELIMITERS = (",", ";", "\t", "|")
# How many columns are read at most, from how many rows; how few rows are no course, and how many cells have to be numbers.
MOST_COLUMNS, MOST_ROWS, _FEWEST = 4, 200_000, 3
_PART = 0.8
_LONGEST_HEADING = 60


class Number(NamedTuple):
    """A number, when it was measured (seconds since 1970), and the line it stands on."""

    at: float
    value: float
    line: int


class Column(NamedTuple):
    """A column of numbers: its heading as it stands, with whatever names are in it, and its numbers, oldest first."""

    heading: str
    numbers: tuple[Number, ...]


def read_numbers(path: Path, name: str, *, zone: ZoneInfo, span: tuple[float, float]) -> tuple[Column, ...]:
    """The columns of numbers of a table that tells of nothing in words; empty where the file is no such table.

    span: the first and the last moment, in seconds, of which numbers are taken.
    """
    file = open_text(path, name)
    lines = ((line.number, line.text) for line in islice(file.lines(), MOST_ROWS) if line.text.strip())
    _, heading = next(lines, (0, ""))
    for delimiter in _DELIMITERS:
        names = next(csv.reader([heading], delimiter=delimiter), [])
        keys = [plain_key(key_of(one)) for one in names]
        when = next((keys.index(key) for key in WHEN if key in keys), None)
        if when is not None and len(keys) > 1 and not set(keys) & {*TEXT, *VERSIONS}:
            break
    else:
        return ()
    rows = [(number, next(csv.reader([text], delimiter=delimiter), [])) for number, text in lines]
    clock = FileClock(zone, span, lambda: order_of(cells[when] for _, cells in rows if len(cells) > when))
    timed: list[tuple[float, int, list[str]]] = []
    for number, cells in rows:
        try:
            timed.append((clock.read(cells[when]).at, number, cells))
        except (BadTime, IndexError):
            continue  # a line without a time, such as one of totals at the end
    found = [_column(names[place], place, timed, span) for place, key in enumerate(keys) if place != when and key not in UNTIL]
    return tuple(column for column in found if column is not None)[:MOST_COLUMNS]


def _column(heading: str, place: int, rows: list[tuple[float, int, list[str]]], span: tuple[float, float]) -> Column | None:
    cells = [(at, line, row[place].strip()) for at, line, row in rows if place < len(row) and row[place].strip()]
    numbers = [Number(at, value, line) for at, line, cell in cells if (value := _value(cell)) is not None]
    if len(numbers) < max(_FEWEST, _PART * len(cells)):
        return None
    inside = sorted(number for number in numbers if span[0] <= number.at <= span[1])
    return Column(" ".join(heading.split())[:_LONGEST_HEADING], tuple(inside)) if len(inside) >= _FEWEST else None


def _value(cell: str) -> float | None:
    try:
        value = float(cell.removesuffix("%"))
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None
