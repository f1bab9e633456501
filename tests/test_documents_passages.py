"""The prose of a document, as it is read for possible names."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest

from postmortem.documents.passages import cannot_be_read, document_passages, read_passages
from postmortem.documents.word import write_word
from postmortem.errors import InputError


def read(name: str, data: bytes | str) -> list[tuple[str, str]]:
    return [(one.place, " ".join(one.text.split())) for one in document_passages(name, data.encode() if isinstance(data, str) else data)]


def test_markdown_is_read_by_lines_without_code_and_addresses() -> None:
    text = "# A title\n\nOne *two* and `three`, see [four](https://five.example).\n\n```\nsix\n```\n\n| a | b |\n|---|---|\n| seven | eight |\n"
    assert read("draft.md", text) == [("line 1", "A title"), ("line 3", "One two and , see four."), ("line 9", "a"), ("line 9", "b"), ("line 11", "seven"), ("line 11", "eight")]


def test_emphasis_inside_a_word_leaves_no_gap() -> None:
    assert read("x.md", "thanks D**ag**ny") == [("line 1", "thanks Dagny")]


def test_a_page_is_read_by_blocks() -> None:
    html = "<html><body><h1>One</h1><p>Two <b>th</b>ree <code>four</code></p><img alt='five'><script>six</script></body></html>"
    assert [text for _, text in read("page.html", html)] == ["One", "Two three", "five"]


def test_a_word_file_is_read_by_paragraphs_in_all_its_parts() -> None:
    document = docx.Document()
    document.add_paragraph("One two")
    run = document.add_paragraph("thr").add_run("ee")
    run.bold = True
    document.add_table(1, 1).cell(0, 0).text = "four"
    document.sections[0].header.paragraphs[0].text = "five"
    file = io.BytesIO()
    document.save(file)
    assert read("x.docx", file.getvalue()) == [("paragraph 1", "One two"), ("paragraph 2", "three"), ("paragraph 3", "four"), ("paragraph 1 of header1", "five")]


def test_code_in_our_own_word_files_is_no_prose() -> None:
    data = write_word("One `two` three\n\n```\nfour\n```\n", title="T", incident="i")
    texts = " ".join(text for _, text in read("draft.docx", data))
    assert "One" in texts
    assert "two" not in texts.replace("two three", "")
    assert "four" not in texts


def test_the_transcript_and_the_timeline_are_read_by_their_texts() -> None:
    line = json.dumps({"ts": "1.1", "role": "Responder 1", "text": "one ```two``` three", "kind": "message"})
    assert read("transcript.jsonl", f"{line}\n") == [("line 1", "one three")]
    assert read("timeline.json", json.dumps([{"at": "x", "text": "one"}, {"text": "two"}])) == [("entry 1", "one"), ("entry 2", "two")]


def test_settings_are_read_by_their_values() -> None:
    assert read("incident.toml", '# a note\ntitle = "One two"\n') == [("line 1", "# a note"), ("line 2", '"One two"')]


def test_logs_and_tables_of_data_are_no_prose() -> None:
    assert read("attachments/app.log", "Zorblex started") == []


@pytest.mark.parametrize(("name", "data"), [("a.png", b"\x89PNG\r\n\x1a\n\0\0"), ("a.pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3"), ("a.zip", b"PK\x03\x04"), ("a.bin", b"\0\1")])
def test_what_no_program_reads_for_names_is_told(name: str, data: bytes) -> None:
    assert cannot_be_read(name, data)
    assert list(read_passages({name: data})) == []


@pytest.mark.parametrize(("name", "data"), [("a.md", b"x"), ("a.txt", "ä".encode()), ("notes", b"x"), ("a.html", b"<p>x"), ("a.log", b"x"), ("a.rb", b"puts 1")])
def test_texts_can_be_read(name: str, data: bytes) -> None:
    assert not cannot_be_read(name, data)


def test_a_damaged_word_file_is_a_sentence() -> None:
    whole = write_word("One", title="T", incident="i")
    with pytest.raises(InputError, match="cannot be read as a Word file"):
        list(document_passages("x.docx", whole[: len(whole) // 2]))
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    with pytest.raises(InputError, match="cannot be read as a Word file"):
        list(document_passages("x.docx", empty.getvalue()))


def test_broken_json_and_html_are_read_as_text() -> None:
    assert read("transcript.jsonl", "not json Zorblex") == [("line 1", "not json Zorblex")]
    assert read("timeline.json", "{Zorblex") == [("", "{Zorblex")]
    assert read("x.html", "") == []
