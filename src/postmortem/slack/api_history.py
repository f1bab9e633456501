"""What the channel itself shows: its history, newest first, in pages that may be shorter than asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from postmortem.slack.api_client import Slack
from postmortem.slack.api_errors import SlackError
from postmortem.slack.api_telling import Tell
from postmortem.slack.raw import as_dict, as_dicts, as_text, as_ts
from postmortem.slack.recorder import Recorder
from postmortem.slack.recording_index import order

PAGE = 200  # what Slack recommends
SECOND_LOOK = 999  # when the newest messages are looked at again; the most that Slack takes
LOOKS = 2  # pages that are looked at again
_SHORT = 15  # the size of a page for apps that Slack holds back
_SHORT_PAGES = 2  # so many of them in a row are no accident
_TIMES_ANEW = 3  # a cursor that Slack no longer takes


class Page(NamedTuple):
    """Messages of a page, each with its ts, and the oldest and newest ts in it ("" for an empty one)."""

    messages: list[tuple[str, dict[str, Any]]]
    oldest: str
    newest: str
    is_last: bool


def pages(slack: Slack, method: str, *, limit: int, **arguments: Any) -> Iterator[Page]:  # noqa: ANN401  as Slack takes them
    """Page after page of messages, until Slack says that there are no more."""
    cursor = ""
    while True:
        answer = slack.call(method, limit=limit, **arguments, **({"cursor": cursor} if cursor else {}))
        messages = [(ts, message) for message in as_dicts(answer.get("messages")) if (ts := as_ts(message.get("ts")))]
        following = as_text(as_dict(answer.get("response_metadata")).get("next_cursor"))
        is_last = not following or following == cursor
        stamps = [ts for ts, _ in messages]
        yield Page(messages, min(stamps, key=order, default=""), max(stamps, key=order, default=""), is_last)
        if is_last:
            return
        cursor = following


def read_history(slack: Slack, recorder: Recorder, tell: Tell, *, low: str, high: str) -> None:
    """Everything from `low` ("0" for the beginning) to `high` ("" for now) that is not recorded yet, newest first.

    After each page what was read is recorded; killed, the next run asks only for the rest.
    """
    held_back = _HeldBack(tell, recorder)
    for attempt in range(_TIMES_ANEW):
        try:
            for begin, end in recorder.state.gaps(low, high):
                _read_gap(slack, recorder, tell, begin, end, held_back)
            return
        except SlackError as error:
            if error.code != "invalid_cursor" or attempt == _TIMES_ANEW - 1:
                raise


def _read_gap(slack: Slack, recorder: Recorder, tell: Tell, begin: str, end: str, held_back: _HeldBack) -> None:
    bounds = {name: ts for name, ts in (("oldest", begin), ("latest", end)) if ts not in ("", "0")}
    upper = end
    for page in pages(slack, "conversations.history", limit=PAGE, channel=recorder.state.channel["id"], **bounds):
        upper = upper or page.newest
        lower = begin if page.is_last else page.oldest
        recorder.take_messages(page.messages, more=[("read", [lower, upper])] if lower and upper else ())
        tell.progress(f"{len(recorder.index):,} messages")
        held_back.note(page)


def look_again(slack: Slack, recorder: Recorder, tell: Tell, *, low: str, everything: bool) -> None:
    """The newest messages again, for what is new, changed or deleted; on demand everything.

    What lies further back than a few pages is not looked at: its new replies are found where a thread is still going on.
    """
    known = recorder.state.read[-1][1] if recorder.state.read else "0"
    before = ""
    bounds = {} if low in ("", "0") else {"oldest": low}
    looked = pages(slack, "conversations.history", limit=SECOND_LOOK, channel=recorder.state.channel["id"], **bounds)
    top = ""
    for number, page in enumerate(looked, start=1):
        if not page.messages:
            break
        top = top or page.newest
        given = {ts for ts, _ in page.messages}
        edge = order(before) if before else "~"
        deleted = [ts for ts in recorder.index.top_between(order(page.oldest), edge) if ts not in given]
        recorder.take_messages(page.messages, more=[("read", [low if page.is_last else page.oldest, top])])
        recorder.forget(sorted(deleted, key=order))
        before = page.oldest
        tell.progress(f"{len(recorder.index):,} messages")
        if not everything and number >= LOOKS and order(page.oldest) <= order(known):
            break


class _HeldBack:
    """Whether Slack holds this app back, with pages of fifteen messages and a call a minute; said once, with an estimate."""

    def __init__(self, tell: Tell, recorder: Recorder) -> None:
        self._tell, self._recorder = tell, recorder
        self._short = 0
        self._said = False

    def note(self, page: Page) -> None:
        """Look at the size of a page."""
        self._short = self._short + 1 if len(page.messages) == _SHORT and not page.is_last else 0
        if self._short >= _SHORT_PAGES and not self._said:
            self._said = True
            self._tell.remark(
                f"Slack gives this app only {_SHORT} messages at a time, and one call a minute: it holds back apps made to be "
                f"shared that are not in its marketplace.{self._estimate()} An app of your own is not held back: postmortem init "
                "writes one to install."
            )

    def _estimate(self) -> str:
        created = as_text(self._recorder.state.channel.get("created"))
        newest, oldest = self._recorder.index.newest, self._recorder.index.oldest
        if not created.isdigit() or not oldest or float(newest) <= float(oldest):
            return ""
        done = (float(newest) - float(oldest)) / max(float(newest) - float(created), 1.0)
        left = len(self._recorder.index.top) / max(done, 0.001) - len(self._recorder.index.top)
        minutes = max(left, 0) / _SHORT + len(self._recorder.index.roots) / max(done, 0.001)
        return f" At this pace the whole channel takes about {max(minutes, 1):,.0f} minutes."
