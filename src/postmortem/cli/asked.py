"""What a command that reads a channel was asked for: the channel as read, its folder if it has one, and the zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from postmortem.blameless.people_file import Key
from postmortem.cli.live import Live, Pulled, pull_channel
from postmortem.cli.options import choose_export, choose_range, choose_zone, reading_options, settings
from postmortem.cli.reading import Reading, find_channel, key_of, known_key, read_channel
from postmortem.config import Config
from postmortem.folder import find_folder
from postmortem.slack.transcript import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """root: where incident folders are kept. path: the incident's folder, None where there is none yet; key_hash: what its
    state knows the channel by. channel: the incident's. key: the private key as it was. zone: IANA; zone_given: on the command
    line. pulled: the recording, where the channel was read from Slack itself."""

    config: Config
    root: Path
    path: Path | None
    key_hash: str
    key: Key
    channel: Channel
    reading: Reading
    zone: str
    zone_given: bool
    pulled: Pulled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The channel and the options with which every command reads one, as they stand on the command line."""

    channel: str
    export: Path | None
    since: str | None
    until: str | None
    timezone: str | None
    live: Live


def reads_channel(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its CHANNEL and the options for reading it; they reach it as one value, `wanted`."""

    @wraps(command)
    def packed(
        *,
        channel: str,
        export: Path | None,
        since: str | None,
        until: str | None,
        timezone: str | None,
        refresh: bool,
        files: str,
        largest_file: int,
        verbose: bool,
        **others: object,
    ) -> object:
        live = Live(refresh=refresh, files=files, largest_file=largest_file, verbose=verbose)
        wanted = Wanted(channel=channel, export=export, since=since, until=until, timezone=timezone, live=live)
        return command(wanted, **others)

    return click.argument("channel")(reading_options(packed))


def read_asked(wanted: Wanted, *, incidents: Path | None = None) -> Asked:
    """Read the channel that the command line names, as the settings and the incident's private key say."""
    config = settings()
    zone = choose_zone(config, wanted.timezone)
    begin, end = choose_range(wanted.since, wanted.until, zone)
    root = incidents or config.incidents
    path_of_export, channel = choose_export(config, wanted.export), wanted.channel
    pulled = None
    if path_of_export is None:
        pulled = pull_channel(channel, config, root, wanted.live, since=begin, until=end)
        path_of_export, channel = pulled.path, pulled.channel
    opened, found = find_channel(path_of_export, channel)
    key_hash = key_of(opened, found)
    path = find_folder(root, key_hash)
    key = known_key(path)
    reading = read_channel(opened, found, key=key, config=config, since=begin, until=end)
    return Asked(
        config=config,
        root=root,
        path=path,
        key_hash=key_hash,
        key=key,
        channel=found,
        reading=reading,
        zone=zone,
        zone_given=wanted.timezone is not None,
        pulled=pulled,
    )
