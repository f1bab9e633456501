"""What goes where on Drive: names for people, sub-folders, types."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Sub-folders by purpose. Those for clients can be shared without the rest.
EVIDENCE, CLIENT, TOP = "evidence", "client", ""
FOLDER_NAMES = {EVIDENCE: "Evidence", CLIENT: "For the client"}

# Documents that people read and comment on, by our name for the Word file.
_DOCUMENTS = {
    "draft": "Draft report",
    "final": "Final report",
    "bikeshed": "Bikeshed post",
    "review": "Review",
    "client": "For the client",
}
_EVIDENCE = {"timeline.json", "transcript.jsonl", "transcript.md", "incident.toml"}
_TYPES = {
    ".md": "text/markdown",
    ".docx": DOCX,
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".toml": "text/plain",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".log": "text/plain",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one file goes: the sub-folder's purpose (`TOP` for none), its name there, its type."""

    folder: str
    name: str
    mime: str


def place_of(name: str) -> Place:
    """Where a file of the incident folder goes, by its name there ("attachments/1014-0922-checkout.png")."""
    path = PurePosixPath(name)
    if name.startswith("attachments/"):
        # Attachments may lie in folders: on Drive their path is their name, so that two of one name stay two.
        return Place(folder=EVIDENCE, name=" – ".join(path.parts[1:]), mime=mime_of(name))
    if path.stem == "client" or path.stem.startswith("client-"):
        # One client reads nothing of another, not even that there is one: each has a sub-folder that can be shared by itself.
        whom = path.stem.removeprefix("client").removeprefix("-ticket").strip("-")
        return Place(folder=f"{CLIENT} {whom}" if whom else CLIENT, name=name, mime=mime_of(name))
    folder = EVIDENCE if name in _EVIDENCE or path.stem == "figure" else TOP
    return Place(folder=folder, name=name, mime=mime_of(name))


def folder_name(purpose: str) -> str:
    """What the sub-folder for a purpose is called; that for one client of several says for which."""
    kind, _, whom = purpose.partition(" ")
    return f"{FOLDER_NAMES[kind]}: {whom.replace('-', ' ')}" if whom else FOLDER_NAMES[kind]


def document_name(name: str, title: str) -> str:
    """The Google Doc's name for a Word file of ours ("Draft report: Checkout errors"); empty where none is made of it."""
    path = PurePosixPath(name)
    stem = CLIENT if path.stem.startswith(f"{CLIENT}-") else path.stem
    kind = _DOCUMENTS.get(stem) if path.suffix == ".docx" and len(path.parts) == 1 else None
    return f"{kind}: {title}" if kind and title else kind or ""


def folder_title(folder: str, title: str) -> str:
    """The incident's folder on Drive: its day and what happened. At most 200 characters, on one line."""
    day = folder[:10]
    try:
        date.fromisoformat(day)
    except ValueError:
        return _one_line(title or folder)
    return _one_line(f"{day} {title or folder[11:].replace('-', ' ')}")


def mime_of(name: str) -> str:
    """A file's type, by its ending."""
    ending = PurePosixPath(name).suffix.casefold()
    return _TYPES.get(ending) or mimetypes.types_map.get(ending) or "application/octet-stream"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200].rstrip()
