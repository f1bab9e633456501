"""Resumable uploads: a session, its chunks, and what it says when asked how far it has come."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.drive_errors import Refusal, invalid
from tests.fakes.drive_store import File

QUANTUM = 256 * 1024


@dataclass
class Session:
    """One upload. `finish` makes or changes the file, once; asked again it says the same file."""

    finish: Callable[[bytes], File]
    total: int | None
    fields: str = ""
    data: bytearray = field(default_factory=bytearray)
    file: File | None = None
    failed: Refusal | None = None


class Sessions:
    """Sessions by id. An unknown or expired one is a 404, and the client begins anew."""

    def __init__(self) -> None:
        self._by_id: dict[str, Session] = {}

    def begin(self, session_id: str, session: Session) -> None:
        self._by_id[session_id] = session

    def expire_all(self) -> None:
        self._by_id.clear()

    def open_ones(self) -> int:
        return sum(session.file is None for session in self._by_id.values())

    def find(self, session_id: str) -> Session:
        if session_id not in self._by_id:
            raise Refusal(404, "notFound", "the upload session is not known, or has expired")
        return self._by_id[session_id]

    def check(self, session: Session, content_range: str | None, announced: int) -> tuple[int, int, int | None]:
        """(first byte, length, total or None) of a chunk; length 0 where the client only asks. A 400 where it is not one."""
        if content_range is None:
            return 0, announced, announced
        match = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", content_range)
        if match is None:
            raise invalid(f"Content-Range: {content_range}")
        total = None if match[3] == "*" else int(match[3])
        if match[1] is None:
            if announced:
                raise invalid("a question about a session has no body")
            return len(session.data), 0, total
        first, last = int(match[1]), int(match[2])
        length = last - first + 1
        if announced != length:
            raise invalid(f"Content-Length {announced} is not the {length} bytes of {content_range}")
        if total is not None and session.total is not None and total != session.total:
            raise invalid("the total differs from what was announced")
        if (total is None or last + 1 < total) and length % QUANTUM:
            raise invalid("a chunk that is not the last must be a multiple of 256 KiB")
        return first, length, total

    def take(self, session: Session, first: int, data: bytes, total: int | None) -> File | None:
        """Take a chunk in, even a part of one. The file once it is whole, else None (308)."""
        if session.file is not None:
            return session.file
        if first > len(session.data):
            raise Refusal(400, "badRequest", "a gap: bytes before this chunk have not arrived")
        del session.data[first:]
        session.data += data
        if total is not None and len(session.data) >= total:
            session.file = session.finish(bytes(session.data))
            return session.file
        return None

    @staticmethod
    def so_far(session: Session) -> dict[str, str]:
        return {"Range": f"bytes=0-{len(session.data) - 1}"} if session.data else {}


def parts_of(body: bytes, content_type: str) -> tuple[bytes, str, bytes]:
    """(metadata, the media's type, the media) of a multipart/related body, with CRLF or LF line ends."""
    match = re.search(r'boundary="?([^";]+)"?', content_type)
    if match is None:
        raise invalid("multipart without a boundary")
    boundary = re.escape(match[1].encode())
    pieces = re.split(rb"(?:^|\r?\n)--" + boundary + rb"(?:--)?[ \t]*(?:\r?\n|$)", body)
    whole = [piece for piece in pieces if piece.strip()]
    if len(whole) != 2:
        raise Refusal(400, "badContent", "Failed to parse parts")
    read: list[tuple[dict[str, str], bytes]] = []
    for piece in whole:
        head, found, content = (
            re.split(rb"(\r?\n\r?\n)", piece, maxsplit=1) if re.search(rb"\r?\n\r?\n", piece) else (b"", b"", piece)
        )
        if not found:
            raise Refusal(400, "badContent", "a part without headers")
        lines = head.decode("latin-1").splitlines()
        read.append(({line.partition(":")[0].strip().lower(): line.partition(":")[2].strip() for line in lines}, content))
    return read[0][1], read[1][0].get("content-type", "application/octet-stream"), read[1][1]


def as_json(data: bytes) -> Any:
    try:
        found = json.loads(data or b"{}")
    except ValueError as error:
        raise Refusal(400, "parseError", "Parse Error") from error
    if not isinstance(found, dict):
        raise invalid("the body is not an object")
    return found
