"""Somebody who is spoken of by a name that the roster has only as an account is one person with one label; and nobody else is."""

from __future__ import annotations

import pytest

from blameless_people import DAGNY, PEOPLE, channel_of, stripped
from postmortem.blameless.people_file import Key, KeyPerson, read_key, write_key
from postmortem.blameless.roles import assign_roles
from postmortem.blameless.strip import strip_names
from postmortem.incident import Client
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.transcript import Message, Person

THEIRS = "U0THEIRS01"


def account(handle: str, id: str = THEIRS, **more: object) -> Person:
    """Somebody whose profile has no name of its own unless one is given."""
    return Person(**{"id": id, "handle": handle, "real_name": handle, "display_name": handle, **more})


def said_of(text: str, *accounts: Person) -> str:
    """The text of a colleague after a message by each of the accounts: Responder 1 is the first of them."""
    rows = [Message(ts=f"{1_759_000_000 + n}.000100", author=one.id, pieces=decode_mrkdwn("hm")) for n, one in enumerate(accounts)]
    rows.append(Message(ts="1760000009.000100", author=DAGNY.id, pieces=decode_mrkdwn(text)))
    return stripped(*rows, people=(*PEOPLE, *accounts)).messages[-1].text


ONE_PERSON = [
    # account, as spoken
    ("martaquintela", "Marta Quintela"),
    ("marta.quintela", "Marta Quintela"),
    ("marta_quintela", "Marta Quintela"),
    ("marta-quintela", "Marta Quintela"),
    ("marta2quintela", "Marta Quintela"),
    ("martaquintela7", "Marta Quintela"),
    ("quintelamarta", "Marta Quintela"),
    ("quintela.marta", "Marta Quintela"),
    ("mquintela", "Marta Quintela"),
    ("m.quintela", "Marta Quintela"),
    ("quintelam", "Marta Quintela"),
    ("mquintela-ext", "Marta Quintela"),
    ("marta.j.quintela", "Marta Quintela"),
    ("josenunez", "José Núñez"),
    ("jnunez", "José Núñez"),
    ("jose.nunez", "José Núñez"),
    ("joergmuench", "Jörg Münch"),
    ("jorgmunch", "Jörg Münch"),
    ("mikequintela", "Michael Quintela"),
    ("michaelquintela", "Mike Quintela"),
    ("lvansoest", "Ludwig van Soest"),
    ("ludwigvansoest", "Ludwig van Soest"),
    ("martatillotson", "M. Tillotson"),
    ("quintela", "Marta Quintela"),
    ("marieclairefoss", "Marie-Claire Foss"),
    ("mcfoss", "Marie-Claire Foss"),
]


@pytest.mark.parametrize(("handle", "name"), ONE_PERSON)
def test_a_spoken_name_is_the_account_of_these_letters(handle: str, name: str) -> None:
    assert said_of(f"talk by {name} on tills", account(handle)) == "talk by Responder 1 on tills"


SOMEBODY_ELSE = [
    # account, as spoken
    ("martaquint", "Marta Quintela"),
    ("martaquintelana", "Marta Quintela"),
    ("mquint", "Marta Quintela"),
    ("mquintelos", "Marta Quintela"),
    ("jquintela", "Marta Quintela"),
    ("quintelaworks", "Marta Quintela"),
    ("mq", "Marta Quintela"),
    ("marta", "Marta Quintela"),
    ("jnunes", "José Núñez"),
    ("vansoest", "Ludwig Soest"),
    ("till-marta-02", "Marta Quintela"),
]


@pytest.mark.parametrize(("handle", "name"), SOMEBODY_ELSE)
def test_a_spoken_name_is_no_account_that_merely_resembles_it(handle: str, name: str) -> None:
    assert said_of(f"talk by {name} on tills", account(handle)) == "talk by Third party 1 on tills"


@pytest.mark.parametrize(
    "profile",
    [
        {"real_name": "Jonas Quintela"},
        {"real_name": "Quintela Jonas"},
        {"real_name": "Jonas"},
        {"first_name": "Jonas"},
        {"display_name": "Jonas"},
    ],
)
def test_an_initial_is_not_hers_whose_profile_has_another_given_name(profile: dict[str, str]) -> None:
    assert said_of("talk by Marta Quintela", account("mquintela", **profile)) == "talk by Third party 1"


@pytest.mark.parametrize("profile", [{"real_name": "Night Owl"}, {"display_name": "Zorbl"}, {"real_name": "M Quintela"}])
def test_a_profile_that_tells_no_given_name_speaks_against_nobody(profile: dict[str, str]) -> None:
    assert said_of("talk by Marta Quintela", account("mquintela", **profile)) == "talk by Responder 1"


def test_the_name_before_an_at_sign_of_the_address_is_an_account_too() -> None:
    assert said_of("talk by Marta Quintela", account("zorbl", email="marta.quintela@example.org")) == "talk by Responder 1"
    assert said_of("talk by Marta Quintela", account("zorbl", email="mquintela+chat@example.org")) == "talk by Responder 1"


def test_where_two_accounts_fit_nobody_is_chosen_and_people_are_asked() -> None:
    accounts = (account("mquintela"), account("m.quintela", id="U0OTHERS01"))
    assert said_of("talk by Marta Quintela", *accounts) == "talk by Third party 1"
    transcript = channel_of("talk by Marta Quintela", people=(*PEOPLE, *accounts))
    roster = assign_roles(transcript)
    strip_names(transcript, roster)
    assert [one.found for one in roster.key().people if one.found] == ["full name; could be @m.quintela or @mquintela"]


def test_of_two_accounts_the_one_with_all_the_letters_is_meant() -> None:
    accounts = (account("martaquintela"), account("mquintela", id="U0OTHERS01"))
    assert said_of("talk by Marta Quintela", *accounts) == "talk by Responder 1"


def test_of_two_accounts_the_one_of_this_channel_is_meant() -> None:
    accounts = (account("mquintela"), account("m.quintela", id="U0OTHERS01"))
    transcript = channel_of("talk by Marta Quintela", people=(*PEOPLE, *accounts), joined=frozenset({DAGNY.id, THEIRS}))
    assert strip_names(transcript, assign_roles(transcript)).messages[0].text == "talk by Responder 2"


def test_every_form_of_a_spoken_name_is_the_accounts() -> None:
    transcript = channel_of(
        "talk by Marta Quintela",
        "thanks Marta",
        "quintela agrees",
        "<@U0THEIRS01> has it",
        "`ls /home/martaquintela`",
        "ask @mquintela",
        people=(*PEOPLE, account("martaquintela")),
    )
    assert [message.text for message in strip_names(transcript, assign_roles(transcript)).messages] == [
        "talk by Responder 2",
        "thanks Responder 2",
        "Responder 2 agrees",
        "Responder 2 has it",
        "`ls /home/responder-2`",
        "ask Responder 2",
    ]


def test_a_given_name_alone_is_the_one_account_of_this_channel_that_begins_with_it() -> None:
    assert said_of("thanks Marta", account("martakowalski")) == "thanks Responder 1"
    assert said_of("thanks Marta", account("martak")) == "thanks Responder 1"


@pytest.mark.parametrize("handle", ["martaworks", "martin", "martabot2", "martavia"])
def test_a_given_name_alone_is_no_account_that_only_begins_with_its_letters(handle: str) -> None:
    assert said_of("thanks Marta", account(handle)) == "thanks Third party 1"


def test_a_given_name_alone_is_nobodys_where_two_accounts_begin_with_it() -> None:
    accounts = (account("martakowalski"), account("martajones", id="U0OTHERS01"))
    assert said_of("thanks Marta", *accounts) == "thanks Third party 1"


def test_a_handle_that_is_written_otherwise_is_the_account_of_its_letters() -> None:
    assert said_of("ask @marta-quintela", account("martaquintela")) == "ask Responder 1"
    assert said_of("ask @marta.quintela9", account("zorbl", real_name="Marta Quintela")) == "ask Responder 1"
    assert said_of("ask @anna2", account("anna")) == "ask Third party 1"


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("the Brave Harbour account is locked", "braveharbour"),
        ("Jack Wills stores are closed", "jackwillsstores"),
        ("Data Team is on it", "datateam"),
        ("the Sunny Meadow cluster is down", "sunnymeadow"),
        ("Blue Green deploys are off", "bluegreen"),
        ("we may need Black Friday numbers", "blackfriday"),
    ],
)
def test_words_that_are_no_name_stay_though_an_account_has_their_letters(text: str, handle: str) -> None:
    assert said_of(text, account(handle)) == text


def test_a_clients_person_is_no_colleague_who_shares_an_initial_and_the_family_name() -> None:
    transcript = channel_of("Marta Quintela from Brightwater called", people=(*PEOPLE, account("mquintela")))
    roster = assign_roles(transcript, clients=(Client(name="Brightwater"),))
    assert strip_names(transcript, roster).messages[0].text == "Client contact 1 from Brightwater called"


def test_the_key_keeps_the_spoken_name_with_the_account_and_the_next_run_is_the_same() -> None:
    transcript = channel_of("talk by Marta Quintela", "thanks Marta", people=(*PEOPLE, account("martaquintela")))
    first = assign_roles(transcript)
    once = strip_names(transcript, first)
    key = read_key(write_key(first.key()), "people.toml")
    assert [(one.label, one.names, one.found) for one in key.people if one.id == THEIRS] == [("Responder 2", ("Marta Quintela",), "")]
    second = assign_roles(transcript, key=key)
    assert strip_names(transcript, second) == once
    assert second.key(known=key).people == key.people
    assert "Marta Quintela" in first.found_names()


def test_somebody_found_before_who_is_a_colleague_gets_the_colleagues_label_and_no_entry() -> None:
    key = Key(
        people=(
            KeyPerson(id=THEIRS, name="martaquintela", label="Responder 4"),
            KeyPerson(id="name:marta quintela", name="Marta Quintela", label="Third party 2", found="full name", names=("Em Kew",)),
        )
    )
    transcript = channel_of("talk by Marta Quintela", "Em Kew agrees", people=(*PEOPLE, account("martaquintela")))
    roster = assign_roles(transcript, key=key)
    assert [message.text for message in strip_names(transcript, roster).messages] == ["talk by Responder 4", "Responder 4 agrees"]
    again = read_key(write_key(roster.key(known=read_key(write_key(key), "people.toml"))), "people.toml")
    assert [(one.label, one.names) for one in again.people if "uintela" in one.name] == [("Responder 4", ("Marta Quintela", "Em Kew"))]


def test_an_entry_that_people_gave_the_name_keeps_two_people_apart() -> None:
    key = Key(
        people=(
            KeyPerson(id=THEIRS, name="mquintela", label="Responder 4"),
            KeyPerson(id="name:marta quintela", name="Marta Quintela", label="Supplier"),
        )
    )
    transcript = channel_of("talk by Marta Quintela", "<@U0THEIRS01> said so", people=(*PEOPLE, account("mquintela")))
    assert [message.text for message in strip_names(transcript, assign_roles(transcript, key=key)).messages] == [
        "talk by Supplier",
        "Responder 4 said so",
    ]


def test_a_declared_clients_person_is_the_account_of_all_the_letters() -> None:
    accounts = (account("martaquintela"), account("gsallow", id="U0OTHERS01"))
    transcript = channel_of("<@U0THEIRS01> called", "Marta Quintela again", "<@U0OTHERS01> knows", "not Gil Sallow", people=(*PEOPLE, *accounts))
    roster = assign_roles(transcript, clients=(Client(name="Brightwater", people=("Marta Quintela", "Gil Sallow")),))
    assert [message.text for message in strip_names(transcript, roster).messages] == [
        "Client contact 1 called",
        "Client contact 1 again",
        "Responder 2 knows",
        "not Client contact 2",
    ]


def test_an_author_of_a_bridge_is_the_account_and_is_whom_the_full_name_means() -> None:
    def by(author: str) -> Message:
        return Message(ts="1759000000.000100", author_name=author, pieces=decode_mrkdwn("hm"))

    bridged = stripped(by("Marta Quintela"), "<@U0THEIRS01> said so", people=(*PEOPLE, account("martaquintela")))
    assert bridged.messages[0].role == "Responder 1" and bridged.messages[1].text == "Responder 1 said so"
    alone = stripped(by("[irc] <martaquintela>"), "talk by Marta Quintela", "and by Gil Quintela")
    assert alone.messages[0].role == "Third party 1"
    assert [message.text for message in alone.messages[1:]] == ["talk by Third party 1", "and by Third party 2"]


def test_an_entry_without_an_id_is_the_account_that_has_no_entry() -> None:
    key = Key(people=(KeyPerson(id="name:marta quintela", name="Marta Quintela", label="Scribe"),))
    transcript = channel_of("talk by Marta Quintela", "<@U0THEIRS01> said so", people=(*PEOPLE, account("mquintela")))
    roster = assign_roles(transcript, key=key)
    assert [message.text for message in strip_names(transcript, roster).messages] == ["talk by the scribe", "The scribe said so"]
    assert [(one.id, one.label) for one in roster.key(known=key).people if one.label == "Scribe"] == [("name:marta quintela", "Scribe")]


BETHAN = Person(id=THEIRS, handle="bethan.sallow", real_name="Bethan Sallow", first_name="Bethan")


@pytest.mark.parametrize(
    ("first", "short"), [("Bethan", "Beth"), ("Rosalind", "Ros"), ("Rosalind", "ros"), ("Hinemoa", "Hine"), ("Tomislav", "Tom")]
)
def test_a_short_form_is_the_one_of_this_channel_whose_name_begins_so(first: str, short: str) -> None:
    assert said_of(f"thanks {short}", Person(id=THEIRS, handle="zorbl9", real_name=f"{first} Sallow")) == "thanks Responder 1"


@pytest.mark.parametrize(
    ("first", "other"), [("Danielle", "Daniel"), ("Mariana", "Maria"), ("Evan", "Eva"), ("Emmanuel", "Emma"), ("Joanna", "Joan"), ("Carlos", "Carl")]
)
def test_a_whole_name_is_no_short_form_of_another(first: str, other: str) -> None:
    assert said_of(f"thanks {other}", Person(id=THEIRS, handle="zorbl9", real_name=f"{first} Sallow")) == "thanks Third party 1"


def test_a_short_form_is_nobodys_where_two_names_begin_so() -> None:
    other = Person(id="U0OTHERS01", handle="zorbl9", real_name="Bethany Foss")
    assert said_of("thanks Beth", BETHAN, other) == "thanks Third party 1"


def test_nobody_speaks_of_themselves_by_a_short_form() -> None:
    people = (*PEOPLE, BETHAN)
    speaks = Message(ts="1759000000.000100", author=THEIRS, pieces=decode_mrkdwn("I told Beth already"))
    assert stripped(speaks, people=people).messages[0].text == "I told Third party 1 already"
    says = Message(ts="1759000000.000100", author=THEIRS, pieces=decode_mrkdwn("Beth here, looking"))
    assert stripped(says, people=people).messages[0].text == "Responder 1 here, looking"


def test_a_short_form_with_another_family_name_is_somebody_else() -> None:
    assert said_of("Beth Tillotson and Beth again", BETHAN) == "Third party 1 and Third party 1 again"


@pytest.mark.parametrize("handle", ["bethan-s", "bethan.s", "bethan_s", "b-sallow", "b_sallow", "b.sallow"])
def test_a_name_with_an_initial_is_an_account_elsewhere(handle: str) -> None:
    assert said_of(f"approved by {handle}", BETHAN) in ("approved by Responder 1", "approved by responder-1")


@pytest.mark.parametrize("text", ["max-s is the flag", "the plan-b sheet", "vitamin_b", "grace-p stays", "b-side", "beth-staging is down"])
def test_a_word_with_a_letter_is_no_account(text: str) -> None:
    max_ = Person(id="U0OTHERS01", handle="max.sallow", real_name="Max Sallow")
    grace = Person(id="U0OTHERS02", handle="grace.pell", real_name="Grace Pell")
    assert said_of(text, BETHAN, max_, grace) == text


@pytest.mark.parametrize(
    ("real_name", "misspelt"),
    [
        ("Tomasz Wilk", "Tomaz"),
        ("Bryony Tuckwell", "Bryonny"),
        ("Katarzyna Foss", "Katarzyan"),
        ("Marta Quintela", "Marta Quintella"),
        ("Marta Quintela", "Marta Quintala"),
        ("Dagfinn Tillotson", "Dagfin Tillotson"),
    ],
)
def test_a_name_with_one_slip_is_the_one_of_this_channel(real_name: str, misspelt: str) -> None:
    assert said_of(f"thanks {misspelt}, that helped", Person(id=THEIRS, handle="zorbl9", real_name=real_name)) == (
        "thanks Responder 1, that helped"
    )


@pytest.mark.parametrize(
    ("real_name", "other"),
    [
        ("Tomasz Wilk", "Tobias"),
        ("Marten Foss", "Martha"),
        ("Julia Foss", "Julie"),
        ("Karel Foss", "Carel"),
        ("Marta Quintela", "Marta Quesada"),
        ("Mario Tillotson", "Maria Tillotson"),
        ("Gil Sander", "Gil Zander"),
    ],
)
def test_a_name_that_is_another_name_is_somebody_else(real_name: str, other: str) -> None:
    assert said_of(f"thanks {other}, that helped", Person(id=THEIRS, handle="zorbl9", real_name=real_name)) == (
        "thanks Third party 1, that helped"
    )


def test_a_name_with_one_slip_is_nobodys_where_two_are_as_near() -> None:
    people = (Person(id=THEIRS, handle="zorbl9", real_name="Bryony Foss"), Person(id="U0OTHERS01", handle="zorbl8", real_name="Bryonia Pell"))
    assert said_of("thanks Bryoni", *people) == "thanks Third party 1"


@pytest.mark.parametrize(
    "text", ["ask Zorblen Quixley", "Zorblen Quixley has it", "zorblen quixley has it", "for Zorblen Quixley's till", "by Zorblén Quixley"]
)
def test_a_full_name_in_no_list_is_found_by_the_letters_of_the_account(text: str) -> None:
    found = said_of(text, account("zorblenquixley"))
    assert "uixley" not in found and "orbl" not in found and "Responder 1" in found


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("Zorblen Quixley Ltd is a customer", "zorblenquixley"),
        ("the Zorblen Quixley contract", "zorblenquixley"),
        ("project Zorblen Quixley", "zorblenquixley"),
        ("Quixley Books is down", "quixleybooks"),
        ("Brave Harbour is down", "braveharbour"),
        ("deploy zorblen-quixley-1", "zorblenquixley"),
        ("Zorblen, Quixley and others", "zorblenquixley"),
        ("ZORBLEN QUIXLEY", "zorblenquixley"),
        ("Zorblen Quixleys", "zorblenquixley"),
        ("check point is set", "checkpoint"),
        ("rest arts", "restarts"),
    ],
)
def test_two_words_that_are_a_thing_stay_though_an_account_has_their_letters(text: str, handle: str) -> None:
    assert said_of(text, account(handle)) == text


@pytest.mark.parametrize("text", ["Brightwater is down", "thanks Brightwater", "brightwater tills are slow"])
def test_the_beginning_of_a_long_account_is_no_short_form(text: str) -> None:
    assert "Responder" not in said_of(text, account("brightwatersupport"))


LONG_NAMES = {
    "Marta Fernanda Quintela Vega": (
        *("Marta", "Marta Quintela", "Marta Fernanda", "Marta Vega", "M. Quintela", "Marta Q.", "M.F. Quintela", "Quintela Vega"),
        "marta.quintela",
    ),
    "Jan-Willem van den Broek": (
        *("Jan-Willem", "Jan Willem", "Janwillem", "van den Broek", "Van den Broek", "Jan van den Broek", "J.W. van den Broek"),
        *("Jan-Willem van den Broek", "jwvandenbroek", "jan-willem.vandenbroek", "jvandenbroek"),
    ),
    "Siobhán O'Tillotson": ("Siobhan OTillotson", "S. O’Tillotson", "siobhan.otillotson", "sotillotson", "O'Tillotson"),
    "Robert J. Smithers III": ("Bob Smithers", "R.J. Smithers", "R. J. Smithers", "Robert Smithers", "Bob S."),
    "Li Xiaoming": ("Xiao Ming", "Xiao-Ming Li", "Xiaoming Li", "Li Xiaoming", "xiaoming"),
    "Katherine Sinclair": ("Katharine Sinclair", "Catherine Sinclair", "Kate Sinclair", "Katharine"),
    "Aleksandr Tillotson": ("Aleksander", "Alexander Tillotson", "Sasha"),
    "Mary Ann Quillfeather": ("Maryann Quillfeather", "MaryAnn Quillfeather", "Mary-Ann", "M.A. Quillfeather", "maryannquillfeather"),
    "Nia Hallam-Price": ("Nia Hallam", "Nia H", "N. Hallam-Price", "Nia P."),
}


@pytest.mark.parametrize(("real_name", "spoken"), [(name, one) for name, many in LONG_NAMES.items() for one in many])
def test_whatever_part_of_a_long_name_is_spoken_nothing_of_it_is_left(real_name: str, spoken: str) -> None:
    them = Person(id=THEIRS, handle="zorbl9", real_name=real_name)
    for before, after in (("ask ", " about it"), ("so I gave ", " the pager")):
        said = said_of(f"{before}{spoken}{after}", them)
        assert said.replace("responder-1", "Responder 1") == f"{before}Responder 1{after}"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("ask J. Tillotson", "ask J. Responder 1"),
        ("vitamin C. Tillotson has it", "vitamin C. Responder 1 has it"),
        ("Marta A big thanks", "Responder 1 A big thanks"),
        ("Marta X is missing", "Responder 1 X is missing"),
        ("plan T. Marta has it", "plan T. Responder 1 has it"),
        ("Marta T-shirts", "Responder 1 T-shirts"),
    ],
)
def test_letters_that_are_nobodys_initials_stay(text: str, without: str) -> None:
    assert said_of(text, Person(id=THEIRS, handle="zorbl9", real_name="Marta Tillotson")) == without


@pytest.mark.parametrize(("real_name", "other"), [("Julia Foss", "Julio Foss"), ("Martin Foss", "Morten Foss"), ("Katarina Foss", "Katrine Foss")])
def test_a_given_name_that_sounds_otherwise_is_somebody_else(real_name: str, other: str) -> None:
    assert said_of(f"ask {other}", Person(id=THEIRS, handle="zorbl9", real_name=real_name)) == "ask Third party 1"


def test_a_misspelt_given_name_is_only_hers_who_wrote_here() -> None:
    stefanie = Person(id=THEIRS, handle="zorbl9", real_name="Stefanie Foss")
    assert said_of("met Stephanie there", stefanie) == "met Responder 1 there"
    assert stripped("met Stephanie there", people=(*PEOPLE, stefanie)).messages[0].text == "met Third party 1 there"
    assert stripped("met Stephanie Foss there", people=(*PEOPLE, stefanie)).messages[0].text == "met Responder 2 there"


def test_whoever_people_said_is_somebody_else_stays_so_where_two_accounts_fit() -> None:
    accounts = (account("mquintela"), account("m.quintela", id="U0OTHERS01"))
    key = Key(
        people=(
            KeyPerson(id=THEIRS, name="mquintela", label="Responder 4"),
            KeyPerson(id="name:marta quintela", name="Marta Quintela", label="Third party 1"),
        )
    )
    transcript = channel_of("talk by Marta Quintela", people=(*PEOPLE, *accounts))
    assert strip_names(transcript, assign_roles(transcript, key=key)).messages[0].text == "talk by Third party 1"
