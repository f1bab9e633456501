"""People whom the roster does not know: found once, they are out everywhere in this incident.

`find_outsiders` goes over the transcript once, gathers whom the patterns find, tells which findings are one person, and puts them
into the roster's index. From there on a found name is a name like any other, in every message, document and file name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from postmortem.blameless.fold import fold_text
from postmortem.blameless.lookout import Lookout
from postmortem.blameless.pattern_names import Found
from postmortem.blameless.patterns import find_people, find_trailers
from postmortem.blameless.profile_names import joined_forms, name_tokens
from postmortem.blameless.prose import WORD
from postmortem.blameless.spoken import Accounts, owners
from postmortem.blameless.words import Sense, sense
from postmortem.blameless.written_apart import WrittenApart
from postmortem.incident import Client
from postmortem.slack.transcript import Message, Person
from postmortem.text import PieceKind

# What may stand between a name and the client that it belongs to: "Dana Ruiz from Brightwater", "Dana (Brightwater)".
_FROM = re.compile(r"(?: here)?,? ?(?:\(|(?:from|at|of|with|over at) )(?:the )?", re.IGNORECASE)
# Where people's names stand in each text, as a model finds them.
Finder = Callable[[Iterable[str]], Iterator[tuple[tuple[int, int], ...]]]
# Of more people it is not asked whether two are one: everybody would be held against everybody.
MOST_COMPARED = 400
# By what somebody was found, where it was the model alone.
MODEL = "model"
# In what somebody was found by, before the accounts that fit where there are several.
COULD_BE = "; could be "


@dataclass(slots=True, kw_only=True)
class Sighting:
    """One person found by patterns: the fullest name met, all names and handles as written, by what, and in which messages."""

    name: str
    why: str
    seen: set[str] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)
    handles: dict[str, None] = field(default_factory=dict)
    is_client: bool = False


@dataclass(slots=True, kw_only=True)
class Sightings:
    """people: folded name → who was found. places: ts → names as they stand there that only their place shows to be names."""

    people: dict[str, Sighting] = field(default_factory=dict)
    places: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def find_outsiders(
    messages: Iterable[Message],
    lookout: Lookout,
    *,
    clients: tuple[Client, ...] = (),
    not_names: frozenset[str] = frozenset(),
    model: Finder | None = None,
    apart: WrittenApart | None = None,
) -> Sightings:
    """Everybody whom the patterns, and the model where there is one, find and the roster does not know, each once.

    apart: finds names that the roster has only as accounts. not_names: folded strings that people have said are no names.
    """
    messages = tuple(messages)
    belongs = _client_pattern(clients)
    found = [
        (ts, text, person)
        for ts, text, person in (*_all_found(messages, lookout, apart), *(_found_by(model, messages, lookout) if model else ()))
        if fold_text(person.name) not in not_names
    ]
    sightings = Sightings()
    # Full names first, so that a first name alone is known to be of the one who has it.
    for ts, text, person in sorted(found, key=lambda one: (one[2].is_handle, one[2].why == MODEL, -len(_tokens(one[2].name)))):
        key = _whose(person, sightings.people)
        sighting = sightings.people.setdefault(key, Sighting(name=person.name, why=person.why))
        sighting.seen.add(ts)
        (sighting.handles if person.is_handle else sighting.names).setdefault(person.name)
        if belongs is not None and (joined := _FROM.match(text, person.end)) and belongs.match(text, joined.end()):
            sighting.is_client = True
        if not person.is_handle and any(sense(token) is not Sense.NAME for token in _tokens(person.name)):
            sightings.places.setdefault(ts, []).append((person.name, key))
    # In order of appearance, so that numbers run as people turn up.
    first: dict[str, None] = {}
    for _, _, person in found:
        first.setdefault(_whose(person, sightings.people), None)
    sightings.people = {key: sightings.people[key] for key in first}
    return sightings


def join_sightings(sightings: Sightings) -> dict[str, str]:
    """Put those together whose names are one person's: a full name, its short form, an initial, a misspelling. Key → main key."""
    people = sightings.people
    names = {key: sighting.name for key, sighting in people.items()}
    full = {key: Person(id=key, real_name=name) for key, name in names.items() if len(name_tokens(name)) > 1}
    main: dict[str, str] = {}
    if not full or len(people) > MOST_COMPARED:
        return main
    known, order = Accounts(full.values(), full, full), {key: n for n, key in enumerate(people)}
    for key, sighting in people.items():
        fits = owners(sighting.names, sighting.handles, known, but=key)
        if len(fits) != 1:
            continue
        one, other = main.get(key, key), main.get(fits[0], fits[0])
        if one in full and order[one] < order[other]:
            one, other = other, one
        if one != other:
            main |= {key: other for key, found in main.items() if found == one} | {one: other}
    for key, other in main.items():
        one_of, whole = people[key], people[other]
        whole.seen |= one_of.seen
        whole.names |= one_of.names
        whole.handles |= one_of.handles
        whole.is_client = whole.is_client or one_of.is_client
    return main


def _all_found(messages: Iterable[Message], lookout: Lookout, apart: WrittenApart | None) -> Iterator[tuple[str, str, Found]]:
    for message in messages:
        for kind, text, _ in message.pieces:
            if kind is PieceKind.PROSE:
                for person in apart.find(text) if apart else ():
                    if not lookout.knows_name(person.name):
                        yield message.ts, text, person
                if lookout.worth(text):
                    for person in find_people(text, lookout.knows):
                        if not lookout.knows_name(person.name):
                            yield message.ts, text, person
            elif kind is PieceKind.CODE_BLOCK:
                for person in find_trailers(text):
                    if not lookout.knows_name(person.name):
                        yield message.ts, text, person


def _found_by(model: Finder, messages: tuple[Message, ...], lookout: Lookout) -> Iterator[tuple[str, str, Found]]:
    """Whom the model finds in prose."""
    texts = [(message.ts, text) for message in messages for kind, text, _ in message.pieces if kind is PieceKind.PROSE]
    for (ts, text), stretches in zip(texts, model(text for _, text in texts), strict=True):
        for start, end in stretches:
            name = text[start:end]
            if not lookout.knows_name(name):
                yield ts, text, Found(start, end, name, MODEL, is_handle=text[start - 1 : start] == "@")


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold_text(name)))


def _whose(person: Found, people: dict[str, Sighting]) -> str:
    """The key of the person: of the full name that this is a part of where there is just one, else the name itself."""
    folded = " ".join(fold_text(person.name).split())
    if folded in people:
        return folded
    tokens = _tokens(person.name)
    if person.is_handle:
        joined = re.sub(r"[\W_\d]+", "", folded)
        owners = [key for key in people if joined and joined in _joined_forms(key)]
    elif len(tokens) == 1:
        owners = [key for key in people if " " in key and tokens[0] in (_tokens(key)[0], _tokens(key)[-1])]
    else:
        owners = []
    return owners[0] if len(owners) == 1 else folded


def _joined_forms(name: str) -> set[str]:
    tokens = _tokens(name)
    if len(tokens) < 2:
        return {"".join(tokens)}
    return {*joined_forms(tokens[0], tokens[-1]), tokens[-1] + tokens[0]}


def _client_pattern(clients: tuple[Client, ...]) -> re.Pattern[str] | None:
    words = {word for client in clients for word in (client.name, *client.aliases) if word.strip()}
    if not words:
        return None
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)", re.IGNORECASE)
