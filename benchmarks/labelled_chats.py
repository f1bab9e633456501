"""Reads the incidents under `benchmarks/incidents`: a chat as its people wrote it, and what the human timeline rests on."""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessTranscript

FOLDER = Path(__file__).resolve().parent / "incidents"
_MESSAGE = re.compile(r"\[(?P<id>\d+)(?:>(?P<thread>\d+))?\] (?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?P<rest>.*)$")
_LINK = re.compile(r"<(?:https?:|mailto:|!)[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledChat:
    """A chat without names, its time zone, and for each entry of the human timeline that it states or implies the ts of the messages
    that support it."""

    name: str
    zone: str
    transcript: BlamelessTranscript
    human: tuple[frozenset[str], ...]


def labelled_chats(*, held_out: bool) -> tuple[LabelledChat, ...]:
    """The incidents, by name: those that weights are fitted to, or those that are held out."""
    folder = FOLDER / "held_out" if held_out else FOLDER
    return tuple(read_chat(chat.parent) for chat in sorted(folder.glob("*/chat.txt")))


def read_chat(folder: Path) -> LabelledChat:
    """One incident; ValueError where its files are not as README.md says."""
    head, _, body = (folder / "chat.txt").read_text(encoding="utf-8").partition("\n\n")
    about = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    messages = list(_messages(body, zone=ZoneInfo(about["zone"]), people=_names(about["people"]), bots=_names(about["bots"])))
    stamps = {number: raw["ts"] for number, raw in enumerate(messages)}
    return LabelledChat(
        name=folder.name,
        zone=about["zone"],
        transcript=_stripped(about["channel"], _names(about["people"]), messages),
        human=tuple(_human(folder / "human.txt", stamps)),
    )


def _names(line: str) -> list[str]:
    return [name.strip() for name in line.split("|") if name.strip()]


def _messages(body: str, *, zone: ZoneInfo, people: list[str], bots: list[str]) -> Iterator[dict[str, Any]]:
    """The messages as Slack would export them."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in body.splitlines():
        if match := _MESSAGE.match(line):
            found.append((match, [match["rest"]]))
        elif line.startswith("    ") and found:
            found[-1][1].append(line[4:])
        elif line.strip():
            raise ValueError(f"not understood: {line[:40]}")
    at = [datetime.fromisoformat(match["at"]).replace(tzinfo=zone) for match, _ in found]
    stamps = [f"{int(moment.timestamp())}.{number:06d}" for number, moment in enumerate(at)]
    writers = sorted((*people, *bots), key=len, reverse=True)
    threads = {int(match["thread"]) for match, _ in found if match["thread"]}
    for number, (match, lines) in enumerate(found):
        if int(match["id"]) != number:
            raise ValueError(f"message {match['id']} is the {number}th")
        who = next(name for name in writers if lines[0].startswith(f"{name}:"))
        text = "\n".join([lines[0].removeprefix(f"{who}:").strip(), *lines[1:]])
        raw = {"type": "message", "ts": stamps[number], "text": _escaped(text, people)}
        raw |= (
            {"user": f"U{people.index(who):05d}"}
            if who in people
            else {"subtype": "bot_message", "bot_id": f"B{bots.index(who):05d}", "username": who, "bot_profile": {"name": who}}
        )
        if match["thread"] or number in threads:
            raw["thread_ts"] = stamps[int(match["thread"] or number)]
        yield raw


def _escaped(text: str, people: list[str]) -> str:
    """As Slack escapes a text: mentions by id, its three signs as entities, addresses as they are."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    text = _LINK.sub(keep, text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for name in sorted(people, key=len, reverse=True):
        text = text.replace(f"@{name}", f"<@U{people.index(name):05d}>")
    for number, link in enumerate(kept):
        text = text.replace(f"\0{number}\0", link.replace("&", "&amp;"))
    return text


def _stripped(channel: str, people: list[str], messages: list[dict[str, Any]]) -> BlamelessTranscript:
    from postmortem.blameless.roles import assign_roles
    from postmortem.blameless.strip import strip_names
    from postmortem.slack.decode import decode_transcript
    from postmortem.slack.export import open_export

    users = [
        {"id": f"U{n:05d}", "name": name.lower().replace(" ", "."), "real_name": name, "profile": {"real_name": name}}
        for n, name in enumerate(people)
    ]
    days: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for raw in messages:
        days[f"{datetime.fromtimestamp(float(raw['ts']), tz=UTC):%Y-%m-%d}"].append(raw)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / channel).mkdir()
        (folder / "users.json").write_text(json.dumps(users))
        (folder / "channels.json").write_text(json.dumps([{"id": "C00001", "name": channel, "members": [user["id"] for user in users]}]))
        for day, posted in days.items():
            (folder / channel / f"{day}.json").write_text(json.dumps(posted))
        export = open_export(folder)
        transcript = decode_transcript(export, next(iter(export.channels())))
    return strip_names(transcript, assign_roles(transcript, key=None))


def _human(path: Path, stamps: dict[int, str]) -> Iterator[frozenset[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            _, label, evidence, _ = (part.strip() for part in line.split("|", 3))
            if label in ("f", "p"):
                yield frozenset(stamps[int(number)] for number in evidence.split(","))
