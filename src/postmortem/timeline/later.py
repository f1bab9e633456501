"""Sentences whose wording waits until it is known whether anybody will read them: of thousands that could be entries a few
dozen are.

Until then an entry's text is a sign that stands for the sentence; equal sentences of one role have equal signs.
"""

from __future__ import annotations

from dataclasses import replace

from postmortem.incident import Kind
from postmortem.timeline.model import Entry
from postmortem.timeline.wording import phrase

_SIGN = "\x00"


class Later:
    """The sentences that wait."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, str, Kind, frozenset[str], str]] = []
        self._signs: dict[tuple[str, str, Kind, frozenset[str], str], str] = {}

    def sign(self, text: str, *, role: str, kind: Kind, labels: frozenset[str], form: str) -> str:
        """What stands for the sentence; the arguments are those of `phrase`."""
        given = (text, role, kind, labels, form)
        known = self._signs.get(given)
        if known is None:
            known = self._signs[given] = f"{_SIGN}{len(self._waiting)}"
            self._waiting.append(given)
        return known

    def worded(self, entry: Entry) -> Entry:
        """The entry with its words; an entry that no words can be made of has an empty text."""
        if not entry.text.startswith(_SIGN):
            return entry
        text, role, kind, labels, form = self._waiting[int(entry.text[1:])]
        return replace(entry, text=phrase(text, role=role, kind=kind, labels=labels, form=form))

    def as_said(self, entry: Entry) -> Entry:
        """The entry with the sentence as it was said, for what only looks for words in it."""
        return replace(entry, text=self._waiting[int(entry.text[1:])][0]) if entry.text.startswith(_SIGN) else entry
