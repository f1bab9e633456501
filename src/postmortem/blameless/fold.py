"""Text folded for comparing: no case, no accents, nothing invisible; every letter knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Letters that no decomposition takes apart, and how people type them without the accent; and what is typed for an apostrophe
# or a hyphen.
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
    "‛": "'",
    "ʼ": "'",
    "ʻ": "'",
    "ʹ": "'",
    "´": "'",
    "′": "'",
    "\u2010": "-",
    "\u2011": "-",
    # Small capitals, as they are pasted for fun.
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    # White letters on dark circles and squares.
    **{chr(first + n): chr(ord("a") + n) for first in (0x1F150, 0x1F170) for n in range(26)},
}
# Letters of Cyrillic and Greek that look like Latin ones, for names that were disguised or mistyped with them. The last ones look
# so only as capitals.
_CYRILLIC = dict(zip("аеорсухіјѕӏԁвкмнт", "aeopcyxijsldbkmht", strict=True))
_GREEK = dict(zip("οανκρτυιεβηζμχ", "oavkptuiebhzmx", strict=True))
LOOK_ALIKES = {**_CYRILLIC, **_GREEK, "ɡ": "g"}
# The other way: Latin letters in a word that has letters of its own in Cyrillic or in Greek.
_TO_CYRILLIC = {latin: letter for letter, latin in _CYRILLIC.items()}
_TO_GREEK = {latin: letter for letter, latin in _GREEK.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC_ONLY, _GREEK_ONLY = (
    re.compile("[a-z]"),
    re.compile(f"(?![{''.join(_CYRILLIC)}])[\u0400-\u052f]"),
    re.compile(f"(?![{''.join(_GREEK)}])[\u0370-\u03ff]"),
)
# Everything but these needs the letter-by-letter fold: ASCII, and signs that stand for one other at most (dashes, quotes, emoji).
_NEEDS_FOLD = re.compile("[^\\x00-\\x7f\u2010-\u2015\u2018-\u201d\u2022\u2190-\u23ff\u2500-\u27bf\U0001f300-\U0001faff]")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "‛": "'", "\u2010": "-", "\u2011": "-"})
# A grave accent typed for an apostrophe: "Dagny`s", "O`Brien".
_GRAVE = re.compile(r"(?<=[a-z])`(?=s\b)|(?<=\b[odl])`(?=[a-z])")


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
        return Folded(_GRAVE.sub("'", text.lower()) if "`" in text else text.lower(), None)
    if not _NEEDS_FOLD.search(text):
        return Folded(_GRAVE.sub("'", text.lower().translate(_SIGNS)), None)
    letters: list[str] = []
    starts: list[int] = []
    for at, letter in enumerate(text):
        for plain in _fold_letter(letter):
            letters.append(plain)
            starts.append(at)
    starts.append(len(text))
    return Folded(_one_script(_GRAVE.sub("'", "".join(letters))), starts)


def fold_text(text: str) -> str:
    """Only the folded text."""
    return fold(text).text


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter < "\x80":
        return letter.lower()
    if letter in PLAIN_LETTERS:
        return PLAIN_LETTERS[letter]
    kept = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold()):
        # Combining marks, and what cannot be seen: zero-width letters, soft hyphens, direction marks.
        if unicodedata.category(part) in ("Mn", "Mc", "Me", "Cf"):
            continue
        kept.append(PLAIN_LETTERS.get(part, part))
    return "".join(kept)


def _one_script(text: str) -> str:
    """A word of letters of two scripts that look alike becomes a word of the script that it has letters of its own in."""
    if LOOK_ALIKES.keys().isdisjoint(text):
        return text
    return _WORD.sub(lambda match: _word_in_one_script(match.group()), text)


def _word_in_one_script(word: str) -> str:
    if not _LATIN.search(word):
        return word
    if _CYRILLIC_ONLY.search(word):
        table = _TO_CYRILLIC
    elif _GREEK_ONLY.search(word):
        table = _TO_GREEK
    else:
        table = LOOK_ALIKES
    return "".join([table.get(letter, letter) for letter in word])
