"""An incident's way from the draft to what clients read: what is done, what is next, by whom, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.cli.client_standing import checks_of, unchecked_files
from postmortem.cli.drive_access import drive_record
from postmortem.cli.review_plan import planned
from postmortem.config import Config
from postmortem.dates import day_words
from postmortem.drive.record import Record
from postmortem.errors import PostmortemError
from postmortem.folder import IncidentFolder
from postmortem.folder_names import is_for_client
from postmortem.incident import Incident
from postmortem.incident_file import FILE_NAME, read_incident
from postmortem.report.meeting_time import Slot
from postmortem.report.notes_sheet import read_notes
from postmortem.report.process_file import PROCESS_FILE, read_process
from postmortem.report.sections import find_markers

FINAL_KEY = "final"
DONE, OPEN = "✓", "·"
LEAD, COMMS, FACILITATOR, APPROVER = "incident lead", "client comms manager", "facilitator", "approver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage. note: what to know of it in a few words."""

    name: str
    is_done: bool
    note: str = ""

    def __str__(self) -> str:
        return f"{DONE if self.is_done else OPEN} {self.name}{f' ({self.note})' if self.note else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What is next: what to do, who as a role, by when; by is None where nothing says."""

    what: str
    who: str = ""
    by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """stages in their order; next: None where all is done."""

    stages: tuple[Stage, ...]
    next: Next | None

    def lines(self, now: datetime) -> list[str]:
        """How `status` tells it."""
        lines = ["  ".join(str(stage) for stage in self.stages)]
        if self.next is None:
            return [*lines, "next: nothing; all of it is done"]
        who = f", by the {self.next.who}" if self.next.who else ""
        return [*lines, f"next: {self.next.what}{who}{_how_late(self.next.by, now)}"]


def way_of(folder: IncidentFolder, config: Config, now: datetime) -> Way:
    """Where an incident stands, from its folder alone."""
    record = drive_record(folder)
    facts = folder.read_text(FILE_NAME)
    incident = read_incident(facts, FILE_NAME) if facts is not None else Incident(title="")
    draft, final = folder.read_text("draft.md") or "", folder.read_text("final.md")
    review, notes = planned(folder), read_notes(folder.read_text("review.md") or "")
    is_up = bool(record.document("draft.docx").id)
    circulated = is_up or bool(folder.state.extra.get("announced") or folder.state.extra.get("announced_review"))
    held = not notes.is_empty
    made, checked, shared = _clients(folder, config, record)
    wanted = len(incident.clients)
    stages = [
        Stage(name="drafted", is_done=bool(draft), note=_open(draft) if final is None else ""),
        Stage(name="circulated", is_done=circulated),
        Stage(name="review", is_done=held, note=_when(review.slot.start, incident) if review is not None and not held else ""),
        Stage(name="final report", is_done=final is not None, note=_open(final or "")),
        Stage(name="Bikeshed", is_done=(folder.path / "bikeshed.md").is_file()),
    ]
    if wanted or made:
        of_all = f"{checked} of {max(wanted, made)} checked" if checked < max(wanted, made) else ""
        stages.append(Stage(name="client version", is_done=bool(made) and not of_all, note=of_all))
        stages.append(Stage(name="shared", is_done=shared))
    standing = _Standing(
        incident=incident,
        draft=draft,
        has_final=final is not None,
        circulated=circulated,
        review=review.slot if review is not None else None,
        held=held,
        is_asked_for=_is_asked_for(folder),
        is_report_up=bool(record.document("final.docx").id),
        again=final_again(folder),
        made=made,
        checked=checked,
        shared=shared,
    )
    return Way(stages=tuple(stages), next=_before_final(standing, config, now) or _after_final(standing, config))


def final_again(folder: IncidentFolder) -> str:
    """The command that makes the final report again from the copy it was made from."""
    known = folder.state.extra.get(FINAL_KEY)
    copy = known.get("copy", "") if isinstance(known, dict) else ""
    return f"postmortem finalize {copy}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What of an incident is there, and what is not."""

    incident: Incident
    draft: str
    has_final: bool
    circulated: bool
    review: Slot | None
    held: bool
    is_asked_for: bool
    is_report_up: bool
    again: str
    made: int
    checked: int
    shared: bool

    @property
    def over(self) -> datetime | None:
        """When the incident was over, as far as it is known."""
        one = self.incident
        return one.resolved or one.restored or one.mitigated or one.declared


def _before_final(at: _Standing, config: Config, now: datetime) -> Next | None:
    """The next step on the way to the final report; None where that is there."""
    rules = config.process
    if at.has_final:
        return None
    begun = at.circulated or at.review is not None or at.held
    if not begun and not at.is_asked_for:
        return Next(what="nothing; no report is asked for. If that may be wrong, ask somebody more senior")
    if not begun:
        what = "circulate the draft: postmortem upload, or send draft.docx round"
        if find_markers(at.draft):
            what = "answer the questions marked ▶ in the draft, then circulate it before the review: postmortem upload"
        return _next(what, LEAD, at.over, rules.draft_within)
    if at.held:
        return _next("make the final report: postmortem finalize", LEAD, at.over, rules.final_within)
    if at.review is None:
        return _next("plan the review: postmortem review", LEAD, at.over, rules.review_within)
    if at.review.end > now:
        when = _when(at.review.start, at.incident)
        return Next(what=f"the review, on {when}; until then, comments on the draft", who=FACILITATOR)
    what = "write the review's notes into review.md, or plan another time: postmortem review --at"
    return Next(what=what, who=FACILITATOR, by=at.review.end)


def _after_final(at: _Standing, config: Config) -> Next | None:
    """The next step after the final report; None where all is done."""
    within = config.process.final_within
    if not at.is_report_up:
        return _next(f"put the report on Drive, so that the post links to it: {at.again} --upload", LEAD, at.over, within)
    if at.made < len(at.incident.clients):
        return _next("write what clients may read: postmortem client-version", COMMS, at.over, within)
    if at.checked < at.made:
        return _next("check the client version: postmortem client-version --checked-by ROLE", APPROVER, at.over, within)
    if at.made and not at.shared:
        return _next("send it to the client: postmortem client-version --copy, or postmortem upload", COMMS, at.over, within)
    return None


def _next(what: str, who: str, over: datetime | None, within: timedelta) -> Next:
    return Next(what=what, who=who, by=over + within if over is not None else None)


def _clients(folder: IncidentFolder, config: Config, record: Record) -> tuple[int, int, bool]:
    """How many versions for clients there are, how many are checked as they are, and whether all of them are up,
    or were copied for a ticket."""
    checks = checks_of(folder)
    present = [name for name in folder.allow_list() if is_for_client(name) and name.endswith(".md")]
    unchecked = set(unchecked_files(folder, config))
    checked = [name for name in present if name not in unchecked and name.removesuffix(".md") in checks]
    copied = {name for name in checked if checks[name.removesuffix(".md")].copied}
    shared = bool(present) and all(record.of(name).sha256 or name in copied for name in present)
    return len(present), len(checked), shared


def _is_asked_for(folder: IncidentFolder) -> bool:
    """Whether our process asks for a report, or may: only where it clearly does not, none is."""
    data = folder.read(PROCESS_FILE)
    if data is None:
        return True
    try:
        return read_process(data, PROCESS_FILE).needed.answer != "no"
    except PostmortemError:  # that it is damaged is told elsewhere
        return True


def _open(markdown: str) -> str:
    count = len(find_markers(markdown))
    return f"{count} question{'' if count == 1 else 's'} open" if count else ""


def _when(start: datetime, incident: Incident) -> str:
    local = start.astimezone(ZoneInfo(incident.timezone))
    return f"{day_words(local.date(), year=False)}, {local:%H:%M}"


def _how_late(by: datetime | None, now: datetime) -> str:
    """How long until it should be there, or since."""
    if by is None:
        return ""
    days = (now.astimezone(UTC).date() - by.astimezone(UTC).date()).days
    if days > 0:
        return f"; {days} day{'' if days == 1 else 's'} late"
    return "; today" if days == 0 else f"; within {-days} day{'' if days == -1 else 's'}"
