"""The page of a Word file: its paper and margins, the title and the incident at its head, its number at its foot."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from postmortem.documents.word_house import Look
from postmortem.documents.word_house_furniture import write_furniture
from postmortem.documents.word_styles import FOOTER, HEADER
from postmortem.documents.word_xml import add, add_field, add_paragraph, add_run, starts_from_the_right

# Width and height in twentieths of a point.
PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
# Where the language's country prints on Letter.
LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE")
# How many letters of a title, and of an incident's reference, fit on one line at the head of a page.
TITLE, REFERENCE = 72, 28
# Pictures at heads and feet are numbered from here, beyond those of any report.
HOUSE_PICTURES = 100_001
FURNITURE = tuple((sort, which) for sort in ("header", "footer") for which in ("default", "first", "even"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The room for text on a page, in twentieths of a point."""

    width: int
    height: int


def paper_for(language: str) -> str:
    """The paper that people use where this language is spoken: "A4" or "Letter"."""
    return "Letter" if language.replace("_", "-").rpartition("-")[2].upper() in LETTER_COUNTRIES else "A4"


def set_page(section: Any, look: Look, paper: str, language: str) -> Any:  # noqa: ANN401  lxml's elements have no better type
    """Make a document's section that of the look. paper: as for `write_word`. The section as it is now."""
    if look.section is not None:
        made = deepcopy(look.section)
        section.getparent().replace(section, made)
        section = made
    if paper or look.section is None:
        size = section.find(qn("w:pgSz"))
        for side, length in zip(("w", "h"), PAPERS[paper or paper_for(language)], strict=True):
            size.set(qn(f"w:{side}"), str(length))
        size.attrib.pop(qn("w:orient"), None)
    return section


def room_on(section: Any) -> Page:  # noqa: ANN401
    """How much room a section's pages have for text."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    width, height = (int(size.get(qn(f"w:{side}"))) for side in ("w", "h"))
    left, right, top, bottom = (abs(int(margins.get(qn(f"w:{side}"), 0))) for side in ("left", "right", "top", "bottom"))
    return Page(width=max(width - left - right, 2880), height=max(height - top - bottom, 2880))


def write_heads_and_feet(document: WordDocument, styles: dict[str, str], look: Look, title: str, incident: str) -> None:
    """The title and the incident at the head of every page, "Page n of m" at its foot, beneath what a house style has there.

    A first page that is another in the house style is left as it is there.
    """
    section = document.sections[0]
    page, numbers = room_on(section._sectPr), count(HOUSE_PICTURES)
    for sort, which in FURNITURE:
        if which == "even" and not look.even_and_odd:
            continue
        if which == "first" and not section.different_first_page_header_footer:
            continue
        made = getattr(section, which.replace("default", "").replace("first", "first_page_").replace("even", "even_page_") + sort)
        root = made._element
        for old in list(root):
            root.remove(old)
        house = look.furniture.get(("head" if sort == "header" else "foot", which))
        if house is not None:
            write_furniture(house, root, made.part, numbers)
        if sort == "header" and which != "first":
            _write_title(root, styles, title, incident, page.width if HEADER in look.supplied else 0)
        elif which != "first" and (house is None or not house.has_page):
            _write_number(root, styles)
        elif not len(root) or root[-1].tag != qn("w:p"):
            add_paragraph(root, styles[HEADER if sort == "header" else FOOTER])
    if look.even_and_odd:
        document.settings.odd_and_even_pages_header_footer = True


def _write_title(head: Any, styles: dict[str, str], title: str, incident: str, end: int) -> None:  # noqa: ANN401
    """A line with the title, and the incident at its end. end: where that is; 0 where the style has stops of its own."""
    line = add_paragraph(head, styles[HEADER], right_to_left=starts_from_the_right(title))
    if incident and end:
        _tab_at(line, end)
    words = [_short(text, most) for text, most in ((title, TITLE), (incident, REFERENCE)) if text]
    add_run(line, ("\t" if end else " · ").join(words))


def _write_number(foot: Any, styles: dict[str, str]) -> None:  # noqa: ANN401
    """A line with the page's number and how many there are."""
    line = add_paragraph(foot, styles[FOOTER], align="right")
    add_run(line, "Page ")
    add_field(line, "PAGE")
    add_run(line, " of ")
    add_field(line, "NUMPAGES")


def _tab_at(line: Any, place: int) -> None:  # noqa: ANN401
    properties = line.find(qn("w:pPr"))
    tabs = add(properties, "tabs")
    add(tabs, "tab", val="right", pos=str(place))
    properties.find(qn("w:pStyle")).addnext(tabs)


def _short(text: str, most: int) -> str:
    """The text in one line; one that is too long ends at a word, with a sign that it goes on."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return f"{line[: most - 1].rpartition(' ')[0] or line[: most - 1]}…"
