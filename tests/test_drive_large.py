"""What is larger than memory, and what is stopped in the middle: sent piece by piece, and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.fakes.drive import TOKEN, Drive

from postmortem.drive.sending import CHUNK, Content, finish
from test_cli_draft import SAMPLES

GB = 1024**3


class Session:
    """A session that holds no bytes: it only counts them, and says what Drive would."""

    def __init__(self, size: int, there: int) -> None:
        self.size, self.there = size, there
        self.pieces: list[tuple[int, int, int]] = []

    def request(self, address: str, method: str, *, body: bytes, headers: dict[str, str]) -> tuple[object, bytes]:
        span, _, whole = headers["Content-Range"].removeprefix("bytes ").partition("/")
        first, last = (int(number) for number in span.split("-"))
        assert (first, int(whole)) == (self.there, self.size)
        assert last - first + 1 == len(body)
        self.pieces.append((first, last, len(body)))
        self.there = last + 1
        done = self.there == self.size
        answer = {"status": 200} if done else {"status": 308, "range": f"bytes=0-{last}"}
        return SimpleNamespace(status=answer["status"], get=lambda name, other="": answer.get(name, other)), json.dumps({"id": "a"}).encode()


def test_five_gigabytes_are_gone_on_with_behind_what_four_bytes_can_count(tmp_path: Path) -> None:
    path = tmp_path / "recording.mp4"
    size, there = 5 * GB + 17, 5 * GB - 2 * CHUNK
    with path.open("wb") as file:
        file.truncate(size)  # a hole: it takes no room
    session = Session(size, there)
    client = SimpleNamespace(http=session, trying=lambda work, doing: work())
    told: list[tuple[int, int]] = []
    content = Content(mime="video/mp4", size=size, sha256="", path=path)
    standing = finish(client, "session", content, doing="send it", progress=lambda at, whole: told.append((at, whole)), there=there)
    assert standing.file == {"id": "a"}
    assert [length for _, _, length in session.pieces] == [CHUNK, CHUNK, 17]
    assert told[-1] == (5 * GB, size)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_keeps_what_is_up_and_the_next_run_goes_on(tmp_path: Path) -> None:
    channel = "inc-2026-11-05-wiki-restart"
    program = [sys.executable, "-m", "postmortem"]
    subprocess.run([*program, "draft", channel, "--export", str(SAMPLES / "trivial-restart")], cwd=tmp_path, check=True, capture_output=True)
    folder = next((tmp_path / "incidents").glob("2026*"))
    (folder / "attachments").mkdir(exist_ok=True)
    (folder / "attachments" / "recording.mp4").write_bytes(os.urandom(20_000_000))
    with Drive() as drive:
        parent = drive.store.folder("incidents")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("POSTMORTEM_", "GOOGLE_"))}
        environ |= {"POSTMORTEM_DRIVE_API_URL": drive.url, "POSTMORTEM_DRIVE_TOKEN": TOKEN, "POSTMORTEM_DRIVE_FOLDER": parent}
        running = subprocess.Popen(
            [*program, "upload"], cwd=tmp_path, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        begun = time.monotonic()
        while drive.sent < 8_000_000 and time.monotonic() - begun < 60:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        stopped_in_time = running.returncode == 1
        if stopped_in_time:
            assert "stopped" in said
            assert "Traceback" not in said
        before = drive.sent
        again = subprocess.run([*program, "upload"], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert again.returncode == 0, again.stderr
        names = [file.name for file in drive.store.files.values()]
        assert names.count("recording.mp4") == 1
        if stopped_in_time:
            assert drive.sent - before < 20_000_000  # what had arrived was not sent again
