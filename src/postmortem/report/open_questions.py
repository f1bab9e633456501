"""What a draft still asks, question by question: where it stands, what it is about there, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from postmortem.report.review_contents import OpenQuestion
from postmortem.report.sections import MARKER, split_sections

# Numbers of sources at the end of a question.
CITES = re.compile(r"\s*((?:\[\d{1,6}\])+)$")

_NOTE_MARK = re.compile(r"\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+$")


def open_questions(markdown: str) -> tuple[OpenQuestion, ...]:
    """Every marker of the document that `find_markers` counts, with what it asks: what is behind it, else what it stands in."""
    found: list[OpenQuestion] = []
    for section in split_sections(markdown)[1:]:
        found += _in_section(section.heading, _parser().parse(section.text))
    return tuple(found)


def _in_section(heading: str, tokens: Sequence[Token]) -> Iterator[OpenQuestion]:
    row: list[str] = []
    inside_table = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            inside_table = token.type == "table_open"
        if token.type == "tr_open":
            row = []
        if token.type != "inline":
            continue
        before, *asked = words_of(token).split(MARKER)
        about = (row[0] if row else before.strip()) if inside_table else ""
        for text in asked if MARKER in _text(token) else ():
            words = " ".join(text.split()).strip("; ")
            cite = CITES.search(words)
            words = words[: cite.start()] if cite else words
            yield OpenQuestion(
                section=plain_heading(heading),
                text=words or " ".join(before.split()),
                about=_NOTE_MARK.sub("", about).rstrip(":;, "),
                cite=cite[1] if cite else "",
            )
        row.append(before.strip())


def words_of(inline: Token) -> str:
    """The plain words of an inline token, its pictures left out; code is put as it stands, so a marker in it is none."""
    out = []
    for child in inline.children or ():
        if child.type == "text":
            out.append(child.content)
        elif child.type == "code_inline":
            out.append(child.content.replace(MARKER, ""))
        elif child.type in ("softbreak", "hardbreak"):
            out.append(" ")
    return "".join(out)


def plain_heading(heading: str) -> str:
    """A heading's words without marks."""
    return "".join(words_of(token) for token in _parser().parse(heading) if token.type == "inline") or heading


def _text(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type == "text")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
