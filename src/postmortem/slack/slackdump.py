"""What slackdump writes: `dump` (a JSON file for each channel) and the chunk archive (the API's answers, one a line, gzipped)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from postmortem.errors import InputError
from postmortem.slack.channels import read_channel
from postmortem.slack.export_files import BAD_BYTES, LARGEST_CHANNEL, MEGABYTE, ExportFiles, Remarks, shown
from postmortem.slack.json_stream import Damage, JsonReader
from postmortem.slack.reading import Export, unreadable_roster
from postmortem.slack.transcript import Channel

# C026BN221D5.json, or C026BN221D5-1760432580.000200.json for a single thread
_DUMP = re.compile(r"([CDG][A-Z0-9]{2,40})(?:-\d{1,20}\.\d{1,20})?\.json", re.ASCII)
# the same, gzipped: a channel's chunks
_CHUNKS = re.compile(r"([CDG][A-Z0-9]{2,40})(?:-\d{1,20}\.\d{1,20})?\.json\.gz", re.ASCII)
_REPLIES = "slackdump_thread_replies"
_CHUNK_MESSAGES, _CHUNK_REPLIES, _CHUNK_CHANNEL, _CHUNK_MEMBERS = 0, 1, 5, 7  # slackdump's numbers for kinds of chunk
_UNPACKED = 64 * 1024


def dump_files(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a folder's file names that are dumps of channels or threads."""
    return tuple(name for name in names if _DUMP.fullmatch(name))


def chunk_files(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a folder's file names that hold a channel's chunks."""
    return tuple(name for name in names if _CHUNKS.fullmatch(name))


class _ByFile(Export):
    """An export with one or more files for each channel."""

    _found: dict[tuple[str, str], tuple[Channel, list[str]]] | None = None

    def channels(self) -> tuple[Channel, ...]:
        return tuple(channel for channel, _ in self._channels_and_files().values())

    def _files_of(self, channel: Channel) -> list[str]:
        return self._channels_and_files().get((channel.id, channel.name), (channel, []))[1]

    def _channels_and_files(self) -> dict[tuple[str, str], tuple[Channel, list[str]]]:
        if self._found is None:
            self._found = {}
            for channel, name in self._read_channels():
                self._found.setdefault((channel.id, channel.name), (channel, []))[1].append(name)
        return self._found

    def _read_channels(self) -> Iterator[tuple[Channel, str]]:
        raise NotImplementedError

    def _say_damage(self, name: str, damage: Damage) -> None:
        self._remarks.add(f"{shown(name)} {damage}; what stands before that is used.")


class DumpExport(_ByFile):
    """The files that `slackdump dump` writes: {"channel_id", "name", "messages": […]}, replies inside their thread's root."""

    def __init__(self, files: ExportFiles, remarks: Remarks, names: tuple[str, ...]) -> None:
        super().__init__(files, remarks)
        self._names = names

    def _read_channels(self) -> Iterator[tuple[Channel, str]]:
        for name in self._names:
            named = _DUMP.fullmatch(name)
            said = self._head(name, needs_id=named is None)
            key = named[1] if named else said.get("channel_id", "")
            yield Channel(id=key, name=said.get("name", "") or key or name.removesuffix(".json")), name

    def _head(self, name: str, *, needs_id: bool) -> dict[str, str]:
        """What a dump says of its channel. Usually that stands before the messages, and these need not be read."""
        reader = JsonReader(self._files.chunks(name, limit=LARGEST_CHANNEL))
        said: dict[str, str] = {}
        try:
            for key in reader.keys():  # noqa: SIM118 - a method that reads on, not a mapping's keys
                if key == "messages" and reader.peek() == "[":
                    if "name" in said and ("channel_id" in said or not needs_id):
                        break
                    for _ in reader.elements():
                        pass
                    continue
                value = reader.value()
                if isinstance(value, str):
                    said[key] = value.strip()
        except Damage as damage:
            self._say_damage(name, damage)
        return said

    def raw_messages(
        self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[dict[str, Any]]:
        for name in self._files_of(channel):
            reader = JsonReader(self._files.chunks(name, limit=LARGEST_CHANNEL))
            odd = 0
            try:
                for key in reader.keys():  # noqa: SIM118 - a method that reads on, not a mapping's keys
                    if key != "messages" or reader.peek() != "[":
                        reader.value()
                        continue
                    for element in reader.elements():
                        if isinstance(element, dict):
                            yield from _with_replies(element)
                        else:
                            odd += 1
            except Damage as damage:
                self._say_damage(name, damage)
            if odd:
                self._remarks.add(f"{shown(name)} holds {odd} that {'is' if odd == 1 else 'are'} not a message; left out.")
            if reader.had_bad_bytes:
                self._remarks.add(BAD_BYTES.format(file=shown(name)))


def _with_replies(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A message, then the replies that the dump keeps inside it."""
    replies = message.pop(_REPLIES, None)
    yield message
    for reply in replies if isinstance(replies, list) else ():
        if isinstance(reply, dict) and reply.get("ts") != message.get("ts"):
            reply.pop(_REPLIES, None)
            yield reply


class ChunkExport(_ByFile):
    """The archive of slackdump 3: `<channel>.json.gz`, `channels.json.gz`, `users.json.gz`, a JSON object a line in each."""

    def _read_channels(self) -> Iterator[tuple[Channel, str]]:
        records: dict[str, dict[str, Any]] = {}
        for chunk in self._chunks("channels.json.gz"):
            records.update((str(record.get("id")), record) for record in _objects(chunk.get("ch")))
        for name in chunk_files(self._files.listing().files):
            named = _CHUNKS.fullmatch(name)
            key = named[1] if named else ""
            record = dict(records.get(key) or self._described(name))
            record["id"] = key
            channel = read_channel(record)
            if channel is not None:
                yield channel, name

    def _described(self, name: str) -> dict[str, Any]:
        """What a channel's own chunks say of it: its record, and its members where those come with it."""
        record: dict[str, Any] = {}
        for chunk in self._chunks(name):
            if chunk.get("t") == _CHUNK_CHANNEL and isinstance(chunk.get("ci"), dict):
                record = {**chunk["ci"], "members": record.get("members") or chunk["ci"].get("members")}
            elif chunk.get("t") == _CHUNK_MEMBERS and isinstance(chunk.get("cu"), list):
                record["members"] = [*(record.get("members") or ()), *chunk["cu"]]
        return record

    def _records_of_people(self) -> Iterator[dict[str, Any]]:
        name = "users.json.gz"
        if name not in self._files.listing().files:
            yield from super()._records_of_people()
            return
        try:
            for chunk in self._lines(name):
                yield from _objects(chunk.get("u"))
        except Damage as damage:
            raise unreadable_roster(name, str(damage)) from damage

    def raw_messages(
        self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[dict[str, Any]]:
        """Each message once, as it was when it was last fetched: a resumed archive holds some twice."""
        for name in self._files_of(channel):
            last = {ts: place for place, ts, _ in self._messages(name)}
            yield from (message for place, ts, message in self._messages(name) if last[ts] == place)

    def _messages(self, name: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
        place = 0
        for chunk in self._chunks(name):
            if chunk.get("t") in (_CHUNK_MESSAGES, _CHUNK_REPLIES):
                for message in _objects(chunk.get("m")):
                    place += 1
                    yield place, str(message.get("ts")), message

    def _chunks(self, name: str) -> Iterator[dict[str, Any]]:
        """The chunks in a file, as far as it can be read."""
        if name not in self._files.listing().files:
            return
        try:
            yield from self._lines(name)
        except Damage as damage:
            self._say_damage(name, damage)

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        reader = JsonReader(_gunzipped(name, self._files.chunks(name, limit=LARGEST_CHANNEL)))
        for value in reader.values():
            if isinstance(value, dict):
                yield value
        if reader.had_bad_bytes:
            self._remarks.add(BAD_BYTES.format(file=shown(name)))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _gunzipped(name: str, packed: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes in a gzip file, a little at a time, and never more than a channel may have."""
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    total = 0
    started = False
    try:
        for chunk in packed:
            while chunk:
                if unpack.eof:  # slackdump appends to its files: one gzip member follows another
                    unpack, started = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16), False
                started = True
                unpacked = unpack.decompress(chunk, _UNPACKED)
                chunk = unpack.unconsumed_tail or unpack.unused_data
                total += len(unpacked)
                if total > LARGEST_CHANNEL:
                    raise InputError(
                        f"{shown(name)} in the export unpacks to more than {LARGEST_CHANNEL // MEGABYTE} MB, which is the most "
                        "that is read of one channel. Archive it again with -time-from and -time-to."
                    )
                if unpacked:
                    yield unpacked
        while unpacked := unpack.decompress(unpack.unconsumed_tail, _UNPACKED):
            yield unpacked
    except zlib.error as error:
        raise Damage("is damaged") from error
    if not unpack.eof:
        raise Damage("is cut off" if started else "is empty")
