"""The last look reads the parts of whole Word files, pages and pictures, as our own programs make them."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from tests.gate_picture_places import chunk, jpeg, png, segment
from tests.test_blameless_gate import PEOPLE, sorts

from postmortem.blameless.gate import look


def word_with(place: str, text: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    paragraph = document.add_paragraph("The queue was restarted.")
    match place:
        case "body":
            document.add_paragraph(f"Then {text} did it.")
        case "runs":
            split = document.add_paragraph("Then ")
            for letter in text:
                split.add_run(letter)
        case "table":
            document.add_table(1, 1).cell(0, 0).text = text
        case "header":
            document.sections[0].header.paragraphs[0].text = text
        case "footer":
            document.sections[0].footer.paragraphs[0].text = text
        case "author":
            document.core_properties.author = text
        case "last author":
            document.core_properties.last_modified_by = text
        case "title":
            document.core_properties.title = text
        case "comment":
            document.add_comment(paragraph.runs, text=text, author="Incident review", initials="")
        case "comment author":
            document.add_comment(paragraph.runs, text="why?", author=text, initials="")
        case "alt text":
            picture = document.add_picture(io.BytesIO(png()))
            picture._inline.docPr.set("descr", text)
        case "picture name":
            picture = document.add_picture(io.BytesIO(png()))
            picture._inline.docPr.set("name", f"{text}.png")
        case "picture metadata":
            document.add_picture(io.BytesIO(png(chunk(b"tEXt", b"Author\0" + text.encode("latin-1", "replace")))))
        case "link":
            document.part.relate_to(f"https://x.example/{text.replace(' ', '.')}", "http://x.example/hyperlink", is_external=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


WORD_PLACES = [
    "body",
    "runs",
    "table",
    "header",
    "footer",
    "author",
    "last author",
    "title",
    "comment",
    "comment author",
    "alt text",
    "picture name",
    "picture metadata",
    "link",
]


@pytest.mark.parametrize("name", ["Dana Ruiz", "Will Hart"])
@pytest.mark.parametrize("place", WORD_PLACES)
def test_a_name_is_found_in_every_part_of_a_word_file(place: str, name: str) -> None:
    assert "name" in sorts({"draft.docx": word_with(place, name)}) or "handle" in sorts({"draft.docx": word_with(place, name)})


def test_an_empty_word_file_gives_no_finding() -> None:
    assert look({"draft.docx": word_with("nowhere", "")}, PEOPLE) == ()


def test_code_in_a_word_file_is_code() -> None:
    document = docx.Document()
    document.core_properties.author = ""
    document.styles.add_style("Verbatim Char", WD_STYLE_TYPE.CHARACTER)
    document.styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("run ").add_run("sam build", style="Verbatim Char")
    document.add_paragraph("sam deploy", style="Source Code")
    buffer = io.BytesIO()
    document.save(buffer)
    assert look({"draft.docx": buffer.getvalue()}, PEOPLE) == ()


def test_a_name_in_the_name_of_a_part_of_a_zip_is_found() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/media/dana-ruiz.png", png())
    assert sorts({"draft.docx": buffer.getvalue()}) == {"name"}


DATA_URI = "data:image/png;base64," + base64.b64encode(png(chunk(b"tEXt", b"Author\0Dana Ruiz"))).decode()
HTML = {
    "text": "<p>Then <b>Da</b>na did it.</p>",
    "title": "<title>Dana</title>",
    "alt text": '<img alt="Dana at the desk">',
    "title attribute": '<a title="Dana">x</a>',
    "meta": '<meta name="author" content="Dana Ruiz">',
    "entity": "<p>D&#97;na did</p>",
    "comment": "<!-- Dana wrote this -->",
    "link": '<a href="https://x.example/dana.ruiz">x</a>',
    "class": '<p class="dana-ruiz">x</p>',
    "picture": f'<img src="{DATA_URI}">',
    "code": "<pre><code>Author: Dana Ruiz</code></pre>",
}


@pytest.mark.parametrize("text", HTML.values(), ids=HTML.keys())
def test_a_name_is_found_everywhere_in_html(text: str) -> None:
    assert sorts({"draft.html": f"<!doctype html><body>{text}</body>".encode()}) == {"name"}


def test_code_in_html_is_code() -> None:
    page = "<p>run <code>sam build</code></p><pre>sam deploy\nsam logs</pre><p class='sam'>ok</p>"
    assert look({"draft.html": page.encode()}, PEOPLE) == ()


PICTURES = {
    "tEXt": png(chunk(b"tEXt", b"Author\0Dana Ruiz")),
    "zTXt": png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Dana Ruiz"))),
    "iTXt": png(chunk(b"iTXt", b"Author\0\0\0en\0\0Dana Ruiz")),
    "EXIF of a PNG": png(chunk(b"eXIf", b"MM\0*\0\0\0\x08Dana Ruiz\0")),
    "behind the picture": png() + b"Dana Ruiz",
    "comment of a JPEG": jpeg(segment(0xFE, b"by Dana Ruiz")),
    "EXIF of a JPEG": jpeg(segment(0xE1, b"Exif\0\0" + "Dana Ruiz".encode("utf-16-le"))),
}


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES.keys())
def test_a_name_is_found_in_a_pictures_metadata(data: bytes) -> None:
    assert sorts({"attachments/1.png": data}) == {"name"}


def test_a_plain_picture_gives_no_finding() -> None:
    assert look({"attachments/1.png": png(chunk(b"tEXt", b"Software\0screenshot tool"))}, PEOPLE) == ()
