"""What is found in a report before it is final, and where in it something stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from postmortem.report.sections import LINE, MARKER, Section, split_sections

_LETTERS = re.compile(r"[^\w]+|_")
# How many letters tell one row from another.
_ENOUGH = 60


class Kind(StrEnum):
    """What sort of decision is asked for; also the word by which such findings are allowed."""

    UNFINISHED = "unfinished"
    IMPACT = "impact"
    OWNER = "owner"
    ACTIONS = "actions"
    TIMES = "times"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to decide. line: from 1, in the report's Markdown; section: its heading. text: what was found, and advice: what
    to do, each a sentence. stops: the report is not final before it is decided; else it is a remark."""

    kind: Kind
    line: int
    section: str
    text: str
    advice: str
    stops: bool = True


class Lines:
    """A report's lines, by which rows that were read back are found again."""

    def __init__(self, markdown: str) -> None:
        self.markdown = markdown
        self.sections = split_sections(markdown)
        self._lines = LINE.findall(markdown)
        self._folded = [_fold(line) for line in self._lines]
        self._starts: list[int] = []
        at = 1
        for section in self.sections:
            self._starts.append(at)
            at += len(LINE.findall(section.text))

    def start(self, section: Section | None) -> int:
        """The line of a section's heading; the first one where it has none."""
        for place, one in enumerate(self.sections):
            if one == section:
                return self._starts[place]
        if section is not None and section.heading:  # a heading of another level
            wanted = _fold(section.heading)
            return next((at for at, line in enumerate(self._folded, 1) if line == wanted), 1)
        return 1

    def find(self, section: Section | None, *said: str) -> int:
        """The line in a section on which one of these words stand, the first that is found; else that of its heading."""
        first = self.start(section)
        last = first + (len(LINE.findall(section.text)) if section is not None else len(self._lines))
        for words in said:
            wanted = _fold(words)[:_ENOUGH]
            if not wanted:
                continue
            places = range(first, min(last, len(self._lines) + 1))
            whole = next((at for at in places if self._folded[at - 1] == _fold(words)), 0)
            part = next((at for at in places if wanted in self._folded[at - 1]), 0)
            if whole or part:
                return whole or part
        return first

    def asks(self, line: int) -> bool:
        """Whether something is still asked for on a line."""
        return 1 <= line <= len(self._lines) and MARKER in self._lines[line - 1]

    def heading_at(self, line: int) -> str:
        """The heading of the section in which a line is."""
        found = ""
        for start, section in zip(self._starts, self.sections, strict=True):
            if start <= line:
                found = section.heading
        return found


def shortened(words: str, most: int = 80) -> str:
    """Words as they are quoted in a finding."""
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= most else f"{one_line[: most - 1].rstrip()}…"


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """As they stand in the report; what was found twice on a line, once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: (one.line, list(Kind).index(one.kind), one.text)))


def _fold(text: str) -> str:
    """The letters and digits alone, without Markdown's signs and numbers of sources."""
    return _LETTERS.sub("", re.sub(r"\[\d{1,6}\]", "", text)).casefold()
