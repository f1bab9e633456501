"""What people hand in as the reviewed draft, and what is wrong with it: a sentence, the right exit code, nothing half-written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from in_process import run_here
from sample_incidents import SampleIncidents, only_folder


@pytest.fixture
def here(sample_incidents: SampleIncidents, tmp_path: Path) -> Path:
    sample_incidents.answered(tmp_path)
    return tmp_path


def everything(here: Path) -> dict[Path, bytes]:
    """Each file of the incident's folder, so that what was half-written is seen."""
    return {path: path.read_bytes() for path in only_folder(here).rglob("*") if path.is_file()}


def finalize(here: Path, *more: object, code: int = 0) -> str:
    before = everything(here)
    done = run_here("finalize", *more, cwd=here)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code:
        assert everything(here) == before
    return done.stderr


def final(here: Path) -> str:
    return (only_folder(here) / "final.md").read_text()


def handed_in(here: Path, name: str, data: bytes | str) -> Path:
    path = here / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def draft(here: Path) -> str:
    return (only_folder(here) / "draft.md").read_text()


def word(here: Path) -> Document:
    return Document(str(only_folder(here) / "draft.docx"))


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, change: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in package.namelist():
            content = package.read(part)
            made.writestr(part, content.replace(change.encode(), new.encode(), 1) if part == name else content)
    return out.getvalue()


def letters(text: str) -> str:
    """The letters and digits, without pictures and the addresses of links."""
    return "".join(re.findall(r"\w", re.sub(r"!\[[^]]*\]\([^()]*\)|\]\([^()]*\)", "", text)))


# ---- no document of this draft


def test_another_incidents_draft_under_the_same_headings(here: Path, tmp_path: Path) -> None:
    other = (Path(__file__).parent / "golden" / "night-security" / "draft.md").read_text()
    said = finalize(here, "--reviewed", handed_in(here, "other.md", other), code=1)
    assert "other.md has the draft's headings, but hardly any of its times and figures: it is another incident's" in said


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.docx", b"", "empty.docx is empty"),
        ("blank.md", "  \n\n", "blank.md is empty"),
        ("words.md", "Only a few words, and no heading.", "has none of this draft's sections"),
        ("cut.docx", b"PK\x03\x04\x14\x00", "cut.docx"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked.docx"),
    ],
)
def test_what_is_no_document_of_a_draft(here: Path, name: str, data: bytes | str, said: str) -> None:
    assert said in finalize(here, "--reviewed", handed_in(here, name, data), code=1)


def test_a_file_that_is_not_there(here: Path) -> None:
    assert "cannot be read" in finalize(here, "--reviewed", "nowhere.docx", code=1)


def test_a_copy_from_which_all_headings_are_gone(here: Path) -> None:
    text = re.sub(r"^#+ .*$", "", draft(here), flags=re.MULTILINE)
    assert "its headings are gone" in finalize(here, "--reviewed", handed_in(here, "flat.md", text), code=1)


def test_a_word_copy_from_which_all_headings_are_gone(here: Path) -> None:
    document = word(here)
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith(("Heading", "Title")):
            paragraph.style = document.styles["Normal"]
    said = finalize(here, "--reviewed", handed_in(here, "flat.docx", saved(document)), code=1)
    assert "flat.docx has none of this draft's sections" in said
    assert "Heading 2 in Word" in said


def test_a_word_file_in_which_nothing_stands(here: Path) -> None:
    said = finalize(here, "--reviewed", handed_in(here, "blank.docx", saved(Document())), code=1)
    assert "blank.docx has none of this draft's sections" in said


def test_a_password_and_an_old_form_are_told_apart_with_what_to_do(here: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = old + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400
    said = finalize(here, "--reviewed", handed_in(here, "locked.docx", locked), code=1)
    assert "locked.docx is locked with a password" in said
    assert "take the password off" in said
    older = old + "WordDocument".encode("utf-16-le") + b"\0" * 400
    assert "Save it as .docx" in finalize(here, "--reviewed", handed_in(here, "older.doc", older), code=1)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("draft.md", lambda data: b"\n", "draft.md is empty"),
        ("draft.md", lambda data: re.sub(rb"(?m)^#+ ", b"", data), "its headings are gone"),
        ("draft.docx", lambda data: data[: len(data) // 2], "draft.docx cannot be read as a Word file"),
    ],
)
def test_the_copy_in_the_folder_itself_was_spoilt(here: Path, name: str, change: Callable[[bytes], bytes], said: str) -> None:
    path = only_folder(here) / name
    path.write_bytes(change(path.read_bytes()))
    assert said in finalize(here, code=1)


# ---- tables that people rebuilt


def test_a_column_and_a_row_deleted_in_word_stay_deleted_and_the_rest_is_kept(here: Path) -> None:
    document = word(here)
    table = next(one for one in document.tables if len(one.columns) == 4 and "What happened" in one.rows[0].cells[2].text)
    gone, *kept = (table.rows[at].cells[2].text for at in (6, *range(6), *range(7, len(table.rows))))
    for row in table.rows:
        row._tr.remove(row.cells[3]._tc)
    table._tbl.tblGrid.remove(table._tbl.tblGrid.gridCol_lst[3])
    table._tbl.remove(table.rows[6]._tr)
    finalize(here, "--reviewed", handed_in(here, "fewer.docx", saved(document)))
    timeline = final(here).split("\n## Timeline\n")[1].split("\n## ")[0]
    assert "| Time | Kind | What happened |\n" in timeline
    words = letters(timeline)
    assert letters(gone) not in words
    assert [text for text in kept if letters(text) not in words] == []


def test_columns_and_rows_added_and_removed_are_kept_and_read(here: Path) -> None:
    text = draft(here)
    start = text.index("## Proposed actions")
    rebuilt = (
        "## Proposed actions\n\n| Who | What | By when | Cost |\n|---|---|---|---|\n| Tech lead | Watch the store | 4 November | two days |\n"
        "| Tech lead | Test large baskets | 5 November | |\n\n"
    )
    text = text[:start] + rebuilt + text[text.index("## For the review") :]
    finalize(here, "--reviewed", handed_in(here, "rebuilt.md", text))
    assert "| Tech lead | Watch the store | 4 November | two days |" in final(here)
    post = (only_folder(here) / "bikeshed.md").read_text()
    assert "- Watch the store" in post
    assert "Tech lead, by 4 November" in post


def test_merged_cells_of_a_word_table_lose_no_word(here: Path) -> None:
    document = word(here)
    table = next(one for one in document.tables if len(one.columns) == 4 and "What happened" in one.rows[0].cells[2].text)
    first, last = table.rows[5].cells[1].text, table.rows[5].cells[2].text
    table.rows[5].cells[1].merge(table.rows[5].cells[2])
    finalize(here, "--reviewed", handed_in(here, "merged.docx", saved(document)))
    assert first in final(here)
    assert " ".join(last.split())[:40] in final(here).replace("\\", "")


def test_times_in_another_form_stay_as_people_wrote_them_and_wrong_ones_are_told(here: Path) -> None:
    other = draft(here).replace("| 09:02 | declaration |", "| 9.02 am | declaration |")
    finalize(here, "--reviewed", handed_in(here, "form.md", other))
    assert "| 9.02 am | declaration |" in final(here)
    wrong = draft(here).replace("| 09:02 | declaration |", "| 09:52 | declaration |")
    said = finalize(here, "--reviewed", handed_in(here, "wrong.md", wrong), code=3)
    assert "Sections that contradict each other" in said
    assert "09:52" in said


def test_a_time_that_no_clock_shows_is_asked_about_with_its_place(here: Path) -> None:
    wrong = draft(here).replace("| 12:41 |", "| 25:41 |")
    said = finalize(here, "--reviewed", handed_in(here, "clock.md", wrong), code=3)
    assert "Times that no clock shows (1; --allow times=REASON lets it pass)" in said
    assert "Timeline: No clock shows 25:41." in said


# ---- what editors make of a text


def test_smart_quotes_and_odd_spaces_that_an_editor_put_in_are_kept(here: Path) -> None:
    text = draft(here).replace("could not pay", "couldn’t\u00a0pay –\u202f“at all”")
    finalize(here, "--reviewed", handed_in(here, "smart.md", text))
    assert "couldn’t\u00a0pay –\u202f“at all”" in final(here)


def test_googles_list_markup_is_no_edit_by_itself(here: Path) -> None:
    text = draft(here).replace("\n- ", "\n* ").replace("\n* 10:15", "\n*   10:15")
    said = finalize(here, "--reviewed", handed_in(here, "google.md", text))
    assert "Response and recovery" not in said.split("kept word for word")[1].split("\n")[0]


def test_footnotes_are_kept(here: Path) -> None:
    text = draft(here).replace("could not pay", "could not pay[^1]") + "\n[^1]: By card or otherwise.\n"
    finalize(here, "--reviewed", handed_in(here, "notes.md", text))
    assert "could not pay[^1]" in final(here)
    assert "By card or otherwise." in final(here)


def test_links_whose_addresses_stand_at_the_end_are_kept(here: Path) -> None:
    text = draft(here).replace("could not pay", "could not [pay][page]") + "\n[page]: https://example.org/pay\n"
    finalize(here, "--reviewed", handed_in(here, "links.md", text))
    assert "[pay](https://example.org/pay)" in final(here)


def test_two_columns_read_as_one_text(here: Path) -> None:
    data = (only_folder(here) / "draft.docx").read_bytes()
    two = with_part(data, "word/document.xml", "<w:cols ", '<w:cols w:num="2" ')
    document = Document(io.BytesIO(two))
    next(one for one in document.paragraphs if "could not pay" in one.text).add_run(" In two columns.")
    finalize(here, "--reviewed", handed_in(here, "columns.docx", saved(document)))
    assert "In two columns." in final(here)


# ---- Word files with more in them


def test_a_comment_on_words_that_are_deleted_is_still_told(here: Path) -> None:
    document = word(here)
    paragraph = next(one for one in document.paragraphs if "could not pay" in one.text)
    document.add_comment(paragraph.runs[0], text="Is this right?", author="Somebody", initials="S")
    data = saved(document)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    run = re.search(r"<w:commentRangeStart[^>]*/>(<w:r>.*?</w:r>|<w:r .*?</w:r>)<w:commentRangeEnd", xml, re.DOTALL)
    assert run is not None
    gone = f'<w:del w:id="77" w:author="Somebody" w:date="2026-10-20T10:00:00Z">{run[1].replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del>'
    said = finalize(here, "--reviewed", handed_in(here, "gone.docx", with_part(data, "word/document.xml", run[1], gone)), code=3)
    assert "Is this right?" in said
    assert "Suggested changes" in said


def test_a_file_with_macros_is_read_and_the_macros_are_left(here: Path) -> None:
    macro = b"\xd0\xcf\x11\xe0 Attribute VB_Name"
    data = (only_folder(here) / "draft.docx").read_bytes()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = with_part(data, "[Content_Types].xml", plain, "application/vnd.ms-word.document.macroEnabled.main+xml")
    kind = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    data = with_part(data, "[Content_Types].xml", "</Types>", kind)
    sort = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    link = f'<Relationship Id="rIdMacro" Type="{sort}" Target="vbaProject.bin"/></Relationships>'
    data = with_part(data, "word/_rels/document.xml.rels", "</Relationships>", link)
    data = with_part(data, "word/document.xml", "could not pay", "could hardly pay")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", macro)
    finalize(here, "--reviewed", handed_in(here, "macros.docm", out.getvalue()))
    assert "could hardly pay" in final(here)
    with zipfile.ZipFile(only_folder(here) / "final.docx") as made:
        assert not any("vba" in name.lower() or macro in made.read(name) for name in made.namelist())


def test_footnotes_of_word_are_kept(here: Path) -> None:
    document = word(here)
    paragraph = next(one for one in document.paragraphs if "could not pay" in one.text)
    paragraph.add_run(" MARK")
    data = saved(document)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {space}><w:footnote w:id="7"><w:p><w:r><w:t>By card or otherwise.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    sort = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = with_part(
        data, "[Content_Types].xml", "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{sort}"/></Types>'
    )
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rIdNotes" Type="{link}" Target="footnotes.xml"/></Relationships>'
    data = with_part(data, "word/_rels/document.xml.rels", "</Relationships>", link)
    data = with_part(data, "word/document.xml", " MARK</w:t>", '</w:t><w:footnoteReference w:id="7"/>')
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/footnotes.xml", notes)
    finalize(here, "--reviewed", handed_in(here, "notes.docx", out.getvalue()))
    assert "By card or otherwise." in final(here)


def test_a_part_that_is_damaged(here: Path) -> None:
    data = (only_folder(here) / "draft.docx").read_bytes()
    said = finalize(
        here, "--reviewed", handed_in(here, "torn.docx", with_part(data, "word/document.xml", "</w:body>", "</w:bod>")), code=1
    )
    assert "torn.docx" in said
    assert "damaged" in said


# ---- notes


def test_notes_with_a_name_in_them_stop_it_and_the_name_is_not_repeated(here: Path) -> None:
    roster = (only_folder(here) / "private" / "people.toml").read_text()
    name = re.search(r'name = "(\w+ \w+)"', roster)
    assert name is not None
    notes = handed_in(
        here, "notes.md", f"## What went well\n\n- {name[1]} stayed calm.\n\n## Recording\n\nhttps://drive.example.org/a\n"
    )
    said = finalize(here, "--notes", notes, code=4)
    assert name[1] not in said


def test_notes_that_are_no_text(here: Path) -> None:
    assert "neither Markdown nor a Word file" in finalize(here, "--notes", handed_in(here, "notes.mp4", b"\0\0\0 ftyp"), code=1)
