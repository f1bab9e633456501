"""`postmortem check`: known names, secrets and possible names in any document that people wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from postmortem.blameless.gate import Finding, look
from postmortem.blameless.people_file import Key
from postmortem.blameless.residue import Suspect
from postmortem.blameless.roster_file import KnownPeople
from postmortem.cli.check_client import check_for_client
from postmortem.cli.check_wording import check_wording
from postmortem.cli.checking import UNREADABLE
from postmortem.cli.console import remark, result
from postmortem.cli.options import settings
from postmortem.cli.possible import folder_key, known_people, possible_names, settled_strings
from postmortem.config import Config
from postmortem.documents.passages import cannot_be_read
from postmortem.errors import InputError, UsageError
from postmortem.folder import IncidentFolder, incident_folders
from postmortem.folder_names import STATE_NAME

CLEAN, TO_DECIDE, KNOWN_NAME = 0, 3, 4


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option("--client", "for_client", is_flag=True, help="For a text to a client: what must not reach one, fault, promises.")
@click.option("--for", "reader", metavar="NAME", help="With --client: the client whom it is for.")
def command(files: tuple[Path, ...], incidents: Path | None, for_client: bool, reader: str | None) -> int:
    """Look for names and blame in FILEs: Markdown, Word, HTML or text that people wrote.

    Known names and secrets are told by place; what could be a name is shown, so that you can decide it with postmortem names.
    Everybody counts whom the incident's Slack knows; for a file outside an incident folder, everybody of all incidents here.
    Wording that blames, judges or looks from afterwards is told with another one to consider. It is a list for people to look at:
    that nothing is found clears nothing, and none of it is legal advice.

    With --client other clients, links, hosts, tools and pictures that nobody released are refused as well, and what somebody
    senior must look at is flagged.

    Exit codes: 0 nothing found, 3 something to decide, 4 a known name or a secret, or what no client may read.
    """
    if reader is not None and not for_client:
        raise UsageError("--for belongs to --client: it says which client is to read the text.")
    config = settings()
    worst = CLEAN
    for path in files:
        data = _read(path)
        roster, key = _who_is_known(path, incidents or config.incidents)
        worst = max(worst, _check(path, data, roster, key, config))
        if for_client:
            worst = max(worst, check_for_client(path, data, config, incidents or config.incidents, reader))
        worst = max(worst, check_wording(path, data, for_client=for_client))
    if worst == CLEAN:
        remark("No name and no blame found. Names removed is not anonymous: colleagues will recognise who did what.")
    sys.stdout.flush()
    return worst


def _check(path: Path, data: bytes, roster: KnownPeople, key: Key, config: Config) -> int:
    if not roster.people:
        remark(
            f"{path}: no incident's list of people here, so only what looks like a name can be found. Draft the incident first."
        )
    known = look({path.name: data}, roster.people, more_names=key.names, not_names=key.not_a_name)
    for place, sort in dict.fromkeys((finding.place, finding.sort) for finding in known):
        result(f"{path}, {place}: {_said(sort)}")
    worst = KNOWN_NAME if any(finding.sort != UNREADABLE for finding in known) else TO_DECIDE if known else CLEAN
    if cannot_be_read(path.name, data):
        result(f"{path}: cannot be read for names. Look at it yourself before it is shared.")
        return max(worst, TO_DECIDE)
    suspects = possible_names({path.name: data}, roster, key, settled_strings(config, roster))
    for suspect in suspects:
        result(f"{path}, {', '.join(place for _, place in suspect.places[:5])}: possible name: {suspect.text} ({suspect.why})")
        result(f"    {suspect.sentence}")
    _say_next(known, suspects)
    return max(worst, TO_DECIDE if suspects else CLEAN)


def _said(sort: str) -> str:
    return {
        "name": "a known name. Write the person's role instead",
        "handle": "a known person's handle. Write the person's role instead",
        "id": "a Slack id. Write the person's role instead",
        "e-mail": "an e-mail address. Take it out, or write the person's role",
        "secret": "a password, token or key. Take it out, and change it where it is used",
    }.get(sort, f"cannot be looked into ({sort}). Look at it yourself before it is shared")


def _say_next(known: tuple[Finding, ...], suspects: tuple[Suspect, ...]) -> None:
    if suspects:
        remark('Decide possible names: postmortem names --name "NAME=client contact" or --not-a-name WORD; then check again.')
    if known:
        remark("A known name or a secret is in there: do not share it as it is.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}. Check the name.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder. Name the files in it that should be checked.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}). Check its permissions.") from error


def _who_is_known(path: Path, root: Path) -> tuple[KnownPeople, Key]:
    """The people and the key of the incident that a file lies in; else those of all incidents together."""
    for folder in path.absolute().parents:
        if (folder / STATE_NAME).is_file():
            incident = IncidentFolder.open(folder)
            return known_people(incident), folder_key(incident)
    incidents = [IncidentFolder.open(folder) for folder in incident_folders(root)]
    rosters, keys = [known_people(incident) for incident in incidents], [folder_key(incident) for incident in incidents]
    people = {person.id: person for roster in rosters for person in roster.people}
    return (
        KnownPeople(people=tuple(people.values()), active=frozenset(one for roster in rosters for one in roster.active)),
        Key(
            people=tuple(person for key in keys for person in key.people),
            not_a_name=tuple(dict.fromkeys(word for key in keys for word in key.not_a_name)),
        ),
    )
