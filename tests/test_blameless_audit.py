"""The audit tells what was taken out without a name; the names behind it stay in the private folder."""

from __future__ import annotations

import pytest

from postmortem.blameless.audit import audit_lines, read_audit, write_audit
from postmortem.blameless.neutral import Pronouns
from postmortem.blameless.tally import Replacement
from postmortem.errors import InputError

TAKEN = (
    Replacement("roster", "name", "Responder 1", "1.1", "Dagny"),
    Replacement("roster", "name", "Responder 1", "2.1", "Dagny"),
    Replacement("roster", "name", "Responder 1", "2.1", "Kilbourne"),
    Replacement("patterns", "e-mail", "[e-mail removed]", "3.1", "z@example.net"),
    Replacement("secrets", "secret", "[secret removed]", "4.1", "hunter2-hunter2"),
)


def test_it_is_told_by_layer_with_how_often_and_where_and_no_name() -> None:
    lines = audit_lines(read_audit(write_audit(TAKEN), "audit.json"))
    text = "\n".join(lines)
    assert "roster (the workspace's list of people): 3 times" in lines
    assert "name → Responder 1" in text
    assert "3 times, 2 spellings; messages: 1.1, 2.1" in text
    assert not any(name in text for name in ("Dagny", "Kilbourne", "z@example.net", "hunter2"))


def test_a_secret_is_not_kept_in_the_private_folder_either() -> None:
    assert b"hunter2" not in write_audit(TAKEN)
    assert b"Dagny" in write_audit(TAKEN)


def test_the_same_replacements_give_the_same_bytes_in_any_order() -> None:
    assert write_audit(TAKEN) == write_audit((TAKEN[0], TAKEN[1], TAKEN[4], TAKEN[2], TAKEN[3]))


def test_nothing_taken_out_is_no_lines() -> None:
    assert audit_lines(read_audit(write_audit(()), "audit.json")) == []


def test_pronouns_are_told_and_those_that_stayed_are_listed() -> None:
    lines = audit_lines(read_audit(write_audit((), Pronouns(changed=["1.1"], left=[("2.1", "her")])), "audit.json"))
    assert lines == [
        "pronouns: he or she became they in 1 message",
        "pronouns that stayed, because it is not certain how the sentence would go on: 1. Look at them:",
        "  her, in message 2.1",
    ]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"taken": [{}]}', b'{"taken": 3}', b"\xff\xfe"])
def test_a_damaged_audit_is_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match="Draft the incident again"):
        read_audit(data, "private/audit.json")
