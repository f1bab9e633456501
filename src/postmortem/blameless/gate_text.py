"""Files of lines, as the gate reads them: Markdown, plain text, logs, tables, settings, JSON, calendars."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from postmortem.blameless.gate_sieve import Sieve, folded_words, shapes_of
from postmortem.blameless.gate_units import Sort, Unit
from postmortem.blameless.gate_views import joined_halves, unescaped

# A backslash before what it escapes in Markdown: punctuation. One character each.
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# An escape in a JSON or TOML string. Fixed lengths.
_STRING_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)")
# An escape in a calendar. Fixed length.
_CALENDAR_ESCAPE = re.compile(r"\\(.)")
# What parts names from values in a calendar. One character.
_CALENDAR_JOINT = re.compile(r"([:;=])")
# Where a calendar's or an address card's line goes on in the next.
_FOLD = re.compile(rb"\r?\n[ \t]")
# The line that opens or closes a block of code, also inside a quote or a list.
_FENCE = re.compile(r"[ \t>]{0,20}(?:[-*+] |\d{1,3}[.)] )?[ \t]{0,8}(`{3,}|~{3,})")
# What a line begins with besides its words: quotes, the marks of comments, the indent of a list. One class.
_LINE_START = re.compile(r"[\s>#/;|]*")
# A cell of a table that is one capitalised word. Bounded.
_CELL = re.compile(r"(?:^|[,;\t|])[ \"]{0,3}([^\W\d_][^\W_]{1,40})[ \"]{0,3}(?=[,;\t|\r]|$)")

_CODE_ENDINGS = frozenset(
    {".log", ".csv", ".tsv", ".yaml", ".yml", ".conf", ".cfg", ".ini", ".sql", ".sh", ".py", ".diff", ".patch", ".js", ".css"}
)
_STRING_ENDINGS = frozenset({".json", ".jsonl", ".ndjson", ".toml"})
_TABLE_ENDINGS = frozenset({".csv", ".tsv"})
_CALENDAR_ENDINGS = frozenset({".ics", ".vcf"})
_MARKDOWN_ENDINGS = frozenset({".md", ".markdown"})
_PROSE_ENDINGS = frozenset({".txt", ".text", ".eml", ".html", ".htm", ".svg", ".xml"})
TEXT_ENDINGS = _CODE_ENDINGS | _STRING_ENDINGS | _CALENDAR_ENDINGS | _MARKDOWN_ENDINGS | _PROSE_ENDINGS
# In these a line is a record of its own, and no sentence goes on in the next.
_RECORD_ENDINGS = _STRING_ENDINGS | _CALENDAR_ENDINGS | _TABLE_ENDINGS

# How much of a line before and after its end is looked at for a name that is broken there.
_REACH = 120
_HYPHENS = (b"-", b"\xc2\xad")


def text_units(ending: str, data: bytes, sieve: Sieve) -> Iterator[Unit]:
    """The lines in which something may be found, and the places where two lines meet in a name. `data` is UTF-8, or nearly so.

    A line is passed over where the sieve says so: in a large transcript that is nearly every one.
    """
    if ending in _CALENDAR_ENDINGS:
        data = _FOLD.sub(b"", data)
    reader = _Lines(ending, sieve, shapes_of(data))
    for number, raw in enumerate(io.BytesIO(data), start=1):
        if len(raw) > 1:
            yield from reader.read(number, raw)
        else:
            reader.last = b""  # a paragraph ends


class _Lines:
    """Reads line after line, and remembers of the one before how it ended."""

    def __init__(self, ending: str, sieve: Sieve, shapes: re.Pattern[bytes] | None) -> None:
        self.sieve = sieve
        self.shapes = shapes
        self.is_markdown = ending in _MARKDOWN_ENDINGS
        self.is_code = ending in _CODE_ENDINGS
        self.is_table = ending in _TABLE_ENDINGS
        self.is_calendar = ending in _CALENDAR_ENDINGS
        self.has_strings = ending in _STRING_ENDINGS
        self.goes_on = ending not in _RECORD_ENDINGS
        self.fence = ""
        self.last = b""  # the last word of the line before
        self.before = b""

    def read(self, number: int, raw: bytes) -> Iterator[Unit]:
        is_fence = False
        if self.is_markdown and (b"```" in raw or b"~~~" in raw):
            self.fence, is_fence = _after_line(self.fence, decoded(raw))
        words = self.sieve.words(_without_escapes(raw) if self.has_strings and b"\\" in raw else raw)
        if words is None or self.sieve.holds(words) or (self.shapes and self.shapes.search(raw)):
            yield from self._line(number, decoded(raw), is_fence=is_fence)
        if self.goes_on:
            yield from self._seam(number, raw, folded_words(decoded(raw)) if words is None else words)

    def _seam(self, number: int, raw: bytes, words: list[bytes]) -> Iterator[Unit]:
        """The place where this line meets the one before, if a name may be broken there."""
        if self.last and words and (self.before.endswith(_HYPHENS) or self.sieve.may_be_parted(self.last, words[0])):
            yield from self._joined(f"line {number - 1} to {number}", decoded(self.before), decoded(raw))
        self.last, self.before = (words[-1], raw.rstrip()) if words else (b"", b"")

    def _sort(self) -> Sort:
        return Sort.CODE if self.is_code or self.fence else Sort.PROSE

    def _line(self, number: int, line: str, *, is_fence: bool) -> Iterator[Unit]:
        sort = self._sort()
        if "\\" in line:
            if self.has_strings:
                line = joined_halves(_STRING_ESCAPE.sub(lambda match: unescaped(match[0]), line))
            elif self.is_calendar:
                line = _CALENDAR_ESCAPE.sub(lambda match: " " if match[1] in "nN" else match[1], line)
            elif self.is_markdown and sort is Sort.PROSE and not is_fence:
                line = _MARKDOWN_ESCAPE.sub(r"\1", line)
        if self.is_calendar:
            line = _in_columns(line)
        if line and not line.isspace():
            yield Unit(f"line {number}", line, sort)
            if self.is_table and (cells := [cell for cell in _CELL.findall(line) if cell[0].isupper()]):
                yield Unit(f"line {number}", " | ".join(cells))

    def _joined(self, place: str, before: str, line: str) -> Iterator[Unit]:
        """The end of one line and the beginning of the next as they read together; with a hyphen, both ways to read it."""
        sort = self._sort()
        head = _LINE_START.sub("", line[:_REACH], count=1)
        tail = before[-_REACH:].rstrip(" \\")
        if tail.endswith(("-", "\u00ad")):
            yield Unit(place, tail + head, sort, seam=len(tail))
            yield Unit(place, tail[:-1] + head, sort, seam=len(tail) - 1)
        else:
            yield Unit(place, f"{tail} {head}", sort, seam=len(tail))


def _in_columns(line: str) -> str:
    """A calendar's line with its names and values apart. An entry's number is made like an address, and is nobody's."""
    if line.startswith("UID:"):
        line = line.replace("@", " ")
    return line if "://" in line else _CALENDAR_JOINT.sub(r"\1 ", line)


def decoded(raw: bytes) -> str:
    """Text from bytes; what is no UTF-8 is read as the encoding of old Windows."""
    try:
        return raw.decode("utf-8").rstrip("\n")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").rstrip("\n")


def _without_escapes(raw: bytes) -> bytes:
    """A line of JSON without its most frequent escapes; where others are left, the line is looked at closely anyway."""
    return raw.replace(b"\\n", b"  ").replace(b'\\"', b"  ").replace(b"\\t", b"  ")


def _after_line(fence: str, line: str) -> tuple[str, bool]:
    """The fence that is open after this line ("" none), and whether the line is one."""
    match = _FENCE.match(line)
    if match is None:
        return fence, False
    if not fence:
        return match[1], True
    closes = match[1].startswith(fence) and not line[match.end() :].strip()
    return ("", True) if closes else (fence, False)
