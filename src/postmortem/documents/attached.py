"""Names of attached files as links: Word holds no link to a file beside it, so a name alone is what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from postmortem.documents.blocks import Block, Heading, Inline, Inlines, Listing, Mark, Note, Paragraph, Quote, Run, Table

FOLDER = "attachments"
# The names that we give to attached files.
_OURS = re.compile(r"[\w.-]+")


def link_attached(blocks: Iterable[Block], names: Iterable[str]) -> tuple[Block, ...]:
    """The same blocks, in which the name of an attached file is a link to it."""
    known = sorted({name for name in names if _OURS.fullmatch(name)}, key=len, reverse=True)
    blocks = tuple(blocks)
    if not known:
        return blocks
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, known))})(?![\w-]|\.\w)")
    return tuple(_linked(block, pattern) for block in blocks)


def _linked(block: Block, pattern: re.Pattern[str]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, words=_words(block.words, pattern))
        case Quote() | Note():
            return replace(block, blocks=tuple(_linked(one, pattern) for one in block.blocks))
        case Listing():
            return replace(block, items=tuple(tuple(_linked(one, pattern) for one in item) for item in block.items))
        case Table():
            rows = tuple(tuple(_words(cell, pattern) for cell in row) for row in block.rows)
            return replace(block, header=tuple(_words(cell, pattern) for cell in block.header), rows=rows)
    return block


def _words(words: Inlines, pattern: re.Pattern[str]) -> Inlines:
    out: list[Inline] = []
    for one in words:
        if not isinstance(one, Run) or one.link or one.is_cite or Mark.CODE in one.marks or not pattern.search(one.text):
            out.append(one)
            continue
        at = 0
        for match in pattern.finditer(one.text):
            out += [replace(one, text=one.text[at : match.start()])] if match.start() > at else []
            out.append(replace(one, text=match.group(), link=f"{FOLDER}/{match.group()}"))
            at = match.end()
        out += [replace(one, text=one.text[at:])] if at < len(one.text) else []
    return tuple(out)
