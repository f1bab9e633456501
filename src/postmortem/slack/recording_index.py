"""What a recording holds, known by heart: of each message its digest, its thread and its files, never what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any

from postmortem.slack.posted import read_files
from postmortem.slack.raw import as_count, as_dict, as_ts
from postmortem.slack.transcript import File

# A person's id alone as a value, "U0Q2T4IJB10", and in a mention, <@U0Q2T4IJB10> or <@U0Q2T4IJB10|will>. Each begins with letters
# that are searched for fast; the few ids that begin with W are looked for only where there are any.
_ALONE, _MENTIONED = re.compile(rb'"(U[A-Z0-9]{5,30})"'), re.compile(rb"<@(U[A-Z0-9]{2,30})[>|]")
_W_ALONE, _W_MENTIONED = re.compile(rb'"(W[A-Z0-9]{5,30})"'), re.compile(rb"<@(W[A-Z0-9]{2,30})[>|]")
_DIGIT = re.compile(rb"[0-9]")
_SLACKBOT = b"USLACKBOT"


def order(ts: str) -> str:
    """The key that sorts ts by time."""
    if len(ts) == 17 and ts[10] == ".":
        return f"00{ts}000"
    seconds, _, rest = ts.partition(".")
    return f"{seconds:0>12}.{rest:0<9}"


def day_of(ts: str) -> str:
    """The day, in UTC, on which a message was written: 2026-10-14."""
    return _day(int(ts.partition(".")[0]) // 86400)


@cache
def _day(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=number)).isoformat()


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

    def note(self, ts: str, message: dict[str, Any], version: bytes) -> None:
        """Take in a message, or another version of one, but for its people. version: what `digest` makes of it."""
        self.digests[ts] = version
        root = _root(message)
        if is_plain_reply(ts, message):
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
        bot = message.get("bot_id")
        if isinstance(bot, str) and not (as_dict(message.get("bot_profile")).get("name") or message.get("username")):
            self.bots.add(bot)
        for file in read_files(message):
            if file.id and (file.url or file.id not in self.files):
                self.files[file.id] = file

    def note_people(self, bodies: bytes) -> None:
        """Take in everybody who occurs in messages, given as JSON, one or many."""
        found = {key for key in set(_ALONE.findall(bodies)) if _DIGIT.search(key)}
        found.update(_MENTIONED.findall(bodies))
        if b'"W' in bodies or b"<@W" in bodies:
            found.update(key for key in set(_W_ALONE.findall(bodies)) if _DIGIT.search(key))
            found.update(_W_MENTIONED.findall(bodies))
        self.people.update(key.decode("ascii") for key in found if key != _SLACKBOT)

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


def is_plain_reply(ts: str, message: dict[str, Any]) -> bool:
    """Whether the message of this ts stands in its thread only, and not in the channel as well."""
    root = _root(message)
    return bool(root) and root != ts and message.get("subtype") != "thread_broadcast"


def _root(message: dict[str, Any]) -> str:
    root = message.get("thread_ts")
    return as_ts(root) if root is not None else ""
