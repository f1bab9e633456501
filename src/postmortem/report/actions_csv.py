"""The agreed actions as CSV, for the import of a Trello board or any spreadsheet: one card a row, owners as roles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date

from postmortem.incident import Action

# Trello's own importers and those of others take a title, a description and a due date; what they do not know they leave out.
COLUMNS = ("Card Name", "Card Description", "Due Date", "Labels", "List")
LABEL, LIST = "incident action", "Incident actions"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(?:by |on )?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?(?:,?\s+(\d{4}))?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?:by |on )?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def actions_csv(
    actions: Sequence[Action], *, incident: str = "", day: date | None = None, named: Callable[[str], str] = str
) -> bytes:
    """The actions as CSV: UTF-8 with a mark at its beginning, without which Excel reads umlauts wrongly; lines end with CR LF.

    incident: what the description says the action is from. day: of the incident; a due date without a year is the first such day
    after it. named: an owner's role → what stands for it; the role itself where nothing else is given.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for action in actions:
        due = due_date(action.due, after=day)
        parts = [
            f"Owner: {named(action.owner)}" if action.owner else "",
            f"Due: {action.due}" if action.due and due is None else "",
            f"Board or ticket: {action.where}" if action.where else "",
            f"From: {incident}" if incident else "",
        ]
        row = (action.what, "\n".join(part for part in parts if part), due.isoformat() if due else "", LABEL, LIST)
        writer.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def due_date(text: str, *, after: date | None) -> date | None:
    """The day that a due date names; None where it is none ("next sprint")."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _in_words(found[2], int(found[1]), found[3], after)
    if found := _MONTH_FIRST.fullmatch(text):
        return _in_words(found[1], int(found[2]), found[3], after)
    return None


def _in_words(word: str, number: int, year: str | None, after: date | None) -> date | None:
    if word[:3].casefold() not in _MONTHS:
        return None
    month = _MONTHS.index(word[:3].casefold()) + 1
    if year is not None:
        return _day(int(year), month, number)
    if after is None:
        return None
    this = _day(after.year, month, number)
    return this if this is None or this >= after else _day(after.year + 1, month, number)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
