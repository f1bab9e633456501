"""What the page's elements carry besides their words: anchors, scopes of header cells, directions, frames that scroll."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token
from markupsafe import escape as html

# What an anchor may not be made of, and how long it may be.
NOT_ANCHOR = re.compile(r"[^\w]+")
LONGEST_ANCHOR = 60
# A column with no more letters than this in any cell is narrow; a table of more columns than this scrolls.
SHORT, MANY = 18, 8
# A word of so many letters may be broken anywhere, so that its table is not as wide as it is.
LONG = re.compile(r"\S{24}")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
WORDED = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
ALIGNED = {"text-align:right": "right", "text-align:center": "center"}


def mark_up(tokens: list[Token]) -> list[tuple[str, str]]:
    """Mark the tokens up where they stand; returns the sections, each as its anchor and its words."""
    sections = list(_anchors(tokens))
    for one in _tables(tokens):
        _mark_table(one)
    for token, inside in pairwise(tokens):
        if token.type in ("fence", "code_block"):
            token.type = "code_block"  # its attributes go to the frame that scrolls
            token.attrSet("tabindex", "0")
        elif token.tag in WORDED and token.nesting == 1 and RIGHT_TO_LEFT.search(inside.content):
            token.attrSet("dir", "auto")
    if tokens and tokens[-1].type in ("fence", "code_block"):
        tokens[-1].type = "code_block"
        tokens[-1].attrSet("tabindex", "0")
    _frame_tables(tokens)
    return sections


def words_of(inline: Token) -> str:
    """The words of an inline token, without markup."""
    return "".join(
        child.content if child.type != "softbreak" else " " for child in inline.children or () if child.type != "image"
    )


def _anchors(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {"content": 1, "contents-title": 1}
    level = 1  # of the title, which is the document's or ours
    for place, (token, inside) in enumerate(pairwise(tokens)):
        if token.type != "heading_open":
            continue
        words = words_of(inside)
        anchor = NOT_ANCHOR.sub("-", words.casefold())[:LONGEST_ANCHOR].strip("-") or "section"
        seen[anchor] = seen.get(anchor, 0) + 1
        anchor = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        token.attrSet("id", anchor)
        if token.tag == "h2" and token.level == 0:
            yield anchor, words
        level = min(int(token.tag[1]), level + 1)  # people skip levels; those who hear a page lose their way by it
        token.tag = tokens[place + 2].tag = f"h{level}"


def _tables(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            start = place
        elif token.type == "table_close":
            yield tokens[start : place + 1]


def _mark_table(table: Sequence[Token]) -> None:
    """Scopes, alignment by class (a style of its own would be forbidden), short columns; a header without words is none."""
    columns: dict[int, list[tuple[Token, int]]] = {}
    place, headed = 0, False
    for cell, inside in pairwise(table):
        if cell.type == "tr_open":
            place = 0
        elif cell.type in ("td_open", "th_open"):
            if cell.type == "th_open":
                cell.attrSet("scope", "col")
                headed = headed or bool(inside.content.strip())
            if aligned := ALIGNED.get(str(cell.attrs.pop("style", ""))):
                cell.attrJoin("class", aligned)
            if "colspan" not in cell.attrs:
                columns.setdefault(place, []).append((cell, len(words_of(inside))))
                if LONG.search(words_of(inside)):
                    cell.attrJoin("class", "long")
            place += 1
    for cells in columns.values():
        if max(shown for _, shown in cells) <= SHORT:
            for one, _ in cells:
                one.attrJoin("class", "short")
    if len(columns) > MANY:
        table[0].attrJoin("class", "many")
    if not headed:
        _hide_head(table)


def _hide_head(table: Sequence[Token]) -> None:
    """Turn an empty header row into nothing, and the first cells of the table's rows into row headers."""
    close = next(place for place, token in enumerate(table) if token.type == "thead_close")
    for token in table[1 : close + 1]:
        token.type = "hidden"
    first = False
    opened: Token | None = None
    for token in table[close + 1 :]:
        if token.type == "tr_open":
            first = True
        elif token.type == "td_open" and first:
            token.tag, first, opened = "th", False, token
            token.attrSet("scope", "row")
        elif token.type == "td_close" and opened is not None:
            token.tag, opened = "th", None


def _frame_tables(tokens: list[Token]) -> None:
    """A frame around each table, which scrolls by itself where the table is wide, and which the keyboard reaches."""
    heading, numbers = "", dict[str, int]()
    framed: list[Token] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = words_of(tokens[place + 1])[:LONGEST_ANCHOR].strip()
        if token.type == "table_open":
            numbers[heading] = numbers.get(heading, 0) + 1
            name = f"Table: {heading}" if heading else "Table"
            name = name if numbers[heading] == 1 else f"{name} ({numbers[heading]})"
            framed.append(raw(f'<div class="scroll" role="group" aria-label="{html(name)}" tabindex="0">\n'))
        framed.append(token)
        if token.type == "table_close":
            framed.append(raw("</div>\n"))
    tokens[:] = framed


def raw(markup: str) -> Token:
    """Markup of our own, as a token. Nothing that others wrote gets in here unescaped."""
    return Token("html_block", "", 0, content=markup)
