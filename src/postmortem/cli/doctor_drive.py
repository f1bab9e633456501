"""The checks of Google Drive: credentials, whose they are, the incidents folder, the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from postmortem.cli.doctor_check import Asked, Check, State
from postmortem.cli.drive_access import drive_access
from postmortem.drive.auth import Access
from postmortem.drive.folders import folder_problem
from postmortem.drive.words import DriveError
from postmortem.errors import PostmortemError

if TYPE_CHECKING:
    from postmortem.drive.client import DriveClient

_CLOCK_MAY_DIFFER = 120  # seconds
_NOT_SEEN = (
    "Share the folder with that account (Contributor on a Shared Drive, Editor in My Drive), and check incidents_folder. With "
    "the scope drive.file a program sees only what it made itself, never a folder that was there: log in again."
)
_NO_STORAGE = (
    "A service account owns no storage, so nothing can be put there. Use a folder on a Shared Drive of which it is a member, or "
    "let an administrator allow domain-wide delegation and name a person as on_behalf_of."
)


def checks(asked: Asked) -> Iterator[Check]:
    """One after the other; where Drive cannot be asked, the rest is left out."""
    config = asked.config
    if not config.drive_folder:
        said = "no incidents folder is set, so nothing can be uploaded; incidents_folder under [drive] in postmortem.toml"
        yield Check(what="Drive", state=State.OFF, said=said)
        return
    try:
        access = drive_access(config)
    except PostmortemError as error:
        yield Check(what="Drive credentials", state=State.BAD, said="they cannot be used", mend=str(error))
        return
    yield from _with_access(asked, access)


def _with_access(asked: Asked, access: Access) -> Iterator[Check]:
    from postmortem.cli.uploading import incidents_folder_id
    from postmortem.drive.client import DriveClient
    from postmortem.drive.waiting import Patience

    with DriveClient(access.credentials, address=access.address, patience=Patience(tries=2)) as client:
        try:
            about, headers = client.about()
        except PostmortemError as error:
            yield Check(what="Drive credentials", state=State.BAD, said=f"{access.kind}", mend=str(error))
            return
        who = str(about.get("user", {}).get("emailAddress", "an account without an address"))
        is_robot = access.kind == "service account" or who.endswith(".gserviceaccount.com")
        yield Check(what="Drive credentials", state=State.GOOD, said=f"{access.kind}, {who}")
        yield _clock(headers)
        try:
            folder = incidents_folder_id(asked.config)
        except PostmortemError as error:
            yield Check(what="incidents folder", state=State.BAD, said="it is not named right", mend=str(error))
            return
        yield _folder(client, folder, is_robot=is_robot)


def _folder(client: DriveClient, folder: str, *, is_robot: bool) -> Check:
    what = "incidents folder"
    try:
        found: dict[str, Any] = client.get(folder, "look at the incidents folder")
    except DriveError as error:
        mend = _NOT_SEEN if error.is_missing else str(error)
        return Check(what=what, state=State.BAD, said="it is not there, or not for this account", mend=mend)
    if problem := folder_problem(found):
        return Check(what=what, state=State.BAD, said=f"it {problem.partition('. ')[0]}", mend=problem.partition(". ")[2])
    if not found.get("driveId"):
        if is_robot:
            return Check(what=what, state=State.BAD, said="it is in somebody's My Drive", mend=_NO_STORAGE)
        said = "it can be written; it is in somebody's My Drive, and goes when that account goes"
        return Check(what=what, state=State.TO_KNOW, said=said, mend="A folder on a Shared Drive belongs to the team.")
    return Check(what=what, state=State.GOOD, said="it can be written, on a Shared Drive")


def _clock(headers: Mapping[str, str]) -> Check:
    """This machine's clock against Google's: credentials fail where they differ by minutes."""
    try:
        apart = abs((datetime.now(UTC) - parsedate_to_datetime(headers.get("date", ""))).total_seconds())
    except (ValueError, TypeError):
        return Check(what="clock", state=State.OFF, said="Drive did not say what time it is")
    if apart > _CLOCK_MAY_DIFFER:
        mend = "Set this machine's clock; Google refuses credentials that seem to come from another time."
        return Check(what="clock", state=State.BAD, said=f"it differs from Google's by {apart / 60:.0f} minutes", mend=mend)
    return Check(what="clock", state=State.GOOD, said="it agrees with Google's")
