"""[client_version] in both settings files: what it means, and what is said where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from postmortem.client_checked import Check, Signature, checks_json, read_checks
from postmortem.client_rules import APOLOGIES, ClientRules
from postmortem.config import read_config
from postmortem.errors import InputError, UsageError
from postmortem.incident_file import read_incident, update_incident, write_incident
from postmortem.process_rules import ProcessRules
from postmortem.toml_border import parse_toml

TELL = ProcessRules().tell


def rules(text: str) -> ClientRules:
    return read_config(parse_toml(f"[client_version]\n{text}", "postmortem.toml"), Path("postmortem.toml")).client_version


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("checked_by = []", "at least one role"),
        ('check_by = ["CTO"]', "Did you mean checked_by"),
        ('apology = "shrot"', "Did you mean short"),
        ("apology = 3", "must be text"),
        ('closing = "' + "x" * 400 + '"', "at most 300 letters"),
        ('allowed = "a"\nsay = "b"', "must be a table"),
        ('[client_version.say]\n"" = "x"', "internal term"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        rules(text)


@pytest.mark.parametrize(("given", "means"), [("short", APOLOGIES["short"]), ("none", ""), ("We regret this.", "We regret this.")])
def test_an_apology_is_a_choice_or_a_sentence(given: str, means: str) -> None:
    assert rules(f'apology = "{given}"').apology == means


@pytest.mark.parametrize("given", ["CTO", "cto", "Chief  Technology Officer"])
def test_a_role_is_known_by_other_words_too(given: str) -> None:
    assert ClientRules().role(given, TELL) == "CTO"
    assert ClientRules().role("DPO", TELL) == "Data Protection Officer"


def test_an_unknown_role_is_refused_with_those_that_may() -> None:
    with pytest.raises(UsageError, match="They are: CTO, Head of Tech Ops, Data Protection Officer"):
        ClientRules().role("Incident lead", TELL)


def test_a_picture_is_named_within_the_attachments() -> None:
    with pytest.raises(InputError, match="a picture is named"):
        read_incident('title = "x"\n[client_version]\npictures = ["../secret.png"]\n', "incident.toml")


def test_what_people_released_survives_a_new_draft() -> None:
    text = 'title = "x"\n\n[client_version]\nallowed = ["Stripe"]\n[client_version.say]\n"a" = "b"\n[[clients]]\nname = "C"\ntickets = ["#7"]\n'
    incident = read_incident(text, "incident.toml")
    assert read_incident(write_incident(incident), "incident.toml") == incident
    updated, _, again = update_incident(text, written={}, fresh=read_incident('title = "y"\nseverity = "major"\n', "x"))
    assert again.client_version == incident.client_version and again.clients == incident.clients
    assert '"a" = "b"' in updated


@pytest.mark.parametrize(
    ("roles", "needs", "complete"),
    [
        ((), False, False),
        (("CTO",), False, True),
        (("Data Protection Officer",), False, False),
        (("CTO",), True, False),
        (("Data Protection Officer",), True, False),
        (("CTO", "Data Protection Officer"), True, True),
        (("CTO", "Head of Tech Ops"), True, False),
    ],
)
def test_who_has_to_sign(roles: tuple[str, ...], needs: bool, complete: bool) -> None:
    check = Check(fingerprint="x", needs_data_protection=needs, signed=tuple(Signature(role=role, at="") for role in roles))
    assert check.is_complete(ClientRules()) is complete
    assert bool(check.lacking(ClientRules())) is not complete


def test_one_role_that_is_both_does_not_sign_twice() -> None:
    both = ClientRules(checked_by=("CTO",), data_protection=("CTO",))
    assert not Check(needs_data_protection=True, signed=(Signature(role="CTO", at=""),)).is_complete(both)


def test_records_come_back_as_they_were_kept() -> None:
    check = Check(fingerprint="a-b-c", needs_data_protection=True, signed=(Signature(role="CTO", at="2026-10-14"),), files={"client.md": "0"}, author="Support", report="r")
    assert read_checks(checks_json({"client": check}), "x") == {"client": check}
