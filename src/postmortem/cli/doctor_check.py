"""What a check of `postmortem doctor` finds: one line, and how to mend what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postmortem.config import Config


class State(StrEnum):
    """How it stands. TO_KNOW: works, with less; OFF: not set up, and not needed."""

    GOOD = "✓"
    TO_KNOW = "!"
    BAD = "✗"
    OFF = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """what: the thing that was looked at; said: how it is; mend: what to do, "" where nothing is to do."""

    what: str
    state: State
    said: str
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What doctor was asked: with which settings, and for which channel ("" for none)."""

    config: Config
    channel: str = ""
