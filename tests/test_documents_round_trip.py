"""Markdown → Word → Markdown: nothing changes, in whatever program the Word file was in between."""

from __future__ import annotations

import html
import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image
from tests.conftest import ROOT
from tests.document_blocks import plain_documents
from tests.word_made import as_google

from postmortem.documents.blocks import Block, Heading, Listing, Table, plain
from postmortem.documents.canonical import canonical, read_blocks
from postmortem.documents.markdown_blocks import write_markdown
from postmortem.documents.tidy import tidy_blocks
from postmortem.documents.word import NO_PICTURES, write_word
from postmortem.documents.word_reader import read_word

DRAFTS = sorted((ROOT / "tests" / "golden").glob("**/*.md"))
# As templates write them; in the one that went the whole way people have written too.
DRAFTS = [path for path in DRAFTS if path.name == "draft.md" and "whole-way" not in path.parent.name]


def attached(draft: Path) -> list[str]:
    return re.findall(r"\(attachments/([\w.-]+)\)", draft.read_text(encoding="utf-8"))


def shown(markdown: str) -> dict[str, bytes]:
    """A picture for each that the document shows, none like another."""
    addresses = dict.fromkeys(re.findall(r"!\[(?:\\.|[^\]])*\]\(([^ )]+)", markdown))
    return {address: picture((40 + number, 30)) for number, address in enumerate(addresses)}


def there_and_back(markdown: str, names: list[str] | None = None, pictures: Mapping[str, bytes] = NO_PICTURES) -> str:
    return read_word(write_word(markdown, title="A report", pictures=pictures), attached=names or [], pictures=pictures).markdown


@given(plain_documents())
@settings(max_examples=60)
def test_what_templates_can_write_comes_back_to_the_byte(blocks: list[Block]) -> None:
    markdown = write_markdown(tidy_blocks(blocks))
    assert there_and_back(markdown) == canonical(markdown) == markdown


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.parent.name)
def test_every_sample_draft_comes_back(draft: Path) -> None:
    markdown = draft.read_text(encoding="utf-8")
    names = attached(draft)
    assert there_and_back(markdown, names, shown(markdown)) == canonical(markdown, attached=names)
    # Canonical, and so Word, differs from what templates write in one thing: an empty cell has one space in it.
    link = re.compile(r"\[([\w.-]+)\]\(attachments/\1\)")
    assert link.sub(r"\1", canonical(markdown, attached=names)) == link.sub(r"\1", re.sub(r"(?<=\|)  (?=\|)", " ", markdown))


def test_every_construct_comes_back_but_for_what_is_explained() -> None:
    markdown = (ROOT / "tests" / "data" / "torture.md").read_text(encoding="utf-8")
    expected = canonical(markdown).splitlines()
    came = there_and_back(markdown).splitlines()
    changed = [(one, other) for one, other in zip(expected, came, strict=True) if one != other]
    assert changed == EXPLAINED


# A picture that is not there is its alternative text.
EXPLAINED = [
    (
        "![Error rate by minute, rising from 0.02 % to 12.4 % at 09:13 and back at 10:55](plot.png \"Figure 1: error rate\")",
        "\\[picture: Error rate by minute, rising from 0.02 % to 12.4 % at 09:13 and back at 10:55]",
    )
]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.parent.name)
def test_a_draft_comes_back_from_google_docs(draft: Path) -> None:
    """Google's form as documented, made by code: no house styles, no links inside, no header rows."""
    markdown, names = draft.read_text(encoding="utf-8"), attached(draft)
    written = write_word(markdown, title="A report", pictures=shown(markdown))
    exported = as_google(written)
    assert exported != written
    assert read_word(exported, attached=names, pictures=shown(markdown)).markdown == canonical(markdown, attached=names)


MARKDOWN = (
    "# A report\n\n![Errors by minute](attachments/errors.png \"Figure 1: errors, after the \\\"fix\\\"\")\n\n"
    "| Time | What |\n|---|---|\n| 09:12 | ![Errors](attachments/errors.png) seen |\n"
)


def test_pictures_have_their_addresses_and_captions_again() -> None:
    pictures = {"attachments/errors.png": picture((640, 480))}
    reading = read_word(write_word(MARKDOWN, title="A report", pictures=pictures), pictures=pictures)
    assert reading.markdown == canonical(MARKDOWN) == MARKDOWN
    assert reading.pictures == ()


def test_pictures_are_still_there_after_libreoffice(tmp_path: Path, outside_program: Callable[..., str]) -> None:
    soffice = outside_program("soffice", "libreoffice")
    pictures = {"attachments/errors.png": picture((640, 480))}
    data = through_libreoffice(write_word(MARKDOWN, title="A report", pictures=pictures), tmp_path, soffice)
    assert read_word(data, pictures=pictures).markdown == MARKDOWN


def picture(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).save(out, "PNG")
    return out.getvalue()


def through_libreoffice(data: bytes, folder: Path, soffice: str) -> bytes:
    """Opened and saved again. A profile of its own, so that tests do not wait for each other."""
    (folder / "in.docx").write_bytes(data)
    out = folder / "out"
    call = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*call, "--outdir", str(out), str(folder / "in.docx")], check=True, capture_output=True, timeout=180)
    return (out / "in.docx").read_bytes()


def test_a_draft_and_every_construct_come_back_from_libreoffice(tmp_path: Path, outside_program: Callable[..., str]) -> None:
    soffice = outside_program("soffice", "libreoffice")
    draft = next(path for path in DRAFTS if "checkout" in str(path))
    both = draft.read_text(encoding="utf-8") + "\n" + (ROOT / "tests" / "data" / "torture.md").read_text(encoding="utf-8")
    data = through_libreoffice(write_word(both, title="A report"), tmp_path, soffice)
    before, after = read_blocks(there_and_back(both)), read_blocks(read_word(data).markdown)
    for kind in (Heading, Table, Listing):
        assert [one for one in after if isinstance(one, kind)] == [one for one in before if isinstance(one, kind)]
    assert re.findall(r"\]\((https?://[^)]*)\)", write_markdown(after)) == re.findall(r"\]\((https?://[^)]*)\)", write_markdown(before))


WORDS = re.compile(r"\w+")


@given(plain_documents())
@settings(max_examples=30)
def test_every_word_in_the_file_is_in_the_markdown_or_in_the_remarks(blocks: list[Block]) -> None:
    data = write_word(write_markdown(tidy_blocks(blocks)), title="A report")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    shown = re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", xml)
    in_file = WORDS.findall(html.unescape(re.sub(r"<[^>]*>", "", shown)))
    reading = read_word(data)
    text = " ".join([*(_text(block) for block in reading.blocks), *(one.words for one in reading.remarks if "header" not in one.what)])
    assert sorted(WORDS.findall(text)) == sorted(in_file)


def _text(block: Block) -> str:
    if hasattr(block, "words"):
        return plain(block.words)
    if isinstance(block, Table):
        return " ".join(plain(cell) for row in (block.header, *block.rows) for cell in row)
    if isinstance(block, Listing):
        return " ".join(_text(one) for item in block.items for one in item)
    return " ".join(map(_text, block.blocks)) if hasattr(block, "blocks") else getattr(block, "text", "")
