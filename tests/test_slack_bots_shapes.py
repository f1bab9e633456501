"""Posts of tools in the shapes that such tools have (classic attachments, blocks, plain text): what they state. All invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postmortem.incident import Claim
from slack_posts import Raw, app, button, context, decode, fields, header, io, old, section, stated

D, SEV, ST, OFF, SUM = Claim.DECLARED, Claim.SEVERITY, Claim.STATUS, Claim.OFFICE, Claim.SUMMARY
ACT, DONE, FU, A, AR, AK = Claim.ACTION, Claim.ACTION_DONE, Claim.FOLLOW_UP, Claim.ALERT, Claim.ALERT_RESOLVED, Claim.ACKNOWLEDGED
PG, DEP, RB, BAD, MRG, T, CU, AFF = (
    Claim.PAGED, Claim.DEPLOY, Claim.ROLLBACK, Claim.FAILED, Claim.MERGED, Claim.TICKET, Claim.CLIENT_UPDATE, Claim.AFFECTED,
)  # fmt: skip
LEAD, COMMS = "incident lead", "client comms manager"


STATED: dict[str, tuple[Raw, list[tuple[object, ...]]]] = {
    # incident.io
    "io announcement": (
        io(header("INC-77 Basket errors"), fields("*Severity*\nMajor", "*Status*\nInvestigating"), fields("*Reporter*\n<@U2>", "*Incident lead*\n<@U2>")),
        [(D, "Basket errors"), (SEV, "major"), (ST, "investigating"), (OFF, LEAD, "U2")],
    ),
    "io announcement, no lead yet": (
        io(section("*<https://app.incident.io/larch/incidents/77|INC-77 Basket errors>*"), fields("*Severity:* Minor", "*Incident lead:* Unassigned"), section("*Reporter:* <@U2>")),
        [(D, "Basket errors"), (SEV, "minor")],
    ),
    "io role": (io(section(":firefighter: <@U2> is now the *Incident lead*")), [(OFF, LEAD, "U2")]),
    "io role for oneself": (io(section("<@U2> assigned themselves as Client comms manager")), [(OFF, COMMS, "U2")]),
    "io role by another": (io(section("<@U3> assigned <@U2> as *Incident lead*"), context("just now")), [(OFF, LEAD, "U2")]),
    "io severity with an arrow": (io(section("*Severity*: Minor :arrow_right: Major"), context("Updated by <@U2>")), [(SEV, "major", "minor")]),
    "io severity in words": (io(section("<@U2> downgraded the severity from Critical to Major")), [(SEV, "major", "critical")]),
    "io status": (io(section("<@U2> updated the status to *Monitoring*")), [(ST, "monitoring")]),
    "io resolved": (io(section(":white_check_mark: This incident has been resolved"), context("Open for 2h 3m")), [(ST, "resolved")]),
    "io update": (io(section(":mega: *Update from <@U2>*\nThe queue should be empty by noon")), [(SUM, "The queue should be empty by noon")]),
    "io action": (io(section("<@U2> created an action\n> Ask the host for logs")), [(ACT, "Ask the host for logs")]),
    "io action done": (io(section("<@U2> completed an action: Ask the host for logs")), [(DONE, "Ask the host for logs")]),
    "io follow-up": (io(section(":memo: *New follow-up created*: write a runbook")), [(FU, "write a runbook")]),
    "io affected": (io(section("*Affected services*: checkout, basket")), [(AFF, "checkout, basket")]),
    "io page": (io(section("<@U3> escalated to <@U2> via PagerDuty")), [(PG, "", "U2")]),
    "io under another name": (old("Scribe", text="<https://app.incident.io/larch/incidents/77|INC-77>: status changed from Fixing to Closed"), [(ST, "closed", "fixing")]),
    "io by its account": ({"user": "UBOT", "text": "<@U2> has been assigned the Incident Lead role"}, [(OFF, LEAD, "U2")]),
    # PagerDuty, Opsgenie
    "pagerduty attachment": (
        old("PagerDuty", attachments=[{"title": "[#31] Triggered: basket 5xx above 5%", "title_link": "https://larch.pagerduty.com/incidents/31", "fields": [{"title": "Assigned to", "value": "<@U2>"}, {"title": "Urgency", "value": "High"}], "fallback": "x"}]),
        [(A, "basket 5xx above 5%"), (PG, "", "U2")],
    ),
    "pagerduty blocks": (
        app("PagerDuty", blocks=[section("*<https://larch.pagerduty.com/incidents/31|#31: basket 5xx above 5%>*"), fields("*Status*\nTriggered", "*Service*\nbasket"), button("Acknowledge")]),
        [(A, "basket 5xx above 5%")],
    ),
    "pagerduty acknowledged": (app("PagerDuty", blocks=[section("<@U2> acknowledged <https://larch.pagerduty.com/incidents/31|#31: basket 5xx above 5%>")]), [(AK, "basket 5xx above 5%", "U2")]),
    "pagerduty resolved": (old("PagerDuty", attachments=[{"title": "[#31] Resolved by Tegan Oldroyd", "text": "basket 5xx above 5%"}]), [(AR, "basket 5xx above 5%", "Tegan Oldroyd")]),
    "opsgenie attachment": (
        app("Opsgenie", attachments=[{"title": "#902: Queue depth is high", "fields": [{"title": "Priority", "value": "P1"}, {"title": "Status", "value": "Open"}]}]),
        [(A, "Queue depth is high")],
    ),
    "opsgenie closed": (app("Opsgenie", text="Alert closed: #902 Queue depth is high"), [(AR, "Queue depth is high")]),
    # Grafana, Alertmanager, Datadog, Sentry and others
    "grafana firing": (old("Grafana", attachments=[{"title": "[FIRING:1] Disk almost full (db-02)", "text": "Value: 96", "color": "#D63232"}]), [(A, "Disk almost full (db-02)")]),
    "grafana resolved": (app("Grafana", blocks=[section("*[RESOLVED] Disk almost full (db-02)*")]), [(AR, "Disk almost full (db-02)")]),
    "alertmanager": (old("AlertManager", attachments=[{"title": "[FIRING:2] HighErrorRate (critical)", "text": "*Summary:* errors above 5%"}]), [(A, "HighErrorRate (critical)")]),
    "datadog": (app("Datadog", attachments=[{"title": "Triggered: [P1] 5xx on basket", "text": "The monitor was triggered."}]), [(A, "[P1] 5xx on basket")]),
    "datadog recovered": (app("Datadog", text="Recovered: 5xx on basket"), [(AR, "5xx on basket")]),
    "sentry": (app("Sentry", blocks=[section(":red_circle: *<https://larch.sentry.io/issues/5|TypeError: basket is undefined>*"), context("State: *New*")]), [(A, "TypeError: basket is undefined")]),
    "uptime robot": (old("UptimeRobot", text="Monitor is DOWN: shop ( https://shop.example ) - Reason: HTTP 503"), [(A, "shop ( https://shop.example ) - Reason: HTTP 503")]),
    "pingdom": (old("Pingdom", text="shop.example is DOWN since 09:02"), [(A, "shop.example")]),
    "nagios": (old("Nagios", text="PROBLEM: web-03 load is CRITICAL"), [(A, "web-03 load is CRITICAL")]),
    # deploys
    "github deployment": (
        app("GitHub", attachments=[{"pretext": "Deployment of larch/basket to production by tegan", "title": "basket 3.2.1", "text": "Deployment succeeded", "footer": "larch/basket"}]),
        [(DEP, "basket 3.2.1: Deployment succeeded")],
    ),
    "github merged": (app("GitHub", attachments=[{"pretext": "Pull request merged by tegan", "title": "#812 Put the limit back", "title_link": "https://github.com/larch/basket/pull/812"}]), [(MRG, "#812 Put the limit back")]),
    "github release": (app("GitHub", attachments=[{"pretext": "New release published by tegan", "title": "v3.2.2"}]), [(MRG, "New release published by tegan")]),
    "github workflow": (
        app("GitHub", attachments=[{"title": "Workflow run: deploy to production", "fields": [{"title": "Status", "value": "success"}, {"title": "Branch", "value": "main"}]}]),
        [(DEP, "Workflow run: deploy to production")],
    ),
    "github workflow failed": (
        app("GitHub", attachments=[{"title": "Workflow run: deploy to production", "fields": [{"title": "Status", "value": "failed"}]}]),
        [(BAD, "Workflow run: deploy to production")],
    ),
    "deploy bot": (old("deploy-bot", text="deployed *basket* 3.2.1 to production :white_check_mark: by <@U2>"), [(DEP, "deployed basket 3.2.1 to production by <@U2>")]),
    "rollback": (app("Shipwright", blocks=[section(":rewind: Rollback of *basket* to 3.2.0 finished")]), [(RB, "Rollback of basket to 3.2.0 finished")]),
    "rollback deployment": (
        app("GitHub", attachments=[{"pretext": "Rollback deployment of larch/basket by tegan", "title": "Rollback to 3.2.0", "text": "Deployment succeeded"}]),
        [(RB, "Rollback to 3.2.0: Deployment succeeded")],
    ),
    "rollback failed": (old("deploy-bot", text="rollback of *basket* to 3.2.0 failed on shop-01: no such image"), [(BAD, "rollback of basket to 3.2.0 failed on shop-01: no such image")]),
    # tickets and status pages
    "zendesk attachment": (
        app("Zendesk", attachments=[{"pretext": "New ticket", "title": "#18233 Cannot pay", "text": "Please call.", "fields": [{"title": "Requester", "value": "Ilse Jessop"}, {"title": "Organisation", "value": "Marlow Books"}]}]),
        [(T, "Cannot pay", "Ilse Jessop"), (AFF, "Marlow Books")],
    ),
    "zendesk text": (app("Zendesk", text="New ticket <https://larch.zendesk.com/agent/tickets/9|#18233>: Cannot pay"), [(T, "Cannot pay")]),
    "statuspage": (
        app("Statuspage", blocks=[header("Errors in the shop"), section("*Identified*: We know why and are on it."), context("Affected components: shop")]),
        [(AFF, "shop"), (CU, "We know why and are on it.")],
    ),
    # tools that nobody here knows
    "another incident bot": (
        old("Heimdall", text=":rotating_light: New incident: *Basket errors*", attachments=[{"fields": [{"title": "Severity", "value": "Major"}, {"title": "Incident lead", "value": "<@U2>"}]}]),
        [(D, "Basket errors"), (SEV, "major"), (OFF, LEAD, "U2")],
    ),
    "another alert": (old("lookout", text="[FIRING] certificate of shop.example expires today"), [(A, "certificate of shop.example expires today")]),
}

SILENT: dict[str, Raw] = {
    "io prompt": io(section("This incident doesn't have a lead yet. Use `/inc lead` to set one")),
    "io reminder": io(section(":timer_clock: It's been 30 minutes since the last update")),
    "io gave a role up": io(section("<@U2> is no longer the Incident lead")),
    "io removed a role": io(section("<@U2> was removed as Incident lead")),
    "io suggestion": io(section("Should the severity be Critical?")),
    "io welcome": io(section(":wave: Welcome to the incident channel, <@U2>"), button("Homepage")),
    "io tip": io(section("You can use /inc severity to change the severity to Major")),
    "io joined": io(section("<@U2> joined the incident")),
    "io draft": io(section("AI suggests: severity could be Major")),
    "a person's name for incident.io": old("incident.io", text="I'm the incident lead"),
    "pagerduty on call": old("PagerDuty", text="<@U2> is now on call for basket"),
    "pagerduty note": app("PagerDuty", blocks=[section("<@U2> added a note: looks resolved to me")]),
    "pagerduty trial": old("PagerDuty", attachments=[{"title": "[#32] Triggered: this is a test incident"}]),
    "opsgenie schedule": app("Opsgenie", text="On-call schedule changed: <@U2> until Monday"),
    "grafana connected": old("Grafana", text="Grafana is connected to this channel"),
    "grafana trial": old("Grafana", attachments=[{"title": "[FIRING:1] Test alert (Grafana)"}]),
    "alertmanager silence": old("AlertManager", text="Silence created by tegan until 12:00"),
    "datadog muted": app("Datadog", text="Monitor muted: 5xx on basket"),
    "sentry report": app("Sentry", text="Weekly report: 412 errors"),
    "sentry assigned": app("Sentry", blocks=[section("Assigned: somebody took a look")]),
    "github opened": app("GitHub", attachments=[{"pretext": "Pull request opened by tegan", "title": "#812 Deploy faster"}]),
    "github closed": app("GitHub", attachments=[{"pretext": "Pull request closed by tegan without being merged", "title": "#812 Put the limit back"}]),
    "github push": app("GitHub", attachments=[{"pretext": "1 new commit pushed to main by tegan", "text": "Fix the limit"}]),
    "github review": app("GitHub", attachments=[{"pretext": "Review requested from tegan", "title": "#812 Released the hounds"}]),
    "github lint": app("GitHub", attachments=[{"title": "Workflow run: lint", "fields": [{"title": "Status", "value": "success"}]}]),
    "github staging": app("GitHub", attachments=[{"pretext": "Deployment of larch/basket to staging by tegan", "text": "Deployment succeeded"}]),
    "github queued": app("GitHub", attachments=[{"title": "Workflow run: deploy to production", "fields": [{"title": "Status", "value": "queued"}]}]),
    "deploy bot start": old("deploy-bot", text="deploy of *basket* 3.2.1 to production started by <@U2>"),
    "deploy bot asks": old("deploy-bot", text="Shall 3.2.1 be deployed to production?"),
    "deploy bot state": old("deploy-bot", text="*basket* production: 3.2.1 on 6 of 6 hosts"),
    "deploy bot waits": old("deploy-bot", text="3.2.1 will be deployed to production at 14:00"),
    "build": old("Jenkins", attachments=[{"text": "build-docs - #112 Failure after 20 sec"}]),
    "zendesk solved": app("Zendesk", attachments=[{"title": "#18233 Cannot pay", "fields": [{"title": "Status", "value": "Solved"}]}]),
    "zendesk comment": app("Zendesk", text="Ilse commented on ticket #18233: Cannot pay"),
    "zendesk rating": app("Zendesk", text="Satisfaction rating received: good"),
    "statuspage subscriber": app("Statuspage", text="You are now subscribed to updates"),
    "statuspage maintenance": app("Statuspage", attachments=[{"title": "Scheduled maintenance", "text": "On Sunday"}]),
    "poll": old("Polly", text="Poll: where shall we have lunch?"),
    "standup": old("Standup", text="What are you working on today?"),
    "meeting": app("Zoom", blocks=[section("Meeting started"), context("Join")]),
    "another bot's field": old("notes", text="severity: major"),
    "another bot in the first person": old("notes", text="I'm the incident lead"),
    "another bot's chatter": old("cheerful", text="This incident is going to be resolved, I believe in you!"),
    "slackbot": {"user": "USLACKBOT", "text": "Reminder: the incident lead is resolved"},
}


@pytest.mark.parametrize("name", STATED)
def test_a_post_states(name: str) -> None:
    raw, expected = STATED[name]
    (message,) = decode(raw).messages
    assert stated(message) == expected


@pytest.mark.parametrize("name", SILENT)
def test_a_post_that_must_not_state_anything_does_not(name: str) -> None:
    (message,) = decode(SILENT[name]).messages
    assert stated(message) == []


def test_half_of_the_posts_must_not_match() -> None:
    assert len(SILENT) * 10 >= len(STATED) * 9


def test_other_posts_of_an_app_that_is_incident_io_are_read_as_its_posts() -> None:
    """incident.io may post under any name; once one of its posts is known, all posts of that app are."""
    first = {"subtype": "bot_message", "username": "Scribe", "app_id": "A9", "text": "<@U2> has been assigned the Incident Lead role"}
    known = {"subtype": "bot_message", "username": "Homepage", "app_id": "A9", "text": "Status changed: Fixing → Closed <https://app.incident.io/x/incidents/1|INC-1>"}
    for order in ((first, known), (known, first)):
        assert [message.bot for message in decode(*order).messages] == ["incident.io", "incident.io"]
    other = first | {"app_id": "A8"}
    assert [message.bot for message in decode(other, known).messages] == ["Scribe", "incident.io"]


def test_what_an_edited_post_says_is_dated_at_its_last_edit_and_said_in_a_remark() -> None:
    edited = io(header("INC-77 Basket errors"), fields("*Severity*\nMajor", "*Status*\nResolved"), section("*Reporter:* <@U2>"))
    transcript = decode(edited | {"edited": {"user": "UBOT", "ts": "1760009999.000000"}})
    since = {s.claim: s.since for s in transcript.messages[0].statements}
    assert since == {D: "", SEV: "1760009999.000000", ST: "1760009999.000000"}
    assert transcript.remarks == (
        "1 post of tools was edited in place: it shows what held at the last edit, and is dated so; what stood there before is lost.",
    )


def test_an_alert_s_own_post_that_was_edited_still_tells_when_the_alert_came() -> None:
    raw = old("PagerDuty", attachments=[{"title": "[#31] Resolved: basket 5xx"}], edited={"user": "U2", "ts": "1760009999.000000"})
    (message,) = decode(raw).messages
    assert [(s.claim, s.since) for s in message.statements] == [(A, ""), (AR, "1760009999.000000")]


def test_posts_in_shapes_never_seen_are_kept_as_text_and_counted() -> None:
    strange = [
        app("Datadog", blocks=[{"type": "video_carousel", "text": {"type": "mrkdwn", "text": "a graph in a shape of tomorrow"}}]),
        old("weather", text="rain until four"),
        app("PagerDuty", blocks=[section("ring ring")]),
    ]
    transcript = decode(*strange, SILENT["pagerduty on call"], STATED["grafana firing"][0])
    assert transcript.remarks == ("3 posts of tools in shapes that this program does not know were read as text.",)
    assert [bool(message.pieces) for message in transcript.messages] == [True] * 5
    assert decode(strange[1]).remarks == ("1 post of a tool in a shape that this program does not know was read as text.",)
    assert decode({"user": "U2", "text": "hello"}).remarks == ()


def test_the_clock_of_an_edit_is_read_as_a_moment() -> None:
    from postmortem.incident import when

    assert when("1760009999.000000") == datetime(2025, 10, 9, 11, 39, 59, tzinfo=UTC)
