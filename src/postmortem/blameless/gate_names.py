"""What the gate looks for: everybody's names, handles, addresses and ids, folded, as sets of tokens.

Looking up a token in a set costs the same for ten people and for ten thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from postmortem.blameless.gate_letters import composed, fold
from postmortem.blameless.gate_words import ordinary_words
from postmortem.slack.transcript import Person

# A token: letters and digits. "_" parts tokens, so that sam_prod is two that are joined. Linear: one class.
TOKEN = re.compile(r"[^\W_]+")
# Where a name ends and a remark begins: "Dana Ruiz (she/her)", "Dana Ruiz | Ops", "Dana - on leave".
_REMARK = re.compile(r"\s?[(\[{|</]|\s[-–—•@~]\s")
# Scripts written without spaces, in which a name is no token of its own; and the one of them in which names have two parts of
# two letters.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{4}")
# How German names are typed without their dots.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

SHORTEST_NAME = 3
SHORTEST_HANDLE_IN_CODE = 4
SHORTEST_JOINED = 5
LONGEST_PHRASE = 6
LONGEST_UNSPACED = 24

# An account that is called as a machine is: "web-1", "till-sam-02". Linear: the parts are divided by signs.
_MACHINE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*[-_.](?:[a-z]*\d+)")

Phrase = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Wanted:
    """The sets that a line is looked up in. Token → its sort in `single`, `in_code`, `mention` and `phrases`.

    single: names and handles that stand alone in prose. genitives: those of them that count only with a capital. in_code:
    handles that count in code as well. mention: what counts after "@". phrases: names of several tokens. weak: phrases of
    ordinary words alone, which count only where they are capitalised.
    ids and mails: folded. unspaced: names in scripts without spaces, by their first two letters. anchors: tokens one of which
    any finding of a single, an id or a phrase that is not weak contains. pairs: the least ordinary token of a weak phrase → all
    of them. A line without any of these holds none. openers, closers: tokens of phrases that others follow, that follow others.
    """

    single: dict[str, str] = field(default_factory=dict)
    genitives: set[str] = field(default_factory=set)
    in_code: set[str] = field(default_factory=set)
    mention: dict[str, str] = field(default_factory=dict)
    phrases: dict[Phrase, str] = field(default_factory=dict)
    weak: set[Phrase] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    unspaced: dict[str, list[str]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    pairs: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    openers: set[str] = field(default_factory=set)
    closers: set[str] = field(default_factory=set)

    def may_stand_in(self, tokens: Iterable[str]) -> bool:
        """Whether a line of these tokens can hold a name, a handle or a known id."""
        if not self.anchors.isdisjoint(tokens):
            return True
        return not self.pairs.keys().isdisjoint(tokens) and self._pair_in(frozenset(tokens))

    def _pair_in(self, tokens: frozenset[str]) -> bool:
        return any(others <= tokens for token in tokens & self.pairs.keys() for others in self.pairs[token])


def wanted_names(people: Iterable[Person], more_names: Iterable[str] = (), not_names: Iterable[str] = ()) -> Wanted:
    """What to look for. Bots are nobody; `more_names` are further names in use, `not_names` words that are none."""
    allowed = {tokens for word in not_names if (tokens := _tokens(word))}
    wanted = Wanted()
    for person in people:
        if person.is_bot or person.id == "USLACKBOT":
            continue
        _add_person(wanted, person, allowed)
    for name in more_names:
        _add_full(wanted, name, allowed)
    _add_genitives(wanted)
    _find_anchors(wanted)
    return wanted


def _add_person(wanted: Wanted, person: Person, allowed: set[Phrase]) -> None:
    if person.id:
        wanted.ids.add(person.id.casefold())
    names = (person.real_name, f"{person.first_name} {person.last_name}", person.display_name)
    is_machine = any(_MACHINE.fullmatch(name.strip()) for name in (*names, person.handle))
    if is_machine and not any(" " in name.strip() for name in names):
        # A host in a log as often as the account: it counts after an "@".
        for token in _tokens(person.handle)[:1]:
            wanted.mention.setdefault(token, "handle")
        return
    for name in dict.fromkeys(names):
        _add_full(wanted, name, allowed)
    for name in (person.first_name, person.last_name):
        _add_alone(wanted, _without_remark(name), allowed)
    _add_handle(wanted, person.handle, allowed)
    if "@" in person.email:
        wanted.mails.add(fold(person.email.strip()))
        _add_handle(wanted, person.email.partition("@")[0], allowed)


def _without_remark(name: str) -> str:
    remark = _REMARK.search(name)
    return name[: remark.start()] if remark and remark.start() > 0 else name


def _add_full(wanted: Wanted, name: str, allowed: set[Phrase]) -> None:
    """A name as people write it: the whole, and its first and last word alone. A remark after it is not part of it."""
    name = _without_remark(name)
    if not name.isascii():
        _add_unspaced(wanted, name, allowed)
        expanded = name.translate(_UMLAUTS)
        if expanded != name:
            _add_full(wanted, expanded, allowed)
    words = name.split()
    if len(words) == 1:
        _add_alone(wanted, name, allowed)
        return
    _add_phrase(wanted, _tokens(name)[:LONGEST_PHRASE], "name", allowed)
    if len(words) < 2:
        return
    first, last = _tokens(words[0]), _tokens(words[-1])
    for word in (words[0], words[-1]):
        _add_alone(wanted, word, allowed)
    if len(words) == 2:
        _add_phrase(wanted, (*last, *first), "name", allowed)
    else:
        _add_phrase(wanted, (*first, *last), "name", allowed)
    if first and last:
        _add_joined(wanted, first, last, allowed)


def _add_unspaced(wanted: Wanted, name: str, allowed: set[Phrase]) -> None:
    """A name in a script without spaces, and its parts where they can be told."""
    words = composed(name).split()
    compact = "".join(words)
    halves = (compact[:2], compact[2:]) if _HAN.fullmatch(compact) else ()
    for part in {compact, *words, *halves}:
        if 2 <= len(part) <= LONGEST_UNSPACED and all(map(UNSPACED.match, part)) and _tokens(part) not in allowed:
            known = {part, *wanted.unspaced.get(part[:2], ())}
            wanted.unspaced[part[:2]] = sorted(known, key=lambda name: (-len(name), name))


def _add_joined(wanted: Wanted, first: Phrase, last: Phrase, allowed: set[Phrase]) -> None:
    """First and last name as one word, the first whole or as an initial: as accounts are called everywhere."""
    for one in {first[0], "".join(first)}:
        for other in {last[-1], "".join(last)}:
            for joined in (one + other, one[0] + other, other + one):
                if len(joined) >= SHORTEST_JOINED and not joined.isdigit():
                    _add_handle(wanted, joined, allowed)


def _add_handle(wanted: Wanted, handle: str, allowed: set[Phrase]) -> None:
    tokens = _tokens(handle)
    if len(tokens) > 1:
        _add_phrase(wanted, tokens[:LONGEST_PHRASE], "handle", allowed)
        return
    _add_single(wanted, tokens, "handle", allowed)
    if tokens and len(tokens[0]) >= SHORTEST_HANDLE_IN_CODE and tokens[0] in wanted.single:
        wanted.in_code.add(tokens[0])


def _add_alone(wanted: Wanted, name: str, allowed: set[Phrase]) -> None:
    """A first or last name. Of one with a hyphen or an apostrophe each part counts as well, and so does the whole as one word."""
    tokens = _tokens(name)
    _add_single(wanted, tokens, "name", allowed)
    if len(tokens) > 1 and len(name.split()) == 1:
        for token in (*tokens, "".join(tokens)):
            _add_single(wanted, (token,), "name", allowed)


def _add_single(wanted: Wanted, tokens: Phrase, sort: str, allowed: set[Phrase]) -> None:
    if len(tokens) > 1:
        _add_phrase(wanted, tokens[:LONGEST_PHRASE], sort, allowed)
        return
    if not tokens or tokens in allowed or tokens[0].isdigit():
        return
    token = tokens[0]
    wanted.mention.setdefault(token, sort)
    if len(token) >= SHORTEST_NAME and token not in ordinary_words():
        wanted.single.setdefault(token, sort)


def _add_phrase(wanted: Wanted, tokens: Phrase, sort: str, allowed: set[Phrase]) -> None:
    if len(tokens) < 2 or tokens in allowed or len("".join(tokens)) <= SHORTEST_NAME or "".join(tokens).isdigit():
        return
    ordinary = ordinary_words()
    wanted.phrases.setdefault(tokens, sort)
    telling = [token for token in tokens if token not in ordinary and len(token) >= SHORTEST_NAME and not token.isdigit()]
    if not telling or min(map(len, tokens)) == 1:
        wanted.weak.add(tokens)


def _add_genitives(wanted: Wanted) -> None:
    """ "Danas restart": the possessive as people type it; in small letters it is as likely a plural."""
    ordinary = ordinary_words()
    for token, sort in list(wanted.single.items()):
        genitive = f"{token}s"
        is_known = genitive in ordinary or genitive in wanted.single
        if sort == "name" and len(token) > SHORTEST_NAME and token[-1] != "s" and not is_known:
            wanted.single[genitive] = sort
            wanted.genitives.add(genitive)


def _find_anchors(wanted: Wanted) -> None:
    """Work out what a line has to hold before it is worth a closer look."""
    ordinary = ordinary_words()
    wanted.anchors = {*wanted.single, *wanted.in_code, *wanted.ids}
    for phrase in wanted.phrases:
        # Of a phrase it is enough to see its least ordinary token.
        telling = max(phrase, key=lambda token: (token not in ordinary, len(token)))
        if phrase in wanted.weak:
            wanted.pairs.setdefault(telling, []).append(frozenset(phrase))
        else:
            wanted.anchors.add(telling)
    wanted.starts = {phrase[0] for phrase in wanted.phrases}
    wanted.openers = {token for phrase in wanted.phrases for token in phrase[:-1]}
    wanted.closers = {token for phrase in wanted.phrases for token in phrase[1:]}


def _tokens(name: str) -> Phrase:
    return tuple(TOKEN.findall(fold(name)))
