"""The page's timeline: days as headings within the table, rows that link to themselves, and boxes that show some kinds only.

The boxes work by style alone. Without it, or in a browser that does not know `:has`, they are not there and every entry is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from markupsafe import escape as html

from postmortem.documents.page_marks import NOT_ANCHOR, raw, words_of
from postmortem.documents.parse import TIMELINE

OTHER = "other"
# No boxes where there is nothing to choose from.
_FEWEST_KINDS, _FEWEST_ROWS = 2, 6
_PLAIN = re.compile(r"[a-z0-9-]+")


def make_filter(tokens: list[Token]) -> list[str]:
    """Mark the rows of the timeline by kind, and put the boxes before it; returns the kinds as the style knows them."""
    kinds: dict[str, tuple[str, int]] = {}
    first_table: Token | None = None
    table: Token | None = None
    for row in _rows(tokens):
        if row[0].type == "table_open":
            table = row[0]
            continue
        place = str(row[0].attrs.get("id", ""))
        cells = [number for number, token in enumerate(row) if token.type == "td_open"]
        if not place.startswith(f"{TIMELINE}."):
            if table is not None and first_table is table:
                _make_day(row, cells)
            continue
        first_table = first_table or table
        if first_table is not table or len(cells) < 2:
            continue
        words = words_of(row[cells[1] + 1]).strip() or OTHER
        kind = NOT_ANCHOR.sub("-", words.casefold()).strip("-")
        kind = kind if _PLAIN.fullmatch(kind) and len(kind) < 40 else OTHER
        kinds[kind] = (words if kind != OTHER else OTHER, kinds.get(kind, ("", 0))[1] + 1)
        row[0].attrJoin("class", f"entry k-{kind}")
        _link_to_itself(row[cells[0] + 1], place)
    if first_table is None:
        return []
    first_table.attrJoin("class", TIMELINE)
    _make_first_days(tokens, first_table)
    if len(kinds) < _FEWEST_KINDS or sum(count for _, count in kinds.values()) < _FEWEST_ROWS:
        return []
    tokens.insert(tokens.index(first_table), raw(_form(kinds)))
    return list(kinds)


def filter_style(kinds: Sequence[str]) -> str:
    """The style that shows the rows of a chosen kind again."""
    rules = [
        f":root:has(#only-{kind}:checked) .{TIMELINE} tr.k-{kind}.entry:not(:target) {{ display: table-row; }}\n"
        for kind in kinds
    ]
    return "".join(rules)


def _form(kinds: dict[str, tuple[str, int]]) -> str:
    ordered = sorted(kinds.items(), key=lambda one: (one[0] == OTHER, -one[1][1], one[0]))
    boxes = "".join(
        f'<label><input type="checkbox" id="only-{kind}"> {html(words)} ({count})</label>\n' for kind, (words, count) in ordered
    )
    return (
        '<form class="filter" hidden autocomplete="off">\n<fieldset>\n<legend>Show only these kinds of entry</legend>\n'
        f'{boxes}<button type="reset">Show all</button>\n</fieldset>\n'
        "<p>Only the chosen kinds are shown; the timeline has more entries.</p>\n</form>\n"
    )


def _rows(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The rows in the bodies of all tables, each after the token of its table."""
    start, inside = 0, False
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            yield [token]
        elif token.type == "tbody_open":
            inside = True
        elif token.type == "tbody_close":
            inside = False
        elif token.type == "tr_open":
            start = place
        elif token.type == "tr_close" and inside:
            yield tokens[start : place + 1]


def _make_day(row: Sequence[Token], cells: Sequence[int]) -> None:
    """A row in which one cell only says something, in bold, is the heading of a day."""
    filled = [cell for cell in cells if row[cell + 1].content.strip()]
    children = row[filled[0] + 1].children or [] if len(filled) == 1 else []
    if not children or children[0].type != "strong_open" or children[-1].type != "strong_close":
        return
    row[0].attrJoin("class", "day")
    kept = filled[0]
    for number, token in enumerate(row[1:-1], start=1):
        if not kept <= number <= kept + 2:
            token.type, token.tag = "hidden", ""
            token.children = []
    row[kept].tag = row[kept + 2].tag = "th"
    row[kept].attrs = {"colspan": str(len(cells)), "scope": "colgroup"}
    row[kept + 1].children = children[1:-1]


def _make_first_days(tokens: Sequence[Token], table: Token) -> None:
    """The days before the first entry, which were met before it was known that this is the timeline."""
    start = tokens.index(table)
    for row in _rows(tokens[start:]):
        if row[0].type == "table_open" and row[0] is not table:
            return
        if row[0].type == "tr_open" and "id" not in row[0].attrs and "class" not in row[0].attrs:
            _make_day(row, [number for number, token in enumerate(row) if token.type == "td_open"])


def _link_to_itself(inline: Token, place: str) -> None:
    """The time of an entry is a link to it, for those who want to point somebody there."""
    children = inline.children or []
    if any(child.type == "link_open" for child in children):
        return
    opened = Token("link_open", "a", 1, attrs={"href": f"#{place}", "class": "self"})
    inline.children = [opened, *children, Token("link_close", "a", -1)]
