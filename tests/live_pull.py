"""Fetching a channel without the command line: in this process, or as a program of its own that can be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from postmortem.slack.api_access import Access
from postmortem.slack.api_client import Slack
from postmortem.slack.api_fetch import Wanted, fetch
from postmortem.slack.api_find import find_live
from postmortem.slack.recorder import Recorder, open_recorder

TOKEN = "xoxb-0000-invented-for-tests"


class Told:
    """Everything that a fetch told."""

    def __init__(self) -> None:
        self.waits: list[tuple[float, str]] = []
        self.remarks: list[str] = []

    def progress(self, what: str) -> None:
        """Not kept."""

    def wait(self, seconds: float, why: str) -> None:
        self.waits.append((seconds, why))

    def remark(self, sentence: str) -> None:
        self.remarks.append(sentence)


def client(url: str, told: Told | None = None, *, timeout: int = 30, token: str = TOKEN) -> Slack:
    access = Access(token=token, source="a test", api_url=url, is_loopback=True)
    return Slack(access, tell=told or Told(), sleep=lambda seconds: None, timeout=timeout)


def pull(url: str, folder: Path, channel: str, *, told: Told | None = None, wanted: Wanted | None = None, timeout: int = 30) -> Recorder:
    """One whole fetch; its waits take no time."""
    told = told or Told()
    slack = client(url, told, timeout=timeout)
    team = slack.call("auth.test")
    found = find_live(slack, channel, general="general")
    recorder, _ = open_recorder(folder)
    try:
        fetch(slack, recorder, found, {"id": team["team_id"], "name": team["team"], "url": team["url"]}, wanted or Wanted(general="general"), told, sleep=lambda seconds: None)
    finally:
        recorder.close()
    return recorder


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a recording."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock"}


if __name__ == "__main__":
    pull(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
