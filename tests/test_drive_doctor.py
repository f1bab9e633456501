"""doctor on Drive: what is set up, what is not, and how to mend it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.fakes.drive import TOKEN, Drive
from tests.fakes.drive_documents import DOCX
from tests.fakes.drive_store import SHORTCUT, Store

from postmortem.cli.doctor_check import Asked, Check, State
from postmortem.cli.doctor_drive import _clock, checks
from postmortem.config import Config


def looked(monkeypatch: pytest.MonkeyPatch, drive: Drive, folder: str, *, token: str = TOKEN) -> dict[str, Check]:
    monkeypatch.setenv("POSTMORTEM_DRIVE_API_URL", drive.url)
    monkeypatch.setenv("POSTMORTEM_DRIVE_TOKEN", token)
    return {check.what: check for check in checks(Asked(config=Config(drive_folder=folder)))}


def test_all_is_well_on_a_shared_drive(monkeypatch):
    with Drive() as drive:
        found = looked(monkeypatch, drive, drive.store.folder("incidents", drive.store.shared_drive()))
    assert {check.state for check in found.values()} == {State.GOOD}
    assert "somebody@example.com" in found["Drive credentials"].said


def test_a_folder_in_my_drive_is_told(monkeypatch):
    with Drive() as drive:
        found = looked(monkeypatch, drive, f"https://drive.google.com/drive/folders/{drive.store.folder('incidents')}?usp=sharing")
    assert found["incidents folder"].state is State.TO_KNOW


def test_a_service_account_is_told_that_it_owns_no_storage(monkeypatch):
    with Drive(Store(is_service_account=True)) as drive:
        found = looked(monkeypatch, drive, drive.store.folder("incidents"))
        assert found["incidents folder"].state is State.BAD
        assert "Shared Drive" in found["incidents folder"].mend
        found = looked(monkeypatch, drive, drive.store.folder("incidents", drive.store.shared_drive()))
        assert found["incidents folder"].state is State.GOOD


@pytest.mark.parametrize(
    ("change", "said"),
    [({"mime": DOCX}, "a file"), ({"mime": SHORTCUT}, "a shortcut"), ({"trashed": True}, "in the bin"), ({"may_add": False}, "only be read")],
)
def test_a_folder_that_will_not_do(monkeypatch, change, said):
    with Drive() as drive:
        folder = drive.store.folder("incidents")
        for name, value in change.items():
            setattr(drive.store.files[folder], name, value)
        check = looked(monkeypatch, drive, folder)["incidents folder"]
    assert check.state is State.BAD
    assert said in check.said
    assert check.mend


def test_a_folder_that_is_not_seen_explains_the_scope(monkeypatch):
    with Drive() as drive:
        check = looked(monkeypatch, drive, "nothing-here")["incidents folder"]
    assert check.state is State.BAD
    assert "drive.file" in check.mend


def test_credentials_that_are_refused(monkeypatch):
    with Drive() as drive:
        found = looked(monkeypatch, drive, drive.store.folder("incidents"), token="old")
    assert list(found) == ["Drive credentials"]
    assert "login drive" in found["Drive credentials"].mend


def test_nothing_is_set_up(monkeypatch):
    monkeypatch.delenv("POSTMORTEM_DRIVE_API_URL", raising=False)
    (check,) = checks(Asked(config=Config()))
    assert check.state is State.OFF


def test_no_credentials(monkeypatch, tmp_path):
    for name in ("POSTMORTEM_DRIVE_API_URL", "GOOGLE_APPLICATION_CREDENTIALS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    (check,) = checks(Asked(config=Config(drive_folder="a-folder")))
    assert check.state is State.BAD
    assert "postmortem login drive" in check.mend


@pytest.mark.parametrize("content", ["not json", "{}", json.dumps({"type": "service_account", "private_key": "secret-words"})])
def test_a_service_accounts_key_that_is_none(monkeypatch, tmp_path, content):
    monkeypatch.delenv("POSTMORTEM_DRIVE_API_URL", raising=False)
    key = tmp_path / "key.json"
    key.write_text(content)
    (check,) = checks(Asked(config=Config(drive_folder="a-folder", drive_service_account=key)))
    assert check.state is State.BAD
    assert "secret-words" not in check.mend


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, State.GOOD), (1, State.GOOD), (7, State.BAD), (-60, State.BAD), (None, State.OFF)]
)
def test_the_clock(minutes, state):
    headers = {} if minutes is None else {"date": format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)}
    assert _clock(headers).state is state
