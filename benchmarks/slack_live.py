"""A channel read from the fake Slack: calls, cost beside slack-sdk alone, memory, and what kills and faults leave behind.

    python -m benchmarks.slack_live [share]     share 0.1 runs a tenth of the rounds

The fake runs in a process of its own, as Slack does. Waits that Slack asks for are counted and take no time.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from slack_sdk.web import WebClient
from tests.live_pull import TOKEN, content, pull

from benchmarks.slack_workspace import LONG, LONG_ID, SAMPLE, SAMPLE_CHANNEL, SAMPLES, Workspace
from postmortem.slack.recorder import Recorder, open_recorder

DRAFTED = (
    ("checkout-outage", SAMPLE_CHANNEL),
    ("night-security", "inc-2026-10-24-strange-sign-ins"),
    ("trivial-restart", "inc-2026-11-05-wiki-restart"),
)


def forked(work: Callable[[], None]) -> int:
    """Do something in a process of its own; its id."""
    child = os.fork()
    if child:
        return child
    code = 0
    try:
        work()
    except BaseException:  # noqa: BLE001  a child must end here, whatever happened
        code = 99
    os._exit(code)


def ended(child: int) -> int:
    """A process's exit code; -9 where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def pulled(slack: Workspace, folder: Path) -> bool:
    return ended(forked(lambda: _pull(slack, folder))) == 0


def _pull(slack: Workspace, folder: Path, channel: str = SAMPLE_CHANNEL) -> None:
    pull(slack.url, folder, channel)


def calls(slack: Workspace, place: Path) -> None:
    for name, load in ((SAMPLE_CHANNEL, ("sample", SAMPLE, None)), (LONG, ("long", 10_000, 500))):
        slack(*load)
        top, threads, bots, going_on = slack("counts", name)
        folder = place / "calls" / name
        _pull(slack, folder, name)
        first = slack("asked")[0].total()
        _pull(slack, folder, name)
        second = slack("asked")[0].total()
        bound = -(-top // 200) + threads + bots + 10
        print(f"{top:,} messages, {threads} threads: {first} calls (bound {bound}); again with nothing new: {second} (bound {5 + going_on})")


def faults(slack: Workspace, rounds: int, place: Path) -> None:
    slack("sample", SAMPLE, 40)
    pulled(slack, place / "undisturbed")
    expected = content(place / "undisturbed")
    good = 0
    for seed in range(rounds):
        folder = place / "faults"
        slack("faults", seed, 0.2)
        good += pulled(slack, folder) and content(folder) == expected
        shutil.rmtree(folder, ignore_errors=True)
    slack("faults")
    print(f"a fifth of all answers goes wrong (429, 5xx, cut, closed): {good} of {rounds} complete, the same bytes")


def kills(slack: Workspace, rounds: int, place: Path, *, is_next_day: bool) -> None:
    """Kill a fetch at a random moment; run it again. is_next_day: a later fetch of a recording that is whole."""
    slack("sample", SAMPLE, 60)
    begun = place / "begun"
    if is_next_day:
        pulled(slack, begun)
        slack("change")
    expected, lengths = {}, []
    for number in range(3):
        folder = _copied(begun, place / f"whole-{number}")
        start = time.monotonic()
        pulled(slack, folder)
        lengths.append(time.monotonic() - start)
        expected = content(folder)
    chance = random.Random(11)
    same = once = killed = 0
    while killed < rounds:
        folder = _copied(begun, place / "killed")
        child = forked(lambda folder=folder: _pull(slack, folder))  # type: ignore[misc]
        time.sleep(chance.random() * statistics.median(lengths))
        os.kill(child, signal.SIGKILL)
        if ended(child) != -9:  # it was faster
            shutil.rmtree(folder)
            continue
        killed += 1
        stored = _stored(folder)
        slack("asked")
        same += pulled(slack, folder) and content(folder) == expected
        once += not _twice(slack, stored)
        shutil.rmtree(folder)
    which = "a later fetch, with changes," if is_next_day else "the first fetch"
    asked = "" if is_next_day else f"; nothing stored was asked for twice in {once} of {rounds}"
    print(f"{which} killed by SIGKILL at a random moment and run again: the same bytes in {same} of {rounds}{asked}")


def _copied(begun: Path, folder: Path) -> Path:
    if begun.exists():
        shutil.copytree(begun, folder)
    return folder


def _stored(folder: Path) -> set[str]:
    """What was safe at the moment of death; none once the recording was whole, for then it is looked at again for edits."""
    recorder, _ = open_recorder(folder)
    return set() if recorder.was_whole else set(recorder.index.digests)


def _twice(slack: Workspace, stored: set[str]) -> set[str]:
    """What was stored and was given again, but for what comes with a thread in any case: its root, replies that the channel shows."""
    _, served, requests = slack("asked")
    roots = {given["ts"] for method, given in requests if method == "conversations.replies"}
    return {ts for ts in served if ts in stored - roots - slack("broadcasts")}


def documents(slack: Workspace, place: Path) -> None:
    same = 0
    for sample, channel in DRAFTED:
        slack("sample", SAMPLES / sample, None)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "POSTMORTEM_"))}
        environment = {**kept, "SLACK_BOT_TOKEN": TOKEN, "POSTMORTEM_SLACK_API_URL": slack.url, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        made = []
        for name, more in (("live", []), ("exported", ["--export", str(SAMPLES / sample)])):
            folder = place / name / sample
            command = [sys.executable, "-m", "postmortem", "draft", channel, "--incidents", str(folder), *more]
            subprocess.run(command, env=environment, cwd=place, capture_output=True, check=True)
            incident = next(folder.glob("2026-*"))
            made.append({str(path.relative_to(incident)): path.read_bytes() for path in incident.rglob("*") if _leaves(path, incident)})
        same += made[0] == made[1] and len(made[0]) > 6
    print(f"drafted live and from the export: all documents the same bytes for {same} of {len(DRAFTED)} samples")


def _leaves(path: Path, incident: Path) -> bool:
    parts = path.relative_to(incident).parts
    return path.is_file() and parts[0] != "private" and not parts[-1].startswith(".")


def plain(slack: Workspace) -> None:
    """The same channel by slack-sdk's own pagination, with nothing kept but the messages in memory."""
    client = WebClient(token=TOKEN, base_url=slack.url)
    messages: list[dict[str, Any]] = []
    for page in client.conversations_history(channel=LONG_ID, limit=200):
        messages += page["messages"]
    for root in [message for message in messages if message.get("reply_count")]:
        for page in client.conversations_replies(channel=LONG_ID, ts=root["ts"], limit=200):
            messages += page["messages"][1:]
    if len(messages) != 10_000:
        raise AssertionError(len(messages))


def cost(slack: Workspace, rounds: int, place: Path) -> None:
    """CPU of this side alone, user and system, each in a process of its own."""
    slack("long", 10_000, 500)
    ours, theirs = [], []
    for number in range(rounds):
        folder = place / f"cost-{number}"
        ours.append(_cpu(lambda folder=folder: _pull(slack, folder, LONG)))  # type: ignore[misc]
        theirs.append(_cpu(lambda: plain(slack)))
        shutil.rmtree(folder)
    share = statistics.median(ours) / statistics.median(theirs)
    print(
        f"10,000 messages, 500 threads, CPU without the server: {statistics.median(ours):.2f} s; slack-sdk's pagination alone "
        f"{statistics.median(theirs):.2f} s: {share:.2f} times (bound 1.5; {rounds} rounds, median)"
    )


def _cpu(work: Callable[[], None]) -> float:
    before = os.times()
    if ended(forked(work)):
        raise AssertionError("the fetch failed")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def memory(slack: Workspace, place: Path) -> None:
    """Peaks of whole fetches, and what the index takes: of a fetch that was stopped before its end, opened again."""
    peaks, held = [], []
    for number in (10_000, 100_000):
        slack("long", number, 500)
        peaks.append(_peak("whole", slack.url, str(place / f"whole-{number}")))
        _peak("stopped", slack.url, str(place / f"stopped-{number}"))
        held.append(_peak("open", slack.url, str(place / f"stopped-{number}")))
    grown, index = ((pair[1] - pair[0]) * 1024 / 90_000 for pair in (peaks, held))
    print(
        f"peak of a fetch of 10,000 messages {peaks[0] / 1024:.0f} MB, of 100,000 {peaks[1] / 1024:.0f} MB: {grown:.0f} bytes a message; "
        f"the index alone takes {index:.0f} bytes a message"
    )


def _peak(*arguments: str) -> int:
    """The greatest memory of a process that does this, in kB."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.slack_live", "--peak", *arguments], capture_output=True, text=True, check=True)
    return int(done.stdout)


def print_peak(what: str, url: str, folder: str) -> None:
    """What `_peak` runs."""
    if what == "stopped":
        Recorder.finish = lambda self, asked_at: None  # type: ignore[method-assign]
    if what == "open":
        open_recorder(Path(folder))
    else:
        pull(url, Path(folder), LONG)
    print(own_peak())


def own_peak() -> int:
    """The greatest memory of this process, in kB. What getrusage tells would include that of the process which started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1])


def main(share: float = 1.0) -> None:
    """Print every figure; share: the part of the rounds to run."""

    def rounds(whole: int) -> int:
        return max(1, int(whole * share))

    slack = Workspace()
    try:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            calls(slack, place)
            cost(slack, rounds(9), place)
            memory(slack, place)
            documents(slack, place)
            faults(slack, rounds(50), place / "f")
            kills(slack, rounds(100), place / "first", is_next_day=False)
            kills(slack, rounds(100), place / "later", is_next_day=True)
    finally:
        slack.end()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print_peak(*sys.argv[2:])
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
