"""From Markdown to a Word file: true headings, tables that repeat their header, lists that begin again, links, code, pictures.

Same Markdown, same bytes; no trace of anybody in the properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType

from docx.oxml.ns import qn

from postmortem.documents.escape import clean
from postmortem.documents.parse import parse
from postmortem.documents.word_blocks import Blocks
from postmortem.documents.word_house import Look, our_look
from postmortem.documents.word_lists import Numbering
from postmortem.documents.word_package import add_notes, close_document, open_document
from postmortem.documents.word_page import room_on, set_page, write_heads_and_feet
from postmortem.documents.word_runs import Runs
from postmortem.documents.word_styles import TABLE, base_part, cell_size, style_ids

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


def write_word(
    markdown: str,
    *,
    title: str,
    incident: str = "",
    language: str = "en-GB",
    paper: str = "",
    look: Look | None = None,
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> bytes:
    """The document as a .docx file. `title` and `incident` stand in the header; nobody stands in the properties.

    paper: "A4", "Letter", or "" for the house style's, or else what the language's country prints on. look: that of a house style
    (`read_house_style`), None for ours. pictures: those that the Markdown shows, by the
    address that it gives them; for one that is not there, or cannot be shown, its alternative text stands in the document.
    """
    title, incident, look = clean(title), clean(incident), look or our_look()
    styles, numbering = deepcopy(look.styles), deepcopy(look.numbering)
    parts = {"fonts": base_part("fontTable"), "theme": deepcopy(look.theme)}
    document = open_document(title, language, styles=styles, numbering=numbering, **parts)
    body, ids = document.element.body, style_ids(styles)
    section = set_page(body.find(qn("w:sectPr")), look, paper, language)
    write_heads_and_feet(document, ids, look, title, incident)
    tree = parse(clean(markdown))
    runs = Runs(document.part, ids, pictures, room_on(section))
    runs.cell_size = cell_size(styles)
    runs.places = {f"#{node.attrs['id']}" for node in tree.walk() if node.type in ("tr", "place") and "id" in node.attrs}
    blocks = Blocks(runs, Numbering(numbering), ours=TABLE in look.supplied)
    body.remove(section)
    blocks.write(tree.children, body)
    body.append(section)
    if notes := [node for node in tree.walk() if node.type == "footnote"]:
        part = add_notes(document)
        runs.part = part
        for node in notes:
            blocks.note(node, part.element)
    return close_document(document)
