"""Whose account a name is that people speak of: "Dagny Kilbourne" is dagnykilbourne, or dkilbourne where nobody else is.

A roster knows many people by their account alone. A name that the roster does not have is held against the accounts: the same
letters run together, joined, turned round or without accents; else an initial and the family name. It belongs to an account only
where just one fits, or just one of this channel's; where several do, nobody is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postmortem.blameless.fold import fold_text
from postmortem.blameless.lists import word_list
from postmortem.blameless.nicknames import NICKNAMES
from postmortem.blameless.profile_names import PARTICLES, UMLAUTS, is_machine, name_tokens, own_name
from postmortem.blameless.short_forms import may_be_short
from postmortem.blameless.slips import is_misspelt
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.words import Sense, sense, word_set
from postmortem.slack.transcript import Person

# What accounts carry beside the name: "jpenalver-ext", "dagny.kilbourne.admin".
BESIDE_AN_ACCOUNT = word_set("ext extern external admin adm contractor consultant work guest intern ooo away tmp temp old new")
_LETTERS = re.compile(r"[^\W\d_]+")
# No account of fewer letters is anybody's full name, and no family name of fewer tells whose an initial is.
SHORTEST, SHORTEST_LAST = 4, 3
# A longer word of a name may be two names that were written as one.
LONGEST_PART = 6


class Accounts:
    """Everybody's accounts, to hold names against. `active`: ids of people of this channel, who go before all others.

    `writers`: ids of those who wrote in it, and by whose given names misspelt ones are understood.
    """

    def __init__(self, people: Iterable[Person], active: Iterable[str], writers: Iterable[str] = ()) -> None:
        self._people = {person.id: person for person in people if not person.is_bot and person.id != "USLACKBOT"}
        self._active = frozenset(active)
        self._writers = frozenset(writers)
        self._by_letters: dict[str, set[str]] | None = None
        self._given: dict[str, str] | None = None
        self._names: dict[str, set[tuple[str, ...]]] = {}

    def whose(
        self,
        name: str,
        *,
        is_handle: bool = False,
        surely: bool = False,
        speakers: frozenset[str] = frozenset(),
        but: str = "",
    ) -> tuple[str, ...]:
        """The ids of those whose account fits a name: one where it is clear whose the name is, none where nobody's does.

        surely: only accounts that have all letters of the name. speakers: ids of those who spoke of this person, and therefore
        are somebody else where only some letters fit. but: an id that is not asked for.
        """
        if is_handle:
            letters = "".join(_LETTERS.findall(fold_text(name)))
            return self._chosen({*self._accounts().get(letters, ())} - {but}) if not _is_given(letters) else ()
        tokens = name_tokens(name)
        if not tokens or not "".join(tokens).replace("'", "").isalpha():
            return ()
        accounts = self._accounts()
        fits = {person for letters in _whole_forms(name) for person in accounts.get(letters, ())} if len(tokens) > 1 else set()
        fits -= {but}
        if fits or surely:
            return self._chosen(fits)
        if len(tokens) == 1:
            fits = {*self._beginning_with(tokens[0]), *self._shortened(tokens[0])}
        else:
            fits = {person for letters in _initial_forms(name) for person in accounts.get(letters, ())}
            fits |= set(self._with_initial(tokens)) | set(accounts.get(_last_alone(tokens), ())) & self._active
            fits = {person for person in fits if not self._is_somebody_else(person, tokens[:-1])}
        fits -= {but}
        if not fits:
            here = self._active - {but} if len(tokens) > 1 else self._active & self._writers - {but}
            fits = {person for person in here & self._people.keys() if self._is_misspelt(person, tokens)}
        return self._chosen(fits - speakers)

    def _chosen(self, people: Iterable[str]) -> tuple[str, ...]:
        distinct = set(people)
        here = distinct & self._active
        return tuple(sorted(here if len(here) == 1 else distinct))

    def _with_initial(self, tokens: tuple[str, ...]) -> Iterator[str]:
        """Whose account is the whole of a name of which an initial is spoken: "D. Kilbourne", "Dagny K."."""
        first, last = tokens[0], tokens[-1]
        if min(len(first), len(last)) != 1 or max(len(first), len(last)) < SHORTEST_LAST:
            return
        for letters, people in self._accounts().items():
            cut = len(first) if len(last) == 1 else len(letters) - len(last)
            one, other = letters[:cut], letters[cut:]
            if len(first) == 1:
                fits = other == last and one[:1] == first and _is_given(one)
            else:
                fits = one == first and other[:1] == last and (len(other) == 1 or _is_family(other))
            if fits:
                yield from people

    def _beginning_with(self, given: str) -> Iterator[str]:
        """Who of this channel has a given name and a family name, or its initial, as account: "Dagny" is dagnykilbourne."""
        if standing(given) is not Standing.GIVEN:
            return
        for letters, people in self._accounts().items():
            rest = letters.removeprefix(given)
            if rest != letters and (len(rest) == 1 or _is_family(rest)) and not _is_given(letters) and not _is_family(letters):
                yield from [one for one in people & self._active if not self._is_somebody_else(one, (given,))]

    def handle_of(self, person: str) -> str:
        """What an account is called, for people to choose by."""
        known = self._people[person]
        return known.handle or known.display_name or known.real_name

    def unnamed_here(self) -> Iterator[str]:
        """The letters of every account of this channel whose profile has no full name: such a name is only found by them."""
        for person in self._active & self._people.keys():
            known = self._people[person]
            if all(len(name_tokens(name)) < 2 for name in (known.real_name, known.display_name)):
                yield from _letters_of(known)

    def _accounts(self) -> dict[str, set[str]]:
        """Letters → whose account has just these."""
        if self._by_letters is None:
            self._by_letters = {}
            for person in self._people.values():
                for letters in _letters_of(person):
                    self._by_letters.setdefault(letters, set()).add(person.id)
        return self._by_letters

    def _shortened(self, short: str) -> Iterator[str]:
        """Who of this channel has a given name that begins so: "Ros" is Rosalind. A name that is whole by itself is nobody's."""
        for person, first in self._given_names().items():
            if may_be_short(short, first) or short in NICKNAMES.get(first, ()):
                yield person

    def _given_names(self) -> dict[str, str]:
        """Id → given name of everybody of this channel."""
        if self._given is None:
            here = [self._people[person] for person in self._active & self._people.keys()]
            names = {one.id: name_tokens(one.first_name or one.real_name or one.display_name) for one in here}
            self._given = {person: tokens[0] for person, tokens in names.items() if tokens}
        return self._given

    def _is_misspelt(self, person: str, tokens: tuple[str, ...]) -> bool:
        if person not in self._names:
            known = self._people[person]
            self._names[person] = {name_tokens(name) for name in (known.real_name, known.display_name, known.first_name)} - {()}
        whole = self._names[person]
        return tokens not in whole and any(is_misspelt(tokens, name) for name in whole)

    def _is_somebody_else(self, person: str, given: tuple[str, ...]) -> bool:
        """Whether a profile tells other given names than those spoken: jkilbourne is no Jana's whose profile says Jonas."""
        known = self._people[person]
        for name in (known.real_name, known.display_name, known.first_name):
            words = [word for word in name_tokens(name) if word not in PARTICLES]
            if " " not in name.strip() and (len(words) != 1 or standing(words[0]) is not Standing.GIVEN):
                continue  # an account's name rather than a person's
            if len(words) > 1 and all(standing(word) < Standing.WORD for word in words):
                continue  # "Night Owl": nobody's name
            if not any(_are_one(word, token) for word in words for token in given):
                return True
        return False


def owners(
    names: Iterable[str],
    handles: Iterable[str],
    accounts: Accounts,
    *,
    surely: bool = False,
    speakers: frozenset[str] = frozenset(),
    but: str = "",
) -> tuple[str, ...]:
    """Whose account somebody may have who was found in the text by these names; where there are full ones, they decide."""
    names = tuple(names)
    full = [name for name in names if len(name_tokens(name)) > 1]
    for name in full or names:
        if fits := accounts.whose(name, surely=surely, speakers=speakers, but=but):
            return fits
    return tuple(sorted({fit for handle in handles for fit in accounts.whose(handle, is_handle=True, but=but)}))


def _are_one(word: str, token: str) -> bool:
    """Whether two words may be one given name: the same, an initial of it, its short form."""
    if word == token or token in NICKNAMES.get(word, ()):
        return True
    short, long = sorted((word, token), key=len)
    return long.startswith(short) if len(short) == 1 else may_be_short(short, long)


def _is_given(word: str) -> bool:
    return word in word_list("given_names")


def _is_family(word: str) -> bool:
    """Whether families are called so, and nothing else is: what may follow a given name in an account's letters."""
    if word in word_list("surnames"):
        return len(word) >= SHORTEST_LAST
    return len(word) >= SHORTEST and _is_given(word) and sense(word) is Sense.NAME


def _letters_of(person: Person) -> Iterator[str]:
    """The letters of what an account is called, run together, without signs, digits and what stands beside a name."""
    local = person.email.partition("@")[0].partition("+")[0] if "@" in person.email else ""
    for name in dict.fromkeys((person.handle, person.display_name, person.real_name, local)):
        if not name or is_machine(name):
            continue
        for spelling in _spellings(own_name(name)):
            words = _LETTERS.findall(spelling)
            for kept in (
                words,
                [word for word in words if word not in BESIDE_AN_ACCOUNT],
                [word for n, word in enumerate(words) if len(word) > 1 or n in (0, len(words) - 1)],
            ):
                if len(letters := "".join(kept)) >= SHORTEST:
                    yield letters
            # "Xiao Ming" is Xiaoming's.
            yield from [word for word in words if len(word) > LONGEST_PART and word not in BESIDE_AN_ACCOUNT]


def _spellings(name: str) -> set[str]:
    return {fold_text(name), fold_text(name.translate(UMLAUTS))}


def _parts(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Given names and family name, in each spelling: "Ludwig van Soest" is of the family vansoest, and soest."""
    for spelling in dict.fromkeys((name, name.translate(UMLAUTS))):
        tokens = tuple(token.replace("'", "") for token in name_tokens(spelling))
        particles = 0
        while particles < len(tokens) - 2 and tokens[-2 - particles] in PARTICLES:
            particles += 1
        given = tokens[: len(tokens) - 1 - particles]
        yield given, tokens[-1]
        if particles:
            yield given, "".join(tokens[-1 - particles :])


def _whole_forms(name: str) -> set[str]:
    """A full name in one run of letters, in either order, with a given name's short forms and without further given names."""
    found: set[str] = set()
    for given, last in _parts(name):
        for first in (given[0], "".join(given), *NICKNAMES.get(given[0], ())):
            if len(first) > 1 and len(last) > 1:
                found |= {f"{first}{last}", f"{last}{first}"}
    return {letters for letters in found if len(letters) >= SHORTEST}


def _initial_forms(name: str) -> set[str]:
    """An initial, or all of them, and the family name."""
    found: set[str] = set()
    for given, last in _parts(name):
        if len(last) >= SHORTEST_LAST:
            found |= {f"{given[0][0]}{last}", f"{''.join(one[0] for one in given)}{last}", f"{last}{given[0][0]}"}
    return found


def _last_alone(tokens: tuple[str, ...]) -> str:
    """The family name, where it is nothing else: an account that is called so is most likely theirs; else ""."""
    last = tokens[-1]
    return last if len(last) >= SHORTEST and sense(last) is Sense.NAME and not _is_given(last) else ""
