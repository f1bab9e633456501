"""What a senior person must look at in a client's version: a checklist with place, reason and rewording, never a clearance."""

from __future__ import annotations

from dataclasses import dataclass

from postmortem.report.wording import DPO, checklist, find_risks

NO_CLEARANCE = (
    "These are hints for whoever checks, and no legal advice: what is not flagged may be risky all the same, and what is flagged "
    "may be right to say."
)
MOST_LINES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """One hint. place: "line 12", or several lines. needs_data_protection: a second role has to look at it."""

    kind: str
    place: str
    text: str
    reason: str
    rewording: str
    needs_data_protection: bool = False

    def lines(self) -> tuple[str, ...]:
        """How it is told."""
        said = f"{self.place}, {self.kind}: “{self.text}” – {self.reason}"
        return (said, f"    consider: {self.rewording}") if self.rewording else (said,)


def find_flags(text: str) -> tuple[Flagged, ...]:
    """Every hint for a text, in its order: one for one decision."""
    return tuple(
        Flagged(
            kind=entry.kind.value,
            place=in_lines(entry.lines),
            text="”, “".join(word for word, _ in entry.words),
            reason=entry.reason,
            rewording=entry.rewording,
            needs_data_protection=entry.needs == DPO,
        )
        for entry in checklist(find_risks(text))
    )


def in_lines(lines: tuple[int, ...]) -> str:
    """ "line 12", "lines 3, 8 and 12", or "line 3 and 20 more" where nobody would read them all."""
    if len(lines) > MOST_LINES:
        return f"line {lines[0]} and {len(lines) - 1} more"
    *before, last = (str(line) for line in lines)
    return f"lines {', '.join(before)} and {last}" if before else f"line {last}"
