"""Channels that are no ordinary incident: each gives a timeline with sources, and says what there is to say."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from in_process import Done, run_here

USERS = [{"id": "U0AAAAAA1", "name": "dagny.kilbourne", "real_name": "Dagny Kilbourne"}, {"id": "U0AAAAAA2", "name": "orla.fenwick", "real_name": "Orla Fenwick"}]


def post(when: str, text: str, *, user: str = "U0AAAAAA1", number: int = 100, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "ts": f"{int(datetime.fromisoformat(when).timestamp())}.{number:06}", "text": text, **more}


def run(work: Path, command: str, *posts: dict[str, Any]) -> Done:
    export = work / "export"
    (export / "inc-x").mkdir(parents=True, exist_ok=True)
    (export / "users.json").write_text(json.dumps(USERS), encoding="utf-8")
    (export / "channels.json").write_text(json.dumps([{"id": "C0AAAAAA1", "name": "inc-x"}]), encoding="utf-8")
    (export / "inc-x" / "2026-10-25.json").write_text(json.dumps(posts), encoding="utf-8")
    more = ["--incidents", str(work / "i")] if command == "draft" else []
    done = run_here(command, "inc-x", "--export", export, "--timezone", "Europe/London", *more, cwd=work)
    assert "Traceback" not in done.stderr
    return done


def timeline(work: Path, *posts: dict[str, Any]) -> list[dict[str, Any]]:
    done = run(work, "timeline", *posts)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


STORY = (
    post("2026-10-25T09:00:00+00:00", "I'm declaring an incident because checkout is down"),
    post("2026-10-25T09:10:00+00:00", "I rolled back to release 213", user="U0AAAAAA2"),
    post("2026-10-25T09:20:00+00:00", "Errors stopped, confirmed with three purchases"),
)


def test_a_channel_without_any_incident_has_an_empty_timeline_and_asks_for_everything(tmp_path: Path) -> None:
    talk = (post("2026-10-25T09:00:00+00:00", "morning all!"), post("2026-10-25T09:01:00+00:00", "who wants cake?", user="U0AAAAAA2"))
    assert timeline(tmp_path, *talk) == []
    done = run(tmp_path, "draft", *talk)
    assert done.returncode == 0
    (folder,) = (path for path in (tmp_path / "i").iterdir() if path.is_dir() and not path.name.startswith("."))
    assert "▶" in (folder / "draft.md").read_text(encoding="utf-8")


def test_messages_out_of_order_give_the_same_timeline(tmp_path: Path) -> None:
    assert timeline(tmp_path / "a", *STORY) == timeline(tmp_path / "b", *reversed(STORY)) != []


def test_messages_of_the_same_second_keep_their_order_and_their_sources(tmp_path: Path) -> None:
    second = "2026-10-25T09:10:00+00:00"
    found = timeline(tmp_path, STORY[0], post(second, "I restarted the workers", number=100), post(second, "I rolled back to release 213", number=200, user="U0AAAAAA2"), STORY[2])
    stamps = [float(one["sources"][0]) for one in found]
    assert stamps == sorted(stamps)
    assert {source for one in found for source in one["sources"]} >= {post(second, "", number=n)["ts"] for n in (100, 200)}


def test_the_hour_that_comes_twice_is_told_apart_by_its_message_and_never_guessed(tmp_path: Path) -> None:
    first, second = post("2026-10-25T01:30:00+01:00", "I restarted the workers"), post("2026-10-25T01:30:00+00:00", "I rolled back to release 213", user="U0AAAAAA2")
    told = post("2026-10-25T03:00:00+00:00", "The queue died at 01:15")
    found = {one["sources"][0]: one for one in timeline(tmp_path, first, second, told)}
    assert (found[first["ts"]]["at"], found[second["ts"]]["at"]) == ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")
    assert told["ts"] not in found or found[told["ts"]]["told_at"] is None


def test_over_new_year_entries_stay_in_order_and_times_told_are_of_the_old_year(tmp_path: Path) -> None:
    posts = (
        post("2026-12-31T23:50:00+00:00", "I'm declaring an incident because checkout is down"),
        post("2027-01-01T00:20:00+00:00", "The payment worker died at 23:40"),
        post("2027-01-01T00:30:00+00:00", "I rolled back to release 213", user="U0AAAAAA2"),
    )
    found = timeline(tmp_path, *posts)
    assert [one["at"] for one in found] == sorted(one["at"] for one in found)
    (told,) = (one for one in found if one["told_at"])
    assert (told["at"], told["told_at"]) == ("2026-12-31T23:40:00Z", "2027-01-01T00:20:00Z")


def test_posts_of_tools_in_shapes_never_seen_are_kept_as_text_and_counted(tmp_path: Path) -> None:
    odd = (
        post("2026-10-25T09:05:00+00:00", "", user="", subtype="bot_message", bot_id="B1", username="Gizmo", blocks=[{"type": "hologram", "beam": {"text": "99 problems"}}]),
        post("2026-10-25T09:06:00+00:00", "", user="", subtype="bot_message", bot_id="B1", username="Gizmo", attachments=[{"weird": [1, {"x": None}]}]),
        post("2026-10-25T09:07:00+00:00", "disk full on web-2", user="", subtype="bot_message", bot_id="B2", username="Widget"),
    )
    done = run(tmp_path, "transcript", STORY[0], *odd, STORY[2])
    assert done.returncode == 0
    assert "disk full on web-2" in done.stdout
    done = run(tmp_path, "timeline", STORY[0], *odd, STORY[2])
    assert done.returncode == 0
    assert "in a shape that this program does not know" in done.stderr or "in shapes that this program does not know" in done.stderr
