"""What is let stand of the stretches that a language model takes for names: words that can name a person, nothing technical.

Small models take "Prometheus", "helm chart" and "16:05" for people. A stretch is therefore taken apart into words; what belongs
to a host, a path, an identifier or a log line, and what is a product, a month or an ordinary word, is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postmortem.blameless.ambiguous import Verdict, decide
from postmortem.blameless.detect import LOG_LINE
from postmortem.blameless.fold import fold
from postmortem.blameless.names import NO_SPACES
from postmortem.blameless.neighbours import TITLES
from postmortem.blameless.standing import Standing, is_common_given_name, standing
from postmortem.blameless.technical import CHUNK_EDGE, CHUNK_TRIM
from postmortem.blameless.words import Sense, sense, word_set

Stretch = tuple[int, int]

# A word with its hyphens and apostrophes: "Jean-Luc", "O'Brien", "Dagny's".
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What is no part of a name at the end of a word: "Dagny's", "Dagny'll".
ENDING = re.compile(r"['’](?:s|ll|d|re|ve)$", re.IGNORECASE)
# In a stretch between spaces: signs of an identifier, an address, a setting; a dot or a colon as hosts and code have them.
TECHNICAL = re.compile(r"[\d_\\=@#$%^~`]|::|[^\W_]\.(?![A-Z])\w")
# Capitals inside a word that are a name's own: "McKay", "MacLeod", "DeShawn", "LeBron".
CAPITAL_BEGINNING = re.compile(r"^(?:Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|Mb|Nd)(?=[A-Z])")
# What may stand between two words of one name; after an initial a dot as well.
GAP, GAP_AFTER_INITIAL = re.compile(r"[ \t\u00a0]{1,3}"), re.compile(r"\.?[ \t\u00a0]{0,3}")
# The word before a place and the one after it, with nothing but a space between.
WORD_BEFORE, WORD_AFTER = re.compile(r"(?<!\S)([^\W\d_]+(?:['’-][^\W\d_]+)?) $"), re.compile(r" ([^\W\d_]+)")
# What every name in Latin letters has, and what none has: a vowel, and the same letter three times.
VOWEL, DRAWN_OUT = re.compile(r"[aeiouy]"), re.compile(r"(.)\1\1")
# Before a word: it is a thing's name ("the Grafana", "our Kessel").
OWNERS = word_set("the a an my our your his her their every each another")
PARTICLES = word_set("van de der den von zu da dos di du del la le al el bin ibn ter ten y")
# The word right before a place, without its dot.
LAST_WORD = re.compile(r"([^\W\d_]+)\.?$")
# More letters than any word of a name has: what is longer is a key or a joke. How far around a word its surroundings are read.
LONGEST, REACH = 40, 80


class _Word(NamedTuple):
    """A word of a stretch, without its ending. `first` and `last` are the ends that it has with its ending."""

    text: str
    start: int
    end: int
    last: int
    sort: Standing

    @property
    def is_capital(self) -> bool:
        return not self.text[0].islower()

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def names(self) -> bool:
        """Whether the word by itself can be somebody's name."""
        return self.sort > Standing.THING and (self.is_capital or self.sort >= Standing.SURNAME)


def may_hold_people(text: str) -> bool:
    """Whether any word could be let stand: cheap, and for most messages the end of the matter."""
    if "@" in text or NO_SPACES.search(text):
        return True
    for match in WORD.finditer(text):
        word = ENDING.sub("", match.group()[: LONGEST + 1])
        token = fold(word).text
        if len(word) > LONGEST:
            continue
        if word[0].islower():
            if _sort(token) >= Standing.SURNAME:
                return True
        elif len(word) > 1 and (_sort(token) > Standing.THING or token in TITLES):
            return True
    return False


def people_in(text: str, found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The people's names in `text`, in order, of the stretches that a model found in it."""
    kept: list[Stretch] = []
    for start, end in sorted(found):
        start = max(start, kept[-1][1] if kept else 0)
        if start >= end or LOG_LINE.match(text, text.rfind("\n", 0, start) + 1):
            continue
        if NO_SPACES.search(text, start, end):
            kept.append((start, end))
            continue
        for run in _runs(text, _words(text, start, end)):
            named = _completed(text, _trimmed(run), kept[-1][1] if kept else 0)
            if named and _is_person(text, named):
                kept.append((named[0].start, named[-1].end))
    return tuple(kept)


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    """The words in a stretch that belong to nothing technical. A word that the stretch cuts is taken whole."""
    left, right = _chunk(text, start)[0], _chunk(text, end - 1)[1]
    for match in WORD.finditer(text, left, right):
        if match.end() <= start or match.start() >= end or len(match.group()) > LONGEST:
            continue
        word = ENDING.sub("", match.group())
        if not _is_technical(text, match.start(), match.end()) and _is_written_as_name(word):
            yield _Word(word, match.start(), match.start() + len(word), match.end(), _sort(fold(word).text))


def _chunk(text: str, at: int) -> Stretch:
    """The stretch between spaces, brackets and quotes around a place; not further than REACH."""
    left, right = at, at
    while left > 0 and at - left < REACH and text[left - 1] not in CHUNK_EDGE:
        left -= 1
    while right < len(text) and right - at < REACH and text[right] not in CHUNK_EDGE:
        right += 1
    return left, right


def _is_technical(text: str, start: int, end: int) -> bool:
    left, right = _chunk(text, start)
    chunk = text[left:right].strip(CHUNK_TRIM)
    if TECHNICAL.search(chunk.removeprefix("@")) or text[end : end + 1] == "(" or text[left:right].startswith(("/", "--", "#")):
        return True
    # "Sam/Jo" is prose, "src/Sam" and "usr/lib/Sam/x" are not; a package of a scope is not ("@sam/x").
    return "/" in chunk and (chunk.startswith("@") or chunk.count("/") > 2 or any(p[:1].islower() for p in chunk.split("/")))


def _is_written_as_name(word: str) -> bool:
    """Not in capitals throughout, no capitals inside, and no small letter after a hyphen."""
    if len(word) > 1 and word.isupper():
        return False
    parts = re.split(r"['’-]", word)
    for part in parts:
        rest = CAPITAL_BEGINNING.sub("", part)[1:]
        if rest != rest.lower():
            return False
    pieces = word.split("-")
    return len(pieces) == 1 or all(not piece[:1].islower() or piece in PARTICLES for piece in pieces)


def _sort(token: str) -> Standing:
    """What a folded word is; of a word with hyphens, what its best part is."""
    if token.endswith("n't"):
        return Standing.ORDINARY
    sort = max(standing(part) for part in token.split("-"))
    if sort is not Standing.UNKNOWN or not token.isascii():
        return sort
    return Standing.THING if token.endswith("bot") or DRAWN_OUT.search(token) or not VOWEL.search(token) else sort


def _runs(text: str, words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """The words that may be one name: side by side, none of them a small word that no name has."""
    run: list[_Word] = []
    for word in words:
        gap = GAP_AFTER_INITIAL if run and (run[-1].is_initial or run[-1].text.lower() in TITLES) else GAP
        if run and not (run[-1].last == run[-1].end and gap.fullmatch(text, run[-1].end, word.start)):
            yield run
            run = []
        if _is_handle(text, word):
            yield [word]
        elif word.is_capital or word.text in PARTICLES or word.names:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_handle(text: str, word: _Word) -> bool:
    return word.start > 0 and text[word.start - 1] == "@"


def _trimmed(run: list[_Word]) -> list[_Word]:
    """The run without the words at its ends that are no part of a name: "Hi", "Manager", "Restart"."""
    first, stop = 0, len(run)
    while first < stop - 1 and not (run[first].names or run[first].is_initial or _leads(run, first)):
        first += 1
    while stop > first + 1 and not _closes(run[stop - 1], run[stop - 2]):
        stop -= 1
    kept = run[first:stop]
    return [] if all(word.is_initial for word in kept) else kept


def _leads(run: list[_Word], at: int) -> bool:
    """Whether a particle begins a family name here: "van Dyk"."""
    return run[at].text.lower() in PARTICLES and run[at + 1].is_capital and run[at + 1].sort >= Standing.UNKNOWN


def _completed(text: str, run: list[_Word], free: int) -> list[_Word]:
    """The run with the given name before it and the family name after it, which models overlook in chat; none before `free`."""
    if not run or not run[0].is_capital or not run[-1].is_capital:
        return run
    if before := WORD_BEFORE.search(text, max(free, run[0].start - LONGEST), run[0].start):
        run = [*(word for word in _words(text, *before.span(1)) if word.is_capital and word.sort is Standing.GIVEN), *run]
    if run[-1].last == run[-1].end and (after := WORD_AFTER.match(text, run[-1].end)):
        run = [*run, *(word for word in _words(text, *after.span(1)) if word.is_capital and word.sort >= Standing.SURNAME)]
    return run


def _closes(word: _Word, previous: _Word) -> bool:
    """Whether a name of several words may end with this one; after a given name an ordinary word may be the family's."""
    if word.names or word.is_initial:
        return True
    if not word.is_capital or word.sort is not Standing.ORDINARY or sense(fold(word.text).text) is Sense.NEVER:
        return False
    return previous.is_capital and previous.sort in (Standing.GIVEN, Standing.WORD)


def _is_person(text: str, run: list[_Word]) -> bool:
    if len(run) > 1:
        return any(word.names and word.sort is not Standing.PLACE for word in run)
    return _is_person_alone(text, run[0])


def _is_person_alone(text: str, word: _Word) -> bool:
    """Whether a single word names somebody: by what it is, and where that leaves it open, by the words beside it."""
    token = fold(word.text).text
    before = text[max(0, word.start - REACH) : word.start].rstrip(" \t")
    previous = LAST_WORD.search(before)
    beside = previous.group(1).lower() if previous else ""
    if beside in TITLES:
        return word.is_capital
    if _is_handle(text, word):
        return sense(token) in (Sense.NAME, Sense.WORD)
    if not word.is_capital:
        return word.names and is_common_given_name(token)
    match word.sort:
        case Standing.GIVEN:
            return True
        case Standing.SURNAME | Standing.UNKNOWN:
            return beside not in OWNERS
        case Standing.WORD:
            return decide(text, word.start, word.end) is not Verdict.WORD
        case Standing.PLACE:
            return decide(text, word.start, word.end) is Verdict.NAME
        case _:
            return False
