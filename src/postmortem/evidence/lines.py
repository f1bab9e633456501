"""A file's lines as text: whatever the encoding, without bytes that no text has, in bounded memory however long a line is."""

from __future__ import annotations

import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from postmortem.errors import InputError

LONGEST_LINE = 2_000_000  # characters of a line that are kept
SAMPLE = 64 * 1024  # bytes by which a file is recognised
_MARKS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
# How other kinds of file begin: what somebody may give by mistake.
_BEGINNINGS = (
    (b"PK\x03\x04", "a zip file or a spreadsheet: unpack it, or save it as CSV"),
    (b"\x1f\x8b", "a gzip file: unpack it"),
    (b"BZh", "a bzip2 file: unpack it"),
    (b"\xfd7zXZ", "an xz file: unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as CSV"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
WHAT_TO_GIVE = "Give a CSV file with a heading, JSON (one object a line, or a list), or a log whose lines begin with a time."
# Control characters that texts hold: tab, line ends, form feed, backspace, and the escape of colours in terminals.
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\b\x1b")
_UNDECODED = "surrogateescape"  # bytes that are not UTF-8, kept so that their line can be read again as Windows-1252


class Line(NamedTuple):
    """A line of a file: its number from 1, its text without its end, and whether more of it was there than is kept."""

    number: int
    text: str
    is_cut: bool


@dataclass(slots=True, kw_only=True)
class TextFile:
    """A file that was looked at: its encoding, and its beginning. other_lines: how many were no UTF-8, after it was read."""

    path: Path
    name: str
    encoding: str
    beginning: str
    other_lines: int = 0

    def lines(self) -> Iterator[Line]:
        """The lines, one by one, however often it is asked. NULs, which logs gain when they are rotated, are left out."""
        self.other_lines = 0
        number = 0
        with _reading(self.name), self.path.open(encoding=self.encoding, errors=self._errors(), newline=None) as stream:
            while text := stream.readline(LONGEST_LINE):
                number += 1
                is_cut = False
                if text[-1] == "\n":
                    text = text[:-1]
                elif len(text) >= LONGEST_LINE:
                    while rest := stream.readline(LONGEST_LINE):
                        is_cut = is_cut or rest != "\n"
                        if rest[-1] == "\n":
                            break
                if not text.isascii():
                    text = self._readable(text)
                if "\0" in text:
                    text = text.replace("\0", "")
                yield Line(number, text, is_cut)

    def chunks(self) -> Iterator[bytes]:
        """The file's bytes."""
        with _reading(self.name), self.path.open("rb") as stream:
            while chunk := stream.read(SAMPLE):
                yield chunk

    def _errors(self) -> str:
        return _UNDECODED if self.encoding.startswith("utf-8") else "replace"

    def _readable(self, text: str) -> str:
        """The text, with bytes that were no UTF-8 read as Windows-1252, as older programs write."""
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            self.other_lines += 1
            data = text.encode("utf-8", _UNDECODED) if self.encoding.startswith("utf-8") else text.encode("utf-8", "replace")
            return data.decode("cp1252" if self.encoding.startswith("utf-8") else "utf-8", "replace")
        return text


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """An error of the disk becomes a sentence that names the file."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or 'an error of the disk'}.") from error


def open_text(path: Path, name: str) -> TextFile:
    """The file, recognised as text. Raises `InputError` for what is no file, cannot be read, is empty or is no text."""
    with _reading(name):
        try:
            is_file = stat.S_ISREG(path.stat().st_mode)
        except FileNotFoundError as error:
            raise InputError(f"There is no file {name}. Check the path that --evidence was given.") from error
        except ValueError as error:
            raise InputError(f"{name} is not a path. {WHAT_TO_GIVE}") from error
        if not is_file:
            raise InputError(f"{name} is not a file. {WHAT_TO_GIVE}")
        with path.open("rb") as stream:
            sample = stream.read(SAMPLE)
    if not sample.strip(b"\0 \t\r\n" + BOM_UTF8):
        raise InputError(f"{name} {'is empty' if not sample.strip() else 'begins with nothing that is text'}. {WHAT_TO_GIVE}")
    for beginning, what in _BEGINNINGS:
        if sample.startswith(beginning):
            raise InputError(f"{name} is {what}. {WHAT_TO_GIVE}")
    encoding = _encoding(sample)
    text = sample.decode(encoding, "replace").lstrip("\ufeff")
    text = text.lstrip("\0")  # what a log begins with when it was cut while it was written
    controls = sum(letter < " " and ord(letter) not in _TEXT_CONTROLS for letter in text)
    if controls > len(text) // 50:
        raise InputError(f"{name} is not a text. {WHAT_TO_GIVE}")
    return TextFile(path=path, name=name, encoding=encoding, beginning=text.replace("\0", ""))


def _encoding(sample: bytes) -> str:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    # UTF-16 without a mark: in a text of Latin letters every second byte is zero.
    if len(sample) >= 8 and sample.count(b"\0") > len(sample) // 3:
        for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
            if zeros.count(0) > 0.7 * len(zeros) and sample.count(b"\0") < 0.6 * len(sample):
                return encoding
    return "utf-8"
