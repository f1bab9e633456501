# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Offices that are offered in one message and taken in another: "@Ines could you do client comms?" … "yep, mine"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from postmortem.incident import Claim
from postmortem.slack.transcript import Message, MessageKind, Person
from postmortem.slack.wording import LONGEST_VALUE, OFFICE, office_statement, people_lines

# Within so long, and so many messages of others, an answer is an answer to it.
_SOON, _MOST_BETWEEN = timedelta(minutes=10), 15
_LONGEST_ANSWER = 8  # words

# What may follow an office: the end, or how it goes on. Not "the lead pipe".
_END = r"(?=\W*\Z|\s*[?!.,;–—-]|\s+(?:for|on|from|please|now|while|until|till|then|instead|as|if|with|and|so|because|today|tonight)\b)"
_HELD = rf"(?:the |our )?(?P<office>{OFFICE}|comms|communications)(?: role)?{_END}"
_DO = r"(?:do|take|take over|take on|be|handle|run|cover|own|pick up|look after|step in as|act as)(?: as| over)?"
_ASK = r"(?:can|could|would|will)"
_SOMEBODY = r"(?:<@(?P<id>[A-Z0-9]+)>|(?-i:(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]{1,30})))"
_ASKED = (
    re.compile(rf"{_SOMEBODY}[\s,:–—-]+{_ASK} you(?: please| maybe| kindly)? (?:{_DO} {_HELD}|(?P<verb>lead){_END})", re.IGNORECASE),
    re.compile(rf"\b{_ASK} you(?: please)? {_DO} {_HELD}[^.!?]{{0,20}}?,? {_SOMEBODY}\s*(?:please)?\s*\?", re.IGNORECASE),
    re.compile(rf"{_SOMEBODY}[\s,:–—-]+{_HELD} (?:for you|is yours|yours)\s*\?", re.IGNORECASE),
    re.compile(rf"{_SOMEBODY}[\s,:–—-]+(?:are you|you) (?:happy|ok|okay|able|free|willing)(?: for you)? to {_DO} {_HELD}", re.IGNORECASE),
)
_ASKED_ALL = re.compile(rf"\b(?:{_ASK} (?:someone|somebody|anyone|anybody)(?: else| please)?|who (?:can|could|wants to|will)) {_DO} {_HELD}", re.IGNORECASE)
_TAKEN = re.compile(
    r"\W*(?:(?:yes|yep|yeah|yup|ok|okay|sure|right|of course|no problem|np|absolutely|thanks)\b[\s,.!–—-]*)*"
    r"(?:(?:it's |that's )?mine|on it|got it|will do|can do|happy to|taking it|taken|i(?:'ll| will| can) (?:do|take|have|pick up|own) (?:it|that|this|those)|i(?:'ve| have)(?: got)? (?:it|that)|i can|i will|i'm on it|leave it with me|that's me|me|i do|consider it done)?\b"
    r"(?: now| please| then| too)*[\s.!,]*(?:(?:thanks|cheers|from here|go ahead)[\s.!]*)?\Z",
    re.IGNORECASE,
)
_HINT = re.compile(r"\b(?:you|someone|somebody|anyone|anybody|who)\b.*\b(?:lead|comms|communications|commander|scribe|notes|note[- ]taker|manager|I[CL])\b|\b(?:lead|comms)\b.*\byou", re.IGNORECASE)


class _Offer(NamedTuple):
    """An office offered: to whom (a user id, a first name in lower case, or "" for anybody), when, and how many spoke since."""

    office: str
    to: str
    message: Message
    since: int


def with_accepted(messages: Iterable[Message], people: Mapping[str, Person]) -> Iterator[Message]:
    """The messages; one that takes an office that was offered shortly before states that its author holds it."""
    offers: list[_Offer] = []
    for number, message in enumerate(messages):
        if message.kind is MessageKind.MESSAGE and not message.bot and message.author:
            if offers:
                offers = [one for one in offers if message.at - one.message.at <= _SOON and number - one.since <= _MOST_BETWEEN]
                taken = next((one for one in reversed(offers) if _takes(message, one, people)), None)
                if taken is not None:
                    offers.remove(taken)
                    statement = office_statement(taken.office, f"<@{message.author}>", "")
                    if statement is not None and not any(one.claim is Claim.OFFICE for one in message.statements):
                        message = replace(message, statements=(*message.statements, statement))
            if any(_HINT.search(piece.text) for piece in message.pieces[:20]) or _asks_by_mention(message):
                offers += [_Offer(office, to, message, number) for office, to in _offered(message)]
        yield message


def _asks_by_mention(message: Message) -> bool:
    """Whether an office and a person stand in different pieces of one message."""
    return len(message.pieces) > 1 and any(_OFFICE_WORD.search(piece.text) for piece in message.pieces[:20])


_OFFICE_WORD = re.compile(r"\b(?:lead|comms|communications|commander|scribe|I[CL])\b")


def _offered(message: Message) -> Iterator[tuple[str, str]]:
    if any(statement.claim is Claim.OFFICE for statement in message.statements):
        return
    for line in people_lines(message.pieces):
        if len(line) > LONGEST_VALUE:
            continue
        for pattern in _ASKED:
            if found := pattern.search(line):
                groups = found.groupdict()
                yield groups.get("office") or "lead", groups.get("id") or (groups.get("name") or "").casefold()
                break
        else:
            if found := _ASKED_ALL.search(line):
                yield found["office"], ""


def _takes(message: Message, offer: _Offer, people: Mapping[str, Person]) -> bool:
    if message.author == offer.message.author or message.ts == offer.message.ts:
        return False
    if offer.to and offer.to != message.author and offer.to not in first_names(people.get(message.author)):
        return False
    lines = people_lines(message.pieces)
    text = lines[0] if lines else ""
    if not text or len(text.split()) > _LONGEST_ANSWER or "?" in text:
        return False
    return bool(_TAKEN.match(text)) and (bool(offer.to) or _SELF.search(text) is not None)


# An office that was offered to anybody is taken by somebody who says "I" or "mine".
_SELF = re.compile(r"\b(?:i|i'll|i've|i'm|me|mine|on it)\b", re.IGNORECASE)


def first_names(person: Person | None) -> frozenset[str]:
    """How somebody may be addressed, in lower case."""
    if person is None:
        return frozenset()
    names = (person.first_name, person.display_name, person.real_name, person.handle)
    return frozenset(word.casefold() for name in names if name for word in (name, name.split()[0]))


