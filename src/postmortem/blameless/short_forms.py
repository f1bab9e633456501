"""The beginnings of given names by which people of a channel are called, though no table of nicknames has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from postmortem.blameless.lists import word_list
from postmortem.blameless.name_forms import Form, Sort
from postmortem.blameless.nicknames import SHORT_FORMS
from postmortem.blameless.profile_names import name_tokens
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.words import Sense, sense

if TYPE_CHECKING:
    from postmortem.blameless.names import Index

# A name of one word that is longer is seldom a given name.
LONGEST_GIVEN = 9


def add_short_forms(index: Index, people: Iterable[tuple[str, str]]) -> None:
    """The beginnings of given names that people of the channel may be called by, where they are no words: "sanj", "kwabs", "ros".

    people: id and name. Only what nobody else is called, and no two of them.
    """
    owners: dict[str, dict[str, None]] = {}
    for person, name in people:
        tokens = name_tokens(name)
        first = tokens[0] if tokens else ""
        # A long word alone is an account rather than a given name: "brightwateruk" begins as the company does.
        is_account = len(tokens) == 1 and len(first) > LONGEST_GIVEN and first not in word_list("given_names")
        if len(first) < 6 or is_account or sense(first) is not Sense.NAME:
            continue
        for length in range(3, len(first) - 1):
            for short in (first[:length], f"{first[:length]}s"):
                kind = standing(short)
                is_unknown = kind is Standing.UNKNOWN and length > 3
                if short != first and (is_unknown or (kind is Standing.GIVEN and may_be_short(short, first))):
                    owners.setdefault(short, {}).setdefault(person)
    for short, called in owners.items():
        if len(called) == 1 and not index.look((short,)):
            index.triggers.setdefault(short, [])
            is_word = standing(short) is Standing.GIVEN  # somebody else's whole name as well
            meaning = Sense.WORD if is_word else Sense.NAME
            index.add(Form(next(iter(called)), (short,), Sort.NICKNAME, is_word=is_word, meaning=meaning))


def may_be_short(short: str, first: str) -> bool:
    """Whether a given name's beginning may be its short form: "beth" is Bethan; "daniel" is not Danielle, nor "joan" Joanna."""
    if len(short) < 3 or not first.startswith(short) or len(first) < len(short) + 2:
        return False
    if short not in word_list("given_names"):
        return True
    is_whole = short in word_list("common_given_names") and short not in SHORT_FORMS
    return len(short) < 5 and short[-1] != "a" and not is_whole
