"""How tests make tools' posts in Slack's shapes, and decode them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from postmortem.slack.decode import decode_transcript
from postmortem.slack.transcript import Channel, Message, Person

Raw = dict[str, Any]


class _Source:
    """Raw messages as an export."""

    remarks = ()

    def __init__(self, messages: list[Raw]) -> None:
        self._messages = messages

    def people(self) -> dict[str, Person]:
        return {"U2": Person(id="U2", real_name="Tegan Oldroyd"), "UBOT": Person(id="UBOT", real_name="incident.io", is_bot=True)}

    def raw_messages(self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None):
        return iter(self._messages)


def decode(*messages: Raw):
    shown = [{"type": "message", "text": "", "ts": f"17600000{n:02}.000100"} | raw for n, raw in enumerate(messages)]
    return decode_transcript(_Source(shown), Channel(id="C1", name="inc-1"))


def stated(message: Message) -> list[tuple[object, ...]]:
    return [(s.claim, s.value, *(x for x in (s.was, s.person) if x)) for s in message.statements]


def app(name: str, **shape: Any) -> Raw:
    """A post of an app of today."""
    return {"bot_id": f"B{name[:4].upper()}", "bot_profile": {"name": name, "app_id": f"A{name[:4].upper()}"}, **shape}


def old(name: str, **shape: Any) -> Raw:
    """A post of an integration of yesterday."""
    return {"subtype": "bot_message", "username": name, "bot_id": f"B{name[:4].upper()}", **shape}


def section(text: str) -> Raw:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def header(text: str) -> Raw:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def fields(*texts: str) -> Raw:
    return {"type": "section", "fields": [{"type": "mrkdwn", "text": text} for text in texts]}


def context(text: str) -> Raw:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def button(text: str) -> Raw:
    return {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": text}}]}


def io(*blocks: Raw, **more: Any) -> Raw:
    return app("incident.io", blocks=list(blocks), **more)
