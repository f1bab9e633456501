"""Markdown as both Word and the page read it: no HTML, links only to where links may lead, sources that can be followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from postmortem.report.sections import MARKER

LINK_SCHEMES = ("http", "https", "mailto")
# The number of a source, as we write it: [12]. Brackets in what others wrote are escaped, and so are in no piece of text.
CITATION = re.compile(r"\[(\d{1,6})\]")
# What ids of rows are not made of; Word takes names of 40 letters at most.
_NO_LETTER = re.compile(r"[^a-z0-9]+")
# The section whose rows have the numbers, and the one whose rows are worth a link.
EVIDENCE, TIMELINE = "evidence", "timeline"


def link_allowed(address: str) -> bool:
    """Whether a link may lead there: the web, mail, a file beside the document, a place in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in LINK_SCHEMES or (not parts.scheme and not parts.netloc)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes, without HTML. What was escaped stays a piece of its own."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("text_join")
    markdown.use(footnote_plugin, inline=False)
    markdown.validateLink = link_allowed  # type: ignore[method-assign, assignment]  # its own way to set it
    return markdown


def read_tokens(text: str) -> list[Token]:
    """The document's tokens.

    Numbers in the evidence are places with an id ("place"), and so are rows that begin with one, and rows of the timeline; other
    numbers of sources are links to them; the sign of an open question is marked ("ask"); <br> in a table's cell is a line
    break, for Markdown has no other there.
    """
    tokens = parser().parse(text)
    places = set(_name_rows(tokens))
    section = ""
    named: set[str] = set()
    listings: set[int] = set()
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            section = _words_of(tokens[number + 1])
        elif token.type == "inline" and tokens[number - 1].type in ("td_open", "th_open"):
            token.children = list(_broken(token.children or ()))
        if token.type == "inline" and section == EVIDENCE and tokens[number - 1].type == "td_open":
            token.children = list(_placed(token.children or (), places, named))
            listings.add(number)
    places |= named
    for number, token in enumerate(tokens):
        if token.type == "inline" and token.children:
            cited = token.children if number in listings else _cited(token.children, places)
            token.children = list(_marked(_joined(cited)))
    return tokens


def _words_of(heading: Token) -> str:
    return heading.content.strip(" *_").casefold()


def _placed(children: Iterable[Token], rows: set[str], named: set[str]) -> Iterator[Token]:
    """The cell of the evidence, with an id around each number that stands there for the first time."""
    linked = 0
    for child in children:
        linked += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type != "text" or linked or "[" not in child.content:
            yield child
            continue
        at = 0
        for match in CITATION.finditer(child.content):
            if match[1] in rows or match[1] in named:
                continue
            named.add(match[1])
            yield Token("text", "", 0, content=child.content[at : match.start()])
            yield Token("place_open", "span", 1, attrs={"id": f"{EVIDENCE}.{match[1]}", "class": "place"})
            yield Token("text", "", 0, content=match[0])
            yield Token("place_close", "span", -1)
            at = match.end()
        yield Token("text", "", 0, content=child.content[at:])


def parse(text: str) -> SyntaxTreeNode:
    """The document as a tree."""
    return SyntaxTreeNode(read_tokens(text))


def _name_rows(tokens: Sequence[Token]) -> Iterator[str]:
    """Give the rows their ids, with a point, which no heading's anchor has; and say which sources there are."""
    section, day = "", ""
    seen: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            section, day = _words_of(tokens[number + 1]), ""
        elif token.type == "td_open" and tokens[number - 1].type == "tr_open":
            first = tokens[number + 1].content
            if section == EVIDENCE and first.isascii() and first.isdigit():
                if first not in seen:
                    seen[first] = 1
                    tokens[number - 1].attrSet("id", f"{EVIDENCE}.{first}")
                    yield first
            elif section == TIMELINE and first:
                place = f"{TIMELINE}.{day}{_letters(first)}"
                seen[place] = seen.get(place, 0) + 1
                tokens[number - 1].attrSet("id", place if seen[place] == 1 else f"{place}.{seen[place]}")
            elif section == TIMELINE:
                day = _day_of(tokens, number) or day


def _day_of(tokens: Sequence[Token], start: int) -> str:
    """The day that a row tells, as a part of ids: "14october2026."; empty where it tells none."""
    words = []
    for token in tokens[start:]:
        if token.type == "tr_close":
            break
        if token.type == "inline":
            words.append(token.content)
    return f"{day}." if (day := _letters("".join(words), 14)) else ""


def _letters(text: str, longest: int = 10) -> str:
    """The letters and digits of a time: an entry keeps its id as long as it keeps its time, whatever comes before it."""
    return _NO_LETTER.sub("", text.casefold())[:longest] or "row"


def _broken(children: Iterable[Token]) -> Iterator[Token]:
    """Line breaks in a cell. What was escaped is a piece of its own, so that <br> that somebody typed stays text."""
    for child in children:
        if child.type != "text" or "<br>" not in child.content:
            yield child
            continue
        for number, part in enumerate(child.content.split("<br>")):
            if number:
                yield Token("hardbreak", "br", 0)
            if part:
                yield Token("text", "", 0, content=part)


def _cited(children: Iterable[Token], places: set[str]) -> Iterator[Token]:
    linked = 0
    for child in children:
        linked += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type == "text" and not linked and "[" in child.content:
            yield from _cut(child.content, places)
        else:
            yield child


def _cut(text: str, places: set[str]) -> Iterator[Token]:
    """The text, with a link around each number of a source that the document has."""
    at = 0
    for match in CITATION.finditer(text):
        if match[1] not in places:
            continue
        yield Token("text", "", 0, content=text[at : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": f"#{EVIDENCE}.{match[1]}", "class": "cite"})
        yield Token("text", "", 0, content=match[0])
        yield Token("link_close", "a", -1)
        at = match.end()
    yield Token("text", "", 0, content=text[at:])


def _joined(children: Iterable[Token]) -> Iterator[Token]:
    """What was escaped is text like any other again."""
    run: list[str] = []
    for child in children:
        if child.type in ("text", "text_special"):
            run.append(child.content)
            continue
        if any(run):
            yield Token("text", "", 0, content="".join(run))
        run = []
        yield child
    if any(run):
        yield Token("text", "", 0, content="".join(run))


def _marked(children: Iterable[Token]) -> Iterator[Token]:
    """A mark around each sign of an open question."""
    for child in children:
        if child.type != "text" or MARKER not in child.content:
            yield child
            continue
        for number, part in enumerate(child.content.split(MARKER)):
            if number:
                yield Token("ask_open", "strong", 1, attrs={"class": "ask"})
                yield Token("text", "", 0, content=MARKER)
                yield Token("ask_close", "strong", -1)
            if part:
                yield Token("text", "", 0, content=part)
