"""The whole way of the large sample, as the README tells it: in Markdown, in Word edited by LibreOffice, and through Drive."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import GOOGLE_DOC

sys.path.insert(0, str(Path(__file__).parents[1] / "sample_exports"))

import tour

from in_libreoffice import edit_in_libreoffice
from in_process import run_here

# The same answers as in Markdown, as they are typed over what Word shows.
WORD = {
    "▶ was any? Who checked, as a role, and what?": "none found as at 11:48, looked into by responder 6",
    "▶ what does this picture show?": "From the shop's monitoring.",
    "▶ how did these come together, and what else contributed?": "Release 3.18.0 copied whole products into each session.",
}


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tour's commands in this process: they are the same, and quicker."""

    def run(*words: str, at: Path, expect: int = 0) -> str:
        done = run_here(*words, cwd=at)
        assert done.returncode == expect, done.stderr
        return done.stdout + done.stderr

    monkeypatch.setattr(tour, "run", run)


def check(folder: Path) -> str:
    """What holds of every final report and post, however the draft was edited."""
    final, post = (folder / "final.md").read_text(), (folder / "bikeshed.md").read_text()
    assert "> **Final report.**" in final
    assert final.count("▶") == 0
    assert "Silence of a job that reports is a signal" in final
    assert "| Test the release with baskets as large as real ones | Responder 4 | 30 October |" in final
    assert "- Silence of a job that reports is a signal" in post
    assert "Tern & Tide" not in post
    assert "Hollin" not in post
    assert not re.search(r"\[\d+\]|attachments/|slack", post)
    return final


def test_in_markdown(tmp_path: Path) -> None:
    folder = tour.walk(tmp_path)
    assert "as at 11:48" in check(folder)
    first = {path.name: path.read_bytes() for path in folder.glob("*.*") if path.name != ".postmortem.json"}
    tour.run("finalize", at=tmp_path)
    assert {path.name: path.read_bytes() for path in folder.glob("*.*") if path.name != ".postmortem.json"} == first


def test_in_word_edited_by_libreoffice(tmp_path: Path, outside_program: Callable[..., str]) -> None:
    soffice = outside_program("soffice", "libreoffice")

    def change(folder: Path) -> None:
        draft = (folder / "draft.md").read_text()
        asked = re.search(r"▶ \*(Nothing was said [^*]*)\*", draft)
        overview = re.search(r"▶ \*(say it in two or three[^*]*)\*", draft)
        assert asked and overview
        answers = WORD | {f"▶ {asked[1]}": "The service was watched.", f"▶ {overview[1]}": " ".join(tour.OVERVIEW.split())}
        edit_in_libreoffice(folder / "draft.docx", answers, soffice=soffice, profile=tmp_path / "profile")

    folder = tour.walk(tmp_path, change=change)
    final = check(folder)
    assert "none found as at 11:48, looked into by responder 6" in final
    assert "customers of Tern & Tide and Hollin Books could not pay" in final


def test_through_drive_with_comments_and_suggestions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Drive() as drive:
        monkeypatch.setenv("POSTMORTEM_DRIVE_API_URL", drive.url)
        monkeypatch.setenv("POSTMORTEM_DRIVE_TOKEN", TOKEN)
        monkeypatch.setenv("POSTMORTEM_DRIVE_FOLDER", drive.store.folder("incidents"))

        def change(folder: Path) -> None:
            tour.edit_markdown(folder)
            tour.run("draft", tour.CHANNEL, "--export", str(tour.EXPORT), "--upload", at=tmp_path)

        folder = tour.until_the_review(tmp_path, change=change)
        document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
        drive.store.edit(document.id, "Errors on the payment page", "Errors on the page for paying")
        drive.store.comment(document.id, "Is that all of them?", quoted="about 2,900", author="Aino Example")
        document.content = suggested(document.content, "about 2,900", " of all")
        said = tour.run("finalize", "--from-drive", at=tmp_path, expect=3)
        assert "at “about 2,900”: Is that all of them?" in said
        assert "Suggested changes that nobody has decided (1" in said
        assert "Aino" not in said
        document.comments[0]["resolved"] = True
        tour.run("finalize", "--from-drive", "--suggestions", "accept", "--upload", at=tmp_path)
        final = check(folder)
        assert "Errors on the page for paying" in final
        assert "about 2,900 of all" in final
        assert "[Full report](https://docs.google.com/document/d/" in (folder / "bikeshed.md").read_text()


def suggested(data: bytes, after: str, new: str) -> bytes:
    """A Word file with words put in behind others, as a suggestion."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                text = part.decode()
                at = text.index(after) + len(after)
                change = f'<w:ins w:id="901" w:author="Aino Example" w:date="2026-10-20T10:00:00Z"><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
                part = f'{text[:at]}</w:t></w:r>{change}<w:r><w:t xml:space="preserve">{text[at:]}'.encode()
            made.writestr(name, part)
    return out.getvalue()
