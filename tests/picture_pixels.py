"""What pictures show, worked out by hand: pixels of a PNG, indices of a GIF, the packed pixels of a JPEG and of a WebP."""

from __future__ import annotations

import struct
import zlib

from tests.gate_picture_places import blocks, chunk


def png_of(rows: list[bytes], filters: list[int], width: int, *, colour: int = 0, before: tuple[bytes, ...] = (), behind: bytes = b"") -> bytes:
    """A PNG of eight bits a sample (colour 0: grey, 2: three samples, 6: four), each row under one of the five filters."""
    samples = {0: 1, 2: 3, 6: 4}[colour]
    packed, above = b"", bytes(width * samples)
    for row, how in zip(rows, filters, strict=True):
        packed += bytes([how]) + bytes((value - guess) % 256 for value, guess in zip(row, _guesses(row, above, samples, how), strict=True))
        above = row
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, colour, 0, 0, 0))
    data = zlib.compress(packed)
    half = len(data) // 2
    pixels = chunk(b"IDAT", data[:half]) + chunk(b"IDAT", data[half:])
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(before) + pixels + chunk(b"IEND", b"") + behind


def packed_rows(data: bytes) -> tuple[bytes, bytes]:
    """A PNG's head, and its rows with their filters; every check sum is compared."""
    at, head, packed = 8, b"", b""
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert data[at + 8 + size : at + 12 + size] == struct.pack(">I", zlib.crc32(kind + body))
        head = head or body
        packed += body if kind == b"IDAT" else b""
        at += size + 12
    return head, zlib.decompress(packed)


def png_pixels(data: bytes) -> list[bytes]:
    """The rows of a PNG that `png_of` made."""
    head, raw = packed_rows(data)
    width, _, _, colour, *_ = struct.unpack(">IIBBBBB", head)
    samples = {0: 1, 2: 3, 6: 4}[colour]
    length = width * samples
    rows, above = [], bytes(length)
    for start in range(0, len(raw), length + 1):
        how, line = raw[start], raw[start + 1 : start + 1 + length]
        row = bytearray()
        for n, value in enumerate(line):
            row.append((value + _guess(row, above, n, samples, how)) % 256)
        above = bytes(row)
        rows.append(above)
    return rows


def _guesses(row: bytes, above: bytes, samples: int, how: int) -> list[int]:
    return [_guess(row, above, n, samples, how) for n in range(len(row))]


def _guess(row: bytes | bytearray, above: bytes, n: int, samples: int, how: int) -> int:
    left, over = (row[n - samples] if n >= samples else 0), above[n]
    corner = above[n - samples] if n >= samples else 0
    guess = left + over - corner
    nearest = min((left, over, corner), key=lambda value: abs(guess - value))
    return (0, left, over, (left + over) // 2, nearest)[how]


def gif_image(width: int, indices: bytes) -> bytes:
    """One picture of a GIF of four colours, with a code for each pixel: a clear code before every other one keeps them short."""
    codes = [code for n, index in enumerate(indices) for code in (*((4,) if n % 2 == 0 else ()), index)] + [5]
    bits = sum(code << 3 * n for n, code in enumerate(codes))
    packed = bits.to_bytes((3 * len(codes) + 7) // 8, "little")
    return b"\x2c" + struct.pack("<HHHHB", 0, 0, width, len(indices) // width, 0) + b"\x02" + blocks(packed)


def gif_indices(data: bytes) -> list[bytes]:
    """The colours' numbers of every picture in a GIF."""
    at = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    pictures = []
    while data[at] != 0x3B:
        is_picture = data[at] == 0x2C
        at += 10 + (3 * 2 ** ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1 if is_picture else 2
        least, packed = data[at - 1], b""
        while data[at]:
            packed += data[at + 1 : at + 1 + data[at]]
            at += data[at] + 1
        at += 1
        pictures += [_unpacked(packed, least)] if is_picture else []
    return pictures


def _unpacked(packed: bytes, least: int) -> bytes:
    """LZW as GIF has it."""
    bits, clear = int.from_bytes(packed, "little"), 1 << least
    words: list[bytes] = []
    out, size, before, left = b"", least + 1, b"", len(packed) * 8
    while left >= size:
        code, bits, left = bits & ((1 << size) - 1), bits >> size, left - size
        if code == clear:
            words, size, before = [bytes([n]) for n in range(clear)] + [b"", b""], least + 1, b""
            continue
        if code == clear + 1:
            break
        word = words[code] if code < len(words) else before + before[:1]
        out += word
        if before:
            words.append(before + word[:1])
            size += len(words) == 1 << size and size < 12
        before = word
    return out


def jpeg_picture(data: bytes) -> list[tuple[int, bytes]]:
    """Frames, tables and scans of a JPEG in order, up to its end: what a decoder reads."""
    at, parts = 2, []
    while data[at + 1] != 0xD9:
        marker = data[at + 1]
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        if marker == 0xDA:
            while not (data[end] == 0xFF and data[end + 1] not in (0, *range(0xD0, 0xD8))):
                end += 1
        if not 0xE0 <= marker <= 0xEF and marker != 0xFE:
            parts.append((marker, data[at:end]))
        at = end
    return parts


def webp_parts(data: bytes, at: int = 12) -> list[tuple[bytes, bytes]]:
    """The parts of a WebP, or of a frame in one."""
    parts = []
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        parts.append((kind, data[at + 8 : at + 8 + size]))
        at += 8 + size + (size & 1)
    return parts
