"""What is on Drive, as the incident folder remembers it: ids, digests and links, in the state file. No names, no text.

Ids and sessions are written down before anything is made under them, so that a run that is killed at any moment is gone on with,
and nothing is made twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from postmortem.errors import FolderError

KEY = "drive"
# What is behind our name for a Word file where the Google Doc made of it is meant.
DOCUMENT = " (document)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One file of ours on Drive.

    id: empty until Drive has said it (documents get theirs when they are made). sha256: of the content that is up for certain.
    sending: of the content whose upload has begun, of `size` bytes. session: that upload's address. text: of a Google Doc, the
    digest of its words right after the upload: while it is the same, nobody has typed in it. token: the property by which a
    document is found whose making was answered into a cut connection. key: in an earlier one, what it was an edition of.
    """

    id: str = ""
    sha256: str = ""
    sending: str = ""
    session: str = ""
    size: str = ""
    text: str = ""
    link: str = ""
    name: str = ""
    token: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """folder: the incident's folder; parent: the one it was put into. folders: sub-folders by their purpose. files: by our own
    name, "draft.docx" for the Word file and "draft.docx (document)" for the Google Doc made of it. earlier: documents that
    people touched, and which are theirs now."""

    parent: str = ""
    folder: str = ""
    link: str = ""
    folders: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sent] = field(default_factory=dict)
    earlier: tuple[Sent, ...] = ()

    def of(self, name: str) -> Sent:
        """What is remembered of a file; nothing where it was never sent."""
        return self.files.get(name, Sent())

    def document(self, name: str) -> Sent:
        """What is remembered of the Google Doc made of our Word file `name` ("draft.docx")."""
        return self.of(f"{name}{DOCUMENT}")

    @property
    def draft_link(self) -> str:
        """Where people can read the draft: its Google Doc, else the incident's folder; empty where nothing is up."""
        return self.document("draft.docx").link or self.link

    def noting(self, name: str, sent: Sent) -> Record:
        """With one file as it stands now."""
        return replace(self, files={**self.files, name: sent})


@dataclass(slots=True)
class Notebook:
    """The record as it stands, and where it is kept: `keep` writes it down before `save` returns."""

    record: Record
    keep: Callable[[Record], None]

    def save(self, record: Record, *, dry: bool = False) -> None:
        """Take over a changed record. dry: remember it for this run alone."""
        if record != self.record:
            self.record = record
            if not dry:
                self.keep(record)


def read_record(value: object, place: str) -> Record:
    """The record in the state's JSON; a `FolderError` where it is damaged."""
    if value is None:
        return Record()
    try:
        given = dict(value)  # type: ignore[call-overload]
        return Record(
            parent=str(given.get("parent", "")),
            folder=str(given.get("folder", "")),
            link=str(given.get("link", "")),
            folders={str(key): str(one) for key, one in given.get("folders", {}).items()},
            files={str(key): _sent(one) for key, one in given.get("files", {}).items()},
            earlier=tuple(_sent(one) for one in given.get("earlier", ())),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise FolderError(
            f"{place}: what it says of Drive is damaged. Take the part called drive out of it, and upload again."
        ) from error


def _sent(value: Mapping[str, Any]) -> Sent:
    names = Sent.__dataclass_fields__
    return Sent(**{key: str(one) for key, one in value.items() if key in names})


def record_json(record: Record) -> dict[str, Any]:
    """The record as JSON for the state."""
    return {
        "parent": record.parent,
        "folder": record.folder,
        "link": record.link,
        "folders": dict(record.folders),
        "files": {name: {key: value for key, value in asdict(sent).items() if value} for name, sent in record.files.items()},
        "earlier": [{key: value for key, value in asdict(sent).items() if value} for sent in record.earlier],
    }
