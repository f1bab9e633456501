"""What fetching tells while it works; how that is shown is the command line's business."""

from __future__ import annotations

from typing import Protocol


class Tell(Protocol):
    """Somebody who is told what happens. None of the sentences holds a name or what was written in a channel."""

    def progress(self, what: str) -> None:
        """Where the work stands; shown on a terminal, one after the other in one line."""

    def wait(self, seconds: float, why: str) -> None:
        """A wait that begins now."""

    def remark(self, sentence: str) -> None:
        """Something to know afterwards."""
