"""Builds the sample exports from their stories, as folders and as zips: `python sample_exports/build.py [--into FOLDER]`.

The same stories give the same bytes. Pictures come from `pictures/` (drawn by `draw_pictures.py`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from script import Line, day_in_los_angeles, read_script
from shapes import Shapes

HERE = Path(__file__).parent
STORIES = {"checkout-outage": "checkout_outage", "night-security": "night_security", "trivial-restart": "trivial_restart"}
_ZIP_TIME = (2026, 11, 2, 9, 0, 0)


def build(name: str, into: Path) -> None:
    """Write the export of one story as the folder `into/name` and as `into/name.zip`."""
    story = import_module(f"story.{STORIES[name]}")
    files = export_files(story)
    folder = into / name
    if folder.exists():
        shutil.rmtree(folder)
    for path, content in sorted(files.items()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with zipfile.ZipFile(into / f"{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, date_time=_ZIP_TIME)
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o100644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def export_files(story: Any) -> dict[str, bytes]:
    """Every file of a story's export, by its path."""
    contents = {file["name"]: _content(file) for file in story.FILES.values() if "name" in file}
    shapes = Shapes(story, contents)
    zone = ZoneInfo(story.ZONE)
    lines = {channel: read_script(script, zone) for channel, script in story.CHATS.items()}
    files = {
        "ABOUT.md": story.ABOUT.lstrip("\n").encode(),
        "users.json": _json([shapes.roster_entry(who) for who in story.PEOPLE]),
        "channels.json": _json([_channel(shapes, name, lines[name]) for name in lines if name not in story.UNLISTED]),
        "integration_logs.json": _json(_integration_logs(shapes)),
    }
    for channel, said in lines.items():
        for day, messages in _days(shapes, channel, said).items():
            files[f"{channel}/{day}.json"] = _json(messages)
    for path, value in getattr(story, "OTHER_FILES", {}).items():
        files[path] = _json(value)
    for name, file in story.FILES.items():
        if "name" in file and file.get("stored", True):
            files[f"__uploads/{shapes.file_id(name)}/{file['name']}"] = contents[file["name"]]
    return files


def _content(file: dict[str, Any]) -> bytes:
    """A file's bytes: its picture, or the text that the story gives."""
    if "text" in file:
        return str(file["text"]).encode()
    return (HERE / "pictures" / file["picture"]).read_bytes()


def _days(shapes: Shapes, channel: str, said: list[Line]) -> dict[str, list[dict[str, Any]]]:
    """The channel's messages by the day of their file."""
    labels = {line.note("id"): line for line in said if "id" in line.notes}
    by_ts = {line.ts: shapes.message(line, channel, labels) for line in said}
    for line in said:
        if "in" in line.notes:
            _join_thread(by_ts[labels[line.note("in")].ts], by_ts[line.ts], is_broadcast="broadcast" in line.notes)
    days: dict[str, list[dict[str, Any]]] = {}
    for ts, message in by_ts.items():
        days.setdefault(day_in_los_angeles(ts), []).append(message)
    return days


def _join_thread(root: dict[str, Any], reply: dict[str, Any], *, is_broadcast: bool) -> None:
    """Tell root and reply of each other, as Slack does."""
    root["thread_ts"] = reply["thread_ts"] = root["ts"]
    author = reply.get("user") or reply["bot_id"]
    replies = [*root.get("replies", []), {"user": author, "ts": reply["ts"]}]
    users = list(dict.fromkeys(each["user"] for each in replies))
    known = {"reply_count": len(replies), "reply_users_count": len(users), "latest_reply": reply["ts"], "reply_users": users[:5]}
    root.update(known | {"replies": replies, "is_locked": False, "subscribed": False})
    reply["parent_user_id"] = root.get("user") or root["bot_id"]
    if is_broadcast:
        copied = ("user", "type", "ts", "text", "team", "thread_ts", "client_msg_id")
        reply.update(subtype="thread_broadcast", root={key: root[key] for key in copied if key in root} | known)
        reply.pop("client_msg_id", None)


def _channel(shapes: Shapes, name: str, said: list[Line]) -> dict[str, Any]:
    """A channel as channels.json has it: topic and purpose as they were last set, pins by the ts of their messages."""
    about = shapes.story.CHANNELS[name]
    labels = {line.note("id"): line for line in said if "id" in line.notes}
    joined = [who for line in said if (who := line.text.split(" ")[0]) and line.who == "*join" and who in shapes.story.PEOPLE]
    spoke = [line.who for line in said if line.who in shapes.story.PEOPLE]
    members = list(dict.fromkeys([*about.get("members", "").split(), *joined, *spoke]))
    creator = shapes.user(about["creator"])
    created = int(float(said[0].ts)) - 30
    pins = [
        {"id": item.ts, "type": "C", "created": int(float(line.ts)), "user": shapes.user(line.text.split(" ")[0]), "owner": _owner(shapes, item)}
        for line in said
        if line.who == "*pin" and (item := labels[line.note("of")])
    ]
    topic = next((line for line in reversed(said) if line.who == "*topic"), None)
    topic_value = shapes.text(topic.text.partition(" ")[2]) if topic else ""
    return {
        "id": shapes.channel(name),
        "name": name,
        "created": created,
        "creator": creator,
        "is_archived": about.get("archived", False),
        "is_general": name == "general",
        "members": [shapes.user(who) for who in members],
        **({"pins": pins} if pins else {}),
        "topic": {"value": topic_value, "creator": creator if topic else "", "last_set": int(float(topic.ts)) if topic else 0},
        "purpose": {"value": shapes.text(about["purpose"]), "creator": creator, "last_set": created + 5},
    }


def _owner(shapes: Shapes, line: Line) -> str:
    """Whose message a pin is on."""
    return shapes.user(line.who)


def _integration_logs(shapes: Shapes) -> list[dict[str, Any]]:
    """When which tool was added to the workspace, and by whom."""
    admin = shapes.story.ADMIN
    return [
        {
            "user_id": shapes.user(admin),
            "user_name": shapes.people[admin]["handle"],
            "date": str(1_725_000_000 + 86_400 * number),
            "change_type": "added",
            "app_type": tool["name"],
            "app_id": shapes.user(name).replace("U", "A", 1),
            "scope": "chat:write,channels:read",
        }
        for number, (name, tool) in enumerate(sorted(shapes.story.TOOLS.items()))
    ]


def _json(value: Any) -> bytes:
    """JSON as Slack writes it: four spaces, escaped slashes and no letters beyond ASCII."""
    return json.dumps(value, indent=4, ensure_ascii=True).replace("/", "\\/").encode() + b"\n"


def main() -> None:
    """Build all samples."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--into", type=Path, default=HERE, help="where to write them (here)")
    into = asked.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    for name in STORIES:
        build(name, into)
        print(into / name, f"{name}.zip")


if __name__ == "__main__":
    main()
