"""What a command that reads a channel was asked for: the channel as read, its folder if it has one, and the zone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from postmortem.blameless.people_file import Key
from postmortem.cli.live import Live, Pulled, pull_channel
from postmortem.cli.options import choose_export, choose_range, choose_zone, settings
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


def read_asked(
    channel: str,
    export: Path | None,
    since: str | None,
    until: str | None,
    timezone: str | None,
    *,
    incidents: Path | None = None,
    live: Live,
) -> Asked:
    """Read the channel that the command line names, as the settings and the incident's private key say."""
    config = settings()
    zone = choose_zone(config, timezone)
    begin, end = choose_range(since, until, zone)
    root = incidents or config.incidents
    path_of_export = choose_export(config, export)
    pulled = None
    if path_of_export is None:
        pulled = pull_channel(channel, config, root, live, since=begin, until=end)
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
        zone_given=timezone is not None,
        pulled=pulled,
    )
