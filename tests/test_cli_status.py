"""`postmortem status`: where each incident stands, how the response went against the process, from the folder alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from in_process import run_here
from postmortem.report.contents import Step
from postmortem.report.process_file import PROCESS_FILE, write_process
from sample_incidents import WIKI, SampleIncidents
from test_report_process import report


@pytest.fixture
def drafted(sample_incidents: SampleIncidents, tmp_path: Path) -> Path:
    """The smallest sample, drafted."""
    sample_incidents.drafted(tmp_path, WIKI)
    return tmp_path


@pytest.fixture
def here(drafted: Path) -> Path:
    """The same, with a note of the process that has something of everything."""
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
    note(drafted).write_bytes(write_process(written))
    return drafted


def note(root: Path) -> Path:
    (folder,) = (path for path in (root / "incidents").iterdir() if path.is_dir())
    return folder / PROCESS_FILE


def test_each_step_is_a_line_with_its_sign_and_its_message(here: Path) -> None:
    lines = run_here("status", cwd=here).stdout.splitlines()
    assert "    ✓ Severity set: major at 10:00 [1]" in lines
    assert "    ✗ Summary about every 30 minutes: none is in the channel" in lines
    assert "    ? CTO told: not in the channel" in lines
    assert "    – not called for: notice in #general (asked for when critical or major)" in lines
    assert "  report and review: not asked for; if that may be wrong, ask somebody more senior (it was trivial) [9]" in lines
    assert lines[-1].startswith("  next: ")


def test_of_several_incidents_the_steps_are_counted_and_of_one_by_name_shown(here: Path) -> None:
    shutil.copytree(note(here).parents[1], here / "incidents" / "another")
    listed = run_here("status", cwd=here).stdout
    assert listed.count("process: 1 ✓, 1 ✗, 1 ?") == 2 and "CTO" not in listed
    assert "? CTO told" in run_here("status", "another", cwd=here).stdout


def test_an_incident_of_before_says_how_to_have_it_checked(here: Path) -> None:
    note(here).unlink()
    done = run_here("status", cwd=here)
    assert done.returncode == 0 and "process: not checked yet. Draft the incident again" in done.stdout


def test_a_damaged_note_is_said_and_the_rest_is_told_all_the_same(here: Path) -> None:
    note(here).write_bytes(b'{"needed": ')
    done = run_here("status", cwd=here)
    assert done.returncode == 0
    assert "process.json cannot be read: it is damaged. Draft the incident again; that writes it anew." in done.stdout
    assert "drafted;" in done.stdout and "next: " in done.stdout


def test_what_is_in_the_note_cannot_move_the_cursor(here: Path) -> None:
    note(here).write_bytes(note(here).read_bytes().replace(b"none is in", rb"\u001b[31mnone is in"))
    assert "\x1b" not in run_here("status", cwd=here).stdout


def test_a_draft_notes_how_the_response_went(drafted: Path) -> None:
    done = run_here("status", cwd=drafted)
    assert "✓ Severity set: trivial at 14:11 [1]" in done.stdout
    assert "report and review: not asked for" in done.stdout
    assert note(drafted).stat().st_mode & 0o077 == 0
