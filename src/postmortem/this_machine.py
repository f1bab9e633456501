"""What is on this machine: its own addresses, this user's settings folder, and files that nobody else may read."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit


def is_loopback_host(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def local_server(url: str) -> SplitResult | None:
    """The parts of an address that leads to a server on this machine, such as a test's; None where it leads elsewhere."""
    try:
        parts = urlsplit(url)
        is_ours = parts.scheme in ("http", "https") and parts.port != 0 and is_loopback_host(parts.hostname or "")
    except ValueError:
        return None
    return parts if is_ours and parts.username is None else None


def settings_folder(environ: Mapping[str, str]) -> Path | None:
    """Where this user's programs keep what is theirs, in it a folder of ours; None where no home folder is known."""
    base = environ.get("XDG_CONFIG_HOME", "").strip()
    try:
        return (Path(base) if base.startswith("/") else Path.home() / ".config") / "postmortem"
    except RuntimeError:
        return None


def others_may_read(mode: int) -> bool:
    """Whether a file of this mode is open to others on this machine, where the system knows such modes."""
    return os.name == "posix" and mode & 0o077 != 0
