"""What a review pack consists of, as templates see it: plain text, decided and worked out from the incident's folder."""

from __future__ import annotations

from dataclasses import dataclass

from postmortem.report.contents import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When the review is, in the incident's zone. day: "Wednesday 21 October 2026"; span: "14:00–16:00 BST"; minutes: how long;
    comment_by: until when comments help, in words; where: a room or a link, empty where nobody said."""

    day: str
    span: str
    minutes: int
    comment_by: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A part of the meeting: from when by the clock, how many minutes, what it is called and what is done in it."""

    start: str
    minutes: int
    what: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of the incident to look at closely: its time, what the timeline says, its sources, and what to ask."""

    time: str
    text: str
    ask: str
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Moments of one sort. `ask`: what can be asked at each of them; `others`: the times of more such moments in the timeline."""

    heading: str
    ask: str
    moments: tuple[Moment, ...]
    others: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuestion:
    """A question of our process, with those under it."""

    text: str
    under: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question that the draft still asks: in which section, what it is about there, and its words. is_about_an_action: it asks
    for an action's owner, day or board."""

    section: str
    text: str
    about: str = ""
    cite: str = ""
    is_about_an_action: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """An action that was proposed so far, in plain text."""

    what: str
    owner: str = ""
    due: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPlace:
    """A place of the notes sheet. `columns`: of the table to fill in, where it has one."""

    heading: str
    prompt: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPack:
    """Everything that the template of a review pack may use. Text is plain and is escaped by the renderer.

    incident: what the draft is called. link: to the draft on Drive, "" where it is not there. needed: what our process says
    where it asks for no review, else "". involved: the parts of those who wrote in the channel; outside: parts of clients and
    third parties who did. clients: whether clients were affected. senior: whether somebody senior who was not involved is asked
    for, with the severity in severity. topics: where to look closely. key_questions: those of our process. still_open: what
    the draft still asks; set_aside: its list "For the review". actions: proposed so far; remarked: marked for afterwards.
    sheet, preface and notes: heading, opening words and places of the notes sheet. author: of the prime directive, "" where
    somebody here has the same name.
    """

    incident: str
    organisation: str
    reference: str
    severity: str
    meeting: Meeting
    link: str
    needed: str
    involved: str
    outside: str
    clients: bool
    senior: bool
    agenda: tuple[AgendaItem, ...]
    topics: tuple[Topic, ...]
    key_questions: tuple[KeyQuestion, ...]
    still_open: tuple[OpenQuestion, ...]
    set_aside: tuple[Said, ...]
    actions: tuple[SoFar, ...]
    remarked: tuple[str, ...]
    sheet: str
    preface: str
    author: str
    notes: tuple[NotesPlace, ...]
