"""How names change in Cyrillic and Greek, and the small words that are written onto them in Hebrew and Arabic.

The tables are rough on purpose: a form too many costs nothing in a chat in English, a form too few is a name left in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Folded letters: й is и, ё is е, final sigma is sigma.
_CYRILLIC = re.compile(r"[\u0430-\u045f\u0491]{3,40}")
_GREEK = re.compile(r"[\u03b1-\u03c9]{3,40}")
_JOINED_ON = re.compile(r"[\u05d0-\u05ea]{2,40}|[\u0621-\u064a]{2,40}")
# What a name ends with → what stands there in the other cases. The first that fits counts.
_CYRILLIC_ENDINGS = tuple(
    (ending, tuple(others.split()))
    for ending, others in (
        ("скии", "ского скому ским ском ская скои скую"),
        ("ская", "скои скую"),
        ("ая", "ои ую"),
        ("ия", "ии ию иеи"),
        ("а", "ы и е у ои ою еи"),
        ("я", "и е ю еи"),
        ("ь", "я ю ем е и"),
        ("и", "я ю ем е"),
        ("о", "а у ом ові"),
        ("", "а у ом ем е ы ым ові ову"),
    )
)
_GREEK_ENDINGS = (("οσ", ("ο", "ου", "ε")), ("ησ", ("η",)), ("ασ", ("α",)), ("α", ("ασ",)), ("η", ("ησ",)), ("ω", ("ωσ",)))
# Letters that are words and are written onto the next one: "and", "to", "in", "the", "like", "from", "that".
_BEFORE_HEBREW, _BEFORE_ARABIC = "ולבהכמש", "ولبفك"


def cases(word: str) -> Iterator[str]:
    """The other forms of a folded name in Cyrillic or Greek; of any other word none."""
    if word.isascii():
        return
    if _CYRILLIC.fullmatch(word):
        table: tuple[tuple[str, tuple[str, ...]], ...] = _CYRILLIC_ENDINGS
    elif _GREEK.fullmatch(word):
        table = _GREEK_ENDINGS
    else:
        return
    for ending, others in table:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            for other in others:
                yield word[: len(word) - len(ending)] + other
            return


def with_small_words(word: str) -> Iterator[str]:
    """A folded name in Hebrew or Arabic with a small word written onto it."""
    if not word.isascii() and _JOINED_ON.fullmatch(word):
        for letter in _BEFORE_HEBREW if word[0] < "\u0600" else _BEFORE_ARABIC:
            yield letter + word


def small_word_before(token: str) -> int:
    """How many letters at the beginning of a token may be a small word of Hebrew or Arabic."""
    return 1 if len(token) > 2 and token[0] in _BEFORE_HEBREW + _BEFORE_ARABIC else 0
