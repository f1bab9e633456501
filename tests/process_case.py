"""An incident in the making, for tests of the process: its messages, who held which office, how severe it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript, Tenure
from postmortem.incident import Incident, Office, Severity
from postmortem.process_rules import ProcessRules
from postmortem.report.process import Process, check_process
from postmortem.report.process_checks import Answer, Check
from postmortem.report.times import Clock
from postmortem.support_hours import SupportHours
from postmortem.text import Piece, PieceKind
from postmortem.timeline.model import Change, Entry, Facts, SeverityChange, Timeline

MORNING = datetime(2026, 10, 14, 10, 0, tzinfo=UTC)  # 11:00 in London, a Wednesday
EVENING = datetime(2026, 10, 14, 18, 0, tzinfo=UTC)  # 19:00
YES, NO, UNSEEN = Answer.YES, Answer.NO, Answer.UNSEEN
_NUMBERS = count(1)


class Case:
    """An incident that starts at a moment; its messages are given by minutes after it, written by people unless it is said."""

    def __init__(self, start: datetime = MORNING, *, minutes: int = 60, severity: Severity | None = Severity.MAJOR, **more: Any) -> None:
        self.start = start
        self.messages = [self._message(0, "it is down")]
        self.tenures: list[Tenure] = []
        self.grades = [(0, severity)] if severity else []
        self.changes: list[Change] = []
        self.candidates: list[Entry] = []
        self.incident = Incident(title="x", declared=start, severity=severity, resolved=self.at(minutes), **more)

    def at(self, minutes: float) -> datetime:
        return self.start + timedelta(minutes=minutes)

    def ts(self, minutes: float) -> str:
        return f"{int(self.at(minutes).timestamp())}.{0:06d}"

    def _message(self, minutes: float, text: str, role: str = "Responder 1", **more: Any) -> BlamelessMessage:
        pieces = more.pop("pieces", (Piece(PieceKind.PROSE, text),))
        ts = f"{int(self.at(minutes).timestamp())}.{next(_NUMBERS):06d}"
        return BlamelessMessage(ts=ts, role=role, pieces=pieces, **{"kind": "message", **more})

    def say(self, minutes: float, text: str, role: str = "Responder 1", **more: Any) -> Case:
        self.messages.append(self._message(minutes, text, role, **more))
        return self

    def chat(self, until: float, every: float = 20) -> Case:
        for number in range(1, int(until // every) + 1):
            self.say(number * every, "looking")
        return self

    def hold(self, office: Office, since: float, until: float | None = None, label: str = "Responder 2") -> Case:
        self.tenures.append(Tenure(label=label, office=office, from_ts=self.ts(since), until_ts=self.ts(until) if until is not None else None))
        return self

    def check(self, *, rules: ProcessRules | None = None, titles: Mapping[str, str] | None = None, general_posts: tuple[datetime, ...] | None = None) -> Process:
        grades = tuple(SeverityChange(at=self.at(minutes), severity=severity, sources=(self.ts(minutes),)) for minutes, severity in self.grades)
        facts = Facts(severity=grades, changes=tuple(self.changes))
        messages = tuple(sorted(self.messages, key=lambda message: message.ts))
        labels = tuple(dict.fromkeys(message.role for message in messages))
        return check_process(
            self.incident,
            Timeline(facts=facts, entries=(), candidates=tuple(self.candidates)),
            BlamelessTranscript(channel="c", messages=messages, labels=labels),
            tenures=self.tenures,
            rules=rules or ProcessRules(),
            support=SupportHours(),
            clock=Clock.for_moments("Europe/London", [self.start], main=self.start),
            titles=titles,
            general_posts=general_posts,
        )


def step(process: Process, what: str) -> Check | str:
    """The check that begins with these words; where it was not called for, why."""
    for check in process.checks:
        if check.what.startswith(what):
            return check
    return next(one.why for one in process.not_asked if what in one.what)


def answer(process: Process, what: str) -> Answer | str:
    found = step(process, what)
    return found.answer if isinstance(found, Check) else found
