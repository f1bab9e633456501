"""People whom no roster knows are found by how they are written, and what is nobody stays."""

from __future__ import annotations

from itertools import pairwise

import pytest

from postmortem.blameless.lookout import Lookout
from postmortem.blameless.patterns import find_people, find_trailers

PEOPLE = {
    "greeting": ("thanks Zorblina, that did it", ["Zorblina"]),
    "greeting with to": ("thanks to Zorblina for the fix", ["Zorblina"]),
    "greeting in lower case of a family name": ("cheers okonkwo, rolling back", ["okonkwo"]),
    "title": ("Mr Wood rang again", ["Wood"]),
    "title in small letters": ("they are all with dr Tillotson now", ["Tillotson"]),
    "person called": ("it is from a person called Zorblina, very polite", ["Zorblina"]),
    "title with full stop": ("Dr. Ines Kilbourne confirmed it", ["Ines Kilbourne"]),
    "introduction": ("I'm Zorblina from the supplier", ["Zorblina"]),
    "introduction by name": ("hi all, my name is Zorblina Quux", ["Zorblina Quux"]),
    "here": ("Zorblina here, from the data centre", ["Zorblina"]),
    "full name": ("see the talk by Marta Quintela on this", ["Marta Quintela"]),
    "full name with a middle initial": ("ask Marta K. Quintela", ["Marta K. Quintela"]),
    "full name with a particle": ("met Pieter van der Heide today", ["Pieter van der Heide"]),
    "full name with a hyphen": ("Desmond Achebe-Holt says so", ["Desmond Achebe-Holt"]),
    "family name that is a word": ("Marta Wood, our account manager, called", ["Marta Wood"]),
    "initial and family name": ("signed R. Tillotson", ["R. Tillotson"]),
    "given word and family name": ("Summer Nakagawa kept the calendar", ["Summer Nakagawa"]),
    "given name alone": ("waiting for Gerardo and the vendor", ["Gerardo"]),
    "given name in lower case": ("i told marta already", ["marta"]),
    "Chinese given name": ("some code from Xiuying fixes it", ["Xiuying"]),
    "beside somebody": ("met Georgia and Stephanie at the conference", ["Georgia", "Stephanie"]),
    "does what people do": ("Zorblina thinks it is DNS", ["Zorblina"]),
    "relation": ("my brother Teddy works there", ["Teddy"]),
    "unknown, and a pronoun": ("zorblin is famous now. I was his mentor", ["zorblin"]),
    "handle": ("so cool to see @zorbl_q here", ["zorbl_q"]),
    "handle on a site": ("a small tool by zorblq on github", ["zorblq"]),
    "commit trailer": ("Signed-off-by: Zorblina Quux <z@example.org>", ["Zorblina Quux"]),
}
NOBODY = [
    "Grafana shows nothing, and Kibana is down",
    "thanks everyone, that was quick",
    "the dr Site is cold, dr Failover took an hour",
    "a dr Test and the dr Kestrel plan",
    "somebody called Support about it",
    "a person called to ask",
    "Thanks all! Great work",
    "asked Zendesk to look",
    "I'm looking at it now",
    "I'm Seeing 502s again",
    "this is Kubernetes from the old cluster",
    "The Reed Street branch is offline",
    "Team Heron has the pager",
    "Project Kestrel starts on Monday",
    "the Marta service is red",
    "Victoria Street is closed",
    "moved the pods out of Austin into Dallas",
    "see the London office's page",
    "Costa Rica and Los Angeles are fine",
    "it runs on Jenkins and Travis CI",
    "in May and June we moved hosts",
    "@here please look",
    "ping @platform-oncall and @dba-team",
    "npm i @angular/core @types/node",
    "@Override the method",
    "mail ops@example.org",
    "Retriggered the Deployment, all green",
    "Dashboarding is hard, healthchecks too",
    "Max retries exceeded with url",
    "Author: unknown",
    "Reviewed-by: nobody in particular",
    "Taylor & Francis and Scopus wrote",
    "mr robot was fun",
    "GET /users/marta returns 404",
    "marta-db-1.example.org is full",
]


def nobody(word: str) -> bool:
    return False


@pytest.mark.parametrize(("text", "wanted"), PEOPLE.values(), ids=PEOPLE)
def test_somebody_is_found(text: str, wanted: list[str]) -> None:
    assert [found.name for found in find_people(text, nobody)] == wanted


@pytest.mark.parametrize(("text", "wanted"), PEOPLE.values(), ids=PEOPLE)
def test_a_text_that_names_somebody_is_worth_a_closer_look(text: str, wanted: list[str]) -> None:
    assert Lookout(nobody, nobody).worth(text)


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_found(text: str) -> None:
    assert find_people(text, nobody) == []


def test_whoever_the_roster_knows_is_left_to_it() -> None:
    assert find_people("waiting for Gerardo", lambda word: word == "gerardo") == []
    assert not Lookout(lambda word: word == "gerardo", lambda name: False).worth("waiting for Gerardo")


def test_a_name_in_a_commit_is_found_in_code_too() -> None:
    text = "commit 41fe0b9\nAuthor: Zorblina Quux <z@example.org>\n\n    fix\n\n    Co-authored-by: Pieter van der Heide <p@example.org>\n"
    assert [found.name for found in find_trailers(text)] == ["Zorblina Quux", "Pieter van der Heide"]


def test_stretches_do_not_overlap_and_are_in_order() -> None:
    found = find_people("Dr. Ines Kilbourne and Marta Quintela met @zorbl_q; thanks Ines", nobody)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) >= 4
