"""The blocks of a Word file, one after the other: headings, paragraphs, lists, quotes, code, tables, pictures, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from postmortem.documents.word_lists import DEEPEST, STEP, Numbering
from postmortem.documents.word_runs import Runs
from postmortem.documents.word_styles import (
    CAPTION,
    CODE_BLOCK,
    HEADINGS,
    LIST_ITEM,
    NOTE,
    NOTE_MARK,
    PICTURE,
    QUOTE,
    RULE,
    SEPARATOR,
)
from postmortem.documents.word_tables import write_table
from postmortem.documents.word_xml import add, add_field, add_paragraph, add_run, add_text, starts_from_the_right

# How far a quote is set in, in twentieths of a point. Code of so many lines is kept on one page.
QUOTE_STEP, CODE_WHOLE = 284, 30
# A task that is to be done, and one that is.
TASK = re.compile(r"\[([ xX])\](?:\s|$)")
BOXES = {" ": "☐", "x": "☒", "X": "☒"}
# A caption that has a number.
NUMBERED = re.compile(r"(Figure )(\d{1,4})(?=[:.\s])")
# A paragraph after which there is still the space that a list leaves between items. Twentieths of a point.
LOOSE = 120
# What a paragraph before it leads up to, so that it does not stay behind on the page before.
LED = ("table", "bullet_list", "ordered_list", "fence", "code_block")
# Two of one kind in a row would run into one another.
MERGING = {"fence": "code", "code_block": "code", "blockquote": "quote"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a block lies in: so many quotes, a list (its id and level), the item's number still to be shown, a footnote;
    leads: it leads up to what follows."""

    quotes: int = 0
    number: int = 0
    level: int = -1
    is_first: bool = False
    is_loose: bool = False
    in_note: bool = False
    leads: bool = False

    @property
    def indent(self) -> int:
        """How far the text is set in, in twentieths of a point."""
        return QUOTE_STEP * self.quotes + STEP * (self.level + 1)


class Blocks:
    """Writes the blocks of a document. ours: the look is ours and not a house style's."""

    def __init__(self, runs: Runs, numbering: Numbering, *, ours: bool) -> None:
        self.runs, self.numbering, self.ours = runs, numbering, ours
        self.styles = runs.styles
        self.heading, self.about = 0, ""

    def write(self, nodes: Sequence[SyntaxTreeNode], into: Any, around: Around = Around()) -> None:  # noqa: ANN401
        """Block after block. into: what they become children of."""
        before = ""
        for node, following in zip(nodes, (*nodes[1:], None), strict=False):
            around = replace(around, leads=following is not None and following.type in LED)
            sort = MERGING.get(node.type, "")
            if sort and sort == before:
                add_paragraph(into, self.styles[SEPARATOR])
            self._block(node, into, around)
            around, before = replace(around, is_first=False), sort

    def note(self, node: SyntaxTreeNode, into: Any) -> None:  # noqa: ANN401
        """A footnote: its number, then its blocks."""
        note = add(into, "footnote", id=str(int(node.meta["id"]) + 1))
        self.write(node.children, note, Around(in_note=True))
        first = note.find(f".//{note.tag.rpartition('}')[0]}}}p")
        if first is None:
            first = add_paragraph(note, self.styles[NOTE])
        mark = add_run(first, "", self.styles[NOTE_MARK])
        add(mark, "footnoteRef")
        space = add_run(first, " ")
        first.insert(1, mark)
        first.insert(2, space)

    def _block(self, node: SyntaxTreeNode, into: Any, around: Around) -> None:  # noqa: ANN401
        match node.type:
            case "heading" if around.quotes or around.level >= 0:
                # Here a heading would begin a section: it is a paragraph in bold.
                self._paragraph(node, into, around, bold=True)
            case "heading":
                self._heading(node, into)
            case "paragraph":
                self._paragraph(node, into, around)
            case "bullet_list" | "ordered_list":
                self._list(node, into, around)
            case "blockquote":
                self.write(node.children, into, replace(around, quotes=around.quotes + 1))
            case "fence" | "code_block":
                self._code(node.content, into, around)
            case "table":
                write_table(node, into, self.runs, ours=self.ours, about=self.about, indent=around.indent)
            case "hr":
                add_paragraph(into, self.styles[RULE])
            case "footnote_block":
                pass  # they stand at the foot of the page
            case _:
                self.write(node.children, into, around)

    def _heading(self, node: SyntaxTreeNode, into: Any) -> None:  # noqa: ANN401
        """A heading. Where people left a level out it is not left out here: screen readers count them."""
        level = min(int(node.tag[1]), max(self.heading + 1, 2))
        self.heading = level
        self.about = _words(node)[:250]
        paragraph = add_paragraph(into, self.styles[HEADINGS[level - 1]], right_to_left=starts_from_the_right(self.about))
        self.runs.write(node, paragraph)

    def _paragraph(self, node: SyntaxTreeNode, into: Any, around: Around, *, bold: bool = False) -> None:  # noqa: ANN401
        picture = _lone_picture(node)
        if picture is not None and around.level < 0 and not around.quotes and self.runs.picture(picture) is not None:
            self._picture(node, picture, into)
            return
        style, indent = self._style(around)
        number = (around.number, around.level) if around.is_first and around.level >= 0 else None
        paragraph = add_paragraph(
            into,
            style,
            keep_next=around.leads,
            number=number,
            right_to_left=starts_from_the_right(_words(node)),
            after=LOOSE if around.is_loose else None,
            indent=indent,
            hanging=STEP if number and around.quotes else 0,
        )
        if number is not None and (task := TASK.match(_words(node))):
            add_run(paragraph, f"{BOXES[task[1]]} ")
            _take_off(node, task.end())
        self.runs.write(node, paragraph, frozenset({"bold"}) if bold else frozenset())

    def _style(self, around: Around) -> tuple[str, int | None]:
        """A paragraph's style, and how far it is set in where the style or the list does not say."""
        if around.in_note:
            return self.styles[NOTE], around.indent if around.level >= 0 and not around.is_first else None
        if around.quotes:
            return self.styles[QUOTE], around.indent if around.quotes > 1 or around.level >= 0 else None
        if around.level >= 0:
            return self.styles[LIST_ITEM], None if around.is_first else around.indent
        return "", None

    def _picture(self, node: SyntaxTreeNode, picture: SyntaxTreeNode, into: Any) -> None:  # noqa: ANN401
        """A picture by itself, with what is said of it beneath."""
        caption = str(picture.attrs.get("title", ""))
        self.runs.write(node, add_paragraph(into, self.styles[PICTURE], keep_next=bool(caption)))
        if not caption:
            return
        paragraph = add_paragraph(into, self.styles[CAPTION], right_to_left=starts_from_the_right(caption))
        if numbered := NUMBERED.match(caption):
            add_run(paragraph, numbered[1])
            add_field(paragraph, "SEQ Figure \\* ARABIC", numbered[2])
            caption = caption[numbered.end() :]
        add_run(paragraph, caption)

    def _list(self, node: SyntaxTreeNode, into: Any, around: Around) -> None:  # noqa: ANN401
        level = min(around.level + 1, DEEPEST)
        if node.type == "ordered_list":
            mark = ")" if node.markup == ")" else "."
            number = self.numbering.numbers(level=level, start=int(node.attrs.get("start", 1)), mark=mark)
        else:
            number = self.numbering.bullets(boxes=all(TASK.match(_first_words(item)) for item in node.children))
        loose = any(child.type == "paragraph" and not child.hidden for item in node.children for child in item.children)
        for item in node.children:
            inside = replace(around, number=number, level=level, is_first=True, is_loose=loose)
            if not item.children or item.children[0].type not in ("paragraph", "heading"):
                # An item that begins with something else, or with nothing, has its bullet all the same.
                style, indent = self._style(inside)
                add_paragraph(into, style, number=(number, level), indent=indent, hanging=STEP if around.quotes else 0)
                inside = replace(inside, is_first=False)
            self.write(item.children, into, inside)

    def _code(self, content: str, into: Any, around: Around) -> None:  # noqa: ANN401
        lines = content.removesuffix("\n")
        indent = around.indent + 90 if around.indent else None
        paragraph = add_paragraph(into, self.styles[CODE_BLOCK], indent=indent)
        if lines.count("\n") < CODE_WHOLE:
            paragraph[0].find("./*").addnext(add(paragraph[0], "keepLines"))
        add_text(add(paragraph, "r"), lines)


def _lone_picture(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The picture that is all there is of a paragraph."""
    inside = [child for inline in node.children for child in inline.children]
    return inside[0] if len(inside) == 1 and inside[0].type == "image" else None


def _words(node: SyntaxTreeNode) -> str:
    parts = (part for part in node.walk() if part.type in ("text", "code_inline", "softbreak"))
    return "".join(" " if part.type == "softbreak" else part.content for part in parts)


def _first_words(item: SyntaxTreeNode) -> str:
    return _words(item.children[0]) if item.children and item.children[0].type == "paragraph" else ""


def _take_off(node: SyntaxTreeNode, count: int) -> None:
    """Take so many letters off the beginning of a paragraph's first text."""
    for part in node.walk():
        if part.type == "text" and part.token is not None:
            part.token.content = part.token.content[count:]
            return
