"""incident.toml → Incident: the facts as people left them. What cannot be read is said with its line and key."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from postmortem.client_rules import read_client_choices
from postmortem.errors import did_you_mean
from postmortem.incident import Action, Client, Edits, Impact, Incident, Severity
from postmortem.toml_border import Table, parse_toml, shown_key, type_name
from postmortem.zones import find_zone, no_such_zone

MOMENTS = ("began", "detected", "declared", "mitigated", "restored", "resolved")
OURS = ("title", "reference", "timezone", "severity", *MOMENTS, "overview", "clients", "impact", "actions")
KEYS = (*OURS, "edits", "bikeshed", "client_version")

# A message's ts: seconds, a dot, a fraction.
_TS = re.compile(r"\d{1,12}(?:\.\d{1,9})?|[\w.+-]{1,80}:\d{1,12}(?:-end)?")

_HOW_TO_WRITE_A_TIME = "Write it as 2026-10-14 14:02:00 (without quotes), or leave it as an empty text where it is not known."


def read_incident(text: str, where: str) -> Incident:
    """The facts in incident.toml. `where` names the file in messages.

    A time without an offset is taken in the file's `timezone`. Missing keys and empty texts are what is not known.
    """
    table = parse_toml(text, where).table()
    table.allow(KEYS)
    zone = _zone(table)
    moments = {key: read_moment(table, key, zone) for key in MOMENTS}
    return Incident(
        title=table.text("title"),
        reference=table.text("reference"),
        timezone=zone,
        severity=_severity(table),
        began=moments["began"],
        detected=moments["detected"],
        declared=moments["declared"],
        mitigated=moments["mitigated"],
        restored=moments["restored"],
        resolved=moments["resolved"],
        overview=table.text("overview"),
        clients=tuple(_client(entry) for entry in table.tables("clients")),
        impact=tuple(_impact(entry) for entry in table.tables("impact")),
        actions=tuple(_action(entry) for entry in table.tables("actions")),
        edits=_edits(table.table("edits"), zone),
        bikeshed_names_clients=_names_clients(table.table("bikeshed")),
        client_version=read_client_choices(table.table("client_version")),
    )


def read_moment(table: Table, key: str, zone: str) -> datetime | None:
    """A date and time, aware and in UTC; None where it is missing or an empty text."""
    value: Any = table.values.get(key, "")
    if value == "":
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise table.error(key, f"{shown_key(key)} is not a date and time. {_HOW_TO_WRITE_A_TIME}") from error
    if not isinstance(value, datetime):
        raise table.error(key, f"{shown_key(key)} must be a date and time, not {type_name(value)}. {_HOW_TO_WRITE_A_TIME}")
    try:
        return (value if value.tzinfo is not None else value.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise table.error(key, f"{shown_key(key)} is a date that cannot be. {_HOW_TO_WRITE_A_TIME}") from error


def _zone(table: Table) -> str:
    name = table.text("timezone") or "Europe/London"
    zone = find_zone(name)
    if zone is None:
        raise table.error("timezone", no_such_zone(name))
    return zone


def _severity(table: Table) -> Severity | None:
    word = table.text("severity").casefold()
    if not word:
        return None
    levels = [severity.value for severity in Severity]
    if word not in levels:
        guess = did_you_mean(word[:40], levels)
        raise table.error("severity", f"severity must be {', '.join(levels[:-1])} or {levels[-1]}.{guess}")
    return Severity(word)


def _client(entry: Table) -> Client:
    if entry.has("people"):
        raise entry.error("people", "this file is shared and holds nobody's name. Name a client's staff in private/people.toml.")
    entry.allow(("name", "aliases", "sites", "tickets"))
    name = entry.text("name")
    if not name:
        raise entry.error("name", 'this client has no name. Add name = "…" under [[clients]].')
    aliases, sites, tickets = (entry.texts(key) or () for key in ("aliases", "sites", "tickets"))
    return Client(name=name, aliases=aliases, sites=sites, tickets=tickets)


def _impact(entry: Table) -> Impact:
    entry.allow(("what", "figure", "note", "sources"))
    if not entry.text("what"):
        raise entry.error("what", 'this impact says nothing. Add what = "…" under [[impact]], or remove the whole entry.')
    return Impact(what=entry.text("what"), figure=_figure(entry), note=entry.text("note"), sources=_sources(entry, "sources"))


def _figure(entry: Table) -> str:
    """A figure is text, as it was said; a bare number is taken as people typed it."""
    value = entry.values.get("figure", "")
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else entry.text("figure")


def _action(entry: Table) -> Action:
    entry.allow(("what", "owner", "due", "where", "sources"))
    if not entry.text("what"):
        raise entry.error("what", 'this action says nothing. Add what = "…" under [[actions]], or remove the whole entry.')
    due = entry.values.get("due", "")
    return Action(
        what=entry.text("what"),
        owner=entry.text("owner"),
        due=entry.text("due") if isinstance(due, str) else _day(entry, due),
        where=entry.text("where"),
        sources=_sources(entry, "sources"),
    )


def _day(entry: Table, due: object) -> str:
    if not hasattr(due, "isoformat"):
        raise entry.error("due", f'due must be text in quotes, such as "2026-11-01" or "next sprint", not {type_name(due)}.')
    return str(due.isoformat())


def _names_clients(table: Table) -> bool:
    table.allow(("name_clients",))
    return table.flag("name_clients")


def _edits(table: Table, zone: str) -> Edits:
    table.allow(("drop", "add", "reword", "retime"))
    reword, retime = table.table("reword"), table.table("retime")
    for one in (reword, retime):
        for key, value in one.values.items():
            if isinstance(value, dict):  # the dot of a bare ts parts it into two keys
                raise one.error(key, 'a source stands in quotes: "1760432580.000200" = …')
            _check_ts(one, key, key)
    moments = {key: read_moment(retime, key, zone) for key in retime.values}
    return Edits(
        drop=_sources(table, "drop"),
        add=_sources(table, "add"),
        reword={key: reword.text(key) for key in reword.values if reword.text(key)},
        retime={key: moment for key, moment in moments.items() if moment is not None},
    )


def _sources(table: Table, key: str) -> tuple[str, ...]:
    """A list of ts. They are ids, so they stand in quotes: a bare number would lose its last digits."""
    sources = table.texts(key) or ()
    for ts in sources:
        _check_ts(table, key, ts)
    return sources


def _check_ts(table: Table, key: str, ts: str) -> None:
    if not _TS.fullmatch(ts):
        advice = 'Copy it from timeline.json, in quotes: "1760432580.000200".'
        what = "this key" if key == ts else f"a source in {shown_key(key)}"
        raise table.error(key, f"{what} is not what a timeline entry's source looks like. {advice}")
