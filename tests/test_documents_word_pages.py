"""How long a Word file is on paper, as a program that we did not write sets it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from postmortem.documents.word import write_word

TORTURE = Path(__file__).parent / "reports" / "torture.md"
MOST = 6


def test_a_report_with_46_rows_in_its_timeline_takes_at_most_six_pages(tmp_path: Path, outside_program: Callable[..., str]) -> None:
    office, info = outside_program("soffice", "libreoffice"), outside_program("pdfinfo")
    markdown = TORTURE.read_text(encoding="utf-8")
    assert len(re.findall(r"^\| \d\d:\d\d \|", markdown, re.MULTILINE)) == 46
    (tmp_path / "a.docx").write_bytes(write_word(markdown, title="A report"))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "a.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    told = subprocess.run([info, tmp_path / "a.pdf"], check=True, capture_output=True, text=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", told)[1])
    assert pages <= MOST
