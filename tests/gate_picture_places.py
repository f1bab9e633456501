"""Places in pictures in which the gate has to find somebody; and whole small pictures of each kind, made by hand."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

Make = Callable[[str], bytes]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*remarks: bytes) -> bytes:
    """A grey picture of two by two pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\x10\x7f\0\x80\xf0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(remarks) + pixels + chunk(b"IEND", b"")


def png_text(words: str) -> bytes:
    return chunk(b"tEXt", b"Author\0" + words.encode())


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


JFIF = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
FRAME = segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
TABLE = segment(0xDB, b"\0" + bytes(range(64)))
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"


def jpeg(*remarks: bytes, between: bytes = b"", behind: bytes = b"") -> bytes:
    """A JPEG's shape: its tables and two scans. Nobody looks at its one pixel."""
    return b"\xff\xd8" + JFIF + b"".join(remarks) + TABLE + FRAME + SCAN + between + SCAN + b"\xff\xd9" + behind


def gif(*remarks: bytes, behind: bytes = b"") -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + b"".join(remarks) + image + b"\x3b" + behind


def blocks(body: bytes) -> bytes:
    return b"".join(bytes([len(body[n : n + 255])]) + body[n : n + 255] for n in range(0, len(body), 255)) + b"\0"


def part(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)


# A frame of one pixel, as far as anybody reads it: the key frame's start code, and the lossless signature.
LOSSY = part(b"VP8 ", b"\x10\0\0\x9d\x01\x2a\x01\0\x01\0\x07\x08\x85")
LOSSLESS = part(b"VP8L", b"\x2f\0\0\0\0\x07\x10\x11\x11")


def webp(*parts: bytes, behind: bytes = b"") -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body + behind


def extended(flags: int) -> bytes:
    return part(b"VP8X", bytes([flags, 0, 0, 0]) + bytes(6))


def notes(entries: dict[int, tuple[int, bytes]], *, order: str = "<") -> bytes:
    """Notes of the TIFF kind: tag → (sort, value), one list of them."""
    head = b"II*\0" if order == "<" else b"MM\0*"
    sizes = {2: 1, 1: 1, 7: 1, 3: 2, 4: 4}
    at = 8 + 2 + 12 * len(entries) + 4
    rows, values = b"", b""
    for tag, (sort, value) in sorted(entries.items()):
        count = len(value) // sizes[sort]
        if len(value) <= 4:
            rows += struct.pack(f"{order}HHI", tag, sort, count) + value.ljust(4, b"\0")
        else:
            rows += struct.pack(f"{order}HHII", tag, sort, count, at + len(values))
            values += value
    return head + struct.pack(f"{order}IH", 8, len(entries)) + rows + bytes(4) + values


def artist(words: str) -> bytes:
    return notes({0x013B: (2, words.encode() + b"\0"), 0x0112: (3, b"\x01\0")})


def author(words: str) -> bytes:
    """Windows' own tag for an author: two bytes a letter."""
    return notes({0x9C9D: (1, words.encode("utf-16-le") + b"\0\0")})


def comment(words: str) -> bytes:
    return notes({0x9286: (7, b"ASCII\0\0\0" + words.encode())}, order=">")


def properties(words: str) -> bytes:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator><rdf:li>{escaped}</rdf:li></dc:creator></x:xmpmeta>'.encode()


def profile(words: str) -> bytes:
    """A colour profile with a description: a head, one tag, its text."""
    text = b"desc\0\0\0\0" + struct.pack(">I", len(words.encode()) + 1) + words.encode() + b"\0"
    return bytes(36) + b"acsp" + bytes(88) + struct.pack(">I", 1) + b"chad" + struct.pack(">II", 144, len(text)) + text


PICTURES: dict[str, tuple[str, Make]] = {
    "PNG's text": (".png", lambda words: png(png_text(words))),
    "PNG's packed text": (".png", lambda words: png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(words.encode())))),
    "PNG's international text": (".png", lambda words: png(chunk(b"iTXt", b"Author\0\0\0en\0\0" + words.encode()))),
    "PNG's packed international text": (".png", lambda words: png(chunk(b"iTXt", b"A\0\x01\0\0\0" + zlib.compress(words.encode())))),
    "PNG's key": (".png", lambda words: png(chunk(b"tEXt", words.encode() + b"\0x"))),
    "PNG's EXIF": (".png", lambda words: png(chunk(b"eXIf", artist(words)))),
    "PNG's profile": (".png", lambda words: png(chunk(b"iCCP", b"x\0\0" + zlib.compress(profile(words))))),
    "PNG's profile's name": (".png", lambda words: png(chunk(b"iCCP", words.encode() + b"\0\0" + zlib.compress(b"x")))),
    "PNG's own chunk": (".png", lambda words: png(chunk(b"whOo", words.encode()))),
    "behind a PNG": (".png", lambda words: png() + words.encode()),
    "JPEG's comment": (".jpg", lambda words: jpeg(segment(0xFE, words.encode()))),
    "JPEG's artist": (".jpg", lambda words: jpeg(segment(0xE1, b"Exif\0\0" + artist(words)))),
    "JPEG's author": (".jpg", lambda words: jpeg(segment(0xE1, b"Exif\0\0" + author(words)))),
    "JPEG's user comment": (".jpg", lambda words: jpeg(segment(0xE1, b"Exif\0\0" + comment(words)))),
    "JPEG's properties": (".jpg", lambda words: jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + properties(words)))),
    "JPEG's caption": (".jpg", lambda words: jpeg(segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x20\x1c\x02\x50\0" + bytes([len(words.encode()) % 32]) + words.encode() + b"\0"))),
    "JPEG's profile": (".jpg", lambda words: jpeg(segment(0xE2, b"ICC_PROFILE\0\x01\x01" + profile(words)))),
    "between a JPEG's scans": (".jpg", lambda words: jpeg(between=segment(0xFE, words.encode()))),
    "behind a JPEG": (".jpg", lambda words: jpeg(behind=words.encode())),
    "GIF's comment": (".gif", lambda words: gif(b"\x21\xfe" + blocks(words.encode()))),
    "GIF's plain text": (".gif", lambda words: gif(b"\x21\x01" + bytes([12]) + bytes(12) + blocks(words.encode()))),
    "GIF's properties": (".gif", lambda words: gif(b"\x21\xff\x0bXMP DataXMP" + blocks(properties(words)))),
    "behind a GIF": (".gif", lambda words: gif(behind=words.encode())),
    "WebP's EXIF": (".webp", lambda words: webp(extended(8), LOSSY, part(b"EXIF", artist(words)))),
    "WebP's properties": (".webp", lambda words: webp(extended(4), LOSSLESS, part(b"XMP ", properties(words)))),
    "WebP's profile": (".webp", lambda words: webp(extended(32), part(b"ICCP", profile(words)), LOSSY)),
    "WebP's own part": (".webp", lambda words: webp(LOSSY, part(b"whoo", words.encode()))),
    "inside a frame of a WebP": (".webp", lambda words: webp(extended(2), part(b"ANIM", bytes(6)), part(b"ANMF", bytes(16) + LOSSY + part(b"whoo", words.encode())))),
    "behind a WebP": (".webp", lambda words: webp(LOSSY, behind=words.encode())),
    "TIFF's artist": (".tiff", artist),
    "HEIC's artist": (".heic", lambda words: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + struct.pack(">I", 400) + b"mdat" + bytes(range(1, 200)) + b"\0\0\0\x06Exif\0\0" + artist(words) + bytes(range(200))),
    "HEIC's properties": (".heic", lambda words: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(range(256)) + properties(words) + bytes(range(256))),
}
