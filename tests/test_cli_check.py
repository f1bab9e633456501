"""`postmortem check`: what people wrote by hand is read for known names, secrets and possible names."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from in_process import run_here
from postmortem.blameless.people_file import Key
from postmortem.cli.possible import refuse_undecided
from postmortem.config import Config
from postmortem.errors import PeopleMustDecide
from postmortem.folder import IncidentFolder
from sample_incidents import SampleIncidents, only_folder


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, sample_incidents: SampleIncidents) -> Path:
    place = tmp_path_factory.mktemp("checked")
    sample_incidents.drafted(place)
    return place


def word_file(path: Path, *paragraphs: str) -> None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(path)


CLEAN = "Responder 2 restarted the workers at 14:02; the incident lead agreed."
TEXTS = {
    "clean": (CLEAN, 0, ""),
    "known name": (f"{CLEAN}\n\nThanks to Priya Raman for the fix.", 4, "line 3: a known name"),
    "first name alone": ("Łukasz restarted it.", 4, "a known name"),
    "secret": ("the token is xoxb-123456789012-abcdefghijkl", 4, "password, token or key"),
    "possible name": ("The Zorblex had a wobble.", 3, "possible name: Zorblex"),
    "a name found in the channel": ("Farouk Benhaddou called.", 4, "a known name"),
}


@pytest.mark.parametrize("ending", ["md", "txt", "html", "docx"])
@pytest.mark.parametrize(("text", "code", "said"), TEXTS.values(), ids=TEXTS)
def test_every_kind_of_file_is_checked(here: Path, tmp_path: Path, ending: str, text: str, code: int, said: str) -> None:
    path = tmp_path / f"note.{ending}"
    if ending == "docx":
        word_file(path, *text.split("\n"))
    elif ending == "html":
        path.write_text("<html><body>" + "".join(f"<p>{line}</p>\n" for line in text.split("\n")) + "</body></html>", encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")
    checked = run_here("check", path, "--incidents", here / "incidents", cwd=tmp_path)
    assert checked.returncode == code, checked.stdout + checked.stderr
    assert said.partition(": ")[2 if ending in ("html", "docx") and ": " in said else 0].strip() in checked.stdout


def test_a_known_name_is_told_by_its_place_and_never_printed(here: Path, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("one\n\nThanks to Priya Raman.\n", encoding="utf-8")
    checked = run_here("check", "note.md", "--incidents", here / "incidents", cwd=tmp_path)
    assert "note.md, line 3" in checked.stdout
    assert "Priya" not in checked.stdout + checked.stderr


def test_the_worst_of_several_files_decides(here: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "b.md").write_text("The Zorblex had a wobble.", encoding="utf-8")
    assert run_here("check", "a.md", "b.md", "--incidents", here / "incidents", cwd=tmp_path).returncode == 3


def test_our_own_draft_holds_no_known_name(here: Path) -> None:
    folder = only_folder(here)
    for name in ("draft.md", "draft.docx", "draft.html", "transcript.md"):
        assert run_here("check", folder / name, cwd=here).returncode in (0, 3)


def test_what_nobody_can_read_is_for_people_to_look_at(here: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\0")
    checked = run_here("check", "a.pdf", "--incidents", here / "incidents", cwd=tmp_path)
    assert checked.returncode == 3
    assert "Look at it yourself" in checked.stdout


def test_without_any_incident_only_possible_names_can_be_found_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("thanks Zorblex", encoding="utf-8")
    checked = run_here("check", "a.md", cwd=tmp_path)
    assert checked.returncode == 3
    assert "only what looks like a name" in checked.stderr


def test_clean_is_not_called_anonymous(here: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CLEAN, encoding="utf-8")
    checked = run_here("check", "a.md", "--incidents", here / "incidents", cwd=tmp_path)
    assert checked.returncode == 0
    assert "Names removed is not anonymous" in checked.stderr


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("nothing.md", None, "There is no file"),
        ("broken.docx", b"PK\x03\x04nonsense", "cannot be read as a Word file"),
        (".", None, "is a folder"),
    ],
)
def test_what_cannot_be_checked_is_a_sentence(here: Path, tmp_path: Path, name: str, content: bytes | None, sentence: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    checked = run_here("check", name, "--incidents", here / "incidents", cwd=tmp_path)
    assert checked.returncode == 1
    assert sentence in checked.stderr
    assert "Traceback" not in checked.stderr


def test_nothing_may_leave_while_anything_is_undecided(here: Path) -> None:
    path = only_folder(here)
    with pytest.raises(PeopleMustDecide, match=rf"\d possible names left, in \d+ places, .*postmortem names {path.name}") as refused:
        refuse_undecided(IncidentFolder.open(path), Config())
    assert refused.value.exit_code == 3


def test_an_empty_key_is_no_obstacle() -> None:
    assert Key().names == ()


def test_blame_is_told_with_its_place_and_another_wording(here: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("# Report\n\n## Overview\n\nThe lead should have rolled back sooner.\n")
    done = run_here("check", path, cwd=here)
    assert done.returncode == 3
    assert "report.md, line 5: hindsight: “should have rolled” in: The lead should have rolled back sooner." in done.stdout
    assert "Consider: Say what happened" in done.stdout
    assert "never a clearance" in done.stderr


def test_blame_is_told_in_word_files_too(here: Path, tmp_path: Path) -> None:
    word_file(tmp_path / "report.docx", "We failed to verify the backup.")
    done = run_here("check", tmp_path / "report.docx", cwd=here)
    assert done.returncode == 3
    assert "“failed to”" in done.stdout


def test_a_text_for_a_client_is_looked_at_for_more(here: Path, tmp_path: Path) -> None:
    path = tmp_path / "client.txt"
    path.write_text("We are sorry for the disruption. It will never happen again. Personal data was not read.\n")
    assert run_here("check", path, cwd=here).returncode == 0
    done = run_here("check", "--client", path, cwd=here)
    assert done.returncode == 3
    assert "promise: “will never happen again”" in done.stdout
    assert "The data protection officer has to look at it, too." in done.stdout
    assert "sorry" not in done.stdout.split("in:")[0]


def test_what_must_go_is_told_before_what_is_to_decide_and_each_once(tmp_path: Path) -> None:
    (tmp_path / "mail.md").write_text("We failed to see it on web-02.\n\nData leaked from web-02 and Redis.\n\nRing +44 20 7946 0958.\n\nData leaked.\n")
    done = run_here("check", "--client", "mail.md", cwd=tmp_path)
    assert done.returncode == 4
    assert [line.partition(": ")[0] + ": " + line.partition(": ")[2].partition(" in: ")[0] for line in done.stdout.splitlines() if line[0] != " "] == [
        "mail.md, lines 1 and 3: a host",
        "mail.md, line 3: the name of a tool or supplier: “Redis”",
        "mail.md, line 1: fault and liability: “failed to”",
        "mail.md, lines 3 and 7: data protection: “leaked”",
        "mail.md, line 5: third parties: “+44 20 7946 0958”",
    ]


def test_a_page_is_told_by_its_headings(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><head><title>Our fault</title></head><body><h1>Report</h1>\n\n<h2>What happened</h2>\n<p>We failed to\n  see it.</p>\n\n<p>We guarantee &amp; promise it.</p></body></html>")
    done = run_here("check", "--client", "page.html", cwd=tmp_path)
    assert "page.html, What happened: fault and liability: “failed to” in: We failed to see it." in done.stdout
    assert "page.html, What happened: promise: “guarantee” in: We guarantee & promise it." in done.stdout
    assert "fault”" not in done.stdout


CLIENTS = '[[clients]]\nname = "Tern & Tide"\n\n[[clients]]\nname = "Hollin Books"\nsites = ["hollinbooks.example.org"]\ntickets = ["#18236"]\n'


@pytest.mark.parametrize(
    ("text", "words", "code", "says"),
    [
        ("Your shop was slow from 10:02 to 10:30.", (), 0, ""),
        ("Tern & Tide was slow.", (), 0, "read as for Tern & Tide"),
        ("Tern & Tide was slow, as was Hollin Books.", (), 4, "Say whom the text is for with --for NAME"),
        ("Tern & Tide was slow, as was hollin-books.", ("--for", "tern & tide"), 4, "line 1: another client's name"),
        ("See hollinbooks.example.org.", ("--for", "Tern & Tide"), 4, "line 1: another client's site"),
        ("As in ticket 18236.", ("--for", "Tern & Tide"), 4, "line 1: another client's ticket"),
        ("Ask on https://example.slack.com/archives/C1.", (), 4, "line 1: a link"),
        ("The queue on web-02 was full.", (), 4, "line 1: a host"),
        ("We were negligent.", (), 3, "fault and liability"),
    ],
)
def test_a_text_for_a_client_is_held_against_the_gate_for_clients(tmp_path: Path, text: str, words: tuple[str, ...], code: int, says: str) -> None:
    (tmp_path / "postmortem.toml").write_text(CLIENTS, encoding="utf-8")
    (tmp_path / "mail.txt").write_text(f"{text}\n", encoding="utf-8")
    done = run_here("check", "--client", *words, "mail.txt", cwd=tmp_path)
    assert done.returncode == code, done.stdout
    assert says in done.stdout + done.stderr


def test_whom_a_text_is_for_belongs_to_a_client(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Text.\n", encoding="utf-8")
    assert run_here("check", "--for", "Tern & Tide", "mail.txt", cwd=tmp_path).returncode == 2
    (tmp_path / "postmortem.toml").write_text(CLIENTS, encoding="utf-8")
    done = run_here("check", "--client", "--for", "Tern & Tied", "mail.txt", cwd=tmp_path)
    assert (done.returncode, "Did you mean Tern & Tide?" in done.stderr) == (2, True)
