"""The transcript without names, as JSON lines and as readable Markdown; and the timeline as JSON and as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript, counted
from postmortem.dates import DateStyle, day_words
from postmortem.documents.escape import clean, code_block, escape, rich
from postmortem.report.times import zone_word
from postmortem.text import Piece, PieceKind, Pieces, plain
from postmortem.timeline.model import Entry


def transcript_jsonl(transcript: BlamelessTranscript) -> Iterator[bytes]:
    """One message a line: {"ts", "thread_ts", "role", "text", "kind"}."""
    for message in transcript.messages:
        row = {"ts": message.ts, "thread_ts": message.thread_ts, "role": message.role, "text": message.text, "kind": message.kind}
        yield json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def transcript_markdown(
    transcript: BlamelessTranscript, *, zone: str, dates: DateStyle = DateStyle.DAY_FIRST
) -> Iterator[bytes]:
    """The channel as people read it: by day, replies under what they answer, times in the incident's zone."""
    yield f"# #{escape(transcript.channel)}: transcript without names\n\nTimes are in {escape(zone)}.\n".encode()
    left_out = counted(transcript.left_out)
    if left_out:
        yield f"\nLeft out: {escape(left_out)}.\n".encode()
    here = {message.ts for message in transcript.messages}
    replies: dict[str, list[BlamelessMessage]] = {}
    for message in transcript.messages:
        if _is_reply(message, here):
            replies.setdefault(str(message.thread_ts), []).append(message)
    clock, roles, day = _Clock(zone, dates), _Roles(), ""
    for message in transcript.messages:
        if _is_reply(message, here):
            continue
        this_day, time = clock.read(message.ts)
        if this_day != day:
            day = this_day
            yield f"\n## {day}\n".encode()
        yield _said(message, f"{time} {roles[message.role]}", "")
        for reply in replies.get(message.ts, ()):
            reply_day, time = clock.read(reply.ts)
            yield _said(reply, f"{'' if reply_day == day else f'{reply_day}, '}{time} {roles[reply.role]}", "> ")


class _Roles(dict[str, str]):
    """Roles as Markdown, each escaped once."""

    def __missing__(self, role: str) -> str:
        self[role] = escape(role)
        return self[role]


class _Clock:
    """Reads the day and the time of a ts in a zone. Clocks change on the quarter of an hour, so a quarter has one offset."""

    def __init__(self, zone: str, dates: DateStyle) -> None:
        self._zone, self._dates = ZoneInfo(zone), dates
        self._quarters: dict[int, tuple[int, str, str]] = {}

    def _day(self, local: datetime) -> str:
        comma = "," if self._dates is DateStyle.MONTH_FIRST else ""
        return f"{local:%A}{comma} {day_words(local, self._dates)}"

    def read(self, ts: str) -> tuple[str, str]:
        """("Wednesday 14 October 2026", "10:02:41 BST")."""
        second = int(ts.partition(".")[0])
        quarter = self._quarters.get(second // 900)
        if quarter is None:
            local = datetime.fromtimestamp(second // 900 * 900, tz=self._zone)
            start = local.hour * 60 + local.minute
            quarter = (start, self._day(local), zone_word(local))
            self._quarters[second // 900] = quarter
        start, day, zone = quarter
        minute = start + second % 900 // 60
        return day, f"{minute // 60:02d}:{minute % 60:02d}:{second % 60:02d} {zone}"


def _is_reply(message: BlamelessMessage, here: set[str]) -> bool:
    return message.thread_ts is not None and message.thread_ts != message.ts and message.thread_ts in here


def _said(message: BlamelessMessage, who: str, indent: str) -> bytes:
    """One message: time and role, then what was said, quoted where it is a reply."""
    notes = []
    if message.edited_ts:
        notes.append("edited")
    if message.is_pinned:
        notes.append("pinned")
    if message.kind == "deleted":
        notes.append("deleted")
    notes += [f":{emoji}: {count}" for emoji, count in message.reactions]
    notes += [f"file: {file.name}" for file in message.files]
    head = f"**{who}**" + (f" ({escape('; '.join(notes))})" if notes else "")
    body = _body(message.pieces)
    text = f"{head}\n\n{body}" if body else head
    lines = "\n".join(f"{indent}{line}".rstrip() for line in text.split("\n")) if indent else text
    return f"\n{lines}\n".encode("utf-8", "replace")


def _body(pieces: Pieces) -> str:
    """The text of a message: a paragraph for each line, code in fences."""
    if len(pieces) == 1 and pieces[0].kind is PieceKind.PROSE:
        return _paragraphs(pieces[0].text)
    blocks: list[str] = []
    run: list[Piece] = []
    for piece in (*pieces, Piece(PieceKind.CODE_BLOCK, "")):
        if piece.kind is not PieceKind.CODE_BLOCK:
            run.append(piece)
            continue
        said = _paragraphs(plain(run)) if run else ""
        blocks += [said] if said else []
        run = []
        if piece.text.strip():
            blocks.append(code_block(piece.text))
    return "\n\n".join(blocks)


def _paragraphs(text: str) -> str:
    """Lines of a message, each escaped, joined by hard breaks."""
    return "\\\n".join(rich(line) for line in clean(text).splitlines() if line.strip())


def timeline_json(entries: tuple[Entry, ...], *, chosen: tuple[Entry, ...] | None = None) -> bytes:
    """[{"at", "kind", "role", "text", "sources", "told_at"}], times in UTC. A source is a ts, or "FILE:LINE".

    chosen: the entries that the timeline shows; where it is given, each row has "chosen" as well, true or false.
    """
    rows = [
        {
            "at": _utc(entry.at),
            "kind": entry.kind.value,
            "role": entry.role,
            "text": entry.text,
            "sources": list(entry.sources),
            "told_at": _utc(entry.told_at) if entry.told_at else None,
            **({"chosen": entry in chosen} if chosen is not None else {}),
        }
        for entry in entries
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def timeline_markdown(entries: tuple[Entry, ...], *, zone: str, chosen: tuple[Entry, ...] | None = None) -> bytes:
    """The timeline as a table; where `chosen` is given, a column says which entries the timeline shows."""
    where = ZoneInfo(zone)
    more, line = ("", "") if chosen is None else (" Chosen |", "---|")
    lines = [f"Times are in {escape(zone)}.", "", f"| Time | Kind | What happened | Source |{more}", f"|---|---|---|---|{line}"]
    for entry in entries:
        local = entry.at.astimezone(where)
        told = f" (told at {entry.told_at.astimezone(where):%H:%M})" if entry.told_at else ""
        mark = "" if chosen is None else " yes |" if entry in chosen else "  |"
        cells = (f"{local:%Y-%m-%d %H:%M %Z}{told}", entry.kind.value, rich(entry.text), escape(", ".join(entry.sources)))
        lines.append(f"| {' | '.join(cells)} |{mark}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
