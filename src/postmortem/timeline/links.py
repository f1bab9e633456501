# ruff: noqa: E501 - a table of addresses: whole lines are easier to read against each other than wrapped ones
"""The addresses in a message that lead to a ticket, a dashboard, a pull request and the like, by how they are made."""

from __future__ import annotations

import re

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.text import PieceKind
from postmortem.timeline.reading import ADDRESS

MOST = 20  # links of one message

# sort: what the address holds. The first that fits counts.
_SORTS = (
    ("incident", re.compile(r"//(?:app\.incident\.io|[^/]*rootly|[^/]*firehydrant)[^/]*/")),
    ("pull request", re.compile(r"/(?:pull|pulls|merge_requests|pull-requests)/\d+")),
    ("alert", re.compile(r"pagerduty\.[^/]*/(?:incidents|alerts)|opsgenie\.[^/]*/alert|/alerting/|/alerts?/|/monitors?/\d|sentry\.[^/]*/.*issues?/|/issues/\d+/events/|alertmanager")),
    ("status page", re.compile(r"//(?:[^/]*status(?:page)?\.[^/]+|[^/]+\.statuspage\.[^/]+)(?:/|$)|//status\.")),
    ("ticket", re.compile(r"zendesk\.[^/]*/|freshdesk\.[^/]*/|/tickets?/\d|/browse/[A-Z][A-Z0-9]+-\d|/issues/\d+|//[^/]*trello\.com/c/|//linear\.app/.*/issue/|//[^/]*(?:jira|youtrack|helpscout|intercom)[^/]*/|//app\.shortcut\.com/|/work_items/\d")),
    ("dashboard", re.compile(r"grafana|/dashboards?(?:/|\?|$)|/d/\w|kibana|datadog|newrelic|cloudwatch|/graphs?(?:/|\?|$)|//dash\.|//metrics\.|//[^/]*monitoring\.|/metrics/|prometheus|splunk|honeycomb|papertrail|loggly|logz\.io|/explore\?")),
    ("change", re.compile(r"/(?:commit|commits|compare|releases?|actions/runs|deployments|pipelines|jobs)(?:/|$)")),
    ("document", re.compile(r"//docs\.google\.com/|//[^/]*notion\.|confluence|/wiki/|//[^/]*sharepoint|//drive\.google\.com/|/runbooks?/|/ops/docs")),
)  # fmt: skip


def links_in(message: BlamelessMessage) -> tuple[tuple[str, str], ...]:
    """(sort, address) of the links in a message that are of a known sort."""
    found: dict[str, str] = {}
    for kind, text, target in message.pieces[:200]:
        addresses = [target] if kind is PieceKind.LINK else ADDRESS.findall(text[:4000]) if kind is PieceKind.PROSE and "http" in text else ()
        for address in addresses:
            if address.startswith(("http://", "https://")) and (sort := sort_of(address)):
                found.setdefault(address.rstrip(".,;:)"), sort)
    return tuple((sort, address) for address, sort in found.items())[:MOST]


def sort_of(address: str) -> str:
    """What an address leads to; "" where its making does not tell."""
    return next((sort for sort, pattern in _SORTS if pattern.search(address[:2000])), "")
