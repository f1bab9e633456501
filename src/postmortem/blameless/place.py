"""A word and what stands around it, as the rules for ambiguous words look at it."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from postmortem.blameless.neighbours import CALLS

# A word with its apostrophe; what stands between two words is looked at separately.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# What ends a sentence before a word; a line's start counts too.
SENTENCE_END = frozenset('.!?:;\n•*>–—("“|')
# Two words after which somebody is spoken to.
PRAISE = frozenset(
    {("thank", "you"), ("well", "done"), ("nice", "one"), ("good", "one")}
    | {
        (how, what)
        for how in ("good", "nice", "great", "top")
        for what in ("job", "work", "spot", "catch", "shout", "call", "find")
    }
)


class Verdict(Enum):
    """Is it a name here?"""

    NAME = "name"
    WORD = "word"
    UNDECIDED = "undecided"


class Place(NamedTuple):
    """A word and its neighbours, in lower case; a neighbour beyond a sentence's end or a bracket is "".

    earlier is the word before the previous one; before and after are the nearest 48 letters as written.
    """

    word: str
    earlier: str
    previous: str
    before: str
    after: str
    following: str
    second: str
    opens: bool
    is_capital: bool
    possessive: bool
    next_is_capital: bool

    @property
    def is_called(self) -> bool:
        """Somebody is spoken to or written to: "thanks", "thank you", "ping", "thanks to"."""
        if self.previous in CALLS or (self.earlier, self.previous) in PRAISE:
            return True
        return self.previous == "to" and self.earlier in ("thanks", "thx", "kudos", "cheers", "props", "ty")

    @property
    def is_addressed(self) -> bool:
        """The sentence ends with the word, after a comma: "who is on, Grace?"."""
        return self.before.rstrip(" ").endswith(",") and self.after.lstrip(" ")[:1] in ("", "?", "!", ".")


def place_at(text: str, start: int, end: int) -> Place:
    """The word at [start, end) and its neighbours."""
    before, after = text[max(0, start - 48) : start], text[end : end + 48]
    possessive = after[:2].lower() in ("'s", "’s") and not after[2:3].isalpha()
    left = before.rstrip(" \t")
    opens = not left or left[-1] in SENTENCE_END
    words = WORD.findall(before)
    cut = opens or not words or left[-1:] in ",)"
    previous = "" if cut else words[-1]
    earlier = words[-2] if not cut and len(words) > 1 else ""
    following = _words_after(after[2:] if possessive else after)
    return Place(
        word=text[start:end].lower(),
        earlier=earlier.lower().replace("’", "'"),
        previous=previous.lower().replace("’", "'"),
        before=before,
        after=after,
        following=following[0].lower().replace("’", "'"),
        second=following[1].lower().replace("’", "'"),
        opens=opens,
        is_capital=text[start : start + 1].isupper(),
        possessive=possessive,
        next_is_capital=following[0][:1].isupper(),
    )


def _words_after(after: str) -> tuple[str, str]:
    """The next two words of the same sentence; a comma may stand before the first."""
    found: list[str] = []
    at = 0
    for match in WORD.finditer(after):
        gap = after[at : match.start()].strip(" \t")
        if gap and not (gap == "," and not found):
            break
        found.append(match.group())
        at = match.end()
        if len(found) == 2:
            break
    first, second, *_ = (*found, "", "")
    return first, second
