"""Where the figure's small things go, so that none stands on another: labels of moments in rows, numbers of entries in rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# Letters of DejaVu Sans, which is wide: others need less room. Parts of the size of the letters.
_WIDE, _NARROW, _USUAL, _FULL = 0.98, 0.36, 0.64, 1.05
_NARROW_LETTERS, _WIDE_LETTERS = frozenset("iljtfrI.,:;'|!()[]/ "), frozenset("mwMW@%—…")


class Placed(NamedTuple):
    """Where something stands: its middle, and its row from 0."""

    x: float
    row: int


def width_of(text: str, size: float) -> float:
    """How wide a text may be, rather too much than too little."""
    return size * sum(
        _NARROW if letter in _NARROW_LETTERS else _WIDE if letter in _WIDE_LETTERS else
        _FULL if unicodedata.east_asian_width(letter) in "WF" else _USUAL
        for letter in text
    )  # fmt: skip


def cut_to(text: str, room: float, size: float) -> str:
    """The text if it fits, else its beginning with an ellipsis; empty where not even three letters fit."""
    if width_of(text, size) <= room:
        return text
    cut = text
    while cut and width_of(f"{cut}…", size) > room:
        cut = cut[:-1]
    return f"{cut.rstrip()}…" if len(cut) >= 3 else ""


def in_rows(
    wanted: Sequence[tuple[float, float]], *, left: float, right: float, gap: float, rows: int, reach: float
) -> list[Placed]:
    """A place for each box, given by its middle and its width, in their order from left to right.

    A box stands at its own place in the first row that is free there. Where none of `rows` rows is, it moves to the right by
    `reach` at most; where even that does not do, rows are added. Nothing leaves the strip from left to right.
    """
    ends: list[float] = []
    placed: list[Placed] = []
    for middle, width in wanted:
        half = width / 2
        at = min(max(middle, left + half), max(right - half, left + half))
        free = next((row for row, end in enumerate(ends) if end + gap <= at - half), None)
        if free is None and len(ends) >= rows:
            nearest = min(range(len(ends)), key=lambda row: ends[row])
            moved = ends[nearest] + gap + half
            if moved - at <= reach and moved + half <= right:
                free, at = nearest, moved
        if free is None:
            ends.append(left - gap)
            free = len(ends) - 1
        ends[free] = at + half
        placed.append(Placed(at, free))
    return placed
