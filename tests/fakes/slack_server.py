"""The server that a fake Slack answers through: HTTP on loopback, with the faults that are asked for."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

if TYPE_CHECKING:
    from tests.fakes.slack import FakeSlack


def serve(fake: FakeSlack) -> ThreadingHTTPServer:
    """A server for this workspace on a free port of this machine, not running yet."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    server.daemon_threads = True
    return server


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that was killed is no error."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeSlack
    protocol_version = "HTTP/1.0"

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.fake.now, usegmt=True)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        method = self.path.removeprefix("/api/")
        if self.headers.get_content_type() == "application/json":
            given = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in json.loads(body).items()}
        else:
            given = dict(parse_qsl(body, keep_blank_values=True))
        fake = self.fake
        with fake.lock:
            fault = fake.before(method, given)
            if fault is None:
                fake.calls[method] += 1
                fake.requests.append((method, given))
                answer = fake.answer(method, given) if self._has_token() else {"ok": False, "error": "invalid_auth"}
            else:
                answer = {}
        self._send(fault, answer)

    def _send(self, fault: str | None, answer: dict[str, Any]) -> None:
        data = json.dumps(answer).encode()
        if fault == "hang":
            time.sleep(3)
        elif fault == "cut":
            self._head(200, len(data) + 500, "application/json")
            self.wfile.write(b'{"ok": true, "messages": [{"text": "half of a sec')
        elif fault == "close":
            self.close_connection = True
        elif fault == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
        elif fault == "html":
            page = b"<html>Sign in to the network</html>"
            self._head(200, len(page), "text/html")
            self.wfile.write(page)
        elif fault is not None and fault.startswith("429"):
            self.send_response(429)
            self.send_header("Retry-After", fault.partition(" ")[2] or "1")
            self.end_headers()
            self.wfile.write(b'{"ok":false,"error":"ratelimited"}')
        elif fault is not None and fault.isdigit():
            self._head(int(fault), 11, "text/plain")
            self.wfile.write(b"unavailable")
        else:
            if fault is not None:
                data = json.dumps({"ok": False, "error": fault}).encode()
            self._head(200, len(data), "application/json; charset=utf-8")
            self.wfile.write(data)

    def do_GET(self) -> None:
        key = unquote(self.path).removeprefix("/files/")
        found = self.fake.files.get(key)
        if not self._has_token() or self.fake.html_files:
            page = b"<html>Sign in to Slack</html>"
            self._head(200, len(page), "text/html; charset=utf-8")
            self.wfile.write(page)
        elif key in self.fake.endless:
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.end_headers()
            with suppress(ConnectionError):
                while self.fake.file_bytes < 1_000_000_000:
                    self.fake.file_bytes += self.wfile.write(bytes(100_000))
        elif found is None:
            self._head(404, 0, "text/plain")
        else:
            data = found if isinstance(found, bytes) else found.read_bytes()
            self._head(200, len(data), "application/octet-stream")
            self.fake.file_bytes += self.wfile.write(data)

    def _has_token(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {self.fake.token}"

    def _head(self, status: int, length: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        if self.fake.tells_scopes:
            self.send_header("X-OAuth-Scopes", ",".join(self.fake.scopes))
        self.end_headers()
