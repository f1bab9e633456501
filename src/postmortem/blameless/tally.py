"""What was replaced while names were taken out: counted, and noted one by one for the audit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Replacement(NamedTuple):
    """One stretch that was replaced: by which layer, of what sort, by which label, in which message (its ts, "" elsewhere).

    `original` is what stood there: it goes nowhere but into the incident's private folder.
    """

    layer: str
    sort: str
    label: str
    ts: str
    original: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was done: replaced stretches by sort and one by one; and ambiguous words that nothing decided, by message ts.

    near: who writes in the thread of the message at hand; they are meant where two people share a name.
    pronouns: gendered pronouns that were left, because it is not certain how the sentence goes on: (pronoun, ts).
    """

    removed: Counter[str] = field(default_factory=Counter)
    replacements: list[Replacement] = field(default_factory=list)
    undecided: list[tuple[str, str]] = field(default_factory=list)
    pronouns: list[tuple[str, str]] = field(default_factory=list)
    near: frozenset[str] = frozenset()

    def note(self, sort: str, layer: str, label: str, ts: str, original: str) -> None:
        """Take a replacement in."""
        self.removed[sort] += 1
        self.replacements.append(Replacement(layer, sort, label, ts, original))
