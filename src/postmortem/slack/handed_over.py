# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Offices that are handed over without being named: "handing over to @Ines, I have to catch my train".

Which office goes is what its holder holds; where the channel names no holder at all, somebody who leaves hands over the lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from postmortem.incident import Claim, Office, Statement
from postmortem.mood import AGAINST, Sentence, is_joke
from postmortem.slack.asked_offices import first_names
from postmortem.slack.transcript import Message, MessageKind, Person
from postmortem.slack.wording import LONGEST_VALUE, PERSON, people_lines, read_person

_WHO = rf"(?!(?:the|you|them|him|her|whoever|somebody|someone|anyone|support|day|night|late|early)\b)(?P<person>{PERSON})"
# What may follow whom it goes to: the end, or since when and why. Not "for the database", "in ten minutes", "at six".
_END = r"(?=[\s.!]*\Z|\s+(?:now|from (?:here|now|this point)|for (?:now|tonight|the (?:night|rest|evening|day|next))|as i|because|since|so|while|until|till|who|thanks|cheers)\b)"
_SELF = r"(?:(?:i'm|i am|i'll|i've|i have|i|now|just|am|hereby|and|so|time to go|right)\s+)*"
_GIVEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_SELF}(?:hand(?:ing|ed)|pass(?:ing|ed))(?: it| this| things| everything| all| all this| (?:this|the) incident| the baton| the reins)?(?: over)?(?: on)? to {_WHO}{_END}",
        rf"{_SELF}(?:leav(?:e|ing)|left) (?:it|this|you|things) (?:with|in the (?:capable |safe )?hands of) {_WHO}{_END}",
        rf"{_WHO}(?: is| has|'s| will be| will)?(?: now| kindly| just)* (?:tak(?:es?|ing|en)|took) (?:it |this |things )?over(?: (?:it|this|things))? from (?:me|here)\b",
        rf"{_WHO}(?: (?:has|is|will)|'s|'ll)?(?: got| taking| take| takes| has)+ (?:it|this|over) from here(?=\W*\Z| (?:now|on|as|while|since|because)\b)",
    )
)
# Why somebody stops.
_LEAVES = re.compile(
    r"\b(?:my shift|shift(?:'s| is)? (?:over|done|finish\w*|end\w*)|(?:end|out) of (?:my )?(?:shift|day)|train|bus|flight|plane|bed|sleep|home|asleep|knackered|exhausted|(?:i'm|im|i am) (?:off|out|done|away|offline|leaving|going|signing)"
    r"|(?:have|has|need|got|gotta|must) (?:to )?(?:go|leave|run|head|dash|pick up|collect|drop|be (?:somewhere|elsewhere|off|gone|out))|signing off|heading (?:off|out|home)|logging off|school|nursery|kids|dentist|doctor|appointment|dinner|lunch|see you (?:tomorrow|in the morning)|good ?night|hours straight|been (?:on|at) (?:this|it))\b",
    re.IGNORECASE,
)
_ACT = re.compile(r"\b(?:hand(?:ing|ed)|pass(?:ing|ed)|leav(?:e|ing)|left|tak(?:es?|ing|en)|took|(?:it|this|over) from here)\b", re.IGNORECASE)


def with_handed_over(messages: Iterable[Message], people: Mapping[str, Person]) -> Iterator[Message]:
    """The messages; one that hands over without naming what states who holds its author's office from now on."""
    holders: dict[str, str] = {}  # the office's name to the user id or name of who holds it
    for message in messages:
        if message.kind is MessageKind.MESSAGE and not message.bot and message.author and not _names_an_office(message):
            to = _given_to(message)
            if to and (office := _office_of(message, holders, people)):
                statement = Statement(claim=Claim.OFFICE, value=office, person=to)
                message = replace(message, statements=(*message.statements, statement))
        for one in message.statements:
            if one.claim is Claim.OFFICE and one.person:
                holders[one.value] = one.person
        yield message


def _names_an_office(message: Message) -> bool:
    return any(one.claim is Claim.OFFICE for one in message.statements)


def _given_to(message: Message) -> str:
    """The user id or name of whom a message hands over to; "" where it does not."""
    if not any(_ACT.search(piece.text) for piece in message.pieces[:20]):
        return ""
    for line in people_lines(message.pieces):
        if len(line) > LONGEST_VALUE or not _ACT.search(line):
            continue
        for text in re.split(r"(?<=[.!?])\s+", line):
            sentence = Sentence(text)
            if not sentence.asserts:
                continue
            for clause in sentence.clauses:  # "off to bed" is no joke here
                if is_joke(clause.text):
                    continue
                for pattern in _GIVEN:
                    found = pattern.match(clause.said)
                    if found and not clause.waits and not clause.before(found.start("person")) & AGAINST:
                        return read_person(found["person"])
    return ""


def _office_of(message: Message, holders: Mapping[str, str], people: Mapping[str, Person]) -> str:
    """The office that a message's author gives away: the lead before others."""
    names = first_names(people.get(message.author)) | {message.author.casefold()}
    held = [office for office, holder in holders.items() if holder.casefold() in names]
    if held:
        return Office.LEAD.value if Office.LEAD.value in held else held[0]
    text = " ".join(people_lines(message.pieces))
    return Office.LEAD.value if Office.LEAD.value not in holders and _LEAVES.search(text) else ""
