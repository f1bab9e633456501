"""What a reader of Slack sees of a message: its text or its blocks, then its attachments, without previews and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postmortem.slack.characters import clean_text
from postmortem.slack.mrkdwn import clean_address, decode_mrkdwn, decode_plain, join_pieces
from postmortem.slack.raw import Raw, as_dicts, as_text
from postmortem.slack.rich_text import rich_text_parts
from postmortem.text import Piece, PieceKind, Pieces, plain

_DEEPEST = 4  # blocks in attachments in blocks …: real posts have two levels

# A label over its value, as bots write the fields of a block: "*Severity*\nMajor".
_LABEL_OVER_VALUE = re.compile(r"\A\s*\*([^*\n]{1,60}?):?\s*\*:?\s*\n(?=\S)")

_LINE = Piece(PieceKind.PROSE, "\n")

# An attachment with one of these shows a page or a message that the text links to.
_PREVIEW_KEYS = ("from_url", "is_app_unfurl", "is_msg_unfurl", "app_unfurl_url")


def visible_pieces(raw: Raw, text: str, *, is_bot: bool) -> Pieces:
    """The message as pieces, one part a line.

    `text` is the message's own text. What a person wrote is in it; a tool's text is often only the notification's line
    while the post itself is in the blocks, so for tools the blocks' parts that the text does not hold are added.
    """
    pieces = decode_mrkdwn(text) if text and not text.isspace() else ()
    blocks = raw.get("blocks")
    attachments = raw.get("attachments")
    if not attachments and not (blocks and (is_bot or not pieces)):
        return pieces
    parts = _Parts()
    if pieces and blocks and is_bot:
        _add_text_and_blocks(parts, pieces, list(block_parts(blocks)))
    else:
        parts.add(pieces)
        if not pieces:
            parts.extend(block_parts(blocks))
    for attachment in as_dicts(attachments):
        if not is_preview(attachment):
            parts.extend(attachment_parts(attachment))
    return parts.joined()


def previews(raw: Raw) -> int:
    """How many attachments only show what the message links to."""
    attachments = raw.get("attachments")
    return sum(is_preview(attachment) for attachment in as_dicts(attachments)) if attachments else 0


def is_preview(attachment: Raw) -> bool:
    """Whether Slack made the attachment by itself from a link."""
    return any(attachment.get(key) for key in _PREVIEW_KEYS)


def block_parts(blocks: object, depth: int = 0) -> Iterator[Pieces]:
    """The parts that the blocks show, one for each line or paragraph."""
    for block in as_dicts(blocks):
        kind = block.get("type")
        if kind in ("actions", "input", "divider", "call"):
            continue
        if kind == "rich_text":
            yield from rich_text_parts(block)
        elif kind == "image":
            yield _text_object(block.get("title")) or decode_plain(as_text(block.get("alt_text")))
        elif kind == "context":
            yield _on_one_line(block.get("elements"))
        elif kind == "table":
            yield from _table_rows(block)
        else:
            yield _text_object(block.get("title"))
            yield _text_object(block.get("text"))
            for field in as_dicts(block.get("fields")):
                yield _field_object(field)
            if kind not in ("section", "header") and depth < _DEEPEST:
                yield from block_parts(block.get("elements"), depth + 1)


def attachment_parts(attachment: Raw) -> Iterator[Pieces]:
    """The parts that an attachment shows; its fallback only where it shows nothing else."""
    shown = False
    for pieces in _attachment_body(attachment):
        shown = shown or bool(pieces)
        yield pieces
    if not shown:
        yield decode_mrkdwn(as_text(attachment.get("fallback")))


def _attachment_body(attachment: Raw) -> Iterator[Pieces]:
    yield decode_mrkdwn(as_text(attachment.get("pretext")))
    yield _title(attachment)
    yield decode_mrkdwn(as_text(attachment.get("text")))
    for field in as_dicts(attachment.get("fields")):
        yield _titled(as_text(field.get("title")), as_text(field.get("value")))
    yield from block_parts(attachment.get("blocks") or attachment.get("message_blocks"), 1)
    yield decode_mrkdwn(as_text(attachment.get("footer")))


def _title(attachment: Raw) -> Pieces:
    title = decode_mrkdwn(as_text(attachment.get("title")))
    address = clean_address(clean_text(as_text(attachment.get("title_link")).strip()))
    if not title or not address.startswith(("http://", "https://")):
        return title
    return (Piece(PieceKind.LINK, plain(title), address),)


def _titled(title: str, value: str) -> Pieces:
    title = title.strip().strip("*").rstrip(": ")
    if not title:
        return decode_mrkdwn(value)
    return join_pieces([*decode_mrkdwn(title), Piece(PieceKind.PROSE, ": "), *decode_mrkdwn(value)])


def _text_object(value: object) -> Pieces:
    """The text of a block: an object with a type, or a bare text as in markdown blocks."""
    if isinstance(value, dict):
        text = as_text(value.get("text"))
        return decode_plain(text) if value.get("type") == "plain_text" else decode_mrkdwn(text)
    return decode_mrkdwn(as_text(value))


def _field_object(field: Raw) -> Pieces:
    text = as_text(field.get("text"))
    if field.get("type") == "mrkdwn" and (label := _LABEL_OVER_VALUE.match(text)):
        return _titled(label[1], text[label.end() :])
    return _text_object(field)


def _on_one_line(elements: object) -> Pieces:
    line: list[Piece] = []
    for element in as_dicts(elements):
        pieces = () if element.get("type") == "image" else _text_object(element)
        if pieces:
            line.extend((Piece(PieceKind.PROSE, " "), *pieces) if line else pieces)
    return join_pieces(line)


def _table_rows(block: Raw) -> Iterator[Pieces]:
    rows = block.get("rows")
    for row in rows if isinstance(rows, list) else ():
        line: list[Piece] = []
        for cell in as_dicts(row):
            pieces = join_pieces([piece for part in rich_text_parts(cell) for piece in part]) or _text_object(cell)
            line.extend((Piece(PieceKind.PROSE, " | "), *pieces) if line else pieces)
        yield join_pieces(line)


def _add_text_and_blocks(parts: _Parts, pieces: Pieces, blocks: list[Pieces]) -> None:
    text = _seen_as(pieces)
    shown = " ".join(_seen_as(part) for part in blocks)
    if text not in shown:
        parts.add(pieces)
    for part in blocks:
        if _seen_as(part) not in text or text in shown:
            parts.add(part)


def _seen_as(pieces: Pieces) -> str:
    return " ".join(plain(pieces).split()).casefold()


class _Parts:
    """Parts of a message in order, each only once, with a line end between them."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._seen: set[str] = set()

    def extend(self, parts: Iterable[Pieces]) -> None:
        for part in parts:
            self.add(part)

    def add(self, part: Pieces) -> None:
        if not part:
            return
        seen = _seen_as(part)
        if not seen or seen in self._seen:
            return
        self._seen.add(seen)
        if self._pieces:
            self._pieces.append(_LINE)
        self._pieces.extend(part)

    def joined(self) -> Pieces:
        return join_pieces(self._pieces)


