"""Offices that are offered in one message and taken in another."""

from __future__ import annotations

import pytest

from postmortem.slack.asked_offices import with_accepted
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Message, MessageKind, Person

PEOPLE = {
    "U1": Person(id="U1", real_name="Mildred Oakes"),
    "U2": Person(id="U2", real_name="Ivo Pratt"),
    "U3": Person(id="U3", real_name="Thora Lind", display_name="thora"),
}


def offices(*said: tuple[str, str], apart: int = 60) -> list[tuple[str, str]]:
    """(office, user id) for each office taken, in order. said: (author, text), `apart` seconds from each other."""
    messages = [
        Message(ts=f"{1_700_000_000 + apart * number}.000100", author=author, pieces=decode_mrkdwn(text))
        for number, (author, text) in enumerate(said)
    ]
    return [(one.value, one.person) for message in with_accepted(messages, PEOPLE) for one in message.statements]


@pytest.mark.parametrize(
    ("asked", "answer", "found"),
    [
        ("<@U2> could you do client comms please? three clients at least", ("U2", "yep, mine"), ("client comms manager", "U2")),
        ("<@U2> can you take comms", ("U2", "on it"), ("client comms manager", "U2")),
        ("<@U2> client comms for you?", ("U2", "ok"), ("client comms manager", "U2")),
        ("Can you take the lead from here, <@U3>?", ("U3", "sure, I have it"), ("incident lead", "U3")),
        ("I have to go, Thora can you take over the lead?", ("U3", "Yes, will do. Thanks"), ("incident lead", "U3")),
        ("thora are you happy to lead", ("U3", "yes"), None),
        ("Thora, would you be incident lead for now?", ("U3", "I will"), ("incident lead", "U3")),
        ("Could somebody please take comms?", ("U2", "I can"), ("client comms manager", "U2")),
        ("Who can be scribe?", ("U3", "me"), ("scribe", "U3")),
        ("Who can be scribe?", ("U3", "sure"), None),
        ("<@U2> could you do client comms?", ("U3", "sure"), None),
        ("<@U2> could you do client comms?", ("U2", "sorry, no"), None),
        ("<@U2> could you do client comms?", ("U2", "yes but only from eleven"), None),
        ("<@U2> could you do client comms?", ("U2", "ok?"), None),
        ("<@U2> could you do client comms?", ("U1", "ok"), None),
        ("<@U2> could you look at the logs?", ("U2", "on it"), None),
        ("<@U2> could you move the lead pipe?", ("U2", "sure"), None),
        ("<@U2> did comms in spring, could you ask them?", ("U2", "on it"), None),
        ("I did comms last time", ("U2", "ok"), None),
        ("Morning <@U2>, how are you?", ("U2", "ok"), None),
    ],
)
def test_asked_and_answered(asked, answer, found):
    assert offices(("U1", asked), answer) == ([found] if found else [])


def test_an_answer_after_ten_minutes_is_one_to_something_else():
    assert offices(("U1", "<@U2> could you do client comms?"), ("U2", "yes"), apart=599)
    assert not offices(("U1", "<@U2> could you do client comms?"), ("U2", "yes"), apart=601)


def test_an_office_is_taken_once():
    said = (("U1", "Could somebody take comms?"), ("U2", "I can"), ("U3", "I can"))
    assert offices(*said) == [("client comms manager", "U2")]


def test_a_tool_takes_no_office():
    messages = [
        Message(ts="1700000000.000100", author="U1", pieces=decode_mrkdwn("Could somebody take comms?")),
        Message(ts="1700000060.000100", author="", bot="Jenkins", kind=MessageKind.BOT, pieces=decode_mrkdwn("I can")),
    ]
    assert not [one for message in with_accepted(messages, PEOPLE) for one in message.statements]
