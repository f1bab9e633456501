"""Tables of a Word file: a shaded header on every page, rows that stay together, widths that fit what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from postmortem.documents.word_runs import Runs
from postmortem.documents.word_styles import CELL, HEADER_CELL, SEPARATOR, TABLE
from postmortem.documents.word_widths import CellText, column_widths
from postmortem.documents.word_xml import add, add_paragraph, starts_from_the_right

SHADE, LINES = "EEF1F5", "B7BEC8"
# A table of so many rows is kept on one page. A row with more letters than this may be broken over two.
WHOLE, TALL = 6, 1_500
# More columns than this are unreadable side by side (and Word holds no more than 63): they follow one another in parts, each
# with the first column again.
COLUMNS, PART = 16, 10
ALIGNMENTS = {"text-align:right": "right", "text-align:center": "center"}


def write_table(node: SyntaxTreeNode, into: Any, runs: Runs, *, ours: bool, about: str, indent: int = 0) -> None:  # noqa: ANN401
    """A table and what parts it from what follows. ours: the look is ours and not a house style's; about: what screen readers
    say of it; indent: how far it is set in, in twentieths of a point."""
    rows = [row for part in node.children for row in part.children]
    has_header = any(_is_filled(cell) for cell in rows[0].children)
    shown = rows if has_header else rows[1:]
    columns = max(len(row.children) for row in rows)
    if not shown:
        return
    for places in _parts(columns):
        _write_part(shown, places, into, runs, has_header=has_header, ours=ours, about=about, indent=indent)
        add_paragraph(into, runs.styles[SEPARATOR])


def _parts(columns: int) -> list[tuple[int, ...]]:
    if columns <= COLUMNS:
        return [tuple(range(columns))]
    return [(0, *range(start, min(start + PART, columns))) for start in range(1, columns, PART)]


def _write_part(
    rows: Sequence[SyntaxTreeNode],
    places: tuple[int, ...],
    into: Any,  # noqa: ANN401
    runs: Runs,
    *,
    has_header: bool,
    ours: bool,
    about: str,
    indent: int,
) -> None:
    total = runs.page.width - indent
    cells = [[row.children[place] if place < len(row.children) else None for place in places] for row in rows]
    bold = [[(number == 0) if has_header else (at == 0) for at in range(len(places))] for number in range(min(len(cells), 2))]
    texts = [[_text(cell, bold[min(number, 1)][at]) for at, cell in enumerate(row)] for number, row in enumerate(cells)]
    widths = _whole(column_widths(texts, len(places), total=total / 20, size=runs.cell_size), total)
    table = _open(into, runs, widths, has_header=has_header, ours=ours, about=about, indent=indent)
    # A header is not left with one row at the foot of a page, nor a last row at the head of the next.
    together = range(len(rows) - 1) if len(rows) <= WHOLE else (0, 1, len(rows) - 2)
    room = runs.room
    for number, (row, line) in enumerate(zip(rows, cells, strict=True)):
        made = add(table, "tr")
        _row_properties(made, heads=number == 0 and has_header, tall=any(_length(text) > TALL for text in texts[number]))
        for at, cell in enumerate(line):
            heads = texts[number][at].bold
            box = _open_cell(made, widths[at], shaded=heads and ours)
            words = "".join(text for text, _ in texts[number][at].pieces)
            paragraph = add_paragraph(
                box,
                runs.styles[HEADER_CELL if heads else CELL],
                keep_next=number in together,
                right_to_left=starts_from_the_right(words),
                align=ALIGNMENTS.get(str(cell.attrs.get("style", "")), "") if cell is not None else "",
            )
            if at == 0 and "id" in row.attrs and places[-1] < COLUMNS:
                runs.bookmark(paragraph, str(row.attrs["id"]))
            if cell is not None:
                runs.room = max(widths[at] - 216, 200)
                runs.write(cell, paragraph)
    runs.room = room


def _open(
    into: Any,  # noqa: ANN401
    runs: Runs,
    widths: Sequence[int],
    *,
    has_header: bool,
    ours: bool,
    about: str,
    indent: int,
) -> Any:  # noqa: ANN401
    table = add(into, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val=runs.styles[TABLE])
    add(properties, "tblW", w=str(sum(widths)), type="dxa")
    add(properties, "tblInd", w=str(indent), type="dxa")
    if ours:
        # The style says so too; programs that do not know table styles lose the lines otherwise.
        borders = add(properties, "tblBorders")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
            add(borders, edge, val="single", sz="4", space="0", color=LINES)
    add(properties, "tblLayout", type="fixed")
    value = 0x0400 | (0x0020 if has_header else 0x0080)
    add(
        properties,
        "tblLook",
        val=f"{value:04X}",
        firstRow=str(int(has_header)),
        lastRow="0",
        firstColumn=str(int(not has_header)),
        lastColumn="0",
        noHBand="0",
        noVBand="1",
    )
    if about:
        add(properties, "tblCaption", val=about)
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=str(width))
    return table


def _row_properties(row: Any, *, heads: bool, tall: bool) -> None:  # noqa: ANN401
    if tall and not heads:
        return
    properties = add(row, "trPr")
    if not tall:
        add(properties, "cantSplit")
    if heads:
        add(properties, "tblHeader")


def _open_cell(row: Any, width: int, *, shaded: bool) -> Any:  # noqa: ANN401
    box = add(row, "tc")
    properties = add(box, "tcPr")
    add(properties, "tcW", w=str(width), type="dxa")
    if shaded:
        add(properties, "shd", val="clear", color="auto", fill=SHADE)
    return box


def _whole(widths: Sequence[float], total: int) -> list[int]:
    """The widths in twentieths of a point; what rounding leaves goes to the widest."""
    rounded = [max(int(width * 20), 1) for width in widths]
    widest = max(range(len(rounded)), key=rounded.__getitem__)
    rounded[widest] += total - sum(rounded)
    return rounded


def _text(cell: SyntaxTreeNode | None, bold: bool) -> CellText:
    if cell is None:
        return CellText(pieces=(), bold=bold)
    pieces = [(node.content, node.type == "code_inline") for node in cell.walk() if node.type in ("text", "code_inline")]
    return CellText(pieces=tuple(pieces), bold=bold, holds_bold=any(node.type == "strong" for node in cell.walk()))


def _length(text: CellText) -> int:
    return sum(len(piece) for piece, _ in text.pieces)


def _is_filled(cell: SyntaxTreeNode) -> bool:
    return any(node.type in ("text", "code_inline", "image") and (node.content or node.type == "image") for node in cell.walk())
