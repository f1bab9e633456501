"""A part of a Word file → blocks: paragraph after paragraph, each as what its style, its list and its look make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postmortem.documents.blocks import Block, Break, Code, Heading, Inline, Paragraph, Rule, Run, plain
from postmortem.documents.tidy import tidy, tidy_blocks
from postmortem.documents.word_reader_assembly import Assembly, quote_depth
from postmortem.documents.word_reader_found import Changes
from postmortem.documents.word_reader_gathering import Gathering
from postmortem.documents.word_reader_numbering import Item, Numbering
from postmortem.documents.word_reader_styles import (
    Sort,
    Style,
    Styles,
    W,
    has_border,
    indent_of,
    numbering_of,
    outline_of,
    value,
)
from postmortem.documents.word_reader_tables import read_table
from postmortem.documents.word_reader_words import Line, WordsReader, all_words, told_words

if TYPE_CHECKING:
    from lxml.etree import _Element

# How far our code and our lists' levels are moved in, in twentieths of a point.
CODE_INDENT, STEP = 90, 360
_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"})
_NO_CONTENT = frozenset(
    {"sectPr", "sdtPr", "sdtEndPr", "tcPr", "proofErr", "bookmarkStart", "bookmarkEnd", "customXmlPr", "permStart", "permEnd"}
)


class BlocksReader:
    """Reads one part of a file: the document, a cell of it, a comment, a note."""

    def __init__(self, words: WordsReader, numbering: Numbering, styles: Styles, gathering: Gathering) -> None:
        self.words, self.numbering, self.styles, self.gathering = words, numbering, styles, gathering
        self._is_main = True
        self._carried: list[Inline] = []  # words of a paragraph whose end is deleted, for the next one

    def document(self, body: _Element) -> tuple[Block, ...]:
        """The blocks of the body, with the names of sections kept in mind."""
        return self._blocks(body)

    def inside(self, parent: _Element) -> tuple[Block, ...]:
        """The blocks of a cell, a text box or a note: no heading in them begins a section."""
        was, self._is_main = self._is_main, False
        carried, self._carried = self._carried, []
        blocks = self._blocks(parent)
        self._is_main, self._carried = was, carried
        return tidy_blocks(blocks, inside=True)

    def _blocks(self, parent: _Element) -> tuple[Block, ...]:
        assembly = Assembly()
        self._children(parent, assembly)
        if self._carried:
            assembly.block(Paragraph(words=tuple(self._carried)))
            self._carried = []
        return assembly.blocks()

    def _children(self, parent: _Element, assembly: Assembly) -> None:
        for one in parent:
            if not isinstance(one.tag, str):
                continue
            match one.tag.removeprefix(W):
                case "p":
                    self._paragraph(one, assembly)
                case "tbl":
                    for block in read_table(one, self.gathering, self.inside):
                        assembly.block(block)
                    assembly.close()
                case "altChunk" | "subDoc":
                    self.gathering.remark("a document inside the document, which is not read")
                case "commentRangeStart":
                    self.gathering.begin_comment(one.get(f"{W}id", ""))
                case "commentRangeEnd":
                    self.gathering.end_comment(one.get(f"{W}id", ""))
                case name if name in _NO_CONTENT:
                    continue
                case name if name in _TRANSPARENT:
                    properties = one.find(f"{W}sdtPr")
                    if properties is not None and properties.find(f"{W}showingPlcHdr") is not None:
                        self.gathering.remark("a field that nobody filled in", told_words(one))
                    elif properties is not None and "Contents" in value(properties.find(f"{W}docPartObj/{W}docPartGallery")):
                        self.gathering.remark("a table of contents, which the headings make anyway", told_words(one))
                    else:
                        self._children(one, assembly)
                case _:
                    self._children(one, assembly)

    def _paragraph(self, paragraph: _Element, assembly: Assembly) -> None:
        properties = paragraph.find(f"{W}pPr")
        is_joined = self._joins_next(properties)
        if properties is not None and (formatted := properties.find(f"{W}pPrChange")) is not None:
            self.gathering.change("formatted", formatted, all_words(paragraph))
            if self.gathering.changes is Changes.REJECTED:
                properties = formatted.find(f"{W}pPr")
        style = self.styles.paragraph(value(properties.find(f"{W}pStyle")) if properties is not None else "")
        sort, level = style.sort, style.level
        outline = outline_of(properties)
        if outline is not None and sort in (Sort.PLAIN, Sort.HEADING):
            sort, level = (Sort.HEADING, outline) if outline else (Sort.PLAIN, 0)
        if sort is Sort.HEADING and level <= 2 and self._is_main:
            self._name_section(paragraph)
        line = self.words.read(paragraph, style)
        line.words[:0] = self._carried
        self._carried = []
        if is_joined and not line.is_rule:
            self._carried = line.words
        else:
            self._put(line, sort, level, style, properties, assembly)
        for box in line.boxes:
            self.gathering.remark("a text box; its words follow the paragraph at which it hangs")
            for block in self.inside(box):
                assembly.block(block)

    def _joins_next(self, properties: _Element | None) -> bool:
        """Whether the paragraph's end is gone by the policy on changes, so that the next one goes on with it."""
        marks = properties.find(f"{W}rPr") if properties is not None else None
        if marks is None:
            return False
        inserted = next((one for one in marks if one.tag in (f"{W}ins", f"{W}moveTo")), None)
        deleted = next((one for one in marks if one.tag in (f"{W}del", f"{W}moveFrom")), None)
        if inserted is not None:
            self.gathering.change("paragraph inserted", inserted, "")
        if deleted is not None:
            self.gathering.change("paragraph joined", deleted, "")
        if self.gathering.changes is Changes.ACCEPTED:
            return deleted is not None
        return inserted is not None and deleted is None

    def _name_section(self, paragraph: _Element) -> None:
        """The heading as it shows, so that what is found in it is told with its place."""
        words = [one.text or "" for one in paragraph.iter(f"{W}t")]
        self.gathering.section = " ".join("".join(words).split()) or self.gathering.section

    def _put(self, line: Line, sort: Sort, level: int, style: Style, properties: _Element | None, assembly: Assembly) -> None:
        item, indent = self._place(style, properties, is_heading=sort is Sort.HEADING)
        left = style.has_left_border or (properties is not None and has_border(properties, "left"))
        words = tidy(line.words)
        if not words:
            bottom = style.has_bottom_border or (properties is not None and has_border(properties, "bottom"))
            if line.is_rule or bottom:
                assembly.block(Rule(), indent=indent)
            elif sort is Sort.CODE:
                assembly.block(Code(text=""), indent=indent)
            elif item is not None:
                assembly.item(
                    (), item, depth=quote_depth(indent - STEP * (item.level + 1), is_ours=left) if sort is Sort.QUOTE else 0
                )
            return
        if line.is_rule:
            assembly.block(Rule())
        if sort is Sort.HEADING:
            assembly.block(Heading(level=level, words=words), indent=indent if not self._is_main else 0)
            return
        if sort is Sort.CAPTION and assembly.caption(plain(words)):
            return
        is_quote = sort is Sort.QUOTE or left
        depth = quote_depth(indent, is_ours=left) if is_quote else 0
        if sort is Sort.CODE and style.indent == CODE_INDENT:
            indent -= CODE_INDENT
            if not assembly.in_list and indent:
                depth = quote_depth(indent, is_ours=True)
        if sort is Sort.CODE or (line.all_mono and not item and not _is_alone(line) and _is_shaded(properties)):
            assembly.block(Code(text=_text(line.words)), indent=indent, depth=depth)
        elif item is not None:
            assembly.item(words, item, depth=quote_depth(indent - STEP * (item.level + 1), is_ours=left) if is_quote else 0)
        else:
            assembly.block(Paragraph(words=words), indent=indent, depth=depth)

    def _place(self, style: Style, properties: _Element | None, *, is_heading: bool) -> tuple[Item | None, int]:
        """Where a paragraph stands: its item in a list, if it has one, and how far it is moved in."""
        own = indent_of(properties) if properties is not None else None
        said = numbering_of(properties) if properties is not None else None
        if said is not None and not said[0] and style.numbering is not None:
            said = (style.numbering[0], said[1])
        numbering = said or style.numbering
        item = None
        if numbering is not None and numbering[0] not in ("", "0"):
            # A numbered heading is a heading; its number is no word of it, but it counts.
            item = self.numbering.item(numbering[0], numbering[1], own if own is not None else style.indent)
        indent = own if own is not None else item.indent if item is not None else style.indent or 0
        return (None if is_heading else item), indent


def _text(words: list[Inline]) -> str:
    """The text of code, as it stands."""
    return "".join("\n" if isinstance(one, Break) else one.text for one in words if isinstance(one, (Run, Break)))


def _is_alone(line: Line) -> bool:
    """Whether a line has no words in letters of even width: then it is no code."""
    return not any(isinstance(one, Run) and one.text.strip() for one in line.words)


def _is_shaded(properties: _Element | None) -> bool:
    shade = properties.find(f"{W}shd") if properties is not None else None
    return shade is not None and shade.get(f"{W}fill", "auto").casefold() not in ("auto", "ffffff")
