"""The flags of a text as the list that a checker reads: one entry for one decision, with all the places that it is about.

What is the same decision wherever it stands, because somebody else has to word it or it has to go, is one entry for the whole
text; anything else is one entry a sentence, and a sentence that stands at several places is told once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from postmortem.report.wording.flags import Flag, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to decide. words: as they stand there, without repeats, each with its lines and with the sections of those lines;
    sentence: around the first; needs: who has to look as well, empty for nobody besides the checker."""

    kind: Kind
    words: tuple[tuple[str, tuple[int, ...]], ...]
    sections: tuple[str, ...]
    sentence: str
    reason: str
    rewording: str
    needs: str

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of all its words, in order."""
        return tuple(sorted({line for _, lines in self.words for line in lines}))


def checklist(flags: Iterable[Flag]) -> tuple[Entry, ...]:
    """The entries, in the order of their first places."""
    gathered: dict[tuple[str, ...], list[Flag]] = {}
    for flag in flags:
        where = "" if flag.once else flag.sentence.casefold()
        gathered.setdefault((flag.kind.value, flag.reason, where), []).append(flag)
    entries = [_entry(group) for group in gathered.values()]
    return tuple(sorted(entries, key=lambda entry: entry.lines[0]))


def _entry(group: list[Flag]) -> Entry:
    lines: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    for flag in group:
        word = flag.text.casefold()
        shown.setdefault(word, flag.text)
        if flag.line not in lines.setdefault(word, []):
            lines[word].append(flag.line)
    first = group[0]
    return Entry(
        kind=first.kind,
        words=tuple((shown[word], tuple(places)) for word, places in lines.items()),
        sections=tuple(dict.fromkeys(flag.section for flag in group)),
        sentence=first.sentence,
        reason=first.reason,
        rewording=first.rewording,
        needs=first.needs,
    )
