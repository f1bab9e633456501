"""JSON by orjson, and by the standard library for what orjson does not take: half of a surrogate pair, numbers beyond 64 bits.

A channel's messages go through here once in and once out; that is most of the work of fetching it.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

_ENCODE = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":")).encode


def read_json(data: bytes) -> Any:  # noqa: ANN401  whatever the JSON holds
    """The value. ValueError or RecursionError where it is none."""
    try:
        return orjson.loads(data)
    except ValueError:
        return json.loads(data)


def as_body(value: object) -> bytes:
    """A value as it is stored: compact JSON on one line, its keys in the order in which Slack gave them."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return _ENCODE(value).encode("ascii")
