"""Names that are typed with one slip: a letter too many, too few, another one, or two in the wrong order."""

from __future__ import annotations

from postmortem.blameless.lists import word_list
from postmortem.blameless.words import GIVEN_WORDS, MOSTLY_NAMES

# A shorter name is another name as soon as a letter changes.
SHORTEST = 5


def is_one_slip(one: str, other: str) -> bool:
    """Whether two folded words differ by one slip, and begin alike."""
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    short, long = sorted((one[at:], other[at:]), key=len)
    if len(short) < len(long):
        return long[1:] == short
    return short[1:] == long[1:] or (short[:2] == long[1::-1] and short[2:] == long[2:])


def is_misspelt(spoken: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a spoken name is somebody's with one slip in it. A given name in wide use is its own: Julie is no Julia."""
    if len(spoken) == 1:
        return _is_given_misspelt(spoken[0], known[0], SHORTEST)
    if len(known) < 2 or len(spoken) != len(known) or spoken[1:-1] != known[1:-1]:
        return False
    if spoken[0] == known[0]:
        return min(len(spoken[-1]), len(known[-1])) >= SHORTEST and is_one_slip(spoken[-1], known[-1])
    return spoken[-1] == known[-1] and _is_given_misspelt(spoken[0], known[0], SHORTEST - 1)


def _is_given_misspelt(spoken: str, known: str, shortest: int) -> bool:
    if is_other_spelling(spoken, known):
        return True
    is_own = spoken in word_list("common_given_names") or spoken in MOSTLY_NAMES or spoken in GIVEN_WORDS
    return not is_own and min(len(spoken), len(known)) >= shortest and is_one_slip(spoken, known)


def is_other_spelling(one: str, other: str) -> bool:
    """Whether two given names are one, spelt in two ways: "katherine" and "catharine", "aleksandr" and "alexander"."""
    if one == other or min(len(one), len(other)) <= SHORTEST or one[-1] != other[-1]:
        return False
    vowels = [next((letter for letter in name if letter in "aeiouy"), "") for name in (one, other)]
    return vowels[0] == vowels[1] and (one[0] in "aeiouy") == (other[0] in "aeiouy") and _sound(one) == _sound(other)


def _sound(name: str) -> str:
    """The consonants, without those that are heard alike."""
    heard = name.replace("ph", "f").replace("x", "ks").replace("c", "k").replace("kh", "k").replace("z", "s").replace("th", "t")
    consonants = [letter for letter in heard if letter not in "aeiouyh"]
    return "".join([letter for n, letter in enumerate(consonants) if n == 0 or letter != consonants[n - 1]])
