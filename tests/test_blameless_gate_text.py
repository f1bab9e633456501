"""Lines, cells and views: where a name goes over an end, and what of a text is told as it stands there."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gate_picture_places import chunk, jpeg, png, profile, segment
from tests.gate_word_places import body, paragraph, run, with_part

from postmortem.blameless import gate
from postmortem.blameless.gate import Finding, look
from postmortem.blameless.gate_letters import fold, origins, plain, undisguised
from postmortem.blameless.gate_sieve import Sieve
from postmortem.slack.transcript import Person

GRACE = Person(id="U05GRAC3YNG", handle="grace", real_name="Grace Young", first_name="Grace", last_name="Young", email="grace.young@museum.example")
DANA = Person(id="U01DANA2R7Z", handle="druiz", real_name="Dana Ruiz", first_name="Dana", last_name="Ruiz", email="dana.ruiz@museum.example")
CHAD = Person(id="U06CHAD4RKR", handle="georgia", real_name="Chad Okafor", first_name="Chad", last_name="Okafor")
MARIE = Person(id="U07MAR1EKLB", real_name="Anne-Marie O'Hara", first_name="Anne-Marie", last_name="O'Hara")
HANA = Person(id="U08HANA5TNK", handle="htanaka", real_name="田中花子")
PEOPLE = (GRACE, DANA, CHAD, MARIE, HANA)


def found(name: str, data: bytes | str) -> list[str]:
    return [finding.found for finding in look({name: data.encode() if isinstance(data, str) else data}, PEOPLE)]


TOGETHER = {
    "two lines": ("a.md", "so said Grace\nYoung, who looked"),
    "two lines of a quote": ("a.md", "> so said Grace\n> Young, who looked"),
    "two lines of a quote in a quote": ("a.md", "> > so said Grace\n> > Young, who looked"),
    "two lines of a list": ("a.md", "- so said Grace\n  Young, who looked"),
    "a hard break": ("a.md", "so said Grace\\\nYoung"),
    "two lines of a remark": ("a.toml", "# so said Grace Young\n# who looked"),
    "two lines of code's remark": ("a.py", "# so said Grace\n# Young, who looked"),
    "two lines of code": ("a.md", "```\nAuthor: Grace\nYoung\n```\n"),
    "a hyphen at a line's end": ("a.md", "so said Anne-\nMarie"),
    "a word broken at a line's end": ("a.md", "so said Oka-\nfor"),
    "cells of a table": ("a.md", "| 14:02 | Grace | Young |\n"),
    "padded columns": ("a.txt", "14:02   Grace              Young     looked"),
    "cells of a list": ("a.csv", "14:02,Grace,Young\n"),
    "quoted cells": ("a.csv", '"14:02","Grace","Young"\n'),
    "cells between tabs": ("a.tsv", "14:02\tGrace\tYoung\n"),
    "cells between semicolons": ("a.csv", "14:02;Grace;Young\n"),
    "cells of a page": ("a.html", "<table><tr><td>14:02</td><td>Grace</td><td>Young</td></tr></table>"),
    "a line's break in a page": ("a.html", "<p>so said Grace<br>Young</p>"),
    "formatting": ("a.md", "so said ***Grace*** ***Young***"),
    "links": ("a.md", "so said [Grace](https://x.example/a) [Young](https://x.example/b)"),
    "tags": ("a.md", "so said <b>Grace</b> <i>Young</i>"),
    "cells of a Word file": ("a.docx", body(f"<w:tbl><w:tr><w:tc>{paragraph(run('Grace'))}</w:tc><w:tc>{paragraph(run('Young'))}</w:tc></w:tr></w:tbl>")("")),
    "a bookmark": ("a.docx", body(paragraph('<w:bookmarkStart w:id="1" w:name="Grace_Young"/>'))("")),
    "an apostrophe of another kind": ("a.md", "so said Oʼ Hara, Oʼhara and O`Hara"),
    "a hyphen of another kind": ("a.md", "so said Anne\u2011Marie"),
}


@pytest.mark.parametrize(("name", "data"), TOGETHER.values(), ids=TOGETHER.keys())
def test_a_name_that_goes_over_an_end_is_found(name: str, data: bytes | str) -> None:
    assert found(name, data)


APART = {
    "two paragraphs": ("a.md", "all by Grace\n\nYoung caches were warm"),
    "two sentences": ("a.md", "saved by Grace. Young caches were warm"),
    "two items": ("a.md", "- Grace\n- Young"),
    "small letters over lines": ("a.md", "saved by grace\nyoung caches were warm"),
    "cells that hold more": ("a.md", "| saved by Grace | Young caches were warm |\n"),
    "two records": ("a.jsonl", '{"text": "by Grace"}\n{"text": "Young caches"}\n'),
    "a dash": ("a.md", "Grace – Young caches"),
    "and": ("a.md", "Grace & Young. Grace + Young"),
    "cells of a page that hold more": ("a.html", "<table><tr><td>saved by Grace</td><td>Young caches</td></tr></table>"),
    "two paragraphs of a Word file": ("a.docx", body(paragraph(run("Grace")) + paragraph(run("Young")))("")),
}


@pytest.mark.parametrize(("name", "data"), APART.values(), ids=APART.keys())
def test_words_that_only_stand_near_each_other_are_no_name(name: str, data: bytes | str) -> None:
    assert found(name, data) == []


CLEAN = {
    "a font in a page": ("a.html", "<style>p { font-family: Georgia, serif; font: 12px Georgia }</style><p style='font-family:Georgia'>x</p>"),
    "a font in a Word file": ("a.docx", body(paragraph(run("x", '<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/></w:rPr>')))("")),
    "a font's table": ("a.docx", with_part("word/fontTable.xml", lambda _: b'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Georgia"/></w:fonts>')("")),
    "a colour profile": ("a.jpg", jpeg(segment(0xE2, b"ICC_PROFILE\0\1\1" + profile("sRGB")))),
    "pixels that read like a name": ("a.png", png()[:-12] + chunk(b"IDAT", b"\0Dana\0Ruiz\0") + png()[-12:]),
    "chance in packed bytes": ("a.bin", bytes(range(256)) * 20 + b"\0\x81Chad\x82\x00 Dana\x01"),
    "a picture in an address": ("a.md", "![x](data:image/png;base64,/Dana/Ruiz/druiz/georgia+AAA=)"),
    "an entry's number": ("a.ics", "UID:20261014T0902-checkout@postmortem.example\r\nDTSTART:20261014T090200Z\r\n"),
    "a plural": ("a.md", "two georgias, and danas"),
    "a variable": ("a.md", "x_dana_y, $Dana, #Dana, dana(1), /dana, dana=1"),
    "an emoji": ("a.md", "well done :dana:"),
}


@pytest.mark.parametrize(("name", "data"), CLEAN.values(), ids=CLEAN.keys())
def test_what_only_reads_like_a_name_is_none(name: str, data: bytes | str) -> None:
    assert found(name, data) == []


AS_IT_STANDS = {
    "accents": ("so said Da\u0301na Rui\u0301z", "Da\u0301na Rui\u0301z"),
    "invisible": ("… so said D\u200ba\u00adna\u2060", "D\u200ba\u00adna"),
    "full width": ("so said Ｄａｎａ．", "Ｄａｎａ"),
    "disguised": ("so said Dаnа", "Dаnа"),
    "entity": ("so said D&#97;na here", "D&#97;na"),
    "encoded": ("see https://x.example/?q=Dana%20Ruiz&a=1", "Dana%20Ruiz"),
    "encoded address": ("see https://x.example/?q=dana.ruiz%40museum.example", "dana.ruiz%40museum.example"),
    "emphasis": ("so said **Da**na here", "Da**na"),
    "tag": ("so said <b>Da</b>na here", "Da</b>na"),
    "line's end": ("so said Grace\n> Young here", "Grace Young"),
    "no spaces": ("昨日は「田\u200b中花子」さん", "田\u200b中花子"),
    "capitalised and joined": ("Zed/Dana, cc:Dana, owner=Dana, ~Dana~, Dana(on call)", "Dana"),
}


@pytest.mark.parametrize(("text", "stretch"), AS_IT_STANDS.values(), ids=AS_IT_STANDS.keys())
def test_what_is_found_is_told_as_it_stands_in_the_text(text: str, stretch: str) -> None:
    assert stretch in found("a.md", text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_stands_around_a_name_it_is_found_as_it_stands(before: str, after: str) -> None:
    text = f"{before} Dana Ruiz {after}".encode("utf-8", "replace").decode()
    if "`" not in text and "\\" not in text:
        assert any("Dana" in stretch and stretch in text.replace("\n", " ").replace("\r", " ") for stretch in found("a.txt", text)), text


@given(st.text())
def test_every_letter_knows_where_it_stood(text: str) -> None:
    shown = plain(text)
    places = origins(text)
    assert shown == text or (len(places) == len(shown) + 1 and places == sorted(places))
    assert plain(shown) == shown or not shown.isascii()
    assert undisguised(shown) is None or len(undisguised(shown) or "") == len(shown)


WORDS = ("Dana", "dana", "Ruiz", "Grace", "Young", "young", "druiz", "@grace", "we", "it's", "Da**na**", "`dana`", "U01DANA2R7Z", "W3SCHOOL99", "é", "Dana's", "…", "Da-", "na", "<b>", "a@b.example", "dana.ruiz", "\\n", "%20")


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=8), st.sampled_from(("md", "txt", "log", "jsonl")))
def test_what_is_passed_over_holds_nothing(lines: list[str], ending: str) -> None:
    """The sieve makes reading fast; without it the same is found."""
    text = "\n".join(json.dumps({"text": line}, ensure_ascii=False) if ending == "jsonl" else line for line in lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sieve, "words", lambda self, line: None)
        everything = look({f"a.{ending}": text.encode()}, PEOPLE)
    assert look({f"a.{ending}": text.encode()}, PEOPLE) == everything


def locked() -> bytes:
    """A zip whose one part is marked as locked by a password."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    data = bytearray(buffer.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def packed_unknown() -> bytes:
    data = bytearray(locked())
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at] &= 0xFE
        data[at + 2] = 97
    return bytes(data)


UNREADABLE = {
    "a zip that is none": ("a.docx", b"PK\x03\x04 and no zip"),
    "a zip that was cut": ("a.docx", body(paragraph(run("x")))("")[:-30]),
    "a part with a password": ("a.docx", locked()),
    "a part packed in an unknown way": ("a.docx", packed_unknown()),
    "a Word file with a password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
}


@pytest.mark.parametrize(("name", "data"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_not_called_clean(name: str, data: bytes) -> None:
    assert {finding.sort for finding in look({name: data}, PEOPLE)} == {"unreadable"}


def test_a_file_too_deep_in_files_is_not_called_clean() -> None:
    data = png()
    for _ in range(8):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner.zip", data)
        data = buffer.getvalue()
    assert [finding.sort for finding in look({"a.zip": data}, PEOPLE)] == ["unreadable"]


def test_no_more_is_told_than_anybody_reads() -> None:
    findings = look({"a.md": b"ask Dana\n" * 5000}, PEOPLE)
    assert len(findings) == gate.MOST_FINDINGS and all(isinstance(finding, Finding) for finding in findings)


FORMS = ("Lukasz", "Łukasz", "LUKASZ", "Ｌｕｋａｓｚ", "L\u200bukasz", "Ł\u00adukasz", "ʟᴜᴋᴀꜱᴢ")


@pytest.mark.parametrize("form", FORMS)
def test_a_name_folds_to_the_same_however_it_is_written(form: str) -> None:
    assert fold(form) == "lukasz"
