"""Names on disk: of an incident's folder, of the files in it, and which of them may ever leave the machine.

A title comes from a chat and a file name from anybody, so neither may choose where something is written.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from pathlib import PurePosixPath

from postmortem.errors import FolderError

PRIVATE = "private"
ATTACHMENTS = "attachments"
STATE_NAME = ".postmortem.json"

LONGEST_FOLDER_NAME = 80

# Everything that a folder's name does not keep. Linear: one class.
_NOT_NAME = re.compile(r"[^a-z0-9]+")

# Names that Windows keeps for devices, with or without an ending.
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_WINDOWS_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})

# Letters that Unicode does not take apart into a plain letter and an accent.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "&": " and "},
)

# Characters that no file system of ours takes in a file's name, and those that would make a path of it.
_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')

_STEMS = ("draft", "final", "bikeshed", "client")
_DOCUMENTS = frozenset(f"{stem}.{ending}" for stem in _STEMS for ending in ("md", "docx", "html"))
_DATA = ("timeline.json", "transcript.jsonl", "transcript.md")
_PICTURES = ("figure.svg", "figure.png")
_OTHERS = frozenset({*_PICTURES, "actions.csv", "client.txt", "review.md", "review.docx", "review.ics", "incident.toml", *_DATA})

# The files that may ever leave the machine, besides what lies in attachments/. Everything else stays, whatever its name.
MAY_LEAVE = _DOCUMENTS | _OTHERS
# The versions for clients, where there are several: "client-example-museum.md", "client-ticket-example-museum.html".
_FOR_CLIENTS = re.compile(r"client(?:-[a-z0-9]+)*\.(?:md|docx|html|txt)")
_LONGEST_CLIENT = 50


def folder_name(day: date, title: str) -> str:
    """The incident's folder: "2026-10-14-checkout-errors". Letters of a to z, digits and hyphens, at most 80 of them."""
    prefix = day.isoformat()
    words = slug(title, longest=LONGEST_FOLDER_NAME - len(prefix) - 1)
    if words == prefix or words.startswith(f"{prefix}-"):
        words = words[len(prefix) + 1 :] or "incident"
    return f"{prefix}-{words}"


def slug(text: str, *, longest: int = LONGEST_FOLDER_NAME, empty: str = "incident") -> str:
    """Text as a part of a path: never empty, never a device's name, never anything but a-z, 0-9 and inner hyphens."""
    folded = unicodedata.normalize("NFKD", text[: longest * 40].casefold().translate(_LETTERS))
    plain = folded.encode("ascii", "ignore").decode("ascii").casefold().replace("'", "")
    words = _NOT_NAME.sub("-", plain).strip("-")
    if len(words) > longest:
        whole, _, _ = words[: longest + 1].rpartition("-")
        words = whole if len(whole) > longest // 2 else words[:longest].strip("-")
    if words in _WINDOWS_DEVICES:
        words = f"{words}-{empty}"
    return words or empty


def client_stem(name: str) -> str:
    """What the files for one client of several are called: "client-example-museum"."""
    words = slug(name, longest=_LONGEST_CLIENT, empty="client")
    return f"client-the-{words}" if words.split("-")[0] == "ticket" else f"client-{words}"


def is_for_client(name: str) -> bool:
    """Whether a file of the folder is a version for a client."""
    return _FOR_CLIENTS.fullmatch(name) is not None


def channel_key(workspace: str, channel: str) -> str:
    """What the folder's state knows a channel by: a hash, so that the folder tells nobody its Slack ids or name."""
    return hashlib.sha256(f"postmortem\0{workspace}\0{channel}".encode()).hexdigest()


def checked_name(name: str) -> str:
    """A file's name inside the incident folder ("attachments/3.png"), or a FolderError where it could lead anywhere else."""
    path = PurePosixPath(name)
    parts = name.split("/")
    odd = any(part in ("", ".", "..") or part.endswith((".", " ")) or len(part.encode()) > 240 for part in parts)
    device = any(part.partition(".")[0].casefold() in _WINDOWS_DEVICES for part in parts)
    if odd or device or path.is_absolute() or _NOT_IN_FILE_NAMES.search(name) or parts[0] == STATE_NAME:
        raise FolderError("A file for the incident folder has a name that is not a plain file name. Rename it and run again.")
    return name


def is_private(name: str) -> bool:
    """Whether a file of the folder is for this machine and this user alone."""
    return name == STATE_NAME or name.split("/", 1)[0] == PRIVATE


def may_leave(name: str) -> bool:
    """Whether a file of the folder may ever leave the machine."""
    if name in MAY_LEAVE or is_for_client(name):
        return True
    parts = name.split("/")
    return parts[0] == ATTACHMENTS and len(parts) > 1 and not any(part.startswith(".") for part in parts)
