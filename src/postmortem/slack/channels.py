"""Channels, from Slack's records of them, and finding the one that somebody means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from postmortem.errors import InputError, did_you_mean
from postmortem.slack.export_files import shown
from postmortem.slack.transcript import Channel

# The id in a link to a channel or to a message in it: …/archives/C026BN221D5/p176…, app.slack.com/client/T…/C…, slack://channel?…id=C…
_LINKED = re.compile(r"(?:/archives/|/client/[A-Z0-9]{1,40}/|[?&]id=)([CDG][A-Z0-9]{1,40})")
# A channel as Slack writes it in a message: <#C026BN221D5|name>; the name may be empty or missing
_MENTIONED = re.compile(r"<#([A-Z0-9]{1,40})(?:\|([^>]*))?>")
# An id: a letter that says what kind of channel it is, then capitals and digits
_ID = re.compile(r"[CDG][A-Z0-9]{7,40}")

_MOST_LISTED = 12
_LONGEST_COMPARED = 200  # characters; comparing words for nearness costs more than their length


def read_channel(record: dict[str, Any]) -> Channel | None:
    """One record of channels.json, groups.json, mpims.json or dms.json; None where it has neither id nor name."""
    key, name = _text(record.get("id")), _text(record.get("name"))
    if not key and not name:
        return None
    return Channel(
        id=key,
        name=name or key,
        topic=_value(record.get("topic")),
        purpose=_value(record.get("purpose")),
        members=tuple(member for member in _list(record.get("members")) if isinstance(member, str)),
        pins=frozenset(_text(pin.get("id")) for pin in _list(record.get("pins")) if isinstance(pin, dict)) - {""},
        is_archived=record.get("is_archived") is True,
        created=_seconds(record.get("created")),
    )


def _seconds(value: object) -> str:
    """Seconds since 1970 as digits: exports have them as numbers or as text."""
    text = str(int(value)) if isinstance(value, float) and value == value and abs(value) < 1e12 else str(value)
    return text if text.isdigit() and len(text) <= 12 else ""


def find_channel(wanted: str, channels: Sequence[Channel], *, where: str) -> Channel:
    """The channel that is meant by a name, "#name", an id, a mention or a link."""
    asked = wanted.strip()
    if not asked.strip("#"):
        raise InputError(f'Which channel? Give its name, such as "inc-2026-10-14", its id or a link to it. {_listed(channels)}')
    key, name = _meant(asked)
    for candidate in channels:
        if key and candidate.id == key:
            return candidate
    same = [channel for channel in channels if channel.name == name]
    same = same or [channel for channel in channels if channel.name.casefold() == name.casefold()]
    same = [channel for channel in same if not channel.is_archived] or same
    if len({channel.name for channel in same}) > 1:
        names = ", ".join(sorted(shown(channel.name) for channel in same))
        raise InputError(f'"{shown(asked)}" may be any of these channels: {names}. Write it exactly as one of them.')
    if same:
        return same[0]
    raise InputError(_not_found(asked, key, name, channels, where))


def asked_id(wanted: str) -> str:
    """The channel's id in what somebody gave: an id, a mention or a link; "" for a name."""
    key = _meant(wanted.strip())[0]
    return key if _ID.fullmatch(key) or (key and key != wanted.strip().removeprefix("#").strip()) else ""


def _meant(asked: str) -> tuple[str, str]:
    """The id and the name in what somebody gave; either may be ""."""
    if mentioned := _MENTIONED.fullmatch(asked):
        return mentioned[1], mentioned[2] or ""
    if "://" in asked or ".slack.com/" in asked:
        linked = _LINKED.search(asked)
        return (linked[1] if linked else ""), ""
    name = asked.removeprefix("#").strip()
    return name, name


def _not_found(asked: str, key: str, name: str, channels: Sequence[Channel], where: str) -> str:
    known = [shown(word) for word in _names(channels)]
    sentence = f'No channel "{shown(asked)}" in {where}, which has {_count(len(channels))}.'
    without_id = sum(1 for channel in channels if not channel.id)
    if without_id and (not name or _ID.fullmatch(key)):
        sentence += f" {_count(without_id)} in it can only be found by name, since channels.json does not tell the id."
    if not name:
        return f"{sentence} {_listed(channels)}".rstrip()
    suggestion = did_you_mean(name[:_LONGEST_COMPARED], known)
    return sentence + (suggestion or f" {_listed(channels)}").rstrip()


def _listed(channels: Sequence[Channel]) -> str:
    known = [shown(name) for name in _names(channels)]
    if not known:
        return ""
    more = f" and {len(known) - _MOST_LISTED} more" if len(known) > _MOST_LISTED else ""
    return f"The channels are: {', '.join(known[:_MOST_LISTED])}{more}."


def _names(channels: Sequence[Channel]) -> list[str]:
    """The channels' names, without direct messages: those are named after people."""
    return [channel.name for channel in channels if not channel.id.startswith("D") and not channel.name.startswith("mpdm-")]


def _count(number: int) -> str:
    return f"{number} channel{'' if number == 1 else 's'}"


def _value(field: object) -> str:
    """A topic or purpose: an object with a value, in some exports the text itself."""
    return _text(field.get("value") if isinstance(field, dict) else field)


def _list(field: object) -> list[object]:
    return field if isinstance(field, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
