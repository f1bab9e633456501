"""Which texts are worth a closer look for people whom the roster does not know: most are not, and looking costs time."""

from __future__ import annotations

import re
from collections.abc import Callable

from postmortem.blameless.fold import fold_text
from postmortem.blameless.neighbours import CALLS, TITLES
from postmortem.blameless.pattern_names import PRONOUN
from postmortem.blameless.pattern_words import RELATIONS
from postmortem.blameless.patterns import AT_HANDLE, ON_A_SITE
from postmortem.blameless.prose import WORD
from postmortem.blameless.standing import Standing, is_common_given_name, standing

# What is said to somebody, before a name in lower case.
CALL = re.compile(rf"\b(?:{'|'.join(sorted(CALLS))})\b", re.IGNORECASE)
# What somebody is to somebody, before a word with a capital.
RELATION = re.compile(rf"\b(?:{'|'.join(sorted(RELATIONS))}) [A-Z]")


class Lookout(dict[str, int]):
    """Token → whether it makes a text worth a closer look: 0 no, 1 yes, 2 where a pronoun speaks of somebody, 3 where it stands
    beside what somebody is to somebody ("my brother"), 4 where somebody is called.

    `knows` tells whether the roster has a folded word, `knows_name` whether it has a whole name as written: what it has, it
    finds by itself.
    """

    def __init__(self, knows: Callable[[str], bool], knows_name: Callable[[str], bool]) -> None:
        super().__init__()
        self.knows = knows
        self.knows_name = knows_name

    def __missing__(self, token: str) -> int:
        if len(self) > 200_000:
            self.clear()
        self[token] = worth = self._worth(token)
        return worth

    def worth(self, text: str) -> bool:
        """Whether the text can hold somebody's name."""
        doubtful = word = small = False
        for token in WORD.findall(text):
            worth = self[token]
            if worth == 1:
                return True
            doubtful = doubtful or worth == 2
            word = word or worth == 3
            small = small or worth == 4
        if small and CALL.search(text) is not None:
            return True
        if word and RELATION.search(text) is not None:
            return True
        if " on " in text and ON_A_SITE.search(text) is not None:
            return True
        return ("@" in text and AT_HANDLE.search(text) is not None) or (doubtful and PRONOUN.search(text) is not None)

    def _worth(self, token: str) -> int:
        folded = fold_text(token)
        if folded in TITLES or token.endswith(("-by", "uthor")):
            return 1
        folded = folded.removesuffix("'s")
        if len(folded) < 2 or (token.isupper() and len(token) > 1):
            return 0
        kind = standing(folded)
        if kind is Standing.WORD and token[0].isupper():
            return 3
        if kind < Standing.UNKNOWN:
            return 0
        if kind is Standing.SURNAME and token[0].islower() and len(folded) > 3 and not self.knows(folded):
            return 4
        if not token[0].isupper():
            return 1 if is_common_given_name(folded) and not self.knows(folded) else 2
        return 0 if self.knows(folded) else 1
