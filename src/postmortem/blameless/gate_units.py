"""What the gate reads a file as: units, each one text with its place."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Sort(Enum):
    """How a text is to be read."""

    PROSE = "prose"
    CODE = "code"  # the whole of it is code, a link or an identifier
    BYTES = "bytes"  # readable bytes inside something that is no text, where a short word is chance
    UNREADABLE = "unreadable"  # it could not be looked into, so nobody can say what it holds


class Unit(NamedTuple):
    """One line, paragraph, property, attribute or name, and its place ("line 12"). What is code in prose stands in backticks.

    seam: where two lines were put together; only what goes over it is told, the rest was told before. 0: everything is told.
    """

    place: str
    text: str
    sort: Sort = Sort.PROSE
    seam: int = 0
