"""A section of a report → its tables and lines as plain words, without sources' numbers, footnote marks and escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from postmortem.report.read_back_times import begins_with_moment
from postmortem.report.sections import LINE, MARKER, Section, split_sections

# Numbers of sources, a footnote's mark in both its forms, a line break that people typed into a cell.
_CITES = re.compile(r"\s?(?:\[(\d{1,6})\])+")
_NUMBER = re.compile(r"\[(\d{1,6})\]")
_NOTE_MARK = re.compile(r"(?<!m)\s?(?:\[\^[\w-]{1,40}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_TYPED_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
# "Severity: Major" at the head of a line.
_LABEL = re.compile(r"[^\W\d_][\w /'’()-]{0,60}?:\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words that belong together. sort: "paragraph", "item", "heading" or "cell". details: what is listed below an item."""

    words: str
    sort: str = "cell"
    numbers: tuple[int, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: every row has as many cells as the header."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


def read_parts(section: Section | None) -> tuple[Grid | Line, ...]:
    """What stands under a section's heading, in order; nothing for None."""
    if section is None:
        return ()
    tree = SyntaxTreeNode(_reader().parse(section.text))
    children = tree.children
    if section.key and children and children[0].type == "heading":
        children = children[1:]
    return tuple(part for child in children for part in _parts(child))


def sections_of_any_level(markdown: str) -> tuple[Section, ...]:
    """A section for each heading of whatever level, up to the next of its level or a higher one."""
    lines = LINE.findall(markdown)
    found = [
        (int(opening.tag[1]), opening.map[0], inline.content)
        for opening, inline in pairwise(_reader().parse(markdown))
        if opening.type == "heading_open" and opening.level == 0 and opening.map is not None
    ]
    out = []
    for at, (level, start, heading) in enumerate(found):
        end = next((line for other, line, _ in found[at + 1 :] if other <= level), len(lines))
        # the key is folded as every section's is
        key = split_sections(f"## {heading}\n")[-1].key if heading.strip() else "section"
        out.append(Section(key=key, heading=heading.strip(), text="".join(lines[start:end])))
    return tuple(out)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _parts(node: SyntaxTreeNode) -> Iterator[Grid | Line]:
    match node.type:
        case "table":
            yield _grid(node)
        case "paragraph" | "heading":
            yield from _lines(_inline(node), node.type)
        case "fence" | "code_block":
            yield from (Line(words=line.strip(), sort="paragraph") for line in node.content.splitlines() if line.strip())
        case "bullet_list" | "ordered_list":
            for item in node.children:
                yield from _item(item)
        case "hr":
            return
        case _:
            for child in node.children:
                yield from _parts(child)


def _item(item: SyntaxTreeNode) -> Iterator[Grid | Line]:
    """An item with what is listed below it; several times in one item are several lines."""
    lines: list[Line] = []
    details: list[str] = []
    grids: list[Grid] = []
    for child in item.children:
        for part in _parts(child):
            if isinstance(part, Grid):
                grids.append(part)
            elif child.type == "paragraph":
                lines.append(part)
            else:
                details += [part.words, *part.details]
    if lines:
        *before, last = lines
        yield from (Line(words=line.words, sort="item", numbers=line.numbers) for line in before)
        yield Line(words=last.words, sort="item", numbers=last.numbers, details=tuple(details))
    else:
        yield from (Line(words=words, sort="item") for words in details)
    yield from grids


def _grid(node: SyntaxTreeNode) -> Grid:
    cells = [[_inline(cell).replace("\n", " ") for cell in row.children] for part in node.children for row in part.children]
    rows = [tuple(_line(words, "cell") for words in row) for row in cells]
    header, *rest = rows
    if any(begins_with_moment(cell.words) for cell in header):  # the header is gone, and a row stands in its place
        return Grid(header=tuple(Line(words="") for _ in header), rows=tuple(rows))
    return Grid(header=header, rows=tuple(rest))


def _lines(text: str, sort: str) -> Iterator[Line]:
    """A paragraph as one line, or as several where they begin with times or labels of their own."""
    pieces: list[str] = []
    for piece in text.split("\n"):
        own = begins_with_moment(piece.strip()) or _LABEL.match(piece.strip()) is not None
        if pieces and not own:
            pieces[-1] = f"{pieces[-1]} {piece.strip()}"
        else:
            pieces.append(piece.strip())
    for piece in pieces:
        line = _line(piece, sort)
        if line.words:
            yield line


def _line(text: str, sort: str) -> Line:
    numbers = tuple(int(number) for cites in _CITES.finditer(text) for number in _NUMBER.findall(cites[0]))
    words = _NOTE_MARK.sub("", _CITES.sub("", text))
    return Line(words=" ".join(words.split()), sort=sort, numbers=numbers)


def _inline(node: SyntaxTreeNode) -> str:
    """The words of a block; line breaks as \\n. Struck-through words are withdrawn, and open questions say nothing."""
    tokens = [token for child in node.children if child.type == "inline" for token in child.to_tokens()]
    return "".join(_words(token.children or ()) for token in tokens)


def _words(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    struck = 0
    asked = False  # behind ▶ stands the question, in emphasis
    asking = 0
    for token in tokens:
        if token.type in ("s_open", "s_close"):
            struck += token.nesting
        elif token.type == "em_open" and (asked or asking):
            asking += 1
            asked = False
        elif token.type == "em_close" and asking:
            asking -= 1
        elif struck or asking:
            continue
        elif token.type in ("text", "text_special", "code_inline"):
            text = token.content
            if token.type == "text" and MARKER in text:
                before, _, behind = text.rpartition(MARKER)
                asked = not behind.strip()
                text = before.replace(MARKER, "") + (behind if not asked else "")
            elif text.strip():
                asked = False
            out.append(_TYPED_BREAK.sub("\n", text) if token.type != "code_inline" else text)
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
    return "".join(out)
