"""The pieces of a Word file that python-docx has no words for: properties without traces, numbering, fields, shading, links."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

LINK_COLOUR, ASK_COLOUR, SHADE, RULE = "0B5394", "B45309", "EEF1F5", "B7BEC8"
# Parts that say nothing and give something away: a thumbnail, and styles for an old Word.
UNWANTED = re.compile(r"docProps/thumbnail\.\w+|word/stylesWithEffects\.xml")
# The order in which Word wants a paragraph's properties; python-docx appends, and Word calls such a file damaged.
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip


def element(tag: str, /, **attributes: str) -> Any:  # noqa: ANN401  lxml's elements have no better type
    """An element of Word's own namespace: element("shd", val="clear", fill="EEF1F5")."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def insert_in_order(properties: Any, child: Any) -> None:  # noqa: ANN401
    """Put a child into paragraph properties at the place that the schema wants."""
    name = child.tag.rpartition("}")[2]
    place = PARAGRAPH_ORDER.index(name)
    for known in properties.findall(child.tag):
        properties.remove(known)
    for position, sibling in enumerate(properties):
        sibling_name = sibling.tag.rpartition("}")[2]
        if sibling_name in PARAGRAPH_ORDER and PARAGRAPH_ORDER.index(sibling_name) > place:
            properties.insert(position, child)
            return
    properties.append(child)


def set_styles(document: WordDocument, language: str) -> None:
    """Fonts that exist everywhere, sizes, spacing, and the styles that the default template lacks."""
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    for lang in styles.element.iter(qn("w:lang")):
        lang.getparent().remove(lang)
    run_defaults = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    run_defaults.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    for fonts in styles.element.iter(qn("w:rFonts")):
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), "Arial")
    _font(styles["Normal"], 10.5, after=6, line=1.15)
    for level, size in enumerate((20, 14, 12, 11, 10.5, 10.5), start=1):
        style = styles[f"Heading {level}"]
        _font(style, size, before=4 if level == 1 else 14, after=4, line=1.1)
        style.font.bold, style.font.italic = True, False
        style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x37)
        style.paragraph_format.keep_with_next = True
    _font(styles["Quote"], 10, after=6, line=1.15)
    styles["Quote"].font.italic = False
    styles["Quote"].font.color.rgb = RGBColor(0x33, 0x3D, 0x4B)
    code = styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = styles["Normal"]
    code.font.name, code.font.size = "Courier New", Pt(9)
    code.paragraph_format.space_after = Pt(8)
    insert_in_order(code.element.get_or_add_pPr(), element("shd", val="clear", color="auto", fill=SHADE))
    inline = styles.add_style("Verbatim Char", WD_STYLE_TYPE.CHARACTER)
    inline.font.name, inline.font.size = "Courier New", Pt(9.5)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(LINK_COLOUR), True
    ask = styles.add_style("Open Question", WD_STYLE_TYPE.CHARACTER)
    ask.font.name, ask.font.color.rgb = "DejaVu Sans", RGBColor.from_string(ASK_COLOUR)
    styles.add_style("Source Number", WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string(LINK_COLOUR)


def _font(style: Any, size: float, *, before: float = 0, after: float = 0, line: float = 1.0) -> None:  # noqa: ANN401
    style.font.name, style.font.size = "Arial", Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line


def new_list(document: WordDocument, *, ordered: bool, start: int = 1) -> int:
    """A list of its own, so that numbers begin again; returns its id."""
    numbering = document.part.numbering_part.element
    ids = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    abstract_id = str(max(ids, default=-1) + 1)
    abstract = element("abstractNum", abstractNumId=abstract_id)
    abstract.append(element("multiLevelType", val="hybridMultilevel"))
    for level in range(9):
        one = element("lvl", ilvl=str(level))
        one.append(element("start", val=str(start if level == 0 else 1)))
        one.append(element("numFmt", val=("decimal", "lowerLetter", "lowerRoman")[level % 3] if ordered else "bullet"))
        one.append(element("lvlText", val=f"%{level + 1}." if ordered else "•◦▪"[level % 3]))
        one.append(element("lvlJc", val="left"))
        properties = element("pPr")
        properties.append(element("ind", left=str(360 * (level + 1)), hanging="360"))
        one.append(properties)
        abstract.append(one)
    first = numbering.find(qn("w:num"))
    if first is not None:
        first.addprevious(abstract)
    else:
        numbering.append(abstract)
    return int(numbering.add_num(int(abstract_id)).numId)


def add_field(paragraph: Any, instruction: str) -> None:  # noqa: ANN401
    """A field that Word fills in, such as PAGE."""
    for part in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        if part is None:
            code = element("instrText")
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            code.text = f" {instruction} "
            run._r.append(code)
        elif part == "text":
            run.text = "1"
        else:
            run._r.append(element("fldChar", fldCharType=part))


def add_link(paragraph: Any, address: str) -> Any:  # noqa: ANN401
    """An empty hyperlink in the paragraph, to put runs into."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("hyperlink", history="1")
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)
    return link


def add_inner_link(paragraph: Any, address: str) -> Any:  # noqa: ANN401
    """An empty link to a bookmark in the document, to put runs into. `address`: "#evidence.3"."""
    link = element("hyperlink", anchor=_bookmark(address[1:]), history="1")
    paragraph._p.append(link)
    return link


def add_bookmark(paragraph: Any, place: str, number: int) -> None:  # noqa: ANN401
    """A place that links in the document lead to. `number` is its own in the document."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=_bookmark(place)))
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def _bookmark(place: str) -> str:
    """A bookmark's name: letters, digits and underscores, at most 40."""
    return place.replace(".", "_")[:40]


def without_traces(document: WordDocument, title: str, language: str) -> bytes:
    """The file, with nobody in its properties, no thumbnail, and the same bytes for the same document."""
    properties = document.core_properties
    for name in (
        "author",
        "last_modified_by",
        "comments",
        "keywords",
        "category",
        "content_status",
        "identifier",
        "subject",
        "version",
    ):
        setattr(properties, name, "")
    properties.title, properties.language, properties.revision = title[:250], language, 1
    for dated in list(properties._element):
        if dated.tag.rpartition("}")[2] in ("created", "modified", "lastPrinted"):
            properties._element.remove(dated)
    raw = io.BytesIO()
    document.save(raw)
    return _repacked(raw.getvalue())


def _repacked(data: bytes) -> bytes:
    """The same parts in a fixed order with fixed times, without those that nobody wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if UNWANTED.fullmatch(name):
                continue
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, _without_mentions(name, old.read(name)))
    return out.getvalue()


def _without_mentions(name: str, data: bytes) -> bytes:
    """No part speaks of a part that was taken out, nor of the program that made the template."""
    if name.endswith(".rels"):
        return re.sub(rb'<Relationship [^>]*Target="(?:/?docProps/thumbnail\.\w+|stylesWithEffects\.xml)"[^>]*/>', b"", data)
    if name == "[Content_Types].xml":
        data = re.sub(rb'<Override [^>]*PartName="/word/stylesWithEffects\.xml"[^>]*/>', b"", data)
        return re.sub(rb'<Default [^>]*Extension="jpe?g"[^>]*/>', b"", data)
    if name == "docProps/app.xml":
        return re.sub(rb"<Application>[^<]*</Application>", b"<Application></Application>", data)
    return data
