"""Drive's way of saying no: a status, a reason, and a message."""

from __future__ import annotations

import json
from collections.abc import Mapping


class Refusal(Exception):
    """An answer that is not a success: its status, Drive's reason, and headers such as Retry-After."""

    def __init__(self, status: int, reason: str, message: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {reason}: {message}")
        self.status, self.reason = status, reason
        self.message = message or reason
        self.headers = dict(headers or {})

    def body(self) -> bytes:
        error = {"domain": "global", "reason": self.reason, "message": self.message}
        whole = {"error": {"code": self.status, "message": self.message, "errors": [error]}}
        return json.dumps(whole).encode()


def not_found(file_id: str) -> Refusal:
    return Refusal(404, "notFound", f"File not found: {file_id}.")


def invalid(what: str) -> Refusal:
    return Refusal(400, "invalid", f"Invalid Value: {what}")
