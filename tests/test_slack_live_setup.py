"""From nothing to a draft: the app's manifest, the token and where it may go, doctor, announcing; and that nothing leaks."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.slack import SCOPES, TOKEN, FakeSlack
from tests.live_command import CHANNEL, SAMPLES, run, run_apart

from postmortem.errors import InputError, UsageError
from postmortem.slack.api_access import Access, find_access
from postmortem.slack.api_app import manifest


@pytest.fixture
def fake() -> Iterator[FakeSlack]:
    with FakeSlack(SAMPLES / "checkout-outage").serving() as serving:
        yield serving


def test_init_writes_an_app_with_just_the_scopes_that_are_needed(tmp_path: Path, fake: FakeSlack) -> None:
    done = run(tmp_path, fake, "init")
    app = json.loads((tmp_path / "slack-app.json").read_text(encoding="utf-8"))
    assert done.returncode == 0
    assert sorted(app["oauth_config"]["scopes"]["bot"]) == sorted(SCOPES)
    assert "From a manifest" in done.stderr
    assert "chat:write" in json.loads(manifest(announce=True))["oauth_config"]["scopes"]["bot"]


def test_doctor_finds_all_in_order(tmp_path: Path, fake: FakeSlack) -> None:
    fake.now = time.time()
    done = run(tmp_path, fake, "doctor", CHANNEL)
    assert done.returncode == 0, done.stdout
    assert "✗" not in done.stdout
    assert f"#{CHANNEL} can be read" in done.stdout


def test_doctor_says_how_to_mend_what_is_wrong(tmp_path: Path, fake: FakeSlack) -> None:
    fake.scopes = [scope for scope in fake.scopes if scope not in ("users:read", "groups:history")]
    fake.not_in.add(next(c for c in fake.channels if c["name"] == CHANNEL)["id"])
    done = run(tmp_path, fake, "doctor", CHANNEL)
    assert done.returncode == 1
    for words in ("groups:history", "users:read", "OAuth & Permissions", "/invite @postmortem", "minutes", "Set the clock"):
        assert words in done.stdout, words


def test_where_no_answer_tells_the_scopes_doctor_tries_what_needs_them(tmp_path: Path, fake: FakeSlack) -> None:
    fake.tells_scopes = False
    fake.scopes.remove("users:read")
    done = run(tmp_path, fake, "doctor", CHANNEL)
    assert done.returncode == 1
    assert "users.list needs users:read" in done.stdout
    fake.scopes.append("users:read")
    assert "channels and people can be read" in run(tmp_path, fake, "doctor", CHANNEL).stdout


def test_a_token_that_may_not_read_names_is_told_before_anything_is_read(tmp_path: Path, fake: FakeSlack) -> None:
    fake.scopes.remove("users:read")
    done = run(tmp_path, fake, "draft", CHANNEL)
    assert done.returncode == 1
    assert "users:read" in done.stderr
    assert fake.calls["conversations.history"] == 0


def test_doctor_without_a_token_says_where_to_get_one(tmp_path: Path, fake: FakeSlack) -> None:
    done = run(tmp_path, fake, "doctor", SLACK_BOT_TOKEN="")
    assert done.returncode == 1
    assert "postmortem init" in done.stdout


def test_draft_without_export_and_token_says_what_there_is_to_do(tmp_path: Path, fake: FakeSlack) -> None:
    done = run(tmp_path, fake, "draft", CHANNEL, SLACK_BOT_TOKEN="")
    assert done.returncode == 2
    assert "--export PATH" in done.stderr
    assert "postmortem init" in done.stderr


@pytest.mark.parametrize(
    ("token", "words"),
    [("xapp-1-A", "app-level"), ("xoxe-1-abc", "refresh"), ("xoxc-12", "browser"), ("https://hooks.slack.com/services/T/B/x", "webhook"), ("ghp_abcdef", "not a Slack token"), ("xoxb-12 34", "not a Slack token")],
)  # fmt: skip
def test_a_token_of_the_wrong_kind_is_told_and_not_shown(token: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        find_access({"SLACK_BOT_TOKEN": token})
    assert words in str(raised.value)
    assert token not in str(raised.value)


def test_the_token_may_lie_in_a_file_that_only_its_owner_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    file = tmp_path / "postmortem" / "slack-token"
    file.parent.mkdir()
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    file.chmod(0o644)
    with pytest.raises(InputError, match="chmod 600"):
        find_access({"XDG_CONFIG_HOME": str(tmp_path)})
    file.chmod(0o600)
    access = find_access({"XDG_CONFIG_HOME": str(tmp_path)})
    assert access is not None
    assert access.token == TOKEN
    assert TOKEN not in repr(access)


@pytest.mark.skipif(os.name == "nt", reason="a command line of POSIX")
def test_the_command_that_init_prints_keeps_the_token_where_it_is_found(tmp_path: Path, fake: FakeSlack) -> None:
    """As a new user: the line is copied, the token pasted, and doctor finds it."""
    fake.now = time.time()
    told = run(tmp_path, fake, "init", SLACK_BOT_TOKEN="").stderr
    command = next(line for line in told.splitlines() if "umask" in line).partition("    paste it")[0]
    subprocess.run(["sh", "-c", command], input=f"{TOKEN}\n", text=True, check=True)
    done = run(tmp_path, fake, "doctor", CHANNEL, SLACK_BOT_TOKEN="")
    assert done.returncode == 0, done.stdout
    assert f"from {tmp_path / 'config' / 'postmortem' / 'slack-token'}" in done.stdout


def test_the_token_may_lie_in_the_systems_keyring() -> None:
    keyring = keyring_or_skip()
    from keyring.backend import KeyringBackend

    class Kept(KeyringBackend):
        priority = 1  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            return TOKEN if (service, username) == ("postmortem", "slack") else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError

        def delete_password(self, service: str, username: str) -> None:
            raise AssertionError

    before = keyring.get_keyring()
    keyring.set_keyring(Kept())
    try:
        access = find_access({})
    finally:
        keyring.set_keyring(before)
    assert access is not None
    assert (access.token, access.source) == (TOKEN, "the system's keyring")


def keyring_or_skip() -> Any:
    try:
        import keyring
    except ImportError:
        if os.environ.get("CI") == "true":
            pytest.fail("keyring is not installed, and CI has to have it")
        pytest.skip("keyring is not installed")
    return keyring


@pytest.mark.parametrize(
    "url",
    ["https://slack.example.com/api/", "http://127.0.0.1.example.com/", "http://10.0.0.1/api/", "file:///etc/passwd", "http://user@127.0.0.1/", "http://[::2]/", "127.0.0.1:80"],
)  # fmt: skip
def test_the_api_cannot_be_moved_to_another_machine(url: str) -> None:
    with pytest.raises(UsageError, match="only for tests"):
        find_access({"SLACK_BOT_TOKEN": TOKEN, "POSTMORTEM_SLACK_API_URL": url})


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://files.slack.com/files-pri/T1-F1/x.png", True),
        ("https://example.slack.com/files/x", True),
        ("https://slack-files.com/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com.example.com/x", False),
        ("https://example.com/files.slack.com/x", False),
        ("https://evilslack.com/x", False),
        ("https://files.slack.com@example.com/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://docs.example.com/x", False),
        ("//files.slack.com/x", False),
        ("http://127.0.0.1:4100/files/x", False),
    ],
)
def test_the_token_goes_to_slacks_hosts_only(url: str, may: bool) -> None:
    assert Access(token=TOKEN, source="a test").may_see_token(url) is may


def test_with_a_server_on_this_machine_the_token_goes_there_only() -> None:
    access = Access(token=TOKEN, source="a test", api_url="http://127.0.0.1:4100/api/", is_loopback=True)
    assert access.may_see_token("http://127.0.0.1:4100/files/x")
    assert not access.may_see_token("http://127.0.0.1:4101/files/x")
    assert not access.may_see_token("https://files.slack.com/x")


def test_announcing_shows_the_text_and_posts_it_once_on_yes(tmp_path: Path) -> None:
    link = "https://docs.example.com/draft"
    asked = ("draft", "inc-2026-11-05-wiki-restart", "--announce", "--link", link)
    with FakeSlack(SAMPLES / "trivial-restart").serving() as fake:
        fake.scopes.append("chat:write")
        unsure = run(tmp_path, fake, *asked)
        assert unsure.returncode == 3
        assert link in unsure.stderr
        assert fake.posted == []
        for _ in range(2):
            done = run(tmp_path, fake, *asked, "--yes")
            assert done.returncode == 0, done.stderr
    assert len(fake.posted) == 1
    assert link in fake.posted[0]["text"]
    assert "▶" in fake.posted[0]["text"]


def test_nothing_is_announced_while_possible_names_are_open(tmp_path: Path, fake: FakeSlack) -> None:
    fake.scopes.append("chat:write")
    done = run(tmp_path, fake, "draft", CHANNEL, "--announce", "--link", "https://docs.example.com/draft", "--yes", "--files", "none")
    assert done.returncode == 3
    assert fake.posted == []


def test_no_token_and_no_message_text_gets_into_anything_but_the_recording(tmp_path: Path, fake: FakeSlack) -> None:
    """Not into output, errors or temporary files, whatever goes wrong on the way; the token not even into the recording."""
    words = "zanzibar-marmalade-quark"
    channel = next(c for c in fake.channels if c["name"] == CHANNEL)["id"]
    fake.messages[channel][20]["text"] = words
    fake.messages[channel][20]["blocks"] = None
    faults = iter([None, None, "cut", "html", "503"])
    fake.before = lambda method, given: next(faults, None)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    said = ""
    for end in (None, "invalid_auth", "redirect"):
        if end is not None:
            fake.before = lambda method, given, end=end: end if method == "conversations.history" else None  # type: ignore[misc]
        done = run_apart(tmp_path, fake, "draft", CHANNEL, "-v", TMPDIR=str(temporary), PYTHONWARNINGS="default")
        said += done.stdout + done.stderr
        assert "Traceback" not in said
    assert TOKEN not in said
    assert words not in said
    assert list(temporary.iterdir()) == []
    holding = [path for path in tmp_path.rglob("*") if path.is_file() and words in path.read_text(encoding="utf-8", errors="replace")]
    assert holding
    assert all("private" in path.parts or path.name.startswith(("transcript.", "draft.", "timeline.")) for path in holding)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
