"""The words of a prose text with what stands around each: what the search for people nobody knows looks at."""

from __future__ import annotations

import re
from typing import NamedTuple

from postmortem.blameless.ambiguous import SENTENCE_END
from postmortem.blameless.fold import fold_text
from postmortem.blameless.neighbours import CALLS
from postmortem.blameless.standing import Standing, standing

# A word of prose: letters, with apostrophes inside ("O'Brien"); a hyphen parts words.
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# "I'm", "they've", "don't": no names, whatever stands before.
CONTRACTION = re.compile(r"'(?:m|d|t|ve|ll|re|all|em)$")


class ProseWord(NamedTuple):
    """A word as written and folded, where it stands (without 's), what it is, and whether it has a capital."""

    text: str
    folded: str
    start: int
    end: int
    standing: Standing
    is_capital: bool


def prose_words(text: str) -> list[ProseWord]:
    """The words of a text in order. A word in capitals throughout is ordinary unless it is a given name."""
    words = []
    for match in WORD.finditer(text):
        token = match.group()
        start, end = match.span()
        if len(token) > 3 and token[-2:].lower() in ("'s", "’s"):
            token, end = token[:-2], end - 2
        folded = fold_text(token)
        kind = Standing.ORDINARY if CONTRACTION.search(folded) else standing(folded)
        if token.isupper() and len(token) > 1 and kind is not Standing.GIVEN:
            kind = Standing.ORDINARY  # an acronym
        words.append(ProseWord(token, folded, start, end, kind, token[0].isupper()))
    return words


def previous_word(text: str, words: list[ProseWord], n: int) -> str:
    """The word before, folded, where only a space stands between; else ""."""
    if n == 0 or text[words[n - 1].end : words[n].start].strip(" @\u00a0") not in ("", "to"):
        return ""
    return words[n - 1].folded


def is_called(text: str, words: list[ProseWord], n: int) -> bool:
    """Whether what stands before is said to somebody or done to somebody: "thanks", "ping", "thanks to"."""
    previous = previous_word(text, words, n)
    return previous in CALLS or (previous == "to" and n > 1 and words[n - 2].folded in CALLS)


def follower(text: str, words: list[ProseWord], n: int) -> ProseWord | None:
    """The word after, where only a space stands between."""
    if n + 1 < len(words) and text[words[n].end : words[n + 1].start] == " ":
        return words[n + 1]
    return None


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at this place."""
    left = text[max(0, start - 24) : start].rstrip(" \t\u00a0")
    return not left or left[-1] in SENTENCE_END
