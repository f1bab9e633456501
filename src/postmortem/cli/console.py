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


def _erase(stream: TextIO) -> None:
    """Clear the line that a step wrote."""
    if stream.isatty():
        stream.write("\r\033[K")
