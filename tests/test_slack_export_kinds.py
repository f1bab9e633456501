"""What may be given as an export, and the sentence for what may not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from postmortem.errors import InputError
from postmortem.slack.export import open_export


def write(path: Path, content: str | bytes = "[]") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def make_export(root: Path) -> Path:
    write(root / "channels.json", json.dumps([{"id": "C01", "name": "inc"}]))
    write(root / "users.json", json.dumps([{"id": "U01", "name": "mara"}]))
    write(root / "inc/2026-10-14.json", json.dumps([{"ts": "1.1", "text": "hello"}]))
    return root


def test_a_folder_just_above_an_export_will_do(tmp_path: Path) -> None:
    make_export(tmp_path / "unpacked" / "Example Slack export")
    write(tmp_path / "unpacked/readme.txt", "hello")
    export = open_export(tmp_path / "unpacked")
    assert [channel.name for channel in export.channels()] == ["inc"]
    assert list(export.people()) == ["U01"]


def test_folders_alone_make_an_export(tmp_path: Path) -> None:
    write(tmp_path / "inc/2026-10-14.json")
    assert [channel.name for channel in open_export(tmp_path).channels()] == ["inc"]


@pytest.mark.parametrize(
    ("files", "given", "said"),
    [
        pytest.param({}, "nowhere", "There is no", id="no such path"),
        pytest.param({"exports/x": ""}, "exprots", "Did you mean exports?", id="a typing error in the path"),
        pytest.param({}, "no/such/parent", "There is no", id="no such parent"),
        pytest.param({"a/b": ""}, "a/b/c", "a/b/c", id="a file where a folder should be"),
        pytest.param({}, ".", "is empty", id="an empty folder"),
        pytest.param({"photo.jpg": "x", "notes.md": "x"}, ".", "is not a Slack export", id="a folder with other things"),
        pytest.param({"users.json": "[]"}, ".", "is not a Slack export", id="only people"),
        pytest.param({"inc/2026-10-14.json": "[]"}, "inc", "folder of one channel", id="a channel's folder"),
        pytest.param({"inc/2026-10-14.json": "[]"}, "inc/2026-10-14.json", "one day of one channel", id="a day file"),
        pytest.param({"channels.json": "[]"}, "channels.json", "one file out of an export", id="channels.json"),
        pytest.param({"export.zip.part": "x"}, ".", "is not a Slack export", id="a download that is not finished"),
        pytest.param({"export.zip": "x"}, ".", "holds export.zip", id="a folder with a zip in it"),
        pytest.param({"a/channels.json": "[]", "b/channels.json": "[]"}, ".", "holds several exports: a, b", id="several exports"),
        pytest.param({"channels/inc/2026-10-14.txt": "x", "dms/x.txt": "x"}, ".", "export as text", id="text, a folder for each channel"),
        pytest.param({"channels/inc.txt": "x"}, ".", "export as JSON", id="text, a file for each channel"),
        pytest.param({"Export/dms/x.txt": "x"}, ".", "export as text", id="text, one folder deeper"),
        pytest.param({"export.tar.gz": b"\x1f\x8b\x08"}, "export.tar.gz", "it is a gzip file", id="a tar.gz"),
        pytest.param({"export.7z": b"7z\xbc\xaf"}, "export.7z", "it is a 7z archive", id="7z"),
        pytest.param({"export.pdf": "%PDF-1.7"}, "export.pdf", "it is a PDF", id="a PDF"),
        pytest.param({"export.txt": "hello"}, "export.txt", "another kind of file", id="a text file"),
        pytest.param({"export.zip": ""}, "export.zip", "is empty", id="an empty file"),
        pytest.param({"C01.json.gz": b"\x1f\x8b\x08"}, "C01.json.gz", "Give the folder that it lies in", id="one file of an archive"),
    ],
)
def test_what_is_not_an_export_gets_a_sentence(tmp_path: Path, files: dict[str, str | bytes], given: str, said: str) -> None:
    for name, content in files.items():
        write(tmp_path / name, content)
    with pytest.raises(InputError) as raised:
        open_export(tmp_path / given)
    assert said in str(raised.value)
    assert str(raised.value).endswith((".", "there."))


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "\udcff", "new\nline"], ids=["long", "zero byte", "not UTF-8", "a line break"])
def test_an_impossible_path_gets_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as raised:
        open_export(tmp_path / name)
    assert str(raised.value).isprintable()
    str(raised.value).encode("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        open_export(tmp_path / "pipe")


def test_a_folder_that_may_not_be_listed_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(InputError, match="cannot be read: permission denied"):
        open_export(tmp_path)


def test_opening_a_folder_loads_neither_zipfile_nor_sqlite() -> None:
    import subprocess
    import sys

    code = "import sys, postmortem.slack.export; print([name for name in ('zipfile', 'sqlite3') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
