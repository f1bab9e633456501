"""The words by which people run an incident, misspelt by a slip of one letter: "incidnet", "serverity"."""

from __future__ import annotations

import re
from collections.abc import Iterator

# In these a letter may also be left out or doubled, or one vowel stand for another; in the rest two letters are swapped:
# "loading" is no slip of "leading".
_FAR_FROM_OTHERS = ("incident", "incidents", "severity", "critical", "trivial", "declaring", "declared", "communications")
_NEAR_OTHERS = ("major", "minor", "comms", "commander", "declare", "leading", "handing", "scribe")
_KNOWN = {"serverity": "severity", "coms": "comms", "commms": "comms", "insident": "incident", "inicdent": "incident"}
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def _slips(word: str) -> Iterator[str]:
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    if word in _FAR_FROM_OTHERS:
        inner = range(1, len(word) - 1)
        yield from (word[:i] + word[i + 1 :] for i in inner)
        yield from (word[: i + 1] + word[i:] for i in inner)
        yield from (word[:i] + vowel + word[i + 1 :] for i in inner if word[i] in "aeiou" for vowel in "aeiou")


_RIGHT = {slip: word for word in _FAR_FROM_OTHERS + _NEAR_OTHERS for slip in _slips(word) if slip != word} | _KNOWN


# As they stand between blanks: every message is looked at, and splitting at blanks is the quickest look.
_AS_WRITTEN = frozenset(slip + mark for slip in _RIGHT for mark in ("", ".", ",", ":", ";", "!", "?", ")"))


def holds_misspelt(lower: str) -> bool:
    """Whether a text in lower case holds one of the misspelt words."""
    return not _AS_WRITTEN.isdisjoint(lower.split())


def respelt(text: str) -> str:
    """The text with these words spelt right, in lower case; all else is as it was."""
    return _WORD.sub(lambda found: _RIGHT.get(found[0].lower(), found[0]), text)
