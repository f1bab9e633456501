"""A document taken back from Drive: as Word (sections, suggestions, comments' places), as Markdown, and what people commented.

What comes back holds people's names; it is for the incident's private folder alone.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from postmortem.drive.client import DriveClient
from postmortem.drive.folders import looked_up
from postmortem.drive.places import DOCX
from postmortem.drive.record import DOCUMENT, Record, Sent
from postmortem.drive.words import DriveError

MARKDOWN = "text/markdown"
# How often a document is taken that changes meanwhile.
MOST_TAKES = 3
_PERSON = "author(displayName)"
COMMENTED = (
    f"id,content,quotedFileContent(value),{_PERSON},createdTime,modifiedTime,resolved,"
    f"replies(content,action,{_PERSON},createdTime,deleted)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer to a comment. action: "resolve", "reopen" or empty."""

    text: str
    author: str
    at: str
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody commented. quoted: the words it is about, empty where Drive does not tell. at: RFC 3339, UTC."""

    id: str
    text: str
    quoted: str
    author: str
    at: str
    resolved: bool
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """One document as it stands on Drive. key: which of our files it was made of ("draft.docx"). is_newest: no later version of
    ours was put beside it. changed_at: RFC 3339, UTC."""

    key: str
    name: str
    link: str
    changed_at: str
    is_newest: bool
    docx: bytes
    markdown: bytes
    comments: tuple[Comment, ...]

    @property
    def open_comments(self) -> int:
        """Comments that nobody has resolved."""
        return sum(not comment.resolved for comment in self.comments)


def pull_documents(client: DriveClient, record: Record, name: str) -> tuple[Pulled, ...]:
    """Every document on Drive that was made of our file `name` ("draft.docx"), oldest first; those in the bin are left out.

    More than one is there where people had touched one before a new version came beside it.
    """
    key = f"{name}{DOCUMENT}"
    newest = record.of(key)
    known = [sent for sent in record.earlier if sent.id and sent.key == key]
    found = [(sent, False) for sent in known] + ([(newest, True)] if newest.id else [])
    return tuple(pulled for sent, is_newest in found for pulled in _pulled(client, sent, name, is_newest=is_newest))


def read_comments(client: DriveClient, file_id: str) -> tuple[Comment, ...]:
    """A document's comments with their replies, resolved ones too, in the order in which they were made."""
    found = client.comments(file_id, "read the comments", fields=COMMENTED)
    return tuple(sorted((_comment(given) for given in found), key=lambda comment: comment.at))


def comments_json(comments: tuple[Comment, ...]) -> bytes:
    """The comments for the private folder: a list of objects."""
    return (json.dumps([asdict(comment) for comment in comments], ensure_ascii=False, indent=1) + "\n").encode()


def _pulled(client: DriveClient, sent: Sent, name: str, *, is_newest: bool) -> Iterator[Pulled]:
    """The document, its forms and comments of one moment: where somebody types meanwhile, it is taken once more."""
    for _ in range(MOST_TAKES):
        found = looked_up(client, sent.id)
        if found is None or found.get("trashed"):
            return
        taken = _taken(client, sent, name, found, is_newest=is_newest)
        after = looked_up(client, sent.id)
        if after is not None and after.get("modifiedTime") == found.get("modifiedTime"):
            yield taken
            return
    raise DriveError(
        f"“{taken.name}” is being edited just now: it changed each time that it was taken back. Wait until nobody types in it, "
        "and run the same command again."
    )


def _taken(client: DriveClient, sent: Sent, name: str, found: Mapping[str, Any], *, is_newest: bool) -> Pulled:
    return Pulled(
        key=name,
        name=found["name"],
        link=found.get("webViewLink", ""),
        changed_at=found.get("modifiedTime", ""),
        is_newest=is_newest,
        docx=client.export(sent.id, DOCX, "take the document back as Word"),
        markdown=client.export(sent.id, MARKDOWN, "take the document back as Markdown"),
        comments=read_comments(client, sent.id),
    )


def _comment(given: Mapping[str, Any]) -> Comment:
    replies = tuple(
        Reply(
            text=reply.get("content", ""), author=_author(reply), at=reply.get("createdTime", ""), action=reply.get("action", "")
        )
        for reply in given.get("replies", ())
        if not reply.get("deleted")
    )
    return Comment(
        id=given["id"],
        text=given.get("content", ""),
        quoted=html.unescape(given.get("quotedFileContent", {}).get("value", "")),
        author=_author(given),
        at=given.get("createdTime", ""),
        resolved=bool(given.get("resolved", False)),
        replies=replies,
    )


def _author(given: Mapping[str, Any]) -> str:
    return str(given.get("author", {}).get("displayName", ""))
