# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Posts about an incident that put everything into one line, and those of tools that nobody told us of."""

from __future__ import annotations

import re

from postmortem.slack.wording import OFFICE, SEVERITY

# What stands between the parts of a line: "INC-88 Duplicate invoices · severity Critical · lead <@U>".
_BETWEEN = re.compile(r"\s+[·•|‖]\s+")
# A field without a colon, which only a part of such a line can be.
_BARE_FIELD = re.compile(
    rf"(?P<name>severity|status|(?:incident )?lead|{OFFICE}|reporter|reported by) (?!changed|is\b|was\b|from\b|to\b|set\b|moved\b|role\b)(?P<value>\S.*)",
    re.IGNORECASE,
)
_INCIDENT = re.compile(r"\bINC-?\d{1,7}\b|\bincident\b", re.IGNORECASE)
_CHANGE = re.compile(
    rf"\b(?:status|severity)\b[^.\n]{{0,40}}\b(?:to|is now|now)\b|\b(?:declared|resolved|closed|mitigated)\b|\bseverity {SEVERITY}\b", re.IGNORECASE
)
_OFFICE_NOW = re.compile(rf"\A(?:the |new )?{OFFICE}(?: role)? (?:is now|now)\b|\bas (?:the )?{OFFICE}\b|\bthe {OFFICE} role\b", re.IGNORECASE)


def in_parts(lines: list[str]) -> list[str]:
    """The lines, one that holds several parts as several lines, and fields among those parts with their colon."""
    parted: list[str] = []
    for line in lines:
        parts = _BETWEEN.split(line)
        if len(parts) == 1:
            parted.append(line)
            continue
        for part in parts:
            field = _BARE_FIELD.fullmatch(part)
            parted.append(f"{field['name']}: {field['value']}" if field else part)
    return [line for line in parted if line.strip()]


def is_of_incident(lines: list[str]) -> bool:
    """Whether a post of any tool tells how an incident is run: its state or severity changes, or who holds which office."""
    return any(_OFFICE_NOW.search(line) or (_INCIDENT.search(line) and _CHANGE.search(line)) for line in lines[:20])
