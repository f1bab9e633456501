"""Who comes to a review, by name: for the terminal and the private folder alone. Documents know parts, not people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from postmortem.blameless.people_file import Key
from postmortem.blameless.roster_file import KnownPeople
from postmortem.documents.escape import rich
from postmortem.report.review import is_outside
from postmortem.report.review_contents import ReviewPack
from postmortem.slack.transcript import Person

# Job titles of those whom our process wants to have there.
_HEAD = re.compile(r"\bhead\b|\bdirector\b|\bchief\b|\bC[ETOFIP]O\b|\bfounder\b", re.IGNORECASE)
_DELIVERY = re.compile(r"\bdelivery (?:manager|lead)\b", re.IGNORECASE)
ATTENDANCE_FILE = "private/attendance.md"
# How many names a list has on the terminal.
SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """must, outside, named: (part, name) of those who wrote in the channel, of clients' and other companies' people among them,
    and of those whom it only speaks of. free: people who had no part in it, of whom one can facilitate, with their job titles;
    heads, delivery: those of them who are heads of something, and delivery managers."""

    must: tuple[tuple[str, str], ...]
    outside: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str], ...]
    free: tuple[str, ...]
    heads: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()


def who_comes(key: Key, roster: KnownPeople, authors: Collection[str]) -> Attendance:
    """By the private key. authors: the labels of those who wrote in the channel."""
    by_id = {person.id: person for person in roster.people}
    known = {person.id for person in key.people}
    people = [(person.label, person.name or _name(by_id.get(person.id))) for person in key.people]
    wrote = [one for one in people if one[0] in authors]
    others = [person for person in roster.people if person.id not in known and _may_facilitate(person, roster)]
    return Attendance(
        must=tuple(one for one in wrote if not is_outside(one[0])),
        outside=tuple(one for one in wrote if is_outside(one[0])),
        named=tuple(one for one in people if one[0] not in authors),
        free=_listed(others),
        heads=_listed(person for person in others if _HEAD.search(person.title)),
        delivery=_listed(person for person in others if _DELIVERY.search(person.title)),
    )


def attendance_markdown(attendance: Attendance, pack: ReviewPack) -> str:
    """The private list, with names."""
    lines = [
        f"# Who comes to the review: {rich(pack.incident)}",
        "",
        "PRIVATE: this list has names. It stays on this machine and is written anew with every `postmortem review`.",
        "",
        f"{pack.meeting.day}, {pack.meeting.span}",
    ]
    for heading, rows in (
        ("Must come: they wrote in the incident's channel", _pairs(attendance.must)),
        ("To be found", _to_find(pack, attendance)),
        ("From outside: ask where we work together just now", _pairs(attendance.outside)),
        ("Spoken of in the channel: ask whether they were involved", _pairs(attendance.named)),
        ("Had no part in it: one of them can facilitate, one take notes", attendance.free),
    ):
        if rows:
            lines += ["", f"## {heading}", "", *(f"- {rich(row)}" for row in rows)]
    return "\n".join(lines) + "\n"


def attendance_lines(attendance: Attendance, pack: ReviewPack) -> list[str]:
    """The same, short, for the terminal."""
    lines = [f"must come: {'; '.join(_pairs(attendance.must)) or 'nobody wrote in the channel, so ask around'}"]
    lines += [f"to be found: {'; '.join(_to_find(pack, attendance))}"]
    if attendance.outside:
        lines.append(f"from outside, where we work together: {'; '.join(_pairs(attendance.outside))}")
    if attendance.named:
        lines.append(f"spoken of in the channel: {_some([f'{label}: {name}' for label, name in attendance.named])}")
    if attendance.free:
        lines.append(f"had no part in it, so can facilitate: {_some(attendance.free)}")
    return lines


def _to_find(pack: ReviewPack, attendance: Attendance) -> list[str]:
    found = ["a facilitator who was not involved", "a note-taker"]
    if pack.clients:
        found.append(f"a delivery manager, for clients were affected{_perhaps(attendance.delivery)}")
    if pack.senior:
        found.append(f"a head of something who was not involved, for it was {pack.severity}{_perhaps(attendance.heads)}")
    return found


def _perhaps(names: tuple[str, ...]) -> str:
    """Whom job titles suggest, a few of them."""
    return f" (perhaps {', '.join(names[:3])})" if names else ""


def _listed(people: Iterable[Person]) -> tuple[str, ...]:
    """Names with job titles, by name."""
    return tuple(sorted(f"{_name(person)}, {person.title}" if person.title else _name(person) for person in people))


def _may_facilitate(person: Person, roster: KnownPeople) -> bool:
    away = person.is_bot or person.is_deleted or person.is_guest or person.is_outsider or not person.in_roster
    return not away and person.id not in roster.active and bool(_name(person))


def _name(person: Person | None) -> str:
    return (person.real_name or person.display_name or person.handle) if person is not None else ""


def _pairs(people: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{label}: {name}" if name else label for label, name in people]


def _some(names: Collection[str]) -> str:
    shown = list(names)[:SHOWN]
    return "; ".join(shown) + (f"; and {len(names) - SHOWN} more, in {ATTENDANCE_FILE}" if len(names) > SHOWN else "")
