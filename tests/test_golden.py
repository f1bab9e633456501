"""The documents of every sample are the golden ones; whoever changes them reads the difference and commits it."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from golden_documents import GOLDEN, NAMES, make_documents

HOW = "If that is what you want: `make golden` (or `python tests/golden_documents.py`), read `git diff tests/golden`, commit it."
MOST = 60  # lines of a difference that are shown


@pytest.mark.parametrize("sample", NAMES)
def test_documents_are_the_golden_ones(sample: str, tmp_path: Path) -> None:
    now = make_documents(sample, tmp_path)
    then = {path.name: path.read_text(encoding="utf-8") for path in (GOLDEN / sample).iterdir()}
    changes = [line for name in sorted(now.keys() | then.keys()) for line in _difference(name, then.get(name, ""), now.get(name, ""))]
    if changes:
        shown = "\n".join(line[:300] for line in changes[:MOST])
        more = f"\n… and {len(changes) - MOST} lines more" if len(changes) > MOST else ""
        pytest.fail(f"The documents of {sample} have changed. {HOW}\n\n{shown}{more}", pytrace=False)


def test_golden_documents_tell_nothing_of_the_machine() -> None:
    """No path of a machine and no clock: the same everywhere."""
    for path in GOLDEN.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert not {word for word in ("/tmp", "/home/", "/root", "site-packages", "C:\\") if word in text}, path


def _difference(name: str, then: str, now: str) -> list[str]:
    return list(difflib.unified_diff(then.splitlines(), now.splitlines(), f"golden/{name}", f"now/{name}", n=1, lineterm=""))
