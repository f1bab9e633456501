# ruff: noqa: E501 - a table of names: whole lines are easier to read against each other than wrapped ones
"""The tools that post into incident channels: which product a post is of, by its app, its links and its name."""

from __future__ import annotations

from postmortem.slack.characters import clean_name
from postmortem.slack.raw import Raw, as_dict, as_text
from postmortem.text import PieceKind, Pieces

INCIDENT_IO = "incident.io"
GITHUB = "GitHub"

# The tools that alert, by what their names hold; those whose posts are tickets or words to clients; those that deploy.
ALERTING = {
    "pagerduty": "PagerDuty",
    "opsgenie": "Opsgenie",
    "grafana": "Grafana",
    "alertmanager": "Alertmanager",
    "prometheus": "Prometheus",
    "datadog": "Datadog",
    "sentry": "Sentry",
    "pingdom": "Pingdom",
    "uptimerobot": "UptimeRobot",
    "uptime robot": "UptimeRobot",
    "statuscake": "StatusCake",
    "new relic": "New Relic",
    "newrelic": "New Relic",
    "cloudwatch": "CloudWatch",
    "aws chatbot": "CloudWatch",
    "nagios": "Nagios",
    "icinga": "Icinga",
    "zabbix": "Zabbix",
    "updown": "updown.io",
    "better uptime": "Better Uptime",
    "better stack": "Better Stack",
    "honeybadger": "Honeybadger",
    "rollbar": "Rollbar",
    "bugsnag": "Bugsnag",
    "victorops": "VictorOps",
    "splunk on-call": "VictorOps",
    "healthchecks": "Healthchecks",
    "site24x7": "Site24x7",
}
STATUS_PAGES = {"statuspage": "Statuspage", "status page": "Statuspage", "instatus": "Instatus", "statusio": "Status.io"}
TICKETS = {"zendesk": "Zendesk", "freshdesk": "Freshdesk", "help scout": "Help Scout", "intercom": "Intercom", "service desk": "Service Desk"}
_KNOWN = (ALERTING, STATUS_PAGES, TICKETS)
KNOWN_PRODUCTS = frozenset({INCIDENT_IO, GITHUB, *(product for products in _KNOWN for product in products.values())})

# incident.io posts under names of its own choosing; its app's name and its links stay the same.
_INCIDENT_IO_NAMES = frozenset({"incident.io", "incident-io", "incidentio"})
_INCIDENT_IO_LINK = "https://app.incident.io/"
_NAMELESS = "a bot"


def recognise(raw: Raw, bot: str, pieces: Pieces) -> str:
    """The product behind a tool's post: a known one's own name, else the name that the post shows.

    incident.io is known by its app's name, by its account in the workspace, or by its links, never by a username: those are
    free to choose.
    """
    profile = clean_name(as_dict(raw.get("bot_profile")).get("name")).casefold()
    name = bot.casefold()
    is_account = name in _INCIDENT_IO_NAMES and not raw.get("username")
    links = (piece.target for piece in pieces if piece.kind is PieceKind.LINK)
    if profile in _INCIDENT_IO_NAMES or is_account or any(address.startswith(_INCIDENT_IO_LINK) for address in links):
        return INCIDENT_IO
    for products in _KNOWN:
        for word, product in products.items():
            if word in name:
                return product
    if name.startswith("github"):
        return GITHUB
    return bot if name not in _INCIDENT_IO_NAMES else _NAMELESS


def app_of(raw: Raw) -> str:
    """The id of the app that posted: the same for all its posts, whatever name it posts under. "" where there is none."""
    profile = as_dict(raw.get("bot_profile"))
    for value in (raw.get("app_id"), profile.get("app_id"), raw.get("bot_id")):
        if key := clean_name(as_text(value)):
            return key
    return ""
