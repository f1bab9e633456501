"""What people say in a few words, and what must not be taken for it. Every row has a case, and a text beside it that is none."""

from __future__ import annotations

import pytest

from postmortem import mood
from postmortem.incident import Kind
from postmortem.timeline.reading import sentences_of
from postmortem.timeline.spoken import ROWS, said_plainly

# Of each row, by its first word: what it is for, and what is only alike.
CASES: dict[str, tuple[str, str]] = {
    "gone": ("aaand it's gone again", "he's gone again for coffee"),
    "running": ("the worker is not running on that host", "the meeting is not running late"),
    "oom-kill": ("ffmpeg.service failed (Result: oom-kill)", "the exam failed with a poor result"),
    "it's": ("it's all of the shops on node 4", "it's all in order"),
    "saying": ("three customers now saying they were charged twice", "three customers saying thanks"),
    "reach": ("our members could not reach the site between 14:04 and 14:51", "our members could reach the site between 14:04 and 14:51"),
    "email": ("first email to Elm and Ash is out", "the first email is in the drafts"),
    "mailed": ("mailed them as well", "nobody mailed them"),
    "told": ("CTO and DPO told by phone", "should the CTO be told by phone?"),
    "load": ("all four sites load for me", "all four sites load slowly"),
    "differ": ("I compared both lists, none differ", "the two lists differ a lot"),
    "checked": ("each went out once, checked against the mail log", "not checked against the mail log yet"),
    "why": ("That's why it hurts so much", "that's why I love this job"),
    "breach": ("Then it is not a personal data breach in my view", "is it a personal data breach?"),
    "could": ("could be an attack", "could be a while"),
    "climbing": ("5xx 12% and climbing, all from two shards", "he is climbing the wall"),
    "over": ("pages from the shop: p99 on the basket api over 8s", "we went over 8 plans for the basket"),
    "zero": ("p99 250ms, 5xx zero", "zero idea what 5xx means"),
    "down": ("pool down to 40", "it comes down to 40 people"),
    "flat": ("flat for 25 min", "my flat for 25 minutes of silence"),
    "can": ("checked the big ones by hand, all can save", "all can wait"),
    "test": ("I made a test payment, it passed", "the test payment page is ugly"),
    "finished": ("the errors are finished in the log since 11:46", "I am finished for today"),
    "get": ("then I get an error page that says 504", "I get the idea"),
    "contain": ("the new image does not contain the bundle", "I do not contain the bundle"),
    "so": ("the slot is inactive so nothing gets cleaned up", "I am tired so nothing gets done"),
    "nothing": ("one for every night and nothing ever deletes them", "nothing beats them"),
    "holding": ("bunch of idle sessions, holding locks", "holding the baby"),
    "everywhere": ("out everywhere", "people are everywhere"),
    "maintenance": ("taking maintenance off", "the maintenance contract is signed"),
}
CHECKED_BY_THEM = ("Third party 1 has checked and is happy with the prices", "Third party 1 has checked and is not happy with the prices")


def plainly(text: str) -> Kind | None:
    found = [said_plainly(mood.Sentence(one.text)) for one in sentences_of(text)]
    return next((one[0] for one in found if one), None)


def test_every_row_has_a_case_and_one_that_must_not_match():
    first = [words.split()[0] for _, _, words, _ in ROWS]
    assert not set(first) - set(CASES), "rows without cases"


@pytest.mark.parametrize("row", CASES)
def test_a_row_is_for_its_case_and_not_for_what_is_only_alike(row):
    kinds = {kind for kind, _, words, _ in ROWS if words.split()[0] == row}
    is_case, is_none = CASES[row]
    assert plainly(is_case) in kinds
    assert plainly(is_none) is None


def test_what_a_client_finds():
    assert plainly(CHECKED_BY_THEM[0]) is Kind.RECOVERY
    assert plainly(CHECKED_BY_THEM[1]) is None
