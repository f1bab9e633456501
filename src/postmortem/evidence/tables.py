"""Tables with a heading: CSV, with any of the usual delimiters, and whatever was put in quotation marks."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from postmortem.evidence.clock import FileClock
from postmortem.evidence.columns import Columns, find_columns, key_of
from postmortem.evidence.lines import LONGEST_LINE, Line, TextFile
from postmortem.evidence.rows import BadRow, Cells, Row, row_of

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES, _SAMPLE = 20, 8_000
_MOST_COLUMNS = 300
# How far a cell may go over lines: further on, its quotation mark was never closed.
_MOST_LINES, _LONGEST_BLOCK = 200, LONGEST_LINE


def find_delimiter(file: TextFile) -> str:
    """What stands between the columns of a table whose heading names a time and a text; empty where the file is no such table."""
    lines = [line for line in file.beginning.splitlines() if line.strip()][:_SAMPLE_LINES]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        lines = lines[1:]
    if not lines:
        return ""
    candidates = list(_DELIMITERS)
    try:
        sniffed = csv.Sniffer().sniff("\n".join(lines)[:_SAMPLE], delimiters="".join(_DELIMITERS)).delimiter
        candidates.insert(0, sniffed)
    except csv.Error:
        pass  # the usual ones are tried one after another
    for delimiter in candidates:
        if delimiter in lines[0] and _columns_of(next(csv.reader(lines[:1], delimiter=delimiter), [])):
            return delimiter
    return ""


def rows_of_table(file: TextFile, clock: FileClock, delimiter: str) -> Iterator[Row | BadRow]:
    """The rows of a table. A row's number is that of the line on which it begins."""
    for cells in cells_of_table(file, delimiter):
        yield cells if isinstance(cells, BadRow) else row_of(*cells, clock)


def cells_of_table(file: TextFile, delimiter: str) -> Iterator[BadRow | Cells]:
    """The cells of each row by the names of their columns, or what is wrong with the row."""
    keys: list[str] = []
    columns: Columns | None = None
    for row in _split_rows(file, delimiter):
        if isinstance(row, BadRow):
            yield row
            continue
        number, cells = row
        if not any(cells) or (number == 1 and cells[0].lower().startswith("sep=")):
            continue
        if columns is not None:
            yield Cells(number, dict(zip(reversed(keys), _padded(cells, len(keys)), strict=True)), columns)
            continue
        keys = [key_of(name) for name in cells[:_MOST_COLUMNS]]
        columns = find_columns(keys)
        if columns is None:
            return


def _split_rows(file: TextFile, delimiter: str) -> Iterator[BadRow | tuple[int, list[str]]]:
    """Each row's line and its cells."""
    csv.field_size_limit(2 * _LONGEST_BLOCK)
    for block, is_whole in _blocks(file):
        number, text, is_cut = block[0]
        if is_cut or any(line.is_cut for line in block):
            yield BadRow(number, f"is longer than {LONGEST_LINE:,} characters")
        elif len(block) == 1 and '"' not in text:
            yield number, text.split(delimiter)
        else:
            reader = csv.reader([f"{line.text}\n" for line in block], delimiter=delimiter, strict=not is_whole)
            try:
                for cells in reader:
                    yield number, cells
                    number = block[0].number + reader.line_num
            except csv.Error:
                yield BadRow(number, "has a quotation mark that is never closed")


def _blocks(file: TextFile) -> Iterator[tuple[list[Line], bool]]:
    """The lines of a table, those together between which a quotation mark is open; and whether it was closed.

    Where it never is, its line stands alone, so that the rows after it are not lost in it.
    """
    waiting: deque[Line] = deque()
    lines = file.lines()
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        block, length = [line], len(line.text)
        is_open = line.text.count('"') % 2 == 1
        read: list[Line] = []
        while is_open and len(block) < _MOST_LINES and length < _LONGEST_BLOCK:
            following = waiting.popleft() if waiting else next(lines, None)
            if following is None:
                break
            read.append(following)
            block.append(following)
            length += len(following.text)
            is_open = following.text.count('"') % 2 == 0
        if is_open:
            waiting.extendleft(reversed(read))
            block = [line]
        yield block, not is_open


def _padded(cells: list[str], count: int) -> Iterator[str]:
    """The cells from the last to the first, as many as there are columns: of two columns of one name the first one counts."""
    yield from [""] * (count - len(cells))
    yield from reversed(cells[:count])


def _columns_of(heading: list[str]) -> Columns | None:
    return find_columns(key_of(name) for name in heading[:_MOST_COLUMNS])

