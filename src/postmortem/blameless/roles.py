"""Who becomes what: the roster of a transcript, from the private key, the workspace, the declared clients and the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from postmortem.blameless.fold import fold_text
from postmortem.blameless.labels import Labels
from postmortem.blameless.lookout import Lookout
from postmortem.blameless.name_only import find_name_only, outsider_id, whole
from postmortem.blameless.names import Index, Names, add_outsider, name_tokens
from postmortem.blameless.offices import give_offices
from postmortem.blameless.outsiders import COULD_BE, Finder, find_outsiders, join_sightings
from postmortem.blameless.people_file import Key, is_doubtful
from postmortem.blameless.roster import BESIDE_A_WORD, CLIENT_CONTACT, THIRD_PARTY, Roster
from postmortem.blameless.short_forms import add_short_forms
from postmortem.blameless.spoken import Accounts, owners
from postmortem.blameless.written_apart import WrittenApart
from postmortem.incident import Client
from postmortem.slack.transcript import Person, Transcript


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
    outsiders, same, called = find_name_only(transcript, told, clients)
    writers = {message.author for message in transcript.messages}
    accounts = Accounts((*people.values(), *_nicknamed(outsiders)), transcript.joined | outsiders.keys(), writers)
    for entry in found:
        fits = owners((entry.name, *entry.names), (), accounts, surely=entry.label.startswith(CLIENT_CONTACT))
        if len(fits) == 1:
            same[entry.id] = fits[0]
    sorts = _sorts(people, clients)
    for person in people.values():
        if not person.is_bot and person.id != "USLACKBOT":
            _add_to_index(index, person)
    sorts |= {owner: CLIENT_CONTACT for outsider, owner in same.items() if outsider.startswith("client:")}
    for outsider, name in outsiders.items():
        index.add_person(outsider, Names(full=(name,)), email=name)
        sorts[outsider] = CLIENT_CONTACT if outsider.startswith("client:") else THIRD_PARTY
    for entry in told.people:
        index.add_person(same.get(entry.id, entry.id), Names(full=(entry.name, *entry.names)))
    here = [people[person] for person in sorted(transcript.joined & people.keys()) if not people[person].is_bot]
    add_short_forms(index, [(person.id, person.first_name or person.real_name) for person in here])
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
    for owner, name in called:
        _add_spoken(roster, owner, (name,), ())
    nobody = frozenset(fold_text(word) for word in (*not_names, *key.not_a_name, *_of_clients(clients)))
    _take_in_found(roster, transcript, clients, nobody, model, accounts)
    for entry in found:
        if entry.id in same:
            _add_spoken(roster, same[entry.id], (entry.name, *entry.names), ())
            continue
        # Found in an earlier run, and further names that people gave them since.
        add_outsider(index, entry.id, (*(() if is_doubtful(entry.name) else (entry.name,)), *entry.names), ())
        roster.outsiders.setdefault(entry.id, entry.name)
        roster.seen.setdefault(entry.id, set())
        roster.active |= {entry.id}
    roster.tenures = give_offices(transcript.messages, roster)
    return roster


def _known_labels(key: Key, same: dict[str, str]) -> dict[str, str]:
    """Person → label, as the private key says; of somebody who stands there twice the entry with the user id counts."""
    labels = {same[entry.id]: entry.label for entry in key.people if entry.id in same and entry.label}
    return labels | {entry.id: entry.label for entry in key.people if entry.id not in same and entry.label}


def _take_in_found(
    roster: Roster,
    transcript: Transcript,
    clients: tuple[Client, ...],
    not_names: frozenset[str],
    model: Finder | None,
    accounts: Accounts,
) -> None:
    """Everybody whom the patterns find in the text and nobody has declared: from here on they are names like any other."""
    index = roster.index
    sightings = find_outsiders(
        transcript.messages,
        Lookout(index.knows, index.knows_name),
        clients=clients,
        not_names=not_names,
        model=model,
        apart=WrittenApart(accounts.unnamed_here()),
    )
    authors = {message.ts: message.author for message in transcript.messages}
    ids = {key: outsider_id(sighting.name) for key, sighting in sightings.people.items()}
    main = join_sightings(sightings)
    for key, sighting in sightings.people.items():
        if key in main:
            continue
        person = ids[key]
        speakers = frozenset(authors[ts] for ts in sighting.seen) if sighting.why != "introduction" else frozenset()
        fits = owners(sighting.names, sighting.handles, accounts, surely=sighting.is_client, speakers=speakers)
        if len(fits) == 1:
            roster.same[person] = ids[key] = fits[0]
            _add_spoken(roster, fits[0], sighting.names, sighting.handles)
            continue
        add_outsider(index, person, sighting.names, sighting.handles)
        roster.outsiders.setdefault(person, sighting.name)
        roster.sorts.setdefault(person, CLIENT_CONTACT if sighting.is_client else THIRD_PARTY)
        roster.seen.setdefault(person, set()).update(sighting.seen)
        handles = " or ".join(f"@{accounts.handle_of(owner)}" for owner in fits[:3])
        roster.why.setdefault(person, f"{sighting.why}{COULD_BE}{handles}" if handles else sighting.why)
    for key, other in main.items():
        if ids[key] != ids[other]:
            roster.same[ids[key]] = ids[other]
        ids[key] = ids[other]
    roster.places = {ts: [(name, ids[key]) for name, key in names] for ts, names in sightings.places.items()}
    roster.active |= frozenset(ids.values())


def _nicknamed(outsiders: dict[str, str]) -> Iterator[Person]:
    """People known by what reads as an account, such as authors of a bridge: a full name may be theirs as well."""
    return (Person(id=outsider, handle=name) for outsider, name in outsiders.items() if " " not in name)


def _add_spoken(roster: Roster, person: str, names: Iterable[str], handles: Iterable[str]) -> None:
    """Take in what somebody of the roster is called besides: whole names and their forms, short names, handles."""
    names = tuple(names)
    whole_names = tuple(name for name in names if len(name_tokens(name)) > 1)
    roster.index.add_person(person, Names(full=whole_names))
    add_outsider(roster.index, person, [name for name in names if name not in whole_names and not is_doubtful(name)], handles)
    roster.spoken.setdefault(person, {}).update(dict.fromkeys(whole_names))


def _of_clients(clients: tuple[Client, ...]) -> list[str]:
    """What clients are called, whole and word by word: the patterns take it for nobody's name, but colleagues keep theirs."""
    names = [name for client in clients for name in (client.name, *client.aliases)]
    return [*names, *(word for name in names for word in name.split())]


def _confirmed(key: Key) -> frozenset[str]:
    """Single words that people gave as somebody's name."""
    told = [name for entry in key.people for name in (*entry.names, *((entry.name,) if entry.id.startswith("name:") else ()))]
    return frozenset(whole(name) for name in told if " " not in name.strip())


def _add_to_index(index: Index, person: Person) -> None:
    names = Names(
        full=(person.real_name,),
        display=person.display_name,
        first=person.first_name,
        last=person.last_name,
        handle=person.handle,
    )
    index.add_person(person.id, names, email=person.email)


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
