"""What a tool's post, or a fixed phrase that a person wrote, states outright."""

from __future__ import annotations

from postmortem.incident import Statement
from postmortem.text import Pieces


def read_statements(pieces: Pieces, *, author: str = "", tool: str = "", is_bot: bool = False, is_topic: bool = False) -> tuple[Statement, ...]:
    return ()
