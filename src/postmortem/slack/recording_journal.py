"""What Slack gave since the recording was last put in order: a file that only grows, whole batch by whole batch.

A line is {"kind":value}; a batch ends with {"end":number of lines}. A run that is killed leaves at most one batch without its
end, which the next run takes for not written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from postmortem.slack.fast_json import read_json

JOURNAL_NAME = "journal.jsonl"


class Place(NamedTuple):
    """Where a value lies in the journal, in bytes."""

    offset: int
    length: int


class Entry(NamedTuple):
    """A value with its kind. `body` is the value as compact JSON."""

    kind: str
    body: bytes


class Journal:
    """The journal of one recording."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL_NAME
        self._file: BinaryIO | None = None
        self._end = 0

    def read(self) -> Iterator[tuple[str, Any, bytes, Place]]:
        """What whole batches hold: kind, value, its bytes, where it lies. Afterwards only whole batches are left in the file."""
        batch: list[tuple[str, Any, bytes, Place]] = []
        offset = 0
        self._end = 0
        with suppress(FileNotFoundError), self._path.open("rb") as file:
            for line in file:
                entry = _entry(line, offset)
                offset += len(line)
                if entry is None:
                    break
                if entry[0] != "end":
                    batch.append(entry)
                elif entry[1] != len(batch):
                    break
                else:
                    yield from batch
                    batch.clear()
                    self._end = offset

    def append(self, entries: Sequence[Entry]) -> list[Place]:
        """Write a batch, and say where each value lies."""
        if self._file is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            self._file = os.fdopen(os.open(self._path, flags, 0o600), "r+b", buffering=0)
            self._file.truncate(self._end)
        places: list[Place] = []
        lines: list[bytes] = []
        offset = self._end
        for kind, body in entries:
            start = b'{"%s":' % kind.encode("ascii")
            length = len(body)
            places.append(Place(offset + len(start), length))
            lines += (start, body, b"}\n")
            offset += len(start) + length + 2
        lines.append(b'{"end":%d}\n' % len(entries))
        data = b"".join(lines)
        self._file.seek(self._end)
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) or 0 :]
        self._end += len(data)
        return places

    def bodies(self, places: Sequence[Place]) -> Iterator[bytes]:
        """The bytes at these places."""
        with self._path.open("rb", buffering=0) as file:  # messages lie here and there: what a buffer reads ahead is not wanted
            for offset, length in places:
                file.seek(offset)
                yield file.read(length)

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """Forget everything: the recording is in order."""
        self.close()
        self._end = 0
        self._path.unlink(missing_ok=True)


def _entry(line: bytes, offset: int) -> tuple[str, Any, bytes, Place] | None:
    """A line of the journal; None for one that was not written whole."""
    if not line.endswith(b"}\n"):
        return None
    try:
        ((kind, value),) = read_json(line).items()
    except (ValueError, AttributeError):
        return None
    start = len(kind) + 4
    return kind, value, line[start:-2], Place(offset + start, len(line) - start - 2)
