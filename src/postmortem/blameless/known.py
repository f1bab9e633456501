"""What is known when the documents are read for possible names: what people have decided, and who is in the channel."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postmortem.blameless.fold import fold_text
from postmortem.blameless.people_file import Key
from postmortem.blameless.residue import Known
from postmortem.blameless.roster_file import KnownPeople
from postmortem.blameless.words import Sense, sense

_WORDS = re.compile(r"[^\W\d_]+")


def what_is_known(roster: KnownPeople, key: Key, settled: Iterable[str] = ()) -> Known:
    """settled: further strings that are nobody's name: the team's list, clients, tools."""
    known: set[str] = set()
    words: set[str] = set()
    near: set[str] = set()
    for person in roster.people:
        if person.id in roster.active and not person.is_bot:
            names = (person.real_name, person.display_name, person.first_name, person.last_name, person.handle)
            _sort(" ".join(names), words, near)
    for entry in key.people:
        for name in (entry.name, *entry.names):
            known.add(fold_text(name))
            _sort(name, words, near)
    decided = {fold_text(string) for string in (*key.not_a_name, *settled)} - {""}
    # What stands under "not a name" as one string is settled word by word as well.
    decided |= {word for string in tuple(decided) for word in _WORDS.findall(string)}
    return Known(decided=frozenset(decided | known), words=frozenset(words - decided), near=frozenset(near))


def _sort(names: str, words: set[str], near: set[str]) -> None:
    for token in _WORDS.findall(fold_text(names)):
        meaning = sense(token)
        if meaning is Sense.NAME:
            near.add(token)
        elif meaning is not Sense.NEVER:
            words.add(token)
