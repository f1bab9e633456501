"""Blocks → Markdown, each in one way: what templates write is written so, and so is what Word is read into."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem.documents.blocks import Block, Code, Heading, Inlines, Listing, Note, Paragraph, Quote, Rule, Table
from postmortem.documents.escape import code_block
from postmortem.documents.markdown_inlines import write_words

_LINES = {"": "---", "center": ":---:", "right": "---:"}


def write_markdown(blocks: Iterable[Block]) -> str:
    """The document, with \\n at its end. The blocks must be tidy (`tidy.py`); '' for none."""
    lines = _lines(tuple(blocks))
    return "\n".join(lines) + "\n" if lines else ""


def _lines(blocks: tuple[Block, ...], *, is_tight: bool = False) -> list[str]:
    out: list[str] = []
    before: Block | None = None
    other = False  # adjacent numbered lists are told apart by their signs
    for block in blocks:
        other = isinstance(before, Listing) and isinstance(block, Listing) and before.is_ordered == block.is_ordered and not other
        if before is not None and not (is_tight and isinstance(block, Listing)):
            out.append("")
        out += _block(block, other=other)
        before = block
    return out


def _block(block: Block, *, other: bool) -> list[str]:
    match block:
        case Paragraph():
            return write_words(block.words).split("\n")
        case Heading():
            return [f"{'#' * block.level} {write_words(block.words)}"]
        case Code():
            return list(map(str, code_block(block.text).split("\n")))
        case Quote():
            return [f"> {line}" if line else ">" for line in _lines(block.blocks)]
        case Listing():
            return _listing(block, other=other)
        case Table():
            return _table(block)
        case Note():
            first, *rest = _lines(block.blocks) or [""]
            return [f"[^{block.number}]: {first}", *(f"    {line}" if line else "" for line in rest)]
        case Rule():
            return ["---"]


def _listing(listing: Listing, *, other: bool) -> list[str]:
    is_tight = all(_is_tight(item) for item in listing.items)
    out: list[str] = []
    for number, item in enumerate(listing.items):
        if listing.is_ordered:
            sign = f"{min(listing.start + number, 999_999_999)}{')' if other else '.'} "
        else:
            sign = "* " if other else "- "
        if number and not is_tight:
            out.append("")
        lines = _lines(item, is_tight=is_tight)
        if isinstance(item[0], Rule):
            lines[0] = "___"  # after a list's sign, hyphens would make one rule of both
        out += [f"{sign}{lines[0]}", *(f"{' ' * len(sign)}{line}" if line else "" for line in lines[1:])]
    return out


def _is_tight(item: tuple[Block, ...]) -> bool:
    """Whether an item needs no blank lines: one paragraph, and lists that may follow it directly."""
    rest = item[1:]
    return isinstance(item[0], Paragraph) and all(
        isinstance(one, Listing) and (not one.is_ordered or one.start == 1) and isinstance(one.items[0][0], Paragraph)
        for one in rest
    )


def _table(table: Table) -> list[str]:
    return [
        _row(table.header),
        f"|{'|'.join(_LINES[alignment] for alignment in table.alignments)}|",
        *(_row(row) for row in table.rows),
    ]


def _row(cells: tuple[Inlines, ...]) -> str:
    return "|" + "".join(f" {text} |" if (text := write_words(cell, in_cell=True)) else " |" for cell in cells)
