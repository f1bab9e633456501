"""What was said, with names: people, messages, the transcript. These types never travel further than `blameless/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from postmortem.incident import Statement, when
from postmortem.text import Pieces


class MessageKind(StrEnum):
    """Who speaks: a person, a tool, or Slack itself."""

    MESSAGE = "message"
    BOT = "bot"
    TOPIC = "topic"  # somebody set the channel's topic, purpose or name; the pieces hold the new value
    DELETED = "deleted"  # a message that was deleted; kept because replies hang from it


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the workspace's users.json, or known only from a message's `user_profile`. Missing text is ""."""

    id: str
    handle: str = ""
    real_name: str = ""
    display_name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    title: str = ""
    team_id: str = ""
    zone: str = ""  # IANA name, as the account is set: the clock that this person reads
    is_bot: bool = False
    is_deleted: bool = False
    is_guest: bool = False  # restricted accounts: often a client's staff
    is_outsider: bool = False  # another workspace's account (Slack Connect)
    in_roster: bool = True  # False where only a message's profile tells of them


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file posted with a message. `url` has lost its query and with it any token; size in bytes, 0 unknown.

    `mode` is Slack's (hosted, snippet, external, quip, tombstone, hidden_by_limit).
    """

    id: str
    name: str = ""
    title: str = ""
    mimetype: str = ""
    mode: str = ""
    size: int = 0
    url: str = ""
    uploader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """An emoji on a message, and whose."""

    emoji: str
    people: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `ts` is its id within the channel and stays a string.

    `author` is a user id, or "" for a tool without one; `author_name` is the name that the message itself shows
    (a bot's name, a bridged author, a `user_profile`), "" where the roster says it. `bot` is the tool's product name.
    `pieces` are everything a reader of Slack would see: text, or blocks, then attachments.
    """

    ts: str
    thread_ts: str | None = None
    kind: MessageKind = MessageKind.MESSAGE
    author: str = ""
    author_name: str = ""
    bot: str = ""
    pieces: Pieces = ()
    statements: tuple[Statement, ...] = ()
    edited_ts: str | None = None
    is_pinned: bool = False
    reactions: tuple[Reaction, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def at(self) -> datetime:
        """When it was posted, aware, in UTC."""
        return when(self.ts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The incident's channel. `topic` and `purpose` are Slack text; `members` are user ids; `pins` are ts.

    `created` is when it was made, in seconds as text, "" where unknown: with the id it tells channels of workspaces apart.
    """

    id: str
    name: str
    topic: str = ""
    purpose: str = ""
    members: tuple[str, ...] = ()
    pins: frozenset[str] = frozenset()
    is_archived: bool = False
    created: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Everything said in the channel, oldest first, with names.

    people: user id → Person, the whole workspace and whoever a message tells of.
    joined: ids of people who were in the channel in any way: wrote, were mentioned, joined, reacted, are members.
    left_out: what was not taken in, counted ("joins": 12). remarks: sentences about damage met while reading.
    """

    channel: Channel
    people: dict[str, Person]
    messages: tuple[Message, ...]
    joined: frozenset[str] = frozenset()
    left_out: dict[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
