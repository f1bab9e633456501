"""Reads a channel's script: who said what and when, as a story writes it down.

A line such as `09:14 zoe: text` begins a message; lines indented by two spaces belong to it; an indented line that begins with
`^` says something about it (`^id fix`, `^in fix`, `^react eyes will may`, `^edited 09:20`, `^file graph`, `^pin zoe 09:30`, …). `== 2026-10-14`
begins a day. Times are local; `01:30b` is the second half past one of the night on which the clocks go back.
In texts, `@@zoe` mentions a person, a group or `here`, `##general` a channel, `[label](address)` is a link, and what stands
between `‹` and `›` goes to Slack's text as it is, in angle brackets.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from zlib import crc32
from zoneinfo import ZoneInfo

_HEAD = re.compile(r"(?P<hour>\d\d):(?P<minute>\d\d)(?P<fold>b?) (?P<who>\*?[\w.+-]+)(?P<rest>.*)", re.DOTALL)  # a message's first line
_DAY = re.compile(r"== (\d{4}-\d\d-\d\d)")  # the line that begins a day


@dataclass(kw_only=True)
class Line:
    """One message of a script. `minute` is aware; `ts` is filled in when all messages of the channel are known."""

    minute: datetime
    who: str
    text: str
    notes: dict[str, list[str]] = field(default_factory=dict)
    ts: str = ""

    def note(self, name: str) -> str:
        """What a `^name` line says; "" where there is none."""
        return self.notes.get(name, [""])[0]


def read_script(script: str, zone: ZoneInfo) -> list[Line]:
    """The messages of a script in order of time, each with its ts."""
    lines: list[Line] = []
    day: date | None = None
    for row in script.strip("\n").splitlines():
        if found := _DAY.match(row):
            day = date.fromisoformat(found[1])
        elif row.startswith("  ^"):
            name, _, value = row[3:].partition(" ")
            lines[-1].notes.setdefault(name, []).append(value.strip())
        elif row.startswith("  ") or not row.strip():
            lines[-1].text += "\n" + row[2:]
        elif (head := _HEAD.fullmatch(row)) and day:
            minute = datetime(day.year, day.month, day.day, int(head["hour"]), int(head["minute"]), tzinfo=zone, fold=bool(head["fold"]))
            lines.append(Line(minute=minute, who=head["who"], text=head["rest"].removeprefix(":").removeprefix(" ")))
        else:
            raise SystemExit(f"not a line of a script: {row!r}")
    for line in lines:
        line.text = line.text.strip("\n")
    lines = _with_pins(lines)
    lines.sort(key=lambda line: line.minute.timestamp())
    _stamp(lines)
    return lines


def at(line: Line, clock: str) -> datetime:
    """The moment on a message's day (or `clock`'s own, as in "2026-10-16 09:30") that a note names."""
    day, _, time = clock.rpartition(" ")
    hour, minute = map(int, time.removesuffix("b").split(":"))
    start = datetime.fromisoformat(day).replace(tzinfo=line.minute.tzinfo) if day else line.minute
    return start.replace(hour=hour, minute=minute, fold=int(time.endswith("b")))


def _with_pins(lines: list[Line]) -> list[Line]:
    """The messages, and for each `^pin who HH:MM` Slack's own message that says so."""
    for number, line in enumerate(list(lines)):
        for pin in line.notes.get("pin", []):
            who, _, clock = pin.partition(" ")
            line.notes.setdefault("id", [f"line-{number}"])
            lines.append(Line(minute=at(line, clock), who="*pin", text=f"{who}", notes={"of": [line.note("id")]}))
    return lines


def _stamp(lines: list[Line]) -> None:
    """Spread the messages of a minute over it. A ts depends on its own minute only, so that a new line moves few others."""
    by_minute: dict[float, list[Line]] = {}
    for line in lines:
        by_minute.setdefault(line.minute.timestamp(), []).append(line)
    for start, together in by_minute.items():
        for place, line in enumerate(together):
            share = 60 / len(together)
            jitter = crc32(f"{line.who}{line.text}".encode())
            second = int(start) + int(place * share + jitter % max(1, int(share * 0.8)))
            line.ts = f"{second}.{jitter % 899_989 + place * 11:06d}"
    if any(left.ts >= right.ts for left, right in itertools.pairwise(lines)):
        raise SystemExit("two messages in the same second: move one to another minute")


def day_in_los_angeles(ts: str) -> str:
    """The day whose file holds the message: Slack cuts days at midnight in Los Angeles."""
    moment = datetime.fromtimestamp(int(ts.partition(".")[0]), tz=ZoneInfo("America/Los_Angeles"))
    return moment.date().isoformat()
