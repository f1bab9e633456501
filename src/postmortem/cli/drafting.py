"""What a draft consists of, computed from what was read and from what people changed; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from postmortem.blameless.audit import AUDIT_FILE, write_audit
from postmortem.blameless.people_file import Key, write_key
from postmortem.blameless.residue import Suspect
from postmortem.blameless.roster_file import ROSTER_FILE, KnownPeople, write_roster
from postmortem.blameless.strip import strip_text
from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.cli.asked import Asked
from postmortem.cli.attachments import collect_attachments
from postmortem.cli.console import step
from postmortem.cli.document_forms import in_three_forms
from postmortem.cli.evidence import forgotten_files, read_evidence
from postmortem.cli.possible import possible_names, to_look_at
from postmortem.cli.reading import KEY_FILE, Reading, posts_about
from postmortem.cli.rebuilding import report_from, timeline_settings
from postmortem.config import Config
from postmortem.dates import day_words
from postmortem.documents.figure import draw_figure
from postmortem.documents.markdown import render
from postmortem.documents.passages import COPIES
from postmortem.documents.transcript import timeline_json, transcript_markdown
from postmortem.documents.word_house import expected_of_a_house_style, read_house_style
from postmortem.folder import IncidentFolder, Written, folder_name
from postmortem.incident import Client, Edits, Incident
from postmortem.incident_file import read_incident, update_incident
from postmortem.report.basis import BASIS_FILE, Basis, write_basis
from postmortem.report.drafts import DRAFTS_FILE, DraftWritten, read_drafts, with_draft, write_drafts
from postmortem.report.found import found_incident
from postmortem.report.model import FIGURE, Report
from postmortem.report.process_file import PROCESS_FILE, write_process
from postmortem.report.sections import Merge, find_markers, merge_sections, section_hashes, sections_as_rendered
from postmortem.timeline.build import build_timeline
from postmortem.timeline.evidence import Evidence, is_reference
from postmortem.timeline.model import Timeline

DRAFT, FACTS, DRAWING = "draft.md", "incident.toml", "figure.svg"
# A date in a channel's name: inc-2026-10-14-checkout-errors.
DATED = re.compile(r"(20\d\d)[-_]?(\d\d)[-_]?(\d\d)")
# What a channel's name begins with and a title does not.
PREFIX = re.compile(r"^(?:inc|incident|incidents|sev\d?|p\d)[-_]+", re.IGNORECASE)


class Place:
    """Where the documents go: an incident folder that is there, or one that is made when there is something to write."""

    def __init__(self, root: Path, key_hash: str, path: Path | None) -> None:
        self.root, self.key_hash = root, key_hash
        self.folder = IncidentFolder.open(path) if path is not None else None

    def read_text(self, name: str) -> str | None:
        """A file that is there already."""
        return self.folder.read_text(name) if self.folder is not None else None

    def read(self, name: str) -> bytes | None:
        """A file's bytes, where it is there already."""
        return self.folder.read(name) if self.folder is not None else None

    def shown(self, name: str, data: bytes) -> bytes:
        """A picture as documents show it: where a person has put another into its place, or blurred it, theirs."""
        theirs = self.folder.read(name) if self.folder is not None and not self.folder.is_ours(name) else None
        return data if theirs is None else theirs

    def written(self, name: str) -> dict[str, tuple[str, ...]]:
        """Digests of what we wrote into a file's parts, oldest first."""
        return {key: tuple(digests) for key, digests in self.folder.sections(name).items()} if self.folder is not None else {}

    def write(self, drafted: Drafted, *, force: bool) -> tuple[Path, Written]:
        """Write what was drafted. A new folder is made only now, so that a refusal leaves none behind."""
        folder = self.folder or IncidentFolder.create(self.root, drafted.folder, self.key_hash)
        for name in (KEY_FILE, *drafted.private):
            folder.read(name)  # what it holds now is known or worked out anew, so it may be written over
        folder.remember_sections(DRAFT, drafted.sections)
        folder.remember_sections(FACTS, drafted.values)
        plan = folder.plan(
            {**drafted.files, **drafted.private, KEY_FILE: write_key(drafted.key).encode()},
            merged=(*drafted.private, KEY_FILE) if force else (DRAFT, FACTS, KEY_FILE, *drafted.private),
        )
        with step("Writing"):
            return folder.path, folder.write(plan, force=force)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a run has made. sections and values: digests of what is ours in draft.md and incident.toml. suspects: possible names
    left. private: files that stay. to_look_at: attachments that no program reads for names. evidence: what to know
    about the files that were given, or were not given again. lacking: styles that the house style has not."""

    folder: str
    files: dict[str, bytes]
    private: dict[str, bytes]
    suspects: tuple[Suspect, ...]
    to_look_at: tuple[str, ...]
    key: Key
    merge: Merge
    sections: dict[str, str]
    values: dict[str, str]
    open_questions: int
    report: Report
    evidence: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


def draft_incident(
    asked: Asked, place: Place, *, entries: int | None = None, force: bool = False, evidence: Sequence[Path] = ()
) -> Drafted:
    """All documents of a draft, with what people changed in draft.md and incident.toml kept.

    evidence: files that people give beside the channel.
    """
    reading, config, zone, key = asked.reading, asked.config, asked.zone, asked.key
    look = read_house_style(config.house_style) if config.house_style is not None else None
    facts_text = place.read_text(FACTS)
    edited = read_incident(facts_text, FACTS) if facts_text is not None else None
    if edited is not None and not asked.zone_given:
        zone = edited.timezone
    given = read_evidence(evidence, reading, key, zone)
    with step("Building the timeline"):
        timeline = build_timeline(
            reading.transcript,
            settings=timeline_settings(config, zone, entries),
            edits=edited.edits if edited is not None else Edits(),
            evidence=given,
        )
    fresh = _found(reading, timeline, config, zone)
    facts_out, values, incident = update_incident(facts_text, written=place.written(FACTS), fresh=fresh)
    with step("Writing the report"):
        attachments = collect_attachments(reading, incident.timezone, key)
        basis = Basis(
            transcript=reading.transcript,
            timeline=timeline,
            evidence=given,
            edits=edited.edits if edited is not None else Edits(),
            zone=zone,
            entries=entries,
            attachments=dict(attachments.names),
            not_copied=tuple(attachments.not_copied),
            titles=_titles(reading),
            general_posts=posts_about(reading, asked.channel, config.process.general_channel),
        )
        drafts = read_drafts(place.read(DRAFTS_FILE), DRAFTS_FILE)
        report = report_from(basis, incident, config)
        merge, sections, open_questions = _merge(report, place, config.templates, force=force)
        if merge.kept and drafts and report.numbered != drafts[-1].numbered:
            # What people changed cites sources by the numbers that it was written with.
            report = report_from(basis, incident, config, numbered=drafts[-1].numbered)
            merge, sections, open_questions = _merge(report, place, config.templates, force=force)
        figure = _figure(report)
        drawn = {**{name: data for name, data in figure.items() if name == FIGURE}, **attachments.files}
        pictures = drawn if force else {name: place.shown(name, data) for name, data in drawn.items()}
        drawings = {FIGURE: figure[DRAWING].decode()} if DRAWING in figure and pictures[FIGURE] == figure[FIGURE] else {}
    ours = sections_as_rendered(merge.markdown, sections)
    written = DraftWritten(markdown=merge.markdown, ours=ours, numbered=report.numbered)
    files = {
        **in_three_forms(
            "draft",
            merge.markdown,
            title=report.title,
            reference=report.reference,
            config=config,
            look=look,
            pictures=pictures,
            drawings=drawings,
        ),
        FACTS: facts_out.encode(),
        "timeline.json": timeline_json(timeline.entries),
        "transcript.jsonl": reading.jsonl,
        "transcript.md": b"".join(transcript_markdown(reading.transcript, zone=incident.timezone, dates=config.dates)),
        **figure,
        **attachments.files,
    }
    drafted_key = reading.roster.key(known=key)
    return Drafted(
        folder=folder_name(
            _day(reading.transcript, timeline, incident.timezone), _words(reading.transcript.channel) or "incident"
        ),
        files=files,
        private={
            ROSTER_FILE: write_roster(reading.people, _active(reading)),
            AUDIT_FILE: write_audit(reading.tally.replacements, reading.pronouns),
            PROCESS_FILE: write_process(report),
            BASIS_FILE: write_basis(basis),
            DRAFTS_FILE: write_drafts(with_draft(drafts, written)),
        },
        suspects=_suspects(reading, files, drafted_key),
        to_look_at=to_look_at(files),
        key=drafted_key,
        merge=merge,
        sections=sections,
        values=values,
        open_questions=open_questions,
        report=report,
        evidence=(*given.remarks, *_forgotten(place, given), *(one for one in timeline.remarks if one.startswith(FACTS))),
        lacking=expected_of_a_house_style(look),
    )


def _figure(report: Report) -> dict[str, bytes]:
    """The picture of the incident's course in both its forms, where there is enough to see."""
    figure = draw_figure(report.course) if report.course is not None else None
    return {} if figure is None else {DRAWING: figure.svg.encode(), FIGURE: figure.png}


def _forgotten(place: Place, given: Evidence) -> list[str]:
    """What to say where the last draft rested on files that were not given this time."""
    names = ", ".join(forgotten_files(place.read_text("timeline.json"), given))
    return [f"The last draft rested on {names} too. Give it again with --evidence to keep its entries."] if names else []


def _titles(reading: Reading) -> dict[str, str]:
    """A label → its holder's job title, so that the process check knows a head of something who was there. In no document."""
    title = {person.id: person.title for person in reading.people if person.title}
    return {label: title[person] for person, label in reading.roster.labels.given().items() if person in title}


def _active(reading: Reading) -> frozenset[str]:
    """People of the channel, and those who are named in it."""
    return reading.roster.active | reading.roster.labels.given().keys()


def _suspects(reading: Reading, files: dict[str, bytes], key: Key) -> tuple[Suspect, ...]:
    known = KnownPeople(people=reading.people, active=_active(reading))
    return possible_names({name: data for name, data in files.items() if name not in COPIES}, known, key, reading.settled)


def _merge(report: Report, place: Place, templates: Path | None, *, force: bool) -> tuple[Merge, dict[str, str], int]:
    """The new rendering meets the document on disk; the number of open questions is that of the result."""
    fresh = render("draft.md.j2", report, templates=templates)
    current = None if force else place.read_text(DRAFT)
    if current is None:
        return Merge(markdown=fresh), section_hashes(fresh), len(find_markers(fresh))
    merge = merge_sections(written=place.written(DRAFT), current=current, fresh=fresh)
    count = len(find_markers(merge.markdown))
    fresh = render("draft.md.j2", report, templates=templates, open_questions=count)
    return merge_sections(written=place.written(DRAFT), current=current, fresh=fresh), section_hashes(fresh), count


def _found(reading: Reading, timeline: Timeline, config: Config, zone: str) -> Incident:
    title = timeline.facts.title or _words(reading.transcript.channel) or "Incident"
    day = _day(reading.transcript, timeline, zone)
    heading = f"{title[:1].upper()}{title[1:]}, {day_words(day, config.dates)}"
    return found_incident(
        timeline,
        reading.transcript,
        title=strip_text(heading, reading.roster),
        timezone=zone,
        clients=_named(config.clients, reading.transcript),
        dates=config.dates,
    )


def _named(clients: tuple[Client, ...], transcript: BlamelessTranscript) -> tuple[Client, ...]:
    """The declared clients that the channel speaks of."""
    if not clients:
        return ()
    said = "\n".join(message.text for message in transcript.messages).casefold()
    return tuple(
        client
        for client in clients
        if any(word and word.casefold() in said for word in (client.name, *client.aliases, *client.sites))
    )


def _day(transcript: BlamelessTranscript, timeline: Timeline, zone: str) -> date:
    """The incident's day: as the channel is called, else of its first moment."""
    if match := DATED.search(transcript.channel):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass  # digits that are no date
    facts = timeline.facts
    moments = [fact.at for fact in (facts.declared, facts.detected) if fact is not None]
    moments = moments or [entry.at for entry in timeline.entries if not is_reference(entry.sources[0])][:1]
    moments = moments or [message.at for message in transcript.messages[:1]]
    first = min(moments, default=None) or datetime.now(UTC)
    return first.astimezone(ZoneInfo(zone)).date()


def _words(channel: str) -> str:
    """The channel's name as words: "inc-2026-10-14-checkout-errors" is "checkout errors"."""
    name = DATED.sub("", PREFIX.sub("", channel))
    return " ".join(re.sub(r"[-_]+", " ", name).split())
