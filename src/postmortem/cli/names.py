"""`postmortem names`: who became which role, and what is or is not a name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from postmortem.blameless.people_file import Key, KeyPerson, read_key, write_key
from postmortem.blameless.roster import outsider_id
from postmortem.cli.console import remark, result
from postmortem.cli.incidents import choose_incident
from postmortem.cli.options import settings
from postmortem.cli.reading import KEY_FILE
from postmortem.errors import InputError, UsageError
from postmortem.folder import IncidentFolder


@click.command()
@click.argument("incident", required=False)
@click.option("--incidents", type=click.Path(path_type=Path), help="Where incident folders are kept. [default: ./incidents]")
@click.option(
    "--name",
    "named",
    multiple=True,
    metavar='"NAME=LABEL"',
    help='Somebody whom Slack does not know, such as "Dana Ruiz=Client contact 1". May be repeated.',
)
@click.option(
    "--not-a-name", "words", multiple=True, metavar="WORD", help="A word that is no name in this incident. May be repeated."
)
def command(incident: str | None, incidents: Path | None, named: tuple[str, ...], words: tuple[str, ...]) -> None:
    """Show who became which role in INCIDENT, and settle what is a name.

    The list holds names: it is for your eyes, and it is read from the folder's private/people.toml, which never leaves this
    machine. After --name or --not-a-name, draft again to use what you said.
    """
    folder = IncidentFolder.open(choose_incident(settings(), incident, incidents))
    text = folder.read_text(KEY_FILE)
    if text is None:
        raise InputError(
            f"There is no {KEY_FILE} in {folder.path} yet. Draft the incident first: postmortem draft CHANNEL --export PATH"
        )
    key = read_key(text, str(folder.path / KEY_FILE))
    if named or words:
        key = _with_answers(key, named, words)
        plan = folder.plan({KEY_FILE: write_key(key).encode()}, merged=(KEY_FILE,))
        folder.write(plan)
        remark("Written to private/people.toml. Draft again to use it: postmortem draft CHANNEL")
    width = max((len(person.label) for person in key.people), default=0)
    for person in sorted(key.people, key=lambda person: _order(person.label)):
        result(f"{person.label:<{width}}  {', '.join(filter(None, (person.name, *person.names))) or person.id}")
    if key.not_a_name:
        result(f"not names: {', '.join(key.not_a_name)}")


def _with_answers(key: Key, named: tuple[str, ...], words: tuple[str, ...]) -> Key:
    people = list(key.people)
    for answer in named:
        name, equals, label = (part.strip() for part in answer.partition("="))
        label = " ".join(label.split())
        if not equals or not name or not label:
            raise UsageError(
                '--name needs a name and a label with "=" between them, such as --name "Dana Ruiz=Client contact 1".'
            )
        holder = next((place for place, person in enumerate(people) if person.label.casefold() == label.casefold()), None)
        known = next(
            (
                place
                for place, person in enumerate(people)
                if name.casefold() in (one.casefold() for one in (person.name, *person.names))
            ),
            None,
        )
        if holder is not None and holder != known:
            # The label is somebody's already: this is another name of the same person.
            people[holder] = replace(people[holder], names=tuple(dict.fromkeys((*people[holder].names, name))))
        elif known is not None:
            people[known] = replace(people[known], label=label)
        else:
            people.append(KeyPerson(id=outsider_id(name), name=name, label=label[0].upper() + label[1:]))
    cleaned = [word.strip() for word in words if word.strip()]
    return replace(key, people=tuple(people), not_a_name=tuple(dict.fromkeys((*key.not_a_name, *cleaned))))


def _order(label: str) -> tuple[str, int]:
    """Offices first, then numbers in their order."""
    stem, _, number = label.rpartition(" ")
    return (f"~{stem}", int(number)) if number.isdigit() else ("", 0)
