"""Possible names left in an incident's documents: gathered, counted, and what is refused while they are undecided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postmortem.blameless.known import what_is_known
from postmortem.blameless.people_file import Key, read_key
from postmortem.blameless.residue import Suspect, find_suspects
from postmortem.blameless.roster_file import ROSTER_FILE, KnownPeople, read_roster
from postmortem.cli.console import step
from postmortem.cli.reading import KEY_FILE
from postmortem.config import Config
from postmortem.documents.passages import COPIES, cannot_be_read, read_passages
from postmortem.errors import PeopleMustDecide
from postmortem.folder import IncidentFolder
from postmortem.incident import Client
from postmortem.incident_file import FILE_NAME, read_incident
from postmortem.not_names import read_not_names
from postmortem.report.review_questions import NAMED


def possible_names(files: Mapping[str, bytes], roster: KnownPeople, key: Key, settled: Iterable[str]) -> tuple[Suspect, ...]:
    """Every string in the files that could still be a name and that nobody has decided, best guess first."""
    with step("Looking for what could still be a name"):
        return find_suspects(read_passages(files), what_is_known(roster, key, settled))


def known_people(folder: IncidentFolder) -> KnownPeople:
    """Everybody whom Slack knows, as the last draft noted them; nobody where there is no note."""
    data = folder.read(ROSTER_FILE)
    return read_roster(data, str(folder.path / ROSTER_FILE)) if data is not None else KnownPeople()


def folder_key(folder: IncidentFolder) -> Key:
    """The incident's private key; an empty one where there is none."""
    text = folder.read_text(KEY_FILE)
    return read_key(text, str(folder.path / KEY_FILE)) if text is not None else Key()


def settled_strings(config: Config, roster: KnownPeople, folder: IncidentFolder | None = None) -> tuple[str, ...]:
    """What is nobody's name: the team's list, the organisation, its clients, tools. folder: an incident, whose clients count
    too."""
    declared = (*config.clients, *(_declared(folder) if folder is not None else ()))
    clients = [name for client in declared for name in (client.name, *client.aliases, *client.sites)]
    tools = [name for person in roster.people if person.is_bot for name in (person.real_name, person.display_name, person.handle)]
    return tuple(word for word in (*read_not_names(config.not_names), *NAMED, config.organisation, *clients, *tools) if word)


def files_that_may_leave(folder: IncidentFolder) -> dict[str, bytes]:
    """The files on the allow-list, without those that only repeat another one and that nobody changed."""
    names = folder.allow_list()
    read = {name: folder.read(name) for name in names if not (name in COPIES and folder.is_ours(name))}
    return {name: data for name, data in read.items() if data is not None}


def possible_in_folder(folder: IncidentFolder, config: Config) -> tuple[Suspect, ...]:
    """Possible names left in everything of the incident that may leave this machine."""
    roster = known_people(folder)
    return possible_names(files_that_may_leave(folder), roster, folder_key(folder), settled_strings(config, roster, folder))


def _declared(folder: IncidentFolder) -> tuple[Client, ...]:
    text = folder.read_text(FILE_NAME)
    return read_incident(text, str(folder.path / FILE_NAME)).clients if text is not None else ()


def to_look_at(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Files whose content cannot be read for names from here: pictures, PDFs."""
    return tuple(name for name, data in files.items() if name not in COPIES and cannot_be_read(name, data))


def counted_suspects(suspects: Iterable[Suspect]) -> str:
    """ "7 possible names in 9 places"; empty where there are none."""
    suspects = tuple(suspects)
    if not suspects:
        return ""
    places = sum(suspect.count for suspect in suspects)
    return f"{len(suspects)} possible name{'' if len(suspects) == 1 else 's'} left, in {places} place{'' if places == 1 else 's'}"


def refuse_undecided(folder: IncidentFolder, config: Config) -> None:
    """Raise `PeopleMustDecide` while anything in the documents could be a name and nobody has said whether it is."""
    if counted := counted_suspects(possible_in_folder(folder, config)):
        raise PeopleMustDecide(
            f"{counted}, so nothing leaves this machine yet. Decide each of them: postmortem names {folder.path.name}"
        )
