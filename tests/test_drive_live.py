"""Google Drive itself, once, with your own account and a folder of your own: only where the environment names both.

    POSTMORTEM_LIVE_DRIVE_FOLDER=<id or link of an empty folder>  GOOGLE_APPLICATION_CREDENTIALS=<service account's key>  \\
    python -m pytest tests/test_drive_live.py

It makes an incident's folder in there, uploads an invented incident twice and takes the document back. Remove the folder afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from test_cli_draft import SAMPLES

FOLDER = os.environ.get("POSTMORTEM_LIVE_DRIVE_FOLDER", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="POSTMORTEM_LIVE_DRIVE_FOLDER names no folder of Google Drive to try it in")


@pytest.fixture(autouse=True)
def _only_loopback() -> None:
    """This one test reaches another machine: Google's, and only where it was asked to."""


def test_uploaded_twice_and_taken_back(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "POSTMORTEM_DRIVE_API_URL"}
    environ |= {"POSTMORTEM_DRIVE_FOLDER": FOLDER}

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "postmortem", *words]
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=600, check=False)

    assert call("draft", "inc-2026-11-05-wiki-restart", "--export", str(SAMPLES / "trivial-restart")).returncode == 0
    first = call("upload")
    assert first.returncode == 0, first.stderr
    assert "https://drive.google.com/" in first.stdout
    again = call("upload")
    assert again.returncode == 0, again.stderr
    assert "sent" not in again.stderr
    taken = call("finalize", "--from-drive", *(word for sort in ("unfinished", "impact", "owner") for word in ("--allow", f"{sort}=a try")))
    assert taken.returncode == 0, taken.stderr
    assert "kept word for word: nothing" in taken.stderr
