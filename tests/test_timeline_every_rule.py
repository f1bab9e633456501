"""No rule is left out: each pattern by which the timeline reads and words has a case in these tests, and a text near to it that it
must not match.

The cases are the texts of the timeline's own tests. Near: a text that shares a word with a case.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import postmortem.timeline
from postmortem import mood
from postmortem.timeline.reading import tokens_of

LONGEST = 600
# Cases of rules that no other table holds: what matches, and what is only alike.
MORE = (
    ("ten minutes clean so far", "ten minutes late so far"),
    ("I'm backing the change out", "I'm backing the plan"),
    ("errors began ten minutes before the deploy at ", "errors began at the deploy"),
    ("INC-4711 is the incident", "INC is the incident"),
    ("https://git.example.com/shop/commit/abc", "https://git.example.com/shop/comments/abc"),
    ("https://wiki.example.com/wiki/page", "https://shop.example.com/page"),
    ("looking into it (edited)", "looking into what was edited"),
    ("Compared with the mail log", "with the mail log comes peace"),
    ("it was not at", "it was at"),
    ("it died shortly before", "it died before"),
    ("down since", "down since then"),
    ("fixed \U0001f600", "fixed smile"),
    ("fixed :-)", "fixed: yes"),
    ("/shrug no idea", "shrug no idea"),
    ("rebuilding the index (the index)", "rebuilding the index (the second)"),
    ("3 hook(s) failed", "3 hooks failed"),
    ("roll back and don't raise the limit", "roll back and raise the limit"),
    ("i'm pretty sure that it's the cache", "i'm pretty tired of the cache"),
    ("afaict it's the cache", "it's the cache afaict"),
    ("the team's on it, the team is on it, the team has it, the team does it", "the team sat on it"),
    ("reported that in the log of the night, it was red", "reported that it was red in the log"),
    ("red. The team", "red team"),
    ("red. the team saw it", "red and the team saw it"),
    ("the cache and that one too", "the cache and one too"),
    ("it had not been not sent", "it had not been sent"),
    ("the team were there", "the team was there"),
    ("lost 3 \ue101 signs", "lost 3 signs"),
)


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < 6 and isinstance(value, dict):
        for key, held in value.items():
            yield from _texts(key, depth + 1)
            yield from _texts(held, depth + 1)
    elif depth < 6 and isinstance(value, list | tuple | set | frozenset):
        for held in value:
            yield from _texts(held, depth + 1)


@cache
def cases() -> tuple[str, ...]:
    """Every text in the tables of the timeline's tests, as written, in lower case, and as tokens, as rules read them."""
    found = set(_texts(MORE))
    for path in sorted(Path(__file__).parent.glob("test_timeline_*.py")):
        if path.stem == Path(__file__).stem:
            continue
        module = importlib.import_module(path.stem)
        found.update(_texts([value for name, value in vars(module).items() if not name.startswith("__")]))
        for value in vars(module).values():
            for mark in getattr(value, "pytestmark", []) if callable(value) else []:
                found.update(_texts(mark.args))
    short = sorted(text for text in found if 1 < len(text) < LONGEST)
    return tuple(dict.fromkeys((*short, *(text.lower() for text in short), *(" ".join(tokens_of(text)) for text in short))))


@cache
def texts_of_word() -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for text in cases():
        for word in set(re.findall(r"[a-z0-9']+", text.lower())):
            held.setdefault(word, []).append(text)
    return held


def _patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            yield name, value
        elif isinstance(value, tuple) and value and all(isinstance(row, tuple) for row in value):
            for number, row in enumerate(value):
                yield from ((f"{name}[{number}]", cell) for cell in row if isinstance(cell, re.Pattern))


def rules() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the timeline's modules, each once, by where it is defined."""
    seen: set[str] = set()
    names = [one.name for one in pkgutil.walk_packages(postmortem.timeline.__path__, "postmortem.timeline.")]
    for module in (mood, *map(importlib.import_module, names)):
        for name, pattern in _patterns(module):
            if pattern.pattern not in seen:
                seen.add(pattern.pattern)
                yield f"{module.__name__.removeprefix('postmortem.')}.{name}", pattern


# What matches the empty text only goes over what stands between two others ("at", brackets, spaces).
RULES = {name: pattern for name, pattern in rules() if not pattern.search("")}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_case_and_a_text_near_to_it_that_it_leaves(rule):
    pattern = RULES[rule]
    found = [match for text in cases() if (match := pattern.search(text))]
    assert found, "no case"
    words = {word for match in found[:50] for word in re.findall(r"[a-z0-9']+", match.string.lower())}
    near = (text for word in sorted(words) for text in texts_of_word().get(word, ()))
    assert any(not pattern.search(text) for text in near), "no text beside it that it must not match"
