"""Opening an export, of whatever kind it is, or saying in a sentence why it is none."""

from __future__ import annotations

import stat
from pathlib import Path

from postmortem.errors import InputError, did_you_mean
from postmortem.slack.export_files import ExportFiles, FolderFiles, Remarks, reason, shown
from postmortem.slack.official import CHANNEL_LISTS, OfficialExport, day_files
from postmortem.slack.reading import Export
from postmortem.slack.recording import Recording, is_recording_of
from postmortem.slack.slackdump import ChunkExport, DumpExport, chunk_files, dump_files

__all__ = ["Export", "open_export"]

_DATABASE = "slackdump.sqlite"
_WHAT_TO_GIVE = "Give the .zip file that Slack sent, the folder that it unpacks to, or what slackdump wrote."
_MOST_NAMED = 5
# How other kinds of file begin: what somebody may give by mistake
_BEGINNINGS = (
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def open_export(path: Path) -> Export:
    """Open an export: a folder or a zip, by Slack or slackdump; a folder just above one will do.

    Raises `InputError` that says what is wrong with what was given, and what to give instead.
    """
    remarks = Remarks()
    try:
        kind = path.stat().st_mode
    except FileNotFoundError as error:
        raise InputError(_not_there(path)) from error
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "it is not a path"
        raise InputError(f"The export {shown(str(path))} cannot be read: {why}. {_WHAT_TO_GIVE}") from error
    if stat.S_ISDIR(kind):
        return _open_folder(path, remarks)
    if stat.S_ISREG(kind):
        return _open_file(path, remarks)
    raise InputError(f"{shown(str(path))} is neither a file nor a folder. {_WHAT_TO_GIVE}")


def _not_there(path: Path) -> str:
    """The sentence for a path that does not exist, with what lies near it."""
    sentence = f"There is no {shown(str(path))}."
    try:
        beside = [shown(entry.name) for entry in path.parent.iterdir()] if path.name else []
    except (OSError, ValueError):
        return f"{sentence} {_WHAT_TO_GIVE}"
    return f"{sentence}{did_you_mean(shown(path.name), beside)} {_WHAT_TO_GIVE}"


def _open_folder(path: Path, remarks: Remarks) -> Export:
    files = FolderFiles(path, remarks)
    if _DATABASE in files.listing().files:
        return _open_database(path / _DATABASE, remarks)
    inner = [name for name in files.listing().folders if _DATABASE in files.listing(name).files]
    if len(inner) == 1 and _kind(files, remarks) is None:
        return _open_database(path / inner[0] / _DATABASE, remarks)
    return _open_tree(files, remarks)


def _open_file(path: Path, remarks: Remarks) -> Export:
    where = shown(str(path))
    try:
        with path.open("rb") as stream:
            beginning = stream.read(1024)
    except OSError as error:
        raise InputError(f"{where} cannot be read: {reason(error)}. Check its permissions.") from error
    if not beginning:
        raise InputError(f"{where} is empty. Download or copy it again.")
    if beginning.startswith(b"SQLite format 3\0"):
        return _open_database(path, remarks)
    if beginning.startswith(b"PK") or path.suffix.lower() == ".zip":
        from postmortem.slack.export_zip import ZipFiles  # zipfile is loaded only for a zip

        return _open_tree(ZipFiles(path, remarks), remarks)
    if path.suffix.lower() == ".json":
        return _open_json(path, beginning, remarks)
    if path.name.lower().endswith(".json.gz"):
        raise InputError(f"{where} is one file of an archive by slackdump. Give the folder that it lies in.")
    kind = next((kind for start, kind in _BEGINNINGS if beginning.startswith(start)), "another kind of file")
    raise InputError(f"{where} is not a Slack export: it is {kind}. {_WHAT_TO_GIVE}")


def _open_json(path: Path, beginning: bytes, remarks: Remarks) -> Export:
    """A channel's dump by slackdump; or one file out of an export, which alone is not enough."""
    if dump_files((path.name,)) or beginning.decode("utf-8-sig", "replace").lstrip().startswith("{"):
        return DumpExport(FolderFiles(path.parent, remarks), remarks, (path.name,))
    if day_files((path.name,)):
        raise InputError(
            f"{shown(str(path))} is one day of one channel. Give the export's folder, two levels up: users.json is there."
        )
    raise InputError(f"{shown(str(path))} is one file out of an export, or no export at all. {_WHAT_TO_GIVE}")


def _open_database(path: Path, remarks: Remarks) -> Export:
    from postmortem.slack.slackdump_database import DatabaseExport  # sqlite3 is loaded only for a database

    return DatabaseExport(path, remarks)


def _open_tree(files: ExportFiles, remarks: Remarks) -> Export:
    """The export in a folder or zip, which may lie one folder deeper."""
    export = _kind(files, remarks)
    if export is not None:
        return export
    inner = {name: found for name in files.listing().folders if (found := _kind(files.within(name), remarks)) is not None}
    if len(inner) == 1:
        return next(iter(inner.values()))
    if inner:
        raise InputError(f"{files.where} holds several exports: {_named(tuple(inner))}. Give one of them.")
    raise InputError(_why_not(files))


def _kind(files: ExportFiles, remarks: Remarks) -> Export | None:
    """The export that lies directly here, None where there is none."""
    listing = files.listing()
    if chunk_files(listing.files):
        return ChunkExport(files, remarks)
    if is_recording_of(files):
        return Recording(files, remarks)
    if any(name in listing.files for name in CHANNEL_LISTS):
        return OfficialExport(files, remarks)
    if any(day_files(files.listing(folder).files) for folder in listing.folders):
        return OfficialExport(files, remarks)
    if dumps := dump_files(listing.files):
        return DumpExport(files, remarks, dumps)
    return None


def _why_not(files: ExportFiles) -> str:
    """Why a folder or zip is not an export, and what to give instead."""
    listing = files.listing()
    if not listing.files and not listing.folders:
        return f"{files.where} is empty. {_WHAT_TO_GIVE}"
    if day_files(listing.files):
        return f"{files.where} is the folder of one channel. Give the export's folder, one level up: users.json is there."
    if _is_text(files):
        return (
            f"{files.where} is an export as text, which does not say who wrote what in a way that can be relied on. "
            "Ask Slack, or whoever owns the workspace, for an export as JSON."
        )
    zips = tuple(name for name in listing.files if name.lower().endswith(".zip"))
    if zips:
        return f"{files.where} is not an export itself, but holds {_named(zips)}. Unpack or give that file."
    if any(name.endswith(".sqlite") for name in listing.files):
        return f"{files.where} holds a database by slackdump. Unpack it where it is packed, and give the .sqlite file itself."
    return (
        f"{files.where} is not a Slack export: it has no channels.json, and no folder with files such as 2026-10-14.json. "
        f"{_WHAT_TO_GIVE}"
    )


def _is_text(files: ExportFiles) -> bool:
    """Whether this is a single person's export as text: folders channels, dms and files, with .txt files in them."""
    for folder in ("channels", "dms"):
        listing = files.listing(folder) if folder in files.listing().folders else None
        if listing is None:
            continue
        inner = (name for deeper in listing.folders for name in files.listing(f"{folder}/{deeper}").files)
        if any(name.lower().endswith(".txt") for name in (*listing.files, *inner)):
            return True
    children = files.listing().folders
    return len(children) == 1 and children[0] not in ("channels", "dms") and _is_text(files.within(children[0]))


def _named(names: tuple[str, ...]) -> str:
    some = ", ".join(shown(name) for name in names[:_MOST_NAMED])
    return f"{some} and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else some
