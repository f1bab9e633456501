"""Full names of which a roster has only the account, and which are in no list of names: found by the account's letters alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from postmortem.blameless.fold import fold_text
from postmortem.blameless.pattern_names import Found
from postmortem.blameless.pattern_words import ARTICLES, BEFORE_A_THING, THING_FOLLOWS
from postmortem.blameless.prose import WORD, ProseWord, follower, previous_word, prose_words
from postmortem.blameless.standing import Standing
from postmortem.blameless.technical import is_in_technical

# Fewer letters are two words by chance; and no part of a name that is found so is shorter.
SHORTEST, SHORTEST_PART = 7, 3


class WrittenApart:
    """Accounts whose letters are looked for as two words: "Zorblen Quixley" for zorblenquixley."""

    def __init__(self, accounts: Iterable[str]) -> None:
        self._whole = frozenset(letters for letters in accounts if len(letters) >= SHORTEST)
        cuts = range(SHORTEST_PART, max(map(len, self._whole), default=0) - SHORTEST_PART + 1)
        self._first = frozenset(letters[:cut] for letters in self._whole for cut in cuts if cut <= len(letters) - SHORTEST_PART)

    def find(self, text: str) -> Iterator[Found]:
        """Every such name in a prose text."""
        if not self._first:
            return
        folded = [fold_text(word).removesuffix("'s") for word in WORD.findall(text)]
        if not any(one in self._first and one + other in self._whole for one, other in pairwise(folded)):
            return
        words = prose_words(text)
        for n, (one, other) in enumerate(pairwise(words)):
            if one.folded + other.folded in self._whole and _are_name(text, words, n):
                yield Found(one.start, other.end, text[one.start : other.end], "account")


def _are_name(text: str, words: list[ProseWord], n: int) -> bool:
    """Whether two words read as a name: neither is an ordinary word or a thing, and nothing around makes a thing of them.

    Without capitals neither may be a word at all.
    """
    one, other = words[n], words[n + 1]
    least = Standing.WORD if one.is_capital and other.is_capital else Standing.UNKNOWN
    if text[one.end : other.start] not in (" ", "\u00a0") or min(one.standing, other.standing) < least:
        return False
    if one.text.isupper() or other.text.isupper():
        return False
    if is_in_technical(text, one.start, one.end) or is_in_technical(text, other.start, other.end):
        return False
    following = follower(text, words, n + 1)
    if following is not None and following.folded in THING_FOLLOWS:
        return False
    return previous_word(text, words, n) not in ARTICLES | BEFORE_A_THING
