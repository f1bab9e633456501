"""What each call of the fake Drive does, once it is known to be one of the API's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.fakes.drive_contract import Call, check_body
from tests.fakes.drive_documents import EXPORTS, GOOGLE_DOC, IMPORTABLE
from tests.fakes.drive_errors import Refusal, invalid, not_found
from tests.fakes.drive_query import parse_query
from tests.fakes.drive_store import FOLDER, File, Store

Answer = Any  # a resource, or (status, bytes, type, headers)


class Calls:
    """The calls on a store. `origin`: the fake's own address, for the links that it gives."""

    def __init__(self, store: Store, origin: str) -> None:
        self.store, self.origin = store, origin

    def answer(self, call: Call, body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        name = "_" + re.sub(r"\W", "_", call.method.removeprefix("drive."))
        does = getattr(self, name, None)
        if does is None:
            raise Refusal(501, "notImplemented", f"the fake does not have {call.method}")
        return does(call.parameters, body, headers)

    # ---- files --------------------------------------------------------------------------------------------------------------

    def check_target(self, call: Call, metadata: dict[str, Any]) -> None:
        """What a resumable session is refused for at its beginning."""
        check_body({key: value for key, value in metadata.items() if key != "id"}, "File")
        if call.method == "drive.files.update":
            self._file(call.parameters)
        elif parents := metadata.get("parents"):
            self.store.get(parents[0], in_drives=call.parameters.get("supportsAllDrives", False))

    def store_file(self, call: Call, metadata: dict[str, Any], media: bytes, mime: str) -> File:
        """A file made or changed with content."""
        check_body({key: value for key, value in metadata.items() if key != "id"}, "File")
        if call.method == "drive.files.create":
            if metadata.get("mimeType") == GOOGLE_DOC and mime not in IMPORTABLE:
                raise Refusal(400, "badRequest", f"Conversion of {mime} to a Google Doc is not supported.")
            return self.store.create(metadata, media, mime, in_drives=call.parameters.get("supportsAllDrives", False))
        return self._updated(call.parameters, metadata, media, mime)

    def _updated(self, given: dict[str, Any], metadata: dict[str, Any], media: bytes | None, mime: str) -> File:
        file = self._file(given)
        add, remove = (given.get(name, "").split(",") for name in ("addParents", "removeParents"))
        return self.store.update(
            file, metadata, [parent for parent in add if parent], [parent for parent in remove if parent], media, mime
        )

    def _file(self, given: dict[str, Any]) -> File:
        return self.store.get(given["fileId"], in_drives=given.get("supportsAllDrives", False))

    def _files_create(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        check_body({key: value for key, value in body.items() if key != "id"}, "File")
        file = self.store.create(body, b"", "", in_drives=given.get("supportsAllDrives", False))
        return file.resource(self.origin)

    def _files_update(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        check_body(body, "File")
        return self._updated(given, body, None, "").resource(self.origin)

    def _files_get(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        file = self._file(given)
        if given.get("alt") != "media":
            return file.resource(self.origin)
        if file.is_google:
            raise Refusal(
                403,
                "fileNotDownloadable",
                "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            )
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", headers.get("Range", ""))
        if match and file.content:
            first, last = int(match[1]), min(int(match[2] or len(file.content) - 1), len(file.content) - 1)
            shown = {"Content-Range": f"bytes {first}-{last}/{len(file.content)}"}
            return 206, file.content[first : last + 1], file.mime, shown
        return 200, file.content, file.mime, {}

    def _files_list(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        test = parse_query(given["q"]) if "q" in given else (lambda file: True)
        with_drives = given.get("includeItemsFromAllDrives", False)
        if with_drives and not given.get("supportsAllDrives"):
            raise invalid("includeItemsFromAllDrives needs supportsAllDrives")
        if given.get("corpora") == "drive" and not given.get("driveId"):
            raise Refusal(400, "required", "driveId is needed with corpora=drive")
        drive_id = given.get("driveId", "")
        if drive_id and given.get("corpora") != "drive":
            raise invalid("driveId needs corpora=drive")
        found = []
        for file in self.store.files.values():
            if file.id == "root" or file.id == file.drive_id or file.seen_by_search_at > self.store.requests:
                continue
            if (file.drive_id and not with_drives) or (drive_id and drive_id != file.drive_id):
                continue
            resource = file.resource(self.origin)
            if test(resource):
                found.append(resource)
        begin = int(given.get("pageToken", "page-0").removeprefix("page-"))
        size = given.get("pageSize", 100)
        answer: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": self.store.__dict__.get("incomplete", False)}
        answer["files"] = found[begin : begin + size]
        if begin + size < len(found):
            answer["nextPageToken"] = f"page-{begin + size}"
        return answer

    def _files_generateIds(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        ids = [self.store.new_id("given") for _ in range(given.get("count", 10))]
        self.store.generated.update(ids)
        return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}

    def _files_copy(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        check_body(body, "File")
        file = self._file(given)
        copy = self.store.create(
            {"name": f"Copy of {file.name}", "parents": file.parents, **body, "mimeType": file.mime}, b"", "", in_drives=True
        )
        copy.content = file.content
        return copy.resource(self.origin)

    def _files_export(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        file = self.store.get(given["fileId"], in_drives=True)
        if file.mime != GOOGLE_DOC:
            raise Refusal(403, "fileNotExportable", "Export only supports Docs Editors files.")
        mime = given["mimeType"]
        if mime not in EXPORTS:
            raise Refusal(400, "badRequest", "The requested conversion is not supported.")
        data = self.store.office.given_out(file.content, mime)
        if len(data) > self.store.export_limit:
            raise Refusal(403, "exportSizeLimitExceeded", "This file is too large to be exported.")
        return 200, data, mime, {}

    # ---- comments and permissions -------------------------------------------------------------------------------------------

    def _comments_list(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        file = self.store.get(given["fileId"], in_drives=True)
        begin = int(given.get("pageToken", "page-0").removeprefix("page-"))
        size = given.get("pageSize", 20)
        shown = [comment for comment in file.comments if given.get("includeDeleted") or not comment.get("deleted")]
        answer: dict[str, Any] = {"kind": "drive#commentList", "comments": shown[begin : begin + size]}
        if begin + size < len(shown):
            answer["nextPageToken"] = f"page-{begin + size}"
        return answer

    def _permissions_create(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        check_body(body, "Permission")
        file = self._file(given)
        if body.get("type") not in ("user", "group", "domain", "anyone") or not body.get("role"):
            raise invalid("permission: type and role")
        made = {**body, "id": self.store.new_id("permission"), "kind": "drive#permission"}
        file.permissions.append(made)
        return made

    def _permissions_list(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        return {"kind": "drive#permissionList", "permissions": self._file(given).permissions}

    # ---- the rest -----------------------------------------------------------------------------------------------------------

    def _about_get(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        address = "robot@example.iam.gserviceaccount.com" if self.store.is_service_account else "somebody@example.com"
        quota = {"limit": "0", "usage": "0"} if self.store.is_service_account else {"limit": "16106127360", "usage": "1024"}
        formats = {"exportFormats": {GOOGLE_DOC: list(EXPORTS)}, "importFormats": {mime: [GOOGLE_DOC] for mime in sorted(IMPORTABLE)}}
        return {**formats, "kind": "drive#about", "user": {"displayName": "Somebody", "emailAddress": address}, "storageQuota": quota}

    def _drives_get(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        drive = self.store.files.get(given["driveId"])
        if drive is None or drive.mime != FOLDER or drive.drive_id != drive.id:
            raise not_found(given["driveId"])
        return {"kind": "drive#drive", "id": drive.id, "name": drive.name}

    def _drives_list(self, given: dict[str, Any], body: dict[str, Any], headers: Mapping[str, str]) -> Answer:
        drives = [file for file in self.store.files.values() if file.id == file.drive_id]
        return {
            "kind": "drive#driveList",
            "drives": [{"kind": "drive#drive", "id": each.id, "name": each.name} for each in drives],
        }
