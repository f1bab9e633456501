"""The canonical form: of all the ways to mark up the same words, one. What Word and Markdown cannot both say is levelled here.

- Words of one look are one run; spaces stand outside emphasis and links; several spaces are one; none at a block's edges.
- Bold does not count where everything is bold anyway: in headings, in a table's header, in the first column of a table without.
- Headings leave no level out. Those inside quotes, lists and cells are bold paragraphs: in Word they would begin a section.
- An address that is a host alone has no slash at its end. A task's box is a character: ☐ or ☒.
- Adjacent quotes are one quote, adjacent blocks of code one block, adjacent bulleted lists one list, and so are numbered ones
  whose numbers go on. Empty paragraphs, cells' trailing breaks, items and blocks without a word are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from postmortem.documents.blocks import (
    Block,
    Break,
    Code,
    Heading,
    Inline,
    Inlines,
    Listing,
    Mark,
    Note,
    Paragraph,
    Quote,
    Run,
    Table,
)
from postmortem.documents.emphasis import without_leading_spaces

SPACES = re.compile(r"[ \t\r\n\u2028\u2029\x85]+")
_LEVELS = 6
# An address of a host alone, to which some programs add a slash.
_BARE = re.compile(r"(https?://[^/?#]+)/")
_TASK = re.compile(r"\[([ xX])\](?:\s|$)")
_BOXES = {" ": "☐", "x": "☒", "X": "☒"}


def tidy_blocks(blocks: Iterable[Block], *, inside: bool = False) -> tuple[Block, ...]:
    """The blocks in their canonical form. inside: a quote or a list stands around them."""
    out: list[Block] = []
    for block in blocks:
        tidied = _tidied(block, inside=inside)
        if tidied is None:
            continue
        joined = _joined(out[-1], tidied) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(tidied)
    closed = tuple(one for one in map(_closed, out) if one is not None)
    if len(closed) < len(out):
        return tidy_blocks(closed, inside=inside)
    return closed if inside else tuple(_without_gaps(closed))


def _without_gaps(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings that go down one level at a time, as Word's have to for people who hear them."""
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, max(above + 1, 2))
            block = replace(block, level=above)
        yield block


def _tidied(block: Block, *, inside: bool) -> Block | None:
    match block:
        case Paragraph():
            words = tidy(block.words)
            return Paragraph(words=words) if words else None
        case Heading():
            words = tidy(unbold(Run(text=" ") if isinstance(one, Break) else one for one in block.words))
            if inside:
                words = tidy(_bold(words))
                return Paragraph(words=words) if words else None
            return Heading(level=min(block.level, _LEVELS), words=words) if words else None
        case Quote():
            blocks = tidy_blocks(block.blocks, inside=True)
            return Quote(blocks=blocks) if blocks else None
        case Listing():
            items = tuple(_boxed(item) for item in (tidy_blocks(item, inside=True) for item in block.items) if item)
            return replace(block, items=items) if items else None
        case Note():
            return replace(block, blocks=tidy_blocks(block.blocks, inside=True))
        case Table():
            return _table(block)
    return block


def _boxed(item: tuple[Block, ...]) -> tuple[Block, ...]:
    """An item that begins with [ ] or [x] begins with a box."""
    first = item[0]
    if isinstance(first, Paragraph) and isinstance(first.words[0], Run) and first.words[0].marks.isdisjoint({Mark.CODE}):
        run = first.words[0]
        if (match := _TASK.match(run.text)) and not run.link:
            box = Run(text=f"{_BOXES[match[1]]} ")
            return (Paragraph(words=tidy((box, replace(run, text=run.text[match.end() :]), *first.words[1:]))), *item[1:])
    return item


def _joined(before: Block, block: Block) -> Block | None:
    """The two as one, where they are one thing."""
    if isinstance(before, Quote) and isinstance(block, Quote):
        return Quote(blocks=tidy_blocks((*before.blocks, *block.blocks), inside=True))
    if isinstance(before, Code) and isinstance(block, Code):
        return Code(text=f"{before.text}\n{block.text}")
    if (
        isinstance(before, Listing)
        and isinstance(block, Listing)
        and before.is_ordered == block.is_ordered
        and (not block.is_ordered or block.start == before.start + len(before.items))
    ):
        return replace(before, items=before.items + block.items)
    return None


def _closed(block: Block) -> Block | None:
    """A block of code without blank lines around it, once nothing more comes."""
    if isinstance(block, Code):
        return Code(text=block.text.strip("\n")) if block.text.strip() else None
    return block


def _table(table: Table) -> Table | None:
    columns = len(table.alignments)
    header = _row(table.header, columns)
    header = tuple(tidy(unbold(cell)) for cell in header)
    rows = [_row(row, columns) for row in table.rows]
    if not any(header):
        rows = [(tidy(unbold(row[0])), *row[1:]) for row in rows]
    if not any(header) and not any(any(row) for row in rows):
        return None
    return Table(alignments=table.alignments, header=header, rows=tuple(rows))


def _row(cells: tuple[Inlines, ...], columns: int) -> tuple[Inlines, ...]:
    return (*(tidy(cell) for cell in cells[:columns]), *((),) * (columns - len(cells)))


def unbold(words: Iterable[Inline]) -> Inlines:
    """The same words, none of them bold."""
    return tuple(replace(one, marks=one.marks - {Mark.BOLD}) if isinstance(one, Run) else one for one in words)


def _bold(words: Iterable[Inline]) -> Inlines:
    return tuple(replace(one, marks=one.marks | {Mark.BOLD}) if isinstance(one, Run) else one for one in words)


def tidy(words: Iterable[Inline]) -> Inlines:
    """The words of one block in their canonical form."""
    return tuple(_merged(_spaced(_levelled(_merged(words)))))


def _merged(words: Iterable[Inline]) -> list[Inline]:
    """Runs of one look as one run, however programs split them."""
    out: list[Inline] = []
    texts: list[str] = []

    def end() -> None:
        if len(texts) > 1 and isinstance(last := out[-1], Run):
            out[-1] = replace(last, text="".join(texts))
        texts.clear()

    for one in words:
        last = out[-1] if out else None
        if isinstance(one, Run) and isinstance(last, Run) and texts and _same_look(last, one):
            texts.append(one.text)
            continue
        end()
        out.append(one)
        if isinstance(one, Run):
            texts.append(one.text)
    end()
    return out


def _same_look(one: Run, other: Run) -> bool:
    return (one.marks, one.link, one.is_cite) == (other.marks, other.link, other.is_cite)


def _levelled(words: Iterable[Inline]) -> list[Inline]:
    """Runs cut into words and the spaces around them. Spaces have no look yet."""
    out: list[Inline] = []
    for one in words:
        if isinstance(one, Run) and one.link and (bare := _BARE.fullmatch(one.link)):
            one = replace(one, link=bare[1])
        if not isinstance(one, Run):
            out.append(one)
        elif Mark.CODE in one.marks:
            code = re.sub(r"\r\n?|\n", " ", one.text)
            if code.strip(" "):
                out.append(one if code == one.text else replace(one, text=code))
            elif code:
                out.append(Run(text=" "))
        else:
            text = SPACES.sub(" ", one.text)
            core = text.strip()
            if not core:
                out += [Run(text=text)] if text else []
                continue
            start = text.index(core[0])
            lead, trail = text[:start], text[start + len(core) :]
            out += [Run(text=lead)] if lead else []
            out.append(one if core == one.text else replace(one, text=core))
            out += [Run(text=trail)] if trail else []
    return out


def _spaced(words: list[Inline]) -> list[Inline]:
    """One space where there were several, none at the edges; a space between two runs has the look that both have."""
    out: list[Inline] = []
    gap = ""
    for one in words:
        if isinstance(one, Run) and not one.text.strip() and Mark.CODE not in one.marks:
            gap += one.text
            continue
        if isinstance(one, Break):
            gap = ""
            if out:
                out.append(one)
            continue
        last = out[-1] if out else None
        if gap and last is not None and not isinstance(last, Break):
            out.append(_space(SPACES.sub(" ", gap), last, one))
        gap = ""
        out.append(one)
    while out and isinstance(out[-1], Break):
        out.pop()
    for place, one in enumerate(out):
        if isinstance(one, Run) and not one.text.strip() and one.marks and Mark.CODE not in one.marks and not one.link:
            beside = _link_marks(out, place - 1, -1) & _link_marks(out, place + 1, 1)
            out[place] = replace(one, marks=one.marks & beside)
    looks = {one.marks for one in out if isinstance(one, Run)}
    return without_leading_spaces(out) if len(looks) > 2 else out


def _link_marks(words: list[Inline], place: int, step: int) -> frozenset[Mark]:
    """The marks that a whole link has, if one ends or begins there: emphasis does not reach half over a link."""
    first = words[place]
    marks = first.marks if isinstance(first, Run) else frozenset(Mark)
    while isinstance(first, Run) and first.link and 0 <= place < len(words):
        one = words[place]
        if isinstance(one, Run):
            if one.link != first.link:
                break
            marks &= one.marks
        place += step
    return marks


def _space(gap: str, before: Inline, after: Inline) -> Run:
    if not isinstance(before, Run) or not isinstance(after, Run):
        return Run(text=gap)
    return Run(
        text=gap,
        marks=before.marks & after.marks - {Mark.CODE},
        link=before.link if before.link == after.link else "",
        is_cite=before.is_cite and after.is_cite,
    )
