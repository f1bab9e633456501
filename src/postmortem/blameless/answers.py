"""What people say about possible names, put into the private key: who somebody is, or that a word is nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from postmortem.blameless.fold import fold_text
from postmortem.blameless.name_only import outsider_id
from postmortem.blameless.people_file import Key, KeyPerson
from postmortem.blameless.roster import CLIENT_CONTACT, RESPONDER, THIRD_PARTY
from postmortem.blameless.roster_file import KnownPeople

# Labels that count people: each gets a number of its own.
KINDS = (CLIENT_CONTACT, THIRD_PARTY, RESPONDER)


def name_person(key: Key, name: str, label: str, roster: KnownPeople | None = None) -> Key:
    """Say who a name is. "client contact" without a number is the next client contact; a label that somebody has already makes
    the name another name of that person; otherwise it is somebody new, or a new label for somebody known."""
    name, label = " ".join(name.split()), " ".join(label.split())
    people = list(key.people)
    known = _place_of(people, name)
    if known is None:
        slack_id = _id_of(name, roster)
        known = next((n for n, person in enumerate(people) if person.id == slack_id), None)
        if known is not None:
            # A colleague's name as Slack shows it: a name of theirs, whatever the list took it for.
            people[known] = replace(people[known], names=tuple(dict.fromkeys((*people[known].names, name))))
            if label.casefold() in map(str.casefold, KINDS):
                return replace(key, people=tuple(people), not_a_name=_without(key.not_a_name, name))
    kind = next((kind for kind in KINDS if kind.casefold() == label.casefold()), None)
    if kind is not None:
        if known is not None and people[known].label.casefold().startswith(f"{kind.casefold()} "):
            people[known] = replace(people[known], found="")
            return replace(key, people=tuple(people))
        label = next_label(key, kind)
    holder = next((n for n, person in enumerate(people) if person.label.casefold() == label.casefold()), None)
    if holder is not None and holder != known:
        people[holder] = replace(people[holder], names=tuple(dict.fromkeys((*people[holder].names, name))))
        if known is not None and not people[known].id.startswith(("U", "W")):
            del people[known]  # somebody found by this name is the one who has the label
    elif known is not None:
        people[known] = replace(people[known], label=label, found="")
    else:
        people.append(KeyPerson(id=_id_of(name, roster), name=name, label=label[0].upper() + label[1:]))
    return replace(key, people=tuple(people), not_a_name=_without(key.not_a_name, name))


def _without(words: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(word for word in words if fold_text(word) != fold_text(name))


def not_a_name(key: Key, words: Iterable[str]) -> Key:
    """Say that words are nobody's name; somebody who was found in the text by such a name is nobody."""
    cleaned = tuple(cleaned for word in words if (cleaned := " ".join(word.split())))
    return replace(key, not_a_name=tuple(dict.fromkeys((*key.not_a_name, *cleaned)))).without(cleaned)


def next_label(key: Key, kind: str) -> str:
    """The next free number of a kind: "Client contact 2"."""
    taken = {person.label.casefold() for person in key.people}
    n = 1
    while f"{kind} {n}".casefold() in taken:
        n += 1
    return f"{kind} {n}"


def _place_of(people: list[KeyPerson], name: str) -> int | None:
    folded = fold_text(name)
    return next((n for n, person in enumerate(people) if folded in map(fold_text, (person.name, *person.names))), None)


def _id_of(name: str, roster: KnownPeople | None) -> str:
    """The Slack id of the one person who is called so, else an id made of the name."""
    folded = fold_text(name)
    owners = {
        person.id
        for person in (roster.people if roster else ())
        if not person.is_bot
        and folded in map(fold_text, filter(None, (person.real_name, person.display_name, person.handle, person.first_name)))
    }
    return owners.pop() if len(owners) == 1 else outsider_id(name)
