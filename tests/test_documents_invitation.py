"""The calendar file of a review, read by the library that writes it and by another one."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from postmortem.documents.invitation import Invitation, write_invitation

INVITATION = Invitation(
    uid="abc-review@blameless-postmortem",
    sequence=2,
    stamp=datetime(2026, 10, 14, 12, 41, 8, 500, tzinfo=UTC),
    start=datetime(2026, 10, 21, 14, tzinfo=timezone(timedelta(hours=1))),
    minutes=105,
    summary="Incident review: Errors; at Tern, Tide \\ Co",
    description="First line, with a comma\nSecond: ü € " + "long " * 40,
    location="Room 4; second floor",
    link="https://docs.google.com/document/d/abc?usp=sharing",
)


def read_by_another(data: bytes) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import vobject

        return vobject.readOne(data.decode())


def test_two_libraries_read_the_same_meeting() -> None:
    data = write_invitation(INVITATION)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    other = read_by_another(data).vevent  # type: ignore[attr-defined]
    for start, end in ((event["dtstart"].dt, event["dtend"].dt), (other.dtstart.value, other.dtend.value)):
        assert (start.astimezone(UTC), end - start) == (datetime(2026, 10, 21, 13, tzinfo=UTC), timedelta(minutes=105))
    assert event["summary"] == other.summary.value == INVITATION.summary
    assert event["description"] == other.description.value == INVITATION.description
    assert event["location"] == other.location.value == INVITATION.location
    assert event["url"] == other.url.value == INVITATION.link
    assert (event["uid"], int(event["sequence"])) == (other.uid.value, int(other.sequence.value)) == (INVITATION.uid, 2)
    assert not event.errors


def test_it_is_as_calendars_want_it() -> None:
    """Lines of at most 75 octets that end with CRLF, times in UTC, what each event has to have, and nobody."""
    data = write_invitation(INVITATION)
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""] and b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in (b"VERSION:2.0", b"METHOD:PUBLISH", b"DTSTAMP:20261014T124108Z", b"DTSTART:20261021T130000Z"):
        assert line in lines
    assert b"ATTENDEE" not in data and b"ORGANIZER" not in data and b"mailto" not in data.lower()
    assert write_invitation(replace(INVITATION)) == data


@pytest.mark.parametrize("guests", [("room-4@example.com",), ("a@example.com", "b+c@example.org")])
def test_guests_are_those_that_were_given(guests: tuple[str, ...]) -> None:
    data = write_invitation(replace(INVITATION, guests=guests))
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    found = event["attendee"] if isinstance(event["attendee"], list) else [event["attendee"]]
    assert [str(one) for one in found] == [f"mailto:{address}" for address in guests]
    assert b"METHOD" not in data
