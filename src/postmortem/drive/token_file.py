"""The file that keeps what logging in gave: this user's alone, whole or not there, refused where others may read it."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postmortem.errors import FolderError, InputError
from postmortem.folder_write import make_folder, said_in_sentences, write_at_once

FILE = "drive-token.json"


def config_folder(environ: Mapping[str, str]) -> Path:
    """Where this user's programs keep what is theirs: $XDG_CONFIG_HOME, %APPDATA%, else ~/.config; in it a folder of ours."""
    given = environ.get("XDG_CONFIG_HOME") or environ.get("APPDATA")
    try:
        return (Path(given) if given else Path.home() / ".config") / "postmortem"
    except RuntimeError as error:
        raise InputError("No home folder is known here. Say where settings are kept: XDG_CONFIG_HOME=/path") from error


def read_token(folder: Path) -> dict[str, Any] | None:
    """What `write_token` kept; None where nobody has logged in. An `InputError` where it is damaged or others may read it."""
    path = folder / FILE
    try:
        mode = path.stat().st_mode
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}). Check its permissions.") from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise InputError(f"{path} may be read by others on this machine. Close it first: chmod 600 {path}")
    try:
        return dict(json.loads(data))
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} is damaged. Remove it and log in again: postmortem login drive") from error


def write_token(folder: Path, token: Mapping[str, Any]) -> Path:
    """Keep what logging in gave, readable by this user alone."""
    path = folder / FILE
    with said_in_sentences(folder):
        make_folder(folder, private=True)
        if path.is_symlink():
            raise FolderError(f"{path} is a link. Put a plain file there, or remove it, and log in again.")
        write_at_once(path, json.dumps(dict(token), indent=1).encode(), private=True)
    return path
