# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Collects what the channel states about the incident: moments, severity, who led, figures, causes, actions.

What a tool states outranks what a person's phrase says; nothing is inferred from silence, and what does not fit together is
said as a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from postmortem.blameless.transcript import BlamelessMessage, Tenure
from postmortem.incident import Claim, Figure, Kind, Severity, Statement
from postmortem.timeline.classify import Verdict
from postmortem.timeline.model import Fact, Facts, SeverityChange, Stated
from postmortem.timeline.reading import Sentence
from postmortem.timeline.understanding import Understanding
from postmortem.timeline.wording import sentence_alone

_MOST = 30  # of each sort of statement that are kept: a channel that states more is no incident
_GRADES = "critical|major|minor|trivial"
# "severity is major", "raised to critical", "downgraded from major to minor".
_SEVERITY_SAID = re.compile(
    rf"\b(?:from (?P<was>{_GRADES}) )?(?:to|as|is|:|at|level|severity|was) (?:a )?(?P<now>{_GRADES})\b|\b(?P<sole>{_GRADES}) (?:severity|incident)\b"
)
# An incident's id as tools and people write it.
_REFERENCE = re.compile(r"\b(INC-\d{1,8}|INCIDENT-\d{1,8}|PIR-\d{1,8})\b(?!-?\d)", re.IGNORECASE)
_MENDED = frozenset({"monitoring", "mitigated", "fixed", "identified and fixed", "contained", "stable"})
_CLOSED = frozenset(
    {"resolved", "closed", "completed", "post-incident", "post incident", "documenting", "reviewing", "learning", "done"}
)
_TELLING = frozenset(
    {
        Kind.DECLARATION,
        Kind.DETECTION,
        Kind.ALERT,
        Kind.RECOVERY,
        Kind.RESOLUTION,
        Kind.SEVERITY,
        Kind.COMMUNICATION,
        Kind.FOLLOW_UP,
    }
)
# When the trouble began, told afterwards.
_BEGAN = re.compile(
    r"\b(?:began|begins|started|starts|starting|since|first|died|went down|broke|fell over|outage begins|earliest|onset)\b"
)
# … said of the trouble itself, which goes before what else went wrong.
_FIRST_OF_IT = re.compile(r"\b(?:first|began|started|earliest|outage begins|onset)\b", re.IGNORECASE)
_NOTICED = re.compile(r"\b(?:noticed|detected|spotted|first (?:reported|seen|alert)|alert(?:ed)? (?:fired|came|at)|paged)\b")
_ENDED = re.compile(
    r"\b(?:recovered|restored|errors stopped|back (?:up|online|to normal)|outage (?:ended|ends)|last (?:error|5\d\d)|ended)\b"
)
_LAST_ERROR = re.compile(r"\b(?:last (?:\w+ )?(?:error|5\d\ds?|failure|failed \w+)|errors stopped)\b", re.IGNORECASE)
# What users or monitors meet when something is broken.
_SYMPTOM = re.compile(
    r"\b(?:[45]\d\ds?|[45]xx|errors?|fail\w*|down|outage|unavailable|time-?outs?|timed out|broken|refused|slow|unreachable)\b", re.IGNORECASE
)
# Something to do, not only something for later.
_PROPOSED = re.compile(r"\b(?:we should|we need to|we must|todo|action|follow[- ]?ups?|i'll|will)\b", re.IGNORECASE)
_TODO = re.compile(r"^\W*(?:todo|action(?: item)?|follow[- ]?up)s?\b\s*[:–—-]?\s*", re.IGNORECASE)


@dataclass(slots=True)
class Noted:
    """What has been heard so far, in the order of the messages. Only `FactFinder` writes to it."""

    declared: list[tuple[bool, Fact]] = field(default_factory=list)
    detected: list[tuple[bool, Fact]] = field(default_factory=list)
    mended: list[tuple[bool, Fact]] = field(default_factory=list)
    closed: list[tuple[bool, Fact]] = field(default_factory=list)
    trouble: list[Fact] = field(default_factory=list)
    began: list[Fact] = field(default_factory=list)
    severity: list[tuple[bool, SeverityChange]] = field(default_factory=list)
    later_severity: list[tuple[bool, SeverityChange]] = field(default_factory=list)  # of posts that were edited in place
    figures: dict[str, list[str]] = field(default_factory=dict)
    summaries: list[Stated] = field(default_factory=list)
    causes: list[Stated] = field(default_factory=list)
    actions: list[Stated] = field(default_factory=list)
    updates: list[Stated] = field(default_factory=list)
    reference: str = ""
    title: str = ""


class FactFinder:
    """Hears every message once, oldest first, and says at the end what was stated."""

    def __init__(self) -> None:
        self._noted = Noted()

    def hear_statement(self, message: BlamelessMessage, statement: Statement, *, is_lasting: bool = True) -> None:
        """Takes in what a tool's post or a fixed phrase states; not `is_lasting`: as the post was edited to say later."""
        noted, at, sources = self._noted, message.at, (message.ts,)
        by_tool = bool(statement.tool)
        fact = Fact(at=at, sources=sources, text=statement.value[:300])
        said = Stated(text=_plain(statement.value), role=statement.person or message.role, at=at, sources=sources)
        value = statement.value.strip().lower()
        match statement.claim:
            case Claim.DECLARED:
                noted.declared.append((by_tool, fact))
                if by_tool and not noted.title:
                    noted.title = _plain(statement.value).rstrip(".")
            case Claim.SEVERITY:
                if (grade := grade_of(value)) is not None:
                    change = SeverityChange(at=at, severity=grade, sources=sources, was=grade_of(statement.was))
                    (noted.severity if is_lasting else noted.later_severity).append((by_tool, change))
            case Claim.STATUS if not is_lasting:
                pass
            case Claim.STATUS if value in _CLOSED:
                noted.closed.append((by_tool, fact))
            case Claim.STATUS if value in _MENDED:
                noted.mended.append((by_tool, fact))
            case Claim.ALERT:
                noted.detected.append((by_tool, fact))
            case Claim.SUMMARY:
                _keep(noted.summaries, said)
            case Claim.FOLLOW_UP:
                _keep(noted.actions, said)
            case Claim.ACTION if not by_tool:  # what a tool logs as an action is done while the incident runs
                _keep(noted.actions, said)
            case Claim.CLIENT_UPDATE:
                _keep(noted.updates, said)
            case _:
                pass

    def hear_reference(self, text: str) -> None:
        """Takes the incident's id from a text, where none is known yet."""
        if not self._noted.reference and (found := _REFERENCE.search(text[:2000])):
            self._noted.reference = found[1].upper()

    def hear_words(self, message: BlamelessMessage, said: Understanding, *, told: Mapping[Sentence, datetime]) -> None:
        """Takes in figures, causes and times that sentences state, whether or not an entry comes of them."""
        noted = self._noted
        for figure in said.figures:
            if len(noted.figures) < _MOST or figure in noted.figures:
                noted.figures.setdefault(figure, []).append(message.ts)
        if len(noted.causes) < _MOST:
            for sentence in said.causes:
                _keep(
                    noted.causes,
                    Stated(text=sentence_alone(sentence.text), role=message.role, at=message.at, sources=(message.ts,)),
                )
        for sentence, moment in told.items():
            text = " ".join(sentence.tokens[:80])
            fact = Fact(at=moment, sources=(message.ts,), told_at=message.at, text=sentence.text)
            if _ENDED.search(text):
                noted.mended.append((False, fact))
            elif _NOTICED.search(text):
                noted.detected.append((False, fact))
            elif _BEGAN.search(text):
                noted.began.append(fact)

    def hear_verdict(self, message: BlamelessMessage, verdict: Verdict, *, told: datetime | None) -> None:
        """Takes in what a person's message tells of."""
        noted, sources = self._noted, (message.ts,)
        if verdict.kind not in _TELLING:
            return
        fact = Fact(at=told or message.at, sources=sources, told_at=message.at if told else None, text=verdict.sentence.text)
        match verdict.kind:
            case Kind.DECLARATION:
                noted.declared.append((False, fact))
            case Kind.DETECTION if told is None:
                noted.detected.append((False, fact))
                noted.trouble.append(fact)
            case Kind.ALERT:
                noted.detected.append((True, fact))
            case Kind.RECOVERY if verdict.score >= 6.0:
                noted.mended.append((False, fact))
            case Kind.RESOLUTION:
                noted.closed.append((False, fact))
            case Kind.SEVERITY:
                self._hear_severity(message, verdict.sentence)
            case Kind.COMMUNICATION if re.search(
                r"\b(?:clients?|customers?|users?|status ?page|statuspage)\b", verdict.sentence.text, re.IGNORECASE
            ):
                if len(noted.updates) < _MOST:
                    _keep(
                        noted.updates,
                        Stated(text=sentence_alone(verdict.sentence.text), role=message.role, at=message.at, sources=sources),
                    )
            case Kind.FOLLOW_UP if _PROPOSED.search(verdict.sentence.text):
                self.hear_action(message, verdict.sentence)
            case _:
                pass

    def hear_action(self, message: BlamelessMessage, sentence: Sentence) -> None:
        """Takes in something to do afterwards."""
        if len(self._noted.actions) < _MOST and (text := sentence_alone(_TODO.sub("", sentence.text))):
            _keep(self._noted.actions, Stated(text=text, role=message.role, at=message.at, sources=(message.ts,)))

    def _hear_severity(self, message: BlamelessMessage, sentence: Sentence) -> None:
        found = list(_SEVERITY_SAID.finditer(" ".join(sentence.tokens[:80])))
        if found and (grade := grade_of(found[-1]["now"] or found[-1]["sole"] or "")) is not None:
            change = SeverityChange(at=message.at, severity=grade, sources=(message.ts,), was=grade_of(found[-1]["was"] or ""))
            self._noted.severity.append((False, change))

    def state(self, *, tenures: tuple[Tenure, ...]) -> tuple[Facts, tuple[str, ...]]:
        """The facts, and remarks about what does not fit together."""
        noted = self._noted
        declared, detected = _first(noted.declared), _first_seen(noted.detected)
        resolved = _last(noted.closed)
        mitigated = _mitigated(noted.mended, noted.trouble, resolved)
        began = min(noted.began, key=_beginning, default=None)
        facts = Facts(
            began=_worded(began), detected=_worded(detected), declared=_worded(declared), mitigated=_worded(mitigated), resolved=_worded(resolved),
            severity=_severities(noted.severity or noted.later_severity), tenures=tenures, reference=noted.reference, title=noted.title,
            summaries=tuple(noted.summaries), figures=tuple(Figure(text=text, sources=tuple(dict.fromkeys(ts))) for text, ts in noted.figures.items()),
            causes=tuple(noted.causes), actions=tuple(noted.actions), client_updates=tuple(noted.updates),
        )  # fmt: skip
        return facts, _contradictions(facts, noted)


def marked_action(sentences: Sequence[Sentence], *, is_tool: bool) -> Sentence:
    """Of a post that somebody marked as a follow-up, the sentence that says what to do: "TODO: …", else the first.

    A tool's first line says what happened to the thing ("Pull request opened"), its second what the thing is.
    """
    named = next((sentence for sentence in sentences if _TODO.match(sentence.text)), None)
    return named or (sentences[1] if is_tool and len(sentences) > 1 else sentences[0])


def grade_of(word: str) -> Severity | None:
    """The severity that a word names, or None."""
    word = word.strip().lower()
    return next((grade for grade in Severity if grade.value == word), None)


def _plain(text: str) -> str:
    return " ".join(text[:600].split())


def _worded(fact: Fact | None) -> Fact | None:
    """The fact with its text in the third person: worded only now, for the few that are kept."""
    return replace(fact, text=sentence_alone(fact.text)) if fact is not None and fact.text else fact


def _keep(held: list[Stated], one: Stated) -> None:
    """Keeps a statement unless it is empty or said already, or there are too many."""
    if one.text and len(held) < _MOST and not any(_same(other.text, one.text) for other in held):
        held.append(one)


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same, one perhaps with a word more at its end."""
    one, other = one.casefold().rstrip("."), other.casefold().rstrip(".")
    return one.startswith(other) or other.startswith(one)


def _first(heard: Sequence[tuple[bool, Fact]]) -> Fact | None:
    """The first that a tool states, else the first that a person does."""
    return min(heard, key=lambda one: (not one[0], one[1].at), default=(False, None))[1]


def _first_seen(heard: Sequence[tuple[bool, Fact]]) -> Fact | None:
    """The earliest, whoever stated it: trouble may be noticed by people before any tool does."""
    return min(heard, key=lambda one: one[1].at, default=(False, None))[1]


def _last(heard: Sequence[tuple[bool, Fact]]) -> Fact | None:
    if not heard:
        return None
    by_tool = [fact for tool, fact in heard if tool]
    return max(by_tool or [fact for _, fact in heard], key=lambda fact: fact.at)


def _beginning(fact: Fact) -> tuple[int, datetime]:
    """The first sign that users could meet goes before the first of anything else, and both before what merely came early."""
    if not _FIRST_OF_IT.search(fact.text):
        return 2, fact.at
    return (0 if _SYMPTOM.search(fact.text) else 1), fact.at


def _mitigated(mended: Sequence[tuple[bool, Fact]], trouble: Iterable[Fact], resolved: Fact | None) -> Fact | None:
    """When it was mended: the last error, where somebody looked it up; else as a tool says; else the first word of recovery after which nobody met the trouble again."""
    last_error = [fact for _, fact in mended if fact.told_at is not None and _LAST_ERROR.search(fact.text)]
    if last_error:
        # Somebody looked it up afterwards: more exact than the moment at which a status was set.
        return max(last_error, key=lambda fact: fact.told_at or fact.at)
    by_tool = [fact for tool, fact in mended if tool]
    if by_tool:
        return min(by_tool, key=lambda fact: fact.at)
    last_trouble = max((fact.told_at or fact.at for fact in trouble if resolved is None or fact.at <= resolved.at), default=None)
    people = sorted((fact for _, fact in mended), key=lambda fact: fact.at)
    if not people:
        return None
    after = [fact for fact in people if last_trouble is None or (fact.told_at or fact.at) >= last_trouble]
    return after[0] if after else None


def _severities(heard: Sequence[tuple[bool, SeverityChange]]) -> tuple[SeverityChange, ...]:
    """The changes in order; what a person says again of what a tool set is left out."""
    by_tool = any(tool for tool, _ in heard)
    changes: list[SeverityChange] = []
    for tool, change in sorted(heard, key=lambda one: one[1].at):
        if (by_tool and not tool) or (changes and changes[-1].severity is change.severity):
            continue
        was = change.was or (changes[-1].severity if changes else None)
        changes.append(SeverityChange(at=change.at, severity=change.severity, sources=change.sources, was=was))
    return tuple(changes)


def _contradictions(facts: Facts, noted: Noted) -> tuple[str, ...]:
    remarks = []
    order = (
        ("began", facts.began),
        ("was detected", facts.detected),
        ("was mitigated", facts.mitigated),
        ("was resolved", facts.resolved),
    )
    known = [(words, fact) for words, fact in order if fact is not None]
    for (early, one), (late, other) in pairwise(known):
        if one.at > other.at:
            remarks.append(f"The channel says that the incident {late} before it {early}: check both times in incident.toml.")
    if facts.declared and facts.resolved and facts.declared.at > facts.resolved.at:
        remarks.append(
            "The channel says that the incident was resolved before it was declared: check both times in incident.toml."
        )
    if facts.resolved and any((fact.told_at or fact.at) > facts.resolved.at for fact in noted.trouble):
        remarks.append("Somebody reported trouble after the incident was said to be resolved: check when it really ended.")
    tools = {change.severity for tool, change in noted.severity if tool}
    people = {change.severity for tool, change in noted.severity if not tool}
    if tools and people - tools:
        remarks.append("People named a severity that the incident tool never had: check the severity in incident.toml.")
    return tuple(remarks)
