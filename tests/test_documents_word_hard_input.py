"""Word files of what nobody should write and somebody does: what can be shown is shown, and the file is sound."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from postmortem.documents.word import write_word
from postmortem.documents.word_pictures import ENOUGH, word_picture

COLUMNS = 100
HARD = {
    "columns": f"| {' | '.join(f'c{n}' for n in range(COLUMNS))} |\n{'|---' * COLUMNS}|\n| {' | '.join(f'v{n}' for n in range(COLUMNS))} |",
    "cell": f"| Time | What |\n|---|---|\n| 10:02 | {'word ' * 2000}|\n| 10:03 | {'x' * 10_000} |",
    "heading": f"## {'heading ' * 63}",
    "skipped": "# One\n\n#### Four\n\n###### Six\n\n## Two",
    "characters": "a\x00b\x0bc\x1bd\ufffee\uffff f\ud800g\udfffh \u202eturned\u202c",
    "empty": "#\n\n-\n\n>\n\n```\n```\n\n| |\n|---|\n\n1.\n\n[](https://x.example)",
    "addresses": "[a](http://[bad) [b](https://exa mple) [c](https://x.example:99999/) [d](https://u@@h.example) [e](<https://x.example/ü ä>) "
    "[f](https://x.example/%zz) [g](mailto:a@example.com) [h](https:///x) [i](https://пример.example) [j](#nowhere) [k](//x.example)",
    "deep": "\n".join(f"{'  ' * depth}- level {depth}" for depth in range(14)),
    "quotes": "> a\n>\n> > b\n> >\n> > 1. c\n> >\n> >    d\n> >\n> >    ```\n> >    e\n> >    ```\n>\n> | t |\n> |---|\n> | u |",
    "notes": "a[^1] b[^1] c[^2]\n\n| x[^1] |\n|---|\n| y[^2] |\n\n[^1]: one[^2]\n\n    - list\n\n    | t |\n    |---|\n    | u |\n[^2]: ```\n    code\n    ```",
    "lists": "7) seven\n8) eight\n\n- [ ] to do\n- [x] done\n\n- ```\n  code first\n  ```\n\n0. nought\n\n999999999. many",
    "scripts": "# עברית\n\n1. שלום, world 2026\n\n| زمن | 事故 |\n|---|---|\n| ١٠:٠٢ | 🚒👩‍👩‍👧‍👦🇬🇧 |",
}


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("name", HARD)
def test_it_is_written_and_read_again(name: str) -> None:
    data = write_word(HARD[name], title=name, incident=HARD[name][:900])
    assert docx.Document(io.BytesIO(data)).element.body[-1].tag == qn("w:sectPr")
    assert write_word(HARD[name], title=name, incident=HARD[name][:900]) == data


def test_a_hundred_columns_follow_one_another_in_tables_that_word_can_hold() -> None:
    tables = docx.Document(io.BytesIO(write_word(HARD["columns"], title="t"))).tables
    assert max(len(table.columns) for table in tables) <= 16
    assert all(table.cell(1, 0).text == "v0" for table in tables)
    assert {cell.text for table in tables for cell in table.row_cells(1)} == {f"v{n}" for n in range(COLUMNS)}


def test_a_row_that_is_longer_than_a_page_may_be_broken() -> None:
    (table,) = docx.Document(io.BytesIO(write_word(HARD["cell"], title="t"))).tables
    assert [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows] == [True, False, False]
    assert "x" * 10_000 in text_of(write_word(HARD["cell"], title="t"))


def test_no_level_of_headings_is_skipped() -> None:
    document = docx.Document(io.BytesIO(write_word(HARD["skipped"], title="t")))
    assert [paragraph.style.name for paragraph in document.paragraphs] == ["Heading 1", "Heading 2", "Heading 3", "Heading 2"]


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    assert text_of(write_word(HARD["characters"], title="t")) == "abcde fgh [U+202E]turned[U+202C]"


def test_words_stay_where_an_address_leads_nowhere() -> None:
    data = write_word(HARD["addresses"], title="t")
    assert all(letter in text_of(data) for letter in "abcdefghijk")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b'Target="mailto:a@example.com"' in archive.read("word/_rels/document.xml.rels")


def test_a_footnote_is_written_once_and_told_of_again() -> None:
    data = write_word("a[^n] b[^n]\n\n[^n]: The note.\n", title="t")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/document.xml").count(b"<w:footnoteReference") == 1
        assert archive.read("word/footnotes.xml").count(b"The note.") == 1


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, None if mode == "CMYK" else 128).save(out, form, **more)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 by 60,000."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(body)) + sort + body + struct.pack(">I", zlib.crc32(sort + body)) for sort, body in parts)


def animated() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("P", (30, 20), n) for n in range(3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "form", "mode"),
    [
        (picture("PNG"), "PNG", "RGB"),
        (picture("PNG", "I;16"), "PNG", "RGB"),
        (picture("JPEG"), "JPEG", "RGB"),
        (picture("JPEG", "CMYK"), "JPEG", "RGB"),
        (picture("WEBP"), "PNG", "RGB"),
        (animated(), "PNG", "RGB"),
    ],
    ids=["png", "16 bit", "jpeg", "cmyk", "webp", "animated"],
)
def test_a_picture_becomes_what_word_can_show(data: bytes, form: str, mode: str) -> None:
    shown = word_picture(data)
    assert shown is not None
    with Image.open(io.BytesIO(shown.data)) as opened:
        assert (opened.format, opened.mode, getattr(opened, "n_frames", 1)) == (form, mode, 1)
        assert opened.size == (shown.width, shown.height)


def test_a_huge_picture_is_scaled_down() -> None:
    shown = word_picture(picture("PNG", "L", (9000, 300)))
    assert shown is not None
    assert (shown.width, shown.height) == (ENOUGH, 80)


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg onload='x()'/>", b"%PDF-1.7", picture("PNG")[:90], picture("JPEG")[:200], b"\x89PNG\r\n\x1a\n" + b"MZ" * 50, bomb(), picture("TIFF")],
    ids=["empty", "svg", "pdf", "cut png", "cut jpeg", "program", "bomb", "tiff"],
)
def test_what_is_no_picture_is_told_by_its_alternative_text(data: bytes) -> None:
    assert word_picture(data) is None
    assert "[picture: errors by minute]" in text_of(write_word("![errors by minute](a.png)", title="t", pictures={"a.png": data}))


def test_a_picture_has_its_words_and_no_name(tmp_path: Path) -> None:
    markdown = '![Errors by minute](attachments/dana-laptop.png "Figure 1: errors by minute")\n'
    data = write_word(markdown, title="t", pictures={"attachments/dana-laptop.png": picture("PNG", size=(4000, 100))})
    document = docx.Document(io.BytesIO(data))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Errors by minute"
    assert 0.9 < shape.width.cm / 17 <= 1.001
    assert [paragraph.style.name for paragraph in document.paragraphs] == ["Picture", "Caption"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"dana" in name.encode() + archive.read(name)]
