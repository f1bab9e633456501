"""The styles of our Word files, by the names that they have in every Word file whatever its language.

A heading is "heading 1" to "heading 6", a quote "Quote", what stands under a picture "caption". Code is "Source Code" and
"Verbatim Char": programs that read Word files back, ours and others, know code by these names. Cells hold "Table Text" and, in
header rows and header columns, "Table Heading", which is bold by itself: nothing in such a cell is marked as bold.
"""

from __future__ import annotations

from copy import deepcopy
from importlib.resources import files
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

HEADINGS = tuple(f"heading {level}" for level in range(1, 7))
LIST_ITEM, QUOTE, CAPTION, PICTURE = "List Paragraph", "Quote", "caption", "Picture"
CODE_BLOCK, CODE, LINK, QUESTION, SOURCE = "Source Code", "Verbatim Char", "Hyperlink", "Open Question", "Source Number"
TABLE, CELL, HEADER_CELL = "Report Table", "Table Text", "Table Heading"
SEPARATOR, RULE = "Separator", "Horizontal Rule"
HEADER, FOOTER, NOTE, NOTE_MARK = "header", "footer", "footnote text", "footnote reference"
ALL = (
    *HEADINGS, LIST_ITEM, QUOTE, CAPTION, PICTURE, CODE_BLOCK, CODE, LINK, QUESTION, SOURCE, TABLE, CELL, HEADER_CELL, SEPARATOR,
    RULE, HEADER, FOOTER, NOTE, NOTE_MARK,
)  # fmt: skip


def base_part(name: str) -> Any:  # noqa: ANN401  lxml's elements have no better type
    """One of the parts that every Word file of ours starts from, such as "styles"."""
    return parse_xml((files("postmortem.documents") / "word_base" / f"{name}.xml").read_bytes())


def style_ids(styles: Any) -> dict[str, str]:  # noqa: ANN401
    """The id of each style of the document by its name. Ids differ from language to language; names do not."""
    found: dict[str, str] = {}
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found.setdefault(name_key(name.get(qn("w:val"), "")), style.get(qn("w:styleId"), ""))
    return {name: found[name_key(name)] for name in ALL if name_key(name) in found}


def cell_size(styles: Any) -> float:  # noqa: ANN401
    """The size of the letters in a table's cells, in points."""
    by_id = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    style, seen = by_id.get(style_ids(styles)[CELL]), 0
    while style is not None and seen < 10:
        if (size := style.find(f"{qn('w:rPr')}/{qn('w:sz')}")) is not None:
            return int(size.get(qn("w:val"))) / 2
        base, seen = style.find(qn("w:basedOn")), seen + 1
        style = by_id.get(base.get(qn("w:val"))) if base is not None else None
    return 10.0


def name_key(name: str) -> str:
    """What two spellings of one style's name have in common."""
    return " ".join(name.split()).casefold()


def set_language(styles: Any, language: str) -> None:  # noqa: ANN401
    """The language of all text; what single styles say of it is taken out."""
    for mark in list(styles.iter(qn("w:lang"))):
        mark.getparent().remove(mark)
    defaults = styles.find(qn("w:docDefaults"))
    for tag in ("w:rPrDefault", "w:rPr"):
        defaults = defaults.find(qn(tag))
    mark = deepcopy(base_part("styles").find(f".//{qn('w:lang')}"))
    mark.set(qn("w:val"), language)
    mark.set(qn("w:eastAsia"), language)
    for place, sibling in enumerate(defaults):
        if sibling.tag.rpartition("}")[2] in ("eastAsianLayout", "specVanish", "oMath"):
            defaults.insert(place, mark)
            return
    defaults.append(mark)
