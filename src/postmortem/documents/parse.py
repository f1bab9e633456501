"""Markdown as both Word and the page read it: one parser, no HTML, links only to where links may lead."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

LINK_SCHEMES = ("http", "https", "mailto")


def link_allowed(address: str) -> bool:
    """Whether a link may lead there: the web, mail, a file beside the document, a place in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in LINK_SCHEMES or (not parts.scheme and not parts.netloc)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, without HTML."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.validateLink = link_allowed  # type: ignore[method-assign, assignment]  # its own way to set it
    return markdown


def parse(text: str) -> SyntaxTreeNode:
    """The document as a tree."""
    return SyntaxTreeNode(parser().parse(text))
