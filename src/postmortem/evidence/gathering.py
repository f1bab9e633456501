"""Reads one file of evidence from its beginning to its end: what it is, its rows of the incident's time, and what was wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from postmortem.errors import InputError
from postmortem.evidence.clock import FileClock, order_of
from postmortem.evidence.folding import Fold, Folder
from postmortem.evidence.lines import WHAT_TO_GIVE, TextFile, open_text
from postmortem.evidence.logs import rows_of_log
from postmortem.evidence.objects import Objects, stands_by_line
from postmortem.evidence.rows import BadRow, Cells, Row, time_text
from postmortem.evidence.tables import cells_of_table, find_delimiter, rows_of_table

# Rows are of the incident from a day before the channel's first message, for what changed the day before, to half a day after
# its last, for what ended afterwards.
BEFORE, AFTER = 24 * 3600.0, 12 * 3600.0
MOST_NAMED = 5
_LOOKED_AT = 400  # lines in which a log's first time is looked for


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What a file gave. read: rows that could be read; outside: those of another time; bad: how many could not be read, and
    the first of them; in_list: whether numbers are places in a list. no_zone, no_year: rows that took the incident's."""

    folds: tuple[Fold, ...] = ()
    read: int = 0
    outside: int = 0
    ordinary: int = 0
    dropped: int = 0
    bad: int = 0
    named: list[BadRow] = field(default_factory=list)
    in_list: bool = False
    no_zone: int = 0
    no_year: int = 0
    other_lines: int = 0


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file is read: its rows, and the dates in it as they stand."""

    rows: Callable[[FileClock], Iterator[Row | BadRow]]
    dates: Callable[[], Iterator[str]]
    in_list: bool = False


def gather(path: Path, name: str, *, zone: ZoneInfo, span: tuple[float, float]) -> Gathered:
    """The rows of a file that are of the incident. span: its first and last moment, in seconds since 1970.

    Raises `InputError` for what cannot be read, is of no known form, or has no usable row.
    """
    file = open_text(path, name)
    form = _form_of(file, zone, span)
    clock = FileClock(zone, span, lambda: order_of(form.dates()))
    begin, end = span[0] - BEFORE, span[1] + AFTER
    gathered, folder = Gathered(in_list=form.in_list), Folder(span)
    for row in form.rows(clock):
        if isinstance(row, BadRow):
            gathered.bad += 1
            if len(gathered.named) < MOST_NAMED:
                gathered.named.append(row)
            continue
        gathered.read += 1
        if not begin <= row.at <= end:
            gathered.outside += 1
            continue
        gathered.no_zone += not row.own_zone
        gathered.no_year += not row.own_year
        folder.take(row)
    gathered.folds = folder.folds()
    gathered.ordinary, gathered.dropped = folder.ordinary, folder.dropped
    gathered.other_lines = file.other_lines
    if gathered.read == gathered.outside:
        raise InputError(_nothing_usable(name, gathered))
    return gathered


def _form_of(file: TextFile, zone: ZoneInfo, span: tuple[float, float]) -> _Form:
    """What a file is: by how it begins, whatever its name says."""
    start = file.beginning.lstrip()
    if start[:1] == "{" or re.match(r"\[\s*(?:\{|\])", start):
        objects = Objects(file, by_line=stands_by_line(file.beginning))
        return _Form(objects.rows, lambda: _dates(objects.cells()), in_list=not objects.by_line)
    if delimiter := find_delimiter(file):
        return _Form(lambda clock: rows_of_table(file, clock, delimiter), lambda: _dates(cells_of_table(file, delimiter)))
    trial = FileClock(zone, span)
    beginning = [trial.begins_with_time(line.text) for line in islice(file.lines(), _LOOKED_AT) if line.text.strip()]
    is_table = file.path.suffix.lower() in {".csv", ".tsv"}
    if beginning[:1] == [True] or (any(beginning) and not is_table):
        return _Form(lambda clock: rows_of_log(file, clock), lambda: (line.text[:60] for line in file.lines()))
    if is_table:
        raise InputError(
            f"{file.name} has no heading that tells which column is the time and which says what happened. "
            "Name them in its first line: time, text (and, where there are any, kind, service, link, id)."
        )
    raise InputError(f"{file.name} is in no form that is known here. {WHAT_TO_GIVE}")


def _dates(rows: Iterator[BadRow | Cells]) -> Iterator[str]:
    return (time_text(row.values, row.columns) for row in rows if not isinstance(row, BadRow))


def _nothing_usable(name: str, gathered: Gathered) -> str:
    """Why nothing of the file can be used."""
    if not gathered.read and not gathered.bad:
        return f"{name} has a heading and no rows. {WHAT_TO_GIVE}"
    said = []
    if gathered.outside:
        said.append(f"{gathered.outside:,} {_rows(gathered.outside, 'lies', 'lie')} outside the time of the incident")
    if gathered.bad:
        first = gathered.named[0]
        where = "entry" if gathered.in_list else "line"
        said.append(f"{gathered.bad:,} cannot be read, the first of them {where} {first.number}, which {first.why}")
    advice = "Check that it is the right file, and --since, --until and --timezone." if gathered.outside else WHAT_TO_GIVE
    return f"{name} has no row that can be used: {'; '.join(said)}. {advice}"


def _rows(count: int, one: str, several: str) -> str:
    return one if count == 1 else several

