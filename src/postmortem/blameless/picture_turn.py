"""How a picture has to be turned to stand upright: the one note of a camera that belongs to the picture's look.

A telephone writes the pixels as its sensor lies, and notes in EXIF that they are to be turned. Without the note the picture
would lie on its side. So of all notes this one is kept, in a block that holds nothing else: a number from 2 to 8.
"""

from __future__ import annotations

import struct

# The tag, how its number is written, and the numbers that turn or mirror; 1 is upright.
_ORIENTATION, _SHORT = 0x0112, 3
_TURNED = range(2, 9)
# What may stand before the notes.
_PREFIX = b"Exif\0\0"
# Beyond this it is no list of notes.
_MOST_TAGS = 1000


def turn_of(exif: bytes) -> int:
    """The orientation that EXIF notes tell, 2 to 8; 0 where they tell none, or upright. No bytes are an error."""
    notes = exif.removeprefix(_PREFIX)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(notes[:4])
    if order is None or len(notes) < 14:
        return 0
    (start,) = struct.unpack_from(f"{order}I", notes, 4)
    if start + 2 > len(notes):
        return 0
    (count,) = struct.unpack_from(f"{order}H", notes, start)
    for entry in range(start + 2, min(start + 2 + 12 * min(count, _MOST_TAGS), len(notes) - 11), 12):
        tag, sort, length, turn = struct.unpack_from(f"{order}HHIH", notes, entry)
        if (tag, sort, length) == (_ORIENTATION, _SHORT, 1):
            return turn if turn in _TURNED else 0
    return 0


def turn_notes(turn: int) -> bytes:
    """EXIF notes of 26 bytes that tell the orientation and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, turn, 0, 0)
