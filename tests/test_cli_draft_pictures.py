"""Pictures of a draft: the figure and the screenshots are in every document, and what a person changed is shown as they left it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from tests.conftest import SAMPLES

from postmortem.cli.draft import command

CHANNEL = "inc-2026-10-14-checkout-errors"


def draft(root: Path) -> Path:
    done = CliRunner().invoke(command, [CHANNEL, "--export", str(SAMPLES / "checkout-outage"), "--incidents", str(root)])
    assert done.exit_code == 0, done.output
    (folder,) = root.glob("2026*")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return draft(tmp_path)


def inside(document: Path) -> list[bytes]:
    with zipfile.ZipFile(document) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]


def white(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return out.getvalue()


def test_the_figure_is_in_every_document_and_its_numbers_are_sources(folder: Path) -> None:
    markdown = (folder / "draft.md").read_text(encoding="utf-8")
    assert re.search(r'!\[Timeline of the incident[^\]]+\]\(figure\.png "', markdown)
    assert (folder / "figure.png").read_bytes() in inside(folder / "draft.docx")
    svg = (folder / "figure.svg").read_text(encoding="utf-8")
    assert svg in (folder / "draft.html").read_text(encoding="utf-8")
    numbers = set(re.findall(r'font-size="10"[^>]*>(\d+)</text>', svg))
    assert len(numbers) > 20
    assert all(f"[{number}]" in markdown for number in numbers)


def test_a_screenshot_stands_at_its_entry_and_asks_for_a_caption(folder: Path) -> None:
    markdown = (folder / "draft.md").read_text(encoding="utf-8")
    (row,) = [line for line in markdown.splitlines() if "checkout-5xx.png)" in line and "![" in line]
    assert row.startswith("| 09:2")
    assert "▶ *what does this picture show?*" in row
    assert 'class="shot" src="data:image/png' in (folder / "draft.html").read_text(encoding="utf-8")


def test_a_picture_that_a_person_blurred_is_shown_blurred_and_stays(folder: Path, tmp_path: Path) -> None:
    screenshot = next((folder / "attachments").glob("*5xx.png"))
    before = screenshot.read_bytes()
    screenshot.write_bytes(white((333, 99)))
    (folder / "figure.png").write_bytes(white((444, 99)))
    draft(tmp_path)
    assert screenshot.read_bytes() == white((333, 99))
    assert (folder / "figure.png").read_bytes() == white((444, 99))
    sizes = {Image.open(io.BytesIO(one)).size for one in inside(folder / "draft.docx")}
    assert {(333, 99), (444, 99)} <= sizes
    assert before not in inside(folder / "draft.docx")
    page = (folder / "draft.html").read_text(encoding="utf-8")
    assert 'width="333" height="99"' in page
    assert 'width="444" height="99"' in page
    assert "<svg" not in page


def test_drafting_again_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    names = ("figure.svg", "figure.png", "draft.html", "draft.docx")
    before = [(folder / name).read_bytes() for name in names]
    draft(tmp_path)
    assert [(folder / name).read_bytes() for name in names] == before
