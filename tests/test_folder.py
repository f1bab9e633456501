"""The incident folder never loses a word, never writes outside itself, and knows its own files again."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from postmortem import folder_write
from postmortem.errors import FolderError
from postmortem.folder import Fate, IncidentFolder, channel_key, find_folder, incident_folders
from postmortem.folder_names import STATE_NAME

KEY = channel_key("T0EXAMPLE", "C0EXAMPLE")
OTHER = channel_key("T0EXAMPLE", "C0OTHER")
NAME = "2026-10-14-checkout-errors"

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> IncidentFolder:
    return IncidentFolder.create(tmp_path / "incidents", NAME, KEY)


def write(folder: IncidentFolder, files: dict[str, str], *, force: bool = False, merged: tuple[str, ...] = ()):
    plan = folder.plan({name: text.encode() for name, text in files.items()}, merged=merged)
    return folder.write(plan, force=force)


def test_a_new_folder_is_found_again_by_its_channel(folder: IncidentFolder, tmp_path: Path) -> None:
    assert find_folder(tmp_path / "incidents", KEY) == folder.path
    assert find_folder(tmp_path / "incidents", OTHER) is None
    assert incident_folders(tmp_path / "incidents") == (folder.path,)


def test_no_folder_is_found_where_there_are_none(tmp_path: Path) -> None:
    assert find_folder(tmp_path / "nowhere", KEY) is None
    assert incident_folders(tmp_path / "nowhere") == ()


def test_creating_twice_gives_the_same_folder(folder: IncidentFolder, tmp_path: Path) -> None:
    assert IncidentFolder.create(tmp_path / "incidents", "2026-10-15-another-title", KEY).path == folder.path


def test_another_channels_folder_of_the_same_name_is_left_alone(folder: IncidentFolder, tmp_path: Path) -> None:
    assert IncidentFolder.create(tmp_path / "incidents", NAME, OTHER).path.name == f"{NAME}-2"


def test_a_folder_with_somebodys_files_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / NAME
    theirs.mkdir()
    (theirs / "notes.txt").write_text("mine")
    folder = IncidentFolder.create(tmp_path, NAME, KEY)
    assert folder.path.name == f"{NAME}-2"
    assert [path.name for path in theirs.iterdir()] == ["notes.txt"]


def test_an_empty_folder_of_that_name_is_used(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert IncidentFolder.create(tmp_path, NAME, KEY).path.name == NAME


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine")
    assert IncidentFolder.create(tmp_path, NAME, KEY).path.name == f"{NAME}-2"


def test_the_state_holds_no_channel_in_clear(folder: IncidentFolder) -> None:
    text = (folder.path / STATE_NAME).read_text()
    assert "C0EXAMPLE" not in text and "T0EXAMPLE" not in text


def test_new_files_are_written_and_remembered(folder: IncidentFolder) -> None:
    written = write(folder, {"draft.md": "one", "attachments/1.txt": "log"})
    assert written.new == ("draft.md", "attachments/1.txt")
    assert (folder.path / "draft.md").read_text() == "one"
    assert folder.is_ours("draft.md")


def test_the_same_bytes_are_not_written_again(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one"})
    before = (folder.path / "draft.md").stat(), (folder.path / STATE_NAME).stat()
    assert write(folder, {"draft.md": "one"}).unchanged == ("draft.md",)
    after = (folder.path / "draft.md").stat(), (folder.path / STATE_NAME).stat()
    assert [one.st_ino for one in before] == [one.st_ino for one in after]
    assert [one.st_mtime_ns for one in before] == [one.st_mtime_ns for one in after]


def test_what_nobody_touched_is_updated(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one"})
    assert write(IncidentFolder.open(folder.path), {"draft.md": "two"}).updated == ("draft.md",)
    assert (folder.path / "draft.md").read_text() == "two"


def test_what_people_changed_is_kept_and_said(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one", "draft.html": "one"})
    (folder.path / "draft.md").write_text("mine")
    written = write(folder, {"draft.md": "two", "draft.html": "two"})
    assert (written.kept, written.updated) == (("draft.md",), ("draft.html",))
    assert (folder.path / "draft.md").read_text() == "mine"


def test_a_file_that_was_never_ours_is_kept(folder: IncidentFolder) -> None:
    (folder.path / "draft.md").write_text("mine")
    assert write(folder, {"draft.md": "two"}).kept == ("draft.md",)


def test_a_file_that_people_removed_is_written_anew(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one"})
    (folder.path / "draft.md").unlink()
    assert write(folder, {"draft.md": "two"}).new == ("draft.md",)


def test_with_force_the_changed_file_is_kept_beside(folder: IncidentFolder) -> None:
    write(folder, {"draft.docx": "one"})
    (folder.path / "draft.docx").write_text("mine")
    written = write(folder, {"draft.docx": "two"}, force=True)
    assert written.beside == {"draft.docx": "draft.kept-1.docx"}
    assert (folder.path / "draft.kept-1.docx").read_text() == "mine"
    assert (folder.path / "draft.docx").read_text() == "two"
    (folder.path / "draft.docx").write_text("mine again")
    assert write(folder, {"draft.docx": "three"}, force=True).beside == {"draft.docx": "draft.kept-2.docx"}
    assert (folder.path / "draft.kept-1.docx").read_text() == "mine"


def test_with_force_what_nobody_touched_is_not_kept_beside(folder: IncidentFolder) -> None:
    write(folder, {"draft.docx": "one"})
    assert write(folder, {"draft.docx": "two"}, force=True).beside == {}
    assert not list(folder.path.glob("*.kept-*"))


def test_a_copy_is_kept_where_the_file_system_has_no_links(folder: IncidentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    (folder.path / "draft.docx").write_text("mine")
    assert write(folder, {"draft.docx": "two"}, force=True).beside == {"draft.docx": "draft.kept-1.docx"}
    assert (folder.path / "draft.kept-1.docx").read_text() == "mine"


def test_a_merge_is_written_over_what_was_read(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one"})
    (folder.path / "draft.md").write_text("one, mine")
    assert folder.read_text("draft.md") == "one, mine"
    assert write(folder, {"draft.md": "two, mine"}, merged=("draft.md",)).updated == ("draft.md",)
    assert (folder.path / "draft.md").read_text() == "two, mine"


def test_a_merged_file_is_never_taken_for_ours_afterwards(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one"})
    (folder.path / "draft.md").write_text("one, mine")
    for _ in range(2):  # the second time it is unchanged
        folder.read_text("draft.md")
        write(folder, {"draft.md": "two, mine"}, merged=("draft.md",))
    assert not folder.is_ours("draft.md")
    assert write(folder, {"draft.md": "three"}).kept == ("draft.md",)


def test_a_merge_of_what_was_not_read_is_not_written(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one"})
    folder.read_text("draft.md")
    (folder.path / "draft.md").write_text("saved meanwhile")
    assert write(folder, {"draft.md": "two"}, merged=("draft.md",)).kept == ("draft.md",)
    assert (folder.path / "draft.md").read_text() == "saved meanwhile"


def test_a_change_between_plan_and_write_is_kept(folder: IncidentFolder) -> None:
    write(folder, {"draft.md": "one", "draft.html": "one"})
    plan = folder.plan({"draft.md": b"two", "draft.html": b"two"})
    (folder.path / "draft.md").write_text("saved meanwhile")
    written = folder.write(plan)
    assert (written.kept, written.updated) == (("draft.md",), ("draft.html",))
    assert (folder.path / "draft.md").read_text() == "saved meanwhile"


def test_digests_of_sections_are_handed_back(folder: IncidentFolder) -> None:
    folder.remember_sections("draft.md", {"overview": "a", "timeline": "b"})
    write(folder, {"draft.md": "one"})
    again = IncidentFolder.open(folder.path)
    again.remember_sections("draft.md", {"overview": "c"})
    write(again, {"draft.md": "two"})
    assert IncidentFolder.open(folder.path).sections("draft.md") == {"overview": ("a", "c"), "timeline": ("b",)}


def test_digests_do_not_grow_without_end(folder: IncidentFolder) -> None:
    for number in range(20):
        folder.remember_sections("draft.md", {"overview": str(number)})
        write(folder, {"draft.md": str(number)})
    assert len(folder.digests("draft.md")) <= 4
    assert folder.sections("draft.md")["overview"][-1] == "19"
    assert folder.is_ours("draft.md")


@posix_only
def test_private_files_are_for_this_user_alone_from_birth(folder: IncidentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    born: dict[str, int] = {}
    really_moved = folder_write.move_over

    def watch(temporary: Path, place: Path) -> None:
        born[place.name] = stat.S_IMODE(temporary.stat().st_mode)
        really_moved(temporary, place)

    monkeypatch.setattr("postmortem.folder.move_over", watch)
    old = os.umask(0o022)
    try:
        write(folder, {"private/people.toml": "x", "private/recording/day.json": "x", "draft.md": "x"})
    finally:
        os.umask(old)
    assert born == {"people.toml": 0o600, "day.json": 0o600, "draft.md": 0o644}
    modes = {path: stat.S_IMODE((folder.path / path).stat().st_mode) for path in ("private", "private/recording", STATE_NAME)}
    assert modes == {"private": 0o700, "private/recording": 0o700, STATE_NAME: 0o600}


def test_only_the_allow_list_may_leave(folder: IncidentFolder) -> None:
    ours = ["draft.md", "draft.docx", "client.txt", "incident.toml", "transcript.jsonl", "attachments/1.png"]
    kept = ["private/people.toml", "draft.kept-1.docx", "notes.txt", "attachments/.hidden", "other/draft.md", "client.toml"]
    write(folder, dict.fromkeys([*ours, *kept], "x"))
    assert sorted(folder.allow_list()) == sorted(ours)


@posix_only
def test_links_are_never_on_the_allow_list(folder: IncidentFolder) -> None:
    write(folder, {"private/people.toml": "x", "attachments/1.txt": "x"})
    (folder.path / "draft.md").symlink_to(folder.path / "private" / "people.toml")
    (folder.path / "attachments" / "2.txt").symlink_to(folder.path / "private" / "people.toml")
    (folder.path / "attachments" / "all").symlink_to(folder.path / "private")
    assert folder.allow_list() == ("attachments/1.txt",)


@pytest.mark.parametrize(
    "name",
    ["../draft.md", "/etc/passwd", "a//b", "a/../../b", "", ".", "..", "a\\b", "c:x", "con", "NUL.txt", "a\0b", "a\nb", STATE_NAME, "x." ,"a/ /b"],
)
def test_a_name_that_could_lead_elsewhere_is_refused(folder: IncidentFolder, name: str) -> None:
    with pytest.raises(FolderError, match="name"):
        folder.plan({name: b"x"})


@posix_only
@pytest.mark.parametrize("name", ["draft.md", "attachments/1.png", "private/people.toml"])
def test_a_link_that_leads_out_is_never_written_through(folder: IncidentFolder, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "draft.md").write_text("theirs")
    first = folder.path / name.split("/")[0]
    if first.name == "private":
        for path in first.iterdir():
            path.unlink()
        first.rmdir()
    first.symlink_to(outside / "draft.md" if first.name == "draft.md" else outside)
    with pytest.raises(FolderError, match="leads out of the incident folder"):
        folder.write(folder.plan({name: b"ours"}))
    assert [path.name for path in outside.iterdir()] == ["draft.md"]
    assert (outside / "draft.md").read_text() == "theirs"


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda text: text[:40], "damaged"),
        (lambda _: "[]", "not what postmortem writes"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "newer postmortem"),
        (lambda text: text.replace('"version": 1', '"version": "1"'), "not what postmortem writes"),
        (lambda text: text.replace('"files": {}', '"files": {"draft.md": 3}'), "damaged"),
        (lambda text: text.replace('"files": {}', '"files": {"draft.md": {"written": [3]}}'), "damaged"),
        (lambda _: "[" * 100_000, "damaged"),
    ],
)
def test_a_broken_state_is_said_and_nothing_is_changed(folder: IncidentFolder, damage, says: str) -> None:
    state = folder.path / STATE_NAME
    broken = damage(state.read_text())
    state.write_text(broken)
    with pytest.raises(FolderError, match=says):
        IncidentFolder.open(folder.path)
    assert state.read_text() == broken


def test_a_damaged_state_does_not_lead_to_a_second_folder(folder: IncidentFolder, tmp_path: Path) -> None:
    state = folder.path / STATE_NAME
    whole = state.read_text()
    for broken in (whole[:-10], ""):
        state.write_text(broken)
        with pytest.raises(FolderError, match="damaged"):
            IncidentFolder.create(tmp_path / "incidents", NAME, KEY)
    assert [path.name for path in (tmp_path / "incidents").iterdir() if path.is_dir()] == [NAME]


def test_what_other_commands_keep_in_the_state_survives(folder: IncidentFolder) -> None:
    folder.keep("sign_offs", [{"role": "Head of Tech Ops"}])
    write(folder, {"draft.md": "one"})
    assert json.loads((folder.path / STATE_NAME).read_text())["sign_offs"] == [{"role": "Head of Tech Ops"}]
    assert IncidentFolder.open(folder.path).state.extra["sign_offs"] == [{"role": "Head of Tech Ops"}]


def test_a_folder_that_is_not_ours_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="not an incident folder"):
        IncidentFolder.open(tmp_path)


def test_text_that_is_not_utf8_is_refused_with_its_line(folder: IncidentFolder) -> None:
    (folder.path / "draft.md").write_bytes("fine\ncaf\xe9\n".encode("latin-1"))
    with pytest.raises(FolderError, match="line 2: this is not UTF-8"):
        folder.read_text("draft.md")


def test_a_byte_order_mark_is_dropped(folder: IncidentFolder) -> None:
    (folder.path / "draft.md").write_bytes(b"\xef\xbb\xbfmine")
    assert folder.read_text("draft.md") == "mine"
    assert folder.read_text("final.md") is None


def test_a_second_run_at_the_same_time_hears_of_the_first(folder: IncidentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    monkeypatch.setattr("postmortem.folder.PATIENCE", 0.2)
    holds = "import sys; from pathlib import Path; from postmortem.folder import IncidentFolder\n"
    holds += "with IncidentFolder.open(Path(sys.argv[1])).lock():\n    print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holds, str(folder.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"held"
        with pytest.raises(FolderError, match="Another postmortem is at work"):
            write(folder, {"draft.md": "one"})
        other.communicate()
    assert write(folder, {"draft.md": "one"}).new == ("draft.md",)


def test_left_overs_of_a_killed_run_are_removed_and_nothing_else(folder: IncidentFolder) -> None:
    (folder.path / ".postmortem-0123456789abcdef.tmp").write_text("half")
    (folder.path / "private" / ".postmortem-0123456789abcdef.tmp").write_text("half")
    (folder.path / "mine.tmp").write_text("mine")
    write(folder, {"draft.md": "one"})
    assert sorted(path.name for path in folder.path.rglob("*.tmp")) == ["mine.tmp"]


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "can only be read"), (errno.EACCES, "may not be read or written"), (errno.EIO, "could not be")],
)
def test_a_refusal_of_the_system_is_a_sentence_and_leaves_all_as_it_was(
    folder: IncidentFolder, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    write(folder, {"draft.md": "one", "final.md": "one"})
    really_open, opened = os.open, 0

    def refuse(path, flags, *more, **named):
        nonlocal opened
        if flags & os.O_CREAT and str(path).endswith(".tmp"):
            opened += 1
            if opened == 3:  # the state, the first file, and now the second
                raise OSError(number, os.strerror(number), str(path))
        return really_open(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FolderError, match=says):
        write(folder, {"draft.md": "two", "final.md": "two"})
    monkeypatch.undo()
    assert [(folder.path / name).read_text() for name in ("draft.md", "final.md")] == ["one", "one"]
    assert not list(folder.path.rglob("*.tmp"))
    assert write(folder, {"draft.md": "two", "final.md": "two"}).updated == ("draft.md", "final.md")


def test_a_folder_where_a_file_is_needed_is_said(folder: IncidentFolder) -> None:
    (folder.path / "draft.md").mkdir()
    with pytest.raises(FolderError, match=r"is a folder, where a file is needed|may not be read"):
        write(folder, {"draft.md": "one"})


def test_a_file_where_the_incidents_folder_is_needed_is_said(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("mine")
    with pytest.raises(FolderError, match="needed as a folder"):
        IncidentFolder.create(tmp_path / "incidents", NAME, KEY)
    assert (tmp_path / "incidents").read_text() == "mine"


def test_a_plan_tells_each_files_fate(folder: IncidentFolder) -> None:
    write(folder, {"a.md": "one", "b.md": "one", "c.md": "one"})
    (folder.path / "c.md").write_text("mine")
    plan = folder.plan({"a.md": b"one", "b.md": b"two", "c.md": b"two", "d.md": b"two"})
    assert {change.name: change.fate for change in plan.changes} == {
        "a.md": Fate.UNCHANGED,
        "b.md": Fate.UPDATED,
        "c.md": Fate.KEPT,
        "d.md": Fate.NEW,
    }
