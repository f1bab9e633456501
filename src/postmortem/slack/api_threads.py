"""Threads: the replies under every message that has some, also those that were written days later."""

from __future__ import annotations

from typing import Any

from postmortem.slack.api_client import Slack
from postmortem.slack.api_errors import SlackError
from postmortem.slack.api_history import PAGE, SECOND_LOOK, pages
from postmortem.slack.api_telling import Tell
from postmortem.slack.recorder import Recorder
from postmortem.slack.recording_index import is_plain_reply, order

OPEN_FOR = 3 * 24 * 3600  # seconds after its last reply in which a thread is asked for again, for replies that were edited
_VANISHED = frozenset({"thread_not_found", "message_not_found"})


def read_threads(slack: Slack, recorder: Recorder, tell: Tell, *, since: str, again: bool, everything: bool) -> None:
    """Every thread that is not recorded as it is now. since: threads whose last reply is older than this ts are left.

    again: the recording was whole before, so threads that are still going on are asked for too; everything: all are.
    """
    state, index = recorder.state, recorder.index
    wanted = []
    for root in sorted(index.roots, key=order):
        latest, count = index.roots[root]
        is_new = state.threads.get(root) != (latest, count)
        is_open = again and bool(latest) and float(latest) > state.asked_at - OPEN_FOR
        if (is_new or is_open or everything) and not (since and latest and order(latest) < order(since)):
            wanted.append(root)
    for number, root in enumerate(wanted, start=1):
        tell.progress(f"{len(index):,} messages, thread {number:,} of {len(wanted):,}")
        _read_thread(slack, recorder, tell, root, is_known=root in state.threads)


def _read_thread(slack: Slack, recorder: Recorder, tell: Tell, root: str, *, is_known: bool) -> None:
    """One thread, to its end. A thread of which a killed run has read a part is read on from there."""
    index = recorder.index
    latest, count = index.roots[root]
    stored = index.replies.get(root, set())
    bounds: dict[str, Any] = {}
    if stored and not is_known:
        bounds["oldest"] = max(stored, key=order)
    given: set[str] = set()
    channel = recorder.state.channel["id"]
    size = SECOND_LOOK if is_known else PAGE
    try:
        for page in pages(slack, "conversations.replies", limit=size, channel=channel, ts=root, **bounds):
            given.update(ts for ts, _ in page.messages)
            done = [("thread", [root, latest, count])] if page.is_last else []
            recorder.take_messages(_in_order(page.messages), more=done, from_thread=True)
    except SlackError as error:
        if error.code not in _VANISHED:
            raise
        recorder.tell(("thread", [root, latest, count]))
        tell.remark("A thread vanished in Slack while it was read; what was read of it before is kept.")
        return
    if len(given) > 1 and not bounds:
        recorder.forget(sorted((ts for ts in set(stored) - given if order(ts) < order(max(given, key=order))), key=order))


def _in_order(messages: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    """Replies oldest first, the root before them."""
    return sorted(messages, key=lambda dated: (is_plain_reply(*dated), order(dated[0])))
