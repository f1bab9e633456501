"""Slack as it is on a bad day: limits, faults, cut and hanging connections, pages that are not Slack's."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes.slack import FakeSlack
from tests.live_pull import Told, client, content, pull

from postmortem.slack.api_errors import SlackAway, SlackError
from postmortem.slack.api_fetch import Wanted
from postmortem.slack.api_files import Choice

SAMPLE = Path(__file__).parents[1] / "sample_exports" / "checkout-outage"
CHANNEL = "inc-2026-10-14-checkout-errors"


@pytest.fixture
def fake() -> Iterator[FakeSlack]:
    with FakeSlack(SAMPLE).serving() as serving:
        yield serving


def said(folder: Path) -> list[str]:
    """ts of every recorded message, as the day files have them."""
    return [m["ts"] for day in sorted(folder.glob("C*/*.json")) for m in json.loads(day.read_bytes())]


def faulty(seed: int, share: float = 0.2) -> object:
    chance = random.Random(seed)

    def before(method: str, given: dict[str, str]) -> str | None:
        return chance.choice(["429 1", "500", "503", "cut", "close", "html"]) if chance.random() < share else None

    return before


@pytest.mark.parametrize("seed", range(5))
def test_with_a_fifth_of_all_answers_faulty_the_recording_is_complete(tmp_path: Path, fake: FakeSlack, seed: int) -> None:
    pull(fake.url, tmp_path / "good", CHANNEL)
    fake.before = faulty(seed)  # type: ignore[assignment]
    fake.shuffled = random.Random(seed)
    fake.largest_page = 40
    pull(fake.url, tmp_path / "bad", CHANNEL)
    assert content(tmp_path / "bad") == content(tmp_path / "good")


def test_a_wait_that_slack_asks_for_is_kept_and_told(fake: FakeSlack) -> None:
    asked = iter(["429 7"])
    fake.before = lambda method, given: next(asked, None)
    told = Told()
    assert client(fake.url, told).call("auth.test")["team_id"] == "T0LARKSPR"
    assert told.waits == [(7.0, "Slack asks for it: too many calls in a minute")]


def test_a_wait_of_an_hour_ends_the_work_with_what_to_do(fake: FakeSlack) -> None:
    fake.before = lambda method, given: "429 3600"
    with pytest.raises(SlackAway, match="60 minutes"):
        client(fake.url).call("auth.test")


def test_a_hanging_connection_is_given_up_and_tried_again(fake: FakeSlack) -> None:
    asked = iter(["hang"])
    fake.before = lambda method, given: next(asked, None)
    slack = client(fake.url, timeout=1)
    assert slack.call("auth.test")["ok"]
    assert slack.repeated == 1


@pytest.mark.parametrize(("fault", "words"), [("close", "connection"), ("503", "proper answer"), ("html", "proper answer"), ("redirect", "sign-in page")])
def test_slack_that_stays_away_ends_in_a_sentence(fake: FakeSlack, fault: str, words: str) -> None:
    fake.before = lambda method, given: fault
    with pytest.raises(SlackAway) as raised:
        client(fake.url).call("auth.test")
    assert words in str(raised.value)
    assert "xoxb" not in str(raised.value)


def test_nobody_there_ends_in_a_sentence() -> None:
    with pytest.raises(SlackAway, match="refuses connections"):
        client("http://127.0.0.1:9/api/").call("auth.test")


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_in_channel", "channel_not_found", "a_new_error"])
def test_each_refusal_says_what_to_do(fake: FakeSlack, error: str) -> None:
    fake.before = lambda method, given: error
    with pytest.raises(SlackError) as raised:
        client(fake.url).call("conversations.history", channel="C1")
    assert raised.value.code == error
    assert any(word in str(raised.value) for word in ("postmortem doctor", "/invite"))


def test_a_missing_scope_is_named_with_where_to_add_it(fake: FakeSlack) -> None:
    fake.scopes.remove("users:read")
    with pytest.raises(SlackError, match=r"users:read.*OAuth & Permissions"):
        client(fake.url).call("users.list")


def test_what_the_report_can_do_without_is_left_out_and_said(tmp_path: Path, fake: FakeSlack) -> None:
    for scope in ("pins:read", "bookmarks:read", "usergroups:read"):
        fake.scopes.remove(scope)
    told = Told()
    recorder = pull(fake.url, tmp_path / "r", CHANNEL, told=told)
    assert len(recorder.index) > 250
    assert sum("lacks a scope" in sentence for sentence in told.remarks) == 3


def test_messages_that_come_change_and_go_between_pages_do_no_harm(tmp_path: Path, fake: FakeSlack) -> None:
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    before = {m["ts"] for m in fake.messages[channel]}
    fake.largest_page = 20
    gone: list[str] = []

    def change(method: str, given: dict[str, str]) -> None:
        if method == "conversations.history" and "cursor" in given and given["channel"] == channel:
            messages = fake.messages[channel]
            newest = max(float(m["ts"]) for m in messages)
            messages.append({"type": "message", "user": "U0Q2T4IJB10", "ts": f"{newest + 1:.6f}", "text": "meanwhile"})
            victim = next(m for m in messages if not m.get("reply_count") and not m.get("thread_ts") and not m.get("files"))
            messages.remove(victim)
            gone.append(victim["ts"])
            messages[-3]["text"] = "changed meanwhile"

    fake.before = change
    pull(fake.url, tmp_path / "r", CHANNEL)
    stamps = said(tmp_path / "r")
    assert len(stamps) == len(set(stamps))
    assert before - set(gone) <= set(stamps)
    fake.before = lambda method, given: None
    pull(fake.url, tmp_path / "r", CHANNEL)
    assert {m["ts"] for m in fake.messages[channel]} <= set(said(tmp_path / "r"))


def test_a_thread_that_vanishes_is_a_remark(tmp_path: Path, fake: FakeSlack) -> None:
    fake.before = lambda method, given: "thread_not_found" if method == "conversations.replies" else None
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told)
    assert list(dict.fromkeys(told.remarks)) == ["A thread vanished in Slack while it was read; what was read of it before is kept."]


def test_an_app_that_slack_holds_back_is_told_how_long_it_takes(tmp_path: Path, fake: FakeSlack) -> None:
    fake.largest_page = 15
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told)
    assert sum("only 15 messages at a time" in sentence and "minutes" in sentence for sentence in told.remarks) == 1


def test_a_page_is_not_taken_for_a_file(tmp_path: Path, fake: FakeSlack) -> None:
    fake.html_files = True
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told)
    assert not list((tmp_path / "r" / "__uploads").rglob("*.png"))
    assert any("need a login" in sentence and "kestrel" not in sentence for sentence in told.remarks)


def test_files_that_are_too_large_or_lie_about_it_stay_where_they_are(tmp_path: Path, fake: FakeSlack) -> None:
    fake.files["F0XWLRF4760"] = b"x" * 3_000_000
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told, wanted=Wanted(largest_file=1_000_000))
    assert not list((tmp_path / "r" / "__uploads").glob("F0XWLRF4760/*"))
    assert any("too large" in sentence for sentence in told.remarks)


@pytest.mark.parametrize("size", [5_000_000_000, 1000], ids=["told", "not told"])
def test_a_file_of_five_gigabytes_is_not_fetched(tmp_path: Path, fake: FakeSlack, size: int) -> None:
    """Where its size is told it is not asked for; where it is not, no more is read than the limit, and nothing is left of it."""
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    file = next(file for message in fake.messages[channel] for file in message.get("files") or () if file["mimetype"].startswith("image/"))
    fake.endless.add(file["id"])
    file["size"] = size
    kept = {key for key in fake.files if key != file["id"]}
    fake.files = dict.fromkeys(kept, b"\x89PNG")
    for message in fake.messages[channel]:
        for other in message.get("files") or ():
            other["size"] = size if other is file else 4
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told, wanted=Wanted(largest_file=2_000_000))
    assert fake.file_bytes < (1000 if size > 1000 else 50_000_000)
    assert any("1 too large" in sentence for sentence in told.remarks), told.remarks
    assert not [path for path in (tmp_path / "r" / "__uploads").rglob("*") if path.is_file() and path.stat().st_size > 4]


def test_files_can_be_left_out(tmp_path: Path, fake: FakeSlack) -> None:
    pull(fake.url, tmp_path / "r", CHANNEL, wanted=Wanted(files=Choice.NONE))
    assert not (tmp_path / "r" / "__uploads").exists()


def test_the_token_is_not_sent_to_another_host(tmp_path: Path, fake: FakeSlack) -> None:
    """A file's link that leads elsewhere is not followed."""
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    file = {"id": "F0ELSEWHERE", "name": "x.png", "mimetype": "image/png", "mode": "hosted", "size": 10, "url_private": "https://files.slack.com.example.com/x.png"}
    fake._as_told = lambda message: message  # type: ignore[method-assign]
    fake.messages[channel] = [{"type": "message", "user": "U0Q2T4IJB10", "ts": "1791966069.000100", "text": "a", "files": [file]}]
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told)
    assert any("another host" in sentence for sentence in told.remarks)


def test_a_large_workspace_is_not_listed_whole(tmp_path: Path, fake: FakeSlack) -> None:
    fake.users += [{"id": f"U9{number:09}", "team_id": "T0LARKSPR", "name": f"person{number}", "profile": {}} for number in range(100_000)]
    told = Told()
    pull(fake.url, tmp_path / "r", CHANNEL, told=told)
    assert fake.calls["users.list"] == 4
    assert fake.calls["users.info"] <= 3
    assert any("2,000 people" in sentence for sentence in told.remarks)


def test_a_damaged_recording_is_fetched_anew(tmp_path: Path, fake: FakeSlack) -> None:
    pull(fake.url, tmp_path / "r", CHANNEL)
    good = content(tmp_path / "r")
    day = next((tmp_path / "r").glob("C*/*.json"))
    day.write_bytes(day.read_bytes()[:1000])
    pull(fake.url, tmp_path / "r", CHANNEL)
    assert content(tmp_path / "r") == good
