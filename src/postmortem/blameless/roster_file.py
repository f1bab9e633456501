"""private/roster.json: everybody whom Slack knows, so that what is written later can be checked without the export.

It holds names, so it lies in the incident's private folder and is never among the files that may leave.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any

from postmortem.errors import InputError
from postmortem.slack.transcript import Person

ROSTER_FILE = "private/roster.json"
_FIELDS = tuple(field.name for field in fields(Person) if field.name != "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPeople:
    """people: the whole workspace, and whoever a message tells of. active: ids of the people of this channel."""

    people: tuple[Person, ...] = ()
    active: frozenset[str] = frozenset()


def write_roster(people: Iterable[Person], active: Collection[str]) -> bytes:
    """The roster as JSON, by id; the same people give the same bytes."""
    entries = [
        {"id": person.id, **{name: value for name in _FIELDS if (value := getattr(person, name)) not in ("", False)}}
        | ({} if person.in_roster else {"in_roster": False})
        for person in sorted(people, key=lambda person: person.id)
    ]
    for entry in entries:
        if entry.get("in_roster") is True:
            del entry["in_roster"]
    known = {entry["id"] for entry in entries}
    data = {
        "about": "PRIVATE: who is in the workspace. Stays on this machine.",
        "active": sorted(known & set(active)),
        "people": entries,
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def read_roster(data: bytes, where: str) -> KnownPeople:
    """The roster that a draft wrote. `InputError` where it is damaged."""
    try:
        roster = json.loads(data)
        people = tuple(_person(entry) for entry in roster["people"])
        return KnownPeople(people=people, active=frozenset(map(str, roster["active"])))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where} cannot be read: it is damaged. Draft the incident again; that writes it anew.") from error


def _person(entry: dict[str, Any]) -> Person:
    given = {name: entry[name] for name in _FIELDS if name in entry}
    for name, value in given.items():
        if not isinstance(value, bool if isinstance(getattr(_BLANK, name), bool) else str):
            raise TypeError(name)
    return Person(id=str(entry["id"]), **given)


_BLANK = Person(id="")
