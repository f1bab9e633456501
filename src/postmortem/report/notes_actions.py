"""Actions out of a notes sheet: rows of a table in whatever form people left it, or lines ("Do it – owner: Responder 2")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from postmortem.incident import Action
from postmortem.report.read_back_columns import ACTION_COLUMNS, column_meant
from postmortem.report.sections import MARKER

COLUMNS = ("Action", "Owner, as a role", "Due", "Board or ticket")
"""The columns of the table of agreed actions, as the draft has them too."""

# Heads of columns that hold nothing of an action's own: its number in the list.
_NO_COLUMN = frozenset({"", "no", "nr", "number", "#"})
_FIELDS = ("what", "owner", "due", "where")
# "Owner: …", "due by: …" inside a line. Every repetition is bounded.
_LABELLED = re.compile(
    r"[\s,;.|(\[–—-]{0,9}\b(owner|due|deadline|by when|board|ticket)\b(?:[ ,]{1,3}(?:as a role|role|date|by))?[ ]{0,3}:[ ]{0,3}",
    re.IGNORECASE,
)
_MEANT = {"owner": "owner", "due": "due", "deadline": "due", "by when": "due", "board": "where", "ticket": "where"}
_NO_ACTION = re.compile(
    r"(?:none|nothing|n/?a|no(?: further| new)? actions?(?: (?:is|are|were))?(?: needed| agreed)?)\W{0,2}", re.IGNORECASE
)
_NOTHING = " \t\r\n\u00a0-–—_.…*•|[]"


def is_nothing(text: str) -> bool:
    """Whether a place was left empty: spaces, dashes, dots."""
    return not text.strip(_NOTHING)


def actions_in_table(tokens: Sequence[Token]) -> tuple[Action, ...]:
    """The actions in a table: columns by their heads, in any order; else in ours. Anything in another column stays too."""
    rows = _rows(tokens)
    if not rows:
        return ()
    meant = [_column(head) for head in rows[0]]
    has_heads = "what" in meant or sum(bool(one) for one in meant) > 1
    if not has_heads:  # the head was taken out: the first row is an action
        meant = [_FIELDS[place] if place < len(_FIELDS) else None for place in range(max(map(len, rows)))]
    elif "what" not in meant:
        unnamed = [place for place, one in enumerate(meant) if not one]
        meant[unnamed[0] if unnamed else 0] = "what"
    heads = rows[0] if has_heads else [""] * len(meant)
    return tuple(action for row in rows[1 if has_heads else 0 :] if (action := _action(row, meant, heads)) is not None)


def actions_in_words(text: str) -> tuple[Action, ...]:
    """The action that a line or a point of a list tells; none where it says that there is none."""
    words = " ".join(filter(None, (plain_words(token) for token in _parser().parse(text) if token.type == "inline")))
    what, *labelled = _LABELLED.split(words)
    held = {"what": what.strip()}
    for label, value in zip(labelled[::2], labelled[1::2], strict=True):
        meant, said = _MEANT[label.casefold()], _told(value.strip(" \t,;–—|)]").removesuffix("."))
        if meant in held:
            held["what"] += f", {label}: {said}"
        elif said:
            held[meant] = said
    return _made(held)


def plain_words(inline: Token) -> str:
    """The words of an inline token without marks; a link's address stands behind its words."""
    out: list[str] = []
    addresses: list[tuple[str, int]] = []
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append(" ")
        elif child.type == "image":
            out.append(child.content)
        elif child.type == "link_open":
            addresses.append((str(child.attrs.get("href", "")), len(out)))
        elif child.type == "link_close" and addresses:
            address, start = addresses.pop()
            said = "".join(out[start:]).strip()
            out += [f" ({address})"] if address and said != address else []
    return " ".join("".join(out).split())


def _rows(tokens: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(plain_words(token))
    return rows


def _column(head: str) -> str | None:
    """What a column holds, "" where that is nothing of an action's own; None where it is one of people's own."""
    if " ".join(head.casefold().strip(" :.*").split()) in _NO_COLUMN:
        return ""
    return column_meant(head, ACTION_COLUMNS) or None


def _action(row: Sequence[str], meant: Sequence[str | None], heads: Sequence[str]) -> Action | None:
    held: dict[str, str] = {}
    more: list[str] = []
    for place, cell in enumerate(row):
        said, one = _told(cell), meant[place] if place < len(meant) else None
        if not said or one == "":
            continue
        if one is None or one in held:
            head = heads[place] if place < len(heads) else ""
            more.append(f"{head}: {said}" if head else said)
        else:
            held[one] = said
    if more:
        held["what"] = f"{held.get('what', '')} ({'; '.join(more)})".strip()
    made = _made(held)
    return made[0] if made else None


def _made(held: dict[str, str]) -> tuple[Action, ...]:
    what = _told(held.get("what", ""))
    rest = {key: held[key] for key in ("owner", "due", "where") if held.get(key)}
    if not what and rest:  # an owner or a day without a word of what is to be done: said, and not lost
        what = f"{MARKER} what is to be done?"
    if not what or (not rest and _NO_ACTION.fullmatch(what)):
        return ()
    return (Action(what=what, owner=rest.get("owner", ""), due=rest.get("due", ""), where=rest.get("where", "")),)


def _told(cell: str) -> str:
    """What a cell says; a question of ours and an empty place say nothing."""
    text = " ".join(cell.split())
    return "" if text.startswith(MARKER) or is_nothing(text) else text


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
