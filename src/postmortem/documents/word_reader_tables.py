"""Tables of a Word file: rows of cells, merged ones with gaps, whatever stands in a cell on lines of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postmortem.documents.blocks import (
    Block,
    Break,
    Code,
    Inline,
    Inlines,
    Listing,
    Mark,
    Note,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    plain,
)
from postmortem.documents.tidy import tidy
from postmortem.documents.word_reader_found import Changes
from postmortem.documents.word_reader_gathering import Gathering
from postmortem.documents.word_reader_styles import W, is_on, value
from postmortem.documents.word_reader_words import all_words, told_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALIGNED = {"right": "right", "end": "right", "center": "center"}
_WIDEST = 200
BlocksOf = Callable[["_Element"], tuple[Block, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    words: Inlines
    alignment: str = ""
    is_shaded: bool = False


def read_table(table: _Element, gathering: Gathering, blocks_of: BlocksOf) -> tuple[Block, ...]:
    """A table as one block; one of a single cell as what stands in it. blocks_of reads a cell's content."""
    rows: list[list[_Cell]] = []
    first: _Element | None = None
    lines = list(_rows(table, gathering))
    if len(lines) == 1 and len(cells := list(_cells(lines[0]))) == 1 and lines[0].find(f"{W}trPr/{W}tblHeader") is None:
        blocks = blocks_of(cells[0])
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            return blocks
        return (Table(alignments=(_aligned(cells[0]),), header=((),), rows=((blocks[0].words,),)),)
    for row in lines:
        first = row if first is None else first
        rows.append(list(_read_row(row, gathering, blocks_of)))
    columns = min(max((len(row) for row in rows), default=0), _WIDEST)
    if not columns:
        return ()
    if max(len(row) for row in rows) > _WIDEST:
        gathering.remark(
            f"a table of more than {_WIDEST} columns", " ".join(plain(cell.words) for row in rows for cell in row[_WIDEST:])
        )
    has_header = first is not None and len(rows) > 0 and _is_header(table, first, rows)
    body = rows[1:] if has_header else rows
    header = tuple(cell.words for cell in rows[0]) if has_header else ()
    return (
        Table(
            alignments=tuple(_alignment(rows, body, place) for place in range(columns)),
            header=(*header, *((),) * (columns - len(header)))[:columns],
            rows=tuple(tuple(cell.words for cell in row[:columns]) for row in body),
        ),
    )


def _aligned(cell: _Element) -> str:
    return _ALIGNED.get(value(cell.find(f"{W}p/{W}pPr/{W}jc")), "")


def _alignment(rows: list[list[_Cell]], body: list[list[_Cell]], place: int) -> str:
    """A column's, where its cells agree: those under the header that have words, or all where there are none."""
    column = [row[place] for row in body if place < len(row) and row[place].words]
    found = {cell.alignment for cell in column or [row[place] for row in rows if place < len(row)]}
    return found.pop() if len(found) == 1 else ""


def _is_header(table: _Element, first: _Element, rows: list[list[_Cell]]) -> bool:
    """Whether the first row is a header: said so, or shaded unlike the second, or all bold where nothing is shaded."""
    properties = first.find(f"{W}trPr")
    said = properties.find(f"{W}tblHeader") if properties is not None else None
    if said is not None:
        return is_on(said)
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None and look.get(f"{W}firstRow") == "0" and look.get(f"{W}firstColumn") == "1":
        return False
    cells = [cell for cell in rows[0] if cell.words]
    if len(rows) < 2 or not cells:
        return False
    if any(cell.is_shaded for cell in rows[0]):
        return all(cell.is_shaded for cell in rows[0]) and not all(cell.is_shaded for cell in rows[1])
    return len(cells) > 1 and all(_is_bold(cell) for cell in cells)


def _is_bold(cell: _Cell) -> bool:
    runs = [one for one in cell.words if isinstance(one, Run) and one.text.strip()]
    return bool(runs) and all(Mark.BOLD in one.marks for one in runs)


def _rows(table: _Element, gathering: Gathering) -> Iterator[_Element]:
    """The rows that are there by the policy on changes; the others are told."""
    for one in table:
        if one.tag == f"{W}tr":
            properties = one.find(f"{W}trPr")
            inserted = properties.find(f"{W}ins") if properties is not None else None
            deleted = properties.find(f"{W}del") if properties is not None else None
            if inserted is not None:
                gathering.change("row inserted", inserted, all_words(one))
            if deleted is not None:
                gathering.change("row deleted", deleted, all_words(one))
            gone = deleted if gathering.changes is Changes.ACCEPTED else inserted
            if gone is None:
                yield one
            else:
                told_words(one)
        elif isinstance(one.tag, str) and one.tag not in (f"{W}tblPr", f"{W}tblGrid"):
            yield from _rows(one, gathering)


def _cells(row: _Element) -> Iterator[_Element]:
    for one in row:
        if one.tag == f"{W}tc":
            yield one
        elif isinstance(one.tag, str) and one.tag not in (f"{W}trPr", f"{W}tblPrEx", f"{W}sdtPr"):
            yield from _cells(one)


def _read_row(row: _Element, gathering: Gathering, blocks_of: BlocksOf) -> Iterator[_Cell]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    yield from [_Cell(words=())] * _count(before)
    for cell in _cells(row):
        properties = cell.find(f"{W}tcPr")
        shade = properties.find(f"{W}shd") if properties is not None else None
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        span = _count(properties.find(f"{W}gridSpan")) if properties is not None else 0
        if properties is not None:
            for kind, said in (("cellIns", "cell inserted"), ("cellDel", "cell deleted")):
                if (change := properties.find(f"{W}{kind}")) is not None:
                    gathering.change(said, change, all_words(cell))
        if span > 1 or merged is not None:
            gathering.remark("cells that are merged; the words stand in the first of them")
        yield _Cell(
            words=tidy(cell_words(blocks_of(cell), gathering)),
            alignment=_aligned(cell),
            is_shaded=shade is not None and shade.get(f"{W}fill", "auto").casefold() not in ("auto", "ffffff"),
        )
        yield from [_Cell(words=())] * (span - 1)


def _count(element: _Element | None) -> int:
    said = value(element)
    return min(int(said), _WIDEST) if said.isdigit() else 0


def cell_words(blocks: tuple[Block, ...], gathering: Gathering) -> list[Inline]:
    """What stands in a cell, on as many lines as it has blocks. What Markdown has no form for in a cell is told."""
    out: list[Inline] = []
    for line in _lines(blocks, gathering):
        out += [Break(), *line] if out else line
    return out


def _lines(blocks: tuple[Block, ...], gathering: Gathering) -> Iterator[list[Inline]]:
    for block in blocks:
        match block:
            case Listing():
                gathering.remark("a list in a table's cell, written as lines")
                for number, item in enumerate(block.items):
                    sign = f"{block.start + number}. " if block.is_ordered else "- "
                    for place, line in enumerate(_lines(item, gathering)):
                        yield [Run(text=sign), *line] if not place else line
            case Table():
                gathering.remark("a table in a table's cell, written as lines")
                for row in (block.header, *block.rows):
                    if any(row):
                        yield _with_slashes([cell for cell in row if cell])
            case Quote() | Note():
                yield from _lines(block.blocks, gathering)
            case Code():
                for text in block.text.split("\n"):
                    if text.strip():
                        yield [Run(text=text, marks=frozenset({Mark.CODE}))]
            case Rule():
                continue
            case _:
                yield list(block.words)


def _with_slashes(cells: list[Inlines]) -> list[Inline]:
    out: list[Inline] = []
    for cell in cells:
        out += [Run(text=" / "), *cell] if out else cell
    return out
