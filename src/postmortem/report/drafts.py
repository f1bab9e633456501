"""private/drafts.json: the drafts as we wrote them, so that a reviewed copy can be held against the one it was made from.

Copies live long: one that was mailed around, or put on Drive, may be of an earlier draft than the folder has now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from postmortem.errors import InputError

DRAFTS_FILE = "private/drafts.json"
# The same of final reports.
FINALS_FILE = "private/finals.json"
VERSION = 1
# How many are kept, the newest; and how much Markdown of them in all, in characters.
MOST, MOST_CHARACTERS = 24, 20_000_000
_ABOUT = "The drafts as they were written, oldest first; finalize holds reviewed copies against them."


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWritten:
    """A draft as it was written. ours: keys of the sections that nobody had changed then. numbered: the source that each number
    in it stands for, from 1."""

    markdown: str
    ours: tuple[str, ...]
    numbered: tuple[str, ...] = ()


def with_draft(drafts: Sequence[DraftWritten], written: DraftWritten) -> tuple[DraftWritten, ...]:
    """The drafts with another one, the newest last. One that is there already moves to the end."""
    kept = [*(draft for draft in drafts if draft.markdown != written.markdown), written][-MOST:]
    while len(kept) > 1 and sum(len(draft.markdown) for draft in kept) > MOST_CHARACTERS:
        kept.pop(0)
    return tuple(kept)


def write_drafts(drafts: Sequence[DraftWritten]) -> bytes:
    """The drafts as JSON; the same drafts give the same bytes."""
    data = {"about": _ABOUT, "version": VERSION, "drafts": [asdict(draft) for draft in drafts]}
    return (json.dumps(data, indent=1) + "\n").encode()


def read_drafts(data: bytes | None, where: str) -> tuple[DraftWritten, ...]:
    """What was written; nothing where there is no file. `InputError` where it is damaged."""
    if data is None:
        return ()
    try:
        held = json.loads(data)
        if held["version"] != VERSION:
            raise ValueError("version")
        return tuple(_draft(one) for one in held["drafts"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"{where} cannot be read: it is damaged, or of another version of postmortem. Put it back from a backup; or move it "
            "aside and draft the incident again: copies of earlier drafts are then not known any more."
        ) from error


def _draft(held: dict[str, object]) -> DraftWritten:
    markdown = held["markdown"]
    if not isinstance(markdown, str):
        raise TypeError("draft")
    return DraftWritten(markdown=markdown, ours=_texts(held["ours"]), numbered=_texts(held["numbered"]))


def _texts(held: object) -> tuple[str, ...]:
    if not isinstance(held, list) or not all(isinstance(text, str) for text in held):
        raise TypeError("texts")
    return tuple(held)
