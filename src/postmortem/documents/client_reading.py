"""What a client could read or dig out of a document of ours: its words and links, and whatever else a file can carry along."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from postmortem.documents.passages import document_passages

_HIDDEN_IN_MARKDOWN = re.compile(r"<!--")
_HIDDEN_IN_PAGE = re.compile(
    r"<!--|<[^<>]{0,300}\s(?:hidden(?=[\s=>])|style\s*=\s*[\"'][^\"']{0,200}(?:display\s*:\s*none|visibility\s*:\s*hidden))",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[([^\]]{0,2000})\]\(\s*<?([^)\s>]+)>?(?=[\s)])")
_ADDRESS = re.compile(r"\s(?:href|src)\s*=\s*[\"']([^\"'<>]{1,2000})[\"']", re.IGNORECASE)
_TARGET = re.compile(
    rb'Target="([^"]{1,2000})"[^<>]{0,200}TargetMode="External"|TargetMode="External"[^<>]{0,200}Target="([^"]{1,2000})"'
)
# What Word keeps of people and of what they did, by its part or its mark.
_COMMENTS = re.compile(r"word/(?:comments\w*|people)\.xml")
_CHANGES = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|tblPrChange|cellIns|cellDel)\b(?![^<>]{0,80}/>\s*</w:numPr>)"
)
_VANISH = re.compile(rb"<w:(?:vanish|specVanish|webHidden)(?:\s[^<>]{0,60})?/>")
_TITLE = re.compile(rb"<dc:title>([^<]{0,1000})</dc:title>")
_PERSON = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|Manager|Company)>([^<]{1,400})<")


def shown_text(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """(place, text) for what is shown, and for where its links lead."""
    suffix = PurePosixPath(name).suffix.casefold()
    if suffix == ".docx" or data.startswith(b"PK\x03\x04"):
        for passage in document_passages(name, data):
            yield passage.place, passage.text
        for target in _link_targets(data):
            yield "a link's address", target
        return
    text = data.decode("utf-8", "replace")
    if suffix in (".html", ".htm", ".xhtml"):
        for passage in document_passages(name, data):
            yield passage.place, passage.text
        for number, line in enumerate(text.split("\n"), start=1):
            for match in _ADDRESS.finditer(line):
                if not match[1].startswith(("#", "data:")):
                    yield f"line {number}", match[1]
        return
    for number, line in enumerate(_PICTURE.sub(r" \1 ", text).split("\n"), start=1):  # a picture's address is not shown
        if line.strip():
            yield f"line {number}", re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line) if suffix in (".md", ".markdown") else line


def carried_along(name: str, data: bytes) -> tuple[str, ...]:
    """What a document carries besides what it shows, each in words: comments, tracked changes, hidden text, people."""
    suffix = PurePosixPath(name).suffix.casefold()
    if suffix == ".docx" or data.startswith(b"PK\x03\x04"):
        return tuple(dict.fromkeys(_in_word(data)))
    text = data.decode("utf-8", "replace")
    pattern = _HIDDEN_IN_PAGE if suffix in (".html", ".htm", ".xhtml") else _HIDDEN_IN_MARKDOWN
    found = pattern.search(text)
    return (f"line {text.count(chr(10), 0, found.start()) + 1}: hidden text",) if found else ()


def pictures_in(name: str, data: bytes) -> tuple[str, ...]:
    """The addresses of the pictures that a Markdown document shows; for a Word file, the pictures' parts."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(entry for entry in archive.namelist() if entry.startswith("word/media/"))
    if PurePosixPath(name).suffix.casefold() in (".md", ".markdown"):
        return tuple(match[2] for match in _PICTURE.finditer(data.decode("utf-8", "replace")))
    return ()


def word_title(data: bytes) -> str:
    """The title in a Word file's properties; empty where there is none."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
    found = _TITLE.search(core)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _in_word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if _COMMENTS.fullmatch(entry):
                yield "comments"
            elif entry.startswith("word/") and entry.endswith(".xml"):
                part = archive.read(entry)
                if _CHANGES.search(part):
                    yield "tracked changes"
                if _VANISH.search(part) and not entry.endswith("styles.xml"):
                    yield "hidden text"
            elif entry.startswith("docProps/") and entry.endswith(".xml") and _PERSON.search(archive.read(entry)):
                yield "a person or an organisation in the document's properties"
            elif entry == "docProps/custom.xml":
                yield "properties of somebody's own"


def _link_targets(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if entry.endswith(".rels"):
                for match in _TARGET.finditer(archive.read(entry)):
                    yield (match[1] or match[2]).decode("utf-8", "replace")
