"""One file's way up: in a session that is remembered before the first byte is sent, so that a killed run goes on with it.

Everything with content goes through a resumable session, also small files: a session makes its file once, however often its
bytes are sent, where a plain upload that was answered into a cut connection would make a second one.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from postmortem.drive.client import FIELDS, DriveClient, reason_in
from postmortem.drive.words import DriveError, refusal
from postmortem.errors import FolderError

# Bytes a request; Drive takes multiples of 256 KiB.
CHUNK = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is to be sent: bytes, or a file too large to hold in memory. `sha256` is of what was looked at."""

    mime: str
    size: int
    sha256: str
    data: bytes | None = None
    path: Path | None = None


def content_of(mime: str, data: bytes) -> Content:
    """Bytes to be sent."""
    return Content(mime=mime, size=len(data), sha256=hashlib.sha256(data).hexdigest(), data=data)


def content_at(mime: str, path: Path) -> Content:
    """A file to be sent from the disk, piece by piece."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Content(mime=mime, size=path.stat().st_size, sha256=digest, path=path)


def begin(client: DriveClient, content: Content, body: Mapping[str, Any], *, replaces: str | None, doing: str) -> str:
    """A new session's address. body: the file's metadata. replaces: the id of the file whose content this is, or None."""
    files = client.files
    # The library builds the request, so that the API's description holds for it; it is sent from here.
    common: dict[str, Any] = {"supportsAllDrives": True, "fields": FIELDS}
    request = (
        files.create(body=dict(body), **common) if replaces is None else files.update(fileId=replaces, body=dict(body), **common)
    )
    url = request.uri.replace("/drive/v3/files", "/upload/drive/v3/files", 1) + "&uploadType=resumable"
    headers = {
        "Content-Type": "application/json; charset=UTF-8",
        "X-Upload-Content-Type": content.mime,
        "X-Upload-Content-Length": str(content.size),
    }
    method = "POST" if replaces is None else "PATCH"
    status, answered, answer = client.send(url, method, json.dumps(dict(body)).encode(), headers, doing)
    if status != 200 or "location" not in answered:
        raise refusal(status, reason_in(answer), doing)
    return answered["location"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a session has come. there: bytes that arrived, -1 where it is not known any more. file: its resource once whole.
    heard: the file was answered to its last bytes, so it is as we sent it; else it may have stood there for a while."""

    there: int
    file: dict[str, Any] | None = None
    heard: bool = False


def ask(client: DriveClient, session: str, size: int, doing: str) -> Standing:
    """How far a session has come that an earlier run began. size: of its whole content."""
    answer: Standing = client.trying(lambda: _ask(client, session, size), doing)
    return answer


def finish(
    client: DriveClient, session: str, content: Content, *, doing: str, progress: Callable[[int, int], None], there: int
) -> Standing:
    """Send what the session does not have yet. there: bytes that it has. progress: called with (bytes there, bytes in all)."""
    place = there
    with _opened(content) as source:
        while True:
            source.seek(place)
            piece = source.read(min(CHUNK, content.size - place))
            if len(piece) < min(CHUNK, content.size - place):
                raise FolderError("A file became shorter while it was being sent. Run the same command again.")
            standing = _put(client, session, content, place, piece, doing)
            if standing.there < 0 or standing.file is not None:
                return standing
            place = standing.there
            progress(place, content.size)


def _put(client: DriveClient, session: str, content: Content, place: int, piece: bytes, doing: str) -> Standing:
    """Send one piece, and say where the session stands then.

    A piece that went wrong is not sent again blindly: the session is asked first how much of it has arrived.
    """
    headers = {"Content-Type": content.mime}
    if piece:  # an empty file is sent without a range: with one it would be a question
        headers["Content-Range"] = f"bytes {place}-{place + len(piece) - 1}/{content.size}"
    sent = False

    def once() -> Standing:
        nonlocal sent
        if sent:
            return _ask(client, session, content.size)
        sent = True
        response, body = client.http.request(session, "PUT", body=piece, headers=headers)
        return _read(response, body, content.size, session, heard=True)

    answer: Standing = client.trying(once, doing)
    return answer


def _ask(client: DriveClient, session: str, size: int) -> Standing:
    headers = {"Content-Range": f"bytes */{size}", "Content-Length": "0"}
    response, body = client.http.request(session, "PUT", body=b"", headers=headers)
    return _read(response, body, size, session, heard=False)


def _read(response: Any, body: bytes, size: int, session: str, *, heard: bool) -> Standing:
    from googleapiclient.errors import HttpError

    if response.status in (200, 201):
        return Standing(there=size, file=dict(json.loads(body or b"{}")), heard=heard)
    if response.status == 308:
        held = response.get("range", "")
        return Standing(there=int(held.rpartition("-")[2]) + 1 if held else 0)
    if response.status in (404, 410):
        return Standing(there=-1)
    raise HttpError(response, body, uri=session)


def _opened(content: Content) -> BinaryIO:
    if content.data is not None:
        return io.BytesIO(content.data)
    if content.path is None:
        raise DriveError("There is nothing to send.")
    return content.path.open("rb")
