"""What could still be a name is listed once, with its best sentence; what is certainly none is not."""

from __future__ import annotations

import pytest

from postmortem.blameless.known import what_is_known
from postmortem.blameless.people_file import Key, KeyPerson
from postmortem.blameless.residue import Known, Passage, find_suspects
from postmortem.blameless.roster_file import KnownPeople
from postmortem.slack.transcript import Person

LISTED = {
    "word in no list": ("the Zorblex had a wobble", "Zorblex"),
    "spoken to": ("asked Zorblex about it", "Zorblex"),
    "spoken to in lower case": ("ping zorblex about it", "zorblex"),
    "family name": ("a word with Okonkwo about that", "Okonkwo"),
    "given name of a thing": ("the Marta cluster", "Marta"),
    "two words": ("waiting on Zorblex Quuxley", "Zorblex Quuxley"),
    "handle": ("as @zorbl_q wrote", "zorbl_q"),
    "place that is met": ("met Georgia there", "Georgia"),
    "author": ("a book by Oleander Fitch is good", "Oleander Fitch"),
    "misspelt colleague": ("kilbuorne has the key", "kilbuorne"),
    "word that a colleague is called": ("Grace cc me on that", "Grace"),
    "word that is a grade elsewhere": ("met Major there", "Major"),
    "Scottish family name": ("the McTavish ticket", "McTavish"),
}
NOT_LISTED = [
    "Grafana and Kibana are fine",
    "Responder 2 asked the incident lead; Third party 1 agreed",
    "the Second incident lead took over",
    "`Zorblex` is a class, and https://zorblex.example too",
    "see #zorblex-alerts and :zorblex:",
    "mail zorblex@example.org",
    "[secret removed] and [e-mail removed]",
    "London, Paris and Austin on Monday",
    "I'm sure they've done it; I'll look",
    "OOMKilled, SIGTERM and HTTP 502",
    "kubeCost and GitHubby report it",
    "src/zorblex/Main.java failed",
    "a grace period in May",
    "DNS, TLS and the CDN",
    "Restarted the Deployment. Rollback done.",
    "The incident lead changed the severity: Minor → Major",
    "The Post Mortem of the outage, and the Runbook after the Postmortem",
]
KNOWN = Known(words=frozenset({"grace"}), near=frozenset({"kilbourne", "dagny"}))


def listed(*texts: str, known: Known = KNOWN) -> list[str]:
    return [suspect.text for suspect in find_suspects([Passage("draft.md", f"line {n}", text) for n, text in enumerate(texts, 1)], known)]


@pytest.mark.parametrize(("text", "wanted"), LISTED.values(), ids=LISTED)
def test_it_is_listed(text: str, wanted: str) -> None:
    assert listed(text) == [wanted]


@pytest.mark.parametrize("text", NOT_LISTED)
def test_it_is_not_listed(text: str) -> None:
    assert listed(text) == []


def test_a_string_is_listed_once_with_its_most_telling_sentence_and_all_its_places() -> None:
    passages = [Passage("draft.md", "line 1", "the Zorblex had a wobble"), Passage("draft.md", "line 9", "thanks Zorblex!")]
    (suspect,) = find_suspects(passages, Known())
    assert (suspect.sentence, suspect.count, suspect.places) == ("thanks Zorblex!", 2, [("draft.md", "line 1"), ("draft.md", "line 9")])


def test_the_same_sentence_in_two_files_counts_once() -> None:
    (suspect,) = find_suspects([Passage("a", "1", "the Zorblex is up"), Passage("b", "1", "the Zorblex is up")], Known())
    assert suspect.count == 1
    assert len(suspect.places) == 2


def test_the_best_guess_comes_first() -> None:
    assert listed("the Zorblex is up", "thanks Quuxley!") == ["Quuxley", "Zorblex"]


def test_a_word_that_is_written_small_as_well_is_a_word_of_the_trade() -> None:
    assert listed("Zorblex is up", "the zorblex is red") == []


def test_what_was_decided_is_not_asked_again() -> None:
    key = Key(people=(KeyPerson(id="name:quuxley", name="Quuxley", label="Third party 1"),), not_a_name=("Zorblex",))
    assert listed("thanks Quuxley", "the Zorblex is up", known=what_is_known(KnownPeople(), key, ("Brightwater Trust",))) == []


def test_who_is_in_the_channel_is_known_by_words_and_names() -> None:
    grace = Person(id="U1", real_name="Grace Kilbourne")
    known = what_is_known(KnownPeople(people=(grace,), active=frozenset({"U1"})), Key())
    assert known.words == {"grace"}
    assert known.near == {"kilbourne"}
    assert what_is_known(KnownPeople(people=(grace,)), Key()).near == frozenset()


def test_a_long_sentence_is_cut_around_the_string() -> None:
    (suspect,) = find_suspects([Passage("a", "1", "word " * 100 + "thanks Zorblex " + "word " * 100)], Known())
    assert len(suspect.sentence) < 200
    assert "Zorblex" in suspect.sentence
