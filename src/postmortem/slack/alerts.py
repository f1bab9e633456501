# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What alerting and paging tools state in their posts: what fired, who took it, what is over, whom it paged."""

from __future__ import annotations

import re

from postmortem.incident import Claim, Office, Statement
from postmortem.slack.wording import PERSON, clip, read_person

# A state at the head of a line: "[FIRING:1] …", "Triggered: …", "Incident #12 acknowledged by …", "Alert closed: …".
_STATES = (
    r"(?:re-?)?triggered|firing|alerting|alarm|problem|acknowledged|acknowledgement|ack(?:ed|'ed)?|resolved|recovered|recovery|closed|auto-?resolved|ok|normal|new alert|new issue|new incident|regressed|regression"
    r"|critical|error|open(?:ed)?|down|up|warn(?:ing)?|no data|escalated|alert"
)
_HEAD = re.compile(
    r"(?:[\[(]?P[1-5][\])]?[:\s|–—-]+)?(?:\[?#\d{1,12}\]?[:\s|–—-]*|(?:new |your |high[- ]urgency |low[- ]urgency )*(?:incident|alert|monitor|check|site|service|issue)(?: #?\d{1,12})?(?: (?:is|has been|was|went|has))?[:\s]+)?"
    rf"[\[(]?(?P<state>{_STATES})\b(?:[:\s]\d{{1,5}})?(?: on \{{?[\w.\-]+\}}?)?[\])]?(?P<rest>.*)",
    re.IGNORECASE,
)
# A state after the words it is about: "checkout is DOWN", "Dana Ruiz acknowledged incident #12", "Status: Resolved".
_STATUS_FIELD = re.compile(
    r"(?:current |new |alert )?(?:status|state|condition|event)\s*:\s*(?P<state>triggered|firing|alerting|alarm|critical|acknowledged|resolved|recovered|ok|open|closed|new|regressed|down|up)\b",
    re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(
    rf"(?!(?:alert|incident|monitor|check|issue|site|service|status|event|host|new)\b)(?P<person>{PERSON}) (?:has )?(?P<state>acknowledged|acked|resolved|closed)\b(?: (?:the |this )?(?:incident|alert|issue))?(?P<rest>.*)", re.IGNORECASE
)
_IS_STATE = re.compile(
    r"(?P<rest>.{1,200}?) (?:is|went|has gone|are|has|was|is now)(?: now)?(?: back)? (?P<state>down|up|unreachable|recovered|resolved|critical|ok|acknowledged|closed|triggered|failing|unavailable|back online)\b(?P<after>.*)",
    re.IGNORECASE,
)
_BY = re.compile(rf"\bby:? (?P<person>{PERSON})", re.IGNORECASE)
_PAGED = re.compile(
    rf"(?:\A|[·|,] ?)(?:assigned(?: to)?|assignees?|paged|paging|notified|notifying|responders?|escalated to|reassigned to|escalating to|on[- ]call)\s*:?\s+(?P<person>{PERSON})",
    re.IGNORECASE,
)
_SECOND_LINE = re.compile(r"\b(?:2nd|second)[- ]line\b", re.IGNORECASE)

_FIRING = frozenset(
    "firing triggered retriggered re-triggered alerting alert alarm problem critical error down unreachable open opened warn warning regressed regression new failing unavailable".split()
) | {"new alert", "new issue", "new incident", "no data"}
_OVER = frozenset("resolved recovered recovery closed ok normal up autoresolved auto-resolved".split()) | {"back online"}

# "Service: checkout", "Urgency: High": a field, no headline.
_A_FIELD = re.compile(r"[A-Za-z][A-Za-z /_\-]{0,30}:\s")
_TRIM = re.compile(
    r"\A(?:[\s:|–—\-]*(?:created\b|(?:incident|alert|issue|on|for|in)\s+(?=[#\[\w])|\[?#\d{1,12}\]?)){0,3}[\s:|–—\-]*|[\s:|–—\-]{1,20}\Z", re.IGNORECASE
)
# By what way it came, which is not what it is.
_HOW = re.compile(r"(?:by|through|via|using|from) (?:the |its |an? )?(?:[\w-]+ ){0,3}(?:api|integration|website|web ?app|app|phone|e-?mail|slack|console|ui|console)", re.IGNORECASE)
_DESCRIPTION = re.compile(r"(?:description|summary|title):\s*(?P<what>\S.*?)(?:\s*\(view (?:message|details|incident)\))?\s*\Z", re.IGNORECASE)
# What tools post of themselves: who is on duty, notes, settings, trials.
_ASIDE = re.compile(
    r"\b(?:now on[- ]call|on[- ]call (?:shift|schedule|handoff|handover|hand-off)|is on call|going off call|note (?:was )?added|added a note|left a note|is connected|has been connected|was connected|integration (?:was |has been )?(?:added|removed|enabled|installed)"
    r"|test (?:alert|notification|message|incident|event|page)|this is (?:only )?a test|\[test\]|weekly (?:report|summary)|daily (?:report|summary)|digest|maintenance window|(?:un)?muted|silence (?:created|expired|added)|snoozed|paused|subscribed|unsubscribed|scheduled maintenance|priority (?:was )?changed|added a responder|merged into|uptime report|upgrade your plan|trial)\b",
    re.IGNORECASE,
)


def read_alert(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """An alert that fired, was acknowledged or is over, and whom it paged. A post has one state: the first it shows."""
    if is_aside(lines):
        return ()
    found: list[Statement] = []
    if match := _first_state(lines):
        number, state, rest, person = match
        what = _what(lines, number, rest)
        if state in _FIRING:
            found.append(Statement(claim=Claim.ALERT, value=what, tool=tool))
        elif state in _OVER:
            return (Statement(claim=Claim.ALERT_RESOLVED, value=what, person=person, tool=tool),)
        elif state.startswith("ack"):
            return (Statement(claim=Claim.ACKNOWLEDGED, value=what, person=person, tool=tool),)
    elif tool in _ISSUE_TOOLS and lines and (_EXCEPTION.match(lines[0]) or any(_ISSUE.search(line) for line in lines[1:])):
        found.append(Statement(claim=Claim.ALERT, value=clip(lines[0]), tool=tool))
    for line in lines:
        if paged := _PAGED.search(line):
            office = Office.SECOND_LINE.value if _SECOND_LINE.search(line) else ""
            found.append(Statement(claim=Claim.PAGED, value=office, person=read_person(paged["person"]), tool=tool))
    return tuple(found)


# Tools whose posts are errors by themselves: the first line says which.
_ISSUE_TOOLS = frozenset({"Sentry", "Rollbar", "Bugsnag", "Honeybadger"})
_ISSUE = re.compile(r"\b(?:first seen|last seen|short id|events?: \d|level:|environment:|times seen|culprit)", re.IGNORECASE)
_EXCEPTION = re.compile(r"[A-Za-z_.]*(?:Error|Exception|Warning|Fault)\b:?")


def is_aside(lines: list[str]) -> bool:
    """Whether a tool's post tells of the tool, not of the incident."""
    return any(_ASIDE.search(line) for line in lines[:3])


def _first_state(lines: list[str]) -> tuple[int, str, str, str] | None:
    """The line that holds the state, the state, what the line says besides, and who brought it about."""
    for number, line in enumerate(lines[:4]):
        for pattern in (_BY_SOMEBODY, _HEAD, _IS_STATE):
            found = pattern.match(line)
            if found is None or _STATUS_FIELD.match(line):
                continue
            if pattern is _HEAD and found["rest"][:1].isalnum():
                continue
            rest, by = found["rest"], _BY.search(line[found.start("state") :])
            person = found["person"] if pattern is _BY_SOMEBODY else by["person"] if by else _by_in(lines)
            state = _plain_state(found["state"])
            return number, state, _BY.sub("", rest, count=1) if by else rest, read_person(person)
    for number, line in enumerate(lines[:12]):
        if field := _STATUS_FIELD.match(line):
            return number, _plain_state(field["state"]), "", read_person(_by_in(lines))
    return None


def _plain_state(state: str) -> str:
    state = state.casefold()
    return "acknowledged" if state.startswith("ack") else state


def _by_in(lines: list[str]) -> str:
    """The person in a line such as "Acknowledged by: Dana Ruiz"."""
    return next((by["person"] for line in lines if (by := _BY.search(line))), "")


def _what(lines: list[str], number: int, rest: str) -> str:
    text = _TRIM.sub("", rest).strip(" .")
    if len(text) > 2 and not _HOW.fullmatch(text):
        return clip(text)
    if described := next((found["what"] for line in lines if (found := _DESCRIPTION.match(line))), ""):
        return clip(described)
    others = [
        line
        for place, line in enumerate(lines)
        if place != number and not _BY.match(line) and (not _A_FIELD.match(line) or _EXCEPTION.match(line))
    ]
    return next((clip(told) for line in others if (told := _TRIM.sub("", line))), "")


# An alert by a tool that this program does not know: its state has to be written as alerts write it.
_STRICT = re.compile(
    r"(?:\[(?:FIRING|RESOLVED|ALERT|ALERTING|OK|CRITICAL|DOWN|UP|PROBLEM|RECOVERY|RECOVERED|TRIGGERED|WARNING|WARN|ALARM)(?:[:\s]\d{1,5})?\]|(?:FIRING|RESOLVED|ALERT|ALARM|CRITICAL|DOWN|PROBLEM|RECOVERY|RECOVERED|TRIGGERED|INCIDENT)\s*[:|–—-]\s|(?:(?:New )?[Aa]lert|Alarm)\s*:\s)\s*\S|.{1,120} (?:is|went|is now) (?:DOWN|UP|CRITICAL|OK|UNREACHABLE|RECOVERED)\b"
)


def read_any_alert(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """An alert in the post of an unknown tool, where its first line is written as alerts are; nothing otherwise."""
    return read_alert(lines, tool) if lines and _STRICT.match(lines[0]) else ()
