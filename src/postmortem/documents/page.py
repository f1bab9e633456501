"""From Markdown to one self-contained page: no script, nothing fetched, readable from disk, in the dark and on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it.token import Token

from postmortem.documents.escape import clean
from postmortem.documents.markdown import templates_folder
from postmortem.documents.parse import parser, read_tokens

# What an anchor may be made of.
NOT_ANCHOR = re.compile(r"[^\w]+")
# A column with no more letters than this in any cell is narrow.
SHORT = 18


def write_page(markdown: str, *, title: str, language: str = "en-GB") -> bytes:
    """The document as an HTML file. Everything in it is escaped; a policy inside it forbids whatever is not."""
    tokens = read_tokens(clean(markdown))
    _keep_short_columns_whole(tokens)
    _mark_up(tokens)
    body = parser().renderer.render([token for token in tokens if token.type != "hidden"], parser().options, {})
    environment = Environment(
        loader=FileSystemLoader(templates_folder()), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    page = environment.get_template("page.html.j2").render(title=clean(title), language=language, body=body)
    return page.encode("utf-8")


def _mark_up(tokens: Sequence[Token]) -> None:
    """Anchors on headings, scopes on header cells, code blocks that a keyboard can scroll, tables in a frame that scrolls."""
    seen: dict[str, int] = {}
    header: list[Token] = []
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            words = NOT_ANCHOR.sub("-", tokens[number + 1].content.casefold()).strip("-") or "section"
            seen[words] = seen.get(words, 0) + 1
            token.attrSet("id", words if seen[words] == 1 else f"{words}-{seen[words]}")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            header.append(tokens[number + 1])
        elif token.type in ("fence", "code_block"):
            token.type = "code_block"  # its attributes go to the frame that scrolls
            token.attrSet("tabindex", "0")
        elif token.type == "thead_close" and not any(cell.content.strip() for cell in header[-20:]):
            # A header row without words is none: hide it from eyes and from screen readers.
            _hide_head(tokens, number)
        if token.type == "thead_open":
            header = []


def _keep_short_columns_whole(tokens: Sequence[Token]) -> None:
    """Mark the cells of columns that hold a few letters only: times, kinds, numbers. They are not broken over lines."""
    columns: dict[int, list[tuple[Token, int]]] = {}
    place = 0
    for cell, words in pairwise(tokens):
        if cell.type == "table_open":
            columns = {}
        elif cell.type == "tr_open":
            place = 0
        elif cell.type in ("td_open", "th_open"):
            shown = sum(len(child.content) for child in words.children or ())
            columns.setdefault(place, []).append((cell, shown))
            place += 1
        elif cell.type == "table_close":
            for cells in columns.values():
                if max(shown for _, shown in cells) <= SHORT:
                    for one, _ in cells:
                        one.attrSet("class", "short")


def _hide_head(tokens: Sequence[Token], close: int) -> None:
    """Turn an empty header row into nothing, and the first cells of the table's rows into row headers."""
    start = close
    while tokens[start].type != "thead_open":
        start -= 1
    for token in tokens[start : close + 1]:
        token.type = "hidden"
    first = False
    opened: Token | None = None
    for token in tokens[close + 1 :]:
        if token.type == "tbody_close":
            break
        if token.type == "tr_open":
            first = True
        elif token.type == "td_open" and first:
            token.tag, first, opened = "th", False, token
            token.attrSet("scope", "row")
        elif token.type == "td_close" and opened is not None:
            token.tag, opened = "th", None
