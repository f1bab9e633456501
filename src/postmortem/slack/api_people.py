"""Who is who: of a small workspace everybody, of a large one those who occur in the channel."""

from __future__ import annotations

from typing import Any

from postmortem.slack.api_client import Slack
from postmortem.slack.api_errors import SlackError
from postmortem.slack.api_telling import Tell
from postmortem.slack.raw import as_dict, as_dicts, as_list, as_text
from postmortem.slack.recorder import Recorder

_PAGE = 500
_MOST_PAGES = 4  # of the workspace's list: a larger workspace is not listed whole
_MEMBERS_PAGE = 999
_MOST_MEMBERS = 200  # of a channel, whose records are asked for although they wrote nothing
_UNKNOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found", "bot_not_found"})


def read_people(slack: Slack, recorder: Recorder, tell: Tell) -> None:
    """The records of everybody who occurs, as far as they are not there yet."""
    members = recorder.state.members if len(recorder.state.members) <= _MOST_MEMBERS else []
    wanted = sorted(person for person in {*recorder.index.people, *members} if not recorder.knows(person))
    for number, person in enumerate(wanted, start=1):
        tell.progress(f"{len(recorder.index):,} messages, person {number:,} of {len(wanted):,}")
        _ask(slack, recorder, "users.info", "user", person)
    for bot in sorted(bot for bot in recorder.index.bots if not recorder.knows(bot)):
        _ask(slack, recorder, "bots.info", "bot", bot)


def list_workspace(slack: Slack, recorder: Recorder, tell: Tell) -> None:
    """The records of everybody in a small workspace, once. A token that may not read them is told before all else."""
    if recorder.state.listed:
        return
    cursor = ""
    for _ in range(_MOST_PAGES):
        answer = slack.call("users.list", limit=_PAGE, **({"cursor": cursor} if cursor else {}))
        cursor = as_text(as_dict(answer.get("response_metadata")).get("next_cursor"))
        recorder.take_people(as_dicts(answer.get("members")), more=() if cursor else [("listed", True)])
        if not cursor:
            return
    recorder.tell(("listed", False))
    tell.remark(
        f"This workspace has more than {_PAGE * _MOST_PAGES:,} people, so those who do not occur in the channel are not asked "
        "for. Where somebody else is spoken of by name alone, look at the possible names with care: postmortem names."
    )


def _ask(slack: Slack, recorder: Recorder, method: str, kind: str, key: str) -> None:
    try:
        record = as_dict(slack.call(method, **{kind: key}).get(kind))
    except SlackError as error:
        if error.code not in _UNKNOWN:
            raise
        record = {}
    if not record:
        recorder.tell(("nobody", key))
        return
    if kind == "bot":
        record = {**record, "id": key, "is_bot": True, "real_name": as_text(record.get("name"))}
    recorder.take_people([{**record, "id": key}])


def read_members(slack: Slack, channel: str) -> list[str]:
    """Ids of the channel's members; of a large channel only the first thousand."""
    answer: dict[str, Any] = slack.call("conversations.members", channel=channel, limit=_MEMBERS_PAGE)
    return [key for key in map(as_text, as_list(answer.get("members"))) if key]
