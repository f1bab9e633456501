"""A fetch that is stopped from outside, by Ctrl-C, a kill or a full disk: what came is kept, is told, and leaks nowhere."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes.slack import TOKEN, FakeSlack
from tests.live_command import CHANNEL, SAMPLES, environment, run
from tests.live_pull import content, pull

from postmortem.errors import FolderError
from postmortem.slack.recording_journal import Journal

WORDS = "zanzibar-marmalade-quark"  # what somebody wrote


@pytest.fixture
def fake() -> Iterator[FakeSlack]:
    with FakeSlack(SAMPLES / "checkout-outage").serving() as serving:
        serving.largest_page = 60
        channel = next(c for c in serving.channels if c["name"] == CHANNEL)["id"]
        for message in serving.messages[channel]:
            if message.get("user") and not message.get("subtype"):
                message.update(text=WORDS, blocks=None)
        yield serving


def stopped(folder: Path, fake: FakeSlack, how: signal.Signals, *, call: int) -> subprocess.CompletedProcess[str]:
    """`draft`, sent a signal when it waits for the answer to its nth call."""
    waiting, go = threading.Event(), threading.Event()
    made = 0

    def before(method: str, given: dict[str, str]) -> None:
        nonlocal made
        made += 1
        if made == call:
            waiting.set()
            go.wait(30)

    fake.before = before
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "postmortem", "draft", CHANNEL, "-v"], cwd=folder, env=environment(folder, fake, TMPDIR=str(temporary)),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert waiting.wait(60)
    process.send_signal(how)
    if how is signal.SIGINT:
        said, errors = process.communicate(timeout=60)
        go.set()
    else:
        go.set()
        said, errors = process.communicate(timeout=60)
    fake.before = lambda method, given: None
    return subprocess.CompletedProcess(process.args, process.returncode, said, errors)


def check_nothing_leaked(folder: Path, done: subprocess.CompletedProcess[str]) -> None:
    """No token anywhere; what was written only in the recording, which nobody else can read, and in no temporary file."""
    for text in (TOKEN, WORDS, "Traceback"):
        assert text not in done.stdout + done.stderr
    assert not list((folder / "tmp").iterdir())
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert TOKEN.encode() not in data, path
            if WORDS.encode() in data:
                inside = path.relative_to(folder / "incidents").parts
                assert inside[0] == ".recordings" or inside[1] == "private", path
                assert path.stat().st_mode & 0o077 == 0, path
                assert all(above.stat().st_mode & 0o077 == 0 for above in path.parents if ".recordings" in above.parts), path


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_keeps_what_came_and_says_how_to_go_on(tmp_path: Path, fake: FakeSlack) -> None:
    done = stopped(tmp_path, fake, signal.SIGINT, call=6)
    assert done.returncode == 1
    assert "messages of the channel are kept; the same command goes on from there" in done.stderr
    check_nothing_leaked(tmp_path, done)
    assert list((tmp_path / "incidents" / ".recordings").rglob("journal.jsonl"))
    fake.served.clear()
    again = run(tmp_path, fake, "transcript", CHANNEL)
    assert again.returncode == 0, again.stderr
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    shown = {m["ts"] for m in fake.top(channel)}
    assert 0 < len(shown & set(fake.served)) < len(shown)
    assert again.stdout.count("\n") > 200


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("call", [1, 2, 4, 12])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whenever_it_is_stopped_nothing_leaks(tmp_path: Path, fake: FakeSlack, how: signal.Signals, call: int) -> None:
    done = stopped(tmp_path, fake, how, call=call)
    assert done.returncode == (1 if how is signal.SIGINT else -how)
    check_nothing_leaked(tmp_path, done)


def test_a_disk_that_fills_up_in_the_middle_keeps_what_was_whole(tmp_path: Path, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a batch gets onto the disk, the rest does not: the batch counts as not written, and the next run asks for it."""
    pull(fake.url, tmp_path / "good", CHANNEL)
    append, written = Journal.append, 0

    def full(self: Journal, entries: list) -> list:
        nonlocal written
        written += 1
        if written == 5:
            path = tmp_path / "bad" / "journal.jsonl"
            path.write_bytes(path.read_bytes() + b'{"message":{"half of')
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return append(self, entries)

    monkeypatch.setattr(Journal, "append", full)
    with pytest.raises(OSError, match="No space"):
        pull(fake.url, tmp_path / "bad", CHANNEL)
    monkeypatch.undo()
    fake.served.clear()
    pull(fake.url, tmp_path / "bad", CHANNEL)
    assert content(tmp_path / "bad") == content(tmp_path / "good")


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    from postmortem.cli.live import Live, pull_channel
    from postmortem.config import Config

    for name, value in environment(tmp_path, fake).items():
        monkeypatch.setenv(name, value)

    def full(self: Journal, entries: list) -> list:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "journal.jsonl"))

    monkeypatch.setattr(Journal, "append", full)
    with pytest.raises(FolderError, match=r"disk is full.*Make room and run this again"):
        pull_channel(CHANNEL, Config(), tmp_path / "incidents", Live(), since=None, until=None)


def test_a_disk_without_room_for_a_file_ends_in_a_sentence_and_the_next_run_goes_on(tmp_path: Path, fake: FakeSlack) -> None:
    """The whole command, with a limit on the size of files for a full disk."""
    resource = pytest.importorskip("resource")
    code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from postmortem.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "transcript", CHANNEL], cwd=tmp_path, env=environment(tmp_path, fake), capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)), check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert WORDS not in done.stderr
    assert run(tmp_path, fake, "transcript", CHANNEL).stdout.count("\n") > 200
