"""Files as the gate reads them: every text that a reader or a program could find in them, each with its place."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from postmortem.blameless.gate_bytes import bytes_units, remark_units
from postmortem.blameless.gate_markup import DATA_ADDRESS, data_in, is_page, page_units
from postmortem.blameless.gate_pictures import is_picture, picture_units
from postmortem.blameless.gate_sieve import Everything, Sieve
from postmortem.blameless.gate_text import TEXT_ENDINGS, text_units
from postmortem.blameless.gate_units import Sort, Unit
from postmortem.blameless.gate_word import NAME_PARTS, part_units

# What one part of a Word file may unpack to, and all of them together; ours are far smaller.
_LARGEST_PART, _LARGEST_WHOLE = 100_000_000, 400_000_000
# How deep files may lie in files: a workbook in a Word file in a zip.
_DEEPEST = 4

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENTS = b"PK\x01\x02"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKS = {
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\xef\xbb\xbf": "utf-8",
}
# How an XML part says its encoding, which is another once it has been read. Bounded.
_PROLOGUE = re.compile(rb"\A\s{0,20}<\?xml[^<>]{0,200}>")
_XML_ENDINGS = (".xml", ".rels", ".vml", ".opf", ".rdf")
_PAGE_ENDINGS = frozenset({".html", ".htm", ".svg", ".xhtml", ".xml"})
# What parts the words of a file's name besides full stops. One class.
_NAME_JOINTS = re.compile(r"[-_/\\:\s]+")
# How much of a file says whether it is text.
_HEAD = 8192


def read_units(name: str, data: bytes, sieve: Sieve) -> Iterator[Unit]:
    """Every text in a file, its own name first; of a file of lines, only those that the sieve lets pass."""
    yield from _name_units("file name", name)
    yield from _content_units(name, data, sieve, 0)


def read_everything(name: str, data: bytes) -> Iterator[Unit]:
    """Every text in a file, none passed over."""
    yield from read_units(name, data, Everything())


def _name_units(place: str, name: str) -> Iterator[Unit]:
    """A file's name and its folders': taken to pieces, with the full stops within a handle ("dana.r"), and as it is."""
    yield Unit(place, NAME_PARTS.sub(" ", name))
    yield Unit(place, _NAME_JOINTS.sub(" ", name.removesuffix(PurePosixPath(name).suffix)))
    yield Unit(place, name, Sort.CODE)


def _content_units(name: str, data: bytes, sieve: Sieve, depth: int) -> Iterator[Unit]:
    """What stands in a file, a part of one, or an address that holds one."""
    if depth > _DEEPEST:
        yield Unit("a file in a file", "", Sort.UNREADABLE)
        return
    for unit in _direct_units(PurePosixPath(name).suffix.casefold(), data, sieve, depth):
        if "data:" in unit.text and not unit.seam:
            yield from _units_in_addresses(unit, sieve, depth)
            unit = unit._replace(text=DATA_ADDRESS.sub("data:", unit.text))
        yield unit


def _direct_units(ending: str, data: bytes, sieve: Sieve, depth: int) -> Iterator[Unit]:
    starts_as_zip = data.startswith(_ZIP)
    if starts_as_zip or zipfile.is_zipfile(io.BytesIO(data)):  # which may stand behind something else
        yield from _zip_units(data, sieve, depth)
    if is_picture(data):
        yield from picture_units(data)
    elif data.startswith(_OLE) and _LOCKED in data:
        yield Unit("the whole file", "", Sort.UNREADABLE)
    elif not starts_as_zip:
        text = _as_text(ending, data)
        if text is None:
            yield from bytes_units(data)
        elif ending in _PAGE_ENDINGS or is_page(text):
            yield from page_units(text.decode("utf-8", "replace"))
        else:
            yield from text_units(ending, text, sieve)


def _as_text(ending: str, data: bytes) -> bytes | None:
    """The bytes as UTF-8 where they are a text of any encoding; None where they are none."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            body = data[len(mark) :]
            return body if encoding == "utf-8" else body.decode(encoding, "replace").encode("utf-8", "replace")
    head = data[:_HEAD]
    nulls = head.count(0)
    if not nulls:
        return data
    for encoding, others in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if others.count(0) == nulls and nulls > len(head) // 8:
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data.replace(b"\0", b"") if ending in TEXT_ENDINGS else None


def _units_in_addresses(unit: Unit, sieve: Sieve, depth: int) -> Iterator[Unit]:
    """What stands in the files that an address "data:image/png;base64,…" holds whole."""
    for match in DATA_ADDRESS.finditer(unit.text):
        sort = (match[1] or "").casefold()
        ending = ".html" if "html" in sort or "svg" in sort or "xml" in sort else ".txt"
        for inner in _content_units(f"data{ending}", data_in(match), sieve, depth + 1):
            yield inner._replace(place=f"{unit.place}, data, {inner.place}")


def _zip_units(data: bytes, sieve: Sieve, depth: int) -> Iterator[Unit]:
    """Every part of a Word file or another zip: names, texts, properties, attributes, pictures, and what stands between them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError):
        yield Unit("the whole file", "", Sort.UNREADABLE)
        yield from bytes_units(data)
        return
    left = _LARGEST_WHOLE
    with archive:
        if archive.comment:
            yield Unit("zip comment", archive.comment.decode("utf-8", "replace"))
        for between in _between(data, archive.infolist()):
            yield from remark_units(between, "bytes between the parts")
        for entry in archive.infolist():
            yield from _name_units("name of a part", entry.filename)
            yield from remark_units(entry.extra, "remark on a part")
            if entry.comment:
                yield Unit("comment on a part", entry.comment.decode("utf-8", "replace"))
            left -= entry.file_size
            part = _part(archive, entry) if entry.file_size <= _LARGEST_PART and left > 0 else None
            if part is None:
                yield Unit(f"part {PurePosixPath(entry.filename).name}", "", Sort.UNREADABLE)
            else:
                yield from _part_units(entry.filename, part, sieve, depth)


def _between(data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    """What stands in a zip outside its parts and its table of contents: nothing, in one that a program wrote."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        yield data[end : entry.header_offset]
        lengths = (int.from_bytes(data[entry.header_offset + at : entry.header_offset + at + 2], "little") for at in (26, 28))
        end = max(end, entry.header_offset + 30 + sum(lengths) + entry.compress_size)
    yield data[end : data.find(_CONTENTS, end)] if _CONTENTS in data[end:] else b""


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return None


def _part_units(name: str, part: bytes, sieve: Sieve, depth: int) -> Iterator[Unit]:
    if not name.casefold().endswith(_XML_ENDINGS) or is_picture(part) or part.startswith(_ZIP):
        for unit in _content_units(name, part, sieve, depth + 1):
            yield unit._replace(place=f"part {PurePosixPath(name).name}, {unit.place}")
        return
    text = _as_text(".xml", part) or part
    yield from part_units(name, text if text is part else _PROLOGUE.sub(b"", text, count=1))
