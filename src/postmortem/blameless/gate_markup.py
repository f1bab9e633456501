"""HTML, SVG and other pages as the gate reads them: text by blocks, every attribute, comments, scripts, styles."""

from __future__ import annotations

import base64
import binascii
import html.parser
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote_to_bytes

from postmortem.blameless.gate_units import Sort, Unit

# What a page begins with; and how much, with how many comments, may stand before it. Fixed lengths.
_PAGE = re.compile(rb"<(?:!doctype\s|\?xml\s|(?:html|svg|head|body)[\s>])", re.IGNORECASE)
_HEAD, _MOST_COMMENTS = 20_000, 3
# Fonts are called like people: Georgia. Bounded by the end of the declaration.
_FONTS = re.compile(r"font(?:-family)?\s{0,5}:[^;{}]{0,500}", re.IGNORECASE)
# Texts in a style sheet. Each begins and ends with its own sign.
_STYLE_TEXT = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
# A file inside an address. One class after a bounded head.
DATA_ADDRESS = re.compile(
    r"data:([a-z0-9.+-]{0,60}/[a-z0-9.+-]{0,60})?((?:;[^;,\s\"']{0,100}){0,5}),([^\s\"'<>)]*)", re.IGNORECASE
)
# A tag, for what no parser would finish. Bounded.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")

# A longer cell of a table is no part of a name.
_LONGEST_CELL = 60
# How much of a line before and after its end is looked at for a name that is broken there.
_REACH = 120

_CODE_TAGS = frozenset({"code", "pre", "kbd", "samp", "script", "style", "var", "tt"})
_PROSE_ATTRIBUTES = frozenset({"alt", "title", "content", "placeholder", "value", "label", "summary", "cite", "abbr", "srcdoc"})
# Tags that stand within a word or a sentence; every other one parts what is before from what is after.
_INLINE_TAGS = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby rb s samp small span
    strike strong sub sup time tspan tt u var wbr script style tref textpath
    """.split(),
)


def is_page(data: bytes) -> bool:
    """Whether the bytes begin as HTML, SVG or XML do, be it behind a comment."""
    head = data[:_HEAD].lstrip()
    for _ in range(_MOST_COMMENTS):
        if head.startswith(b"<!--"):
            head = head.partition(b"-->")[2].lstrip()
    return _PAGE.match(head) is not None


def page_units(text: str) -> Iterator[Unit]:
    """Every text of a page. What is no whole page is read line by line, without its tags."""
    reader = _Reader()
    if _is_readable(text):
        try:
            reader.feed(text)
            reader.close()
        except AssertionError:  # which html.parser raises at a declaration that is none
            reader.is_whole = False
        reader.end()
        yield from reader.units
        if reader.is_whole:
            return
    for number, line in enumerate(text.split("\n"), start=1):
        yield Unit(f"line {number}", line)
        if "<" in line:
            yield Unit(f"line {number}", _TAG.sub("", line))


def _is_readable(text: str) -> bool:
    """Far more beginnings than ends are no page, and would keep the parser busy for ever."""
    counts = {sign: text.count(sign) for sign in ("<", ">", "<!--", "-->", "<?", "<!", "<![", "]>", "<![CDATA[", "]]>")}
    counts["<!["] -= counts["<![CDATA["]
    pairs = (("<", ">"), ("<!--", "-->"), ("<?", ">"), ("<!", ">"), ("<![", "]>"), ("<![CDATA[", "]]>"))
    return all(counts[begin] <= 2 * counts[end] + 100 for begin, end in pairs)


class _Reader(html.parser.HTMLParser):
    """Collects the text of each block, with its code in backticks, and everything else that has words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self.is_whole = True
        self._block: list[str] = []
        self._code: list[str] = []
        self._row: list[str] | None = None
        self._before = ""  # how the line before ended
        self._line = self._code_line = 1
        self._inside: list[str] = []  # the tags of code that are open
        self._is_data = False
        self._tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)
        if tag in _CODE_TAGS:
            if not self._inside:
                self._code_line = self.getpos()[0]
                self._is_data = any(name == "type" and "json" in (value or "") for name, value in attrs)
            self._inside.append(tag)
        if tag == "br":
            self.end_block(goes_on=True)
        elif tag == "tr":
            self._row = []
        if "-" in tag and tag not in self._tags:
            self._tags.add(tag)
            self._add("tag", tag.replace("-", " "), Sort.PROSE)
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]
            if not self._inside:
                self._end_code(tag)
        self._edge(tag)
        if tag == "tr":
            self.units += row_units(f"line {self._line}", self._row or ())
            self._row = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._code.append(data)
            return
        if not self._block:
            self._line = self.getpos()[0]
        self._block.append(data)

    def handle_comment(self, data: str) -> None:
        self._add("comment", data, Sort.PROSE)
        if "<" in data:
            self._add("comment", _TAG.sub("", data), Sort.PROSE)

    def handle_decl(self, decl: str) -> None:
        self._add("declaration", decl, Sort.PROSE)

    def handle_pi(self, data: str) -> None:
        self._add("instruction", data, Sort.PROSE)

    def unknown_decl(self, data: str) -> None:
        self._add("declaration", _TAG.sub("", data.removeprefix("CDATA[")), Sort.PROSE)

    def end(self) -> None:
        """Nothing follows: what was left open ends here."""
        if self._inside:
            self._end_code(self._inside[0])
        self.end_block()

    def end_block(self, *, goes_on: bool = False) -> None:
        """The text gathered so far is one unit; where a tag stands within a word, the word is read in both ways.

        goes_on: the next block goes on with the sentence, in a line of its own.
        """
        block, place = "".join(self._block), f"line {self._line}"
        self._block.clear()
        joined = " ".join(block.replace("\0", "").split())
        if joined:
            self.units.append(Unit(place, joined))
            if self._before:
                self.units.append(Unit(place, f"{self._before} {joined[:_REACH]}", seam=len(self._before)))
            if self._row is not None:
                self._row.append(joined)
        if "\0" in block and (apart := " ".join(block.replace("\0", " ").split())) != joined:
            self.units.append(Unit(place, apart))
        self._before = joined[-_REACH:] if goes_on else ""

    def _edge(self, tag: str) -> None:
        """What a tag does to the words around it."""
        if self._inside:
            return
        if tag not in _INLINE_TAGS and tag != "br":
            self.end_block()
        elif self._block:
            self._block.append("\0")

    def _end_code(self, tag: str) -> None:
        code = "".join(self._code)
        self._code.clear()
        if tag == "style":
            self._style(f"line {self._code_line}, style", code)
            return
        for number, line in enumerate(code.split("\n"), start=self._code_line):
            if line.strip():
                self.units.append(Unit(f"line {number}", line, Sort.PROSE if self._is_data else Sort.CODE))
        if tag in _INLINE_TAGS and tag != "script":
            self._block.append(f"`{code.replace('`', ' ')}`")

    def _style(self, place: str, style: str) -> None:
        """A style sheet: its words are prose, the rest is code; fonts are neither."""
        style = _FONTS.sub("", style)
        self.units += [Unit(place, remark) for remark in _remarks(style)]
        self.units += [Unit(place, one or other) for one, other in _STYLE_TEXT.findall(style)]
        self.units += [Unit(place, line, Sort.CODE) for line in style.split("\n") if line.strip()]

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if "-" in name and name not in self._tags:
            self._tags.add(name)
            self._add("attribute", name.replace("-", " "), Sort.PROSE)
        place = f"line {self.getpos()[0]}, attribute {name} of {tag}"
        if name == "style":
            self._style(place, value)
        elif name == "srcdoc":
            self.units += [unit._replace(place=f"{place}, {unit.place}") for unit in page_units(value)]
        elif value:
            is_prose = name in _PROSE_ATTRIBUTES or name.startswith(("data-", "aria-"))
            self.units.append(Unit(place, value, Sort.PROSE if is_prose else Sort.CODE))

    def _add(self, sort: str, text: str, how: Sort) -> None:
        self.units.append(Unit(f"line {self.getpos()[0]}, {sort}", text, how))


def row_units(place: str, cells: Sequence[str]) -> Iterator[Unit]:
    """Neighbouring cells of a table as they read together: a name's words may have a cell each."""
    for one, other in pairwise(cells):
        if len(one) <= _LONGEST_CELL and len(other) <= _LONGEST_CELL:
            yield Unit(place, f"{one} | {other}", seam=len(one) + 1)


def _remarks(style: str) -> Iterator[str]:
    end = 0
    while (start := style.find("/*", end)) >= 0 and (end := style.find("*/", start + 2)) >= 0:
        yield style[start + 2 : end]


def data_in(match: re.Match[str]) -> bytes:
    """The bytes inside a data: address; none where it cannot be read."""
    body = unquote_to_bytes(match[3])
    if "base64" not in match[2].casefold():
        return body
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4), altchars=b"-_" if b"-" in body or b"_" in body else None)
    except (binascii.Error, ValueError):
        return b""
