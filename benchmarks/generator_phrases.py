"""The words of which `generator.py` makes chats: phrasings of facts, and chatter, from the tables in `generator_words/`.

Half of the phrasings are held back (`is_held_back`): rules were mended by the other half first, and tried on this one at the end.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_WORDS = Path(__file__).parent / "generator_words"


class Phrasing(NamedTuple):
    """Words for a fact, and the further facts that they state."""

    text: str
    also: tuple[str, ...] = ()


def is_held_back(text: str) -> bool:
    """Whether a phrasing belongs to the half that rules were not mended by."""
    return crc32(text.encode()) % 2 == 1


def _sections(name: str) -> Iterator[tuple[str, list[str]]]:
    """The sections of a table: its name in brackets, then its lines."""
    section, lines = "", []
    for line in (_WORDS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            if section:
                yield section, lines
            section, lines = line[1:-1], []
        elif line and not line.startswith("# "):
            lines.append(line.replace("\\n", "\n"))
    yield section, lines


def _phrasing(line: str) -> Phrasing:
    text, _, also = line.partition(" || ")
    return Phrasing(text, tuple(also.split()))


PHRASINGS = {kind: tuple(map(_phrasing, lines)) for kind, lines in _sections("phrasings.txt")}
CHATTER = {sort: tuple(lines) for sort, lines in _sections("chatter.txt")}
