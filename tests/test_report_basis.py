"""What a draft was made from is kept without names, and gives the same report again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from golden_documents import CHANNELS
from postmortem.cli.rebuilding import report_from
from postmortem.config import Config
from postmortem.documents.markdown import render
from postmortem.errors import InputError
from postmortem.incident_file import read_incident
from postmortem.report.basis import read_basis, write_basis
from postmortem.report.drafts import DraftWritten, read_drafts, with_draft, write_drafts
from test_cli_draft import SAMPLES, draft, only_folder


@pytest.mark.parametrize("sample", CHANNELS)
def test_the_draft_can_be_rendered_again_from_what_was_kept(sample: str, tmp_path: Path) -> None:
    assert draft(tmp_path, CHANNELS[sample], SAMPLES / sample).returncode == 0
    folder = only_folder(tmp_path)
    kept = (folder / "private" / "basis.json").read_bytes()
    basis = read_basis(kept, "basis.json")
    incident = read_incident((folder / "incident.toml").read_text(), "incident.toml")
    assert write_basis(basis) == kept
    assert render("draft.md.j2", report_from(basis, incident, Config())) == (folder / "draft.md").read_text()


def test_a_damaged_basis_says_what_to_do_and_quotes_nothing() -> None:
    for data in (b"", b"{", b"[]", b'{"version": 1}', b'{"version": 1, "transcript": {"channel": "secret words", "messages": 3}}'):
        with pytest.raises(InputError, match="Draft the incident again") as caught:
            read_basis(data, "private/basis.json")
        assert "secret words" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_a_basis_of_another_version_says_so() -> None:
    with pytest.raises(InputError, match="another version"):
        read_basis(json.dumps({"version": 99}).encode(), "private/basis.json")


def test_drafts_are_kept_once_each_the_newest_last() -> None:
    one, two = DraftWritten(markdown="one", ours=("a",), numbered=("1.2",)), DraftWritten(markdown="two", ours=())
    drafts = with_draft(with_draft(with_draft((), one), two), one)
    assert [draft.markdown for draft in drafts] == ["two", "one"]
    assert read_drafts(write_drafts(drafts), "drafts.json") == drafts


def test_no_file_is_no_draft_and_a_damaged_one_is_refused() -> None:
    assert read_drafts(None, "drafts.json") == ()
    for data in (b"", b"[]", b'{"version": 1, "drafts": [{"markdown": 3}]}', b'{"version": 2, "drafts": []}'):
        with pytest.raises(InputError, match=r"drafts\.json cannot be read"):
            read_drafts(data, "drafts.json")
