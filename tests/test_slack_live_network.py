"""What lies between here and Slack: proxies, names, certificates, the clock. Slack's hosts are asked for by their own names."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.fakes.drive_tls import TlsProxy
from tests.fakes.slack import TOKEN, FakeSlack
from tests.live_command import CHANNEL, SAMPLES, run_apart
from tests.live_pull import Told

from postmortem.slack.api_access import Access
from postmortem.slack.api_client import Slack
from postmortem.slack.api_errors import SlackAway

HOSTS = ("slack.com", "files.slack.com")


@pytest.fixture
def fake() -> Iterator[FakeSlack]:
    with FakeSlack(SAMPLES / "trivial-restart").serving() as serving:
        yield serving


def proxied(folder: Path, fake: FakeSlack, **ways: Any) -> TlsProxy:
    target = urlsplit(fake.url)
    return TlsProxy(folder, (str(target.hostname), int(target.port or 0)), HOSTS, **ways)


def ask(folder: Path, fake: FakeSlack, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command that knows nothing of the fake: it asks slack.com. Lower-case names count before the others."""
    if "HTTPS_PROXY" in more:
        more["https_proxy"] = more["HTTPS_PROXY"]
    return run_apart(folder, fake, *arguments, POSTMORTEM_SLACK_API_URL="", **more)


def test_a_channel_is_read_through_the_organisations_proxy_whose_certificate_is_given(tmp_path: Path, fake: FakeSlack) -> None:
    """Names, tokens and messages go through the proxy inside TLS only."""
    with proxied(tmp_path, fake) as proxy:
        done = ask(tmp_path, fake, "transcript", "inc-2026-11-05-wiki-restart", HTTPS_PROXY=proxy.url, SSL_CERT_FILE=str(proxy.certificate))
        assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 5
    assert {head.split()[1] for head in proxy.heads} == {b"slack.com:443"}
    assert not any(TOKEN.encode() in head or b"Authorization" in head for head in proxy.heads)


@pytest.mark.parametrize(
    ("refuses", "words"),
    [("407 Proxy Authentication Required", "asks for a sign-in"), ("403 Forbidden", "does not let slack.com through"), ("502 Bad Gateway", "status 502")],
)
def test_a_proxy_that_refuses_is_named(tmp_path: Path, fake: FakeSlack, refuses: str, words: str) -> None:
    with proxied(tmp_path, fake, refuses=refuses) as proxy:
        done = ask(tmp_path, fake, "transcript", CHANNEL, HTTPS_PROXY=proxy.url.replace("http://", "http://somebody:hunter2@"))
    assert done.returncode == 1
    assert "proxy 127.0.0.1" in done.stderr
    assert words in done.stderr
    assert "hunter2" not in done.stderr
    assert TOKEN not in done.stderr
    assert not any(TOKEN.encode() in head for head in proxy.heads)


def test_a_proxy_that_is_not_there_is_named(tmp_path: Path, fake: FakeSlack) -> None:
    done = ask(tmp_path, fake, "transcript", CHANNEL, HTTPS_PROXY="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "127.0.0.1 refuses connections" in done.stderr
    assert "Check HTTPS_PROXY" in done.stderr


def test_a_host_that_no_proxy_covers_is_asked_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", ".slack.com,slack.com")
    called: list[str] = []

    def lookup(host: str, *_: object, **__: object) -> list[Any]:
        called.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(SlackAway, match=r"The name of slack\.com cannot be looked up.*Check the network and DNS"):
        Slack(Access(token=TOKEN, source="a test"), tell=Told(), sleep=lambda seconds: None).call("auth.test")
    assert set(called) == {"slack.com"}


def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path, fake: FakeSlack) -> None:
    with proxied(tmp_path, fake) as proxy:
        done = ask(tmp_path, fake, "transcript", CHANNEL, HTTPS_PROXY=proxy.url)
    assert done.returncode == 1
    assert "SSL_CERT_FILE" in done.stderr
    assert "The token was not sent" in done.stderr
    assert not fake.calls


@pytest.mark.parametrize("days", [(-9, -2), (2, 9)], ids=["expired", "not yet valid"])
def test_a_certificate_out_of_date_points_to_the_clock(tmp_path: Path, fake: FakeSlack, days: tuple[int, int]) -> None:
    with proxied(tmp_path, fake, since=days[0], until=days[1]) as proxy:
        done = ask(tmp_path, fake, "transcript", CHANNEL, HTTPS_PROXY=proxy.url, SSL_CERT_FILE=str(proxy.certificate))
    assert done.returncode == 1
    assert "clock" in done.stderr
    assert not fake.calls


def test_a_host_of_files_that_is_away_costs_only_the_files(tmp_path: Path) -> None:
    """Slack's API is reached, its files are elsewhere: the draft is made, and the files are counted as not fetched."""
    with FakeSlack(SAMPLES / "checkout-outage").serving() as fake:
        told = fake._as_told

        def elsewhere(message: dict[str, Any]) -> dict[str, Any]:
            shown = told(message)
            for file in shown.get("files") or ():
                file["url_private"] = f"https://files.slack.com/files-pri/T0-{file['id']}/{file['id']}.png"
            return shown

        fake._as_told = elsewhere  # type: ignore[method-assign]
        with proxied(tmp_path, fake, refuses="503 Service Unavailable", only=b"slack.com:443") as proxy:
            done = ask(tmp_path, fake, "draft", CHANNEL, HTTPS_PROXY=proxy.url, SSL_CERT_FILE=str(proxy.certificate))
    assert done.returncode == 0, done.stderr
    assert "on a host that cannot be reached" in done.stderr
