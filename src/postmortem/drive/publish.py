"""The incident's folder on Drive: found or made once, filled without ever writing over a word that a person typed.

Every step writes down what it is about to do before it does it (`record.py`), so a run that is killed is gone on with. What
people changed is theirs: a new version goes beside it under a name with the date.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from postmortem.drive.client import GOOGLE_DOC, DriveClient
from postmortem.drive.folders import INCIDENT, PART, IncidentPlace, looked_up
from postmortem.drive.places import TOP, Place
from postmortem.drive.record import Notebook, Sent
from postmortem.drive.sending import Content, ask, begin, finish
from postmortem.drive.touched import WORDS, touched_by, words_digest
from postmortem.drive.words import DriveError

# The property by which a document is found whose making was answered into a cut connection.
MAKING = "postmortem_making"
# A document that was changed no later than so many seconds after it was made has been changed by nobody.
FRESH = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be on Drive. key: what the record knows it by. document: make a Google Doc of it (the content is Word)."""

    key: str
    place: Place
    content: Content
    document: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened, or in a dry run would happen, to one item.

    fate: "new", "updated", "unchanged", "beside" (people had changed theirs), "gone" (people removed it, and it has not changed
    here). why: in words, where the fate needs one.
    """

    key: str
    name: str
    fate: str
    size: int = 0
    link: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """folder: its link. steps: one an item. remarks: what to know, as sentences."""

    folder: str
    steps: tuple[Step, ...]
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Publisher:
    """One upload of one incident.

    incident: a key that is the same for this incident on every machine, and tells nothing. now: a date
    and time for the name of a second version. progress: called with a name, bytes there and bytes in all.
    """

    client: DriveClient
    book: Notebook
    incident: str
    now: str
    progress: Callable[[str, int, int], None] = lambda name, there, size: None
    _place: IncidentPlace = field(init=False)

    def publish(self, parent: str, title: str, items: Iterable[Item], *, dry: bool = False, anew: bool = False) -> Published:
        """Put every item where it belongs. parent: the id of the team's incidents folder; title: the incident folder's name.

        anew: make a new folder although the one that was there is gone. dry: look, and change nothing.
        """
        items = tuple(items)
        place = IncidentPlace(self.client, self.book, self.incident)
        place.find(parent, title, dry=dry, anew=anew)
        place.make_sub_folders({item.place.folder for item in items} - {TOP}, dry=dry)
        there = place.listing()
        wanted = [item for item in items if not item.document and not self.book.record.of(item.key).id]
        if not dry and wanted:
            self._prepare(wanted, there)
        self._place = place
        steps = tuple(self._step(item, there, dry=dry) for item in items)
        return Published(folder=self.book.record.link, steps=steps, remarks=tuple(place.remarks))

    # ---- files --------------------------------------------------------------------------------------------------------------

    def _prepare(self, items: list[Item], there: Mapping[str, Mapping[str, Any]]) -> None:
        """Ids for files that were never sent, all in one step, before the first is made."""
        by_part = {hit.get("properties", {}).get(PART, ""): hit for hit in there.values()}
        fresh = [item for item in items if f"file {_short(item.key)}" not in by_part]
        ids = iter(self.client.new_ids(len(fresh)) if fresh else ())
        record = self.book.record
        for item in items:
            found = by_part.get(f"file {_short(item.key)}")
            if found is not None:  # another machine sent it
                record = record.noting(item.key, Sent(id=found["id"], name=found["name"], link=found.get("webViewLink", "")))
            else:
                record = record.noting(item.key, Sent(id=next(ids), name=item.place.name))
        self.book.save(record)

    def _step(self, item: Item, there: Mapping[str, Mapping[str, Any]], *, dry: bool) -> Step:
        sent = self._settled(item, self.book.record.of(item.key), there, dry=dry)
        remote = there.get(sent.id) or (looked_up(self.client, sent.id) if sent.id and sent.sha256 else None)
        if remote is not None and remote.get("trashed"):
            remote = None
        fate, why = self._fate(item, sent, remote)
        step = Step(key=item.key, name=sent.name or item.place.name, fate=fate, size=item.content.size, link=sent.link, why=why)
        if fate == "unchanged" and not dry and remote is not None and sent.sha256 != item.content.sha256:
            self._done(item, sent, remote, heard=False)
        if fate in ("unchanged", "gone"):
            return step
        if dry:
            return replace(step, name=self._name_beside(item)) if fate == "beside" else step
        if fate == "beside":
            sent = self._beside(item, sent)
        elif fate == "new" and not item.document and sent.sha256:  # removed there, changed here: the old id is used up
            sent = Sent(id=self.client.new_ids(1)[0])
        elif fate == "new" and item.document:
            sent = replace(sent, id="", sha256="", text="")
        found = self._send(item, sent, replaces=sent.id if fate == "updated" else None)
        return replace(step, name=found["name"], link=found.get("webViewLink", ""))

    def _settled(self, item: Item, sent: Sent, there: Mapping[str, Mapping[str, Any]], *, dry: bool) -> Sent:
        """What is known of an item once the upload that an earlier run left behind has been asked after."""
        if sent.session and sent.sending:
            standing = ask(self.client, sent.session, int(sent.size or 0), "ask how far an earlier upload has come")
            if standing.file is not None:
                up = replace(sent, sha256=sent.sending, sending="", session="", size="", text="", **_named(standing.file))
                up = replace(up, text=self._baseline(item, standing.file, heard=False)) if item.document else up
                self.book.save(self.book.record.noting(item.key, up), dry=dry)
                return up
            if standing.there < 0 or sent.sending != item.content.sha256:
                sent = replace(sent, session="", sending="", size="")
        if sent.id or sent.session or not item.document:
            return sent
        part = f"document {_short(item.key)}"
        hits = [hit for hit in there.values() if hit.get("properties", {}).get(PART) == part]
        if sent.token:
            hits = [hit for hit in hits if hit["properties"].get(MAKING) == sent.token] or hits
        if not hits:
            return sent
        newest = max(hits, key=lambda hit: str(hit.get("createdTime", "")))
        found = replace(sent, **_named(newest))
        self.book.save(self.book.record.noting(item.key, found), dry=dry)
        return found

    def _fate(self, item: Item, sent: Sent, remote: Mapping[str, Any] | None) -> tuple[str, str]:
        """What is to be done with an item, and why where that is not plain."""
        same = sent.sha256 == item.content.sha256
        if remote is None:
            if sent.sha256 and same:
                return "gone", "somebody removed it on Drive, and it has not changed here since"
            return "new", ""
        if not item.document and remote.get("sha256Checksum") == item.content.sha256:
            return "unchanged", ""
        if item.document and same:
            return "unchanged", ""
        if item.document:
            touched = touched_by(self.client, sent, remote)
            return ("beside", touched) if touched else ("updated", "")
        if remote.get("sha256Checksum") in (sent.sha256, None) and sent.sha256:
            return "updated", ""
        return "beside", "somebody changed it on Drive"

    def _beside(self, item: Item, sent: Sent) -> Sent:
        """Leave what people have, and begin a new file of another name."""
        theirs = replace(sent, key=item.key, session="", sending="", size="")
        fresh = Sent(name=self._name_beside(item))
        if not item.document:
            fresh = replace(fresh, id=self.client.new_ids(1)[0])
        self.book.save(replace(self.book.record.noting(item.key, fresh), earlier=(*self.book.record.earlier, theirs)))
        return fresh

    def _name_beside(self, item: Item) -> str:
        stem, dot, ending = item.place.name.rpartition(".")
        return f"{item.place.name} ({self.now})" if item.document or not dot else f"{stem} ({self.now}).{ending}"

    def _send(self, item: Item, sent: Sent, *, replaces: str | None) -> dict[str, Any]:
        """Send one item, going on with the session of a run that was killed. Its resource."""
        doing = "send a file of the incident"
        going_on = bool(sent.session)
        for _ in range(3):
            there = 0
            if going_on:
                there = max(0, ask(self.client, sent.session, item.content.size, doing).there)
            else:
                sent = self._begin(item, sent, replaces, doing)
                if not sent.session:  # it is there: an earlier run made it and could not say so
                    found = self.client.get(sent.id, doing)
                    if found.get("sha256Checksum") == item.content.sha256:
                        return self._done(item, sent, found, heard=False)
                    replaces = sent.id
                    continue
            progress = lambda done, size: self.progress(item.place.name, done, size)  # noqa: E731
            standing = finish(self.client, sent.session, item.content, doing=doing, progress=progress, there=there)
            if standing.file is not None:
                return self._done(item, sent, standing.file, heard=standing.heard)
            going_on = False  # the session is not known any more
            if item.document and replaces is None:
                sent = self._settled(item, replace(sent, session="", sending="", size=""), self._place.listing(), dry=False)
                if sent.id:
                    return self._done(item, sent, self.client.get(sent.id, doing), heard=False)
        raise DriveError(
            "Drive forgets uploads as soon as they begin. Run the same command again later; it goes on where it stopped."
        )

    def _begin(self, item: Item, sent: Sent, replaces: str | None, doing: str) -> Sent:
        name = sent.name or item.place.name
        body: dict[str, Any] = {}
        if replaces is None:
            sort = "document" if item.document else "file"
            folder = self.book.record.folders.get(item.place.folder, self.book.record.folder)
            body = {"name": name, "parents": [folder]}
            body["properties"] = {INCIDENT: self.incident, PART: f"{sort} {_short(item.key)}"}
            if item.document:
                sent = replace(sent, token=secrets.token_hex(8))
                body["mimeType"] = GOOGLE_DOC
                body["properties"][MAKING] = sent.token
            else:
                body["id"], body["mimeType"] = sent.id, item.place.mime
        try:
            session = begin(self.client, item.content, body, replaces=replaces, doing=doing)
        except DriveError as error:
            if error.status != 409:
                raise
            session = ""
        sent = replace(sent, name=name, sending=item.content.sha256, size=str(item.content.size), session=session)
        self.book.save(self.book.record.noting(item.key, sent))
        return sent

    def _done(self, item: Item, sent: Sent, found: Mapping[str, Any], *, heard: bool) -> dict[str, Any]:
        """Write down that an item is up, once Drive has the very bytes that were meant."""
        whole = dict(found) if "webViewLink" in found else self.client.get(found["id"], "look at what was sent")
        there = whole.get("sha256Checksum")
        if not item.document and there not in (None, item.content.sha256):
            other = replace(sent, sha256=there, sending="", session="", size="", **_named(whole))
            self.book.save(self.book.record.noting(item.key, other))
            raise DriveError("A file changed while it was being sent. Run the same command again: it is sent anew.")
        text = self._baseline(item, whole, heard=heard) if item.document else ""
        up = Sent(sha256=item.content.sha256, text=text, token=sent.token, **_named(whole))
        self.book.save(self.book.record.noting(item.key, up))
        return whole

    def _baseline(self, item: Item, found: Mapping[str, Any], *, heard: bool) -> str:
        """The digest of a document's words as we made it; empty where somebody may have typed in it already.

        That is certain where Drive answered our last byte, or the document is seconds old, and nothing changed until the export.
        """
        fresh = _seconds_between(found.get("createdTime", ""), found.get("modifiedTime", "")) < FRESH
        if not heard and not fresh:
            return ""
        digest = words_digest(self.client.export(found["id"], WORDS, "note what was uploaded"))
        now = self.client.get(found["id"], "look at what was sent")
        return digest if now.get("modifiedTime") == found.get("modifiedTime") else ""


def _named(found: Mapping[str, Any]) -> dict[str, str]:
    return {"id": found["id"], "name": found["name"], "link": found.get("webViewLink", "")}


def _seconds_between(first: str, second: str) -> float:
    try:
        return abs((datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds())
    except ValueError:
        return float("inf")


def _short(key: str) -> str:
    """A key as a property's value: those have at most 124 bytes together with their name, and tell nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
