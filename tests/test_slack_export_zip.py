"""Reading an export that is still in its zip, and refusing zips that are damaged or made to do harm."""

from __future__ import annotations

import io
import json
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from postmortem.errors import InputError
from postmortem.slack.export import Export, open_export
from postmortem.slack.transcript import File

DAY = "inc/2026-10-14.json"
OTHER_DAY = "inc/2026-10-15.json"


def message(ts: str, text: str) -> dict[str, Any]:
    return {"type": "message", "user": "U01", "ts": ts, "text": text}


def export_files(prefix: str = "") -> dict[str, bytes]:
    return {
        f"{prefix}channels.json": json.dumps([{"id": "C01", "name": "inc"}]).encode(),
        f"{prefix}users.json": json.dumps([{"id": "U01", "name": "mara"}]).encode(),
        f"{prefix}{DAY}": json.dumps([message("1.1", "first")]).encode(),
        f"{prefix}{OTHER_DAY}": json.dumps([message("2.1", "second")]).encode(),
    }


def pack(path: Path, files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name), data, how)
    return path


def texts(export: Export, wanted: str = "inc") -> list[str]:
    return [raw["text"] for raw in export.raw_messages(export.find(wanted))]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
@pytest.mark.parametrize("prefix", ["", "Example Slack export Oct 1 2026/", "./"], ids=["bare", "one folder deep", "with ./"])
def test_a_zip_is_read_like_its_folder(tmp_path: Path, prefix: str, how: int) -> None:
    export = open_export(pack(tmp_path / "export.zip", export_files(prefix), how))
    assert texts(export) == ["first", "second"]
    assert list(export.people()) == ["U01"]
    assert export.remarks == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip"]


def test_what_macs_and_windows_add_is_ignored(tmp_path: Path) -> None:
    junk = {"__MACOSX/export/._users.json": b"x", "export/.DS_Store": b"x", "export/inc/._2026-10-14.json": b"x", "desktop.ini": b"x"}
    export = open_export(pack(tmp_path / "export.zip", export_files("export/") | junk))
    assert texts(export) == ["first", "second"]
    assert export.remarks == ()


def test_a_stored_file_is_read_from_the_zip(tmp_path: Path) -> None:
    files = export_files("export/") | {"export/__uploads/F01/graph.png": b"picture"}
    assert open_export(pack(tmp_path / "export.zip", files)).read_file(File(id="F01", name="graph.png")) == b"picture"


def test_a_zip_need_not_be_called_zip(tmp_path: Path) -> None:
    assert texts(open_export(pack(tmp_path / "export", export_files()))) == ["first", "second"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../outside.json", "points outside"),
        ("inc/../../outside.json", "points outside"),
        ("/etc/outside.json", "points outside"),
        ("C:/outside.json", "points outside"),
        ("c:outside.json", "points outside"),
        ("\\\\server\\share\\outside.json", "points outside"),
        ("inc\\..\\..\\outside.json", "points outside"),
        ("inc\\2026-10-16.json", "has a backslash"),
        ("..", "points outside"),
    ],
)
def test_a_zip_with_an_entry_that_points_outside_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        open_export(pack(tmp_path / "export.zip", export_files() | {name: b"[]"}))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["export.zip"]


@pytest.mark.parametrize("name", ["inc/a..b.json", "inc/..2026.json", "inc/c:d.json", "...", "Ünï/x.json"])
def test_a_name_that_only_looks_odd_is_no_reason_to_refuse(tmp_path: Path, name: str) -> None:
    assert texts(open_export(pack(tmp_path / "export.zip", export_files() | {name: b"[]"}))) == ["first", "second"]


def test_a_zip_with_a_link_in_it_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "export.zip", export_files())
    link = zipfile.ZipInfo("inc/2026-10-16.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(InputError, match=r'"inc/2026-10-16\.json", which is a link'):
        open_export(path)


def damaged(path: Path, name: str) -> Path:
    """Change one byte inside a stored entry."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        entry = packed.getinfo(name)
    data[entry.header_offset + 30 + len(name) + entry.file_size // 2] ^= 1
    path.write_bytes(data)
    return path


def test_a_day_file_that_is_damaged_in_the_zip_is_named_and_the_rest_is_used(tmp_path: Path) -> None:
    export = open_export(damaged(pack(tmp_path / "export.zip", export_files(), zipfile.ZIP_STORED), DAY))
    assert "second" in texts(export)
    assert export.remarks == (f"{DAY} is damaged in the zip; what stands before that and the other files are used.",)


def test_people_who_are_damaged_in_the_zip_are_refused(tmp_path: Path) -> None:
    export = open_export(damaged(pack(tmp_path / "export.zip", export_files(), zipfile.ZIP_STORED), "users.json"))
    with pytest.raises(InputError, match=r"users\.json in the export is damaged in the zip"):
        export.people()


def changed(path: Path, at_signature: bytes, offset: int, value: bytes) -> Path:
    """Overwrite a field of every record with that signature."""
    data = bytearray(path.read_bytes())
    at = data.find(at_signature)
    while at >= 0:
        data[at + offset : at + offset + len(value)] = value
        at = data.find(at_signature, at + 4)
    path.write_bytes(data)
    return path


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    path = changed(pack(tmp_path / "export.zip", export_files()), b"PK\x01\x02", 8, b"\x01\x00")
    with pytest.raises(InputError, match="locked with a password"):
        open_export(path)


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_a_zip_packed_in_an_unusual_way_is_refused_since_reading_it_cannot_be_bounded(tmp_path: Path, how: int) -> None:
    with pytest.raises(InputError, match="packed in a way"):
        texts(open_export(pack(tmp_path / "export.zip", export_files(), how)))


def test_an_entry_that_is_there_twice_is_read_once_and_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "export.zip", export_files())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as packed:
        packed.writestr(DAY, json.dumps([message("1.1", "newer")]))
    export = open_export(path)
    assert texts(export) == ["newer", "second"]
    assert export.remarks == (f"The zip holds {DAY} more than once; the last one is used.",)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04", id="only a beginning"),
        pytest.param(b"PK\x05\x06", id="only a signature"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 5000, id="zeros"),
        pytest.param(b"this is a text called .zip", id="a text"),
        pytest.param(b"PK\x05\x06" + b"\xff" * 18, id="a record of lies"),
        pytest.param(b"PK\x06\x06" + b"\xff" * 52 + b"PK\x06\x07" + b"\xff" * 16 + b"PK\x05\x06" + b"\xff" * 16 + b"\x00\x00", id="zip64 lies"),
    ],
)
def test_what_is_not_a_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"export\.zip (is not a zip that can be read|holds too many entries)"):
        open_export(path)


def test_every_truncation_of_a_zip_is_refused_or_read(tmp_path: Path) -> None:
    whole = pack(tmp_path / "whole.zip", export_files()).read_bytes()
    path = tmp_path / "export.zip"
    for length in range(1, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError):
            open_export(path)


def test_every_changed_byte_of_a_zip_is_met_with_a_sentence(tmp_path: Path) -> None:
    whole = pack(tmp_path / "whole.zip", export_files()).read_bytes()
    path = tmp_path / "export.zip"
    refused = 0
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            export = open_export(path)
            export.people()
            for channel in export.channels():
                list(export.raw_messages(channel))
        except InputError:
            refused += 1
    assert 0 < refused < len(whole)


def test_a_zip_in_a_zip_is_named(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", export_files()).read_bytes()
    with pytest.raises(InputError, match=r"holds inner\.zip\. Unpack or give that file"):
        open_export(pack(tmp_path / "outer.zip", {"inner.zip": inner}))


@pytest.mark.parametrize("files", [{}, {"readme.txt": b"hello"}, {"users.json": b"[]"}], ids=["nothing", "something else", "only people"])
def test_a_zip_that_is_not_an_export_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(InputError, match=r"(is empty|is not a Slack export).*Give the \.zip file that Slack sent"):
        open_export(pack(tmp_path / "export.zip", files))


def test_folders_within_folders_without_end_cost_nothing(tmp_path: Path) -> None:
    export = open_export(pack(tmp_path / "export.zip", export_files() | {"a/" * 30_000 + "b.json": b"[]"}))
    assert texts(export) == ["first", "second"]


# Sizes. Each bomb is read in a process of its own, so that its memory can be told.

_MEASURED = """
import sys
from pathlib import Path
from postmortem.errors import InputError
from postmortem.slack.export import open_export
try:
    export = open_export(Path(sys.argv[1]))
    export.people()
    print("read", sum(1 for channel in export.channels() for _ in export.raw_messages(channel)), export.remarks)
except InputError as error:
    print("refused", error)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""


def measured(path: Path) -> tuple[str, int]:
    """What reading an export says, and how many MB of memory it took at most."""
    if sys.platform != "linux":
        pytest.skip("memory is measured where Linux says it")
    done = subprocess.run([sys.executable, "-c", _MEASURED, str(path)], capture_output=True, text=True, timeout=60, check=True)
    said, megabytes = done.stdout.strip().rsplit("\n", 1)
    return said, int(megabytes)


def bomb(path: Path, names: list[str], megabytes: int) -> Path:
    """A zip with entries that unpack to so many MB each."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in export_files().items():
            if name not in names:
                packed.writestr(name, data)
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with packed.open(entry, "w", force_zip64=True) as stream:
                for _ in range(megabytes):
                    stream.write(b" " * 1_000_000)
    return path


@pytest.mark.parametrize(("name", "size"), [(DAY, 1000), ("users.json", 300), ("channels.json", 100)])
def test_a_zip_that_unpacks_to_a_gigabyte_is_refused_within_300_mb(tmp_path: Path, name: str, size: int) -> None:
    said, megabytes = measured(bomb(tmp_path / "export.zip", [name], size))
    assert said.startswith(f"refused {name} in the export has {size:,} MB")
    assert megabytes < 300


def test_days_that_add_up_to_too_much_are_refused_within_300_mb(tmp_path: Path) -> None:
    path = bomb(tmp_path / "export.zip", [f"inc/2026-10-{day}.json" for day in range(10, 20)], 61)
    said, megabytes = measured(path)
    assert "add up to 610 MB" in said
    assert megabytes < 300


def test_an_entry_that_is_packed_too_well_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than 200 times its packed size"):
        texts(open_export(bomb(tmp_path / "export.zip", [DAY], 20)))


@pytest.mark.parametrize(
    "inside", [b'{"a":1},', b"{},", b"[[[[[[[[", b'"never closed ', b"1000,", b'["a","b"],'], ids=["objects", "empty", "nested", "open text", "numbers", "lists"]
)
def test_sixty_megabytes_of_rubbish_are_read_within_300_mb(tmp_path: Path, inside: bytes) -> None:
    (tmp_path / "inc").mkdir()
    (tmp_path / DAY).write_bytes(b"[[" + inside * (60_000_000 // len(inside)))
    said, megabytes = measured(tmp_path)
    assert said.startswith("read 0 ")
    assert megabytes < 300


def test_an_entry_that_lies_about_its_size_is_read_only_as_far_as_it_says(tmp_path: Path) -> None:
    path = pack(tmp_path / "export.zip", export_files() | {DAY: b"[" + b" " * 30_000_000 + b"]"})
    data = path.read_bytes()
    lie = struct.pack("<L", 500)
    path.write_bytes(data.replace(struct.pack("<L", 30_000_002), lie))
    export = open_export(path)
    assert texts(export) == ["second"]
    assert export.remarks[0].startswith(DAY)


def test_a_list_of_entries_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    record = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = record * 500_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    path = tmp_path / "export.zip"
    path.write_bytes(directory + end)
    said, megabytes = measured(path)
    assert "too many entries" in said
    assert megabytes < 100


def test_a_small_channel_in_a_large_zip_costs_what_it_costs(tmp_path: Path) -> None:
    """300 messages among 100,000 take little more memory than 300 messages alone."""
    path = tmp_path / "export.zip"
    text = "x" * 300
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("inc/2026-10-14.json", json.dumps([message(f"1.{n}", text) for n in range(300)]))
        for day in range(1, 21):
            packed.writestr(f"other/2026-10-{day:02}.json", json.dumps([message(f"{day}.{n}", text) for n in range(5000)]))
    opened: list[str] = []
    original = zipfile.ZipFile.open

    def watched(self: zipfile.ZipFile, name: Any, *args: Any, **options: Any) -> Any:
        opened.append(name.filename if isinstance(name, zipfile.ZipInfo) else name)
        return original(self, name, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "open", watched)
        assert len(texts(open_export(path))) == 300
    assert opened == ["inc/2026-10-14.json"]


def test_a_zip_behind_other_bytes_is_read(tmp_path: Path) -> None:
    """As self-extracting ones are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in export_files().items():
            packed.writestr(name, data)
    path = tmp_path / "export.zip"
    path.write_bytes(b"#!/bin/sh\n" + buffer.getvalue())
    assert texts(open_export(path)) == ["first", "second"]


def test_what_stands_before_the_damage_in_a_zip_is_used(tmp_path: Path) -> None:
    files = export_files() | {DAY: json.dumps([message(f"1.{n}", "x" * 100) for n in range(2000)]).encode()}
    export = open_export(damaged(pack(tmp_path / "export.zip", files, zipfile.ZIP_STORED), DAY))
    found = texts(export)
    assert 500 < len(found) < 2002
    assert found[-1] == "second"
