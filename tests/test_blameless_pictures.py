"""Pictures lose their metadata and keep their pixels."""

from __future__ import annotations

import struct
import zlib

import pytest

from postmortem.blameless.pictures import PNG_SIGNATURE, NotAPicture, clean_picture


def chunk(sort: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))


def png(*remarks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return PNG_SIGNATURE + header + b"".join(remarks) + chunk(b"IDAT", zlib.compress(b"\0\x7f")) + chunk(b"IEND", b"")


def jpeg(*remarks: bytes) -> bytes:
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    table = b"\xff\xdb" + struct.pack(">H", 67) + b"\0" + bytes(64)
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\0\0\x3f\0" + b"\x12\xff\0\x34\xff\xd0\x56"
    return b"\xff\xd8" + jfif + b"".join(remarks) + table + scan + b"\xff\xd9"


def gif(*remarks: bytes) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + b"".join(remarks) + image + b"\x3b"


@pytest.mark.parametrize(
    ("clean", "marked", "suffix"),
    [
        pytest.param(png(), png(chunk(b"tEXt", b"Author\0Dagny Kilbourne"), chunk(b"eXIf", b"MM\0*Dagny")), ".png", id="png text and exif"),
        pytest.param(png(), png() + b"Dagny after the end", ".png", id="png bytes after the end"),
        pytest.param(jpeg(), jpeg(b"\xff\xe1" + struct.pack(">H", 13) + b"Exif\0Dagny!", b"\xff\xfe" + struct.pack(">H", 7) + b"Dagny"), ".jpg", id="jpeg exif and comment"),
        pytest.param(gif(), gif(b"\x21\xfe\x05Dagny\x00"), ".gif", id="gif comment"),
    ],
)
def test_metadata_goes_and_the_picture_stays_bit_for_bit(clean: bytes, marked: bytes, suffix: str) -> None:
    assert clean_picture(marked) == (suffix, clean)
    assert clean_picture(clean) == (suffix, clean)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", png()[:40], b"\xff\xd8\xff", jpeg()[:30], b"GIF89a", gif()[:22], b"<svg>Dagny</svg>", b"%PDF-1.7"],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        clean_picture(data)
