"""What people say about names goes into the private key: one label for each person, one person for each label."""

from __future__ import annotations

from postmortem.blameless.answers import name_person, next_label, not_a_name
from postmortem.blameless.people_file import Key, KeyPerson, read_key, write_key
from postmortem.blameless.roster_file import KnownPeople
from postmortem.slack.transcript import Person

DANA = KeyPerson(id="name:dana ruiz", name="Dana Ruiz", label="Third party 1", found="full name")
LEAD = KeyPerson(id="U1", name="Dagny Kilbourne", label="Incident lead")


def test_a_kind_without_a_number_is_the_next_of_its_kind() -> None:
    key = name_person(name_person(Key(), "Dana Ruiz", "client contact"), "Bo Ek", "client contact")
    assert [(person.name, person.label) for person in key.people] == [("Dana Ruiz", "Client contact 1"), ("Bo Ek", "Client contact 2")]


def test_somebody_found_in_the_text_gets_the_role_that_people_say() -> None:
    (person,) = name_person(Key(people=(DANA,)), "dana ruiz", "client contact").people
    assert (person.id, person.label, person.found) == ("name:dana ruiz", "Client contact 1", "")


def test_a_label_that_somebody_has_makes_it_another_name_of_theirs() -> None:
    (person,) = name_person(Key(people=(LEAD,)), "Dag", "incident lead").people
    assert person.names == ("Dag",)


def test_somebody_found_who_turns_out_to_be_a_colleague_is_one_person_afterwards() -> None:
    (person,) = name_person(Key(people=(LEAD, DANA)), "Dana Ruiz", "Incident lead").people
    assert (person.id, person.names) == ("U1", ("Dana Ruiz",))


def test_saying_the_same_twice_changes_nothing() -> None:
    once = name_person(Key(), "Dana Ruiz", "client contact")
    assert name_person(once, "Dana Ruiz", "client contact") == once
    assert name_person(once, "Dana  Ruiz", "Client contact 1").people == once.people


def test_a_name_of_somebody_whom_slack_knows_gets_the_slack_id() -> None:
    roster = KnownPeople(people=(Person(id="U7", real_name="Dana Ruiz"),))
    assert name_person(Key(), "dana ruiz", "Scribe", roster).people[0].id == "U7"


def test_two_namesakes_in_slack_are_neither() -> None:
    roster = KnownPeople(people=(Person(id="U7", real_name="Dana Ruiz"), Person(id="U8", real_name="Dana Ruiz")))
    assert name_person(Key(), "Dana Ruiz", "Scribe", roster).people[0].id == "name:dana ruiz"


def test_a_word_that_is_no_name_takes_its_finding_away_and_a_colleague_stays() -> None:
    key = not_a_name(Key(people=(LEAD, DANA)), ["Dana Ruiz", "Dagny Kilbourne", "  "])
    assert key.people == (LEAD,)
    assert key.not_a_name == ("Dana Ruiz", "Dagny Kilbourne")


def test_saying_that_it_is_a_name_after_all_takes_the_word_back() -> None:
    key = name_person(not_a_name(Key(), ["Jenkins", "Travis"]), "jenkins", "third party")
    assert key.not_a_name == ("Travis",)


def test_the_answers_survive_the_file_and_a_finding_that_is_gone_leaves_it() -> None:
    key = Key(people=(LEAD, DANA))
    text = write_key(key)
    again = read_key(text, "people.toml")
    assert again.people == key.people
    assert "Dana" not in write_key(not_a_name(again, ["Dana Ruiz"])).replace('not_a_name = ["Dana Ruiz"]', "")


def test_the_next_number_is_the_first_free_one() -> None:
    assert next_label(Key(people=(DANA,)), "Third party") == "Third party 2"
    assert next_label(Key(), "Responder") == "Responder 1"


def test_a_colleagues_name_as_slack_shows_it_is_one_more_name_of_theirs() -> None:
    roster = KnownPeople(people=(Person(id="U1", real_name="May Thornbury", display_name="May"),))
    (person,) = name_person(Key(people=(KeyPerson(id="U1", name="May Thornbury", label="Scribe"),)), "May", "third party", roster).people
    assert (person.label, person.names) == ("Scribe", ("May",))
