"""Whether people worked in a Google Doc since we wrote it: by its words, its comments, and whether it changes as we look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from postmortem.drive.client import DriveClient
from postmortem.drive.folders import looked_up
from postmortem.drive.record import Record, Sent

WORDS = "text/plain"


def touched_by(client: DriveClient, sent: Sent, remote: Mapping[str, Any]) -> str:
    """How it shows that somebody may have worked in a document, as the end of a sentence; empty where nobody has.

    remote: the document's resource as it was listed.
    """
    comments = sum(1 for _ in client.comments(sent.id, "look for comments", fields="id"))
    if comments:
        return f"it has {comments} comment{'' if comments == 1 else 's'}"
    if not sent.text:
        return "it cannot be told whether somebody changed it"
    if words_digest(client.export(sent.id, WORDS, "compare a document with what was uploaded")) != sent.text:
        return "somebody changed its text"
    now = client.get(sent.id, "look at a document again")
    return "" if now.get("version") == remote.get("version") else "somebody is working in it"


def newer_there(client: DriveClient, record: Record) -> Iterator[tuple[str, str]]:
    """(name, how it shows) for each file of ours on Drive that people changed, commented on or removed since it was sent."""
    for sent in record.files.values():
        if not sent.id or not sent.sha256:
            continue
        found = looked_up(client, sent.id)
        if found is None or found.get("trashed"):
            yield sent.name, "somebody removed it"
        elif sent.text or sent.token:
            if why := touched_by(client, sent, found):
                yield found["name"], why
        elif found.get("sha256Checksum") not in (None, sent.sha256):
            yield found["name"], "somebody changed it"


def words_digest(data: bytes) -> str:
    """The digest of a document's words: white space is Google's own."""
    return hashlib.sha256(" ".join(data.decode("utf-8", "replace").split()).encode()).hexdigest()
