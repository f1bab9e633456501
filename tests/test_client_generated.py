"""Invented incidents of several clients: no trace of another one in any form. The benchmark tries 500; here are a few."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.client_versions import check, find_traces
from benchmarks.generated_clients import make_incident


@pytest.mark.parametrize("seed", [3, 7, 11, 43, 51])
def test_names_as_people_write_them_leave_no_trace_and_every_client_gets_a_version(seed: int, tmp_path: Path) -> None:
    made = make_incident(seed)
    traces, written, refused = check(made, tmp_path)
    assert traces == []
    assert (written, refused) == (len(made.clients), 0)


@pytest.mark.parametrize("seed", [12, 44, 296])
def test_names_in_disguise_leave_no_trace(seed: int, tmp_path: Path) -> None:
    assert check(make_incident(seed, odd=True), tmp_path)[0] == []


def test_what_looks_for_traces_finds_them() -> None:
    made = make_incident(3)
    own, other = made.clients[0], made.clients[1]
    number = made.numbers[other.name][0]
    assert find_traces("client.md", f"They lost {number}.".encode(), own, made)
    assert find_traces("client.md", other.name.upper().encode(), own, made)
    assert find_traces("client.md", own.name.encode(), own, made) == []
