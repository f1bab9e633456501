"""Everybody who could be named in this channel, the forms of their names, and the role that each one becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from postmortem.blameless.fold import fold_text
from postmortem.blameless.labels import Labels
from postmortem.blameless.name_only import whole
from postmortem.blameless.names import TOKEN, Form, Index, Sort, name_tokens
from postmortem.blameless.people_file import Key, KeyPerson, is_doubtful
from postmortem.blameless.transcript import Tenure
from postmortem.slack.characters import clean_name
from postmortem.slack.transcript import Person

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
    tools: a tool's id → its own name, without the names of people in it ("Responder 1's deploys").
    spoken: id of somebody of the roster → whole names by which the text speaks of them, and the roster does not.
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
    tools: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, dict[str, None]] = field(default_factory=dict)

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
        if shapes:
            self.caught = re.compile(rf"(?<![^\W_])(?:{'|'.join(shapes)})(?![^\W_])")

    def found_names(self) -> tuple[str, ...]:
        """The names that were found in the text, but for single words that only their place showed to be names."""
        outsiders = tuple(name for person in self.why if (name := self.outsiders.get(person, "")) and not is_doubtful(name))
        return (*outsiders, *(name for names in self.spoken.values() for name in names))

    def label(self, person: str) -> str:
        """The label of a person, a tool's own name, or "Third party n" for an id that nobody knows."""
        person = self.same.get(person, person)
        known = self.people.get(person)
        if known is not None and known.is_bot:
            return self.tools.get(person) or tool_name(known)
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
        known = known.without(self.not_names) if known else None
        # Somebody found in an earlier run who turned out to be a colleague has no entry of their own.
        people = [person for person in (known.people if known else ()) if not (person.found and person.id in self.same)]
        before = {self.same.get(person.id, person.id): person for person in people}
        entries = []
        for person, label in self.labels.given().items():
            old = before.pop(person, None)
            name = clean_name(self.outsiders.get(person) or _shown_name(self.people.get(person)))
            entries.append(
                KeyPerson(
                    id=old.id if old else person,
                    name=old.name if old and old.name else name,
                    label=label,
                    names=tuple(dict.fromkeys((*(old.names if old else ()), *self.spoken.get(person, ())))),
                    found=old.found if old else self.why.get(person, ""),
                )
            )
        entries += before.values()
        return Key(people=tuple(entries), not_a_name=known.not_a_name if known else (), source=known.source if known else "")


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


def _shown_name(person: Person | None) -> str:
    return (person.real_name or person.display_name or person.handle) if person else ""
