"""Pictures without their metadata: who made them, where, with what. The pixels stay as they are, bit for bit.

Only the parts that hold the picture itself are copied, so whatever else a file carries (EXIF, comments, authors, thumbnails,
colour profiles with a maker's name, bytes after the end) is left behind. Formats: PNG, JPEG, GIF.
"""

from __future__ import annotations

import struct

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The chunks that make up a PNG's or an animated PNG's picture, and its colours; every other chunk is a remark about it.
PNG_PICTURE = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)
JPEG_END, JPEG_SCAN = 0xD9, 0xDA
# JPEG segments that hold remarks: all application segments but JFIF's and Adobe's colour transform, and comments.
JPEG_REMARKS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})


class NotAPicture(ValueError):
    """The bytes are not a whole picture of a kind that we can clean."""


def clean_picture(data: bytes) -> tuple[str, bytes]:
    """The picture without metadata, and its suffix (".png", ".jpg", ".gif"). NotAPicture where its bytes are none."""
    if data.startswith(PNG_SIGNATURE):
        return ".png", _clean_png(data)
    if data[:2] == b"\xff\xd8":
        return ".jpg", _clean_jpeg(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ".gif", _clean_gif(data)
    raise NotAPicture("not a PNG, JPEG or GIF picture")


def _clean_png(data: bytes) -> bytes:
    kept = [PNG_SIGNATURE]
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        sort, end = data[at + 4 : at + 8], at + 12 + size
        if end > len(data):
            break
        if sort in PNG_PICTURE:
            kept.append(data[at:end])
        if sort == b"IEND":
            return b"".join(kept)
        at = end
    raise NotAPicture("the PNG ends too early")


def _clean_jpeg(data: bytes) -> bytes:
    kept = [b"\xff\xd8"]
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise NotAPicture("the JPEG is damaged")
        marker = data[at + 1]
        if marker == 0xFF:  # padding before a marker
            at += 1
            continue
        if marker == JPEG_SCAN:
            return b"".join([*kept, _scan_to_end(data, at)])
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        is_jfif = marker == 0xE0 and data[at + 4 : at + 8] == b"JFIF"
        if marker not in JPEG_REMARKS and (marker != 0xE0 or is_jfif):
            kept.append(_without_thumbnail(data[at:end]) if is_jfif else data[at:end])
        at = end
    raise NotAPicture("the JPEG ends too early")


def _without_thumbnail(jfif: bytes) -> bytes:
    """The JFIF segment with its thumbnail, if it has one, cut off."""
    return jfif[:2] + struct.pack(">H", 16) + jfif[4:16] + b"\0\0" if len(jfif) >= 18 else jfif


def _scan_to_end(data: bytes, at: int) -> bytes:
    """From the first scan to the end-of-image marker; progressive JPEGs have several scans, with tables between."""
    end = data.rfind(b"\xff\xd9")
    if end < at:
        raise NotAPicture("the JPEG ends too early")
    kept = []
    while at < end:
        marker = data[at + 1]
        if marker in JPEG_REMARKS or marker == 0xE0:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
            continue
        if marker == JPEG_END:
            break
        start, at = (
            at,
            _next_marker(data, at + 2, end) if marker == JPEG_SCAN else at + 2 + struct.unpack_from(">H", data, at + 2)[0],
        )
        kept.append(data[start:at])
    return b"".join([*kept, b"\xff\xd9"])


def _next_marker(data: bytes, at: int, end: int) -> int:
    """Where the next marker after a scan's compressed data stands: not a stuffed zero, not a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at >= end:
            return end
        following = data[at + 1]
        if following == 0 or 0xD0 <= following <= 0xD7 or following == 0xFF:
            at += 1 if following == 0xFF else 2
            continue
        return at


def _clean_gif(data: bytes) -> bytes:
    if len(data) < 14:
        raise NotAPicture("the GIF ends too early")
    at = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    kept = [data[:at]]
    while at < len(data):
        block = data[at]
        if block == 0x3B:
            return b"".join([*kept, b"\x3b"])
        start = at
        if block == 0x21 and at + 2 < len(data):
            label, at = data[at + 1], _past_sub_blocks(data, at + 2)
            # Graphic control (timing, transparency) and the loop count belong to the picture; comments and the rest do not.
            keep = label == 0xF9 or (label == 0xFF and data[start + 3 : start + 14] == b"NETSCAPE2.0")
        elif block == 0x2C and at + 10 < len(data):
            packed = data[at + 9]
            at = _past_sub_blocks(data, at + 10 + (3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0) + 1)
            keep = True
        else:
            break
        if keep:
            kept.append(data[start:at])
    raise NotAPicture("the GIF is damaged")


def _past_sub_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    if at >= len(data):
        raise NotAPicture("the GIF ends too early")
    return at + 1
