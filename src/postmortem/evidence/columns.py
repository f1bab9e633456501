"""Which column, or which key of an object, says what: known by their names, as tools and people call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

# Each list with the surest names first. A name is compared as `key_of` writes it.
WHEN = tuple(
    """
    time timestamp datetime date_time event_time occurred_at happened_at at when merged_at deployed_at released_at fired_at
    triggered_at starts_at started_at start_time start starts began_at begin opened_at created_at created creation_date
    submitted_at received_at logged_at posted_at sent_at committed_at authored_at published_at active_at first_seen
    first_timestamp event_timestamp ts t epoch unix_time unixtime timestamp_ms time_ms ts_ms epoch_ms realtime_timestamp date
    finished_at completed_at ended_at resolved_at closed_at updated_at updated last_updated last_timestamp log_time
    """.split()
)
# Names of columns that say when something began: what the row says of its state, it says of later.
BEGINNINGS = frozenset(
    """
    starts_at started_at start_time start starts began_at begin opened_at created_at created creation_date fired_at
    triggered_at submitted_at received_at active_at first_seen first_timestamp
    """.split()
)
UNTIL = tuple("ends_at ended_at end_time end ends finished_at resolved_at closed_at recovered_at cleared_at last_seen".split())
TEXT = tuple(
    """
    message text summary title msg subject description details detail body event event_name headline name alertname alert
    alert_name alert_title monitor_name rule_name check change commit_message comment note notes what log text_payload reason
    """.split()
)
# Where no column tells in words what happened: what was put there, with the column's name before it.
VERSIONS = tuple("version release tag build revision image commit sha".split())
PLACES = tuple("environment env stage cluster region".split())
KIND = tuple("kind type event_type category event_kind record_type object_type alert_type event action".split())
STATE = tuple("state status alert_state new_state transition outcome result conclusion".split())
GRADE = tuple("severity priority urgency sev grade impact".split())
LEVEL = tuple("level log_level loglevel levelname lvl log_severity severity_text".split())
TOOL = tuple(
    """
    tool source service service_name product integration application app app_name system component monitor provider team
    project repo repository job pipeline process program syslog_identifier logger host hostname
    """.split()
)
WHO = tuple(
    """
    who author user username user_name actor by person owner assignee assigned_to reporter requester requested_by creator
    created_by merged_by deployed_by triggered_by started_by approved_by approver committer sender responder acknowledged_by
    resolved_by updated_by engineer role login email user_identity
    """.split()
)
LINK = tuple("url link html_url web_url permalink href runbook_url dashboard_url".split())
REF = tuple("id ref reference key number ticket ticket_id issue_key incident_id alert_id pr pr_number deploy_id".split())

# Names that only the lines of logs have.
LOG_SIGNS = frozenset(
    """
    logger logger_name thread thread_name pid process_id stream syslog_identifier text_payload stack_trace stacktrace caller log
    realtime_timestamp
    """.split()
)

_TIMES = frozenset((*WHEN, *UNTIL))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")
_ZONE_IN_NAME = re.compile(r"_(utc|gmt|bst|cet|cest|est|edt|pst|pdt)$")
_PEOPLE = frozenset(WHO) | {"users", "authors", "assignees", "reviewers", "approvers", "people", "contact", "customer"}


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A column's name as the lists have it: "Started At" and "startedAt" are "started_at", "@timestamp" is "timestamp"."""
    return _OTHER.sub("_", _CAMEL.sub("_", name.strip()[:80]).lower()).strip("_") or name[:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The keys of a table or an object by what they say, surest first. zones: key → the zone that its name tells ("UTC").

    is_log: whether they are those of a log's lines.
    """

    when: tuple[str, ...]
    zones: Mapping[str, str]
    until: tuple[str, ...]
    text: tuple[str, ...]
    version: tuple[str, ...]
    place: tuple[str, ...]
    kind: tuple[str, ...]
    state: tuple[str, ...]
    grade: tuple[str, ...]
    level: tuple[str, ...]
    tool: tuple[str, ...]
    who: tuple[str, ...]
    link: tuple[str, ...]
    ref: tuple[str, ...]
    is_log: bool


def find_columns(keys: Iterable[str]) -> Columns | None:
    """What the keys (as `key_of` writes them) say; None where none tells the time, or none tells what happened."""
    present = dict.fromkeys(keys)
    zones = {key: match[1].upper() for key in present if (match := _ZONE_IN_NAME.search(key))}
    plain = {plain_key(key): key for key in reversed(present)}

    def among(names: Iterable[str], *, but: str = "") -> tuple[str, ...]:
        return tuple(plain[name] for name in names if name in plain and plain[name] != but)

    when, text, version = among(WHEN), among(TEXT), among(VERSIONS)
    if not when or not (text or version):
        return None
    return Columns(
        when=when,
        zones=zones,
        until=among(UNTIL),
        text=text,
        version=version,
        place=among(PLACES),
        kind=among(KIND, but=text[0] if text else ""),
        state=among(STATE),
        grade=among(GRADE),
        level=among(LEVEL),
        tool=among(TOOL),
        who=among(WHO),
        link=among(LINK),
        ref=among(REF),
        is_log=any(key in LOG_SIGNS or key in LEVEL for key in present),
    )


@lru_cache(maxsize=4096)
def plain_key(key: str) -> str:
    """The key as the lists have it: without its zone, and "created_on" as "created_at"."""
    key = _ZONE_IN_NAME.sub("", key)
    return f"{key[:-3]}_at" if key.endswith("_on") and f"{key[:-3]}_at" in _TIMES else key


def flatten(value: Mapping[str, object]) -> dict[str, str | int | float]:
    """An object's values by the names that tell what they are, three levels deep: {"alert": {"name": …}} has a "name".

    What stands further out goes first. What is inside a person stays together under the person's key.
    """
    flat: dict[str, str | int | float] = {}
    level: list[Mapping[str, object]] = [value]
    for _ in range(3):
        inner: list[Mapping[str, object]] = []
        for one in level:
            for name, part in one.items():
                if isinstance(part, str | int | float):
                    if not isinstance(part, bool):
                        flat.setdefault(key_of(name), part)
                elif isinstance(part, dict):
                    key = key_of(name)
                    if key in _PEOPLE:
                        flat.setdefault(key, "\n".join(piece for piece in part.values() if isinstance(piece, str)))
                    else:
                        inner.append(part)
        level = inner
    return flat
