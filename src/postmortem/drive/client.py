"""Drive's API through Google's client library: built without network, tried again where that helps, refusals in sentences.

The description of the API ships with the library. `api_endpoint` would move only half of the calls, so the description's own
root is changed; for tests alone, and to this machine alone. Google's library is loaded when the first client is made.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from postmortem.drive.waiting import Patience, is_passing
from postmortem.drive.words import DriveError, not_logged_in, refusal, unreachable
from postmortem.errors import UsageError
from postmortem.this_machine import local_server

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
GOOGLE_DOC = "application/vnd.google-apps.document"

# What we ask of every file: enough to know it again, and whether anybody touched it.
FIELDS = (
    "id,name,mimeType,parents,trashed,driveId,version,size,sha256Checksum,createdTime,modifiedTime,webViewLink,properties,"
    "capabilities(canAddChildren,canEdit),shortcutDetails(targetId)"
)
LISTED = f"nextPageToken,incompleteSearch,files({FIELDS})"
PAGE = 200
SECONDS = 60


def quoted(text: str) -> str:
    """A text in Drive's search language: 'it\\'s'."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def local_address(value: str, variable: str) -> str:
    """A test server's address, with a slash at its end; a `UsageError` where it is not on this machine."""
    if local_server(value.strip()) is None:
        raise UsageError(f"{variable} is for tests, and may only lead to this machine, as in http://127.0.0.1:4101/. Unset it.")
    return value.strip().rstrip("/") + "/"


class DriveClient:
    """The calls that we make. Everything includes Shared Drives. Not for two threads at once."""

    def __init__(self, credentials: Credentials, *, address: str | None = None, patience: Patience | None = None) -> None:
        from google_auth_httplib2 import AuthorizedHttp
        from googleapiclient.discovery import build_from_document
        from googleapiclient.discovery_cache import get_static_doc
        from googleapiclient.http import build_http

        document = json.loads(get_static_doc("drive", "v3") or "{}")
        if address is not None:
            document["rootUrl"] = address
        # The library's own Http: one of ours would follow 308, by which Drive says "go on", and end every upload.
        transport = build_http()
        transport.timeout = SECONDS
        self.http = AuthorizedHttp(credentials, http=transport)
        self.service: Any = build_from_document(document, http=self.http)
        self.files: Any = self.service.files()  # once: the library makes every method anew each time it is asked for
        self.patience = patience or Patience()
        self.calls = 0

    def __enter__(self) -> DriveClient:
        return self

    def __exit__(self, *error: object) -> None:
        self.http.close()

    # ---- asking -------------------------------------------------------------------------------------------------------------

    def get(self, file_id: str, doing: str) -> dict[str, Any]:
        """A file's or folder's resource, with `FIELDS`."""
        request = self.files.get(fileId=file_id, supportsAllDrives=True, fields=FIELDS)
        found: dict[str, Any] = self.execute(request, doing)
        return found

    def find(self, query: str, drive_id: str, doing: str) -> Iterator[dict[str, Any]]:
        """What is there and not in the bin, page after page. drive_id: of the Shared Drive, or empty."""
        where = {"corpora": "drive", "driveId": drive_id} if drive_id else {"corpora": "user"}
        token = None
        while True:
            request = self.files.list(
                q=f"({query}) and trashed = false",
                fields=LISTED,
                pageSize=PAGE,
                pageToken=token,
                supportsAllDrives=True,
                includeItemsFromAllDrives=True,
                **where,
            )
            page = self.execute(request, doing)
            if page.get("incompleteSearch"):
                raise DriveError("Drive's search did not look everywhere, so nothing was done. Run the same command again later.")
            yield from page.get("files", ())
            token = page.get("nextPageToken")
            if not token:
                return

    def about(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Whose credentials these are, and the headers that came with the answer, in lower case."""
        request = self.service.about().get(fields="user,storageQuota")
        status, headers, body = self.send(request.uri, "GET", None, dict(request.headers), "ask whose credentials these are")
        if status != 200:
            raise not_logged_in("ask who they are of") if status == 401 else refusal(status, reason_in(body), "say who asks")
        return dict(json.loads(body)), headers

    def new_ids(self, count: int) -> list[str]:
        """Ids for files to come. A file made twice under one is made once: the second try is told that it exists."""
        ids: list[str] = []
        while len(ids) < count:
            request = self.files.generateIds(count=min(1000, count - len(ids)), space="drive", fields="ids")
            ids += self.execute(request, "prepare the upload")["ids"]
        return ids

    def comments(self, file_id: str, doing: str, *, fields: str) -> Iterator[dict[str, Any]]:
        """A file's comments, with those that are resolved and without those that were deleted."""
        token = None
        while True:
            request = self.service.comments().list(
                fileId=file_id, fields=f"nextPageToken,comments({fields})", pageSize=100, pageToken=token, includeDeleted=False
            )
            page = self.execute(request, doing)
            yield from page.get("comments", ())
            token = page.get("nextPageToken")
            if not token:
                return

    def export(self, file_id: str, mime: str, doing: str) -> bytes:
        """A Google Doc in another form. Over 10 MB Drive refuses, and the document's own export link is followed."""
        try:
            data = self.execute(self.files.export(fileId=file_id, mimeType=mime), doing)
        except DriveError as error:
            if error.reason != "exportSizeLimitExceeded":
                raise
            data = self._export_link(file_id, mime, doing)
        return data if isinstance(data, bytes) else str(data).encode()

    def _export_link(self, file_id: str, mime: str, doing: str) -> bytes:
        request = self.files.get(fileId=file_id, supportsAllDrives=True, fields="exportLinks")
        link = self.execute(request, doing).get("exportLinks", {}).get(mime, "")
        wanted = urlsplit(self.service._baseUrl)
        host = urlsplit(link).hostname or ""
        if not (host == wanted.hostname or host.endswith((".google.com", ".googleapis.com", ".googleusercontent.com"))):
            raise DriveError(
                f"Drive gave no link to {doing}, and the document is too large to be exported otherwise. Split it in two."
            )
        status, _, body = self.send(link, "GET", None, {}, doing)
        if status != 200:
            raise refusal(status, "", doing)
        return body

    # ---- making -------------------------------------------------------------------------------------------------------------

    def make_folder(self, file_id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        """A folder under an id that `new_ids` gave; nothing where it is there already."""
        body = {"id": file_id, "name": name, "mimeType": FOLDER, "parents": [parent], "properties": dict(properties)}
        request = self.files.create(body=body, supportsAllDrives=True, fields="id")
        try:
            self.execute(request, "make a folder for the incident")
        except DriveError as error:
            if error.status != 409:
                raise

    # ---- sending and trying again -------------------------------------------------------------------------------------------

    def execute(self, request: Any, doing: str) -> Any:
        """The request's answer. What passes by itself is tried again; a refusal becomes a sentence."""
        return self.trying(lambda: request.execute(num_retries=0), doing)

    def send(
        self, url: str, method: str, body: bytes | None, headers: Mapping[str, str], doing: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request outside the described API (sessions of uploads, export links): status, headers, body. Refusals that pass
        are tried again; others come back as they are."""

        def once() -> tuple[int, dict[str, str], bytes]:
            from googleapiclient.errors import HttpError

            response, content = self.http.request(url, method, body=body, headers=dict(headers))
            if is_passing(response.status, reason_in(content)):
                raise HttpError(response, content, uri=url)
            return response.status, {key.lower(): value for key, value in response.items()}, content

        answer: tuple[int, dict[str, str], bytes] = self.trying(once, doing)
        return answer

    def trying(self, once: Callable[[], Any], doing: str) -> Any:
        """Call `once` until it works, with waits between; a `DriveError` in sentences where it does not."""
        from google.auth.exceptions import GoogleAuthError, TransportError
        from googleapiclient.errors import HttpError
        from httplib2 import HttpLib2Error

        attempt = 0
        while True:
            self.calls += 1
            try:
                return once()
            except HttpError as error:
                status, reason = int(error.resp.status), reason_in(error.content)
                asked = error.resp.get("retry-after")
                if not (is_passing(status, reason) and self.patience.wait(attempt, asked, f"asks for patience ({status})")):
                    raise refusal(status, reason, doing) from None
            except ssl.SSLCertVerificationError:
                raise DriveError(
                    "Drive's certificate could not be verified, so nothing was sent. Check this machine's clock and your "
                    "network's proxy."
                ) from None
            except TransportError:
                if not self.patience.wait(attempt, None, "cannot be reached"):
                    raise unreachable(doing) from None
            except GoogleAuthError:
                raise not_logged_in(doing) from None
            except (HttpLib2Error, OSError):
                if not self.patience.wait(attempt, None, "cannot be reached"):
                    raise unreachable(doing) from None
            attempt += 1


def reason_in(content: bytes) -> str:
    """Drive's reason in the body of a refusal; empty where the body is anything else, such as a proxy's page."""
    try:
        error = json.loads(content)["error"]
        details = error.get("errors") or error.get("details") or [{}]
        return str(details[0].get("reason") or error.get("status") or "")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return ""
