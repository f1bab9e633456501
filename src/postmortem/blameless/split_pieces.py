"""Names that are divided over pieces of a text, a part of them code or a link: put together before names are looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postmortem.blameless.fold import fold_text
from postmortem.text import Piece, PieceKind, Pieces

if TYPE_CHECKING:
    from postmortem.blameless.roster import Roster

# What may hold a part of a word.
_TEXTS = frozenset({PieceKind.PROSE, PieceKind.CODE, PieceKind.LINK})
# The word that ends a text, and the one that begins it; a name is no longer.
_LONGEST = 120
_BEGIN = re.compile(r"[^\W_]+")


def join_split_names(pieces: Pieces, roster: Roster) -> Pieces:
    """The pieces with each divided name whole in one of them: in the link's label, else in the prose."""
    if len(pieces) < 2:
        return pieces
    joined: list[Piece] | None = None
    at = 0
    while at < len(pieces) - 1:
        last = _last_of_word(pieces, at)
        if last > at:
            parts = _parts(joined or pieces, at, last)
            if _is_name("".join(parts), roster):
                joined = joined if joined is not None else list(pieces)
                _put_together(joined, at, last, parts)
            at = last
        else:
            at += 1
    return pieces if joined is None else tuple([piece for piece in joined if piece.text or piece.target])


def _last_of_word(pieces: Pieces, at: int) -> int:
    """The last piece that the word at the end of this one reaches into; the piece itself where the word ends with it."""
    last = at
    while last + 1 < len(pieces) and _are_glued(pieces[last], pieces[last + 1]):
        last += 1
        if not pieces[last].text.isalnum() or last - at > _LONGEST:
            break
    return last


def _are_glued(one: Piece, other: Piece) -> bool:
    return one.kind in _TEXTS and other.kind in _TEXTS and one.text[-1:].isalnum() and other.text[:1].isalnum()


def _parts(pieces: Pieces | list[Piece], at: int, last: int) -> list[str]:
    """The word's part in each of the pieces."""
    first = pieces[at].text
    begin = len(first)
    while begin > 0 and len(first) - begin < _LONGEST and first[begin - 1].isalnum():
        begin -= 1
    end = _BEGIN.match(pieces[last].text, 0, _LONGEST)
    return [first[begin:], *(piece.text for piece in pieces[at + 1 : last]), end.group() if end else ""]


def _is_name(word: str, roster: Roster) -> bool:
    folded = fold_text(word)
    if not roster.index.look((folded,)) or folded in roster.not_names:
        return False
    return any(not form.needs_at and not form.is_word for form in roster.index.singles.get(folded, ()))


def _put_together(pieces: list[Piece], at: int, last: int, parts: list[str]) -> None:
    places = range(at, last + 1)
    kinds = [pieces[n].kind for n in places]
    home = at + next((kinds.index(kind) for kind in (PieceKind.LINK, PieceKind.PROSE) if kind in kinds), 0)
    for n, part in zip(places, parts, strict=True):
        piece = pieces[n]
        before, after = (piece.text[: len(piece.text) - len(part)], "") if n == at else ("", piece.text[len(part) :])
        pieces[n] = piece._replace(text=before + ("".join(parts) if n == home else "") + after)
