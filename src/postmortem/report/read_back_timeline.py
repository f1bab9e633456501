"""The rows of a timeline, as people left them: from tables that they rebuilt, and from lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postmortem.incident import Kind
from postmortem.report.read_back_columns import TIMELINE_COLUMNS, assign_columns, cell_of, left_over
from postmortem.report.read_back_parts import Grid, Line, read_parts
from postmortem.report.read_back_times import Moment, only_day, take_moment
from postmortem.report.sections import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """A row of a timeline, as people left it.

    time: "09:02", empty where none can be read; until: the end of a span; zone: as it stands with the time ("BST"), or empty.
    day: as it is written, of the last day that was named, or empty. about: the time is said to be near. numbers: of the sources
    that it cites. more: what stands in columns that we do not have, label → text. is_remark: a paragraph or a note between the
    rows, and no row.
    """

    text: str
    time: str = ""
    until: str = ""
    zone: str = ""
    day: str = ""
    kind: str = ""
    about: bool = False
    numbers: tuple[int, ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    is_remark: bool = False


def read_timeline(section: Section | None) -> tuple[ReadEntry, ...]:
    """The rows of a timeline in their order, and the remarks between them."""
    entries: list[ReadEntry] = []
    day = ""
    for part in read_parts(section):
        if isinstance(part, Line):
            day = _read_line(part, day, entries)
            continue
        columns = assign_columns(part, TIMELINE_COLUMNS)
        for row in part.rows:
            day = _read_row(part, row, columns, day, entries)
    return tuple(entries)


def _read_line(line: Line, day: str, entries: list[ReadEntry]) -> str:
    """A line outside tables: a day, an entry that begins with its time, or a remark. The day that holds from here on."""
    if named := only_day(line.words):
        return named
    words = line.words
    moment, rest = take_moment(words)
    if moment is None or line.sort == "heading" or not rest:
        entries.append(ReadEntry(text=_joined(words, line.details), numbers=line.numbers, is_remark=True, day=day))
        return day
    kind, rest = _leading_kind(rest)
    day = moment.day or day
    entries.append(_entry(moment, _joined(rest, line.details), kind, day, line.numbers, ()))
    return day


def _read_row(part: Grid, row: Sequence[Line], columns: dict[str, int], day: str, entries: list[ReadEntry]) -> str:
    full = [cell for cell in row if cell.words]
    distinct = list(dict.fromkeys(cell.words for cell in full))
    if len(distinct) == 1 and (named := only_day(distinct[0])):
        return named
    numbers = tuple(dict.fromkeys(number for cell in row for number in cell.numbers))
    if not distinct:
        return day
    moment, left = take_moment(cell_of(row, columns.get("time")))
    text = cell_of(row, columns.get("text"))
    if moment is None and text and columns.get("time") is None:  # the time stands at the head of the text
        moment, rest = take_moment(text)
        text = rest if moment is not None else text
    if len(distinct) == 1 and moment is None:
        entries.append(ReadEntry(text=distinct[0], numbers=numbers, is_remark=True, day=day))
        return day
    more = left_over(part, row, columns)
    in_day = cell_of(row, columns.get("day"))
    if in_day and not only_day(in_day):  # a word among days is no day, and not to be lost
        more = ((part.header[columns["day"]].words, in_day), *more)
    if left and left != text:
        more = ((part.header[columns["time"]].words if "time" in columns else "", left), *more)
    if not text and more:  # what happened stands in a column that we do not know
        longest = max(more, key=lambda one: len(one[1]))
        text, more = longest[1], tuple(one for one in more if one is not longest)
    kind = _kind(cell_of(row, columns.get("kind")))
    day = _column_day(part, row, columns) or (moment.day if moment is not None else "") or day
    entries.append(_entry(moment, text, kind, day, numbers, more))
    return day


def _entry(
    moment: Moment | None, text: str, kind: str, day: str, numbers: tuple[int, ...], more: tuple[tuple[str, str], ...]
) -> ReadEntry:
    if moment is None:
        return ReadEntry(text=text, kind=kind, day=day, numbers=numbers, more=more)
    return ReadEntry(
        text=text,
        time=moment.time,
        until=moment.until,
        zone=moment.zone,
        about=moment.about,
        kind=kind,
        day=day,
        numbers=numbers,
        more=more,
    )


def _column_day(part: Grid, row: Sequence[Line], columns: dict[str, int]) -> str:
    return only_day(cell_of(row, columns.get("day")))


def _kind(words: str) -> str:
    return " ".join(words.casefold().replace("followup", "follow-up").replace("follow up", "follow-up").split())


def _leading_kind(words: str) -> tuple[str, str]:
    """ "alert: the queue was full" → ("alert", "the queue was full")."""
    head, colon, rest = words.partition(":")
    kind = _kind(head)
    return (kind, rest.strip()) if colon and rest.strip() and kind in {one.value for one in Kind} else ("", words)


def _joined(words: str, details: Sequence[str]) -> str:
    return "; ".join([words.rstrip(" :"), *details]) if details else words
