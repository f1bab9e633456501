"""What the channel leaves open becomes a question at the place where the answer belongs; what it answers does not."""

from __future__ import annotations

import pytest

from postmortem.blameless.transcript import Tenure
from postmortem.dates import DateStyle
from postmortem.incident import Claim, Office, Statement
from test_timeline_build import COMMS, LEAD, ONE, TWO, build, posted, said, ts_at

DECLARED = posted("09:14", "incident.io", "declared", Statement(claim=Claim.DECLARED, value="Checkout errors", person=LEAD, tool="incident.io"))
RESOLVED = posted("10:20", "incident.io", "resolved", Statement(claim=Claim.STATUS, value="resolved", person=LEAD, tool="incident.io"))
GRADED = posted("09:15", "incident.io", "severity", Statement(claim=Claim.SEVERITY, value="major", tool="incident.io"))
ALERT = posted("09:09", "PagerDuty", "503s", Statement(claim=Claim.ALERT, value="503s above 5%", tool="PagerDuty"))
ACTION = posted("09:30", "incident.io", "action", Statement(claim=Claim.ACTION, value="Warn the newsletter team", person=ONE, tool="incident.io"))
HANDED = (
    Tenure(label=LEAD, office=Office.LEAD, from_ts=ts_at("09:14"), until_ts=ts_at("09:50")),
    Tenure(label=TWO, office=Office.LEAD, from_ts=ts_at("09:50")),
)
BUSY = tuple(said(clock, COMMS, "still looking") for clock in ("09:30", "09:45", "10:00", "10:10"))

# what is missing: (section, words of the question, messages that leave it open, messages that answer it).
GAPS = {
    "no detection": ("key_facts", "first noticed", (DECLARED, *BUSY, RESOLVED), (ALERT, DECLARED, *BUSY, RESOLVED)),
    "a silence": ("timeline", "Nothing was said between", (DECLARED, RESOLVED), (DECLARED, *BUSY, RESOLVED)),
    "no severity": ("key_facts", "severity was never set", (DECLARED, *BUSY), (DECLARED, GRADED, *BUSY)),
    "a handover": (
        "timeline",
        "led to the handover",
        (DECLARED, said("09:50", LEAD, "Handing over to the second lead"), RESOLVED),
        (DECLARED, said("09:50", LEAD, "Handing over to the second lead because my shift ends"), RESOLVED),
    ),
    "no confirmation": (
        "timeline",
        "nobody confirmed",
        (DECLARED, said("09:40", ONE, "I rolled back to release 213")),
        (DECLARED, said("09:40", ONE, "I rolled back to release 213"), said("09:46", TWO, "Errors stopped. Confirmed with three test purchases")),
    ),
    "no result": (
        "timeline",
        "What came of it?",
        (DECLARED, ACTION, *BUSY, RESOLVED),
        (DECLARED, ACTION, said("09:36", ONE, "the newsletter team is warned"), RESOLVED),
    ),
    "no figure": (
        "impact",
        "How many requests",
        (DECLARED, said("09:40", ONE, "Some requests failed")),
        (DECLARED, said("09:40", ONE, "About 3,200 requests failed")),
    ),
    "no cause": (
        "explanation",
        "Nobody stated a cause",
        (DECLARED, said("09:40", ONE, "I wonder whether it was the pool")),
        (DECLARED, said("09:40", ONE, "The errors were caused by an exhausted connection pool")),
    ),
}


def asked(messages, section: str, words: str) -> list[str]:
    made = build(*messages, tenures=HANDED if "handover" in words else ())
    assert all(one.section == section for one in made.questions if words in one.text)
    return [one.text for one in made.questions if words in one.text]


@pytest.mark.parametrize(("section", "words", "messages"), [one[:3] for one in GAPS.values()], ids=GAPS)
def test_what_is_missing_is_asked_where_the_answer_belongs(section: str, words: str, messages) -> None:
    assert asked(messages, section, words)


@pytest.mark.parametrize(("section", "words", "messages"), [(*one[:2], one[3]) for one in GAPS.values()], ids=GAPS)
def test_what_the_channel_answers_is_not_asked(section: str, words: str, messages) -> None:
    assert asked(messages, section, words) == []


def test_a_silence_is_over_half_an_hour_and_only_while_the_incident_was_open() -> None:
    half = (DECLARED, said("09:44", ONE, "looking"), said("10:14", ONE, "looking"), RESOLVED, said("11:40", ONE, "thanks"))
    assert asked(half, "timeline", "Nothing was said between") == []


def test_a_day_in_a_question_is_written_as_the_organisation_writes_days() -> None:
    late = (said("22:50", ONE, "the site is down"), said("26:10", ONE, "errors stopped, confirmed with a test order"))
    for style, words in ((DateStyle.DAY_FIRST, "15 October"), (DateStyle.MONTH_FIRST, "October 15"), (DateStyle.ISO, "2026-10-15")):
        (question,) = [one.text for one in build(*late, dates=style).questions if "Nothing was said" in one.text]
        assert f"02:10 on {words}." in question
