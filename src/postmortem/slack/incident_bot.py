# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What the posts of incident.io state: announcements, roles, severity, status, updates, actions and follow-ups.

Its posts are edited in place, so a field in an edited post holds what was true at the edit (`Message.edited_ts`); what it
held before is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.incident import Claim, Statement
from postmortem.slack.incident_lines import in_parts
from postmortem.slack.products import INCIDENT_IO
from postmortem.slack.wording import ARROW, OFFICE, PERSON, SEVERITY, clip, office_statement, read_person, severity_statement

TOOL = INCIDENT_IO

# A field of a post: "Severity: Major", "Incident lead: <@U>", "Status: Investigating → Fixing".
_FIELD = re.compile(
    rf"(?P<name>(?:current |new )?(?:severity|status)|reporter|reported by|{OFFICE}|summary|update"
    rf"|latest update|next update(?: in| due)?"
    r"|new action|action(?: item)?s?|action (?:added|created)|new follow-?up(?: (?:added|created))?|follow-?ups?(?: (?:added"
    r"|created))?|incident|title|name|description|new incident(?: declared)?"
    r"|(?:customer |client |user )?impact|(?:affected|impacted) (?:services?|clients?|customers?|sites?|components?|teams?|products?|systems?|features?)"
    r"|channel|incident type|reference)\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)

# "severity changed from Minor to Major", "<@U> changed the severity to Major", "Severity Minor → Major".
_SEVERITY = re.compile(
    rf"\bseverity\b[^.\n]{{0,40}}?(?:(?:from )?(?P<was>{SEVERITY}) ?(?:to|{ARROW}) ?|to |as |is now |is |now |: ?|= ?){{1}}(?P<new>{SEVERITY})\b(?! ?(?:to\b|{ARROW}))", re.IGNORECASE
)
_STATUS = re.compile(
    rf"\bstatus\b[^.\n]{{0,40}}?(?:from (?P<was>[A-Za-z][A-Za-z \-]{{1,30}}?) to |(?P<was2>[A-Za-z]{{1,30}}) ?{ARROW} ?|to |as )"
    r"(?P<new>[A-Za-z][A-Za-z\-]{1,30}(?: (?!(?:by|for|at|on|since|after|because|in|via|from|now)\b)[A-Za-z\-]{1,30})?)",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\bincident (?:has been |was )?moved (?:from [A-Za-z \-]{2,30} )?(?:in)?to (?P<new>[A-Za-z][A-Za-z\-]{1,30}(?: (?!by\b)[A-Za-z\-]{1,30})?)", re.IGNORECASE
)
_ENDED = re.compile(
    r"\bincident (?:(?:has been|was|is)(?: now)? |marked as |)(?P<one>resolved|closed)\b"
    r"|\b(?P<two>resolved|closed) (?:the|this) incident\b"
    r"|\bmarked (?:the|this) incident (?:as )?(?P<three>resolved|closed)\b",
    re.IGNORECASE,
)

# A post of a change to an incident that is there already.
_CHANGED = re.compile(r"\b(?:updated|changed|edited) (?:the|this) incident\b|\A(?:incident |new )*(?:update|roles? updated|incident updated)\b", re.IGNORECASE)

# Who holds an office: "<@U> has been assigned the Incident Lead role", "<@A> assigned <@B> as incident lead".
_ASSIGNED = re.compile(
    rf"(?P<person>{PERSON}) (?:has been|was|is)(?: now)?(?: assigned| made| appointed| added| named)?(?: to)?(?: as)?(?: the"
    rf"| an?)?(?: new)? (?P<office>{OFFICE})\b(?: role)?", re.IGNORECASE
)
_ASSIGNS = re.compile(
    rf"\b(?:assigned|made|appointed|set) (?P<person>{PERSON}) (?:as |to |to be )?(?:the )?(?P<office>{OFFICE})\b"
    rf"|\b(?:assigned|set|handed|passed|changed)(?: over)?(?: the)? (?P<office2>{OFFICE})(?: role)?(?:"
    rf" over)?(?: from {PERSON})? to (?P<person2>{PERSON})"
    rf"|\b(?P<office3>{OFFICE})(?: role)? (?:has been |was )?(?:changed|handed over|passed"
    rf"|assigned)(?: from {PERSON})? to (?P<person3>{PERSON})"
    rf"|(?P<person4>{PERSON}) (?:took|has taken|is taking|takes)(?: over)?(?: as)?(?: the)? (?P<office4>{OFFICE})\b"
    rf"|(?P<person5>{PERSON}) (?:has )?(?:assigned|appointed|set|made) (?:themselves|themself|herself|himself)(?: as| to)?(?: the)? (?P<office5>{OFFICE})\b"
    rf"|(?P<person6>{PERSON}) (?:has )?(?:accepted|claimed|picked up)(?: the)? (?P<office6>{OFFICE})\b"
    rf"|\A(?:the |new )?(?P<office7>{OFFICE})(?: role)? (?:is now|is|now) (?P<person7>{PERSON})\W*\Z",
    re.IGNORECASE,
)

# "<@U> added an action: …", "New action", "created a follow-up …".
_ADDED = re.compile(
    rf"(?:\b(?:(?:added|created|logged|opened|assigned) (?:an? |\d+ )?(?:new )?|new )|\A(?=(?:action|follow-?up)(?: item)? (?:created|added|logged)(?: by {PERSON})?\W*\Z))(?P<what>action|follow-?up)s?(?: items?)?\b"
    r"(?: (?:for|to) <@\w+>| (?:created|added|logged)(?: by <@\w+>)?)?\s*[:–—\-]?\s*(?P<text>.*)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:shared|posted|provided|gave|sent) an(?: incident)? update\b[^:]{0,60}:?\s*(?P<text>.*)"
    rf"|\A(?:incident |new |latest )?update (?:from|by) {PERSON}\s*:?\s*(?P<text4>.*)"
    r"|\b(?:updated|changed|set) the (?:incident )?summary(?: to)?\b\s*:?\s*(?P<text2>.*)"
    r"|\A(?:incident |new )?(?:summary updated(?: by [^:]{1,60})?|update)\b\s*:?\s*(?P<text3>.*)\Z",
    re.IGNORECASE,
)

# "<@U> declared an incident: …", "New incident: …", "A new incident has been opened".
_DECLARED = re.compile(
    rf"\b(?:declared|reported|opened|created|raised|started) (?:an?|this)(?: new)?(?: (?P<level>{SEVERITY})(?:[- ]severity)?)? incident\b(?P<text>.*)"
    r"|\b(?:an? |the )?(?:new )?incident (?:(?:has been |was )(?:declared|created|opened|reported)|declared)\b(?P<text2>.*)"
    r"|\Anew incident\b(?P<text3>.*)"
    rf"|\A{PERSON} (?:has |just )?(?:declared|opened|created|raised|started)(?P<text4> [\[(#]{{0,2}}INC-?\d{{1,7}}\b.*)",
    re.IGNORECASE,
)

_WITH_SEVERITY = re.compile(rf" with severity:? ({SEVERITY})\b.*", re.IGNORECASE)

# An incident's reference, as the start of its title: "INC-123 Checkout errors", "[INC-123] …", "#INC-123: …".
_REFERENCE = re.compile(r"\A[\[(#]{0,2}INC-\d{1,7}[\])]?\s*[:|·–—\-]?\s*", re.IGNORECASE)
# A line that tells how to go on, not what happened.
# Who declared it, where the post begins with them.
_DECLARER = re.compile(rf"\W*?(?P<person>{PERSON}) (?:has |have |just )?(?:declared|opened|created|raised|started|reported)\b")
_ASIDE = re.compile(r"next update\b|(?:use |type |run )?/inc|(?:shared|posted|updated|sent|assigned|added|created|declared) (?:by|to|at|from)\b", re.IGNORECASE)
# What a post says of things that are not so, not yet, or no longer: a prompt, a reminder, somebody who gave an office up.
_PROMPT = re.compile(
    r"\b(?:doesn't have|does not have|no longer|has no|there is no|there's no|haven't|hasn't|has not|not yet|yet to|un-?assigned|removed|remember to|don't forget|reminder|please|should|would you like|want to|do you want"
    r"|you can|consider|suggested|we suggest|tip|it's been|it has been|overdue|is due|learn more|how to|in order to|click|use the|try|if you|could be|may be|might be|looks like|ai suggests|proposed)\b|\?(?:\s|\Z)",
    re.IGNORECASE,
)
# An action that was done with, one way or another.
_ACTION_DONE = re.compile(
    r"\b(?:completed|closed|finished|ticked off|marked (?P<before>.{1,200}?) as (?:complete|completed|done))\b(?: (?:an?|the|this))?(?: (?:action|follow-?up))?(?: item)?\s*:?\s*(?P<text>.*)"
    r"|\baction(?: item)? (?:was |has been |is )?(?:completed|done|closed)\b\s*:?\s*(?P<text2>.*)",
    re.IGNORECASE,
)
_ESCALATED = re.compile(
    rf"\b(?:escalated to|paged|escalating to|notified) (?P<person>{PERSON})|\b(?P<person2>{PERSON}) (?:has been|was) (?:paged|escalated to)", re.IGNORECASE
)
_AFTER_COLON = re.compile(r"\A[^:]{0,60}:\s*|\A[\s.:–—\-]+")

_NOBODY = frozenset({"", "none", "unassigned", "not assigned", "nobody", "no one", "-", "–", "—", "n/a", "tbc", "tbd", "not set", "unknown"})


def read_incident_bot(lines: list[str]) -> tuple[Statement, ...]:
    """What a post of incident.io states, in the order of its lines, each thing once."""
    lines = in_parts(lines)
    found: list[Statement | None] = []
    names = {field["name"].casefold() for line in lines if (field := _FIELD.match(line))}
    announces = bool(names & {"reporter", "reported by"}) or (len(names & {"severity", "status", "incident lead", "lead"}) >= 2)
    if announces and not any(_CHANGED.search(line) for line in lines[:2]) and not any(_DECLARED.search(line) for line in lines):
        found.append(Statement(claim=Claim.DECLARED, value=_headline(lines), tool=TOOL))
    position = 0
    while position < len(lines):
        line = lines[position]
        following = _until_next_field(lines, position + 1) or (_words_among_fields(lines, position + 1) if _TOLD.search(line) else "")
        found.extend(_line(line, following))
        position += 1
    once: dict[tuple[Claim, str, str], Statement] = {}
    for statement in found:
        if statement:
            once.setdefault((statement.claim, statement.value, statement.person), statement)
    return tuple(once.values())


def _line(line: str, following: str) -> Iterator[Statement | None]:
    if field := _FIELD.match(line):
        yield from _field(field["name"].casefold(), field["value"].strip(), following)
        return
    if _PROMPT.search(line.partition(": ")[0]):
        return
    if declared := _DECLARED.search(line):
        if declared["level"]:
            yield severity_statement(declared["level"], "", TOOL)
        text = next((group for name, group in declared.groupdict().items() if name.startswith("text") and group), "")
        if level := _WITH_SEVERITY.search(text):
            text = text[: level.start()]
            yield severity_statement(level[1], "", TOOL)
        title = _AFTER_COLON.sub("", text, count=1) if text else ""
        by = _DECLARER.match(line)
        person = read_person(by["person"]) if by else ""
        yield Statement(claim=Claim.DECLARED, value=_title(title or following.partition("\n")[0]), person=person, tool=TOOL)
    if severity := _SEVERITY.search(line):
        yield severity_statement(severity["new"], severity["was"] or "", TOOL)
    if status := _STATUS.search(line):
        was = status["was"] or status["was2"] or ""
        yield Statement(claim=Claim.STATUS, value=status["new"].strip().casefold(), was=was.strip().casefold(), tool=TOOL)
    elif moved := _MOVED.search(line):
        yield Statement(claim=Claim.STATUS, value=moved["new"].strip().casefold(), tool=TOOL)
    elif ended := _ENDED.search(line):
        yield Statement(claim=Claim.STATUS, value=(ended["one"] or ended["two"] or ended["three"]).casefold(), tool=TOOL)
    assigns = _ASSIGNS.search(line)
    if assigns:
        groups = assigns.groupdict()
        office = next((value for name, value in groups.items() if name.startswith("office") and value), "")
        person = next((value for name, value in groups.items() if name.startswith("person") and value), "")
        yield office_statement(office, person, TOOL)
    elif assigned := _ASSIGNED.search(line):
        yield office_statement(assigned["office"], assigned["person"], TOOL)
    done = _ACTION_DONE.search(line)
    if done and "follow" not in line.casefold() and (done["before"] or "action" in line.casefold()):
        if text := clip(done["before"] or done["text"] or done["text2"] or following.partition("\n")[0]):
            yield Statement(claim=Claim.ACTION_DONE, value=text, tool=TOOL)
    elif added := _ADDED.search(line):
        claim = Claim.ACTION if added["what"].casefold() == "action" else Claim.FOLLOW_UP
        if text := clip(added["text"]) or clip(following.partition("\n")[0]):
            yield Statement(claim=claim, value=text, tool=TOOL)
    if escalated := _ESCALATED.search(line):
        yield Statement(claim=Claim.PAGED, person=read_person(escalated["person"] or escalated["person2"]), tool=TOOL)
    if told := _TOLD.search(line):
        first = next((group for group in told.groups() if group), "")
        if text := clip("\n".join(filter(None, (first, following)))):
            yield Statement(claim=Claim.SUMMARY, value=text, tool=TOOL)


def _field(name: str, value: str, following: str) -> Iterator[Statement | None]:
    was, new = _change(value)
    if name.endswith("severity"):
        yield severity_statement(new, was, TOOL)
    elif name.endswith("status"):
        if new:
            yield Statement(claim=Claim.STATUS, value=clip(new).casefold(), was=was.casefold(), tool=TOOL)
    elif name.startswith(("affected", "impacted")) or name.endswith("impact"):
        if (text := clip(value)) and text.casefold() not in _NOBODY:
            yield Statement(claim=Claim.AFFECTED, value=text, tool=TOOL)
    elif name in ("summary", "update", "latest update"):
        if text := clip("\n".join(filter(None, (value, following)))):
            yield Statement(claim=Claim.SUMMARY, value=text, tool=TOOL)
    elif name.startswith(("new action", "action")):
        if text := clip(value) or clip(following.partition("\n")[0]):
            yield Statement(claim=Claim.ACTION, value=text, tool=TOOL)
    elif "follow" in name:
        if text := clip(value) or clip(following.partition("\n")[0]):
            yield Statement(claim=Claim.FOLLOW_UP, value=text, tool=TOOL)
    elif name.startswith("new incident"):
        yield Statement(claim=Claim.DECLARED, value=_title(value or following.partition("\n")[0]), tool=TOOL)
    elif re.fullmatch(OFFICE, name, re.IGNORECASE) and new.casefold() not in _NOBODY:
        yield office_statement(name, new, TOOL)


def _change(value: str) -> tuple[str, str]:
    """The value before, and the value now: "Minor → Major"."""
    parts = re.split(rf"\s*{ARROW}\s*", value, maxsplit=1)
    return (parts[0].strip(), parts[-1].strip()) if len(parts) == 2 else ("", value.strip())


def _until_next_field(lines: list[str], start: int) -> str:
    """The lines that belong to the one before them: up to the next field."""
    kept = []
    for line in lines[start:]:
        if _FIELD.match(line) or _ASIDE.match(line):
            break
        kept.append(line)
    return "\n".join(kept)


def _words_among_fields(lines: list[str], start: int) -> str:
    """Of an update that shows fields first, the words after them."""
    return "\n".join(line for line in lines[start:] if not _FIELD.match(line) and not _ASIDE.match(line))


def _headline(lines: list[str]) -> str:
    """The title of an announcement: its field, or its first line that is not a field."""
    for line in lines:
        field = _FIELD.match(line)
        if field and field["name"].casefold() in ("incident", "title", "name") and field["value"]:
            return _title(field["value"])
    titles = (_title(line) for line in lines if not _FIELD.match(line) and "://" not in line)
    return next((title for title in titles if title), "")


def _title(text: str) -> str:
    return clip(_REFERENCE.sub("", clip(text)))


def is_headline(lines: list[str]) -> bool:
    """Whether a post of any tool is an incident's announcement: an incident, with at least two of its fields."""
    names = {field["name"].casefold() for line in lines[:20] if (field := _FIELD.match(line))}
    telling = {name for name in names if name.endswith(("severity", "status")) or name in ("reporter", "reported by") or re.fullmatch(OFFICE, name, re.IGNORECASE)}
    return len(telling) >= 2 and any("incident" in line.casefold() for line in lines[:20])


def is_aside_of_incident_bot(lines: list[str]) -> bool:
    """Whether a post prompts, reminds or greets, which states nothing."""
    return any(_PROMPT.search(line) or _GREETING.search(line) for line in lines)


_GREETING = re.compile(
    r"\b(?:joined|left|welcome|homepage|/inc\b|pinned|added .{0,40}to (?:the )?(?:channel|timeline|incident)|created (?:a|the) (?:channel|zoom|call|doc)|here's|here is|recap|bookmark|invited|subscribed)", re.IGNORECASE
)
