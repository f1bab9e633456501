"""The page of a Word file: its paper and margins, the title and the incident at its head, its number at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from postmortem.documents.word_styles import FOOTER, HEADER
from postmortem.documents.word_xml import add, add_field, add_paragraph, add_run, starts_from_the_right

# Width and height in twentieths of a point.
PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
# Where the language's country prints on Letter.
LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE")
# How many letters of a title, and of an incident's reference, fit on one line at the head of a page.
TITLE, REFERENCE = 72, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The room for text on a page, in twentieths of a point."""

    width: int
    height: int


def paper_for(language: str) -> str:
    """The paper that people use where this language is spoken: "A4" or "Letter"."""
    return "Letter" if language.replace("_", "-").rpartition("-")[2].upper() in LETTER_COUNTRIES else "A4"


def set_paper(section: Any, paper: str) -> None:  # noqa: ANN401  lxml's elements have no better type
    """Make a section's pages of a paper: "A4" or "Letter"."""
    width, height = PAPERS[paper]
    size = section.find(qn("w:pgSz"))
    size.set(qn("w:w"), str(width))
    size.set(qn("w:h"), str(height))


def room_on(section: Any) -> Page:  # noqa: ANN401
    """How much room a section's pages have for text."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    width, height = (int(size.get(qn(f"w:{side}"))) for side in ("w", "h"))
    left, right, top, bottom = (abs(int(margins.get(qn(f"w:{side}"), 0))) for side in ("left", "right", "top", "bottom"))
    return Page(width=max(width - left - right, 2880), height=max(height - top - bottom, 2880))


def write_head_and_foot(document: WordDocument, styles: dict[str, str], page: Page, title: str, incident: str) -> None:
    """The title and the incident at the head of every page, "Page n of m" at its foot."""
    section = document.sections[0]
    head, foot = section.header._element, section.footer._element
    for part in (head, foot):
        for old in list(part):
            part.remove(old)
    write_title(head, styles, page, title, incident)
    write_number(foot, styles)


def write_title(head: Any, styles: dict[str, str], page: Page, title: str, incident: str) -> None:  # noqa: ANN401
    """A line with the title, and the incident at its end."""
    line = add_paragraph(head, styles[HEADER], right_to_left=starts_from_the_right(title))
    if incident:
        _tab_at(line, page.width)
    add_run(line, _short(title, TITLE))
    if incident:
        add_run(line, f"\t{_short(incident, REFERENCE)}")


def write_number(foot: Any, styles: dict[str, str]) -> None:  # noqa: ANN401
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
