"""What pictures carry besides their pixels: text chunks of PNG, comments, EXIF and XMP of JPEG, as the gate reads them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"

# What a compressed text chunk may unpack to; more is no caption.
_LARGEST_TEXT = 1_000_000

# Stretches of readable bytes inside EXIF. One class, linear.
_READABLE = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")


def is_picture(data: bytes) -> bool:
    """Whether these are the bytes of a PNG or JPEG file."""
    return data.startswith((_PNG, _JPEG))


def picture_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """(place, text) for every text in a picture's metadata."""
    yield from _png_texts(data) if data.startswith(_PNG) else _jpeg_texts(data)


def _png_texts(data: bytes) -> Iterator[tuple[str, str]]:
    position = len(_PNG)
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        position += length + 12
        if kind == b"IEND":
            break
        if kind in (b"tEXt", b"iTXt", b"zTXt"):
            yield "text chunk", _chunk_text(kind, body)
        elif kind == b"eXIf":
            yield from _readable("EXIF", body)
    if position < len(data):
        yield from _readable("bytes after the picture", data[position : position + _LARGEST_TEXT])


def _chunk_text(kind: bytes, body: bytes) -> str:
    """Key and text of a chunk, in one line; what is compressed is unpacked within bounds."""
    key, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = _unpacked(rest[1:])
    elif kind == b"iTXt":
        compressed, rest = rest[:1] == b"\x01", rest[2:]
        _, _, rest = rest.partition(b"\0")  # the language
        _, _, rest = rest.partition(b"\0")  # the key in that language
        rest = _unpacked(rest) if compressed else rest
    return " ".join(f"{_text(key)}: {_text(rest)}".split())


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST_TEXT)
    except zlib.error:
        return b""


def _jpeg_texts(data: bytes) -> Iterator[tuple[str, str]]:
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xDA:  # the picture itself begins
            return
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        body = data[position + 4 : position + 2 + length]
        position += 2 + max(length, 2)
        if marker == 0xFE:
            yield "comment", " ".join(_text(body).split())
        elif 0xE1 <= marker <= 0xEF:
            yield from _readable("EXIF", body)


def _readable(place: str, body: bytes) -> Iterator[tuple[str, str]]:
    """What can be read in mixed bytes: as they are, and as text of two bytes a letter."""
    for version in {body, body.replace(b"\0", b"")}:
        text = " ".join(_text(stretch) for stretch in _READABLE.findall(version))
        if text.strip():
            yield place, text


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
