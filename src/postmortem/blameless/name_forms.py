"""The forms of people's names: everything that one person may be called, worked out from what profiles say."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from postmortem.blameless.endings import cases
from postmortem.blameless.fold import fold_text
from postmortem.blameless.lists import word_list
from postmortem.blameless.nicknames import NICKNAMES
from postmortem.blameless.profile_names import (
    LONGEST_NAME,
    MOST_WORDS,
    PARTICLES,
    TOKEN,
    Names,
    is_machine,
    joined_forms,
    joined_parts,
    name_tokens,
    spellings,
    split_family,
    written_as_one,
)
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.unbroken import HAN_OR_HANGUL
from postmortem.blameless.words import Sense, sense, word_set

if TYPE_CHECKING:
    from postmortem.blameless.names import Index

# In the list of given names, and in an account's name the trade's word for what is no person.
NOBODY = word_set("bot server sys the nil nan true var over many else ever")


class Sort(IntEnum):
    """What kind of form it is; a lower one tells more surely who is meant."""

    FULL = 0
    INITIAL = 1  # "Dagny K.", "D. Kilbourne"
    HANDLE = 2
    DISPLAY = 3
    FIRST = 4
    LAST = 5
    NICKNAME = 6


class Form(NamedTuple):
    """One form of somebody's name: folded words, in order. `needs_at`: only "@word" counts. `is_word`: its neighbours decide.

    meaning: what a single word is besides a name.
    """

    person: str
    tokens: tuple[str, ...]
    sort: Sort
    needs_at: bool = False
    is_word: bool = False
    backwards: bool = False
    meaning: Sense = Sense.NAME


def add_forms(index: Index, person: str, names: Names) -> None:
    """Work out every form of one person's names."""
    names = _without_machines(index, person, names)
    if word := _lone_word(names):
        index.add_handle(fold_text(names.handle), person)
        if word not in index.insisted:
            index.add(Form(person, (word,), Sort.DISPLAY, is_word=True, meaning=Sense.ORDINARY))
            return
    whole = dict.fromkeys((*names.full, f"{names.first} {names.last}".strip()))
    for name in whole:
        _add_whole_name(index, person, name, is_display=False)
    _add_whole_name(index, person, names.display, is_display=True)
    for token in name_tokens(names.first)[:3]:
        _add_single(index, person, token, Sort.FIRST)
    for token in name_tokens(names.last):
        if token not in PARTICLES:
            _add_single(index, person, token, Sort.LAST)
    nameless = not any((*names.full, names.display, names.first, names.last))
    if names.handle:
        _add_handle(index, person, names.handle, nameless=nameless)
    if names.local:
        _add_handle(index, person, names.local, nameless=nameless)


def _lone_word(names: Names) -> str:
    """The one word that an account is called and that is a thing's as well, as tools are called: "kestrel"; else ""."""
    words = {name_tokens(name) for name in (*names.full, *names[1:]) if name.strip()} - {()} if names.handle else set()
    word = words.pop()[0] if len(words) == 1 and len(max(words)) == 1 else ""
    is_listed = any(word in word_list(name) for name in ("products", "more_words", "proper_words", "places"))
    is_thing = word and sense(word) is Sense.NAME and is_listed and word not in word_list("given_names")
    return word if is_thing else ""


def _without_machines(index: Index, person: str, names: Names) -> Names:
    """The names without those that a host could have: these count only after an "@"."""
    if not any(name[-1:].isdigit() and is_machine(name) for name in (*names.full, *names[1:])):
        return names
    own = {token for name in (*names.full, *names[1:4]) if not is_machine(name) for token in name_tokens(name)}

    def kept(name: str) -> str:
        if not is_machine(name) or not own.isdisjoint(name_tokens(name)):
            return name
        index.add_handle(fold_text(name.strip()), person)
        return ""

    return Names(tuple(kept(name) for name in names.full), *(kept(name) for name in names[1:]))


def add_outsider(index: Index, person: str, names: Iterable[str], handles: Iterable[str]) -> None:
    """Take in somebody who was found in the text: whole names, the parts of them that nobody else has, and handles."""
    words: set[str] = set()
    for name in names:
        tokens = name_tokens(name)
        if not tokens:
            continue
        words.update(tokens)
        if len(tokens) == 1:
            index.add(_single(index, person, tokens[0], Sort.FIRST))
            continue
        index.add(Form(person, tokens, Sort.FULL))
        if len(tokens[-1]) > 2 and sense(tokens[-1]) is Sense.NAME and len(tokens[0]) > 1:
            index.add(Form(person, (tokens[0][0], *tokens[1:]), Sort.INITIAL if len(tokens) == 2 else Sort.FULL))
            index.triggers.setdefault(tokens[0][0], [])
        parts = [(tokens[0], Sort.FIRST), *((token, Sort.LAST) for token in tokens[1:] if token not in PARTICLES)]
        for token, sort in parts:
            if len(token) > 2 and not index.knows(token):
                index.add(_single(index, person, token, sort))
        family = split_family(tokens)[1]
        if len(family) > 1:
            index.add(Form(person, family, Sort.LAST))
        several = joined_parts(tokens) if len(tokens) > 2 else ()
        signs = (
            f"{tokens[0]}.{tokens[-1]}",
            f"{tokens[0]}_{tokens[-1]}",
            f"{tokens[0][0]}.{tokens[-1]}",
            f"{tokens[-1]}.{tokens[0]}",
        )
        for joined in (*joined_forms(tokens[0], tokens[-1]), *signs, *several):
            if len(joined) > 5 and sense(joined) is Sense.NAME:
                index.add_exact(joined, person)
                words.add(joined)
                if joined.isalnum() and standing(joined) is Standing.UNKNOWN and not index.look((joined,)):
                    index.add(Form(person, (joined,), Sort.HANDLE))
    for handle in handles:
        folded = fold_text(handle)
        tokens = tuple(TOKEN.findall(folded))
        words.update(tokens)
        index.add_handle(folded, person)
        if len(folded) > 3 and sense(folded) is Sense.NAME:
            index.add_exact(folded, person)
            if tokens == (folded,):
                index.add(Form(person, tokens, Sort.HANDLE))
    for word in words:
        index.triggers.setdefault(word, [])
        index.triggers.setdefault(f"{word}s", [])


def _add_whole_name(index: Index, person: str, name: str, *, is_display: bool) -> None:
    for spelling in spellings(name):
        _add_whole_name(index, person, spelling, is_display=is_display)
    tokens = name_tokens(name)
    if not tokens:
        return
    for is_last, token in written_as_one(name):
        _add_single(index, person, token, Sort.LAST if is_last else Sort.FIRST)
    if len(tokens) == 1:
        _add_single(index, person, tokens[0], Sort.DISPLAY if is_display else Sort.FIRST)
        return
    first, last = tokens[0], tokens[-1]
    index.add(Form(person, tokens, Sort.FULL))
    if len(tokens) > 2:
        index.add(Form(person, (first, last), Sort.FULL))
        index.add(Form(person, tokens[:2], Sort.INITIAL if len(tokens[1]) == 1 else Sort.FULL))
        index.add(Form(person, tokens[1:], Sort.LAST))
        index.add(Form(person, (*tokens[:-1], last[0]), Sort.INITIAL))
    if len(tokens) > 2 or any("'" in token for token in tokens):
        _add_parts(index, person, tokens)
    if any("'" in token for token in tokens):
        for mark in ("", " "):
            index.add(Form(person, tuple(" ".join(tokens).replace("'", mark).split()), Sort.FULL))
    if sense(last) is Sense.NAME and len(last) > 1:
        index.add(Form(person, (last, first), Sort.FULL, backwards=True))
        if len(tokens) > 2:
            index.add(Form(person, (last, *tokens[:-1]), Sort.FULL, backwards=True))
    if len(first) > 1:
        _add_joined(index, person, first, last)
        for nickname in NICKNAMES.get(first, ()):
            index.add(Form(person, (nickname, last), Sort.FULL))
            if len(tokens) > 2:
                index.add(Form(person, (nickname, *tokens[1:]), Sort.FULL))
    _add_single(index, person, first, Sort.FIRST)
    for token in tokens[1:]:
        if token not in PARTICLES:
            _add_single(index, person, token, Sort.LAST)


def _add_parts(index: Index, person: str, tokens: tuple[str, ...]) -> None:
    """Of a name of three words and more: the family name with its particles, given names as one word, all of it as one token."""
    given, family = split_family(tokens)
    if len(family) > 1:
        index.add(Form(person, family, Sort.LAST))
    if len(given) > 1:
        index.add(Form(person, ("".join(given), *family), Sort.FULL))
        index.add(Form(person, (given[0], *family), Sort.FULL))
    for n in range(2, len(given)):
        # Two family names: "Marta Quintela" and "Quintela Vega" for Marta Fernanda Quintela Vega.
        index.add(Form(person, (given[0], given[n]), Sort.FULL))
        index.add(Form(person, (*given[n:], *family), Sort.LAST))
    for joined in joined_parts(tokens):
        if sense(joined) is Sense.NAME:
            index.add_exact(joined, person)
            if joined.isalnum():
                index.add(Form(person, (joined,), Sort.HANDLE))


def _add_joined(index: Index, person: str, first: str, last: str) -> None:
    """With an initial, and as one token."""
    index.add(Form(person, (first, last[0]), Sort.INITIAL))
    if len(last) > 1 and sense(last) is Sense.NAME:
        index.add(Form(person, (first[0], last), Sort.INITIAL))
    for joined in (
        *joined_forms(first, last),
        f"{first}.{last}",
        f"{first}_{last}",
        f"{first}-{last}",
        f"{last}.{first}",
        f"{first[0]}.{last}",
        f"{first[0]}-{last}",
        f"{first[0]}_{last}",
        *(f"{first}{sign}{last[0]}" for sign in ".-_" if sense(first) is Sense.NAME),
    ):
        if len(joined) > 4 and len(last) > 1 and sense(joined) is Sense.NAME:
            index.add_exact(joined, person)
            if joined.isalnum():
                index.add(Form(person, (joined,), Sort.HANDLE))


def _add_single(index: Index, person: str, token: str, sort: Sort) -> None:
    token = token.removesuffix("'s")
    if not token or (len(token) < 2 and sort is Sort.LAST and not HAN_OR_HANGUL.match(token)):
        return
    index.add(_single(index, person, token, sort))
    if "'" in token:
        index.add(_single(index, person, token.replace("'", ""), sort))
        part = token.rpartition("'")[2]
        if len(part) > 2 and sense(part) is Sense.NAME:
            index.add(_single(index, person, part, sort))
    for other in cases(token):
        index.add(_single(index, person, other, sort))
    if sort in (Sort.FIRST, Sort.DISPLAY):
        for other in NICKNAMES.get(token, ()):
            index.add(_single(index, person, other, Sort.NICKNAME))


def _single(index: Index, person: str, token: str, sort: Sort) -> Form:
    meaning = sense(token)
    if meaning is Sense.NAME or token in index.insisted or (len(token) == 1 and HAN_OR_HANGUL.match(token)):
        return Form(person, (token,), sort)
    is_first = sort in (Sort.FIRST, Sort.DISPLAY)
    is_given = token in word_list("given_names") and token not in NOBODY
    if meaning is Sense.ORDINARY and is_first and is_given:
        meaning = Sense.WORD  # "Buck", "Charity": a given name, and this person's
    by_neighbours = meaning is not Sense.NEVER and (sort is not Sort.HANDLE or meaning is Sense.WORD)
    if meaning is Sense.NEVER and len(token) > 2 and is_first and is_given:
        by_neighbours = True  # "Dev"
    if meaning is Sense.PROPER and is_first and not is_given and standing(token) is Standing.THING:
        by_neighbours = False  # an account called "Slack" or "Grafana"
    return Form(person, (token,), sort, needs_at=not by_neighbours, is_word=by_neighbours, meaning=meaning)


def _add_handle(index: Index, person: str, handle: str, *, nameless: bool) -> None:
    folded = fold_text(handle[:LONGEST_NAME])
    tokens = tuple(TOKEN.findall(folded))[:MOST_WORDS]
    if not tokens:
        return
    index.add_handle(folded, person)
    if len(tokens) > 1:
        # "web-db-1" is a machine as often as an account: without a word that is a name it needs its "@".
        if any(letter in folded for letter in "._-") and any(
            sense(token) in (Sense.NAME, Sense.WORD) for token in tokens if token.isalpha()
        ):
            # The same account elsewhere has another sign: "kas_m" is kas-m.
            for spelling in dict.fromkeys((folded, *(sign.join(tokens) for sign in "._-"))):
                index.add_exact(spelling, person)
        # "dagny.kilbourne" may be written apart; "data.science" is two ordinary words, and counts only as it is.
        if any(sense(token) is Sense.NAME for token in tokens if token.isalpha()):
            index.add(Form(person, tokens, Sort.HANDLE))
        if nameless and len(tokens) == 2:
            for token, sort in zip(tokens, (Sort.FIRST, Sort.LAST), strict=True):
                part = token.rstrip("0123456789")
                if len(part) > 2:
                    _add_single(index, person, part, sort)
        return
    _add_single(index, person, tokens[0], Sort.HANDLE)
    if len(folded) > 2 and tokens[0] == folded and (sense(folded) is Sense.NAME or folded in index.insisted):
        index.add_exact(folded, person)
