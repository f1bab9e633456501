"""What a question and its answer say together, and what they do not. Half of the cases come to nothing."""

from __future__ import annotations

import pytest

from postmortem.incident import Kind
from test_timeline_build import LEAD, ONE, TWO, build, said

DECIDES = {
    "kill them": (("kill them?", "go"), "Responder 2 agreed to kill them."),
    "no objection": (("revert it?", "no objections"), "Responder 2 agreed to revert it."),
    "shall I": (("shall I drain the queue?", "yes please"), "Responder 2 agreed to drain the queue."),
    "happy if I": (("are you happy if I delete everything older than a week?", "yes, the copies are elsewhere, so please do"), "Responder 2 agreed to delete everything older than a week."),
    "after a statement": (("the worker is stuck again, shall we restart it?", "go ahead"), "Responder 2 agreed to restart it."),
}  # fmt: skip
DECIDES_NOTHING = {
    "the same person": (("kill them?", ""), "go"),
    "no": (("kill them?", "no, wait"), ""),
    "something else": (("lunch?", "go"), ""),
    "a question of state": (("is it down?", "yes"), ""),
    "an alternative": (("restart or rollback?", "yes"), ""),
    "an answer to nothing": (("the graphs are odd", "go"), ""),
    "go on talking": (("kill them?", "go and look at the graphs first"), ""),
}
GUESSES = {
    "one word": (("redis?", "nope, redis is fine, 2ms"), "Responder 1 asked whether it was redis."),
    "again": (("the mail relay again?", "no, mail relay is idle"), "Responder 1 asked whether it was mail relay."),
}
GUESSES_NOTHING = {
    "not taken up": ("redis?", "the pool is maxed"),
    "lunch": ("lunch?", "lunch is at one"),
    "really": ("really?", "yes really"),
    "answered by a question": ("redis?", "why redis?"),
}


def texts(*messages, kind: Kind) -> list[str]:
    return [one.text for one in build(*messages).candidates if one.kind is kind]


@pytest.mark.parametrize(("pair", "expected"), DECIDES.values(), ids=DECIDES)
def test_a_proposal_that_somebody_else_agrees_to_is_a_decision(pair, expected):
    asked, answered = said("09:30", ONE, pair[0]), said("09:31", TWO, pair[1])
    made = build(asked, answered)
    assert expected in [one.text for one in made.candidates]
    (entry,) = [one for one in made.candidates if one.text == expected]
    assert entry.sources == (answered.ts, asked.ts) and entry.at == answered.at


def test_a_call_for_objections_belongs_to_the_proposal():
    asked, again, answered = said("09:30", ONE, "kill them?"), said("09:31", ONE, "any objection?"), said("09:32", TWO, "go")
    (entry,) = [one for one in build(asked, again, answered).candidates if one.kind is Kind.DECISION]
    assert set(entry.sources) == {asked.ts, again.ts, answered.ts}


def test_an_answer_after_five_minutes_is_of_something_else():
    assert texts(said("09:30", ONE, "kill them?"), said("09:36", TWO, "go"), kind=Kind.DECISION) == []


@pytest.mark.parametrize(("pair", "alone"), DECIDES_NOTHING.values(), ids=DECIDES_NOTHING)
def test_what_nobody_agrees_to_is_no_decision(pair, alone):
    answer = said("09:31", ONE, alone) if alone else said("09:31", TWO, pair[1])
    assert texts(said("09:30", ONE, pair[0]), answer, kind=Kind.DECISION) == []


@pytest.mark.parametrize(("pair", "expected"), GUESSES.values(), ids=GUESSES)
def test_a_guess_in_one_word_counts_where_it_is_answered(pair, expected):
    assert expected in texts(said("09:30", ONE, pair[0]), said("09:31", LEAD, pair[1]), kind=Kind.HYPOTHESIS)


@pytest.mark.parametrize("pair", GUESSES_NOTHING.values(), ids=GUESSES_NOTHING)
def test_other_short_questions_are_no_guesses(pair):
    assert texts(said("09:30", ONE, pair[0]), said("09:31", LEAD, pair[1]), kind=Kind.HYPOTHESIS) == []
