"""How long a review takes and what is done when: 1.5 to 2 hours, most of them for the moments that deserve a closer look."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.incident import Severity
from postmortem.report.review_contents import AgendaItem

SHORT, MIDDLE, LONG = 90, 105, 120
# Longer than this nobody listens without a pause.
UNBROKEN = 100
PAUSE = 5
# What is in the meeting: the share of its time in hundredths, what it is called, what is done. The third takes what is left over.
_PARTS = (
    (5, "How we talk", "The prime directive, what today is for, who facilitates and who takes notes. Start the recording."),
    (17, "What happened", "Those who were there tell it, a few minutes each. The timeline lies beside; nobody reads it out."),
    (0, "Where to look closer", "Choose four or five moments from the list below, and ask how each of them looked then."),
    (9, "Working together", "Parts and handovers, who was told what and when, what our process helped with."),
    (8, "Still open", "The questions marked in the draft. Where nobody here knows, somebody finds out."),
    (11, "What we learnt", "What went well, what went less well, where luck came in. Those who spoke least begin."),
    (9, "Actions", "Only now, and about three. None is a good answer too. Wider points go to another meeting."),
    (3, "Close", "Where to say what was not said today. Then notes and recording go into the folder, actions onto their boards."),
)
_DEEP = 2


def usual_minutes(severity: Severity | None, *, entries: int, hours: float) -> int:
    """How long to plan. entries: of the timeline; hours: how long the incident lasted."""
    if severity is not None and severity.weight >= Severity.MAJOR.weight:
        return LONG
    return MIDDLE if entries > 20 or hours > 3 else SHORT


def plan_agenda(start: datetime, minutes: int, zone: str) -> tuple[AgendaItem, ...]:
    """The parts of the meeting, whose minutes add up to `minutes`; long meetings have a pause after the closer look."""
    pause = PAUSE if minutes > UNBROKEN else 0
    lengths = [_to_five(minutes * share / 100) for share, _, _ in _PARTS]
    lengths[_DEEP] = minutes - pause - sum(lengths) + lengths[_DEEP] if minutes >= 45 else 0
    if minutes < 45:  # so short that only the middle of it can be done
        lengths = [max(1, round(minutes * share / 100)) for share in (5, 15, 40, 8, 12, 10, 8, 2)]
        lengths[_DEEP] += minutes - sum(lengths)
    items: list[AgendaItem] = []
    at = start
    for place, (_, what, how) in enumerate(_PARTS):
        items.append(AgendaItem(start=_clock(at, zone), minutes=lengths[place], what=what, how=how))
        at += timedelta(minutes=lengths[place])
        if place == _DEEP and pause:
            items.append(AgendaItem(start=_clock(at, zone), minutes=pause, what="Pause", how="Away from the screen."))
            at += timedelta(minutes=pause)
    return tuple(items)


def _to_five(minutes: float) -> int:
    return max(5, 5 * round(minutes / 5))


def _clock(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"
