"""Communications: what was told outside and inside, in order; a telling that is only mentioned is none."""

from __future__ import annotations

import pytest

from postmortem.blameless.transcript import BlamelessTranscript
from postmortem.incident import Severity
from postmortem.report.communications import list_communications
from postmortem.report.sources import Sources
from postmortem.report.times import Clock
from postmortem.timeline.model import Stated
from process_case import Case


def table(*updates: tuple[int, str]) -> list[tuple[str, str, str]]:
    case = Case(severity=Severity.CRITICAL).say(5, "rang the CTO")
    process = case.check(general_posts=(case.at(7),))
    said = tuple(Stated(text=text, role="Responder 1", at=case.at(minute), sources=("1.0",)) for minute, text in updates)
    clock = Clock.for_moments("Europe/London", [case.at(0)], main=case.at(0))
    sources = Sources(BlamelessTranscript(channel="c", messages=()), ())
    return [(told.time, told.to, told.text) for told in list_communications(said, process, clock, sources)]


def test_clients_and_colleagues_stand_in_the_order_of_their_times() -> None:
    assert table((6, "First update sent.")) == [
        ("11:05", "CTO", "Told of the incident."),
        ("11:06", "Clients", "First update sent."),
        ("11:07", "#general", "Told of the incident."),
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Memory 43 %, no 503 since 11:19, tests fine, clients told.", None),
        ("All quiet; both clients informed", None),
        ("Both clients told that payments work again", ("Clients", "Both clients told that payments work again")),
        ("Rang the manager on [phone number removed].", ("Clients", "Rang the manager.")),
        ("Banner is up on both shops.", ("Users of the site", "Banner is up on both shops.")),
    ],
)
def test_a_telling_is_shown_and_a_mention_is_not(said: str, shown: tuple[str, str] | None) -> None:
    assert [row[1:] for row in table((6, said)) if row[0] == "11:06"] == ([shown] if shown else [])
