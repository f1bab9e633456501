"""Text folded for comparing: no case, no accents, nothing invisible; every letter knows where it stood."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

# Letters that no decomposition takes apart, and how people type them without the accent.
PLAIN_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h", "ŋ": "n", "’": "'", "‘": "'"}
# Letters of other scripts that look like Latin ones, for names that were disguised or mistyped with them.
LOOK_ALIKES = dict(zip("аеорсухіјѕӏԁɡοανκρτυι", "aeopcyxijsldgoavkptui", strict=True))


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
