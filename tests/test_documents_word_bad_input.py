"""What is no Word file, or one that could do harm: a sentence that says so and what to do next, and nothing is fetched or unpacked."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest
from tests.word_made import heading, item, paragraph, table, word_file

from postmortem.documents.word import write_word
from postmortem.documents.word_reader import read_word
from postmortem.documents.word_reader_package import LARGEST_PART
from postmortem.errors import InputError

GOOD = write_word("# A report\n\nText.\n", title="A report")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))
    return out.getvalue()


ENTITIES = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>&b;</w:p></w:body></w:document>'
)
OUTSIDE = ENTITIES.replace(b'<!ENTITY b "&a;&a;&a;">', b'<!ENTITY b SYSTEM "file:///etc/passwd">')
NO_WORD_FILES = {
    "empty": (b"", "empty"),
    "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old form"),
    "a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "RTF": (b"{\\rtf1 hello}", "RTF"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "OpenDocument": (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
    "Pages": (zipped(Index__Document_dot_iwa=b"x"), "Pages"),
    "a spreadsheet": (zipped(xl__workbook_dot_xml=b"<x/>"), "spreadsheet"),
    "a zip of something": (zipped(a=b"x"), "zip file"),
    "a web page": (b"<!DOCTYPE html><html></html>", "web page"),
    "a link to a Google Doc": (b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "link to a Google Doc"),
    "old XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "old XML form"),
    "text": (b"# A report, in plain text", "no Word file"),
    "cut off": (GOOD[: len(GOOD) // 2], "cut off or damaged"),
    "damaged inside": (with_part("word/document.xml", b"<w:document"), "document.xml is damaged"),
    "not XML": (with_part("word/document.xml", b"\0\1\2"), "document.xml is damaged"),
    "no body": (with_part("word/document.xml", b"<a/>"), "no text"),
    "entities": (with_part("word/document.xml", ENTITIES), "declares entities"),
    "entities from outside": (with_part("word/document.xml", OUTSIDE), "declares entities"),
    "deeper than anybody writes": (with_part("word/document.xml", b"<a>" * 100_000), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_WORD_FILES)
def test_what_is_no_word_file_is_told_with_the_next_step(name: str) -> None:
    data, said = NO_WORD_FILES[name]
    with pytest.raises(InputError) as caught:
        read_word(data, name="folder/report.docx")
    message = str(caught.value)
    assert message.startswith("report.docx ") and said in message
    assert any(step in message for step in ("ave it", "Give the", "give that", "save it"))


def test_a_locked_zip_is_told() -> None:
    locked = bytearray(GOOD)
    place = locked.find(b"PK\x01\x02")
    while place >= 0:
        locked[place + 8] |= 1
        place = locked.find(b"PK\x01\x02", place + 4)
    with pytest.raises(InputError, match="password"):
        read_word(bytes(locked), name="a.docx")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = with_part("word/document.xml", b"<a>" + b" " * (LARGEST_PART + 10))
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    with pytest.raises(InputError, match="far larger inside"):
        read_word(bomb, name="a.docx")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_an_empty_document_is_an_empty_text() -> None:
    assert read_word(word_file("")).markdown == ""


def test_styles_that_rest_on_each_other_and_lists_that_are_not_there_do_no_harm() -> None:
    ring = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert read_word(word_file(heading("a", "A") + item("b", 99) + table(), styles=ring)).markdown == "a\n\nb\n"


def test_fields_and_comments_that_never_end_do_no_harm() -> None:
    body = paragraph('<w:commentRangeStart w:id="1"/><w:r><w:fldChar w:fldCharType="end"/><w:t>a</w:t></w:r>')
    assert read_word(word_file(body)).markdown == "a\n"


def test_a_strict_word_file_is_read_like_any_other() -> None:
    strict = with_part(
        "word/document.xml",
        b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>',
    )
    assert read_word(strict).markdown == "a\n"
