"""A name that was found once is out everywhere in the incident, under one label, and people can say that it is none."""

from __future__ import annotations

import pytest

from blameless_people import DAGNY, PEOPLE, channel_of, person, stripped
from postmortem.blameless.people_file import Key, KeyPerson
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import Tally, strip_file_name, strip_log, strip_names, strip_text
from postmortem.incident import Client


def texts(*messages: str, **more: object) -> list[str]:
    return [message.text for message in stripped(*messages, **more).messages]


def test_a_name_found_once_is_a_name_everywhere() -> None:
    assert texts("thanks Zorblina, that did it", "zorblina restarted it", "is ZORBLINA around?") == [
        "thanks Third party 1, that did it",
        "Third party 1 restarted it",
        "is Third party 1 around?",
    ]


def test_a_first_name_alone_is_the_one_whose_full_name_was_found() -> None:
    assert texts("Marta Quintela from the supplier called", "i told marta already", "Quintela agrees") == [
        "Third party 1 from the supplier called",
        "i told Third party 1 already",
        "Third party 1 agrees",
    ]


def test_a_handle_and_the_full_name_are_one_person() -> None:
    assert texts("talk by Marta Quintela", "@mquintela wrote it") == ["talk by Third party 1", "Third party 1 wrote it"]


def test_a_first_name_that_a_colleague_has_stays_the_colleagues() -> None:
    assert texts("Dagny Quintela wrote the paper", "thanks Dagny")[1] == "thanks Responder 1"


def test_a_place_counts_as_a_name_only_where_it_was_shown_to_be_one() -> None:
    one, two = texts("met Georgia and Stephanie there", "the office in Georgia is closed")
    assert one == "met Third party 1 and Third party 2 there"
    assert two == "the office in Georgia is closed"


def test_file_names_titles_and_logs_lose_the_name_too() -> None:
    roster = assign_roles(channel_of("thanks to Marta Quintela"))
    assert strip_file_name("marta-quintela-notes.pdf", roster) == "third-party-1-notes.pdf"
    assert strip_text("Outage at Marta Quintela's", roster) == "Outage at Third party 1's"
    assert strip_log("2026-01-01 10:00:00 INFO login marta.quintela ok\n", roster) == "2026-01-01 10:00:00 INFO login third-party-1 ok\n"


def test_whoever_belongs_to_a_declared_client_is_a_client_contact() -> None:
    transcript = channel_of("Marta Quintela from Brightwater called", "and Gerardo too")
    roster = assign_roles(transcript, clients=(Client(name="Brightwater Ltd", aliases=("Brightwater",)),))
    assert [message.text for message in strip_names(transcript, roster).messages] == [
        "Client contact 1 from Brightwater called",
        "and Third party 1 too",
    ]


def test_what_is_said_to_be_no_name_stays() -> None:
    transcript = channel_of("thanks Zorblina, that did it")
    assert strip_names(transcript, assign_roles(transcript, key=Key(not_a_name=("Zorblina",)))).messages[0].text.endswith("Zorblina, that did it")
    assert strip_names(transcript, assign_roles(transcript, not_names=["zorblina"])).messages[0].text.endswith("Zorblina, that did it")


def test_the_teams_list_does_not_uncover_a_colleague() -> None:
    transcript = channel_of("thanks Kilbourne")
    assert strip_names(transcript, assign_roles(transcript, not_names=["Kilbourne"])).messages[0].text == "thanks Responder 1"


def test_the_next_run_gives_the_same_labels_and_the_same_audit() -> None:
    transcript = channel_of("thanks Zorblina", "Marta Quintela agrees", "zorblina and marta again", "met Georgia and Stephanie")
    first, tally = assign_roles(transcript), Tally()
    once = strip_names(transcript, first, tally=tally)
    again = Tally()
    second = assign_roles(transcript, key=first.key())
    assert strip_names(transcript, second, tally=again) == once
    assert again.replacements == tally.replacements
    assert second.key(known=first.key()).people == first.key().people


def test_somebody_found_before_keeps_the_label_that_people_gave() -> None:
    transcript = channel_of("thanks Zorblina")
    key = assign_roles(transcript)
    strip_names(transcript, key)
    text = key.key()
    renamed = Key(people=tuple(entry if not entry.found else entry.__class__(id=entry.id, name=entry.name, label="Client contact 7", found=entry.found) for entry in text.people))
    assert strip_names(transcript, assign_roles(transcript, key=renamed)).messages[0].text == "thanks Client contact 7"


def test_each_replacement_is_noted_with_its_layer() -> None:
    transcript = channel_of("thanks Dagny", "thanks Zorblina", "zorblina again", "mail z@example.net", "see https://twitter.com/zorblq/status/1", "<@U0DAGNY001>")
    tally = Tally()
    strip_names(transcript, assign_roles(transcript), tally=tally)
    assert [(one.layer, one.sort) for one in tally.replacements] == [
        ("roster", "name"),
        ("patterns", "name"),
        ("propagation", "name"),
        ("patterns", "e-mail"),
        ("patterns", "account"),
        ("structure", "mention"),
    ]


def test_a_model_finds_what_patterns_do_not_and_it_is_told() -> None:
    transcript = channel_of("the note from Fenellah at the desk")

    def model(given):
        return (((text.index("Fenellah"), text.index("Fenellah") + 8),) if "Fenellah" in text else () for text in given)

    roster = assign_roles(transcript, model=model)
    tally = Tally()
    assert strip_names(transcript, roster, tally=tally).messages[0].text == "the note from Third party 1 at the desk"
    assert [one.layer for one in tally.replacements] == ["model"]
    assert [entry.found for entry in roster.key().people] == ["", "model"] or [entry.found for entry in roster.key().people] == ["model"]


def test_short_forms_of_people_of_the_channel_are_theirs() -> None:
    kwabena = person("U0KWABENA1", "Kwabena Osei-Tutu", handle="kot")
    assert texts("ta kwabs", people=(*PEOPLE, kwabena)) == ["ta Responder 2"]
    assert texts("ta kwabs", people=(*PEOPLE, kwabena), joined=frozenset({DAGNY.id})) == ["ta kwabs"]


def test_a_word_that_people_confirmed_is_a_name_where_nothing_speaks_against_it() -> None:
    transcript = channel_of("all answered with May's text", "it may be slow", "in May we moved")
    told = Key(people=(KeyPerson(id="U0MAYLIN01", name="May Lindqvist", label="Scribe", names=("May",)),))
    assert [message.text for message in strip_names(transcript, assign_roles(transcript, key=told)).messages] == [
        "all answered with the scribe's text",
        "it may be slow",
        "in May we moved",
    ]


def test_a_declared_client_is_nobody_and_its_people_are_somebody() -> None:
    transcript = channel_of("told Marlow Books that we are on it", "Marta Quintela from Marlow Books called", "asked Sallow & Reed", "thanks Marlow")
    roster = assign_roles(transcript, clients=(Client(name="Marlow Books"), Client(name="Sallow & Reed")))
    assert [message.text for message in strip_names(transcript, roster).messages] == [
        "told Marlow Books that we are on it",
        "Client contact 1 from Marlow Books called",
        "asked Sallow & Reed",
        "thanks Marlow",
    ]


@pytest.mark.parametrize(
    ("full", "spoken"),
    [
        ("Marta Quintela", "M. Quintela"),
        ("Marta Quintela", "Marta Quintella"),
        ("Marta Quintela", "mquintela"),
        ("Marta Quintela", "quintela.marta"),
        ("Robert Tillotson", "Bob"),
        ("Robert Tillotson", "Bob Tillotson"),
        ("Robert Tillotson", "Robert T"),
        ("Katherine Sinclair", "Catharine Sinclair"),
        ("Katherine Sinclair", "Kate"),
        ("Ludwig van Soest", "van Soest"),
        ("Ludwig van Soest", "Mr van Soest"),
        ("Ludwig van Soest", "lvansoest"),
        ("Jean-Luc Tillotson", "Jean Luc Tillotson"),
    ],
)
def test_one_outsider_has_one_label_however_they_are_called(full: str, spoken: str) -> None:
    said = texts(f"the call was with {full} today", f"so ask {spoken} about it")
    title = "Mr " if spoken.startswith("Mr ") else ""
    assert [one.replace("third-party-1", "Third party 1") for one in said] == [
        "the call was with Third party 1 today",
        f"so ask {title}Third party 1 about it",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Quintela", "Gil Quintela"),
        ("Marta Quintela", "Marta Sinclair"),
        ("Robert Tillotson", "Roberta Tillotson"),
        ("Robert Tillotson", "Gerardo"),
        ("Daniel Sinclair", "Danielle Sinclair"),
    ],
)
def test_two_outsiders_with_similar_names_stay_two(one: str, other: str) -> None:
    assert texts(f"the call was with {one} today", f"so ask {other} about it")[1] == "so ask Third party 2 about it"


def test_a_short_form_that_fits_two_outsiders_is_neither() -> None:
    assert texts("met Robert Tillotson", "met Robert Sinclair", "so ask Bob about it")[2] == "so ask Third party 3 about it"


def test_outsiders_that_turn_out_to_be_one_keep_the_first_label() -> None:
    transcript = channel_of("met Marta Quintela", "ask Marta Quintella")
    key = Key(
        people=(
            KeyPerson(id="name:marta quintela", name="Marta Quintela", label="Third party 4", found="full name"),
            KeyPerson(id="name:marta quintella", name="Marta Quintella", label="Third party 7", found="full name"),
        )
    )
    roster = assign_roles(transcript, key=key)
    assert [message.text for message in strip_names(transcript, roster).messages] == ["met Third party 4", "ask Third party 4"]
    assert [(one.label, one.names) for one in roster.key(known=key).people if one.found] == [("Third party 4", ("Marta Quintella",))]
