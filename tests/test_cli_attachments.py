"""Files that were posted in the channel: notes and logs lose their names, and one in which somebody is still found stays out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from in_process import Done, run_here

SAMPLE = Path(__file__).parents[1] / "sample_exports" / "trivial-restart"
CHANNEL = "inc-2026-11-05-wiki-restart"


def draft(export: Path, cwd: Path) -> Done:
    return run_here("draft", CHANNEL, "--export", export, cwd=cwd)


def export_with(tmp_path: Path, name: str, content: str) -> Path:
    """The sample with one more file, posted with its last message."""
    export = tmp_path / "export"
    shutil.copytree(SAMPLE, export)
    (day,) = (export / CHANNEL).glob("*.json")
    messages = json.loads(day.read_text(encoding="utf-8"))
    last = next(message for message in reversed(messages) if message.get("user"))
    last["files"] = [{"id": "F0NOTE00001", "name": name, "mimetype": "text/plain", "mode": "hosted", "size": len(content.encode())}]
    day.write_text(json.dumps(messages), encoding="utf-8")
    (export / "__uploads" / "F0NOTE00001").mkdir(parents=True)
    (export / "__uploads" / "F0NOTE00001" / name).write_text(content, encoding="utf-8")
    return export


def someone() -> dict:
    users = json.loads((SAMPLE / "users.json").read_text(encoding="utf-8"))
    return next(user for user in users if not user.get("is_bot") and " " in (user.get("real_name") or ""))


@pytest.mark.parametrize(
    "shape",
    [
        "{full} restarted it, {first} watched",
        "owner={first}",
        "| who | what |\n| {first} | restarted |",
        "2026-11-05 10:00:00 INFO login by {full} <{mail}>",
        "reviewed by {last}, {first}",
        "{first}'s notes\n\nthanks {first}\n{last}",
        "cc:{first}",
    ],
)
@pytest.mark.parametrize("name", ["notes.txt", "notes.md", "app.log", "rows.csv"])
def test_a_file_with_names_never_stops_the_draft_and_never_brings_one_out(tmp_path: Path, name: str, shape: str) -> None:
    user = someone()
    first, _, last = user["real_name"].partition(" ")
    mail = (user.get("profile") or {}).get("email") or "x@example.org"
    said = draft(export_with(tmp_path, name, shape.format(full=user["real_name"], first=first, last=last, mail=mail) + "\n"), tmp_path)
    assert said.returncode == 0, said.stderr
    for path in (tmp_path / "incidents").rglob("attachments/*"):
        text = path.read_text(encoding="utf-8", errors="replace")
        assert user["real_name"] not in text
        assert last not in text
        assert mail not in text


def test_a_note_is_copied_with_roles_for_names(tmp_path: Path) -> None:
    user = someone()
    assert draft(export_with(tmp_path, "notes.txt", f"{user['real_name']} restarted it\n"), tmp_path).returncode == 0
    (path,) = (tmp_path / "incidents").rglob("attachments/*notes*")
    assert re.fullmatch(r"(?:Responder \d|The \w[\w ]+) restarted it\n", path.read_text(encoding="utf-8"))
