"""The last look at a client's version: whether any other client stands in it, in whatever spelling.

It shares no code with what wrote the text (`client_mentions.py`). Names are compared letter by letter, without spaces, accents,
punctuation, invisible characters and look-alikes of other scripts, so that "Tern & Tide", "tern-and-tide", "TernAndTide" and
"ternandtide.example.org" are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from postmortem.blameless.gate_letters import latin, plain
from postmortem.blameless.gate_views import views
from postmortem.blameless.lists import word_list
from postmortem.blameless.words import ordinary_words
from postmortem.incident import Client

_TOKEN = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’‘ʼ´`]s\b|(?<=s)['’]", re.IGNORECASE)
_LEFT_OUT = frozenset({"the", "and"})
# From so many letters on, a name is looked for across and inside words; and one that is nearly it is worth a question.
_ACROSS, _INSIDE, _NEARLY = 6, 7, 8
_ALIKE = 0.86
# Labels of an address that tell of nobody.
_GENERIC = frozenset(
    """
    www www2 m shop store app apps api mail web portal my secure online cdn static admin test staging example gov com org net
    """.split()
)
# Words that sentences begin with, so that a capital there says nothing; and small words within a name.
_STARTERS = frozenset(
    """
    next first then now open still will may here there all some most more both each every today once after before since while when
    where what who how why which just only also later soon other another new many few one two this that these those keep check
    across everything data impact service problem monitoring attempts calls orders payments visits release raise test move add
    make take give set run start stop close call time times people part work home back right well over under
    """.split()
)
_SMALL_WORDS = frozenset("of for and the in to at on a an de la le du von".split())
_ENDS_SENTENCE = frozenset('.!?:;>*#-–—•|"“(')
_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFinding:
    """Another client in a text. sort: "name", "site" or "ticket". is_sure: else somebody has to look; found is never printed
    where anybody else could read it."""

    place: str
    sort: str
    is_sure: bool
    found: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One way in which a client is known. letters: without anything between them; words: of the name; common: of ordinary
    words."""

    sort: str
    words: tuple[str, ...]
    letters: str
    is_own: bool
    is_common: bool = False
    capitals: tuple[bool, ...] = ()  # which of its words have one, small words apart
    is_inside: bool = False  # it may stand within a longer word


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text as letters and figures alone, each with its place in the text; and where its words begin and end."""

    text: str
    letters: str
    places: list[int]
    starts: dict[int, int]
    ends: dict[int, int]


class ClientGate:
    """Looks for every client but the one that reads. own: None where nobody in particular does."""

    def __init__(self, own: Client | None, clients: Iterable[Client]) -> None:
        others = [one for one in clients if own is None or _folded(one.name) != _folded(own.name)]
        mine = [*_forms(own, is_own=True)] if own is not None else []
        taken = {(form.sort, form.letters) for form in mine}
        theirs: dict[tuple[str, str], _Form] = {}
        for client in others:
            for form in _forms(client, is_own=False):
                if (form.sort, form.letters) not in taken:
                    theirs.setdefault((form.sort, form.letters), form)
        self._forms = sorted((*mine, *theirs.values()), key=lambda form: -len(form.letters))
        self._has_others = bool(theirs)

    def look(self, place: str, text: str, *, nearly: bool = False, common: bool = True) -> Iterator[ClientFinding]:
        """Everybody else in a text. nearly: names that are almost one too. common: names of ordinary words too."""
        if not self._has_others:
            return
        for start in range(0, max(len(text), 1), _LONGEST):
            piece = text[max(0, start - 300) : start + _LONGEST]
            for view in views(piece, is_code=False):
                shown = plain(view.text)
                for version in dict.fromkeys((shown, latin(shown))):
                    yield from self._found(place, version, nearly=nearly, common=common)

    def _found(self, place: str, text: str, *, nearly: bool, common: bool) -> Iterator[ClientFinding]:
        letters = _letters(text)
        spans: list[tuple[int, int]] = []
        for form in self._forms:
            if form.is_common and not common and not form.is_own:
                continue
            for start, end in _places(form, letters):
                if any(first <= start and end <= last for first, last in spans):
                    continue
                sure = _is_sure(form, letters, start, end)
                if form.is_own:
                    spans.append((start, end))
                elif sure is not None:
                    spans.append((start, end))
                    yield ClientFinding(place=place, sort=form.sort, is_sure=sure, found=_original(letters, start, end))
        if nearly:
            yield from self._nearly(place, letters, spans)

    def _nearly(self, place: str, text: _Letters, spans: list[tuple[int, int]]) -> Iterator[ClientFinding]:
        """Names that somebody may have spelt otherwise: as many words, the first letter right, a capital, nearly all letters."""
        bounds = sorted(text.starts)
        for form in self._forms:
            if form.sort != "name" or form.is_own or form.is_common or len(form.letters) < _NEARLY:
                continue
            for at in range(len(bounds) - len(form.words) + 1):
                start = bounds[at]
                end = _end_of(text, bounds[at + len(form.words) - 1])
                said = text.letters[start:end]
                if abs(len(said) - len(form.letters)) > 2 or said[:1] != form.letters[:1] or said == form.letters:
                    continue
                if not text.text[text.places[start]].isupper() or any(first < end and start < last for first, last in spans):
                    continue
                if SequenceMatcher(None, said, form.letters, autojunk=False).ratio() >= _ALIKE:
                    yield ClientFinding(place=place, sort="name", is_sure=False, found=_original(text, start, end))


def _forms(client: Client, *, is_own: bool) -> Iterator[_Form]:
    for name in (client.name, *client.aliases):
        whole = _words(name)
        words = [word for word in whole if word not in _LEFT_OUT] or whole
        spelt = [*whole[:1], "and", *whole[1:]] if "&" in name and len(whole) == 2 else whole
        is_common = all(len(word) < 3 or _is_ordinary(word) for word in words)
        shown = {word.lower() for word in _TOKEN.findall(plain(name)) if word[:1].isupper()} - _SMALL_WORDS
        for form in dict.fromkeys((tuple(words), tuple(spelt))):
            letters = "".join(form)
            if letters:
                yield _Form(
                    sort="name",
                    words=form,
                    letters=letters,
                    is_own=is_own,
                    is_common=is_common,
                    is_inside=len("".join(words)) >= _INSIDE and not is_common,
                    capitals=tuple(word in shown for word in form),
                )
    for site in client.sites:
        host = re.sub(r"^\w+://|[/:].*$", "", site.strip().casefold()).removeprefix("www.")
        labels = [label for label in host.split(".") if label]
        for first in range(len(labels)):
            if first == 0 or (len(labels) - first >= 2 and labels[first] not in _GENERIC and len(labels[first]) > 3):
                words = _words(".".join(labels[first:]))
                yield _Form(
                    sort="site", words=tuple(words), letters="".join(words), is_own=is_own, is_inside=len("".join(words)) >= 8
                )
        for label in labels[:-1]:
            squeezed = "".join(_words(label))
            if len(squeezed) >= _INSIDE and label not in _GENERIC and not _is_ordinary(squeezed):
                yield _Form(sort="site", words=(squeezed,), letters=squeezed, is_own=is_own, is_inside=True)
    for ticket in client.tickets:
        words = _words(ticket)
        if words:
            yield _Form(sort="ticket", words=tuple(words), letters="".join(words), is_own=is_own)


def _places(form: _Form, text: _Letters) -> Iterator[tuple[int, int]]:
    """Where a form stands, as places in the letters."""
    start = text.letters.find(form.letters)
    while start >= 0:
        end = start + len(form.letters)
        begins = start in text.starts
        ends = end in text.ends or (form.sort == "name" and text.letters[end : end + 1] == "s" and end + 1 in text.ends)
        if (begins and ends and _fits(form, text, start, end)) or (form.is_inside and form.sort != "ticket"):
            yield start, end
        start = text.letters.find(form.letters, start + 1)


def _fits(form: _Form, text: _Letters, start: int, end: int) -> bool:
    """Whether words that begin and end with the form are it: a short one not by chance, a number not as part of an amount."""
    inside = [at for at in text.starts if start < at < end]
    if form.sort == "ticket":
        first, last = text.places[start], text.places[end - 1] + 1
        before, behind = text.text[max(0, first - 2) : first], text.text[last : last + 2]
        is_amount = re.search(r"\d[.,]$", before) or re.match(r"[.,]\d", behind) or re.search(r"[£$€]\s?$", before)
        is_short = form.letters.isdigit() and len(form.letters) < 4
        return not is_amount and len(inside) == len(form.words) - 1 and (not is_short or before.endswith("#"))
    if len(inside) == len(form.words) - 1:
        return True
    return len(form.letters) >= _ACROSS


def _is_sure(form: _Form, text: _Letters, start: int, end: int) -> bool | None:
    """Whether it is the client for certain; None where it is but an ordinary word."""
    if form.sort != "name" or not form.is_common:
        return True
    starts = [start, *(at for at in text.starts if start < at < end)]
    capitals = [text.text[text.places[at]].isupper() for at in starts]
    if len(form.words) > 1:
        if len(starts) != len(form.words):
            return True  # written in one, or parted where the name is not
        as_declared = all(is_capital or not wanted for is_capital, wanted in zip(capitals, form.capitals, strict=True))
        return as_declared or sum(word not in _SMALL_WORDS for word in form.words) > 2
    if not capitals[0]:
        return False if len(form.letters) >= _ACROSS else None
    if len(form.letters) > 2 and _original(text, start, end).isupper():
        return True
    place = text.places[start]
    before = text.text[:place].rstrip()
    begins = "\n" in text.text[len(before) : place] or not before or before[-1] in _ENDS_SENTENCE
    return not (begins and form.letters in _STARTERS)


def _letters(text: str) -> _Letters:
    shown = _POSSESSIVE.sub(lambda match: " " * len(match[0]), text)
    letters: list[str] = []
    places: list[int] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for token in _TOKEN.finditer(shown):
        starts[len(letters)] = token.start()
        for place, letter in enumerate(token[0], start=token.start()):
            small = letter.lower()
            letters.append(small if len(small) == 1 else letter)
            places.append(place)
        ends[len(letters)] = token.end()
    return _Letters(text, "".join(letters), places, starts, ends)


def _end_of(text: _Letters, start: int) -> int:
    """Where the word that begins there ends."""
    bounds = sorted(text.ends)
    return bounds[bisect_right(bounds, start)]


def _original(text: _Letters, start: int, end: int) -> str:
    return text.text[text.places[start] : text.places[end - 1] + 1]


def _words(name: str) -> list[str]:
    return _TOKEN.findall(_POSSESSIVE.sub(" ", plain(name)).lower())


def _is_ordinary(word: str) -> bool:
    """Whether a word is in a dictionary, so that it may well be meant as no name."""
    return word in ordinary_words() or word in word_list("more_words")


def _folded(name: str) -> str:
    return "".join(_words(name))
