"""Slack's text as pieces: what is markup, and what only looks like it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.text import Piece, PieceKind, plain

P, C, B, L = PieceKind.PROSE, PieceKind.CODE, PieceKind.CODE_BLOCK, PieceKind.LINK


def pieces(text: str) -> list[tuple[str, ...]]:
    return [tuple(piece) for piece in decode_mrkdwn(text)]


MARKUP = [
    ("*bold* and _it_ and ~gone~", [(P, "bold and it and gone", "")]),
    ("*_both_*", [(P, "both", "")]),
    ("(*bold*), *Warning:* now", [(P, "(bold), Warning: now", "")]),
    ("*a b* c *d*", [(P, "a b c d", "")]),
    ("_see *this*_.", [(P, "see this.", "")]),
    ("_foo_bar_ x", [(P, "foo_bar x", "")]),
    ("*see `a*b` now*", [(P, "see ", ""), (C, "a*b", ""), (P, " now", "")]),
    ("*<@U1>* leads", [(PieceKind.PERSON, "", "U1"), (P, " leads", "")]),
    ("<@U1|ada>", [(PieceKind.PERSON, "ada", "U1")]),
    ("<#C1|ops> <#C2|> <#C3>", [(PieceKind.CHANNEL, "ops", "C1"), (P, " ", ""), (PieceKind.CHANNEL, "", "C2"), (P, " ", ""), (PieceKind.CHANNEL, "", "C3")]),
    ("<!here|@here> <!channel>", [(PieceKind.BROADCAST, "here", ""), (P, " ", ""), (PieceKind.BROADCAST, "channel", "")]),
    ("<!subteam^S12|@on-call>", [(PieceKind.GROUP, "on-call", "S12")]),
    ("at <!date^1760432580^{date_short}|14 Oct>", [(P, "at 14 Oct", "")]),
    ("<https://a.example/x>", [(L, "", "https://a.example/x")]),
    ("<https://a.example/?a=1&amp;b=2|the &lt;page&gt;>", [(L, "the <page>", "https://a.example/?a=1&b=2")]),
    ("<mailto:ada@example.com|ada@example.com>", [(L, "ada@example.com", "mailto:ada@example.com")]),
    ("<tel:+4420|call>", [(L, "call", "tel:+4420")]),
    ("<https://files.slack.com/f.png?t=xoxe-1-2>", [(L, "", "https://files.slack.com/f.png")]),
    ("<https://a.example/?x=1&amp;token=abc&amp;y=2#z>", [(L, "", "https://a.example/?x=1&y=2#z")]),
    ("<https://a.example/?t=xoxe-1|https://a.example/?t=xoxe-1>", [(L, "", "https://a.example/")]),
    (":fire: now :wave::skin-tone-2::+1:", [(PieceKind.EMOJI, "fire", ""), (P, " now ", ""), (PieceKind.EMOJI, "wave", ""), (PieceKind.EMOJI, "+1", "")]),
    ("use `a &amp;&amp; b`", [(P, "use ", ""), (C, "a && b", "")]),
    ("```a_b *c* <https://x.example> <@U1|ada>\n```ok", [(B, "a_b *c* https://x.example <@U1>\n", ""), (P, "ok", "")]),
    ("&amp;lt; &lt;b&gt;", [(P, "&lt; <b>", "")]),
    ("a\r\nb\rc\u2028d\x0be", [(P, "a\nb\nc\nd\ne", "")]),
    ("a\x00b\x1b[31m\x7f", [(P, "ab[31m", "")]),
    ("evil \u202etxt\u2066", [(P, "evil [U+202E]txt[U+2066]", "")]),
    ("half \ud83d", [(P, "half \ufffd", "")]),
    ("", []),
]

UNCHANGED = [
    "plain words", "a_b_c and d_e_f", "__init__ and __main__", "rm *.log *.txt", "rm *.log,*.txt", "2*3*4", "2 * 3 * 4", "* * * * *",
    "*/5 * * * *", "SELECT * FROM t WHERE n LIKE 'a*'", "~/.ssh and ~/x", "~5 minutes or ~6", "x*y*z", "mark* and another*", "*open",
    "*not * bold", "* not bold*", "_open only", "/var/_tmp_/x", "C:\\_tmp_\\x", "https://a.example/_x_/y", "*one\ntwo*", "10:02:33", "at 10:02:33:44",
    "2001:db8::1:2", "std::vector::x", "a:b:c", "host:80:", "::1", ":)", ":Not Emoji:", ":12:", "key :value", "&copy; &nbsp; &#39;", "`", "``", "```",
    "```open block *b", "a ` b", "it's `open", "{{ config }} {% raw %}", "<", ">", "<>", "< a >", "a < b and c > d", "<!DOCTYPE html>", "<b>not Slack</b>",
    "<@notanid>", "<script>alert(1)</script>", "<!unknown>", "<#hash>", "x &", "100% & more", "a**b**c", "*args, **kwargs", "$_POST", "**", "~~", "___",
    "—*—", "\u200f\u0645", "naïve – ok",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKUP, ids=[repr(text)[:40] for text, _ in MARKUP])
def test_markup_becomes_pieces(text: str, expected: list[tuple[str, ...]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize("text", UNCHANGED, ids=[repr(text)[:40] for text in UNCHANGED])
def test_what_only_looks_like_markup_stays_as_it_is(text: str) -> None:
    assert decode_mrkdwn(text) == (Piece(P, text),)


@given(st.text(alphabet=" ab\n*_~`<>|@#!:&;lt1U\u202e\x00\ud800", max_size=60))
def test_no_text_breaks_it_and_neighbouring_prose_is_one_piece(text: str) -> None:
    found = decode_mrkdwn(text)
    kinds = [piece.kind for piece in found]
    assert (P, P) not in list(pairwise(kinds))
    assert all(piece.text or piece.target for piece in found)
    plain(found).encode("utf-8")


@given(st.text(max_size=40).filter(lambda text: text.isprintable() and not set(text) & set("`*_~:")))
def test_escaped_text_comes_back_once_unescaped(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(decode_mrkdwn(escaped)) == text


HARD = {
    "less-than": "<" * 10**6, "backticks": "`" * 10**6, "open block": "```" + "a" * 10**6, "colons": ":" * 10**6, "colon words": ":a" * 500_000,
    "emoji runs": " :a::a" * 170_000, "stars": "*" * 10**6, "open stars": " *a" * 330_000, "open lines": " _a_b" * 200_000, "tildes": "~a" * 500_000,
    "open tokens": "<a " * 330_000, "open mentions": "<@U1|" * 200_000, "all marks": "*_~" * 330_000, "mark and dots": "*a*" + "." * 10**6,
    "many marks and dots": ("*a*" + "." * 900 + "x") * 1000, "entities": "&amp;" * 200_000, "one token": "<http://a?" + "&t=xox" * 160_000 + ">",
    "half code": "a`" * 500_000, "brackets": "*a" + ")]}" * 330_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_a_megabyte_of_anything_takes_linear_time(text: str) -> None:
    start = time.perf_counter()
    decode_mrkdwn(text)
    assert time.perf_counter() - start < 30
