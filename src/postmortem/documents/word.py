"""From Markdown to a Word file: true headings, tables that repeat their header, lists that begin again, links, code.

Same Markdown, same bytes; no trace of anybody in the properties.
"""

from __future__ import annotations

import re
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from markdown_it.tree import SyntaxTreeNode

from postmortem.documents.escape import clean
from postmortem.documents.parse import link_allowed, parse
from postmortem.documents.word_parts import (
    RULE,
    SHADE,
    add_bookmark,
    add_field,
    add_inner_link,
    add_link,
    element,
    insert_in_order,
    new_list,
    set_styles,
    without_traces,
)

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2)
TEXT_WIDTH_CM = 17.0
# Letters that are written from right to left.
RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\s\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])?"
)
# What is marked, and the id of the style that shows it; the first that fits.
RUN_STYLES = (("code", "VerbatimChar"), ("link", "Hyperlink"), ("cite", "SourceNumber"), ("ask", "OpenQuestion"))
# A table of so many rows is kept on one page.
WHOLE = 6
ALIGNMENTS = {"text-align:right": WD_ALIGN_PARAGRAPH.RIGHT, "text-align:center": WD_ALIGN_PARAGRAPH.CENTER}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def write_word(markdown: str, *, title: str, incident: str = "", language: str = "en-GB") -> bytes:
    """The document as a .docx file. `title` and `incident` stand in the header; nobody stands in the properties."""
    document = Document()
    set_styles(document, language)
    _set_page(document, clean(title), clean(incident))
    tree = parse(clean(markdown))
    _Writer(document, tree).blocks(tree.children, document)
    return without_traces(document, clean(title), language)


def _set_page(document: WordDocument, title: str, incident: str) -> None:
    """A4, margins, the title above and page numbers below."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    header = section.header.paragraphs[0]
    run = header.add_run(" · ".join(part for part in (title[:120], incident[:80]) if part))
    run.font.size = Pt(8.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Page ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")
    for one in footer.runs:
        one.font.size = Pt(8.5)


class _Writer:
    """Walks the tree of a Markdown document and writes it."""

    def __init__(self, document: WordDocument, tree: SyntaxTreeNode) -> None:
        self.document, self.bookmarks = document, 0
        # Rows that a link in the document may lead to.
        self.places = {f"#{node.attrs['id']}" for node in tree.walk() if node.type == "tr" and "id" in node.attrs}

    def blocks(self, nodes: list[SyntaxTreeNode], into: Any, *, quote: int = 0, lists: tuple[int, int] | None = None) -> None:  # noqa: ANN401
        """Block after block. `into` is the document or a table's cell; lists: (list id, level) of the list around."""
        for node in nodes:
            match node.type:
                case "heading":
                    self.inline(node, into.add_paragraph(style=f"Heading {HEADINGS[node.tag]}"))
                case "paragraph":
                    paragraph = into.add_paragraph(style="Quote" if quote else None)
                    if quote:
                        _quoted(paragraph, quote)
                    elif lists is not None:
                        paragraph.paragraph_format.left_indent = Cm(0.635 * (lists[1] + 1))
                    self.inline(node, paragraph)
                case "bullet_list" | "ordered_list":
                    self.list(node, into, quote=quote, level=lists[1] + 1 if lists else 0)
                case "blockquote":
                    self.blocks(node.children, into, quote=quote + 1)
                case "fence" | "code_block":
                    _code(into, node.content, lists[1] + 1 if lists else 0)
                case "table":
                    self.table(node)
                case "hr":
                    paragraph = into.add_paragraph()
                    border = element("pBdr")
                    border.append(element("bottom", val="single", sz="6", space="1", color=RULE))
                    insert_in_order(paragraph._p.get_or_add_pPr(), border)
                case _:
                    self.blocks(node.children, into, quote=quote, lists=lists)

    def list(self, node: SyntaxTreeNode, into: Any, *, quote: int, level: int) -> None:  # noqa: ANN401
        """A list with a numbering of its own."""
        level = min(level, 8)
        ordered = node.type == "ordered_list"
        number = new_list(self.document, ordered=ordered, start=int(node.attrs.get("start", 1)))
        for item in node.children:
            first = True
            for child in item.children:
                if first and child.type == "paragraph":
                    paragraph = into.add_paragraph()
                    paragraph.paragraph_format.space_after = Pt(3)
                    properties = element("numPr")
                    properties.append(element("ilvl", val=str(level)))
                    properties.append(element("numId", val=str(number)))
                    insert_in_order(paragraph._p.get_or_add_pPr(), properties)
                    self.inline(child, paragraph)
                else:
                    self.blocks([child], into, quote=quote, lists=(number, level))
                first = False

    def table(self, node: SyntaxTreeNode) -> None:
        """A table with a shaded header on every page, rows that stay together, and widths that fit what is in it."""
        rows = [row for part in node.children for row in part.children]
        columns = max(len(row.children) for row in rows)
        has_header = any(_words(cell) for cell in rows[0].children)
        shown = rows if has_header else rows[1:]
        if not shown:
            return
        table = self.document.add_table(rows=len(shown), cols=columns)
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
        widths = _widths(shown, columns)
        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
            column.set(qn("w:w"), str(int(width * 567)))
        cells = table._cells
        # A header is not left alone at the foot of a page, nor a last row at the head of the next.
        together = range(len(shown) - 1) if len(shown) <= WHOLE else (0, len(shown) - 2)
        for number, (row, line) in enumerate(zip(shown, table._tbl.tr_lst, strict=True)):
            properties = line.get_or_add_trPr()
            properties.append(element("cantSplit"))
            if number == 0 and has_header:
                properties.append(element("tblHeader"))
            for place in range(columns):
                cell = cells[number * columns + place]
                cell.width = Cm(widths[place])
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
                if number in together:
                    paragraph.paragraph_format.keep_with_next = True
                bold = (number == 0 and has_header) or (place == 0 and not has_header)
                if bold:
                    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=SHADE))
                if place == 0 and "id" in row.attrs:
                    self.bookmarks += 1
                    add_bookmark(paragraph, str(row.attrs["id"]), self.bookmarks)
                if place < len(row.children):
                    if aligned := ALIGNMENTS.get(str(row.children[place].attrs.get("style", ""))):
                        paragraph.alignment = aligned
                    self.inline(row.children[place], paragraph, bold=bold, size=9.5)
        _borders(table)
        space = self.document.add_paragraph().paragraph_format
        space.space_after, space.line_spacing = Pt(0), Pt(8)

    def inline(self, block: SyntaxTreeNode, paragraph: Paragraph, *, bold: bool = False, size: float | None = None) -> None:
        """The words of a block, with emphasis, code and links."""
        for child in block.children:
            for node in child.children if child.type == "inline" else [child]:
                self._run(node, paragraph, paragraph._p, {"bold"} if bold else set(), size)

    def _run(self, node: SyntaxTreeNode, paragraph: Paragraph, parent: Any, marks: set[str], size: float | None) -> None:  # noqa: ANN401
        match node.type:
            case "text" | "code_inline":
                text, code = node.content, node.type == "code_inline"
                for part, is_rtl in _by_direction(text):
                    self._text(part, paragraph, parent, marks | ({"code"} if code else set()), size, is_rtl)
            case "softbreak":
                self._text(" ", paragraph, parent, marks, size, False)
            case "hardbreak":
                run = paragraph.add_run()
                run.add_break()
                parent.append(run._r)
            case "strong" | "em" | "s" | "ask":
                mark = {"strong": "bold", "em": "italic", "s": "strike", "ask": "ask"}[node.type]
                for child in node.children:
                    self._run(child, paragraph, parent, marks | {mark}, size)
            case "link":
                address = str(node.attrs.get("href", ""))
                # A file beside the Markdown is not beside the Word file once that has been sent on: its name alone stays.
                if address.startswith("#"):
                    target = add_inner_link(paragraph, address) if address in self.places else parent
                else:
                    target = add_link(paragraph, address) if ":" in address and link_allowed(address) else parent
                mark = "cite" if node.attrs.get("class") == "cite" else "link"
                for child in node.children:
                    self._run(child, paragraph, target, marks | ({mark} if target is not parent else set()), size)
            case "image":
                self._text(f"[picture: {node.content or node.attrs.get('alt', '')}]", paragraph, parent, marks, size, False)
            case _:
                for child in node.children:
                    self._run(child, paragraph, parent, marks, size)

    def _text(self, text: str, paragraph: Paragraph, parent: Any, marks: set[str], size: float | None, rtl: bool) -> None:  # noqa: ANN401
        if not text:
            return
        run = paragraph.add_run(text)
        for mark, style in RUN_STYLES:
            if mark in marks:
                run._r.style = style  # by its id: looking for it by name takes longer than all the rest
                break
        run.bold, run.italic = "bold" in marks or None, "italic" in marks or None
        run.font.strike = "strike" in marks or None
        if size is not None and "code" not in marks:
            run.font.size = Pt(size)
        if rtl:
            run.font.rtl = True
        parent.append(run._r)


def _by_direction(text: str) -> list[tuple[str, bool]]:
    """The text cut where the direction of writing changes."""
    if text.isascii():
        return [(text, False)]
    parts, at = [], 0
    for match in RIGHT_TO_LEFT.finditer(text):
        parts += [(text[at : match.start()], False), (match.group(), True)]
        at = match.end()
    return [part for part in (*parts, (text[at:], False)) if part[0]]


def _quoted(paragraph: Paragraph, depth: int) -> None:
    paragraph.paragraph_format.left_indent = Cm(0.5 * depth)
    border = element("pBdr")
    border.append(element("left", val="single", sz="18", space="8", color=RULE))
    insert_in_order(paragraph._p.get_or_add_pPr(), border)


def _code(into: Any, content: str, level: int) -> None:  # noqa: ANN401
    paragraph = into.add_paragraph(style="Source Code")
    if level:
        paragraph.paragraph_format.left_indent = Cm(0.635 * level)
    for number, line in enumerate(content.rstrip("\n").split("\n")):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def _borders(table: Any) -> None:  # noqa: ANN401
    """Thin grey lines instead of black ones."""
    borders = element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(edge, val="single", sz="4", space="0", color=RULE))
    properties = table._tbl.tblPr
    # Word lets a table begin a cell's margin before the text; this puts its edge where the text begins.
    indent = element("tblInd", w="108", type="dxa")
    layout = properties.find(qn("w:tblLayout"))
    for one in (indent, borders):
        if layout is not None:
            layout.addprevious(one)
        else:
            properties.append(one)


def _words(cell: SyntaxTreeNode) -> str:
    return "".join(node.content for node in cell.walk() if node.type in ("text", "code_inline"))


def _widths(rows: list[SyntaxTreeNode], columns: int) -> list[float]:
    """Centimetres for each column: what is short stays narrow, the rest is shared by how much there is to read."""
    longest, total = [1] * columns, [1] * columns
    for row in rows[:400]:
        for place, cell in enumerate(row.children):
            words = _words(cell)
            longest[place] = max(longest[place], max((len(word) for word in words.split()), default=1), min(len(words), 16))
            total[place] += min(len(words), 300)
    least = [min(max(0.19 * size + 0.6, 1.3), 4.5) for size in longest]
    if sum(least) >= TEXT_WIDTH_CM:
        return [TEXT_WIDTH_CM * one / sum(least) for one in least]
    room = TEXT_WIDTH_CM - sum(least)
    weights = [(amount / len(rows)) ** 2 for amount in total]
    return [one + room * weight / sum(weights) for one, weight in zip(least, weights, strict=True)]
