"""What a report consists of, as templates see it: plain text, decided, computed, numbered, in the incident's zone."""

from __future__ import annotations

from dataclasses import dataclass, field

from postmortem.incident import Action
from postmortem.report.course import Course
from postmortem.report.notes_sheet import Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the key facts: what is known, with its sources, and what is asked for. With neither, nothing was stated."""

    label: str
    value: str = ""
    ask: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """An entry as a table shows it. `day` is set where another day begins; `mark` leads to a note on when it was told."""

    time: str
    kind: str
    text: str
    cite: str
    day: str = ""
    mark: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote of the timeline: its mark, and when the marked entries were told."""

    mark: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence that somebody stated, with its time, role and sources."""

    text: str
    time: str = ""
    role: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """How the incident was noticed. `after` is how long after it began, `by` a role or a tool; `by_tool` tells which, and `what`
    what the tool said. `alert`: where people noticed it, what a tool posted besides, with its time."""

    time: str
    what: str = ""
    by: str = ""
    by_tool: bool = False
    after: str = ""
    told: str = ""
    cite: str = ""
    alert: str = ""
    alert_cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow:
    """A row of the impact table: a figure and where it comes from, or what is asked for."""

    what: str
    figure: str = ""
    note: str = ""
    cite: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """A proposed action. `ask` names what is missing, and stands in the first empty place."""

    what: str
    owner: str = ""
    due: str = ""
    where: str = ""
    cite: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A communication: when, to whom ("Clients", "#general", a role), and what was told."""

    time: str
    to: str
    text: str
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long something took, with what it is measured from and to. `support`: the part in support hours, where these are set.

    Without a value, `note` says why there is none.
    """

    label: str
    definition: str
    value: str = ""
    support: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of our process. `answer`: "yes", "no" or "cannot be seen", as far as the channel shows it; `how` in a few words."""

    what: str
    answer: str
    how: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One source: its number, when, who as a role, and the files posted with it. `what`: a file's line, or how a message is
    found or read ("in a thread"); empty for most. `quote`: what a line of a file that people gave says, because it stands in no
    transcript; empty for messages."""

    number: int
    time: str
    role: str
    what: str
    files: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """The messages of one hour that are cited: when it begins, and its sources."""

    time: str
    sources: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question to put at a place of the document."""

    text: str
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the timeline section: its address in the folder, what it shows for those who do not see it, its caption."""

    address: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a template may use. Text is plain and is escaped by the renderer.

    date: the day that times without a day are on. zone: the zone's name and offset on that day. span: from when to when the
    impact lasted, where both are known. shown, messages: how many messages the timeline rests on, of how many.
    questions: the timeline's questions by section (key_facts, overview, impact, timeline, explanation, actions).
    durations: each with its definition. declared_as: in which words it was declared. response: what was decided and done, until
    it was over. remarked: what was marked for afterwards and is no action yet. needed: whether the process asks for a report at
    all; process: its steps, not_asked those that this incident did not call for. evidence: every source in the order of the
    numbers; hours: the messages among them by the hour; lines: the lines of files. remarks: what to know about the sources.
    figure: the picture of the incident's course, where there is enough to see; series: what the lines of numbers in it say, in
    words; course: what it is drawn from. In a final report besides: notes: of the review; reviewed_on: the review's day; changes:
    what changed since the draft, in sentences. numbered: the id of the source that each number stands for.
    """

    title: str
    organisation: str
    reference: str
    channel: str
    date: str
    zone: str
    zones_note: str
    key_facts: tuple[Row, ...]
    durations: tuple[Duration, ...]
    span: str
    overview: str
    declared_as: Said | None
    summaries: tuple[Said, ...]
    impact: tuple[ImpactRow, ...]
    detection: Detection | None
    timeline: tuple[TimelineRow, ...]
    told_notes: tuple[Note, ...]
    shown: int
    messages: int
    causes: tuple[Said, ...]
    response: tuple[Said, ...]
    communications: tuple[Told, ...]
    actions: tuple[ActionRow, ...]
    remarked: tuple[Said, ...]
    for_review: tuple[Said, ...]
    needed: Step
    process: tuple[Step, ...]
    not_asked: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    hours: tuple[Hour, ...]
    lines: tuple[Evidence, ...]
    attachments: tuple[str, ...]
    not_copied: tuple[str, ...]
    questions: dict[str, tuple[Ask, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    left_out: str = ""
    figure: Picture | None = None
    series: tuple[str, ...] = ()
    course: Course | None = None
    notes: Notes | None = None
    reviewed_on: str = ""
    changes: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the Bikeshed template may use: a final report on one screen, as plain text.

    happened: paragraphs; impact, learnt: points, as they stand in the report; agreed: the actions; link: where the whole report
    is, empty where it is not on Drive.
    """

    title: str
    happened: tuple[str, ...]
    impact: tuple[str, ...]
    learnt: tuple[str, ...]
    agreed: tuple[Action, ...]
    reviewed_on: str = ""
    link: str = ""
