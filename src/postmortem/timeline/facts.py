# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Collects what the channel states about the incident: moments, severity, who led, figures, causes, changes, actions.

Nothing is inferred from silence; what does not fit together is said as a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from postmortem import mood
from postmortem.blameless.transcript import BlamelessMessage, Tenure
from postmortem.incident import Claim, Figure, Kind, Severity, Statement, when
from postmortem.text import PieceKind
from postmortem.timeline import moments as m
from postmortem.timeline.claims import Said, tells_somebody
from postmortem.timeline.commands import commands_in
from postmortem.timeline.contradictions import find_contradictions
from postmortem.timeline.links import links_in
from postmortem.timeline.model import Change, Fact, Facts, SeverityChange, Stated
from postmortem.timeline.noted import MOST, MOST_CHANGES, Heard, Noted, keep, keep_change, keep_links, plain, worded
from postmortem.timeline.open_actions import OpenActions
from postmortem.timeline.reading import Sentence, tokens_of
from postmortem.timeline.relapses import Relapses
from postmortem.timeline.turning_points import is_begun, is_ended, is_noticed
from postmortem.timeline.understanding import Understanding
from postmortem.timeline.verdict import Verdict
from postmortem.timeline.wording import sentence_alone

# An incident's id as tools and people write it.
_REFERENCE = re.compile(r"\b(INC-\d{1,8}|INCIDENT-\d{1,8}|PIR-\d{1,8})\b(?!-?\d)", re.IGNORECASE)
_MENDED = frozenset({"monitoring", "mitigated", "fixed", "identified and fixed", "contained", "stable"})
CLOSED = frozenset(
    {"resolved", "closed", "completed", "post-incident", "post incident", "documenting", "reviewing", "learning", "done"}
)
# Something to do, not only something for later.
_PROPOSED = re.compile(r"\b(?:we should|we need to|we must|we ought to)\b", re.IGNORECASE)
_TODO = re.compile(r"^\W*(?:todo|action(?: item)?|follow[- ]?up)s?\b\s*[:–—-]?\s*", re.IGNORECASE)
_CODE = frozenset({PieceKind.CODE, PieceKind.CODE_BLOCK})
_NO_BEGINNING = frozenset({Claim.DEPLOY, Claim.ROLLBACK, Claim.BEGUN, Claim.RESTORED, Claim.MITIGATED, Claim.STATUS})
_DEEDS = frozenset({Kind.ACTION, Kind.MITIGATION})
_DONE_ABOUT_IT = frozenset({Claim.ROLLBACK, Claim.BEGUN, Claim.MITIGATED})
CHANGES = frozenset({Claim.DEPLOY, Claim.ROLLBACK, Claim.BEGUN, Claim.FAILED, Claim.MERGED, Claim.COMMAND})


class FactFinder:
    """Hears every message once, oldest first, and says at the end what was stated."""

    def __init__(self) -> None:
        self._noted = Noted()
        self._open = OpenActions()
        self._relapses = Relapses()

    def hear_statement(self, message: BlamelessMessage, statement: Statement, *, is_lasting: bool = True) -> None:
        """Takes in what a tool's post or a fixed phrase states; not `is_lasting`: as the post was edited to say later."""
        noted, by_tool = self._noted, bool(statement.tool)
        at = when(statement.since) if statement.since else message.at
        fact = Fact(at=at, sources=(message.ts,), text=statement.value[:300])
        heard = Heard(fact, by_tool=by_tool, late=not is_lasting)
        said = Stated(text=plain(statement.value), role=statement.person or message.role, at=at, sources=fact.sources)
        match statement.claim:
            case Claim.DECLARED:
                noted.declared.append(heard)
                if by_tool and not noted.title:
                    noted.title = plain(statement.value).rstrip(".")
            case Claim.SEVERITY:
                if (grade := grade_of(statement.value)) is not None:
                    change = SeverityChange(at=at, severity=grade, sources=fact.sources, was=grade_of(statement.was))
                    noted.severity.append((heard, change))
            case Claim.STATUS:
                self._hear_status(heard, said)
            case Claim.ALERT:
                noted.detected.append(heard)
                self._relapses.hear(message, None)
            case Claim.TICKET:
                noted.detected.append(heard._replace(by_tool=False))
            case Claim.ACKNOWLEDGED:
                noted.acknowledged.append(heard)
            case Claim.SUMMARY:
                keep(noted.summaries, said)
                self._open.hear(tokens_of(said.text), ts=message.ts)
            case Claim.FOLLOW_UP:
                keep(noted.actions, said)
            case Claim.ACTION:
                keep(noted.logged, said)
                self._open.log(said)
                if not by_tool:  # what a tool logs as an action is done while the incident runs
                    keep(noted.actions, said)
            case Claim.ACTION_DONE:
                self._open.finish(said.text)
            case Claim.CLIENT_UPDATE:
                keep(noted.updates, said)
            case Claim.AFFECTED:
                keep(noted.affected, said)
            case claim if claim in CHANGES:
                if claim is Claim.ROLLBACK or (claim is Claim.DEPLOY and self._is_under_way()):
                    self._did(at)
                keep_change(noted.changes, Change(sort=claim, text=said.text, role=said.role, at=at, sources=fact.sources))
            case _:
                pass

    def _hear_status(self, heard: Heard, said: Stated) -> None:
        noted, value = self._noted, said.text.lower()
        if heard.by_tool or value not in CLOSED:
            noted.statuses.append(said)
        if value in CLOSED:
            noted.closed.append(heard)
        elif value in _MENDED:
            noted.mitigated.append(heard)
        else:
            noted.opened.append(heard)

    def hear_said(self, message: BlamelessMessage, said: Said, *, told: datetime | None) -> None:
        """Takes in what a person's sentence states; `told` is when it says that it happened, where that is another time."""
        noted, sources = self._noted, (message.ts,)
        if said.claim in _DONE_ABOUT_IT or (said.claim is Claim.DEPLOY and self._is_under_way()):
            self._did(message.at)
        fact = Fact(at=told or message.at, sources=sources, told_at=message.at if told else None, text=said.sentence.text[:300])
        match said.claim:
            case Claim.DETECTED:
                now = replace(fact, at=message.at, told_at=None)
                if said.lasts or not noted.detected:
                    noted.detected.append(Heard(now))
                    if said.lasts:
                        noted.trouble.append(now)
            case Claim.ACKNOWLEDGED:
                noted.acknowledged.append(Heard(fact))
            case Claim.MITIGATED:
                noted.mitigated.append(Heard(fact))
            case Claim.RESTORED:
                noted.restored.append(Heard(fact))
            case Claim.STATUS:
                noted.closed.append(Heard(fact))
            case Claim.CLIENT_UPDATE | Claim.AFFECTED | Claim.CAUSE:
                held = {Claim.CLIENT_UPDATE: noted.updates, Claim.AFFECTED: noted.affected, Claim.CAUSE: noted.causes}[said.claim]
                if len(held) < MOST:
                    text = plain(said.value) if said.claim is Claim.AFFECTED else sentence_alone(said.value)
                    keep(held, Stated(text=text, role=message.role, at=message.at, sources=sources))
            case claim if claim in CHANGES and len(noted.changes) < MOST_CHANGES:
                text = sentence_alone(said.value)
                noted.changes.append(
                    Change(sort=claim, text=text, role=message.role, at=fact.at, sources=sources, told_at=fact.told_at)
                )
            case _:
                pass

    def hear_reference(self, text: str) -> None:
        """Takes the incident's id from a text, where none is known yet."""
        if not self._noted.reference and (found := _REFERENCE.search(text[:2000])):
            self._noted.reference = found[1].upper()

    def hear_pieces(self, message: BlamelessMessage, text: str) -> tuple[str, ...]:
        """Takes in addresses, and the commands that a person ran, which it gives back; `text` is what `words_of` gave."""
        pieces = message.pieces
        if len(pieces) == 1 and pieces[0].kind is PieceKind.PROSE and "http" not in text:
            return ()
        kinds = {piece.kind for piece in pieces[:200]}
        if (PieceKind.LINK in kinds or "http" in text) and (links := links_in(message)):
            keep_links(self._noted.links, message, links)
        if message.kind != "message" or kinds.isdisjoint(_CODE):
            return ()
        commands = tuple(commands_in(message))
        for command in commands:
            self._did(message.at)
            change = Change(sort=Claim.COMMAND, text=command, role=message.role, at=message.at, sources=(message.ts,))
            keep_change(self._noted.changes, change)
        return commands

    def hear_talk(self, message: BlamelessMessage, said: Understanding) -> None:
        """Takes in what tells of no event by itself: it may still say what came of an action ("the newsletter team knows")."""
        self._relapses.hear(message, said)
        for sentence in said.sentences:
            self._open.hear(sentence.tokens, ts=message.ts)

    def hear_words(self, message: BlamelessMessage, said: Understanding, *, told: Mapping[Sentence, datetime]) -> None:
        """Takes in figures, statements and times of a person's sentences, whether or not an entry comes of them."""
        noted = self._noted
        for figure in said.figures:
            if len(noted.figures) < MOST or figure in noted.figures:
                noted.figures.setdefault(figure, []).append(message.ts)
        for sentence in said.sentences:
            self._open.hear(sentence.tokens, ts=message.ts)
        declares = any(one.claim in (Claim.DECLARED, Claim.SEVERITY) for one in message.statements)
        for one in said.claims:
            if one.claim is Claim.RESTORED and self._relapses.is_one(message, one.sentence):
                one = one._replace(claim=Claim.DETECTED, lasts=True)
            if not (declares and one.claim is Claim.DETECTED):  # why it is declared is no first sight by itself
                self.hear_said(message, one, told=told.get(one.sentence))
        self._relapses.hear(message, said)
        if message.role.endswith("comms manager") and not any(one.claim is Claim.CLIENT_UPDATE for one in said.claims):
            sentences = (one for one in said.sentences if tells_somebody(mood.Sentence(one.text), is_comms=True))
            for sentence in sentences:
                self.hear_said(message, Said(Claim.CLIENT_UPDATE, sentence.text, sentence), told=None)
        for sentence, moment in told.items():
            text = " ".join(sentence.tokens[:80])
            fact = Fact(at=moment, sources=(message.ts,), told_at=message.at, text=sentence.text)
            if is_ended(text):
                if not any(one.sentence == sentence and one.claim in (Claim.RESTORED, Claim.MITIGATED) for one in said.claims):
                    noted.restored.append(Heard(fact))
            elif is_noticed(text):
                noted.detected.append(Heard(fact))
            elif is_begun(text) and not any(one.sentence == sentence and one.claim in _NO_BEGINNING for one in said.claims):
                noted.began.append(fact)

    def _is_under_way(self) -> bool:
        """Whether trouble was met: what is deployed before may have brought it about, what is deployed then is done about it."""
        return bool(self._noted.detected or self._noted.declared)

    def _did(self, at: datetime) -> None:
        if len(self._noted.deeds) < MOST:
            self._noted.deeds.append(at)

    def hear_verdict(self, message: BlamelessMessage, verdict: Verdict) -> None:
        """Takes in what a sentence proposes for afterwards, and when people first did something."""
        if verdict.kind in _DEEDS and verdict.form in ("done", "doing"):
            self._did(message.at)
        self._noted.has_sights |= verdict.kind is Kind.DETECTION
        text = verdict.sentence.text
        if verdict.kind is Kind.FOLLOW_UP and _PROPOSED.search(text) and mood.Sentence(text).asserts:
            self.hear_action(message, verdict.sentence)

    def hear_action(self, message: BlamelessMessage, sentence: Sentence) -> None:
        """Takes in something to do afterwards."""
        if len(self._noted.actions) < MOST and (text := sentence_alone(_TODO.sub("", sentence.text))):
            keep(self._noted.actions, Stated(text=text, role=message.role, at=message.at, sources=(message.ts,)))

    def is_of_an_incident(self) -> bool:
        """Whether anything was stated of an incident: that it was met, declared, graded, over."""
        noted = self._noted
        return (noted.has_sights and len(noted.deeds) > 1) or any((noted.detected, noted.declared, noted.severity, noted.began, noted.mitigated, noted.restored, noted.closed))

    def state(self, *, tenures: tuple[Tenure, ...]) -> tuple[Facts, tuple[str, ...]]:
        """The facts, and remarks about what does not fit together."""
        noted = self._noted
        resolved = m.end_of(noted.closed, noted.opened, noted.trouble)
        over_once = m.after_deeds(noted.restored, noted.deeds)
        restored = m.relief_of(over_once, noted.trouble, resolved)
        mitigated = m.relief_of([*m.after_deeds(noted.mitigated, noted.deeds), *over_once], noted.trouble, resolved)
        over = restored or mitigated or resolved
        facts = Facts(
            began=worded(m.beginning(noted.began)), detected=worded(m.first_seen(m.before_deeds(noted.detected, noted.deeds))),
            acknowledged=worded(m.first_of_all(noted.acknowledged)), declared=worded(m.first_stated(noted.declared)),
            mitigated=worded(mitigated), restored=worded(restored), resolved=worded(resolved),
            severity=m.severities(noted.severity), tenures=tenures, reference=noted.reference, title=noted.title,
            summaries=in_order(noted.summaries), figures=tuple(Figure(text=text, sources=tuple(dict.fromkeys(ts))) for text, ts in noted.figures.items()),
            causes=tuple(noted.causes), actions=tuple(noted.actions), client_updates=tuple(noted.updates),
            statuses=_changed(in_order(noted.statuses)), logged=tuple(noted.logged), affected=tuple(noted.affected),
            changes=tuple(noted.changes), unanswered=self._open.left(before=over.at if over else None), links=tuple(noted.links),
        )  # fmt: skip
        return facts, find_contradictions(facts, noted, tenures)


def in_order(said: list[Stated]) -> tuple[Stated, ...]:
    """By the time from which each holds: what a post was edited to say comes where it was edited."""
    return tuple(sorted(said, key=lambda one: one.at))


def _changed(said: Sequence[Stated]) -> tuple[Stated, ...]:
    """The statuses that differ from the one before them."""
    return tuple(one for place, one in enumerate(said) if not place or said[place - 1].text.casefold() != one.text.casefold())


def marked_action(sentences: Sequence[Sentence], *, is_tool: bool) -> Sentence:
    """Of a post that somebody marked as a follow-up, the sentence that says what to do: "TODO: …", else the longest.

    A tool's first line says what happened to the thing ("Pull request opened"), its second what the thing is.
    """
    named = next((sentence for sentence in sentences if _TODO.match(sentence.text)), None)
    if named is None and is_tool:
        return sentences[1 if len(sentences) > 1 else 0]
    return named or max(sentences, key=lambda one: min(len(one.text), 200))


def grade_of(word: str) -> Severity | None:
    """The severity that a word names, or None."""
    word = word.strip().lower()
    return next((grade for grade in Severity if grade.value == word), None)
