"""By which words a channel shows a step of our process: half of each table are sentences that show nothing of the kind."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from postmortem.report.process_signs import names_breach, names_recurring, spares_clients, spares_review, stops
from postmortem.report.process_words import any_of, could_not_reach, gives_notice, tells, tells_client

CTO = any_of(("CTO", "chief technology officer"))
OFFICER = any_of(("Data Protection Officer", "DPO", "data protection"))
HEAD = any_of(("Head of Tech Ops",))
SECOND_LINE = any_of(("2nd line", "second line"))
RECURRING = any_of(("DDoS", "denial of service"))

TOLD_CTO = {
    "told the CTO": True,
    "I've told the CTO and the Head of Tech Ops": True,
    "rang the CTO, the DPO and the Head of Tech Ops": True,
    "paging the Chief Technology Officer now": True,
    "I let the CTO know": True,
    "CTO informed": True,
    "CTO and DPO informed at 23:40": True,
    "CTO, Head of Tech Ops and DPO are in the loop": True,
    "The CTO is aware.": True,
    "CTO here, reading up": True,
    "the CTO's aware": True,
    "No need to worry: told the CTO already": True,
    "Spoke to the CTO, they agree": True,
    "should we tell the CTO?": False,
    "Has anyone told the CTO": False,
    "CTO not informed yet": False,
    "we need to tell the CTO": False,
    "let the CTO know please": False,
    "Can somebody ring the CTO": False,
    "I'll ring the CTO": False,
    "thinking of ringing the CTO": False,
    "before ringing the CTO, let's look at the logs": False,
    "don't forget: nobody told the CTO": False,
    "told Responder 2 that the CTO wrote this service": False,
    "rang the client, their CTO is worried": False,
    "told the client's CTO": False,
    "the CTO told us last year to buy another": False,
    "make sure the CTO is informed": False,
    "we need the CTO here": False,
    "@CTO, we are here": False,
    "once the CTO is informed we go on": False,
    "I think the CTO is aware": False,
    "the CTO's laptop is here": False,
    "told the DPO, but not the CTO": False,
    "the director is informed": False,
    "last time we told the CTO at once": False,
    "who told the CTO": False,
    "in hindsight we should have rung the CTO": False,
}


@pytest.mark.parametrize(("sentence", "shows"), TOLD_CTO.items())
def test_that_somebody_was_told(sentence: str, shows: bool) -> None:
    assert tells(sentence, CTO) is shows


def test_each_of_a_list_was_told() -> None:
    for sentence in ("rang the CTO, the DPO and the Head of Tech Ops", "CTO, Head of Tech Ops and DPO are in the loop"):
        assert tells(sentence, OFFICER) and tells(sentence, HEAD), sentence
    assert tells("Data protection here. What was read", OFFICER)
    assert not tells("data protection asks what was read", OFFICER)


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("can't reach the CTO", True),
        ("I couldn't get hold of the CTO or the DPO", True),
        ("no answer from the CTO", True),
        ("the CTO is not picking up", True),
        ("can't reach the database", False),
        ("no answer from the client", False),
        ("can't we reach the CTO?", False),
        ("told the CTO", False),
    ],
)
def test_that_somebody_was_not_reached(sentence: str, shows: bool) -> None:
    assert could_not_reach(sentence, CTO) is shows
    assert not (shows and tells(sentence, CTO))


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("paging 2nd line", True),
        ("Paged second-line", True),
        ("escalated to 2nd line at 23:10", True),
        ("2nd line is here", True),
        ("woke second line up", True),
        ("got 2nd line on the call: second line joined", True),
        ("shall I page 2nd line?", False),
        ("no need to wake 2nd line", False),
        ("on-call calendar says the deputy is @second-line, shall I?", False),
        ("@second-line please just be aware", False),
        ("the second line of the log says so", False),
        ("we can escalate to 2nd line if it gets worse", False),
        ("not paging 2nd line for this", False),
    ],
)
def test_that_second_line_was_called(sentence: str, shows: bool) -> None:
    assert tells(sentence, SECOND_LINE) is shows


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("posted the notice in #general", True),
        ("Notice is up in #general", True),
        ("I've put a note in #general", True),
        ("announced in the general channel", True),
        ("posted in general", True),
        ("#general is informed", True),
        ("posting in #general now", True),
        ("should I post in #general?", False),
        ("please post a notice in #general", False),
        ("not posted in #general yet", False),
        ("told them to ask in #general", False),
        ("I'll put a note in #general", False),
        ("see #general", False),
        ("posted in #general-dev", False),
        ("this is broken in general", False),
        ("we told the client in general terms", False),
        ("nobody posted in #general", False),
    ],
)
def test_that_the_general_channel_was_told(sentence: str, shows: bool) -> None:
    assert gives_notice(sentence, "general") is shows


def test_the_general_channel_may_be_called_otherwise() -> None:
    assert gives_notice("posted in #all.staff", "all.staff")
    assert not gives_notice("posted in #allistaff", "all.staff")
    assert not gives_notice("posted in #general", "all.staff")


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("First update sent to Tern & Tide on ticket #18233", True),
        ("done, and rang Third party 1 on [phone number removed]", True),
        ("Rang the duty manager and sent the mail", True),
        ("told both clients on their tickets", True),
        ("Status page updated", True),
        ("both clients informed", True),
        ("should I update the clients?", False),
        ("I'll send an update to clients at half past", False),
        ("Third party 3 rang. I said a quarter past", False),
        ("they told us customers get errors", False),
        ("the client called, their customers cannot pay", False),
        ("no update sent to clients yet", False),
        ("who is affected, only one client", False),
        ("clients told us at nine", False),
    ],
)
def test_that_a_client_was_told(sentence: str, shows: bool) -> None:
    assert tells_client(sentence) is shows


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("I say we stop here and go on at 09:30", True),
        ("Stopping for tonight", True),
        ("let's pick this up in the morning", True),
        ("we'll resume at nine", True),
        ("calling it a night", True),
        ("We leave it there until the office opens", True),
        ("should we stop here?", False),
        ("let's not stop here", False),
        ("errors stopped", False),
        ("stop the deploy", False),
        ("if we stop here, the queue grows", False),
        ("users can continue at 10", False),
        ("go on, I am listening", False),
        ("back to bed", False),
    ],
)
def test_that_work_stopped_for_now(sentence: str, shows: bool) -> None:
    assert stops(sentence) is shows


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("this is a data breach", True),
        ("We have been having a security incident since 09:00", True),
        ("personal data was exposed for an hour", True),
        ("unauthorised access to the admin account", True),
        ("the deploy key was leaked", True),
        ("we may have a possible privacy breach", True),
        ("the homepage was defaced", True),
        ("is this a data breach?", False),
        ("no data breach as far as we know", False),
        ("no personal data was read", False),
        ("the keys were rotated", False),
        ("we compromised on the wording", False),
        ("if it is a data breach we call the officer", False),
        ("memory leak in the worker", False),
        ("SLA breach at 10:30", False),
    ],
)
def test_that_data_or_security_was_breached(sentence: str, shows: bool) -> None:
    assert names_breach(sentence) is shows


@pytest.mark.parametrize(
    ("sentence", "shows"),
    [
        ("it's a DDoS on the login page", True),
        ("another denial-of-service attack", True),
        ("could it be a DDoS?", False),
        ("not a DDoS", False),
        ("maybe a DDoS", False),
        ("DDoS or a crawler", False),
    ],
)
def test_that_it_comes_back(sentence: str, shows: bool) -> None:
    assert names_recurring(sentence, RECURRING) is shows


@pytest.mark.parametrize(
    ("function", "sentence", "shows"),
    [
        (spares_clients, "no clients, no review needed I'd say", True),
        (spares_clients, "No client is affected.", True),
        (spares_clients, "internal only", True),
        (spares_clients, "no clients?", False),
        (spares_clients, "no client has told us the number", False),
        (spares_clients, "two clients are affected", False),
        (spares_review, "no clients, no review needed I'd say", True),
        (spares_review, "no need for a report", True),
        (spares_review, "no report from the client yet", False),
        (spares_review, "no review yet, is one needed?", False),
        (spares_review, "we need a review", False),
        (spares_review, "no reviewers needed", False),
    ],
)
def test_that_something_is_not_called_for(function: Callable[[str], bool], sentence: str, shows: bool) -> None:
    assert function(sentence) is shows


def test_a_role_is_known_however_it_is_spelt_and_not_inside_other_words() -> None:
    assert all(SECOND_LINE.search(text) for text in ("2nd line", "2nd-line", "@second-line", "Second line"))
    assert not any(CTO.search(text) for text in ("vector", "#cto", "CTOs", "the CTO's phone"))
    assert not any_of(()).search("anything at all") and not any_of(("C++ (old)",)).search("C+")


HOSTILE = (
    "told " * 800, "CTO, " * 800, "CTO and " * 500, "the " * 1000, "posted " * 600, "#general " * 450, "a" * 4000, "stop here " * 400, " " * 4000, "2nd line is " * 300,
    "personal data is " * 250, "no clients are " * 250, "x'" * 2000, "told the CTO and the Head of Tech Ops, " * 100, "back on it " * 400,
    "update is now " * 280, "CTO " + "word " * 800, "let the CTO " * 300, "can't reach " * 330, "no report " * 400,
)  # fmt: skip


def test_no_sentence_takes_long() -> None:
    """Every function on 4,000 characters of what it likes least."""
    functions: list[Callable[[str], bool]] = [
        lambda text: tells(text, CTO),
        lambda text: tells(text, SECOND_LINE),
        lambda text: could_not_reach(text, CTO),
        lambda text: gives_notice(text, "general"),
        lambda text: names_recurring(text, RECURRING),
        tells_client, stops, names_breach, spares_clients, spares_review,
    ]  # fmt: skip
    for function in functions:
        for text in HOSTILE:
            begun = time.process_time()
            function(text)
            assert time.process_time() - begun < 0.25, (function, text[:20])
