"""Opening an export, of whatever kind it is, or saying in a sentence why it is none."""

from __future__ import annotations

from pathlib import Path

from postmortem.errors import InputError, did_you_mean
from postmortem.slack.export_files import ExportFiles, FolderFiles, Remarks, reason, shown
from postmortem.slack.official import CHANNEL_LISTS, OfficialExport, day_files
from postmortem.slack.reading import Export

__all__ = ["Export", "open_export"]


def open_export(path: Path) -> Export:
    """Open an export: a folder or a zip by Slack or slackdump. Raises `InputError` saying what is wrong and what to give instead."""
    remarks = Remarks()
    if not path.exists():
        raise InputError(f"There is no {shown(str(path))}.")
    files: ExportFiles = FolderFiles(path, remarks)
    return OfficialExport(files, remarks)
