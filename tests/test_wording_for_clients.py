"""Every wording that is risky in a text for a client, one by one: each is told of, and by which list it is."""

from __future__ import annotations

import pytest

from postmortem.report.wording import DPO, Kind, find_risks

RISKY: dict[Kind, tuple[str, ...]] = {
    Kind.FAULT: (
        "We were negligent.",
        "It was our fault.",
        "We are at fault.",
        "We are liable.",
        "We accept liability.",
        "We accept responsibility.",
        "We accept full responsibility.",
        "This was a breach of contract.",
        "This was a breach of the SLA.",
        "This is a breach of our agreement.",
        "It was a breach of duty.",
        "We breached the SLA.",
        "We violated the contract.",
        "We failed to meet our obligations.",
        "We failed to tell you.",
        "We should have tested it.",
        "We could have prevented it.",
        "We neglected it.",
        "We ignored the warning.",
        "It was human error.",
        "We are sorry for our negligence.",
        "We are sorry we failed to tell you.",
    ),
    Kind.HINDSIGHT: ("It could have been avoided.", "In hindsight it was risky.", "A test would have caught it.", "Had we tested it, it was plain."),
    Kind.BLAME: ("It was reckless.", "The engineer forgot to test it.", "Our team was careless."),
    Kind.PROMISE: (
        "It will never happen again.",
        "We will ensure this never happens.",
        "We guarantee it.",
        "The shop is fully secure.",
        "It is 100% safe.",
        "It cannot recur.",
        "It is completely fixed.",
        "We will immediately fix it.",
        "We have taken all necessary steps.",
        "We will always test it.",
    ),
    Kind.KNOWN: (
        "We knew about it.",
        "It is a known issue.",
        "It was flagged in May.",
        "It had been raised before.",
        "We had been warned.",
        "It was in the backlog.",
        "It was not prioritised.",
        "It is tech debt.",
        "We were aware of it.",
        "It was as in a previous incident.",
    ),
    Kind.CERTAINTY: (
        "No data was accessed.",
        "No data was lost.",
        "There was no impact.",
        "It affected all users.",
        "Only some users saw it.",
        "The service is fully restored.",
        "Root cause confirmed.",
    ),
    Kind.DATA: (
        "There was a breach.",
        "It is personal data.",
        "The file was exposed.",
        "The file leaked.",
        "The list was stolen.",
        "The account was compromised.",
        "The site was hacked.",
        "The list was exfiltrated.",
        "GDPR holds.",
        "We have told the ICO.",
        "It is reportable.",
    ),
    Kind.MONEY: (
        "You will get compensation.",
        "We will refund it.",
        "You will get a service credit.",
        "We will pay damages.",
        "There is a penalty.",
        "We indemnify you.",
        "The SLA of 99.9 % was met.",
    ),
    Kind.OTHERS: (
        "It was caused by our supplier.",
        "Your team broke it.",
        "Another client was hit.",
        "Three other clients were hit.",
        "Write to ana@example.org.",
        "Ask @ana.",
        "Ring +44 20 7946 0958.",
    ),
    Kind.SECURITY: (
        "The host web-02 was full.",
        "It is at 10.0.4.7.",
        "See https://wiki.internal/page.",
        "See https://larch.slack.com/archives/C1.",
        "See https://drive.google.com/file/1.",
        "See https://trello.com/c/1.",
        "The API key was in it.",
        "It runs version 3.18.0.",
        "It could be exploited.",
        "An unpatched server was found.",
    ),
    Kind.OVERSTATED: ("The outage began at 10:02.",),
    Kind.GUESS: ("It was probably the release.", "We think that it was the release.", "It seems to be the release."),
    Kind.CAUSE: ("It was caused by a junior developer.",),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in RISKY.items() for text in texts])
def test_it_is_told_of(kind: Kind, text: str) -> None:
    assert kind in {flag.kind for flag in find_risks(text)}


@pytest.mark.parametrize("text", [*RISKY[Kind.DATA], "No data was lost.", "No data was accessed.", "Some data was lost."])
def test_what_touches_the_data_of_people_is_for_their_officer(text: str) -> None:
    assert DPO in {flag.needs for flag in find_risks(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The server failed to start.",
        "The rollback failed to finish, and the pods failed to join.",
        "About 3,200 payments failed to go through.",
        "Customers failed to log in between 10:02 and 11:26.",
        "The health check, which we had set to 4 seconds, failed to answer.",
        "When the engineers restarted it, the node failed to join.",
    ],
)
def test_a_machine_that_failed_to_do_something_is_a_fact(text: str) -> None:
    assert not find_risks(text)
