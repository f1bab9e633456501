"""What a figure counts, as a noun beside it, and the figure as it was said; then who and what was affected, as stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.incident import Client, Figure, Incident
from postmortem.report.counted import figure_alone, what_is_counted
from postmortem.report.found import found_incident
from postmortem.report.model import build_report
from postmortem.text import Piece, PieceKind
from postmortem.timeline.figures import figures_in
from postmortem.timeline.model import Fact, Facts, Stated, Timeline

START = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)

COUNTED = {
    "about 2,900 payments": "Payments",
    "about 2,900 failed payments": "Failed payments",
    "about one in ten calls": "Calls",
    "two in three sign-ins": "Sign-ins",
    "between 300 and 400 users": "Users",
    "412 of 3,000 orders": "Orders",
    "2 out of 5 servers": "Servers",
    "a few hundred users": "Users",
    "hundreds of orders": "Orders",
    "half of all orders": "Orders",
    "a third of the requests": "Requests",
    "2.5k failed payments": "Failed payments",
    "affected users: 412": "Affected users",
    "payments failed: 2,140": "Payments failed",
    "12% of requests": "Share of requests",
    "12 % of all our traffic": "Share of traffic",
    "error rate peaked at 38%": "Error rate",
    "503s for 14 minutes": "Time with 503s",
    "down for about 2 hours": "Time down",
    "was down 14 minutes": "Time down",
    "14 minutes of downtime": "Downtime",
    "downtime was 14 minutes": "Downtime",
    "25 minutes without orders": "Time without orders",
    "the outage lasted 25 minutes": "Length of the outage",
    "47-minute outage": "Length of the outage",
    "it lasted 25 minutes": "Length of the incident",
    "38%": "Share",
    "2,140": "Number stated",
}


@pytest.mark.parametrize(("figure", "what"), COUNTED.items(), ids=COUNTED)
def test_the_noun_is_what_was_counted_and_holds_no_number(figure: str, what: str) -> None:
    assert what_is_counted(figure) == what


@pytest.mark.parametrize(("figure", "alone"), [("affected users: 412", "412"), ("about 25 orders", "about 25 orders"), ("503s for 14 minutes", "503s for 14 minutes")])
def test_the_figure_stays_as_it_was_said_without_its_label(figure: str, alone: str) -> None:
    assert figure_alone(figure) == alone


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("affected users: 412", ("affected users: 412",)),
        ("so far affected users: 412", ("affected users: 412",)),
        ("about 2,900 payments failed: 2,140 for one shop and 760 for the other", ("about 2,900 payments",)),
        ("30% of payments failed: 2,140 for one shop", ("30% of payments",)),
    ],
)
def test_a_part_of_a_number_is_no_number_of_its_own(text: str, figures: tuple[str, ...]) -> None:
    assert figures_in(text) == figures


def test_incident_toml_is_offered_figures_with_their_nouns() -> None:
    timeline = Timeline(facts=Facts(figures=(Figure(text="affected users: 412", sources=("1791965085.000100",)),)), entries=())
    (row,) = found_incident(timeline, BlamelessTranscript(channel="c", messages=()), title="Checkout", timezone="Europe/London").impact
    assert (row.what, row.figure, row.sources) == ("Affected users", "412", ("1791965085.000100",))


def ts(minutes: int) -> str:
    return f"{int((START + timedelta(minutes=minutes)).timestamp())}.000100"


def shown(label: str, facts: Facts, *clients: Client, **more: datetime):
    transcript = BlamelessTranscript(
        channel="inc-checkout",
        messages=tuple(
            BlamelessMessage(ts=ts(minute), role="Responder 1", kind="message", pieces=(Piece(PieceKind.PROSE, "words"),)) for minute in range(10)
        ),
        labels=("Responder 1",),
    )
    report = build_report(Incident(title="Checkout", clients=clients, **more), Timeline(facts=facts, entries=()), transcript)  # type: ignore[arg-type]
    return {row.label: row for row in report.key_facts}.get(label)


def stated(text: str, minute: int) -> Stated:
    return Stated(text=text, role="Zendesk", at=START + timedelta(minutes=minute), sources=(ts(minute),))


AFFECTED = Facts(affected=(stated("Example Museum", 2), stated("the payment page.", 4)))


def test_what_is_said_to_be_affected_is_shown_with_its_sources_and_to_be_confirmed() -> None:
    row = shown("Affected", AFFECTED)
    assert row.value == "Example Museum; the payment page (as stated in the channel)"
    assert (row.cite, row.ask) == ("[1][2]", "")


def test_declared_clients_come_first_and_are_not_said_twice() -> None:
    row = shown("Affected", AFFECTED, Client(name="The Example Museum", aliases=("example museum",)))
    assert row.value == "The Example Museum; the channel also states: the payment page"
    assert row.cite == "[1][2]"


def test_who_was_affected_is_asked_for_only_where_nothing_is_stated() -> None:
    row = shown("Affected", Facts())
    assert (row.value, row.cite) == ("", "")
    assert row.ask == "which clients, sites or services?"


def test_only_the_first_of_many_statements_are_shown_and_cited() -> None:
    row = shown("Affected", Facts(affected=tuple(stated(f"site {number}", number) for number in range(10))))
    assert row.value.count("site") == 6
    assert row.cite == "[1][2][3][4][5][6]"


def test_an_acknowledgement_is_shown_where_it_is_stated_and_never_asked_for() -> None:
    taken_on = Fact(at=START + timedelta(minutes=5), sources=(ts(5),))
    row = shown("Acknowledged", Facts(acknowledged=taken_on), detected=START)
    assert row.value.endswith("(5 min after detection)")
    assert row.cite == "[1]"
    assert shown("Acknowledged", Facts(), detected=START) is None
    told = replace(taken_on, told_at=START + timedelta(minutes=30))
    assert "told afterwards at 10:30" in shown("Acknowledged", Facts(acknowledged=told), detected=START).value
