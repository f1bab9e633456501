"""The archive of slackdump 4: `slackdump.sqlite`, opened for reading only."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from postmortem.errors import InputError
from postmortem.slack.channels import read_channel
from postmortem.slack.export_files import FolderFiles, Remarks, shown
from postmortem.slack.json_stream import Damage, JsonReader
from postmortem.slack.reading import Export, unreadable_roster
from postmortem.slack.transcript import Channel

DATABASE = "slackdump.sqlite"
_NEEDED_TABLES = frozenset({"MESSAGE", "CHANNEL", "S_USER"})
_LARGEST_VALUE = 32_000_000  # bytes of one record; a message of 10 MB is odd, but can be read
# A crafted database can make one query run for ever; SQLite asks every so many steps whether to go on
_STEPS = 1_000_000
_MOST_STEPS = 5_000  # times _STEPS: minutes, where a channel of 100,000 messages needs less than a second

# What is fetched again gets a new, higher chunk: the highest is how it was last
_CHANNELS = "SELECT ID, NAME, DATA FROM CHANNEL ORDER BY CHUNK_ID"
_UNLISTED = "SELECT DISTINCT CHANNEL_ID FROM MESSAGE"
_MEMBERS = "SELECT DISTINCT CHANNEL_ID, ID FROM CHANNEL_USER"
_PEOPLE = "SELECT DATA FROM S_USER ORDER BY CHUNK_ID DESC"
_MESSAGE_PLACES = "SELECT ID, ROWID FROM MESSAGE WHERE CHANNEL_ID = ? ORDER BY CHUNK_ID"
_MESSAGE = "SELECT DATA FROM MESSAGE WHERE ROWID = ?"


class DatabaseExport(Export):
    """An archive in a SQLite database; the files that were posted lie beside it."""

    def __init__(self, path: Path, remarks: Remarks) -> None:
        super().__init__(FolderFiles(path.parent, remarks), remarks)
        self._path = path
        self._where = shown(str(path))
        self._channels: tuple[Channel, ...] | None = None
        tables = {str(name).upper() for (name,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if missing := _NEEDED_TABLES - tables:
            raise InputError(
                f"{self._where} is not an archive by slackdump: it has no table {min(missing)}. Give the slackdump.sqlite that "
                "`slackdump archive` wrote, or an export by Slack."
            )
        self._has_members = "CHANNEL_USER" in tables

    def channels(self) -> tuple[Channel, ...]:
        if self._channels is None:
            self._channels = tuple(self._read_channels())
        return self._channels

    def _read_channels(self) -> Iterator[Channel]:
        records: dict[str, dict[str, Any]] = {str(key): {} for (key,) in self._rows(_UNLISTED)}
        for key, name, data in self._rows(_CHANNELS):
            try:
                records[str(key)] = {"name": name, **_object(data)}
            except Damage as damage:
                records[str(key)] = {"name": name}
                self._remarks.add(f"The record of channel {shown(str(key))} {damage}; its topic and pins are not known.")
        members: dict[str, list[str]] = defaultdict(list)
        for key, member in self._rows(_MEMBERS) if self._has_members else ():
            members[str(key)].append(str(member))
        for key, record in records.items():
            channel = read_channel({**record, "id": key, "members": members.get(key) or record.get("members")})
            if channel is not None:
                yield channel

    def _records_of_people(self) -> Iterator[dict[str, Any]]:
        found = False
        for (data,) in self._rows(_PEOPLE):
            found = True
            try:
                yield _object(data)
            except Damage as damage:
                raise unreadable_roster("A record of S_USER", str(damage)) from damage
        if not found:
            yield from super()._records_of_people()

    def raw_messages(
        self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[dict[str, Any]]:
        places: dict[object, int] = {}
        for key, place in self._rows(_MESSAGE_PLACES, channel.id):
            places[key] = place
        damaged = 0
        try:
            with closing(self._open()) as database:
                for key in sorted(places, key=str):
                    for (data,) in database.execute(_MESSAGE, (places[key],)):
                        try:
                            message = _object(data)
                        except Damage:
                            damaged += 1
                        else:
                            yield message
        except sqlite3.Error as error:
            raise self._unreadable() from error
        if damaged:
            these = "message of this channel that is" if damaged == 1 else "messages of this channel that are"
            self._remarks.add(f"{DATABASE} holds {damaged} {these} not JSON; left out.")

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(self._open()) as database:
                yield from database.execute(query, values)
        except sqlite3.Error as error:
            raise self._unreadable() from error

    def _open(self) -> sqlite3.Connection:
        """A connection that writes nothing, not even the files that SQLite keeps beside a database while it is in use."""
        resolved = self._path.resolve()
        in_use = any(resolved.with_name(resolved.name + ending).exists() for ending in ("-wal", "-journal"))
        database = sqlite3.connect(f"{resolved.as_uri()}?{'mode=ro' if in_use else 'mode=ro&immutable=1'}", uri=True)
        database.text_factory = _text
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        asked = iter(range(_MOST_STEPS))
        database.set_progress_handler(lambda: int(next(asked, None) is None), _STEPS)
        return database

    def _unreadable(self) -> InputError:
        return InputError(
            f"{self._where} cannot be read: it is damaged, in use, or not by slackdump. Copy it again, or archive again."
        )


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _object(data: object) -> dict[str, Any]:
    """A record as slackdump stores it: JSON, as text or as bytes."""
    stored = data.encode() if isinstance(data, str) else data
    value = JsonReader(iter([stored])).value() if isinstance(stored, bytes) and stored else None
    if not isinstance(value, dict):
        raise Damage("is not JSON")
    return value
