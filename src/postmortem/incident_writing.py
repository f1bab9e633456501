"""Incident → incident.toml, with notes for the people who will correct it. The same incident gives the same text."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.client_rules import ClientChoices
from postmortem.incident import Action, Client, Edits, Impact, Incident
from postmortem.incident_reading import MOMENTS

# What TOML wants escaped in text over several lines; a tab and a line break may stand. One class, linear.
_ESCAPED = re.compile(r'[\\\x00-\x08\x0b-\x1f\x7f]|"(?="")|"$')
# Half of a pair of code units, which no file can hold.
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")

_HEADER = """\
# The facts of this incident, for people to correct. What you change here stays as you wrote it, and the report follows it;
# what you leave alone is kept up to date. Then draft again. Lines that start with # are notes.
"""

_NOTES = {
    "title": "What the report is called.",
    "reference": "The incident's id, such as INC-123.",
    "timezone": "The zone of the times in the report, and of times here that say none.",
    "severity": "critical, major, minor or trivial.",
    "began": (
        'When it began, was noticed, was declared, stopped hurting, when all was normal again, when it was closed:\n'
        '# 2026-10-14 14:02:00. Not known: leave "".'
    ),
    "overview": "What happened, in a few sentences for somebody who was not there. Several lines: put three quotes at each end.",
}

_ARRAY_NOTES = {
    "clients": (
        "The clients whose users were affected; once for each. Names of their staff belong in private/people.toml.",
        'name = "Example Museum"|aliases = ["the museum"]|sites = ["museum.example"]|tickets = ["#18233"]',
    ),
    "impact": (
        "Who and what was affected, and how much, as somebody stated it; once for each figure.",
        'what = "Orders that failed"|figure = "about 300"|note = "from the shop\'s own count"',
    ),
    "actions": (
        "What should be done so that it hurts less next time; about three. The owner is a role, not a name.",
        'what = "Alert on a queue that only grows"|owner = "Tech operations"|due = "2026-11-01"|where = "incident actions board"',
    ),
}

_EDITS_NOTES = """\
# Single entries of the timeline, each by its source: a message, or a line of a file that was given with --evidence.
# "postmortem timeline --all" lists every entry with its sources, those left out too; timeline.json has them as "sources".
# Copy the source into quotes, take the # away from the lines you use, and draft again:
# drop leaves entries out, add takes messages in; reword gives another text, retime the time when it really happened.
"""
_EDITS_EXAMPLE = """\
# [edits]
# drop = ["1760432580.000200"]
# add = ["1760432640.000100"]
# [edits.reword]
# "1760432580.000200" = "Responder 1 restarted the queue workers"
# "deploys.csv:4" = "Release 3.17.4 was live on all hosts"
# [edits.retime]
# "1760432580.000200" = 2026-10-14 14:02:00
"""

_BIKESHED_NOTES = """\
# The post for the internal blog says "a client" where the report names one. To let it name them:
# [bikeshed]
# name_clients = true
"""

_CLIENT_NOTES = """\
# What clients may read of this incident beyond what is safe anyway: names of tools, suppliers and addresses, pictures that
# somebody released, and plain words for internal terms.
# [client_version]
# allowed = ["Example Payments"]
# pictures = ["attachments/1014-0922-checkout.png"]
# [client_version.say]
# "session store" = "the place where baskets are kept"
"""

ARRAYS = tuple(_ARRAY_NOTES)


def write_incident(incident: Incident) -> str:
    """The whole of incident.toml. Times stand in the incident's zone with their offset, to the second."""
    parts = [_HEADER]
    for key in ("title", "reference", "timezone", "severity", *MOMENTS, "overview"):
        note = _NOTES.get(key)
        parts.append((f"\n# {note}\n" if note else "") + f"{key} = {value_text(incident, key)}\n")
    for key, (note, example) in _ARRAY_NOTES.items():
        shown = "".join(f"\n# {line}" for line in (f"[[{key}]]", *example.split("|"))) + "\n"
        parts.append(f"\n# {note}{shown}{array_text(incident, key)}")
    parts.append(f"\n{_EDITS_NOTES}{_EDITS_EXAMPLE}{_edits_text(incident.edits, incident.timezone)}")
    parts.append(f"\n{_BIKESHED_NOTES}")
    if incident.bikeshed_names_clients:
        parts.append("\n[bikeshed]\nname_clients = true\n")
    parts.append(f"\n{_CLIENT_NOTES}{_client_text(incident.client_version)}")
    return "".join(parts)


def value_text(incident: Incident, key: str) -> str:
    """One value as it stands after "key = "."""
    value = getattr(incident, key)
    if value is None:
        return '""'
    return moment_text(value, incident.timezone) if isinstance(value, datetime) else text_value(str(value))


def array_text(incident: Incident, key: str) -> str:
    """An array of tables as it stands in the file, a blank line before each member; empty where it has none."""
    members: tuple[Client | Impact | Action, ...] = getattr(incident, key)
    return "".join(f"\n[[{key}]]\n{_member_text(member)}" for member in members)


def moment_text(moment: datetime, zone: str) -> str:
    """A time in the incident's zone with its offset, to the second."""
    moment = moment.replace(microsecond=0)
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except OverflowError:  # the last hours of the year 9999
        local = moment.astimezone(UTC)
    if (local.utcoffset() or timedelta()) % timedelta(minutes=1):  # local mean time of long ago, which TOML cannot say
        local = moment.astimezone(UTC)
    return local.isoformat(timespec="seconds")


def text_value(text: str) -> str:
    """Text in TOML's quotes: over several lines where it has several."""
    text = _HALF_CHARACTER.sub("\ufffd", text)
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    lines = _ESCAPED.sub(lambda match: f"\\{match[0]}" if match[0] in '\\"' else f"\\u{ord(match[0]):04x}", text)
    return f'"""\n{lines}\n"""'


def _member_text(member: Client | Impact | Action) -> str:
    """The keys of one client, impact or action. What is empty is shown where people are asked to fill it in."""
    match member:
        case Client():
            lists = {"aliases": member.aliases, "sites": member.sites, "tickets": member.tickets}
            return f"name = {text_value(member.name)}\n" + "".join(_list(key, items) for key, items in lists.items())
        case Impact():
            values = {"what": member.what, "figure": member.figure, "note": member.note}
        case Action():
            values = {"what": member.what, "owner": member.owner, "due": member.due, "where": member.where}
    return "".join(f"{key} = {text_value(value)}\n" for key, value in values.items()) + _list("sources", member.sources)


def _list(key: str, items: tuple[str, ...]) -> str:
    return f"{key} = [{', '.join(text_value(item) for item in items)}]\n" if items else ""


def _client_text(choices: ClientChoices) -> str:
    lists = _list("allowed", choices.allowed) + _list("pictures", choices.pictures)
    text = f"\n[client_version]\n{lists}" if lists else ""
    if choices.say:
        said = (f"{text_value(term)} = {text_value(words)}\n" for term, words in choices.say.items())
        text += f"\n[client_version.say]\n{''.join(said)}"
    return text


def _edits_text(edits: Edits, zone: str) -> str:
    lists = _list("drop", edits.drop) + _list("add", edits.add)
    text = f"\n[edits]\n{lists}" if lists else ""
    if edits.reword:
        text += "\n[edits.reword]\n" + "".join(f"{text_value(ts)} = {text_value(words)}\n" for ts, words in edits.reword.items())
    if edits.retime:
        text += "\n[edits.retime]\n" + "".join(f"{text_value(ts)} = {moment_text(at, zone)}\n" for ts, at in edits.retime.items())
    return text
