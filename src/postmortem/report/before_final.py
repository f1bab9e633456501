"""What people must decide before a report is final: what is not written yet.

Pure functions on the report's Markdown. Open comments, suggestions, names and blame are looked for elsewhere.
"""

from __future__ import annotations

import re

from postmortem.report.before_final_found import Finding, Kind, Lines
from postmortem.report.sections import LINE, find_markers

__all__ = ["Finding", "Kind", "find_undecided"]

_PLACEHOLDER = re.compile(r"^\W*to be completed in the review\b", re.IGNORECASE)
_ADVICE = "Answer it in its place and take out the ▶, or say that it is not known, and why."


def find_undecided(markdown: str) -> tuple[Finding, ...]:
    """Everything to decide, and remarks, in the report's order."""
    lines = Lines(markdown)
    text = LINE.findall(markdown)
    open_lines = {*find_markers(markdown), *(at for at, line in enumerate(text, 1) if _PLACEHOLDER.match(line))}
    return tuple(
        Finding(
            kind=Kind.UNFINISHED,
            line=at,
            section=lines.heading_at(at),
            text=f"A question is open: {' '.join(text[at - 1].split())[:160]}",
            advice=_ADVICE,
        )
        for at in sorted(open_lines)
    )
