"""The sentences that a document says itself: no code, no addresses, no pictures, nothing that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt

# What somebody said, between marks of speech. One class, bounded.
_SPOKEN = re.compile(r"“[^”]{0,400}”|(?<![\w\"])\"[^\"]{1,400}\"(?!\w)|(?<!\w)‘[^’]{0,400}’(?!\w)")
_CITES = re.compile(r"(?:\s?\[\d{1,6}\])+")
# An address that stands in the text as it is.
_ADDRESS = re.compile(r"https?://\S+")
# A sentence ends at a full stop before a space, and at the marks that part clauses for good.
_END = re.compile(r"(?<=[.!?])(?:[\"”’)\]]*)\s+(?=[\W_]*[A-Z0-9])|\s*[;•·]\s+|\n+")
GONE = "\ufffc"  # stands where something was taken out, so that the words around it do not meet


class Sentence(NamedTuple):
    """A sentence, the line it begins on (from 1), and the heading of the second rank that it is under."""

    text: str
    line: int
    section: str


def sentences_of(markdown: str, *, addresses: bool = False) -> Iterator[Sentence]:
    """Every sentence of the body, in order; headings and table cells are sentences too. addresses: with those that links have."""
    section = ""
    quoted = 0
    heading = ""
    for token in _reader().parse(markdown):
        if token.type == "blockquote_open":
            quoted += 1
        elif token.type == "blockquote_close":
            quoted -= 1
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        if token.type != "inline" or quoted:
            continue
        if heading in ("h1", "h2"):
            section = token.content.strip() if heading == "h2" else ""
        line = token.map[0] + 1 if token.map else 1
        text = ""
        for child in token.children or ():
            if child.type in ("text", "text_special"):
                text += child.content
            elif child.type in ("softbreak", "hardbreak"):
                text += "\n"
            elif child.type == "link_open" and addresses:
                text += f" {child.attrs.get('href', '')} "
            elif child.type in ("code_inline", "image"):
                text += f"{GONE}{child.content if addresses else ''}"
        yield from _cut(text, line, section, addresses=addresses)


def _cut(text: str, line: int, section: str, *, addresses: bool) -> Iterator[Sentence]:
    # Line breaks inside a paragraph are spaces; which line a sentence begins on is counted before they are.
    plain = _CITES.sub("", _SPOKEN.sub(lambda match: GONE + "\n" * match[0].count("\n"), text))
    if not addresses:
        plain = _ADDRESS.sub(GONE, plain)
    at = 0
    for match in [*_END.finditer(plain.replace("\n", "\x0b")), None]:
        end = match.start() if match is not None else len(plain)
        said = plain[at:end]
        if said.strip():
            lead = len(said) - len(said.lstrip())
            yield Sentence(" ".join(said.split()), line + plain.count("\n", 0, at + lead), section)
        at = match.end() if match is not None else end


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
