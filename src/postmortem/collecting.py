"""Python's search for garbage in cycles, paused while a large channel is worked through.

It makes millions of values, none of them in a cycle, and each search would go over all of them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Do not look for garbage in cycles meanwhile; afterwards it is as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
