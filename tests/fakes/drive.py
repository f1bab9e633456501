"""A strict fake of Drive v3 over loopback HTTP.

Every request is held against the discovery document that ships in the client library; every answer too. `Drive(store)` is a
context manager; `url` is what POSTMORTEM_DRIVE_API_URL takes.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.drive_calls import Calls
from tests.fakes.drive_contract import check_answer, parse_fields, read_call, selected
from tests.fakes.drive_errors import Refusal, invalid
from tests.fakes.drive_faults import Fault, Faults
from tests.fakes.drive_sessions import Session, Sessions, as_json, parts_of
from tests.fakes.drive_store import Store

TOKEN = "a-token-for-the-fake"


class _CutConnection(Exception):
    """The connection ends here, without an answer."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error of ours; anything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Drive:
    """The running fake. `asked` counts calls by method, `sent` the bytes of content that arrived, `faults` may be set at any time."""

    def __init__(self, store: Store | None = None, *, faults: Faults | None = None, token: str = TOKEN) -> None:
        self.store = store or Store()
        self.sessions = Sessions()
        self.faults = faults
        self.token = token
        self.asked: Counter[str] = Counter()
        self.sent = 0
        self.refused: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Drive:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(drive: Drive) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16  # headers and body in one packet
        disable_nagle_algorithm = True
        timeout = 30

        def log_message(self, format: str, *args: object) -> None:  # nothing on the tests' terminal
            pass

        def do_GET(self) -> None:
            self._answer()

        do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

        def _answer(self) -> None:
            try:
                self._work()
            except _CutConnection:
                self.close_connection = True
            except Refusal as refusal:
                drive.refused.append(str(refusal))
                self._send(refusal.status, refusal.body(), "application/json", refusal.headers)
            except (BrokenPipeError, ConnectionResetError, TimeoutError):
                self.close_connection = True

        def _work(self) -> None:
            address = urlsplit(self.path)
            query = parse_qs(address.query, keep_blank_values=True, strict_parsing=bool(address.query))
            announced = int(self.headers.get("Content-Length") or 0)
            if self.headers.get("Authorization") != f"Bearer {drive.token}":
                self.rfile.read(announced)
                raise Refusal(401, "authError", "Invalid Credentials")
            if address.path.startswith("/export/"):
                self._export_link(address.path, query)
                return
            is_chunk = address.path.startswith("/upload/") and "upload_id" in query
            call = read_call(self.command, address.path, query)
            method = "upload" if is_chunk else call.method
            with drive.store.lock:
                drive.asked[method] += 1
                drive.store.requests += 1
            fault = drive.faults(method, self.command) if drive.faults else None
            body = self._body(announced, fault, is_chunk, query)
            if fault and fault.kind == "cut":
                raise _CutConnection
            if fault and fault.refusal:
                raise fault.refusal
            self._done(call, body, query, is_chunk=is_chunk, lose=bool(fault and fault.kind == "lose"))

        def _body(self, announced: int, fault: Fault | None, is_chunk: bool, query: dict[str, list[str]]) -> bytes:
            """What was sent with the request. In a "half" fault only the half of it arrives; of a chunk that half is kept."""
            if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                return self._chunked()
            if not (fault and fault.kind == "half" and announced > 1):
                data = self.rfile.read(announced)
                if len(data) < announced:
                    raise _CutConnection
                return data
            data = self.rfile.read(announced // 2)
            if is_chunk:
                with drive.store.lock:
                    session = drive.sessions.find(query["upload_id"][-1])
                    first, length, _ = drive.sessions.check(session, self.headers.get("Content-Range"), announced)
                    if length and session.file is None:
                        drive.sessions.take(session, first, data, None)
                        drive.sent += len(data)
            raise _CutConnection

        def _chunked(self) -> bytes:
            """A body whose length was not announced."""
            whole = b""
            while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
                whole += self.rfile.read(size)
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            return whole

        def _done(self, call: Any, body: bytes, query: dict[str, list[str]], *, is_chunk: bool, lose: bool) -> None:
            with drive.store.lock:
                if is_chunk:
                    status, data, kind, headers = self._chunk(query["upload_id"][-1], body)
                elif call.is_upload:
                    status, data, kind, headers = self._upload(call, body)
                else:
                    found = Calls(drive.store, drive.url.rstrip("/")).answer(call, as_json(body) if body else {}, self.headers)
                    status, data, kind, headers = found if isinstance(found, tuple) else self._json(found, call)
            if lose:
                raise _CutConnection
            self._send(status, data, kind, headers)

        def _json(self, value: Any, call: Any, status: int = 200) -> tuple[int, bytes, str, dict[str, str]]:
            if call.response:
                check_answer(value, call.response)
            fields = call.parameters.get("fields", "")
            if fields:
                value = selected(value, parse_fields(fields))
            elif call.method in ("drive.files.get", "drive.files.create", "drive.files.update", "drive.files.copy"):
                value = {key: value[key] for key in ("kind", "id", "name", "mimeType")}
            elif call.method == "drive.files.list":
                short = [{key: file[key] for key in ("kind", "id", "name", "mimeType")} for file in value["files"]]
                value = {**value, "files": short}
            return status, json.dumps(value).encode(), "application/json; charset=UTF-8", {}

        def _upload(self, call: Any, body: bytes) -> tuple[int, bytes, str, dict[str, str]]:
            """A simple or multipart upload, or the beginning of a resumable one."""
            calls, kind = Calls(drive.store, drive.url.rstrip("/")), call.parameters.get("uploadType")
            if kind == "multipart":
                metadata, mime, media = parts_of(body, self.headers.get("Content-Type", ""))
                drive.sent += len(media)
                file = calls.store_file(call, as_json(metadata), media, mime)
                return self._json(file.resource(drive.url.rstrip("/")), call)
            if kind == "media":
                drive.sent += len(body)
                file = calls.store_file(call, {}, body, self.headers.get("Content-Type", ""))
                return self._json(file.resource(drive.url.rstrip("/")), call)
            if kind != "resumable":
                raise invalid(f"uploadType={kind}")
            metadata, mime = as_json(body), self.headers.get("X-Upload-Content-Type", "")
            length = self.headers.get("X-Upload-Content-Length")
            calls.check_target(call, metadata)
            session_id = drive.store.new_id("session")
            session = Session(
                finish=lambda data: calls.store_file(call, metadata, data, mime), total=int(length) if length else None
            )
            session.fields = call.parameters.get("fields", "")
            drive.sessions.begin(session_id, session)
            location = f"{drive.url.rstrip('/')}/upload/drive/v3/files?uploadType=resumable&upload_id={session_id}"
            return 200, b"", "text/plain", {"Location": location}

        def _chunk(self, session_id: str, body: bytes) -> tuple[int, bytes, str, dict[str, str]]:
            session = drive.sessions.find(session_id)
            first, length, total = drive.sessions.check(session, self.headers.get("Content-Range"), len(body))
            if not length and total != 0 and session.file is None:
                return 308, b"", "text/plain", drive.sessions.so_far(session)
            drive.sent += len(body) if session.file is None else 0
            file = drive.sessions.take(session, first, body, total)
            if file is None:
                return 308, b"", "text/plain", drive.sessions.so_far(session)
            value = file.resource(drive.url.rstrip("/"))
            value = selected(value, parse_fields(session.fields)) if session.fields else {"kind": "drive#file", "id": file.id}
            return 200, json.dumps(value).encode(), "application/json; charset=UTF-8", {}

        def _export_link(self, path: str, query: dict[str, list[str]]) -> None:
            with drive.store.lock:
                file = drive.store.get(path.removeprefix("/export/"), in_drives=True)
                mime = query.get("format", [""])[0]
                data = drive.store.office.given_out(file.content, mime)
            self._send(200, data, mime, {})

        def _send(self, status: int, data: bytes, kind: str, headers: dict[str, str]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

    return Handler
