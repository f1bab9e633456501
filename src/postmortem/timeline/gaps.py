# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Says what is missing, as questions at the place where the answer belongs. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from postmortem.dates import DateStyle, clock_words
from postmortem.incident import Claim, Kind, Office
from postmortem.timeline.model import Entry, Facts, Question, Stated

SILENCE = timedelta(minutes=30)
_MOST_SILENCES = 5
_FIXES = frozenset({Kind.MITIGATION, Kind.CHANGE})
_CONFIRMING = frozenset({Kind.RECOVERY})
_DONE = frozenset({Claim.DEPLOY, Claim.ROLLBACK})
_MOST_ACTIONS = 5
_CONFIRMED = re.compile(r"\b(?:confirmed|verified)\b", re.IGNORECASE)


def find_gaps(
    facts: Facts,
    *,
    candidates: Sequence[Entry],
    times: Sequence[tuple[datetime, str]],
    handovers: Sequence[tuple[str, bool]],
    zone: tzinfo,
    dates: DateStyle = DateStyle.DAY_FIRST,
) -> tuple[Question, ...]:
    """The questions that the channel leaves open.

    times: when people or tools said anything (moment, ts), oldest first. handovers: (ts, whether a reason was given) of each
    change of the incident lead.
    """
    questions = [*_missing_facts(facts), *_silences(facts, times, candidates, zone, dates)]
    questions += [
        Question(section="timeline", text="What led to the handover of the lead? The reason is not in the channel.", sources=(ts,))
        for ts, reasoned in handovers
        if not reasoned
    ]
    questions += _unconfirmed(facts, candidates)
    questions += _unanswered(facts, zone)
    questions += _missing_figures(facts)
    if not facts.causes:
        questions.append(
            Question(section="explanation", text="Nobody stated a cause in the channel. What contributed to the incident?")
        )
    questions += _open_actions(facts.actions)
    return tuple(questions)


def _missing_facts(facts: Facts) -> list[Question]:
    asked = []
    if not facts.severity:
        asked.append(Question(section="key_facts", text="The severity was never set in the channel. Which was it, and why?"))
    if facts.began is None:
        asked.append(Question(section="key_facts", text="When did the problem begin? The channel does not say."))
    if facts.detected is None:
        asked.append(Question(section="key_facts", text="When and how was the problem first noticed? The channel does not say."))
    if facts.declared is None:
        asked.append(
            Question(section="key_facts", text="When was the incident declared, and by which role? The channel does not say.")
        )
    if not any(tenure.office is Office.LEAD for tenure in facts.tenures):
        asked.append(Question(section="key_facts", text="Who was the incident lead? Nobody is named as lead in the channel."))
    if facts.mitigated is None and facts.resolved is None:
        asked.append(Question(section="key_facts", text="When did the impact end? The channel does not say."))
    if facts.resolved is None:
        asked.append(Question(section="key_facts", text="When was the incident resolved? The channel does not say."))
    return asked


def _silences(
    facts: Facts, times: Sequence[tuple[datetime, str]], candidates: Sequence[Entry], zone: tzinfo, dates: DateStyle
) -> list[Question]:
    """The longest stretches of over half an hour without a word while the incident was open."""
    opened = min((fact.at for fact in (facts.declared, facts.detected) if fact), default=None)
    closed = facts.resolved or facts.mitigated
    if opened is None:
        if not candidates:
            return []
        opened = min(entry.told_at or entry.at for entry in candidates)
    end = closed.at if closed else max((entry.told_at or entry.at for entry in candidates), default=opened)
    silences = [
        (later - earlier, earlier, later, (first, second))
        for (earlier, first), (later, second) in pairwise(times)
        if later - earlier > SILENCE and earlier >= opened and later <= end
    ]
    longest = sorted(silences, key=lambda one: -one[0])[:_MOST_SILENCES]
    return [
        Question(
            section="timeline",
            text=f"Nothing was said between {clock_words(earlier, zone)} and {clock_words(later, zone, since=earlier, dates=dates)}. What happened in that time?",
            sources=sources,
        )
        for _, earlier, later, sources in sorted(longest, key=lambda one: one[1])
    ]


def _unconfirmed(facts: Facts, candidates: Sequence[Entry]) -> list[Question]:
    """Whether anybody said of the last fix that it worked. That somebody closed the incident is no such word by itself."""
    fixes = [(entry.at, entry.sources) for entry in candidates if entry.kind in _FIXES and entry.told_at is None]
    fixes += [(change.at, change.sources) for change in facts.changes if change.sort in _DONE and change.told_at is None]
    if not fixes:
        return []
    last, sources = max(fixes, key=lambda fix: fix[0])
    if facts.restored is not None or facts.mitigated is not None:
        return []  # what is changed after service is normal again is no fix
    if any((entry.kind in _CONFIRMING or _CONFIRMED.search(entry.text)) and entry.at >= last for entry in candidates):
        return []
    return [
        Question(
            section="timeline",
            text="A fix was applied, and nobody confirmed that it worked. How was that established?",
            sources=sources[:1],
        )
    ]


def _unanswered(facts: Facts, zone: tzinfo) -> list[Question]:
    """Actions that were logged and deployments that were begun, and nobody said what came of them."""
    asked = [
        Question(
            section="timeline",
            text=f"“{action.text.rstrip('.')}” was logged as an action at {clock_words(action.at, zone)}. What came of it?",
            sources=action.sources[:1],
        )
        for action in facts.unanswered[:_MOST_ACTIONS]
    ]
    begun = [change for change in facts.changes if change.sort is Claim.BEGUN]
    if begun and not any(change.sort in {*_DONE, Claim.FAILED} and change.at >= begun[-1].at for change in facts.changes):
        over = facts.restored or facts.mitigated
        if over is None or over.at < begun[-1].at:
            asked.append(
                Question(
                    section="timeline",
                    text=f"A deployment or rollback was begun at {clock_words(begun[-1].at, zone)}. Was it completed, and when?",
                    sources=begun[-1].sources[:1],
                )
            )
    return asked


def _missing_figures(facts: Facts) -> list[Question]:
    if facts.figures:
        return []
    return [
        Question(
            section="impact",
            text="How many requests, visits or users were affected, and over what time? No figure is in the channel.",
        ),
    ]


def _open_actions(actions: Sequence[Stated]) -> list[Question]:
    if not actions:
        return [Question(section="actions", text="Nobody proposed an action in the channel. Are any needed?")]
    return [
        Question(
            section="actions",
            text="Who owns each proposed action, and by when is it due?",
            sources=tuple(dict.fromkeys(source for action in actions for source in action.sources[:1])),
        )
    ]
