"""What the fake Drive holds: files, folders, Google Docs, comments, permissions, sessions; and what people do to them."""

from __future__ import annotations

import hashlib
import itertools
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fakes.drive_documents import EXPORTS, GOOGLE_DOC, Office, with_edit
from tests.fakes.drive_errors import Refusal, invalid, not_found

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
_GOOGLE = "application/vnd.google-apps."


@dataclass
class File:
    id: str
    name: str
    mime: str
    parents: list[str]
    content: bytes = b""
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, str] = field(default_factory=dict)
    trashed: bool = False
    drive_id: str = ""
    version: int = 1
    created: str = ""
    modified: str = ""
    may_add: bool = True
    target: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    permissions: list[dict[str, Any]] = field(default_factory=list)
    seen_by_search_at: int = 0

    @property
    def is_google(self) -> bool:
        return self.mime.startswith(_GOOGLE)

    def resource(self, origin: str) -> dict[str, Any]:
        """Everything that Drive would say of it; `fields` chooses."""
        found: dict[str, Any] = {
            "kind": "drive#file",
            "id": self.id,
            "name": self.name,
            "mimeType": self.mime,
            "parents": list(self.parents),
            "trashed": self.trashed,
            "explicitlyTrashed": self.trashed,
            "version": str(self.version),
            "createdTime": self.created,
            "modifiedTime": self.modified,
            "properties": dict(self.properties),
            "appProperties": dict(self.app_properties),
            "webViewLink": f"https://drive.google.com/file/d/{self.id}/view",
            "capabilities": {"canAddChildren": self.mime == FOLDER and self.may_add, "canEdit": self.may_add},
            "permissions": list(self.permissions),
            "starred": False,
            "lastModifyingUser": {"displayName": "Somebody"},
        }
        if self.drive_id:
            found["driveId"] = self.drive_id
        if self.mime == FOLDER:
            found["webViewLink"] = f"https://drive.google.com/drive/folders/{self.id}"
        elif self.mime == GOOGLE_DOC:
            found["webViewLink"] = f"https://docs.google.com/document/d/{self.id}/edit"
            found["exportLinks"] = {mime: f"{origin}/export/{self.id}?format={mime}" for mime in EXPORTS}
            found["size"] = str(len(self.content))
        elif self.mime == SHORTCUT:
            found["shortcutDetails"] = {"targetId": self.target}
        else:
            found["size"] = str(len(self.content))
            found["md5Checksum"] = hashlib.md5(self.content, usedforsecurity=False).hexdigest()
            found["sha256Checksum"] = hashlib.sha256(self.content).hexdigest()
            found["headRevisionId"] = f"rev-{self.version}"
        return found


class Store:
    """A Drive: My Drive ("root"), one Shared Drive where asked for, and everything in them.

    is_service_account: the caller owns no storage, so nothing with content can be made outside a Shared Drive.
    search_lag: so many requests pass before a search sees what was made.
    """

    def __init__(
        self, *, office: Office | None = None, is_service_account: bool = False, search_lag: int = 0, scope_is_file: bool = False
    ) -> None:
        self.office = office or Office(through_libreoffice=False)
        self.is_service_account = is_service_account
        self.search_lag = search_lag
        self.scope_is_file = scope_is_file
        self.lock = threading.RLock()
        self.files: dict[str, File] = {}
        self.generated: set[str] = set()
        self.requests = 0
        self.export_limit = 10 * 1024 * 1024
        self._numbers = itertools.count(1)
        self._clock = datetime(2026, 10, 15, 8, 0, tzinfo=UTC)
        self._put(File(id="root", name="My Drive", mime=FOLDER, parents=[]))

    # ---- what tests set up and what people do -------------------------------------------------------------------------------

    def shared_drive(self, name: str = "Operations") -> str:
        drive = self.new_id("drive")
        self._put(File(id=drive, name=name, mime=FOLDER, parents=[], drive_id=drive))
        return drive

    def folder(self, name: str, parent: str = "root", **more: Any) -> str:
        return self._put(File(id=self.new_id("folder"), name=name, mime=FOLDER, parents=[parent], **more)).id

    def edit(self, file_id: str, old: str, new: str) -> None:
        """Somebody types in a Google Doc."""
        with self.lock:
            file = self.files[file_id]
            file.content = with_edit(file.content, old, new)
            self.time_passes()
            self._changed(file)

    def comment(self, file_id: str, text: str, *, quoted: str = "", author: str = "Somebody", resolved: bool = False) -> None:
        """Somebody comments on a file."""
        with self.lock:
            file = self.files[file_id]
            found = {"id": self.new_id("comment"), "content": text, "author": {"displayName": author}, "resolved": resolved}
            found |= {"createdTime": self.now(), "modifiedTime": self.now(), "deleted": False, "replies": []}
            if quoted:
                found["quotedFileContent"] = {"mimeType": "text/html", "value": quoted}
            file.comments.append(found)
            self.time_passes()
            self._changed(file)

    def time_passes(self, minutes: int = 5) -> None:
        """People are slower than programs."""
        self._clock += timedelta(minutes=minutes)

    def children(self, folder: str) -> list[File]:
        with self.lock:
            return [file for file in self.files.values() if folder in file.parents and not file.trashed]

    def below(self, folder: str) -> dict[str, File]:
        """Every file below a folder by its path, so that a test can compare the whole; two of one path are told apart."""
        found: dict[str, File] = {}
        for file in self.children(folder):
            name = file.name if file.name not in found else f"{file.name} (again {file.id})"
            found[name] = file
            if file.mime == FOLDER:
                found |= {f"{name}/{path}": child for path, child in self.below(file.id).items()}
        return found

    # ---- what requests do ---------------------------------------------------------------------------------------------------

    def new_id(self, kind: str) -> str:
        return f"{kind}-{next(self._numbers):06d}"

    def now(self) -> str:
        self._clock += timedelta(milliseconds=137)
        return self._clock.strftime("%Y-%m-%dT%H:%M:%S.") + f"{self._clock.microsecond // 1000:03d}Z"

    def get(self, file_id: str, *, in_drives: bool) -> File:
        file = self.files.get(file_id)
        if file is None or (file.drive_id and not in_drives):
            raise not_found(file_id)
        if self.scope_is_file and "made-by-us" not in file.app_properties.get("_fake", "") and file_id != "root":
            raise not_found(file_id)
        return file

    def create(self, body: dict[str, Any], content: bytes, mime: str, *, in_drives: bool) -> File:
        """A new file, folder or Google Doc. content: what was uploaded, of the type `mime`."""
        target = body.get("mimeType") or mime or "application/octet-stream"
        converts = target == GOOGLE_DOC and bool(mime)
        given = body.get("id")
        if given is not None:
            if target.startswith(_GOOGLE) and target != FOLDER:
                raise invalid("id: not for Google's own types")
            if given in self.files:
                raise Refusal(409, "fileIdInUse", "A file already exists with the provided ID.")
            if given not in self.generated:
                raise invalid("id: not one of files.generateIds")
        parents = body.get("parents") or ["root"]
        if len(parents) > 1:
            raise Refusal(403, "multipleParentsNotSupported", "A file can only have one parent.")
        parent = self.get(parents[0], in_drives=in_drives)
        if parent.mime != FOLDER:
            raise Refusal(403, "parentNotAFolder", "The specified parent is not a folder.")
        if not parent.may_add:
            raise Refusal(403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
        if self.is_service_account and not parent.drive_id and target not in (FOLDER, SHORTCUT):
            raise Refusal(403, "storageQuotaExceeded", "Service Accounts do not have storage quota.")
        file = File(
            id=given or self.new_id("doc" if converts else "file"),
            name=body.get("name", "Untitled"),
            mime=target,
            parents=[parent.id],
            content=self.office.taken_in(content, mime) if converts else content,
            drive_id=parent.drive_id,
            target=body.get("shortcutDetails", {}).get("targetId", ""),
        )
        self._set(file, body)
        file.seen_by_search_at = self.requests + self.search_lag
        return self._put(file)

    def update(
        self, file: File, body: dict[str, Any], add: list[str], remove: list[str], content: bytes | None, mime: str
    ) -> File:
        if not file.may_add:
            raise Refusal(403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.")
        file.name = body.get("name", file.name)
        file.trashed = body.get("trashed", file.trashed)
        file.parents = [parent for parent in (*file.parents, *add) if parent not in remove]
        self._set(file, body)
        if content is not None:
            # Google replaces a document as a whole: what people wrote in it is gone.
            file.content = self.office.taken_in(content, mime) if file.mime == GOOGLE_DOC else content
            file.mime = file.mime if file.is_google else body.get("mimeType", mime) or file.mime
        self._changed(file)
        return file

    def _set(self, file: File, body: dict[str, Any]) -> None:
        for name, kept in (("properties", file.properties), ("appProperties", file.app_properties)):
            for key, value in body.get(name, {}).items():
                if len(key.encode()) + len(value.encode()) > 124:
                    raise invalid(f"{name}: key and value are longer than 124 bytes")
                kept[key] = value
            if len(kept) > 30:
                raise invalid(f"{name}: more than 30")

    def _put(self, file: File) -> File:
        with self.lock:
            file.created = file.created or self.now()
            file.modified = file.modified or file.created
            parent = self.files.get(file.parents[0]) if file.parents else None
            file.drive_id = file.drive_id or (parent.drive_id if parent else "")
            self.files[file.id] = file
            return file

    def _changed(self, file: File) -> None:
        file.version += 1
        file.modified = self.now()
