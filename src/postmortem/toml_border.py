"""TOML that people write, read at the border: what is wrong, in which line, at which key, and what was probably meant.

Shared by every TOML file that people edit (postmortem.toml, incident.toml, people.toml). A message names the file, the line and
the key; it never repeats a value, because a value may hold a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from postmortem.errors import InputError, did_you_mean
from postmortem.toml_lines import KeyPath, toml_places

# A file that people keep by hand is a few kilobytes; anything much larger is not one of these files.
LARGEST_TOML = 4_000_000

# The place that the standard library's parser adds to its messages.
_PARSER_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")

_TYPE_NAMES: dict[type, str] = {
    str: 'text in quotes, such as "text"',
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: 'a list, such as ["one", "two"]',
    dict: "a table",
    datetime: "a date and time",
    date: "a date",
    time: "a time of day",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlText:
    """A TOML file that parsed: `where` is how messages name it, `values` what it holds."""

    where: str
    text: str
    values: dict[str, Any] = field(repr=False)

    def line(self, path: KeyPath) -> int | None:
        """The line (from 1) of a key or table; of the nearest one around it where it has no line of its own."""
        lines = toml_places(self.text)
        for length in range(len(path), 0, -1):
            if path[:length] in lines:
                return lines[path[:length]]
        return None

    def error(self, path: KeyPath, sentence: str) -> InputError:
        """An error that starts with file and line."""
        line = self.line(path)
        return InputError(f"{self.where}{f', line {line}' if line else ''}: {sentence}")

    def table(self) -> Table:
        """The whole file as a table to read from."""
        return Table(file=self, path=(), values=self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a TOML file, read key by key with its type said."""

    file: TomlText
    path: KeyPath
    values: Mapping[str, Any] = field(repr=False)

    def allow(self, known: Iterable[str]) -> None:
        """Refuse a key that is not one of `known`, with the nearest of them."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                place = f" in [{dotted(self.path)}]" if self.path else ""
                guess = did_you_mean(key, names) or f" Known here: {', '.join(names)}."
                raise self.error(key, f"there is no setting called {shown_key(key)}{place}.{guess}")

    def error(self, key: str, sentence: str) -> InputError:
        """An error at one of this table's keys."""
        return self.file.error((*self.path, key), sentence)

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self.values

    def text(self, key: str, default: str = "") -> str:
        """Text, without spaces around it; `default` where the key is missing."""
        value = self._typed(key, str, default)
        return value.strip() if isinstance(value, str) else default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A true or false."""
        return bool(self._typed(key, bool, default))

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of text; None where the key is missing. A single text counts as a list of one."""
        value = self.values.get(key)
        if value is None:
            return None
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.error(key, f'{shown_key(key)} must be a list of texts, such as ["one", "two"].')
        return tuple(item.strip() for item in items if item.strip())

    def table(self, key: str) -> Table:
        """A table inside this one; empty where the key is missing."""
        value = self._typed(key, dict, {})
        return Table(file=self.file, path=(*self.path, key), values=value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables ([[key]]), in order; empty where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            name = dotted((*self.path, key))
            raise self.error(key, f"{shown_key(key)} must be written as [[{name}]], once for each.")
        return tuple(Table(file=self.file, path=(*self.path, key, number), values=item) for number, item in enumerate(value))

    def _typed(self, key: str, wanted: type, default: Any) -> Any:  # noqa: ANN401 - TOML's values are of any type until here
        value = self.values.get(key, default)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise self.error(key, f"{shown_key(key)} must be {_TYPE_NAMES[wanted]}, not {type_name(value)}.")
        return value


def type_name(value: object) -> str:
    """What sort of TOML value this is, in words."""
    for kind in (bool, datetime, date, time, str, int, float, list, dict):
        if isinstance(value, kind):
            return _TYPE_NAMES[kind].partition(", such as")[0]
    return "something else"


def dotted(path: KeyPath) -> str:
    """A path of keys as people write it; numbers of array members are left out."""
    return ".".join(shown_key(part) for part in path if isinstance(part, str))


def shown_key(key: str) -> str:
    """A key as a message may show it: one line, no control characters, not endless."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in key)
    return clean if len(clean) <= 60 else f"{clean[:57]}…"


def parse_toml(text: str, where: str) -> TomlText:
    """The file's values, or an InputError that names the line."""
    if len(text) > LARGEST_TOML:
        raise InputError(f"{where} is {len(text):,} characters long, far more than such a file holds. Is it the right file?")
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(_unreadable(error, text, where)) from error
    except RecursionError as error:
        raise InputError(f"{where}: brackets are nested too deeply to be read. Remove the nested lists.") from error
    except (ValueError, OverflowError) as error:  # a number of thousands of digits, a date that does not exist
        raise InputError(f"{where}: a number or date in it is out of range. Correct it, or put it in quotes.") from error
    return TomlText(where=where, text=text, values=values)


def read_toml(path: Path, where: str = "") -> TomlText:
    """Read and parse a TOML file from disk. A byte order mark is taken, another encoding is refused with what to do."""
    name = where or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_TOML * 4)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise InputError(f"{name} cannot be read: {reason}. Check that it is a file that you may read.") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is saved as UTF-16. Save it again as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}, line {line}: this is not UTF-8 text. Save the file again as UTF-8.") from error
    return parse_toml(text, name)


def _unreadable(error: tomllib.TOMLDecodeError, text: str, where: str) -> str:
    """The parser's complaint, with our place, its reason in a few words, and what usually helps."""
    complaint = str(error)
    place = _PARSER_PLACE.search(complaint)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    lowered = complaint.casefold()
    if "cannot overwrite" in lowered or "cannot declare" in lowered or "duplicate" in lowered:
        advice = "this key or table is already there further up. Keep one of the two."
    elif "after a statement" in lowered:
        advice = "there is something after the value. Text needs quotes around it, and a note needs a # before it."
    elif "unclosed" in lowered or "unterminated" in lowered or "end of document" in lowered:
        advice = "something that was opened here or above (a quote or a bracket) is never closed."
    elif "invalid value" in lowered:
        advice = 'the value cannot be read. Text needs quotes: key = "text".'
    elif "'=' after a key" in lowered or "expected '='" in lowered:
        advice = 'a line must read key = "value". Text that goes on over several lines needs three quotes at each end.'
    elif "illegal character" in lowered:
        advice = "there is a character that TOML does not allow. A quote may be missing at the end of the line."
    else:
        advice = 'this is not valid TOML. A line reads key = "value"; a heading reads [name] or [[name]].'
    return f"{where}, line {line}: {advice}"
