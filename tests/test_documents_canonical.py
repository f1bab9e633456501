"""Blocks as Markdown and back: one spelling for one thing, and no word or mark that is not what it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.document_blocks import documents

from postmortem.documents.blocks import Block
from postmortem.documents.canonical import canonical, read_blocks
from postmortem.documents.markdown_blocks import write_markdown
from postmortem.documents.tidy import tidy_blocks


@given(documents())
@settings(max_examples=150)
def test_any_document_written_as_markdown_reads_back_as_itself(blocks: list[Block]) -> None:
    tidy = tidy_blocks(blocks)
    assert tidy_blocks(tidy) == tidy
    assert read_blocks(write_markdown(tidy)) == tidy


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Setext\n===\n\n* a\n* b\n\n\n__b__ _i_\n", "# Setext\n\n- a\n- b\n\n**b** *i*\n"),
        ("hard\nwrapped  \nlines\n", "hard wrapped\\\nlines\n"),
        ("## **Impact**\n", "## Impact\n"),
        ("| **A** |\n|:--|\n| b |\n", "| A |\n|---|\n| b |\n"),
        ("| | |\n|---|---|\n| **Severity** | **Major** |\n", "| | |\n|---|---|\n| Severity | **Major** |\n"),
        ("> a\n\n> b\n", "> a\n>\n> b\n"),
        ("1. a\n\n1. b\n", "1. a\n2. b\n"),
        ("~~~py\ncode\n~~~\n", "```\ncode\n```\n"),
        ("**a *b***c\n", "**a _b_**&#99;\n"),
        ("x**(y)**z\n", "x\\*\\*(y)\\*\\*z\n"),
        ("<https://example.com/a>\n", "<https://example.com/a>\n"),
        ("> # loud\n", "> **loud**\n"),
        ("| a<br>b | \\<br> |\n|---|---|\n", "| a<br>b | \\<br> |\n|---|---|\n"),
        ("", ""),
    ],
)
def test_of_several_spellings_one_is_canonical(markdown: str, expected: str) -> None:
    assert canonical(markdown) == expected
    assert canonical(expected) == expected
