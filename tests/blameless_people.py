"""Invented people and channels for the tests of names."""

from __future__ import annotations

from postmortem.blameless.roles import assign_roles
from postmortem.blameless.roster import Roster
from postmortem.blameless.strip import strip_names
from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Channel, Message, Person, Transcript


def person(id: str, real_name: str = "", **more) -> Person:
    """A person; first and last name as Slack cuts them."""
    first, _, last = real_name.partition(" ")
    return Person(**{"id": id, "real_name": real_name, "first_name": first, "last_name": last, **more})


DAGNY = person("U0DAGNY001", "Dagny Kilbourne", handle="dkilbourne", display_name="Dagny", email="dagny.kilbourne@example.org")
OSKAR = person("U0OSKAR001", "Oskar Brandvold", handle="oskar.b", email="obrandvold@example.org")
SAM = person("U0SAMRIV01", "Samuel Rivers", handle="srivers77", display_name="Sam")
WILL = person("U0WILLHA01", "Will Harkness", handle="wharkness", display_name="Will")
MAY = person("U0MAYLIN01", "May Lindqvist", handle="mlindqvist", display_name="May")
JOSE = person("U0JOSEPN01", "José Peñalver", handle="jpenalver")
BACK = person("U0BRIAN001", "Brian Back", handle="bback")
YUKI = person("U0YUKITA01", "田中 由紀", handle="ytanaka")
PEOPLE = (DAGNY, OSKAR, SAM, WILL, MAY, JOSE, BACK, YUKI)


def channel_of(*messages: Message | str, people=PEOPLE, joined=None, name="inc-1") -> Transcript:
    """A channel in which everybody is; a bare text is a message of Dagny's."""
    rows = tuple(
        Message(ts=f"{1_760_000_000 + n}.000100", author=DAGNY.id, pieces=decode_mrkdwn(row)) if isinstance(row, str) else row
        for n, row in enumerate(messages)
    )
    ids = frozenset(one.id for one in people)
    return Transcript(
        channel=Channel(id="C0", name=name),
        people={one.id: one for one in people},
        messages=rows,
        joined=ids if joined is None else joined,
    )


def roster_of(people=PEOPLE, **more) -> Roster:
    """A roster in which everybody has a label already, in order: Responder 1 is the first."""
    roster = assign_roles(channel_of(people=people, **more))
    for one in people:
        roster.label(one.id)
    return roster


def stripped(*messages: Message | str, **more) -> BlamelessTranscript:
    """The messages without names."""
    transcript = channel_of(*messages, **more)
    return strip_names(transcript, assign_roles(transcript))
