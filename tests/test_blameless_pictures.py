"""Pictures lose their metadata and keep their pixels."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SAMPLES
from tests.gate_picture_places import (
    JFIF,
    LOSSLESS,
    LOSSY,
    PICTURES,
    artist,
    blocks,
    chunk,
    extended,
    gif,
    jpeg,
    notes,
    part,
    png,
    png_text,
    profile,
    properties,
    segment,
    webp,
)
from tests.picture_pixels import gif_image, gif_indices, jpeg_picture, packed_rows, png_of, png_pixels, webp_parts

from postmortem.blameless.gate import look
from postmortem.blameless.picture_turn import turn_notes, turn_of
from postmortem.blameless.pictures import NotAPicture, clean_picture
from postmortem.slack.transcript import Person

NAME = "Dagny Kilbourne"
DAGNY = Person(id="U0DAGNY001", real_name=NAME, first_name="Dagny", last_name="Kilbourne")
FRAMES = part(b"ANIM", bytes(6)) + part(b"ANMF", bytes(16) + LOSSY) + part(b"ANMF", bytes(16) + part(b"ALPH", b"\0\1") + LOSSY)

MARKED = {
    "png": (png(), png(png_text(NAME), chunk(b"eXIf", artist(NAME)), chunk(b"iCCP", b"Dagny\0\0x"), chunk(b"tIME", b"1234567"))),
    "png, bytes after the end": (png(), png() + NAME.encode()),
    "png, a liar's resolution": (png(), png(chunk(b"pHYs", NAME.encode()))),
    "jpeg": (jpeg(), jpeg(segment(0xE1, b"Exif\0\0" + artist(NAME)), segment(0xFE, NAME.encode()), segment(0xE2, b"ICC_PROFILE\0\1\1" + profile(NAME)))),
    "jpeg, between scans": (jpeg(), jpeg(between=segment(0xFE, NAME.encode()) + segment(0xE1, properties(NAME)))),
    "jpeg, another behind it": (jpeg(), jpeg(behind=jpeg(segment(0xFE, NAME.encode())))),
    "jpeg, long colour transform": (jpeg(segment(0xEE, b"Adobe" + bytes(7))), jpeg(segment(0xEE, b"Adobe" + bytes(7) + NAME.encode()))),
    "gif": (gif(), gif(b"\x21\xfe" + blocks(NAME.encode()), b"\x21\xff\x0bXMP DataXMP" + blocks(properties(NAME)), behind=NAME.encode())),
    "gif, plain text": (gif(), gif(b"\x21\x01\x0c" + bytes(12) + blocks(NAME.encode()))),
    "gif, a liar's loop": (gif(), gif(b"\x21\xff\x0bNETSCAPE2.0" + blocks(NAME.encode()))),
    "webp, lossy": (webp(LOSSY), webp(LOSSY, part(b"EXIF", artist(NAME)), behind=NAME.encode())),
    "webp, lossless": (webp(LOSSLESS), webp(LOSSLESS, part(b"whoo", NAME.encode()))),
    "webp, extended": (webp(extended(0x10), LOSSLESS), webp(extended(0x3C), part(b"ICCP", profile(NAME)), LOSSLESS, part(b"EXIF", artist(NAME)), part(b"XMP ", properties(NAME)))),
    "webp, animated": (webp(extended(0x12), FRAMES), webp(extended(0x1E), FRAMES, part(b"EXIF", artist(NAME)))),
    "webp, in a frame": (webp(extended(2), part(b"ANIM", bytes(6)), part(b"ANMF", bytes(16) + LOSSY)), webp(extended(2), part(b"ANIM", bytes(6)), part(b"ANMF", bytes(16) + LOSSY + part(b"whoo", b"Dagny")))),
}


@pytest.mark.parametrize(("clean", "marked"), MARKED.values(), ids=MARKED.keys())
def test_metadata_goes_and_the_picture_stays_bit_for_bit(clean: bytes, marked: bytes) -> None:
    suffix, cleaned = clean_picture(marked)
    assert cleaned == clean
    assert clean_picture(clean) == (suffix, clean)
    assert look({f"1{suffix}": marked}, (DAGNY,)) and not look({f"1{suffix}": cleaned}, (DAGNY,))


@pytest.mark.parametrize("make", [make for ending, make in PICTURES.values() if ending not in (".tiff", ".heic")], ids=[name for name, (ending, _) in PICTURES.items() if ending not in (".tiff", ".heic")])
def test_wherever_the_gate_finds_a_name_cleaning_takes_it_out(make: Callable[[str], bytes]) -> None:
    suffix, cleaned = clean_picture(make(NAME))
    assert b"Dagny" not in cleaned and not look({f"1{suffix}": cleaned}, (DAGNY,))


def turned(turn: int, order: str = "<") -> bytes:
    return notes({0x0112: (3, struct.pack(f"{order}H", turn)), 0x013B: (2, NAME.encode() + b"\0")}, order=order)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turn", range(10))
def test_a_picture_that_has_to_be_turned_keeps_that_note_and_no_other(turn: int, order: str) -> None:
    exif = turned(turn, order)
    kept = turn_notes(turn) if 2 <= turn <= 8 else b""
    assert turn_of(exif) == turn_of(b"Exif\0\0" + exif) == (turn if kept else 0)
    pictures = {
        ".png": (png(chunk(b"eXIf", exif)), png(chunk(b"eXIf", kept)) if kept else png()),
        ".jpg": (jpeg(segment(0xE1, b"Exif\0\0" + exif)), jpeg(segment(0xE1, b"Exif\0\0" + kept)) if kept else jpeg()),
        ".webp": (webp(extended(8), LOSSY, part(b"EXIF", exif)), webp(extended(8), LOSSY, part(b"EXIF", kept)) if kept else webp(extended(0), LOSSY)),
    }
    for suffix, (marked, wanted) in pictures.items():
        assert clean_picture(marked) == clean_picture(wanted) == (suffix, wanted)
        assert not look({f"1{suffix}": wanted}, (DAGNY,))


def test_the_note_that_is_kept_is_26_bytes_that_any_reader_of_exif_understands() -> None:
    assert turn_notes(6) == b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0", b"II*\0\xff\xff\xff\xff" + bytes(8), b"MM\0*\0\0\0\x08\xff\xff" + bytes(8), b"II*\0" + bytes(200), b"MM\0*\0\0\0\x08\0\1\1\x12\0\2\0\0\0\1\0\6\0\0"])
def test_damaged_notes_turn_nothing(exif: bytes) -> None:
    assert turn_of(exif) == 0


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[bytes], list[int], int, int]:
    width, height, colour = draw(st.integers(1, 6)), draw(st.integers(1, 5)), draw(st.sampled_from((0, 2, 6)))
    row = st.binary(min_size=width * {0: 1, 2: 3, 6: 4}[colour], max_size=width * {0: 1, 2: 3, 6: 4}[colour])
    return draw(st.lists(row, min_size=height, max_size=height)), draw(st.lists(st.integers(0, 4), min_size=height, max_size=height)), width, colour


@given(drawn(), st.text(max_size=30))
def test_every_png_shows_what_it_showed(picture: tuple[list[bytes], list[int], int, int], words: str) -> None:
    rows, filters, width, colour = picture
    remarks = (png_text(words), chunk(b"eXIf", artist(words)), chunk(b"whOo", words.encode("utf-8", "replace")))
    marked = png_of(rows, filters, width, colour=colour, before=remarks, behind=words.encode("utf-8", "replace"))
    suffix, cleaned = clean_picture(marked)
    assert suffix == ".png" and png_pixels(cleaned) == rows
    assert cleaned == png_of(rows, filters, width, colour=colour)


@pytest.mark.parametrize("file", sorted((SAMPLES / "pictures").glob("*.png")), ids=lambda file: file.stem)
def test_the_samples_pictures_show_what_they_showed(file: Path) -> None:
    before, after = file.read_bytes(), clean_picture(file.read_bytes())[1]
    assert packed_rows(before) == packed_rows(after)


@given(st.integers(1, 9), st.lists(st.binary(min_size=1, max_size=90), min_size=1, max_size=3), st.text(max_size=30))
def test_every_picture_of_a_gif_shows_what_it_showed(width: int, pixels: list[bytes], words: str) -> None:
    shown = [bytes(value % 4 for value in some * width) for some in pixels]
    images = [gif_image(width, some) for some in shown]
    loop, timing, remark = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", b"\x21\xf9\x04\x05\x0a\0\0\0", b"\x21\xfe" + blocks(words.encode("utf-8", "replace") + b"x")
    cleaned = clean_picture(gif(remark, loop, *(timing + image + remark for image in images)))[1]
    assert gif_indices(cleaned) == [*shown, b"\0"]
    assert cleaned == gif(loop, *(timing + image for image in images))


def test_a_jpegs_thumbnail_goes() -> None:
    small = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01Dag")
    assert clean_picture(jpeg().replace(JFIF, small)) == (".jpg", jpeg())


@pytest.mark.parametrize("name", [name for name in MARKED if name.startswith("jpeg")])
def test_a_jpeg_keeps_its_frames_tables_and_scans(name: str) -> None:
    marked = MARKED[name][1]
    assert jpeg_picture(clean_picture(marked)[1]) == jpeg_picture(marked)


def test_a_webp_says_no_longer_that_it_has_what_was_taken_out() -> None:
    (head, *rest) = webp_parts(clean_picture(MARKED["webp, extended"][1])[1])
    assert head == (b"VP8X", bytes([0x10, 0, 0, 0]) + bytes(6))
    assert rest == [(b"VP8L", LOSSLESS[8:-1])]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x89PNG\r\n\x1a\n", png()[:40], png()[:8] + png()[33:], png().replace(b"IDAT", b"IDAX"), b"\xff\xd8\xff", jpeg()[:30], jpeg()[:-2], b"\xff\xd8\xff\xd9",
        jpeg(segment(0xF7, b"another kind")), b"GIF89a", gif()[:22], gif()[:-1], gif()[:19] + b"\x3b", webp(), webp(LOSSY)[:-1], webp(part(b"VP8 ", b"no frame at all")),
        webp(extended(0)), webp(extended(2), LOSSY), webp(part(b"VP8X", b"short"), LOSSY), b"RIFF\0\0\0\0WEBP", b"<svg>Dagny</svg>", b"%PDF-1.7", b"RIFF\4\0\0\0WAVE",
    ],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        clean_picture(data)


WHOLE = [data for pair in MARKED.values() for data in pair]


@given(st.sampled_from(WHOLE), st.integers(0, 400), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4), st.binary(max_size=8))
def test_damaged_and_lying_pictures_are_refused_and_never_an_error(data: bytes, cut: int, flips: list[tuple[int, int]], more: bytes) -> None:
    """Whatever was done to a picture: it is refused, or what comes out is a picture that cleaning leaves as it is."""
    damaged = bytearray(data[: len(data) - cut] if cut < len(data) else data)
    for at, value in flips:
        damaged[at % len(damaged)] = value
    try:
        suffix, cleaned = clean_picture(bytes(damaged) + more)
    except NotAPicture:
        return
    assert clean_picture(cleaned) == (suffix, cleaned)
