"""Sharing the incident's folder with a person or the organisation, only where that is asked for, one after the other.

Nothing is ever shared with anyone who has the link. Drive cannot take two changes of a file's permissions at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from postmortem.drive.client import DriveClient
from postmortem.errors import UsageError

_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}", re.IGNORECASE)
_ADDRESS = re.compile(rf"[^\s@<>,;]+@{_DOMAIN.pattern}", re.IGNORECASE)


def checked_address(value: str) -> str:
    """A person's or group's address, or a domain; a `UsageError` where it is neither."""
    if not (_ADDRESS.fullmatch(value) or _DOMAIN.fullmatch(value)):
        raise UsageError(
            "--share takes one e-mail address, or your organisation's domain such as example.com. Sharing with anyone who has "
            "the link is not done from here."
        )
    return value


def share_with(client: DriveClient, file_id: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Let each address comment on a file or folder and what is in it; those that could not before are returned."""
    doing = "share the incident's folder"
    listed = client.execute(
        client.service.permissions().list(
            fileId=file_id, supportsAllDrives=True, fields="permissions(emailAddress,domain,type,role)", pageSize=100
        ),
        doing,
    )
    known = {str(one.get("emailAddress") or one.get("domain") or "").casefold() for one in listed.get("permissions", ())}
    added = []
    for address in addresses:
        if address.casefold() in known:
            continue
        is_person = "@" in address
        kind, field = ("user", "emailAddress") if is_person else ("domain", "domain")
        body = {"role": "commenter", "type": kind, field: address}
        more = {"sendNotificationEmail": True} if is_person else {}
        request = client.service.permissions().create(fileId=file_id, body=body, supportsAllDrives=True, fields="id", **more)
        client.execute(request, doing)
        known.add(address.casefold())
        added.append(address)
    return tuple(added)
