"""A channel's messages in the order in which Slack tells them, put in order once and not at every call."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

Message = dict[str, Any]


def by_ts(message: Message) -> float:
    return float(message["ts"])


class Ordered:
    """`top`: what the channel shows, `replies`: root → its replies, both oldest first; `found`: every message by its ts."""

    def __init__(self, messages: list[Message]) -> None:
        self._made_of = list(messages)
        self.found: dict[str, Message] = {}
        self.top: list[Message] = []
        self.replies: dict[str, list[Message]] = {}
        for message in sorted(messages, key=by_ts):
            root = message.get("thread_ts")
            self.found[message["ts"]] = message
            if not root or root == message["ts"] or message.get("subtype") == "thread_broadcast":
                self.top.append(message)
            if root and root != message["ts"]:
                self.replies.setdefault(root, []).append(message)

    def is_of(self, messages: list[Message]) -> bool:
        """Whether these are the same messages still; what they say may have changed."""
        return len(messages) == len(self._made_of) and all(one is other for one, other in zip(messages, self._made_of, strict=True))


def stretch(messages: list[Message], given: dict[str, str], *, newest_first: bool) -> list[Message]:
    """What lies between `oldest` and `latest`, and after the cursor, which holds the ts of the page before's last message."""
    low, high = float(given.get("oldest") or 0), float(given.get("latest") or 1e12)
    edge = given.get("inclusive") in ("1", "true")
    start = (bisect_left if edge else bisect_right)(messages, low, key=by_ts)
    end = (bisect_right if edge else bisect_left)(messages, high, key=by_ts)
    if after := given.get("after"):
        if newest_first:
            end = min(end, bisect_left(messages, float(after), key=by_ts))
        else:
            start = max(start, bisect_right(messages, float(after), key=by_ts))
    return messages[start:end][::-1] if newest_first else messages[start:end]
