"""People, from the records that Slack keeps of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from postmortem.slack.transcript import Person

_NAME_FIELDS = ("handle", "real_name", "display_name", "first_name", "last_name", "email", "title", "team_id", "zone")


def read_people(records: Iterable[dict[str, Any]], *, home: str = "") -> dict[str, Person]:
    """User id → Person. A record without an id gets one of our own: its name must be known all the same.

    home: the id of the workspace that is ours; where it is not known, the one to which most belong.
    """
    people: dict[str, Person] = {}
    enterprises: dict[str, str] = {}
    nameless = 0
    for record in records:
        person = read_person(record)
        if not person.id:
            nameless += 1
            person = replace(person, id=f"no-id-{nameless}")
        people[person.id] = _merged(people[person.id], person) if person.id in people else person
        enterprise = record.get("enterprise_user")
        if isinstance(enterprise, dict):
            enterprises[person.id] = _text(enterprise.get("enterprise_id"))
    return _with_outsiders(people, enterprises, home)


def read_person(record: dict[str, Any]) -> Person:
    """One record of users.json; any field may be missing or null."""
    profile = record.get("profile")
    profile = profile if isinstance(profile, dict) else {}
    return Person(
        id=_text(record.get("id")),
        handle=_text(record.get("name")),
        real_name=_first(record.get("real_name"), profile.get("real_name"), profile.get("real_name_normalized")),
        display_name=_first(profile.get("display_name"), profile.get("display_name_normalized")),
        first_name=_text(profile.get("first_name")),
        last_name=_text(profile.get("last_name")),
        email=_text(profile.get("email")),
        title=_text(profile.get("title")),
        team_id=_first(record.get("team_id"), profile.get("team")),
        zone=_text(record.get("tz")),
        is_bot=record.get("is_bot") is True,
        is_deleted=record.get("deleted") is True,
        is_guest=record.get("is_restricted") is True or record.get("is_ultra_restricted") is True,
        is_outsider=record.get("is_stranger") is True,
    )


def _merged(one: Person, other: Person) -> Person:
    """The same person told of twice (users.json and org_users.json): what the first record lacks comes from the second."""
    missing = {name: getattr(other, name) for name in _NAME_FIELDS if not getattr(one, name)}
    return replace(
        one,
        **missing,
        is_bot=one.is_bot or other.is_bot,
        is_deleted=one.is_deleted and other.is_deleted,
        is_guest=one.is_guest or other.is_guest,
        is_outsider=one.is_outsider or other.is_outsider,
    )


def _with_outsiders(people: dict[str, Person], enterprises: dict[str, str], home: str) -> dict[str, Person]:
    """Whoever belongs to another team than ours is an outsider, unless it is another workspace of the same enterprise."""
    home = home or _commonest(person.team_id for person in people.values() if not person.is_outsider)
    enterprise = _commonest(enterprises.values())
    for key, person in people.items():
        is_colleague = person.team_id in ("", home) or (enterprise and enterprises.get(key) == enterprise)
        if not is_colleague:
            people[key] = replace(person, is_outsider=True)
    return people


def _commonest(words: Iterable[str]) -> str:
    counted = Counter(word for word in words if word)
    return counted.most_common(1)[0][0] if counted else ""


def _first(*values: object) -> str:
    return next((text for text in map(_text, values) if text), "")


def _text(value: object) -> str:
    """A field's text; numbers stand in some exports where text should."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
