"""The one value that templates see: everything decided, computed, numbered and shown in the incident's zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.incident import Incident, Kind, Office, when
from postmortem.report.times import Clock, duration
from postmortem.timeline.model import Entry, Fact, SeverityChange, Stated, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the key facts. An empty value is asked for with `ask`; with neither, the row says that nothing was stated."""

    label: str
    value: str = ""
    ask: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """An entry as a table shows it. `day` is set on the first row of a day where there are several; `told` where told afterwards."""

    time: str
    kind: str
    text: str
    cite: str
    day: str = ""
    told: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence that somebody stated, with its time, role and sources."""

    text: str
    time: str = ""
    role: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow:
    """A row of the impact table."""

    what: str
    figure: str = ""
    note: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """A proposed action; empty fields are asked for."""

    what: str
    owner: str = ""
    due: str = ""
    where: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One source: its number, when, who as a role, what it is, and the files posted with it."""

    number: int
    time: str
    role: str
    what: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question to put at a place of the document."""

    text: str
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a template may use. Text is plain and is escaped by the renderer."""

    title: str
    organisation: str
    reference: str
    channel: str
    date: str
    zone: str
    zones_note: str
    key_facts: tuple[Row, ...]
    overview: str
    summaries: tuple[Said, ...]
    impact: tuple[ImpactRow, ...]
    timeline: tuple[TimelineRow, ...]
    told_notes: tuple[str, ...]
    shown: int
    messages: int
    causes: tuple[Said, ...]
    communications: tuple[Said, ...]
    actions: tuple[ActionRow, ...]
    for_review: tuple[Said, ...]
    evidence: tuple[Evidence, ...]
    attachments: tuple[str, ...]
    not_copied: tuple[str, ...]
    questions: dict[str, tuple[Ask, ...]] = field(default_factory=dict)
    durations: tuple[Row, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: str = ""


SECTIONS = ("key_facts", "overview", "impact", "timeline", "explanation", "actions")


def build_report(
    incident: Incident,
    timeline: Timeline,
    transcript: BlamelessTranscript,
    *,
    organisation: str = "",
    attachments: Mapping[str, str] | None = None,
    not_copied: Iterable[str] = (),
) -> Report:
    """The report's model. What people wrote into incident.toml wins over what the channel states; what neither knows is asked for.

    attachments: a file's key → its name in attachments/; not_copied: names of files that stay out of the folder.
    """
    return _Builder(incident, timeline, transcript, organisation, attachments or {}, tuple(not_copied)).build()


class _Builder:
    def __init__(
        self,
        incident: Incident,
        timeline: Timeline,
        transcript: BlamelessTranscript,
        organisation: str,
        attachments: Mapping[str, str],
        not_copied: tuple[str, ...],
    ) -> None:
        self.incident, self.timeline, self.transcript = incident, timeline, transcript
        self.organisation, self.attachments, self.not_copied = organisation, attachments, not_copied
        self.by_ts = {message.ts: message for message in transcript.messages}
        moments = [entry.at for entry in timeline.entries] or [message.at for message in transcript.messages[:1]]
        self.clock = Clock.for_moments(incident.timezone, moments)
        self.first = min(moments, default=None)
        self.numbers = self._number_sources()

    def build(self) -> Report:
        incident, facts = self.incident, self.timeline.facts
        return Report(
            title=incident.title,
            organisation=self.organisation,
            reference=incident.reference,
            channel=self.transcript.channel,
            date=self.clock.day(self.first) if self.first else "",
            zone=self.clock.name(self.first) if self.first else incident.timezone,
            zones_note="The clocks changed during this incident, so every time names its zone." if self.clock.several_offsets else "",
            key_facts=tuple(self._key_facts()),
            overview=incident.overview,
            summaries=tuple(self._said(stated) for stated in facts.summaries),
            impact=(*self._impact(), *self._window()),
            timeline=tuple(self._rows()),
            told_notes=tuple(
                f"{self.clock.short(entry.at)}: told afterwards, at {self.clock.short(entry.told_at)}"
                for entry in self.timeline.entries
                if entry.told_at is not None
            ),
            shown=self.timeline.shown,
            messages=self.timeline.messages,
            causes=tuple(self._said(stated) for stated in facts.causes),
            communications=tuple(self._said(stated) for stated in facts.client_updates),
            actions=tuple(
                ActionRow(what=action.what, owner=action.owner, due=action.due, where=action.where, cite=self._cite(action.sources))
                for action in incident.actions
            ),
            for_review=tuple(self._said(stated) for stated in self.timeline.for_review),
            evidence=tuple(self._evidence()),
            attachments=tuple(sorted(set(self.attachments.values()))),
            not_copied=self.not_copied,
            questions=self._questions(),
            durations=tuple(self._durations()),
            remarks=(*self.transcript.remarks, *self.timeline.remarks, *self._contradictions()),
            left_out=", ".join(f"{count} {what}" for what, count in self.transcript.left_out.items() if count),
        )

    # Sources are numbered in the order in which they were said, so that a number also tells where to look.
    def _number_sources(self) -> dict[str, int]:
        facts, timeline = self.timeline.facts, self.timeline
        groups: list[tuple[str, ...]] = [entry.sources for entry in timeline.entries]
        groups += [fact.sources for fact in (facts.began, facts.detected, facts.declared, facts.mitigated, facts.resolved) if fact]
        groups += [change.sources for change in facts.severity]
        stated = (*facts.summaries, *facts.causes, *facts.client_updates, *timeline.for_review)
        groups += [one.sources for one in stated]
        groups += [row.sources for row in self.incident.impact] + [action.sources for action in self.incident.actions]
        groups += [question.sources for question in timeline.questions]
        used = {source for group in groups for source in group if source in self.by_ts}
        return {ts: number for number, ts in enumerate(sorted(used, key=float), start=1)}

    def _cite(self, sources: Iterable[str]) -> str:
        numbers = sorted({self.numbers[source] for source in sources if source in self.numbers})
        return "".join(f"[{number}]" for number in numbers)

    def _key_facts(self) -> Iterable[Row]:
        incident, facts = self.incident, self.timeline.facts
        cite = self._cite(source for change in facts.severity for source in change.sources)
        yield Row(label="Severity", value=self._severity(facts.severity), ask="not set in the channel: which was it, and what made it so?", cite=cite)
        yield self._moment("Began", incident.began, facts.began, "when did the problem begin?")
        yield self._moment("Detected", incident.detected, facts.detected, "when, and how, was it first noticed?")
        yield self._moment("Declared", incident.declared, facts.declared, "when was the incident declared?")
        yield self._moment("Mitigated", incident.mitigated, facts.mitigated, "when did the impact end?")
        yield self._moment("Resolved", incident.resolved, facts.resolved, "when was the incident closed?")
        clients = ", ".join(client.name for client in incident.clients)
        yield Row(label="Affected", value=clients, ask="which clients, sites or services?")
        yield Row(label="Roles", value=self._roles(), ask="who was incident lead (as a role)?")
        if incident.reference:
            yield Row(label="Reference", value=incident.reference)

    def _severity(self, changes: tuple[SeverityChange, ...]) -> str:
        severity = self.incident.severity
        if severity is None:
            return ""
        shown = severity.value.capitalize()
        if changes and changes[-1].severity is severity:
            steps = [f"{change.severity.value} from {self.clock.short(change.at)}" for change in changes]
            before = f"{changes[0].was.value}, then " if changes[0].was and len(changes) == 1 else ""
            return f"{shown} ({before}{', then '.join(steps)})" if len(changes) > 1 or before else shown
        return shown

    def _moment(self, label: str, moment: datetime | None, fact: Fact | None, ask: str) -> Row:
        if moment is None:
            return Row(label=label, ask=ask)
        value = self.clock.whole(moment)
        began = self.incident.began
        if began is not None and moment is not began and label in ("Mitigated", "Resolved") and duration(began, moment):
            value += f" ({duration(began, moment)} after it began)"
        if fact is not None and fact.at == moment:
            if fact.told_at is not None:
                value += f", told afterwards at {self.clock.short(fact.told_at)}"
            return Row(label=label, value=value, cite=self._cite(fact.sources))
        return Row(label=label, value=value)

    def _impact(self) -> Iterable[ImpactRow]:
        for row in self.incident.impact:
            note = row.note
            if not note and row.sources and row.sources[0] in self.by_ts:
                message = self.by_ts[row.sources[0]]
                note = f"{message.role}, {self.clock.short(message.at)}"
            yield ImpactRow(what=row.what, figure=row.figure, note=note, cite=self._cite(row.sources))

    def _window(self) -> Iterable[ImpactRow]:
        """How long the impact lasted, where both ends are known."""
        began, ended = self.incident.began or self.incident.detected, self.incident.mitigated
        if began is not None and ended is not None and duration(began, ended):
            yield ImpactRow(what="Duration", figure=duration(began, ended), note=f"computed: {self.clock.short(began)} to {self.clock.short(ended)}")

    def _roles(self) -> str:
        tenures = self.transcript.tenures or self.timeline.facts.tenures
        shown = []
        for tenure in tenures:
            several = sum(other.office is tenure.office for other in tenures) > 1
            since = f" (from {self.clock.short(when(tenure.from_ts))})" if several else ""
            office = "" if tenure.office.value in tenure.label.casefold() else f" as {tenure.office.value}"
            if office and any(other.label == tenure.label and other is not tenure for other in tenures):
                office = f" (also {tenure.office.value})"
            shown.append(f"{tenure.label}{office}{since}")
        others = [label for label in self.transcript.labels if not any(tenure.label == label for tenure in tenures)]
        responders = [label for label in others if label.startswith("Responder ")]
        if responders:
            numbers = sorted(int(label.rpartition(" ")[2]) for label in responders if label.rpartition(" ")[2].isdigit())
            run = numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1
            shown.append(f"Responders 1 to {numbers[-1]}" if run else ", ".join(responders))
        shown += [label for label in others if not label.startswith("Responder ")]
        has_lead = any(tenure.office is Office.LEAD for tenure in tenures)
        return ", ".join(dict.fromkeys(shown)) if has_lead or len(shown) > 1 else ""

    def _rows(self) -> Iterable[TimelineRow]:
        last_day = ""
        for entry in self.timeline.entries:
            day = self.clock.day(entry.at) if self.clock.several_days else ""
            told = f"told at {self.clock.short(entry.told_at)}" if entry.told_at is not None else ""
            yield TimelineRow(
                time=self.clock.time(entry.at),
                kind="" if entry.kind is Kind.EVENT else entry.kind.value,
                text=entry.text,
                cite=self._cite(entry.sources),
                day=day if day != last_day else "",
                told=told,
                files=self._files(entry),
            )
            last_day = day

    def _files(self, entry: Entry) -> tuple[str, ...]:
        return tuple(self.attachments[key] for key in entry.files if key in self.attachments)

    def _said(self, stated: Stated) -> Said:
        return Said(text=stated.text, time=self.clock.short(stated.at), role=stated.role, cite=self._cite(stated.sources))

    def _evidence(self) -> Iterable[Evidence]:
        for ts, number in self.numbers.items():
            message = self.by_ts[ts]
            files = tuple(self.attachments.get(file.key, file.name) for file in message.files)
            yield Evidence(number=number, time=self.clock.whole(message.at), role=message.role, what=_sort_of(message), files=files)

    def _questions(self) -> dict[str, tuple[Ask, ...]]:
        """The timeline's questions by section. The key facts ask in their own rows; the others follow their section's text."""
        asked: dict[str, list[Ask]] = {section: [] for section in SECTIONS}
        for question in self.timeline.questions:
            asked.setdefault(question.section, []).append(Ask(text=question.text, cite=self._cite(question.sources)))
        if self.incident.impact:
            asked["impact"] = [ask for ask in asked["impact"] if "No figure" not in ask.text]
        return {section: tuple(asks) for section, asks in asked.items()}

    def _durations(self) -> Iterable[Row]:
        incident = self.incident
        for label, start, end, what in (
            ("Time to detect", incident.began, incident.detected, "from the beginning to the first notice"),
            ("Time to declare", incident.detected, incident.declared, "from the first notice to the declaration"),
            ("Time to mitigate", incident.began or incident.detected, incident.mitigated, "from the beginning to the end of the impact"),
            ("Time to resolve", incident.began or incident.detected or incident.declared, incident.resolved, "from the first of these moments to the resolution"),
        ):
            if start is not None and end is not None and duration(start, end):
                yield Row(label=label, value=f"{duration(start, end)} ({what})")

    def _contradictions(self) -> Iterable[str]:
        incident = self.incident
        order = (("began", incident.began), ("detected", incident.detected), ("mitigated", incident.mitigated), ("resolved", incident.resolved))
        known = [(name, moment) for name, moment in order if moment is not None]
        for (earlier, first), (later, second) in zip(known, known[1:], strict=False):
            if second < first:
                yield f"The incident was {later} at {self.clock.short(second)}, before it {earlier} at {self.clock.short(first)}. One of the two needs a correction."


def _sort_of(message: BlamelessMessage) -> str:
    sort = {"bot": "post by a tool", "topic": "channel topic", "deleted": "deleted message"}.get(message.kind, "message")
    if message.thread_ts and message.thread_ts != message.ts:
        sort = "reply in a thread" if sort == "message" else sort
    if message.is_pinned:
        sort += ", pinned"
    if message.edited_ts:
        sort += ", edited afterwards"
    return sort
