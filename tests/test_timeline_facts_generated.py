"""Incidents of known truth: every fact is found, and none invented. The benchmark tries 200 seeds; here are a few."""

from __future__ import annotations

import pytest
from benchmarks.generated_incidents import check
from benchmarks.generator import generate
from benchmarks.generator_phrases import CHATTER, PHRASINGS, is_held_back


@pytest.mark.parametrize("seed", range(1, 31))
def test_every_fact_of_a_generated_incident_is_found_and_none_invented(seed: int) -> None:
    assert check(generate(seed)) == []


def test_a_seed_always_gives_the_same_chat() -> None:
    one, other = generate(5), generate(5)
    assert (one.messages, one.truths) == (other.messages, other.truths)
    assert one.messages != generate(6).messages


def test_half_of_the_phrasings_are_held_back() -> None:
    texts = [one.text for phrasings in PHRASINGS.values() for one in phrasings]
    assert 0.4 < sum(map(is_held_back, texts)) / len(texts) < 0.6
    assert len(texts) > 1500 and sum(map(len, CHATTER.values())) > 900
