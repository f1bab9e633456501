"""Reading what slackdump writes: exports, dumps, chunk archives and its database."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from postmortem.errors import InputError
from postmortem.slack.export import Export, open_export
from postmortem.slack.transcript import File

USERS = [{"id": "U01", "name": "mara", "team_id": "T1"}, {"id": "U02", "name": "tunde", "team_id": "T1"}]


def message(ts: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U01", "ts": ts, "text": text, "blocks": None, **more}


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def texts(export: Export, wanted: str) -> list[str]:
    return [raw["text"] for raw in export.raw_messages(export.find(wanted))]


# Dumps

DUMP = {
    "channel_id": "C026BN221D5",
    "name": "inc-checkout",
    "messages": [
        message("1.1", "root", slackdump_thread_replies=[message("1.1", "root again"), message("3.1", "reply", thread_ts="1.1"), None]),
        message("2.1", "after"),
    ],
}


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    root = tmp_path / "dump"
    write(root / "C026BN221D5.json", json.dumps(DUMP))
    write(root / "C0OTHER.json", json.dumps({"name": "other", "messages": [message("9.1", "elsewhere")], "channel_id": "C0OTHER"}))
    write(root / "users.json", json.dumps(USERS))
    write(root / "C026BN221D5/F01-graph.png", b"picture")
    return root


def test_a_dump_is_read_with_its_replies_after_their_root(dump: Path) -> None:
    export = open_export(dump)
    assert [(channel.id, channel.name) for channel in export.channels()] == [("C026BN221D5", "inc-checkout"), ("C0OTHER", "other")]
    raw = list(export.raw_messages(export.find("#inc-checkout")))
    assert [(each["ts"], each["text"]) for each in raw] == [("1.1", "root"), ("3.1", "reply"), ("2.1", "after")]
    assert not any("slackdump_thread_replies" in each for each in raw)
    assert list(export.people()) == ["U01", "U02"]
    assert export.remarks == ()


def test_files_beside_a_dump_are_found(dump: Path) -> None:
    assert open_export(dump).read_file(File(id="F01", name="graph.png")) == b"picture"


def test_a_single_dump_is_an_export_with_the_people_beside_it(dump: Path) -> None:
    export = open_export(dump / "C026BN221D5.json")
    assert [channel.name for channel in export.channels()] == ["inc-checkout"]
    assert list(export.people()) == ["U01", "U02"]


def test_a_dump_may_have_any_name_when_it_is_given_itself(dump: Path) -> None:
    (dump / "C026BN221D5.json").rename(dump / "incident.json")
    assert texts(open_export(dump / "incident.json"), "C026BN221D5") == ["root", "reply", "after"]


def test_a_dump_in_a_zip_is_read(dump: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as packed:
        for name in ("C026BN221D5.json", "users.json"):
            packed.write(dump / name, f"dump/{name}")
    export = open_export(tmp_path / "dump.zip")
    assert texts(export, "inc-checkout") == ["root", "reply", "after"]
    assert len(export.people()) == 2


def test_a_channels_thread_dumps_belong_to_it(dump: Path) -> None:
    write(dump / "C026BN221D5-1.1.json", json.dumps({**DUMP, "thread_ts": "1.1", "messages": [message("4.1", "later")]}))
    assert sorted(texts(open_export(dump), "inc-checkout")) == ["after", "later", "reply", "root"]


def test_a_dump_without_people_is_read_and_that_is_said(dump: Path) -> None:
    (dump / "users.json").unlink()
    export = open_export(dump)
    assert export.people() == {}
    assert "holds no users.json" in export.remarks[0]


@pytest.mark.parametrize(
    ("content", "kept", "said"),
    [
        pytest.param(json.dumps(DUMP)[:-40], ["root", "reply"], "is cut off", id="truncated"),
        pytest.param('{"name": "inc-checkout", "messages": [', [], "is cut off", id="truncated at once"),
        pytest.param('{"messages": null, "name": "x"}', [], "", id="no messages"),
        pytest.param('{"messages": {"a": 1}, "name": "x"}', [], "", id="messages of another kind"),
        pytest.param('{"messages": [1, null], "name": "x"}', [], "holds 2 that are not a message", id="elements of other kinds"),
        pytest.param("[]", [], "is not JSON", id="a list"),
        pytest.param("", [], "is empty", id="empty"),
        pytest.param("{" * 100_000, [], "is not JSON", id="open braces"),
        pytest.param('{"name": ' + "[" * 100_000, [], "is nested too deeply", id="nested"),
    ],
)
def test_a_damaged_dump_is_named_and_what_can_be_read_is_used(dump: Path, content: str, kept: list[str], said: str) -> None:
    write(dump / "C026BN221D5.json", content)
    export = open_export(dump)
    assert texts(export, "C026BN221D5") == kept
    assert texts(export, "other") == ["elsewhere"]
    assert said in " ".join(export.remarks)
    assert bool(export.remarks) == bool(said)


# The chunk archive


def chunks(*lines: dict[str, Any]) -> bytes:
    return gzip.compress("\n".join(json.dumps(line) for line in lines).encode())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    write(
        root / "C026BN221D5.json.gz",
        chunks(
            {"t": 5, "ts": 1, "id": "C026BN221D5", "ci": {"id": "C026BN221D5", "name": "inc-checkout", "topic": {"value": "down"}}},
            {"t": 7, "id": "C026BN221D5", "cu": ["U01", "U02"]},
            {"t": 0, "id": "C026BN221D5", "n": 2, "m": [message("1.1", "before the edit"), message("2.1", "after")]},
            {"t": 1, "id": "C026BN221D5", "r": "1.1", "p": message("1.1", "not taken"), "m": [message("3.1", "reply", thread_ts="1.1")]},
            {"t": 2, "id": "C026BN221D5", "p": message("1.1", "not taken"), "f": [{"id": "F01"}]},
        )
        + chunks({"t": 0, "id": "C026BN221D5", "m": [message("1.1", "root"), None]}),
    )
    write(root / "users.json.gz", chunks({"t": 3, "u": USERS[:1]}, {"t": 3, "u": USERS[1:]}))
    write(root / "workspace.json.gz", chunks({"t": 6, "w": {"team_id": "T1"}}))
    write(root / "__uploads/F01/graph.png", b"picture")
    return root


def test_an_archive_is_read_each_message_once_as_it_was_last(archive: Path) -> None:
    export = open_export(archive)
    assert texts(export, "inc-checkout") == ["after", "reply", "root"]
    channel = export.find("inc-checkout")
    assert (channel.id, channel.topic, channel.members) == ("C026BN221D5", "down", ("U01", "U02"))
    assert list(export.people()) == ["U01", "U02"]
    assert export.read_file(File(id="F01", name="graph.png")) == b"picture"
    assert export.remarks == ()


def test_channels_of_an_archive_come_from_their_list(archive: Path) -> None:
    write(archive / "channels.json.gz", chunks({"t": 4, "ch": [{"id": "C026BN221D5", "name": "renamed", "is_archived": True}]}))
    (channel,) = open_export(archive).channels()
    assert (channel.name, channel.is_archived) == ("renamed", True)


def test_a_truncated_archive_is_named_and_what_can_be_read_is_used(archive: Path) -> None:
    path = archive / "C026BN221D5.json.gz"
    path.write_bytes(path.read_bytes()[:-30])
    export = open_export(archive)
    assert "reply" in texts(export, "inc-checkout")
    assert export.remarks == ("C026BN221D5.json.gz is cut off; what stands before that is used.",)


@pytest.mark.parametrize("content", [b"", b"not gzip", b"\x1f\x8b\x08\x00", gzip.compress(b"not JSON")], ids=["empty", "text", "header", "no JSON"])
def test_an_archive_whose_people_cannot_be_read_is_refused(archive: Path, content: bytes) -> None:
    write(archive / "users.json.gz", content)
    export = open_export(archive)
    with pytest.raises(InputError, match=r"users\.json\.gz in the export .*names could not be recognised"):
        export.people()


def test_an_archive_that_unpacks_without_end_is_refused(archive: Path) -> None:
    pack = gzip.compress(b" " * 100_000_000, compresslevel=1)
    write(archive / "C026BN221D5.json.gz", pack * 7)
    with pytest.raises(InputError, match="unpacks to more than 600 MB"):
        texts(open_export(archive), "C026BN221D5")


# The database

_SCHEMA = """
CREATE TABLE MESSAGE (ID INTEGER NOT NULL, CHUNK_ID INTEGER NOT NULL, LOAD_DTTM TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CHANNEL_ID TEXT NOT NULL, TS TEXT NOT NULL, PARENT_ID INTEGER, THREAD_TS TEXT, LATEST_REPLY TEXT, IS_PARENT SMALLINT NOT NULL DEFAULT 0,
    IDX INTEGER NOT NULL, NUM_FILES INTEGER NOT NULL DEFAULT 0, TXT TEXT, DATA BLOB NOT NULL, PRIMARY KEY (ID, CHUNK_ID));
CREATE TABLE CHANNEL (ID TEXT NOT NULL, CHUNK_ID INTEGER NOT NULL, NAME TEXT, IDX INTEGER NOT NULL, DATA BLOB NOT NULL, PRIMARY KEY (ID, CHUNK_ID));
CREATE TABLE S_USER (ID TEXT NOT NULL, CHUNK_ID INTEGER NOT NULL, IDX INTEGER NOT NULL, USERNAME TEXT NOT NULL, DATA BLOB NOT NULL,
    PRIMARY KEY (ID, CHUNK_ID));
CREATE TABLE CHANNEL_USER (ID TEXT NOT NULL, CHUNK_ID INTEGER NOT NULL, CHANNEL_ID TEXT NOT NULL, IDX INTEGER NOT NULL,
    PRIMARY KEY (ID, CHANNEL_ID, CHUNK_ID));
"""


def add_message(database: sqlite3.Connection, chunk: int, channel: str, ts: str, data: bytes | str) -> None:
    database.execute(
        "INSERT INTO MESSAGE (ID, CHUNK_ID, CHANNEL_ID, TS, IDX, DATA) VALUES (?, ?, ?, ?, 0, ?)",
        (int(ts.replace(".", "")), chunk, channel, ts, data),
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "archive ö %41?#/slackdump.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as filled, filled:
        filled.executescript(_SCHEMA)
        for chunk, ts, text in ((2, "1760432580.000200", "before the edit"), (9, "1760432580.000200", "root"), (2, "1760432590.000200", "after")):
            add_message(filled, chunk, "C026BN221D5", ts, json.dumps(message(ts, text)).encode())
        add_message(filled, 3, "C0OTHER", "1760432585.000200", json.dumps(message("1760432585.000200", "elsewhere")))
        channel = {"id": "C026BN221D5", "name": "inc-checkout", "topic": {"value": "down"}, "is_archived": True}
        for chunk, topic in ((1, "up"), (8, "down")):
            data = json.dumps({**channel, "topic": {"value": topic}}).encode()
            filled.execute("INSERT INTO CHANNEL VALUES ('C026BN221D5', ?, 'inc-checkout', 0, ?)", (chunk, data))
        for number, user in enumerate(USERS):
            filled.execute("INSERT INTO S_USER VALUES (?, 1, ?, ?, ?)", (user["id"], number, user["name"], json.dumps(user).encode()))
            filled.execute("INSERT INTO CHANNEL_USER VALUES (?, 1, 'C026BN221D5', ?)", (user["id"], number))
    write(path.parent / "__uploads/F01/graph.png", b"picture")
    before = sorted(entry.name for entry in path.parent.iterdir())
    yield path
    assert sorted(entry.name for entry in path.parent.iterdir()) == before, "reading left something behind"


@pytest.mark.parametrize("above", [0, 1, 2], ids=["the file", "its folder", "the folder above"])
def test_a_database_is_read_each_message_once_as_it_was_last(database: Path, above: int) -> None:
    export = open_export([database, database.parent, database.parent.parent][above])
    assert texts(export, "inc-checkout") == ["root", "after"]
    channel = export.find("C026BN221D5")
    assert (channel.topic, channel.is_archived, channel.members) == ("down", True, ("U01", "U02"))
    assert list(export.people()) == ["U01", "U02"]
    assert export.read_file(File(id="F01", name="graph.png")) == b"picture"
    assert export.remarks == ()


def test_a_channel_that_only_messages_tell_of_is_found_by_its_id(database: Path) -> None:
    assert texts(open_export(database), "C0OTHER") == ["elsewhere"]


def test_messages_of_a_database_that_are_not_json_are_counted(database: Path) -> None:
    with closing(sqlite3.connect(database)) as filled, filled:
        for number, data in enumerate((b"\x00\xff", b"[1]", b"", b"[" * 5000, b'{"ts"')):
            add_message(filled, 5, "C026BN221D5", f"1.{number}", data)
    export = open_export(database)
    assert texts(export, "inc-checkout") == ["root", "after"]
    assert export.remarks == ("slackdump.sqlite holds 5 messages of this channel that are not JSON; left out.",)


def test_people_of_a_database_who_cannot_be_read_are_refused(database: Path) -> None:
    with closing(sqlite3.connect(database)) as filled, filled:
        filled.execute("INSERT INTO S_USER VALUES ('U03', 1, 1, 'nora', 'not JSON')")
    with pytest.raises(InputError, match="names could not be recognised"):
        open_export(database).people()


def test_a_database_that_is_not_by_slackdump_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "slackdump.sqlite"
    with closing(sqlite3.connect(path)) as filled, filled:
        filled.execute("CREATE TABLE THINGS (ID INTEGER)")
    with pytest.raises(InputError, match="not an archive by slackdump: it has no table CHANNEL"):
        open_export(tmp_path)


def test_a_view_in_place_of_a_table_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "slackdump.sqlite"
    with closing(sqlite3.connect(path)) as filled, filled:
        filled.executescript(_SCHEMA)
        filled.executescript(
            "DROP TABLE MESSAGE; CREATE VIEW MESSAGE AS WITH RECURSIVE N(X) AS (SELECT 1 UNION ALL SELECT X FROM N) SELECT X FROM N;"
        )
    with pytest.raises(InputError, match="it has no table MESSAGE"):
        open_export(path)


@pytest.mark.parametrize("length", [17, 100, 5000])
def test_a_damaged_database_is_refused(database: Path, length: int, tmp_path: Path) -> None:
    path = tmp_path / "slackdump.sqlite"
    path.write_bytes(database.read_bytes()[:length] + b"\xff" * 3000)
    with pytest.raises(InputError, match="cannot be read: it is damaged"):
        open_export(path).channels()


def test_a_database_in_a_zip_is_to_be_unpacked_first(database: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as packed:
        packed.write(database, "slackdump.sqlite")
    with pytest.raises(InputError, match="Unpack it"):
        open_export(tmp_path / "archive.zip")
