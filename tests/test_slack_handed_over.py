"""Offices that are handed over without being named."""

from __future__ import annotations

import time

import pytest

from postmortem.slack.bots import read_statements
from postmortem.slack.handed_over import with_handed_over
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Message, MessageKind, Person

PEOPLE = {"U1": Person(id="U1", real_name="Mildred Oakes"), "U2": Person(id="U2", real_name="Ivo Pratt"), "U3": Person(id="U3", real_name="Thora Lind")}
LEAD, COMMS, SCRIBE = "incident lead", "client comms manager", "scribe"


def offices(*said: tuple[str, str]) -> list[tuple[str, str]]:
    """(office, user id or name) for each office taken or given, in order. said: (author, text)."""
    messages = []
    for number, (author, text) in enumerate(said):
        pieces = decode_mrkdwn(text)
        ts = f"{1_700_000_000 + 60 * number}.000100"
        messages.append(Message(ts=ts, author=author, pieces=pieces, statements=read_statements(pieces, author=author)))
    return [(one.value, one.person) for message in with_handed_over(messages, PEOPLE) for one in message.statements if one.person]


GIVES = (
    "handing over to <@U2>", "handing over to <@U2>, I have to get my train", "ok I'm handing over to <@U2> now", "I've handed over to <@U2>", "passing this on to <@U2>, off to bed",
    "handed it over to <@U2>. night all", "handing everything over to <@U2> as I am off", "leaving it with <@U2>, my shift is done", "leaving this in the capable hands of <@U2>",
    "<@U2> takes over from me", "<@U2> is taking over from here, I'm asleep on my feet", "<@U2> has got it from here, thanks", "my shift's over, <@U2> takes it from here",
)  # fmt: skip
GIVES_NOTHING = (
    "handing over to <@U2>?", "not handing over to <@U2>", "I'll hand over to <@U2> at six", "handing over to <@U2> in ten minutes", "going to hand over to <@U2> later",
    "handing over to <@U2> if it goes on", "handing over to <@U2> for the database", "handing over to the night shift", "last time I ended up handing over to <@U2>", "handing over the logs to <@U2>",
    "the load balancer hands over to Node B", "> handing over to <@U2>", "should I be handing over to <@U2>", "handing over to you lot", "passing the salt to <@U2>", "handing over to <@U2> the pizza order", "maybe <@U2> takes over from me", "<@U2> takes it from here to the printer", "can <@U2> take it from here",
)  # fmt: skip


@pytest.mark.parametrize("text", GIVES)
def test_the_lead_hands_over(text: str) -> None:
    assert offices(("U1", "I'm incident lead"), ("U1", text)) == [(LEAD, "U1"), (LEAD, "U2")]


@pytest.mark.parametrize("text", GIVES_NOTHING)
def test_talk_hands_nothing_over(text: str) -> None:
    assert offices(("U1", "I'm incident lead"), ("U1", text)) == [(LEAD, "U1")]


def test_what_goes_is_what_its_holder_holds() -> None:
    given = ("U1", "handing over to <@U2>, I have to get my train")
    assert offices(("U3", "I'm incident lead"), ("U1", "I'm on client comms"), given)[2:] == [(COMMS, "U2")]
    assert offices(("U1", "I'll scribe"), ("U1", "I'm incident lead"), given)[2:] == [(LEAD, "U2")]
    assert offices(("U3", "Mildred is incident lead"), given)[1:] == [(LEAD, "U2")]


def test_who_holds_nothing_hands_nothing_over_while_somebody_else_leads() -> None:
    assert offices(("U3", "I'm incident lead"), ("U1", "handing over to <@U2>, I have to get my train")) == [(LEAD, "U3")]
    assert offices(("U1", "I'm incident lead"), ("U1", "<@U3> is incident lead"), ("U1", "handing over to <@U2>, off to bed"))[2:] == []


def test_where_nobody_is_known_to_lead_only_somebody_who_leaves_gives_the_lead() -> None:
    assert offices(("U1", "handing over to <@U2>, i have to get my train")) == [(LEAD, "U2")]
    assert offices(("U1", "handing over to <@U2>, they know redis")) == []


def test_a_tool_hands_nothing_over() -> None:
    tool = Message(ts="1700000000.000100", author="", bot="Jenkins", kind=MessageKind.BOT, pieces=decode_mrkdwn("handing over to <@U2>, I'm off"))
    assert not [one for message in with_handed_over([tool], PEOPLE) for one in message.statements]


@pytest.mark.parametrize("text", ["handing over to " * 100, "now just and so " * 100 + "handing", "handing over to " + "Ines van der " * 100], ids=range(3))
def test_a_long_line_is_read_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    offices(("U1", text))
    assert time.perf_counter() - start < 2
