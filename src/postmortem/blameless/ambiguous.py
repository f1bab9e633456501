"""Words that are also names: Will, Mark, May. Their neighbours decide, and only for people of this channel.

Measured elsewhere and confirmed here: neither a language model nor parts of speech tell "Will restarted it" from "will restart
it" in chat; the words beside it do. What stays undecided is neither replaced nor forgotten: it is reported as undecided.
"""

from __future__ import annotations

from postmortem.blameless.ambiguous_small import decide_small
from postmortem.blameless.neighbours import (
    ASKED,
    CAUSES,
    CUT,
    DATES_BEFORE,
    DETERMINERS,
    GREETS,
    HANDED,
    IS,
    LEADS_TO_SOMEBODY,
    NAME_MAY_BE_FOLLOWED_BY,
    ORDINARY_AFTER,
    PEOPLE_ARE,
    PLEASE,
    SAYS,
    SPEECH,
    STREETS,
    TECHNICAL_AFTER,
    THING_LIKE,
    THINGS_ARE,
    THINGS_DID,
    THINGS_FOLLOW,
    THINGS_OF_PRODUCTS,
    TITLES,
    VERBS_FOLLOW,
    WHERE,
    WITH,
)
from postmortem.blameless.pattern_words import THING_FOLLOWS
from postmortem.blameless.place import SENTENCE_END, Place, Verdict, place_at
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.words import GIVEN_WORDS, Sense, ordinary_words, sense

__all__ = ["SENTENCE_END", "Verdict", "decide"]


def decide(text: str, start: int, end: int, meaning: Sense | None = None) -> Verdict:
    """Whether the ambiguous word at [start, end) of a prose text is a name, by its neighbours.

    meaning: what the word is besides, where that is known better than from the word alone.
    """
    word = text[start:end]
    if text[start - 1 : start] == "@":
        return Verdict.NAME
    if len(word) > 1 and word.isupper():
        return Verdict.WORD
    place = place_at(text, start, end)
    meaning = sense(place.word) if meaning is None else meaning
    if place.previous in TITLES:
        return Verdict.NAME
    if place.after[:3] in (" t ", " s "):  # an apostrophe left out: "don t"
        return Verdict.WORD
    if meaning is Sense.NEVER:
        return _decide_trade(place)
    if _is_asked(place):
        return Verdict.NAME
    return _decide_capital(place, meaning) if place.is_capital else decide_small(place, meaning)


def _decide_trade(place: Place) -> Verdict:
    """A word of the trade that somebody here is called by: "thanks dev", "Dev said", but "on dev", "the dev server"."""
    greeted = place.is_called and (place.previous in GREETS or place.previous == "you")
    if greeted and place.following not in TECHNICAL_AFTER | THING_FOLLOWS:
        return Verdict.NAME
    if not place.is_capital:
        return Verdict.WORD
    if place.following in SPEECH or place.is_addressed or (place.opens and place.after[:1] == ","):
        return Verdict.NAME
    return Verdict.WORD if place.previous in THINGS_FOLLOW or place.following in THING_FOLLOWS else Verdict.UNDECIDED


def _decide_capital(place: Place, meaning: Sense) -> Verdict:
    relative = place.previous in ("that", "which", "what") and place.following in SAYS
    if (place.previous in THINGS_FOLLOW and not relative) or is_street(place):
        return Verdict.WORD
    if meaning is Sense.CALENDAR:
        return _decide_date(place)
    is_product = meaning is Sense.PROPER and standing(place.word) is not Standing.PLACE
    if meaning is Sense.PROPER and not is_product and place.previous in WHERE - {"from", "to"} | {"is", "are", "was"}:
        return Verdict.UNDECIDED
    if place.possessive:
        if meaning is not Sense.PROPER or (not is_product and place.following not in THINGS_OF_PRODUCTS):
            return Verdict.NAME
        return Verdict.UNDECIDED
    called = place.is_called and not place.opens
    if called and place.following not in ("the", "a", "an", "me", "us", "it"):
        return Verdict.NAME
    if _does(place, meaning):
        return Verdict.NAME
    if place.is_addressed and (not is_product or "you" in place.before.lower().split()):
        return Verdict.NAME
    if place.opens:
        return _decide_opening(place, meaning)
    if _is_ordinary_after(place, meaning):
        return Verdict.WORD
    if meaning is Sense.PROPER:
        return _decide_proper(place, is_product=is_product)
    if meaning is Sense.ORDINARY:
        # A word of a title, a thing's name: its capital says little.
        return Verdict.UNDECIDED
    if place.previous in LEADS_TO_SOMEBODY | CAUSES | WITH or _may_follow_name(place):
        return Verdict.NAME
    return Verdict.UNDECIDED


def _decide_proper(place: Place, *, is_product: bool) -> Verdict:
    """A place or a product inside a sentence, where somebody here is called so as well."""
    if is_product or place.previous in WHERE or place.next_is_capital:
        return Verdict.UNDECIDED
    return Verdict.NAME if _may_follow_name(place) or place.previous in WITH else Verdict.UNDECIDED


def _decide_opening(place: Place, meaning: Sense) -> Verdict:
    """A capitalised word that opens a sentence: its capital says nothing."""
    punctuated = place.after[:1] in (",", ":") and not place.after[1:].lstrip()[:1].isdigit()
    if punctuated and meaning in (Sense.WORD, Sense.PROPER):
        return Verdict.NAME
    if place.after[:1] in ("", ".", ",", ";", "!", "?", "\n") and place.before.rstrip().endswith(":") and meaning is Sense.WORD:
        return Verdict.NAME
    if punctuated or place.following in ("not", "only", "now", "never", "just", "pls", "cc", "already"):
        return Verdict.UNDECIDED
    ordinary = place.following in ORDINARY_AFTER or place.after.lstrip()[:1].isdigit()
    return Verdict.WORD if ordinary else Verdict.UNDECIDED


def _decide_date(place: Place) -> Verdict:
    """A month or a day is a person only where it does what people do."""
    if (
        place.following in SAYS
        or place.following == "may"
        or (place.following in ("is", "was") and place.second in PEOPLE_ARE - {"in", "on", "the", "back", "not"})
    ):
        return Verdict.NAME if place.previous not in DATES_BEFORE or place.previous == "to" else Verdict.UNDECIDED
    if place.previous == "to" and place.earlier in HANDED:
        return Verdict.NAME
    if place.is_called or (place.previous == "let" and place.following == "know"):
        return Verdict.NAME
    if place.word not in GIVEN_WORDS or _digit_beside(place):
        return Verdict.WORD
    if place.possessive:
        return Verdict.UNDECIDED
    if place.previous in DATES_BEFORE:
        return Verdict.WORD
    if place.opens and place.after[:1] in (",", ":") and not place.after[1:].lstrip()[:1].isdigit():
        return Verdict.NAME
    if place.is_addressed and (place.after[:1] in ("?", "!") or _speaks_to_somebody(place.before)):
        return Verdict.NAME
    return Verdict.UNDECIDED


def _speaks_to_somebody(before: str) -> bool:
    """Whether what stands before a last word is said to somebody: "none from me, June", "Heroic, June"."""
    sentence = before.replace("?", ".").replace("!", ".").replace("\n", ".").rpartition(".")[2]
    words = sentence.lower().replace(",", " ").split()
    return len(words) < 3 or not {"me", "you", "i", "us", "your", "i'm"}.isdisjoint(words)


def _is_asked(place: Place) -> bool:
    """Somebody is asked something: "grace can you", "Rob, could you", "mark pls"."""
    if place.previous in THINGS_FOLLOW or (
        place.previous in VERBS_FOLLOW and not place.is_capital and place.previous not in ("and", "or")
    ):
        return False
    if place.following in ASKED and place.second in ("you", "u", "ya"):
        return place.word not in ("will", "may") or place.is_capital or place.following not in ("have", "do")
    return place.following in PLEASE and sense(place.word) is not Sense.ORDINARY


def _does(place: Place, meaning: Sense) -> bool:
    """A capitalised word that does what people do."""
    following = place.following
    if following in SAYS or (following in CUT and place.second in DETERMINERS):
        return following not in THINGS_DID or not place.opens
    if following in IS and meaning is not Sense.ORDINARY:
        if following in ("is", "was", "isn't", "wasn't"):
            if place.second in THINGS_ARE or not place.second:
                return False
            return (
                (place.word not in THING_LIKE and meaning is Sense.WORD)
                or place.second in PEOPLE_ARE
                or place.second.endswith("ing")
            )
        if following in ("and", "also", "just", "still"):
            return place.next_is_capital or meaning is Sense.WORD
        return place.second not in THINGS_ARE | {"be", "been"} or place.word not in THING_LIKE
    if meaning not in (Sense.WORD, Sense.ORDINARY):
        return False
    if following.endswith("ed") and len(following) > 4 and following not in THINGS_DID:
        return meaning is Sense.WORD or following in ordinary_words()
    # "Buck babysits it": a third person and its object.
    return following.endswith("s") and len(following) > 3 and place.second in DETERMINERS and meaning is Sense.WORD


def _may_follow_name(place: Place) -> bool:
    """Whether what comes next can come after somebody's name inside a sentence: the end, a small word, a verb's form."""
    following = place.following
    if not following or place.after[:1] in ",:.!?);" or place.next_is_capital:
        return True
    return following in NAME_MAY_BE_FOLLOWED_BY or following.endswith(("ed", "ing", "ly")) or following in IS


def is_street(place: Place) -> bool:
    """ "Reed Street", "Dale End", "in Tyler, Texas": a place called after somebody, or somebody's namesake."""
    if place.next_is_capital and place.following in STREETS:
        return True
    return (
        place.previous in WHERE
        and place.after.startswith(", ")
        and place.next_is_capital
        and standing(place.following) in (Standing.PLACE, Standing.THING)
    )


def _is_ordinary_after(place: Place, meaning: Sense) -> bool:
    """What follows a capitalised word inside a sentence shows its ordinary use, unless what precedes leads to somebody."""
    if place.previous in LEADS_TO_SOMEBODY or not place.following or place.after[:1] in (",", ":", ".", "!", "?", ")"):
        return False
    return place.following in ORDINARY_AFTER - NAME_MAY_BE_FOLLOWED_BY or (
        place.after.lstrip()[:1].isdigit() and meaning is not Sense.WORD
    )


def _digit_beside(place: Place) -> bool:
    left, right = place.before.rstrip(" "), place.after.lstrip(" ,")
    return left[-1:].isdigit() or (left[-2:] in ("st", "nd", "rd", "th") and left[-3:-2].isdigit()) or right[:1].isdigit()
