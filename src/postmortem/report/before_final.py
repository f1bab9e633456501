"""What people must decide before a report is final: what is not written, what has no figure or owner, what contradicts itself.

Pure functions on the report's Markdown. Open comments, suggestions, names and blame are looked for elsewhere.
"""

from __future__ import annotations

from postmortem.report.before_final_actions import find_actions
from postmortem.report.before_final_contradictions import find_contradictions
from postmortem.report.before_final_found import Finding, Kind, Lines, in_order
from postmortem.report.before_final_impact import find_impact
from postmortem.report.before_final_times import find_wrong_times
from postmortem.report.before_final_unfinished import find_unfinished

__all__ = ["Finding", "Kind", "find_undecided"]


def find_undecided(markdown: str) -> tuple[Finding, ...]:
    """Everything to decide, and remarks, in the report's order."""
    lines = Lines(markdown)
    rules = (find_unfinished, find_impact, find_actions, find_wrong_times, find_contradictions)
    return in_order([found for rule in rules for found in rule(lines)])
