"""Whatever is interpolated reads back as exactly what it was."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from postmortem.documents.escape import code_block, escape, one_line, rich
from postmortem.documents.parse import link_allowed, parse

HOSTILE = [
    "# heading", "## heading ##", "####### seven", "- bullet", "* star", "+ plus", "1. one", "12) twelve", "> quote", "---", "***", "___", "===", "~~~",
    "```", "`code`", "``", "*emphasis*", "__strong__", "_under_ and a_b_c", "~~gone~~", "[link](https://x.example)", "![picture](x)", "[ref]: https://x",
    "[^1]", "<b>bold</b>", "<script>alert(1)</script>", "<https://x.example>", "a|b||c", "\\", "\\|", "\\*", "&amp; &lt;", "&copy; &#35; &#x23;", "{{ title }}",
    "{% for x in y %}", "\u202eevil", "- [ ] box", "|---|---|", "    indented", "\ttab", "a  \nb", "a\\\nb", "line\u2028break", "1986\\. A great year", "-", "+ ", "#", "2.",
]  # fmt: skip


def words(tree: SyntaxTreeNode) -> str:
    """What a reader of the document would read."""
    return "".join(node.content for node in tree.walk() if node.type in ("text", "code_inline", "fence", "code_block"))


def kinds(tree: SyntaxTreeNode) -> set[str]:
    return {node.type for node in tree.walk()}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_paragraph_a_list_and_a_table(text: str) -> None:
    assert_reads_back(text)


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    assert_reads_back(text)


@given(st.text(alphabet="`*_[]()<>|#-+=~\\&;!:. a1\n", max_size=40))
def test_any_run_of_markup_stays_text(text: str) -> None:
    assert_reads_back(text)


def assert_reads_back(text: str) -> None:
    escaped = escape(text)
    assert words(parse(f"# {escaped}\n")) == one_line(text)
    paragraph = parse(f"{escaped}\n")
    assert words(paragraph) == one_line(text)
    assert kinds(paragraph) <= {"root", "paragraph", "inline", "text"}
    item = parse(f"- x {escaped}\n")
    assert words(item) == f"x {one_line(text)}".strip()
    table = parse(f"| a | b |\n|---|---|\n| {escaped} | end |\n")
    cells = [words(node) for node in table.walk() if node.type == "td"]
    assert cells == [one_line(text), "end"]


@given(st.text(alphabet="`ab|*\\ _<", max_size=30))
def test_text_with_inline_code_keeps_every_letter(text: str) -> None:
    """Backticks may become code; what stands between and around them stays what it was."""
    table = parse(f"| a | b |\n|---|---|\n| {rich(text)} | end |\n")
    cells = [words(node) for node in table.walk() if node.type == "td"]
    assert len(cells) == 2
    assert re.sub(r"[` ]", "", cells[0]) == re.sub(r"[` ]", "", one_line(text))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("restarted `web-2` *now*", "restarted `web-2` \\*now\\*"),
        ("``x``", "`x`"),
        ("`a_b` and `c`", "`a_b` and `c`"),
        ("`a``b`", "\\`a\\`\\`b\\`"),
        ("a lone ` stays", "a lone \\` stays"),
        ("`a|b` would end a cell", "\\`a\\|b\\` would end a cell"),
        ("` `", "\\` \\`"),
    ],
)
def test_what_stands_in_backticks_becomes_code(text: str, markdown: str) -> None:
    assert rich(text) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "p95 went from 220 ms to 4 800 ms (+38 %).",
        "snake_case_word on web-2, C:\\path\\to, 2 < 3, 2 * 3",
        "Q&A at 10:02; ~5 min; #incident",
        "– it's “quoted” … naïve 事故",
        "2026-10-14 was bad! Really? (yes)",
    ],
)
def test_ordinary_text_is_left_as_people_would_type_it(text: str) -> None:
    assert escape(text) == text


def test_a_marker_that_somebody_wrote_is_not_a_marker() -> None:
    assert "▶" not in rich("▶ play `▶`")


def test_many_lone_backticks_cost_no_more_than_their_length() -> None:
    text = "".join("`" * (number % 40 + 1) + "a" for number in range(40_000))
    started = time.perf_counter()
    rich(text)
    escape("\\" * 500_000 + "~" * 500_000)
    assert time.perf_counter() - started < 30


@given(st.text(alphabet="`~abc\n ", max_size=60))
def test_a_code_block_ends_only_where_it_should(text: str) -> None:
    tree = parse(f"{code_block(text)}\n\nafter\n")
    assert [node.type for node in tree.children] == ["fence", "paragraph"]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://x.example/a", True),
        ("mailto:ops@x.example", True),
        ("attachments/a.png", True),
        ("#timeline", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//x.example/a", False),
        ("vbscript:x", False),
    ],
)
def test_links_lead_only_to_where_links_may(address: str, allowed: bool) -> None:
    assert link_allowed(address) is allowed
