"""The forms of people's names, and an index to find them by: who could be meant by these words?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from postmortem.blameless.ambiguous import WORD_NAMES, is_ambiguous
from postmortem.blameless.fold import fold_text

# A word of a folded text, with one apostrophe inside ("o'brien", "sam's").
TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# What display names carry beside the name: "(she/her)", "[away]", "| Ops", " - on leave", ", on call".
ASIDE = re.compile(r"[(\[{|/].*|\s[-–—]\s.*|,.*", re.DOTALL)
# Scripts that put no spaces between words: kana, Han, Hangul, Thai.
NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
PARTICLES = frozenset("van von der den de del della di da dos das du la le les el al bin ibn ben bint abu mac mc st san santa o d l ten ter".split())
# No longer name is looked for: it could not be written in chat, and a roster may hold nonsense.
LONGEST_NAME = 120

# Short forms by which people are called, each group for the same given names.
NICKNAMES = tuple(
    frozenset(group.split())
    for group in (
        "michael mike mick mikey micky", "robert rob bob bobby robbie bert", "william will bill billy willy liam", "richard rich rick dick richie ricky",
        "james jim jimmy jamie jem", "john johnny jon jack", "jonathan jon jonny", "thomas tom tommy", "joseph joe joey", "daniel dan danny",
        "david dave davey", "edward ed eddie ted teddy ned", "andrew andy drew", "anthony tony ant", "antonio tony", "benjamin ben benny", "samuel sam sammy",
        "samantha sam", "christopher chris kit topher", "christine chris chrissy tina", "christina chris tina", "matthew matt matty", "nicholas nick nicky",
        "alexander alex al sasha xander sandy", "alexandra alex sasha sandra", "stephen steve stevie", "steven steve stevie", "peter pete", "patrick pat paddy",
        "patricia pat patty trish tricia", "gregory greg", "geoffrey geoff", "jeffrey jeff", "kenneth ken kenny", "ronald ron ronnie", "donald don donny",
        "timothy tim timmy", "philip phil", "phillip phil", "lawrence larry laurie", "leonard leo len lenny", "charles charlie chuck chas", "frederick fred freddie",
        "dominic dom", "maxwell max", "maximilian max", "zachary zach zack", "joshua josh", "jacob jake", "nathaniel nate nathan", "nathan nate",
        "elizabeth liz beth lizzie eliza betty libby", "katherine kate kathy katie kat kath", "catherine kate cathy katie cath cat", "kathryn kate kathy katie",
        "margaret maggie meg peggy", "jennifer jen jenny", "jessica jess jessie", "rebecca becky bec becca", "deborah deb debbie", "susan sue susie",
        "victoria vicky tori vic", "abigail abby", "amanda mandy", "barbara barb", "cynthia cindy", "dorothy dot dottie", "eleanor ellie nell", "emily em emmy",
        "isabella bella izzy", "jacqueline jackie", "judith judy", "kimberly kim", "melissa mel", "melanie mel", "natalie nat", "natasha tasha nat",
        "penelope penny", "philippa pip pippa", "rachel rach", "stephanie steph", "suzanne sue suzie", "theodore ted theo", "theresa terry tess", "teresa terry tess",
        "valerie val", "veronica ronnie", "oliver olly ollie", "olivia liv livvy", "harold harry hal", "henry harry hank", "gabriel gabe", "gabrielle gabby",
        "vincent vince vinny", "walter walt wally", "gerald gerry jerry", "raymond ray", "douglas doug", "francis frank fran", "frances fran frankie",
        "sebastian seb bas", "cameron cam", "bradley brad", "bartholomew bart", "arthur art artie", "albert al bert", "alfred alf fred", "alan al", "ezekiel zeke",
    )
)  # fmt: skip


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


@dataclass(slots=True, kw_only=True)
class Index:
    """Every form of everybody, to be found by its first word. Built once; looking up costs the same for ten people and ten thousand.

    phrases: first word → forms of several words, longest first. singles: word → forms of that one word.
    exact: what counts in code and hosts as well, as one unbroken token → person ids. unbroken: names in scripts without spaces.
    emails: address → person id.
    """

    phrases: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    singles: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    exact: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unbroken: list[tuple[str, str]] = field(default_factory=list)
    emails: dict[str, str] = field(default_factory=dict)

    def add(self, form: Form) -> None:
        """Take a form in, once."""
        if len(form.tokens) > 1:
            if form not in self.phrases[form.tokens[0]]:
                self.phrases[form.tokens[0]].append(form)
        elif not any(known.person == form.person for known in self.singles[form.tokens[0]]):
            self.singles[form.tokens[0]].append(form)

    def finish(self) -> None:
        """Sort what has to be tried in order."""
        for forms in self.phrases.values():
            forms.sort(key=lambda form: (-len(form.tokens), form.sort))
        self.unbroken.sort(key=lambda pair: -len(pair[0]))


def add_person(
    index: Index, person: str, *, full: Iterable[str] = (), display: str = "", first: str = "", last: str = "", handle: str = "", email: str = ""
) -> None:
    """Take every form of one person's name into the index. `full` are whole names (real name, aliases)."""
    for name in (*full, display, f"{first} {last}".strip()):
        _add_whole_name(index, person, name, is_display=name == display)
    for token in _tokens(first)[:3]:
        _add_single(index, person, token, Sort.FIRST)
    for token in _tokens(last):
        if token not in PARTICLES:
            _add_single(index, person, token, Sort.LAST)
    if handle:
        _add_handle(index, person, handle)
    if "@" in email:
        address = fold_text(email.strip())
        index.emails.setdefault(address, person)
        local = address.partition("@")[0].partition("+")[0]
        if len(local) > 2:
            _add_handle(index, person, local)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(fold_text(name[:LONGEST_NAME])))


def _add_whole_name(index: Index, person: str, name: str, *, is_display: bool) -> None:
    name = ASIDE.sub("", name[:LONGEST_NAME]).strip() or name[:LONGEST_NAME]
    if NO_SPACES.search(name):
        unbroken = "".join(fold_text(name).split())
        if len(unbroken) > 1:
            index.unbroken += [(form, person) for form in {unbroken, fold_text(name)}]
        for part in fold_text(name).split():
            if len(part) > 1:
                index.unbroken.append((part, person))
        return
    tokens = _tokens(name)
    if not tokens:
        return
    if len(tokens) == 1:
        _add_single(index, person, tokens[0], Sort.DISPLAY if is_display else Sort.HANDLE)
        return
    index.add(Form(person, tokens, Sort.FULL))
    first, last = tokens[0], tokens[-1]
    if len(tokens) > 2:
        index.add(Form(person, (first, last), Sort.FULL))
    index.add(Form(person, (last, first), Sort.FULL))
    if len(first) > 1 and len(last) > 1:
        index.add(Form(person, (first, last[0]), Sort.INITIAL))
        if not is_ambiguous(last):
            index.add(Form(person, (first[0], last), Sort.INITIAL))
        for joined in (f"{first}.{last}", f"{first}_{last}", f"{first}-{last}", f"{first}{last}", f"{first[0]}{last}", f"{last}.{first}"):
            if len(joined) > 4 and not is_ambiguous(joined):
                index.exact[joined].append(person)
    _add_single(index, person, first, Sort.FIRST)
    for token in tokens[1:]:
        if token not in PARTICLES:
            _add_single(index, person, token, Sort.LAST)


def _add_single(index: Index, person: str, token: str, sort: Sort) -> None:
    token = token.removesuffix("'s")
    if len(token) < 2 or token.isdigit():
        return
    index.add(_single(person, token, sort))
    if sort is Sort.FIRST:
        for group in NICKNAMES:
            if token in group and token == min(group, key=lambda word: (-len(word), word)):
                for other in group - {token}:
                    index.add(_single(person, other, Sort.NICKNAME))


def _single(person: str, token: str, sort: Sort) -> Form:
    ambiguous = is_ambiguous(token) or len(token) == 2
    by_neighbours = ambiguous and (sort in (Sort.FIRST, Sort.NICKNAME) or token in WORD_NAMES)
    return Form(person, (token,), sort, needs_at=ambiguous and not by_neighbours, is_word=by_neighbours)


def _add_handle(index: Index, person: str, handle: str) -> None:
    folded = fold_text(handle[:LONGEST_NAME])
    tokens = tuple(TOKEN.findall(folded))
    if not tokens:
        return
    if len(tokens) > 1:
        # The parts of "dagny.kilbourne" are her names; those of "ops_bot_2" are not, so only longer words count, and only as names.
        index.add(Form(person, tokens, Sort.HANDLE))
        index.exact[folded].append(person)
        if len(tokens) == 2 and "." in folded:
            for token, sort in zip(tokens, (Sort.FIRST, Sort.LAST), strict=True):
                if len(token) > 2:
                    _add_single(index, person, token, sort)
        return
    _add_single(index, person, tokens[0], Sort.HANDLE)
    if len(folded) > 2 and not is_ambiguous(folded) and not folded.isdigit():
        index.exact[folded].append(person)
