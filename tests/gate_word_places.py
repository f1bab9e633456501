"""Places in Word files in which the gate has to find somebody: every part and property that can hold words.

Each file is a whole small one that python-docx has made, with one part put in or changed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import docx
from tests.gate_picture_places import png, png_text

Make = Callable[[str], bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = f"""{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" """
DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
# The parts of python-docx's file without which it would be none; the rest is looked at by a test of its own.
NEEDED = ("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels")


@lru_cache(maxsize=1)
def whole() -> dict[str, bytes]:
    """The parts of a small file as python-docx makes it."""
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph("The queue was restarted at 14:02.")
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in NEEDED}


def zipped(parts: dict[str, bytes], *, comment: bytes = b"", part_comment: bytes = b"", before: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.comment = part_comment
            archive.writestr(entry, data)
        archive.comment = comment
    return before + buffer.getvalue()


def with_part(name: str, make: Make) -> Make:
    return lambda words: zipped({**whole(), name: make(words)})


def xml(root: str, body: str, spaces: str = SPACES) -> Make:
    """A part: {} stands for the text, {=} for it as an attribute with its quotes."""
    frame = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><{root} {spaces}>{body}</{root}>'
    return lambda words: frame.replace("{=}", quoteattr(words)).replace("{}", escape(words)).encode()


def body(inner: str) -> Make:
    return with_part("word/document.xml", xml("w:document", f"<w:body>{inner}</w:body>"))


def part(name: str, root: str, inner: str, spaces: str = SPACES) -> Make:
    return with_part(name, xml(root, inner, spaces))


def link(sort: str, target: str = "{=}") -> Make:
    relation = f'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{sort}" Target={target} TargetMode="External"/>'
    return with_part("word/_rels/document.xml.rels", xml("Relationships", relation, 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'))


def run(words: str = "{}", look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def letters(make: Callable[[str], str]) -> Make:
    """The text letter by letter, each in a run of its own."""
    frame = xml("w:document", "<w:body><w:p>{runs}</w:p></w:body>")(" ").decode()
    return with_part("word/document.xml", lambda words: frame.replace("{runs}", "".join(make(escape(letter)) for letter in f"by {words} then")).encode())


def halves(left: str, right: str) -> Make:
    """The text in two halves with something between them."""
    frame = xml("w:document", "<w:body><w:p>{runs}</w:p></w:body>")("").decode()

    def make(words: str) -> bytes:
        half = len(words) // 2
        return frame.replace("{runs}", left.replace("{}", escape(words[:half])) + right.replace("{}", escape(words[half:]))).encode()

    return with_part("word/document.xml", make)


def changed(tag: str, text: str = "t") -> str:
    return f'<w:{tag} w:id="1" w:author="x" w:date="2026-10-14T09:00:00Z"><w:r><w:{text}>{{}}</w:{text}></w:r></w:{tag}>'


BOX = f"<w:txbxContent>{paragraph(run('by {}'))}</w:txbxContent>"
SDT = "<w:sdt><w:sdtPr>{inner}</w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"

# Places that hold a file's name or an account's; and the one in which only alphabets can be told from chance.
NAMES = ("name of a picture", "name of a part", "people's accounts", "file's target")
ALPHABETS = ("object inside",)

WORD: dict[str, Make] = {
    "paragraph": body(paragraph(run("Then {} looked."))),
    "a run for each letter": letters(lambda letter: run(letter)),
    "formatting for each letter": letters(lambda letter: run(letter, f"<w:rPr><w:b w:val='{ord(letter[-1]) % 2}'/></w:rPr>")),
    "spelling marks": letters(lambda letter: f"{run(letter)}<w:proofErr w:type='spellStart'/><w:bookmarkEnd w:id='1'/>"),
    "part of it a link": halves(run(), f'<w:hyperlink r:id="rId9">{run()}</w:hyperlink>'),
    "part of it inserted": halves(run(), changed("ins")),
    "something deleted within": halves(run(), changed("del", "delText").replace("{}", "lly") + run()),
    "deleted": body(paragraph(run("then "), changed("del", "delText"), run(" looked"))),
    "part of it deleted": halves(changed("del", "delText"), run() + changed("ins").replace("{}", "xyz")),
    "moved away": body(paragraph(changed("moveFrom"))),
    "moved here": body(paragraph(changed("moveTo"))),
    "who changed the text": body(paragraph('<w:ins w:id="1" w:author={=}><w:r><w:t>x</w:t></w:r></w:ins>')),
    "who changed the look": body(paragraph(run("x", '<w:rPr><w:rPrChange w:id="1" w:author={=}><w:rPr/></w:rPrChange></w:rPr>'))),
    "hidden": body(paragraph(run("by {}", "<w:rPr><w:vanish/></w:rPr>"))),
    "cell": body(f"<w:tbl><w:tr><w:tc>{paragraph(run('14:02'))}</w:tc><w:tc>{paragraph(run())}</w:tc></w:tr></w:tbl>"),
    "text box": body(paragraph(f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>", run("next"))),
    "text box for old programs": body(paragraph(f"<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>", run("next"))),
    "drawn letters": body(paragraph("<w:r><w:pict><v:shape><v:textpath string={=}/></v:shape></w:pict></w:r>")),
    "equation": body(paragraph('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>by {}</m:t></m:r></m:oMath>')),
    "soft hyphen": halves(f"{run()[:-6]}<w:softHyphen/></w:r>", run()),
    "line break before": body(paragraph("<w:r><w:t>it was</w:t><w:br/><w:t>{}</w:t><w:tab/><w:t>then</w:t></w:r>")),
    "ruby": body(paragraph(f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run()}</w:rubyBase></w:ruby></w:r>")),
    "field": body(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR "{}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "field in pieces": halves('<w:r><w:instrText>NAME "{}</w:instrText></w:r>', '<w:r><w:instrText>{}" x</w:instrText></w:r>'),
    "what a field shows": body(paragraph("<w:r><w:instrText>AUTHOR</w:instrText></w:r>", run())),
    "simple field": body(paragraph(f"<w:fldSimple w:instr={{=}}>{run('x')}</w:fldSimple>")),
    "form's default": body(paragraph('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val={=}/></w:textInput></w:ffData></w:fldChar></w:r>')),
    "form's choice": body(paragraph('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val={=}/></w:ddList></w:ffData></w:fldChar></w:r>')),
    "control's title": body(SDT.replace("{inner}", "<w:alias w:val={=}/>")),
    "control's tag": body(SDT.replace("{inner}", "<w:tag w:val={=}/>")),
    "control's choice": body(SDT.replace("{inner}", '<w:dropDownList><w:listItem w:displayText={=} w:value="1"/></w:dropDownList>')),
    "description of a picture": body(paragraph('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr={=}/></wp:inline></w:drawing></w:r>')),
    "title of a picture": body(paragraph('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" title={=}/></wp:inline></w:drawing></w:r>')),
    "name of a picture": body(paragraph('<w:r><w:drawing><wp:inline><wp:docPr id="1" name={=}/></wp:inline></w:drawing></w:r>')),
    "bookmark": body(paragraph('<w:bookmarkStart w:id="1" w:name={=}/>', run("x"))),
    "hint of a link": body(paragraph(f'<w:hyperlink w:tooltip={{=}} r:id="rId9">{run("x")}</w:hyperlink>')),
    "anchor of a link": body(paragraph(f"<w:hyperlink w:anchor={{=}}>{run('x')}</w:hyperlink>")),
    "remark in the XML": body(f"<!-- by {{}} -->{paragraph(run('x'))}".replace("{}", "{}")),
    "instruction in the XML": body(f"<?by {{}}?>{paragraph(run('x'))}"),
    "file's target": link("attachedTemplate", '"file:///C:\\Users\\{}\\x.dotx"'),
    "header": part("word/header1.xml", "w:hdr", paragraph(run("by {}"))),
    "footer": part("word/footer1.xml", "w:ftr", paragraph(run("by {}"))),
    "footnote": part("word/footnotes.xml", "w:footnotes", f'<w:footnote w:id="1">{paragraph(run())}</w:footnote>'),
    "endnote": part("word/endnotes.xml", "w:endnotes", f'<w:endnote w:id="1">{paragraph(run())}</w:endnote>'),
    "comment": part("word/comments.xml", "w:comments", f'<w:comment w:id="1" w:author="x">{paragraph(run("ask {}"))}</w:comment>'),
    "comment's author": part("word/comments.xml", "w:comments", f'<w:comment w:id="1" w:author={{=}}>{paragraph(run("why?"))}</w:comment>'),
    "people": part("word/people.xml", "w15:people", '<w15:person w15:author={=}><w15:presenceInfo w15:providerId="None" w15:userId="x"/></w15:person>'),
    "people's accounts": part("word/people.xml", "w15:people", '<w15:person w15:author="x"><w15:presenceInfo w15:providerId="AD" w15:userId={=}/></w15:person>'),
    "glossary": part("word/glossary/document.xml", "w:glossaryDocument", f"<w:docParts><w:docPart><w:docPartBody>{paragraph(run())}</w:docPartBody></w:docPart></w:docParts>"),
    "variable": part("word/settings.xml", "w:settings", '<w:docVars><w:docVar w:name="who" w:val={=}/></w:docVars>'),
    "name of a variable": part("word/settings.xml", "w:settings", '<w:docVars><w:docVar w:name={=} w:val="1"/></w:docVars>'),
    "style's name": part("word/styles.xml", "w:styles", '<w:style w:styleId="x"><w:name w:val={=}/></w:style>'),
    "author": part("docProps/core.xml", "cp:coreProperties", "<dc:creator>{}</dc:creator>", 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'),
    "last author": part("docProps/core.xml", "cp:coreProperties", "<cp:lastModifiedBy>{}</cp:lastModifiedBy>", 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'),
    "keywords": part("docProps/core.xml", "cp:coreProperties", "<cp:keywords>queue, {}</cp:keywords>", 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'),
    "manager": part("docProps/app.xml", "Properties", "<Manager>{}</Manager>", 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'),
    "template": part("docProps/app.xml", "Properties", "<Template>{}</Template>", 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'),
    "own property": part("docProps/custom.xml", "Properties", '<property name="who"><vt:lpwstr>{}</vt:lpwstr></property>', 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'),
    "name of a property": part("docProps/custom.xml", "Properties", "<property name={=}/>", 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'),
    "own data": part("customXml/item1.xml", "form", "<who>{}</who>", 'xmlns="https://forms.example/incident"'),
    "own data's attribute": part("customXml/item1.xml", "form", "<who value={=}/>", ""),
    "own data between tags": part("customXml/item1.xml", "form", "<b>x</b> then {} <b>y</b>", ""),
    "own data with entities": with_part("customXml/item1.xml", lambda words: f'<!DOCTYPE f [<!ENTITY x "y">]><f>by {escape(words)}</f>'.encode()),
    "own data that is damaged": with_part("customXml/item1.xml", lambda words: f"<f><who>by {escape(words)}</who><br></f>".encode()),
    "own data in UTF-16": with_part("customXml/item1.xml", lambda words: f'<?xml version="1.0" encoding="UTF-16"?><f>by {escape(words)}</f>'.encode("utf-16")),
    "chart": part("word/charts/chart1.xml", "c:chartSpace", "<a:p><a:r><a:t>by </a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p>", DRAWN),
    "chart's values": part("word/charts/chart1.xml", "c:chartSpace", "<c:pt><c:v>{}</c:v></c:pt>", DRAWN),
    "page inside": with_part("word/afchunk.html", lambda words: f"<p>by {escape(words)}</p>".encode()),
    "text inside": with_part("word/afchunk.txt", lambda words: f"by {words}".encode()),
    "object inside": with_part("word/embeddings/oleObject1.bin", lambda words: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + f"Then {words} looked at it".encode("utf-16-le") + bytes(64)),
    "Word file inside": with_part("word/embeddings/inner.docx", lambda words: body(paragraph(run("by {}")))(words)),
    "workbook inside": with_part("word/embeddings/inner.xlsx", lambda words: zipped({"xl/sharedStrings.xml": xml("sst", "<si><r><t>by </t></r><r><t>{}</t></r></si>", 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')(words)})),
    "picture's text": with_part("word/media/image1.png", lambda words: png(png_text(words))),
    "OpenDocument text": lambda words: zipped({"content.xml": xml("office:document-content", '<text:p>by <text:span text:style-name="T1">the</text:span> lead, {}, then</text:p>', 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')(words)}),
    "name of a part": lambda words: zipped({**whole(), f"word/media/{words}.png": png()}),
    "comment on the zip": lambda words: zipped(whole(), comment=f"by {words}".encode()),
    "comment on a part": lambda words: zipped(whole(), part_comment=f"by {words}".encode()),
}
# Links are read as code: a word in a path may be a machine's or a command's.
WORD_CODE: dict[str, Make] = {
    "link's target": link("hyperlink", '"https://wiki.example/{}"'),
    "link to an address": link("hyperlink", '"mailto:{}"'),
    "code": body(paragraph(run("sudo -u {}", '<w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr>'))),
    "block of code": body(paragraph('<w:pPr><w:pStyle w:val="SourceCode"/></w:pPr>', run("Author: {}"))),
    "before the zip": lambda words: zipped(whole(), before=f"Then it was {words} who looked at it.".encode()),
}
