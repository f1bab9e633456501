"""A channel read from Slack itself, against the strict fake: the same documents as from an export, and later only what is new."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes.slack import FakeSlack
from tests.live_command import CHANNEL, SAMPLES, run

KEY = "C0CHECKOUT0"


@pytest.fixture
def fake() -> Iterator[FakeSlack]:
    with FakeSlack(SAMPLES / "checkout-outage").serving() as serving:
        yield serving


def documents(folder: Path) -> dict[str, bytes]:
    """What may leave the machine, by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "private" not in path.parts and not path.name.startswith(".")
    }


@pytest.mark.parametrize(
    ("sample", "channel"),
    [("checkout-outage", CHANNEL), ("night-security", "inc-2026-10-24-strange-sign-ins"), ("trivial-restart", "inc-2026-11-05-wiki-restart")],
)
def test_a_live_channel_gives_the_documents_of_its_export(tmp_path: Path, sample: str, channel: str) -> None:
    with FakeSlack(SAMPLES / sample).serving() as fake:
        exported = run(tmp_path, fake, "draft", channel, "--export", str(SAMPLES / sample), "--incidents", "exported")
        live = run(tmp_path, fake, "draft", f"#{channel}", "--incidents", "live")
    assert (exported.returncode, live.returncode) == (0, 0), live.stderr
    one, other = (next((tmp_path / name).glob("2026-*")) for name in ("exported", "live"))
    assert one.name == other.name
    assert documents(one) == documents(other)
    assert len(documents(one)) > 6


def test_calls_stay_within_what_the_channel_needs(tmp_path: Path, fake: FakeSlack) -> None:
    """Pages of history, one call a thread, one a person not known, and ten; again with nothing new at most five and the open threads."""
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    threads = sum(1 for m in fake.messages[channel] if m.get("reply_count"))
    done = run(tmp_path, fake, "draft", CHANNEL, "-v")
    assert done.returncode == 0, done.stderr
    assert fake.calls.total() <= -(-len(fake.top(channel)) // 200) + threads + 3 + 10
    assert f"{fake.calls.total()} calls" in done.stderr
    fake.calls.clear()
    again = run(tmp_path, fake, "draft", CHANNEL)
    assert again.returncode == 0, again.stderr
    assert "0 new messages" in again.stderr
    assert fake.calls.total() <= 5 + 1


def test_the_recording_is_private_and_is_an_export(tmp_path: Path, fake: FakeSlack) -> None:
    """It lies in the incident's private folder, closed to others, and can be read again without Slack."""
    assert run(tmp_path, fake, "draft", CHANNEL).returncode == 0
    incident = next((tmp_path / "incidents").glob("2026-*"))
    recording = incident / "private" / "recording"
    for path in (recording, *recording.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert not list((tmp_path / "incidents").glob(".recordings"))
    replayed = run(tmp_path, fake, "transcript", CHANNEL, "--export", str(recording), POSTMORTEM_SLACK_API_URL="http://127.0.0.1:9/")
    assert replayed.returncode == 0, replayed.stderr
    assert replayed.stdout.encode() == (incident / "transcript.jsonl").read_bytes()


def test_only_what_is_new_edited_replied_or_deleted_is_asked_for_again(tmp_path: Path, fake: FakeSlack) -> None:
    first = run(tmp_path, fake, "transcript", CHANNEL)
    assert first.returncode == 0, first.stderr
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    messages = fake.messages[channel]
    newest = max(m["ts"] for m in messages)
    plain = [m for m in messages if not m.get("thread_ts") and not m.get("subtype") and not m.get("bot_id")]
    root = next(m for m in messages if m.get("reply_count") and m.get("latest_reply"))
    later = f"{float(newest) + 60:.6f}"
    messages.append({"type": "message", "user": plain[0]["user"], "ts": later, "text": "freshly posted words"})
    plain[3].update(text="wording after an edit", blocks=None, edited={"user": plain[3]["user"], "ts": later})
    messages.append({"type": "message", "user": plain[0]["user"], "ts": f"{float(later) + 5:.6f}", "thread_ts": root["ts"], "text": "a reply days later"})
    root.update(reply_count=root["reply_count"] + 1, latest_reply=f"{float(later) + 5:.6f}")
    messages.remove(plain[5])
    fake.calls.clear()
    second = run(tmp_path, fake, "transcript", CHANNEL)
    assert second.returncode == 0, second.stderr
    for words in ("freshly posted words", "wording after an edit", "a reply days later"):
        assert words in second.stdout
    assert f'"{plain[5]["ts"]}"' not in second.stdout
    assert "2 new messages, 2 changed, 1 deleted" in second.stderr
    assert fake.calls["conversations.replies"] <= 2
    fake.calls.clear()
    whole = run(tmp_path, fake, "transcript", CHANNEL, "--refresh")
    assert whole.stdout == second.stdout
    assert fake.calls["conversations.replies"] >= 9
    with FakeSlack().serving() as other:
        other.__dict__.update({key: value for key, value in fake.__dict__.items() if key not in ("url", "lock")})
        fresh = tmp_path / "fresh"
        fresh.mkdir()
        assert run(fresh, other, "transcript", CHANNEL).stdout == second.stdout


def test_a_thread_begun_before_the_range_goes_on_in_it(tmp_path: Path, fake: FakeSlack) -> None:
    asked = ("transcript", CHANNEL, "--since", "2026-10-15")
    exported = run(tmp_path, fake, *asked, "--export", str(SAMPLES / "checkout-outage"))
    live = run(tmp_path, fake, *asked)
    assert live.returncode == 0, live.stderr
    assert live.stdout == exported.stdout
    assert live.stdout.count("\n") >= 3


@pytest.mark.parametrize("form", ["{name}", "#{name}", "{id}", "https://larkspur.slack.com/archives/{id}/p1791966069000100", "<#{id}|{name}>"])
def test_a_channel_is_found_by_name_id_or_link(tmp_path: Path, fake: FakeSlack, form: str) -> None:
    record = next(c for c in fake.channels if c["name"] == CHANNEL)
    done = run(tmp_path, fake, "transcript", form.format(name=CHANNEL, id=record["id"]), "--files", "none")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 200


def test_a_misspelt_channel_gets_the_near_ones(tmp_path: Path, fake: FakeSlack) -> None:
    done = run(tmp_path, fake, "draft", "inc-2026-10-14-chekout-errors")
    assert done.returncode == 1
    assert f"Did you mean {CHANNEL}" in done.stderr
    assert not list(tmp_path.rglob("recording*"))


def test_a_tool_whose_posts_do_not_name_it_is_asked_for_by_its_id(tmp_path: Path, fake: FakeSlack) -> None:
    """One that Slack knows gets its name; one that it does not know stays a bot, and is not asked for again."""
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    begun = min(float(m["ts"]) for m in fake.messages[channel])
    for number, bot in enumerate(("B0TINSELBOT", "B0UNKNOWN00"), start=1):
        post = {"type": "message", "subtype": "bot_message", "bot_id": bot, "ts": f"{begun + number:.6f}", "text": f"queue depth is {number}00"}
        fake.messages[channel].append(post)
    fake.bots["B0TINSELBOT"] = "Tinsel Alerts"
    first = run(tmp_path, fake, "transcript", CHANNEL, "--format", "md")
    assert first.returncode == 0, first.stderr
    paragraphs = first.stdout.splitlines()
    lines = {" ".join(paragraphs[place - 3 : place + 1]) for place, line in enumerate(paragraphs) if "queue depth is" in line}
    assert any("Tinsel Alerts" in line and "100" in line for line in lines), lines
    assert any("a bot" in line and "200" in line for line in lines), lines
    assert fake.calls["bots.info"] == 2
    run(tmp_path, fake, "transcript", CHANNEL)
    assert fake.calls["bots.info"] == 2
