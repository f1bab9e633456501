"""The file that keeps what logging in gave: this user's alone, whole or not there, refused where others may read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from postmortem.errors import FolderError, InputError
from postmortem.folder_write import make_folder, said_in_sentences, write_at_once
from postmortem.this_machine import others_may_read, settings_folder

FILE = "drive-token.json"


def config_folder(environ: Mapping[str, str]) -> Path:
    """The folder of this user's settings; an `InputError` where it cannot be told."""
    folder = settings_folder(environ)
    if folder is None:
        raise InputError("No home folder is known here. Say where settings are kept: XDG_CONFIG_HOME=/path")
    return folder


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
    if others_may_read(mode):
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
