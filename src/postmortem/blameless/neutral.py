"""He and she become they in what people read: the report, the timeline, the transcript as Markdown.

transcript.jsonl stays as it was said, but for the names. Where it is not certain how the sentence would go on, the pronoun stays
and is listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from postmortem.blameless.pronouns import neutral_pronouns
from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.incident import Statement
from postmortem.text import Piece, PieceKind, Pieces


@dataclass(slots=True, kw_only=True)
class Pronouns:
    """changed: messages in which pronouns were changed. left: (ts, pronoun as written) where that was not certain."""

    changed: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def neutral_transcript(transcript: BlamelessTranscript) -> tuple[BlamelessTranscript, Pronouns]:
    """The transcript without he and she, and what was done."""
    done = Pronouns()
    messages = tuple([_neutral_message(message, done) for message in transcript.messages])
    return replace(transcript, messages=messages), done


def _neutral_message(message: BlamelessMessage, done: Pronouns) -> BlamelessMessage:
    pieces = _neutral_pieces(message.pieces, message.ts, done)
    statements = tuple([_neutral_statement(statement) for statement in message.statements])
    if pieces is message.pieces and statements == message.statements:
        return message
    done.changed.append(message.ts)
    return replace(message, pieces=pieces, statements=statements)


def _neutral_pieces(pieces: Pieces, ts: str, done: Pronouns) -> Pieces:
    changed: list[Piece] = []
    for piece in pieces:
        if piece.kind is PieceKind.PROSE or (piece.kind is PieceKind.LINK and piece.text not in ("", piece.target)):
            text, left = neutral_pronouns(piece.text)
            done.left += [(ts, piece.text[start:end]) for start, end in left]
            changed.append(piece if text == piece.text else piece._replace(text=text))
        else:
            changed.append(piece)
    return pieces if all(old is new for old, new in zip(pieces, changed, strict=True)) else tuple(changed)


def _neutral_statement(statement: Statement) -> Statement:
    value, was = neutral_pronouns(statement.value)[0], neutral_pronouns(statement.was)[0]
    return statement if (value, was) == (statement.value, statement.was) else replace(statement, value=value, was=was)
