"""The sentences that a document says itself: no code, no addresses, no pictures, nothing that it quotes.

What is taken out stays known beside the sentence: rules about hosts and links look at it, and people see it when a place is told.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

# What somebody said, between marks of speech. One class, bounded.
_SPOKEN = re.compile(r"“[^”]{0,400}”|(?<![\w\"])\"[^\"]{1,400}\"(?!\w)|(?<!\w)‘[^’]{0,400}’(?!\w)")
_CITES = re.compile(r"(?:\s?\[\d{1,6}\])+")
# An address that stands in the text as it is.
_ADDRESS = re.compile(r"https?://\S+")
# A sentence ends at a full stop before a space, and at the marks that part clauses or lines for good.
_END = re.compile(r"(?<=[.!?])(?:[\"”’)\]]*)\s+(?=[\W_]*[A-Z0-9])|\s*[;•·\ue006]\s+")
GONE = "\ufffc"  # stands where something was taken out, so that the words around it do not meet
# What was taken out, between marks of its kind: code and addresses, where a link leads, what is quoted. In it, letters of our own
# stand for spaces and ends of lines, so that no sentence ends there.
_CODE, _LINK, _QUOTE, _CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
_SPACE, _LINE, _BREAK = "\ue004", "\ue005", "\ue006"
_MARKS_OF_SPEECH = dict(zip('"“”‘’', "\ue007\ue008\ue009\ue00a\ue00b", strict=True))
_KEPT = str.maketrans(_MARKS_OF_SPEECH)
_GIVEN_BACK = str.maketrans({kept: mark for mark, kept in _MARKS_OF_SPEECH.items()} | {_SPACE: " ", _LINE: "\n"})
_TAKEN = re.compile(rf"([{_CODE}{_LINK}{_QUOTE}])([^{_CLOSE}]*){_CLOSE}")
# Settings of a page above its text. What readers see of them are its title and what it says of itself.
_FRONT = re.compile(r"\A\ufeff?(-{3}|\+{3})[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_SEEN = re.compile(r"(?:title|subtitle|description|summary|excerpt|heading)\s{0,4}[:=]\s{0,4}(.+)", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|blockquote)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^>]{0,300}>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|td|th|tr|table|section|article|h[1-6]|br)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence. text: what it says itself; line: on which it begins (from 1); section: the heading of the second rank that it
    is under; raw: with all that was taken out, as it is kept here."""

    text: str
    line: int
    section: str
    raw: str

    def with_addresses(self) -> str:
        """With what its links lead to, and with code."""
        return _seen(self.raw, _CODE + _LINK)

    def as_written(self) -> str:
        """As a reader sees it."""
        return _seen(self.raw, _CODE + _QUOTE, gone="")

    def line_at(self, at: int, *, addresses: bool = False) -> int:
        """The line of a place in `text`, or in `with_addresses`."""
        seen = _CODE + _LINK if addresses else ""
        whole = self.with_addresses() if addresses else self.text
        left, line = sum(not letter.isspace() for letter in whole[:at]), self.line
        place = 0
        for found in [*_TAKEN.finditer(self.raw), None]:
            parts = [(self.raw[place : found.start() if found else len(self.raw)], True)]
            if found is not None:
                parts.append((found[2], found[1] in seen))
                place = found.end()
            for part, is_seen in parts:
                for letter in part:
                    if letter in f"\n{_LINE}":
                        line += 1
                    elif is_seen and not letter.isspace() and letter not in f"{_SPACE}{_BREAK}":
                        if not left:
                            return line
                        left -= 1
        return line


def sentences_of(markdown: str) -> Iterator[Sentence]:
    """Every sentence of the body, in order; headings, table cells and what a page says of itself are sentences too."""
    front = _FRONT.match(markdown)
    first = 0
    if front:
        for number, setting in enumerate(front[2].split("\n"), start=2):
            if found := _SEEN.match(setting):
                yield from _cut(_taken_addresses(found[1].strip("\"' ")), number, "")
        first = front[0].count("\n")
        markdown = markdown[front.end() :]
    section = ""
    quoted = 0
    heading = ""
    for token in _reader().parse(markdown):
        if token.type == "blockquote_open":
            quoted += 1
        elif token.type == "blockquote_close":
            quoted -= 1
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        if quoted or token.type not in ("inline", "html_block"):
            continue
        line = first + (token.map[0] + 1 if token.map else 1)
        if token.type == "html_block":
            section, texts = _of_page(token.content, section)
            for text, offset, under in texts:
                yield from _cut(_taken_addresses(text), line + offset, under)
            continue
        if heading in ("h1", "h2"):
            section = token.content.strip() if heading == "h2" else ""
        yield from _cut("".join(_pieces(token.children or ())), line, section)


def _pieces(children: list[Token] | tuple[()]) -> Iterator[str]:
    for child in children:
        if child.type in ("text", "text_special"):
            yield _taken_addresses(child.content)
        elif child.type == "softbreak":
            yield "\n"
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BLOCK.match(child.content)):
            yield f"{_BREAK}\n" if child.type == "hardbreak" else f"{_BREAK} "
        elif child.type == "link_open":
            yield _take(_LINK, str(child.attrs.get("href", "")))
        elif child.type in ("code_inline", "image"):
            yield GONE + (_take(_CODE, child.content) if child.type == "code_inline" else "")


def _of_page(page: str, section: str) -> tuple[str, list[tuple[str, int, str]]]:
    """The section after a piece of HTML, and its texts, each with the lines before it and the section that it is under."""
    shown = _HIDDEN.sub(lambda match: GONE + "\n" * match[0].count("\n"), page)
    texts: list[tuple[str, int, str]] = []
    at = 0
    for match in [*_HEADING.finditer(shown), None]:
        texts.append((shown[at : match.start() if match else len(shown)], shown.count("\n", 0, at), section))
        if match is not None:
            if match[1] in "12":
                section = _plain(match[2]).strip() if match[1] == "2" else ""
            texts.append((match[2], shown.count("\n", 0, match.start(2)), section))
            at = match.end()
    return section, [(_plain(text), lines, under) for text, lines, under in texts]


def _plain(page: str) -> str:
    return html.unescape(_TAG.sub("", _BLOCK.sub(f"{_BREAK} ", page)))


def _cut(text: str, line: int, section: str) -> Iterator[Sentence]:
    # Line breaks inside a paragraph are spaces; which line a sentence begins on is counted before they are.
    raw = _CITES.sub("", _SPOKEN.sub(lambda match: GONE + _take(_QUOTE, _seen(match[0], _CODE, gone="", lines=True)), text))
    at = 0
    for match in [*_END.finditer(raw), None]:
        end = match.start() if match is not None else len(raw)
        said = raw[at:end]
        if whole := _seen(said, ""):
            lead = len(said) - len(said.lstrip())
            yield Sentence(whole, line + sum(raw.count(mark, 0, at + lead) for mark in f"\n{_LINE}"), section, said.strip())
        at = match.end() if match is not None else end


def _taken_addresses(text: str) -> str:
    return _ADDRESS.sub(lambda match: GONE + _take(_CODE, match[0]), text)


def _take(kind: str, content: str) -> str:
    """What is taken out, between its marks."""
    kept = "".join(_LINE if letter == "\n" else _SPACE if letter.isspace() else letter for letter in content)
    return f"{kind}{kept.replace(_CLOSE, '').translate(_KEPT)}{_CLOSE}"


def _seen(raw: str, kinds: str, *, gone: str = GONE, lines: bool = False) -> str:
    """The text with what was taken out of these kinds, and without the others."""

    def content(match: re.Match[str]) -> str:
        if match[1] not in kinds:
            return match[2].count(_LINE) * "\n" if lines else ""
        said = match[2].translate(_GIVEN_BACK)
        return f" {said} " if match[1] == _LINK else said

    text = _TAKEN.sub(content, raw).replace(_BREAK, " ")
    if not gone:
        text = text.replace(GONE, "")
    return text if lines else " ".join(text.split())


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
