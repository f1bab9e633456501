"""The text of a message, as pieces: prose, code, links, mentions.

Slack's text is decoded once, at the border, into pieces (`slack/mrkdwn.py`); names are taken out piece by piece
(`blameless/strip.py`), so that what is code stays known as code; and it is written out once for each format. A piece's
text is plain: nothing in it is escaped, nothing in it is markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class PieceKind(StrEnum):
    """What a stretch of a message's text is."""

    PROSE = "prose"  # text: what was written
    CODE = "code"  # text: an inline code span, without its backticks
    CODE_BLOCK = "code_block"  # text: a block of code or log, without its fences
    LINK = "link"  # text: the label ("" where there is none); target: the address
    PERSON = "person"  # before names are out, text: the label in the mention ("" where there is none), target: the user id
    ROLE = "role"  # after names are out, text: the role's label; target is empty
    CHANNEL = "channel"  # text: the channel's name without "#" ("" where unknown); target: the channel id
    GROUP = "group"  # text: a user group's handle without "@" ("" where unknown); target: its id
    BROADCAST = "broadcast"  # text: here, channel or everyone
    EMOJI = "emoji"  # text: the emoji's name without colons


class Piece(NamedTuple):
    """One stretch of a message's text."""

    kind: PieceKind
    text: str
    target: str = ""


Pieces = tuple[Piece, ...]


def plain(pieces: Iterable[Piece]) -> str:
    """The pieces as plain text, code in its backticks: what `transcript.jsonl` holds and what people would read aloud."""
    return "".join(_plain_piece(piece) for piece in pieces)


def _plain_piece(piece: Piece) -> str:
    kind, text, target = piece
    match kind:
        case PieceKind.PROSE | PieceKind.ROLE:
            return text
        case PieceKind.CODE:
            return f"`{text}`"
        case PieceKind.CODE_BLOCK:
            return f"```\n{text.strip(chr(10))}\n```"
        case PieceKind.LINK:
            return target if text in ("", target) else f"{text} ({target})"
        case PieceKind.PERSON:
            return f"@{text or target}"
        case PieceKind.CHANNEL:
            return f"#{text or 'a channel'}"
        case PieceKind.GROUP:
            return f"@{text or 'a group'}"
        case PieceKind.BROADCAST:
            return f"@{text}"
        case PieceKind.EMOJI:
            return f":{text}:"


def prose(pieces: Iterable[Piece]) -> str:
    """Only what people said in words: no code, no addresses, no emoji. For reading meaning, not for showing."""
    kept = []
    for kind, text, target in pieces:
        match kind:
            case PieceKind.PROSE | PieceKind.ROLE | PieceKind.LINK:
                kept.append(text)
            case PieceKind.PERSON | PieceKind.BROADCAST | PieceKind.GROUP:
                kept.append(f"@{text or target}")
            case PieceKind.CHANNEL:
                kept.append(f"#{text}")
            case _:
                kept.append(" ")
    return "".join(kept)
