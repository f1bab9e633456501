"""Marks, --entries and --all, from postmortem.toml to what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from postmortem.cli.main import postmortem

SAMPLE = Path(__file__).resolve().parents[1] / "sample_exports" / "checkout-outage"
CHANNEL = "inc-2026-10-14-checkout-errors"
# Messages of the sample: "famous last words" with no_entry_sign, the deploy bot's answer with pushpin, the test purchases with
# teapot.
LEFT_OUT, PUSHPIN, TEAPOT = "1791966732", "1791966652", "1791973238"


def entries(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str, marks: str = "") -> list[dict[str, Any]]:
    monkeypatch.chdir(folder)
    (folder / "postmortem.toml").write_text(f"[marks]\n{marks}\n" if marks else "", encoding="utf-8")
    done = CliRunner().invoke(postmortem, ["timeline", CHANNEL, "--export", str(SAMPLE), *more], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def cited(rows: list[dict[str, Any]]) -> set[str]:
    return {source.partition(".")[0] for row in rows for source in row["sources"]}


def test_marks_are_those_of_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = cited(entries(tmp_path, monkeypatch))
    assert PUSHPIN in usual and LEFT_OUT not in usual and TEAPOT not in cited(entries(tmp_path, monkeypatch, "--entries", "5"))
    other = cited(entries(tmp_path, monkeypatch, "--all", marks='event = ["teapot"]\nleave_out = ["pushpin"]'))
    assert PUSHPIN not in other and TEAPOT in other


def test_entries_says_how_many_and_all_says_which_were_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(entries(tmp_path, monkeypatch, "--entries", "7")) == 7
    usual, everything = entries(tmp_path, monkeypatch), entries(tmp_path, monkeypatch, "--all")
    assert all("chosen" not in row for row in usual)
    assert len(everything) > 2 * len(usual)
    chosen = [{key: value for key, value in row.items() if key != "chosen"} for row in everything if row["chosen"]]
    assert len(chosen) == len(usual) and all(row in usual for row in chosen)


def test_what_is_marked_to_be_left_out_is_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LEFT_OUT not in cited(entries(tmp_path, monkeypatch, "--all"))


def test_the_sample_is_about_as_long_as_people_marked_and_every_entry_has_a_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = entries(tmp_path, monkeypatch)
    assert 15 <= len(rows) <= 26
    assert all(row["kind"] and row["kind"] != "event" for row in rows)
    kinds = [row["kind"] for row in rows]
    assert kinds.count("declaration") == kinds.count("resolution") == kinds.count("severity") == kinds.count("alert") == 1
