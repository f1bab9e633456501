"""`postmortem names`: who became which role, and what is or is not a name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from postmortem.blameless.answers import name_person, not_a_name
from postmortem.blameless.audit import AUDIT_FILE, audit_lines, read_audit
from postmortem.blameless.outsiders import COULD_BE, MODEL
from postmortem.blameless.people_file import Key, label_fault, write_key
from postmortem.blameless.residue import Suspect
from postmortem.blameless.roster_file import KnownPeople
from postmortem.cli.console import remark, result
from postmortem.cli.incidents import choose_incident
from postmortem.cli.names_walk import walk
from postmortem.cli.options import settings
from postmortem.cli.possible import (
    counted_suspects,
    files_that_may_leave,
    folder_key,
    known_people,
    possible_names,
    settled_strings,
    to_look_at,
)
from postmortem.cli.reading import KEY_FILE
from postmortem.config import Config
from postmortem.errors import InputError, UsageError
from postmortem.folder import IncidentFolder
from postmortem.not_names import add_not_names


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option(
    "--name",
    "named",
    multiple=True,
    metavar='"NAME=LABEL"',
    help='Who somebody is, such as "Dana Ruiz=client contact" or "Dee=Responder 2". May be repeated.',
)
@click.option(
    "--not-a-name", "words", multiple=True, metavar="WORD", help="A word that is no name in this incident. May be repeated."
)
@click.option("--for-the-team", is_flag=True, help="Remember --not-a-name words in the team's list too, for every incident.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="JSON for programs."
)
@click.option("--audit", is_flag=True, help="Tell what was taken out, how often, by what and where, without a name.")
@click.option("--no-questions", is_flag=True, help="Only list; ask nothing, on a terminal either.")
def command(
    incident: str | None,
    incidents: Path | None,
    named: tuple[str, ...],
    words: tuple[str, ...],
    for_the_team: bool,
    form: str,
    audit: bool,
    no_questions: bool,
) -> None:
    """Show who became which role in INCIDENT, and settle what could still be a name.

    On a terminal each possible name is shown once, with a sentence, and one key answers it. Without one, give --name and
    --not-a-name. The list holds names: it is for your eyes, and it is kept in the folder's private/ part, which never leaves this
    machine. Draft again afterwards to use what you said.

    Measured on real chat: names of people in Slack's list of users, 0 of 8 left; of all names 1 of 25 left before this list, and
    it was on the list. Names removed is not anonymous: colleagues will recognise who did what.
    """
    config = settings()
    folder = IncidentFolder.open(choose_incident(config, incident, incidents))
    if audit:
        _show_audit(folder)
        return
    if folder.read_text(KEY_FILE) is None:
        raise InputError(
            f"There is no {KEY_FILE} in {folder.path} yet. Draft the incident first: postmortem draft CHANNEL --export PATH"
        )
    roster, key = known_people(folder), folder_key(folder)
    if for_the_team and not words:
        raise UsageError("--for-the-team goes with --not-a-name WORD: it says that the word is nobody's name in any incident.")
    answered = _with_answers(key, named, words, roster)
    if for_the_team:
        _tell_team(config, words)
    files = files_that_may_leave(folder)
    suspects = possible_names(files, roster, answered, settled_strings(config, roster, folder))
    asks = sys.stdin.isatty() and sys.stderr.isatty() and form == "text" and not no_questions and not (named or words)
    if asks and (suspects or _to_confirm(answered)):
        answered, team_words = walk(
            (*suspects, *_to_confirm(answered)), answered, roster, save=lambda changed: _save(folder, changed)
        )
        _tell_team(config, team_words)
        suspects = possible_names(files, roster, answered, settled_strings(config, roster, folder))
    elif answered != key:
        _save(folder, answered)
    if answered != key:
        remark("Written to private/people.toml. Draft again to use it: postmortem draft CHANNEL")
    if form == "json":
        result(_as_json(answered, suspects, to_look_at(files)))
    else:
        _show(folder, answered, suspects, to_look_at(files))


def _to_confirm(key: Key) -> tuple[Suspect, ...]:
    """Whom only the model found, and whose name fits the accounts of several: taken out already, and to be confirmed."""
    found = [(person, person.found.partition(COULD_BE)) for person in key.people]
    return tuple(
        Suspect(
            text=person.name,
            count=1,
            why=f"{f'could be {accounts}' if accounts else 'found by the model'}, and taken out as {person.label}",
            weight=4,
        )
        for person, (by, _, accounts) in found
        if by == MODEL or accounts
    )


def _with_answers(key: Key, named: tuple[str, ...], words: tuple[str, ...], roster: KnownPeople) -> Key:
    for answer in named:
        name, equals, label = (part.strip() for part in answer.partition("="))
        if not equals or not name or not label:
            raise UsageError(
                '--name needs a name and a label with "=" between them, such as --name "Dana Ruiz=Client contact 1".'
            )
        key = name_person(key, name, label, roster)
        if fault := label_fault(" ".join(label.split()), [name]):
            raise UsageError(f"--name: {fault}")
    return not_a_name(key, words) if words else key


def _save(folder: IncidentFolder, key: Key) -> None:
    folder.read(KEY_FILE)
    folder.write(folder.plan({KEY_FILE: write_key(key).encode()}, merged=(KEY_FILE,)))


def _tell_team(config: Config, words: tuple[str, ...]) -> None:
    if words and (new := add_not_names(config.not_names, words)):
        remark(f"{len(new)} word{'' if len(new) == 1 else 's'} added to {config.not_names}, for every incident.")


def _show(folder: IncidentFolder, key: Key, suspects: tuple[Suspect, ...], files: tuple[str, ...]) -> None:
    width = max((len(person.label) for person in key.people), default=0)
    for person in sorted(key.people, key=lambda person: _order(person.label)):
        found = f"  (found by: {person.found}; check)" if person.found else ""
        result(f"{person.label:<{width}}  {', '.join(filter(None, (person.name, *person.names))) or person.id}{found}")
    if key.not_a_name:
        result(f"not names: {', '.join(key.not_a_name)}")
    if suspects:
        result(f"possible names: {counted_suspects(suspects)}")
        for suspect in suspects:
            result(f"  {suspect.text}  ({'a person?' if suspect.likely else 'perhaps'}; {suspect.why}; {suspect.count}×)")
            result(f"      {suspect.file}, {suspect.place}: {suspect.sentence}")
        remark(
            'Decide each: postmortem names on a terminal, or --name "NAME=client contact" and --not-a-name WORD '
            f"(postmortem names {folder.path.name} --help)."
        )
    else:
        result("possible names: none left")
    if files:
        remark(f"Look at these yourself before they are shared; names inside them cannot be seen from here: {', '.join(files)}.")


def _as_json(key: Key, suspects: tuple[Suspect, ...], files: tuple[str, ...]) -> str:
    data = {
        "people": [
            {"label": person.label, "name": person.name, "names": list(person.names), "found": person.found}
            for person in sorted(key.people, key=lambda person: _order(person.label))
        ],
        "possible_names": [
            {
                "text": suspect.text,
                "count": suspect.count,
                "guess": "person" if suspect.likely else "unsure",
                "why": suspect.why,
                "sentence": suspect.sentence,
                "file": suspect.file,
                "place": suspect.place,
            }
            for suspect in suspects
        ],
        "not_a_name": list(key.not_a_name),
        "look_at": list(files),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _show_audit(folder: IncidentFolder) -> None:
    data = folder.read(AUDIT_FILE)
    if data is None:
        raise InputError(f"There is no {AUDIT_FILE} in {folder.path} yet. Draft the incident again: that writes it.")
    for line in audit_lines(read_audit(data, str(folder.path / AUDIT_FILE))):
        result(line)
    remark(f"The names behind it are in {folder.path / AUDIT_FILE}, which only you can read.")


def _order(label: str) -> tuple[str, int]:
    """Offices first, then numbers in their order."""
    stem, _, number = label.rpartition(" ")
    return (f"~{stem}", int(number)) if number.isdigit() else ("", 0)
