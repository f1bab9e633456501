"""Markdown → blocks, and Markdown in its canonical form: the one that Word reads back as.

Two documents that say and show the same have the same canonical form, whether they are Markdown that people typed or a Word file.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode

from postmortem.documents.attached import link_attached
from postmortem.documents.blocks import (
    Block,
    Break,
    Code,
    Heading,
    Image,
    Inline,
    Inlines,
    Listing,
    Mark,
    NoteMark,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from postmortem.documents.escape import clean
from postmortem.documents.markdown_blocks import write_markdown
from postmortem.documents.notes import place_notes
from postmortem.documents.parse import link_allowed, parse
from postmortem.documents.tidy import tidy_blocks
from postmortem.documents.word_runs import LONGEST_ADDRESS, SOUND_ADDRESS

_MARKS = {"strong": Mark.BOLD, "em": Mark.ITALIC, "s": Mark.STRIKE}
_ALIGNED = {"text-align:right": "right", "text-align:center": "center"}


def canonical(markdown: str, *, attached: Iterable[str] = ()) -> str:
    """The Markdown in its canonical form. attached: names of files in attachments/, which are links wherever they stand."""
    return write_markdown(link_attached(read_blocks(markdown), attached))


def read_blocks(markdown: str) -> tuple[Block, ...]:
    """The document's blocks, tidy. Links into the document other than to sources are text, as they are in Word."""
    tree = parse(clean(markdown))
    notes = {int(node.meta["id"]): _blocks(node.children) for node in tree.walk() if node.type == "footnote"}
    return tidy_blocks(place_notes(_blocks(tree.children), notes))


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> tuple[Block, ...]:
    match node.type:
        case "heading":
            return (Heading(level=int(node.tag[1]), words=_words(node)),)
        case "paragraph":
            return (Paragraph(words=_words(node)),)
        case "fence" | "code_block":
            return (Code(text=node.content.rstrip("\n")),)
        case "blockquote":
            return (Quote(blocks=_blocks(node.children)),)
        case "bullet_list" | "ordered_list":
            items = tuple(_blocks(item.children) for item in node.children)
            is_ordered = node.type == "ordered_list"
            return (Listing(is_ordered=is_ordered, start=int(node.attrs.get("start", 1)) if is_ordered else 1, items=items),)
        case "table":
            return (_table(node),)
        case "footnote_block" | "footnote_anchor":
            return ()
        case "hr":
            return (Rule(),)
    return _blocks(node.children)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [row for part in node.children for row in part.children]
    cells = [tuple(_words(cell) for cell in row.children) for row in rows]
    alignments = tuple(_ALIGNED.get(str(cell.attrs.get("style", "")), "") for cell in rows[0].children)
    return Table(alignments=alignments, header=cells[0], rows=tuple(cells[1:]))


def _words(block: SyntaxTreeNode) -> Inlines:
    return tuple(
        word
        for child in block.children
        for node in (child.children if child.type == "inline" else [child])
        for word in _inline(node, frozenset(), "")
    )


def _inline(node: SyntaxTreeNode, marks: frozenset[Mark], link: str) -> tuple[Inline, ...]:
    match node.type:
        case "text" | "text_special":
            return (Run(text=node.content, marks=marks, link=link),)
        case "code_inline":
            return (Run(text=node.content, marks=marks | {Mark.CODE}, link=link),)
        case "softbreak":
            return (Run(text=" ", marks=marks, link=link),)
        case "footnote_ref":
            return (NoteMark(number=int(node.meta["id"])),)
        case "footnote_anchor":
            return ()
        case "hardbreak":
            return (Break(),)
        case "image":
            alt = "".join(child.content for child in node.walk() if not child.children and child is not node)
            return (Image(alt=" ".join(alt.split()), address=str(node.attrs.get("src", "")), title=_one_line(node)),)
        case "place":  # where a source is told, which the numbers elsewhere lead to
            return tuple(Run(text=child.content, marks=marks, is_cite=True) for child in node.children)
        case "link":
            address = str(node.attrs.get("href", ""))
            if node.attrs.get("class") == "cite":
                return tuple(Run(text=child.content, marks=marks, is_cite=True) for child in node.children)
            is_sound = link_allowed(address) and len(address) <= LONGEST_ADDRESS and SOUND_ADDRESS.fullmatch(address)
            link = address if is_sound else ""
    inside = marks | {_MARKS[node.type]} if node.type in _MARKS else marks
    return tuple(word for child in node.children for word in _inline(child, inside, link))


def _one_line(node: SyntaxTreeNode) -> str:
    return " ".join(str(node.attrs.get("title", "")).split())
