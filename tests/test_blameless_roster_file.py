"""private/roster.json keeps everybody whom Slack knows, for the checks that come later."""

from __future__ import annotations

import pytest

from postmortem.blameless.roster_file import read_roster, write_roster
from postmortem.errors import InputError
from postmortem.slack.transcript import Person

PEOPLE = (
    Person(id="U2", real_name="Dagny Kilbourne", handle="dagny", email="d@example.org", title="Head of Cheese", is_guest=True),
    Person(id="U1", display_name="由紀", is_bot=True),
    Person(id="U3", real_name="Sam \ud800", in_roster=False),
)


def test_what_is_written_is_read_again() -> None:
    known = read_roster(write_roster(PEOPLE[:2], {"U2", "U9"}), "roster.json")
    assert known.people == (PEOPLE[1], PEOPLE[0])
    assert known.active == {"U2"}


def test_somebody_known_only_from_a_message_stays_so_and_odd_letters_do_no_harm() -> None:
    (person,) = read_roster(write_roster(PEOPLE[2:], ()), "roster.json").people
    assert not person.in_roster


def test_the_same_people_give_the_same_bytes() -> None:
    assert write_roster(PEOPLE, ["U1", "U2"]) == write_roster(reversed(PEOPLE), ["U2", "U1"])


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"people": [{}], "active": []}', b'{"people": [{"id": "U1", "handle": 3}], "active": []}', b"\xff"])
def test_a_damaged_roster_is_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match="Draft the incident again"):
        read_roster(data, "private/roster.json")
