"""What pasted output shows: the one line of it that tells something."""

from __future__ import annotations

import re

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.text import PieceKind
from postmortem.timeline.talk_signs import LOG_FINE, LOG_TROUBLE

_PROMPT = re.compile(r"\s*(?:[$#%>]|\S{1,40}[@:]\S{0,40}[$#%>]|[A-Za-z]\w{1,20}(?:[\w.=():-]{0,20})[>#])\s")
_LONGEST = 120  # characters of a line


def shown_line(message: BlamelessMessage) -> str:
    """The telling line of what was pasted, in backticks, empty where nothing was: the first that tells of trouble, else the first
    that says that all is well, else the first that is no command."""
    lines = [
        line.strip()
        for kind, text, _ in message.pieces[:20]
        if kind is PieceKind.CODE_BLOCK
        for line in text[:8000].splitlines()[:50]
        if any(letter.isalnum() for letter in line)
    ]
    answers = [line for line in lines if not _PROMPT.match(line)] or lines
    telling = (next((one for one in answers if pattern.search(one[:_LONGEST])), "") for pattern in (LOG_TROUBLE, LOG_FINE))
    line = next(filter(None, telling), answers[0] if answers else "")
    line = " ".join(line.replace("`", "").split())
    if len(line) > _LONGEST:
        line = f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]} …"
    return f"`{line}`" if line else ""


def tells_much(shown: str) -> bool:
    """Whether a line of output tells of trouble, or that all is well."""
    return LOG_TROUBLE.search(shown) is not None or LOG_FINE.search(shown) is not None
