"""Text folded for comparing: no case, no accents, nothing invisible; every letter knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Letters that no decomposition takes apart, and how people type them without the accent.
PLAIN_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
    "’": "'",
    "‘": "'",
}
# Letters of other scripts that look like Latin ones, for names that were disguised or mistyped with them.
LOOK_ALIKES = dict(zip("аеорсухіјѕӏԁɡοανκρτυι", "aeopcyxijsldgoavkptui", strict=True))
# Everything but these needs the letter-by-letter fold: ASCII, and signs that are only themselves (dashes, quotes, emoji).
_NEEDS_FOLD = re.compile("[^\\x00-\\x7f\u2010-\u2015\u2018-\u201d\u2022\u2190-\u23ff\u2500-\u27bf\U0001f300-\U0001faff]")
_QUOTES = str.maketrans({"’": "'", "‘": "'"})


class Folded(NamedTuple):
    """`text` is folded; `starts[i]` is where its i-th letter began in the original, with the original's length at the end.

    `starts` is None where every letter stands where it stood.
    """

    text: str
    starts: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text stands for."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end]


def fold(text: str) -> Folded:
    """The text folded for comparing, in linear time."""
    if text.isascii():
        return Folded(text.lower(), None)
    if not _NEEDS_FOLD.search(text):
        return Folded(text.lower().translate(_QUOTES), None)
    letters: list[str] = []
    starts: list[int] = []
    for at, letter in enumerate(text):
        for plain in _fold_letter(letter):
            letters.append(plain)
            starts.append(at)
    starts.append(len(text))
    return Folded(_latin_words("".join(letters)), starts)


def fold_text(text: str) -> str:
    """Only the folded text."""
    return fold(text).text


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter < "\x80":
        return letter.lower()
    kept = []
    for part in unicodedata.normalize("NFKD", letter.casefold()):
        # Combining marks, and what cannot be seen: zero-width letters, soft hyphens, direction marks.
        if unicodedata.category(part) in ("Mn", "Cf"):
            continue
        kept.append(PLAIN_LETTERS.get(part, part))
    return "".join(kept)


def _latin_words(text: str) -> str:
    """Look-alike letters of other scripts become Latin where they stand among Latin letters."""
    if not any(letter in LOOK_ALIKES for letter in text):
        return text
    out = []
    for word in text.split(" "):
        mixed = any("a" <= letter <= "z" for letter in word) and any(letter in LOOK_ALIKES for letter in word)
        out.append("".join(LOOK_ALIKES.get(letter, letter) for letter in word) if mixed else word)
    return " ".join(out)
