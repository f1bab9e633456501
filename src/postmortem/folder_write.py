"""Writing into a folder so that a run killed at any moment leaves either the old file or the new one, whole.

A file is first written beside its place under a name of our own, then moved over it. What a killed run left beside is known by
that name and removed by the next. What the system refuses becomes a sentence.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from postmortem.errors import FolderError

# The name of a file that is being written: nothing else in the folder is ever called this.
_TEMPORARY = re.compile(r"\.postmortem-[0-9a-f]{16}\.tmp")

# Make a file that is not there yet, and never through a link; not every system has each flag.
_WHERE_KNOWN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _WHERE_KNOWN


def write_beside(place: Path, data: bytes, *, private: bool) -> Path:
    """Write `data` beside `place`, durable, and say where; `move_over` then puts it there. Private files are 0600 from birth."""
    return write_parts_beside(place, (data,), private=private)


def write_parts_beside(place: Path, parts: Iterable[bytes], *, private: bool) -> Path:
    """Like `write_beside`, for what is too large to be held at once."""
    temporary = place.with_name(f".postmortem-{secrets.token_hex(8)}.tmp")
    handle = os.open(temporary, _NEW_FILE, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(handle)
    except BaseException:
        remove(temporary)
        raise
    return temporary


def move_over(temporary: Path, place: Path) -> None:
    """Put a file that was written beside into its place, in one step."""
    temporary.replace(place)


def write_at_once(place: Path, data: bytes, *, private: bool) -> None:
    """Write one file: old or new, never half."""
    temporary = write_beside(place, data, private=private)
    try:
        move_over(temporary, place)
    except BaseException:
        remove(temporary)
        raise


def keep_beside(place: Path, *, private: bool) -> Path:
    """Keep what lies at `place` also under the next free name, "draft.kept-1.docx", and return that."""
    wanted = digest_on_disk(place)
    for number in range(1, 10_000):
        kept = place.with_name(f"{place.stem}.kept-{number}{place.suffix}")
        if digest_on_disk(kept) == wanted:
            return kept
        if os.path.lexists(kept):
            continue
        try:
            kept.hardlink_to(place)
        except FileExistsError:
            continue
        except (OSError, NotImplementedError):  # a file system without links: copy
            write_at_once(kept, place.read_bytes(), private=private)
            with contextlib.suppress(OSError):  # the time of the person's change is nice to have
                shutil.copystat(place, kept)
        return kept
    raise FolderError(f"There are too many kept copies of {place.name} in {place.parent}. Move some away and run again.")


def make_folder(folder: Path, *, private: bool) -> None:
    """Make a folder, and those above it, where it is missing. A private one is 0700 from birth."""
    if folder.is_dir():
        return
    make_folder(folder.parent, private=False)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700 if private else 0o777)
    if not folder.is_dir():
        raise FileExistsError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def make_durable(folder: Path) -> None:
    """Ask the system to keep the folder's list of names through a power cut, where it can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # not every file system can; the files themselves are safe already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a file of ours, and do not mind when that is not possible: the next run tries again."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def remove_left_overs(root: Path) -> None:
    """Remove what a killed run was writing, in the folder and below it, by its name."""
    for folder, _, files in os.walk(root, followlinks=False):
        for file in files:
            if _TEMPORARY.fullmatch(file):
                remove(Path(folder, file))


def is_left_over(name: str) -> bool:
    """Whether a file's name is that of one that was being written."""
    return _TEMPORARY.fullmatch(name) is not None


def digest_on_disk(path: Path) -> str | None:
    """The sha256 of a file; None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def said_in_sentences(folder: Path) -> Iterator[None]:
    """What the system refuses inside the block, as a FolderError: what is wrong, where, what to do next."""
    try:
        yield
    except OSError as error:
        raise FolderError(_sentence(error, folder)) from error


def _sentence(error: OSError, folder: Path) -> str:
    where = _shown(error.filename2 or error.filename, folder)
    elsewhere = "choose another folder with --incidents"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full: {where} could not be written. No file was half-written. Make room and run this again."
        case errno.EROFS:
            return f"{where} is on a disk that can only be read: {elsewhere}."
        case errno.EACCES | errno.EPERM:
            opened = " Close it if it is open in another program." if os.name == "nt" else ""
            return f"{where} may not be read or written.{opened} Check its permissions, or {elsewhere}."
        case errno.ENOTDIR | errno.EEXIST:
            return f"{where} is needed as a folder, but something else is there. Move that aside, or {elsewhere}."
        case errno.EISDIR:
            return f"{where} is a folder, where a file is needed. Move it aside and run this again."
        case errno.ENAMETOOLONG:
            return f"{where} is a longer path than this system takes: {elsewhere}, nearer the root."
        case errno.ELOOP:
            return f"{where} is a link, and links are not followed when writing. Put the file or folder itself there."
        case _:
            reason = error.strerror or "the system refused"
            return f"{where} could not be read or written: {reason}. Run this again, or {elsewhere}."


def _shown(path: object, folder: Path) -> str:
    """The path to name: a temporary name means nothing to people, so its folder stands for it."""
    named = Path(os.fsdecode(path)) if isinstance(path, str | bytes) else folder
    return str(named.parent if is_left_over(named.name) else named)
