"""Whom versions are for: the clients that are declared for an incident and in the settings, and what their files are called."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem.config import Config
from postmortem.errors import InputError, UsageError, did_you_mean
from postmortem.folder import IncidentFolder
from postmortem.folder_names import client_stem
from postmortem.incident import Client, Incident
from postmortem.incident_file import FILE_NAME, read_incident
from postmortem.report.client_mentions import is_same


def choose_clients(declared: tuple[Client, ...], wanted: str | None) -> tuple[tuple[str, Client | None], ...]:
    """(stem, client) of each version that is to be made; one for nobody in particular where no client is declared.

    wanted: the name of one client, as somebody typed it.
    """
    if len({" ".join(one.name.casefold().split()) for one in declared}) < len(declared):
        raise InputError(f"A client is declared twice in {FILE_NAME}. Keep one [[clients]] for each, with all names and sites.")
    stems = client_stems(declared)
    pairs: tuple[tuple[str, Client | None], ...] = tuple(zip(stems, declared, strict=True)) if declared else (("client", None),)
    if wanted is None:
        return pairs
    named = [pair for pair in pairs if pair[1] is not None and _is_called(pair[1], wanted)]
    if not named and (" ".join(wanted.split()).casefold() in stems):
        named = [pair for pair in pairs if pair[0] == " ".join(wanted.split()).casefold()]
    if len(named) == 1:
        return (named[0],)
    if named:
        raise UsageError(f"More than one client of {FILE_NAME} is called so. Name one by its whole name.")
    names = [one.name for one in declared]
    if not names:
        raise UsageError(f"No client is declared in {FILE_NAME}. Add one under [[clients]], or leave --client out.")
    raise UsageError(
        f"No client of that name is declared in {FILE_NAME}.{did_you_mean(wanted[:80], names)} They are: "
        f"{', '.join(names[:12])}"
        f"{f' and {len(names) - 12} more' if len(names) > 12 else ''}."
    )


def read_facts_file(folder: IncidentFolder) -> Incident:
    """The incident's facts, as people left them."""
    text = folder.read_text(FILE_NAME)
    return read_incident(text, str(folder.path / FILE_NAME)) if text is not None else Incident(title="")


def all_clients(incident: Incident, config: Config) -> tuple[Client, ...]:
    """This incident's clients, and those of the organisation that are not among them."""
    more = [one for one in config.clients if not any(is_same(one, known) for known in incident.clients)]
    settings = {one.name.casefold(): one for one in config.clients}
    return (*(_with_all_forms(one, settings.get(one.name.casefold())) for one in incident.clients), *more)


def _with_all_forms(one: Client, other: Client | None) -> Client:
    """A client with what the settings know of it besides."""
    if other is None:
        return one
    both = {
        key: tuple(dict.fromkeys((*getattr(one, key), *getattr(other, key)))) for key in ("aliases", "sites", "people", "tickets")
    }
    return Client(name=one.name, **both)


def client_stems(clients: Iterable[Client]) -> tuple[str, ...]:
    """What each client's files are called: "client" where there is one, else "client-example-museum"."""
    clients = tuple(clients)
    if len(clients) == 1:
        return ("client",)
    stems: list[str] = []
    for client in clients:
        wanted = client_stem(client.name)
        stem, number = wanted, 1
        while stem in stems:
            number += 1
            stem = f"{wanted}-{number}"
        stems.append(stem)
    return tuple(stems)


def ticket_names(stem: str) -> tuple[str, str]:
    """The names of a version's two forms for a ticket."""
    return f"{stem}.txt", f"client-ticket{stem.removeprefix('client')}.html"


def _is_called(client: Client, wanted: str) -> bool:
    said = " ".join(wanted.split()).casefold()
    names = {" ".join(name.split()).casefold() for name in (client.name, *client.aliases)}
    return said in names or said.replace(" and ", " & ") in names
