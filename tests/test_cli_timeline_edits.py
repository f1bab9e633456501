"""What people say in incident.toml of single entries of the timeline: it is done, and done again at every later run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from in_process import Done, run_here
from sample_incidents import CHECKOUT, EXPORTS

DEPLOYS = "time,what\n2026-10-14T07:36:00Z,basket 3.18.0 live\n2026-10-14T09:20:00Z,basket rollback to 3.17.4 finished\n2026-10-14T09:25:00Z,images 8.1 live\n"


def draft(work: Path) -> Done:
    return run_here("draft", CHECKOUT, "--export", EXPORTS[CHECKOUT], "--incidents", work / "i", "--evidence", work / "deploys.csv", cwd=work)


def entries(folder: Path) -> dict[str, dict[str, Any]]:
    """The entries of timeline.json by their first source."""
    found = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    return {one["sources"][0]: one for one in (found if isinstance(found, list) else found["entries"])}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]], list[Done]]:
    """A draft, its entries before people edited, and the two runs after they did."""
    work = tmp_path_factory.mktemp("edits")
    (work / "deploys.csv").write_text(DEPLOYS, encoding="utf-8")
    assert draft(work).returncode == 0
    (folder,) = (path for path in (work / "i").iterdir() if path.is_dir())
    before = entries(folder)
    with (folder / "incident.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[edits]\ndrop = ["1791970712.003482", "1600000000.000100"]\nadd = ["1791965085.375849", "deploys.csv:4"]\n'
            '[edits.reword]\n"1791972915.891886" = "Oversized sessions were deleted"\n"deploys.csv:3" = "Release 3.17.4 was back"\n'
            '"deploys.csv:9" = "Nothing"\n'
            '[edits.retime]\n"1791969339.047751" = 2026-10-14 11:11:00\n"deploys.csv:3" = 2026-10-14 10:22:00\n'
        )
    return folder, before, [draft(work), draft(work)]


def test_the_edits_are_done_and_stay(edited) -> None:
    folder, before, runs = edited
    assert [run.returncode for run in runs] == [0, 0]
    now = entries(folder)
    assert "1791970712.003482" in before
    assert not any("1791970712.003482" in one["sources"] for one in now.values())
    assert any("deploys.csv:4" in one["sources"] for one in now.values())
    assert now["1791972915.891886"]["text"].rstrip(".") == "Oversized sessions were deleted"
    decision = now["1791969339.047751"]
    assert (decision["at"], bool(decision["told_at"])) == ("2026-10-14T10:11:00Z", True)
    line = next(one for one in now.values() if "deploys.csv:3" in one["sources"])
    assert (line["at"], line["text"].rstrip(".")) == ("2026-10-14T09:22:00Z", "Release 3.17.4 was back")


def test_the_draft_says_it_in_the_same_words(edited) -> None:
    text = (edited[0] / "draft.md").read_text(encoding="utf-8")
    assert "Oversized sessions were deleted" in text
    assert "Release 3.17.4 was back" in text


def test_what_is_not_there_is_said_and_nothing_else_is_lost(edited) -> None:
    for run in edited[2]:
        assert "1600000000.000100, which is not in the channel" in run.stderr
        assert "deploys.csv:9, which is in no file" in run.stderr


def test_incident_toml_shows_how_in_its_own_notes(edited) -> None:
    """Every line of the example, with its # taken away, is an edit that is understood."""
    folder, _, _ = edited
    notes = (folder / "incident.toml").read_text(encoding="utf-8")
    assert "postmortem timeline --all" in notes
    assert re.search(r'^# drop = \["\d+\.\d+"\]$', notes, re.MULTILINE)
