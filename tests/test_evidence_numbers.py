"""Numbers over time from a file: drawn under the timeline, and told in the text with the lines they stand on."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from tests.conftest import SAMPLES

from postmortem.cli.draft import command
from postmortem.evidence.numbers import read_numbers

DAY = (1_791_936_000.0, 1_792_108_800.0)  # 14 and 15 October 2026
NUMBERS = "time,errors per minute,share %\n2026-10-14T09:00:00+01:00,3,0.1%\n2026-10-14T09:30:00+01:00,412,38%\n2026-10-14T11:20:00+01:00,0,0%\ntotal,415,\n"


def columns(tmp_path: Path, text: str) -> list[tuple[str, list[float]]]:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    found = read_numbers(tmp_path / "a.csv", "a.csv", zone=ZoneInfo("Europe/London"), span=DAY)
    return [(column.heading, [number.value for number in column.numbers]) for column in found]


def test_columns_of_numbers_are_read_with_their_headings(tmp_path: Path) -> None:
    assert columns(tmp_path, NUMBERS) == [("errors per minute", [3, 412, 0]), ("share %", [0.1, 38, 0])]


@pytest.mark.parametrize(
    "text",
    ["time,text\n2026-10-14 09:00,5\n", "a,b\n1,2\n", "time,errors\n2026-10-14 09:00,1\n", "time,host\n2026-10-14 09:00,a\n2026-10-14 09:01,b\n2026-10-14 09:02,c\n",
     "time,n\n2020-01-01 09:00,1\n2020-01-01 09:01,2\n2020-01-01 09:02,3\n", "time,n\n2026-10-14 09:00,nan\n2026-10-14 09:01,inf\n2026-10-14 09:02,1e999\n"],
    ids=["words", "no time", "too few", "no numbers", "another year", "not finite"],
)  # fmt: skip
def test_what_is_no_course_of_numbers_is_left_to_the_other_readers(text: str, tmp_path: Path) -> None:
    assert columns(tmp_path, text) == []


def test_numbers_are_drawn_and_told(tmp_path: Path) -> None:
    (tmp_path / "web errors.csv").write_text(NUMBERS, encoding="utf-8")
    done = CliRunner().invoke(command, ["inc-2026-10-14-checkout-errors", "--export", str(SAMPLES / "checkout-outage"), "--incidents", str(tmp_path / "i"), "--evidence", str(tmp_path / "web errors.csv")])
    assert done.exit_code == 0, done.output
    (folder,) = (tmp_path / "i").glob("2026*")
    assert "- errors per minute: lowest 0 at 11:20, highest 412 at 09:30 (web-errors.csv, lines 4 and 3)" in (folder / "draft.md").read_text(encoding="utf-8")
    svg = (folder / "figure.svg").read_text(encoding="utf-8")
    assert ">errors per minute</text>" in svg
    assert "polyline" in svg
