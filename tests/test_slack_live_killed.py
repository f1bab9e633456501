"""Killed at any call, a fetch goes on where it stopped, and comes to the same recording."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from tests.fakes.slack import FakeSlack
from tests.live_pull import content, pull

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_exports" / "checkout-outage"
CHANNEL = "inc-2026-10-14-checkout-errors"


class Killer:
    """Kills the fetching program when it makes its nth call: before the answer, or once the answer is on its way."""

    def __init__(self, call: int, *, afterwards: bool) -> None:
        self.call, self.afterwards = call, afterwards
        self.made = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.started = threading.Event()

    def __call__(self, method: str, given: dict[str, str]) -> None:
        self.started.wait()
        self.made += 1
        if self.made == self.call and self.process is not None:
            if self.afterwards:
                threading.Timer(0.002 * (self.call % 4), self.kill).start()
            else:
                self.kill()

    def kill(self) -> None:
        assert self.process is not None
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    folder = tmp_path_factory.mktemp("undisturbed") / "recording"
    with FakeSlack(SAMPLE).serving() as fake:
        fake.largest_page = 60
        pull(fake.url, folder, CHANNEL)
        return content(folder), fake.calls.total()


@pytest.mark.parametrize("part", range(4))
def test_killed_at_every_call_and_run_again_the_recording_is_the_same(tmp_path: Path, undisturbed: tuple[dict[str, bytes], int], part: int) -> None:
    """Nothing that was stored is asked for again, but for what Slack gives with a thread in any case: its root, and those of its
    replies that the channel has shown already."""
    expected, calls = undisturbed
    assert calls > 20
    for call in range(1 + part, calls + 1, 4):
        folder = tmp_path / f"at-{call}"
        with FakeSlack(SAMPLE).serving() as fake:
            fake.largest_page = 60
            killer = Killer(call, afterwards=call % 2 == 0)
            fake.before = killer
            killer.process = subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "live_pull.py"), fake.url, str(folder), CHANNEL], stderr=subprocess.DEVNULL
            )
            killer.started.set()
            killer.process.wait(60)
            stored = _stored(folder)
            fake.before = lambda method, given: None
            fake.served.clear()
            fake.requests.clear()
            pull(fake.url, folder, CHANNEL)
            assert _changing(content(folder)) == _changing(expected), f"killed at call {call}"
            roots = {given["ts"] for method, given in fake.requests if method == "conversations.replies"}
            shown = {m["ts"] for messages in fake.messages.values() for m in messages if m.get("subtype") == "thread_broadcast"}
            again = Counter({ts: count for ts, count in fake.served.items() if ts in stored - roots - shown})
            assert not again, f"killed at call {call}: asked again for {len(again)} stored messages"
        shutil.rmtree(folder)


def _stored(folder: Path) -> set[str]:
    """What was safe at the moment of death; none once the recording was whole, for then it is looked at again for edits."""
    from postmortem.slack.recorder import open_recorder

    recorder, _ = open_recorder(folder)
    return set() if recorder.was_whole else set(recorder.index.digests)


def _changing(files: dict[str, bytes]) -> dict[str, bytes]:
    """All files; the addresses in them are those of each test's own server."""
    import re

    return {name: re.sub(rb"127\.0\.0\.1:\d+", b"127.0.0.1:0", data) for name, data in files.items()}
