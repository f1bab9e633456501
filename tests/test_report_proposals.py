"""What was said about afterwards becomes an action only where it says that something be done; the rest is offered as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.dates import DateStyle
from postmortem.incident import Claim, Statement
from postmortem.report.proposals import only_remarked, propose_actions
from postmortem.text import Piece, PieceKind
from postmortem.timeline.model import Stated

LABELS = ("Responder 1", "Responder 4", "Responder 6", "On-call support", "Incident lead", "Second incident lead")
TS = "1791975600.000100"  # 14 October 2026
AT = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)


def propose(text: str, *, post: str | None = None, claim: Claim | None = None):
    statements = (Statement(claim=claim, value=text),) if claim is not None else ()
    message = BlamelessMessage(ts=TS, role="Responder 1", pieces=(Piece(PieceKind.PROSE, post or text),), statements=statements)
    transcript = BlamelessTranscript(channel="c", messages=(message,), labels=LABELS)
    said = (Stated(text=text, role="Responder 1", at=AT, sources=(TS,)),)
    actions = propose_actions(said, transcript, "Europe/London")
    assert (not actions) == bool(only_remarked(said, transcript, "Europe/London"))
    return (actions[0].what, actions[0].owner, actions[0].due, actions[0].where) if actions else None


@pytest.mark.parametrize(
    ("said", "what", "owner", "due", "where"),
    [
        ("Responder 6 keep the last three release images whatever their age, by 23 October", "Keep the last three release images whatever their age", "Responder 6", "23 October", ""),
        ("Responder 4 tests for big baskets in the release pipeline, by 30 October", "Tests for big baskets in the release pipeline", "Responder 4", "30 October", ""),
        ("The on-call support to set up a staging account (due 2026-11-13)", "Set up a staging account", "On-call support", "2026-11-13", ""),
        ("second incident lead will review the limits", "Review the limits", "Second incident lead", "", ""),
        ("rotate the password and remove that webhook. me, today", "Rotate the password and remove that webhook", "Responder 1", "14 October", ""),
        ("I'll write the runbook tomorrow", "Write the runbook", "Responder 1", "15 October", ""),
        ("We should alert when the pool is empty", "Alert when the pool is empty", "", "", ""),
        ("can somebody please check the backups next week?", "Check the backups", "", "next week (said on 14 October)", ""),
        ("Let's also document the rollback, by Friday", "Document the rollback", "", "Friday (said on 14 October)", ""),
        ("#812 Keep product numbers in the basket, not products.", "Keep product numbers in the basket, not products", "", "", "#812"),
        ("OPS-41: Raise the limit", "Raise the limit", "", "", "OPS-41"),
        ("TODO: a rule that guests don't join incident channels", "Add a rule that guests don't join incident channels", "", "", ""),
        ("Alert on it, Responder 4", "Alert on it", "Responder 4", "", ""),
    ],
)  # fmt: skip
def test_an_action_has_its_owner_and_its_day_in_their_places(said: str, what: str, owner: str, due: str, where: str) -> None:
    assert propose(said) == (what, owner, due, where)


@pytest.mark.parametrize(
    "said",
    [
        "The test fixtures have baskets with one product, so the tests never see this.",
        "Nothing watches how full the session store is.",
        "Staging had been fat for a week, and nothing tells the team when that job is dead.",
        "Will there be a scan for keys in forks?",
        "Alert came too late.",
        "Check was missing in the pipeline",
        "Should be fine by Friday",
    ],
)
def test_an_observation_is_no_action_and_is_offered_in_its_own_words(said: str) -> None:
    assert propose(said) is None


def test_what_a_tool_logs_as_a_follow_up_is_an_action_with_the_tools_fields() -> None:
    post = "Responder 6 created a follow-up: Store over 80 % full\nOwner: Responder 4 \u00b7 due 28 October"
    assert propose("Store over 80 % full", post=post, claim=Claim.FOLLOW_UP) == ("Store over 80 % full", "Responder 4", "28 October", "")


def test_somebody_who_is_spoken_of_is_no_owner() -> None:
    assert propose("Check whether Responder 4 has access") == ("Check whether Responder 4 has access", "", "", "")


def test_a_day_that_was_said_as_today_is_written_as_the_team_writes_days() -> None:
    said = Stated(at=datetime(2026, 10, 14, 11, 0, tzinfo=UTC), text="Rotate the password by tomorrow", role="Responder 1", sources=())
    nothing = BlamelessTranscript(channel="c", messages=())
    due = [propose_actions((said,), nothing, "Europe/London", style)[0].due for style in DateStyle]
    assert due == ["15 October", "October 15", "2026-10-15"]
