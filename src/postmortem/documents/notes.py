"""Footnotes: numbered as their marks come, each at the end of the section that first refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from postmortem.documents.blocks import (
    Block,
    Heading,
    Inline,
    Inlines,
    Listing,
    Note,
    NoteMark,
    Paragraph,
    Quote,
    Table,
    words_in,
)


def place_notes(blocks: Iterable[Block], notes: Mapping[int, tuple[Block, ...]]) -> tuple[Block, ...]:
    """The blocks with their notes. notes: by the number that their marks have now; one without a mark stands at the end."""
    if not notes:
        return tuple(blocks)
    numbers: dict[int, int] = {}
    out: list[Block] = []
    waiting: list[int] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            out += _written(waiting, notes, numbers)
            waiting = []
        for words in words_in(block):
            for one in words:
                if isinstance(one, NoteMark) and one.number in notes and one.number not in numbers:
                    numbers[one.number] = len(numbers) + 1
                    waiting.append(one.number)
        out.append(_numbered(block, numbers))
    out += _written(waiting, notes, numbers)
    left = [number for number in notes if number not in numbers]
    return (*out, *(block for number in left for block in notes[number]))


def _written(waiting: list[int], notes: Mapping[int, tuple[Block, ...]], numbers: Mapping[int, int]) -> list[Block]:
    return [Note(number=numbers[number], blocks=notes[number]) for number in waiting]


def _numbered(block: Block, numbers: Mapping[int, int]) -> Block:
    def words(inlines: Inlines) -> Inlines:
        return tuple(one for one in map(number, inlines) if one is not None)

    def number(one: Inline) -> Inline | None:
        if not isinstance(one, NoteMark):
            return one
        return NoteMark(number=numbers[one.number]) if one.number in numbers else None

    match block:
        case Paragraph() | Heading():
            return replace(block, words=words(block.words))
        case Quote():
            return replace(block, blocks=tuple(_numbered(one, numbers) for one in block.blocks))
        case Listing():
            return replace(block, items=tuple(tuple(_numbered(one, numbers) for one in item) for item in block.items))
        case Table():
            rows = tuple(tuple(words(cell) for cell in row) for row in block.rows)
            return replace(block, header=tuple(words(cell) for cell in block.header), rows=rows)
    return block
