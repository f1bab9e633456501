"""Bad input: a sentence, the right exit code, no traceback, nothing half-written, nothing outside the incident's folder."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from in_process import Done, run_here

Export = Callable[..., Path]
USERS = [
    {"id": "U0AAAAAA1", "name": "dagny.kilbourne", "real_name": "Dagny Kilbourne", "profile": {"real_name": "Dagny Kilbourne", "display_name": "Dagny"}},
    {"id": "U0AAAAAA2", "name": "<script>", "real_name": "<script>alert(1)</script>", "profile": {"display_name": ".."}},
]
SAID = [
    {"type": "message", "user": "U0AAAAAA1", "ts": "1760432520.000100", "text": "The site is down, getting 503s"},
    {"type": "message", "user": "U0AAAAAA2", "ts": "1760432580.000200", "text": "rolled back to release 12"},
]


def export_of(folder: Path, said: object = SAID, *, users: object = USERS, channel: str = "inc-x", day: str = "2025-10-14") -> Path:
    (folder / channel).mkdir(parents=True)
    (folder / "users.json").write_text(json.dumps(users), encoding="utf-8")
    (folder / "channels.json").write_text(json.dumps([{"id": "C0AAAAAA1", "name": channel}]), encoding="utf-8")
    (folder / channel / f"{day}.json").write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return folder


def draft(tmp_path: Path, export: Path, channel: str = "inc-x", *more: object) -> Done:
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    return run_here("draft", channel, "--export", export, *more, cwd=work)


def assert_sentence(done: Done, code: int, *words: str) -> None:
    """The exit code, every word in the message, and no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "" or code == 0
    for word in words:
        assert word.casefold() in done.stderr.casefold(), done.stderr


def assert_nothing_written(tmp_path: Path) -> None:
    assert not [path for path in (tmp_path / "work").rglob("*") if path.is_file() and not path.name.startswith(".")]


def zip_of(path: Path, entries: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return path


WHOLE = {"users.json": json.dumps(USERS), "channels.json": json.dumps([{"id": "C0AAAAAA1", "name": "inc-x"}]), "inc-x/2025-10-14.json": json.dumps(SAID)}


def no_such_path(tmp_path: Path) -> Path:
    return tmp_path / "nowhere"


def empty_folder(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def not_a_zip(tmp_path: Path) -> Path:
    (tmp_path / "x.zip").write_bytes(b"PK, but no zip at all")
    return tmp_path / "x.zip"


def damaged_zip(tmp_path: Path) -> Path:
    whole = zip_of(tmp_path / "whole.zip", WHOLE).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    return tmp_path / "cut.zip"


def text_export(tmp_path: Path) -> Path:
    (tmp_path / "text" / "channels").mkdir(parents=True)
    (tmp_path / "text" / "channels" / "inc-x.txt").write_text("[2025-10-14] hello", encoding="utf-8")
    return tmp_path / "text"


def outside(name: str) -> Callable[[Path], Path]:
    def make(tmp_path: Path) -> Path:
        return zip_of(tmp_path / "out.zip", {**WHOLE, name: "[]"})

    return make


def linked_zip(tmp_path: Path) -> Path:
    path = zip_of(tmp_path / "link.zip", WHOLE)
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("inc-x/2025-10-15.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return path


def bomb(tmp_path: Path) -> Path:
    """A small zip that would unpack to a hundred megabytes; a gigabyte is tried where exports are read."""
    path = zip_of(tmp_path / "bomb.zip", {name: text for name, text in WHOLE.items() if not name.startswith("inc-x")})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("inc-x/2025-10-14.json", "w", force_zip64=True) as entry:
        for _ in range(100):
            entry.write(b" " * 1_000_000)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(no_such_path, ("nowhere",), id="no such path"),
        pytest.param(empty_folder, ("export",), id="not an export"),
        pytest.param(not_a_zip, ("zip",), id="not a zip"),
        pytest.param(damaged_zip, ("zip",), id="damaged zip"),
        pytest.param(text_export, ("text",), id="an export as text"),
        pytest.param(outside("../evil.json"), ("outside",), id="zip entry above"),
        pytest.param(outside("/etc/evil.json"), ("outside",), id="zip entry absolute"),
        pytest.param(linked_zip, ("link",), id="zip entry is a link"),
        pytest.param(bomb, ("100 MB",), id="zip bomb"),
    ],
)
def test_what_is_no_usable_export_is_refused_in_a_sentence(make: Callable[[Path], Path], words: tuple[str, ...], tmp_path: Path) -> None:
    done = draft(tmp_path, make(tmp_path))
    assert_sentence(done, 1, *words)
    assert_nothing_written(tmp_path)


def test_an_unknown_channel_gets_the_near_ones(tmp_path: Path) -> None:
    done = draft(tmp_path, export_of(tmp_path / "e"), "inc-y")
    assert_sentence(done, 1, "inc-x")


@pytest.mark.parametrize("channel", ["../..", "/etc", "inc-x/../../..", "C:\\x", "", " ", "\x00", "#", "https://x.example/archives/"])
def test_a_channel_that_is_a_path_or_nothing_is_only_unknown(channel: str, tmp_path: Path) -> None:
    if "\x00" in channel:
        pytest.skip("no program can be given a NUL")
    done = draft(tmp_path, export_of(tmp_path / "e"), channel)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert_nothing_written(tmp_path)


def test_a_channel_folder_that_is_a_path_writes_only_inside_the_incidents_folder(tmp_path: Path) -> None:
    entries = {**WHOLE, "channels.json": json.dumps([{"id": "C0AAAAAA1", "name": "../../evil"}]), "evil/2025-10-14.json": json.dumps(SAID)}
    draft(tmp_path, zip_of(tmp_path / "e.zip", entries), "C0AAAAAA1")
    assert {path.name for path in tmp_path.iterdir()} == {"e.zip", "work"}
    assert {path.name for path in (tmp_path / "work").iterdir()} <= {"incidents"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param(json.dumps(SAID)[:-40], "2025-10-14", id="truncated"),
        pytest.param("this is no JSON", "2025-10-14", id="not JSON"),
        pytest.param('{"a": 1}', "2025-10-14", id="another shape"),
        pytest.param("[" * 100_000, "2025-10-14", id="nested too deeply"),
    ],
)
def test_a_damaged_day_file_is_named_and_the_rest_is_used(text: str, note: str, tmp_path: Path) -> None:
    export = export_of(tmp_path / "e", text)
    (export / "inc-x" / "2025-10-15.json").write_text(json.dumps([{**SAID[0], "ts": "1760518920.000100"}]), encoding="utf-8")
    done = draft(tmp_path, export)
    assert_sentence(done, 0, note)


def test_an_empty_channel_says_so_and_writes_nothing(tmp_path: Path) -> None:
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e", [])), 1, "no message")
    assert_nothing_written(tmp_path)


def test_a_channel_with_only_tools_is_drafted_and_said(tmp_path: Path) -> None:
    said = [{"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "Grafana", "ts": "1760432520.000100", "text": "", "attachments": [{"title": "[FIRING:1] 503s"}]}]
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e", said)), 0, "only tools")


@pytest.mark.parametrize("since", ["yesterday-ish", "2026-13-40", "", "14/10/2026", "9" * 400, "10:99"])
def test_an_invalid_since_is_wrong_usage(since: str, tmp_path: Path) -> None:
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e"), "inc-x", "--since", since), 2, "--since")


def test_since_after_until_is_wrong_usage(tmp_path: Path) -> None:
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e"), "inc-x", "--since", "2026-01-02", "--until", "2026-01-01"), 2, "later")


def test_an_unknown_time_zone_gets_the_near_ones(tmp_path: Path) -> None:
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e"), "inc-x", "--timezone", "Europe/Londn"), 2, "Europe/London")


def test_no_export_at_all_says_how_to_give_one(tmp_path: Path) -> None:
    assert_sentence(run_here("draft", "inc-x", cwd=tmp_path), 2, "--export")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        pytest.param("incident.toml", "title = \n", ("incident.toml", "line 1"), id="broken TOML"),
        pytest.param("incident.toml", 'title = "x"\nseverety = "major"\n', ("incident.toml", "line 2", "severity"), id="unknown key"),
        pytest.param("incident.toml", 'title = "x"\nseverity = "majr"\n', ("incident.toml", "major"), id="unknown severity"),
        pytest.param("private/people.toml", "[[people]\n", ("people.toml", "line 1"), id="broken key file"),
        pytest.param("private/people.toml", '[[people]]\nname = "A B"\nlable = "X"\n', ("people.toml", "line 3", "label"), id="unknown key in the key file"),
        pytest.param("private/people.toml", '[[people]]\nid="a"\nlabel="X"\n[[people]]\nid="b"\nlabel="x"\n', ("people.toml", "another person"), id="two people with one label"),
        pytest.param(".postmortem.json", "{", (".postmortem.json",), id="broken state"),
    ],
)
def test_a_broken_file_of_the_folder_is_named_with_its_line_and_left_as_it_is(file: str, text: str, words: tuple[str, ...], tmp_path: Path) -> None:
    export = export_of(tmp_path / "e")
    draft(tmp_path, export)
    (folder,) = (path for path in (tmp_path / "work" / "incidents").iterdir() if path.is_dir())
    (folder / file).write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert_sentence(draft(tmp_path, export), 1, *words)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_message_of_megabytes_is_read_in_bounded_time(tmp_path: Path) -> None:
    """Were any step's time to grow with the square of the text, this would not end: 450,000 places where code may begin."""
    said = [*SAID, {"type": "message", "user": "U0AAAAAA1", "ts": "1760432640.000300", "text": "x`<*_ a" * 450_000}]
    command = [sys.executable, "-m", "postmortem", "draft", "inc-x", "--export", str(export_of(tmp_path / "e", said))]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False).returncode == 0


HOSTILE = "\x00\x1b[31m \u202eevil <script>alert(1)</script> {{ 7*7 }} {% raw %} # x | y ``` ![x](javascript:alert(1)) \ud800 restarted"


def test_hostile_text_reaches_no_document_as_markup(tmp_path: Path) -> None:
    said = [*SAID, {"type": "message", "user": "U0AAAAAA2", "ts": "1760432640.000300", "text": HOSTILE}]
    channel = "inc-<b>{{7*7}}</b>"
    export = export_of(tmp_path / "e", said)
    (export / "inc-x").rename(export / "inc-b")
    (export / "channels.json").write_text(json.dumps([{"id": "C0AAAAAA1", "name": "inc-b", "topic": {"value": channel}}]), encoding="utf-8")
    assert_sentence(draft(tmp_path, export, "inc-b"), 0)
    (folder,) = (path for path in (tmp_path / "work" / "incidents").iterdir() if path.is_dir())
    page = (folder / "draft.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "javascript:alert(1)\"" not in page
    assert "\x1b" not in page
    assert "49" not in (folder / "draft.md").read_text(encoding="utf-8").replace("1760", "")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e"), "inc-x", "--incidents", tmp_path / "locked" / "x"), 1, "locked")


def test_an_incidents_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert_sentence(draft(tmp_path, export_of(tmp_path / "e"), "inc-x", "--incidents", tmp_path / "file"), 1, "file")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_stdout_is_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "postmortem", "transcript", "inc-x", "--export", str(export_of(tmp_path / "e"))], stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, timeout=60, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


ODD_VALUES = [None, 0, 1.5, True, "", "x", [], [None], {}, {"a": None}, -1, "\ud800", [[]], [{}]]
KEYS = ["text", "user", "ts", "thread_ts", "subtype", "attachments", "blocks", "files", "reactions", "edited", "bot_id", "bot_profile", "username", "user_profile", "type", "replies", "topic", "root", "pinned_to"]


@pytest.mark.parametrize("key", KEYS)
def test_any_field_may_be_anything(key: str, tmp_path: Path) -> None:
    """A field of the wrong type spoils neither the run nor the other messages."""
    said = [{**SAID[0], "ts": f"17604330{n:02d}.000100", key: value} for n, value in enumerate(ODD_VALUES)]
    done = draft(tmp_path, export_of(tmp_path / "e", [*SAID, *said]))
    assert_sentence(done, 0)
    (transcript,) = (tmp_path / "work" / "incidents").glob("*/transcript.jsonl")
    texts = [json.loads(line)["text"] for line in io.StringIO(transcript.read_text(encoding="utf-8"))]
    assert "rolled back to release 12" in texts


@pytest.mark.parametrize("users", ["[]", "null", "{}", '[null, 1, {"id": null}, {"id": "U0AAAAAA1", "profile": null, "name": 5}]'])
def test_users_of_any_shape_do_no_harm(users: str, tmp_path: Path) -> None:
    export = export_of(tmp_path / "e")
    (export / "users.json").write_text(users, encoding="utf-8")
    done = draft(tmp_path, export)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


def test_users_that_cannot_be_read_stop_the_draft(tmp_path: Path) -> None:
    """Without the list of people no name could be removed, so nothing is written."""
    export = export_of(tmp_path / "e")
    (export / "users.json").write_text('[{"id": "U0AAAAAA1", "na', encoding="utf-8")
    assert_sentence(draft(tmp_path, export), 1, "users.json")
    assert_nothing_written(tmp_path)
