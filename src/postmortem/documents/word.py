"""From Markdown to a Word file: true headings, tables that repeat their header, lists that begin again, links, code, pictures.

Same Markdown, same bytes; no trace of anybody in the properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docx.oxml.ns import qn

from postmortem.documents.escape import clean
from postmortem.documents.parse import parse
from postmortem.documents.word_blocks import Blocks
from postmortem.documents.word_lists import Numbering
from postmortem.documents.word_package import add_notes, close_document, open_document
from postmortem.documents.word_page import paper_for, room_on, set_paper, write_head_and_foot
from postmortem.documents.word_runs import Runs
from postmortem.documents.word_styles import base_part, style_ids

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


def write_word(
    markdown: str,
    *,
    title: str,
    incident: str = "",
    language: str = "en-GB",
    paper: str = "",
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> bytes:
    """The document as a .docx file. `title` and `incident` stand in the header; nobody stands in the properties.

    paper: "A4", "Letter", or "" for what the language's country prints on. pictures: those that the Markdown shows, by the
    address that it gives them; for one that is not there, or cannot be shown, its alternative text stands in the document.
    """
    title, incident = clean(title), clean(incident)
    styles, numbering = base_part("styles"), base_part("numbering")
    fonts, theme = base_part("fontTable"), base_part("theme")
    document = open_document(title, language, styles=styles, numbering=numbering, fonts=fonts, theme=theme)
    body = document.element.body
    section = body.find(qn("w:sectPr"))
    set_paper(section, paper or paper_for(language))
    page, ids = room_on(section), style_ids(styles)
    write_head_and_foot(document, ids, page, title, incident)
    tree = parse(clean(markdown))
    runs = Runs(document.part, ids, pictures, page)
    runs.places = {f"#{node.attrs['id']}" for node in tree.walk() if node.type == "tr" and "id" in node.attrs}
    blocks = Blocks(runs, Numbering(numbering), ours=True)
    body.remove(section)
    blocks.write(tree.children, body)
    body.append(section)
    if notes := [node for node in tree.walk() if node.type == "footnote"]:
        part = add_notes(document)
        runs.part = part
        for node in notes:
            blocks.note(node, part.element)
    return close_document(document)
