"""What the gate looks for: everybody's names, handles, addresses and ids, folded, as sets of tokens.

Looking up a token in a set costs the same for ten people and for ten thousand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from postmortem.blameless.gate_words import ordinary_words
from postmortem.slack.transcript import Person

# A token: letters and digits. "_" parts tokens, so that sam_prod is two that are joined. Linear: one class.
TOKEN = re.compile(r"[^\W_]+")
# Accents that NFKD has taken apart, characters without width, marks of direction, variation selectors. One class.
_INVISIBLE = re.compile(
    r"[\u00ad\u0300-\u036f\u061c\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20d0-\u20ff\ufe00-\ufe0f\ufeff]+"
)
# Where a name ends and a remark begins: "Dana Ruiz (she/her)", "Dana Ruiz | Ops", "Dana - on leave".
_REMARK = re.compile(r"\s?[(\[{|</]|\s[-–—•@~]\s")
# Scripts written without spaces, in which a name is no token of its own.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")

# Anything but ASCII and the typographic characters that our own documents are full of: only with these is there more to fold.
_TO_FOLD = re.compile("[^\x00-\x7f—–…“”‘’·•▶→×]")

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"},
)

SHORTEST_NAME = 3
SHORTEST_HANDLE_IN_CODE = 4
LONGEST_PHRASE = 6

Phrase = tuple[str, ...]


def plain(text: str) -> str:
    """Text without accents and invisible characters, its case kept."""
    if text.isascii() or _TO_FOLD.search(text) is None:
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)


def fold(text: str) -> str:
    """Text as names are compared: plain, and without case."""
    return plain(text).casefold()


@dataclass(slots=True, kw_only=True)
class Wanted:
    """The sets that a line is looked up in. Token → its sort in `single`, `in_code`, `mention` and `phrases`.

    single: names and handles that stand alone in prose. in_code: handles that count in code as well. mention: what counts after
    "@". phrases: names of several tokens. weak: phrases of ordinary words alone, which count only where they are capitalised.
    ids and mails: folded. unspaced: whole names in scripts without spaces. anchors: tokens one of which any finding of a
    single, an id or a phrase contains: a line without any of them holds none.
    """

    single: dict[str, str] = field(default_factory=dict)
    in_code: set[str] = field(default_factory=set)
    mention: dict[str, str] = field(default_factory=dict)
    phrases: dict[Phrase, str] = field(default_factory=dict)
    weak: set[Phrase] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    unspaced: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


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
    wanted.starts = {phrase[0] for phrase in wanted.phrases}
    ordinary = ordinary_words()
    wanted.anchors = {*wanted.single, *wanted.in_code, *wanted.ids}
    # Of a phrase it is enough to see its least ordinary token.
    wanted.anchors.update(max(phrase, key=lambda token: (token not in ordinary, len(token))) for phrase in wanted.phrases)
    return wanted


def _add_person(wanted: Wanted, person: Person, allowed: set[Phrase]) -> None:
    if person.id:
        wanted.ids.add(person.id.casefold())
    for name in (person.real_name, f"{person.first_name} {person.last_name}", person.display_name):
        _add_full(wanted, name, allowed)
    for name in (person.first_name, person.last_name):
        _add_single(wanted, _tokens(name), "name", allowed)
    _add_handle(wanted, person.handle, allowed)
    if "@" in person.email:
        wanted.mails.add(fold(person.email.strip()))
        _add_handle(wanted, person.email.partition("@")[0], allowed)


def _add_full(wanted: Wanted, name: str, allowed: set[Phrase]) -> None:
    """A name as people write it: the whole, and its first and last word alone. A remark after it is not part of it."""
    if (remark := _REMARK.search(name)) and remark.start() > 0:
        name = name[: remark.start()]
    compact = unicodedata.normalize("NFKC", name).replace(" ", "")
    if 2 <= len(compact) <= LONGEST_PHRASE and all(UNSPACED.match(letter) for letter in compact):
        wanted.unspaced.add(compact)
    tokens = _tokens(name)[:LONGEST_PHRASE]
    if len(tokens) == 1:
        _add_single(wanted, tokens, "name", allowed)
        return
    _add_phrase(wanted, tokens, "name", allowed)
    words = name.split()
    if len(words) < 2:
        return
    for word in (words[0], words[-1]):
        _add_single(wanted, _tokens(word), "name", allowed)
    if len(words) == 2:
        _add_phrase(wanted, (*_tokens(words[1]), *_tokens(words[0])), "name", allowed)


def _add_handle(wanted: Wanted, handle: str, allowed: set[Phrase]) -> None:
    tokens = _tokens(handle)
    if len(tokens) > 1:
        _add_phrase(wanted, tokens[:LONGEST_PHRASE], "handle", allowed)
        return
    _add_single(wanted, tokens, "handle", allowed)
    if tokens and len(tokens[0]) >= SHORTEST_HANDLE_IN_CODE and tokens[0] in wanted.single:
        wanted.in_code.add(tokens[0])


def _add_single(wanted: Wanted, tokens: Phrase, sort: str, allowed: set[Phrase]) -> None:
    if len(tokens) > 1:
        _add_phrase(wanted, tokens, sort, allowed)
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


def _tokens(name: str) -> Phrase:
    return tuple(TOKEN.findall(fold(name)))
