"""What of the versions for clients goes up: what was signed off, to the byte, each client's into a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import GOOGLE_DOC
from tests.fakes.drive_store import FOLDER

from client_case import code, incident_folder, run, sign
from postmortem.cli.main import postmortem


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    monkeypatch.chdir(tmp_path)
    with Drive() as running:
        monkeypatch.setenv("POSTMORTEM_DRIVE_API_URL", running.url)
        monkeypatch.setenv("POSTMORTEM_DRIVE_TOKEN", TOKEN)
        monkeypatch.setenv("POSTMORTEM_DRIVE_FOLDER", running.store.folder("incidents"))
        yield running


@pytest.fixture
def folder(drive: Drive, tmp_path: Path) -> Path:
    path = incident_folder(tmp_path / "incidents")
    run()
    return path


def upload(*words: str) -> Result:
    return CliRunner().invoke(postmortem, ["upload", *words])


def for_clients(drive: Drive) -> dict[str, list[str]]:
    """Sub-folder → what is in it."""
    found: dict[str, list[str]] = {}
    for name, file in drive.store.below("root").items():
        if "/For the client" in name and file.mime != FOLDER:
            sub, _, called = name.rpartition("/")
            found.setdefault(sub.rpartition("/")[2], []).append(f"{called} (document)" if file.mime == GOOGLE_DOC else called)
    return {sub: sorted(names) for sub, names in found.items()}


def test_nothing_unchecked_goes_but_all_else_does(drive: Drive, folder: Path) -> None:
    result = upload()
    assert code(result) == 3
    assert "client-hollin-books.docx" in str(result.exception)
    assert for_clients(drive) == {}
    assert any(name.endswith("/final.md") for name in drive.store.below("root"))


def test_what_is_checked_goes_into_the_clients_own_folder_and_the_other_stays(drive: Drive, folder: Path) -> None:
    sign("--client", "Hollin")
    assert code(upload()) == 3
    assert for_clients(drive) == {
        "For the client: hollin books": [
            "For the client: Checkout errors, 14 October 2026 (document)",
            "client-hollin-books.docx",
            "client-hollin-books.html",
            "client-hollin-books.md",
            "client-hollin-books.txt",
            "client-ticket-hollin-books.html",
        ]
    }
    sign("--client", "Tern & Tide")
    assert code(upload()) == 0
    assert set(for_clients(drive)) == {"For the client: hollin books", "For the client: tern and tide"}


def test_a_changed_copy_does_not_follow(drive: Drive, folder: Path) -> None:
    for client in ("Hollin", "Tern & Tide"):
        sign("--client", client)
    assert code(upload()) == 0
    before = {name: file.content for name, file in drive.store.below("root").items() if "/For the client" in name}
    path = folder / "client-hollin-books.md"
    path.write_text(path.read_text(encoding="utf-8").replace("sorry", "delighted"), encoding="utf-8")
    assert code(upload()) == 3
    run()
    assert code(upload()) == 3
    assert {name: file.content for name, file in drive.store.below("root").items() if "/For the client" in name} == before


def test_a_client_declared_after_the_sign_off_stops_what_names_it(drive: Drive, folder: Path) -> None:
    facts = folder / "incident.toml"
    path = folder / "client-hollin-books.md"
    path.write_text(path.read_text(encoding="utf-8").replace("We are sorry", "Larkspur Energy was well. We are sorry"), encoding="utf-8")
    for client in ("Hollin", "Tern & Tide"):
        assert code(sign("--client", client)) == 0
    facts.write_text(facts.read_text(encoding="utf-8") + '\n[[clients]]\nname = "Larkspur Energy"\n', encoding="utf-8")
    assert code(upload()) == 4
    assert for_clients(drive) == {}


def test_uploading_from_the_command_itself(drive: Drive, folder: Path) -> None:
    sign("--client", "Hollin")
    assert code(run("--client", "Hollin", "--upload")) == 3  # the other one is not checked
    assert list(for_clients(drive)) == ["For the client: hollin books"]


def google_doc(drive: Drive, title: str) -> str:
    return next(file.id for name, file in drive.store.below("root").items() if title in name and file.mime == GOOGLE_DOC)


def test_what_people_changed_in_the_google_doc_is_taken_in_and_unchecked(drive: Drive, folder: Path) -> None:
    sign("--client", "Hollin")
    upload()
    assert code(run("--client", "Hollin", "--from-drive")) == 0
    assert "Not yet checked" not in (folder / "client-hollin-books.txt").read_text(encoding="utf-8")
    drive.store.edit(google_doc(drive, "hollin books/"), "We are sorry", "We are truly sorry")
    assert code(run("--client", "Hollin", "--from-drive")) == 0
    text = (folder / "client-hollin-books.txt").read_text(encoding="utf-8")
    assert "We are truly sorry" in text and "Not yet checked" in text


def test_comments_in_the_google_doc_are_settled_first(drive: Drive, folder: Path) -> None:
    sign("--client", "Hollin")
    upload()
    drive.store.comment(google_doc(drive, "hollin books/"), "is this so?")
    result = run("--client", "Hollin", "--from-drive")
    assert code(result) == 3
    assert "1 open comment" in str(result.exception)


def test_without_a_google_doc_there_is_nothing_to_take_in(drive: Drive, folder: Path) -> None:
    assert code(run("--from-drive")) == 3
