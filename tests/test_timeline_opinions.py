"""Opinions, guesses and what might have been go to the review, without names, with their source; what happened does not."""

from __future__ import annotations

import pytest

from test_timeline_build import ONE, TWO, build, said, ts_at

FOR_REVIEW = (
    "we should have tested the pool setting in staging",
    "we could have caught this if we had an alert on the pool",
    "in hindsight the release should not have gone out on a Friday",
    "if only we had looked at the dashboard before the deploy",
    "it would have been quicker to fail over to the second site",
    "I think it's the payment provider, their API was slow",
    "maybe the cache on the second host is full again",
    "my guess is that the migration locked the orders table",
    "why did nobody notice the queue growing for two hours?",
    "how come the alert did not fire before the clients rang?",
    "this was careless, somebody forgot to run the migration first",
    "I wish we had kept the old release warm on one host",
    "we ought to have told the clients an hour earlier",
)
HAPPENED = (
    "I rolled back to release 213",
    "The connection pool is exhausted on all three payment hosts",
    "Errors stopped. Confirmed with three test purchases",
    "I've told both clients that we are investigating",
    "Let's roll back release 214 rather than raise the limit",
    "About 3,200 requests failed",
    "The first 503 was at 08:02",
    "I restarted the queue workers on both hosts",
    "The certificate on the second host expired this morning",
    "I raised the limit of the pool to 200 connections",
    "Only the second host had the new certificate",
    "Deployed the fix to all six hosts",
    "The migration locked the orders table for nine minutes",
)
SURE = frozenset(FOR_REVIEW[:5]) | {FOR_REVIEW[-1]}


def heard(text: str):
    made = build(said("09:00", TWO, "I'm declaring an incident because checkout is down"), said("09:20", ONE, text), entries=30)
    source = ts_at("09:20")
    return [one for one in made.for_review if source in one.sources], [one for one in made.entries if source in one.sources]


@pytest.mark.parametrize("text", FOR_REVIEW)
def test_opinions_guesses_and_what_might_have_been_go_to_the_review(text: str) -> None:
    review, entries = heard(text)
    assert review
    assert entries == [] or text not in SURE


@pytest.mark.parametrize("text", FOR_REVIEW)
def test_what_goes_to_the_review_speaks_of_nobody(text: str) -> None:
    review, _ = heard(text)
    assert all(not {"i", "my", "me"} & set(one.text.lower().replace("'", " ").split()) for one in review)


@pytest.mark.parametrize("text", HAPPENED)
def test_what_happened_is_not_for_the_review(text: str) -> None:
    assert heard(text)[0] == []
