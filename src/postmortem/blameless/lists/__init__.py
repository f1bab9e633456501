"""Lists of words, as they lie beside this file: folded, in lower case, one a line; each file's head tells source and licence."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `<name>.txt`. Read once, when first asked for."""
    text = files("postmortem.blameless.lists").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
