"""Letters as the gate compares them: without accents, without what cannot be seen, and without the disguises of other scripts."""

from __future__ import annotations

import re
import unicodedata

# Accents that NFKD has taken apart, fillers, characters without width, marks of direction, variation selectors, tags, controls
# other than line ends and tabs. One class.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0300-\u036f\u0483-\u0489\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2800\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# The controls among them that are ASCII. One class.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Anything but ASCII and the typographic characters that our own documents are full of: only with these is there more to fold.
_TO_FOLD = re.compile("[^\x00-\x7f—–…“”‘’·•▶→×]")

# Letters that Unicode does not take apart, small capitals, and the many apostrophes and hyphens.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "SS", "ŧ": "t", "ĸ": "k"}
    | dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnoprstuvwyzag", strict=True))
    | dict.fromkeys("\u02bb\u02bc\u02bd\u02b9\u2018\u2019\u201b\u2032\ua78c\u055a", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63", "-"),
)

_HAS_LETTERS = re.compile(f"[{''.join(map(chr, _LETTERS))}]")

# Letters of other scripts that look like Latin ones: Cyrillic, Greek, Armenian, Cherokee.
_ALIKE = (
    ("аеорсухіјѕһԁԛԝӏѵкмт", "aeopcyxijshdqwlvkmt"),
    ("АВЕКМНОРСТУХІЈЅԚԜѴӀҮ", "ABEKMHOPCTYXIJSQWVIY"),
    ("αεικνορτυχγηωϲϳ", "aeikvoptuxynwcj"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("օսհոցյՕՏԼ", "ouhngjOSL"),
    ("ᎠᎢᎪᎫᎬᎳᎷᎻᏃᏢᏚᏞᏟᏦᏴ", "DTAJEWMHZPSLCKB"),
)
_LOOK_ALIKES = {ord(alike): latin for theirs, ours in _ALIKE for alike, latin in zip(theirs, ours, strict=True)}
_LOOKS_LATIN = re.compile(f"[{''.join(map(chr, _LOOK_ALIKES))}]")
# A word of any script. One class.
_WORD = re.compile(r"[^\W_]+")
# From this length on, a word of nothing but look-alike letters is read as Latin.
_SHORTEST_DISGUISE = 4


def plain(text: str) -> str:
    """Text without accents and invisible characters, its case kept."""
    if text.isascii():
        return text if text.isprintable() or not _CONTROLS.search(text) else _INVISIBLE.sub("", text)
    if _TO_FOLD.search(text) is None and not _CONTROLS.search(text):
        return text
    return _taken_apart(text)


def _taken_apart(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
    return text.translate(_LETTERS) if _HAS_LETTERS.search(text) else text


def fold(text: str) -> str:
    """Text as names are compared: plain, and without case."""
    return plain(text).casefold()


def undisguised(text: str) -> str | None:
    """Plain text with look-alike letters as the Latin ones, letter by letter, in words that mix scripts; None without such words.

    A word that holds Latin letters as well is no word of the other script. Nor, most likely, is a capitalised one of four
    letters and more all of which look Latin; beside a word that mixes scripts, even a shorter one.
    """
    if text.isascii() or not _LOOKS_LATIN.search(text):
        return None
    shortest = 1 if any(_is_mixed(word) for word in _WORD.findall(text)) else _SHORTEST_DISGUISE
    shown = _WORD.sub(lambda match: _undisguised_word(match[0], shortest), text)
    return shown if shown != text else None


def latin(text: str) -> str:
    """The text with every look-alike as the Latin letter, whatever the word: for looking for a name that is known to be Latin."""
    return text.translate(_LOOK_ALIKES) if not text.isascii() else text


def _is_mixed(word: str) -> bool:
    return _LOOKS_LATIN.search(word) is not None and any(letter.isascii() and letter.isalpha() for letter in word)


def _undisguised_word(word: str, shortest: int) -> str:
    latin = word.translate(_LOOK_ALIKES)
    is_whole = latin.isascii() and len(word) >= shortest and word[0].isupper()
    return latin if is_whole or _is_mixed(word) else word


def origins(original: str) -> list[int]:
    """For each letter of `plain(original)`, where that differs, its place in the original; at last the original's length."""
    return [*(place for place, letter in enumerate(original) for _ in _taken_apart(letter)), len(original)]


def composed(text: str) -> str:
    """Text without what cannot be seen and with every letter in one piece, for scripts in which accents are no ornament."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
