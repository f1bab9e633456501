"""Elements of a Word file, each with its children in the order that the schema wants: Word calls any other order damage."""

from __future__ import annotations

import unicodedata
from typing import Any

from docx.oxml.ns import qn
from lxml.etree import SubElement

W = qn("w:p")[:-1]
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The directions of letters that are written from right to left.
FROM_THE_RIGHT = ("R", "AL")


def add(parent: Any, tag: str, /, **attributes: str) -> Any:  # noqa: ANN401  lxml's elements have no better type
    """A new last child in Word's own namespace: add(properties, "shd", val="clear", fill="EEF1F5")."""
    made = SubElement(parent, f"{W}{tag}")
    for key, value in attributes.items():
        made.set(f"{W}{key}", value)
    return made


def add_paragraph(
    parent: Any,  # noqa: ANN401
    style: str = "",
    *,
    keep_next: bool = False,
    number: tuple[int, int] | None = None,
    right_to_left: bool = False,
    after: int | None = None,
    indent: int | None = None,
    hanging: int = 0,
    align: str = "",
) -> Any:  # noqa: ANN401
    """A new paragraph. style: a style's id; number: (list, level); after, indent, hanging: twentieths of a point."""
    made = add(parent, "p")
    properties = add(made, "pPr")
    if style:
        add(properties, "pStyle", val=style)
    if keep_next:
        add(properties, "keepNext")
    if number is not None:
        numbered = add(properties, "numPr")
        add(numbered, "ilvl", val=str(number[1]))
        add(numbered, "numId", val=str(number[0]))
    if right_to_left:
        add(properties, "bidi")
    if after is not None:
        add(properties, "spacing", after=str(after))
    if indent is not None:
        add(properties, "ind", **{"left": str(indent), **({"hanging": str(hanging)} if hanging else {})})
    if align:
        add(properties, "jc", val=align)
    return made


def add_run(parent: Any, text: str, style: str = "", marks: frozenset[str] = frozenset()) -> Any:  # noqa: ANN401
    """A new run. style: a character style's id; marks: "bold", "italic", "strike", "raised", "rtl"."""
    made = add(parent, "r")
    if style or marks:
        properties = add(made, "rPr")
        if style:
            add(properties, "rStyle", val=style)
        if "bold" in marks:
            add(properties, "b")
            add(properties, "bCs")
        if "italic" in marks:
            add(properties, "i")
            add(properties, "iCs")
        if "strike" in marks:
            add(properties, "strike")
        if "raised" in marks:
            add(properties, "vertAlign", val="superscript")
        if "rtl" in marks:
            add(properties, "rtl")
    add_text(made, text)
    return made


def add_text(run: Any, text: str) -> None:  # noqa: ANN401
    """The text of a run; tabs and line breaks are elements of their own."""
    if "\t" not in text and "\n" not in text:
        _plain(run, text)
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            add(run, "br")
        for place, part in enumerate(line.split("\t")):
            if place:
                add(run, "tab")
            _plain(run, part)


def _plain(run: Any, text: str) -> None:  # noqa: ANN401
    if text:
        made = add(run, "t")
        made.text = text
        if text != text.strip() or "  " in text:
            made.set(XML_SPACE, "preserve")


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:  # noqa: ANN401
    """A field that Word fills in, such as PAGE. shown: what stands there until it has."""
    add(add(paragraph, "r"), "fldChar", fldCharType="begin")
    code = add(add(paragraph, "r"), "instrText")
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    add(add(paragraph, "r"), "fldChar", fldCharType="separate")
    add_run(paragraph, shown)
    add(add(paragraph, "r"), "fldChar", fldCharType="end")


def add_bookmark(paragraph: Any, place: str, number: int) -> None:  # noqa: ANN401
    """A place that links in the document lead to. number: its own in the document."""
    add(paragraph, "bookmarkStart", id=str(number), name=bookmark_name(place))
    add(paragraph, "bookmarkEnd", id=str(number))


def bookmark_name(place: str) -> str:
    """A bookmark's name: letters, digits and underscores, at most 40."""
    return "".join(letter if letter.isalnum() else "_" for letter in place)[:40]


def by_direction(text: str) -> list[tuple[str, bool]]:
    """The text cut where its direction changes: (text, whether it runs from right to left). Spaces stay with what is before."""
    if text.isascii():
        return [(text, False)]
    parts: list[tuple[str, bool]] = []
    start, current = 0, False
    for at, letter in enumerate(text):
        direction = unicodedata.bidirectional(letter)
        if direction not in ("L", *FROM_THE_RIGHT) or (turned := direction in FROM_THE_RIGHT) == current:
            continue
        parts.append((text[start:at], current))
        start, current = at, turned
    parts.append((text[start:], current))
    return [part for part in parts if part[0]]


def starts_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    if text.isascii():
        return False
    first = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", *FROM_THE_RIGHT)), "L")
    return first in FROM_THE_RIGHT
