# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""What was told, to whom and when: to clients and others outside, and to colleagues where our process asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from postmortem.report.contents import Told
from postmortem.report.process import Process
from postmortem.report.sources import Sources
from postmortem.report.times import Clock
from postmortem.timeline.model import Stated

# A telling that is only mentioned at the end of a list of other things: "no errors since 11:19, tests fine, clients told".
_MENTIONED = re.compile(r"[,;] (?:and )?(?:(?:all|both|the) )?(?:clients?|customers?|everybody|everyone) (?:told|informed|updated|know)\W*$", re.IGNORECASE)
# What the stripping has left of a number or an address: which it was is no part of what was told.
_REMOVED = re.compile(r",? (?:on|at|under|to|via) \[(?:phone number|e-mail address|email address|address) removed\]")
_USERS = re.compile(r"\b(?:banner|status ?page|notice on (?:the|both) sites?|maintenance page)\b", re.IGNORECASE)
OUTSIDE, USERS = "Clients", "Users of the site"


class _Telling(NamedTuple):
    at: datetime
    to: str
    text: str
    sources: tuple[str, ...]


def list_communications(updates: Iterable[Stated], process: Process, clock: Clock, sources: Sources) -> tuple[Told, ...]:
    """Every communication, oldest first. A telling that is only mentioned afterwards is none of its own."""
    outside = [
        _Telling(one.at, USERS if _USERS.search(one.text) else OUTSIDE, _REMOVED.sub("", one.text), one.sources)
        for one in updates
        if not _MENTIONED.search(one.text)
    ]
    inside = [
        _Telling(check.told[1], check.told[0], "Told of the incident.", check.sources) for check in process.checks if check.told
    ]
    return tuple(
        Told(time=clock.short(one.at), to=one.to, text=one.text, cite=sources.cite(one.sources))
        for one in sorted((*outside, *inside), key=lambda one: one.at)
    )
