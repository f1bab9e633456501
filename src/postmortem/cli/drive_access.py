"""Google Drive as the settings have it set up: who asks, and what the incident folder remembers of it."""

from __future__ import annotations

import os

from postmortem.cli.console import remark
from postmortem.config import Config
from postmortem.drive.auth import Access, find_access
from postmortem.drive.client import DriveClient
from postmortem.drive.record import KEY, Record, read_record
from postmortem.drive.waiting import Patience
from postmortem.folder import IncidentFolder
from postmortem.folder_names import STATE_NAME


def drive_access(config: Config) -> Access:
    """The credentials that the settings and the environment name; an error in sentences where there are none."""
    return find_access(os.environ, service_account=config.drive_service_account, on_behalf_of=config.drive_on_behalf_of)


def drive_client(access: Access) -> DriveClient:
    """A client that says on the terminal what it waits for. Close it, or use it in a with block."""
    return DriveClient(access.credentials, address=access.address, patience=Patience(tell=remark))


def drive_record(folder: IncidentFolder) -> Record:
    """What the incident folder remembers of Drive."""
    return read_record(folder.state.extra.get(KEY), str(folder.path / STATE_NAME))
