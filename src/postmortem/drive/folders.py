"""The incident's folder on Drive and its sub-folders: found again by what we remember, else by a property, never by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from postmortem.drive.client import FOLDER, SHORTCUT, DriveClient, quoted
from postmortem.drive.places import folder_name
from postmortem.drive.record import Notebook, Record
from postmortem.drive.words import DriveError
from postmortem.errors import PeopleMustDecide

# Properties (to be seen by every client, unlike appProperties) by which things of ours are found again.
INCIDENT, PART = "postmortem_incident", "postmortem_part"


class IncidentPlace:
    """One incident's folder. `drive_id` is that of the Shared Drive it lies on; `remarks` what to know about it."""

    def __init__(self, client: DriveClient, book: Notebook, incident: str) -> None:
        self.client, self.book, self.incident = client, book, incident
        self.drive_id = ""
        self.remarks: list[str] = []

    def _check_parent(self, parent: str) -> None:
        try:
            found = self.client.get(parent, "look at the incidents folder")
        except DriveError as error:
            if not error.is_missing:
                raise
            raise DriveError(
                "The incidents folder is not there, or these credentials may not see it. Check incidents_folder in "
                "postmortem.toml, and share that folder with the account that is logged in: postmortem doctor says which it is.",
                status=404,
            ) from None
        if problem := folder_problem(found):
            raise DriveError(f"The incidents folder {problem}")
        self.drive_id = found.get("driveId", "")

    def find(self, parent: str, title: str, *, dry: bool, anew: bool) -> None:
        """Find the incident's folder by what we remember, else by its property; else make it, once, inside `parent`."""
        self._check_parent(parent)
        known = self.book.record.folder
        if known:
            found = looked_up(self.client, known)
            if found is not None and not found.get("trashed"):
                self._note_folder(found, parent, dry=dry)
                self._refuse_second(known)
                return
            if self.book.record.link and not anew:
                raise PeopleMustDecide(
                    "The incident's folder on Drive is in the bin or cannot be seen any more, and people may want it back. "
                    "Take it out of the bin, or ask who removed it. To begin a new one instead: postmortem upload --new-folder"
                )
            if self.book.record.link or found is not None:  # gone, and a new one is wanted
                self.book.save(Record(), dry=True)
        if not self.book.record.folder:
            self._find_or_choose(parent, dry=dry)
        if dry or self.book.record.link:
            return
        properties = {INCIDENT: self.incident, PART: "folder"}
        self.client.make_folder(self.book.record.folder, title, parent, properties)
        self._note_folder(self.client.get(self.book.record.folder, "look at the incident's folder"), parent)

    def _find_or_choose(self, parent: str, *, dry: bool) -> None:
        """The folder that another machine made for this incident; else an id for a new one, written down before it is used."""
        hits = self._refuse_second("")
        if hits:
            self._note_folder(hits[0], parent, dry=dry)
            self.remarks.append("This incident had a folder on Drive already, made from another machine; it is used.")
        elif not dry:
            self.book.save(replace(self.book.record, parent=parent, folder=self.client.new_ids(1)[0]))

    def _refuse_second(self, known: str) -> list[dict[str, Any]]:
        """The folders of this incident that a search finds; people decide where there is more than one."""
        query = f"properties has {{ key={quoted(INCIDENT)} and value={quoted(self.incident)} }} and mimeType = {quoted(FOLDER)}"
        found = self.client.find(query, self.drive_id, "look for the incident's folder")
        hits = [hit for hit in found if hit.get("properties", {}).get(PART) == "folder"]
        if len({known, *(hit["id"] for hit in hits)} - {""}) > 1:
            links = "\n".join(f"  {hit.get('webViewLink', '')}" for hit in hits)
            raise PeopleMustDecide(
                f"There is more than one folder for this incident on Drive, so nothing was sent:\n{links}\n"
                "Next: move what is needed into one of them, put the others into the bin, and run the same command again."
            )
        return hits

    def _note_folder(self, found: Mapping[str, Any], parent: str, *, dry: bool = False) -> None:
        record = replace(self.book.record, parent=parent, folder=found["id"], link=found.get("webViewLink", ""))
        self.book.save(record, dry=dry)

    def make_sub_folders(self, wanted: Iterable[str], *, dry: bool) -> None:
        """The sub-folders that are needed and not there yet."""
        if dry or not self.book.record.link:
            return
        missing = [purpose for purpose in sorted(wanted) if not {purpose, f"?{purpose}"} & set(self.book.record.folders)]
        if missing:
            found = {hit.get("properties", {}).get(PART, ""): hit["id"] for hit in self._ours_in(self.book.record.folder)}
            ids = iter(self.client.new_ids(len(missing)))
            chosen = {purpose: found.get(f"folder {purpose}") or next(ids) for purpose in missing}
            self.book.save(
                replace(self.book.record, folders={**self.book.record.folders, **{f"?{key}": one for key, one in chosen.items()}})
            )
        for key, file_id in dict(self.book.record.folders).items():
            if key.startswith("?"):
                purpose = key[1:]
                properties = {INCIDENT: self.incident, PART: f"folder {purpose}"}
                self.client.make_folder(file_id, folder_name(purpose), self.book.record.folder, properties)
                folders = {name: one for name, one in self.book.record.folders.items() if name != key}
                self.book.save(replace(self.book.record, folders={**folders, purpose: file_id}))

    def _ours_in(self, folder: str) -> list[dict[str, Any]]:
        query = f"{quoted(folder)} in parents and properties has {{ key={quoted(INCIDENT)} and value={quoted(self.incident)} }}"
        return list(self.client.find(query, self.drive_id, "look into the incident's folder"))

    def listing(self) -> dict[str, dict[str, Any]]:
        """Everything in the incident's folder and its sub-folders, by id: one listing for all."""
        if not self.book.record.link:
            return {}
        folders = [self.book.record.folder, *(one for key, one in self.book.record.folders.items() if not key.startswith("?"))]
        query = " or ".join(f"{quoted(folder)} in parents" for folder in folders)
        return {hit["id"]: hit for hit in self.client.find(query, self.drive_id, "list the incident's folder")}


def looked_up(client: DriveClient, file_id: str) -> dict[str, Any] | None:
    """What has this id; None where there is nothing, or nothing that these credentials see."""
    try:
        return client.get(file_id, "look at what was sent before")
    except DriveError as error:
        if error.is_missing:
            return None
        raise


def folder_problem(found: Mapping[str, Any]) -> str:
    """What is wrong with a folder that is to be written into, as the end of a sentence; empty where nothing is."""
    if found.get("mimeType") == SHORTCUT:
        return "is a shortcut. Give the id or link of the folder that it leads to, in postmortem.toml."
    if found.get("mimeType") != FOLDER:
        return "is a file, not a folder. Give the id or link of a folder, in postmortem.toml."
    if found.get("trashed"):
        return "is in the bin. Take it out, or give another in postmortem.toml."
    if not found.get("capabilities", {}).get("canAddChildren", False):
        return "may only be read with these credentials. Ask its owner to make you a contributor (Shared Drive) or editor."
    return ""
