"""Files as the gate reads them: every text that a reader or a program could find in them, each with its place.

A unit is one line, paragraph, property, attribute or name. What is code in a paragraph stands in backticks.
"""

from __future__ import annotations

import base64
import binascii
import html.parser
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree

from postmortem.blameless.gate_pictures import is_picture, picture_texts

# A backslash before what it escapes in Markdown: punctuation. One character each.
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# An escape in a JSON or TOML string. Fixed lengths.
_STRING_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
# The line that opens or closes a block of code, also inside a quote or a list.
_FENCE = re.compile(r"[ \t>]{0,20}(?:[-*+] |\d{1,3}[.)] )?[ \t]{0,8}(`{3,}|~{3,})")
# What parts the words of a file's name.
_NAME_PARTS = re.compile(r"[-_./\\\s]+")

# What one part of a Word file may unpack to; ours are far smaller.
_LARGEST_PART = 100_000_000

_CODE_ENDINGS = frozenset({".log", ".csv", ".tsv", ".yaml", ".yml", ".conf", ".sql", ".sh", ".py"})
_STRING_ENDINGS = frozenset({".json", ".jsonl", ".toml"})
_CODE_TAGS = frozenset({"code", "pre", "kbd", "samp", "style", "script"})
_PROSE_ATTRIBUTES = frozenset({"alt", "title", "content", "aria-label", "placeholder", "value", "label", "summary", "cite"})
_LINK_ATTRIBUTES = frozenset({"src", "href", "srcset", "xlink:href"})
_BLOCK_TAGS = frozenset(
    {"p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "title", "pre", "blockquote", "figcaption"}
    | {"caption", "dt", "dd", "section", "article", "header", "footer", "nav", "main", "summary", "details", "br", "body"},
)
# Attributes of Word's XML that people or programs put words in.
_WORD_ATTRIBUTES = frozenset({"author", "initials", "descr", "title", "name", "alt", "tooltip", "userId", "providerId"})
# Parts of a Word file that name fonts and styles, not people.
_WORD_LAYOUT = (
    *(f"word/{part}.xml" for part in ("styles", "fontTable", "settings", "webSettings", "numbering")),
    "word/theme/",
)


class Unit(NamedTuple):
    """One text and its place ("line 12"). `is_code`: the whole of it is code, a link or an identifier."""

    place: str
    text: str
    is_code: bool = False


def read_units(name: str, data: bytes) -> Iterator[Unit]:
    """Every text in a file, its own name first. A file that is neither text, Word, HTML nor a picture is its name alone."""
    yield Unit("file name", _NAME_PARTS.sub(" ", name))
    yield Unit("file name", name, is_code=True)
    if data.startswith(b"PK\x03\x04"):
        yield from _zip_units(data)
    elif is_picture(data):
        yield from (Unit(place, text) for place, text in picture_texts(data))
    elif b"\0" not in data[:8192] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _text_units(PurePosixPath(name).suffix.casefold(), data)


def _text_units(ending: str, data: bytes) -> Iterator[Unit]:
    if ending in (".html", ".htm", ".svg", ".xhtml"):
        yield from _html_units(_decoded(data))
        return
    markdown = ending == ".md"
    strings = ending in _STRING_ENDINGS
    code = ending in _CODE_ENDINGS
    fence = ""
    for number, line in enumerate(_lines(data), start=1):
        if markdown:
            fence, is_fence = _after_line(fence, line)
            if not fence and not is_fence and "\\" in line:
                line = _MARKDOWN_ESCAPE.sub(r"\1", line)
        elif strings and "\\" in line:
            line = _STRING_ESCAPE.sub(_unescaped, line)
        if line and not line.isspace():
            yield Unit(f"line {number}", line, code or fence != "")


def _lines(data: bytes) -> Iterator[str]:
    """The lines, one after the other: a large file is never held twice."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _decoded(data).split("\n")
        return
    for line in io.BytesIO(data):
        yield line.decode("utf-8", "replace").rstrip("\n")


def _decoded(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")


def _after_line(fence: str, line: str) -> tuple[str, bool]:
    """The fence that is open after this line ("" none), and whether the line is one."""
    if "```" not in line and "~~~" not in line:
        return fence, False
    match = _FENCE.match(line)
    if match is None:
        return fence, False
    if not fence:
        return match[1], True
    closes = match[1].startswith(fence) and not line[match.end() :].strip()
    return ("", True) if closes else (fence, False)


def _unescaped(match: re.Match[str]) -> str:
    """What an escape in a string stands for; breaks become spaces, so that a line stays one."""
    escape = match[1]
    if len(escape) > 1:
        code = int(escape[1:], 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return {"n": " ", "t": " ", "r": " ", "b": " ", "f": " "}.get(escape, escape)


def _html_units(text: str) -> Iterator[Unit]:
    # Far more "<" than ">" is no HTML, and would keep the parser busy for ever.
    if text.count("<") > 2 * text.count(">") + 1000:
        yield from (Unit(f"line {number}", line) for number, line in enumerate(text.split("\n"), start=1))
        return
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    yield from reader.units


class _HtmlReader(html.parser.HTMLParser):
    """Collects the text of each block, with its code in backticks, and every attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self._block: list[str] = []
        self._line = 1
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCK_TAGS and not self._code:
            self.end_block()
        if tag in _CODE_TAGS:
            self._code += 1
        for name, value in attrs:
            if value:
                self._attribute(tag, name, value)

    def handle_endtag(self, tag: str) -> None:
        if tag in _CODE_TAGS:
            self._code = max(0, self._code - 1)
        if tag in _BLOCK_TAGS and not self._code:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._block:
            self._line = self.getpos()[0]
        if not self._code:
            self._block.append(data)
            return
        for number, line in enumerate(data.split("\n")):
            if line.strip():
                self.units.append(Unit(f"line {self.getpos()[0] + number}", line, is_code=True))
        self._block.append("` `")

    def handle_comment(self, data: str) -> None:
        self.units.append(Unit(f"line {self.getpos()[0]}, comment", data))

    def end_block(self) -> None:
        """The text gathered so far is one unit."""
        text = " ".join("".join(self._block).split())
        if text:
            self.units.append(Unit(f"line {self._line}", text))
        self._block.clear()

    def _attribute(self, tag: str, name: str, value: str) -> None:
        place = f"line {self.getpos()[0]}, attribute {name} of {tag}"
        if name in _LINK_ATTRIBUTES and value.startswith("data:"):
            picture = _data_of(value)
            if is_picture(picture):
                self.units.extend(Unit(f"{place}, {inner}", text) for inner, text in picture_texts(picture))
            elif picture:
                self.units.extend(unit._replace(place=f"{place}, {unit.place}") for unit in _text_units(".svg", picture))
            return
        self.units.append(Unit(place, value, is_code=name not in _PROSE_ATTRIBUTES and not name.startswith("data-")))


def _data_of(uri: str) -> bytes:
    """The bytes inside a data: address; none where it cannot be read."""
    head, _, body = uri.partition(",")
    try:
        return base64.b64decode(body) if "base64" in head else body.encode()
    except (binascii.Error, ValueError):
        return b""


def _zip_units(data: bytes) -> Iterator[Unit]:
    """Every part of a Word file: names, texts, properties, attributes, pictures."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return
    with archive:
        if archive.comment:
            yield Unit("zip comment", archive.comment.decode("utf-8", "replace"))
        for entry in archive.infolist():
            yield Unit("name of a part", _NAME_PARTS.sub(" ", entry.filename))
            if entry.file_size > _LARGEST_PART:
                continue
            try:
                part = archive.read(entry)
            except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
                continue
            yield from _part_units(entry.filename, part)


def _part_units(name: str, part: bytes) -> Iterator[Unit]:
    if is_picture(part):
        yield from (Unit(f"picture {PurePosixPath(name).name}, {place}", text) for place, text in picture_texts(part))
        return
    if not name.endswith((".xml", ".rels")) or b"<!DOCTYPE" in part[:4096] or b"<!ENTITY" in part:
        return
    try:
        root = ElementTree.fromstring(part)  # noqa: S314 - declarations of entities, the one danger here, are refused above
    except ElementTree.ParseError:
        return
    layout = name.startswith(_WORD_LAYOUT)
    where = "" if name == "word/document.xml" else f" of {PurePosixPath(name).stem}"
    paragraphs = 0
    inside: set[ElementTree.Element] = set()
    for element in root.iter():
        tag = _local(element.tag)
        if tag == "p" and "wordprocessingml" in element.tag:
            paragraphs += 1
            inside.update(element.iter())
            text, code = _paragraph(element)
            if text:
                yield Unit(f"paragraph {paragraphs}{where}", text, code)
        elif element not in inside and element.text and element.text.strip():
            sort = "property" if name.startswith("docProps/") else "text"
            yield Unit(f"{sort} {tag}{'' if sort == 'property' else where}", element.text, is_code=layout)
        for key, value in element.attrib.items():
            if name.endswith(".rels"):
                yield Unit(f"link{where}", value, is_code=True)
            elif _local(key) in _WORD_ATTRIBUTES:
                yield Unit(f"attribute {_local(key)} of {tag}{where}", value, is_code=layout)


def _paragraph(element: ElementTree.Element) -> tuple[str, bool]:
    """A paragraph's text, code in backticks, and whether all of it is code."""
    styles = [_value(style) for style in element.iter() if _local(style.tag) == "pStyle"]
    if any("code" in style.casefold() for style in styles):
        return "".join(_texts(element)), True
    pieces: list[str] = []
    for run in element.iter():
        if _local(run.tag) != "r":
            continue
        text = "".join(_texts(run))
        style = next((_value(child) for child in run.iter() if _local(child.tag) == "rStyle"), "").casefold()
        pieces.append(f"`{text.replace('`', ' ')}`" if text and ("verbatim" in style or "code" in style) else text)
    return "".join(pieces), False


def _texts(element: ElementTree.Element) -> Iterator[str]:
    for child in element.iter():
        tag = _local(child.tag)
        if tag in ("t", "delText", "instrText"):
            yield child.text or ""
        elif tag in ("br", "tab", "cr"):
            yield " "


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _value(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == "val"), "")
