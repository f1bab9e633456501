"""The reviewed document taken back from Drive, with its comments, and the final report put there beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import GOOGLE_DOC
from tests.fakes.drive_store import File

from in_process import Done, run_here
from sample_incidents import SampleIncidents, only_folder


@pytest.fixture
def drive() -> Iterator[Drive]:
    with Drive() as running:
        yield running


@pytest.fixture
def place(drive: Drive, sample_incidents: SampleIncidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in; the fake is Drive. The draft is uploaded."""
    monkeypatch.setenv("POSTMORTEM_DRIVE_API_URL", drive.url)
    monkeypatch.setenv("POSTMORTEM_DRIVE_TOKEN", TOKEN)
    monkeypatch.setenv("POSTMORTEM_DRIVE_FOLDER", drive.store.folder("incidents"))
    sample_incidents.answered(tmp_path)
    assert run_here("upload", cwd=tmp_path).returncode == 0
    return tmp_path


def document(drive: Drive, begins: str = "Draft report") -> File:
    return next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC and file.name.startswith(begins))


def finalize(place: Path, *more: str, code: int = 0) -> Done:
    done = run_here("finalize", "--from-drive", *more, cwd=place)
    assert done.returncode == code, done.stderr
    return done


def test_what_people_typed_into_the_document_is_in_the_final_report(drive: Drive, place: Path) -> None:
    drive.store.edit(document(drive).id, "could not pay", "were not able to pay")
    finalize(place)
    folder = only_folder(place)
    assert "were not able to pay" in (folder / "final.md").read_text()
    assert "- Client updates went out hourly." in (folder / "final.md").read_text()
    assert (folder / "private" / "reviewed" / "drive-1.docx").is_file()


def test_an_open_comment_stops_it_until_it_is_resolved(drive: Drive, place: Path) -> None:
    drive.store.comment(document(drive).id, "Was it both shops?", quoted="two shops", author="Aino Example")
    said = finalize(place, code=3).stderr
    assert "at “two shops”: Was it both shops?" in said
    assert "Aino" not in said
    document(drive).comments[0]["resolved"] = True
    finalize(place)


def test_changed_there_and_here_in_one_section_stops(drive: Drive, place: Path) -> None:
    drive.store.edit(document(drive).id, "could not pay", "were not able to pay")
    path = only_folder(place) / "draft.md"
    path.write_text(path.read_text().replace("could not pay", "could never pay"))
    assert "Overview: changed in both" in finalize(place, code=3).stderr


def test_the_post_gets_the_link_once_the_report_is_up(drive: Drive, place: Path) -> None:
    done = finalize(place, "--upload")
    post = (only_folder(place) / "bikeshed.md").read_text()
    assert "is not on Drive yet" not in post
    assert f"[Full report]({document(drive, 'Final report').resource('')['webViewLink']})" in post
    assert "The post now has the link" in done.stderr
    names = [file.name for file in drive.store.files.values()]
    assert names.count("final.md") == 1
    assert names.count("bikeshed.md") == 1
    assert not any("reviewed" in name or "drive-1" in name for name in names)


def test_nothing_there_is_said(drive: Drive, place: Path) -> None:
    document(drive).trashed = True
    assert "not on Drive any more" in finalize(place, code=1).stderr


def test_a_document_that_changes_between_two_runs_is_read_anew(drive: Drive, place: Path) -> None:
    finalize(place)
    drive.store.edit(document(drive).id, "could not pay", "were not able to pay")
    finalize(place)
    assert "were not able to pay" in (only_folder(place) / "final.md").read_text()
