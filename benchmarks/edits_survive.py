"""Reviewed documents at random, finalized: is every word that people typed in the final report, in its order?

`python -m benchmarks.edits_survive` makes 500 in Markdown, 500 in Word, and the same 500 in Word after LibreOffice has opened and
saved them (skipped without it); a number behind it makes fewer.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from finalized import SAMPLES, changed_text_lost, draft_of, finalized, lost_in, read_back, word_of
from reviewed_documents import reviewed_markdown, reviewed_word, typed_in_word

ROUNDS = 500
BATCH = 50


def main(share: float = 1.0) -> None:
    rounds = max(10, round(ROUNDS * share))
    _tell("Markdown", rounds, _markdown)
    _tell("Word, edited with python-docx", rounds, _word)
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        print("Word through LibreOffice: skipped, there is none")
        return
    begin = time.perf_counter()
    kept = sum(_through_libreoffice(range(at, min(at + BATCH, rounds)), soffice) for at in range(0, rounds, BATCH))
    print(f"Word through LibreOffice: {kept} of {rounds} kept every word, {(time.perf_counter() - begin) / rounds:.2f} s each")


def _tell(what: str, rounds: int, is_kept: Callable[[int], bool]) -> None:
    begin = time.perf_counter()
    kept = sum(is_kept(seed) for seed in range(rounds))
    print(f"{what}: {kept} of {rounds} kept every word, {(time.perf_counter() - begin) / rounds:.2f} s each")


def _markdown(seed: int) -> bool:
    sample = SAMPLES[seed % len(SAMPLES)]
    reviewed = reviewed_markdown(draft_of(sample), seed)
    final = finalized(sample, reviewed).markdown
    return not lost_in(reviewed, final) and not changed_text_lost(sample, reviewed, final)


def _word(seed: int) -> bool:
    sample = SAMPLES[seed % len(SAMPLES)]
    return _is_kept(sample, reviewed_word(word_of(sample), seed))


def _is_kept(sample: str, data: bytes) -> bool:
    reviewed = read_back(data)
    final = finalized(sample, reviewed).markdown
    return not lost_in(typed_in_word(data), final) and not changed_text_lost(sample, reviewed, final)


def _through_libreoffice(seeds: range, soffice: str) -> int:
    kept = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "in").mkdir()
        for seed in seeds:
            (folder / "in" / f"{seed}.docx").write_bytes(reviewed_word(word_of(SAMPLES[seed % len(SAMPLES)]), seed))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        call = [soffice, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
        subprocess.run([*call, *map(str, sorted((folder / "in").iterdir()))], check=True, capture_output=True, timeout=900)
        for seed in seeds:
            is_kept = _is_kept(SAMPLES[seed % len(SAMPLES)], (folder / "out" / f"{seed}.docx").read_bytes())
            if not is_kept:
                print(f"  lost in round {seed}")
            kept += is_kept
    return kept


if __name__ == "__main__":
    main(int(sys.argv[1]) / ROUNDS if len(sys.argv) > 1 else 1.0)
