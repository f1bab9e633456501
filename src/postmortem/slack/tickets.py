# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What ticket systems and status pages state in their posts: what clients wrote, and what was told to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.incident import Claim, Statement
from postmortem.slack.wording import PERSON, clip, read_person

_A_FIELD = re.compile(r"[A-Za-z][A-Za-z /_\-]{0,30}:\s")
# "New ticket #48213 from Pat Lee: Cannot pay", "Subject: …", "Requester: …".
_TICKET = re.compile(
    rf"(?:new |urgent |updated |high[- ]priority |support )*(?:ticket|conversation|request)\b(?: (?:received|created|submitted|opened|raised))?[:\s]*(?:#?\d{{1,12}})?(?: (?:from|by|raised by|opened by|created by) (?P<person>{PERSON})(?: (?:&|and) {PERSON})*)?\s*[:|–—\-]?\s*(?P<what>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\[?#\d{1,12}\]?\s*[:|–—\-]?\s*(?P<what>\S.*)")
_QUOTED = re.compile(r"[\"“](?P<words>[^\"“”]+)[\"”](?:\s*[(\[·|–—-].*)?\Z")
_SUBJECT = re.compile(r"(?:subject|title)\s*:\s*(?P<what>\S.*)", re.IGNORECASE)
_REQUESTER = re.compile(rf"(?:requester|requested by|from|reported by|customer|submitted by)\s*:\s*(?P<person>{PERSON})", re.IGNORECASE)
_ORGANISATION = re.compile(r"(?:organi[sz]ation|company|client)\s*:\s*(?P<what>\S.*)", re.IGNORECASE)
# What happens to a ticket that is there already, or in the tool itself.
_NOT_NEW = re.compile(
    r"\b(?:solved|closed|merged|re-?assigned|assigned to|commented|internal note|new comment|new reply|replied|was updated|status changed|priority changed|sla|satisfaction|rating|survey|tagged|follower|is connected|integration|test ticket|trial|view created|macro|reopened)\b|\bstatus\s*:\s*(?:solved|closed|pending|on-hold)\b",
    re.IGNORECASE,
)

# A status page's states, which head its updates.
_STATES = r"investigating|identified|monitoring|resolved|update|in progress|verifying|completed"
_PAGE_STATE = re.compile(rf"(?:(?:current |new )?status\s*:\s*)?[\[*(]?(?P<state>{_STATES})(?:[\])*]\s*(?P<text2>\w.*)|[\])*]?\s*(?:[:–—\-]\s*(?P<text>.*))?)\Z", re.IGNORECASE)
_COMPONENTS = re.compile(r"(?:affected )?(?:components?|services?|systems?)(?: affected)?\s*:\s*(?P<what>\S.*)", re.IGNORECASE)
_NO_UPDATE = re.compile(
    r"\b(?:subscri\w+|unsubscri\w+|connected|integration|test (?:incident|notification|message)|template|component (?:added|created)|new subscriber|uptime|scheduled maintenance|maintenance (?:scheduled|window|starts)|draft|not (?:yet )?published|preview|invited|joined the team|logged in)\b",
    re.IGNORECASE,
)


def read_ticket(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """A new ticket: what it says, who asked, and for which client."""
    if any(_NOT_NEW.search(line) for line in lines[:6] if not _SUBJECT.match(line)):
        return ()
    what, person, client = "", "", ""
    for line in lines:
        if subject := _SUBJECT.match(line):
            what = clip(subject["what"])
        elif requester := _REQUESTER.match(line):
            person = read_person(requester["person"])
        elif organisation := _ORGANISATION.match(line):
            client = clip(organisation["what"])
        elif ticket := _TICKET.match(line):
            what = what or _unquoted(ticket["what"])
            person = person or read_person(ticket["person"] or "")
        elif not what and (numbered := _NUMBERED.match(line)):
            what = clip(numbered["what"])
    if not what:
        what = next((clip(line) for line in lines if not _A_FIELD.match(line) and not _TICKET.match(line)), "")
    if not what:
        return ()
    found = [Statement(claim=Claim.TICKET, value=what, person=person, tool=tool)]
    return (*found, Statement(claim=Claim.AFFECTED, value=client, tool=tool)) if client else tuple(found)


def _unquoted(text: str) -> str:
    """What a ticket says, where its words stand in quotes before the rest: "“Cannot pay” (priority: high)"."""
    quoted = _QUOTED.match(text)
    return clip(quoted["words"] if quoted else text)


def read_status_page(lines: list[str], tool: str) -> tuple[Statement, ...]:
    """What a status page tells clients: the text under its state; and which parts it names."""
    if any(_NO_UPDATE.search(line) for line in lines[:3]):
        return ()
    return tuple(_status_page(lines, tool))


def _status_page(lines: list[str], tool: str) -> Iterator[Statement]:
    for line in lines:
        if components := _COMPONENTS.match(line):
            yield Statement(claim=Claim.AFFECTED, value=clip(components["what"]), tool=tool)
    for number, line in enumerate(lines):
        if state := _PAGE_STATE.match(line):
            text = state["text"] or state["text2"] or "\n".join(other for other in lines[number + 1 :] if not _A_FIELD.match(other))
            if text:
                yield Statement(claim=Claim.CLIENT_UPDATE, value=clip(text), tool=tool)
                return
