"""Every word that people typed into a reviewed draft is in the final report, in its order; `benchmarks/edits_survive.py` has the many."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from finalized import SAMPLES, changed_text_lost, draft_of, finalized, lost_in, read_back, word_of
from reviewed_documents import reviewed_markdown, reviewed_word, typed_in_word

MARKDOWN, WORD, OFFICE = range(1_000, 1_030), range(2_000, 2_020), range(3_000, 3_008)


@pytest.mark.parametrize("seed", MARKDOWN)
def test_in_markdown(seed: int) -> None:
    sample = SAMPLES[seed % len(SAMPLES)]
    reviewed = reviewed_markdown(draft_of(sample), seed)
    final = finalized(sample, reviewed).markdown
    assert not lost_in(reviewed, final)
    assert not changed_text_lost(sample, reviewed, final)


@pytest.mark.parametrize("seed", WORD)
def test_in_word(seed: int) -> None:
    sample = SAMPLES[seed % len(SAMPLES)]
    check_word(sample, reviewed_word(word_of(sample), seed))


def test_in_word_through_libreoffice(tmp_path: Path, outside_program: Callable[..., str]) -> None:
    soffice = outside_program("soffice", "libreoffice")
    (tmp_path / "in").mkdir()
    for seed in OFFICE:
        data = reviewed_word(word_of(SAMPLES[seed % len(SAMPLES)]), seed)
        (tmp_path / "in" / f"{seed}.docx").write_bytes(data)
    call = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    call += ["docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"), *map(str, sorted((tmp_path / "in").iterdir()))]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    for seed in OFFICE:
        check_word(SAMPLES[seed % len(SAMPLES)], (tmp_path / "out" / f"{seed}.docx").read_bytes())


def check_word(sample: str, data: bytes) -> None:
    reviewed = read_back(data)
    final = finalized(sample, reviewed).markdown
    assert not lost_in(typed_in_word(data), final)
    assert not changed_text_lost(sample, reviewed, final)


def test_a_lost_word_and_another_order_would_be_seen() -> None:
    assert lost_in("zq1x and zq2x", "zq1x alone") == ["zq2x"]
    assert lost_in("zq1x and zq2x", "zq2x before zq1x") == ["order"]
    sample = SAMPLES[0]
    reviewed = draft_of(sample).replace("## Impact\n", "## Impact\n\nAbout zq1x of them.\n")
    assert changed_text_lost(sample, reviewed, draft_of(sample)) == ["Impact"]
