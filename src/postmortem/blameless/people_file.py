"""private/people.toml: who is which role, and what is not a name. The one file that joins names and labels; it never leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postmortem.toml_border import parse_toml

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

HEADER = """\
# Who is which role in this incident. PRIVATE: this file stays on this machine and is never uploaded.
# Change a label and draft again: it is used everywhere. A person has one label, and a label belongs to one person.
# Add [[people]] with name and label for somebody whom Slack does not know, such as a client's staff.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPerson:
    """One person: id is a Slack id, or made up for somebody known by name only; `names` are further names in use."""

    id: str
    name: str = ""
    label: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The private key of an incident. `source` is the text that it was read from, so that people's notes in it are kept."""

    people: tuple[KeyPerson, ...] = ()
    not_a_name: tuple[str, ...] = ()
    source: str = field(default="", compare=False, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the key tells, further names included."""
        return tuple(name for person in self.people for name in (person.name, *person.names) if name)


def read_key(text: str, where: str) -> Key:
    """Read people.toml. `InputError` with file, line and key where it is broken, or gives one label to two people."""
    table = parse_toml(text, where).table()
    table.allow(("not_a_name", "people"))
    people: list[KeyPerson] = []
    labels: set[str] = set()
    ids: set[str] = set()
    for entry in table.tables("people"):
        entry.allow(("id", "name", "label", "names"))
        name, label = entry.text("name").strip(), " ".join(entry.text("label").split())
        person = _id_of(entry.text("id"), name)
        if not name and not entry.text("id"):
            raise entry.error("name", 'this entry names nobody. Give it name = "…", or remove it.')
        if not label:
            raise entry.error("label", 'this person has no label. Add label = "…", such as "Client contact 1".')
        if label.casefold() in labels:
            raise entry.error("label", "another person further up has this label already. Give each person a label of their own.")
        if person in ids:
            raise entry.error("id", "this person stands further up already, and a person has one label. Keep one of the two.")
        labels.add(label.casefold())
        ids.add(person)
        people.append(KeyPerson(id=person, name=name, label=label, names=entry.texts("names") or ()))
    return Key(people=tuple(people), not_a_name=table.texts("not_a_name") or (), source=text)


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


def _entry(person: KeyPerson) -> Table:
    import tomlkit

    entry = tomlkit.table()
    entry.add("label", person.label)
    entry.add("name", person.name)
    if person.names:
        entry.add("names", list(person.names))
    entry.add("id", person.id)
    return entry


def _id_of(given: str, name: str) -> str:
    """The id of an entry; somebody known by name only is known by the folded name."""
    return given.strip() or f"name:{' '.join(name.casefold().split())}"
