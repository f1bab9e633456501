"""Slack's own export, and slackdump's in the same layout: a folder for each channel, in it a file for each day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from postmortem.slack.channels import read_channel
from postmortem.slack.export_files import (
    LARGEST_FILE,
    check_channel_size,
    check_size,
    read_list,
    shown,
)
from postmortem.slack.json_stream import Damage
from postmortem.slack.reading import Export
from postmortem.slack.transcript import Channel

CHANNEL_LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")
_DAY_FILE = re.compile(r"\d{4}-\d\d-\d\d\.json", re.ASCII)  # 2026-10-14.json; anything else in a channel's folder is not messages
# Slack cuts days at midnight in Los Angeles, slackdump at midnight UTC: a day file's name is only near its messages' dates
_DAYS_AROUND = timedelta(days=2)


def day_files(names: tuple[str, ...]) -> list[str]:
    """Those of a folder's file names that hold messages, oldest day first."""
    return [name for name in names if _DAY_FILE.fullmatch(name)]


class OfficialExport(Export):
    """An export in Slack's own layout."""

    _channels: tuple[Channel, ...] | None = None

    def channels(self) -> tuple[Channel, ...]:
        if self._channels is None:
            self._folder_of: dict[tuple[str, str], str] = {}
            self._channels = tuple(self._read_channels())
        return self._channels

    def _read_channels(self) -> Iterator[Channel]:
        """The listed channels, then the folders that no list names: archived channels are often among those."""
        folders = set(self._files.listing().folders)
        used: set[str] = set()
        for record in self._records_of_channels():
            channel = read_channel(record)
            if channel is None or (channel.id, channel.name) in self._folder_of:
                continue
            names = (record.get("name"), channel.id, record.get("name_normalized"))
            folder = next((name for name in names if isinstance(name, str) and name in folders), "")
            self._folder_of[channel.id, channel.name] = folder
            used.add(folder)
            yield channel
        for folder in sorted(folders - used):
            if not folder.startswith((".", "__")) and day_files(self._files.listing(folder).files):
                channel = Channel(id="", name=shown(folder))
                self._folder_of[channel.id, channel.name] = folder
                yield channel

    def _records_of_channels(self) -> Iterator[dict[str, Any]]:
        present = self._files.listing().files
        for name in CHANNEL_LISTS:
            if name not in present:
                continue
            try:
                yield from read_list(self._files, name, self._remarks)
            except Damage as damage:
                self._remarks.add(f"{name} {damage}; some channels' ids, topics and pins are not known.")

    def raw_messages(
        self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[dict[str, Any]]:
        self.channels()
        folder = self._folder_of.get((channel.id, channel.name), "")
        if not folder:
            self._remarks.add(f"The export lists #{shown(channel.name)}, but holds no messages of it.")
            return
        listing = self._files.listing(folder)
        for name in day_files(listing.folders):
            self._remarks.add(f"{shown(folder)}/{name} is a folder and not a file; it is left out.")
        paths = [f"{folder}/{name}" for name in day_files(listing.files) if _is_near(name, since, until)]
        total = 0
        for path in paths:
            size = self._files.size(path)
            check_size(path, size, LARGEST_FILE)
            total += size
        check_channel_size(total, channel.name)
        for path in paths:
            try:
                yield from read_list(self._files, path, self._remarks)
            except Damage as damage:
                self._remarks.add(f"{shown(path)} {damage}; what stands before that and the other files are used.")


def _is_near(name: str, since: datetime | None, until: datetime | None) -> bool:
    """Whether a day file may hold messages of the time asked for."""
    try:
        day = date.fromisoformat(name.removesuffix(".json"))
    except ValueError:  # there is no such day, so the name says nothing
        return True
    too_early = since is not None and since.date() - day > _DAYS_AROUND
    too_late = until is not None and day - until.date() > _DAYS_AROUND
    return not (too_early or too_late)
