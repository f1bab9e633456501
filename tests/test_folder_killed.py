"""A run that is killed at any moment leaves whole files, and the next run completes without losing a word."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postmortem.folder import IncidentFolder, channel_key
from postmortem.folder_names import STATE_NAME

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills a process as POSIX does")

KEY = channel_key("T0EXAMPLE", "C0EXAMPLE")
NAMES = [*(f"file-{number}.md" for number in range(11)), "private/people.toml"]
KILLS = 50

# Writes all files again and again, each time with another content; says once that it has begun.
CHILD = """
import itertools, sys
from pathlib import Path
from postmortem.folder import IncidentFolder
folder = IncidentFolder.open(Path(sys.argv[1]))
print("begun", flush=True)
for round in itertools.count(int(sys.argv[2])):
    content = f"round {round}\\n" + "x" * 20_000 + f"\\nround {round}\\n"
    folder.remember_sections("file-0.md", {"overview": f"digest {round}"})
    folder.write(folder.plan({name: content.encode() for name in sys.argv[3:]}))
"""


def is_whole(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) == 3 and lines[0] == lines[2] and lines[1] == "x" * 20_000


def test_fifty_kills_leave_whole_files_and_keep_an_edit(tmp_path: Path) -> None:
    folder = IncidentFolder.create(tmp_path, "2026-10-14-checkout-errors", KEY)
    chance = random.Random(7)
    edited = ""
    for kill in range(KILLS):
        command = [sys.executable, "-c", CHILD, str(folder.path), str(kill * 100_000), *NAMES]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None and child.stdout.readline().strip() == b"begun"
            time.sleep(chance.uniform(0, 0.06))
            os.kill(child.pid, signal.SIGKILL)
        json.loads((folder.path / STATE_NAME).read_bytes())
        again = IncidentFolder.open(folder.path)
        for name in NAMES:
            if not (folder.path / name).exists():
                continue
            text = (folder.path / name).read_text()
            if name == edited:
                assert text == "what somebody typed"
            else:
                assert is_whole(text), name
                assert again.is_ours(name), name
        if kill == KILLS // 2:
            edited = "file-3.md"
            (folder.path / edited).write_text("what somebody typed")
    again = IncidentFolder.open(folder.path)
    written = again.write(again.plan(dict.fromkeys(NAMES, b"the last\n")))
    assert written.kept == (edited,)
    assert {(folder.path / name).read_text() for name in NAMES if name != edited} == {"the last\n"}
    assert (folder.path / edited).read_text() == "what somebody typed"
    assert not list(folder.path.rglob("*.tmp"))
