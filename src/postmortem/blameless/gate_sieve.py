"""Which lines of a text are worth a closer look: most of a transcript is passed over here, at the price of one lookup a word.

A line is passed over only where it surely holds nothing: plain ASCII, no sign of an address, an escape or a tag, no formatting
within a word, no shape of an id or a secret, and no word of anybody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from postmortem.blameless.gate_letters import fold
from postmortem.blameless.gate_names import TOKEN, Wanted, wanted_names
from postmortem.blameless.gate_shapes import ID, SECRETS

# Characters that ask for a closer look, as does everything beyond ASCII: addresses, escapes, entities, tags, controls.
_SIGNS = b"@%&<\\" + bytes(code for code in (*range(32), 127) if code not in b"\t\n\v\f\r")
_DULL = bytes(code for code in range(128) if code not in _SIGNS)
# Small letters for capitals, and a space for whatever is neither letter nor digit.
_LETTERS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
# Formatting that parts a word, and the joint of a link's label and its target. Linear: a run is looked at once.
_PARTED = re.compile(rb"[*~`\[\]](?<=[0-9A-Za-z].)[*~`\[\]]*+(?=[0-9A-Za-z])|\][(\[]")
# The shape of an id, and what secrets begin with, as they stand in a file's bytes.
_ID = re.compile(ID.pattern.encode())
_MARKERS = tuple(marker.encode() for marker in SECRETS)


class Sieve:
    """Lets pass what may hold something of what is wanted."""

    def __init__(self, wanted: Wanted) -> None:
        self._anchors = _encoded(wanted.anchors)
        self._pairs = {token.encode(): [_encoded(pair) for pair in pairs] for token, pairs in wanted.pairs.items()}
        self._openers, self._closers = _encoded(wanted.openers), _encoded(wanted.closers)

    def words(self, line: bytes) -> list[bytes] | None:
        """The words of a line; None where it is no plain one, and has to be looked at whatever its words are."""
        if line.translate(None, _DULL) or b"data:" in line or _PARTED.search(line):
            return None
        return line.translate(_LETTERS).split()

    def holds(self, words: list[bytes]) -> bool:
        """Whether any of the words belongs to a name, a handle or a known id."""
        if not self._anchors.isdisjoint(words):
            return True
        if self._pairs.keys().isdisjoint(words):
            return False
        known = frozenset(words)
        return any(pair <= known for word in known & self._pairs.keys() for pair in self._pairs[word])

    def may_be_parted(self, last: bytes, first: bytes) -> bool:
        """Whether a name may be broken between the last word of one line and the first of the next."""
        return last in self._openers and first in self._closers


class Everything(Sieve):
    """Lets every line pass: for looking for something else than people."""

    def __init__(self) -> None:
        super().__init__(wanted_names((), (), ()))

    def words(self, line: bytes) -> list[bytes] | None:
        return None

    def may_be_parted(self, last: bytes, first: bytes) -> bool:
        return True


def shapes_of(data: bytes) -> re.Pattern[bytes] | None:
    """What finds the lines with the shape of an id, or of a secret's beginning; None where no line has any, as in most files."""
    shapes = [re.escape(marker) for marker in _MARKERS if marker in data]
    if _ID.search(data):
        shapes.append(_ID.pattern)
    return re.compile(b"|".join(shapes)) if shapes else None


def folded_words(line: str) -> list[bytes]:
    """The words of a line that is no plain one."""
    return [word.encode("utf-8", "replace") for word in TOKEN.findall(fold(line))]


def _encoded(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(word.encode("utf-8", "replace") for word in words)
