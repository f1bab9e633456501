"""The parts of a Word file that somebody gave us, opened with care: sizes bounded, no entities, nothing fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lxml import etree

from postmortem.documents.word_reader_kinds import what_it_is
from postmortem.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

# A report with pictures has a few megabytes; what unpacks to more than this is no report.
LARGEST_PART, LARGEST_FILE, MOST_PARTS = 60_000_000, 300_000_000, 5_000
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# "Strict" files speak of the same things by other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Where an id leads. kind: the last word of its type ("image"); target: a part's name, or an address where is_external."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An open Word file. main: the name of the part with the document's text."""

    name: str
    main: str
    archive: zipfile.ZipFile

    def has(self, part: str) -> bool:
        return part in self.archive.NameToInfo

    def read(self, part: str) -> bytes:
        """A part's bytes. `InputError` where it is damaged or larger than a report's part can be."""
        if self.archive.getinfo(part).file_size > LARGEST_PART:
            raise too_large(self.name)
        try:
            with self.archive.open(part) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            raise damaged(self.name, f"its part {part} cannot be unpacked") from error
        if len(data) > LARGEST_PART:
            raise too_large(self.name)
        return data

    def xml(self, part: str) -> _Element | None:
        """The root of an XML part; none where the file has no such part."""
        return _parsed(self.name, part, self.read(part)) if self.has(part) else None

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What the ids in a part lead to."""
        folder, _, file = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found: dict[str, Relation] = {}
        for one in root if root is not None else ():
            if not isinstance(one.tag, str):
                continue
            kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
            is_external = one.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
            found[one.get("Id", "")] = Relation(kind=kind, target=target, is_external=is_external)
        return found

    def part_of(self, kind: str) -> str:
        """The name of the main part's companion, such as "styles"; '' where it has none."""
        found = (one.target for one in self.relations(self.main).values() if one.kind == kind and not one.is_external)
        return next((target for target in found if self.has(target)), "")


def open_package(name: str, data: bytes) -> Package:
    """A Word file, open. `InputError` with the next step where it is something else, damaged, locked or far too large."""
    if not data.startswith(b"PK"):
        raise InputError(f"{_short(name)} {what_it_is(data)}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise damaged(name, "it is cut off or damaged") from error
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_FILE:
        raise too_large(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(f"{_short(name)} is locked with a password. Save a copy without one, and give that.")
    if "[Content_Types].xml" not in names and "word/document.xml" not in names:
        first = archive.read("mimetype") if "mimetype" in names and archive.getinfo("mimetype").file_size < 200 else b""
        raise InputError(f"{_short(name)} {what_it_is(data, names, first)}")
    package = Package(name=name, main="word/document.xml", archive=archive)
    main = next((one.target for one in package.relations("").values() if one.kind == "officeDocument"), package.main)
    if not package.has(main) and package.has(package.main):
        main = package.main
    if not package.has(main) or main.startswith(("xl/", "ppt/")):
        raise InputError(f"{_short(name)} {what_it_is(data, names)}")
    return Package(name=name, main=main, archive=archive)


def damaged(name: str, how: str) -> InputError:
    return InputError(
        f"{_short(name)} cannot be read as a Word file: {how}. Open it in Word, LibreOffice or Google Docs and save it as .docx "
        "again."
    )


def too_large(name: str) -> InputError:
    return InputError(
        f"{_short(name)} is far larger inside than a report can be (more than {LARGEST_PART // 1_000_000} MB in one part, or "
        f"{LARGEST_FILE // 1_000_000} MB in all). Open it in Word, take out what does not belong there, and save it again."
    )


def _parsed(name: str, part: str, data: bytes) -> _Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise damaged(name, f"its part {part} declares entities, which no Word file does")
    if b"purl.oclc.org" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    # Without huge_tree, lxml bounds depth and length; nothing is resolved or fetched.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, f"its part {part} is damaged") from error


def _short(name: str) -> str:
    return PurePosixPath(name).name or "The document"
