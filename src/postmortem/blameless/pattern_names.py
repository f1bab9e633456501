"""Names of people whom no roster knows, by their words: given names, family names, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from postmortem.blameless.lists import word_list
from postmortem.blameless.neighbours import CALLS, GREETS
from postmortem.blameless.pattern_words import ARTICLES, BEFORE_A_THING, LEADS, RELATIONS, SPEAKS, THING_FOLLOWS, WITH_SOMEBODY
from postmortem.blameless.pinyin import is_two_syllables
from postmortem.blameless.prose import CONTRACTION, ProseWord, follower, is_called, opens_sentence, previous_word
from postmortem.blameless.standing import Standing, is_common_given_name, may_be_family_name
from postmortem.blameless.technical import is_in_technical
from postmortem.blameless.words import GIVEN_WORDS, word_set

# A pronoun that tells that a person was named.
PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers|himself|herself)\b", re.IGNORECASE)
PARTICLE_WORDS = word_set("van von der den de del della di da dos das du la le el al bin ibn ben mac mc st ter ten")


class Found(NamedTuple):
    """Somebody found in a text: where, the name as written, by what, and whether all of it is a handle."""

    start: int
    end: int
    name: str
    why: str
    is_handle: bool = False


def continues(text: str, word: ProseWord, following: ProseWord) -> bool:
    """Whether the next word is the next part of a name that has begun."""
    gap = text[word.end : following.start]
    initial = len(word.text) == 1 and gap == ". "
    if gap not in (" ", "-", "\u00a0") and not initial:
        return False
    if following.folded in PARTICLE_WORDS:
        return True
    if not following.is_capital or (following.text.isupper() and len(following.text) > 1) or CONTRACTION.search(following.folded):
        return False
    if gap == "-":
        return following.standing is not Standing.THING or may_be_family_name(following.folded)
    return following.standing >= Standing.WORD or len(following.text) == 1 or may_be_family_name(following.folded)


def full_names(text: str, words: list[ProseWord], knows: Callable[[str], bool]) -> Iterator[Found]:
    """A given name and what follows with a capital; or two unknown words with capitals where somebody is led to."""
    n = 0
    while n < len(words) - 1:
        word = words[n]
        last = _full_name_at(text, words, n)
        if last > n and not (knows(word.folded) and knows(words[last].folded)):
            yield Found(word.start, words[last].end, text[word.start : words[last].end], "full name")
            n = last
        n += 1


def _full_name_at(text: str, words: list[ProseWord], n: int) -> int:
    word = words[n]
    if not word.is_capital or (len(word.text) > 1 and word.text.isupper()):
        return n
    if len(word.text) == 1:
        # "R. Tillotson"
        following = words[n + 1]
        named = text[word.end : following.start] in (". ", ".") and following.is_capital and not following.text.isupper()
        return n + 1 if named and following.standing is Standing.SURNAME else n
    if word.standing < Standing.PLACE and not _is_given_word_here(text, words, n):
        return n
    if is_in_technical(text, word.start, word.end):
        return n
    last = n
    while last + 1 < len(words) and last < n + 4 and continues(text, words[last], words[last + 1]):
        last += 1
    while last > n and (words[last].folded in PARTICLE_WORDS and not words[last].is_capital):
        last -= 1
    if word.standing is Standing.GIVEN and last < len(words) - 1 and last == n and _is_word_surname(text, words, n + 1):
        last = n + 1
    if last == n or _is_thing(text, words, n, last):
        return n
    if word.standing < Standing.PLACE:
        return last
    rest = words[n + 1 : last + 1]
    if word.standing is Standing.GIVEN:
        return last
    led = _is_led_to(text, words, n)
    if any(part.standing is Standing.SURNAME for part in rest) and (word.standing >= Standing.UNKNOWN or led):
        return last
    if word.standing >= Standing.UNKNOWN and (led or any(part.standing is Standing.GIVEN for part in rest)):
        return last
    return n


def _is_given_word_here(text: str, words: list[ProseWord], n: int) -> bool:
    """A word that people are called by, with a family name after it: "Summer Nakagawa", "by Oleander Fitch"."""
    following = follower(text, words, n)
    if following is None or not following.is_capital or following.text.isupper() or following.standing is not Standing.SURNAME:
        return False
    if words[n].standing is Standing.WORD or words[n].folded in GIVEN_WORDS or words[n].folded in word_list("given_names"):
        return previous_word(text, words, n) not in ARTICLES
    return (
        words[n].standing is Standing.ORDINARY
        and previous_word(text, words, n) in ("by", "with", "met")
        and len(words[n].text) > 3
    )


def _is_word_surname(text: str, words: list[ProseWord], n: int) -> bool:
    """An ordinary word with a capital right after a given name: "Dagny Wood", but not "Dagny Will do" or a title's words."""
    if n >= len(words):
        return False
    word = words[n]
    if text[words[n - 1].end : word.start] not in (" ", "-") or not word.is_capital or word.text.isupper() or len(word.text) < 3:
        return False
    if n + 1 < len(words) and words[n + 1].is_capital and text[word.end : words[n + 1].start] == " ":
        return False
    if CONTRACTION.search(word.folded):
        return False
    return word.standing is not Standing.THING and word.folded not in THING_FOLLOWS and word.folded not in BEFORE_A_THING


def _is_thing(text: str, words: list[ProseWord], first: int, last: int) -> bool:
    """What stands around shows a thing: "Project Kestrel", "the Elsa cluster", "Victoria Street"."""
    before = previous_word(text, words, first)
    if before in BEFORE_A_THING:
        return True
    following = follower(text, words, last)
    if following is not None and following.folded in THING_FOLLOWS:
        return True
    if text[words[last].end : words[last].end + 3] == " & " and text[words[last].end + 3 : words[last].end + 4].isupper():
        return first == last  # "Taylor & Francis"
    if (
        following is not None
        and following.is_capital
        and following.standing in (Standing.THING, Standing.UNKNOWN)
        and first == last
    ):
        return True
    if first < last and words[first].standing is Standing.GIVEN:
        return False
    return before in ARTICLES or _ends_a_name(text, words, first)


def _ends_a_name(text: str, words: list[ProseWord], n: int) -> bool:
    """Whether a word with a capital right before, inside the sentence, makes one name of both: "King Arthur", "Costa Rica"."""
    if n == 0 or text[words[n - 1].end : words[n].start] != " ":
        return False
    before = words[n - 1]
    if not before.is_capital or before.folded in CALLS or before.folded in LEADS or len(before.text) == 1:
        return False
    if before.text.isupper() or before.standing is Standing.GIVEN:
        return False
    return not (opens_sentence(text, before.start) and before.standing <= Standing.WORD)


def _is_led_to(text: str, words: list[ProseWord], n: int) -> bool:
    before = previous_word(text, words, n)
    return is_called(text, words, n) or (before != "from" and (before in LEADS or before in WITH_SOMEBODY))


def singles(text: str, words: list[ProseWord], knows: Callable[[str], bool]) -> Iterator[Found]:
    """A name of one word: a given name with a capital; anything unknown with a capital where only a person can stand."""
    for n, word in enumerate(words):
        if (
            word.is_capital
            and word.standing is Standing.WORD
            and previous_word(text, words, n) in RELATIONS
            and not word.text.isupper()
        ):
            yield Found(word.start, word.end, word.text, "beside")
            continue
        if (
            word.standing < Standing.UNKNOWN
            or knows(word.folded)
            or len(word.text) < 3
            or is_in_technical(text, word.start, word.end)
        ):
            continue
        why = _capital_single(text, words, n) if word.is_capital else _small_single(text, words, n)
        if why:
            yield Found(word.start, word.end, word.text, why)


def _capital_single(text: str, words: list[ProseWord], n: int) -> str:
    word = words[n]
    if word.text.isupper() or (
        not word.text[1:].replace("'", "").replace("’", "").islower() and word.standing is Standing.UNKNOWN
    ):
        return ""
    called = is_called(text, words, n)
    greeted = previous_word(text, words, n) in GREETS or (called and previous_word(text, words, n) == "to")
    if called and (greeted or word.standing is not Standing.UNKNOWN):
        return "greeting"
    if _is_thing(text, words, n, n):
        return ""
    if word.standing is Standing.GIVEN:
        return "given name"
    following = follower(text, words, n)
    if following is not None and following.folded in SPEAKS:
        return "speaks"
    if text[word.end : word.end + 1] == "!" and text[: word.start].rstrip(" ").endswith(","):
        return "greeting"
    with_somebody = previous_word(text, words, n) in WITH_SOMEBODY | LEADS
    if with_somebody and word.standing is Standing.UNKNOWN and is_two_syllables(word.folded):
        return "given name"
    if previous_word(text, words, n) in WITH_SOMEBODY and word.standing is Standing.SURNAME:
        return "beside"
    return ""


def _small_single(text: str, words: list[ProseWord], n: int) -> str:
    word = words[n]
    called = is_called(text, words, n)
    if word.standing is not Standing.UNKNOWN and is_common_given_name(word.folded):
        return "given name" if not _is_thing(text, words, n, n) else ""
    if called and word.standing in (Standing.SURNAME, Standing.GIVEN) and len(word.text) > 3:
        return "greeting"
    # "dagnyx is famous now. I was his mentor": unknown, the subject, and a pronoun speaks of somebody.
    following = follower(text, words, n)
    is_subject = following is not None and following.folded in ("is", "was") and opens_sentence(text, word.start)
    if is_subject and len(word.text) > 4 and PRONOUN.search(text, word.end):
        return "speaks"
    return ""


def beside(text: str, words: list[ProseWord], found: list[tuple[int, int]]) -> Iterator[Found]:
    """Whoever stands beside somebody: "met Georgia and Stephanie" names two people."""
    starts, ends = {start for start, _ in found}, {end for _, end in found}
    for n, word in enumerate(words):
        if (
            not word.is_capital
            or word.text.isupper()
            or word.standing in (Standing.ORDINARY, Standing.THING)
            or len(word.text) < 3
        ):
            continue
        after = words[n + 2].start if n + 2 < len(words) and words[n + 1].folded == "and" else -1
        before = words[n - 2].end if n > 1 and words[n - 1].folded == "and" else -1
        joined = after in starts and text[word.end : words[n + 1].start] == " "
        joined = joined or (before in ends and text[words[n - 1].end : word.start] == " ")
        if joined and not is_in_technical(text, word.start, word.end) and previous_word(text, words, n) not in BEFORE_A_THING:
            yield Found(word.start, word.end, word.text, "beside")
