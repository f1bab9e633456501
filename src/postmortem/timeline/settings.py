"""How a timeline is made: the zone, the marks that people use, how long it may be."""

from __future__ import annotations

from dataclasses import dataclass

from postmortem.dates import DateStyle

# Emoji by which people mark messages while an incident runs, without colons. `postmortem.toml` may name others.
EVENT_MARKS = frozenset(
    {
        "pushpin",
        "round_pushpin",
        "stopwatch",
        "timer_clock",
        "hourglass",
        "hourglass_flowing_sand",
        "triangular_flag_on_post",
        "bookmark",
    }
)
FOLLOW_UP_MARKS = frozenset({"memo", "clipboard", "spiral_note_pad", "ballot_box_with_check", "fast_forward"})
LEAVE_OUT_MARKS = frozenset({"no_entry_sign", "see_no_evil", "zipper_mouth_face", "mute", "wastebasket"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a timeline is made.

    zone: the incident's IANA zone name, in which clock times in messages are meant. entries: how many entries are wanted at
    most (None: as many as the duration suggests). The marks are emoji names without colons. words_all: word what was not chosen
    too, for people to read; without it those candidates keep the sentence as it was said. dates: how a day is written in words.
    """

    zone: str = "Europe/London"
    event_marks: frozenset[str] = EVENT_MARKS
    follow_up_marks: frozenset[str] = FOLLOW_UP_MARKS
    leave_out_marks: frozenset[str] = LEAVE_OUT_MARKS
    entries: int | None = None
    words_all: bool = False
    dates: DateStyle = DateStyle.DAY_FIRST
