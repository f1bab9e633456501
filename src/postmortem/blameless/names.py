"""The forms of people's names, and an index to find them by: who could be meant by these words?

The forms of a person are worked out when one of the person's words is met for the first time, so that a workspace of ten
thousand costs little more than the people who are spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from postmortem.blameless.fold import fold_text
from postmortem.blameless.nicknames import NICKNAMES
from postmortem.blameless.words import Sense, sense, word_set

# A word of a folded text, with one apostrophe inside ("o'brien", "sam's").
TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# A run of letters and digits: what the index is asked with first.
WORD = re.compile(r"[^\W_]+")
# What display names carry beside the name: "(she/her)", "[away]", "| Ops", " - on leave", ", on call".
ASIDE = re.compile(r"[(\[{|/].*|\s[-–—]\s.*|,.*", re.DOTALL)
# Scripts that put no spaces between words: kana, Han, Hangul (whole or decomposed), Thai.
NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# What may stand between the parts of such a name; its stretches in one script; and the syllables that are written for sound.
SEPARATED = re.compile(r"[\s\u3000・·]+")
SAME_SCRIPT = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf々]+|[\u3040-\u309f]+|[\u30a0-\u30ffー]+|[\uac00-\ud7af]+|[\u0e00-\u0e7f]+")
KANA = re.compile(r"[\u3040-\u30ff\u0e00-\u0e7f]")
PARTICLES = word_set(
    """
    van von der den de del della di da dos das du la le les el al bin ibn ben bint abu mac mc st san santa o d l ten ter
    """
)
HONORIFICS = word_set("dr mr mrs ms miss prof sir jr sr phd md ii iii")
# How German names are typed without their dots.
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# No longer name is looked for: it could not be written in chat, and a roster may hold nonsense.
LONGEST_NAME, MOST_WORDS = 120, 8


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
    """One form of somebody's name: folded words, in order. `needs_at`: only "@word" counts. `is_word`: its neighbours decide."""

    person: str
    tokens: tuple[str, ...]
    sort: Sort
    needs_at: bool = False
    is_word: bool = False
    backwards: bool = False


class Names(NamedTuple):
    """What a profile says one person is called. `full` are whole names (real name, aliases)."""

    full: tuple[str, ...] = ()
    display: str = ""
    first: str = ""
    last: str = ""
    handle: str = ""
    local: str = ""


@dataclass(slots=True, kw_only=True)
class Index:
    """Every form of everybody. Looking up costs the same for ten people and ten thousand.

    triggers: word → people of whom a form holds that word; emptied once their forms are worked out, and never removed, so
    that a text without any of these words holds no name. phrases: first two words → forms of several words, longest first.
    singles: word → forms of that one word. exact: what counts in code and hosts as well, as one unbroken token → person ids.
    handles: what counts after an "@" → person ids.
    unbroken: first two letters → names in scripts without spaces. emails: address → person id.
    insisted: words that could be something else and are taken for names all the same.
    """

    triggers: dict[str, list[str]] = field(default_factory=dict)
    phrases: dict[tuple[str, str], list[Form]] = field(default_factory=dict)
    singles: dict[str, list[Form]] = field(default_factory=dict)
    exact: dict[str, list[str]] = field(default_factory=dict)
    handles: dict[str, list[str]] = field(default_factory=dict)
    unbroken: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    insisted: frozenset[str] = frozenset()
    _names: dict[str, list[Names]] = field(default_factory=dict)
    _seen: set[Form] = field(default_factory=set)

    def add_person(self, person: str, names: Names, *, email: str = "") -> None:
        """Take a person in; `email` is the whole address."""
        if "@" in email:
            address = fold_text(email.strip())
            self.emails.setdefault(address, person)
            local = address.partition("@")[0].partition("+")[0]
            names = names._replace(local=local if len(local) > 2 else "")
        self._names.setdefault(person, []).append(names)
        for name in (*names.full, names.display):
            if not name.isascii() and NO_SPACES.search(name):
                self._add_unbroken(person, name)
        for word in _triggers(names):
            self.triggers.setdefault(word, []).append(person)

    def look(self, words: Iterable[str]) -> bool:
        """Whether a text with these words can hold a name; if so, the forms of everybody who might be meant are at hand."""
        triggers = self.triggers
        if triggers.keys().isdisjoint(words):
            return False
        for word in set(words):
            waiting = triggers.get(word)
            if waiting:
                triggers[word] = []
                for person in waiting:
                    for names in self._names.pop(person, ()):
                        add_forms(self, person, names)
        return True

    def add(self, form: Form) -> None:
        """Take a form in, once."""
        if form in self._seen:
            return
        self._seen.add(form)
        tokens = form.tokens
        if len(tokens) > 1:
            forms = self.phrases.setdefault((tokens[0], tokens[1]), [])
            forms.append(form)
            forms.sort(key=lambda known: (-len(known.tokens), known.sort))
            return
        known = self.singles.setdefault(tokens[0], [])
        if not any(other.person == form.person and not (other.needs_at and not form.needs_at) for other in known):
            known.append(form)

    def add_exact(self, token: str, person: str) -> None:
        """Take in what counts as one unbroken token anywhere."""
        people = self.exact.setdefault(token, [])
        if person not in people:
            people.append(person)

    def add_handle(self, handle: str, person: str) -> None:
        """Take in what counts after an "@"."""
        people = self.handles.setdefault(handle, [])
        if person not in people:
            people.append(person)

    def _add_unbroken(self, person: str, name: str) -> None:
        name = ASIDE.sub("", name[:LONGEST_NAME]).strip() or name[:LONGEST_NAME]
        parts = [part for part in SEPARATED.split(name) if part]
        for form in {name, "".join(parts), *parts, *(_unspaced_parts(parts[0]) if len(parts) == 1 else ())}:
            folded = fold_text(form)
            if len(form) > 1 and NO_SPACES.search(form):
                forms = self.unbroken.setdefault(folded[:2], [])
                if (folded, person) not in forms:
                    forms.append((folded, person))
                    forms.sort(key=lambda pair: -len(pair[0]))


def _unspaced_parts(name: str) -> tuple[str, ...]:
    """Family and given name where nothing stands between them: where the script changes, else by the usual lengths."""
    runs = SAME_SCRIPT.findall(name)
    if len(runs) == 2:
        return tuple(runs)
    if len(runs) == 1 and len(name) in (3, 4) and not KANA.search(name):
        # Four characters are two and two; of three, one or two are the family name's.
        return (name[:2], name[2:]) if len(name) == 4 else (name[:2], name[1:])
    return ()


def _triggers(names: Names) -> set[str]:
    """Every word that can stand in a form of these names. Runs once for everybody in the workspace, so it folds once."""
    whole = (*names.full, names.display, f"{names.first} {names.last}", names.handle, names.local)
    raw = "\n".join([name[:LONGEST_NAME].replace("\n", " ") for name in whole])
    if not raw.isascii() and raw.translate(UMLAUTS) != raw:
        raw = f"{raw}\n{raw.translate(UMLAUTS)}"
    text = fold_text(raw)
    words = WORD.findall(text)
    found = set(words)
    for line in set(text.split("\n")):
        parts = line.split()
        if len(parts) > 1:
            tokens = tuple(parts) if len(parts) == 2 and line.replace(" ", "").isalnum() else _tokens(line)
            if len(tokens) > 1:
                found.update(_joined(tokens[0], tokens[-1]))
    for word in set(words[:16]):
        found.add(f"{word}s")
        if word in NICKNAMES:
            found.update(NICKNAMES[word])
    if "'" in text:
        found.update([word.replace("'", "") for word in TOKEN.findall(text)])
    return found


def _joined(first: str, last: str) -> tuple[str, ...]:
    """First and last name as one token, without what separates them: as they stand in handles and addresses."""
    return (f"{first}{last}", f"{first[:1]}{last}", f"{last}{first[:1]}", f"{first}{last[:1]}") if first and last else ()


def add_forms(index: Index, person: str, names: Names) -> None:
    """Work out every form of one person's names."""
    whole = dict.fromkeys((*names.full, f"{names.first} {names.last}".strip()))
    for name in whole:
        _add_whole_name(index, person, name, is_display=False)
    _add_whole_name(index, person, names.display, is_display=True)
    for token in _tokens(names.first)[:3]:
        _add_single(index, person, token, Sort.FIRST)
    for token in _tokens(names.last):
        if token not in PARTICLES:
            _add_single(index, person, token, Sort.LAST)
    nameless = not any((*names.full, names.display, names.first, names.last))
    if names.handle:
        _add_handle(index, person, names.handle, nameless=nameless)
    if names.local:
        _add_handle(index, person, names.local, nameless=nameless)


def _tokens(name: str) -> tuple[str, ...]:
    name = ASIDE.sub("", name[:LONGEST_NAME]).strip() or name[:LONGEST_NAME]
    return tuple(token for token in TOKEN.findall(fold_text(name)) if token not in HONORIFICS)[:MOST_WORDS]


def _add_whole_name(index: Index, person: str, name: str, *, is_display: bool) -> None:
    if name.translate(UMLAUTS) != name:
        _add_whole_name(index, person, name.translate(UMLAUTS), is_display=is_display)
    tokens = _tokens(name)
    if not tokens:
        return
    if len(tokens) == 1:
        _add_single(index, person, tokens[0], Sort.DISPLAY if is_display else Sort.FIRST)
        return
    first, last = tokens[0], tokens[-1]
    index.add(Form(person, tokens, Sort.FULL))
    if len(tokens) > 2:
        index.add(Form(person, (first, last), Sort.FULL))
        index.add(Form(person, tokens[:2], Sort.FULL))
    if sense(last) is Sense.NAME and len(last) > 1:
        index.add(Form(person, (last, first), Sort.FULL, backwards=True))
    if len(first) > 1:
        index.add(Form(person, (first, last[0]), Sort.INITIAL))
        if len(last) > 1 and sense(last) is Sense.NAME:
            index.add(Form(person, (first[0], last), Sort.INITIAL))
        for joined in (
            *_joined(first, last),
            f"{first}.{last}",
            f"{first}_{last}",
            f"{first}-{last}",
            f"{last}.{first}",
            f"{first[0]}.{last}",
        ):
            if len(joined) > 4 and len(last) > 1 and sense(joined) is Sense.NAME:
                index.add_exact(joined, person)
        for nickname in NICKNAMES.get(first, ()):
            index.add(Form(person, (nickname, last), Sort.FULL))
    _add_single(index, person, first, Sort.FIRST)
    for token in tokens[1:]:
        if token not in PARTICLES:
            _add_single(index, person, token, Sort.LAST)


def _add_single(index: Index, person: str, token: str, sort: Sort) -> None:
    token = token.removesuffix("'s")
    if not token or (len(token) < 2 and sort is Sort.LAST):
        return
    index.add(_single(index, person, token, sort))
    if "'" in token:
        index.add(_single(index, person, token.replace("'", ""), sort))
    if sort in (Sort.FIRST, Sort.DISPLAY):
        for other in NICKNAMES.get(token, ()):
            index.add(_single(index, person, other, Sort.NICKNAME))


def _single(index: Index, person: str, token: str, sort: Sort) -> Form:
    meaning = sense(token)
    if meaning is Sense.NAME or token in index.insisted:
        return Form(person, (token,), sort)
    by_neighbours = meaning is not Sense.NEVER and (sort is not Sort.HANDLE or meaning is Sense.WORD)
    return Form(person, (token,), sort, needs_at=not by_neighbours, is_word=by_neighbours)


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
            index.add_exact(folded, person)
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
