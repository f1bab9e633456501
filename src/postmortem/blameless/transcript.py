"""What was said, without names. Everything to the right of this room sees only these types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from postmortem.incident import Office, Statement, when
from postmortem.text import Pieces, plain, prose


def counted(counts: Mapping[str, int]) -> str:
    """Counts in words: {"joins": 12, "link previews": 1} is "12 joins, 1 link preview"."""
    return ", ".join(f"{count} {what if count != 1 else _singular(what)}" for what, count in counts.items() if count)


def _singular(what: str) -> str:
    first, space, rest = what.partition(" ")
    if first == "messages":
        return f"message{space}{rest}"
    return what.removesuffix("es") if what.endswith("sses") else what.removesuffix("s")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamelessFile:
    """A file posted with a message. `name` holds no person's name; `key` is "<ts>-<number>", the file's place in the channel.

    `mimetype` and `mode` as Slack has them, `size` in bytes (0 unknown).
    """

    key: str
    name: str
    mimetype: str = ""
    mode: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamelessMessage:
    """One message, without names. `role` is a label ("Incident lead", "Responder 2") or a tool's product name.

    kind: message, bot, topic or deleted. reactions: (emoji name, how many), in Slack's order. zone: the IANA name of the one that
    its author's account is set to, "" where Slack does not say.
    """

    ts: str
    thread_ts: str | None = None
    kind: str = "message"
    role: str
    pieces: Pieces = ()
    statements: tuple[Statement, ...] = ()
    edited_ts: str | None = None
    is_pinned: bool = False
    reactions: tuple[tuple[str, int], ...] = ()
    files: tuple[BlamelessFile, ...] = ()
    zone: str = ""

    @property
    def at(self) -> datetime:
        """When it was posted, aware, in UTC."""
        return when(self.ts)

    @property
    def text(self) -> str:
        """The whole text, plain, code in backticks."""
        return plain(self.pieces)

    @property
    def words(self) -> str:
        """Only what was said in words: no code, no addresses, no emoji."""
        return prose(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who (a role's label) held an office from when (a ts) until when (None: to the end)."""

    label: str
    office: Office
    from_ts: str
    until_ts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamelessTranscript:
    """Everything said in the channel, oldest first, without names.

    channel: the channel's name without names. labels: every role's label that occurs, in order of appearance.
    left_out and remarks: as the transcript had them. removed: what was replaced, counted by sort ("names", "secrets").
    """

    channel: str
    messages: tuple[BlamelessMessage, ...]
    labels: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    removed: dict[str, int] = field(default_factory=dict)
