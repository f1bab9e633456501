"""How wide the columns of a table are: what is short stays on one line, the rest is shared by how much there is to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# What a letter takes of the line, in parts of its size, as Arial has it: digits, capitals, thin letters, code, all others.
DIGIT, CAPITAL, THIN, CODE, OTHER, WHOLE = 0.556, 0.69, 0.3, 0.6, 0.54, 1.0
THIN_LETTERS = frozenset("iljtfrI.,:;'|!()[]- ")
BOLD = 1.09
# What is kept free where a line must not break: the font that shows the words may be another, and a wider one.
SPARE = 1.25
# The space beside a cell's text, in points; the share of the table that one long word may claim; the rows that are looked at.
PADDING, WORD_SHARE, ROWS = 11.5, 0.3, 500
# How many letters of a long cell count: beyond this, a column is simply wide.
LONG = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """The words of a cell as they will be set, in pieces of plain text and of code. bold: it is a heading; holds_bold: some of
    its words are bold."""

    pieces: tuple[tuple[str, bool], ...]
    bold: bool = False
    holds_bold: bool = False


def column_widths(rows: Sequence[Sequence[CellText]], columns: int, *, total: float, size: float) -> list[float]:
    """A width for each column, in the unit of total (points), which they add up to. size: of the letters, in points."""
    if len(rows) > 1 and not any(text.strip() for row in rows[1:] for cell in row for text, _ in cell.pieces):
        share = total / (columns + 1)  # a form to fill in: room to write everywhere, and twice as much in the first column
        return [2 * share, *[share] * (columns - 1)]
    least, whole, mean = [PADDING] * columns, [PADDING] * columns, [0.0] * columns
    looked_at = rows[:ROWS]
    for row in looked_at:
        for place, cell in enumerate(row[:columns]):
            word, line = _measure(cell, size)
            least[place] = max(least[place], min(word, total * WORD_SHARE) + PADDING)
            whole[place] = max(whole[place], line + PADDING)
            mean[place] += line / len(looked_at)
    if sum(least) >= total:
        return [total * one / sum(least) for one in least]
    weights = [0.6 * mean[place] + 0.4 * whole[place] for place in range(columns)]
    return _share(least, whole, weights, total)


def _share(least: list[float], whole: list[float], weights: list[float], total: float) -> list[float]:
    """Whoever needs less than their share gets what they need; the others share what is left, by their weights."""
    widths = [0.0] * len(least)
    open_places = set(range(len(least)))
    room = total
    while open_places:
        weight = sum(weights[place] for place in open_places) or 1.0
        shares = {place: room * weights[place] / weight for place in open_places}
        content = [place for place in open_places if shares[place] >= whole[place]]
        narrow = [place for place in open_places if shares[place] < least[place]]
        if content and len(content) == len(open_places):  # everything fits: the table is filled all the same
            for place in open_places:
                widths[place] = shares[place]
            break
        settled = narrow or content
        if not settled:
            for place in open_places:
                widths[place] = shares[place]
            break
        for place in settled:
            # A column that fits on one line with a little more than its share gets it: a time or a kind is not broken.
            widths[place] = whole[place] if place in content or _is_short(whole[place], total) else least[place]
            room -= widths[place]
            open_places.discard(place)
    return [width * total / sum(widths) for width in widths]


def _is_short(width: float, total: float) -> bool:
    return width <= total * 0.16


def _measure(cell: CellText, size: float) -> tuple[float, float]:
    """The width of the longest word and of the whole line, in points."""
    longest = word = line = 0.0
    letters = 0
    for text, is_code in cell.pieces:
        for letter in text[: LONG - letters]:
            width = size * (CODE if is_code else _letter(letter))
            line += width
            word = 0.0 if letter.isspace() else word + width
            longest = max(longest, word)
            if letter in "-]":  # a line may end here
                word = 0.0
        letters += len(text)
        if letters >= LONG:
            break
    more = BOLD if cell.bold or cell.holds_bold else 1.0
    return longest * more * SPARE, line * more * SPARE


def _letter(letter: str) -> float:
    if letter in THIN_LETTERS:
        return THIN
    if letter.isdigit():
        return DIGIT
    if letter > "\u2e7f":
        return WHOLE
    return CAPITAL if letter.isupper() else OTHER
