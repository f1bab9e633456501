"""Keeping what Slack gives: into the journal as it comes, and from there into the shape of an export.

Killed at any moment, the recording holds every batch that was written whole; the next run goes on from there. Everything in it is
0600 in folders that are 0700.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from postmortem.folder_write import make_durable, make_folder, remove_left_overs, write_at_once
from postmortem.slack.fast_json import as_body, read_json
from postmortem.slack.raw import as_dict, as_text, as_ts
from postmortem.slack.recording_index import Index, day_of, digest, is_plain_reply, order
from postmortem.slack.recording_journal import Entry, Journal, Place
from postmortem.slack.recording_lists import merged, read_bodies, write_list
from postmortem.slack.recording_state import STATE_NAME, State, read_state

UPLOADS = "__uploads"


def open_recorder(folder: Path, *, anew: bool = False) -> tuple[Recorder, bool]:
    """The recording in this folder, open for more, and whether it had to be begun anew because it cannot be read.

    anew: begin anew whatever is there. Posted files stay in any case: they are told by their ids.
    """
    if not anew:
        try:
            return Recorder(folder), False
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            pass  # somebody changed it, or the disk did
    for entry in list(folder.iterdir()) if folder.is_dir() else ():
        if entry.name == UPLOADS or entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    return Recorder(folder), True


class Recorder:
    """One recording, open for more. `state` says how far it has come, `index` what it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = Index()
        self.state = State()
        self.was_whole = False
        self.new = self.changed = self.deleted = 0
        self._places: dict[str, Place] = {}
        self._gone: set[str] = set()
        self._people: dict[str, Place] = {}
        self._people_stored: set[str] = set()
        self._notices: dict[str, Place] = {}
        make_folder(folder, private=True)
        remove_left_overs(folder)
        self._journal = Journal(folder)
        self._load()

    @property
    def days(self) -> Path:
        """The folder with the channel's day files."""
        return self.folder / (as_text(self.state.channel.get("id")) or "channel")

    def knows(self, person: str) -> bool:
        """Whether a person's record is there, or Slack has said that there is none."""
        return person in self._people_stored or person in self._people or person in self.state.nobody

    def take_messages(
        self, messages: Iterable[tuple[str, dict[str, Any]]], *, more: Sequence[tuple[str, Any]] = (), from_thread: bool = False
    ) -> None:
        """Keep messages, each given with its ts, that are new or were changed, together with what having them tells (`more`).

        What the channel itself shows is kept as its history gives it, not as a thread repeats it.
        """
        entries: list[Entry] = []
        taken: list[str] = []
        index = self.index
        for ts, message in messages:
            if from_thread and ts in index.top and not is_plain_reply(ts, message):
                continue
            body = as_body(message)
            version = digest(body)
            known = index.digests.get(ts)
            if known == version:
                continue
            if known is None:
                self.new += 1
            else:
                self.changed += 1
            entries.append(Entry("message", body))
            taken.append(ts)
            index.note(ts, message, version)
        told = [Entry(kind, as_body(value)) for kind, value in more]
        if not entries and not told:
            return
        index.note_people(b"".join(body for _, body in entries))
        places = self._journal.append([*entries, *told])
        self._places.update(zip(taken, places, strict=False))
        self._gone.difference_update(taken)
        for kind, value in more:
            self.state.take(kind, value)

    def tell(self, *told: tuple[str, Any]) -> None:
        """Keep what was learnt besides messages."""
        self.take_messages((), more=told)

    def take_people(self, records: Iterable[dict[str, Any]], *, more: Sequence[tuple[str, Any]] = ()) -> None:
        """Keep records of people."""
        wanted = [(key, record) for record in records if (key := as_text(record.get("id")))]
        entries = [Entry("person", as_body(record)) for _, record in wanted]
        places = self._journal.append([*entries, *(Entry(kind, as_body(value)) for kind, value in more)])
        self._people.update({key: place for (key, _), place in zip(wanted, places, strict=False)})
        for kind, value in more:
            self.state.take(kind, value)

    def take_notices(self, messages: Sequence[tuple[str, dict[str, Any]]], *, more: Sequence[tuple[str, Any]] = ()) -> None:
        """Keep posts of the channel that everybody reads which point to this one."""
        places = self._journal.append([*(Entry("notice", as_body(message)) for _, message in messages), *self._told(more)])
        self._notices.update({ts: place for (ts, _), place in zip(messages, places, strict=False)})

    def forget(self, deleted: Sequence[str]) -> None:
        """Messages that were deleted in Slack go from the recording too."""
        if deleted:
            self._journal.append([Entry("gone", as_body(ts)) for ts in deleted])
            for ts in deleted:
                self._drop(ts)
            self.deleted += len(deleted)

    def file_path(self, file_id: str, name: str) -> Path:
        """Where a posted file goes: a path made of the id and a harmless form of its name."""
        plain = "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in name).strip(". ")
        while len(plain.encode()) > 180:
            plain = plain[1:]
        return self.folder / UPLOADS / file_id / (plain or "file")

    def has_file(self, file_id: str) -> bool:
        """Whether a posted file is there, whole."""
        folder = self.folder / UPLOADS / file_id
        return folder.is_dir() and any(entry.is_file() for entry in folder.iterdir())

    def finish(self, *, asked_at: int) -> None:
        """Put the recording into the shape of an export. Repeated after a kill, it comes to the same."""
        self.state.asked_at = asked_at
        make_folder(self.days, private=True)
        self._bind(self.days, self._places, self._gone)
        if general := as_text(as_dict(self.state.notices.get("channel")).get("id")):
            make_folder(self.folder / general, private=True)
            self._bind(self.folder / general, self._notices, set())
        if self._people or not (self.folder / "users.json").exists():
            write_list(self.folder / "users.json", self._all_people())
        write_list(self.folder / "channels.json", map(as_body, self._channels()))
        write_list(self.folder / "bookmarks.json", map(as_body, self.state.bookmarks))
        write_list(self.folder / "usergroups.json", map(as_body, self.state.usergroups))
        state = json.dumps(self.state.as_json(), ensure_ascii=False, indent=1) + "\n"
        write_at_once(self.folder / STATE_NAME, state.encode("utf-8", "replace"), private=True)
        make_durable(self.folder)
        self._journal.remove()
        self._people_stored.update(self._people)
        self._places, self._people, self._notices, self._gone = {}, {}, {}, set()
        self.was_whole = True

    def close(self) -> None:
        """Let the journal go."""
        self._journal.close()

    def _told(self, more: Sequence[tuple[str, Any]]) -> list[Entry]:
        for kind, value in more:
            self.state.take(kind, value)
        return [Entry(kind, as_body(value)) for kind, value in more]

    def _load(self) -> None:
        path = self.folder / STATE_NAME
        if path.exists():
            self.state = read_state(as_dict(read_json(path.read_bytes())), str(path))
            self._load_channels()
            for day in sorted(self.days.glob("*.json")):
                for body in read_bodies(day):
                    self._note(read_json(body), body)
            self._people_stored = {as_text(read_json(body).get("id")) for body in read_bodies(self.folder / "users.json")}
            self.was_whole = True
        for kind, value, body, place in self._journal.read():
            match kind:
                case "message":
                    ts = self._note(value, body)
                    self._places[ts] = place
                    self._gone.discard(ts)
                case "person":
                    self._people[as_text(value.get("id"))] = place
                case "notice":
                    self._notices[as_ts(value.get("ts"))] = place
                case "gone":
                    self._drop(as_ts(value))
                case _:
                    self.state.take(kind, value)

    def _note(self, message: dict[str, Any], body: bytes) -> str:
        ts = as_ts(message.get("ts"))
        self.index.note(ts, message, digest(body))
        self.index.note_people(body)
        return ts

    def _load_channels(self) -> None:
        for name in ("bookmarks", "usergroups"):
            self.state.take(name, [read_json(body) for body in read_bodies(self.folder / f"{name}.json")])
        records = [read_json(body) for body in read_bodies(self.folder / "channels.json")]
        self.state.pins, self.state.members = records[0].pop("pins", []), records[0].pop("members", [])
        self.state.channel = records[0]

    def _drop(self, ts: str) -> None:
        self.index.forget(ts)
        self._places.pop(ts, None)
        self._gone.add(ts)

    def _channels(self) -> Iterator[dict[str, Any]]:
        yield {**self.state.channel, "members": self.state.members, "pins": self.state.pins}
        if general := as_dict(self.state.notices.get("channel")):
            yield general

    def _all_people(self) -> Iterator[bytes]:
        path = self.folder / "users.json"
        new = dict(self._people)
        for body in read_bodies(path) if path.exists() else ():
            place = new.pop(as_text(read_json(body).get("id")), None)
            yield next(self._journal.bodies([place])) if place is not None else body
        yield from self._journal.bodies(list(new.values()))

    def _bind(self, folder: Path, places: dict[str, Place], gone: set[str]) -> None:
        """Put messages from the journal into their day files, and take those away that are gone."""
        by_day: dict[str, list[str]] = {}
        for ts in chain(places, gone):
            by_day.setdefault(day_of(ts), []).append(ts)
        for day in sorted(by_day):
            new = sorted((ts for ts in by_day[day] if ts in places), key=order)
            path = folder / f"{day}.json"
            old = read_bodies(path) if path.exists() else iter(())
            together = merged(old, new, self._journal.bodies([places[ts] for ts in new]), gone)
            write_list(path, together)
