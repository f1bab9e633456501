"""An incident to be published, a client of the fake that never really waits, and what must hold on Drive afterwards."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import cache
from typing import Any

from docx import Document
from google.oauth2.credentials import Credentials
from tests.fakes.drive import Drive
from tests.fakes.drive_documents import GOOGLE_DOC, repacked
from tests.fakes.drive_store import FOLDER

from postmortem.drive.client import DriveClient
from postmortem.drive.places import document_name, place_of
from postmortem.drive.publish import Item, Published, Publisher
from postmortem.drive.record import Notebook, Record
from postmortem.drive.sending import content_of
from postmortem.drive.waiting import Patience

TITLE = "Checkout errors"
MB = 1024 * 1024


@cache
def word(text: str) -> bytes:
    """A small Word file with one paragraph."""
    document = Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), "")  # the same words, the same bytes


def files(**changed: bytes) -> dict[str, bytes]:
    """The files of an incident by name; `changed` replaces some: draft_docx=… is draft.docx."""
    found = {
        "draft.md": b"# Checkout errors\n",
        "draft.html": b"<p>Checkout errors",
        "draft.docx": word("Checkout errors"),
        "timeline.json": b"[]",
        "transcript.md": b"",
        "attachments/1014-0922-checkout.png": bytes(range(256)) * 4,
    }
    return found | {name.replace("_", "."): data for name, data in changed.items()}


def items(given: dict[str, bytes]) -> list[Item]:
    """What is to be on Drive, a Google Doc for each Word file."""
    made: list[Item] = []
    for name, data in given.items():
        place = place_of(name)
        made.append(Item(key=name, place=place, content=content_of(place.mime, data)))
        if called := document_name(name, TITLE):
            named = type(place)(folder=place.folder, name=called, mime=place.mime)
            made.append(Item(key=f"{name} (document)", place=named, content=content_of(place.mime, data), document=True))
    return made


def client_of(drive: Drive, waits: list[float] | None = None, **more: Any) -> DriveClient:
    """A client of the fake; what it would wait goes into `waits`."""
    heard = waits if waits is not None else []
    credentials = Credentials(token=drive.token if "token" not in more else more.pop("token"))
    return DriveClient(credentials, address=drive.url, patience=Patience(sleep=heard.append, **more))


class Machine:
    """A machine with a copy of the incident folder: it remembers its own record, also when a run was cut off."""

    def __init__(self, drive: Drive, parent: str, *, incident: str = "a-key") -> None:
        self.drive, self.parent, self.incident = drive, parent, incident
        self.kept = Record()
        self.wrap: Callable[[DriveClient], None] = lambda client: None
        self.before_keep: Callable[[], None] = lambda: None

    def publish(self, given: dict[str, bytes], now: str = "28 November 2026, 10.15", **more: Any) -> Published:
        with client_of(self.drive) as client:
            self.wrap(client)
            publisher = Publisher(client=client, book=Notebook(self.kept, self._keep), incident=self.incident, now=now)
            return publisher.publish(self.parent, f"2026-10-14 {TITLE}", items(given), **more)

    def _keep(self, record: Record) -> None:
        self.before_keep()
        self.kept = record
        self.before_keep()


def fates(published: Published) -> dict[str, str]:
    return {step.key: step.fate for step in published.steps}


def check_one_of_each(drive: Drive, parent: str, given: dict[str, bytes]) -> None:
    """One folder for the incident, one copy of each file with the right bytes, one document of each Word file, and nothing else."""
    tops = [file for file in drive.store.children(parent) if file.mime == FOLDER]
    assert [file.name for file in tops] == [f"2026-10-14 {TITLE}"]
    below = drive.store.below(tops[0].id)
    contents = {path: file for path, file in below.items() if file.mime not in (FOLDER, GOOGLE_DOC)}
    wanted = {place_of(name).name: hashlib.sha256(data).hexdigest() for name, data in given.items()}
    assert {path.rpartition("/")[2]: hashlib.sha256(file.content).hexdigest() for path, file in contents.items()} == wanted
    assert len(contents) == len(wanted)
    documents = [file.name for file in below.values() if file.mime == GOOGLE_DOC]
    assert documents == [document_name(name, TITLE) for name in given if document_name(name, TITLE)]
    assert len([file for file in below.values() if file.mime == FOLDER]) == 1
