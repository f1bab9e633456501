"""An export that is still in its zip: read entry by entry, never unpacked, and refused where it is made to do harm."""

from __future__ import annotations

import copy
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from postmortem.errors import InputError
from postmortem.slack.export_files import (
    CHUNK,
    LARGEST_FILE,
    MEGABYTE,
    ExportFiles,
    Listing,
    Remarks,
    check_size,
    is_junk,
    reason,
    shown,
)
from postmortem.slack.json_stream import Damage

LARGEST_RATIO = 200  # unpacked to packed; a channel's JSON shrinks to a tenth, messages of a bot to a thirtieth
_RATIO_MATTERS_FROM = MEGABYTE
LARGEST_DIRECTORY = 20 * MEGABYTE  # the list of entries, all of which Python holds in memory: room for some 200,000
_DEEPEST = 8  # folders within folders; an export has two or three
_DRIVE = re.compile(r"[A-Za-z]:")  # a Windows drive at the beginning of a name
_UNPACK = "Unpack it and give the folder."
_ASK_AGAIN = "An export holds no such thing: ask for the export again, from whoever made it."

# The record at the end of a zip (APPNOTE.TXT 4.3.16), and the one for large zips that comes before it (4.3.14, 4.3.15)
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64_SIZE = 20
_LONGEST_COMMENT = 65_535

_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error)


class ZipFiles:
    """The files in a zip. Raises `InputError` for one that is damaged, locked, absurd, or has entries that point outside."""

    def __init__(self, path: Path, remarks: Remarks) -> None:
        self.where = shown(str(path))
        self._remarks = remarks
        self._prefix = ""
        try:
            _check_directory(path, self.where)
            self._zip = zipfile.ZipFile(path)
        except _TROUBLE as error:
            raise InputError(_cannot_open(self.where, error)) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._tree: dict[str, tuple[set[str], set[str]]] = {"": (set(), set())}
        try:
            for entry in self._zip.infolist():
                self._take_in(entry)
        except InputError:
            self._zip.close()
            raise

    def _take_in(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        refusal = _refusal(entry)
        if refusal:
            raise InputError(f'{self.where} holds the entry "{shown(name)}", which {refusal}')
        parts = [part for part in name.split("/", _DEEPEST + 1) if part not in ("", ".")]
        if not parts or len(parts) > _DEEPEST or any(map(is_junk, parts)):
            return
        if not entry.is_dir():
            path = "/".join(parts)
            if path in self._entries:
                self._remarks.add(f"The zip holds {shown(path)} more than once; the last one is used.")
            self._entries[path] = entry
            folder = self._folder(parts[:-1])
            self._tree[folder][0].add(parts[-1])
        else:
            self._folder(parts)

    def _folder(self, parts: list[str]) -> str:
        """The path of a folder, known to the tree together with all that it lies in."""
        path = "/".join(parts)
        if path not in self._tree:
            self._tree[path] = (set(), set())
            self._tree[self._folder(parts[:-1])][1].add(parts[-1])
        return path

    def listing(self, folder: str = "") -> Listing:
        """What lies directly in a folder."""
        files, folders = self._tree.get(f"{self._prefix}{folder}".rstrip("/"), ((), ()))
        return Listing(tuple(sorted(files)), tuple(sorted(folders)))

    def size(self, path: str) -> int:
        """How many bytes the zip says the file has."""
        entry = self._entries.get(self._prefix + path)
        return entry.file_size if entry else 0

    def chunks(self, path: str, *, limit: int = LARGEST_FILE) -> Iterator[bytes]:
        """The file's bytes, never more than the zip says it has."""
        entry = self._entries.get(self._prefix + path)
        if entry is None:
            raise Damage("is not in the zip")
        check_size(path, entry.file_size, limit)
        self._check_packing(path, entry)
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except _TROUBLE as error:
            raise Damage("is damaged in the zip") from error

    def _check_packing(self, path: str, entry: zipfile.ZipInfo) -> None:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(f"{shown(path)} in {self.where} is packed in a way that is not used for exports. {_UNPACK}")
        if entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > LARGEST_RATIO * entry.compress_size:
            raise InputError(
                f"{shown(path)} in {self.where} would unpack to {entry.file_size / MEGABYTE:,.0f} MB, more than "
                f"{LARGEST_RATIO} times its packed size: it was not written in a channel by people. "
                "Ask for the export again, from whoever made it."
            )

    def within(self, folder: str) -> ExportFiles:
        """The tree below a folder of the zip."""
        inner = copy.copy(self)
        inner._prefix = f"{self._prefix}{folder}/"
        return inner


def _refusal(entry: zipfile.ZipInfo) -> str:
    """Why an entry is refused, as the end of a sentence; "" for one that may be read."""
    name = entry.orig_filename
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in name.replace("\\", "/").split("/"):
        return f"points outside the zip. {_ASK_AGAIN}"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return f"is a link. {_ASK_AGAIN}"
    if "\0" in name:
        return f"has a zero byte in its name. {_ASK_AGAIN}"
    if "\\" in name:
        return f"has a backslash in its name, as some old packing programs write. {_UNPACK}"
    if entry.flag_bits & 0x1:
        return f"is locked with a password. {_UNPACK}"
    return ""


def _cannot_open(where: str, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{where} cannot be read: {reason(error)}."
    return f"{where} is not a zip that can be read: it is damaged, or cut off. Download or copy it again."


def _check_directory(path: Path, where: str) -> None:
    """Refuse a zip whose list of entries alone would fill the memory, before Python reads that list."""
    with path.open("rb") as stream:
        total = stream.seek(0, 2)
        tail_size = min(total, _LONGEST_COMMENT + _END.size + _LOCATOR_64_SIZE + _END_64.size)
        stream.seek(total - tail_size)
        tail = stream.read(tail_size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise zipfile.BadZipFile
    size = int(_END.unpack_from(tail, at)[5])
    at_64 = at - _LOCATOR_64_SIZE - _END_64.size
    if at_64 >= 0 and tail.startswith(b"PK\x06\x06", at_64):
        size = max(size if size != 0xFFFFFFFF else 0, int(_END_64.unpack_from(tail, at_64)[8]))
    if size > LARGEST_DIRECTORY:
        raise InputError(f"{where} holds too many entries to be read as a zip. {_UNPACK}")
