"""`postmortem check --client`: the gate for clients, over any text that somebody wrote by hand."""

from __future__ import annotations

import re
from pathlib import Path

from postmortem.cli.client_flags import in_lines
from postmortem.cli.client_gating import ForClient, Refused, look_for_clients
from postmortem.cli.client_standing import client_of
from postmortem.cli.client_whom import all_clients, read_facts_file
from postmortem.cli.console import remark, result
from postmortem.config import Config
from postmortem.documents.client_reading import shown_text
from postmortem.documents.passages import cannot_be_read
from postmortem.errors import UsageError, did_you_mean
from postmortem.folder import IncidentFolder, incident_folders
from postmortem.folder_names import STATE_NAME
from postmortem.incident import Client, Incident
from postmortem.report.client import inside_of
from postmortem.report.client_internals import TOOL
from postmortem.report.client_mentions import Mentions

CLEAN, TO_DECIDE, REFUSED = 0, 3, 4
LINE = re.compile(r"line (\d+)")


def check_for_client(path: Path, data: bytes, config: Config, root: Path, reader: str | None) -> int:
    """Tell what of a file must not reach a client. reader: whom it is for; else the client of the file's name, or the only one
    in it."""
    if cannot_be_read(path.name, data):
        return CLEAN  # told already: somebody has to look
    incident, clients, named = _who_is_known(path, config, root)
    own = _called(reader, clients) if reader is not None else named or _only_one_in(path.name, data, clients)
    tools = _tools(path)
    given = ForClient(
        own=own,
        clients=clients,
        inside=inside_of(incident, config.client_version, own, tools),
        pictures=incident.client_version.pictures,
    )
    found = look_for_clients({path.name: data}, given)
    told: dict[str, list[str]] = {}
    for one in found:
        told.setdefault(_said(one, own), []).append(one.place)
    for said, places in told.items():
        result(f"{path}, {_places(places)}: {said}")
    if own is not None and reader is None:
        remark(f"{path}: read as for {own.name}. For another client say --for NAME.")
    elif not clients:
        remark(f"{path}: no client is declared here, so other clients cannot be looked for. Declare them under [[clients]].")
    return REFUSED if any(one.is_sure for one in found) else TO_DECIDE if found else CLEAN


def _said(one: Refused, own: Client | None) -> str:
    if own is None and one.what.startswith("another client's"):
        return f"a client's {one.what.rpartition(' ')[2]}. Say whom the text is for with --for NAME, or take it out"
    if one.what == TOOL:  # everybody knows such a name, and a line may have several
        return f"{one.what}: “{one.found}”"
    return one.what if one.is_sure else f"{one.what}: “{one.found}”"


def _places(places: list[str]) -> str:
    """Each place once; lines as a list of their numbers."""
    lines = sorted({int(found[1]) for place in places if (found := LINE.fullmatch(place))})
    others = dict.fromkeys(place for place in places if not LINE.fullmatch(place))
    return ", ".join((*([in_lines(tuple(lines))] if lines else []), *others))


def _who_is_known(path: Path, config: Config, root: Path) -> tuple[Incident, tuple[Client, ...], Client | None]:
    """The incident that a file lies in, every client that is known there, and the one that the file's name is for."""
    for parent in path.absolute().parents:
        if (parent / STATE_NAME).is_file():
            folder = IncidentFolder.open(parent)
            incident = read_facts_file(folder)
            return incident, all_clients(incident, config), client_of(folder, config, path.name)
    clients: dict[str, Client] = {one.name.casefold(): one for one in config.clients}
    for found in incident_folders(root):
        for one in read_facts_file(IncidentFolder.open(found)).clients:
            clients.setdefault(one.name.casefold(), one)
    return Incident(title=""), tuple(clients.values()), None


def _tools(path: Path) -> tuple[str, ...]:
    from postmortem.cli.possible import known_people

    for parent in path.absolute().parents:
        if (parent / STATE_NAME).is_file():
            return tuple(one.real_name or one.handle for one in known_people(IncidentFolder.open(parent)).people if one.is_bot)
    return ()


def _called(reader: str, clients: tuple[Client, ...]) -> Client:
    said = " ".join(reader.split()).casefold()
    for one in clients:
        if said in {" ".join(name.split()).casefold() for name in (one.name, *one.aliases)}:
            return one
    raise UsageError(f"No client of that name is declared.{did_you_mean(reader[:80], [one.name for one in clients])}")


def _only_one_in(name: str, data: bytes, clients: tuple[Client, ...]) -> Client | None:
    """The client whom a text speaks of, where it speaks of one alone."""
    text = "\n".join(words for _, words in shown_text(name, data))
    spoken_of = [one for one in clients if Mentions(one, ()).speaks_of_own(text)]
    longest = [one for one in spoken_of if not any(other is not one and one.name in other.name for other in spoken_of)]
    return longest[0] if len(longest) == 1 else None
