"""No word of a Word file is lost, however odd the file: each is in the Markdown, a comment, a suggestion or a remark."""

from __future__ import annotations

import html
import random
import re

import pytest
from tests.test_documents_word_reader import CASES
from tests.test_documents_word_reviewed import BOTH, about, comment
from tests.word_made import paragraph, run, word_file

from postmortem.documents.word_reader import read_word
from postmortem.documents.word_reader_found import Changes, Reading

BODIES = [body for body, *_ in (*CASES.values(), *BOTH.values())]
PARTS = {
    "comments.xml": comment("0", "hello", "AA"),
    "commentsExtended.xml": '<w15:commentEx w15:paraId="AA" w15:paraIdParent="AA"/>',
    "footnotes.xml": f'<w:footnote w:id="2">{paragraph("n")}</w:footnote>',
}
LAST = paragraph(about("0", run("x")) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
TOKENS = re.compile(r"<[^>]+>|[^<]+")


def words_of(xml: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(" ".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:", xml))))


def told(reading: Reading) -> str:
    beside = [one.words for one in reading.remarks] + [one.text for one in (*reading.suggestions, *reading.comments)]
    text = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), " ".join([reading.markdown, *beside]))
    return re.sub(r"[\\*_`~]", "", text)


@pytest.mark.parametrize("changes", Changes)
def test_no_word_of_any_case_is_lost(changes: Changes) -> None:
    for body in BODIES:
        reading = read_word(word_file(body + LAST, parts=PARTS), changes=changes)
        assert [word for word in words_of(body) if word.replace("_", "") not in told(reading)] == []


def damaged(choose: random.Random) -> str:
    """Some cases in one body, with elements lost, doubled, exchanged and given odd values; still XML."""
    tokens = TOKENS.findall("".join(choose.sample(BODIES, 4)) + LAST)
    for _ in range(choose.randint(1, 12)):
        place, sort = choose.randrange(len(tokens)), choose.random()
        if sort < 0.3:
            del tokens[place]
        elif sort < 0.6:
            tokens.insert(place, choose.choice(tokens))
        elif sort < 0.8:
            odd = choose.choice(['""', '"-1"', '"99999999999"', '"x"'])
            tokens[place] = re.sub(r'"[^"]*"', odd, tokens[place])
        else:
            other = choose.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
    return balanced(tokens)


def balanced(tokens: list[str]) -> str:
    out: list[str] = []
    opened: list[str] = []
    for token in tokens:
        if token.startswith("</"):
            if token[2:-1] not in opened:
                continue
            while opened[-1] != token[2:-1]:
                out.append(f"</{opened.pop()}>")
            opened.pop()
        elif token.startswith("<") and not token.endswith("/>"):
            opened.append(re.split(r"[\s>]", token[1:])[0])
        out.append(token)
    return "".join([*out, *(f"</{name}>" for name in reversed(opened))])


def test_no_word_is_lost_of_files_that_no_program_would_write() -> None:
    choose = random.Random(5)
    for number in range(300):
        body = damaged(choose)
        changes = Changes.ACCEPTED if number % 2 else Changes.REJECTED
        reading = read_word(word_file(body, parts=PARTS), changes=changes)
        assert [word for word in words_of(body) if word.replace("_", "") not in told(reading)] == [], body
