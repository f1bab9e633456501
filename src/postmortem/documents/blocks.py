"""What a document consists of, between any format and Markdown: blocks, and the words in them with their marks.

Markdown (`canonical.py`) and Word (`word_reader.py`) are read into these, and `markdown_blocks.py` writes them in one way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Mark(Enum):
    """How words are marked. In this order one is written outside the other where both begin and end together."""

    BOLD = "**"
    ITALIC = "*"
    STRIKE = "~~"
    CODE = "`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look. link: where they lead, or ''. is_cite: the number of a source, such as [3], that leads to its row."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    is_cite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break inside a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture. address: a file beside the document, or on the web. title: what stands under it, or ''."""

    alt: str
    address: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """Where a footnote is referred to. number: from 1, in the order of the marks."""

    number: int


Inline: TypeAlias = Run | Break | Image | NoteMark
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    words: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """level: 1 to 6."""

    level: int
    words: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A block of code, lines joined by \\n."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list. start: the number of its first item; 1 where it has bullets."""

    is_ordered: bool
    start: int = 1
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of as many columns as `alignments` has entries: '', 'center' or 'right'. header: empty cells where it has none."""

    alignments: tuple[str, ...]
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, at the end of the section that first refers to it."""

    number: int
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Heading | Code | Quote | Listing | Table | Rule | Note


def plain(words: Inlines) -> str:
    """The words alone, breaks as spaces."""
    return "".join(one.text if isinstance(one, Run) else one.alt if isinstance(one, Image) else " " for one in words)


def words_in(block: Block) -> tuple[Inlines, ...]:
    """The words of a block and of all that is in it, part by part."""
    match block:
        case Paragraph() | Heading():
            return (block.words,)
        case Quote() | Note():
            return tuple(words for one in block.blocks for words in words_in(one))
        case Listing():
            return tuple(words for item in block.items for one in item for words in words_in(one))
        case Table():
            return tuple(cell for row in (block.header, *block.rows) for cell in row)
    return ()
