"""Exports of any size, invented: `python -m benchmarks.big_export OUT --messages 100000`.

The chatter is drawn from a fixed seed, so the same size gives the same export. One channel holds the incident; others, if asked
for, hold the rest of the workspace.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

FIRST = "Ada Bruno Chioma Dagny Emre Farah Goran Hanako Ines Jorun Kavya Lwazi Mireille Nils Oksana Priya Quim Rasmus Saoirse Tomas".split()
LAST = "Abarca Birkeland Cheval Dorrance Eastgate Fennimore Gallowhill Hartsock Iversen Jessamine Kilbourne Lindqvist".split()
SAID = (
    "checking the {service} logs now",
    "getting 503s from {service} again, about {n} in the last minute",
    "restarted {service} on web-{n}",
    "can {person} take a look at `{service}` please?",
    "thanks <@{uid}>, that helps",
    "rolled back {service} to release {n}",
    "I think it is the cache, but not sure",
    "```\n2026-10-14T09:{m}:11Z {service} level=error msg=\"upstream timed out\" id={n}\n```",
    "see <https://dash.example.org/d/{n}|the dashboard> &amp; tell me what you think",
    "lol :joy:",
    "{person} said the deploy was fine",
    "errors are down to {n} a minute",
)
SERVICES = ("checkout", "search", "mailer", "imports", "sessions")
PACIFIC = ZoneInfo("America/Los_Angeles")


def people(count: int) -> list[dict[str, object]]:
    """A users.json of `count` invented people."""
    found = []
    for n in range(count):
        first, last = FIRST[n % len(FIRST)], LAST[n // len(FIRST) % len(LAST)] + ("" if n < 240 else f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}")
        handle = f"{first}.{last}".lower()
        found.append(
            {
                "id": f"U{n:08d}A",
                "team_id": "T0000000A",
                "name": handle,
                "deleted": False,
                "real_name": f"{first} {last}",
                "is_bot": False,
                "profile": {"real_name": f"{first} {last}", "display_name": first, "first_name": first, "last_name": last, "email": f"{handle}@example.org"},
            }
        )
    return found


def messages(count: int, roster: list[dict[str, object]], *, seed: int = 1, days: int = 0) -> list[dict[str, object]]:
    """`count` messages, a fifth of them replies, over `days` days (by default a day for each thousand)."""
    draw = random.Random(seed)
    start = datetime(2026, 10, 14, 8, 0, tzinfo=UTC).timestamp()
    pace = (days or max(1, count // 1000)) * 86400 / max(count, 1)
    made: list[dict[str, object]] = []
    roots: list[str] = []
    for n in range(count):
        person = roster[draw.randrange(min(len(roster), 40))]
        other = roster[draw.randrange(min(len(roster), 40))]
        ts = f"{start + n * pace:.0f}.{n % 1000000:06d}"
        text = draw.choice(SAID).format(
            service=draw.choice(SERVICES), n=draw.randrange(2, 900), m=f"{draw.randrange(60):02d}", person=str(other["real_name"]).split()[0], uid=other["id"]
        )
        message: dict[str, object] = {
            "client_msg_id": f"{n:032x}",
            "type": "message",
            "user": person["id"],
            "text": text,
            "ts": ts,
            "team": "T0000000A",
            "user_team": "T0000000A",
            "source_team": "T0000000A",
            "user_profile": {"real_name": person["real_name"], "display_name": person["profile"]["display_name"], "name": person["name"]},  # type: ignore[index]
            "blocks": [{"type": "rich_text", "block_id": f"b{n}", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]}],
        }
        if roots and draw.random() < 0.2:
            message["thread_ts"] = draw.choice(roots[-20:])
        elif draw.random() < 0.1:
            roots.append(ts)
        made.append(message)
    return made


def write_export(folder: Path, channels: dict[str, int], *, roster: int = 200, seed: int = 1) -> Path:
    """An official-looking export in `folder`: channel name → number of messages."""
    folder.mkdir(parents=True, exist_ok=True)
    users = people(roster)
    (folder / "users.json").write_text(json.dumps(users), encoding="utf-8")
    listed = [{"id": f"C{n:08d}A", "name": name, "created": 1760000000, "members": [u["id"] for u in users[:40]]} for n, name in enumerate(channels)]
    (folder / "channels.json").write_text(json.dumps(listed), encoding="utf-8")
    for n, (name, count) in enumerate(channels.items()):
        by_day: dict[str, list[dict[str, object]]] = defaultdict(list)
        for message in messages(count, users, seed=seed + n):
            by_day[datetime.fromtimestamp(float(str(message["ts"])), tz=PACIFIC).strftime("%Y-%m-%d")].append(message)
        (folder / name).mkdir(exist_ok=True)
        for day, said in by_day.items():
            (folder / name / f"{day}.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--messages", type=int, default=100_000)
    given = parser.parse_args()
    print(write_export(given.folder, {"inc-2026-10-14-big": given.messages}))
