"""The prose of a document, passage by passage, each with its place: what is read for possible names, and what `check` reads.

Markdown, Word, HTML, plain text, and our own JSON. Code, addresses and settings' keys are no prose.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from postmortem.blameless.residue import Passage
from postmortem.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from markdown_it.token import Token

# Files whose every word stands in another one too, as long as nobody changed them.
_STEMS = ("draft", "review", "final", "bikeshed", "client")
_REPEATED = (f"{stem}.{ending}" for stem in _STEMS for ending in ("docx", "html"))
COPIES = frozenset({*_REPEATED, "transcript.md", "figure.svg", "figure.png"})
_MARKDOWN, _PAGES, _LOGS = (
    frozenset({".md", ".markdown"}),
    frozenset({".html", ".htm", ".xhtml"}),
    frozenset({".log", ".csv", ".tsv"}),
)
_TEXTS = frozenset({".txt", ".text", ".toml", ".json", ".jsonl", ".ics", ".eml", ".rst", ".adoc", ""})
READABLE = _MARKDOWN | _PAGES | _LOGS | _TEXTS | {".docx"}
# A TOML string's value, and a calendar line's: what stands after the key. Linear: the key is one class, bounded.
_VALUE = re.compile(r"^\s{0,8}[\w.\"-]{1,60}\s{0,4}=\s?|^[A-Z-]{2,20}(?:;[^:\n]{0,80})?:")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Parts of a Word file in which people write.
_WRITTEN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_LARGEST_PART = 100_000_000


def read_passages(files: Mapping[str, bytes]) -> Iterator[Passage]:
    """Every prose passage of the files; what cannot be read at all is passed over (`cannot_be_read` tells)."""
    for name, data in files.items():
        if not cannot_be_read(name, data):
            yield from document_passages(name, data)


def cannot_be_read(name: str, data: bytes) -> bool:
    """Whether somebody has to look at the file, because its content cannot be read for names: pictures, PDFs, recordings."""
    if data.startswith(b"PK\x03\x04"):
        return PurePosixPath(name).suffix.casefold() != ".docx"
    known = PurePosixPath(name).suffix.casefold() in READABLE
    return (b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))) or (not known and not _is_text(data))


def document_passages(name: str, data: bytes) -> Iterator[Passage]:
    """The prose passages of one document. `InputError` where a Word file is damaged."""
    suffix = PurePosixPath(name).suffix.casefold()
    if suffix == ".docx" or data.startswith(b"PK\x03\x04"):
        yield from _word(name, data)
        return
    text = _decoded(data)
    if suffix in _MARKDOWN:
        yield from _markdown(name, text)
    elif suffix in _PAGES:
        yield from _page(name, text)
    elif suffix == ".jsonl":
        yield from _messages(name, text)
    elif PurePosixPath(name).name == "timeline.json":
        yield from _entries(name, text)
    elif suffix not in _LOGS:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip() and not line.lstrip().startswith("#!"):
                yield Passage(name, f"line {number}", _VALUE.sub("", line) if suffix in (".toml", ".ics") else line)


def _is_text(data: bytes) -> bool:
    try:
        data[:8192].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > 8000
    return True


def _decoded(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")


def _markdown(name: str, text: str) -> Iterator[Passage]:
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline" and token.children:
            prose = _words_of(token.children)
            if prose.strip():
                yield Passage(name, f"line {token.map[0] + 1}" if token.map else "", prose)
        elif token.type == "html_block":
            yield Passage(name, f"line {token.map[0] + 1}" if token.map else "", re.sub(r"<[^<>]{0,500}>", " ", token.content))


def _words_of(children: list[Token]) -> str:
    """The words of an inline token; emphasis inside a word leaves no gap, code leaves one."""
    out: list[str] = []
    for child in children:
        if child.type in ("text", "html_inline"):
            out.append(child.content if child.type == "text" else re.sub(r"<[^<>]{0,500}>", "", child.content))
        elif child.type in ("softbreak", "hardbreak", "code_inline", "image"):
            out.append(f" {child.content} " if child.type == "image" else " ")
    return "".join(out)


def _page(name: str, text: str) -> Iterator[Passage]:
    from lxml import etree, html

    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "code", "pre", "kbd", "samp"):
            continue
        whole = " ".join(_inline_text(element).split()) if element.tag in _BLOCKS else ""
        if whole:
            yield Passage(name, f"line {element.sourceline or 0}", whole)
        for attribute in ("alt", "title", "content", "aria-label"):
            if element.get(attribute, "").strip() and element.tag != "meta":
                yield Passage(name, f"line {element.sourceline or 0}", element.get(attribute, ""))


_INLINE = frozenset(
    {"a", "b", "i", "em", "strong", "span", "code", "kbd", "small", "sub", "sup", "u", "s", "mark", "time", "abbr", "br", "wbr"}
)
_BLOCKS = frozenset(
    {
        "p",
        "li",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "dd",
        "figcaption",
        "caption",
        "summary",
        "blockquote",
        "div",
    }
    | {"section", "article", "header", "footer", "nav", "main", "title", "label", "body", "details"}
)


def _inline_text(element: _Element) -> str:
    """The text that stands directly in a block, with what is inline in it; code is a gap."""
    out = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag in _INLINE:
            out.append(" " if child.tag in ("code", "kbd", "br") else _inline_text(child))
        else:
            out.append(" ")
        out.append(child.tail or "")
    return "".join(out)


def _word(name: str, data: bytes) -> Iterator[Passage]:
    from lxml import etree

    damaged = InputError(
        f"{PurePosixPath(name).name} cannot be read as a Word file: it is damaged or locked. Open it in Word and save it again."
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [
                entry for entry in archive.infolist() if _WRITTEN.fullmatch(entry.filename) and entry.file_size <= _LARGEST_PART
            ]
            if not any(entry.filename == "word/document.xml" for entry in parts):
                raise damaged
            roots = [(PurePosixPath(entry.filename).stem, etree.fromstring(archive.read(entry), parser)) for entry in parts]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, etree.XMLSyntaxError, ValueError) as error:
        raise damaged from error
    for stem, root in roots:
        for number, paragraph in enumerate(root.iter(f"{_WORD}p"), start=1):
            prose = _paragraph(paragraph)
            if prose.strip():
                yield Passage(name, f"paragraph {number}{'' if stem == 'document' else f' of {stem}'}", prose)


def _paragraph(paragraph: _Element) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    if style is not None and "code" in style.get(f"{_WORD}val", "").casefold():
        return ""
    out: list[str] = []
    for run in paragraph.iter(f"{_WORD}r"):
        mark = run.find(f"{_WORD}rPr/{_WORD}rStyle")
        is_code = mark is not None and any(word in mark.get(f"{_WORD}val", "").casefold() for word in ("code", "verbatim"))
        for child in run:
            if child.tag in (f"{_WORD}t", f"{_WORD}delText"):
                out.append(" " if is_code else child.text or "")
            elif child.tag in (f"{_WORD}br", f"{_WORD}tab", f"{_WORD}cr"):
                out.append(" ")
    return "".join(out)


def _messages(name: str, text: str) -> Iterator[Passage]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Passage(name, f"line {number}", _text_of(line))


def _text_of(line: str) -> str:
    try:
        message = json.loads(line)
    except ValueError:
        return line
    if isinstance(message, dict) and isinstance(message.get("text"), str):
        return _without_blocks(str(message["text"]))
    return line


def _without_blocks(text: str) -> str:
    """Blocks of code blanked."""
    return re.sub(r"```[\s\S]*?```", " ", text) if "```" in text else text


def _entries(name: str, text: str) -> Iterator[Passage]:
    try:
        entries = json.loads(text)
    except ValueError:
        entries = None
    if not isinstance(entries, list):
        yield Passage(name, "", text)
        return
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, dict):
            yield Passage(name, f"entry {number}", str(entry.get("text", "")))
