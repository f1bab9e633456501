"""What we wrote into an incident folder, remembered as digests: `.postmortem.json`.

A file, a section or a value whose digest is remembered is ours and may be refreshed; any other belongs to people. Digests of
several contents are kept for each, because a run may be killed between remembering and writing. No text, no name and no Slack
id is in this file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from postmortem.errors import FolderError

VERSION = 1

# How many contents of each file, section and value are remembered after a run that completed.
KEPT_DIGESTS = 4

_LARGEST_STATE = 20_000_000
_ABOUT = "What postmortem wrote here, as digests, so that it can tell what people changed. Not for editing."

Digests = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """What we wrote under one name, oldest first. `parts`: the same for each section (of a report) or value (of TOML)."""

    written: Digests = ()
    parts: dict[str, Digests] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The whole state. `channel` is a `channel_key`; `extra` what other commands keep here, handed on as it is."""

    channel: str
    files: dict[str, FileState] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def of(self, name: str) -> FileState:
        """What is remembered of one file; nothing where we never wrote it."""
        return self.files.get(name, FileState())

    def remembering(self, name: str, written: str | None, parts: Mapping[str, str]) -> State:
        """With one more content of a file (None: the whole of it is not ours), and of its parts."""
        known = self.of(name)
        if written is None and not parts:
            return self
        grown = dict(known.parts)
        for key, digest in parts.items():
            grown[key] = _newest(grown.get(key, ()), digest)
        whole = known.written if written is None else _newest(known.written, written)
        return replace(self, files={**self.files, name: FileState(written=whole, parts=grown)})

    def forgetting_old(self, names: Iterable[str]) -> State:
        """With only the last few contents of these files: for when they are on the disk for certain."""
        files = dict(self.files)
        for name in names:
            if name not in files:
                continue
            known = files[name]
            parts = {key: digests[-KEPT_DIGESTS:] for key, digests in known.parts.items()}
            files[name] = FileState(written=known.written[-KEPT_DIGESTS:], parts=parts)
        return replace(self, files=files)


def digest_of(data: bytes) -> str:
    """How a content is remembered."""
    return hashlib.sha256(data).hexdigest()


def write_state(state: State) -> bytes:
    """The state file's bytes: the same for the same state."""
    files: dict[str, dict[str, Any]] = {}
    for name, known in sorted(state.files.items()):
        files[name] = {"written": list(known.written)}
        if known.parts:
            files[name]["parts"] = {key: list(value) for key, value in sorted(known.parts.items())}
    whole = {"about": _ABOUT, "version": VERSION, "channel": state.channel, "files": files, **state.extra}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def read_state(data: bytes, where: str) -> State:
    """The state in a file's bytes, or a FolderError that says what to do."""
    advice = "Put back the file from a backup, or move the whole folder aside and run the command again; nothing was changed."
    if len(data) > _LARGEST_STATE:
        raise FolderError(f"{where} is far larger than what postmortem writes there. {advice}")
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FolderError(f"{where} is damaged and cannot be read. {advice}") from error
    version = whole.get("version") if isinstance(whole, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise FolderError(f"{where} was written by a newer postmortem. Update this one; nothing was changed.")
    if version != VERSION or not isinstance(whole.get("channel"), str) or not isinstance(whole.get("files"), dict):
        raise FolderError(f"{where} is not what postmortem writes there. {advice}")
    try:
        files = {name: _file_state(known) for name, known in whole["files"].items()}
    except (TypeError, AttributeError, KeyError) as error:
        raise FolderError(f"{where} is damaged and cannot be read. {advice}") from error
    extra = {key: value for key, value in whole.items() if key not in ("about", "version", "channel", "files")}
    return State(channel=whole["channel"], files=files, extra=extra)


def _file_state(known: dict[str, Any]) -> FileState:
    parts = {key: _digests(value) for key, value in known.get("parts", {}).items()}
    return FileState(written=_digests(known["written"]), parts=parts)


def _digests(value: object) -> Digests:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError
    return tuple(value)


def _newest(digests: Digests, digest: str) -> Digests:
    return (*(known for known in digests if known != digest), digest)
