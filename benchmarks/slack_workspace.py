"""A fake Slack in a process of its own, as Slack is, and channels of any length for it, made of a sample's messages."""

from __future__ import annotations

import multiprocessing
import random
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.fakes.slack import FakeSlack

from postmortem.slack.api_threads import OPEN_FOR

SAMPLES = Path(__file__).parents[1] / "sample_exports"
SAMPLE, SAMPLE_CHANNEL = SAMPLES / "checkout-outage", "inc-2026-10-14-checkout-errors"
LONG, LONG_ID = "inc-2026-10-14-long", "C0LONGCHAN0"
FAULTS = ("429 1", "500", "503", "cut", "close")
_BEGIN = 1_791_966_000  # 14 October 2026


def long_channel(messages: int, threads: int, *, replies: int = 6) -> list[dict[str, Any]]:
    """So many messages, replies among them, said in the sample's words."""
    fake = FakeSlack(SAMPLE)
    own = next(channel["id"] for channel in fake.channels if channel["name"] == SAMPLE_CHANNEL)
    left_out = ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply", "replies", "parent_user_id", "files")
    said = [
        {key: value for key, value in message.items() if key not in left_out}
        for message in fake.messages[own]
        if not message.get("files") and message.get("subtype") in (None, "bot_message")
    ]
    top = messages - threads * replies
    found: list[dict[str, Any]] = []
    for number in range(top):
        ts = f"{_BEGIN + number * 10}.{number % 1000:03}100"
        found.append({**said[number % len(said)], "ts": ts, "client_msg_id": f"{number:032x}"})
    for thread in range(threads):
        root = found[thread * (top // threads)]
        given = []
        for number in range(replies):
            ts = f"{_BEGIN + thread * (top // threads) * 10 + 5 + number}.{number:03}900"
            words = said[(thread + number * 7) % len(said)]
            given.append({**words, "ts": ts, "thread_ts": root["ts"], "client_msg_id": f"{thread:020x}{number:012x}"})
        root |= {"thread_ts": root["ts"], "reply_count": replies, "latest_reply": given[-1]["ts"], "reply_users_count": 3}
        found += given
    return found


def _faults(seed: int, share: float) -> Any:
    chance = random.Random(seed)
    return lambda method, given: chance.choice(FAULTS) if chance.random() < share else None


def _serve(pipe: Connection) -> None:
    fake = FakeSlack()
    with fake.serving():
        pipe.send(fake.url)
        while True:
            what, *given = pipe.recv()
            answer: Any = None
            with fake.lock:
                match what:
                    case "sample":
                        url = fake.url
                        fake.__init__(given[0])  # type: ignore[misc]
                        fake.url = url
                        fake.largest_page = given[1]
                    case "long":
                        fake.channels = [{"id": LONG_ID, "name": LONG, "created": _BEGIN, "members": []}]
                        fake.messages, fake.pins, fake.largest_page = {LONG_ID: long_channel(*given)}, {}, None
                    case "faults":
                        fake.before = _faults(*given) if given else lambda method, given: None
                        fake.shuffled = random.Random(given[0]) if given else None
                    case "change":
                        _change(fake)
                    case "asked":
                        answer = Counter(fake.calls), Counter(fake.served), list(fake.requests)
                        fake.calls.clear(), fake.served.clear(), fake.requests.clear()
                    case "broadcasts":
                        every = [message for channel in fake.messages.values() for message in channel]
                        answer = {message["ts"] for message in every if message.get("subtype") == "thread_broadcast"}
                    case "counts":
                        answer = _counts(fake, given[0])
            pipe.send(answer)


def _counts(fake: FakeSlack, name: str) -> tuple[int, int, int, int]:
    """Messages that the channel shows; threads; tools whose name no message tells; threads with replies in the last days."""
    key = next(channel["id"] for channel in fake.channels if channel["name"] == name)
    roots = [message for message in fake.messages[key] if message.get("reply_count")]
    going_on = sum(1 for root in roots if float(root["latest_reply"]) > fake.now - OPEN_FOR)
    return len(fake.top(key)), len(roots), len(fake.bots), going_on


def _change(fake: FakeSlack) -> None:
    """The next day: new messages, an edit, a reply in a thread, a deletion."""
    messages = fake.messages[next(channel["id"] for channel in fake.channels if channel["name"] == SAMPLE_CHANNEL)]
    newest = max(float(message["ts"]) for message in messages)
    plain = [one for one in messages if not one.get("thread_ts") and not one.get("subtype") and not one.get("bot_id")]
    root = next(one for one in messages if one.get("reply_count") and one.get("latest_reply"))
    more = [{"type": "message", "user": plain[0]["user"], "ts": f"{newest + n:.6f}", "text": f"more to say, {n}"} for n in range(1, 300)]
    reply = {"type": "message", "user": plain[0]["user"], "ts": f"{newest + 400:.6f}", "thread_ts": root["ts"], "text": "one thing more"}
    plain[3]["text"] = "put another way"
    messages.remove(plain[5])
    root |= {"reply_count": root["reply_count"] + 1, "latest_reply": reply["ts"]}
    messages += [*more, reply]


class Workspace:
    """The running fake, from outside: `workspace("faults", 7, 0.2)` asks it for something."""

    def __init__(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        self._pipe = ours
        self.url: str = ours.recv()

    def __call__(self, what: str, *given: object) -> Any:
        self._pipe.send((what, *given))
        return self._pipe.recv()

    def end(self) -> None:
        """Let the process go."""
        self.process.kill()
        self.process.join()
