"""Heads and feet of a house style: its words, lines, tables and logo; nothing that is filled in with people or file names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart
from docx.shared import Emu

from postmortem.documents.word_pictures import WordPicture, word_picture

KINDS = {qn("w:headerReference"): "head", qn("w:footerReference"): "foot"}
PAGES = ("default", "first", "even")
# Fields that say nothing of anybody. Every other is taken out, with what it shows: authors, file names, dates, properties.
FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\s*PAGE\b", re.IGNORECASE)
# What is copied, and what is opened so that only its content stays. Whatever else there is goes.
KEPT = frozenset(
    qn(f"w:{tag}")
    for tag in (
        "p", "pPr", "r", "rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab", "tbl", "tblPr", "tblGrid",
        "gridCol", "tr", "trPr", "tc", "tcPr", "drawing", "fldChar", "instrText", "fldSimple",
    )
)  # fmt: skip
OPENED = frozenset(qn(f"w:{tag}") for tag in ("hyperlink", "smartTag", "customXml", "ins", "sdt", "sdtContent"))
WHOLE = frozenset(qn(f"w:{tag}") for tag in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr"))
CHANGES = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "ins", "del", "cnfStyle", "numPr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A head or a foot. content: its blocks; pictures: by the id that the blocks know them by; has_page: whether it shows the
    page's number."""

    content: tuple[Any, ...]
    pictures: Mapping[str, WordPicture]
    has_page: bool = False


def read_furniture(section: Any, main: Part) -> dict[tuple[str, str], Furniture]:  # noqa: ANN401  lxml's elements
    """The heads and feet of a section by (kind, page): ("head", "default"), ("foot", "first"), ..."""
    found = {}
    for mark in section:
        page = mark.get(qn("w:type"), "default")
        if mark.tag in KINDS and page in PAGES and mark.get(qn("r:id")) in main.rels:
            part = main.rels[mark.get(qn("r:id"))].target_part
            found[KINDS[mark.tag], page] = _read(part)
    return found


def _read(part: Part) -> Furniture:
    root = deepcopy(parse_xml(part.blob))
    pictures: dict[str, WordPicture] = {}
    _keep_what_is_plain(root, part, pictures)
    has_page = _keep_fields(root)
    shown = [block for block in root if block.tag in (qn("w:p"), qn("w:tbl"))]
    filled = any(
        "".join(map(str, block.itertext())).strip() or block.find(f".//{qn('w:drawing')}") is not None for block in shown
    )
    return Furniture(content=tuple(shown) if filled else (), pictures=pictures, has_page=has_page)


def styles_used(furniture: Iterable[Furniture]) -> set[str]:
    """The ids of the styles that heads and feet are in."""
    marks = tuple(qn(f"w:{tag}") for tag in ("pStyle", "rStyle", "tblStyle"))
    return {mark.get(qn("w:val"), "") for one in furniture for block in one.content for mark in block.iter(*marks)}


def write_furniture(furniture: Furniture, into: Any, part: StoryPart, numbers: Iterator[int]) -> None:  # noqa: ANN401
    """Put a head's or a foot's blocks into a new one, with its pictures. part: the new one's part; numbers: for pictures, no one
    of which may occur twice in a document."""
    for block in furniture.content:
        made = deepcopy(block)
        for drawing in made.iter(qn("w:drawing")):
            picture = furniture.pictures[drawing.attrib.pop("picture")]
            width, height = (Emu(int(drawing.attrib.pop(side))) for side in ("width", "height"))
            inline = part.new_pic_inline(io.BytesIO(picture.data), width, height)
            number = next(numbers)
            inline.docPr.set("id", str(number))
            for told in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
                told.set("name", f"Picture {number}")
            inline.docPr.set("descr", drawing.attrib.pop("descr"))
            drawing.append(inline)
        into.append(made)


def _keep_what_is_plain(parent: Any, part: Part, pictures: dict[str, WordPicture]) -> None:  # noqa: ANN401
    for child in list(parent):
        if child.tag in OPENED:
            inner = child.find(qn("w:sdtContent")) if child.tag == qn("w:sdt") else child
            if inner is not None and not _is_filled_in(child):
                for grandchild in list(inner):
                    child.addprevious(grandchild)
            parent.remove(child)
            _keep_what_is_plain(parent, part, pictures)  # what came up is looked at like the rest
            return
        if child.tag not in KEPT:
            parent.remove(child)
        elif child.tag == qn("w:drawing"):
            _keep_picture(child, part, pictures)
        elif child.tag in WHOLE:
            _without_changes(child)
        else:
            _without_sessions(child)
            _keep_what_is_plain(child, part, pictures)


def _is_filled_in(box: Any) -> bool:  # noqa: ANN401
    """Whether a box for content is filled from the properties: an author, a company, a manager."""
    return box.tag == qn("w:sdt") and box.find(f"{qn('w:sdtPr')}/{qn('w:dataBinding')}") is not None


def _without_changes(properties: Any) -> None:  # noqa: ANN401
    for mark in list(properties.iter(*(qn(f"w:{tag}") for tag in CHANGES))):
        if (above := mark.getparent()) is not None:
            above.remove(mark)
    for element in properties.iter():
        _without_sessions(element)
    for child in list(properties):
        if not str(child.tag).startswith(qn("w:p")[:-1]):
            properties.remove(child)


def _without_sessions(element: Any) -> None:  # noqa: ANN401
    for name in list(element.attrib):
        known = name.startswith((qn("w:p")[:-1], "{http://www.w3.org/XML"))
        if not known or name.rpartition("}")[2].startswith("rsid"):
            del element.attrib[name]


def _keep_picture(drawing: Any, part: Part, pictures: dict[str, WordPicture]) -> None:  # noqa: ANN401
    """A drawing stays where it is one picture that can be shown; it becomes a new one, in the line, of the same size."""
    blip, size = drawing.find(f".//{qn('a:blip')}"), drawing.find(f".//{qn('wp:extent')}")
    told = drawing.find(f".//{qn('wp:docPr')}")
    relation = part.rels.get(blip.get(qn("r:embed"))) if blip is not None else None
    picture = word_picture(relation.target_part.blob) if relation is not None and not relation.is_external else None
    for old in list(drawing):
        drawing.remove(old)
    if picture is None or size is None:
        drawing.getparent().remove(drawing)
        return
    key = f"house{len(pictures) + 1}"
    pictures[key] = picture
    drawing.set("picture", key)
    drawing.set("width", size.get("cx"))
    drawing.set("height", size.get("cy"))
    drawing.set("descr", told.get("descr", "") if told is not None else "")


def _keep_fields(root: Any) -> bool:  # noqa: ANN401
    """Take out every field that is not the page's number or how many there are. Is the page's number shown?"""
    has_page = False
    for field in list(root.iter(qn("w:fldSimple"))):
        code = field.get(qn("w:instr"), "")
        if not FIELDS.match(code):
            field.getparent().remove(field)
        has_page = has_page or bool(PAGE_NUMBER.match(code))
    open_fields: list[tuple[list[Any], list[str]]] = []
    for run in list(root.iter(qn("w:r"))):
        mark = run.find(qn("w:fldChar"))
        kind = mark.get(qn("w:fldCharType")) if mark is not None else ""
        if kind == "begin":
            open_fields.append(([], []))
        if not open_fields:
            continue
        open_fields[-1][0].append(run)
        open_fields[-1][1].extend(code.text or "" for code in run.iter(qn("w:instrText")))
        if kind == "end":
            runs, codes = open_fields.pop()
            code = "".join(codes)
            has_page = has_page or bool(PAGE_NUMBER.match(code))
            if not FIELDS.match(code):
                for one in runs:
                    if (above := one.getparent()) is not None:
                        above.remove(one)
    for runs, _ in open_fields:  # fields that never end
        for one in runs:
            if (above := one.getparent()) is not None:
                above.remove(one)
    return has_page
