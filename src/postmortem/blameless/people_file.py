"""private/people.toml: who is which role, and what is not a name. The one file that joins names and labels; it never leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postmortem.blameless.fold import fold_text
from postmortem.blameless.labels import OWN_LABEL, whole_label
from postmortem.blameless.words import Sense, sense
from postmortem.toml_border import parse_toml

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table as TomlTable

    from postmortem.toml_border import Table

HEADER = """\
# Who is which role in this incident. PRIVATE: this file stays on this machine and is never uploaded.
# Change a label and draft again: it is used everywhere. A person has one label, and a label belongs to one person.
# Add [[people]] with name and label for somebody whom Slack does not know, such as a client's staff.
"""
# A label stands in sentences, tables and file names.
LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPerson:
    """One person: id is a Slack id, or made up for somebody known by name only; `names` are further names in use.

    `found` tells by what somebody whom Slack does not know was found in the text ("greeting"); "" for everybody else. `place` is
    the file and line of an entry that people typed without an id, for messages.
    """

    id: str
    name: str = ""
    label: str = ""
    names: tuple[str, ...] = ()
    found: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The private key of an incident. `source` is the text that it was read from, so that people's notes in it are kept."""

    people: tuple[KeyPerson, ...] = ()
    not_a_name: tuple[str, ...] = ()
    source: str = field(default="", compare=False, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the key tells, further names included; but no single word that only its place showed to be a name."""
        return tuple(
            name
            for person in self.people
            for name in (person.name, *person.names)
            if name and not (person.found and is_doubtful(name))
        )

    def without(self, words: Iterable[str]) -> Key:
        """The key without those people found in the text whose name people have said is none."""
        none = {fold_text(word) for word in words}
        kept = tuple(person for person in self.people if not (person.found and fold_text(person.name) in none))
        return self if len(kept) == len(self.people) else replace(self, people=kept)


def is_doubtful(name: str) -> bool:
    """Whether a found name is one word that means something else as well: a place, a word of the dictionary."""
    tokens = fold_text(name).split()
    return len(tokens) == 1 and sense(tokens[0]) is not Sense.NAME


def read_key(text: str, where: str) -> Key:
    """Read people.toml. `InputError` with file, line and key where it is broken, or gives one label to two people."""
    table = parse_toml(text, where).table()
    table.allow(("not_a_name", "people"))
    people: list[KeyPerson] = []
    labels: set[str] = set()
    ids: set[str] = set()
    for entry in table.tables("people"):
        person = _read_person(entry)
        if whole_label(person.label) in labels:
            raise entry.error("label", "another person further up has this label already. Give each person a label of their own.")
        if person.id in ids:
            raise entry.error("id", "this person stands further up already, and a person has one label. Keep one of the two.")
        labels.add(whole_label(person.label))
        ids.add(person.id)
        people.append(person)
    return Key(people=tuple(people), not_a_name=table.texts("not_a_name") or (), source=text)


def _read_person(entry: Table) -> KeyPerson:
    entry.allow(("id", "name", "label", "names", "found"))
    name, label = entry.text("name"), " ".join(entry.text("label").split())
    if not name and not entry.text("id"):
        raise entry.error("name", 'this entry names nobody. Give it name = "…", or remove it.')
    names = entry.texts("names") or ()
    if fault := label_fault(label, (name, *names)):
        raise entry.error("label", fault)
    place = "" if entry.text("id") else str(entry.error("name", "")).rstrip(": ")
    return KeyPerson(
        id=_id_of(entry.text("id"), name), name=name, label=label, names=names, found=entry.text("found"), place=place
    )


def label_fault(label: str, names: Iterable[str]) -> str:
    """Why a label cannot stand for a person of these names, as a sentence; "" where it can."""
    if not whole_label(label):
        return 'this person has no label. Add label = "…", such as "Client contact 1".'
    if len(label) > LONGEST_LABEL or not label.isprintable():
        return f"a label is at most {LONGEST_LABEL} letters long, on one line. Shorten it."
    if _names_told(label, names):
        return "this label holds the person's own name, and labels stand in every document. Choose a role."
    return ""


def _names_told(label: str, names: Iterable[str]) -> bool:
    """Whether a label tells a name: a word of it that is nothing but somebody's name."""
    if OWN_LABEL.fullmatch(label):
        return False
    words = set(whole_label(label).split())
    return any(sense(word) is Sense.NAME for name in names for word in fold_text(name).split() if len(word) > 2 and word in words)


def write_key(key: Key) -> str:
    """The key as people.toml, with notes; the same key gives the same text, and what people wrote around it stays."""
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(key.source or HEADER)
    known = document.get("people")
    if known is not None and not isinstance(known, AoT):
        document = tomlkit.parse(HEADER)
        known = None
    _write_words(document, key)
    people = known if known is not None else tomlkit.aot()
    entries = {_id_of(str(entry.get("id", "")), str(entry.get("name", ""))): entry for entry in people}
    for person in key.people:
        entry = entries.get(person.id)
        if entry is None:
            people.append(_entry(person))
            continue
        if entry.get("label") != person.label:
            entry["label"] = person.label
        if person.names and tuple(entry.get("names", ())) != person.names:
            entry["names"] = list(person.names)
        if entry.get("found") and not person.found:
            del entry["found"]  # people have said who it is
    kept = {person.id for person in key.people}
    for place in range(len(people) - 1, -1, -1):
        entry = people[place]
        if entry.get("found") and _id_of(str(entry.get("id", "")), str(entry.get("name", ""))) not in kept:
            people.pop(place)
    if known is None and key.people:
        document.add("people", people)
    return tomlkit.dumps(document)


def _write_words(document: TOMLDocument, key: Key) -> None:
    import tomlkit

    wanted = sorted(set(key.not_a_name))
    if sorted(set(document.get("not_a_name", ()))) == wanted and "not_a_name" in document:
        return
    words = tomlkit.array()
    words.extend(wanted)
    document["not_a_name"] = words


def _entry(person: KeyPerson) -> TomlTable:
    import tomlkit

    entry = tomlkit.table()
    entry.add("label", person.label)
    entry.add("name", person.name)
    if person.names:
        entry.add("names", list(person.names))
    entry.add("id", person.id)
    if person.found:
        entry.add("found", person.found)
    return entry


def _id_of(given: str, name: str) -> str:
    """The id of an entry; somebody known by name only is known by the folded name."""
    return given.strip() or f"name:{' '.join(fold_text(name).split())}"
