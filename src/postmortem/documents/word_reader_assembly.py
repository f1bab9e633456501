"""Paragraphs and tables in a row → blocks: what is one list, which paragraph goes on with an item, what is quoted how deep."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from postmortem.documents.blocks import Block, Image, Inlines, Listing, Paragraph, Quote
from postmortem.documents.word_reader_numbering import Item

# How far our own quotes are moved in for each depth, in twentieths of a point (half a centimetre), and how exactly.
QUOTE_INDENT, NEARLY = 284, 12
# A paragraph is moved in as far as an item's words when it is at most so much nearer to the edge.
ROUGHLY = 40
_DEEPEST = 8


@dataclass(slots=True)
class _OpenQuote:
    blocks: list[_Open] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    item: Item
    items: list[list[_Open]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


_Open: TypeAlias = Block | _OpenQuote | _OpenList


class Assembly:
    """Takes blocks as they come, and puts them where they belong."""

    def __init__(self) -> None:
        self._root: list[_Open] = []
        self._lists: list[_OpenList] = []
        self._depth = 0  # of the quote around the open lists

    def item(self, words: Inlines, item: Item, *, depth: int = 0) -> None:
        """A paragraph of a list. depth: of the quote around the list."""
        if depth != self._depth:
            self.close()
        self._depth = depth
        while self._lists and self._lists[-1].item.level > item.level:
            self._lists.pop()
        last = self._lists[-1] if self._lists else None
        if last is not None and last.item.level == item.level:
            goes_on = last.item.key == item.key or item.number == last.numbers[-1] + 1
            if last.item.is_ordered != item.is_ordered or (item.is_ordered and not goes_on):
                self._lists.pop()
                last = self._lists[-1] if self._lists else None
        if last is None or last.item.level != item.level:
            opened = _OpenList(item)
            (last.items[-1] if last is not None else self._quoted(self._root, depth)).append(opened)
            self._lists.append(opened)
            last = opened
        last.item = item
        last.items.append([Paragraph(words=words)] if words else [])
        last.numbers.append(item.number)

    def block(self, block: Block, *, indent: int = 0, depth: int = 0) -> None:
        """Any other block. indent: of its left edge; depth: how deep it is quoted, if it stands in no list."""
        place = len(self._lists) - 1 if indent > 0 else -1
        while place >= 0 and self._lists[place].item.indent > indent + ROUGHLY:
            place -= 1
        if place < 0:
            self.close()
            self._quoted(self._root, depth).append(block)
            return
        del self._lists[place + 1 :]
        extra = indent - self._lists[place].item.indent
        inner = 0 if not depth else max(1, round(extra / QUOTE_INDENT)) if extra > ROUGHLY or not self._depth else 0
        self._quoted(self._lists[place].items[-1], min(inner, _DEEPEST)).append(block)

    @property
    def in_list(self) -> bool:
        return bool(self._lists)

    def caption(self, title: str) -> bool:
        """What stands under the picture before it; whether there was one without."""
        last = self._root[-1] if self._root else None
        if self._lists or not isinstance(last, Paragraph) or len(last.words) != 1:
            return False
        (picture,) = last.words
        if not isinstance(picture, Image) or picture.title:
            return False
        self._root[-1] = Paragraph(words=(replace(picture, title=title),))
        return True

    def close(self) -> None:
        """What comes next belongs to no list."""
        self._lists.clear()
        self._depth = 0

    def blocks(self) -> tuple[Block, ...]:
        return tuple(_closed(one) for one in self._root)

    @staticmethod
    def _quoted(into: list[_Open], depth: int) -> list[_Open]:
        for _ in range(depth):
            last = into[-1] if into else None
            if not isinstance(last, _OpenQuote):
                last = _OpenQuote()
                into.append(last)
            into = last.blocks
        return into


def _closed(one: _Open) -> Block:
    if isinstance(one, _OpenQuote):
        return Quote(blocks=tuple(map(_closed, one.blocks)))
    if isinstance(one, _OpenList):
        items = tuple(tuple(map(_closed, item)) for item in one.items)
        start = one.numbers[0] if one.item.is_ordered else 1
        skipped = next((number for number, item in enumerate(items) if item), 0)
        return Listing(is_ordered=one.item.is_ordered, start=start + skipped if one.item.is_ordered else 1, items=items)
    return one


def quote_depth(indent: int, *, is_ours: bool) -> int:
    """How deep a quoted paragraph is. is_ours: it has the line at its left that we give to quotes."""
    depth = round(indent / QUOTE_INDENT)
    return depth if is_ours and 1 <= depth <= _DEEPEST and abs(indent - depth * QUOTE_INDENT) <= NEARLY else 1
