"""Word files made by hand, for what no library writes: changes, comments, odd lists; and a document as Google Docs exports it."""

from __future__ import annotations

import io
import re
import zipfile

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8ffff3f0005fe02fea72d9b"
    "4b0000000049454e44ae426082"
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift3"><w:name w:val="Überschrift 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="House heading"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
"""


def _levels(form: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="x"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(9)
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_levels("bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_levels("decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def run(text: str, properties: str = "") -> str:
    """A run of words. properties: what stands in w:rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def heading(text: str, style: str = "Heading2") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def item(text: str, number: int = 1, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith(("<w:p>", "<w:tbl>")) else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, header: bool = False, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{'<w:tblHeader/>' if header else ''}{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def changed(kind: str, text: str, author: str = "Robin Vale") -> str:
    """Words that are a tracked change. kind: ins, del, moveFrom, moveTo."""
    inner = run(text)
    if kind in ("del", "moveFrom"):
        inner = inner.replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="9" w:author="{author}" w:date="2026-10-20T10:00:00Z">{inner}</w:{kind}>'


def word_file(body: str, *, styles: str = STYLES, relations: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word file of this body. parts: name after word/ → XML content without its root, or bytes as they are."""
    roots = {
        "comments": "comments",
        "commentsExtended": "commentsEx",
        "footnotes": "footnotes",
        "header1": "hdr",
        "footer1": "ftr",
    }
    links = [("styles", "styles.xml"), ("numbering", "numbering.xml")]
    files: dict[str, bytes] = {}
    for name, content in (parts or {}).items():
        if isinstance(content, bytes):
            files[f"word/{name}"] = content
            continue
        stem = name.removesuffix(".xml")
        prefix = "w15" if stem == "commentsExtended" else "w"
        root = f"{prefix}:{roots[stem]}"
        files[f"word/{name}"] = f"<{root} {SPACES}>{content}</{root}>".encode()
        links.append((re.sub(r"\d+$", "", stem), name))
    newer = "http://schemas.microsoft.com/office/2011/relationships"
    rels = "".join(
        f'<Relationship Id="p{n}" Type="{newer if kind == "commentsExtended" else KINDS}/{kind}" Target="{to}"/>'
        for n, (kind, to) in enumerate(links)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {SPACES}>{styles}</w:styles>")
        archive.writestr("word/numbering.xml", f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>")
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{rels}{relations}</Relationships>')
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def as_google(data: bytes) -> bytes:
    """The same document as Google Docs would export it after an import: house styles gone and written out on every run, bookmarks'
    links gone, content controls around runs, headings' bold said again, no header rows.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = _googled(part.decode()).encode()
            new.writestr(name, part)
    return out.getvalue()


def _googled(xml: str) -> str:
    mono = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
    xml = re.sub(r'<w:rStyle w:val="VerbatimChar"/>', mono, xml)
    xml = re.sub(r'<w:rStyle w:val="(?:OpenQuestion|SourceNumber|Hyperlink)"/>', '<w:color w:val="0B5394"/>', xml)
    xml = re.sub(r"<w:tblLook [^>]*/>", '<w:tblLook w:val="0600"/>', xml)
    xml = re.sub(r"<w:tblHeader/>|<w:cantSplit/>", "", xml)
    xml = re.sub(r'<w:hyperlink w:anchor="[^"]*"[^>]*>(.*?)</w:hyperlink>', r"\1", xml, flags=re.DOTALL)
    xml = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", xml)

    def code(match: re.Match[str]) -> str:
        inner = match[0].replace('<w:pStyle w:val="SourceCode"/>', '<w:shd w:val="clear" w:fill="EEF1F5"/>')
        return re.sub(r"<w:r>(?!<w:rPr>)", f"<w:r><w:rPr>{mono}</w:rPr>", inner)

    xml = re.sub(r'<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="SourceCode"/>.*?</w:p>', code, xml, flags=re.DOTALL)
    line = '<w:pBdr><w:left w:val="single"/></w:pBdr><w:ind w:left="284"/>'
    xml = re.sub(r'<w:pStyle w:val="Quote"/>', line, xml)

    def bold(match: re.Match[str]) -> str:
        inner = re.sub(r"<w:r>(?!<w:rPr>)", "<w:r><w:rPr><w:b/></w:rPr>", match[0])
        return re.sub(r"<w:rPr>(?!<w:b/>)", "<w:rPr><w:b/>", inner)

    xml = re.sub(r'<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="Heading\d"/>.*?</w:p>', bold, xml, flags=re.DOTALL)
    boxed = '<w:sdt><w:sdtPr><w:id w:val="7"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>'
    return re.sub(
        r"(<w:r>(?:(?!</w:r>).)*<w:t(?: [^>]*)?>[^<]*</w:t></w:r>)", rf"{boxed}\1</w:sdtContent></w:sdt>", xml, flags=re.DOTALL
    )
