"""Where things stand in a TOML file: each key, table and note, by line. For messages, and for changing one value in its place.

The parser of the standard library keeps no places. This reads the same text for its layout alone, and only after it parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]

# Strings and notes, longest opening first, so that a "#" or a quote inside another string starts nothing. Every alternative of
# each repeat begins with another character, so the scan is linear.
_STRING_OR_NOTE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""(?:"{1,2})?'
    r"|'''(?:[^']|'(?!''))*'''(?:'{1,2})?"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
# "[clients]" or "[[clients]]" at the start of a line; group 1 tells which, group 2 is the dotted name.
_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([^\]\n]+?)[ \t]*\]")
# "key =" or 'a."b c".d =' at the start of a line; group 1 is the dotted key.
_KEY = re.compile(r"[ \t]*((?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*'))*)[ \t]*=")
# One part of a dotted key.
_KEY_PART = re.compile(r"[\w-]+|\"[^\"\n]*\"|'[^'\n]*'")
# A string on one line: what is in it opens and closes nothing.
_LINE_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'")

# Stands at the start of a line that belongs to a string begun further up.
_INSIDE = "\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlEntry:
    """A heading, or a key with its value: from line `first` to line `last`, counted from 1."""

    path: KeyPath
    first: int
    last: int
    is_heading: bool = False


def toml_entries(text: str) -> tuple[TomlEntry, ...]:
    """Every heading and key of a TOML text that parses, in order. Members of an array of tables have their number in the path."""
    lines = _STRING_OR_NOTE.sub(_flat, text).split("\n")
    counts: dict[KeyPath, int] = {}
    found: list[TomlEntry] = []
    table: KeyPath = ()
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if header := _HEADER.match(line):
            table = _array_path(_parts(header[2]), counts, opens=header[1] == "[[")
            found.append(TomlEntry(path=table, first=number, last=number, is_heading=True))
        elif key := _KEY.match(line):
            first, number = number, _end_of_value(lines, number, line[key.end() :])
            found.append(TomlEntry(path=(*table, *_parts(key[1])), first=first, last=number))
    return tuple(found)


def toml_places(text: str) -> dict[KeyPath, int]:
    """Where each key and table begins: path → line. What is inside an inline table has no line of its own."""
    places: dict[KeyPath, int] = {}
    for entry in toml_entries(text):
        for length in range(1, len(entry.path) + 1):
            places.setdefault(entry.path[:length], entry.first)
    return places


def toml_notes(text: str) -> dict[int, str]:
    """The notes ("# …") of a TOML text: line → note."""
    notes: dict[int, str] = {}
    line, seen = 1, 0
    for match in _STRING_OR_NOTE.finditer(text):
        if match[0].startswith("#"):
            line += text.count("\n", seen, match.start())
            seen = match.start()
            notes[line] = match[0].rstrip()
    return notes


def _end_of_value(lines: list[str], number: int, rest: str) -> int:
    """The last line of a value that begins with `rest` on line `number`."""
    depth = _depth(rest)
    while number < len(lines) and (depth > 0 or lines[number].startswith(_INSIDE)):
        depth += _depth(lines[number])
        number += 1
    return number


def _depth(line: str) -> int:
    bare = _LINE_STRING.sub("", line)
    return sum(bare.count(bracket) for bracket in "[{") - sum(bare.count(bracket) for bracket in "]}")


def _flat(match: re.Match[str]) -> str:
    """A multi-line string reduced to marked line breaks, so that nothing in it looks like a key; a note to nothing."""
    token = match[0]
    if token.startswith(('"""', "'''")):
        return '""' + f"\n{_INSIDE}" * token.count("\n")
    return "" if token.startswith("#") else token


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _KEY_PART.findall(name))


def _array_path(parts: tuple[str, ...], counts: dict[KeyPath, int], *, opens: bool) -> KeyPath:
    """The path of a heading, with the number of the current member after each name that is an array of tables."""
    path: KeyPath = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if opens and position == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
