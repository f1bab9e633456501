"""A Word file as a package: opened from our own parts, closed with nobody in its properties and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from postmortem.documents.word_styles import base_part, set_language
from postmortem.documents.word_xml import add

# A part's date inside the file. The format knows none before 1980.
DATE = (1980, 1, 1, 0, 0, 0)
CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>{language}</dc:language>'
    "</cp:coreProperties>"
)


def open_document(
    title: str,
    language: str,
    *,
    styles: Any,  # noqa: ANN401  lxml's elements have no better type
    numbering: Any,  # noqa: ANN401
    fonts: Any,  # noqa: ANN401
    theme: Any,  # noqa: ANN401
) -> WordDocument:
    """A document without a word in it. styles, numbering, fonts, theme: the elements that become the document's parts."""
    package = Package()
    part = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, base_part("document"), package)
    package.relate_to(part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    set_language(styles, language)
    settings = base_part("settings")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    kinds = RELATIONSHIP_TYPE
    for kind, made in (
        (kinds.STYLES, StylesPart(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, styles, package)),
        (kinds.SETTINGS, SettingsPart(PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, settings, package)),
        (kinds.NUMBERING, NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, numbering, package)),
        (kinds.FONT_TABLE, XmlPart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, fonts, package)),
        (kinds.THEME, XmlPart(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, theme, package)),
    ):
        part.relate_to(made, kind)
    core = CORE.format(title=escape(title[:250]), language=escape(language)).encode()
    properties = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, core, package)
    package.relate_to(properties, kinds.CORE_PROPERTIES)
    document: WordDocument = part.document
    return document


def add_notes(document: WordDocument) -> XmlPart:
    """The part for footnotes, which only a document with footnotes has."""
    part = document.part
    assert part.package is not None  # noqa: S101  it was made in one
    notes = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, base_part("footnotes"), part.package)
    part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    told = add(settings, "footnotePr")
    for line in ("-1", "0"):  # what parts notes from text, and notes from their beginning on the page before
        add(told, "footnote", id=line)
    settings.find(qn("w:compat")).addprevious(told)
    return notes


def close_document(document: WordDocument) -> bytes:
    """The file. Parts in a fixed order with fixed dates, so that the same document is the same bytes."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, date_time=DATE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
