"""The files of a recording: lists of JSON, one element a line, in the shape of an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from postmortem.folder_write import move_over, write_parts_beside
from postmortem.slack.fast_json import read_json
from postmortem.slack.raw import as_ts
from postmortem.slack.recording_index import order


def write_list(path: Path, bodies: Iterable[bytes]) -> None:
    """A list, one element a line, which replaces the file in one step. bodies: each element as compact JSON."""
    move_over(write_parts_beside(path, _as_list(bodies), private=True), path)


def merged(old: Iterator[bytes], new: list[str], bodies: Iterator[bytes], gone: set[str]) -> Iterator[bytes]:
    """The old messages and the new ones in order of time; of two of one ts the new one."""
    stored = ((as_ts(read_json(body).get("ts")), body) for body in old)
    waiting = next(stored, None)
    for ts, body in zip(new, bodies, strict=True):
        while waiting is not None and order(waiting[0]) <= order(ts):
            if waiting[0] != ts and waiting[0] not in gone:
                yield waiting[1]
            waiting = next(stored, None)
        yield body
    while waiting is not None:
        if waiting[0] not in gone:
            yield waiting[1]
        waiting = next(stored, None)


def _as_list(bodies: Iterable[bytes]) -> Iterator[bytes]:
    before = b"[\n"
    for body in bodies:
        yield before + body
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def read_bodies(path: Path) -> Iterator[bytes]:
    """The elements of a list that `write_list` wrote. ValueError where somebody else did."""
    with path.open("rb") as file:
        for line in file:
            body = line.strip().removesuffix(b",")
            if body not in (b"[", b"]", b"[]", b""):
                if not (body.startswith(b"{") and body.endswith(b"}")):
                    raise ValueError("not a list of ours")
                yield body
