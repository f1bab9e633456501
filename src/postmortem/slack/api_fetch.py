"""Fetching a channel: history, threads, people, files and what stands around them, into a recording. Killed, it goes on later."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from postmortem.slack.api_client import Slack
from postmortem.slack.api_errors import SlackError
from postmortem.slack.api_files import Choice, read_files
from postmortem.slack.api_find import Found, list_channels
from postmortem.slack.api_history import look_again, pages, read_history
from postmortem.slack.api_people import list_workspace, read_members, read_people
from postmortem.slack.api_telling import Tell
from postmortem.slack.api_threads import read_threads
from postmortem.slack.fast_json import as_body
from postmortem.slack.raw import as_dict, as_dicts, as_text, as_ts
from postmortem.slack.recorder import Recorder
from postmortem.slack.recording_index import order

# How long before the range a thread may have begun that goes on in it.
BEGUN_BEFORE = timedelta(days=14)
_NOTICE_PAGES = 5
_OPTIONAL = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "unknown_method", "no_permission"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be fetched. general: name or id of the channel where everybody reads; largest_file: in bytes."""

    since: datetime | None = None
    until: datetime | None = None
    refresh: bool = False
    files: Choice = Choice.USEFUL
    largest_file: int = 20_000_000
    general: str = ""


def fetch(
    slack: Slack, recorder: Recorder, found: Found, team: dict[str, str], wanted: Wanted, tell: Tell, *,
    sleep: Callable[[float], None] = time.sleep,
) -> int:  # fmt: skip
    """Bring the recording up to date with Slack; how many files were fetched. team: id, name and url of the workspace."""
    state = recorder.state
    again = recorder.was_whole
    if state.team != team or state.channel != found.channel:
        recorder.tell(("team", team), ("channel", found.channel))
    list_workspace(slack, recorder, tell)
    low = _ts(wanted.since - BEGUN_BEFORE) if wanted.since is not None else "0"
    high = _ts(wanted.until + timedelta(microseconds=1)) if wanted.until is not None else ""
    if again:
        if not high or order(high) > order(state.read[-1][1] if state.read else "0"):
            look_again(slack, recorder, tell, low=low, everything=wanted.refresh)
        read_history(slack, recorder, tell, low=low, high=high or recorder.index.newest or "0")
    else:
        read_history(slack, recorder, tell, low=low, high=high)
    since = _ts(wanted.since) if wanted.since is not None else ""
    read_threads(slack, recorder, tell, since=since, again=again, everything=again and wanted.refresh)
    _read_surroundings(slack, recorder, tell, refresh=wanted.refresh)
    read_people(slack, recorder, tell)
    _read_notices(slack, recorder, tell, found.general, wanted.general)
    files = read_files(slack.access, recorder, tell, choice=wanted.files, largest=wanted.largest_file, sleep=sleep)
    recorder.finish(asked_at=int(slack.now or time.time()))
    return files


def _read_surroundings(slack: Slack, recorder: Recorder, tell: Tell, *, refresh: bool) -> None:
    """Pins each time; members, bookmarks and user groups once, and on demand."""
    channel = recorder.state.channel["id"]
    told: list[tuple[str, Any]] = []
    pins = _optional(slack, tell, "pins.list", channel=channel)
    told.append(("pins", [pin for item in as_dicts(pins.get("items")) if (pin := _pin(item))]))
    if refresh or not recorder.state.surroundings:
        told.append(("members", read_members(slack, channel)))
        told.append(("bookmarks", as_dicts(_optional(slack, tell, "bookmarks.list", channel_id=channel).get("bookmarks"))))
        told.append(("usergroups", as_dicts(_optional(slack, tell, "usergroups.list").get("usergroups"))))
        told.append(("surroundings", True))
    recorder.tell(*told)


def _optional(slack: Slack, tell: Tell, method: str, **arguments: str) -> dict[str, Any]:
    """What the report can do without: where Slack refuses it, that is said."""
    try:
        return slack.call(method, **arguments)
    except SlackError as error:
        if error.code not in _OPTIONAL:
            raise
        if error.code == "missing_scope":
            tell.remark(f"Without it the draft is made all the same: {error}")
        return {}


def _pin(item: dict[str, Any]) -> dict[str, Any]:
    """A pin as an export has it."""
    ts = as_ts(as_dict(item.get("message")).get("ts"))
    by = as_text(item.get("created_by"))
    return {"id": ts, "type": "C", "created": item.get("created"), "user": by, "owner": by} if ts else {}


def _read_notices(slack: Slack, recorder: Recorder, tell: Tell, seen: dict[str, Any] | None, name: str) -> None:
    """The posts of the channel where everybody reads, during the incident, that point to this channel; nothing else of it."""
    state, index = recorder.state, recorder.index
    known = as_dict(state.notices.get("channel"))
    if not name or not index.top or state.notices.get("absent") == name:
        return
    general = known if name in (known.get("name"), known.get("id")) else seen
    if general is None:
        general = next((one for one in list_channels(slack) if name in (one.get("name"), one.get("id"))), {})
    key = as_text(general.get("id"))
    if not key or key == state.channel["id"]:
        recorder.tell(("notices", {"absent": name}))
        return
    low = as_ts(state.notices.get("read")) or _ts_before(index.oldest, 3600)
    latest = max([index.newest, *(ts for replies in index.replies.values() for ts in replies)], key=order)
    if order(low) >= order(latest):
        return
    here = (f'/archives/{state.channel["id"]}', f'<#{state.channel["id"]}', f'#{state.channel.get("name")}')
    try:
        stretch = {"oldest": low, "latest": _ts_before(latest, -0.000001)}
        for number, page in enumerate(pages(slack, "conversations.history", limit=999, channel=key, **stretch), start=1):
            pointing = [(ts, one) for ts, one in page.messages if any(word.encode() in as_body(one) for word in here)]
            recorder.take_notices(pointing)
            if number == _NOTICE_PAGES and not page.is_last:
                tell.remark(f"#{name} is busy: only its latest {_NOTICE_PAGES} pages were looked at for a notice.")
                break
    except SlackError as error:
        if error.code not in _OPTIONAL:
            raise
        tell.remark(f"The app is not in #{name}, so whether there was a notice is not known: /invite @postmortem there.")
        return
    recorder.take_notices((), more=[("notices", {"channel": _slim(general), "read": latest})])


def _slim(channel: dict[str, Any]) -> dict[str, Any]:
    """Of the channel where everybody reads only what names it."""
    return {key: channel[key] for key in ("id", "name", "created", "is_archived") if key in channel}


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"


def _ts_before(ts: str, seconds: float) -> str:
    return f"{max(float(ts) - seconds, 0):.6f}"
