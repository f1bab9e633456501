"""The review pack: what its template sees, from the draft as people edited it and what the incident's folder knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from postmortem.errors import InputError
from postmortem.incident import Incident, Severity
from postmortem.report.agenda import plan_agenda
from postmortem.report.contents import Said
from postmortem.report.meeting_time import Slot
from postmortem.report.notes_actions import COLUMNS
from postmortem.report.notes_sheet import ACTIONS, PREFACE, PROMPTS, SHEET
from postmortem.report.open_questions import open_questions, plain_heading
from postmortem.report.process_file import ProcessRecord
from postmortem.report.read_back import ACTIONS as ACTION_SECTIONS
from postmortem.report.read_back import TIMELINE, find_section, read_actions
from postmortem.report.read_back_parts import Line, read_parts, sections_of_any_level
from postmortem.report.review_contents import Meeting, NotesPlace, OpenQuestion, ReviewPack, SoFar
from postmortem.report.review_questions import KEY_QUESTIONS, QUOTED
from postmortem.report.review_topics import choose_topics
from postmortem.report.roles import name_roles
from postmortem.report.sections import Section, split_sections
from postmortem.report.timeline_rows import TimelineEntry

# "09:08: They suspect …", "15 October, 09:08: …": the time at the beginning of a point.
_TIME = re.compile(r"((?:\d{1,2} [A-Z][a-z]{2,8}, |[A-Z][a-z]{2,8} \d{1,2}, )?\d{1,2}:\d{2}(?: [A-Z+\d:-]{2,8})?): ")
# Sorts of labels that are people of clients and other companies.
_OUTSIDE = re.compile(r"(?:client contact|third party)\b", re.IGNORECASE)
_CLIENTS = ("clients updated", "client comms manager")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as people left it, with the sections that a review rests on; None where people took one out."""

    markdown: str
    title: str
    timeline: Section | None
    actions: Section | None
    aside: Section | None


def read_draft(markdown: str, where: str) -> Draft:
    """The parts of a draft that a review rests on. `InputError` where it is empty, or has no section."""
    if not markdown.strip():
        raise InputError(f"{where} is empty, so there is nothing to review. Draft the incident again; that writes it anew.")
    if len(split_sections(markdown)) < 2:
        raise InputError(
            f"{where} has no section: no line in it begins with ##. Put the headings back, or move the file away and draft the "
            "incident again."
        )
    return Draft(
        markdown=markdown,
        title=_title(markdown),
        timeline=find_section(markdown, *TIMELINE),
        actions=find_section(markdown, "Proposed actions", *ACTION_SECTIONS),
        aside=find_section(markdown, "For the review"),
    )


def build_pack(
    draft: Draft,
    incident: Incident,
    entries: Sequence[TimelineEntry],
    *,
    authors: Collection[str],
    process: ProcessRecord | None,
    slot: Slot,
    meeting: Meeting,
    organisation: str = "",
    link: str = "",
    author: str = QUOTED,
) -> ReviewPack:
    """The pack. authors: the labels of the people who wrote in the channel, in order of appearance."""
    aside = tuple(_said(line) for line in _items(draft.aside))
    actions = read_actions(draft.actions)
    proposed = {action.what for action in actions}
    steps = process.steps if process is not None else ()
    severity = incident.severity
    return ReviewPack(
        incident=draft.title or incident.title,
        organisation=organisation,
        reference=incident.reference,
        severity=severity.value if severity is not None else "",
        meeting=meeting,
        link=link,
        needed=_not_needed(process),
        involved=name_roles([label for label in authors if not is_outside(label)]),
        outside=name_roles([label for label in authors if is_outside(label)]),
        clients=clients_affected(incident, process, authors),
        senior=severity is not None and severity.weight >= Severity.MAJOR.weight,
        agenda=plan_agenda(slot.start, slot.minutes, incident.timezone),
        topics=choose_topics(entries, section=draft.timeline, opinions=aside, steps=steps),
        key_questions=tuple(KEY_QUESTIONS),
        still_open=tuple(_open(draft)),
        set_aside=aside,
        actions=tuple(SoFar(what=one.what, owner=one.owner, due=one.due, where=one.where) for one in actions),
        remarked=tuple(line.words for line in _items(draft.actions) if line.words not in proposed),
        sheet=SHEET,
        preface=PREFACE,
        author=author,
        notes=tuple(
            NotesPlace(heading=heading, prompt=prompt, columns=COLUMNS if heading == ACTIONS else ())
            for heading, prompt in PROMPTS.items()
        ),
    )


def is_outside(label: str) -> bool:
    """Whether a label is that of a client's person or of another company's."""
    return _OUTSIDE.match(label) is not None


def clients_affected(incident: Incident, process: ProcessRecord | None, labels: Collection[str]) -> bool:
    """Whether clients were affected, as far as the facts, the process check or the parts that people played tell."""
    asked = [step.what.casefold() for step in process.steps if step.answer != "cannot be seen"] if process is not None else []
    return (
        bool(incident.clients)
        or any(what.startswith(_CLIENTS) for what in asked)
        or any("client comms manager" in label.casefold() for label in labels)
    )


def _not_needed(process: ProcessRecord | None) -> str:
    return process.needed.how if process is not None and process.needed.answer == "no" else ""


def _title(markdown: str) -> str:
    """The document's own title: its first heading of the first level; "" where it has none."""
    for part in sections_of_any_level(split_sections(markdown)[0].text):
        return plain_heading(part.heading)
    return ""


def _open(draft: Draft) -> Iterator[OpenQuestion]:
    """The draft's questions; one that is asked in several places of a section is one."""
    about_actions = plain_heading(draft.actions.heading) if draft.actions is not None else ""
    asked: dict[tuple[str, str], list[OpenQuestion]] = {}
    for question in open_questions(draft.markdown):
        asked.setdefault((question.section, question.text), []).append(question)
    for (section, _), questions in asked.items():
        about = list(dict.fromkeys(question.about for question in questions if question.about))
        yield replace(
            questions[0],
            about=" and ".join([", ".join(about[:-1]), about[-1]] if len(about) > 1 else about),
            is_about_an_action=bool(about) and section == about_actions,
        )


def _items(section: Section | None) -> Iterator[Line]:
    for part in read_parts(section):
        if isinstance(part, Line) and part.sort == "item" and part.words:
            yield part


def _said(line: Line) -> Said:
    time = _TIME.match(line.words)
    return Said(
        text=line.words[time.end() :] if time else line.words,
        time=time[1] if time else "",
        cite="".join(f"[{number}]" for number in line.numbers),
    )
