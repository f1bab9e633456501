"""What alerting, paging, ticket, status page and deploy tools state in their posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.incident import Claim, Office, Statement
from postmortem.slack.wording import PERSON, clip, read_person

# The tools that alert, by what their names hold; and those whose posts are tickets or words to clients.
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
    "cloudwatch": "CloudWatch",
    "nagios": "Nagios",
    "icinga": "Icinga",
    "updown": "updown.io",
    "better uptime": "Better Uptime",
}
STATUS_PAGES = {"statuspage": "Statuspage", "status page": "Statuspage", "instatus": "Instatus"}
TICKETS = {"zendesk": "Zendesk", "freshdesk": "Freshdesk", "help scout": "Help Scout", "intercom": "Intercom"}

# A state at the head of a line: "[FIRING:1] …", "Triggered: …", "Incident #12 acknowledged by …", "Alert closed: …".
_HEAD = re.compile(
    r"(?:\[?#\d{1,9}\]?[:\s]*|(?:new )?(?:incident|alert|monitor|check)(?: #?\d{1,9})?(?: (?:is|has been|was))?[:\s]+)?"
    r"[\[(]?(?P<state>firing|triggered|alerting|alert|problem|acknowledged|ack(?:ed|'ed)?|resolved"
    r"|recovered|recovery|closed|ok|normal|new alert|new issue"
    r"|critical|error|open|down|up|warn(?:ing)?)\b"
    r"(?:[:\s]\d{1,5})?(?: on \{?[\w.\-]+\}?)?[\])]?(?P<rest>.*)",
    re.IGNORECASE,
)
# A state after the words it is about: "checkout is DOWN", "Dana Ruiz acknowledged incident #12", "Status: Resolved".
_STATUS_FIELD = re.compile(
    r"(?:status|state)\s*:\s*(?P<state>triggered|firing|alerting|acknowledged|resolved|ok|open|closed)\b", re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(
    rf"(?P<person>{PERSON}) (?:has )?(?P<state>acknowledged|resolved|closed)\b(?: (?:the "
    rf"|this )?(?:incident|alert))?(?P<rest>.*)", re.IGNORECASE,
)
_IS_STATE = re.compile(
    r"(?P<rest>.{1,200}) (?:is|went|has gone)(?: now)?(?: back)? (?P<state>down|up|unreachable|recovered"
    r"|resolved)\b", re.IGNORECASE,
)
_BY = re.compile(rf"\bby:? (?P<person>{PERSON})", re.IGNORECASE)
_PAGED = re.compile(
    rf"(?:\A|[·|,] ?)(?:assigned(?: to)?|assignees?|paged|paging|notified|notifying|responders?|escalated to"
    rf"|reassigned to)\s*:?\s+(?P<person>{PERSON})", re.IGNORECASE
)
_SECOND_LINE = re.compile(r"\b(?:2nd|second)[- ]line\b", re.IGNORECASE)

_FIRING = frozenset(
    {"firing", "triggered", "alerting", "alert", "problem", "new alert", "new issue", "critical", "error"}
    | {"down", "unreachable", "open", "warn", "warning"}
)
_OVER = frozenset({"resolved", "recovered", "recovery", "closed", "ok", "normal", "up"})

# "Service: checkout", "Urgency: High": a field, no headline.
_A_FIELD = re.compile(r"[A-Za-z][A-Za-z /_\-]{0,30}:\s")
_TRIM = re.compile(
    r"\A(?:[\s:|–—\-]*(?:(?:incident|alert|on|for|in)\s+(?=[#\[\w])|\[?#\d{1,9}\]?)){0,3}[\s:|–—\-]*|[\s:|–—\-]{1,20}\Z",
    re.IGNORECASE,
)

# What went live, and what was undone; only when it is done. A plan, a start or a failure is neither.
_DEPLOYED = re.compile(
    r"\b(?:deployed|released|rolled out|shipped)\b|\bis (?:now )?live\b|\bwent live\b"
    r"|\b(?:deploy(?:ment)?|release)\b.{0,80}\b(?:succeeded|successful(?:ly)?|finished|completed?|done)\b",
    re.IGNORECASE,
)
_ROLLED_BACK = re.compile(
    r"\brolled[ -]?back\b|\brollback\b.{0,80}\b(?:succeeded|successful|finished|completed?|done|live)\b"
    r"|\breverted to\b", re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:fail(?:ed|ure|ing)?|will be|to be|about to|going to|queued|pending|cancell?ed|aborted"
    r"|started(?! by\b)|starting|scheduled|waiting|not|error|can(?:not| be)|should)\b|\?",
    re.IGNORECASE,
)

# "New ticket #48213 from Pat Lee: Cannot pay", "Subject: …", "Requester: …".
_TICKET = re.compile(
    rf"(?:new |urgent |updated )*ticket\b[:\s]*(?:#?\d{{1,12}})?(?: (?:from|by|raised by"
    rf"|opened by) (?P<person>{PERSON}))?\s*[:|–—\-]?\s*(?P<what>.*)", re.IGNORECASE,
)
_NUMBERED = re.compile(r"\[?#\d{1,12}\]?\s*[:|–—\-]?\s*(?P<what>\S.*)")
_SUBJECT = re.compile(r"(?:subject|title)\s*:\s*(?P<what>\S.*)", re.IGNORECASE)
_REQUESTER = re.compile(rf"(?:requester|requested by|from|reported by)\s*:\s*(?P<person>{PERSON})", re.IGNORECASE)

# A status page's states, which head its updates.
_PAGE_STATE = re.compile(
    r"(?:(?:current )?status\s*:\s*)?(?P<state>investigating|identified|monitoring|resolved|update"
    r"|scheduled)\s*(?:[:–—\-]\s*(?P<text>.*))?\Z", re.IGNORECASE,
)


def read_alert(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """An alert that fired, was acknowledged or is over, and whom it paged. A post has one state: the first it shows."""
    found: list[Statement] = []
    if match := _first_state(lines):
        number, state, rest, person = match
        what = _what(lines, number, rest)
        if state in _FIRING:
            found.append(Statement(claim=Claim.ALERT, value=what, tool=tool))
        elif state in _OVER:
            found.append(Statement(claim=Claim.ALERT_RESOLVED, value=what, person=person, tool=tool))
        else:
            found.append(Statement(claim=Claim.ACKNOWLEDGED, value=what, person=person, tool=tool))
        if state in _OVER or state not in _FIRING:
            return tuple(found)
    elif tool == "Sentry" and lines:
        found.append(Statement(claim=Claim.ALERT, value=clip(lines[0]), tool=tool))
    for line in lines:
        if paged := _PAGED.search(line):
            office = Office.SECOND_LINE.value if _SECOND_LINE.search(line) else ""
            found.append(Statement(claim=Claim.PAGED, value=office, person=read_person(paged["person"]), tool=tool))
    return tuple(found)


def _first_state(lines: list[str]) -> tuple[int, str, str, str] | None:
    """The line that holds the state, the state, what the line says besides, and who brought it about."""
    fields = [(number, field) for number, line in enumerate(lines[:12]) if (field := _STATUS_FIELD.match(line))]
    for number, line in enumerate(lines[:4]):
        for pattern in (_BY_SOMEBODY, _HEAD, _IS_STATE):
            found = pattern.match(line)
            if found is None or _STATUS_FIELD.match(line):
                continue
            rest, by = found["rest"], _BY.search(found["rest"])
            person = found["person"] if pattern is _BY_SOMEBODY else by["person"] if by else _by_in(lines)
            state = found["state"].casefold()
            state = "acknowledged" if state.startswith("ack") else state
            return number, state, rest[: by.start()] if by else rest, read_person(person)
    for number, field in fields:
        return number, field["state"].casefold(), "", read_person(_by_in(lines))
    return None


def _by_in(lines: list[str]) -> str:
    """The person in a line such as "Acknowledged by: Dana Ruiz"."""
    return next((by["person"] for line in lines if (by := _BY.search(line))), "")


def _what(lines: list[str], number: int, rest: str) -> str:
    text = _TRIM.sub("", rest).strip()
    if len(text) > 2:
        return clip(text)
    others = [line for place, line in enumerate(lines) if place != number and not _A_FIELD.match(line) and not _BY.match(line)]
    return clip(_TRIM.sub("", others[0])) if others else ""


def read_deploy(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """What went live or was undone: at most one statement a post, from the first line that says so."""
    for line in lines:
        if _NOT_DONE.search(line):
            continue
        if _ROLLED_BACK.search(line):
            return (Statement(claim=Claim.ROLLBACK, value=clip(line), tool=tool),)
        if _DEPLOYED.search(line):
            return (Statement(claim=Claim.DEPLOY, value=clip(line), tool=tool),)
    return ()


def read_ticket(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """A ticket: what it says, and who asked."""
    what, person = "", ""
    for line in lines:
        if subject := _SUBJECT.match(line):
            what = clip(subject["what"])
        elif requester := _REQUESTER.match(line):
            person = read_person(requester["person"])
        elif ticket := _TICKET.match(line):
            what = what or clip(ticket["what"])
            person = person or read_person(ticket["person"] or "")
        elif not what and (numbered := _NUMBERED.match(line)):
            what = clip(numbered["what"])
    if not what:
        what = next((clip(line) for line in lines if not _A_FIELD.match(line) and not _TICKET.match(line)), "")
    return (Statement(claim=Claim.TICKET, value=what, person=person, tool=tool),) if what else ()


def read_status_page(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """What a status page tells clients: the text under its state, or the whole post."""
    return tuple(_status_page(lines, tool))


def _status_page(lines: list[str], tool: str) -> Iterator[Statement]:
    for number, line in enumerate(lines):
        if state := _PAGE_STATE.match(line):
            text = state["text"] or "\n".join(other for other in lines[number + 1 :] if not _A_FIELD.match(other))
            if text:
                yield Statement(claim=Claim.CLIENT_UPDATE, value=clip(text), tool=tool)
                return
    if text := "\n".join(lines):
        yield Statement(claim=Claim.CLIENT_UPDATE, value=clip(text), tool=tool)
