# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Turns the first and second person: I becomes they, for the role is named; we the team; you whoever was spoken to."""

from __future__ import annotations

import re

from postmortem.timeline.wording import verbs as v

_SHIFTS = {
    "i'm": "they are", "i am": "they are", "i was": "they were", "i've": "they have", "i'll": "they will", "i'd": "they would", "i": "they",
    "my": "their", "mine": "theirs", "me": "them", "myself": "themselves", "we're": "the team is", "we are": "the team is", "we've": "the team has", "we have": "the team has",
    "we were": "the team was", "we don't": "the team doesn't", "we haven't": "the team hasn't", "we aren't": "the team isn't", "we weren't": "the team wasn't", "we do": "the team does",
    "we'll": "the team will", "we'd": "the team would", "we": "the team", "our": "the team's", "ours": "the team's", "us": "the team",
    "ourselves": "themselves", "let's": "the team should", "lets": "the team should",
}  # fmt: skip
# Said a second time.
_AGAIN = {
    "the team is": "they are", "the team has": "they have", "the team was": "they were", "the team will": "they will", "the team would": "they would",
    "the team doesn't": "they don't", "the team hasn't": "they haven't", "the team isn't": "they aren't", "the team wasn't": "they weren't", "the team does": "they do",
    "the team should": "they should",
}  # fmt: skip
# The first person, longer forms first; the country ("US") is told from "us" by its capitals.
_FIRST_PERSON = re.compile(
    r"(?<![\w`/.'-])(?:[Ii](?:'m| am| was|'ve|'ll|'d)?(?!\.[a-z])|[Mm](?:y(?:self)?|e|ine)|[Ww]e(?:'re|'ve|'ll|'d| are(?!n)| have(?!n)| were(?!n)| don't| haven't| aren't| weren't| do(?= not))?|[Oo]ur(?:s|selves)?|us|[Ll]et'?s)(?![\w'`/-])(?P<verb> [a-z]{2,14}(?![\w']))?"
)
_YOU = re.compile(r"(?<![\w`/.'-])[Yy]ou(?P<form>'re|'ve|'ll|'d|r|rs|rself)?(?![\w'`/-])(?P<verb> [a-z']{2,14}(?![\w']))?")
_OWN_PLACE = re.compile(r"\bour (?:time|timezone|time zone)\b", re.IGNORECASE)
_AUXILIARIES = frozenset(
    "am is are was were has have had can could will would may might should must shall do does did don't didn't doesn't haven't can't cannot won't "
    "couldn't wouldn't shouldn't need also just still now already only both all never then see".split()
)


def third_person(text: str) -> str:
    """The text with the first person turned: I → they, we → the team, with the verb as it then has to be; inline code is left as it is."""
    if "`" not in text:
        return _turned(text)
    parts = text.split("`")
    turned = _turned("\x00".join(parts[::2])).split("\x00")
    if len(turned) == len(parts[::2]):
        parts[::2] = turned
    return "`".join(parts)


def _turned(text: str) -> str:
    seen = False

    def shift(found: re.Match[str]) -> str:
        nonlocal seen
        verb = found["verb"] or ""
        said = found[0][: len(found[0]) - len(verb)].lower()
        to = _SHIFTS[said]
        if to.startswith("the team"):
            if seen:
                to = _AGAIN.get(to) or {"we": "they", "our": "their", "ours": "theirs", "us": "them"}[said]
            elif said == "we" and verb[1:] in v.BASES and verb[1:] not in _AUXILIARIES - {"need", "see", "do"}:
                verb = f" {v.third_of(verb[1:])}"
            seen = True
        if said in {"i'd", "we'd"} and v.is_past(verb[1:]) and verb[1:] not in v.BASES:
            to = to.replace("would", "had")
        return to + verb

    return _FIRST_PERSON.sub(shift, _OWN_PLACE.sub("local time", text).replace("our team ", "our "))


def theirs(text: str) -> str:
    """The text of somebody outside the team, such as a client's ticket, in the third person: "we" are they, not the team."""
    turned = third_person(text)
    for ours, their in _OUTSIDE:
        turned = ours.sub(their, turned)
    return turned


_OUTSIDE = tuple(
    (re.compile(rf"\bthe team{ours}(?![\w'])"), their)
    for ours, their in (("'s", "their"), (" is", "they are"), (" has", "they have"), (" was", "they were"), (" does", "they do"), ("", "they"))
)


def without_second_person(text: str) -> str:
    """The text with "you" as they or them."""
    return _YOU.sub(_you, text.replace("hank you", "hank them")) if "you" in text.lower() else text


def _you(found: re.Match[str]) -> str:
    verb = found["verb"] or ""
    match found["form"]:
        case "r":
            return "their" + verb
        case "rs" | "rself":
            return ("theirs" if found["form"] == "rs" else "themselves") + verb
        case None:
            return ("they" if verb[1:] in _AUXILIARIES or verb[1:] in v.PLAIN or v.is_past(verb[1:]) else "them") + verb
        case form:
            return {"'re": "they are", "'ve": "they have", "'ll": "they will", "'d": "they would"}[form] + verb
