"""What a recording holds, known by heart: of each message its digest, its thread and its files, never what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from postmortem.slack.posted import read_files
from postmortem.slack.raw import as_count, as_dict, as_ts
from postmortem.slack.transcript import File

# A person's id in a mention, <@U0Q2T4IJB10> or <@U0Q2T4IJB10|will>, or alone as a value, "U0Q2T4IJB10", then with a digit
_PERSON = re.compile(rb'<@([UW][A-Z0-9]{2,30})[>|]|"([UW](?=[A-Z]{0,30}[0-9])[A-Z0-9]{5,30})"')
_SLACKBOT = "USLACKBOT"


def order(ts: str) -> str:
    """The key that sorts ts by time."""
    seconds, _, rest = ts.partition(".")
    return f"{seconds:0>12}.{rest:0<9}"


def day_of(ts: str) -> str:
    """The day, in UTC, on which a message was written: 2026-10-14."""
    return datetime.fromtimestamp(float(ts), tz=UTC).date().isoformat()


def digest(body: bytes) -> bytes:
    """What tells one version of a message from another."""
    return blake2b(body, digest_size=8).digest()


class Index:
    """The messages of the channel. `top`: ts of those that the channel itself shows; `replies`: root → ts of its other replies;
    `roots`: root → (ts of the latest reply, number of replies) as Slack last said; `people`: ids that occur; `bots`: ids of tools
    of which no message says the name."""

    def __init__(self) -> None:
        self.digests: dict[str, bytes] = {}
        self.top: set[str] = set()
        self.replies: dict[str, set[str]] = {}
        self.roots: dict[str, tuple[str, int]] = {}
        self.people: set[str] = set()
        self.bots: set[str] = set()
        self.files: dict[str, File] = {}

    def __len__(self) -> int:
        return len(self.digests)

    @property
    def newest(self) -> str:
        """The ts of the newest message that the channel shows; "" where there is none."""
        return max(self.top, key=order, default="")

    @property
    def oldest(self) -> str:
        """The ts of the oldest message that the channel shows; "" where there is none."""
        return min(self.top, key=order, default="")

    def is_same(self, ts: str, body: bytes) -> bool:
        """Whether exactly this is stored already."""
        return self.digests.get(ts) == digest(body)

    def note(self, message: dict[str, Any], body: bytes) -> None:
        """Take in a message, or another version of one."""
        ts = as_ts(message.get("ts"))
        self.digests[ts] = digest(body)
        root = as_ts(message.get("thread_ts"))
        if is_plain_reply(message):
            self.replies.setdefault(root, set()).add(ts)
        else:
            self.top.add(ts)
            if root in self.replies:
                self.replies[root].discard(ts)
        if root and root != ts:
            self.roots.setdefault(root, ("", 0))
        elif count := as_count(message.get("reply_count")):
            self.roots[ts] = (as_ts(message.get("latest_reply")), count)
        elif ts in self.roots:
            self.roots[ts] = ("", 0)
        self.people.update((mentioned or alone).decode("ascii") for mentioned, alone in _PERSON.findall(body))
        self.people.discard(_SLACKBOT)
        bot = message.get("bot_id")
        if isinstance(bot, str) and not (as_dict(message.get("bot_profile")).get("name") or message.get("username")):
            self.bots.add(bot)
        for file in read_files(message):
            if file.id and (file.url or file.id not in self.files):
                self.files[file.id] = file

    def forget(self, ts: str) -> None:
        """A message that was deleted in Slack."""
        self.digests.pop(ts, None)
        self.top.discard(ts)
        self.roots.pop(ts, None)
        for replies in self.replies.values():
            replies.discard(ts)

    def top_between(self, low: str, high: str) -> Iterator[str]:
        """ts of the messages that the channel shows, after `low` and before `high` (both as `order` gives them)."""
        return (ts for ts in self.top if low < order(ts) < high)


def is_plain_reply(message: dict[str, Any]) -> bool:
    """Whether a message stands in its thread only, and not in the channel as well."""
    root = as_ts(message.get("thread_ts"))
    return bool(root) and root != as_ts(message.get("ts")) and message.get("subtype") != "thread_broadcast"
