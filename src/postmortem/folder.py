"""The incident folder on disk: what we wrote, what people changed, and what may be uploaded.

`plan` looks and says what would happen to each file; `write` does it. A file that somebody changed since we wrote it is theirs
and is kept. What is about to be written is remembered before it is written, so a run that is killed at any moment leaves whole
files, all of which the next run recognises.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from postmortem.errors import FolderError
from postmortem.folder_names import (
    ATTACHMENTS,
    MAY_LEAVE,
    PRIVATE,
    STATE_NAME,
    channel_key,
    checked_name,
    folder_name,
    is_for_client,
    is_private,
    may_leave,
)
from postmortem.folder_plan import Change, Fate, Plan, Written
from postmortem.folder_state import Digests, State, digest_of, read_state, write_state
from postmortem.folder_write import (
    digest_on_disk,
    is_left_over,
    keep_beside,
    make_durable,
    make_folder,
    move_over,
    remove,
    remove_left_overs,
    said_in_sentences,
    write_at_once,
    write_beside,
)

__all__ = ["Change", "Fate", "IncidentFolder", "Plan", "Written", "channel_key", "find_folder", "folder_name", "incident_folders"]

LOCK_NAME = ".lock"

# How long a second run waits for the first before it gives up, in seconds.
PATIENCE = 3.0


class IncidentFolder:
    """One incident's folder. Make one with `open` or `create`; read, plan and write within `lock`."""

    def __init__(self, path: Path, state: State) -> None:
        self.path = path
        self.state = state
        self._seen: dict[str, str] = {}
        self._parts: dict[str, dict[str, str]] = {}

    @classmethod
    def open(cls, path: Path) -> IncidentFolder:
        """The incident folder at `path`. A FolderError where it is not one of ours or its state is damaged."""
        with said_in_sentences(path):
            state = _state_in(path)
        if state is None:
            raise FolderError(f"{path} is not an incident folder (it has no {STATE_NAME}). Name one that draft wrote.")
        return cls(path, state)

    @classmethod
    def create(cls, incidents: Path, name: str, key: str) -> IncidentFolder:
        """The folder of the channel `key` under `incidents`: the one it has, else a new one called `name`.

        A folder of that name which belongs to another channel, or which holds anything we did not write, is left alone: the
        new one is then called "name-2", "name-3" …
        """
        checked_name(name)
        with said_in_sentences(incidents / name):
            make_folder(incidents, private=False)
            with _locked(incidents / ".postmortem.lock"):
                existing = find_folder(incidents, key)
                if existing is not None:
                    return cls.open(existing)
                path = _free_folder(incidents, name)
                make_folder(path, private=False)
                state = State(channel=key)
                write_at_once(path / STATE_NAME, write_state(state), private=True)
                make_folder(path / PRIVATE, private=True)
        return cls(path, state)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs out of the folder. What a killed run left beside is removed, and the state read afresh."""
        with contextlib.ExitStack() as held:
            with said_in_sentences(self.path):
                self._refuse_ways_out(f"{PRIVATE}/{LOCK_NAME}")
                make_folder(self.path / PRIVATE, private=True)
                held.enter_context(_locked(self.path / PRIVATE / LOCK_NAME))
                remove_left_overs(self.path)
                self.state = _state_in(self.path) or self.state
            yield

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where there is none. What was read is remembered: a merge rests on it."""
        with said_in_sentences(self.path / name):
            try:
                data = (self.path / checked_name(name)).read_bytes()
            except FileNotFoundError:
                return None
        self._seen[name] = digest_of(data)
        return data

    def read_text(self, name: str) -> str | None:
        """A text file's content; None where there is none. A byte order mark is dropped; other encodings are refused."""
        data = self.read(name)
        try:
            return None if data is None else data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = (data or b"").count(b"\n", 0, error.start) + 1
            raise FolderError(f"{self.path / name}, line {line}: this is not UTF-8 text. Save it again as UTF-8.") from error

    def digests(self, name: str) -> Digests:
        """The digests of what we last wrote under this name, oldest first."""
        return self.state.of(name).written

    def is_ours(self, name: str) -> bool:
        """Whether the file is there exactly as we wrote it."""
        with said_in_sentences(self.path / name):
            return digest_on_disk(self.path / checked_name(name)) in self.digests(name)

    def sections(self, name: str) -> dict[str, Digests]:
        """For each section or value of a file: the digests of what we last wrote there, oldest first."""
        return dict(self.state.of(name).parts)

    def remember_sections(self, name: str, digests: Mapping[str, str]) -> None:
        """What the file's sections or values will be as we write them; kept once `write` writes the file."""
        self._parts[name] = dict(digests)

    def allow_list(self) -> tuple[str, ...]:
        """The files in the folder that may leave this machine, by name. Links and everything private are never among them."""
        with said_in_sentences(self.path):
            for_clients = [path.name for path in self.path.iterdir() if is_for_client(path.name)]
            documents = [name for name in sorted({*MAY_LEAVE, *for_clients}) if _is_plain_file(self.path / name)]
            attachments: list[str] = []
            if (self.path / ATTACHMENTS).is_dir() and not (self.path / ATTACHMENTS).is_symlink():
                found = ((path, path.relative_to(self.path).as_posix()) for path in (self.path / ATTACHMENTS).rglob("*"))
                attachments = sorted(name for path, name in found if may_leave(name) and _is_plain_file(path))
        return (*documents, *attachments)

    def plan(self, files: Mapping[str, bytes], *, merged: Collection[str] = ()) -> Plan:
        """What `write` would do with each file. `merged` names those whose planned content takes in what people changed:
        they are written over the very content that `read` gave, and over no other."""
        with said_in_sentences(self.path):
            return Plan(changes=tuple(self._change(name, data, merged=name in merged) for name, data in files.items()))

    def write(self, plan: Plan, *, force: bool = False) -> Written:
        """Do what the plan says. With `force` what people changed is kept beside ("draft.kept-1.docx") and ours is written."""
        fates = (Fate.NEW, Fate.UPDATED, Fate.KEPT) if force else (Fate.NEW, Fate.UPDATED)
        wanted = [change for change in plan.changes if change.fate in fates]
        beside: dict[str, str] = {}
        with self.lock(), said_in_sentences(self.path):
            self._remember(plan, wanted)
            with self._staged(wanted) as staged:
                done = {change.name for change, temporary in staged if self._put(change, temporary, beside, force=force)}
            for folder in {(self.path / name).parent for name in done}:
                make_durable(folder)
            self._save(self.state.forgetting_old(done))
        return Written(
            new=tuple(name for name in plan.names(Fate.NEW) if name in done),
            updated=tuple(change.name for change in wanted if change.fate is not Fate.NEW and change.name in done),
            unchanged=plan.names(Fate.UNCHANGED),
            kept=tuple(change.name for change in plan.changes if change.fate is not Fate.UNCHANGED and change.name not in done),
            beside=beside,
        )

    def keep(self, key: str, value: object) -> None:
        """Keep something of another command's (sign-offs, Drive ids) in the state, as JSON. No names, no Slack ids."""
        with self.lock():
            self._save(State(channel=self.state.channel, files=self.state.files, extra={**self.state.extra, key: value}))

    def _change(self, name: str, data: bytes, *, merged: bool) -> Change:
        self._refuse_ways_out(checked_name(name))
        digest, found = digest_of(data), digest_on_disk(self.path / name)
        ours = found in self.digests(name)
        takes_in = merged and not ours and found is not None and self._seen.get(name) == found
        if found is None:
            fate = Fate.NEW
        elif found == digest:
            fate = Fate.UNCHANGED
        else:
            fate = Fate.UPDATED if ours or takes_in else Fate.KEPT
        return Change(name=name, fate=fate, data=data, digest=digest, found=found, holds_edits=takes_in)

    def _remember(self, plan: Plan, wanted: list[Change]) -> None:
        """Remember what is about to be written, before it is. A content that people's words were merged into stays theirs as a
        whole: only its sections are remembered, so that nothing but another merge ever writes over it."""
        state = self.state
        for change in plan.changes:
            parts = self._parts.get(change.name, {})
            if change in wanted:
                state = state.remembering(change.name, None if change.holds_edits else change.digest, parts)
            elif change.fate is Fate.UNCHANGED:
                ours = change.digest in self.digests(change.name)
                state = state.remembering(change.name, change.digest if ours else None, parts)
        self._save(state)

    def _put(self, change: Change, temporary: Path, beside: dict[str, str], *, force: bool) -> bool:
        """Put one staged file into its place, unless somebody saved another there while we worked."""
        place = self.path / change.name
        found = digest_on_disk(place)
        if found is not None and not force and found != change.found:
            return False
        if found is not None and force and found not in self.digests(change.name):
            kept = keep_beside(place, private=is_private(change.name))
            beside[change.name] = kept.relative_to(self.path).as_posix()
        move_over(temporary, place)
        return True

    def _save(self, state: State) -> None:
        place = self.path / STATE_NAME
        data = write_state(state)
        if digest_on_disk(place) != digest_of(data):
            write_at_once(place, data, private=True)
        self.state = state

    @contextlib.contextmanager
    def _staged(self, changes: list[Change]) -> Iterator[list[tuple[Change, Path]]]:
        """All files written beside their places, so that a full disk is met before anything is replaced."""
        staged: list[tuple[Change, Path]] = []
        try:
            for change in changes:
                place = self.path / change.name
                self._refuse_ways_out(change.name)
                make_folder(place.parent, private=is_private(change.name))
                staged.append((change, write_beside(place, change.data, private=is_private(change.name))))
            yield staged
        finally:
            for _, temporary in staged:
                remove(temporary)

    def _refuse_ways_out(self, name: str) -> None:
        """A link inside the folder that leads out of it is never written through."""
        root = Path(os.path.realpath(self.path))
        place = self.path
        for part in name.split("/"):
            place = place / part
            if place.is_symlink() and not Path(os.path.realpath(place)).is_relative_to(root):
                raise FolderError(f"{place} is a link that leads out of the incident folder. Put a plain file or folder there.")


def find_folder(incidents: Path, key: str) -> Path | None:
    """The folder under `incidents` that belongs to the channel `key`; None where there is none yet."""
    with said_in_sentences(incidents):
        for path in incident_folders(incidents):
            data = _state_bytes(path)
            # The key is looked for in the bytes first: a damaged state that is this channel's must be heard of.
            if data is not None and key.encode() in data and read_state(data, str(path / STATE_NAME)).channel == key:
                return path
    return None


def incident_folders(incidents: Path) -> tuple[Path, ...]:
    """The incident folders under `incidents`, by name. Folders that we did not write are not among them."""
    with said_in_sentences(incidents):
        if not incidents.is_dir():
            return ()
        return tuple(sorted(path for path in incidents.iterdir() if _has_state(path)))


def _has_state(path: Path) -> bool:
    try:
        return (path / STATE_NAME).is_file()
    except OSError:  # a folder that may not be looked into is not one that we can work in
        return False


def _free_folder(incidents: Path, name: str) -> Path:
    """A path for a new folder: one that does not exist, or that a killed run left empty."""
    for number in range(1, 10_000):
        path = incidents / (name if number == 1 else f"{name}-{number}")
        data = _state_bytes(path)
        if data is not None:
            read_state(data, str(path / STATE_NAME))  # a damaged one might be this channel's: say so rather than start a second
        elif not os.path.lexists(path) or _is_empty(path):
            return path
    raise FolderError(f"{incidents} holds too many folders of the same name. Choose another folder with --incidents.")


def _is_empty(path: Path) -> bool:
    """Whether it is a folder in which a killed run left nothing yet."""
    return path.is_dir() and not path.is_symlink() and all(is_left_over(entry.name) for entry in path.iterdir())


def _state_bytes(path: Path) -> bytes | None:
    try:
        return (path / STATE_NAME).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _state_in(path: Path) -> State | None:
    data = _state_bytes(path)
    return None if data is None else read_state(data, str(path / STATE_NAME))


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


@contextlib.contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Hold a lock file. A second run waits a moment, then hears that there is a first."""
    from filelock import FileLock, Timeout  # here, so that commands which only read need not load it

    guard = FileLock(place, timeout=PATIENCE, mode=0o600, is_singleton=True)
    try:
        guard.acquire()
    except Timeout as error:
        raise FolderError(f"Another postmortem is at work in {place.parent}. Wait for it to end, then run this again.") from error
    try:
        yield
    finally:
        guard.release()
