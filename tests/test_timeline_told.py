"""Entries of events that were told afterwards stand where they happened; all others where they were said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postmortem.incident import Claim, Statement
from postmortem.text import Piece, PieceKind
from test_timeline_build import COMMS, LEAD, ONE, TWO, build, posted, said

DECLARED = posted("09:20", "incident.io", "declared", Statement(claim=Claim.DECLARED, value="Checkout errors", person=LEAD, tool="incident.io"))

# what was said at 10:40: the entry's minute.
RETIMED = {
    "The alert reached me at 09:08": "09:08",
    "The payment worker died at 08:36": "08:36",
    "I rolled back to release 213 at 10:19": "10:19",
    "The block is in place, deployed to the edge 10:12": "10:12",
    "We paused the queue. 10:13:50": "10:13",
    "Our users could not reach the site between 09:04 and 09:51": "09:04",
    "The first 503 in the log was at 09:02": "09:02",
    "The certificate expired yesterday at 23:10": "23:10",
    "Checkout has been down since 09:06": "09:06",
    "I restarted the workers about ten minutes ago": "10:30",
    "This morning at 9 the queue stopped": "09:00",
    "The queue stopped at half past nine": "09:30",
    "The queue stopped at 0930 UTC": "09:30",
    "The queue stopped at nine o'clock": "09:00",
    "All times in UTC: I restarted the workers at 10:05": "10:05",
}
# what was said at 10:40 and speaks of another time, which is not its own.
AS_SAID = (
    "Second round of updates sent: no more duplicates since 09:14",
    "I restarted the payment workers, no errors since 10:14",
    "I'm restarting the payment workers, the next update is at 11:30",
    "I rolled back the release of 08:36",
    "I rolled back, because errors rose after the deploy at 08:36",
    "I told the client that checkout was down from 09:04 to 09:51",
    "We decided to roll back the release that went out at 08:36",
    "I suspect the deploy at 08:36",
    "I restarted the workers, the restart took 09:30",
    "I restarted the worker on port 10:30",
    "I rolled back to version 10.15",
    "I am on call until 10:00 and have restarted the workers",
    "Deployed the fix, it should be live by 10:50",
)


def entry_of(text: str):
    message = said("10:40", ONE, text)
    made = build(DECLARED, message, said("11:10", TWO, "Errors stopped. Confirmed with three test purchases"), entries=20)
    return [one for one in made.candidates if message.ts in one.sources]


@pytest.mark.parametrize(("text", "minute"), RETIMED.items(), ids=RETIMED)
def test_an_entry_of_what_was_told_afterwards_is_marked(text: str, minute: str) -> None:
    told = [one for one in entry_of(text) if one.told_at]
    assert [f"{one.at:%H:%M}" for one in told] == [minute]
    assert f"{told[0].told_at:%H:%M}" == "10:40"


@pytest.mark.parametrize("text", AS_SAID)
def test_an_entry_whose_act_was_when_it_was_posted_keeps_that_minute(text: str) -> None:
    assert all((f"{one.at:%H:%M}", one.told_at) == ("10:40", None) for one in entry_of(text))


def test_a_stamp_in_a_pasted_log_times_what_was_first() -> None:
    message = said("10:40", ONE, "")
    pieces = (Piece(PieceKind.PROSE, "The first 503 in the log was this: "), Piece(PieceKind.CODE_BLOCK, "2026-10-14T08:49:11Z 503 POST /pay"))
    message = type(message)(ts=message.ts, role=ONE, kind="message", pieces=pieces, statements=())
    made = build(DECLARED, message, said("11:00", COMMS, "I've told both clients"), entries=20)
    assert [f"{one.at:%H:%M}" for one in made.candidates if one.told_at] == ["08:49"]


ABROAD, AT_HOME = "America/New_York", "Europe/London"
# (what was said at 10:40 UTC, the author's clock, the others' clock): the entry's minute in UTC; None: when it was said.
CLOCKS = {
    ("The payment worker died at 09:36", AT_HOME, AT_HOME): "08:36",
    ("The payment worker died at 09:36", "", AT_HOME): "08:36",
    ("The payment worker died at 05:36", ABROAD, ABROAD): "09:36",  # the incident's zone is not the one they live in
    ("The payment worker died at 05:36 UTC", ABROAD, AT_HOME): "05:36",
    ("The payment worker died at 09:36 UK time", ABROAD, AT_HOME): "08:36",
    ("I restarted the workers ten minutes ago", ABROAD, AT_HOME): "10:30",
    ("The payment worker died at 05:36", ABROAD, AT_HOME): None,  # 04:36, or 09:36 by the author's own clock
    ("The payment worker died at 05:36", "Mars/Olympus", "Mars/Olympus"): "04:36",
}


@pytest.mark.parametrize(("case", "minute"), CLOCKS.items(), ids=map(" ".join, CLOCKS))
def test_a_time_that_names_no_zone_is_one_of_the_clock_that_its_author_reads(case: tuple[str, str, str], minute: str | None) -> None:
    text, clock, others = case
    message = replace(said("10:40", ONE, text), zone=clock)
    around = [replace(said(f"10:{at}", TWO, "Errors are still rising"), zone=others) for at in (20, 25, 30)]
    made = build(*around, message, replace(said("11:10", TWO, "Errors stopped"), zone=others), entries=20, zone=AT_HOME)
    told = [f"{one.at:%H:%M}" for one in made.candidates if message.ts in one.sources and one.told_at]
    assert told == ([minute] if minute else [])
