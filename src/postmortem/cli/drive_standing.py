"""What of an incident is on Google Drive, what is newer here, and, where it is asked, what is newer there."""

from __future__ import annotations

from postmortem.cli.drive_access import drive_access, drive_client, drive_record
from postmortem.config import Config
from postmortem.drive.record import Record
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder
from postmortem.folder_write import digest_on_disk


def drive_lines(folder: IncidentFolder, config: Config, *, ask: bool) -> list[str]:
    """Lines for `postmortem status`; none where nothing was uploaded. ask: look on Drive too, which needs credentials."""
    record = drive_record(folder)
    if not record.link:
        return []
    up = [sent for sent in record.files.values() if sent.sha256]
    lines = [f"on Drive: {record.link} ({len(up)} files)"]
    if newer := newer_here(folder, record):
        lines.append(f"newer here: {', '.join(newer)}. Next: postmortem upload {folder.path.name}")
    return [*lines, *_newer_there(config, record)] if ask else lines


def newer_here(folder: IncidentFolder, record: Record) -> list[str]:
    """The files that may leave and that are not on Drive as they are here."""
    return [name for name in folder.allow_list() if record.of(name).sha256 != digest_on_disk(folder.path / name)]


def _newer_there(config: Config, record: Record) -> list[str]:
    from postmortem.drive.touched import newer_there

    try:
        with drive_client(drive_access(config)) as client:
            found = list(newer_there(client, record))
    except PostmortemError as error:
        return [f"Drive could not be asked: {error}"]
    return [f"newer there: {name} ({why})" for name, why in found] or ["newer there: nothing"]
