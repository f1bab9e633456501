"""What files say that people gave beside the channel, without names: lines of evidence, and the entries that they could be.

A line's source is a reference of its own kind, never a message's ts: "deploys.csv:12" is line 12 of that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from decimal import Decimal

from postmortem.dates import DateStyle, clock_words
from postmortem.incident import Edits, Kind, ts_order
from postmortem.timeline.evidence_kinds import kind_of, leads_of_end
from postmortem.timeline.model import Entry, Given
from postmortem.timeline.patterns import BLAME
from postmortem.timeline.same_event import ASKED, PLAIN, Candidate
from postmortem.timeline.series import Series
from postmortem.timeline.wording import clean, finish, shorten, third_person

_MOST_WORDS = 24
_LONGEST_QUOTE = 160
# What a log's line has before its words: level, thread, logger, process, a rule of dashes.
_BEFORE_WORDS = re.compile(
    r"(?:(?:\[[^\]\s]{0,80}\]|\([\w .:-]{1,60}\)|(?:FATAL|CRITICAL|ERROR|SEVERE|WARN(?:ING)?|NOTICE|INFO|DEBUG|TRACE)\b|"
    r"level=\w{3,10}|(?:msg|message)=|[\w.$-]{1,80}(?=(?: -|:) )|\d{1,9}(?:#\d{1,9})?|---|[-:|*>\"])[ :,]{0,4}){1,8}"
)
# What is no prose inside a row: file names, hosts, paths, regions. The first person is not looked for there.
_TECHNICAL = re.compile(r"(\S*\w[./:_@-]\w\S*)")
# A value under a key, as logs have them after their words.
_KEY_AND_VALUE = re.compile(r"[ ,;]{1,3}\[?[\w.-]{1,40}=(?:\"[^\"]{0,200}\"|\[[a-z -]{3,24} removed\]|[^\s,;]{1,200})")
# From whose copy a pull request comes: an account.
_FROM_BRANCH = re.compile(r" from [\w.-]{1,40}[/:][\w./-]{1,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A row of a table, an object, or a log's line, or several that say the same within minutes. All of it is without names.

    source: where the first of them stands; last_source and last_at: the last, where they are several. until: when it ended,
    where the row says so. tool: what recorded it, empty where only the file is known; file: the file's name as words. kind,
    state, grade: as the file words them. began: whether `at` is its beginning, so that `state` is of later. weight: of a log's
    line, 3 the most. at_least: whether more of them may have been there; is_same: whether all have the same words. place: what
    its source counts, "line" or "entry".
    """

    source: str
    at: datetime
    text: str
    file: str
    tool: str = ""
    kind: str = ""
    state: str = ""
    grade: str = ""
    link: str = ""
    ref: str = ""
    is_log: bool = False
    began: bool = False
    weight: int = 2
    count: int = 1
    last_source: str = ""
    last_at: datetime | None = None
    until: datetime | None = None
    at_least: bool = False
    is_same: bool = True
    place: str = "line"

    @property
    def role(self) -> str:
        """What recorded it: a tool or a service, else the file."""
        return self.tool or self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was read from files: lines, oldest first, numbers over time, and what to know about them."""

    lines: tuple[EvidenceLine, ...] = ()
    series: tuple[Series, ...] = ()
    remarks: tuple[str, ...] = ()


def is_reference(source: str) -> bool:
    """Whether a source is a line of a file, and not a message's ts."""
    return ":" in source


def source_order(source: str) -> tuple[Decimal, str, int]:
    """The key that sorts sources of one moment: messages by their ts, after them lines of files by name and number."""
    if not is_reference(source):
        return ts_order(source), "", 0
    name, _, number = source.rpartition(":")
    digits = re.match(r"\d{1,12}", number)
    return Decimal("Infinity"), name, int(digits[0]) if digits else 0


def candidates_of(
    evidence: Evidence, *, edits: Edits, zone: tzinfo, dates: DateStyle = DateStyle.DAY_FIRST
) -> tuple[Candidate, ...]:
    """The entries that the lines could be, oldest first, as people's edits want them."""
    found = (one for line in evidence.lines for one in _entries(line, zone, dates))
    kept = [_edited(one, edits) for one in found if one.entry.sources[0] not in edits.drop]
    return tuple(sorted(kept, key=lambda one: (one.entry.at, source_order(one.entry.sources[0]))))


def given_lines(evidence: Evidence) -> dict[str, Given]:
    """Every source of the lines → what a report shows of it."""
    given: dict[str, Given] = {}
    for line in evidence.lines:
        said = f"{_quote(line.text)} {line.link}".strip()
        given[line.source] = Given(source=line.source, at=line.at, role=line.role, text=said, place=line.place)
        if line.last_source and line.last_at is not None:
            last = f"the last of {line.count:,} such lines"
            given[line.last_source] = Given(
                source=line.last_source, at=line.last_at, role=line.role, text=last, place=line.place
            )
        if line.until is not None:
            end = _end_of(line)
            given[end] = Given(source=end, at=line.until, role=line.role, text="when it ended", place=line.place)
    return given


def _entries(line: EvidenceLine, zone: tzinfo, dates: DateStyle) -> Iterable[Candidate]:
    """A line's entry, and for an alert whose end is known another one."""
    kind, leads = kind_of(line.kind, "" if line.began else line.state, line.text, line.file, by_tool=bool(line.tool))
    if line.is_log:
        kind, leads = (kind if line.kind else None), "logged"
    yield _candidate(line, kind, _words(line, leads, zone, dates))
    if kind is Kind.ALERT and line.until is not None:
        end = replace(line, source=_end_of(line), at=line.until, count=1, last_source="", last_at=None)
        yield _candidate(end, Kind.RECOVERY, _words(end, leads_of_end(by_tool=bool(line.tool)), zone, dates))


def _end_of(line: EvidenceLine) -> str:
    return f"{line.source}-end"


def _candidate(line: EvidenceLine, kind: Kind | None, text: str) -> Candidate:
    """The line as a candidate: what shows something and is of no other kind is a finding."""
    sources = (line.source, line.last_source) if line.last_source else (line.source,)
    entry = Entry(at=line.at, kind=kind or Kind.FINDING, role=line.role, text=text, sources=sources)
    return Candidate(entry=entry, score=_score(line, kind), tier=PLAIN, shape=shape_of(line.text))


def shape_of(text: str) -> frozenset[str]:
    """The words by which a line and a message are known to tell of the same; a version is one word."""
    return frozenset(word for word in _SHAPE_WORD.findall(text[:600].lower()) if word not in _SMALL)


_SHAPE_WORD = re.compile(r"[a-z0-9](?:[\w.+-]*\w)?")
_SMALL = frozenset(
    "the a an of to in on at for and or is are was were it this that we i they be been has have with from by as now s "
    "reported recorded alerted posted logged live found lead responder client incident manager team said".split()
)
_BASE = {
    Kind.ALERT: 6.0, Kind.RECOVERY: 5.5, Kind.CHANGE: 5.6, Kind.MITIGATION: 6.5, Kind.ESCALATION: 4.6, Kind.DETECTION: 5.0,
    Kind.COMMUNICATION: 5.0, Kind.ACTION: 4.6, Kind.DECISION: 5.0, Kind.FINDING: 4.4,
}  # fmt: skip
_SERIOUS = frozenset("critical high urgent emergency blocker p0 p1 p2 sev0 sev1 sev2 s1 s2 page 1 2 major".split())
_SLIGHT = frozenset("info informational low warning warn minor trivial p3 p4 p5 sev3 sev4 sev5 s3 s4 ok none debug 4 5".split())


def _score(line: EvidenceLine, kind: Kind | None) -> float:
    """How much a line tells by itself, as `classify.py` weighs messages: about 2 is noise, 5 an act, 7 a milestone."""
    if not line.text or BLAME.search(line.text.lower()):
        return 0.0
    repeats = min(len(str(line.count)) - 1, 3) * 0.4
    if line.is_log:
        return 2.8 + 0.7 * line.weight + repeats + (0.6 if kind is not None else 0.0)
    grade = line.grade.strip().lower()
    base = _BASE.get(kind, 3.2) if kind is not None else 3.2
    return base + (0.5 if grade in _SERIOUS else -1.5 if grade in _SLIGHT else 0.0) + repeats / 2


_FAILED = frozenset("failed failure error errored cancelled canceled aborted timed_out unsuccessful".split())


def _words(line: EvidenceLine, leads: str, zone: tzinfo, dates: DateStyle) -> str:
    """ "<Tool> <verb> <what>.", with how often and until when where it was said again."""
    said = _FROM_BRANCH.sub("", line.text)
    said = clean(_logged(said)) if line.is_log else _without_first_person(clean(said))
    if line.ref and line.ref.lower() not in said.lower() and not line.ref.isdigit():
        said = f"{said} ({line.ref})"
    if line.state.strip().lower().replace(" ", "_") in _FAILED and "fail" not in said.lower():
        said = f"{said} ({line.state.strip().lower()})"
    again = ""
    if line.count > 1 and line.last_at is not None:
        often = f"{'at least ' if line.at_least else ''}{line.count:,}"
        often = f"the same {often} times" if line.is_same else f"{often} such lines"
        again = f" ({often} until {clock_words(line.last_at, zone, since=line.at, dates=dates)})"
    said = said.rstrip(".")
    text = shorten(f"{line.role} {leads}: {said}" if said else f"{line.role} {leads}", _MOST_WORDS - len(again.split()))
    return finish(f"{text}{again}")


def _logged(text: str) -> str:
    """A log's line without its level, thread and logger, and without values under keys, which differ from line to line."""
    words = _BEFORE_WORDS.sub("", text, count=1) if _BEFORE_WORDS.match(text) else text
    return _KEY_AND_VALUE.sub("", words) or words or text


def _without_first_person(text: str) -> str:
    parts = _TECHNICAL.split(text)
    parts[::2] = [third_person(part) for part in parts[::2]]
    return "".join(parts)


def _quote(text: str) -> str:
    """The line's words as a report quotes them, cut between two words."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    return f"{text[:_LONGEST_QUOTE].rpartition(' ')[0] or text[:_LONGEST_QUOTE]} […]"


def _edited(one: Candidate, edits: Edits) -> Candidate:
    """The candidate with its time and words as incident.toml has them."""
    source = one.entry.sources[0]
    if source not in (*edits.add, *edits.reword, *edits.retime):
        return one
    entry = replace(one.entry, text=edits.reword.get(source, one.entry.text))
    if source in edits.retime:
        entry = replace(entry, at=edits.retime[source].astimezone(UTC), told_at=one.entry.at)
    return replace(one, entry=entry, tier=ASKED)
