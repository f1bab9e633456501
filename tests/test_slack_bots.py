"""What tools' posts and people's fixed phrases state, and what ordinary chatter does not."""

from __future__ import annotations

import time

import pytest

from postmortem.incident import Claim, Statement
from postmortem.slack.bots import read_statements, recognise
from postmortem.slack.mrkdwn import decode_mrkdwn

D, SEV, ST, OFF, SUM, ACT, FU = Claim.DECLARED, Claim.SEVERITY, Claim.STATUS, Claim.OFFICE, Claim.SUMMARY, Claim.ACTION, Claim.FOLLOW_UP
LEAD, COMMS = "incident lead", "client comms manager"


def short(statements: tuple[Statement, ...]) -> list[tuple[object, ...]]:
    """Each statement as (claim, value), with the person and the value before where there are any."""
    return [(s.claim, s.value, *(x for x in (s.was, s.person) if x)) for s in statements]


PHRASES = [
    ("I am declaring an incident because checkout returns 502s", [(D, "checkout returns 502s")]),
    ("I'm declaring an incident because the site is down.", [(D, "the site is down")]),
    ("ok, declaring a major incident", [(D, ""), (SEV, "major")]),
    ("I declare an incident: payments fail", [(D, "payments fail")]),
    ("I am the incident lead", [(OFF, LEAD, "U1")]),
    ("I'm the incident lead for this one", [(OFF, LEAD, "U1")]),
    ("Hi all, I’m incident lead. Please post here.", [(OFF, LEAD, "U1")]),
    ("I'm taking over as lead", [(OFF, LEAD, "U1")]),
    ("Taking incident lead from here", [(OFF, LEAD, "U1")]),
    ("I'll take over as incident lead now", [(OFF, LEAD, "U1")]),
    ("I'll take client comms", [(OFF, COMMS, "U1")]),
    ("I'm on client comms", [(OFF, COMMS, "U1")]),
    ("I'm doing client comms", [(OFF, COMMS, "U1")]),
    ("handing lead to <@U2>", [(OFF, LEAD, "U2")]),
    ("I'm handing over the incident lead role to <@U2|dana>, thanks all", [(OFF, LEAD, "U2")]),
    ("Handing over incident lead to Dana", [(OFF, LEAD, "Dana")]),
    ("<@U2> is incident lead", [(OFF, LEAD, "U2")]),
    ("<@U2> is now the incident lead.", [(OFF, LEAD, "U2")]),
    ("*<@U2>* is now client comms", [(OFF, COMMS, "U2")]),
    ("<@U2> is client comms manager :mega:", [(OFF, COMMS, "U2")]),
    ("Dana Ruiz is taking over as incident lead", [(OFF, LEAD, "Dana Ruiz")]),
    ("<@U2> has taken over as lead", [(OFF, LEAD, "U2")]),
    ("/incident lead me", [(OFF, LEAD, "U1")]),
    ("/incident lead <@U2>", [(OFF, LEAD, "U2")]),
    ("/inc severity major", [(SEV, "major")]),
    ("/incident role scribe <@U2>", [(OFF, "scribe", "U2")]),
    ("TODO: add an alert for disk space", [(FU, "add an alert for disk space")]),
    ("todo: ask <@U2> for the *log*", [(FU, "ask <@U2> for the log")]),
    ("Follow-up: write the runbook", [(FU, "write the runbook")]),
    ("Action: restart the queue", [(ACT, "restart the queue")]),
    ("raising the severity to critical", [(SEV, "critical")]),
    ("Upgrading this from minor to major", [(SEV, "major", "minor")]),
    ("Severity: *major*", [(SEV, "major")]),
    ("severity is now minor", [(SEV, "minor")]),
    ("Severity minor → major", [(SEV, "major", "minor")]),
]

CHATTER = [
    "who is the incident lead?",
    "Who is lead here?",
    "Is Dana the incident lead?",
    "severity of the bug is unclear",
    "should we deploy?",
    "should I declare an incident?",
    "I'm not declaring an incident yet",
    "if this goes on I'm declaring an incident",
    "we have not declared an incident",
    "the last incident was declared on Monday",
    "I'm the lead developer on that project",
    "I am leading the meeting",
    "she said I'm the incident lead",
    "> I'm the incident lead",
    "we need an incident lead",
    "there is no incident lead",
    "There is now incident lead training on Friday",
    "He is the incident lead",
    "What is lead time",
    "the lead is slow",
    "ask the incident lead",
    "lead poisoning",
    "Paint is lead free",
    "This is on-call",
    "type `/incident lead me` to take over",
    "`TODO: remove this`",
    "```\nTODO: remove this\nSeverity: major\n```",
    "there's a TODO in the code",
    "severity: unknown",
    "a major bug",
    "Severity major bugs first",
    "escalating to the vendor",
    "upgrading to Postgres 14",
    "upgrading to major version 14",
    "comms are fine",
    "I'm handling comms with the printer driver",
    "I'm taking the lead pipe",
    "handing over to <@U2> soon",
    "incident",
    "",
]


@pytest.mark.parametrize(("text", "expected"), PHRASES, ids=[text[:40] for text, _ in PHRASES])
def test_a_fixed_phrase_states_what_it_says(text: str, expected: list[tuple[object, ...]]) -> None:
    assert short(read_statements(decode_mrkdwn(text), author="U1")) == expected


@pytest.mark.parametrize("text", CHATTER, ids=[text[:40] or "empty" for text in CHATTER])
def test_chatter_states_nothing(text: str) -> None:
    assert read_statements(decode_mrkdwn(text), author="U1") == ()


INCIDENT_BOT = [
    (
        "*INC-123 Checkout errors*\n*Severity:* Major\n*Status:* Investigating\n*Incident lead:* <@U2>\n*Reporter:* <@U3>",
        [(D, "Checkout errors"), (SEV, "major"), (ST, "investigating"), (OFF, LEAD, "U2")],
    ),
    ("<@U2> has been assigned the Incident Lead role", [(OFF, LEAD, "U2")]),
    ("<@U2> is now the incident lead", [(OFF, LEAD, "U2")]),
    ("<@U3> assigned <@U2> as Client comms manager", [(OFF, COMMS, "U2")]),
    ("Incident lead changed from <@U2> to <@U4>", [(OFF, LEAD, "U4")]),
    ("<@U2> handed over the incident lead role to <@U4>", [(OFF, LEAD, "U4")]),
    ("Client comms manager: <@U5>", [(OFF, COMMS, "U5")]),
    ("Severity changed from Minor to Major", [(SEV, "major", "minor")]),
    ("<@U2> changed the severity from *Minor* to *Major*", [(SEV, "major", "minor")]),
    ("Severity: Minor → Major", [(SEV, "major", "minor")]),
    ("Severity: Minor -> Critical", [(SEV, "critical", "minor")]),
    (":fire: <@U2> updated the severity to Critical", [(SEV, "critical")]),
    ("Status: Investigating → Fixing", [(ST, "fixing", "investigating")]),
    ("<@U2> changed the status from Investigating to Monitoring", [(ST, "monitoring", "investigating")]),
    ("<@U2> shared an update: The queue is draining", [(SUM, "The queue is draining")]),
    ("Update: traffic is back\nNext update: 14:30", [(SUM, "traffic is back")]),
    ("<@U2> shared an update: All clear\nNext update due in 30 minutes", [(SUM, "All clear")]),
    ("Status changed: Monitoring → Resolved\n<@U2> resolved this incident", [(ST, "resolved", "monitoring")]),
    ("*Summary*: half of the orders fail", [(SUM, "half of the orders fail")]),
    ("<@U2> added an action: ring the host", [(ACT, "ring the host")]),
    ("New action: ring the host", [(ACT, "ring the host")]),
    ("<@U2> added a follow-up: write a runbook", [(FU, "write a runbook")]),
    ("New follow-up created: write a runbook", [(FU, "write a runbook")]),
    ("This incident has been resolved", [(ST, "resolved")]),
    ("<@U2> closed the incident", [(ST, "closed")]),
    ("<@U2> declared an incident: Checkout errors", [(D, "Checkout errors", "U2")]),
    ("New incident: Checkout errors", [(D, "Checkout errors")]),
    ("<@U2> declared this incident with severity *Minor*\n> We are seeing 503s", [(SEV, "minor"), (D, "We are seeing 503s", "U2")]),
]

INCIDENT_BOT_SILENT = [
    "This incident doesn't have a lead yet",
    "Incident lead: Unassigned",
    "Use /incident to see what you can do",
    "Severity: Not set",
    "<@U2> joined the channel",
    "Remember to appoint a client comms manager",
    "Homepage",
    "What is the severity?",
]


@pytest.mark.parametrize(("text", "expected"), INCIDENT_BOT, ids=[text[:40] for text, _ in INCIDENT_BOT])
def test_incident_io_states(text: str, expected: list[tuple[object, ...]]) -> None:
    found = read_statements(decode_mrkdwn(text), product="incident.io")
    assert short(found) == expected
    assert {statement.tool for statement in found} == {"incident.io"}


@pytest.mark.parametrize("text", INCIDENT_BOT_SILENT, ids=[text[:40] for text in INCIDENT_BOT_SILENT])
def test_incident_io_says_nothing_that_is_not_stated(text: str) -> None:
    assert read_statements(decode_mrkdwn(text), product="incident.io") == ()


A, AR, AK, PG, DEP, RB, T, CU = (
    Claim.ALERT, Claim.ALERT_RESOLVED, Claim.ACKNOWLEDGED, Claim.PAGED, Claim.DEPLOY, Claim.ROLLBACK, Claim.TICKET, Claim.CLIENT_UPDATE,
)  # fmt: skip

TOOLS = [
    ("PagerDuty", "Triggered: <https://x.pagerduty.com/incidents/1|Checkout 5xx above 5%>\nAssigned: <@U2>\nService: shop", [(A, "Checkout 5xx above 5%"), (PG, "", "U2")]),
    ("PagerDuty", "Triggered by Dana Ruiz.\nDescription: Hub cannot scale (View Message)\nINCIDENT #36\nHub cannot scale", [(A, "Hub cannot scale")]),
    ("PagerDuty", "Triggered through the API.\nINCIDENT #2214\nQueue latency is high", [(A, "Queue latency is high")]),
    ("PagerDuty", "Resolved by Dana Ruiz through the website.\nINCIDENT #36\nHub cannot scale", [(AR, "Hub cannot scale", "Dana Ruiz")]),
    ("PagerDuty", "Triggered: API through the roof", [(A, "API through the roof")]),
    ("PagerDuty", "[#4182] Checkout 5xx above 5%\nStatus: Triggered", [(A, "Checkout 5xx above 5%")]),
    ("PagerDuty", "Acknowledged by Dana Ruiz\nCheckout 5xx above 5%", [(AK, "Checkout 5xx above 5%", "Dana Ruiz")]),
    ("PagerDuty", "<@U2> acknowledged incident #4182: Checkout 5xx", [(AK, "Checkout 5xx", "U2")]),
    ("PagerDuty", "Incident #4182 resolved by <@U2>\nCheckout 5xx", [(AR, "Checkout 5xx", "U2")]),
    ("Grafana", "[FIRING:1] Checkout 5xx (shop)", [(A, "Checkout 5xx (shop)")]),
    ("Alertmanager", "[RESOLVED] DiskFull", [(AR, "DiskFull")]),
    ("Datadog", "Triggered: [P1] Queue depth is high", [(A, "[P1] Queue depth is high")]),
    ("Datadog", "[Recovered] Queue depth", [(AR, "Queue depth")]),
    ("Pingdom", "www.example.com is DOWN", [(A, "www.example.com")]),
    ("Sentry", "TypeError: basket is undefined", [(A, "TypeError: basket is undefined")]),
    ("deploys", "<@U2> deployed release 214 to production", [(DEP, "<@U2> deployed release 214 to production")]),
    ("PagerDuty", "[#44] Triggered: checkout 5xx\nAssigned to: Örs Adeyemi", [(A, "checkout 5xx"), (PG, "", "Örs Adeyemi")]),
    ("Opsgenie", ":red_circle: Open: #902 Odd sign-in\nPriority: P1\nCreated by the audit log · assigned to <@U2>", [(A, "Odd sign-in"), (PG, "", "U2")]),
    ("Opsgenie", "Closed: #902 Odd sign-in", [(AR, "Odd sign-in")]),
    ("Zendesk", "New ticket\n#18233 Customers cannot pay\nPlease call me\nRequester: Dilys Marsh", [(T, "Customers cannot pay", "Dilys Marsh")]),
    ("deploys", "rolled back *basket* to 3.17.4, started by <@U2>", [(RB, "rolled back basket to 3.17.4, started by <@U2>")]),
    ("deploys", "deploy of 214 failed", [(Claim.FAILED, "deploy of 214 failed")]),
    ("deploys", "rollback of *basket* to 3.17.4 failed on shop-01", [(Claim.FAILED, "rollback of basket to 3.17.4 failed on shop-01")]),
    ("deploys", "release 214 is live", [(DEP, "release 214 is live")]),
    ("deploys", ":rewind: shop rolled back to 213", [(RB, "shop rolled back to 213")]),
    ("GitHub", "Deployment of shop to production succeeded", [(DEP, "Deployment of shop to production succeeded")]),
    ("Zendesk", "New ticket #48213 from Pat Lee: Cannot pay", [(T, "Cannot pay", "Pat Lee")]),
    ("Zendesk", "<https://z.example/48213|#48213 Cannot pay>\nRequester: Pat Lee\nPriority: Urgent", [(T, "Cannot pay", "Pat Lee")]),
    ("Statuspage", "Checkout errors\nInvestigating - We are looking into errors.", [(CU, "We are looking into errors.")]),
]

TOOLS_SILENT = [
    ("deploys", "Deploying release 214 to production"),
    ("deploys", "release 214 is queued"),
    ("deploys", "Rollback started"),
    ("deploys", "deploy of *basket* 3.18.0 to production started by <@U2>"),
    ("deploys", "basket production: 3.18.0 live on 6 of 6 hosts since 08:36"),
    ("GitHub", "[shop] Pull request opened: Deploy faster"),
    ("deploys", "should this be deployed?"),
    ("PagerDuty", "You are now on call for shop"),
    ("PagerDuty", "Note added: looking"),
    ("Grafana", "Grafana is connected to this channel"),
    ("Zendesk", "Priority: Urgent"),
    ("a bot", "severity: major"),
    ("a bot", "I'm the incident lead"),
]


@pytest.mark.parametrize(("product", "text", "expected"), TOOLS, ids=[f"{name}-{text[:30]}" for name, text, _ in TOOLS])
def test_a_tool_states(product: str, text: str, expected: list[tuple[object, ...]]) -> None:
    assert short(read_statements(decode_mrkdwn(text), product=product)) == expected


@pytest.mark.parametrize(("product", "text"), TOOLS_SILENT, ids=[f"{name}-{text[:30]}" for name, text in TOOLS_SILENT])
def test_a_tool_that_reports_nothing_done_states_nothing(product: str, text: str) -> None:
    assert read_statements(decode_mrkdwn(text), product=product) == ()


TOPICS = [
    ("Lead: <@U2>\nComms lead: <@U3>\nSeverity: Major", [(OFF, LEAD, "U2"), (OFF, COMMS, "U3"), (SEV, "major")]),
    ("Checkout errors | Lead: <@U2> | Priority: P2", [(OFF, LEAD, "U2"), (SEV, "major")]),
    ("Status: Monitoring", [(ST, "monitoring")]),
    ("Checkout errors", []),
    ("Tech lead: <@U2>", []),
    ("the lead: see below", []),
    ("Severity: unclear", []),
]


@pytest.mark.parametrize(("text", "expected"), TOPICS, ids=[text[:30] for text, _ in TOPICS])
def test_a_topic_states_its_fields(text: str, expected: list[tuple[object, ...]]) -> None:
    assert short(read_statements(decode_mrkdwn(text), author="U1", is_topic=True)) == expected


PRODUCTS = [
    ({"bot_profile": {"name": "incident.io"}}, "Scribe", "hello", "incident.io"),
    ({}, "Scribe", "<https://app.incident.io/incidents/12|Homepage>", "incident.io"),
    ({"username": "incident.io"}, "incident.io", "I'm the incident lead", "a bot"),
    ({}, "Scribe", "see <https://app.incident.io.evil.example/1>", "Scribe"),
    ({}, "pagerduty", "x", "PagerDuty"),
    ({}, "Deploy Bot", "x", "Deploy Bot"),
]


@pytest.mark.parametrize(("raw", "bot", "text", "product"), PRODUCTS, ids=[case[3] + str(n) for n, case in enumerate(PRODUCTS)])
def test_a_product_is_known_by_its_app_or_its_links(raw: dict[str, object], bot: str, text: str, product: str) -> None:
    assert recognise(raw, bot, decode_mrkdwn(text)) == product


LONG = {
    "one word": "lead" * 250_000,
    "capitals": "Aa " * 300_000 + "lead",
    "severity": "severity " * 110_000,
    "incident": "incident was " * 80_000,
    "spaces": "incident" + " " * 1_000_000 + "lead",
    "brackets": "[#1] incident " * 70_000,
    "deploy": "deploy release " * 70_000,
    "by": "by Dana " * 120_000,
    "one line a word": "incident lead\n" * 70_000,
}


@pytest.mark.parametrize("product", ["", "incident.io", "PagerDuty", "Zendesk", "Statuspage", "deploys"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_megabyte_is_read_in_linear_time(text: str, product: str) -> None:
    pieces = decode_mrkdwn(text)
    start = time.perf_counter()
    read_statements(pieces, author="U1", product=product)
    assert time.perf_counter() - start < 30
