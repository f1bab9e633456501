"""incident.toml, kept up to date without touching what people wrote in it.

Each value has an owner. One that is still what we last wrote is ours and follows the channel; one that somebody changed, and
every note and table that somebody added, stays as it is. The clients, the impact and the actions count as one value each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from postmortem.errors import InputError
from postmortem.incident import Incident
from postmortem.incident_reading import OURS, read_incident
from postmortem.incident_writing import ARRAYS, array_text, value_text, write_incident
from postmortem.toml_border import parse_toml
from postmortem.toml_lines import toml_entries, toml_notes

__all__ = ["FILE_NAME", "read_incident", "update_incident", "value_digests", "write_incident"]

FILE_NAME = "incident.toml"

# The values that we write; all others are for people alone.
_OURS = OURS
# Values that are never meant to be empty: where people emptied them, ours is put back.
_NEVER_EMPTY = ("title", "timezone")


def update_incident(
    text: str | None, *, written: Mapping[str, Sequence[str]], fresh: Incident, where: str = FILE_NAME
) -> tuple[str, dict[str, str], Incident]:
    """Bring incident.toml up to what the channel states now.

    text: the file as it is, None where there is none. written: key → digests of what we wrote there before (`value_digests`).
    Returns the new text, the digests of the values that are ours in it, and the incident that it holds.
    """
    fresh = _as_it_reads(fresh, where)
    if text is None:
        return write_incident(fresh), value_digests(fresh), fresh
    unix = text.replace("\r\n", "\n")
    current = read_incident(unix, where)
    ours = _ours(unix, current, written, where)
    merged = replace(current, **{key: getattr(fresh, key) for key in ours})
    if unix == write_incident(current):
        updated = write_incident(merged)  # values may have been changed, the layout has not
    else:
        changed = [key for key in ours if _digest(getattr(current, key)) != _digest(getattr(merged, key))]
        updated = _change_in_place(unix, merged, changed, where)
    incident = read_incident(updated, where)
    wanted = value_digests(fresh)
    digests = {key: digest for key, digest in value_digests(incident).items() if key in ours and digest == wanted[key]}
    return updated.replace("\n", "\r\n") if "\r\n" in text else updated, digests, incident


def value_digests(incident: Incident) -> dict[str, str]:
    """Key → digest of each value that we write, however it is spelt in the file."""
    return {key: _digest(getattr(incident, key)) for key in _OURS}


def _ours(text: str, current: Incident, written: Mapping[str, Sequence[str]], where: str) -> list[str]:
    """The keys whose value may follow the channel."""
    present = parse_toml(text, where).values
    notes = set(toml_notes(text))
    ours = []
    for key in _OURS:
        value = getattr(current, key)
        unclaimed = not present.get(key) and (key not in written or key in _NEVER_EMPTY)
        if not unclaimed and _digest(value) not in written.get(key, ()):
            continue
        if key in ARRAYS and any(notes & set(range(first, last + 1)) for first, last in _spans(text, key)):
            continue  # somebody wrote a note between its lines
        ours.append(key)
    return ours


def _change_in_place(text: str, merged: Incident, changed: Sequence[str], where: str) -> str:
    """The text with the changed values at their places, all else as people left it. The text itself where that cannot be."""
    updated = text
    for key in changed:
        updated = _with_array(updated, merged, key) if key in ARRAYS else _with_value(updated, merged, key)
    try:
        result = read_incident(updated, where)
    except InputError:  # a layout that we do not understand: what people wrote comes first
        return text
    return updated if value_digests(result) == value_digests(merged) and _people_s(result) == _people_s(merged) else text


def _people_s(incident: Incident) -> tuple[object, ...]:
    """What only people write."""
    return incident.edits, incident.bikeshed_names_clients, incident.client_version


def _with_value(text: str, merged: Incident, key: str) -> str:
    lines = text.split("\n")
    line = f"{key} = {value_text(merged, key)}"
    entries = toml_entries(text)
    for entry in entries:
        if entry.path == (key,) and not entry.is_heading:
            note = toml_notes(text).get(entry.last)
            lines[entry.first - 1 : entry.last] = [f"{line}  {note}" if note else line]
            return "\n".join(lines)
    heading = next((entry.first for entry in entries if entry.is_heading), None)
    before = [entry.last for entry in entries if heading is None or entry.first < heading]
    lines.insert(max(before, default=0), line)
    return "\n".join(lines)


def _with_array(text: str, merged: Incident, key: str) -> str:
    lines = text.split("\n")
    fresh = array_text(merged, key).strip("\n")
    spans = _spans(text, key)
    as_tables = any(entry.is_heading and entry.path[0] == key for entry in toml_entries(text))
    for first, last in reversed(spans):
        lines[first - 1 : last] = fresh.split("\n") if fresh and as_tables and (first, last) == spans[0] else []
    updated = "\n".join(lines)
    return updated if as_tables or not fresh else f"{updated.rstrip()}\n\n{fresh}\n"


def _spans(text: str, key: str) -> list[tuple[int, int]]:
    """The stretches of lines in which a key's tables stand, from heading to last value, each without what stands between."""
    spans: list[tuple[int, int]] = []
    follows = False
    for entry in toml_entries(text):
        belongs = entry.path[0] == key
        if belongs and follows:
            spans[-1] = (spans[-1][0], entry.last)
        elif belongs:
            spans.append((entry.first, entry.last))
        follows = belongs
    return spans


def _as_it_reads(incident: Incident, where: str) -> Incident:
    """The incident as the file will hold it. The file may leave the machine, so the names of a client's staff stay out of it."""
    shown = replace(
        incident,
        clients=tuple(replace(client, people=()) for client in incident.clients if client.name.strip()),
        impact=tuple(impact for impact in incident.impact if impact.what.strip()),
        actions=tuple(action for action in incident.actions if action.what.strip()),
    )
    return read_incident(write_incident(shown), where)


def _digest(value: object) -> str:
    canonical = json.dumps(_plain(value), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - the values of an Incident, made ready for JSON
    """Empty and missing are the same; a time is its second in UTC; text has no spaces around it."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0).isoformat()
    if isinstance(value, tuple):
        return [_plain(asdict(item)) if hasattr(item, "__dataclass_fields__") else _plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return "\n".join(line.rstrip() for line in str(value).strip().splitlines())
