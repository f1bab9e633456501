"""The transcript without names, as JSON lines and as readable Markdown; and the timeline as JSON and as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.documents.escape import clean, code_block, escape, rich
from postmortem.text import Piece, PieceKind, Pieces, plain
from postmortem.timeline.model import Entry


def transcript_jsonl(transcript: BlamelessTranscript) -> Iterator[bytes]:
    """One message a line: {"ts", "thread_ts", "role", "text", "kind"}."""
    for message in transcript.messages:
        row = {"ts": message.ts, "thread_ts": message.thread_ts, "role": message.role, "text": message.text, "kind": message.kind}
        yield json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def transcript_markdown(transcript: BlamelessTranscript, *, zone: str) -> Iterator[bytes]:
    """The channel as people read it: by day, replies under what they answer, times in the incident's zone."""
    where = ZoneInfo(zone)
    yield f"# #{escape(transcript.channel)}: transcript without names\n\nTimes are in {escape(zone)}.\n".encode()
    left_out = ", ".join(f"{count} {what}" for what, count in transcript.left_out.items() if count)
    if left_out:
        yield f"\nLeft out: {escape(left_out)}.\n".encode()
    here = {message.ts for message in transcript.messages}
    replies: dict[str, list[BlamelessMessage]] = {}
    for message in transcript.messages:
        if _is_reply(message, here):
            replies.setdefault(str(message.thread_ts), []).append(message)
    day = ""
    for message in transcript.messages:
        if _is_reply(message, here):
            continue
        local = message.at.astimezone(where)
        if f"{local:%Y-%m-%d}" != day:
            day = f"{local:%Y-%m-%d}"
            yield f"\n## {local:%A} {local.day} {local:%B %Y}\n".encode()
        yield _said(message, local, day, "")
        for reply in replies.get(message.ts, ()):
            yield _said(reply, reply.at.astimezone(where), day, "> ")


def _is_reply(message: BlamelessMessage, here: set[str]) -> bool:
    return message.thread_ts is not None and message.thread_ts != message.ts and message.thread_ts in here


def _said(message: BlamelessMessage, local: datetime, day: str, indent: str) -> bytes:
    """One message: time and role, then what was said, quoted where it is a reply."""
    clock = f"{local:%H:%M:%S} {local:%Z}"
    if f"{local:%Y-%m-%d}" != day:
        clock = f"{local.day} {local:%B}, {clock}"
    notes = [note for note, holds in (("edited", message.edited_ts), ("pinned", message.is_pinned), ("deleted", message.kind == "deleted")) if holds]
    notes += [f":{emoji}: {count}" for emoji, count in message.reactions]
    notes += [f"file: {file.name}" for file in message.files]
    head = f"**{clock} {escape(message.role)}**" + (f" ({escape('; '.join(notes))})" if notes else "")
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


def timeline_json(entries: tuple[Entry, ...]) -> bytes:
    """[{"at", "kind", "role", "text", "sources", "told_at"}], times in UTC."""
    rows = [
        {
            "at": _utc(entry.at),
            "kind": entry.kind.value,
            "role": entry.role,
            "text": entry.text,
            "sources": list(entry.sources),
            "told_at": _utc(entry.told_at) if entry.told_at else None,
        }
        for entry in entries
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def timeline_markdown(entries: tuple[Entry, ...], *, zone: str) -> bytes:
    """The timeline as a table."""
    where = ZoneInfo(zone)
    lines = [f"Times are in {escape(zone)}.", "", "| Time | Kind | What happened | Source |", "|---|---|---|---|"]
    for entry in entries:
        local = entry.at.astimezone(where)
        told = f" (told at {entry.told_at.astimezone(where):%H:%M})" if entry.told_at else ""
        lines.append(f"| {local:%Y-%m-%d %H:%M %Z}{told} | {entry.kind.value} | {rich(entry.text)} | {', '.join(entry.sources)} |")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
