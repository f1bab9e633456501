"""Posts that say everything in one line, tools that nobody told us of, and severities said beside a declaration."""

from __future__ import annotations

import pytest

from postmortem.slack.bots import read_statements
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.products import INCIDENT_IO


def stated(text: str, **more: str) -> list[str]:
    """ "severity: major", "office: incident lead (Ada Example)" …"""
    return [
        f"{one.claim}: {one.value}{f' ({one.person})' if one.person else ''}" for one in read_statements(decode_mrkdwn(text), **more)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ada Example declared INC-88 Double invoices · severity Critical · lead Ada Example · https://app.incident.io/acme/incidents/88",
            ["declared: Double invoices (Ada Example)", "severity: critical", "office: incident lead (Ada Example)"],
        ),
        ("INC-88 status changed from Fixing to Monitoring by Ada Example", ["status: monitoring"]),
        ("INC-88 status changed to In Progress at 10:02", ["status: in progress"]),
        ("Client comms manager is now Sanne de Wit", ["office: client comms manager (Sanne de Wit)"]),
        ("Incident lead role is now <@U0000001>", ["office: incident lead (U0000001)"]),
        ("Incident lead is now needed", []),
        ("Reminder: who is the incident lead?", []),
    ],
)
def test_incident_io(text, found):
    assert stated(text, product=INCIDENT_IO) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("INC-12 · Checkout errors · severity Major · lead Ada Example", ["declared: Checkout errors", "severity: major", "office: incident lead (Ada Example)"]),
        ("Incident INC-12 severity changed from Minor to Major", ["severity: major"]),
        ("Incident resolved by Ada Example", ["status: resolved"]),
        ("Incident lead is now Ada Example", ["office: incident lead (Ada Example)"]),
        ("<@U0000001> was added as incident commander", ["office: incident lead (U0000001)"]),
        ("Build status changed to failed", []),
        ("Weekly digest: 3 incidents closed, 2 declared", []),
        ("Deployment status changed to success for main", []),
        ("Reminder: the incident review is now on Friday", []),
        ("Team lead lunch is now on Monday", []),
    ],
)
def test_tools_of_any_name(text, found):
    assert [one for one in stated(text, product="somebot") if not one.startswith("deploy")] == found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Declaring an incident. Major.", "major"),
        ("I'm declaring this: invoices went out twice. Critical, because it's money.", "critical"),
        ("This is an incident. Severity: minor for now", "minor"),
        ("Calling an incident! P2", "major"),
        ("Major. That was a long day", None),
        ("Critical path is the database, declaring victory", None),
        ("Major Tom to ground control", None),
        ("Is it critical because of the money?", None),
        ("Not critical because nobody noticed", None),
    ],
)
def test_a_severity_said_by_itself(text, severity):
    found = [one for one in stated(text, author="U1") if one.startswith("severity")]
    assert found == ([f"severity: {severity}"] if severity else [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("This is an incident, I'll lead until Thora is back", ""),
        ("Declaring an incident because we cannot take payments", "we cannot take payments"),
        ("Declaring an incident: checkout is down", "checkout is down"),
        ("Declaring an incident, I'm on it", ""),
    ],
)
def test_a_reason_tells_of_the_trouble(text, reason):
    assert [one for one in stated(text, author="U1") if one.startswith("declared")] == [f"declared: {reason}"]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("I'll lead until Thora is back", True),
        ("This is an incident, I'll lead until somebody better turns up", True),
        ("I lead the design team until May", False),
        ("I'll lead the yoga class until six", False),
    ],
)
def test_leading_until(text, leads):
    assert ("office: incident lead (U1)" in stated(text, author="U1")) is leads


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('New ticket #9021 from Wren & Sons: "We got four invoices" (priority: normal)', "ticket: We got four invoices (Wren)"),
        ('New ticket #9021: "Cannot pay" [high]', "ticket: Cannot pay"),
        ('Ticket #12 "quoted" in the middle of words', 'ticket: "quoted" in the middle of words'),
    ],
)
def test_what_a_ticket_says_without_its_quotes(text, found):
    assert stated(text, product="Zendesk")[:1] == [found.replace('"quoted', 'quoted') if "middle" in found else found]
