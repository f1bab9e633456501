"""Reading a channel from Slack itself: the token, the recording's place, the fetch with its progress."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postmortem.cli.console import Progress, remark
from postmortem.config import Config
from postmortem.errors import PostmortemError, UsageError
from postmortem.folder import IncidentFolder, channel_key, find_folder, incident_folders
from postmortem.slack.api_access import find_access, no_token
from postmortem.slack.channels import asked_id
from postmortem.slack.recording_state import STATE_NAME

if TYPE_CHECKING:
    from postmortem.slack.api_client import Slack
    from postmortem.slack.api_find import Found

RECORDING = "private/recording"
STAGED = ".recordings"  # beside the incident folders: recordings of channels that have none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """How the command line wants a channel read from Slack. files: which files; largest_file: in megabytes."""

    refresh: bool = False
    files: str = "useful"
    largest_file: int = 20
    verbose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A recording brought up to date. channel: Slack's id; url: the workspace's address; slack: to go on asking; verbose: say
    where it goes."""

    path: Path
    channel: str
    url: str
    slack: Slack
    verbose: bool

    def settle(self, folder: Path) -> None:
        """Move the recording into the incident's folder, where it belongs once there is one."""
        place = folder / RECORDING
        if self.path != place and not place.exists():
            self.path.rename(place)
            staged = self.path.parent
            if staged.name == STAGED and not any(staged.iterdir()):
                staged.rmdir()
            if self.verbose:
                remark(f"The recording: {place}")


def pull_channel(
    wanted: str, config: Config, root: Path, live: Live, *, since: datetime | None, until: datetime | None
) -> Pulled:
    """Fetch what is new in the channel, into its recording; say what was done."""
    access = find_access(os.environ, token_file=config.slack_token_file)
    if access is None:
        raise UsageError(f"There is no export to read: none was given with --export PATH. {no_token(os.environ)}")
    from postmortem.slack.api_client import Slack  # here, so that nothing of this is loaded for an export
    from postmortem.slack.api_fetch import Wanted, fetch
    from postmortem.slack.api_files import Choice
    from postmortem.slack.recorder import open_recorder

    progress = Progress("Slack")
    slack = Slack(access, tell=progress)
    with progress.shown(), _whole_sentence(root, wanted):
        known = _known(root, wanted)
        found, team = _locate(slack, wanted, config, known)
        key = channel_key(team["id"], f"{found.channel['id']}/{found.channel.get('created') or found.channel['name']}")
        path = _place(root, key)
        with _alone(path):
            recorder, is_anew = open_recorder(path)
            if is_anew:
                remark("The recording on this machine could not be read, so the channel is fetched anew.")
            plan = Wanted(
                since=since,
                until=until,
                refresh=live.refresh,
                files=Choice(live.files),
                largest_file=live.largest_file * 1_000_000,
                general=config.process.general_channel,
            )
            try:
                files = fetch(slack, recorder, found, team, plan, progress)
            except KeyboardInterrupt:
                remark(f"{len(recorder.index):,} messages of the channel are kept; the same command goes on from there.")
                raise
            finally:
                recorder.close()
    for sentence in progress.remarks:
        remark(sentence)
    remark(_said(slack, recorder.new, recorder.changed, recorder.deleted, files))
    if live.verbose:
        calls = ", ".join(f"{method} {count}" for method, count in sorted(slack.calls.items()))
        again = f", {slack.repeated} of them asked again" if slack.repeated else ""
        remark(f"{slack.calls.total()} calls to Slack{again}: {calls}. Waited {slack.waited:.0f} s.")
        remark(f"The recording: {path}{', until there is a draft' if path.parent.name == STAGED else ''}")
    return Pulled(path=path, channel=found.channel["id"], url=team["url"], slack=slack, verbose=live.verbose)


def live_channel(folder: IncidentFolder, config: Config) -> tuple[Slack, str] | None:
    """To post in the incident's channel: Slack, and its id; None where it was not read from Slack, or there is no token."""
    access = find_access(os.environ, token_file=config.slack_token_file)
    data = folder.read(f"{RECORDING}/channels.json")
    if access is None or data is None:
        return None
    from postmortem.slack.api_client import Slack

    try:
        channel = str(json.loads(data)[0]["id"])
    except (ValueError, LookupError, TypeError):
        return None
    return Slack(access, tell=Progress("Slack")), channel


def _said(slack: Slack, new: int, changed: int, deleted: int, files: int) -> str:
    parts = [f"{new:,} new messages" if new != 1 else "1 new message"]
    parts += [f"{changed:,} changed"] if changed else []
    parts += [f"{deleted:,} deleted there and so here"] if deleted else []
    parts += [f"{files:,} file{'' if files == 1 else 's'}"] if files else []
    return f"from Slack: {', '.join(parts)}; {slack.calls.total()} calls."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A channel that was fetched before: its recording, the workspace and Slack's record of it then."""

    path: Path
    team: dict[str, str]
    channel: dict[str, Any]


def _known(root: Path, wanted: str) -> _Known | None:
    """What recording.json tells of the channel that is meant; None where it was not fetched, or where several may be meant."""
    import json

    key, name = asked_id(wanted), wanted.strip().removeprefix("#").strip()
    found: list[_Known] = []
    for folder in (*(path / RECORDING for path in incident_folders(root)), *_staged(root)):
        try:
            team = json.loads((folder / STATE_NAME).read_bytes())["team"]
            record = json.loads((folder / "channels.json").read_bytes())[0]
        except (OSError, ValueError, IndexError, KeyError, TypeError):
            continue
        if not isinstance(team, dict) or not isinstance(record, dict) or not isinstance(record.get("id"), str):
            continue
        if record["id"] == key if key else record.get("name") == name:
            found.append(_Known(path=folder, team=team, channel=record))
    return found[0] if len(found) == 1 else None


def _staged(root: Path) -> list[Path]:
    folder = root / STAGED
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _locate(slack: Slack, wanted: str, config: Config, known: _Known | None) -> tuple[Found, dict[str, str]]:
    """The channel and the workspace, asked of Slack; a channel that was fetched before is known by its id."""
    from postmortem.slack.api_errors import SlackError
    from postmortem.slack.api_find import Found, channel_info, find_live

    if known is not None:
        try:
            record = channel_info(slack, known.channel["id"])
        except SlackError as error:
            if error.code != "channel_not_found":
                raise
        else:
            if record.get("name") == known.channel.get("name") or asked_id(wanted):
                return Found(record), known.team
    told = slack.call("auth.test")
    team = {"id": str(told.get("team_id", "")), "name": str(told.get("team", "")), "url": str(told.get("url", ""))}
    return find_live(slack, wanted, general=config.process.general_channel), team


def _place(root: Path, key: str) -> Path:
    """Where the channel's recording lies: in its incident folder; until there is one, in a folder of its own beside them."""
    staged = root / STAGED / key[:16]
    folder = find_folder(root, key)
    if folder is None or (staged.exists() and not (folder / RECORDING).exists()):
        return staged
    return folder / RECORDING


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other runs away from the recording."""
    from filelock import FileLock, Timeout

    from postmortem.folder_write import make_folder, said_in_sentences

    with said_in_sentences(path):
        make_folder(path.parent, private=True)
        make_folder(path, private=True)
        guard = FileLock(path / ".lock", timeout=3, mode=0o600)
        try:
            guard.acquire()
        except Timeout as error:
            raise PostmortemError("Another postmortem is fetching this channel. Wait for it to end, then run again.") from error
        try:
            yield
        finally:
            guard.release()


@contextmanager
def _whole_sentence(root: Path, wanted: str) -> Iterator[None]:
    """Where fetching fails although the channel was fetched before, say how to work with what is there."""
    from postmortem.slack.api_errors import SlackAway

    try:
        yield
    except SlackAway as error:
        known = _known(root, wanted)
        if known is None:
            raise
        raise SlackAway(f"{error} To work with what was fetched before: --export {known.path}") from error
