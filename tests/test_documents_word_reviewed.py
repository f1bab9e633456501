"""What reviewers leave in a Word file: tracked changes and comments, seen, placed, and never dropped in silence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.word_made import changed, heading, paragraph, row, run, table, word_file

from postmortem.documents.word_reader import read_word
from postmortem.documents.word_reader_found import Changes

AT = 'w:author="Robin Vale" w:date="2026-10-20T10:00:00Z"'
BOTH = {
    "words inserted and deleted": (
        paragraph(run("It was ") + changed("del", "slow") + changed("ins", "down") + run(".")),
        "It was down.\n",
        "It was slow.\n",
    ),
    "words moved": (
        paragraph(changed("moveFrom", "first ") + run("then")) + paragraph(changed("moveTo", "first ") + run("last")),
        "then\n\nfirst last\n",
        "first then\n\nlast\n",
    ),
    "a paragraph inserted": (
        paragraph("a") + paragraph(changed("ins", "b"), f"<w:rPr><w:ins {AT}/></w:rPr>") + paragraph("c"),
        "a\n\nb\n\nc\n",
        "a\n\nc\n",
    ),
    "two paragraphs joined": (paragraph(run("a "), f"<w:rPr><w:del {AT}/></w:rPr>") + paragraph("b"), "a b\n", "a\n\nb\n"),
    "a row inserted": (
        table(row("A", "B", header=True), row("1", "2", properties=f"<w:ins {AT}/>")),
        "| A | B |\n|---|---|\n| 1 | 2 |\n",
        "| A | B |\n|---|---|\n",
    ),
    "a row deleted": (
        table(row("A", "B", header=True), row("1", "2", properties=f"<w:del {AT}/>")),
        "| A | B |\n|---|---|\n",
        "| A | B |\n|---|---|\n| 1 | 2 |\n",
    ),
    "words formatted": (paragraph(run("a", f"<w:b/><w:rPrChange {AT}><w:rPr/></w:rPrChange>")), "**a**\n", "a\n"),
    "a paragraph made a heading": (
        paragraph("a", f'<w:pStyle w:val="Heading2"/><w:pPrChange {AT}><w:pPr/></w:pPrChange>'),
        "## a\n",
        "a\n",
    ),
}


@pytest.mark.parametrize("name", BOTH)
def test_changes_are_read_as_asked_and_listed_either_way(name: str) -> None:
    body, accepted, rejected = BOTH[name]
    one = read_word(word_file(body))
    other = read_word(word_file(body), changes=Changes.REJECTED)
    assert (one.markdown, other.markdown) == (accepted, rejected)
    assert one.suggestions and one.suggestions == other.suggestions


def test_a_suggestion_says_what_where_when_and_by_whom() -> None:
    body = heading("Impact") + paragraph(run("It was ") + changed("del", "slo") + changed("del", "w") + run(" and ") + changed("del", "bad"))
    first, second = read_word(word_file(body)).suggestions
    assert (first.kind, first.text, first.section, first.author) == ("deleted", "slow", "Impact", "Robin Vale")
    assert first.at == datetime(2026, 10, 20, 10, tzinfo=UTC)
    assert second.text == "bad"


def comment(key: str, text: str, paragraph_id: str = "") -> str:
    identity = f'w14:paraId="{paragraph_id}"' if paragraph_id else ""
    return f'<w:comment w:id="{key}" {AT} w:initials="RV"><w:p {identity}>{run(text)}</w:p></w:comment>'


def about(key: str, words: str) -> str:
    return f'<w:commentRangeStart w:id="{key}"/>{words}<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'


def test_a_comment_has_its_words_its_place_its_replies_and_whether_it_is_settled() -> None:
    parts = {
        "comments.xml": comment("0", "How many?", "AA") + comment("1", "About 40.", "BB") + comment("2", "Open still", "CC"),
        "commentsExtended.xml": '<w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA" w15:done="0"/>',
    }
    body = heading("Impact") + paragraph(run("It hit ") + about("0", about("1", run("many ") + run("people"))) + about("2", run("!")))
    reading = read_word(word_file(body, parts=parts))
    first, second, third = reading.comments
    assert (first.text, first.anchor, first.section, first.is_resolved) == ("How many?", "many people", "Impact", True)
    assert (second.reply_to, second.is_resolved, third.is_resolved) == ("0", True, False)
    assert "How many" not in reading.markdown and "Robin" not in reading.markdown


def test_googles_mark_of_a_settled_comment_settles_it() -> None:
    parts = {"comments.xml": comment("0", "How many?") + comment("1", "_Marked as resolved_")}
    first, second = read_word(word_file(paragraph(about("0", about("1", run("many")))), parts=parts)).comments
    assert first.is_resolved and second.reply_to == "0"


def test_a_comment_on_deleted_words_keeps_them() -> None:
    parts = {"comments.xml": comment("0", "Why not?")}
    (one,) = read_word(word_file(paragraph(run("a ") + about("0", changed("del", "gone"))), parts=parts)).comments
    assert (one.anchor, one.is_on_deleted) == ("gone", True)


def test_a_comment_without_words_is_there() -> None:
    body = heading("Impact") + paragraph(run("a") + '<w:r><w:commentReference w:id="0"/></w:r>')
    (one,) = read_word(word_file(body, parts={"comments.xml": comment("0", "?")})).comments
    assert (one.anchor, one.section, one.is_on_deleted) == ("", "Impact", False)
