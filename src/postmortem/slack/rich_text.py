"""Rich text blocks into pieces: sections, lists, quotes and preformatted text. Their text is plain: nothing in it is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern

from postmortem.slack.characters import clean_name, clean_text
from postmortem.slack.mrkdwn import clean_address, join_pieces
from postmortem.slack.raw import Raw, as_count, as_dict, as_dicts, as_text
from postmortem.text import Piece, PieceKind, Pieces

_DEEPEST_INDENT = 8


def rich_text_parts(block: Raw) -> Iterator[Pieces]:
    """The parts of a rich_text block, one for each section, item, quote or block of code."""
    counters: dict[int, int] = {}
    for element in as_dicts(block.get("elements")):
        kind = element.get("type")
        if kind == "rich_text_list":
            yield from _items(element, counters)
            continue
        counters.clear()
        if kind == "rich_text_preformatted":
            code = "".join(_code_text(inner) for inner in as_dicts(element.get("elements")))
            yield (Piece(PieceKind.CODE_BLOCK, code),) if code else ()
        elif kind == "rich_text_quote":
            yield _quoted(_line(element))
        elif kind == "rich_text_section":
            yield _without_last_line_end(_line(element))
        else:
            yield _element(element)


def _items(element: Raw, counters: dict[int, int]) -> Iterator[Pieces]:
    indent = min(as_count(element.get("indent")), _DEEPEST_INDENT)
    is_numbered = element.get("style") == "ordered"
    for deeper in [level for level in counters if level > indent]:
        del counters[deeper]
    counters.setdefault(indent, as_count(element.get("offset")))
    for item in as_dicts(element.get("elements")):
        counters[indent] += 1
        mark = f"{counters[indent]}. " if is_numbered else "• "
        yield join_pieces([Piece(PieceKind.PROSE, "  " * indent + mark), *_line(item)])


def _line(element: Raw) -> Pieces:
    return join_pieces([piece for inner in as_dicts(element.get("elements")) for piece in _element(inner)])


def _element(element: Raw) -> Pieces:
    kind = element.get("type")
    match kind:
        case "text":
            text = clean_text(as_text(element.get("text")))
            is_code = as_dict(element.get("style")).get("code") is True
            piece = Piece(PieceKind.CODE if is_code else PieceKind.PROSE, text)
        case "link":
            address = clean_address(clean_text(as_text(element.get("url"))))
            text = clean_text(as_text(element.get("text")))
            piece = Piece(PieceKind.LINK, "" if text == address else text, address)
        case "emoji":
            piece = Piece(PieceKind.EMOJI, intern(clean_name(element.get("name")).partition("::")[0]))
        case "user":
            piece = Piece(PieceKind.PERSON, "", intern(clean_name(element.get("user_id"))))
        case "channel":
            piece = Piece(PieceKind.CHANNEL, "", clean_name(element.get("channel_id")))
        case "usergroup":
            piece = Piece(PieceKind.GROUP, "", clean_name(element.get("usergroup_id")))
        case "broadcast":
            piece = Piece(PieceKind.BROADCAST, clean_name(element.get("range")) or "channel")
        case "date":
            piece = Piece(PieceKind.PROSE, clean_text(as_text(element.get("fallback"))))
        case _:
            piece = Piece(PieceKind.PROSE, clean_text(as_text(element.get("text")) or as_text(element.get("value"))))
    return (piece,) if piece.text or piece.target else ()


def _code_text(element: Raw) -> str:
    if element.get("type") == "link":
        return clean_text(as_text(element.get("text")) or clean_address(as_text(element.get("url"))))
    if element.get("type") == "user":
        return f"<@{clean_name(element.get('user_id'))}>"
    return clean_text(as_text(element.get("text")))


def _quoted(pieces: Pieces) -> Pieces:
    if not pieces:
        return ()
    quoted = [
        piece._replace(text=piece.text.replace("\n", "\n> ")) if piece.kind is PieceKind.PROSE else piece
        for piece in _without_last_line_end(pieces)
    ]
    return join_pieces([Piece(PieceKind.PROSE, "> "), *quoted])


def _without_last_line_end(pieces: Pieces) -> Pieces:
    if not pieces or pieces[-1].kind is not PieceKind.PROSE:
        return pieces
    last = pieces[-1].text.rstrip("\n")
    return (*pieces[:-1], pieces[-1]._replace(text=last)) if last else pieces[:-1]
