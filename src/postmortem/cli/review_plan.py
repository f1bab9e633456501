"""When the review is: as somebody says, as it was planned, or about a week after the incident; kept in the folder's state."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.cli.options import MOMENT, read_moment
from postmortem.config import Config
from postmortem.dates import day_words
from postmortem.errors import UsageError
from postmortem.folder import IncidentFolder
from postmortem.incident_file import FILE_NAME, read_incident
from postmortem.report.meeting_time import Slot, comments_until, describe, find_slot, outside_hours, slot_on
from postmortem.report.notes_sheet import read_notes
from postmortem.report.review_contents import Meeting
from postmortem.report.times import zone_word
from postmortem.zones import check_zone

KEY = "review"
USUAL = (90, 120)
# How far from its incident a review can be: beyond this a year was mistyped.
_FARTHEST = timedelta(days=366)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A zone behind a time: "2026-10-21 14:00 Europe/London".
_ZONE = re.compile(r"\s+([A-Za-z][\w+/-]{1,60})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A review as it is planned. sequence: how often it was changed; content: digest of what its invitation says."""

    slot: Slot
    where: str = ""
    sequence: int = 0
    content: str = ""

    def having(self, content: object) -> Planned:
        """With what its invitation says now; a change raises the sequence."""
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        changed = bool(self.content) and digest != self.content
        return replace(self, sequence=self.sequence + changed, content=digest)


def planned(folder: IncidentFolder) -> Planned | None:
    """The review as the folder remembers it; None where none is planned, or where what is remembered cannot be read."""
    held = folder.state.extra.get(KEY)
    try:
        start = datetime.fromisoformat(held["start"])  # type: ignore[index]
        return Planned(
            slot=Slot(start=start.astimezone(UTC), minutes=int(held["minutes"])),  # type: ignore[index]
            where=str(held["where"]),  # type: ignore[index]
            sequence=int(held["sequence"]),  # type: ignore[index]
            content=str(held["content"]),  # type: ignore[index]
        )
    except (TypeError, KeyError, ValueError):
        return None


def remember(folder: IncidentFolder, plan: Planned) -> None:
    """Keep it, where it is not what the folder remembers already."""
    held = {
        "start": plan.slot.start.astimezone(UTC).isoformat(),
        "minutes": plan.slot.minutes,
        "where": plan.where,
        "sequence": plan.sequence,
        "content": plan.content,
    }
    if folder.state.extra.get(KEY) != held:
        folder.keep(KEY, held)


def review_standing(folder: IncidentFolder) -> tuple[list[str], str]:
    """Of `status`: a line on the review, none where none is planned; and the next step, where it is the review's."""
    plan = planned(folder)
    if plan is None:
        return [], ""
    notes = read_notes(folder.read_text("review.md") or "")
    facts = folder.read_text(FILE_NAME)
    zone = ZoneInfo(read_incident(facts, FILE_NAME).timezone if facts is not None else "UTC")
    start = plan.slot.start.astimezone(zone)
    when = f"{day_words(start)}, {start:%H:%M} {zone_word(start)}"
    if not notes.is_empty:
        agreed = len(notes.actions)
        return [f"review held; notes in review.md, {agreed} action{'' if agreed == 1 else 's'} agreed"], "write the final report"
    if plan.slot.end < datetime.now(UTC):
        return [f"review planned for {when}, which has passed; no notes in review.md yet"], (
            "write the review's notes into review.md, or plan another time: postmortem review --at"
        )
    return [f"review planned for {when}"], ""


def choose_time(
    before: Planned | None, *, at: str | None, minutes: int | None, usual: int, over: datetime, config: Config, zone: str
) -> Planned:
    """The plan for this run. before: as it was planned. usual: how long, where nobody says. over: when the incident was over."""
    now = datetime.now(UTC)
    length = minutes or (before.slot.minutes if before is not None else usual)
    if at is not None:
        return replace(
            before or Planned(slot=Slot(start=now, minutes=length)), slot=_read_at(at, length, config, zone, over=over)
        )
    if before is not None:
        return replace(before, slot=replace(before.slot, minutes=length))
    return Planned(slot=find_slot(over, length, config.support_hours, zone, now=now))


def in_words(slot: Slot, config: Config, zone: str, *, where: str = "") -> Meeting:
    """The meeting as documents tell it."""
    until = comments_until(slot, config.support_hours, zone)
    return describe(slot, zone, dates=config.dates, comment_by=until, where=where)


def oddities(plan: Planned, config: Config, zone: str, *, over: datetime, chosen: bool, has_notes: bool) -> list[str]:
    """What to know about the time, in sentences. chosen: somebody gave it just now; has_notes: the review was held."""
    said = []
    slot = plan.slot
    if odd := outside_hours(slot, config.support_hours, zone):
        said.append(f"the review is {odd}. Another time: --at '2026-10-21 14:00'.")
    if slot.end < datetime.now(UTC) and not has_notes:
        said.append(
            "that time has passed: the pack is written as for a review that was held."
            if chosen
            else "the planned time has passed. If it was held, write its notes into review.md; for another time: --at."
        )
    if slot.start < over:
        said.append("the review would begin before the incident was over, as incident.toml has it.")
    if not USUAL[0] <= slot.minutes <= USUAL[1]:
        said.append(f"{slot.minutes} minutes: reviews usually take 1.5 to 2 hours.")
    return said


def _read_at(value: str, minutes: int, config: Config, zone: str, *, over: datetime) -> Slot:
    text = value.strip()
    if (named := _ZONE.search(text)) and MOMENT.fullmatch(text[: named.start()]):
        zone, text = check_zone(named[1]), text[: named.start()]
    try:
        if _DAY.fullmatch(text):
            slot = slot_on(datetime.fromisoformat(text).date(), minutes, config.support_hours, zone)
        else:
            slot = Slot(start=read_moment(text, zone), minutes=minutes)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            "--at is not a time that can be read. Write a day and a time such as '2026-10-21 14:00' "
            f"(in {zone}, or with another zone behind it), or a day alone such as 2026-10-21."
        ) from error
    if _is_jumped_over(text, slot, zone):
        raise UsageError(f"--at is a time that the clocks in {zone} jump over on that day. Choose another.")
    if abs(slot.start - over) > _FARTHEST:
        raise UsageError("--at is more than a year from the incident. Check the year.")
    return slot


def _is_jumped_over(text: str, slot: Slot, zone: str) -> bool:
    """Whether the clocks are put forward over the time that was written."""
    written = MOMENT.fullmatch(text)
    if written is None or written[2] is None or written[3] is not None:
        return False
    return f"{slot.start.astimezone(ZoneInfo(zone)):%H:%M}" != written[2].zfill(5)[:5]
