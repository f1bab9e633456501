"""What a run will do, and did, with each file of an incident folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What a run does with one file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    KEPT = "kept"  # somebody changed it since we wrote it, or it was never ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file of a plan. `found` is the digest of what is on the disk (None: nothing), `digest` that of what is planned.

    holds_edits: the planned content takes in words that people wrote into the file.
    """

    name: str
    fate: Fate
    data: bytes = field(repr=False)
    digest: str
    found: str | None
    holds_edits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run will do, in the order in which it will."""

    changes: tuple[Change, ...]

    def names(self, fate: Fate) -> tuple[str, ...]:
        """The files with this fate."""
        return tuple(change.name for change in self.changes if change.fate is fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run did. `beside`: file → the name under which the person's copy was kept (with force)."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
