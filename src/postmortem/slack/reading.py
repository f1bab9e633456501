"""What every kind of export can be asked, whoever wrote it and however it is packed."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from postmortem.errors import InputError
from postmortem.slack.channels import find_channel
from postmortem.slack.export_files import LARGEST_ROSTER, MEGABYTE, ExportFiles, Remarks, read_list, shown
from postmortem.slack.json_stream import Damage
from postmortem.slack.people import read_people
from postmortem.slack.transcript import Channel, File, Person

LARGEST_STORED_FILE = 50 * MEGABYTE  # a screenshot or a log that was posted; larger ones are not taken into documents
_FILE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Slack's id of a file, which is part of the path where slackdump keeps it
_UPLOADS = "__uploads"
_ROSTERS = ("users.json", "org_users.json")


class Export(ABC):
    """An export of a workspace. Only what is asked for is read; `remarks` fill while it is."""

    def __init__(self, files: ExportFiles, remarks: Remarks) -> None:
        self._files = files
        self._remarks = remarks

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences about damage met so far."""
        return self._remarks.all()

    @abstractmethod
    def channels(self) -> tuple[Channel, ...]:
        """All channels; the id is "" for one that the export holds without saying its id."""

    @abstractmethod
    def raw_messages(
        self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[dict[str, Any]]:
        """The channel's messages as Slack wrote them, in file order.

        `since` and `until` only spare reading: messages from outside may be among them.
        """

    def find(self, wanted: str) -> Channel:
        """The channel that somebody means. Raises `InputError` with the near matches where there is none."""
        return find_channel(wanted, self.channels(), where="the export")

    def people(self) -> dict[str, Person]:
        """User id → Person: everybody in the workspace whom the export tells of."""
        return read_people(self._records_of_people())

    def workspace(self) -> str:
        """The id of the workspace, "" where nobody in it tells."""
        return min((person.team_id for person in self.people().values() if person.team_id and not person.is_outsider), default="")

    def _records_of_people(self) -> Iterator[dict[str, Any]]:
        """The records of users.json and org_users.json. One that is there but cannot be read is refused: names would get past."""
        listing = self._files.listing()
        present = [name for name in _ROSTERS if name in listing.files]
        for name in _ROSTERS:
            if name in listing.folders or name in listing.not_read:
                raise unreadable_roster(name, "is a folder, or a link that is not followed, and not a file")
        found = False
        for name in present:
            try:
                for record in read_list(self._files, name, self._remarks, limit=LARGEST_ROSTER, every_byte=True):
                    found = True
                    yield record
            except Damage as damage:
                raise unreadable_roster(name, str(damage)) from damage
        if not found:
            missing = "The export's users.json lists nobody" if present else "The export holds no users.json"
            self._remarks.add(f"{missing}: people are known only from what the messages themselves tell.")

    def read_file(self, file: File) -> bytes | None:
        """The bytes of a posted file, where slackdump stored them with the export; None where it holds none that can be used."""
        path = self._stored(file)
        if path is None:
            return None
        size = self._files.size(path)
        if size > LARGEST_STORED_FILE:
            self._remarks.add(f"The stored file {file.id} has {size / MEGABYTE:,.0f} MB; it is too large to be taken in.")
            return None
        try:
            return b"".join(self._files.chunks(path, limit=LARGEST_STORED_FILE))
        except (Damage, InputError) as damage:
            why = str(damage) if isinstance(damage, Damage) else "is too large or packed oddly"
            self._remarks.add(f"The stored file {file.id} {why}; it is left out.")
            return None

    def _stored(self, file: File) -> str | None:
        """Where the file lies: a path made only of names that the export itself lists."""
        if not _FILE_ID.fullmatch(file.id):
            return None
        if file.id in self._upload_folders:
            names = self._files.listing(f"{_UPLOADS}/{file.id}").files
            if names:
                return f"{_UPLOADS}/{file.id}/{file.name if file.name in names else names[0]}"
        return self._attachments.get(file.id)

    @cached_property
    def _upload_folders(self) -> frozenset[str]:
        return frozenset(self._files.listing(_UPLOADS).folders) if _UPLOADS in self._files.listing().folders else frozenset()

    @cached_property
    def _attachments(self) -> dict[str, str]:
        """File id → path of the files that lie beside a channel's messages, named <id>-<name>."""
        found: dict[str, str] = {}
        for folder in self._files.listing().folders:
            if folder == _UPLOADS:
                continue
            listing = self._files.listing(folder)
            inner = f"{folder}/attachments"
            places = [(folder, listing.files)]
            if "attachments" in listing.folders:
                places.append((inner, self._files.listing(inner).files))
            for place, names in places:
                for name in names:
                    key, dash, _ = name.partition("-")
                    if dash and key.startswith("F"):
                        found.setdefault(key, f"{place}/{name}")
        return found


def unreadable_roster(name: str, damage: str) -> InputError:
    """The refusal of an export whose list of people is there, but cannot be read to its end."""
    return InputError(
        f"{shown(name)} in the export {damage}. Without it people's names could not be recognised and taken out, so nothing is "
        "written. Export the workspace again, or unpack the file afresh."
    )
