"""The invitation to a review as a calendar file, for Google Calendar, Outlook and whatever else reads iCalendar (RFC 5545).

Times are in UTC, which needs no zone's rules in the file; every calendar shows them in its reader's zone. Same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A meeting for a calendar. start and stamp: aware. uid stays the same for one review; sequence rises when it changes, and
    stamp with it. guests: e-mail addresses that somebody gave."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    minutes: int
    summary: str
    description: str
    location: str = ""
    link: str = ""
    guests: Sequence[str] = ()


def write_invitation(invitation: Invitation) -> bytes:
    """The calendar file. With guests it is one to send; without, one to import or to publish."""
    from icalendar import Calendar, Event, vCalAddress  # here: only a review needs it

    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", _whole(invitation.stamp))
    event.add("dtstart", _whole(invitation.start))
    event.add("dtend", _whole(invitation.start) + timedelta(minutes=invitation.minutes))
    event.add("summary", invitation.summary)
    event.add("description", invitation.description)
    event.add("transp", "OPAQUE")
    if invitation.location:
        event.add("location", invitation.location)
    if invitation.link:
        event.add("url", invitation.link)
    for address in invitation.guests:
        guest = vCalAddress(f"mailto:{address}")
        guest.params["ROLE"] = "REQ-PARTICIPANT"
        guest.params["PARTSTAT"] = "NEEDS-ACTION"
        guest.params["RSVP"] = "TRUE"
        event.add("attendee", guest)
    calendar = Calendar()
    calendar.add("prodid", "-//blameless-postmortem//review//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if not invitation.guests:  # what is published has no guests (RFC 5546, 3.2.1)
        calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    data: bytes = calendar.to_ical(sorted=True)
    return data


def _whole(moment: datetime) -> datetime:
    """In UTC, to the second: calendars know nothing finer."""
    return moment.astimezone(UTC).replace(microsecond=0)
