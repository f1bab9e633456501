"""Which findings of a language model are let stand: what names a person, and nothing technical. All names are invented."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.blameless.ner_guard import LONGEST, may_hold_people, people_in

# What the model took for a name stands in brackets; all of it is a person's name, but for what stands in braces.
KEPT = [
    "asked [Dagny Ruiz] to look",
    "[Dagny] restarted it",
    "that is [Dagny]{'s} dashboard",
    "[Dagny Ruiz]{’s} pager went off",
    "[{Hi} Dagny], any news?",
    "[{Thanks} Oskar Lindqvist]{!}",
    "[{Dr} Ruiz] called",
    "spoke to [Jean-Luc Okafor] at the vendor",
    "[Siobhan O'Brien] is looking",
    "[Fergus MacLeod] and [LeShawn McKay] joined",
    "[J. R. Okafor] wrote to us",
    "[Dagny R.] has it",
    "[Tomasz van der Berg] from the provider",
    "cc [@{}Dagny], please",
    "is it [Oskar]/[Priya] who knows?",
    "pinged [oskar] about it",
    "[Zoë Ruiz] und [Łukasz Wiśniewski]",
    "[Priya Baker] is the contact",
    "thanks [Grace], all good",
    "[Oskar]{'ll} check",
    "from [Dagny Ruiz] {at 14:02}",
    "[Dagny Ruiz {14:02}]",
    "[Dagny {restarted}]",
    "[Dagny]\n[Oskar] were both paged",
    "told [Yuxin] from the hosting company",
    "[田中]さんに聞きました",
]
LEFT = [
    "[Prometheus] is red",
    "[prometheus] is red",
    "[Travis CI] is slow",
    "the [Jenkins] job",
    "[Kibana] and [Grafana] are up",
    "[Jupyter Notebook] died",
    "[Firefox] only",
    "[helm chart] is wrong",
    "[node dmesg] says so",
    "[web-3] is down",
    "[dagny-macbook] is in the list",
    "[mark-prod-1]",
    "see [dagny.example.org]",
    "in [Dagny.conf] it says",
    "[/home/Dagny]",
    "[src/Dagny/main]",
    "[max_connections]",
    "[Dagny_Ruiz]",
    "[dagny2]",
    "at [16:05:53] it was fine",
    "[Q3 2025]",
    "[10.10.34.11:9000]",
    "[https://example.org/Dagny]",
    "[EPIPE] again",
    "[GRANT] all",
    "[DAGNY] as a setting",
    "[dnsNames] is empty",
    "[DataHub] is up",
    "the [PyDagny] group",
    "[@GetMapping] is missing",
    "[@here] please",
    "[#Dagny]",
    "[Dagny()] returns nothing",
    "[Dagny::Ruiz]",
    "[DAGNY_HOME=x]",
    "[Began] at noon",
    "[Investigate] the queue",
    "[Labels] are missing",
    "[restarted]",
    "[kinda]",
    "[hahahahahaha]",
    "[Nooooo]",
    "[Xh Xm] from detection",
    "[Sablubot] said so",
    "[May] 5th",
    "since [Monday]",
    "[June] and [July]",
    "[will] do",
    "[Will] it work?",
    "please [mark] it",
    "in [Houston] it rains",
    "[Cloud Platform] is down",
    "[Teams Meeting] at ten",
    "our [Yuxiq] plan",
    "[Don't] touch it",
    "[kubelet] restarts",
    "[igraphq] fails",
    "2026-10-14 14:02:11 INFO [Dagny] started",
    "[-9]",
    "[=)]",
    "[ ]",
]


def taken_apart(marked: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    """The text without the marks, the stretches in brackets, and what of them has to be let stand."""
    text, found, wanted, start = "", [], [], 0
    name = ""
    inside = aside = False
    for sign in marked:
        match sign:
            case "[":
                start, name, inside = len(text), "", True
            case "]":
                found.append((start, len(text)))
                wanted.append(name.strip().removeprefix("@"))
                inside = False
            case "{" | "}":
                aside = sign == "{"
            case _:
                text += sign
                name += sign if inside and not aside else ""
    return text, found, wanted


@pytest.mark.parametrize("marked", KEPT)
def test_a_name_is_let_stand_without_what_is_beside_it(marked: str) -> None:
    text, found, wanted = taken_apart(marked)
    assert [text[start:end].rstrip(".") for start, end in people_in(text, found)] == [name.rstrip(".") for name in wanted]
    assert may_hold_people(text)


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("Tomasz [Nowak] called", "Tomasz Nowak"),
        ("[Tomasz] Nowak called", "Tomasz Nowak"),
        ("asked Dagny [Baker] to look", "Dagny Baker"),
        ("see [Jean]-Luc about it", "Jean-Luc"),
        ("[Tomasz] Restarted it", "Tomasz"),
        ("The [Nowak] family", ""),
        ("Dagny. [Nowak] called", "Nowak"),
        ("Grafana [Nowak] called", "Nowak"),
    ],
)
def test_half_a_name_brings_the_other_half_that_stands_beside_it(marked: str, whole: str) -> None:
    text, found, _ = taken_apart(marked)
    assert "".join(text[start:end] for start, end in people_in(text, found)) == whole


@pytest.mark.parametrize("marked", LEFT)
def test_what_is_no_name_is_left_alone(marked: str) -> None:
    text, found, _ = taken_apart(marked)
    assert people_in(text, found) == ()


WORDS = st.sampled_from([*"Dagny dagny Ruiz Will will May Mr the @ / . ' - _ \n Grafana Jean-Luc web-3 J. 田中 Baker van Łuk".split(" "), ""])


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=12).map("".join), st.data())
def test_whatever_is_found_the_stretches_are_in_order_and_were_worth_asking_for(text: str, data: st.DataObject) -> None:
    """The cheap look before the model never hides a name; stretches lie apart and inside the text."""
    places = st.integers(0, len(text))
    found = data.draw(st.lists(st.tuples(places, places).filter(lambda pair: pair[0] < pair[1]), max_size=4))
    kept = people_in(text, found)
    assert not kept or may_hold_people(text)
    assert all(0 <= start < end <= len(text) for start, end in kept)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(kept))


@pytest.mark.parametrize("unit", ["Dagny", "Dagny'", "Dagny-", "Dagny.", "@", "-a", "a-", "Dagny ", "'s", "x" * LONGEST + " "])
def test_no_text_is_slow(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    began = time.perf_counter()
    may_hold_people(text)
    people_in(text, [(0, len(text))])
    assert time.perf_counter() - began < 2
