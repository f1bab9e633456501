"""Bytes that are no text, as the gate reads them: what a camera or a program noted in them, and whatever else can be read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice

from postmortem.blameless.gate_units import Sort, Unit

# What a compressed text may unpack to, and what is read of all the notes of one camera; more is no caption.
LARGEST_TEXT = 1_000_000
_LARGEST_NOTES = 2_000_000

# A letter, in ASCII or UTF-8.
_LETTER = rb"(?:[\x20-\x7e]|\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})"
# Readable stretches that are too long for chance; shorter ones between control characters. One shape repeated, so linear.
_STRETCH = re.compile(_LETTER + rb"{8,}")
_STRING = re.compile(rb"(?:\A|[\x00-\x1f])(" + _LETTER + rb"{3,}+)(?=[\x00-\x1f]|\Z)")
# From which length on a stretch is prose, if its words are no longer than this on average; and text of two bytes a letter.
_SHORTEST_PROSE, _LONGEST_WORD, _SHORTEST_WIDE = 20, 12, 8
# Text of two bytes a letter, in both orders: alphabets, their marks, letters of full width. One shape repeated.
_WIDE = re.compile(rb"(?:[\x20-\xff][\x00-\x02]|[\x00-\xff][\x03-\x05\xff]|[\x00-\x6f]\x20){4,}")
_WIDE_BIG = re.compile(rb"(?:[\x00-\x02][\x20-\xff]|[\x03-\x05\xff][\x00-\xff]|\x20[\x00-\x6f]){4,}")
# Anything that no text holds. One class.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# What a camera's notes (TIFF, and so EXIF) begin with, and what Adobe's packets of properties begin and end with.
_NOTES = re.compile(rb"II\*\0|MM\0\*")
_PACKET, _PACKET_END = b"<x:xmpmeta", b"</x:xmpmeta>"

# How long one value of each sort is; which sorts hold text or bytes; which tags lead to further notes.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_TEXT_SORTS = frozenset({1, 2, 6, 7, 129})
_LINKS = frozenset({0x8769, 0x8825, 0xA005, 0x014A})
# What the text of a note begins with, to say how it is written.
_WRITINGS = (b"ASCII\0\0\0", b"JIS\0\0\0\0\0")
_WIDE_WRITING = b"UNICODE\0"
# Windows' tags for title, comment, author, keywords and subject.
_WIDE_TAGS = range(0x9C9B, 0x9CA0)
# Beyond these numbers it is no camera's work.
_MOST_NOTES, _MOST_TAGS = 40, 500


def bytes_units(data: bytes, place: str = "bytes") -> Iterator[Unit]:
    """What can be read in a file or a part that is neither text nor a picture whose shape is known."""
    for match in islice(_NOTES.finditer(data), _MOST_NOTES):
        yield from _notes_units(data[match.start() : match.start() + _LARGEST_NOTES], place)
    end = 0
    while (start := data.find(_PACKET, end)) >= 0 and (end := data.find(_PACKET_END, start)) >= 0:
        yield Unit(f"{place}, properties", " ".join(text_of(data[start:end]).split()))
    yield from _stretches(data, place)


def remark_units(body: bytes, place: str) -> Iterator[Unit]:
    """A remark beside a picture, whatever its shape: a camera's notes, a text, or what can be read in it."""
    if notes := _NOTES.search(body, 0, 64):
        yield from _notes_units(body[notes.start() :], place)
    yield from _remark_text(body, place)


def _remark_text(body: bytes, place: str) -> Iterator[Unit]:
    for writing in _WRITINGS:
        body = body.removeprefix(writing)
    body = _without_signatures(body)
    bare = body.rstrip(b"\0")
    if not _NO_TEXT.search(bare):
        if bare.strip():
            yield Unit(place, " ".join(text_of(bare).split()))
        return
    strings = [text_of(string) for string in _STRING.findall(body)]
    if strings:
        yield Unit(place, "; ".join(strings))
    yield from _stretches(body, place)


def _without_signatures(body: bytes) -> bytes:
    """A colour profile without its table of contents, in which one of the tables is called "chad"."""
    head = body.find(b"acsp", 0, 256) - 36
    if head < 0:
        return body
    count = int.from_bytes(body[head + 128 : head + 132], "big")
    return body[:head] + body[head + 132 + 12 * min(count, _MOST_TAGS) :]


def _stretches(data: bytes, place: str) -> Iterator[Unit]:
    """Whatever can be read: as prose where it is long and has spaces as prose has, else as what may be chance."""
    for stretch in _STRETCH.findall(data):
        is_prose = len(stretch) >= _SHORTEST_PROSE and stretch.count(b" ") * _LONGEST_WORD >= len(stretch)
        yield Unit(place, text_of(stretch), Sort.PROSE if is_prose else Sort.BYTES)
    for pattern, encoding in ((_WIDE, "utf-16-le"), (_WIDE_BIG, "utf-16-be")):
        for stretch in pattern.findall(data):
            yield Unit(place, stretch.decode(encoding, "replace"), Sort.PROSE if len(stretch) >= _SHORTEST_WIDE else Sort.BYTES)


def _notes_units(data: bytes, place: str) -> Iterator[Unit]:
    """Every text in notes of the TIFF kind (EXIF, GPS, a TIFF picture itself), wherever they lead to further notes."""
    order = "little" if data[:2] == b"II" else "big"
    waiting, seen, left = [_number(data, 4, 4, order)], set[int](), _LARGEST_NOTES
    while waiting and len(seen) < _MOST_NOTES:
        at = waiting.pop()
        if not 8 <= at <= len(data) - 2 or at in seen:
            continue
        seen.add(at)
        count = min(_number(data, at, 2, order), _MOST_TAGS)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, sort, length = (_number(data, entry + offset, size, order) for offset, size in ((0, 2), (2, 2), (4, 4)))
            size = _SIZES.get(sort, 0) * length
            start = entry + 8 if size <= 4 else _number(data, entry + 8, 4, order)
            if tag in _LINKS:
                waiting += [_number(data, start + 4 * n, 4, order) for n in range(min(length, _MOST_NOTES))]
            elif sort in _TEXT_SORTS and 0 < size <= left:
                left -= size
                body = data[start : start + size]
                if tag in _WIDE_TAGS or body.startswith(_WIDE_WRITING):
                    for encoding in ("utf-16-le", "utf-16-be"):
                        yield Unit(place, body.removeprefix(_WIDE_WRITING).decode(encoding, "replace"))
                else:
                    yield from _remark_text(body, place)
        waiting.append(_number(data, at + 2 + 12 * count, 4, order))


def _number(data: bytes, at: int, size: int, order: str) -> int:
    """A number in notes; 0 beyond their end."""
    return int.from_bytes(data[at : at + size], "little" if order == "little" else "big")


def unpacked(data: bytes) -> bytes:
    """What zlib packed, within bounds; nothing where it is damaged."""
    try:
        return zlib.decompressobj().decompress(data, LARGEST_TEXT)
    except zlib.error:
        return b""


def text_of(data: bytes) -> str:
    """Text from bytes whose encoding nobody told."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
