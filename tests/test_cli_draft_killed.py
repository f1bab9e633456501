"""A draft that is killed: every file is whole, a person's words are there, and the next run completes it.

What a kill leaves is the disk as it was at that moment. So one run is watched, and before each change that it makes to the disk the
folder is copied: that copy is what a kill right then would have left. What was being written is written by half in it. A few real
kills, at moments of chance, go with it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from in_process import run_here
from sample_incidents import EXPORTS, WIKI, SampleIncidents, only_folder

TYPED = "Words that a person typed."
REAL_KILLS = 10
NOTES = {".postmortem.json", "private/drafts.json"}
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink"}


class Watch:
    """Copies a folder before each change to what lies in it. Python's audit hooks stay for good, so this one can be at rest."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.copies: list[Path] = []
        self.into = Path()
        self.written: Path | None = None  # opened to be written, and nothing else changed since
        sys.addaudithook(self._hear)

    @contextmanager
    def over(self, folder: Path, into: Path) -> Iterator[list[Path]]:
        """The copies that are made meanwhile, in their order, in `into`."""
        self.folder, self.into, self.copies, self.written = folder, into, [], None
        try:
            yield self.copies
            self._copy(folder)
        finally:
            self.folder = None

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        folder = self.folder
        if folder is None or not (event in CHANGES or (event == "open" and _writes(given))) or not str(given[0]).startswith(f"{folder}/"):
            return
        self._copy(folder)
        self.folder, self.written = folder, Path(given[0]) if event == "open" else None

    def _copy(self, folder: Path) -> None:
        self.folder = None  # what copying does is not heard
        copy = self.into / str(len(self.copies))
        shutil.copytree(folder, copy)
        if self.written is not None:
            half = copy / self.written.relative_to(folder)
            half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
        self.copies.append(copy)


def _writes(given: tuple[Any, ...]) -> bool:
    return isinstance(given[0], str | Path) and bool(given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


def draft(cwd: Path) -> None:
    done = run_here("draft", WIKI, "--export", EXPORTS[WIKI], cwd=cwd)
    assert done.returncode == 0, done.stderr


def contents(cwd: Path) -> dict[str, bytes]:
    """The files of the incident, but for the notes on what was written how often."""
    folder = only_folder(cwd)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in files.items() if ".lock" not in name and name not in NOTES}


def check_whole(incidents: Path, known: dict[str, set[bytes]]) -> None:
    """Each file is as one of two whole runs left it, or is no file of an incident."""
    for path in incidents.glob("*/**/*"):
        name = path.relative_to(incidents).as_posix().partition("/")[2]
        if path.is_file() and not path.name.startswith(".") and name not in NOTES:
            assert path.read_bytes() in known.get(name, set()), f"{name} is not whole"
            assert path.suffix != ".docx" or zipfile.ZipFile(path).testzip() is None


def either(*runs: dict[str, bytes]) -> dict[str, set[bytes]]:
    return {name: {run[name] for run in runs if name in run} for run in runs for name in run}


def is_there(cwd: Path, name: str) -> bool:
    return any((cwd / "incidents").glob(f"*/{name}"))


def correct(cwd: Path) -> None:
    """What a person does next: correct a fact, which changes every document."""
    facts = only_folder(cwd) / "incident.toml"
    facts.write_text(facts.read_text(encoding="utf-8").replace('severity = "trivial"', 'severity = "minor"'), encoding="utf-8")


def check_killed_everywhere(watch: Watch, here: Path, tmp_path: Path, before: dict[str, bytes]) -> int:
    """Draft in `here`; whatever a kill would have left at any change is whole, and drafted again, when a person has corrected a fact
    meanwhile, it comes to the same. Returns how many states there were."""
    with watch.over(here / "incidents", tmp_path / "copies") as copies:
        draft(here)
    known = either(before, contents(here))
    correct(here)
    draft(here)
    wanted = contents(here)
    done: list[dict[str, bytes]] = []
    for copy in copies:
        check_whole(copy, known)
        left = {path.relative_to(copy).as_posix(): path.read_bytes() for path in copy.rglob("*") if path.is_file() and path.suffix != ".tmp"}
        if left in done:  # but for what was not there yet under its name
            continue
        done.append(left)
        again = tmp_path / f"again-{copy.name}"
        again.mkdir()
        copy.rename(again / "incidents")
        if not is_there(again, "incident.toml"):
            draft(again)
        correct(again)
        draft(again)
        assert contents(again) == wanted, f"killed before change {copy.name}"
        assert not list(again.rglob("*.tmp"))
    return len(done)


def test_killed_before_any_change_to_the_disk_the_first_draft_completes(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert check_killed_everywhere(watch, tmp_path / "here", tmp_path, {}) >= 15
    assert b"Minor" in contents(tmp_path / "here")["draft.md"]


def test_killed_before_any_change_to_the_disk_a_later_draft_keeps_what_was_typed(watch: Watch, tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    folder = sample_incidents.drafted(tmp_path / "here", WIKI)
    text = (folder / "draft.md").read_text(encoding="utf-8")
    (folder / "draft.md").write_text(text.replace("## Overview\n", f"## Overview\n\n{TYPED}\n"), encoding="utf-8")
    before = contents(tmp_path / "here")
    assert check_killed_everywhere(watch, tmp_path / "here", tmp_path, before) >= 4
    after = contents(tmp_path / "here")
    assert TYPED.encode() in after["draft.md"] and TYPED.encode() in after["draft.html"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_moments_of_chance_and_run_again_it_always_completes(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    folder = sample_incidents.drafted(tmp_path / "calm", WIKI)
    original = contents(tmp_path / "calm")
    (folder / "draft.md").write_bytes(original["draft.md"].replace(b"## Overview\n", f"## Overview\n\n{TYPED}\n".encode()))
    edited = contents(tmp_path / "calm")
    rough = tmp_path / "rough"
    rough.mkdir()
    command = [sys.executable, "-m", "postmortem", "draft", WIKI, "--export", str(EXPORTS[WIKI])]
    began = time.monotonic()
    subprocess.run(command, cwd=tmp_path / "calm", capture_output=True, check=True)
    whole = time.monotonic() - began
    wanted = contents(tmp_path / "calm")
    known = either(original, edited, wanted)
    moments = random.Random(7)
    killed = 0
    for number in range(REAL_KILLS):
        process = subprocess.Popen(command, cwd=rough, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Most kills fall into the later part of a run, where files are written.
        time.sleep(whole * moments.uniform(0.4, 0.95))
        process.kill()
        killed += process.wait() != 0
        check_whole(rough / "incidents", known)
        for path in (rough / "incidents").glob("*/draft.md"):
            if number == REAL_KILLS // 2:
                path.write_bytes(edited["draft.md"])
    assert killed  # the others ended before their moment came
    draft(rough)
    if contents(rough)["draft.md"] == original["draft.md"]:
        (only_folder(rough) / "draft.md").write_bytes(edited["draft.md"])
        draft(rough)
    assert contents(rough) == wanted
