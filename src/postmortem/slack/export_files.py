"""The files of an export, read safely: a folder here, a zip in `export_zip.py`. Nothing is unpacked, nothing outside is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from postmortem.errors import InputError
from postmortem.slack.json_stream import Damage, JsonReader

MEGABYTE = 1_000_000
LARGEST_FILE = 64 * MEGABYTE  # a day of one channel; real ones stay under one megabyte
LARGEST_ROSTER = 256 * MEGABYTE  # users.json: about 2 kB a person, so a hundred thousand people
LARGEST_CHANNEL = 600 * MEGABYTE  # all day files of a channel that are to be read, together
CHUNK = 64 * 1024
_MOST_REMARKS = 50
_LONGEST_NAME = 120  # characters of a name in a sentence

BAD_BYTES = "{file} holds bytes that are not text; they are shown as �."
JUNK = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


class Listing(NamedTuple):
    """What lies directly in a folder of the export: names, sorted. Junk that operating systems add is left out.

    not_read: what is there, but is no plain file or folder, or a link that leads out of the export.
    """

    files: tuple[str, ...]
    folders: tuple[str, ...]
    not_read: tuple[str, ...] = ()


class Remarks:
    """Sentences about damage met, each once, and never more than somebody would read."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Remember a sentence."""
        self._sentences[sentence] = None

    def all(self) -> tuple[str, ...]:
        """The sentences, in the order in which they were met."""
        sentences = tuple(self._sentences)
        if len(sentences) <= _MOST_REMARKS:
            return sentences
        return (*sentences[:_MOST_REMARKS], f"And {len(sentences) - _MOST_REMARKS} more remarks like these.")


class ExportFiles(Protocol):
    """A tree of files. Paths are relative, with "/" between names, and made only of names that a listing gave."""

    @property
    def where(self) -> str:
        """What to call this tree in a sentence."""

    def listing(self, folder: str = "") -> Listing:
        """What lies directly in a folder; empty for a folder that cannot be read."""

    def size(self, path: str) -> int:
        """How many bytes the file has, as far as the listing tells."""

    def chunks(self, path: str, *, limit: int = LARGEST_FILE) -> Iterator[bytes]:
        """The file's bytes. Raises `InputError` for more than `limit` bytes, `Damage` where it cannot be read."""

    def within(self, folder: str) -> ExportFiles:
        """The tree below a folder."""


class FolderFiles:
    """The files below a folder. Links that lead out of it are not followed."""

    def __init__(self, root: Path, remarks: Remarks) -> None:
        self._root = Path(os.path.realpath(root))
        self._remarks = remarks
        self.where = shown(str(root))

    def listing(self, folder: str = "") -> Listing:
        files, folders, not_read = [], [], []
        try:
            with os.scandir(self._root / folder) as entries:
                for entry in entries:
                    if is_junk(entry.name):
                        continue
                    if entry.is_symlink() and not self._is_inside(entry, folder):
                        not_read.append(entry.name)
                    elif entry.is_dir():
                        folders.append(entry.name)
                    elif entry.is_file():
                        files.append(entry.name)
                    else:
                        not_read.append(entry.name)
        except OSError as error:
            if not folder:
                raise InputError(f"The folder {self.where} cannot be read: {reason(error)}. Check its permissions.") from error
            self._remarks.add(f"The folder {shown(folder)} cannot be read ({reason(error)}); what it holds is left out.")
        return Listing(tuple(sorted(files)), tuple(sorted(folders)), tuple(sorted(not_read)))

    def _is_inside(self, entry: os.DirEntry[str], folder: str) -> bool:
        target = Path(os.path.realpath(entry.path))
        if target.is_relative_to(self._root):
            return True
        name = shown(f"{folder}/{entry.name}".lstrip("/"))
        self._remarks.add(f"{name} is a link that leads out of the export; it is not followed.")
        return False

    def size(self, path: str) -> int:
        with suppress(OSError):
            return (self._root / path).stat().st_size
        return 0

    def chunks(self, path: str, *, limit: int = LARGEST_FILE) -> Iterator[bytes]:
        check_size(path, self.size(path), limit)
        try:
            with (self._root / path).open("rb") as stream:
                if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    raise Damage("is not a plain file")
                read = 0
                while chunk := stream.read(CHUNK):
                    read += len(chunk)
                    check_size(path, read, limit)
                    yield chunk
        except OSError as error:
            raise Damage(f"cannot be read ({reason(error)})") from error

    def within(self, folder: str) -> ExportFiles:
        return FolderFiles(self._root / folder, self._remarks)


def check_size(path: str, size: int, limit: int) -> None:
    """Refuse a file of absurd size: what is in it was not written in a channel by people."""
    if size > limit:
        raise InputError(
            f"{shown(path)} in the export has {size / MEGABYTE:,.0f} MB, and {limit // MEGABYTE} MB is the most that is read of "
            "one file. Take that file out of the export, or export the channel again."
        )


def check_channel_size(size: int, channel: str) -> None:
    """Refuse to read a channel of absurd size at once."""
    if size > LARGEST_CHANNEL:
        raise InputError(
            f"The messages of #{shown(channel)} add up to {size / MEGABYTE:,.0f} MB, and {LARGEST_CHANNEL // MEGABYTE} MB is "
            "the most that is read at once. Narrow it down with --since and --until."
        )


def read_list(
    files: ExportFiles, path: str, remarks: Remarks, *, limit: int = LARGEST_FILE, every_byte: bool = False
) -> Iterator[dict[str, Any]]:
    """The objects in a file that holds a list. Raises `Damage` after the last one that can be read, where the file is damaged.

    every_byte: bytes that are not text are damage, too, not only something to remark on.
    """
    reader = JsonReader(files.chunks(path, limit=limit))
    read = odd = 0
    try:
        for element in reader.elements():
            if isinstance(element, dict):
                read += 1
                yield element
            else:
                odd += 1
        if reader.peek():
            raise Damage("has something after its end")
        if every_byte and reader.had_bad_bytes:
            raise Damage("holds bytes that are not UTF-8")
    finally:
        if odd:
            which = "element that is" if odd == 1 else "elements that are"
            remarks.add(f"{shown(path)} holds {odd} {which} not a message or record; left out.")
        if reader.had_bad_bytes and read:
            remarks.add(BAD_BYTES.format(file=shown(path)))


def is_junk(name: str) -> bool:
    """Whether a file or folder is one that operating systems add."""
    return name in JUNK or name.startswith("._")


def shown(name: str) -> str:
    """A name from outside, fit to stand in a sentence: one line, nothing unprintable, not endless."""
    printable = "".join(character if character.isprintable() else "�" for character in name[: _LONGEST_NAME + 1])
    return printable if len(name) <= _LONGEST_NAME else printable[:_LONGEST_NAME] + "…"


def reason(error: OSError) -> str:
    """Why the operating system refused, in its own words."""
    return (error.strerror or "it cannot be opened").lower()
