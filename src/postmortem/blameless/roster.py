"""Everybody who could be named in this channel, the forms of their names, and the role that each one becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from postmortem.blameless.fold import fold_text
from postmortem.blameless.labels import Labels
from postmortem.blameless.lookout import Lookout
from postmortem.blameless.name_only import author_id, find_name_only, outsider_id, whole
from postmortem.blameless.names import TOKEN, Form, Index, Names, Sort, add_outsider, add_short_forms, name_tokens
from postmortem.blameless.offices import give_offices
from postmortem.blameless.outsiders import Finder, find_outsiders
from postmortem.blameless.people_file import Key, KeyPerson, is_doubtful
from postmortem.blameless.transcript import Tenure
from postmortem.incident import Client
from postmortem.slack.characters import clean_name
from postmortem.slack.transcript import Person, Transcript

RESPONDER, CLIENT_CONTACT, THIRD_PARTY = "Responder", "Client contact", "Third party"
A_COLLEAGUE = "a colleague"


# A word of a folded text.
WORD = re.compile(r"[^\W_]+")
# What people type beside a word in a list of words.
BESIDE_A_WORD = " @.,;:!?\"'`*_~()[]"


@dataclass(slots=True, kw_only=True)
class Roster:
    """Who could be named here, and what they become. Labels are given out as people appear; everything else is fixed.

    people: id → Person, of the workspace and the messages. outsiders: made-up id → name, for people known by name only.
    active: ids of people of this channel; words that are also names count only for them. not_names: folded words.
    caught: what the gate found although it had been stripped.
    same: made-up id → the user id of the same person, where a name in the private key or of a bridge is a colleague's.
    seen: id of somebody found in the text → the messages in which the patterns found them; why: by what.
    places: ts → (name as it stands there, id) of names that only their place shows to be names.
    not_phrases: first word → the whole of what is nobody's name and has several words.
    """

    people: dict[str, Person]
    outsiders: dict[str, str]
    index: Index
    labels: Labels
    active: frozenset[str]
    sorts: dict[str, str]
    not_names: frozenset[str]
    same: dict[str, str]
    tenures: tuple[Tenure, ...] = ()
    caught: re.Pattern[str] | None = None
    seen: dict[str, set[str]] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    not_phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _tools: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for words in self.not_names:
            tokens = tuple(TOKEN.findall(words))
            if len(tokens) > 1:
                self.not_phrases.setdefault(tokens[0], []).append(tokens)
                self.index.triggers.setdefault(tokens[0], [])

    def not_phrase_at(self, words: Sequence[tuple[str, int, int]], n: int) -> int:
        """How many words from the n-th on are together nobody's name, as people have said; 0 where they may be one."""
        for tokens in self.not_phrases.get(words[n][0], ()):
            if tuple(word.removesuffix("'s") for word, _, _ in words[n : n + len(tokens)]) == tokens:
                return len(tokens)
        return 0

    def catch(self, found: Iterable[str]) -> None:
        """Take strings that the gate found in what was stripped: from now on they are taken out wherever they stand."""
        words = {tuple(WORD.findall(fold_text(string))) for string in found} - {()}
        shapes = [r"[\W_]{1,3}".join(map(re.escape, word)) for word in sorted(words, key=lambda word: -len("".join(word)))]
        if self.caught is not None:
            shapes.append(self.caught.pattern)
        self._tools.clear()
        if shapes:
            self.caught = re.compile(rf"(?<![^\W_])(?:{'|'.join(shapes)})(?![^\W_])")

    def found_names(self) -> tuple[str, ...]:
        """The names of those who were found in the text, but for single words that only their place showed to be names."""
        return tuple(name for person in self.why if (name := self.outsiders.get(person, "")) and not is_doubtful(name))

    def label(self, person: str) -> str:
        """The label of a person, a tool's own name, or "Third party n" for an id that nobody knows."""
        person = self.same.get(person, person)
        known = self.people.get(person)
        if known is not None and known.is_bot:
            return self._tool(known)
        return self.labels.label(person, self.sorts.get(person, RESPONDER if person in self.people else THIRD_PARTY))

    def _tool(self, tool: Person) -> str:
        """A tool's own name, without the names of people in it: "Dagny's deploys" is "Responder 1's deploys"."""
        from postmortem.blameless.strip import strip_text  # which needs this file

        if tool.id not in self._tools:
            self._tools[tool.id] = strip_text(tool_name(tool), self)
        return self._tools[tool.id]

    def choose(self, forms: Iterable[Form], near: frozenset[str] = frozenset()) -> str | None:
        """Whom a name means: the only one, or the only one of this channel, or of this thread; None where several could be meant.

        Somebody whose name it is goes before somebody who is called so for short.
        """
        forms = tuple(forms)
        if len(forms) == 1:
            return forms[0].person
        own = {form.person for form in forms if form.sort is not Sort.NICKNAME}
        short = {form.person for form in forms if form.sort is Sort.NICKNAME}
        for people in (own & self.active, short & self.active, own, short):
            if people:
                return self.choose_id(people, near)
        return None

    def choose_id(self, people: Iterable[str], near: frozenset[str] = frozenset()) -> str | None:
        """The one of several people who is meant, or None."""
        distinct = set(people)
        for some in (distinct, distinct & self.active, distinct & near):
            if len(some) == 1:
                return next(iter(some))
        return None

    def key(self, *, known: Key | None = None) -> Key:
        """The private key: who became which label, with what people wrote into it kept."""
        known = known.without(self.not_names) if known else None
        before = {self.same.get(person.id, person.id): person for person in (known.people if known else ())}
        entries = []
        for person, label in self.labels.given().items():
            old = before.pop(person, None)
            name = clean_name(self.outsiders.get(person) or _shown_name(self.people.get(person)))
            entries.append(
                KeyPerson(
                    id=old.id if old else person,
                    name=old.name if old and old.name else name,
                    label=label,
                    names=old.names if old else (),
                    found=old.found if old else self.why.get(person, ""),
                )
            )
        entries += before.values()
        return Key(people=tuple(entries), not_a_name=known.not_a_name if known else (), source=known.source if known else "")


def assign_roles(
    transcript: Transcript,
    *,
    key: Key | None = None,
    clients: tuple[Client, ...] = (),
    insisted: frozenset[str] = frozenset(),
    not_names: Iterable[str] = (),
    model: Finder | None = None,
) -> Roster:
    """The roster of a transcript. The private key comes first, then who held an office, then the order of appearance.

    insisted: folded words that are taken for names wherever they stand in prose, though they could be something else.
    not_names: strings that the team has said are nobody's name; a colleague who is called so keeps the name. model: finds
    further names in prose.
    """
    key = (key or Key()).without((*(key.not_a_name if key else ()), *not_names))
    people, index = dict(transcript.people), Index(insisted=insisted, confirmed=_confirmed(key))
    found = tuple(entry for entry in key.people if entry.found)
    told = replace(key, people=tuple(entry for entry in key.people if not entry.found))
    outsiders, same = find_name_only(transcript, told, clients)
    sorts = _sorts(people, clients)
    for person in people.values():
        if not person.is_bot and person.id != "USLACKBOT":
            _add_to_index(index, person)
    for outsider, name in outsiders.items():
        index.add_person(outsider, Names(full=(name,)), email=name)
        sorts[outsider] = CLIENT_CONTACT if outsider.startswith("client:") else THIRD_PARTY
    for entry in told.people:
        index.add_person(same.get(entry.id, entry.id), Names(full=(entry.name, *entry.names)))
    for joined in sorted(transcript.joined & people.keys()):
        if not people[joined].is_bot:
            add_short_forms(index, joined, people[joined].first_name or people[joined].real_name)
    roster = Roster(
        people=people,
        outsiders=outsiders,
        index=index,
        labels=Labels(_known_labels(key, same)),
        active=frozenset(transcript.joined | outsiders.keys() | {same.get(entry.id, entry.id) for entry in key.people}),
        same=same,
        sorts=sorts,
        not_names=frozenset(whole(word).strip(BESIDE_A_WORD).removesuffix("'s") for word in key.not_a_name) - {""},
    )
    _take_in_found(roster, transcript, clients, frozenset(fold_text(word) for word in (*not_names, *key.not_a_name)), model)
    for entry in found:
        # Found in an earlier run, and further names that people gave them since.
        add_outsider(index, entry.id, (*(() if is_doubtful(entry.name) else (entry.name,)), *entry.names), ())
        roster.outsiders.setdefault(entry.id, entry.name)
        roster.seen.setdefault(entry.id, set())
        roster.active |= {entry.id}
    roster.tenures = give_offices(transcript.messages, roster, lambda name: find_person(name, roster))
    return roster


def _known_labels(key: Key, same: dict[str, str]) -> dict[str, str]:
    """Person → label, as the private key says; of somebody who stands there twice the entry with the user id counts."""
    labels = {same[entry.id]: entry.label for entry in key.people if entry.id in same and entry.label}
    return labels | {entry.id: entry.label for entry in key.people if entry.id not in same and entry.label}


def _take_in_found(
    roster: Roster, transcript: Transcript, clients: tuple[Client, ...], not_names: frozenset[str], model: Finder | None
) -> None:
    """Everybody whom the patterns find in the text and nobody has declared: from here on they are names like any other."""
    index = roster.index
    sightings = find_outsiders(
        transcript.messages, Lookout(index.knows, index.knows_name), clients=clients, not_names=not_names, model=model
    )
    ids = {key: outsider_id(sighting.name) for key, sighting in sightings.people.items()}
    for key, sighting in sightings.people.items():
        person = ids[key]
        add_outsider(index, person, sighting.names, sighting.handles)
        roster.outsiders.setdefault(person, sighting.name)
        roster.sorts.setdefault(person, CLIENT_CONTACT if sighting.is_client else THIRD_PARTY)
        roster.seen.setdefault(person, set()).update(sighting.seen)
        roster.why.setdefault(person, sighting.why)
    roster.places = {ts: [(name, ids[key]) for name, key in names] for ts, names in sightings.places.items()}
    roster.active |= frozenset(ids.values())


def _confirmed(key: Key) -> frozenset[str]:
    """Single words that people gave as somebody's name."""
    told = [name for entry in key.people for name in (*entry.names, *((entry.name,) if entry.id.startswith("name:") else ()))]
    return frozenset(whole(name) for name in told if " " not in name.strip())


def tool_name(person: Person) -> str:
    """What a tool's account is called."""
    return person.real_name or person.display_name or person.handle or "a bot"


def find_person(name: str, roster: Roster) -> str | None:
    """The one person whom a name, a mention, a handle, an address or an id means; None where nobody or several are meant."""
    name = name.strip().removeprefix("<@").removesuffix(">").partition("|")[0].strip()
    if name in roster.people:
        return name
    index, folded = roster.index, whole(name.removeprefix("@"))
    index.look(WORD.findall(folded))
    if folded in index.emails:
        return index.emails[folded]
    tokens = name_tokens(name.removeprefix("@"))
    forms: list[Form] = []
    if len(tokens) == 1:
        forms = index.singles.get(tokens[0], [])
    elif tokens:
        forms = [form for form in index.phrases.get((tokens[0], tokens[1]), ()) if form.tokens == tokens]
    if forms:
        return roster.choose(forms)
    people = index.handles.get(folded) or [form.person for form in index.unbroken.get(folded[:2], ()) if form.text == folded]
    return roster.choose_id(people) if people else None


def _add_to_index(index: Index, person: Person) -> None:
    names = Names(
        full=(person.real_name,),
        display=person.display_name,
        first=person.first_name,
        last=person.last_name,
        handle=person.handle,
    )
    index.add_person(person.id, names, email=person.email)


def _shown_name(person: Person | None) -> str:
    return (person.real_name or person.display_name or person.handle) if person else ""


def _sorts(people: dict[str, Person], clients: tuple[Client, ...]) -> dict[str, str]:
    """Which kind of number a person gets: colleagues, a declared client's staff, other outsiders."""
    client_people = {whole(name) for client in clients for name in client.people} - {""}
    sites = tuple(site.casefold().removeprefix("www.") for client in clients for site in client.sites if site)
    found: dict[str, str] = {}
    for person in people.values():
        domain = person.email.rpartition("@")[2].casefold()
        names = {whole(name) for name in (person.real_name, person.display_name)}
        if names & client_people or (domain and domain.endswith(sites) and sites):
            found[person.id] = CLIENT_CONTACT
        elif person.is_outsider or not person.in_roster:
            found[person.id] = THIRD_PARTY
    return found


__all__ = ["A_COLLEAGUE", "Roster", "Sort", "assign_roles", "author_id", "find_person", "outsider_id", "tool_name"]
