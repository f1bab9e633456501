"""Ten times the text takes about ten times as long: every pattern and every search of `blameless/`, on text made to be hard."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterator

import pytest

import postmortem.blameless
from blameless_people import roster_of
from postmortem.blameless import (
    accounts,
    addresses,
    fold,
    lookout,
    patterns,
    profile_names,
    residue,
    secrets,
    split_pieces,
    strip,
)
from postmortem.slack import mrkdwn
from postmortem.text import Piece, PieceKind

# For a pattern, and for a search, which looks at each word in Python.
LARGE, LARGE_FOR_A_SEARCH = 100_000, 30_000
# Ten times the text may take this many times as long. What is over in this many seconds is not quadratic: 100,000 squared is not.
MOST, TOO_SHORT_TO_TELL = 30.0, 0.5
# What takes longer than this on a tenth of the text is not linear, and the whole is not tried.
SECONDS_FOR_A_TENTH = 3.0

# For every pattern: what makes a repeat begin everywhere, and what makes it go on without an end.
SIGNS = {
    "one letter": "a", "one capital": "A", "one digit": "7", "letters apart": "a a a ", "ats": "@", "slashes": "/", "dotted capitals": "A.A.A.", "brackets": "(", "backticks": "`",
    "open code": "`a ", "ats between": "x@x@x@", "a long host": "web-1.", "underscores": "_", "snake case": "a_", "hyphens": "a-", "spaces": " ", "line ends": "\n", "colons": "a:",
    "apostrophes": "a'", "stars": "*a", "accents": "é",
}  # fmt: skip
# For every search: these, and text that is full of what it looks for.
UNITS = {
    **SIGNS, "equals": "a=", "dots": ".", "pluses": "+1 ", "commas": "a,", "capitals apart": "A A ", "open stars": " *a", "home": "/home/a", "links": "https://a", "percents": "%20",
    "combining": "a\u0301", "hidden": "\u200b", "emoji": "🔥", "Cyrillic": "и", "mixed": "aи", "Han": "田", "Hangul": "김", "Hebrew": "לדוד ", "quotes": "’s", "names": "Dagny ",
    "full names": "Dagny Kilbourne, ", "initials": "D. K. ", "names and marks": "Dag*ny*", "names and underscores": "_Dag_ny ", "joined names": "dagny-kilbourne.", "mentions": "@dagny",
    "Japanese names": "田中由紀", "words that are names": "Will May ", "given names": "Ines ", "greetings": "hi Ines, ", "trailers": "Reviewed-by: ", "titles": "Mr Mrs ",
    "on a site": "by aaaa on ", "introductions": "I'm Ines ", "possessives": "dagnys ", "secrets": "password: ", "keys": "token=", "slack ids": "U0A", "mails": "a@a.", "phones": "+44 20 ",
    "relations": "my brother ",
}  # fmt: skip
# The gate, the model and the pictures have tests of their own.
MODULES = [
    importlib.import_module(f"postmortem.blameless.{found.name}")
    for found in pkgutil.iter_modules(postmortem.blameless.__path__)
    if not found.name.startswith(("gate", "ner", "picture"))
]


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _patterns_in(part)


def _all_patterns() -> dict[str, re.Pattern[str]]:
    """"module.NAME" → pattern, each pattern once. In tables each has a number of its own."""
    found: dict[str, re.Pattern[str]] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            for n, pattern in enumerate(_patterns_in(value)):
                if pattern not in found.values():
                    found[f"{module.__name__.rpartition('.')[2]}.{name}{f'[{n}]' if n else ''}"] = pattern
    return found


PATTERNS = _all_patterns()
ROSTER = roster_of()


def _over_pieces(text: str) -> object:
    pieces = tuple(Piece((PieceKind.PROSE, PieceKind.CODE)[n % 2], text[n : n + 4]) for n in range(0, len(text), 4))
    return split_pieces.join_split_names(pieces, ROSTER)


SEARCHES: dict[str, Callable[[str], object]] = {
    "names over pieces": _over_pieces,
    "accounts": lambda text: deque(accounts.find_accounts(text), maxlen=0),
    "addresses": lambda text: addresses.find_addresses(text, ROSTER),
    "secrets": lambda text: deque(secrets.find_secrets(text), maxlen=0),
    "people in prose": lambda text: patterns.find_people(text, ROSTER.index.knows),
    "people in code": lambda text: deque(patterns.find_trailers(text), maxlen=0),
    "is it worth a look": lambda text: lookout.Lookout(ROSTER.index.knows, ROSTER.index.knows_name).worth(text),
    "possible names": lambda text: residue.find_suspects([residue.Passage("draft.md", "line 1", text)], residue.Known()),
    "the fold": fold.fold,
    "the profile's name": profile_names.name_tokens,
    "a title": lambda text: strip.strip_file_name(text, ROSTER),
    "prose": lambda text: strip.strip_text(text, ROSTER),
    "a log": lambda text: strip.strip_log(text, ROSTER),
    "a message": lambda text: strip.strip_pieces(mrkdwn.decode_mrkdwn(text), ROSTER, strip.Tally(), "1"),
}


def _text(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _seconds(search: Callable[[str], object], text: str, times: int = 1) -> float:
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        search(text)
        best = min(best, time.process_time() - began)
    return best


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    """Looking for garbage in cycles costs more the more there is, and would be measured with the rest."""
    gc.disable()
    yield
    gc.enable()


def _grows_too_fast(search: Callable[[str], object], unit: str, large: int) -> str:
    """What was measured, where ten times the text takes more than `MOST` times as long; else ""."""
    for length in (large // 100, large // 30, large // 10):
        if _seconds(search, _text(unit, length)) > SECONDS_FOR_A_TENTH:
            return f"{length:,} letters took more than {SECONDS_FOR_A_TENTH} s"
    if _seconds(search, _text(unit, large)) < TOO_SHORT_TO_TELL:
        return ""
    tenth, whole = _seconds(search, _text(unit, large // 10), times=3), _seconds(search, _text(unit, large), times=3)
    return f"{whole / tenth:.0f} times as long ({whole:.2f} s)" if whole > max(MOST * tenth, TOO_SHORT_TO_TELL) else ""


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str) -> None:
    pattern = PATTERNS[name]

    def search(text: str) -> None:
        deque(pattern.finditer(text), maxlen=0)

    assert not {unit: said for unit, text in SIGNS.items() if (said := _grows_too_fast(search, text, LARGE))}


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_takes_time_in_proportion_to_the_text(name: str) -> None:
    search = SEARCHES[name]
    assert not {unit: said for unit, text in UNITS.items() if (said := _grows_too_fast(search, text, LARGE_FOR_A_SEARCH))}


def test_the_patterns_that_matter_are_among_those_that_are_measured() -> None:
    assert {"detect.AT_HANDLE", "patterns.TRAILER", "phrases.JOINER", "profile_names.ASIDE", "residue._NOT_PROSE", "secrets.KEY_BODY"} <= PATTERNS.keys()
    assert len(PATTERNS) > 60
