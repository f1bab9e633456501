"""Finds the channel's labels ("Responder 2") at the beginning of what was said."""

from __future__ import annotations

_WITHIN, _LONGEST = 8, 4  # words
_NONE: frozenset[str] = frozenset()


class LabelWords:
    """The labels of a channel, which may have thousands: looked for by their words."""

    def __init__(self, labels: frozenset[str]) -> None:
        self._labels = labels
        self._heads = frozenset(label.partition(" ")[0] for label in labels)

    def near(self, text: str) -> frozenset[str]:
        """The labels among the first words of a text."""
        words = text.split(maxsplit=_WITHIN + _LONGEST)[: _WITHIN + _LONGEST]
        if self._heads.isdisjoint(words):
            return _NONE
        found = set()
        for start in range(min(_WITHIN, len(words))):
            for end in range(start + 1, start + 1 + _LONGEST):
                if (label := " ".join(words[start:end]).rstrip(".,:;!?").removesuffix("'s")) in self._labels:
                    found.add(label)
        return frozenset(found)
