"""Who becomes which role."""

from __future__ import annotations

import pytest

from blameless_people import DAGNY, JOSE, OSKAR, PEOPLE, SAM, channel_of, person, stripped
from postmortem.blameless.people_file import Key, KeyPerson
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.roster import find_person
from postmortem.blameless.strip import strip_names
from postmortem.incident import Claim, Client, Office, Statement
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Message


def _says(ts: str, author: str, claim: Claim, value: str = "", who: str = "", tool: str = "") -> Message:
    return Message(ts=ts, author=author, statements=(Statement(claim=claim, value=value, person=who, tool=tool),))


def _lead(ts: str, who: str) -> Message:
    return _says(ts, "", Claim.OFFICE, "incident lead", who, "incident.io")


def test_people_are_numbered_as_they_appear() -> None:
    result = stripped("hello, ask Oskar", Message(ts="1760000005.0", author=SAM.id))
    assert result.labels == ("Responder 1", "Responder 2", "Responder 3")
    assert result.messages[1].role == "Responder 3"


def test_a_handover_gives_a_second_lead_and_two_tenures() -> None:
    result = stripped(_lead("1.0", DAGNY.id), _lead("2.0", OSKAR.id), Message(ts="3.0", author=OSKAR.id))
    assert result.messages[2].role == "Second incident lead"
    assert [(t.label, t.office, t.from_ts, t.until_ts) for t in result.tenures] == [
        ("Incident lead", Office.LEAD, "1.0", "2.0"),
        ("Second incident lead", Office.LEAD, "2.0", None),
    ]


def test_a_lead_who_comes_back_keeps_the_label() -> None:
    result = stripped(_lead("1.0", DAGNY.id), _lead("2.0", OSKAR.id), _lead("3.0", DAGNY.id))
    assert [tenure.label for tenure in result.tenures] == ["Incident lead", "Second incident lead", "Incident lead"]


def test_the_same_lead_stated_twice_is_one_tenure() -> None:
    assert len(stripped(_lead("1.0", DAGNY.id), _lead("2.0", DAGNY.id)).tenures) == 1


def test_a_person_with_two_offices_is_called_by_the_first_and_holds_both() -> None:
    comms = _says("1.0", "", Claim.OFFICE, "client comms manager", DAGNY.id)
    result = stripped(comms, _lead("2.0", DAGNY.id))
    assert {tenure.label for tenure in result.tenures} == {"Incident lead"}
    assert {tenure.office for tenure in result.tenures} == {Office.LEAD, Office.COMMS}


def test_who_is_paged_first_is_on_call_support() -> None:
    paged = _says("1.0", "", Claim.PAGED, "", "Oskar Brandvold", "PagerDuty")
    assert stripped(paged, Message(ts="2.0", author=OSKAR.id)).messages[1].role == "On-call support"


def test_a_declared_client_s_people_are_client_contacts() -> None:
    client = Client(name="Northwind Trust", people=("Zdenka Ruml",), sites=("northwind.example",))
    staff = person("U0CLIENT01", "Piet Haan", email="piet@northwind.example", is_guest=True)
    transcript = channel_of("Zdenka says it is slow", Message(ts="1760000009.0", author=staff.id), people=(*PEOPLE, staff))
    result = strip_names(transcript, assign_roles(transcript, clients=(client,)))
    assert result.messages[0].text == "Client contact 1 says it is slow"
    assert result.messages[1].role == "Client contact 2"


def test_an_outsider_and_an_unknown_id_are_third_parties() -> None:
    outsider = person("U0OUTSID01", "Ilse Vandamme", is_outsider=True)
    result = stripped(Message(ts="1.0", author=outsider.id), Message(ts="2.0", author="U0GHOST001"), people=(*PEOPLE, outsider))
    assert [message.role for message in result.messages] == ["Third party 1", "Third party 2"]


def test_the_private_key_comes_first_and_numbers_go_on_after_it() -> None:
    key = Key(
        people=(
            KeyPerson(id=OSKAR.id, name="Oskar Brandvold", label="Responder 1"),
            KeyPerson(id="name:ilse", name="Ilse Vandamme", label="Client contact 4"),
        )
    )
    transcript = channel_of("Ilse called, ask Oskar")
    result = strip_names(transcript, assign_roles(transcript, key=key))
    assert (result.messages[0].role, result.messages[0].text) == ("Responder 2", "Client contact 4 called, ask Responder 1")


def test_labels_stay_when_the_key_is_read_again() -> None:
    first = channel_of("ask Oskar and José")
    roster = assign_roles(first)
    before = strip_names(first, roster)
    again = channel_of(Message(ts="1.0", author=JOSE.id), *first.messages)
    after = strip_names(again, assign_roles(again, key=roster.key()))
    assert after.messages[0].role == "Responder 3"
    assert after.messages[1].text == before.messages[0].text


def test_a_word_that_is_not_a_name_stays() -> None:
    transcript = channel_of("restart Oskar please")
    assert (
        strip_names(transcript, assign_roles(transcript, key=Key(not_a_name=("oskar",)))).messages[0].text
        == "restart Oskar please"
    )


def test_a_further_name_in_the_key_counts() -> None:
    key = Key(people=(KeyPerson(id=DAGNY.id, name="Dagny Kilbourne", label="Responder 1", names=("Daggers",)),))
    transcript = channel_of("thanks Daggers")
    assert strip_names(transcript, assign_roles(transcript, key=key)).messages[0].text == "thanks Responder 1"


@pytest.mark.parametrize("name", ["Dagny Kilbourne", "dagny", "@dkilbourne", "<@U0DAGNY001>", "U0DAGNY001", "dagny.kilbourne"])
def test_a_person_is_found_by_any_name(name: str) -> None:
    assert find_person(name, assign_roles(channel_of())) == DAGNY.id


def test_nobody_is_found_by_a_name_of_nobody() -> None:
    assert find_person("Ottoline", assign_roles(channel_of())) is None


def test_two_people_never_share_a_label() -> None:
    result = stripped(*(Message(ts=f"{n}.0", author=one.id) for n, one in enumerate(PEOPLE)), _lead("99.0", DAGNY.id))
    assert len({message.role for message in result.messages[: len(PEOPLE)]}) == len(PEOPLE)


def test_a_channel_of_nobody_is_stripped() -> None:
    result = stripped(Message(ts="1.0", author_name="", pieces=decode_mrkdwn("hello")), people=())
    assert result.messages[0].text == "hello"


def test_a_colleague_named_in_the_key_without_an_id_is_the_same_person() -> None:
    known = Key(people=(KeyPerson(id="name:oskar brandvold", name="Oskar Brandvold", label="Database expert"),))
    transcript = channel_of("ask Oskar", Message(ts="1760000009.0", author=OSKAR.id))
    roster = assign_roles(transcript, key=known)
    result = strip_names(transcript, roster)
    assert (result.messages[0].text, result.messages[1].role) == ("ask Database expert", "Database expert")
    assert [entry.id for entry in roster.key(known=known).people if entry.label == "Database expert"] == ["name:oskar brandvold"]


def test_a_colleague_who_writes_through_a_bridge_is_the_same_person() -> None:
    transcript = channel_of("hello", Message(ts="1760000009.0", author_name="[irc] <dkilbourne>"))
    assert {message.role for message in strip_names(transcript, assign_roles(transcript)).messages} == {"Responder 1"}


def test_a_client_s_person_in_the_key_and_in_the_settings_is_one_person() -> None:
    client = Client(name="Northwind Trust", people=("Zdenka Ruml",))
    key = Key(people=(KeyPerson(id="name:zdenka ruml", name="Zdenka Ruml", label="Client contact 3"),))
    transcript = channel_of("ask Zdenka")
    assert (
        strip_names(transcript, assign_roles(transcript, key=key, clients=(client,))).messages[0].text == "ask Client contact 3"
    )
