"""Actions as CSV: readable for Trello and spreadsheets, harmless in them, owners as roles."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from postmortem.incident import Action
from postmortem.report.actions_csv import COLUMNS, actions_csv, due_date

DAY = date(2026, 10, 14)


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_an_action_is_a_card() -> None:
    action = Action(what="Alert on a full store, “early”", owner="Responder 1", due="28 October", where="#812")
    head, row = rows(actions_csv([action], incident="Checkout errors", day=DAY))
    assert tuple(head) == COLUMNS
    assert row[0] == "Alert on a full store, “early”"
    assert row[1] == "Owner: Responder 1\nBoard or ticket: #812\nFrom: Checkout errors"
    assert row[2] == "2026-10-28"


def test_a_due_date_that_is_no_date_is_kept_in_words() -> None:
    _, row = rows(actions_csv([Action(what="Test it", due="next sprint")], day=DAY))
    assert (row[1], row[2]) == ("Due: next sprint", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("28 October", date(2026, 10, 28)),
        ("by 28 October", date(2026, 10, 28)),
        ("28 October 2027", date(2027, 10, 28)),
        ("October 28, 2026", date(2026, 10, 28)),
        ("Oct 28", date(2026, 10, 28)),
        ("2 January", date(2027, 1, 2)),
        ("2026-11-01", date(2026, 11, 1)),
        ("next sprint", None),
        ("31 February", None),
        ("2026-13-01", None),
        ("10/11", None),
        ("28 things", None),
        ("", None),
        ("within 28 October days", None),
    ],
)
def test_due_dates(text: str, wanted: date | None) -> None:
    assert due_date(text, after=DAY) == wanted


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_nothing_is_a_formula(start: str) -> None:
    _, row = rows(actions_csv([Action(what=f"{start}HYPERLINK(1)")]))
    assert row[0] == f"'{start}HYPERLINK(1)"


def test_lines_quotes_and_other_letters_come_through() -> None:
    _, row = rows(actions_csv([Action(what='Say "no",\nthen ö', owner="Ops; night")]))
    assert row[0] == 'Say "no",\nthen ö'
    assert "Ops; night" in row[1]
    assert actions_csv([]).count(b"\r\n") == 1
