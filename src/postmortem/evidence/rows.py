"""A row of evidence: what a table, an object or a log's line says happened, when, and by what it was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from postmortem.evidence.clock import BadTime, FileClock, Moment
from postmortem.evidence.columns import BEGINNINGS, Columns, plain_key

LONGEST_TEXT = 2_000  # characters of a row's text that are looked at
_LONGEST_CELL = 200
_LONGEST_LINK = 500
# An alarm that lasted longer than this has an end that was filled in, not met.
_LONGEST_LASTING = 7 * 86_400.0
# A time of the day alone, whose day stands in another column.
_CLOCK_ALONE = re.compile(
    r"\d\d?:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|[a-z]{3,4}|[+-]\d\d:?\d\d))?", re.IGNORECASE
)

Value = str | int | float


class BadRow(NamedTuple):
    """A row that cannot be used: its number, and what is wrong, as the end of a sentence ("has no time")."""

    number: int
    why: str


class Cells(NamedTuple):
    """The values of a row by key, and what the keys say."""

    number: int
    values: Mapping[str, Value]
    columns: Columns


class Row(NamedTuple):
    """Something that happened, as a file has it. number: of its line, or of the object in a list. at, until: seconds since 1970.

    kind, state, grade, level: the words of the file for what sort of thing it is. tool: what recorded it. who: whom the row
    names, one a line. began: whether `at` is when it began, so that `state` is of later. own_zone, own_year: as in `Moment`.
    """

    number: int
    at: float
    text: str
    until: float | None = None
    kind: str = ""
    state: str = ""
    grade: str = ""
    level: str = ""
    tool: str = ""
    who: str = ""
    link: str = ""
    ref: str = ""
    is_log: bool = False
    began: bool = False
    own_zone: bool = True
    own_year: bool = True


def row_of(number: int, values: Mapping[str, Value], columns: Columns, clock: FileClock) -> Row | BadRow:
    """The row that these values make. values: by key, as the columns name them."""
    key = _first(values, columns.when)
    try:
        if not key:
            raise BadTime("has no time")
        moment = _moment(values, key, columns, clock)
    except BadTime as error:
        return BadRow(number, str(error))
    text, kind = _text_and_kind(values, columns)
    if not text:
        return BadRow(number, "does not say what happened")
    return Row(
        number, moment.at, text, _until(values, columns, clock, moment.at), kind,
        _cell(values, columns.state), _cell(values, columns.grade), _cell(values, columns.level), _cell(values, columns.tool),
        _people(values, columns), _cell(values, columns.link, most=_LONGEST_LINK), _cell(values, columns.ref),
        columns.is_log, plain_key(key) in BEGINNINGS, moment.own_zone, moment.own_year,
    )  # fmt: skip


def time_text(values: Mapping[str, Value], columns: Columns) -> str:
    """The date that a row has, as it stands there; empty where there is none."""
    key = _first(values, columns.when)
    if not key:
        return ""
    text = str(values[key])
    return str(values.get("date", "")) if _CLOCK_ALONE.fullmatch(text.strip()[:40]) else text


def clipped(text: str) -> str:
    """The beginning of a text in one line, cut between two words, so that no name or key is cut in half."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].rpartition(" ")[0]
    return " ".join(text.split())


def _moment(values: Mapping[str, Value], key: str, columns: Columns, clock: FileClock) -> Moment:
    value = values[key]
    if "date" in values and isinstance(value, str) and _CLOCK_ALONE.fullmatch(value.strip()[:40]):
        value = f"{values['date']} {value.strip()}"
    return clock.read(value, zone=columns.zones.get(key, ""))


def _until(values: Mapping[str, Value], columns: Columns, clock: FileClock, at: float) -> float | None:
    """When it ended, where the row says so and it began before."""
    if not columns.until or not (key := _first(values, columns.until)) or key in columns.when[:1]:
        return None
    try:
        end = clock.read(values[key], zone=columns.zones.get(key, "")).at
    except BadTime:
        return None
    return end if at < end < at + _LONGEST_LASTING else None


def _text_and_kind(values: Mapping[str, Value], columns: Columns) -> tuple[str, str]:
    """What happened, and of what sort: a single word such as "deploy" is the sort, and gets its version and place."""
    key = _first(values, columns.text)
    text = clipped(str(values[key])) if key else ""
    kind = _cell(values, tuple(one for one in columns.kind if one != key)) if columns.kind else ""
    version = _first(values, columns.version) if columns.version and " " not in text else ""
    if version:
        kind = kind or text
        said = _cell(values, (version,))
        place = _cell(values, columns.place)
        text = " ".join(filter(None, (text or version, said))) + (f", {place}" if place else "")
    return text, kind


def _people(values: Mapping[str, Value], columns: Columns) -> str:
    return "\n".join(str(values[one])[:_LONGEST_CELL] for one in columns.who if values.get(one)) if columns.who else ""


def _first(values: Mapping[str, Value], keys: Iterable[str]) -> str:
    """The first of the keys under which anything stands."""
    for key in keys:
        value = values.get(key, "")
        if value != "" and (not isinstance(value, str) or not value.isspace()):
            return key
    return ""


def _cell(values: Mapping[str, Value], keys: tuple[str, ...], *, most: int = _LONGEST_CELL) -> str:
    """What stands under the first of the keys; what is longer than a cell of this sort can be is left out."""
    if not keys or not (key := _first(values, keys)):
        return ""
    text = str(values[key])
    if len(text) > most:
        return ""
    return text if text.isalnum() else " ".join(text.split())
