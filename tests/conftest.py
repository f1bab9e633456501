"""What every test may rely on: no network but loopback, the samples, and outside programs that are there or skip."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from sample_incidents import SampleIncidents

# No example is too slow for a busy machine; CI tries the same examples every time, a laptop new ones.
settings.register_profile("laptop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") == "true" else "laptop")

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_exports"
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that tries to reach another machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError("a test tried to reach another machine")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def outside_program() -> Callable[..., str]:
    """Where an outside program is; the test skips without it, and in CI fails."""

    def find(*names: str) -> str:
        for name in names:
            found = shutil.which(name)
            if found:
                return found
        missing = f"{' or '.join(names)} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}, and CI has to have it")
        pytest.skip(missing)

    return find


@pytest.fixture(scope="session")
def sample_incidents(tmp_path_factory: pytest.TempPathFactory) -> SampleIncidents:
    """The samples as incidents, made once, to be copied."""
    return SampleIncidents(tmp_path_factory.mktemp("samples"))


@pytest.fixture
def real_data() -> Path:
    """Real exports and reports, where the machine has them; they are read in place and never copied."""
    folder = Path(os.environ.get("POSTMORTEM_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no real data here (set POSTMORTEM_SHARED_DATA)")
    return folder
