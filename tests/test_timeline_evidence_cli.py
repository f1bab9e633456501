"""`--evidence` as people use it: a sample incident with a table of deployments, alerts as JSON and a log, all of it invented."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from in_process import Done, run_here

SAMPLES = Path(__file__).parents[1] / "sample_exports"
CHANNEL = "inc-2026-10-14-checkout-errors"
DEPLOYS = """\
time,service,kind,message,author,url,id
2026-10-14 08:36:05,basket,deploy,Deployed basket 3.18.0 to production,zoe.adeyemi,https://deploys.example.net/812,812
2026-10-14 07:10:00,search,deploy,Deployed search 1.4.2 to production by Marcus Webb,marcus.webb,https://deploys.example.net/811,811
2026-10-14 08:20,basket,merge,Merge pull request #812 from mwebb/reviews-in-basket,mwebb,https://github.example.net/basket/pull/812,#812
2026-10-14 10:38:10,basket,rollback,Rolled back basket to 3.17.4 on production,Łukasz Wierzbicki,https://deploys.example.net/813,813
2026-10-14 15:02:00,wiki,deploy,Deployed wiki 9.1 to production,Marcus Webb,,814
2026-09-01 12:00,wiki,deploy,Deployed wiki 9.0 to production,,,
14/13/2026 12:00,wiki,deploy,Deployed wiki 9.0 to production,,,
"""
ALERTS = """\
{"startsAt":"2026-10-14T07:57:00Z","endsAt":"2026-10-14T10:21:30Z","status":"resolved","labels":{"alertname":"CheckoutErrors","severity":"critical"},"annotations":{"summary":"503 on POST /checkout/pay above 5 % for 5 minutes"},"source":"Grafana"}
{"startsAt":"2026-10-14T07:44:00Z","endsAt":"0001-01-01T00:00:00Z","status":"firing","labels":{"alertname":"StoreMemory","severity":"warning"},"annotations":{"summary":"session store memory above 80 %, ask Rhys Penhallow"},"source":"Zoë Adeyemi"}
this is not JSON
{"alert":{"name":"Basket latency above 2 s"},"time":"2026-10-14T08:49:30+01:00","state":"firing"}
"""
NAMES = re.compile(r"zo[eë]|adeyemi|marcus|m?webb|łukasz|wierzbicki|rhys|penhallow|\bwill osei\b|\bosei\b|ghp_|hunter22", re.IGNORECASE)


def log() -> str:
    start = datetime(2026, 10, 14, 8, 51, 58)  # noqa: DTZ001 - a log without a zone
    lines = []
    for second in range(0, 9000, 3):
        stamp = f"{start + timedelta(seconds=second):%Y-%m-%d %H:%M:%S},{second % 1000:03d}"
        if second % 7 == 0:
            lines.append(f"{stamp} ERROR [exec-{second % 20}] c.l.b.SessionStore - OOM command not allowed when used memory > 'maxmemory' session={second:08x} user=zoe.adeyemi")
        lines.append(f"{stamp} INFO  [exec-{second % 20}] c.l.b.Basket - GET /basket/{second} 200 in {second % 90} ms")
    lines.append("2026-10-14 10:37:50,000 INFO  [main] c.l.b.App - Rolling back to release 3.17.4, started by Will Osei token=ghp_abcdefghijklmnopqrstuvwxyz0123456789")
    lines.append("\tat c.l.b.App.main(App.java:12)")
    return "\n".join(lines) + "\n"


def run(command: str, cwd: Path, *files: Path, more: tuple[str, ...] = ()) -> Done:
    evidence = [part for file in files for part in ("--evidence", file)]
    return run_here(command, CHANNEL, "--export", SAMPLES / "checkout-outage", *evidence, *more, cwd=cwd)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The three files, and a fourth whose name and rows hold names."""
    folder = tmp_path_factory.mktemp("evidence")
    named = DEPLOYS + "2026-10-14 09:20,Marcus Webb,deploy,password=hunter22 for mwebb,,,\n"
    given = {"deploys.csv": DEPLOYS, "alerts.jsonl": ALERTS, "app.log": log(), "zoe-adeyemi-rollouts.csv": named}
    for name, text in given.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in given)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory, files: tuple[Path, ...]) -> tuple[Path, str]:
    """The incident's folder after a draft with three files, and what was said on stderr."""
    work = tmp_path_factory.mktemp("work")
    done = run("draft", work, *files[:3])
    assert done.returncode == 0, done.stderr
    (folder,) = (work / "incidents").glob("2026*")
    return folder, done.stderr


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, files: tuple[Path, ...]) -> list[dict[str, Any]]:
    """All entries that three files and the channel could make."""
    done = run("timeline", tmp_path_factory.mktemp("all"), *files[:3], more=("--all",))
    assert done.returncode == 0, done.stderr
    entries: list[dict[str, Any]] = json.loads(done.stdout)
    return entries


def test_a_draft_shows_what_files_say_of_the_incident(drafted: tuple[Path, str]) -> None:
    folder, _ = drafted
    draft = (folder / "draft.md").read_text(encoding="utf-8")
    timeline = draft[draft.index("## Timeline") : draft.index("## Explanation")]
    assert re.search(r"\| 08:36[^|]* \| change \| .*3\.18\.0.* \| (?:\[\d+\]){2,} \|", timeline)
    assert re.search(r"\| 08:57 \| alert \| Grafana alerted: 503 on POST /checkout/pay above 5 % for 5 minutes\. \| (?:\[\d+\])+ \|", timeline)
    assert re.search(r"\| 10:38 \| mitigation \| Deploy-bot reported a rollback: .* \| (?:\[\d+\]){2,} \|", timeline)
    assert "wiki" not in timeline
    evidence = draft[draft.index("## Evidence") :]
    assert "| deploys.csv, line 2 | Deployed basket 3.18.0 to production https://deploys.example.net/812" in evidence
    entries = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    assert all(entry["sources"] for entry in entries)
    assert any({"deploys.csv:2", "1791966652.010214"} <= set(entry["sources"]) for entry in entries)


def test_what_was_not_used_of_a_file_is_counted_and_said(drafted: tuple[Path, str]) -> None:
    folder, stderr = drafted
    for said in (stderr, (folder / "draft.md").read_text(encoding="utf-8")):
        assert "deploys.csv: 6 rows read; 5 possible entries came of 5 of them; 1 outside the time of the incident" in said
        assert "deploys.csv: 1 row cannot be used: line 8 has a date that is in no calendar." in said
        assert "deploys.csv: 5 times without a zone, taken to be in Europe/London." in said
        assert "alerts.jsonl: 1 row cannot be used: line 3 is not JSON." in said
        assert "that tell of ordinary work not used" in said


def test_no_name_that_a_file_holds_reaches_a_document(tmp_path: Path, files: tuple[Path, ...]) -> None:
    """Of colleagues, of people whom Slack does not know, as a tool's name, in the file's own name; nor a secret."""
    done = run("draft", tmp_path, *files)
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "incidents").glob("2026*")
    everything = run("timeline", tmp_path, *files, more=("--all",))
    assert everything.returncode == 0, everything.stderr
    said = [entry["text"] + " ".join(entry["sources"]) + entry["role"] for entry in json.loads(everything.stdout)]
    ours = [text for text in said if ".csv:" in text or ".jsonl:" in text or ".log:" in text]
    assert len(ours) > 10
    assert not [text for text in ours if NAMES.search(text)]
    for name in ("draft.md", "draft.html", "timeline.json"):
        text = (folder / name).read_text(encoding="utf-8")
        assert not re.search(r"adeyemi|marcus|webb|wierzbicki|penhallow|ghp_|hunter22", text, re.IGNORECASE), name
    assert not NAMES.search(done.stderr)


def test_all_that_files_say_is_one_step_away(drafted: tuple[Path, str], everything: list[dict[str, Any]]) -> None:
    chosen = json.loads((drafted[0] / "timeline.json").read_text(encoding="utf-8"))
    sources = {source for entry in everything for source in entry["sources"]}
    assert {"deploys.csv:2", "deploys.csv:3", "deploys.csv:6", "alerts.jsonl:4", "app.log:1"} <= sources
    assert {source for entry in chosen for source in entry["sources"]} <= sources
    assert [entry["at"] for entry in everything] == sorted(entry["at"] for entry in everything)
    (logged,) = (entry for entry in everything if entry["sources"][0] == "app.log:1")
    assert re.fullmatch(r"App logged: OOM command not allowed .* \(\d+ such lines until 11:21\)\.", logged["text"])
    assert len(logged["sources"]) == 2


def test_a_draft_without_the_files_of_the_last_one_says_so(tmp_path: Path, files: tuple[Path, ...]) -> None:
    run("draft", tmp_path, files[0])
    again = run("draft", tmp_path)
    assert "The last draft rested on deploys.csv too. Give it again with --evidence" in again.stderr
    assert "rested on" not in run("draft", tmp_path).stderr


def test_the_same_entries_come_of_the_same_files(tmp_path: Path, files: tuple[Path, ...], everything: list[dict[str, Any]]) -> None:
    assert json.loads(run("timeline", tmp_path, *files[:3], more=("--all",)).stdout) == everything


def test_files_of_one_name_and_one_file_given_twice_are_told_apart(tmp_path: Path, files: tuple[Path, ...]) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "deploys.csv").write_text("when;what\n2026-10-14 08:40;wiki 9.2\n", encoding="utf-8")
    done = run("timeline", tmp_path, files[0], tmp_path / "other" / "deploys.csv", files[0], more=("--all",))
    sources = {source for entry in json.loads(done.stdout) for source in entry["sources"]}
    assert {"deploys.csv:2", "deploys-2.csv:2"} <= sources
    assert "deploys.csv was given twice" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("nothing.csv", None, "There is no file nothing.csv", id="no such file"),
        pytest.param("x.csv", b"", "is empty", id="empty"),
        pytest.param("x.csv", b"\x00\x01\x02" * 500, "not a text", id="bytes"),
        pytest.param("x.csv", b"time,text\n2020-01-01 10:00,x\n", "outside the time", id="another year"),
        pytest.param("x.csv", b"name,colour\na,b\n", "no heading", id="another table"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_written(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    for command in ("draft", "timeline"):
        done = run(command, tmp_path, tmp_path / name)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""
    assert not (tmp_path / "incidents").exists()


def test_both_commands_tell_of_the_option(tmp_path: Path) -> None:
    for command in ("draft", "timeline"):
        assert "--evidence FILE" in run_here(command, "--help", cwd=tmp_path).stdout


def test_hostile_text_in_a_file_is_data(tmp_path: Path) -> None:
    hostile = "Deployed \x1b[31m<script>alert(1)</script> {{ 7*7 }} | x ``` [l](javascript:x) \u202e"
    (tmp_path / "x.csv").write_text(f'time,text\n2026-10-14 08:58,"{hostile}"\n', encoding="utf-8")
    done = run("draft", tmp_path, tmp_path / "x.csv")
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "incidents").glob("2026*")
    page = (folder / "draft.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "\x1b" not in page
    assert "{{ 7" in (folder / "draft.md").read_text(encoding="utf-8")


# Runs one command and tells the most memory that it took, in kilobytes: what other tests started does not count.
OF_ONE_CHILD = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print("most memory:", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def test_two_hundred_thousand_rows_are_read_in_bounded_memory(tmp_path: Path) -> None:
    """A million take five times as long, and no more memory."""
    path = tmp_path / "big.log"
    with path.open("w", encoding="utf-8") as stream:
        for n in range(200_000):
            clock = f"2026-10-14 {8 + n // 60000:02}:{n // 1000 % 60:02}:{n // 17 % 60:02}"
            stream.write(f"{clock} {'ERROR' if n % 3 == 0 else 'INFO'} [exec-{n % 9}] Pool - {'Timeout' if n % 3 == 0 else 'request'} after {n} ms\n")
    command = [sys.executable, "-m", "postmortem", "timeline", CHANNEL, "--export", str(SAMPLES / "checkout-outage"), "--evidence", str(path), "--all"]
    done = subprocess.run([sys.executable, "-c", OF_ONE_CHILD, *command], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "200,000 rows read" in done.stderr
    assert len([entry for entry in json.loads(done.stdout) if "big.log" in entry["sources"][0]]) < 50
    assert int(done.stderr.rpartition("most memory: ")[2]) < 400_000
