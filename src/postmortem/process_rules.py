"""What our process asks for during an incident, as [process] in postmortem.toml has it; the process document's, by default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from postmortem.errors import did_you_mean
from postmortem.incident import Severity
from postmortem.toml_border import Table, shown_key

_MINUTES = ("summary_every", "client_update_every", "relieve_after", "stop_after", "escalate_within", "fix_within")
_DAYS = ("draft_within", "review_within", "final_within")
_LONGEST_DAYS = 366
_KEYS = (*_DAYS, "general_channel", "notice_for", "no_report_for", "second_line", "recurring", "tell", *_MINUTES)
_LONGEST_MINUTES = 7 * 24 * 60
# A word or phrase that messages are looked through for.
_LONGEST_PHRASE = 60
# A channel's id, as links have it.
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{6,20}")

_TELL = {
    "CTO": ("chief technology officer",),
    "Head of Tech Ops": ("head of technical operations",),
    "Data Protection Officer": ("DPO", "data protection"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRules:
    """Thresholds and names. "About" half an hour, an hour, two hours: see `about`.

    general_channel: a name without "#", or an id. notice_for: severities that are announced there. no_report_for: severities that
    need no report. tell: the role to tell of a critical incident or a breach → other words for it. second_line, recurring: words
    by which messages speak of 2nd line support, and of incidents that come back and need no report each time. draft_within,
    review_within, final_within: how long after the incident each is to be there.
    """

    general_channel: str = "general"
    notice_for: tuple[Severity, ...] = (Severity.CRITICAL, Severity.MAJOR)
    no_report_for: tuple[Severity, ...] = (Severity.TRIVIAL,)
    second_line: tuple[str, ...] = ("2nd line", "second line")
    recurring: tuple[str, ...] = ("DDoS", "denial of service", "recurring incident")
    tell: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(_TELL))
    summary_every: timedelta = timedelta(minutes=30)
    client_update_every: timedelta = timedelta(minutes=60)
    relieve_after: timedelta = timedelta(minutes=120)
    stop_after: timedelta = timedelta(minutes=120)
    escalate_within: timedelta = timedelta(minutes=15)
    fix_within: timedelta = timedelta(minutes=30)
    draft_within: timedelta = timedelta(days=3)
    review_within: timedelta = timedelta(days=10)
    final_within: timedelta = timedelta(days=14)

    @property
    def general_id(self) -> str:
        """The general channel's id, where that is what the settings give."""
        return self.general_channel if _CHANNEL_ID.fullmatch(self.general_channel) else ""


def about(wanted: timedelta) -> timedelta:
    """The longest that still counts as "about" so long: a third more, and never more than a quarter of an hour."""
    return wanted + min(wanted / 3, timedelta(minutes=15))


def read_process(table: Table) -> ProcessRules:
    """The table [process], with what is wrong in it said by line and key."""
    table.allow(_KEYS)
    default = ProcessRules()
    return ProcessRules(
        general_channel=_channel(table, default.general_channel),
        notice_for=_severities(table, "notice_for", default.notice_for),
        no_report_for=_severities(table, "no_report_for", default.no_report_for),
        second_line=_phrases(table, "second_line", default.second_line),
        recurring=_phrases(table, "recurring", default.recurring),
        tell=_tell(table, default.tell),
        **{key: _minutes(table, key, getattr(default, key)) for key in _MINUTES},
        **{key: _days(table, key, getattr(default, key)) for key in _DAYS},
    )


def _channel(table: Table, default: str) -> str:
    name = table.text("general_channel", default).removeprefix("#")
    if not name or " " in name:
        raise table.error("general_channel", 'general_channel must be a channel\'s name or id, such as "general".')
    return name


def _minutes(table: Table, key: str, default: timedelta) -> timedelta:
    value = table.values.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LONGEST_MINUTES:
        raise table.error(key, f"{shown_key(key)} must be a whole number of minutes from 1 to {_LONGEST_MINUTES}, such as 30.")
    return timedelta(minutes=value)


def _days(table: Table, key: str, default: timedelta) -> timedelta:
    value = table.values.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LONGEST_DAYS:
        raise table.error(key, f"{shown_key(key)} must be a whole number of days from 1 to {_LONGEST_DAYS}, such as 7.")
    return timedelta(days=value)


def _severities(table: Table, key: str, default: tuple[Severity, ...]) -> tuple[Severity, ...]:
    words = table.texts(key)
    if words is None:
        return default
    known = [severity.value for severity in Severity]
    for word in words:
        if word.casefold() not in known:
            guess = did_you_mean(word[:40], known)
            raise table.error(key, f"{shown_key(key)} must hold {', '.join(known[:-1])} or {known[-1]}.{guess}")
    return tuple(severity for severity in Severity if severity.value in {word.casefold() for word in words})


def _phrases(table: Table, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    words = table.texts(key)
    if words is None:
        return default
    if any(len(word) > _LONGEST_PHRASE for word in words):
        raise table.error(key, f"{shown_key(key)} holds a phrase of over {_LONGEST_PHRASE} letters. Shorten it.")
    return words


def _tell(table: Table, default: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Role → other words for it. An empty table asks for nobody."""
    if not table.has("tell"):
        return default
    roles = table.table("tell")
    for role in roles.values:
        if not role.strip() or len(role) > _LONGEST_PHRASE or not role.isprintable():
            raise roles.error(role, f"a role is named in at most {_LONGEST_PHRASE} letters, on one line. Shorten it.")
    return {role.strip(): _phrases(roles, role, ()) for role in roles.values}
