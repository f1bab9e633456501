"""What pictures carry besides their pixels, as the gate reads them: every part of the file that is not the picture itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.blameless.gate_bytes import LARGEST_TEXT, bytes_units, remark_units, text_of, unpacked
from postmortem.blameless.gate_units import Unit

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")

# Chunks that are the picture, or nothing but numbers about its colours and times.
_PNG_PICTURE = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"fdAT"})
_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
# A JPEG's segments that are tables or numbers: frames, Huffman and quantisation tables, restarts.
_JPEG_PICTURE = frozenset({*range(0xC0, 0xE0)})
# Where the next segment after a JPEG's packed pixels begins. One class after one byte.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def is_picture(data: bytes) -> bool:
    """Whether these are the bytes of a PNG, JPEG, GIF or WebP file."""
    return data.startswith((_PNG, _JPEG, *_GIF)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def picture_units(data: bytes) -> Iterator[Unit]:
    """Every text in a picture's file that is not its pixels, bytes after its end included."""
    if data.startswith(_PNG):
        yield from _png_units(data)
    elif data.startswith(_JPEG):
        yield from _jpeg_units(data)
    elif data.startswith(_GIF):
        yield from _gif_units(data)
    else:
        yield from _webp_units(data)


def _rest(data: bytes, position: int) -> Iterator[Unit]:
    rest = data[position:]
    if rest:
        yield from remark_units(rest[:LARGEST_TEXT], "bytes after the picture")
        yield from bytes_units(rest[LARGEST_TEXT:], "bytes after the picture")


def _png_units(data: bytes) -> Iterator[Unit]:
    position = len(_PNG)
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        position += length + 12
        if kind == b"IEND":
            break
        if kind in (b"tEXt", b"iTXt", b"zTXt"):
            yield Unit("text chunk", _chunk_text(kind, body))
        elif kind == b"iCCP":
            name, _, profile = body.partition(b"\0")
            yield from remark_units(name, "colour profile")
            yield from remark_units(unpacked(profile[1:]), "colour profile")
        elif kind not in _PNG_PICTURE:
            yield from remark_units(body, "EXIF" if kind == b"eXIf" else f"chunk {text_of(kind)}")
    yield from _rest(data, position)


def _chunk_text(kind: bytes, body: bytes) -> str:
    """Key and text of a chunk, in one line; what is compressed is unpacked within bounds."""
    key, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = unpacked(rest[1:])
    elif kind == b"iTXt":
        compressed, rest = rest[:1] == b"\x01", rest[2:]
        language, _, rest = rest.partition(b"\0")
        translated, _, rest = rest.partition(b"\0")
        key = b" ".join((key, language, translated))
        rest = unpacked(rest) if compressed else rest
    return " ".join(f"{text_of(key)}: {text_of(rest)}".split())


def _jpeg_units(data: bytes) -> Iterator[Unit]:
    position = 2
    while position + 2 <= len(data):
        if data[position] != 0xFF:  # no segment where one should begin: the pixels, or damage
            following = _MARKER.search(data, position)
            end = following.start() if following else len(data)
            yield from bytes_units(data[position:end])
            position = end
            continue
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xD9:
            yield from _rest(data, position + 2)
            return
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        body = data[position + 4 : position + 2 + length]
        position += 2 + max(length, 2)
        if marker == 0xDA:  # the pixels follow
            following = _MARKER.search(data, position)
            position = following.start() if following else len(data)
        elif marker == 0xFE:
            yield from remark_units(body, "comment")
        elif marker not in _JPEG_PICTURE:
            yield from remark_units(body, "EXIF")


def _gif_units(data: bytes) -> Iterator[Unit]:
    position = 13 + _colours(data[10:11])
    while position < len(data):
        block = data[position]
        if block == 0x2C:
            position = _past_blocks(data, position + 10 + _colours(data[position + 9 : position + 10]) + 1)
        elif block == 0x21:
            end = _past_blocks(data, position + 2)
            if data[position + 1 : position + 2] != b"\xf9":
                yield from remark_units(_joined_blocks(data[position + 2 : end]), "comment")
                yield from remark_units(data[position + 2 : end], "comment")
            position = end
        else:
            position += block == 0x3B
            break
    yield from _rest(data, position)


def _colours(flags: bytes) -> int:
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _past_blocks(data: bytes, position: int) -> int:
    while position < len(data) and data[position]:
        position += data[position] + 1
    return position + 1


def _joined_blocks(data: bytes) -> bytes:
    """The content of blocks of up to 255 bytes as one."""
    out, position = [], 0
    while position < len(data) and data[position]:
        out.append(data[position + 1 : position + 1 + data[position]])
        position += data[position] + 1
    return b"".join(out)


def _webp_units(data: bytes) -> Iterator[Unit]:
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    yield from _webp_chunks(data[:end], 12)
    yield from _rest(data, end)


def _webp_chunks(data: bytes, position: int) -> Iterator[Unit]:
    while position + 8 <= len(data):
        kind = data[position : position + 4]
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        body = data[position + 8 : position + 8 + length]
        position += 8 + length + (length & 1)
        if kind == b"ANMF":
            yield from _webp_chunks(body, 16)
        elif kind not in _WEBP_PICTURE:
            yield from remark_units(body, text_of(kind).strip())
