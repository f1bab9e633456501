"""`postmortem status`: an incident's way, what is next, by whom, and how late it is."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from in_process import run_here
from postmortem.cli.way import Way, way_of
from postmortem.config import Config
from postmortem.folder import IncidentFolder
from test_cli_draft import SAMPLES, only_folder

CHANNEL = "inc-2026-11-05-wiki-restart"
DAY = datetime(2026, 11, 5, 15, tzinfo=UTC)
ALLOWED = [word for sort in ("unfinished", "impact", "owner") for word in ("--allow", f"{sort}=a try")]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("drafted")
    assert run_here("draft", CHANNEL, "--export", SAMPLES / "trivial-restart", cwd=place).returncode == 0
    return place


@pytest.fixture
def here(sample: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample / "incidents", tmp_path / "incidents")
    (only_folder(tmp_path) / "private" / "process.json").unlink()  # it says that no report is asked for
    return tmp_path


def way(here: Path, now: datetime = DAY) -> Way:
    return way_of(IncidentFolder.open(only_folder(here)), Config(), now)


def done(found: Way) -> list[str]:
    return [stage.name for stage in found.stages if stage.is_done]


def keep(here: Path, key: str, value: object) -> None:
    IncidentFolder.open(only_folder(here)).keep(key, value)


def test_a_draft_with_open_questions_is_to_be_answered_and_circulated(here: Path) -> None:
    found = way(here)
    assert done(found) == ["drafted"]
    assert found.lines(DAY)[0] == "✓ drafted (7 questions open)  · circulated  · review  · final report  · Bikeshed"
    assert found.lines(DAY)[1].startswith("next: answer the questions marked ▶ in the draft, then circulate it")
    assert found.lines(DAY)[1].endswith("by the incident lead; within 3 days")


def test_a_draft_that_was_announced_wants_a_review(here: Path) -> None:
    keep(here, "announced", "https://docs.example.org/a")
    found = way(here, DAY + timedelta(days=12))
    assert done(found) == ["drafted", "circulated"]
    assert found.lines(DAY + timedelta(days=12))[1] == "next: plan the review: postmortem review, by the incident lead; 2 days late"


def test_a_planned_review_is_waited_for_and_then_its_notes(here: Path) -> None:
    assert run_here("review", "--at", "2026-11-12 14:00", cwd=here).returncode == 0
    before = way(here, DAY)
    assert before.next is not None
    assert before.next.what == "the review, on 12 November, 14:00; until then, comments on the draft"
    after = way(here, DAY + timedelta(days=9))
    assert after.lines(DAY + timedelta(days=9))[1].startswith("next: write the review's notes into review.md")
    assert after.lines(DAY + timedelta(days=9))[1].endswith("by the facilitator; 2 days late")


def test_after_the_review_the_final_report_and_after_that_drive(here: Path) -> None:
    assert run_here("review", "--at", "2026-11-12 14:00", cwd=here).returncode == 0
    pack = only_folder(here) / "review.md"
    pack.write_text(pack.read_text().replace("*What could as well have gone otherwise?*", "- The runbook was right."))
    found = way(here)
    assert "review" in done(found)
    assert found.next is not None
    assert found.next.what == "make the final report: postmortem finalize"
    assert run_here("finalize", *ALLOWED, cwd=here).returncode == 0
    found = way(here)
    assert done(found) == ["drafted", "review", "final report", "Bikeshed"]
    assert found.next is not None
    assert found.next.what.startswith("put the report on Drive")


def test_the_next_step_makes_the_report_again_from_the_copy_it_was_made_from(here: Path) -> None:
    named = here / "as-reviewed.md"
    named.write_bytes((only_folder(here) / "draft.md").read_bytes())
    made = run_here("finalize", "--reviewed", named, *ALLOWED, cwd=here)
    assert made.returncode == 0
    again = "postmortem finalize --reviewed FILE --upload"
    assert f"Next: {again}, so that the post links to the report" in made.stderr
    found = way(here)
    assert found.next is not None
    assert found.next.what == f"put the report on Drive, so that the post links to it: {again}"
    assert "as-reviewed" not in (only_folder(here) / ".postmortem.json").read_text()


def test_with_the_report_on_drive_and_no_client_all_is_done(here: Path) -> None:
    assert run_here("finalize", *ALLOWED, cwd=here).returncode == 0
    keep(here, "drive", {"folder": "f", "files": {"final.docx (document)": {"id": "d"}}})
    assert way(here).lines(DAY)[1] == "next: nothing; all of it is done"


def test_a_declared_client_waits_for_a_version(here: Path) -> None:
    with (only_folder(here) / "incident.toml").open("a") as facts:
        facts.write('\n[[clients]]\nname = "Larch Museum"\n')
    assert run_here("finalize", *ALLOWED, cwd=here).returncode == 0
    keep(here, "drive", {"folder": "f", "files": {"final.docx (document)": {"id": "d"}}})
    found = way(here)
    assert found.lines(DAY)[0].endswith("· client version (0 of 1 checked)  · shared")
    assert found.next is not None
    assert (found.next.what, found.next.who) == ("write what clients may read: postmortem client-version", "client comms manager")


def test_where_no_report_is_asked_for_nothing_is_late(sample: Path) -> None:
    found = way(sample, DAY + timedelta(days=30))
    assert found.lines(DAY + timedelta(days=30))[1] == "next: nothing; no report is asked for. If that may be wrong, ask somebody more senior"


def test_inside_an_incidents_folder_status_tells_of_that_one(here: Path) -> None:
    lines = run_here("status", cwd=only_folder(here)).stdout.splitlines()
    assert lines[0] == only_folder(here).name


def test_several_incidents_fit_on_one_screen(here: Path) -> None:
    for number in range(2, 6):
        shutil.copytree(only_folder_of(here), here / "incidents" / f"2026-11-0{number}-again")
    lines = run_here("status", cwd=here).stdout.splitlines()
    assert len(lines) <= 5 * 5


def only_folder_of(here: Path) -> Path:
    return min((here / "incidents").glob("2026*"))


def test_status_tells_the_way_in_a_line_for_each_incident(here: Path) -> None:
    lines = run_here("status", cwd=here).stdout.splitlines()
    assert lines[1].strip().startswith("✓ drafted")
    assert any(line.strip().startswith("next: ") and "late" in line for line in lines)
