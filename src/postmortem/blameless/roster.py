"""Everybody who could be named in this channel, the forms of their names, and the role that each one becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postmortem.blameless.fold import fold_text
from postmortem.blameless.labels import Labels
from postmortem.blameless.names import Form, Index, Names, Sort
from postmortem.blameless.people_file import Key, KeyPerson
from postmortem.blameless.transcript import Tenure
from postmortem.incident import Claim, Client, Office, Statement, ts_order
from postmortem.slack.transcript import Message, MessageKind, Person, Transcript

RESPONDER, CLIENT_CONTACT, THIRD_PARTY = "Responder", "Client contact", "Third party"
A_COLLEAGUE = "a colleague"


# A word of a folded text.
WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, kw_only=True)
class Roster:
    """Who could be named here, and what they become. Labels are given out as people appear; everything else is fixed.

    people: id → Person, of the workspace and the messages. outsiders: made-up id → name, for people known by name only.
    active: ids of people of this channel; words that are also names count only for them. not_names: folded words.
    caught: what the gate found although it had been stripped.
    same: made-up id → the user id of the same person, where a name in the private key or of a bridge is a colleague's.
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

    def catch(self, found: Iterable[str]) -> None:
        """Take strings that the gate found in what was stripped: from now on they are taken out wherever they stand."""
        words = {tuple(WORD.findall(fold_text(string))) for string in found} - {()}
        shapes = [r"[\W_]{1,3}".join(map(re.escape, word)) for word in sorted(words, key=lambda word: -len("".join(word)))]
        if self.caught is not None:
            shapes.append(self.caught.pattern)
        if shapes:
            self.caught = re.compile(rf"(?<![^\W_])(?:{'|'.join(shapes)})(?![^\W_])")

    def label(self, person: str) -> str:
        """The label of a person, a tool's own name, or "Third party n" for an id that nobody knows."""
        person = self.same.get(person, person)
        known = self.people.get(person)
        if known is not None and known.is_bot:
            return tool_name(known)
        return self.labels.label(person, self.sorts.get(person, RESPONDER if person in self.people else THIRD_PARTY))

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
        before = {self.same.get(person.id, person.id): person for person in (known.people if known else ())}
        entries = []
        for person, label in self.labels.given().items():
            old = before.pop(person, None)
            name = self.outsiders.get(person) or _shown_name(self.people.get(person))
            entries.append(
                KeyPerson(
                    id=old.id if old else person,
                    name=old.name if old and old.name else name,
                    label=label,
                    names=old.names if old else (),
                )
            )
        entries += before.values()
        return Key(people=tuple(entries), not_a_name=known.not_a_name if known else (), source=known.source if known else "")


def assign_roles(
    transcript: Transcript, *, key: Key | None = None, clients: tuple[Client, ...] = (), insisted: frozenset[str] = frozenset()
) -> Roster:
    """The roster of a transcript. The private key comes first, then who held an office, then the order of appearance.

    insisted: folded words that are taken for names wherever they stand in prose, though they could be something else.
    """
    key = key or Key()
    people, index = dict(transcript.people), Index(insisted=insisted)
    outsiders, same = _outsiders(transcript, key, clients)
    sorts = _sorts(people, clients)
    for person in people.values():
        if not person.is_bot and person.id != "USLACKBOT":
            _add_to_index(index, person)
    for outsider, name in outsiders.items():
        index.add_person(outsider, Names(full=(name,)), email=name)
        sorts[outsider] = CLIENT_CONTACT if outsider.startswith("client:") else THIRD_PARTY
    for entry in key.people:
        index.add_person(same.get(entry.id, entry.id), Names(full=(entry.name, *entry.names)))
    roster = Roster(
        people=people,
        outsiders=outsiders,
        index=index,
        labels=Labels({same.get(entry.id, entry.id): entry.label for entry in key.people if entry.label}),
        active=frozenset(transcript.joined | outsiders.keys() | {same.get(entry.id, entry.id) for entry in key.people}),
        same=same,
        sorts=sorts,
        not_names=frozenset(fold_text(word) for word in key.not_a_name),
    )
    roster.tenures = _give_offices(transcript.messages, roster)
    return roster


def tool_name(person: Person) -> str:
    """What a tool's account is called."""
    return person.real_name or person.display_name or person.handle or "a bot"


def outsider_id(name: str, *, sort: str = "name") -> str:
    """The id that stands for somebody known by name only."""
    return f"{sort}:{' '.join(fold_text(name).split())}"


def find_person(name: str, roster: Roster) -> str | None:
    """The one person whom a name, a mention or an id means; None where nobody or several are meant."""
    name = name.strip().removeprefix("<@").removesuffix(">").partition("|")[0].strip()
    if name in roster.people:
        return name
    tokens = tuple(fold_text(name.removeprefix("@")).replace(".", " ").split())
    if not tokens:
        return None
    roster.index.look(tokens)
    if len(tokens) == 1:
        forms = list(roster.index.singles.get(tokens[0], ()))
    else:
        forms = [form for form in roster.index.phrases.get((tokens[0], tokens[1]), ()) if form.tokens == tokens]
    return roster.choose(forms) if forms else None


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


def _outsiders(transcript: Transcript, key: Key, clients: tuple[Client, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """People known by name only: of the private key, of declared clients, and authors that a bridge brought in.

    Returns id → name, and id → user id for those whom Slack knows after all.
    """
    colleagues = _by_whole_name(transcript.people.values())
    found: dict[str, str] = {}
    same: dict[str, str] = {}
    listed = {fold_text(entry.name) for entry in key.people}
    names = [(entry.id, entry.name) for entry in key.people if entry.id not in transcript.people and entry.name]
    declared = [name for client in clients for name in client.people]
    names += [(outsider_id(name, sort="client"), name) for name in declared if fold_text(name) not in listed]
    for message in transcript.messages:
        if not message.author and not message.bot and message.author_name and message.kind is MessageKind.MESSAGE:
            names.append((author_id(message), bridged_name(message.author_name)))
    for outsider, name in names:
        known = colleagues.get(fold_text(name), set())
        if len(known) == 1:
            same[outsider] = next(iter(known))
        else:
            found.setdefault(outsider, name)
    return found, same


def _by_whole_name(people: Iterable[Person]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for person in people:
        if not person.is_bot:
            for name in {person.real_name, person.display_name, person.handle} - {""}:
                found.setdefault(fold_text(name), set()).add(person.id)
    return found


def author_id(message: Message) -> str:
    """Who wrote a message: the user id, or the id that stands for a bridged author's name."""
    return message.author or outsider_id(bridged_name(message.author_name or "somebody"))


def bridged_name(name: str) -> str:
    """The name in a bridged author: "[irc] <dagny>" is dagny."""
    return name.rpartition("]")[2].strip().strip("<>@ ") or name


def _sorts(people: dict[str, Person], clients: tuple[Client, ...]) -> dict[str, str]:
    """Which kind of number a person gets: colleagues, a declared client's staff, other outsiders."""
    client_people = {fold_text(name) for client in clients for name in client.people}
    sites = tuple(site.casefold().removeprefix("www.") for client in clients for site in client.sites if site)
    found: dict[str, str] = {}
    for person in people.values():
        domain = person.email.rpartition("@")[2].casefold()
        names = {fold_text(name) for name in (person.real_name, person.display_name) if name}
        if names & client_people or (domain and domain.endswith(sites) and sites):
            found[person.id] = CLIENT_CONTACT
        elif person.is_outsider or not person.in_roster:
            found[person.id] = THIRD_PARTY
    return found


def _give_offices(messages: Iterable[Message], roster: Roster) -> tuple[Tenure, ...]:
    """Name people after the offices that tools and fixed phrases state, in order of time; who held what from when."""
    claims = [(statement.since or message.ts, statement) for message in messages for statement in message.statements]
    held: list[tuple[Office, str, str]] = []
    for ts, statement in sorted(claims, key=lambda claim: ts_order(claim[0])):
        stated = _office(statement, roster)
        if stated is not None and (not held or stated != _current(held, stated[0])):
            held.append((*stated, ts))
    for office in (Office.LEAD, Office.COMMS, Office.ON_CALL, Office.SECOND_LINE, Office.SCRIBE):
        for stated_office, person, _ in held:
            if stated_office is office:
                roster.labels.give_office(person, office)
    return tuple(_tenures(held, roster))


def _office(statement: Statement, roster: Roster) -> tuple[Office, str] | None:
    if not statement.person:
        return None
    if statement.claim is Claim.OFFICE and statement.value in set(Office):
        office = Office(statement.value)
    elif statement.claim is Claim.PAGED:
        office = Office(statement.value) if statement.value in set(Office) else Office.ON_CALL
    elif statement.claim is Claim.ACKNOWLEDGED and statement.tool:
        office = Office.ON_CALL
    else:
        return None
    person = find_person(statement.person, roster)
    known = roster.people.get(person or "")
    return (office, person) if person and not (known and known.is_bot) else None


def _current(held: list[tuple[Office, str, str]], office: Office) -> tuple[Office, str] | None:
    return next(((stated, person) for stated, person, _ in reversed(held) if stated is office), None)


def _tenures(held: list[tuple[Office, str, str]], roster: Roster) -> Iterable[Tenure]:
    for n, (office, person, since) in enumerate(held):
        until = next((ts for later, _, ts in held[n + 1 :] if later is office), None)
        yield Tenure(label=roster.label(person), office=office, from_ts=since, until_ts=until)


__all__ = ["A_COLLEAGUE", "Roster", "Sort", "assign_roles", "author_id", "find_person", "outsider_id", "tool_name"]
