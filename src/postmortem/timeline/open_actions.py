"""The actions that were logged while the incident ran, and whether anybody said later what came of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from postmortem.timeline.model import Stated
from postmortem.timeline.reading import tokens_of

MOST = 30
# Words that two messages share without speaking of the same thing.
_COMMON = frozenset(
    (
        "with from into that this then them they their there what when where which while will would should could have been "
        "were your over under again both each more most other some such than very just check look find make tell test write "
        "read watch whether three please today tomorrow responder incident lead manager client contact party line second "
        "action"
    ).split()
)
# A day by which it is due: an action for afterwards.
_DUE = re.compile(r"\b(?:by|due|before|until) (?:\d|mon|tues|wednes|thurs|fri|next|the end|end of|tomorrow)", re.IGNORECASE)
_SHARE = 0.5  # of an action's words, by which a later message speaks of it


class OpenActions:
    """Hears actions when they are logged, and every later message."""

    def __init__(self) -> None:
        self._actions: list[Stated] = []
        self._words: list[frozenset[str]] = []
        self._of_word: dict[str, list[int]] = {}
        self._answered: set[int] = set()

    def log(self, action: Stated) -> None:
        """Takes in an action."""
        words = _content(tokens_of(action.text))
        if not words or len(self._actions) >= MOST or any(one.text == action.text for one in self._actions):
            return
        for word in words:
            self._of_word.setdefault(word, []).append(len(self._actions))
        self._actions.append(action)
        self._words.append(words)

    def finish(self, text: str) -> None:
        """Takes in that an action was completed."""
        self.hear(tokens_of(text), ts="")

    def hear(self, tokens: Sequence[str], *, ts: str) -> None:
        """Takes in what was said later: it answers an action half of whose words it shares."""
        if not self._of_word:
            return
        shared: dict[int, int] = {}
        for word in _content(tokens):
            for number in self._of_word.get(word, ()):
                shared[number] = shared.get(number, 0) + 1
        for number, count in shared.items():
            if ts not in self._actions[number].sources and count >= max(1, _SHARE * len(self._words[number])):
                self._answered.add(number)

    def left(self, *, before: datetime | None) -> tuple[Stated, ...]:
        """The actions of which nobody said what came of them: those of the incident itself, not what is due another day."""
        return tuple(
            one
            for number, one in enumerate(self._actions)
            if number not in self._answered and not _DUE.search(one.text) and (before is None or one.at <= before)
        )


def _content(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset(_stem(token) for token in tokens if len(token) > 3 and token not in _COMMON)


def _stem(word: str) -> str:
    """A word without the endings by which "ringing" and "rings" differ from "ring"."""
    for ending in ("'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
