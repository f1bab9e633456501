"""Words that are also names: Will, Mark, May. Their neighbours decide, and only for people of this channel.

Measured elsewhere and confirmed here: neither a language model nor parts of speech tell "Will restarted it" from "will restart
it" in chat; the words beside it do. What stays undecided is neither replaced nor forgotten: it is reported as undecided.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from postmortem.blameless.neighbours import (
    ASKED,
    CALLS,
    DATES_BEFORE,
    IS,
    LEADS_TO_SOMEBODY,
    ORDINARY_AFTER,
    PEOPLE_ARE,
    PLAIN_FORMS,
    PLEASE,
    SAYS,
    THING_LIKE,
    THINGS_ARE,
    THINGS_DID,
    THINGS_FOLLOW,
    TITLES,
    VERBS_FOLLOW,
)
from postmortem.blameless.words import GIVEN_WORDS, Sense, ordinary_words, sense

# A word with its apostrophe; what stands between two words is looked at separately.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# What ends a sentence before a word; a line's start counts too.
SENTENCE_END = frozenset('.!?:;\n•*>–—("“|')


class Verdict(Enum):
    """Is it a name here?"""

    NAME = "name"
    WORD = "word"
    UNDECIDED = "undecided"


class _Place(NamedTuple):
    """A word and its neighbours, in lower case; a neighbour beyond a sentence's end is ""."""

    word: str
    previous: str
    before: str
    after: str
    following: str
    second: str
    opens: bool
    is_capital: bool
    possessive: bool
    next_is_capital: bool
    previous_is_capital: bool


def decide(text: str, start: int, end: int) -> Verdict:
    """Whether the ambiguous word at [start, end) of a prose text is a name, by its neighbours."""
    word = text[start:end]
    if text[start - 1 : start] == "@":
        return Verdict.NAME
    if len(word) > 1 and word.isupper():
        return Verdict.WORD
    place = _place(text, start, end)
    if place.previous in TITLES:
        return Verdict.NAME
    if _is_asked(place):
        return Verdict.NAME
    return _decide_capital(place) if place.is_capital else _decide_lower(place)


def _decide_capital(place: _Place) -> Verdict:
    meaning = sense(place.word)
    if place.previous in THINGS_FOLLOW:
        return Verdict.WORD
    if meaning is Sense.CALENDAR:
        return _decide_date(place)
    if place.possessive:
        return Verdict.NAME if meaning is not Sense.PROPER else Verdict.UNDECIDED
    called = place.previous in CALLS and not place.opens
    if called and place.following not in ("the", "a", "an", "me", "us", "it"):
        return Verdict.NAME
    if _does(place, meaning):
        return Verdict.NAME
    punctuated = place.after[:1] in (",", ":") and not place.after[1:].lstrip()[:1].isdigit()
    if place.opens:
        if punctuated and meaning in (Sense.WORD, Sense.PROPER):
            return Verdict.NAME
        ordinary = place.following in ORDINARY_AFTER or place.after.lstrip()[:1].isdigit()
        return Verdict.WORD if ordinary and not punctuated else Verdict.UNDECIDED
    if _is_ordinary_after(place):
        return Verdict.WORD
    if meaning in (Sense.PROPER, Sense.ORDINARY):
        # A place, a product, a word of a title: its capital says nothing.
        return Verdict.UNDECIDED
    return Verdict.NAME


def _decide_date(place: _Place) -> Verdict:
    """A month or a day is a person only where it does what people do."""
    if (
        place.following in SAYS
        or place.following == "may"
        or (place.following in ("is", "was") and place.second in PEOPLE_ARE - {"in", "on", "the", "back", "not"})
    ):
        return Verdict.NAME if place.previous not in DATES_BEFORE or place.previous == "to" else Verdict.UNDECIDED
    if place.previous in CALLS or (place.previous == "let" and place.following == "know"):
        return Verdict.NAME
    if place.word not in GIVEN_WORDS or place.previous in DATES_BEFORE or _digit_beside(place):
        return Verdict.WORD
    if place.opens and place.after[:1] in (",", ":") and not place.after[1:].lstrip()[:1].isdigit():
        return Verdict.NAME
    return Verdict.UNDECIDED


def _decide_lower(place: _Place) -> Verdict:
    meaning = sense(place.word)
    if meaning is Sense.CALENDAR and place.word not in ("may", "june", "april", "august"):
        return Verdict.WORD
    if place.previous in CALLS:
        if place.following in ORDINARY_AFTER:
            return Verdict.UNDECIDED if place.following in ("to", "if", "for", "about", "in", "on") else Verdict.WORD
        return Verdict.NAME if meaning is not Sense.ORDINARY else Verdict.UNDECIDED
    if place.previous in THINGS_FOLLOW or place.possessive:
        return (
            Verdict.UNDECIDED
            if place.possessive and meaning is Sense.WORD and place.previous not in THINGS_FOLLOW
            else Verdict.WORD
        )
    if place.word in ("will", "may"):
        # After these two a verb stands in its plain form; a past or a third person makes them a name.
        third = place.following in SAYS and place.following not in PLAIN_FORMS
        return Verdict.NAME if third and place.previous not in ("i", "it", "we", "they", "you") else _on_it(place)
    if meaning is Sense.ORDINARY or place.previous in VERBS_FOLLOW:
        return Verdict.WORD
    if place.following in SAYS and (place.opens or place.following in ("said", "says", "asked", "thinks", "confirmed")):
        return Verdict.NAME
    return _on_it(place)


def _on_it(place: _Place) -> Verdict:
    """ "mark is on it", in lower case, at the start: a person by what is said of them."""
    if not place.opens or place.following not in ("is", "was", "isn't", "wasn't"):
        return Verdict.WORD
    if place.second in THINGS_ARE or place.word in THING_LIKE - {"mark", "grace", "pat", "bill", "grant"}:
        return Verdict.UNDECIDED
    return Verdict.NAME if place.second in PEOPLE_ARE or place.second.endswith("ing") else Verdict.UNDECIDED


def _is_asked(place: _Place) -> bool:
    """Somebody is asked something: "grace can you", "Rob, could you", "mark pls"."""
    if place.previous in THINGS_FOLLOW or (
        place.previous in VERBS_FOLLOW and not place.is_capital and place.previous not in ("and", "or")
    ):
        return False
    if place.following in ASKED and place.second in ("you", "u", "ya"):
        return place.word not in ("will", "may") or place.is_capital or place.following not in ("have", "do")
    return place.following in PLEASE and sense(place.word) is not Sense.ORDINARY


def _does(place: _Place, meaning: Sense) -> bool:
    """A capitalised word that does what people do."""
    if place.following in SAYS:
        return place.following not in THINGS_DID or not place.opens
    if place.following in IS and meaning is not Sense.ORDINARY:
        if place.following in ("is", "was", "isn't", "wasn't"):
            if place.second in THINGS_ARE or not place.second:
                return False
            return (
                (place.word not in THING_LIKE and meaning is Sense.WORD)
                or place.second in PEOPLE_ARE
                or place.second.endswith("ing")
            )
        if place.following in ("and", "also", "just", "still"):
            return place.next_is_capital or meaning is Sense.WORD
        return place.second not in THINGS_ARE | {"be", "been"} or place.word not in THING_LIKE
    regular = place.following.endswith("ed") and len(place.following) > 4 and place.following not in THINGS_DID
    return regular and place.following in ordinary_words() and meaning in (Sense.WORD, Sense.ORDINARY)


def _is_ordinary_after(place: _Place) -> bool:
    """What follows a capitalised word inside a sentence shows its ordinary use, unless what precedes leads to somebody."""
    if place.previous in LEADS_TO_SOMEBODY or not place.following or place.after[:1] in (",", ":", ".", "!", "?", ")"):
        return False
    return place.following in ORDINARY_AFTER - {
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "but",
        "with",
        "if",
        "so",
        "out",
        "up",
        "off",
        "a",
        "the",
        "as",
        "back",
        "over",
        "again",
    } or (place.after.lstrip()[:1].isdigit() and sense(place.word) is not Sense.WORD)


def _place(text: str, start: int, end: int) -> _Place:
    before, after = text[max(0, start - 48) : start], text[end : end + 48]
    possessive = after[:2].lower() in ("'s", "’s") and not after[2:3].isalpha()
    left = before.rstrip(" \t")
    opens = not left or left[-1] in SENTENCE_END
    words = WORD.findall(before)
    previous = "" if opens or not words or left[-1:] in ",)" else words[-1]
    rest = after[2:] if possessive else after
    following = _words_after(rest)
    return _Place(
        word=text[start:end].lower(),
        previous=previous.lower().replace("’", "'"),
        before=before,
        after=after,
        following=following[0].lower().replace("’", "'"),
        second=following[1].lower().replace("’", "'"),
        opens=opens,
        is_capital=text[start : start + 1].isupper(),
        possessive=possessive,
        next_is_capital=following[0][:1].isupper(),
        previous_is_capital=previous[:1].isupper(),
    )


def _words_after(after: str) -> tuple[str, str]:
    """The next two words of the same sentence; a comma may stand before the first."""
    found: list[str] = []
    at = 0
    for match in WORD.finditer(after):
        gap = after[at : match.start()].strip(" \t")
        if gap and not (gap == "," and not found):
            break
        found.append(match.group())
        at = match.end()
        if len(found) == 2:
            break
    first, second, *_ = (*found, "", "")
    return first, second


def _digit_beside(place: _Place) -> bool:
    left, right = place.before.rstrip(" "), place.after.lstrip(" ,")
    return left[-1:].isdigit() or (left[-2:] in ("st", "nd", "rd", "th") and left[-3:-2].isdigit()) or right[:1].isdigit()
