"""How far a recording has come: recording.json, and the same told line by line in the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from postmortem.errors import InputError
from postmortem.slack.raw import as_count, as_dict, as_dicts, as_list, as_text, as_ts
from postmortem.slack.recording_index import order

STATE_NAME = "recording.json"
VERSION = 1
_ABOUT = "PRIVATE: what Slack gave of one channel, in the shape of an export. Stays on this machine."


@dataclass(slots=True, kw_only=True)
class State:
    """team: id, name and url of the workspace. channel: Slack's record of it. read: stretches of the channel that were read
    without a gap, as pairs of ts ("0" for its beginning), oldest first. threads: root → (latest reply, number of replies) as
    Slack said when the thread was read to its end. nobody: ids that Slack does not know. listed: whether the workspace's list of
    people was asked for; all_people: and had an end. asked_at: Slack's clock at the last whole fetch, seconds since 1970."""

    team: dict[str, str] = field(default_factory=dict)
    channel: dict[str, Any] = field(default_factory=dict)
    pins: list[dict[str, Any]] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    bookmarks: list[dict[str, Any]] = field(default_factory=list)
    usergroups: list[dict[str, Any]] = field(default_factory=list)
    notices: dict[str, Any] = field(default_factory=dict)
    read: list[tuple[str, str]] = field(default_factory=list)
    threads: dict[str, tuple[str, int]] = field(default_factory=dict)
    nobody: set[str] = field(default_factory=set)
    listed: bool = False
    all_people: bool = False
    surroundings: bool = False
    asked_at: int = 0

    def take(self, kind: str, value: Any) -> None:  # noqa: ANN401  JSON of whatever kind
        """Take in what a line of the journal tells."""
        match kind:
            case "team":
                self.team = {key: as_text(word) for key, word in as_dict(value).items()}
            case "channel" | "notices":
                setattr(self, kind, as_dict(value))
            case "pins" | "bookmarks" | "usergroups":
                setattr(self, kind, as_dicts(value))
            case "members":
                self.members = [as_text(key) for key in as_list(value)]
            case "read":
                low, high = value
                self.add_read(as_ts(low) or "0", as_ts(high))
            case "thread":
                root, latest, count = value
                self.threads[as_ts(root)] = (as_ts(latest), as_count(count))
            case "nobody":
                self.nobody.add(as_text(value))
            case "listed":
                self.listed, self.all_people = True, value is True
            case "surroundings":
                self.surroundings = value is True

    def add_read(self, low: str, high: str) -> None:
        """A stretch of the channel was read without a gap; stretches that touch become one."""
        stretches = sorted([*self.read, (low, high)], key=lambda stretch: order(stretch[0]))
        joined: list[tuple[str, str]] = []
        for begin, end in stretches:
            if joined and order(begin) <= order(joined[-1][1]):
                joined[-1] = (joined[-1][0], max(joined[-1][1], end, key=order))
            else:
                joined.append((begin, end))
        self.read = joined

    def gaps(self, low: str, high: str) -> list[tuple[str, str]]:
        """What is not read yet of the stretch from `low` ("0" for the beginning) to `high` ("" for now), newest first."""
        gaps: list[tuple[str, str]] = []
        begin = low
        for start, end in self.read:
            if order(end) <= order(begin):
                continue
            if high and order(start) >= order(high):
                break
            if order(start) > order(begin):
                gaps.append((begin, start))
            begin = end
        if not high or order(begin) < order(high):
            gaps.append((begin, high))
        return gaps[::-1]

    def as_json(self) -> dict[str, Any]:
        """The state as recording.json holds it; the same state gives the same bytes."""
        return {
            "about": _ABOUT,
            "version": VERSION,
            "team": self.team,
            "channel": as_text(self.channel.get("id")),
            "asked_at": self.asked_at,
            "notices": self.notices,
            "read": self.read,
            "threads": {root: self.threads[root] for root in sorted(self.threads, key=order)},
            "nobody": sorted(self.nobody),
            "listed": self.listed,
            "all_people": self.all_people,
        }


def read_state(data: dict[str, Any], where: str) -> State:
    """The state that recording.json tells. `InputError` for one that a later version of this program wrote."""
    if as_count(data.get("version")) > VERSION:
        raise InputError(f"{where} was written by a newer version of postmortem. Update this one, or fetch anew with --refresh.")
    state = State(asked_at=as_count(data.get("asked_at")), surroundings=True)
    state.listed, state.all_people = data.get("listed") is True, data.get("all_people") is True
    state.take("team", data.get("team"))
    state.take("notices", data.get("notices"))
    for stretch in as_list(data.get("read")):
        if isinstance(stretch, list) and len(stretch) == 2:
            state.take("read", stretch)
    for root, told in as_dict(data.get("threads")).items():
        if isinstance(told, list) and len(told) == 2:
            state.take("thread", (root, *told))
    for key in as_list(data.get("nobody")):
        state.take("nobody", key)
    return state
