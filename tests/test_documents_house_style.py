"""A house style: its look is taken, and nothing of what it says or of who made it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image

from in_process import run_here
from postmortem.config import load_config
from postmortem.documents.word import write_word
from postmortem.documents.word_house import expected_of_a_house_style, read_house_style
from postmortem.documents.word_styles import ALL
from postmortem.errors import InputError
from sample_incidents import EXPORTS, WIKI

MARKDOWN = "# A report\n\n## Timeline\n\n| Time | What |\n|---|---|\n| 10:02 | `web-2` |\n\n- one\n\n> quote\n\n```\ncode\n```\n"
# Invented, and nowhere in a document made from this house style.
PERSON = "Tamsin Quell"


def house(path: Path) -> Path:
    """A Word file with a look of its own, and with somebody in every corner."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = PERSON
    normal, heading = document.styles["Normal"], document.styles["Heading 2"]
    normal.font.name, normal.font.size = "Georgia", Pt(12)
    heading.font.color.rgb, heading.element.attrib[qn("w:styleId")] = RGBColor(0x12, 0x80, 0x40), "berschrift2"
    document.styles.add_style(f"{PERSON} special", WD_STYLE_TYPE.PARAGRAPH)
    changed = OxmlElement("w:rPrChange")
    changed.set(qn("w:author"), PERSON)
    changed.set(qn("w:id"), "1")
    changed.append(OxmlElement("w:rPr"))
    heading.element.rPr.append(changed)
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(21.59), Cm(27.94), Cm(3.5)
    head = section.header.paragraphs[0]
    head.add_run("Example Ltd ")
    logo = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(logo, "PNG")
    head.add_run().add_picture(io.BytesIO(logo.getvalue()), width=Cm(2))
    head.add_run()._r.append(OxmlElement("w:tab"))
    for kind, text in (("begin", ""), ("", " AUTHOR "), ("separate", ""), ("shown", PERSON), ("end", "")):
        run = head.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
    gone = OxmlElement("w:del")
    gone.set(qn("w:author"), PERSON)
    gone.set(qn("w:id"), "2")
    head._p.append(gone)
    section.footer.paragraphs[0].add_run("Registered in Exampleshire")
    paragraph = document.add_paragraph(f"Written by {PERSON}")
    document.add_comment(paragraph.runs, text=PERSON, author=PERSON, initials="TQ")
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return house(tmp_path_factory.mktemp("house") / "house.docx")


@pytest.fixture(scope="module")
def word(path: Path) -> bytes:
    return write_word(MARKDOWN, title="A report", incident="INC-7", look=read_house_style(path))


def test_its_styles_page_head_and_foot_are_used(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    assert document.styles["Normal"].font.name == "Georgia"
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text == "Timeline")
    assert heading.style.style_id == "berschrift2"
    assert heading.style.font.color.rgb == RGBColor(0x12, 0x80, 0x40)
    section = document.sections[0]
    assert round(section.page_width.cm, 2) == 21.59
    assert round(section.left_margin.cm, 1) == 3.5
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Example Ltd \t", "A report · INC-7"]
    assert [paragraph.text for paragraph in section.footer.paragraphs] == ["Registered in Exampleshire", "Page 1 of 1"]
    assert len(section.header.part.rels) == 1


def test_nobody_of_it_comes_along(word: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        for name in archive.namelist():
            assert PERSON.encode() not in archive.read(name), name
            assert b"Tamsin" not in name.encode()
        assert not [name for name in archive.namelist() if "comment" in name or "app.xml" in name or "custom" in name]


def test_what_it_lacks_is_ours_in_its_font_and_told(path: Path, word: bytes) -> None:
    look = read_house_style(path)
    assert {"Verbatim Char", "Source Code", "Table Text"} <= set(look.supplied)
    assert "heading 2" not in look.supplied
    assert expected_of_a_house_style(look) == ()
    cell = docx.Document(io.BytesIO(word)).tables[0].cell(1, 0).paragraphs[0]
    assert cell.style.name == "Table Text"
    assert cell.style.base_style.font.name == "Georgia"
    assert cell.style.font.size == Pt(11)


def test_same_house_style_same_bytes(path: Path, word: bytes) -> None:
    assert write_word(MARKDOWN, title="A report", incident="INC-7", look=read_house_style(path)) == word


def test_a_paper_that_is_asked_for_wins(path: Path) -> None:
    data = write_word(MARKDOWN, title="A report", paper="A4", look=read_house_style(path))
    assert round(docx.Document(io.BytesIO(data)).sections[0].page_width.cm, 1) == 21.0


@pytest.mark.parametrize("kind", ["text", "empty", "zip", "cut", "sheet", "missing", "folder"])
def test_what_is_no_word_file_is_refused_by_name(kind: str, path: Path, tmp_path: Path) -> None:
    given = tmp_path / "house.docx"
    if kind == "folder":
        given.mkdir()
    elif kind == "zip":
        with zipfile.ZipFile(given, "w") as archive:
            archive.writestr("a.txt", "a")
    elif kind == "sheet":
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(given, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"wordprocessingml", b"spreadsheetml"))
    elif kind != "missing":
        given.write_bytes({"text": b"Dear all", "empty": b"", "cut": path.read_bytes()[:5000]}[kind])
    with pytest.raises(InputError, match=r"house\.docx"):
        read_house_style(given)


def test_a_house_style_without_styles_gives_ours(path: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                data = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
            new.writestr(name, data)
    look = read_house_style(bare)
    assert look.supplied == ALL
    assert "heading 1" in expected_of_a_house_style(look)
    assert "Timeline" in [paragraph.text for paragraph in docx.Document(io.BytesIO(write_word(MARKDOWN, title="x", look=look))).paragraphs]


def test_the_draft_takes_the_house_style_of_the_settings_or_says_what_is_wrong(path: Path, tmp_path: Path) -> None:
    command = ("draft", WIKI, "--export", EXPORTS[WIKI])
    settings = tmp_path / "postmortem.toml"
    settings.write_text('[documents]\nhouse_style = "gone.docx"\npaper = "a4"\n', encoding="utf-8")
    done = run_here(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert "gone.docx" in done.stderr
    assert not (tmp_path / "incidents").exists()
    settings.write_text(f'[documents]\nhouse_style = "{path.as_posix()}"\npaper = "a4"\n', encoding="utf-8")
    assert run_here(*command, cwd=tmp_path).returncode == 0
    (written,) = tmp_path.glob("incidents/*/draft.docx")
    document = docx.Document(str(written))
    assert document.styles["Normal"].font.name == "Georgia"
    assert round(document.sections[0].page_width.cm, 1) == 21.0


def test_a_paper_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text('[documents]\npaper = "A3"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"A3.*Write A4 or Letter"):
        load_config(tmp_path, environ={})
