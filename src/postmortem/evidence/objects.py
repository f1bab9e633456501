"""Objects as JSON: one a line, one after another, or in a list."""

from __future__ import annotations

import json
from collections.abc import Iterator

from postmortem.evidence.clock import FileClock
from postmortem.evidence.columns import Columns, find_columns, flatten
from postmortem.evidence.lines import LONGEST_LINE, TextFile
from postmortem.evidence.rows import BadRow, Cells, Row, row_of
from postmortem.slack.json_stream import Damage, JsonReader

_MOST_KNOWN = 500


class Objects:
    """The objects of one file. by_line: each stands on a line of its own and has its number; else that of its place in a list."""

    def __init__(self, file: TextFile, *, by_line: bool) -> None:
        self._file, self.by_line = file, by_line
        self._known: dict[tuple[str, ...], Columns | None] = {}

    def rows(self, clock: FileClock) -> Iterator[Row | BadRow]:
        """The rows that the objects make."""
        for cells in self.cells():
            yield cells if isinstance(cells, BadRow) else row_of(*cells, clock)

    def cells(self) -> Iterator[BadRow | Cells]:
        """The values of each object by key, and what the keys say; or what is wrong with the object."""
        for number, value in self._by_lines() if self.by_line else self._in_list():
            if isinstance(value, BadRow):
                yield value
            elif not isinstance(value, dict):
                yield BadRow(number, "is not an object with keys")
            else:
                flat = flatten(value)
                columns = self._columns_of(tuple(flat))
                if columns is None:
                    with_text = find_columns((*flat, "message"))
                    yield BadRow(number, "does not say what happened" if with_text else "has no time")
                else:
                    yield Cells(number, flat, columns)

    def _columns_of(self, keys: tuple[str, ...]) -> Columns | None:
        if keys not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[keys] = find_columns(keys)
        return self._known[keys]

    def _by_lines(self) -> Iterator[tuple[int, object]]:
        for line in self._file.lines():
            text = line.text.strip().removesuffix(",")
            if not text or text in ("[", "]"):
                continue
            if line.is_cut:
                yield line.number, BadRow(line.number, f"is longer than {LONGEST_LINE:,} characters")
                continue
            try:
                yield line.number, json.loads(text)
            except (ValueError, RecursionError):
                yield line.number, BadRow(line.number, "is not JSON")

    def _in_list(self) -> Iterator[tuple[int, object]]:
        reader = JsonReader(self._file.chunks())
        number = 0
        try:
            for value in reader.elements() if reader.peek() == "[" else _listed(reader.values()):
                number += 1
                yield number, value
        except Damage as damage:
            yield number + 1, BadRow(number + 1, f"cannot be read, nor what comes after it: the file {damage}")


def stands_by_line(beginning: str) -> bool:
    """Whether a file that begins with this text has an object on its first line, and another on the next."""
    lines = [line for line in beginning.splitlines() if line.strip() not in ("", "[", "]")][:2]
    return len(lines) == 2 and all(_is_object(line) for line in lines)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text.strip().removesuffix(",")), dict)
    except (ValueError, RecursionError):
        return False


def _listed(values: Iterator[object]) -> Iterator[object]:
    """The values, or what is in their lists, where they say nothing of a time themselves."""
    for value in values:
        parts: list[object] = []
        if isinstance(value, dict) and find_columns(flatten(value)) is None:
            inner = [part for part in value.values() if isinstance(part, dict)]
            parts = [part for one in (value, *inner) for part in one.values() if isinstance(part, list)]
        lists = [part for part in parts if isinstance(part, list) and any(isinstance(one, dict) for one in part)]
        if lists:
            yield from (one for part in lists for one in part)
        else:
            yield value
