"""People known by name only: of the private key, of declared clients, and authors that a bridge brought in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postmortem.blameless.fold import fold_text
from postmortem.blameless.people_file import Key
from postmortem.blameless.spoken import Accounts
from postmortem.errors import InputError
from postmortem.incident import Client
from postmortem.slack.transcript import Message, MessageKind, Person, Transcript

# The id of an account, which is no name even where nobody has it.
SLACK_ID = re.compile(r"[UW][A-Z0-9]{5,20}")


class NameOnly(NamedTuple):
    """`outsiders`: id → name of people known by name only. `same`: id → user id of those whom Slack knows after all.

    `called`: user id and a name that clients or a bridge have for somebody, and that the roster has not.
    """

    outsiders: dict[str, str]
    same: dict[str, str]
    called: list[tuple[str, str]]


def find_name_only(transcript: Transcript, key: Key, clients: tuple[Client, ...]) -> NameOnly:
    """Whom the private key, declared clients and bridges know by name, and who of them has an account.

    `InputError` where the private key tells of one person twice, once by id and once by name.
    """
    colleagues = _by_whole_name(transcript.people.values())
    accounts = Accounts(transcript.people.values(), transcript.joined)
    has_entry = {entry.id for entry in key.people}
    found: dict[str, str] = {}
    same: dict[str, str] = {}
    called: list[tuple[str, str]] = []
    for outsider, name in _names(transcript, key, clients):
        known = {name} if name in transcript.people else colleagues.get(whole(name), set())
        if not known:
            fits = accounts.whose(name, surely=outsider.startswith("client:"))
            # Where people gave both the account and the name an entry, they are two.
            if len(fits) == 1 and not (outsider in has_entry and fits[0] in has_entry):
                known = set(fits)
                called += [(fits[0], name)] if outsider not in has_entry else []
        if len(known) == 1:
            same[outsider] = next(iter(known))
        else:
            found.setdefault(outsider, name)
    _refuse_two_labels(key, same)
    return NameOnly(found, same, called)


def _names(transcript: Transcript, key: Key, clients: tuple[Client, ...]) -> Iterator[tuple[str, str]]:
    listed = {whole(entry.name) for entry in key.people}
    for entry in key.people:
        if entry.id in transcript.people:
            continue
        # Where an id should stand there may be a mention, an id in small letters, a handle.
        given = entry.id.removeprefix("<@").removesuffix(">").removeprefix("@")
        if given.upper() in transcript.people:
            yield entry.id, given.upper()
        elif entry.name or not SLACK_ID.fullmatch(given):
            yield entry.id, entry.name or given
    for name in (name for client in clients for name in client.people):
        if whole(name) and whole(name) not in listed:
            yield outsider_id(name, sort="client"), name
    for message in transcript.messages:
        if not message.author and not message.bot and message.author_name and message.kind is MessageKind.MESSAGE:
            yield author_id(message), bridged_name(message.author_name)


def _refuse_two_labels(key: Key, same: dict[str, str]) -> None:
    """One person has one label: refuse a second entry that people typed for somebody who has one already."""
    places = {entry.id: entry for entry in key.people}
    taken: dict[str, str] = {person: entry.place for person, entry in places.items() if person in same.values()}
    for entry in key.people:
        person = same.get(entry.id)
        if person is None:
            continue
        if person in taken and entry.place:
            first = f" (the other one: {taken[person]})" if taken[person] else ""
            raise InputError(
                f"{entry.place}: this person has a label in another entry of this file already{first}, and a person has one "
                "label. Keep one of the two entries."
            )
        taken[person] = entry.place


def whole(name: str) -> str:
    """A whole name folded, to compare with others: neither case nor accents nor the number of spaces count."""
    return " ".join(fold_text(name).split())


def outsider_id(name: str, *, sort: str = "name") -> str:
    """The id that stands for somebody known by name only."""
    return f"{sort}:{whole(name)}"


def author_id(message: Message) -> str:
    """Who wrote a message: the user id, or the id that stands for a bridged author's name."""
    return message.author or outsider_id(bridged_name(message.author_name or "somebody"))


def bridged_name(name: str) -> str:
    """The name in a bridged author: "[irc] <dagny>" is dagny."""
    return name.rpartition("]")[2].strip().strip("<>@ ") or name


def _by_whole_name(people: Iterable[Person]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for person in people:
        if not person.is_bot:
            for name in {person.real_name, person.display_name, person.handle} - {""}:
                found.setdefault(whole(name), set()).add(person.id)
    found.pop("", None)
    return found
