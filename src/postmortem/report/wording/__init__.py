"""Wording that blames, judges or looks from afterwards; and, in what a client reads, wording that is a risk.

Rules are tables (`blame.py`, `risks.py`); whom a sentence speaks of is asked first (`subjects.py`): a server that failed to
start is a plain fact. What is quoted, code and addresses are not looked at (`prose.py`). Flags are for people to look at: none
of them found clears nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from postmortem.report.wording.blame import LEARNINGS, REPORT_RULES
from postmortem.report.wording.flags import DPO, Flag, Kind, Rule, Subject
from postmortem.report.wording.prose import GONE, Sentence, sentences_of
from postmortem.report.wording.risks import RISK_RULES
from postmortem.report.wording.subjects import is_said_of

__all__ = ["DPO", "Flag", "Kind", "Rule", "Subject", "find_blame", "find_risks"]

# Sections that repeat what is elsewhere, or are tables of sources.
PASSED_OVER = frozenset({"evidence"})


def find_blame(markdown: str) -> tuple[Flag, ...]:
    """What in a report blames, judges or looks from afterwards, in its order. Markdown or plain text."""
    return tuple(_found(sentences_of(markdown), REPORT_RULES))


def find_risks(text: str) -> tuple[Flag, ...]:
    """What in a text for clients somebody senior should look at, in its order. Markdown or plain text.

    A checklist, never a clearance, and no legal advice.
    """
    return tuple(_found(sentences_of(text, addresses=True), RISK_RULES))


def _found(sentences: Iterable[Sentence], rules: Sequence[Rule]) -> Iterator[Flag]:
    for sentence in sentences:
        if sentence.section.strip().casefold() in PASSED_OVER:
            continue
        looks_back = LEARNINGS.search(sentence.section) is not None
        taken: list[tuple[int, int]] = []
        for rule in rules:
            if looks_back and not rule.in_learnings:
                continue
            for match in rule.pattern.finditer(sentence.text):
                start, end = match.span()
                if any(start < to and at < end for at, to in taken):
                    continue
                if rule.unless is not None and rule.unless.search(sentence.text):
                    continue
                if not is_said_of(rule.subject, sentence.text, start, end):
                    continue
                taken.append((start, end))
                yield Flag(
                    kind=rule.kind,
                    line=sentence.line,
                    section=sentence.section,
                    text=match[0].strip(),
                    sentence=sentence.text.replace(GONE, "…"),
                    reason=rule.reason,
                    rewording=rule.rewording,
                    stops=rule.stops,
                    needs=rule.needs,
                )
