"""Wording that blames, judges or looks from afterwards; and, in what a client reads, wording that is a risk.

Rules are tables (`blame.py`; for clients `admissions.py`, `certainty.py`, `risks.py`); whom a sentence speaks of is asked
first (`subjects.py`): a server that failed to start is a plain fact. What is quoted, code and addresses are not looked at
(`prose.py`). Flags are for people to look at (`checklist.py` makes a list of them): none of them found clears nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from postmortem.report.wording.blame import LEARNINGS, REPORT_RULES
from postmortem.report.wording.checklist import Entry, checklist
from postmortem.report.wording.flags import DPO, Flag, Kind, Rule, Subject
from postmortem.report.wording.prose import Sentence, sentences_of
from postmortem.report.wording.risks import RISK_RULES
from postmortem.report.wording.subjects import is_said_of

__all__ = ["DPO", "Entry", "Flag", "Kind", "Rule", "Subject", "checklist", "find_blame", "find_risks"]

# Sections that repeat what is elsewhere, or are tables of sources.
PASSED_OVER = frozenset({"evidence"})


def find_blame(markdown: str) -> tuple[Flag, ...]:
    """What in a report blames, judges or looks from afterwards, in its order. Markdown or plain text."""
    return tuple(_found(sentences_of(markdown), REPORT_RULES))


def find_risks(text: str) -> tuple[Flag, ...]:
    """What in a text for clients somebody senior should look at, in its order. Markdown or plain text.

    A checklist, never a clearance, and no legal advice.
    """
    return tuple(_found(sentences_of(text), RISK_RULES))


def _found(sentences: Iterable[Sentence], rules: Sequence[Rule]) -> Iterator[Flag]:
    for sentence in sentences:
        if sentence.section.strip().casefold() not in PASSED_OVER:
            found = [(at, flag) for addresses in (False, True) for at, flag in _in_sentence(sentence, rules, addresses=addresses)]
            yield from (flag for _, flag in sorted(found, key=lambda one: (one[1].line, one[0])))


def _in_sentence(sentence: Sentence, rules: Sequence[Rule], *, addresses: bool) -> Iterator[tuple[int, Flag]]:
    """What the rules that look at addresses, or the others, find in a sentence, each with its place in it."""
    text = sentence.with_addresses() if addresses else sentence.text
    looks_back = LEARNINGS.search(sentence.section) is not None
    taken: list[tuple[int, int]] = []
    for rule in rules:
        if rule.in_addresses is not addresses or (looks_back and not rule.in_learnings):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if any(start < to and at < end for at, to in taken):
                continue
            if rule.unless is not None and rule.unless.search(text):
                continue
            if not is_said_of(rule.subject, text, start, end):
                continue
            taken.append((start, end))
            yield (
                start,
                Flag(
                    kind=rule.kind,
                    line=sentence.line_at(start, addresses=addresses),
                    section=sentence.section,
                    text=match[0].strip(),
                    sentence=sentence.as_written(),
                    reason=rule.reason,
                    rewording=rule.rewording,
                    stops=rule.stops,
                    needs=rule.needs,
                    at_gate=rule.at_gate,
                    once=rule.once,
                ),
            )
