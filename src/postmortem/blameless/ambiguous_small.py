"""Words that are also names, in lower case: "mark is on it", "thanks will", "held by ash" against "mark it", "will do"."""

from __future__ import annotations

from postmortem.blameless.neighbours import (
    BASE_VERBS,
    COUNTED,
    DETERMINERS,
    GREETS,
    HANDED,
    MASS,
    ORDINARY_AFTER,
    OWNED_BY_PEOPLE,
    PEOPLE_ARE,
    PLAIN_FORMS,
    PREPOSITIONS,
    QUESTIONS,
    SAYS,
    SPEECH,
    STATES_OF_PEOPLE,
    TECHNICAL_AFTER,
    THING_LIKE,
    THINGS_ARE,
    THINGS_FOLLOW,
    UNCOUNTED,
    VERBS_FOLLOW,
)
from postmortem.blameless.pattern_words import THING_FOLLOWS
from postmortem.blameless.place import PRAISE, Place, Verdict, place_at
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.words import Sense, ordinary_words

_MODALS = ("will", "may")
# Before "to", where what follows is somebody: "thanks to", "up to".
GIVEN_TO = frozenset({"thanks", "kudos", "according", "up", "reply", "message", "props"})


def decide_small(place: Place, meaning: Sense) -> Verdict:
    """The verdict for a word in lower case."""
    if meaning is Sense.CALENDAR and place.word not in ("may", "june", "april", "august"):
        return Verdict.WORD
    if place.is_called:
        return _decide_called(place, meaning)
    if place.previous in THINGS_FOLLOW:
        return Verdict.WORD
    if place.possessive:
        if place.following in OWNED_BY_PEOPLE and meaning in (Sense.WORD, Sense.CALENDAR):
            return Verdict.NAME
        return Verdict.UNDECIDED if meaning in (Sense.WORD, Sense.CALENDAR) else Verdict.WORD
    if place.following == place.word and place.word in _MODALS:
        return Verdict.NAME  # "will will confirm"
    if meaning is Sense.WORD and (
        _is_beside_me(place) or (place.earlier, place.previous) in (("behalf", "of"), ("according", "to"))
    ):
        return Verdict.NAME
    if place.word in _MODALS:
        return _decide_modal(place)
    if (
        meaning is Sense.WORD
        and place.previous in QUESTIONS
        and place.following in STATES_OF_PEOPLE
        and place.word not in UNCOUNTED
    ):
        return Verdict.NAME
    if meaning is Sense.ORDINARY or (place.previous in VERBS_FOLLOW and place.previous not in ("and", "that")):
        return Verdict.WORD
    if place.following in SPEECH or (place.following in SAYS and place.opens):
        return Verdict.NAME
    if meaning is Sense.WORD and place.previous in ("by", "with", "for", "from") and place.word not in MASS:
        ends = place.after.lstrip(" ")[:1] in ("", ",", ".", "!", "?", ")") or place.following in PREPOSITIONS
        return Verdict.NAME if ends else Verdict.UNDECIDED
    if meaning is Sense.WORD and place.opens and place.following.endswith("ed") and place.second in DETERMINERS:
        return Verdict.NAME
    if meaning is Sense.PROPER and place.opens and place.following in ("had", "has") and standing(place.word) is Standing.PLACE:
        return Verdict.NAME
    if place.following == "who" and place.word in COUNTED:
        return Verdict.NAME
    return _on_it(place)


def _decide_called(place: Place, meaning: Sense) -> Verdict:
    """After "thanks", "hi", "ping", "ask": somebody, unless the sentence goes on with the word's ordinary use."""
    if place.following in TECHNICAL_AFTER:
        return Verdict.WORD
    if place.word in _MODALS and place.following in BASE_VERBS | {"be", "have", "not", "also", "then"}:
        return Verdict.WORD
    if place.word in ("hope", "may") and place.following in ("you", "this", "that", "it", "all", "everyone", "we", "i"):
        return Verdict.WORD
    if (
        place.previous in GREETS
        or (place.earlier, place.previous) in PRAISE
        or place.previous in ("to", "told", "tell", "asked", "ask")
    ):
        return Verdict.NAME if meaning is not Sense.ORDINARY else Verdict.UNDECIDED
    if place.following in ORDINARY_AFTER:
        return (
            Verdict.UNDECIDED
            if place.following in ("to", "if", "for", "about", "in", "on", "and", "or", "with")
            else Verdict.WORD
        )
    return Verdict.NAME if meaning is not Sense.ORDINARY else Verdict.UNDECIDED


def _decide_modal(place: Place) -> Verdict:
    """After "will" and "may" a verb stands in its plain form: a past, a third person or a second modal makes them a name."""
    if place.previous == "by" and place.following not in BASE_VERBS:
        return Verdict.NAME if place.word == "will" else Verdict.UNDECIDED
    pronoun = place.previous in ("i", "it", "we", "they", "you", "he", "she", "that", "this", "who", "which", "there", "what")
    third = place.following in SAYS and place.following not in PLAIN_FORMS
    if third and not pronoun:
        return Verdict.NAME
    if place.previous in ("did", "does", "can", "could", "should", "would", "has") and place.following not in ("you", "u"):
        return Verdict.NAME
    if place.following in ("you're", "is", "was", "isn't", "wasn't", "has", "had"):
        return _on_it(place) if place.opens and place.following != "you're" else Verdict.UNDECIDED
    if not place.after.strip(" .!?") and place.word == "will" and not pronoun and place.previous and not place.opens:
        return Verdict.UNDECIDED
    return Verdict.WORD


def _is_beside_me(place: Place) -> bool:
    """ "me and rob", "rob and i", "colt + me"."""
    after = place.after.lstrip(" ").lower()
    if place.word in UNCOUNTED and place.word not in ("grace", "hope", "joy", "faith"):
        return False
    follows = (
        place.following == "and"
        and place.second in ("i", "me", "i'm", "myself")
        and place.previous not in VERBS_FOLLOW - {"and", "then"}
    )
    signs = after.startswith(("+ me", "& me", "/ me", "+ i "))
    return follows or signs or (place.earlier in ("me", "i") and place.previous == "and")


def _on_it(place: Place) -> Verdict:
    """ "mark is on it", in lower case, at the start: a person by what is said of them."""
    if place.opens and place.word in COUNTED and place.following in ("we", "i", "we're", "i'm", "we've", "i've", "i'll"):
        return Verdict.NAME
    had = place.following in ("has", "had") and place.second in ("already", "just", "had", "got", "gone", "said", "asked", "been")
    if had and (place.opens or place.previous in ("and", "but", "so", "because", "since", "if", "when", "while", "that")):
        return Verdict.NAME if place.second not in ("gone", "been") else Verdict.UNDECIDED
    if (
        place.opens
        and place.word in COUNTED
        and place.following in ("will", "would", "can", "could", "should", "might", "has", "had")
    ):
        return Verdict.NAME
    if not place.opens or place.following not in ("is", "was", "isn't", "wasn't"):
        return Verdict.WORD
    if place.second in THINGS_ARE or place.word in THING_LIKE - {"mark", "grace", "pat", "bill", "grant"}:
        return Verdict.UNDECIDED
    return Verdict.NAME if place.second in PEOPLE_ARE or place.second.endswith("ing") else Verdict.UNDECIDED


def is_ordinary_use(text: str, start: int, end: int) -> bool:
    """Whether a word that is nearly always a name stands here for what the dictionary has: "sue them", "round robin", "don t"."""
    word = text[start:end]
    if not word.islower():
        return text[end : end + 3] in (" t ", "'t ", "’t ")
    if word not in ordinary_words() or text[start - 1 : start] == "@":
        return False
    place = place_at(text, start, end)
    if place.after[:3] in (" t ", " s ") or (place.previous in THINGS_FOLLOW and not place.possessive):
        return True
    if place.previous.endswith("'s") or (
        word == "ty" and (place.opens or place.following in ("for", "so", "all", "everyone", "very"))
    ):
        return True
    is_object = place.following in DETERMINERS | {"through", "into", "out", "up", "down", "off", "over"}
    if place.previous == "to" and place.earlier not in HANDED | GIVEN_TO and is_object:
        return True
    if (place.previous, word) in (
        ("round", "robin"),
        ("to", "sue"),
        ("to", "nick"),
        ("to", "don"),
        ("to", "rob"),
        ("to", "jimmy"),
    ):
        return True
    return place.following == "of" or (place.opens and place.following in THING_FOLLOWS | TECHNICAL_AFTER)
