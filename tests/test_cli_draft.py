"""`postmortem draft`, as people use it: from an export to the documents, again after edits, and on bad input."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from in_process import Done, run_here
from sample_incidents import CHECKOUT, SAMPLES, SampleIncidents, only_folder

DOCUMENTS = {"draft.md", "draft.docx", "draft.html", "incident.toml", "timeline.json", "transcript.jsonl", "transcript.md"}


def draft(cwd: Path, channel: str = CHECKOUT, export: Path = SAMPLES / "checkout-outage", *more: object) -> Done:
    return run_here("draft", channel, "--export", export, *more, cwd=cwd)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and ".lock" not in path.name}


def incident_channels(export: Path) -> list[str]:
    return sorted(path.name for path in export.iterdir() if path.is_dir() and path.name.startswith("inc-"))


def names_of(export: Path) -> set[str]:
    """Every full name, display name of several words, handle, id and address of the people in users.json, in lower case."""
    found: set[str] = set()
    for user in json.loads((export / "users.json").read_text(encoding="utf-8")):
        profile = user.get("profile") or {}
        if user.get("is_bot") or user["id"] == "USLACKBOT":
            continue
        found.add(user["id"].casefold())
        for name in (user.get("real_name"), profile.get("real_name"), profile.get("display_name"), user.get("name"), profile.get("email")):
            if name and (len(name.split()) > 1 or "@" in name or "." in name or len(name) > 5):
                found.add(name.casefold())
    return found


def everything_in(folder: Path) -> dict[str, str]:
    """The text of every file that could leave, Word parts unzipped."""
    texts: dict[str, str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith("private/"):
            continue
        texts[f"name of {name}"] = name
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                for part in archive.namelist():
                    text = archive.read(part).decode("utf-8", "replace")
                    texts[f"{name}:{part}"] = text + re.sub(r"<[^>]+>", "", text)
        else:
            texts[name] = path.read_bytes().decode("utf-8", "replace")
    return {name: text.casefold() for name, text in texts.items()}


@pytest.mark.parametrize("export", ["checkout-outage", "night-security", "trivial-restart"])
def test_every_sample_becomes_documents_without_a_name_of_its_users(export: str, tmp_path: Path) -> None:
    for channel in incident_channels(SAMPLES / export):
        done = draft(tmp_path, channel, SAMPLES / export)
        assert done.returncode == 0, done.stderr
    for folder in (tmp_path / "incidents").iterdir():
        if not folder.is_dir():
            continue
        assert {path.name for path in folder.iterdir()} >= DOCUMENTS
        leaks = [(place, name) for place, text in everything_in(folder).items() for name in names_of(SAMPLES / export) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        assert leaks == []


def test_results_go_to_stdout_and_remarks_to_stderr(tmp_path: Path) -> None:
    done = draft(tmp_path)
    assert [Path(line).name for line in done.stdout.splitlines()] == ["draft.docx", "draft.html", "draft.md"]
    assert all(Path(tmp_path, line).is_file() for line in done.stdout.splitlines())
    assert "questions open" in done.stderr
    assert "left out:" in done.stderr


def test_a_zip_gives_the_same_bytes_as_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    draft(tmp_path / "a")
    draft(tmp_path / "b", CHECKOUT, SAMPLES / "checkout-outage.zip")
    assert contents(only_folder(tmp_path / "a")) == contents(only_folder(tmp_path / "b"))


def test_drafting_again_changes_nothing(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    before = contents(only_folder(tmp_path))
    assert draft(tmp_path).returncode == 0
    assert contents(only_folder(tmp_path)) == before


def test_private_files_are_for_this_user_alone(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    folder = sample_incidents.drafted(tmp_path)
    if os.name == "posix":
        assert (folder / "private").stat().st_mode & 0o777 == 0o700
        assert (folder / "private" / "people.toml").stat().st_mode & 0o777 == 0o600


def test_an_edit_in_the_draft_is_kept_and_said(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    file = only_folder(tmp_path) / "draft.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("## Overview\n", "## Overview\n\nWords that a person typed.\n").replace("## Evidence", "## Our own section\n\nMore.\n\n## Evidence"), encoding="utf-8")
    done = draft(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Overview" in done.stderr
    after = file.read_text(encoding="utf-8")
    assert "Words that a person typed." in after
    assert after.index("## Our own section") < after.index("## Evidence")
    assert b"Words that a person typed." in (only_folder(tmp_path) / "draft.html").read_bytes()


def test_a_changed_word_file_is_kept_and_with_force_kept_beside(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    file = only_folder(tmp_path) / "draft.docx"
    file.write_bytes(file.read_bytes() + b"a person's change")
    done = draft(tmp_path)
    assert "draft.docx" in done.stderr
    assert file.read_bytes().endswith(b"a person's change")
    draft(tmp_path, CHECKOUT, SAMPLES / "checkout-outage", "--force")
    assert not file.read_bytes().endswith(b"a person's change")
    assert [path for path in only_folder(tmp_path).iterdir() if path.suffix == ".docx" and path != file and path.read_bytes().endswith(b"a person's change")]


def test_facts_that_people_correct_win_and_stay(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    file = only_folder(tmp_path) / "incident.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'^severity = .*$', 'severity = "critical"', text, flags=re.MULTILINE), encoding="utf-8")
    done = draft(tmp_path)
    assert done.returncode == 0, done.stderr
    assert 'severity = "critical"' in file.read_text(encoding="utf-8")
    assert "| **Severity** | Critical" in (only_folder(tmp_path) / "draft.md").read_text(encoding="utf-8")


def test_a_name_that_a_person_typed_into_the_draft_stops_it(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    """Exit 4, the place is said, the name is not, and nothing on the disk changes."""
    folder = sample_incidents.drafted(tmp_path)
    user = next(user for user in json.loads((SAMPLES / "checkout-outage" / "users.json").read_text(encoding="utf-8")) if not user.get("is_bot") and " " in user.get("real_name", "") and user["real_name"].isascii())
    file = folder / "draft.md"
    file.write_text(file.read_text(encoding="utf-8").replace("## Overview\n", f"## Overview\n\n{user['real_name']} did it.\n"), encoding="utf-8")
    before = contents(folder)
    done = draft(tmp_path)
    assert done.returncode == 4
    assert "draft.md" in done.stderr
    assert user["real_name"] not in done.stderr
    assert contents(folder) == before


def test_two_channels_with_one_id_get_a_folder_each(tmp_path: Path) -> None:
    """Ids are unique in one workspace only; when the channel was made tells two of them apart, whatever they are called."""
    for number, made in (("1", 1760000001), ("2", 1760000002)):
        export = tmp_path / number
        (export / f"inc-{number}").mkdir(parents=True)
        (export / "users.json").write_text("[]", encoding="utf-8")
        (export / "channels.json").write_text(json.dumps([{"id": "C0AAAAAA1", "name": f"inc-{number}", "created": made}]), encoding="utf-8")
        said = [{"type": "message", "user": "U0AAAAAA1", "ts": "1760432520.000100", "text": "the site is down"}]
        (export / f"inc-{number}" / "2025-10-14.json").write_text(json.dumps(said), encoding="utf-8")
        assert draft(tmp_path, f"inc-{number}", export).returncode == 0
    assert len([path for path in (tmp_path / "incidents").iterdir() if path.is_dir()]) == 2


def test_notes_that_people_wrote_into_the_key_file_stay(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    file = only_folder(tmp_path) / "private" / "people.toml"
    file.write_text(f"# asked her on Friday\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    done = run_here("names", "--name", "Imke Vandersloot=Client contact 1", "--not-a-name", "Jenkins", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert draft(tmp_path).returncode == 0
    after = file.read_text(encoding="utf-8")
    assert "# asked her on Friday" in after
    assert "Imke Vandersloot" in after
    assert "Jenkins" in after


def test_a_label_that_a_person_gives_is_used_everywhere(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    file = only_folder(tmp_path) / "private" / "people.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"Responder 1"', '"Payments engineer"'), encoding="utf-8")
    assert draft(tmp_path).returncode == 0
    text = (only_folder(tmp_path) / "transcript.md").read_text(encoding="utf-8")
    assert "Payments engineer" in text
    assert not re.search(r"Responder 1\b", text)


def test_status_says_where_the_incident_stands(tmp_path: Path, sample_incidents: SampleIncidents) -> None:
    sample_incidents.drafted(tmp_path)
    done = run_here("status", cwd=tmp_path)
    assert done.returncode == 0
    assert "2026-10-14-checkout-errors" in done.stdout
    assert "questions open" in done.stdout
    assert "next:" in done.stdout


def test_the_timeline_is_printed_with_a_source_for_every_entry(tmp_path: Path) -> None:
    done = run_here("timeline", CHECKOUT, "--export", SAMPLES / "checkout-outage", cwd=tmp_path)
    entries = json.loads(done.stdout)
    transcript = run_here("transcript", f"#{CHECKOUT}", "--export", SAMPLES / "checkout-outage", cwd=tmp_path)
    known = {json.loads(line)["ts"] for line in transcript.stdout.splitlines()}
    assert entries
    assert all(entry["sources"] and set(entry["sources"]) <= known for entry in entries)
    assert set(entries[0]) == {"at", "kind", "role", "text", "sources", "told_at"}


def test_a_folder_of_templates_replaces_one_partial_and_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "ours" / "_partials").mkdir(parents=True)
    (tmp_path / "ours" / "_partials" / "learnings.md.j2").write_text("## Lessons\n\nOurs.\n", encoding="utf-8")
    done = draft(tmp_path, CHECKOUT, SAMPLES / "checkout-outage", "--templates", str(tmp_path / "ours"))
    assert done.returncode == 0, done.stderr
    text = (only_folder(tmp_path) / "draft.md").read_text(encoding="utf-8")
    assert "## Lessons" in text
    assert "## What we learnt" not in text
    assert draft(tmp_path, CHECKOUT, SAMPLES / "checkout-outage", "--templates", str(tmp_path / "gone")).returncode == 2
