"""pandoc reads in our Word file what it reads in our Markdown. What differs is listed here, each with its reason."""

from __future__ import annotations

import difflib
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from pandoc_reading import read_markdown, read_word
from postmortem.documents.word import write_word

HERE = Path(__file__).parent
TORTURE = HERE / "reports" / "torture.md"
GOLDEN = sorted(HERE.glob("golden/*/*.md"))
PICTURE = re.compile(r"!\[(?:\\.|[^\]\\])*\]\(([^)\s]+)")
# What pandoc reads differently in the torture report, and why.
EXPLAINED = [
    # Of code inside strong text it keeps the code alone.
    "- P Term with <Strong>bold <Emph>and italic</Emph> `code`</Strong> and <Emph><Strong>both</Strong></Emph>. Superscript x^2^ and H~2~O (pandoc only).",
    "+ P Term with <Strong>bold <Emph>and italic</Emph></Strong> `code` and <Emph><Strong>both</Strong></Emph>. Superscript x^2^ and H~2~O (pandoc only).",
    # What follows an item's first paragraph is set in with it, which it takes for a quote; the list goes on at its next number.
    "+ Q",
    "+ numbers from 3",
    # A rule across the page is the edge of an empty paragraph, which it passes over.
    "- rule",
]


@pytest.fixture
def pandoc() -> str:
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc is not installed (pip install pypandoc_binary)")
    return str(pypandoc.get_pandoc_path())


def pictures(markdown: str) -> dict[str, bytes]:
    """A picture for every one that the Markdown shows."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return dict.fromkeys(PICTURE.findall(markdown), out.getvalue())


def differences(markdown: str, pandoc: str) -> list[str]:
    word = write_word(markdown, title="A report", pictures=pictures(markdown))
    lines = difflib.ndiff(read_markdown(pandoc, markdown), read_word(pandoc, word))
    return [re.sub(r"^([-+])\s+", r"\1 ", line) for line in lines if line[0] in "-+"]


def test_every_construct_reads_the_same_but_for_what_is_explained(pandoc: str) -> None:
    found = differences(TORTURE.read_text(encoding="utf-8"), pandoc)
    assert sorted(found) == sorted(EXPLAINED)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_golden_document_reads_the_same(path: Path, pandoc: str) -> None:
    markdown = path.read_text(encoding="utf-8")
    captions = {f"+ P {title}" for title in re.findall(r'!\[[^\n]*?\]\([^)\s]+ "([^"\n]+)"\)', markdown)}
    assert [line for line in differences(markdown, pandoc) if line not in captions] == []
