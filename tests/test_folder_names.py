"""A title decides what a folder is called, and never where it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.folder_names import folder_name, may_leave, slug

DAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Checkout errors", "2026-10-14-checkout-errors"),
        ("  Checkout:  errors!! ", "2026-10-14-checkout-errors"),
        ("Café outage – Łódź", "2026-10-14-cafe-outage-lodz"),
        ("R&D site's errors", "2026-10-14-r-and-d-sites-errors"),
        ("", "2026-10-14-incident"),
        ("..", "2026-10-14-incident"),
        ("../../etc/passwd", "2026-10-14-etc-passwd"),
        ("C:\\Windows\\con", "2026-10-14-c-windows-con"),
        ("決済エラー", "2026-10-14-incident"),
        ("<script>alert(1)</script>", "2026-10-14-script-alert-1-script"),
        ("2026-10-14-checkout-errors", "2026-10-14-checkout-errors"),
        ("2026-10-14", "2026-10-14-incident"),
        ("word " * 40, "2026-10-14-word-word-word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 500, "2026-10-14-" + "x" * 69),
    ],
)
def test_a_folder_is_called_after_day_and_title(title: str, name: str) -> None:
    assert folder_name(DAY, title) == name


@pytest.mark.parametrize("title", ["con", "NUL", "Com1", "lpt9", "aux"])
def test_a_slug_is_never_the_name_of_a_device(title: str) -> None:
    assert slug(title) == f"{title.casefold()}-incident"


@given(st.text(max_size=300))
def test_any_title_gives_a_plain_name(title: str) -> None:
    name = folder_name(DAY, title)
    assert name.startswith("2026-10-14-") and len(name) <= 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.endswith("-")


@pytest.mark.parametrize("name", ["draft.md", "draft.docx", "client.txt", "review.ics", "attachments/1.png", "attachments/logs/1.txt"])
def test_documents_and_attachments_may_leave(name: str) -> None:
    assert may_leave(name)


@pytest.mark.parametrize(
    "name", ["private/people.toml", ".postmortem.json", "draft.kept-1.md", "attachments", "attachments/.x", "DRAFT.MD", "private/draft.md"]
)
def test_nothing_else_may_leave(name: str) -> None:
    assert not may_leave(name)
