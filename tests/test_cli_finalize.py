"""`postmortem finalize`: what people wrote into the reviewed draft is in the final report, and nothing is final too early."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from in_process import Done, run_here
from reviewed_sample import answer_everything
from sample_incidents import CHECKOUT, SAMPLES, SampleIncidents


def draft(cwd: Path) -> Done:
    return run_here("draft", CHECKOUT, "--export", SAMPLES / "checkout-outage", cwd=cwd)


@pytest.fixture
def drafted(sample_incidents: SampleIncidents, tmp_path: Path) -> Path:
    """The large sample, drafted, its possible names decided."""
    return sample_incidents.decided(tmp_path)


def finalize(folder: Path, *more: object, code: int = 0) -> str:
    done = run_here("finalize", folder.name, *more, cwd=folder.parents[1])
    assert done.returncode == code, done.stderr
    return done.stderr


def answer(folder: Path) -> str:
    text = answer_everything((folder / "draft.md").read_text())
    (folder / "draft.md").write_text(text)
    return text


def test_nothing_is_written_while_questions_are_open(drafted: Path) -> None:
    before = {path.name for path in drafted.iterdir()}
    said = finalize(drafted, code=3)
    assert "Not written yet (11" in said
    assert "Overview: A question is open" in said
    assert "Answer it in its place" in said
    assert "Put what the review said in its place" in said
    assert {path.name for path in drafted.iterdir()} == before


def test_the_answered_draft_becomes_the_final_report_and_the_post(drafted: Path) -> None:
    text = answer(drafted)
    said = finalize(drafted)
    final = (drafted / "final.md").read_text()
    assert "> **Final report.**" in final
    assert "## For the review" not in final
    assert "kept word for word: Overview" in said
    kept = text[text.index("## Overview") : text.index("## Detection")]
    assert kept.strip() in final
    post = (drafted / "bikeshed.md").read_text()
    assert "Keep product numbers in the basket, not products (Responder 4, by 4 November)" in post
    assert not re.search(r"\[\d+\]|attachments/|figure\.png", post)
    for name in ("final.docx", "final.html", "bikeshed.docx", "bikeshed.html"):
        assert (drafted / name).stat().st_size > 500
    assert "<style" not in (drafted / "bikeshed.html").read_text()


def test_the_same_input_gives_the_same_bytes_and_a_second_run_changes_nothing(drafted: Path) -> None:
    answer(drafted)
    finalize(drafted)
    first = {path.name: path.read_bytes() for path in drafted.iterdir() if path.is_file() and path.name != ".postmortem.json"}
    finalize(drafted)
    assert first == {path.name: path.read_bytes() for path in drafted.iterdir() if path.is_file() and path.name != ".postmortem.json"}


def test_what_nobody_touched_follows_incident_toml(drafted: Path) -> None:
    answer(drafted)
    facts = drafted / "incident.toml"
    facts.write_text(facts.read_text().replace('severity = "major"', 'severity = "critical"'))
    finalize(drafted)
    assert "| **Severity** | Critical" in (drafted / "final.md").read_text()


def test_a_corrected_entry_of_the_timeline_follows_where_nobody_touched_the_timeline(drafted: Path) -> None:
    source = json.loads((drafted / "timeline.json").read_text())[5]["sources"][0]
    with (drafted / "incident.toml").open("a") as facts:
        facts.write(f'\n[edits]\n[edits.reword]\n"{source}" = "Somebody pressed the large button."\n')
    finalize(drafted, "--allow", "unfinished=trying it out", "--allow", "impact=trying it out")
    assert "Somebody pressed the large button." in (drafted / "final.md").read_text()


def test_what_people_change_in_the_final_report_stays(drafted: Path) -> None:
    answer(drafted)
    finalize(drafted)
    final = drafted / "final.md"
    final.write_text(final.read_text().replace("## Detection\n", "## Detection\n\nSeen by the shop's own staff first.\n"))
    assert "kept as you changed them in the final report: Detection" in finalize(drafted)
    assert "Seen by the shop's own staff first." in final.read_text()


def test_what_people_change_in_its_word_file_stays_too(drafted: Path) -> None:
    answer(drafted)
    finalize(drafted)
    document = Document(str(drafted / "final.docx"))
    next(one for one in document.paragraphs if one.text.startswith("It was noticed at")).add_run(" A client saw it too.")
    document.save(str(drafted / "final.docx"))
    assert "kept as you changed them in the final report: Detection" in finalize(drafted)
    assert "A client saw it too." in (drafted / "final.md").read_text()
    assert "A client saw it too." in (finalize(drafted), (drafted / "final.md").read_text())[1]


def test_a_word_copy_that_was_edited_is_taken_back(drafted: Path, tmp_path: Path) -> None:
    answer(drafted)
    assert draft(tmp_path).returncode == 0  # the Word file has the answers now
    document = Document(str(drafted / "draft.docx"))
    paragraph = next(one for one in document.paragraphs if "could not pay" in one.text)
    paragraph.add_run(" The shops themselves stayed up.")
    document.save(str(drafted / "draft.docx"))
    assert "read back: draft.docx" in finalize(drafted)
    final = (drafted / "final.md").read_text()
    assert "The shops themselves stayed up." in final
    assert "- Client updates went out hourly." in final


def test_one_section_changed_in_two_copies_stops(drafted: Path, tmp_path: Path) -> None:
    text = answer(drafted)
    assert draft(tmp_path).returncode == 0
    copy = tmp_path / "from the lead.md"
    copy.write_text(text.replace("could not pay", "could hardly pay"))
    (drafted / "draft.md").write_text((drafted / "draft.md").read_text().replace("could not pay", "could never pay"))
    said = finalize(drafted, "--reviewed", copy, code=3)
    assert "Overview: changed in both, and not in the same way (from the lead.md, draft.md)" in said
    assert not (drafted / "final.md").exists()


def test_two_sections_changed_in_two_copies_are_both_kept(drafted: Path, tmp_path: Path) -> None:
    text = answer(drafted)
    assert draft(tmp_path).returncode == 0
    copy = tmp_path / "from the lead.md"
    copy.write_text(text.replace("could not pay", "could hardly pay"))
    (drafted / "draft.md").write_text(text.replace("nothing happened.", "nothing else happened."))
    finalize(drafted, "--reviewed", copy)
    final = (drafted / "final.md").read_text()
    assert "could hardly pay" in final
    assert "nothing else happened." in final


def test_a_copy_of_an_earlier_draft_is_held_against_that_draft(drafted: Path, tmp_path: Path) -> None:
    early = tmp_path / "mailed around.docx"
    early.write_bytes((drafted / "draft.docx").read_bytes())
    text = answer(drafted)
    assert draft(tmp_path).returncode == 0
    document = Document(str(early))
    next(one for one in document.paragraphs if one.text.startswith("It was noticed at")).add_run(" A client saw it too.")
    document.save(str(early))
    finalize(drafted, "--reviewed", early)
    final = (drafted / "final.md").read_text()
    assert "A client saw it too." in final
    assert "- Client updates went out hourly." in final  # written into draft.md after the copy was made
    assert text.count("▶") == 1


def test_another_document_is_refused(drafted: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Shopping\n\n## Groceries\n\nMilk, bread.\n")
    assert "has none of this draft's sections" in finalize(drafted, "--reviewed", other, code=1)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.md", b"", "is empty"),
        ("latin.md", "## Übersicht\n".encode("latin-1"), "line 1: this is not UTF-8 text"),
        ("page.html", b"<!doctype html><p>x", "is a page"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "neither Markdown nor a Word file"),
        ("broken.docx", b"PK\x03\x04 and then nothing", "broken.docx"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(name: str, data: bytes, said: str, drafted: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in finalize(drafted, "--reviewed", tmp_path / name, code=1)


def test_a_name_that_somebody_typed_into_the_review_stops_it(drafted: Path) -> None:
    text = answer(drafted)
    people = json.loads((drafted / "private" / "roster.json").read_text())
    name = next(person["real_name"] for person in people["people"] if " " in person["real_name"] and not person.get("is_bot"))
    (drafted / "draft.md").write_text(text.replace("nothing happened.", f"{name} watched."))
    said = finalize(drafted, code=4)
    assert name not in said
    assert not (drafted / "final.md").exists()


def test_open_comments_and_suggestions_stop_until_they_are_decided_or_allowed(drafted: Path, tmp_path: Path) -> None:
    answer(drafted)
    assert draft(tmp_path).returncode == 0
    path = drafted / "draft.docx"
    document = Document(str(path))
    paragraph = next(one for one in document.paragraphs if "could not pay" in one.text)
    document.add_comment(paragraph.runs[0], text="Was it really both shops?", author="Somebody", initials="S")
    document.save(str(path))
    suggest(path, "could not pay")
    said = finalize(drafted, code=3)
    assert "Comments that nobody has resolved (1" in said
    assert "Was it really both shops?" in said
    assert "Suggested changes that nobody has decided (1" in said
    assert "Somebody" not in said
    said = finalize(drafted, "--suggestions", "reject", "--allow", "comments=answered in the meeting")
    assert "allowed: comments (answered in the meeting)" in said
    assert "in the evening" not in (drafted / "final.md").read_text()
    assert json.loads((drafted / ".postmortem.json").read_text())["final"]["allowed"] == {"comments": "answered in the meeting"}


def test_suggestions_can_be_accepted_as_a_whole(drafted: Path, tmp_path: Path) -> None:
    answer(drafted)
    assert draft(tmp_path).returncode == 0
    suggest(drafted / "draft.docx", "could not pay")
    finalize(drafted, "--suggestions", "accept")
    assert "could not pay in the evening" in (drafted / "final.md").read_text()


def test_a_picture_that_somebody_put_in_is_kept_without_what_it_says_of_them(drafted: Path, tmp_path: Path) -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    answer(drafted)
    assert draft(tmp_path).returncode == 0
    notes = PngInfo()
    notes.add_text("Author", "Somebody at home")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG", pnginfo=notes)
    document = Document(str(drafted / "draft.docx"))
    next(one for one in document.paragraphs if "could not pay" in one.text).add_run().add_picture(picture)
    document.save(str(drafted / "draft.docx"))
    said = finalize(drafted)
    kept = drafted / "attachments" / "review-picture-1.png"
    assert b"Somebody" not in kept.read_bytes()
    assert "attachments/review-picture-1.png" in said
    assert "(attachments/review-picture-1.png)" in (drafted / "final.md").read_text()


def test_a_picture_and_a_comment_in_the_final_reports_word_file_are_kept_and_told(drafted: Path) -> None:
    from PIL import Image

    answer(drafted)
    finalize(drafted)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    document = Document(str(drafted / "final.docx"))
    paragraph = next(one for one in document.paragraphs if one.text.startswith("It was noticed at"))
    paragraph.add_run().add_picture(picture)
    document.add_comment(paragraph.runs[0], text="By which of them?", author="Somebody", initials="S")
    document.save(str(drafted / "final.docx"))
    assert "By which of them?" in finalize(drafted, code=3)
    finalize(drafted, "--allow", "comments=asked")
    assert "(attachments/review-picture-1.png)" in (drafted / "final.md").read_text()
    first = (drafted / "attachments" / "review-picture-1.png").read_bytes()
    finalize(drafted, "--allow", "comments=asked")
    assert [path.name for path in (drafted / "attachments").glob("review-*")] == ["review-picture-1.png"]
    assert (drafted / "attachments" / "review-picture-1.png").read_bytes() == first


def test_a_renamed_heading_that_may_be_another_is_asked_about(drafted: Path) -> None:
    text = answer(drafted)
    (drafted / "draft.md").write_text(text.replace("## Detection", "## How we detected it").replace("It was noticed", "We saw it"))
    said = run_here("finalize", drafted.name, cwd=drafted.parents[1])
    if said.returncode == 3:
        assert '--same "NEW HEADING"' in said.stderr
        assert finalize(drafted, "--apart", "How we detected it", "--allow", "removed=x")
    final = (drafted / "final.md").read_text()
    assert "We saw it" in final


def test_notes_of_the_review_stand_where_they_belong(drafted: Path, tmp_path: Path) -> None:
    text = answer(drafted)
    learnt = text[text.index("### What went well") : text.index("## Communications")]
    placeholder = "*To be completed in the review: what helped, and should happen again?*"
    (drafted / "draft.md").write_text(text.replace(learnt, f"### What went well\n\n{placeholder}\n\nWe stayed calm.\n\n"))
    notes = tmp_path / "notes.md"
    notes.write_text(
        "## What went well\n\n- The runbook was right.\n\n## Agreed actions\n\n| Action | Owner, as a role | Due | Board or ticket |\n"
        "|---|---|---|---|\n| Watch the watcher of sessions | Tech lead | 2 November | |\n\n## Recording\n\nhttps://drive.example.org/rec\n"
    )
    finalize(drafted, "--notes", notes)
    final = (drafted / "final.md").read_text()
    assert "### What went well\n\n- The runbook was right.\n\nWe stayed calm." in final
    assert "| Watch the watcher of sessions | Tech lead | 2 November |" in final
    assert "https://drive.example.org/rec" in final


def test_the_actions_are_cards_with_roles_and_with_names_only_in_private(drafted: Path) -> None:
    answer(drafted)
    finalize(drafted)
    cards = (drafted / "actions.csv").read_text(encoding="utf-8-sig")
    assert "Owner: Responder 4" in cards
    assert ",2026-10-28," in cards
    assert not (drafted / "private" / "actions-with-names.csv").exists()
    finalize(drafted, "--names")
    assert (drafted / "actions.csv").read_text(encoding="utf-8-sig") == cards
    people = (drafted / "private" / "people.toml").read_text()
    owner = re.search(r"Owner: (.+)", (drafted / "private" / "actions-with-names.csv").read_text(encoding="utf-8-sig"))
    assert owner is not None
    assert owner[1].strip() in people
    assert not owner[1].startswith("Responder")


def test_a_draft_of_before_says_to_draft_again(drafted: Path) -> None:
    (drafted / "private" / "basis.json").unlink()
    assert "Draft the incident again" in finalize(drafted, code=1)


def test_allow_wants_a_known_word_and_a_reason(drafted: Path) -> None:
    assert "Did you mean comments" in finalize(drafted, "--allow", "coments=x", code=2)
    assert "needs a reason" in finalize(drafted, "--allow", "comments", code=2)


def suggest(path: Path, after: str) -> None:
    """Put a tracked insertion behind the words, as Word does."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    change = '<w:ins w:id="901" w:author="Somebody" w:date="2026-10-20T10:00:00Z"><w:r><w:t xml:space="preserve"> in the evening</w:t></w:r></w:ins>'
    at = text.index("</w:r>", text.index(after)) + len("</w:r>")
    start = text.index(after) + len(after)
    end = text.index("</w:t>", start)
    rest = text[start:end]
    text = f'{text[:start]}</w:t></w:r>{change}<w:r><w:t xml:space="preserve">{rest}{text[end:]}' if at else text
    parts["word/document.xml"] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
