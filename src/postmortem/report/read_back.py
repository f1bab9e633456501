"""What a report says, read back out of its Markdown after people had it: the timeline, the actions, the impact, the key facts.

People rename headings, move and add columns, merge cells, make lists of tables and write times their own way. All of that is
read; what is no row comes back as a remark, in its place, and nothing is left out without a word. Numbers of sources, footnote
marks and Markdown's escapes are taken away; questions that are still open (▶) count as nothing said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from postmortem.incident import Impact
from postmortem.report.read_back_actions import read_actions
from postmortem.report.read_back_columns import FACT_COLUMNS, IMPACT_COLUMNS, assign_columns, cell_of, left_over
from postmortem.report.read_back_parts import Grid, Line, read_parts, sections_of_any_level
from postmortem.report.read_back_timeline import ReadEntry, read_timeline
from postmortem.report.sections import Section, split_sections

__all__ = ["ReadEntry", "find_section", "read_actions", "read_facts", "read_impact", "read_timeline", "read_words"]

# The sections that a report has, each by the headings that it goes by.
OVERVIEW = ("Overview", "Summary", "What happened")
IMPACT = ("Impact", "What users saw", "Who was affected")
TIMELINE = ("Timeline", "Timeline of events", "Chronology")
ACTIONS = ("Agreed actions", "Proposed actions", "Actions", "Action items", "Follow-up actions", "Next steps")
FACTS = ("Key facts", "Facts", "At a glance")

# How alike two headings are to be one that somebody reworded, from 0 to 1.
ALIKE = 0.8
# "Severity: Major". One label, bounded.
_LABELLED = re.compile(r"([^\W\d_][\w /'’()-]{0,60}?)\s*[:：]\s+(.+)", re.DOTALL)
_NOT_WORDS = re.compile(r"[^\w]+")


def find_section(markdown: str, *names: str) -> Section | None:
    """The section that goes by one of the names: under that heading, one that holds it, or one that is nearly it.

    Earlier names win. A heading of another level than `##` counts where no `##` heading does. None where there is none.
    """
    for sections in (split(markdown) for split in (split_sections, sections_of_any_level)):
        found = _nearest([section for section in sections if section.key], names)
        if found is not None:
            return found
    return None


def read_impact(section: Section | None) -> tuple[Impact, ...]:
    """The rows of the impact; a sentence that stands by itself is a row without a figure."""
    rows: list[Impact] = []
    for part in read_parts(section):
        if isinstance(part, Line):
            if part.sort == "heading":
                continue
            labelled = _LABELLED.fullmatch(part.words) if part.sort == "item" else None
            said = (labelled[1], labelled[2]) if labelled else (part.words, "")
            rows.append(Impact(what=said[0], figure=said[1], note="; ".join(part.details)))
            continue
        columns = assign_columns(part, IMPACT_COLUMNS)
        for row in part.rows:
            what, figure, note = (cell_of(row, columns.get(name)) for name in ("what", "figure", "note"))
            more = left_over(part, row, columns)
            if what or figure or note or more:
                note = "; ".join([*([note] if note else []), *(f"{label}: {text}" if label else text for label, text in more)])
                rows.append(Impact(what=what or figure, figure=figure if what else "", note=note))
    return tuple(rows)


def read_facts(section: Section | None) -> dict[str, str]:
    """Label → what is known of it, in the section's order; labels as they are written. What has no label stands under ""."""
    facts: dict[str, str] = {}
    for part in read_parts(section):
        if isinstance(part, Grid):
            columns = assign_columns(part, FACT_COLUMNS)
            for row in part.rows:
                label = cell_of(row, columns.get("label"))
                told = [cell.words for at, cell in enumerate(row) if at != columns.get("label") and cell.words]
                _add_fact(facts, label if told else "", "; ".join(told) or label)
        elif part.sort != "heading":
            for words in [part.words, *part.details]:
                labelled = _LABELLED.fullmatch(words)
                _add_fact(facts, labelled[1] if labelled else "", labelled[2] if labelled else words)
    return facts


def read_words(section: Section | None) -> tuple[str, ...]:
    """Every paragraph and item of a section as plain text, rows of tables with their cells joined."""
    out: list[str] = []
    for part in read_parts(section):
        if isinstance(part, Grid):
            out += ["; ".join(cell.words for cell in row if cell.words) for row in part.rows]
        else:
            out += [part.words, *part.details]
    return tuple(words for words in out if words)


def _nearest(sections: Sequence[Section], names: Iterable[str]) -> Section | None:
    keys = [" ".join(name.casefold().split()) for name in names]
    for key in keys:
        for section in sections:
            if section.key == key:
                return section
    for key in keys:
        inside = [section for section in sections if f" {key} " in f" {_NOT_WORDS.sub(' ', section.key)} "]
        if inside:
            return min(inside, key=lambda section: len(section.key))
    scored = [(SequenceMatcher(None, key, section.key, autojunk=False).ratio(), section) for key in keys for section in sections]
    score, best = max(scored, key=lambda one: one[0], default=(0.0, None))
    return best if score >= ALIKE else None


def _add_fact(facts: dict[str, str], label: str, told: str) -> None:
    if told:
        facts[label] = f"{facts[label]}; {told}" if label in facts else told
