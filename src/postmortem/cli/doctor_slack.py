"""The checks of Slack: token, workspace, clock, scopes, and whether the channel can be read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from postmortem.cli.console import Progress
from postmortem.cli.doctor_check import Asked, Check, State
from postmortem.errors import PostmortemError
from postmortem.slack.api_access import Access, find_access, no_token
from postmortem.slack.api_app import HELPFUL, NEEDED, TO_ANNOUNCE

if TYPE_CHECKING:
    from postmortem.slack.api_client import Slack

_CLOCK_MAY_DIFFER = 120  # seconds
_ADD_SCOPES = "Add them at https://api.slack.com/apps → your app → OAuth & Permissions, then install the app again there."


def checks(asked: Asked) -> Iterator[Check]:
    """One after the other; where Slack cannot be asked, the rest is left out."""
    try:
        access = find_access(os.environ, token_file=asked.config.slack_token_file)
    except PostmortemError as error:
        yield Check(what="Slack token", state=State.BAD, said="it cannot be used", mend=str(error))
        return
    if access is None:
        needed = asked.config.export is None
        yield Check(what="Slack token", state=State.BAD if needed else State.OFF, said="there is none", mend=no_token(os.environ))
        return
    yield from _with_token(asked, access)


def _with_token(asked: Asked, access: Access) -> Iterator[Check]:
    from postmortem.slack.api_client import Slack

    slack = Slack(access, tell=Progress("Slack"))
    try:
        told = slack.call("auth.test")
    except PostmortemError as error:
        yield Check(what="Slack token", state=State.BAD, said=f"from {access.source}", mend=str(error))
        return
    kind = "a person's" if access.is_user else "the app's own"
    yield Check(what="Slack token", state=State.GOOD, said=f"{kind}, from {access.source}")
    yield Check(what="workspace", state=State.GOOD, said=f"{told.get('team', '?')} ({told.get('url', '?')})")
    yield _clock(slack.now)
    yield _scopes(slack)
    if asked.channel:
        yield _channel(slack, asked.channel)
    else:
        said = "not looked at; name one to see whether it can be read: postmortem doctor CHANNEL"
        yield Check(what="channel", state=State.OFF, said=said)


def _clock(now: float | None) -> Check:
    if now is None:
        return Check(what="clock", state=State.OFF, said="Slack does not tell the time")
    apart = time.time() - now
    if abs(apart) <= _CLOCK_MAY_DIFFER:
        return Check(what="clock", state=State.GOOD, said="agrees with Slack's")
    there = f"{datetime.fromtimestamp(now, tz=UTC):%Y-%m-%d %H:%M} UTC"
    said = f"this machine is {abs(apart) / 60:,.0f} minutes {'ahead of' if apart > 0 else 'behind'} Slack ({there})"
    return Check(what="clock", state=State.TO_KNOW, said=said, mend="Set the clock, or switch on its setting by the network.")


def _scopes(slack: Slack) -> Check:
    if slack.scopes is None:
        return _tried(slack)
    missing = [scope for scope in NEEDED if scope not in slack.scopes]
    if missing:
        needs = "; ".join(f"{scope} ({NEEDED[scope]})" for scope in missing)
        return Check(what="scopes", state=State.BAD, said=f"missing: {needs}", mend=_ADD_SCOPES)
    less = [scope for scope in HELPFUL if scope not in slack.scopes]
    if less:
        needs = "; ".join(f"{scope} ({HELPFUL[scope]})" for scope in less)
        return Check(what="scopes", state=State.TO_KNOW, said=f"enough to read; also useful: {needs}", mend=_ADD_SCOPES)
    posting = "and to announce" if TO_ANNOUNCE in slack.scopes else f"({TO_ANNOUNCE} is needed only for --announce)"
    return Check(what="scopes", state=State.GOOD, said=f"all there to read {posting}")


def _tried(slack: Slack) -> Check:
    """Where no answer tells the scopes: what needs them is asked for."""
    for method in ("conversations.list", "users.list"):
        try:
            slack.call(method, limit=1)
        except PostmortemError as error:
            return Check(what="scopes", state=State.BAD, said="not enough to read a channel", mend=str(error))
    return Check(what="scopes", state=State.GOOD, said="channels and people can be read; Slack does not tell of others")


def _channel(slack: Slack, wanted: str) -> Check:
    from postmortem.slack.api_find import find_live

    try:
        record = find_live(slack, wanted, general="").channel
        slack.call("conversations.history", channel=record["id"], limit=1)
    except PostmortemError as error:
        return Check(what="channel", state=State.BAD, said="it cannot be read", mend=str(error))
    archived = ", archived" if record.get("is_archived") else ""
    kind = "private" if record.get("is_private") else "public"
    return Check(what="channel", state=State.GOOD, said=f"#{record.get('name', '?')} can be read ({kind}{archived})")
