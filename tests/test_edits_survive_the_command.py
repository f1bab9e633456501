"""Reviewed drafts at random, through `postmortem finalize`: every word that people typed is in the final report, in its order; else
nothing is written, and the command says what is to decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from in_process import run_here
from reviewed_documents import in_order, reviewed_markdown, reviewed_word, typed_in_word
from sample_incidents import SampleIncidents, only_folder

# 9011 removes a section that a report needs; the others leave a report that can be final.
MARKDOWN, WORD, STOPPED = (9000, 9002, 9004, 9006), (9001, 9003, 9005), 9011


@pytest.fixture
def here(sample_incidents: SampleIncidents, tmp_path: Path) -> Path:
    sample_incidents.answered(tmp_path)
    return tmp_path


@pytest.mark.parametrize("seed", MARKDOWN)
def test_words_typed_in_markdown_are_in_the_final_report(here: Path, seed: int) -> None:
    reviewed = reviewed_markdown((only_folder(here) / "draft.md").read_text(encoding="utf-8"), seed)
    (here / "reviewed.md").write_text(reviewed, encoding="utf-8")
    done = run_here("finalize", "--reviewed", here / "reviewed.md", cwd=here)
    assert done.returncode == 0, done.stderr
    check_words(in_order(reviewed), here)


@pytest.mark.parametrize("seed", WORD)
def test_words_typed_in_word_are_in_the_final_report(here: Path, seed: int) -> None:
    data = reviewed_word((only_folder(here) / "draft.docx").read_bytes(), seed)
    (here / "reviewed.docx").write_bytes(data)
    done = run_here("finalize", "--reviewed", here / "reviewed.docx", cwd=here)
    assert done.returncode == 0, done.stderr
    check_words(in_order(typed_in_word(data)), here)


def test_a_review_that_leaves_something_open_writes_nothing(here: Path) -> None:
    folder = only_folder(here)
    (here / "reviewed.docx").write_bytes(reviewed_word((folder / "draft.docx").read_bytes(), STOPPED))
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = run_here("finalize", "--reviewed", here / "reviewed.docx", cwd=here)
    assert done.returncode == 3
    assert "Timeline: this section is gone" in done.stderr and "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def check_words(typed: Sequence[str], here: Path) -> None:
    """All of them, in order. What changed since the draft may tell some of them once more."""
    assert typed
    there = iter(in_order((only_folder(here) / "final.md").read_text(encoding="utf-8")))
    assert not [word for word in typed if word not in there]
