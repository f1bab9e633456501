"""Trouble that came back, and processes that are not there: stated of this incident, and not of coffee or of a plan."""

from __future__ import annotations

import pytest

from postmortem.incident import Claim
from postmortem.timeline.claims import claims_in
from postmortem.timeline.reading import Sentence, tokens_of


@pytest.mark.parametrize(
    ("text", "is_trouble"),
    [
        ("aaand it's gone again", True),
        ("gone again", True),
        ("the worker crashed again", True),
        ("php-fpm is not running on host 7", True),
        ("Result: oom-kill", True),
        ("went away again", True),
        ("the import is not running today, it is scheduled for 3", False),
        ("I'm not running for office", False),
        ("once again thanks", False),
        ("try again", False),
        ("it works again", False),
        ("are you gone again?", False),
        ("coffee is gone again", False),
        ("if it crashed again we would know", False),
    ],
)
def test_trouble_that_came_back(text, is_trouble):
    found = claims_in(Sentence(text=text, tokens=tokens_of(text.lower())))
    assert any(one.claim is Claim.DETECTED for one in found) is is_trouble
