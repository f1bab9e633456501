"""Counts are said in words, one of a thing in the singular."""

from __future__ import annotations

import pytest

from postmortem.blameless.transcript import counted


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"joins": 12, "link previews": 1}, "12 joins, 1 link preview"),
        ({"messages outside the time range": 1}, "1 message outside the time range"),
        ({"e-mail addresses": 1, "names": 2}, "1 e-mail address, 2 names"),
        ({"leaves": 1, "pin notices": 0}, "1 leave"),
        ({}, ""),
    ],
)
def test_counts_are_said_in_words(counts: dict[str, int], words: str) -> None:
    assert counted(counts) == words
