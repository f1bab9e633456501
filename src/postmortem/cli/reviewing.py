"""What a review pack consists of, computed from an incident's folder; nothing is written here, and no channel is read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.blameless.people_file import Key
from postmortem.blameless.roster_file import KnownPeople
from postmortem.cli.attending import ATTENDANCE_FILE, Attendance, attendance_markdown, who_comes
from postmortem.cli.checking import find_names
from postmortem.cli.document_forms import merged_again
from postmortem.cli.drive_access import drive_record
from postmortem.cli.possible import folder_key, known_people
from postmortem.cli.review_plan import Planned, choose_time, in_words, oddities, planned
from postmortem.config import Config
from postmortem.dates import day_words
from postmortem.documents.invitation import Invitation, write_invitation
from postmortem.documents.markdown import render
from postmortem.documents.word import write_word
from postmortem.documents.word_house import read_house_style
from postmortem.errors import InputError, PostmortemError
from postmortem.folder import IncidentFolder
from postmortem.incident import Incident
from postmortem.incident_file import read_incident
from postmortem.report.agenda import usual_minutes
from postmortem.report.notes_sheet import read_notes
from postmortem.report.process_file import PROCESS_FILE, ProcessRecord, read_process
from postmortem.report.review import build_pack, read_draft
from postmortem.report.review_contents import ReviewPack
from postmortem.report.review_questions import QUOTED
from postmortem.report.sections import Merge, section_hashes
from postmortem.report.timeline_rows import ENTRIES, Recorded, read_recorded, timeline_rows

PACK, FACTS, TRANSCRIPT = "review.md", "incident.toml", "transcript.jsonl"
INVITATION, GUESTS = "review.ics", "private/review-with-guests.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line says. at: when; minutes: how long; where: a room or a link; link: to the draft; guests: addresses."""

    at: str | None = None
    minutes: int | None = None
    where: str | None = None
    link: str | None = None
    guests: tuple[str, ...] = ()
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A review, ready to be written. files may leave, private stays; sections: digests of what is ours in review.md."""

    files: dict[str, bytes]
    private: dict[str, bytes]
    pack: ReviewPack
    plan: Planned
    merge: Merge
    sections: dict[str, str]
    attendance: Attendance
    roster: KnownPeople
    key: Key
    remarks: tuple[str, ...]


def prepare_review(folder: IncidentFolder, config: Config, asked: Asked) -> Prepared:
    """The pack, its Word file, the invitation and the private list of people."""
    text = folder.read_text("draft.md")
    if text is None:
        raise InputError(f"{folder.path.name} has no draft to review yet. Write it first: postmortem draft CHANNEL --export PATH")
    draft = read_draft(text, str(folder.path / "draft.md"))
    incident = _incident(folder)
    recorded = _recorded(folder)
    over = _over(folder, incident, recorded)
    main_day = _main_day(incident, recorded, over, config)
    entries = timeline_rows(draft.timeline, recorded, zone=incident.timezone, main_day=main_day)
    process, said = _process(folder)
    hours = (over - incident.began).total_seconds() / 3600 if incident.began is not None else 0.0
    usual = usual_minutes(incident.severity, entries=len(entries), hours=hours)
    zone = incident.timezone
    plan = choose_time(planned(folder), at=asked.at, minutes=asked.minutes, usual=usual, over=over, config=config, zone=zone)
    plan = replace(plan, where=plan.where if asked.where is None else " ".join(asked.where.split()))
    authors = _authors(folder)
    roster, key = known_people(folder), folder_key(folder)
    pack = build_pack(
        draft,
        incident,
        entries,
        authors=authors,
        process=process,
        slot=plan.slot,
        meeting=in_words(plan.slot, config, zone, where=plan.where),
        organisation=config.organisation,
        link=asked.link or drive_record(folder).draft_link,
        author=QUOTED if not find_names({PACK: QUOTED.encode()}, roster.people, key.names, key.not_a_name) else "",
    )
    merge, sections = _merge(folder, pack, config, force=asked.force)
    plan, calendar = _invitation(folder, pack, plan, over, asked.guests)
    attendance = who_comes(key, roster, authors)
    look = read_house_style(config.house_style) if config.house_style is not None else None
    title = f"Review: {pack.incident}"
    word = write_word(
        merge.markdown, title=title, incident=pack.reference, language=config.language, paper=config.paper, look=look
    )
    has_notes = not read_notes(merge.markdown).is_empty
    odd = oddities(plan, config, zone, over=over, chosen=asked.at is not None, has_notes=has_notes)
    return Prepared(
        files={PACK: merge.markdown.encode("utf-8", "replace"), "review.docx": word, INVITATION: calendar[INVITATION]},
        private={
            ATTENDANCE_FILE: attendance_markdown(attendance, pack).encode("utf-8", "replace"),
            **{name: data for name, data in calendar.items() if name != INVITATION},
        },
        pack=pack,
        plan=plan,
        merge=merge,
        sections=sections,
        attendance=attendance,
        roster=roster,
        key=key,
        remarks=(*said, *odd, *_odd(pack, bool(entries))),
    )


def _incident(folder: IncidentFolder) -> Incident:
    text = folder.read_text(FACTS)
    if text is None:
        raise InputError(f"There is no {FACTS} in {folder.path}. Draft the incident again; that writes it anew.")
    return read_incident(text, str(folder.path / FACTS))


def _recorded(folder: IncidentFolder) -> tuple[Recorded, ...]:
    data = folder.read(ENTRIES)
    return read_recorded(data, str(folder.path / ENTRIES)) if data is not None else ()


def _over(folder: IncidentFolder, incident: Incident, recorded: tuple[Recorded, ...]) -> datetime:
    """When the incident was over, as far as anything tells: by its times, its entries, its folder's name."""
    moments = (incident.resolved, incident.restored, incident.mitigated)
    known = next((moment for moment in moments if moment is not None), None)
    if known is None:
        known = max((one.at for one in recorded), default=None)
    if known is None:
        try:
            noon = datetime.fromisoformat(folder.path.name[:10]).replace(hour=12, tzinfo=ZoneInfo(incident.timezone))
            known = noon.astimezone(UTC)
        except ValueError:  # a folder that people have called something else
            known = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return known


def _main_day(incident: Incident, recorded: tuple[Recorded, ...], over: datetime, config: Config) -> str:
    """The incident's day as the draft writes it."""
    moments = (incident.declared, incident.detected, incident.began, *(one.at for one in recorded[:1]), over)
    main = next(moment for moment in moments if moment is not None)
    return day_words(main.astimezone(ZoneInfo(incident.timezone)), config.dates)


def _process(folder: IncidentFolder) -> tuple[ProcessRecord | None, list[str]]:
    """How the response went against our process; a damaged note is said, and the rest is prepared all the same."""
    data = folder.read(PROCESS_FILE)
    if data is None:
        return None, []
    try:
        return read_process(data, str(folder.path / PROCESS_FILE)), []
    except PostmortemError as error:
        return None, [str(error)]


def _authors(folder: IncidentFolder) -> tuple[str, ...]:
    """The labels of the people who wrote in the channel, in order of appearance. Lines that cannot be read are passed over."""
    found: dict[str, None] = {}
    for line in (folder.read(TRANSCRIPT) or b"").splitlines():
        try:
            message = json.loads(line)
            if message["kind"] in ("message", "topic"):
                found.setdefault(str(message["role"]))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(found)


def _merge(folder: IncidentFolder, pack: ReviewPack, config: Config, *, force: bool) -> tuple[Merge, dict[str, str]]:
    fresh = render("review.md.j2", pack, templates=config.templates, open_questions=len(pack.still_open))
    merge = Merge(markdown=fresh) if force else merged_again(folder, PACK, fresh)
    return merge, section_hashes(fresh)


def _invitation(
    folder: IncidentFolder, pack: ReviewPack, plan: Planned, over: datetime, guests: tuple[str, ...]
) -> tuple[Planned, dict[str, bytes]]:
    """The plan with its number, and the calendar files: one without guests, and where there are guests a private one."""
    said = Invitation(
        uid=f"{folder.state.channel[:32]}-review@blameless-postmortem",
        sequence=0,
        stamp=over,
        start=plan.slot.start,
        minutes=plan.slot.minutes,
        summary=f"Incident review: {pack.incident}",
        description=_description(pack),
        location=plan.where,
        link=pack.link,
    )
    plan = plan.having([said.start.isoformat(), said.minutes, said.summary, said.description, said.location, said.link])
    said = replace(said, sequence=plan.sequence, stamp=over + timedelta(minutes=plan.sequence))
    files = {INVITATION: write_invitation(said)}
    if guests:
        files[GUESTS] = write_invitation(replace(said, guests=guests))
    return plan, files


def _description(pack: ReviewPack) -> str:
    where = f"The draft: {pack.link}\n" if pack.link else ""
    return (
        "We go through what happened to learn from it: how it looked to those who were there, and the thinking behind how we "
        "responded. Nobody is judged, and nobody is named in what we write.\n"
        f"{where}Please read the draft before, and comment on facts in it until {pack.meeting.comment_by}. "
        "We do not read out the timeline.\n"
        "Whoever would rather not say something in the meeting can comment in the draft, or tell the facilitator before or "
        "afterwards.\nThe meeting is recorded, and notes are taken."
    )


def _odd(pack: ReviewPack, has_entries: bool) -> list[str]:
    said = []
    if not has_entries:
        said.append("the timeline has no entry, so the pack has no moments to look closer at. Add some to draft.md first.")
    if pack.needed:
        said.append(f"our process asks for no review of this incident ({pack.needed}); the pack is there if you hold one.")
    if not pack.link:
        said.append("the draft is not on Drive yet, so the invitation has no link: postmortem upload, or --link https://…")
    return said
