"""Pictures without their metadata: who made them, where, with what. The pixels stay as they are, bit for bit.

Only the parts that hold the picture itself are copied, so whatever else a file carries (EXIF, XMP, comments, authors,
thumbnails, colour profiles with a maker's name, bytes after the end) is left behind. The one note that is kept says how the
picture has to be turned, because without it a telephone's picture would lie on its side (`picture_turn`). Formats: PNG, JPEG,
GIF, WebP.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from postmortem.blameless.picture_turn import turn_notes, turn_of

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The chunks that make up a PNG's or an animated PNG's picture, and the numbers about its colours, each with its largest size;
# every other chunk is a remark. The second table holds those that may be left out where their size is wrong.
PNG_PICTURE = {b"IHDR": 13, b"PLTE": 768, b"IDAT": 2**31, b"IEND": 0, b"acTL": 8, b"fcTL": 26, b"fdAT": 2**31}
PNG_COLOURS = {
    b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"sBIT": 4, b"bKGD": 6, b"pHYs": 9, b"cICP": 4, b"mDCV": 24, b"cLLI": 8,
}  # fmt: skip

JPEG_END, JPEG_SCAN, JPEG_JFIF, JPEG_NOTES, JPEG_ADOBE = 0xD9, 0xDA, 0xE0, 0xE1, 0xEE
# Segments that hold the picture's frames and tables; those of applications, and comments.
JPEG_PICTURE = frozenset({*range(0xC0, 0xD0), *range(0xDB, 0xE0)}) - {0xC8}
JPEG_REMARKS = frozenset({*range(0xE0, 0xF0), 0xFE})
JPEG_FRAMES = JPEG_PICTURE - {0xC4, 0xCC, *range(0xDB, 0xE0)}
# Where the packed pixels of a scan end: at a marker that is no stuffed zero and no restart. Two bytes.
JPEG_NEXT = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")

# A GIF's blocks: a picture, an extension, the end; the extension that tells how often an animation runs.
GIF_PICTURE, GIF_EXTENSION, GIF_END = 0x2C, 0x21, 0x3B
GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")

# What a WebP's head says of the file: that it is animated, that it is see-through, that notes of a camera follow.
WEBP_ANIMATED, WEBP_ALPHA, WEBP_NOTES = 0x02, 0x10, 0x08


class NotAPicture(ValueError):
    """The bytes are not a whole picture of a kind that we can clean."""


def clean_picture(data: bytes) -> tuple[str, bytes]:
    """The picture without metadata, and its suffix (".png", ".jpg", ".gif", ".webp"). NotAPicture where its bytes are none."""
    if data.startswith(PNG_SIGNATURE):
        return ".png", _clean_png(data)
    if data[:2] == b"\xff\xd8":
        return ".jpg", _clean_jpeg(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ".gif", _clean_gif(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp", _clean_webp(data)
    raise NotAPicture("not a PNG, JPEG, GIF or WebP picture")


def _clean_png(data: bytes) -> bytes:
    kept: list[bytes] = []
    before_pixels, turn = 0, 0
    for sort, body in _png_chunks(data):
        if not kept and (sort != b"IHDR" or len(body) != PNG_PICTURE[sort]):
            raise NotAPicture("the PNG has no head")
        if sort in PNG_PICTURE and len(body) > PNG_PICTURE[sort]:
            raise NotAPicture("the PNG is damaged")
        if sort == b"eXIf":
            turn = turn or turn_of(body)
        if sort == b"IDAT" and not before_pixels:
            before_pixels = len(kept)
        if sort in PNG_PICTURE or len(body) <= PNG_COLOURS.get(sort, -1):
            kept.append(_png_chunk(sort, body))
    if not before_pixels:
        raise NotAPicture("the PNG has no pixels")
    if turn:
        kept.insert(before_pixels, _png_chunk(b"eXIf", turn_notes(turn)))
    return PNG_SIGNATURE + b"".join(kept)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture, their check sums compared."""
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        sort, end = data[at + 4 : at + 8], at + 8 + size
        if end + 4 > len(data):
            break
        is_picture = sort in PNG_PICTURE or sort in PNG_COLOURS
        if is_picture and struct.unpack_from(">I", data, end) != (zlib.crc32(data[at + 4 : end]),):
            raise NotAPicture("the PNG is damaged")
        yield sort, data[at + 8 : end]
        if sort == b"IEND":
            return
        at = end + 4
    raise NotAPicture("the PNG ends too early")


def _png_chunk(sort: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + sort + body + struct.pack(">I", zlib.crc32(sort + body))


def _clean_jpeg(data: bytes) -> bytes:
    jfif, kept = b"", []
    has_frame = has_scan = False
    turn = 0
    for marker, segment in _jpeg_segments(data):
        body = segment[4:]
        if marker in JPEG_PICTURE or marker == JPEG_SCAN:
            has_frame = has_frame or marker in JPEG_FRAMES
            has_scan = has_scan or (has_frame and marker == JPEG_SCAN)
            kept.append(segment)
        elif marker == JPEG_JFIF and body[:5] == b"JFIF\0" and len(body) >= 14:
            jfif = jfif or _jpeg_segment(marker, body[:12] + b"\0\0")  # without its thumbnail
        elif marker == JPEG_ADOBE and body[:5] == b"Adobe" and len(body) >= 12:
            kept.append(_jpeg_segment(marker, body[:12]))  # how the colours are to be read
        elif marker == JPEG_NOTES:
            turn = turn or turn_of(body)
        elif marker not in JPEG_REMARKS:
            raise NotAPicture("a JPEG of a kind that we do not know")
    if not has_scan:
        raise NotAPicture("the JPEG has no pixels")
    notes = _jpeg_segment(JPEG_NOTES, b"Exif\0\0" + turn_notes(turn)) if turn else b""
    return b"".join((b"\xff\xd8", jfif, notes, *kept, b"\xff\xd9"))


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, the whole segment) up to the end of the picture; to a scan belong its packed pixels."""
    at = 2
    while data[at : at + 1] == b"\xff":
        while data[at + 1 : at + 2] == b"\xff":  # padding
            at += 1
        marker = data[at + 1] if at + 1 < len(data) else 0
        if marker == JPEG_END:
            return
        if at + 4 > len(data):
            break
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        if size < 2 or end > len(data):
            break
        if marker == JPEG_SCAN:
            following = JPEG_NEXT.search(data, end)
            if following is None:
                break
            end = following.start()
        yield marker, data[at:end]
        at = end
    raise NotAPicture("the JPEG is damaged or ends too early")


def _jpeg_segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _clean_gif(data: bytes) -> bytes:
    if len(data) < 14:
        raise NotAPicture("the GIF ends too early")
    at = 13 + _gif_colours(data[10])
    kept = [data[:at]]
    while at < len(data) and data[at] != GIF_END:
        start = at
        if data[at] == GIF_EXTENSION and at + 2 < len(data):
            at = _past_sub_blocks(data, at + 2)
            kept.append(_gif_extension(data[start:at]))
        elif data[at] == GIF_PICTURE and at + 10 < len(data):
            at = _past_sub_blocks(data, at + 10 + _gif_colours(data[at + 9]) + 1)
            kept.append(data[start:at])
        else:
            raise NotAPicture("the GIF is damaged")
    if at >= len(data) or not any(block[:1] == bytes([GIF_PICTURE]) for block in kept):
        raise NotAPicture("the GIF ends too early")
    return b"".join([*kept, bytes([GIF_END])])


def _gif_colours(flags: int) -> int:
    """How many bytes the table of colours has."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_extension(block: bytes) -> bytes:
    """An extension that belongs to the picture: its timing and transparency, how often it runs; nothing of any other."""
    if block[1] == 0xF9 and block[2] == 4 and len(block) == 8:
        return block
    if block[1] == 0xFF and block[3:14] in GIF_LOOPS and block[14:16] == b"\x03\x01" and len(block) == 19:
        return block
    return b""


def _past_sub_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    if at >= len(data):
        raise NotAPicture("the GIF ends too early")
    return at + 1


def _clean_webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    if size < 4 or 8 + size > len(data):
        raise NotAPicture("the WebP ends too early")
    parts = list(_webp_parts(data[12 : 8 + size]))
    head = parts[0][1] if parts and parts[0][0] == b"VP8X" else b""
    if not head:
        return _webp_file(_webp_picture(parts)[-1:])
    if len(head) != 10:
        raise NotAPicture("the WebP is damaged")
    turn = next((turn for sort, body in parts if sort == b"EXIF" and (turn := turn_of(body))), 0)
    flags = head[0] & (WEBP_ANIMATED | WEBP_ALPHA) | (WEBP_NOTES if turn else 0)
    picture = _webp_animation(parts) if flags & WEBP_ANIMATED else _webp_picture(parts)
    notes = [(b"EXIF", turn_notes(turn))] if turn else []
    return _webp_file([(b"VP8X", bytes([flags, 0, 0, 0]) + head[4:]), *picture, *notes])


def _webp_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        sort, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            raise NotAPicture("the WebP ends too early")
        yield sort, data[at + 8 : at + 8 + size]
        at += 8 + size + (size & 1)


def _webp_picture(parts: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The first picture among the parts, with its transparency before it."""
    alpha: list[tuple[bytes, bytes]] = []
    for sort, body in parts:
        if sort == b"ALPH":
            alpha = [(sort, body)]
        elif (sort == b"VP8 " and body[3:6] == b"\x9d\x01\x2a") or (sort == b"VP8L" and body[:1] == b"\x2f"):
            return [*(alpha if sort == b"VP8 " else []), (sort, body)]
    raise NotAPicture("the WebP has no pixels")


def _webp_animation(parts: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What an animation does as a whole, and its frames."""
    how = [(sort, body) for sort, body in parts if sort == b"ANIM" and len(body) == 6]
    frames = [(sort, _webp_frame(body)) for sort, body in parts if sort == b"ANMF"]
    if not how or not frames:
        raise NotAPicture("the WebP has no pixels")
    return [how[0], *frames]


def _webp_frame(body: bytes) -> bytes:
    """A frame of an animation: where and how long it shows, and its picture."""
    if len(body) < 16:
        raise NotAPicture("the WebP is damaged")
    return body[:16] + b"".join(_webp_part(*part) for part in _webp_picture(list(_webp_parts(body[16:]))))


def _webp_part(sort: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", sort, len(body)) + body + b"\0" * (len(body) & 1)


def _webp_file(parts: list[tuple[bytes, bytes]]) -> bytes:
    body = b"WEBP" + b"".join(_webp_part(*part) for part in parts)
    return struct.pack("<4sI", b"RIFF", len(body)) + body
