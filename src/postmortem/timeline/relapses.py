# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Whether "it's back" says so of the service or of the trouble, which only what was said right before it tells."""

from __future__ import annotations

import re
from datetime import timedelta

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.incident import Claim
from postmortem.timeline.reading import Sentence
from postmortem.timeline.talk_signs import DISMAYED
from postmortem.timeline.understanding import Understanding

_RIGHT_AFTER = timedelta(minutes=20)
# That it is back, and not what: the service may be, or the trouble.
_IT_IS_BACK = re.compile(r"^\W*(?:(?:and|ok|oh|now|hm+|so)\W+){0,2}(?:it|they|that|this)(?:'s|'re| is| are) back(?: again)?\W*$", re.IGNORECASE)
# Words right before it by which it is the trouble.
_WENT_WRONG = re.compile(r"\b(?:stopped|gone|down|dead|failing|broken|again|redirecting)\W*$", re.IGNORECASE)


class Relapses:
    """Keeps the message before the one that is heard."""

    def __init__(self) -> None:
        self._before: tuple[BlamelessMessage, Understanding | None] | None = None

    def hear(self, message: BlamelessMessage, said: Understanding | None) -> None:
        """Takes in a message; said: what it says, None where it is an alert."""
        self._before = (message, said)

    def is_one(self, message: BlamelessMessage, sentence: Sentence) -> bool:
        """Whether "it's back" says so of the trouble: right after a cry, an alert, or somebody's word that something stopped."""
        if self._before is None or not _IT_IS_BACK.search(sentence.text):
            return False
        before, said = self._before
        if message.at - before.at > _RIGHT_AFTER:
            return False
        if said is None or any(one.claim is Claim.DETECTED for one in said.claims):
            return True
        text = said.sentences[-1].text if said.sentences else ""
        return bool(DISMAYED.search(before.text[:200]) or _WENT_WRONG.search(text))
