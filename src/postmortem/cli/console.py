"""What people see: results on stdout, remarks and progress on stderr, nothing that a terminal could take for a command."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

# Control characters and bidi overrides: text from an export must not move the cursor or turn a line around.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_WORTH_A_LINE = 1.0  # seconds of a wait


def speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's language, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def printable(text: str) -> str:
    """The text, fit for a terminal: control characters and bidi overrides become "?"."""
    return UNPRINTABLE.sub("?", text)


def result(text: str) -> None:
    """A result, on stdout."""
    sys.stdout.write(f"{printable(text)}\n")


def result_bytes(parts: Iterator[bytes]) -> None:
    """Data, on stdout, as it is."""
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


def remark(text: str) -> None:
    """A remark, on stderr."""
    _erase(sys.stderr)
    sys.stderr.write(f"{printable(text)}\n")
    sys.stderr.flush()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done while it is done, on a terminal only; say how long it took when that was over ten seconds."""
    shows = sys.stderr.isatty()
    began = time.monotonic()
    if shows:
        _erase(sys.stderr)
        sys.stderr.write(f"{printable(what)} …")
        sys.stderr.flush()
    try:
        yield
    finally:
        if shows:
            _erase(sys.stderr)
            seconds = time.monotonic() - began
            if seconds > 10:
                sys.stderr.write(f"{printable(what)}: {seconds:.0f} s\n")
            sys.stderr.flush()


class Progress:
    """What a fetch tells: shown in one line of a terminal while it goes on; waits and remarks are kept for everybody to read."""

    def __init__(self, what: str) -> None:
        self._what = what
        self.remarks: list[str] = []

    def progress(self, what: str) -> None:
        """Where the work stands."""
        if sys.stderr.isatty():
            _erase(sys.stderr)
            sys.stderr.write(f"{printable(self._what)}: {printable(what)} …")
            sys.stderr.flush()

    def wait(self, seconds: float, why: str) -> None:
        """A wait that begins now; short ones are shown on a terminal only."""
        if seconds >= _WORTH_A_LINE or sys.stderr.isatty():
            remark(f"{self._what}: waiting {seconds:.0f} s. {why[:1].upper()}{why[1:]}.")

    def remark(self, sentence: str) -> None:
        """Something to know; said once the work is done."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Clear the line at the end."""
        try:
            yield
        finally:
            _erase(sys.stderr)


def _erase(stream: TextIO) -> None:
    """Clear the line that a step wrote."""
    if stream.isatty():
        stream.write("\r\033[K")
