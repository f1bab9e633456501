"""`postmortem names`, as people use it: on a terminal, without one, for programs, for the audit."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import sys
import time
from pathlib import Path

import pytest

from in_process import run_here
from postmortem.blameless.people_file import read_key
from sample_incidents import CHECKOUT, SAMPLES, SampleIncidents, only_folder

# What could still be a name in the largest sample: clients and a supplier whom nobody declared, and a word that is a name.
POSSIBLE = {"Tide", "May", "Hollin", "Paywren"}


@pytest.fixture
def here(sample_incidents: SampleIncidents, tmp_path: Path) -> Path:
    sample_incidents.drafted(tmp_path)
    return tmp_path


def listed(cwd: Path) -> dict:
    return json.loads(run_here("names", "--format", "json", cwd=cwd).stdout)


def on_a_terminal(keys: str, cwd: Path) -> tuple[str, int, float]:
    """What the terminal showed, the exit code, and the seconds: each key is pressed when the program asks for one."""
    began = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execv(sys.executable, [sys.executable, "-m", "postmortem", "names"])  # noqa: S606 - a real terminal needs a real process
    shown, waiting = b"", list(keys)
    answered = 0
    while time.monotonic() - began < 60:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        # A question ends with the sentence in which the string stands, or asks for a line.
        asked = len(re.findall(rb"\[\d+/\d+\]", shown)) + shown.count(b"Number: ") + shown.count(b"Which role? ")
        if waiting and asked > answered and not ready:
            answered = asked if waiting[0] not in "0123456789\n" else answered
            os.write(terminal, waiting.pop(0).encode())
    _, status = os.waitpid(child, 0)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(status), time.monotonic() - began


def test_without_a_terminal_people_and_possible_names_are_listed(here: Path) -> None:
    said = run_here("names", cwd=here)
    assert said.returncode == 0
    assert "Incident lead" in said.stdout
    assert "possible names left" in said.stdout
    assert "--not-a-name" in said.stderr


def test_programs_get_json(here: Path) -> None:
    data = listed(here)
    assert {one["text"] for one in data["possible_names"]} == POSSIBLE
    assert {"text", "count", "guess", "why", "sentence", "file", "place"} == set(data["possible_names"][0])
    assert any(one["found"] == "full name" for one in data["people"])
    assert all(name.startswith("attachments/") for name in data["look_at"])


def test_answers_given_as_options_clear_the_list(here: Path) -> None:
    words = [part for word in POSSIBLE - {"Hollin"} for part in ("--not-a-name", word)]
    assert run_here("names", "--name", "Hollin=client contact", *words, cwd=here).returncode == 0
    data = listed(here)
    assert data["possible_names"] == []
    assert {"Client contact 1": "Hollin"}.items() <= {one["label"]: one["name"] for one in data["people"]}.items()


def test_what_the_team_says_is_remembered_for_every_incident(here: Path) -> None:
    said = run_here("names", "--not-a-name", "Paywren", "--for-the-team", cwd=here)
    assert "1 word added" in said.stderr
    assert "Paywren" in (here / "not-names.txt").read_text(encoding="utf-8")
    shutil.rmtree(here / "incidents")
    again = run_here("draft", CHECKOUT, "--export", SAMPLES / "checkout-outage", cwd=here)
    assert again.returncode == 0
    assert "Paywren" not in {one["text"] for one in listed(here)["possible_names"]}


def test_on_a_terminal_the_largest_sample_takes_a_few_keys(here: Path) -> None:
    shown, code, seconds = on_a_terminal("n" * len(POSSIBLE), here)
    assert code == 0
    assert seconds < 60  # and well under two minutes at a person's pace: one key a name
    assert "[1/4]" in shown
    assert listed(here)["possible_names"] == []


def test_the_guess_is_taken_with_enter_and_can_be_undone(here: Path) -> None:
    on_a_terminal("\ru\rq", here)
    folder = only_folder(here)
    key = read_key((folder / "private" / "people.toml").read_text(encoding="utf-8"), "people.toml")
    assert len(key.not_a_name) == 1


def test_what_was_answered_before_stopping_is_kept(here: Path) -> None:
    shown, code, _ = on_a_terminal("nq", here)
    assert code == 0
    assert "Stopped; what you answered is kept" in shown
    assert len(listed(here)["not_a_name"]) == 1


def test_a_name_can_be_somebodys_who_is_known(here: Path) -> None:
    first = listed(here)["possible_names"][0]["text"]
    on_a_terminal("k1\nq", here)
    folder = only_folder(here)
    key = read_key((folder / "private" / "people.toml").read_text(encoding="utf-8"), "people.toml")
    assert key.people[0].names == (first,)


def test_a_redraft_uses_what_was_said(here: Path) -> None:
    run_here("names", "--name", "Hollin=client contact", cwd=here)
    assert run_here("draft", CHECKOUT, "--export", SAMPLES / "checkout-outage", cwd=here).returncode == 0
    folder = only_folder(here)
    assert "Hollin" not in (folder / "draft.md").read_text(encoding="utf-8")
    assert "Client contact 1" in (folder / "transcript.md").read_text(encoding="utf-8")


def test_a_finding_that_is_no_name_comes_back_with_the_next_draft(here: Path) -> None:
    found = next(one["name"] for one in listed(here)["people"] if one["found"])
    run_here("names", "--not-a-name", found, cwd=here)
    run_here("draft", CHECKOUT, "--export", SAMPLES / "checkout-outage", cwd=here)
    folder = only_folder(here)
    assert found in (folder / "transcript.md").read_text(encoding="utf-8")


def test_the_audit_tells_what_was_done_and_no_name(here: Path) -> None:
    said = run_here("names", "--audit", cwd=here)
    assert said.returncode == 0
    assert "structure (mentions" in said.stdout
    assert "secrets (" in said.stdout
    users = json.loads((SAMPLES / "checkout-outage" / "users.json").read_text(encoding="utf-8"))
    names = {user["real_name"] for user in users if not user.get("is_bot") and " " in user.get("real_name", "")}
    assert not any(name in said.stdout + said.stderr for name in names)


def test_the_names_stay_in_the_private_folder(here: Path) -> None:
    folder = only_folder(here)
    for name in ("people.toml", "roster.json", "audit.json"):
        assert (folder / "private" / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--name", "Dana Ruiz"), 2, "needs a name and a label"),
        (("--name", "=lead"), 2, "needs a name and a label"),
        (("--for-the-team",), 2, "goes with --not-a-name"),
        (("nowhere",), 2, "There is no incident folder called nowhere"),
    ],
)
def test_a_wrong_call_is_a_sentence(here: Path, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    said = run_here("names", *arguments, cwd=here)
    assert said.returncode == code
    assert sentence in said.stderr


@pytest.mark.parametrize("name", ["roster.json", "audit.json", "people.toml"])
def test_a_damaged_private_file_is_a_sentence(here: Path, name: str) -> None:
    folder = only_folder(here)
    (folder / "private" / name).write_text("{", encoding="utf-8")
    said = run_here("names", *(["--audit"] if name == "audit.json" else []), cwd=here)
    assert said.returncode == 1
    assert name in said.stderr
    assert "Traceback" not in said.stderr


def test_the_status_says_how_many_are_open(here: Path) -> None:
    assert "4 possible names left" in run_here("status", cwd=here).stdout


def test_a_name_that_fits_two_accounts_is_asked_about_and_then_the_ones_it_is(here: Path) -> None:
    key_file = only_folder(here) / "private" / "people.toml"
    known = next(person for person in read_key(key_file.read_text(), "").people if not person.found and person.id.startswith("U"))
    entry = '\n[[people]]\nlabel = "Third party 9"\nname = "Zorba Quixley"\nid = "name:zorba quixley"\nfound = "full name; could be @zq or @zquixley"\n'
    key_file.write_text(key_file.read_text() + entry)
    people = [person.label for person in read_key(key_file.read_text(), "").people]
    keys = "s" * len(listed(here)["possible_names"]) + "k" + f"{people.index(known.label) + 1}\n"
    shown, _, _ = on_a_terminal(keys, here)
    assert "could be @zq or @zquixley, and taken out as Third party 9" in " ".join(shown.split())
    after = read_key(key_file.read_text(), "").people
    assert [person.names for person in after if person.label == known.label] == [(*known.names, "Zorba Quixley")]
    assert not [person for person in after if person.label == "Third party 9"]
