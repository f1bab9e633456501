"""Words with their marks → one line of Markdown that reads back as exactly these words with these marks.

Text is escaped as templates escape it (`escape.py`). Emphasis beside a letter or a sign is where Markdown is frail: there the
neighbouring character is written as an entity, so that the emphasis begins and ends where it should.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from postmortem.documents.blocks import Break, Image, Inline, Inlines, Mark, NoteMark, Run
from postmortem.documents.emphasis import linked_until, longest
from postmortem.documents.escape import BACKTICKS, ENTITY, LINE_START, escape_inside

_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# What must not follow a source's number, or it would become a link or a definition.
_AFTER_CITE = re.compile(r"^[(\[:]")
# A bracket without a backslash, which would end a link's words; what has a backslash is passed over.
_BRACKETS = re.compile(r"\\.|[\[\]]")
# An address that may stand for itself: <https://example.com/a>. Linear: one class.
_AUTOLINK = re.compile(r"https?://[\w./~:?#@!$&'()*+,;=-]+", re.ASCII)
# What a line after a break must not begin with besides: a table's second line.
_LINE = re.compile(r"^[-:]")


@dataclass(slots=True)
class _Piece:
    """A piece of the line: text still to be escaped, markup, or a delimiter of emphasis."""

    kind: str  # "text", "markup", "break", "open", "close"
    text: str
    is_linked: bool = False  # inside a link's brackets
    entity_first: bool = False
    entity_last: bool = False


def write_words(words: Inlines, *, in_cell: bool = False) -> str:
    """The words as Markdown: lines of a paragraph, or one line for a table's cell. They must be tidy (`tidy.py`)."""
    pieces = _pieces(list(words), in_cell=in_cell)
    if _is_tangled(pieces):
        for piece in pieces:
            if piece.kind in ("open", "close") and piece.text == Mark.ITALIC.value:
                piece.text = "_"
    while _mind_neighbours(pieces):
        pass  # an entity is a sign, beside which the next delimiter may need another
    out: list[str] = []
    at_start, before = True, None
    for number, piece in enumerate(pieces):
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        if piece.kind == "text":
            text = _escaped(piece, before, after)
            if at_start and not (piece.entity_first and text.startswith("&#")):
                text = LINE_START.sub(lambda match: f"{match[2]}\\{match[3]}" if match[2] else f"\\{match[1]}", text)
                text = _LINE.sub(lambda match: f"\\{match[0]}", text) if number and not in_cell else text
            out.append(text)
        elif piece.kind == "break":
            out.append("<br>" if in_cell else "\\\n")
        else:
            out.append(piece.text)
        at_start = piece.kind == "break" and not in_cell
        before = piece
    return "".join(out)


def _escaped(piece: _Piece, before: _Piece | None, after: _Piece | None) -> str:
    """The text of a piece, so that it is text beside its neighbours too."""
    text = piece.text
    first = last = ""
    if piece.entity_first:
        first, text = f"&#{ord(text[0])};", text[1:]
    if piece.entity_last and text:
        last, text = f"&#{ord(text[-1])};", text[:-1]
    inner = escape_inside(text) if text else ""
    if piece.is_linked:
        inner = _BRACKETS.sub(lambda match: match[0] if match[0][0] == "\\" else f"\\{match[0]}", inner)
    if before is not None and text.startswith("~") and not inner.startswith("\\"):
        inner = f"\\{inner}"
    if after is not None and text.endswith("~") and (len(inner) - len(inner[:-1].rstrip("\\"))) % 2:
        inner = f"{inner[:-1]}\\~"
    if before is not None and before.kind == "markup" and not first and _AFTER_CITE.match(inner) and before.text.endswith("]"):
        inner = f"\\{inner}"
    if after is not None and after.kind == "markup" and after.text.startswith("[") and not last and inner.endswith("!"):
        inner = f"{inner[:-1]}\\!"
    return f"{first}{inner}{last}"


def _pieces(words: Sequence[Inline], *, in_cell: bool, given: frozenset[Mark] = frozenset(), link: str = "") -> list[_Piece]:
    """The words cut into text and markup. given: marks, and a link, that stand around them already."""
    out: list[_Piece] = []
    at = 0
    while at < len(words):
        one = words[at]
        if isinstance(one, Run) and one.link and one.link != link:
            end = linked_until(words, at)
            common = frozenset.intersection(*(run.marks for run in words[at:end] if isinstance(run, Run))) - {Mark.CODE}
        else:
            end = at + 1
            common = one.marks - {Mark.CODE} if isinstance(one, Run) else frozenset()
        mark, until = longest(words, at, common - given, link)
        if mark is not None:
            inside = _pieces(words[at:until], in_cell=in_cell, given=given | {mark}, link=link)
            out += [_Piece("open", mark.value), *inside, _Piece("close", mark.value)]
            at = until
        elif isinstance(one, Run) and one.link and one.link != link:
            if one.text == one.link and end == at + 1 and Mark.CODE not in one.marks and _AUTOLINK.fullmatch(one.link):
                out.append(_Piece("markup", f"<{one.link}>"))
            else:
                inside = _pieces(words[at:end], in_cell=in_cell, given=given, link=one.link)
                out += [_Piece("markup", "["), *inside, _Piece("markup", f"]({_address(one.link)})")]
            at = end
        else:
            out.append(_single(one, in_cell=in_cell, link=link))
            at += 1
    return out


def _single(one: Inline, *, in_cell: bool, link: str) -> _Piece:
    if isinstance(one, Break):
        return _Piece("break", "")
    if isinstance(one, Image):
        alt = escape_inside(" ".join(one.alt.split())).replace("]", "\\]")
        title = one.title.replace("\\", "\\\\").replace('"', '\\"').replace("&", "\\&")
        if in_cell:
            title = title.replace("|", "\\|")
        said = f' "{title}"' if title else ""
        return _Piece("markup", f"![{alt}]({_address(one.address)}{said})")
    if isinstance(one, NoteMark):
        return _Piece("markup", f"[^{one.number}]")
    if Mark.CODE in one.marks:
        return _Piece("markup", _code(one.text, in_cell=in_cell))
    return _Piece("markup" if one.is_cite else "text", one.text, is_linked=link != "")


def _code(text: str, *, in_cell: bool) -> str:
    """Code in a fence longer than any run of backticks in it."""
    runs = {len(run) for run in BACKTICKS.findall(text)}
    size = next(size for size in range(1, len(text) + 2) if size not in runs)
    fence = "`" * size
    needs_room = text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip(" ") != "")
    if in_cell:
        text = text.replace("|", "\\|")
    return f"{fence} {text} {fence}" if needs_room else f"{fence}{text}{fence}"


def _address(address: str) -> str:
    """A link's address as it may stand between parentheses."""
    depth, is_balanced = 0, True
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        is_balanced = is_balanced and depth >= 0
    if depth or not is_balanced:
        address = address.replace("(", "\\(").replace(")", "\\)")
    return ENTITY.sub(r"\\&", address)


def _is_tangled(pieces: list[_Piece]) -> bool:
    """Whether one emphasis stands in another or begins where another ends: asterisks alone would not tell which is which."""
    depth = 0
    before: _Piece | None = None
    for piece in pieces:
        if piece.kind in ("open", "close") and piece.text[0] == "*":
            depth += 1 if piece.kind == "open" else -1
            if depth > 1 or (piece.kind == "open" and before is not None and before.kind == "close" and before.text[0] == "*"):
                return True
        before = piece
    return False


def _mind_neighbours(pieces: list[_Piece]) -> bool:
    """Mark the characters that have to be entities, so that every delimiter opens or closes as meant. Whether any are new."""
    is_changed = False
    at = 0
    while at < len(pieces):
        if pieces[at].kind not in ("open", "close"):
            at += 1
            continue
        end = at + 1
        sign = pieces[at].text[0]
        while end < len(pieces) and pieces[end].kind in ("open", "close") and pieces[end].text[0] == sign:
            end += 1
        kinds = {piece.kind for piece in pieces[at:end]}
        before = pieces[at - 1] if at else None
        after = pieces[end] if end < len(pieces) else None
        left, right = _sort(before, last=True), _sort(after, last=False)
        opens = "open" in kinds and not (left in ("space", "sign") or right == "letter")
        closes = "close" in kinds and not (right in ("space", "sign") or left == "letter")
        if sign == "_":  # stricter: inside a word it opens and closes nothing
            opens = "open" in kinds and left not in ("space", "sign")
            closes = "close" in kinds and right not in ("space", "sign")
        if opens and before is not None and before.kind == "text":
            is_changed = is_changed or not before.entity_last
            before.entity_last = True
        if closes and after is not None and after.kind == "text":
            is_changed = is_changed or not after.entity_first
            after.entity_first = True
        at = end
    return is_changed


def _sort(piece: _Piece | None, *, last: bool) -> str:
    """What CommonMark takes the neighbour for: "space", "sign", "letter"; "unclear" where its versions differ."""
    if piece is None or piece.kind == "break":
        return "space"
    if piece.kind != "text":
        return "sign"
    if (piece.entity_last if last else piece.entity_first) or (
        len(piece.text) == 1 and (piece.entity_last or piece.entity_first)
    ):
        return "sign"
    char = piece.text[-1] if last else piece.text[0]
    if char in _ASCII_SIGNS:
        return "sign"
    if char.isspace():
        return "space"
    category = unicodedata.category(char)[0]
    return "sign" if category == "P" else "unclear" if category == "S" else "letter"
