"""What an upload consists of: the files that may leave, looked at by the gate, and the client that sends them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from postmortem.cli.checking import find_names, refuse_names
from postmortem.cli.client_gating import ForClient, look_for_clients, refuse_for_clients
from postmortem.cli.client_standing import client_of, is_signed_off, unchecked_files
from postmortem.cli.client_whom import all_clients, read_facts_file
from postmortem.cli.console import printable, remark
from postmortem.cli.drive_access import drive_access, drive_client, drive_record
from postmortem.cli.possible import folder_key, known_people, refuse_undecided
from postmortem.config import Config
from postmortem.documents.client_reading import word_title
from postmortem.drive.auth import Access
from postmortem.drive.places import document_name, folder_title, place_of
from postmortem.drive.publish import Item, Published, Publisher
from postmortem.drive.record import DOCUMENT, KEY, Notebook, record_json
from postmortem.drive.sending import content_at, content_of
from postmortem.drive.sharing import share_with
from postmortem.errors import UsageError
from postmortem.folder import IncidentFolder
from postmortem.folder_names import is_for_client
from postmortem.report.client import inside_of

# A larger file (a recording of the meeting) is sent from the disk, and only its name is looked at.
LARGEST_LOOKED_AT = 64 * 1024 * 1024
_ID_IN_LINK = re.compile(r"/folders/([\w-]+)|[?&]id=([\w-]+)")
# The date at the end of a report's heading, in each way of writing it.
_DATED = re.compile(r", (?:\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4}|\d{4}\\?-\d\d\\?-\d\d)$")
_ID = re.compile(r"[\w-]{3,}")


def upload_incident(folder: IncidentFolder, config: Config, *, dry: bool = False, anew: bool = False) -> Published:
    """Put everything of the incident that may leave into its folder on Drive; nothing where a name or an open decision stands
    in the way."""
    parent = incidents_folder_id(config)
    access = drive_access(config)
    with folder.lock():
        items, unseen = items_of(folder, config)
        _refuse_names(folder, items)
        _refuse_other_clients(folder, config, items)
        refuse_undecided(folder, config)
        if left := unchecked_files(folder, config):
            remark(f"Not sent, because nobody has signed it off as it is: {', '.join(left)}.")
        if unseen:
            remark(f"Too large to be looked into for names; look at them yourself: {', '.join(unseen)}.")
        return publish_items(folder, items, access, parent=parent, now=_now(config.timezone), dry=dry, anew=anew)


def publish_items(
    folder: IncidentFolder, items: list[Item], access: Access, *, parent: str, now: str, dry: bool = False, anew: bool = False
) -> Published:
    """Send what has been looked at, and remember every step in the incident folder. To be called within its lock."""
    book = Notebook(record=drive_record(folder), keep=lambda record: folder.keep(KEY, record_json(record)))
    with drive_client(access) as client:
        publisher = Publisher(client=client, book=book, incident=folder.state.channel, now=now, progress=_progress)
        return publisher.publish(parent, _folder_title(folder), items, dry=dry, anew=anew)


def share_incident(folder: IncidentFolder, config: Config, addresses: Iterable[str]) -> tuple[str, ...]:
    """Let people comment on everything in the incident's folder; those who could not before."""
    with drive_client(drive_access(config)) as client:
        return share_with(client, drive_record(folder).folder, addresses)


def incidents_folder_id(config: Config) -> str:
    """The id of the team's incidents folder, from an id or a link."""
    given = config.drive_folder.strip()
    if not given:
        raise UsageError(
            "It is not set which folder on Google Drive holds your team's incidents. Set incidents_folder under [drive] in "
            "postmortem.toml, or POSTMORTEM_DRIVE_FOLDER: the folder's link, or its id."
        )
    if match := _ID_IN_LINK.search(given):
        return match[1] or match[2]
    if not _ID.fullmatch(given):
        raise UsageError("incidents_folder is neither a folder's link nor its id. Open the folder in Drive and copy its address.")
    return given


def items_of(folder: IncidentFolder, config: Config) -> tuple[list[Item], list[str]]:
    """Everything that may leave, and the names of what is too large to be looked into.

    A version for a client is among it only as somebody signed it off, to the byte.
    """
    items: list[Item] = []
    unseen: list[str] = []
    title = _title(folder)
    for name in folder.allow_list():
        place, path = place_of(name), folder.path / name
        if is_for_client(name) and not is_signed_off(folder, config, name, folder.read(name) or b""):
            continue  # `unchecked_files` names it
        if path.stat().st_size > LARGEST_LOOKED_AT:
            unseen.append(name)
            items.append(Item(key=name, place=place, content=content_at(place.mime, path)))
            continue
        content = content_of(place.mime, folder.read(name) or b"")
        items.append(Item(key=name, place=place, content=content))
        # A client reads the heading of its own document, and no other.
        if called := document_name(name, word_title(content.data or b"") if is_for_client(name) else title):
            items.append(Item(key=f"{name}{DOCUMENT}", place=replace(place, name=called), content=content, document=True))
    return items, unseen


def _refuse_names(folder: IncidentFolder, items: list[Item]) -> None:
    """The gate, over every byte and every name that would be seen on Drive."""
    roster, key = known_people(folder), folder_key(folder)
    files = {item.key: item.content.data or b"" for item in items if not item.document}
    titles = {f"name on Drive: {item.place.name}": item.place.name.encode() for item in items}
    titles["name of the folder on Drive"] = _folder_title(folder).encode()
    refuse_names(find_names({**files, **titles}, roster.people, key.names, key.not_a_name))


def _refuse_other_clients(folder: IncidentFolder, config: Config, items: list[Item]) -> None:
    """The gate for clients, over what goes to each: clients may have been declared since it was signed off."""
    incident = read_facts_file(folder)
    for item in items:
        if is_for_client(item.key):
            own = client_of(folder, config, item.key)
            given = ForClient(
                own=own,
                clients=all_clients(incident, config),
                inside=inside_of(incident, config.client_version, own),
                pictures=incident.client_version.pictures,
            )
            refuse_for_clients(look_for_clients({item.key: item.content.data or b""}, given))


def _folder_title(folder: IncidentFolder) -> str:
    """What the incident's folder on Drive is called when it is made."""
    return folder_title(folder.path.name, _title(folder))


def _title(folder: IncidentFolder) -> str:
    """What happened, from the heading of the newest report: "Checkout errors, 14 October 2026" without its date."""
    for name in ("final.md", "draft.md"):
        text = folder.read_text(name)
        if text is not None:
            heading = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")
            return re.sub(r"\\(.)", r"\1", _DATED.sub("", heading))
    return ""


def _now(zone: str) -> str:
    """For a second version's name: 28 November 2026, 10.15."""
    now = datetime.now(ZoneInfo(zone))
    return f"{now.day} {now:%B %Y, %H.%M}"


def _progress(name: str, there: int, size: int) -> None:
    """How far a large file has come, on a terminal."""
    if sys.stderr.isatty() and size > 4_000_000:
        sys.stderr.write(f"\r\033[K{printable(name)}: {there * 100 // max(1, size)} %")
        sys.stderr.flush()
