"""The other ways in which a text can be read: with its entities, escapes and percent signs decoded, or without its formatting.

Each view knows which stretch of the original any stretch of it stands for, so that what is found is told as it stands there.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

# A character written as an entity. Bounded.
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
# What links, programs and pages put for a character: %20 (also %2520), \u0041, \u{41}, \x41, \n, entities. Each part is bounded
# or a possessive run of a fixed shape.
_ENCODED = re.compile(
    r"(?:%(?:25)?[0-9A-Fa-f]{2})++|\\u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\[nrt]|"
    + _ENTITY.pattern
)
# A percent sign that is itself encoded.
_TWICE = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
# Formatting, in Markdown and HTML: emphasis, tags, comments, the target and the brackets of a link. Bounded, or runs of a class.
_FORMATTING = re.compile(
    r"[*~`]++|</?[A-Za-z][^<>]{0,300}>|<!--[^<>]{0,300}-->|\]\([^()\s]{0,2000}\)|\]\[[^\[\]]{0,200}\]|[\[\]]++"
)
# Where it can part a word, or stand between two: the signs within a word, a tag, a link. Possessive, so linear.
_PARTS_WORDS = re.compile(r"[*~`\[\]](?<=\w.)[*~`\[\]]*+(?=\w)|<[A-Za-z/!]|\][(\[]")
_SIGNS = "*~`<["
_SURROGATES = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_BREAKS = dict.fromkeys("nrtbf", " ")


class View(NamedTuple):
    """A text as it may be read. changes: (start, end, start in the original, end in the original) of what was decoded.

    only_changed: only what holds something decoded is told from this view; the rest is told from another.
    """

    text: str
    is_code: bool
    changes: tuple[tuple[int, int, int, int], ...] = ()
    only_changed: bool = False

    def stretch_of(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the view stands in the original."""
        return self._place(start, 2), self._place(end - 1, 3) + 1

    def is_changed(self, start: int, end: int) -> bool:
        """Whether anything within the stretch was decoded."""
        begin, stop = self.stretch_of(start, end)
        return stop - begin != end - start

    def _place(self, at: int, side: int) -> int:
        """Where the letter stands in the original: its first (side 2) or last (side 3) character."""
        known = bisect_right(self.changes, at, key=lambda change: change[0]) - 1
        if known < 0:
            return at
        start, end, *place = self.changes[known]
        if start <= at < end:
            return place[0] if side == 2 else place[1] - 1
        return place[1] + at - end


def views(text: str, *, is_code: bool) -> Iterator[View]:
    """The text as it stands, and every other way to read it."""
    yield View(text, is_code)
    if "&" in text and _ENTITY.search(text):
        yield _decoded(text, _ENTITY, lambda match: html.unescape(match[0]), is_code=is_code)
    if ("%" in text or "\\" in text) and _ENCODED.search(text):
        yield _decoded(text, _ENCODED, _letters_of, is_code=True)
    if not is_code and any(sign in text for sign in _SIGNS) and (not text.isascii() or _PARTS_WORDS.search(text)):
        yield _decoded(text, _FORMATTING, lambda match: "", is_code=False)._replace(only_changed=True)


def _decoded(text: str, pattern: re.Pattern[str], letters: Callable[[re.Match[str]], str], *, is_code: bool) -> View:
    out: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        decoded = letters(match)
        out += (text[at:start], decoded)
        length += start - at
        changes.append((length, length + len(decoded), start, end))
        length += len(decoded)
        at = end
    out.append(text[at:])
    return View("".join(out), is_code, tuple(changes))


def _letters_of(match: re.Match[str]) -> str:
    """What one encoded stretch stands for; breaks become spaces."""
    code = match[0]
    if code[0] == "%":
        try:
            return unquote(_TWICE.sub("%", code), errors="strict")
        except UnicodeDecodeError:
            return unquote(_TWICE.sub("%", code), encoding="latin-1")
    if code[0] == "&":
        return html.unescape(code)
    return unescaped(code)


def unescaped(escape: str) -> str:
    """What an escape of a string stands for, its backslash included; breaks become spaces, so that a line stays one."""
    if escape[1] in "uxU" and len(escape) > 2:
        digits = escape[2:].strip("{}")
        if "\\u" in digits:  # a character in two halves
            return joined_halves("".join(chr(int(half, 16)) for half in digits.split("\\u")))
        number = int(digits, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _BREAKS.get(escape[1], escape[1])


def joined_halves(text: str) -> str:
    """The text with every pair of surrogates as the one character that it stands for."""
    return _SURROGATES.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
