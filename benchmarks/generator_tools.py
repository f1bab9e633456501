"""What tools post into a generated incident's channel, in the shapes that such tools have: attachments, blocks, plain text."""

from __future__ import annotations

import random
from typing import Any

Raw = dict[str, Any]


def _section(text: str) -> Raw:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _fields(**fields: str) -> Raw:
    return {"type": "section", "fields": [{"type": "mrkdwn", "text": f"*{name.replace('_', ' ')}*\n{value}"} for name, value in fields.items()]}


def _header(text: str) -> Raw:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": True}}


def _context(text: str) -> Raw:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def _app(name: str, **shape: Any) -> Raw:
    return {"type": "message", "text": "", "bot_id": f"B0{name[:6].upper()}", "bot_profile": {"id": f"B0{name[:6].upper()}", "name": name}, **shape}


def _old(name: str, **shape: Any) -> Raw:
    return {"type": "message", "subtype": "bot_message", "text": "", "username": name, "bot_id": f"B1{name[:6].upper()}", **shape}


def _incident_io(blocks: list[Raw], text: str = "") -> Raw:
    shape = _app("incident.io", blocks=blocks)
    return shape | ({"text": text} if text else {})


def alert(draw: random.Random, what: str, number: str) -> Raw:
    """An alert that fires."""
    shapes = (
        _old("PagerDuty", attachments=[{"title": f"[#{number}] Triggered: {what}", "title_link": f"https://larch.pagerduty.com/incidents/{number}", "text": "", "fields": [{"title": "Service", "value": "production", "short": True}, {"title": "Urgency", "value": "High", "short": True}], "fallback": what}]),
        _app("PagerDuty", blocks=[_section(f":large_red_square: *<https://larch.pagerduty.com/incidents/{number}|#{number}: {what}>*"), _fields(Status="Triggered", Urgency="High", Service="production"), {"type": "actions", "elements": []}]),
        _app("Opsgenie", text=f"New alert: [{what}]", attachments=[{"title": f"#{number}: {what}", "fields": [{"title": "Priority", "value": "P1"}, {"title": "Status", "value": "Open"}], "footer": "Opsgenie"}]),
        _old("Grafana", attachments=[{"color": "#D63232", "title": f"[FIRING:1] {what}", "title_link": "https://grafana.larch.example/alerting/9", "text": "Value: 38.2\nLabels: env=production", "fallback": f"[FIRING:1] {what}"}]),
        _old("AlertManager", attachments=[{"color": "danger", "title": f"[FIRING:2] {what} (critical)", "text": "*Description:* too many errors\n*Severity:* critical"}]),
        _app("Datadog", text="", attachments=[{"title": f"Triggered: {what}", "text": "The monitor was last triggered at Wed Oct 14.", "fields": [{"title": "Tags", "value": "env:prod"}]}]),
        _app("Sentry", blocks=[_section(f":red_circle: *<https://larch.sentry.io/issues/{number}|{what}>*"), _context("State: *New*   First Seen: *just now*")]),
        _old("Pingdom", text=f"{what.split()[0]} is DOWN since 09:02"),
        _old("UptimeRobot", text=f"Monitor is DOWN: {what}"),
        _old("Nagios", text=f"PROBLEM: {what} is CRITICAL"),
        _old("StatusCake", text=f"Your site went down: {what}"),
    )
    return draw.choice(shapes)


def acknowledged(draw: random.Random, what: str, number: str, who: str) -> Raw:
    """An alert that somebody took."""
    return draw.choice(
        (
            _old("PagerDuty", attachments=[{"title": f"[#{number}] Acknowledged by {who}", "text": what, "fallback": "Acknowledged"}]),
            _app("PagerDuty", blocks=[_section(f"{who} acknowledged <https://larch.pagerduty.com/incidents/{number}|#{number}: {what}>")]),
            _app("Opsgenie", attachments=[{"title": f"{who} acknowledged alert #{number}: {what}"}]),
            _app("PagerDuty", text=f"Incident #{number} was acknowledged by {who}"),
        )
    )


def alert_over(draw: random.Random, what: str, number: str) -> Raw:
    """An alert that is over."""
    return draw.choice(
        (
            _old("Grafana", attachments=[{"title": f"[RESOLVED] {what}", "color": "good"}]),
            _old("PagerDuty", attachments=[{"title": f"[#{number}] Resolved: {what}"}]),
            _app("Datadog", attachments=[{"title": f"[Recovered] {what}"}]),
            _old("UptimeRobot", text=f"Monitor is UP: {what}"),
        )
    )


def declared(draw: random.Random, title: str, number: str, who: str, severity: str) -> Raw:
    """incident.io says that an incident was declared; a severity only where one is given."""
    link = f"<https://app.incident.io/larch/incidents/{number}|INC-{number}>"
    fields = {"Severity": severity.capitalize()} if severity else {}
    shapes = [
        _incident_io([_section(f"{who} declared an incident: *{title}*"), *([_fields(**fields)] if fields else []), _context(link)]),
        _incident_io([_section(f":rotating_light: *New incident: {title}*"), *([_fields(**fields)] if fields else []), _context(link)]),
        _incident_io([_header(f"INC-{number} {title}"), _fields(Status="Investigating", Reporter=who, **fields)]),
    ]
    if severity:
        shapes.append(_incident_io([_section(f"{who} reported a *{severity.capitalize()}* incident: *{title}*"), _fields(**fields), _context(link)]))
    return draw.choice(shapes)


def severity_set(draw: random.Random, who: str, severity: str, was: str) -> Raw:
    """incident.io says that the severity changed."""
    now, before = severity.capitalize(), was.capitalize()
    shapes = [
        _incident_io([_section(f"{who} changed the severity to *{now}*")]),
        _incident_io([_section(f"Severity: *{now}*")]),
        _incident_io([_section(f"*Severity updated*\n{who} set the severity to {now}")]),
    ]
    if was:
        shapes += [
            _incident_io([_section(f"{who} changed the severity from *{before}* to *{now}*")]),
            _incident_io([_section(f"Severity: {before} → {now}")], text=f"Severity: {before} → {now}"),
            _incident_io([_section(f"*Severity*: {before} :arrow_right: {now}"), _context(f"Updated by {who}")]),
        ]
    return draw.choice(shapes)


def office_given(draw: random.Random, who: str, office: str) -> Raw:
    """incident.io says who holds an office."""
    return draw.choice(
        (
            _incident_io([_section(f"{who} has been assigned the *{office}* role")]),
            _incident_io([_section(f":firefighter: {who} is now the *{office}*")]),
            _incident_io([_section(f"{who} was assigned as *{office}*")]),
            _incident_io([_section(f"*{office}*: {who}")]),
            _incident_io([_section(f"{who} assigned themselves as {office}")]),
        )
    )


def status_set(draw: random.Random, who: str, status: str, was: str) -> Raw:
    """incident.io says what the status is now."""
    return draw.choice(
        (
            _incident_io([_section(f"Status changed: *{was} → {status}*")]),
            _incident_io([_section(f"{who} changed the status from *{was}* to *{status}*")]),
            _incident_io([_section(f"*Status*: {was} → {status}"), _context("Posted from the dashboard")]),
            _incident_io([_section(f"{who} updated the status to *{status}*")]),
        )
    )


def update_given(draw: random.Random, who: str, text: str) -> Raw:
    """incident.io passes on an update."""
    return draw.choice(
        (
            _incident_io([_section(f"{who} shared an update: {text}"), _context("Next update due in 30 minutes")]),
            _incident_io([_section(f":mega: *Update from {who}*\n{text}")]),
            _incident_io([_header("Incident update"), _section(f"*Update*: {text}"), _context(f"Shared by {who}")]),
        )
    )


def action_added(draw: random.Random, who: str, what: str) -> Raw:
    """incident.io logged an action."""
    return draw.choice(
        (
            _incident_io([_section(f"{who} added an action: {what}")]),
            _incident_io([_section(f":white_check_mark: *New action*: {what}"), _context(f"Assigned to {who}")]),
            _incident_io([_section(f"{who} created an action\n> {what}")]),
        )
    )


def follow_up_added(draw: random.Random, who: str, what: str) -> Raw:
    """incident.io logged a follow-up."""
    return draw.choice(
        (
            _incident_io([_section(f"{who} added a follow-up: {what}")]),
            _incident_io([_section(f"*New follow-up created*: {what}")]),
            _incident_io([_section(f":memo: {who} created a follow-up\n> {what}")]),
        )
    )


def deployed(draw: random.Random, service: str, version: str, who: str) -> Raw:
    """Something went live."""
    return draw.choice(
        (
            _old("deploy-bot", text=f"deployed *{service}* {version} to production (6 hosts) :white_check_mark: started by {who}"),
            _app("GitHub", attachments=[{"pretext": f"Deployment of larch/{service} to production by {who}", "title": f"{service} {version}", "text": "Deployment succeeded", "footer": f"larch/{service}"}]),
            _app("GitHub Actions", text="", attachments=[{"title": f"Workflow run: deploy production #{len(version) * 31}", "text": "Status: success", "color": "good", "fields": [{"title": "Repository", "value": f"larch/{service}"}, {"title": "Ref", "value": version}]}]),
            _old("Capistrano", text=f"{who} deployed {service} {version} to production"),
            _app("Shipwright", blocks=[_section(f":ship: *{service} {version}* is now live on production")]),
            _old("Jenkins", attachments=[{"text": f"deploy-{service} - #{len(version) * 17} Success after 3 min 10 sec: {version} released to production"}]),
        )
    )


def rolled_back(draw: random.Random, service: str, old: str, who: str) -> Raw:
    """Something was undone."""
    return draw.choice(
        (
            _old("deploy-bot", text=f"rolled back *{service}* to {old} on production (6 hosts) :rewind: started by {who}"),
            _app("Shipwright", blocks=[_section(f":rewind: Rollback of *{service}* to {old} finished")]),
            _app("GitHub", attachments=[{"pretext": f"Rollback deployment of larch/{service} by {who}", "title": f"Rollback to {old}", "text": "Deployment succeeded"}]),
            _old("Heroku", text=f"{who} rolled back {service} to {old}"),
        )
    )


def client_told(draw: random.Random, text: str, site: str) -> Raw:
    """A status page passes on what it says."""
    return draw.choice(
        (
            _app("Statuspage", attachments=[{"pretext": "New incident", "title": f"Errors on {site}", "title_link": "https://status.larch.example/incidents/x1", "text": f"*Investigating* - {text}"}]),
            _old("Statuspage", text=f"*Monitoring* - {text}"),
            _app("Statuspage", blocks=[_header(f"Errors on {site}"), _section(f"Identified: {text}"), _context("Affected components: shop")]),
        )
    )


def ticket(draw: random.Random, what: str, client: str, number: str) -> Raw:
    """A client wrote."""
    return draw.choice(
        (
            _app("Zendesk", attachments=[{"pretext": "New ticket", "title": f"#{number} {what}", "title_link": f"https://larch.zendesk.com/agent/tickets/{number}", "text": "Please help.", "fields": [{"title": "Organisation", "value": client}, {"title": "Priority", "value": "Urgent"}]}]),
            _app("Zendesk", text=f"New ticket <https://larch.zendesk.com/agent/tickets/{number}|#{number}>: {what}"),
            _app("Zendesk", blocks=[_section(f"*<https://larch.zendesk.com/agent/tickets/{number}|#{number} {what}>*"), _fields(Requester=f"somebody at {client}", Status="New")]),
        )
    )


def noise(draw: random.Random, who: str, service: str) -> Raw:
    """A post that states no fact of the incident."""
    return draw.choice(
        (
            _incident_io([_section("This incident doesn't have a lead yet. Use /inc lead to set one")]),
            _incident_io([_section(":timer_clock: It's been 30 minutes since the last update. Share one with /inc update")]),
            _incident_io([_section(f"{who} joined the incident")]),
            _old("Polly", text="Poll: where shall we have lunch?"),
            _app("GitHub", attachments=[{"pretext": f"Pull request opened by {who}", "title": "#812 Tidy the footer", "text": "Makes the footer tidy."}]),
            _app("GitHub", attachments=[{"pretext": "Check failed", "title": "lint", "text": "2 annotations"}]),
            _old("deploy-bot", text=f"deploy of *{service}* is queued"),
            _old("PagerDuty", text=f"{who} is now on call for shop"),
            _old("Standup", text="Good morning! What are you working on today?"),
            _old("Grafana", text="Grafana is connected to this channel"),
            _app("Zoom", blocks=[_section("Meeting started by somebody"), _context("Join with the button")]),
            _app("Google Drive", text="somebody commented on Notes of the day"),
            _old("Jenkins", attachments=[{"text": "build-docs - #112 Failure after 20 sec"}]),
        )
    )
