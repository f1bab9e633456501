"""`postmortem status`: where each incident stands, how the response went against the process, from the folder alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from postmortem.report.contents import Step
from postmortem.report.process_file import PROCESS_FILE, write_process
from test_report_process import report

SAMPLES = Path(__file__).parents[1] / "sample_exports"


def postmortem(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "postmortem", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=dict(os.environ), capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest sample, drafted once."""
    root = tmp_path_factory.mktemp("status")
    done = postmortem("draft", "inc-2026-11-05-wiki-restart", "--export", SAMPLES / "trivial-restart", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def here(drafted: Path, tmp_path: Path) -> Path:
    """A folder of its own, with what the draft noted of the process."""
    shutil.copytree(drafted / "incidents", tmp_path / "incidents")
    written = replace(
        report(),
        process=(
            Step(what="Severity set", answer="yes", how="major at 10:00", cite="[1]"),
            Step(what="Summary about every 30 minutes", answer="no", how="none is in the channel"),
            Step(what="CTO told", answer="cannot be seen", how="not in the channel"),
        ),
        not_asked=("notice in #general (asked for when critical or major)",),
        needed=Step(what="Report and review", answer="no", how="it was trivial", cite="[9]"),
    )
    note(tmp_path).write_bytes(write_process(written))
    return tmp_path


def note(root: Path) -> Path:
    (folder,) = (path for path in (root / "incidents").iterdir() if path.is_dir())
    return folder / PROCESS_FILE


def test_each_step_is_a_line_with_its_sign_and_its_message(here: Path) -> None:
    lines = postmortem("status", cwd=here).stdout.splitlines()
    assert "    ✓ Severity set: major at 10:00 [1]" in lines
    assert "    ✗ Summary about every 30 minutes: none is in the channel" in lines
    assert "    ? CTO told: not in the channel" in lines
    assert "    – not called for: notice in #general (asked for when critical or major)" in lines
    assert "  report and review: not asked for; if that may be wrong, ask somebody more senior (it was trivial) [9]" in lines
    assert lines[-1].startswith("  next: ")


def test_of_several_incidents_the_steps_are_counted_and_of_one_by_name_shown(here: Path) -> None:
    shutil.copytree(note(here).parents[1], here / "incidents" / "another")
    listed = postmortem("status", cwd=here).stdout
    assert listed.count("process: 1 ✓, 1 ✗, 1 ?") == 2 and "CTO" not in listed
    assert "? CTO told" in postmortem("status", "another", cwd=here).stdout


def test_an_incident_of_before_says_how_to_have_it_checked(here: Path) -> None:
    note(here).unlink()
    done = postmortem("status", cwd=here)
    assert done.returncode == 0 and "process: not checked yet. Draft the incident again" in done.stdout


def test_a_damaged_note_is_said_and_the_rest_is_told_all_the_same(here: Path) -> None:
    note(here).write_bytes(b'{"needed": ')
    done = postmortem("status", cwd=here)
    assert done.returncode == 0
    assert "process.json cannot be read: it is damaged. Draft the incident again; that writes it anew." in done.stdout
    assert "drafted;" in done.stdout and "next: " in done.stdout


def test_what_is_in_the_note_cannot_move_the_cursor(here: Path) -> None:
    note(here).write_bytes(note(here).read_bytes().replace(b"none is in", rb"\u001b[31mnone is in"))
    assert "\x1b" not in postmortem("status", cwd=here).stdout


def test_a_draft_notes_how_the_response_went(drafted: Path) -> None:
    done = postmortem("status", cwd=drafted)
    assert "✓ Severity set: trivial at 14:11 [1]" in done.stdout
    assert "report and review: not asked for" in done.stdout
    assert note(drafted).stat().st_mode & 0o077 == 0
