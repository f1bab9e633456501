"""Files of evidence as people have them: tables, objects, logs; in any encoding; with rows that cannot be used; and no files at all."""

from __future__ import annotations

import json
import os
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postmortem.errors import InputError
from postmortem.evidence import folding
from postmortem.evidence.gathering import Gathered, gather

BEGIN = datetime(2026, 10, 14, 8, 0, tzinfo=UTC).timestamp()
SPAN = (BEGIN, BEGIN + 4 * 3600)
HEAD = "time,message\n"
ROW = "2026-10-14 09:05,ok row\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Gathered]:
    def reader(data: str | bytes, name: str = "x.csv") -> Gathered:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return gather(path, name, zone=ZoneInfo("Europe/London"), span=SPAN)

    return reader


def told(gathered: Gathered) -> list[tuple[str, str]]:
    return [(f"{datetime.fromtimestamp(fold.row.at, tz=UTC):%H:%M}", fold.row.text) for fold in gathered.folds]


OBJECT = '{"time": "2026-10-14T08:06:00Z", "message": "a, b"}'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("x.csv", "time,message\n2026-10-14 09:06,\"a, b\"\n", id="commas"),
        pytest.param("x.csv", "time;message\n2026-10-14 09:06;a, b\n", id="semicolons"),
        pytest.param("x.tsv", "time\tmessage\n2026-10-14 09:06\ta, b\n", id="tabs"),
        pytest.param("x.txt", "when|what\n2026-10-14 09:06|a, b\n", id="bars, and another ending"),
        pytest.param("x.csv", "sep=;\ntime;message\n2026-10-14 09:06;a, b\n", id="a spreadsheet's first line"),
        pytest.param("x.csv", "\ufefftime;message\r\n2026-10-14 09:06;a, b\r\n", id="a mark of its encoding, and CRLF"),
        pytest.param("x.csv", "time;message\r2026-10-14 09:06;a, b\r", id="CR alone"),
        pytest.param("x.csv", "Date;Time;Summary\n14/10/2026;09:06;a, b\n", id="the day in a column of its own"),
        pytest.param("x.csv", "Time (UTC);message\n2026-10-14 08:06;a, b\n", id="the zone in the heading"),
        pytest.param("x.csv", "Created At;Title\n2026-10-14T08:06:00Z;a, b\n", id="names with spaces"),
        pytest.param("x.csv", "note;startedAt\na, b;1791965160\n", id="names with capitals, seconds"),
        pytest.param("x.csv", ("time;message\n2026-10-14 09:06;a, b\n").encode("utf-16"), id="UTF-16"),
        pytest.param("x.jsonl", f"{OBJECT}\n{OBJECT}\n", id="objects by line"),
        pytest.param("x.log", f"{OBJECT}\n{OBJECT}\n", id="objects by line, called a log"),
        pytest.param("x.json", f"[{OBJECT},\n{OBJECT}]", id="a list"),
        pytest.param("x.json", f"[\n{OBJECT},\n{OBJECT}\n]", id="a list by line"),
        pytest.param("x.json", json.dumps(json.loads(OBJECT), indent=2), id="one object over lines"),
        pytest.param("x.json", json.dumps({"total": 1, "items": [json.loads(OBJECT)]}), id="a list in an object"),
        pytest.param("x.json", json.dumps({"data": {"alerts": [json.loads(OBJECT)]}}), id="a list two levels down"),
        pytest.param("x.json", '{"alert": {"name": "a, b"}, "at": "2026-10-14T08:06:00Z"}', id="a name one level down"),
        pytest.param("x.json", '{"@timestamp": "2026-10-14T08:06:00Z", "log": {"msg": "a, b"}}', id="names with signs"),
        pytest.param("x.csv", "2026-10-14T08:06:00Z ERROR a, b\n", id="a log, called a table"),
    ],
)  # fmt: skip
def test_a_file_is_recognised_by_what_is_in_it(read: Callable[..., Gathered], name: str, data: str | bytes) -> None:
    gathered = read(data, name)
    (fold,) = gathered.folds
    assert f"{datetime.fromtimestamp(fold.row.at, tz=UTC):%H:%M}" == "08:06"
    assert fold.row.text.removeprefix("ERROR ") == "a, b"
    assert gathered.bad == 0


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("x.csv", b"", "is empty", id="empty"),
        pytest.param("x.csv", b"\n \n", "is empty", id="blank lines"),
        pytest.param("x.log", b"\0" * 5000, "nothing that is text", id="only NULs"),
        pytest.param("x.csv", b"PK\x03\x04" + b"x" * 50, "save it as CSV", id="a spreadsheet"),
        pytest.param("x.log", b"\x1f\x8b\x08" + b"x" * 50, "unpack it", id="gzip"),
        pytest.param("x.log", b"\x89PNG\r\n\x1a\n", "a picture", id="a picture"),
        pytest.param("x.bin", bytes(range(256)) * 20, "not a text", id="bytes"),
        pytest.param("x.csv", "time,message\n", "no rows", id="a heading alone"),
        pytest.param("x.csv", "a,b\n1,2\n", "no heading that tells", id="columns that say nothing"),
        pytest.param("x.csv", "time,author\n2026-10-14 09:06,x\n", "no heading that tells", id="no column of words"),
        pytest.param("x.txt", "hello\nthere\n", "in no form", id="prose"),
        pytest.param("x.md", "# Notes\n- 09:00 something\n", "in no form", id="notes"),
        pytest.param("x.csv", HEAD + "2025-10-14 09:06,x\n", "outside the time", id="all rows of another year"),
        pytest.param("x.csv", HEAD + "yesterday,x\n,y\n", "line 2, which has no time", id="no row that can be read"),
        pytest.param("x.json", "[]", "no row", id="an empty list"),
        pytest.param("x.json", "[1, 2]", "no form", id="a list of numbers"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(read: Callable[..., Gathered], name: str, data: str | bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read(data, name)
    assert str(error.value).startswith(name)


def test_what_is_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for name, words in (("nothing.csv", "There is no file nothing.csv"), ("fifo", "not a file"), (".", "not a file"), ("x\0y", "not a path")):
        with pytest.raises(InputError, match=words):
            gather(tmp_path / name, name, zone=ZoneInfo("UTC"), span=SPAN)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(HEAD + ROW)
    (tmp_path / "x.csv").chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        gather(tmp_path / "x.csv", "x.csv", zone=ZoneInfo("UTC"), span=SPAN)


@pytest.mark.parametrize(
    ("name", "bad", "number", "why"),
    [
        pytest.param("x.csv", "soon,x\n", 3, "time", id="no time"),
        pytest.param("x.csv", ",x\n", 3, "no time", id="an empty time"),
        pytest.param("x.csv", "2026-10-14 09:06,\n", 3, "does not say", id="no words"),
        pytest.param("x.csv", "2026-10-14 09:06\n", 3, "does not say", id="too few columns"),
        pytest.param("x.csv", "03/04/2026 09:06,x\n", 3, "either way round", id="day and month either way"),
        pytest.param("x.csv", "2026-10-25 01:30,x\n", 3, "twice", id="an hour that comes twice"),
        pytest.param("x.csv", '2026-10-14 09:06,"never closed\n', 3, "never closed", id="an open quotation mark"),
        pytest.param("x.csv", f"2026-10-14 09:06,{'x' * 1_000_000}\n", 3, "does not say", id="a word of a million characters"),
        pytest.param("x.csv", f"2026-10-14 09:06,{'x ' * 1_500_000}\n", 3, "2,000,000", id="three million characters"),
        pytest.param("x.jsonl", "not JSON\n", 3, "not JSON", id="not JSON"),
        pytest.param("x.jsonl", "[1]\n", 3, "not an object", id="no object"),
        pytest.param("x.jsonl", "[" * 100_000 + "\n", 3, "not JSON", id="nested without end"),
        pytest.param("x.jsonl", f'{{"time": {"9" * 5000}, "message": "x"}}\n', 3, "not JSON", id="a number without end"),
        pytest.param("x.jsonl", '{"time": NaN, "message": "x"}\n', 3, "number", id="not a number"),
        pytest.param("x.jsonl", '{"time": null, "message": "x"}\n', 3, "no time", id="null"),
        pytest.param("x.jsonl", '{"message": "x"}\n', 3, "no time", id="no key of a time"),
        pytest.param("x.jsonl", '{"time": "2026-10-14T08:05:00Z"}\n', 3, "does not say", id="no key of words"),
        pytest.param("x.log", "2026-13-14 09:06:00 x\n", 3, "calendar", id="a date that cannot be"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_used(read: Callable[..., Gathered], name: str, bad: str, number: int, why: str) -> None:
    good = {
        "x.csv": (HEAD + ROW, ROW),
        "x.jsonl": (2 * '{"time": "2026-10-14T08:05:00Z", "message": "ok row"}\n', '{"time": "2026-10-14T08:05:00Z", "message": "ok row"}\n'),
        "x.log": (2 * "2026-10-14 09:05:00 ERROR ok row\n", "2026-10-14 09:05:00 ERROR ok row\n"),
    }[name]
    gathered = read(good[0] + bad + good[1], name)
    assert [row.number for row in gathered.named] == [number]
    assert why in gathered.named[0].why
    (fold,) = gathered.folds
    assert fold.last_number == number + 1


def test_an_open_quotation_mark_swallows_no_rows(read: Callable[..., Gathered]) -> None:
    gathered = read(HEAD + '2026-10-14 09:06,"never closed\n' + ROW * 500)
    assert (gathered.bad, gathered.read) == (1, 500)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param('"two\nlines, and ""quotes"""', 'two lines, and "quotes"', id="lines and quotes"),
        pytest.param('a 5" disk', 'a 5" disk', id="a mark of inches"),
        pytest.param('"a;b|c"', "a;b|c", id="other delimiters"),
        pytest.param("café", "café", id="letters of UTF-8"),
        pytest.param("a\0b", "ab", id="a NUL"),
        pytest.param("  a \t b ", "a b", id="white space"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(read: Callable[..., Gathered], cell: str, text: str) -> None:
    gathered = read(HEAD + f"2026-10-14 09:06,{cell}\n" + "2026-10-14 09:30,after\n")
    assert [said for _, said in told(gathered)] == [text, "after"]


def test_lines_in_another_encoding_are_read_and_counted(read: Callable[..., Gathered]) -> None:
    gathered = read(HEAD.encode() + "2026-10-14 09:06,café déploy\n".encode("latin-1") + "2026-10-14 09:36,naïve\n".encode())
    assert [said for _, said in told(gathered)] == ["café déploy", "naïve"]
    assert gathered.other_lines == 1


def test_at_most_five_bad_rows_are_named(read: Callable[..., Gathered]) -> None:
    gathered = read(HEAD + "soon,x\n" * 40 + ROW)
    assert (gathered.bad, [row.number for row in gathered.named]) == (40, [2, 3, 4, 5, 6])


def test_rows_outside_the_incidents_time_are_counted(read: Callable[..., Gathered]) -> None:
    gathered = read(
        HEAD + "2026-10-13 08:59,the day before\n2026-10-13 09:01,within a day\n2026-10-15 00:59,within half a day\n2026-10-15 01:01,after\n"
    )
    assert [said for _, said in told(gathered)] == ["within a day", "within half a day"]
    assert gathered.outside == 2


def test_mixed_zones_are_each_taken_at_their_word(read: Callable[..., Gathered]) -> None:
    gathered = read(HEAD + "2026-10-14T09:06Z,a\n2026-10-14T09:06+01:00,b\n2026-10-14 09:07,c\n2026-10-14 04:08 EDT,d\n")
    assert told(gathered) == [("08:06", "b"), ("08:07", "c"), ("08:08", "d"), ("09:06", "a")]
    assert gathered.no_zone == 1


def test_other_rows_settle_the_order_of_day_and_month(read: Callable[..., Gathered]) -> None:
    """Even those that come later in the file."""
    day_first = read("date,text\n10/12/2026 09:06,x\n14/10/2026 09:06,y\n")
    month_first = read("date,text\n10/12/2026 09:06,x\n10/14/2026 09:06,y\n")
    assert (day_first.bad, day_first.outside) == (0, 1)
    assert (month_first.bad, month_first.outside) == (0, 1)
    assert read("date,text\n10/12/2026 09:06,x\n2026-10-14 09:06,y\n").bad == 1


@pytest.mark.parametrize(
    ("value", "who", "text"),
    [
        pytest.param({"title": "Fix pool", "author": {"login": "dkilb", "name": "Dagny K"}}, "dkilb\nDagny K", "Fix pool", id="an author's object"),
        pytest.param({"name": "CPU", "user": "dkilb"}, "dkilb", "CPU", id="a user's key"),
        pytest.param({"title": "Fix", "assignee": {"title": "CTO", "name": "Dagny"}}, "CTO\nDagny", "Fix", id="a person's own title"),
        pytest.param({"event": {"data": {"title": "deep"}}}, "", "deep", id="nobody"),
    ],
)
def test_what_tells_of_a_person_is_kept_apart(read: Callable[..., Gathered], value: dict[str, object], who: str, text: str) -> None:
    gathered = read(json.dumps([{"time": "2026-10-14T08:06:00Z", **value}]), "x.json")
    assert (gathered.folds[0].row.who, gathered.folds[0].row.text) == (who, text)


def test_a_version_says_what_a_single_word_does_not(read: Callable[..., Gathered]) -> None:
    gathered = read("time,event,service,version,env\n2026-10-14 09:06,deploy,basket,3.18.0,production\n")
    fold = gathered.folds[0]
    assert (fold.row.text, fold.kind, fold.row.tool) == ("deploy 3.18.0, production", "deploy", "basket")


@pytest.mark.parametrize(
    ("value", "is_log", "level"),
    [
        pytest.param({"level": "error", "msg": "boom"}, True, "error", id="a level"),
        pytest.param({"log": "ERROR boom", "stream": "stderr"}, True, "", id="a container's"),
        pytest.param({"severity": "ERROR", "textPayload": "boom"}, True, "", id="a cloud's"),
        pytest.param({"MESSAGE": "boom failed", "SYSLOG_IDENTIFIER": "app"}, True, "", id="a journal's"),
        pytest.param({"message": "boom", "severity": "critical"}, False, "", id="an alert"),
        pytest.param({"title": "boom", "service": "basket"}, False, "", id="a deployment"),
    ],
)
def test_objects_of_a_log_are_known_by_their_keys(read: Callable[..., Gathered], value: dict[str, str], is_log: bool, level: str) -> None:
    rows = [{"time": "2026-10-14T08:06:00Z", **value}, {"time": "2026-10-14T08:36:00Z", **value, "extra": "x"}]
    gathered = read("\n".join(map(json.dumps, rows)), "x.jsonl")
    assert gathered.read == 2
    assert all((fold.row.is_log, fold.row.level) == (is_log, level) for fold in gathered.folds)


@pytest.mark.parametrize(
    ("heading", "cells", "said"),
    [
        pytest.param("id,incident_number,description,service_name,created_on,resolved_on,urgency", "Q1,12,5xx,basket,2026-10-14T08:06:00Z,2026-10-14T08:30:00Z,high", ("5xx", "basket", "high", True, True), id="created on, resolved on"),
        pytest.param("Summary,Issue key,Status,Priority,Reporter,Created", "5xx,SUP-1,Done,High,Marcus Webb,14/Oct/26 9:06 AM", ("5xx", "", "High", True, False), id="an issue tracker's"),
        pytest.param("time,end,title,severity,source", "2026-10-14T08:06:00Z,2026-10-14T08:30:00Z,5xx,P1,Grafana", ("5xx", "Grafana", "P1", False, True), id="an end"),
        pytest.param("time,ended_at,title", "2026-10-14T08:06:00Z,2026-10-14T08:00:00Z,5xx", ("5xx", "", "", False, False), id="an end before the beginning is none"),
        pytest.param("time,ended_at,title", "2026-10-14T08:06:00Z,0001-01-01T00:00:00Z,5xx", ("5xx", "", "", False, False), id="an end that stands for none"),
        pytest.param("time,ended_at,title", "2026-10-14T08:06:00Z,2027-10-14T08:00:00Z,5xx", ("5xx", "", "", False, False), id="an end a year later"),
        pytest.param("time,author,title", "2026-10-14T08:06:00Z,Grafana,5xx", ("5xx", "", "", False, False), id="an author is no tool"),
    ],
)
def test_columns_are_known_by_their_names(read: Callable[..., Gathered], heading: str, cells: str, said: tuple[object, ...]) -> None:
    row = read(f"{heading}\n{cells}\n").folds[0].row
    assert (row.text, row.tool, row.grade, row.began, row.until is not None) == said


def test_what_says_the_same_within_minutes_is_one(read: Callable[..., Gathered]) -> None:
    rows = "".join(f"2026-10-14 09:{minute:02},disk full on db0\n" for minute in range(0, 40, 2)) + "2026-10-14 11:00,disk full on db0\n"
    gathered = read(HEAD + rows)
    assert [(fold.row.text, fold.count, fold.is_same, fold.last_number) for fold in gathered.folds] == [
        ("disk full on db0", 20, True, 21),
        ("disk full on db0", 1, True, 22),
    ]


@pytest.mark.parametrize("order", [1, -1, 7])
def test_the_order_of_the_rows_makes_no_difference(read: Callable[..., Gathered], order: int) -> None:
    rows = [f"2026-10-14 09:{minute:02}:{second:02} ERROR pool of {second} exhausted\n" for minute in range(40) for second in range(0, 60, 5)]
    rows = rows[::order] if order < 2 else [rows[place * order % len(rows)] for place in range(len(rows))]
    gathered = read("".join(rows), "x.log")
    assert [(fold.count, fold.row.text) for fold in gathered.folds] == [(480, "ERROR pool of 0 exhausted")]


def test_stack_traces_belong_to_the_line_before(read: Callable[..., Gathered]) -> None:
    gathered = read("2026-10-14 09:06:00 ERROR boom\n\tat a.b.C(C.java:1)\nCaused by: x\n\n2026-10-14 09:46:00 ERROR boom\n", "x.log")
    assert (gathered.read, gathered.bad) == (2, 0)


def test_a_log_that_begins_with_nuls_is_read(read: Callable[..., Gathered]) -> None:
    assert read(b"\0" * 1000 + b"2026-10-14 09:05:00 ERROR boom\n", "x.log").read == 1


def test_too_many_rows_are_dropped_and_counted(read: Callable[..., Gathered], monkeypatch: pytest.MonkeyPatch) -> None:
    """The most telling and nearest ones are kept."""
    monkeypatch.setattr(folding, "MOST_LOGGED", 5)
    words = [f"{chr(97 + place % 26)}{chr(97 + place // 26)}" for place in range(300)]
    lines = [f"2026-10-14 09:{place // 60:02}:{place % 60:02} WARN {word} failed\n" for place, word in enumerate(words)]
    lines.insert(200, "2026-10-14 09:03:20 FATAL the worst of all\n")
    gathered = read("".join(lines), "x.log")
    assert len(gathered.folds) == 5
    assert "FATAL the worst of all" in [fold.row.text for fold in gathered.folds]
    assert gathered.dropped == 301 - sum(fold.count for fold in gathered.folds)


def test_a_table_with_too_many_different_rows_is_told_by_shape(read: Callable[..., Gathered]) -> None:
    gathered = read(HEAD + "".join(f"2026-10-14 09:{n // 60 % 60:02}:{n % 60:02},request {n} failed\n" for n in range(3000)))
    assert [(fold.count, fold.is_same) for fold in gathered.folds] == [(3000, False)]
    assert gathered.dropped == 0


def row_of(n: int) -> str:
    return f"2026-10-14 {9 + n // 3600 % 4:02}:{n // 60 % 60:02}:{n % 60:02},{n % 1000:03d}"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param("x.log", lambda n: f"{row_of(n)} ERROR [exec-{n % 200}] Pool - Timeout after {n} ms req={n:x}\n", id="a log of one shape"),
        pytest.param("x.log", lambda n: f"{row_of(n)} ERROR {' '.join(oct(n * 7919)[2:].translate(str.maketrans('01234567', 'abcdefgh')))} failed\n", id="a log of many shapes"),
        pytest.param("x.csv", lambda n: f"{row_of(n).replace(',', '.')},alert,request {n} failed\n", id="a table"),
        pytest.param("x.jsonl", lambda n: json.dumps({"time": row_of(n), "message": f"request {n} failed", "service": f"s{n % 9}"}) + "\n", id="objects"),
    ],
)
def test_time_is_linear_and_memory_bounded(tmp_path: Path, name: str, line: Callable[[int], str]) -> None:
    """40,000 rows take about four times what 10,000 take, and hold no more than a few megabytes."""
    seconds: list[float] = []
    for count in (10_000, 40_000):
        path = tmp_path / f"{count}-{name}"
        path.write_text(("time,kind,message\n" if name.endswith("csv") else "") + "".join(line(n) for n in range(count)))
        began = time.process_time()
        gathered = gather(path, name, zone=ZoneInfo("Europe/London"), span=SPAN)
        seconds.append(time.process_time() - began)
        assert gathered.read == count
        assert len(gathered.folds) <= folding.MOST_ROWS
    assert seconds[1] < 8 * seconds[0] + 0.5
    tracemalloc.start()
    gather(tmp_path / f"10000-{name}", name, zone=ZoneInfo("Europe/London"), span=SPAN)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
