"""Uploading as people do it: the commands, against the fake."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import GOOGLE_DOC
from tests.fakes.drive_store import FOLDER

from in_process import Done, run_here
from sample_incidents import SAMPLES
from sample_incidents import WIKI as CHANNEL


@pytest.fixture
def drive():
    with Drive() as running:
        yield running


@pytest.fixture
def run(drive, sample_incidents, tmp_path):
    """Run postmortem in a folder of its own; the fake is Drive, and its folder "incidents" the team's."""
    parent = drive.store.folder("incidents")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("POSTMORTEM_", "GOOGLE_"))}
    environ |= {"POSTMORTEM_DRIVE_API_URL": drive.url, "POSTMORTEM_DRIVE_TOKEN": TOKEN, "POSTMORTEM_DRIVE_FOLDER": parent}
    # Without a login Google's library would ask the network whether this is one of its machines.
    environ |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "settings"), "NO_GCE_CHECK": "true"}

    def call(*words: str, **more: str) -> Done:
        return run_here(*words, cwd=tmp_path, environ=environ | more)

    call.parent = parent
    call.folder = sample_incidents.drafted(tmp_path, CHANNEL)
    return call


def draft(run) -> None:
    done = run("draft", CHANNEL, "--export", str(SAMPLES / "trivial-restart"))
    assert done.returncode == 0, done.stderr


def test_drafted_uploaded_edited_and_uploaded_again(run, drive):
    done = run("upload")
    assert done.returncode == 0, done.stderr
    folder, document = done.stdout.splitlines()
    assert folder.startswith("https://drive.google.com/drive/folders/")
    assert document.startswith("Draft report: Wiki restart: https://docs.google.com/document/d/")
    names = set(drive.store.below(run.parent))
    assert "2026-11-05 Wiki restart/Evidence/transcript.md" in names
    assert not any("private" in name or "people" in name or ".postmortem" in name for name in names)
    made = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
    drive.store.comment(made.id, "Should we say for how long?")
    text = (run.folder / "draft.md").read_text()
    (run.folder / "draft.md").write_text(text.replace("## Impact\n", "## Impact\n\nFor six minutes.\n"))
    draft(run)
    again = run("upload")
    assert again.returncode == 0, again.stderr
    assert "it has 1 comment" in again.stderr
    documents = [file.name for file in drive.store.files.values() if file.mime == GOOGLE_DOC]
    assert len(documents) == 2
    assert documents[1].startswith("Draft report: Wiki restart (")
    assert "unchanged" in run("upload").stderr


def test_drafting_and_uploading_in_one_go(run, drive):
    shutil.rmtree(run.folder.parent)
    done = run("draft", CHANNEL, "--export", str(SAMPLES / "trivial-restart"), "--upload")
    assert done.returncode == 0, done.stderr
    assert [line.rpartition("/")[2] for line in done.stdout.splitlines()[:3]] == ["draft.docx", "draft.html", "draft.md"]
    assert done.stdout.splitlines()[3].startswith("https://drive.google.com/drive/folders/")
    assert len([file for file in drive.store.files.values() if file.mime == GOOGLE_DOC]) == 1


def test_a_dry_run_says_what_would_go_where_and_sends_nothing(run, drive):
    done = run("upload", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "would be sent: draft.docx (" in done.stderr
    assert not drive.store.children(run.parent)
    assert not (run.folder / ".postmortem.json").read_text().count("drive")


def test_a_name_that_somebody_typed_stops_it(run, drive):
    people = json.loads((SAMPLES / "trivial-restart" / "users.json").read_text())
    name = next(person["real_name"] for person in people if not person.get("is_bot") and " " in person["real_name"])
    text = (run.folder / "draft.md").read_text()
    (run.folder / "draft.md").write_text(f"{text}\nAsk {name}.\n")
    done = run("upload")
    assert done.returncode == 4
    assert name not in done.stdout + done.stderr
    assert drive.sent == 0
    assert not drive.store.children(run.parent)


def test_a_name_in_a_files_name_stops_it(run, drive):
    people = json.loads((SAMPLES / "trivial-restart" / "users.json").read_text())
    name = next(person["real_name"] for person in people if not person.get("is_bot") and " " in person["real_name"])
    (run.folder / "attachments").mkdir(exist_ok=True)
    (run.folder / "attachments" / f"notes of {name}.txt").write_text("notes")
    assert run("upload").returncode == 4
    assert drive.sent == 0


def test_a_possible_name_that_nobody_decided_stops_it(run, drive):
    text = (run.folder / "draft.md").read_text()
    (run.folder / "draft.md").write_text(f"{text}\nThen Wilhelmina Brackenbury called us.\n")
    done = run("upload")
    assert done.returncode == 3
    assert "postmortem names" in done.stderr
    assert drive.sent == 0


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"POSTMORTEM_DRIVE_FOLDER": ""}, 2, "incidents_folder"),
        ({"POSTMORTEM_DRIVE_FOLDER": "no such thing!"}, 2, "neither a folder's link nor its id"),
        ({"POSTMORTEM_DRIVE_FOLDER": "https://drive.google.com/drive/folders/nothing-here"}, 1, "not there"),
        ({"POSTMORTEM_DRIVE_TOKEN": ""}, 2, "POSTMORTEM_DRIVE_TOKEN"),
        ({"POSTMORTEM_DRIVE_TOKEN": "old"}, 1, "Log in again"),
        ({"POSTMORTEM_DRIVE_API_URL": "https://drive.example.com/"}, 2, "only lead to this machine"),
        ({"POSTMORTEM_DRIVE_API_URL": ""}, 1, "postmortem login drive"),
    ],
)
def test_what_is_not_set_up_is_said(run, drive, change, code, said):
    done = run("upload", **change)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert drive.sent == 0


def test_an_incident_that_was_never_drafted(run):
    done = run("upload", "nothing")
    assert done.returncode == 2
    assert "no incident folder called nothing" in done.stderr


def test_recordings_that_people_put_into_the_folder_go_up(run, drive):
    (run.folder / "attachments" / "review").mkdir(parents=True)
    (run.folder / "attachments" / "review" / "meeting.mp4").write_bytes(b"\0" * 9_000_000)
    done = run("upload")
    assert done.returncode == 0, done.stderr
    sent = [file for file in drive.store.files.values() if file.name == "review – meeting.mp4"]
    assert [len(file.content) for file in sent] == [9_000_000]
    assert drive.store.files[sent[0].parents[0]].mime == FOLDER


def test_status_says_what_is_up_and_what_is_newer_where(run, drive):
    assert "Drive" not in run("status").stdout
    run("upload")
    said = run("status").stdout
    assert "on Drive: https://drive.google.com/drive/folders/" in said
    assert "newer" not in said
    (run.folder / "attachments").mkdir(exist_ok=True)
    (run.folder / "attachments" / "notes.txt").write_text("The review's notes.")
    made = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
    drive.store.comment(made.id, "For how long?")
    said = run("status", "--drive").stdout
    assert "newer here: attachments/notes.txt" in said
    assert f"newer there: {made.name} (it has 1 comment)" in said
    unreachable = run("status", "--drive", POSTMORTEM_DRIVE_TOKEN="old")
    assert unreachable.returncode == 0
    assert "Drive could not be asked" in unreachable.stdout


def test_sharing_is_done_only_where_it_is_asked_for_and_once(run, drive):
    run("upload")
    folder = drive.store.children(run.parent)[0]
    assert not folder.permissions
    for _ in range(2):
        done = run("upload", "--share", "ada@example.com", "--share", "example.com")
        assert done.returncode == 0, done.stderr
    assert [(one["type"], one["role"]) for one in folder.permissions] == [("user", "commenter"), ("domain", "commenter")]


@pytest.mark.parametrize("address", ["anyone", "", "ada@", "@example.com", "ada@example.com,bo@example.com", "everyone@x"])
def test_what_cannot_be_shared_with(run, drive, address):
    done = run("upload", "--share", address)
    assert done.returncode == 2
    assert drive.sent == 0
