"""What a senior person must look at in a client's version: a checklist with place, reason and rewording, never a clearance."""

from __future__ import annotations

from dataclasses import dataclass

from postmortem.report.wording import DPO, find_risks

NO_CLEARANCE = (
    "These are hints for whoever checks, and no legal advice: what is not flagged may be risky all the same, and what is flagged "
    "may be right to say."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """One hint. place: "line 12". needs_data_protection: a second role has to look at it."""

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
    """Every hint for a text, in its order."""
    return tuple(
        Flagged(
            kind=risk.kind.value,
            place=f"line {risk.line}",
            text=risk.text,
            reason=risk.reason,
            rewording=risk.rewording,
            needs_data_protection=risk.needs == DPO,
        )
        for risk in find_risks(text)
    )
