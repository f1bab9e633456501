"""The channel that somebody means, asked of Slack: by name, #name, id, mention or link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from postmortem.errors import InputError
from postmortem.slack.api_client import Slack
from postmortem.slack.api_errors import SlackError, not_a_member
from postmortem.slack.channels import asked_id, find_channel, read_channel
from postmortem.slack.raw import as_dict, as_dicts, as_text

_PAGE = 999  # Slack takes up to a thousand
_MOST_PAGES = 60
_KINDS = "public_channel,private_channel"


class Found(NamedTuple):
    """Slack's record of the channel, and of the channel where everybody reads: {} where Slack shows none, None where it was not
    looked for."""

    channel: dict[str, Any]
    general: dict[str, Any] | None = None


def find_live(slack: Slack, wanted: str, *, general: str) -> Found:
    """The channel that is meant. `InputError` with near matches where there is none.

    general: the name or id of the channel where everybody reads, picked up on the way.
    """
    if key := asked_id(wanted):
        return Found(channel_info(slack, key))
    seen: list[dict[str, Any]] = []
    shared: dict[str, Any] = {}
    name = wanted.strip().removeprefix("#").strip()
    exact: dict[str, Any] = {}
    for record in list_channels(slack):
        seen.append(record)
        if general and general in (record.get("name"), record.get("id")):
            shared = record
        if name and record.get("name") == name and (not exact or exact.get("is_archived")):
            exact = record
    if exact:
        return Found(exact, shared)
    known = [channel for record in seen if (channel := read_channel(record)) is not None]
    try:
        found = find_channel(wanted, known, where="what Slack shows this app")
    except InputError as error:
        raise InputError(f"{error} A private channel is shown only once the app is in it: /invite @postmortem.") from error
    return Found(next(record for record in seen if record.get("id") == found.id), shared)


def channel_info(slack: Slack, key: str) -> dict[str, Any]:
    """Slack's record of one channel."""
    try:
        return as_dict(slack.call("conversations.info", channel=key).get("channel"))
    except SlackError as error:
        if error.code in ("channel_not_found", "not_in_channel"):
            raise SlackError(not_a_member(error.code), code=error.code, method=error.method) from error
        raise


def list_channels(slack: Slack) -> Iterator[dict[str, Any]]:
    """All channels that Slack shows the app, page by page; public ones alone where it may not see private ones."""
    kinds, cursor = _KINDS, ""
    for _ in range(_MOST_PAGES):
        arguments: dict[str, Any] = {"types": kinds, "limit": _PAGE, "exclude_archived": False}
        if cursor:
            arguments["cursor"] = cursor
        try:
            answer = slack.call("conversations.list", **arguments)
        except SlackError as error:
            if error.code != "missing_scope" or kinds != _KINDS or "groups:read" not in str(error):
                raise
            kinds = "public_channel"
            continue
        yield from as_dicts(answer.get("channels"))
        cursor = as_text(as_dict(answer.get("response_metadata")).get("next_cursor"))
        if not cursor:
            return
    raise InputError("This workspace has more channels than can be gone through by name. Give the channel's id or a link to it.")
