"""A reviewed Word file → Markdown sections, with all that people did to it: comments, tracked changes, pictures.

Reads what Word, LibreOffice and Google Docs write. No library does: those that turn Word into Markdown or text drop comments'
places, tracked changes or nested tables without a word (`benchmarks/word_reading.py` shows which). So this walks the XML itself
and keeps one rule: every word is in the Markdown, in a comment, in a suggestion, or in a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from postmortem.documents.attached import link_attached
from postmortem.documents.blocks import Block, Heading, Inline, Inlines, Listing, Paragraph, Quote, Run, Table, plain
from postmortem.documents.markdown_blocks import write_markdown
from postmortem.documents.notes import place_notes
from postmortem.documents.tidy import tidy_blocks
from postmortem.documents.word_reader_blocks import BlocksReader
from postmortem.documents.word_reader_comments import read_comments
from postmortem.documents.word_reader_found import Changes, Reading, Remark
from postmortem.documents.word_reader_gathering import Gathering
from postmortem.documents.word_reader_numbering import Numbering
from postmortem.documents.word_reader_package import damaged, open_package
from postmortem.documents.word_reader_styles import Styles, W
from postmortem.documents.word_reader_words import WordsReader, all_words, unread_words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from postmortem.documents.word_reader_package import Package

_PAGE_NUMBERS = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/)\s*)?\d*", re.IGNORECASE)
_NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_CITES = re.compile(r"\[(\d{1,6})\]")
EVIDENCE = "evidence"
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


def read_word(
    data: bytes,
    *,
    name: str = "",
    changes: Changes = Changes.ACCEPTED,
    attached: Iterable[str] = (),
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> Reading:
    """A Word file's content. name: of the file, for messages. changes: how tracked changes are read into the Markdown.

    attached: names of files in attachments/, which become links. pictures: those that the document was written with, by their
    address in the Markdown: they have it again, and only others are new. `InputError` where it is no Word file, or damaged.
    """
    package = open_package(name, data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise damaged(name, "it has no text")
    gathering = Gathering(package, changes, pictures)
    styles = Styles(package.xml(package.part_of("styles")))
    numbering = Numbering(package.xml(package.part_of("numbering")))
    words = WordsReader(package.main, styles, gathering)
    reader = BlocksReader(words, numbering, styles, gathering)
    blocks = list(reader.document(body))
    gathering.section = ""
    notes = _read_notes(package, words, numbering, styles, gathering)
    blocks = list(place_notes(blocks, dict(enumerate(notes))))
    if left := unread_words(body):
        gathering.remark("words in a place where Word has none", left)
    _margins(package, gathering, _title(blocks))
    tidied = tidy_blocks(blocks)
    tidied = _cited(tidied)
    tidied = link_attached(tidied, attached)
    return Reading(
        markdown=write_markdown(tidied),
        blocks=tidied,
        comments=read_comments(gathering),
        suggestions=tuple(gathering.suggestions),
        pictures=tuple(gathering.pictures),
        remarks=_gathered(gathering.remarks),
    )


def _gathered(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks of one kind that follow each other in one section as one."""
    out: list[Remark] = []
    for one in remarks:
        last = out[-1] if out else None
        if last is not None and (last.what, last.section) == (one.what, one.section) and last.words and one.words:
            out[-1] = Remark(what=last.what, section=last.section, words=f"{last.words} {one.words}")
        elif last != one:
            out.append(one)
    return tuple(out)


def _read_notes(
    package: Package, words: WordsReader, numbering: Numbering, styles: Styles, gathering: Gathering
) -> list[tuple[Block, ...]]:
    """The foot- and endnotes that the text refers to, in that order."""
    readers: dict[str, tuple[dict[str, _Element], BlocksReader]] = {}
    for kind in ("footnote", "endnote"):
        part = package.part_of(f"{kind}s")
        root = package.xml(part) if part else None
        notes = {}
        for one in root.findall(f"{W}{kind}") if root is not None else ():
            if one.get(f"{W}type", "normal") not in _NOT_NOTES:
                notes[one.get(f"{W}id", "")] = one
        readers[kind] = (notes, BlocksReader(WordsReader(part, styles, gathering), numbering, styles, gathering))
    found: list[tuple[Block, ...]] = []
    for kind, key in words.notes:
        notes, reader = readers[kind]
        note = notes.pop(key, None)
        found.append(reader.inside(note) if note is not None else ())
    for notes, _ in readers.values():
        for note in notes.values():
            if left := all_words(note):
                gathering.remark("a note that nothing refers to", left)
    return found


def _title(blocks: Iterable[Block]) -> str:
    return next((" ".join(plain(block.words).split()) for block in blocks if isinstance(block, Heading)), "")


def _margins(package: Package, gathering: Gathering, title: str) -> None:
    """What stands in headers and footers, if it is not ours: the title and the page's number."""
    told: set[str] = set()
    for one in package.relations(package.main).values():
        if one.kind not in ("header", "footer") or one.is_external:
            continue
        root = package.xml(one.target)
        words = all_words(root) if root is not None else ""
        if not words or words in told or _PAGE_NUMBERS.fullmatch(words) or (title and words.startswith(title[:60])):
            continue
        told.add(words)
        gathering.remark(f"words in the page's {one.kind}", words)


def _cited(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Numbers of known sources are sources, also where they are told, and where an editor lost the links inside the document."""
    section, numbers = "", set()
    for block in blocks:
        if isinstance(block, Heading):
            section = plain(block.words).strip().casefold()
        elif isinstance(block, Table) and section == EVIDENCE:
            numbers |= {plain(row[0]) for row in block.rows if row and plain(row[0]).isdigit()}
            numbers |= {found[1] for row in block.rows for cell in row for found in _CITES.finditer(plain(cell))}
    return tuple(_cited_block(block, numbers) for block in blocks) if numbers else blocks


def _cited_block(block: Block, numbers: set[str]) -> Block:
    match block:
        case Paragraph():
            return Paragraph(words=_cited_words(block.words, numbers))
        case Quote():
            return Quote(blocks=tuple(_cited_block(one, numbers) for one in block.blocks))
        case Listing():
            items = tuple(tuple(_cited_block(one, numbers) for one in item) for item in block.items)
            return Listing(is_ordered=block.is_ordered, start=block.start, items=items)
        case Table():
            rows = tuple(tuple(_cited_words(cell, numbers) for cell in row) for row in block.rows)
            return Table(alignments=block.alignments, header=block.header, rows=rows)
    return block


def _cited_words(words: Inlines, numbers: set[str]) -> Inlines:
    out: list[Inline] = []
    for one in words:
        if not isinstance(one, Run) or one.link or one.marks:
            out.append(one)
            continue
        at = 0
        for match in _CITES.finditer(one.text):
            if match[1] in numbers:
                out += [Run(text=one.text[at : match.start()])] if match.start() > at else []
                out.append(Run(text=match[0], is_cite=True))
                at = match.end()
        out += [Run(text=one.text[at:])] if at < len(one.text) else []
    return tuple(out)
