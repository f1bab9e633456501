"""Lines of a log: their level, whether they tell of anything, and which of them say the same."""

from __future__ import annotations

import time

import pytest

from postmortem.evidence.logs import level_in, shape_of, weigh_line

LOGGED = {
    "an error": ("ERROR [exec-1] c.e.Pool - Timeout after 5003 ms", 2, ""),
    "a fatal error": ("FATAL: the database system is shutting down", 3, "change"),
    "no level, but trouble": ("connect() failed (111: Connection refused) while connecting to upstream", 1, ""),
    "a warning of trouble": ("WARN connection pool exhausted", 1, ""),
    "out of memory": ("Out of memory: Killed process 12 (java)", 1, ""),
    "a server error in an access log": ('"GET /x HTTP/1.1" 503 12 "-" "curl"', 1, ""),
    "a deployment": ("INFO Deployed release 214", 1, "deployment"),
    "a rollback": ("INFO Rolling back to release 213", 1, "rollback"),
    "a restart": ("INFO restarting worker 3: restarted", 1, "change"),
    "a recovery": ("INFO session store recovered", 1, "recovery"),
    "a migration": ("migrating table orders", 1, "deployment"),
    "a failover": ("NOTICE failing over to db2, failover started", 1, "change"),
    "a request": ('"GET /error HTTP/1.1" 200 12 "-" "curl"', 0, ""),
    "a request that was redirected": ('"POST /deployments HTTP/1.1" 302 12', 0, ""),
    "a framework's request": ("Started GET /restarted for 10.0.0.1", 0, ""),
    "an info line that speaks of errors": ("INFO retry succeeded after a timeout error", 0, ""),
    "no errors": ("finished with 0 errors", 0, ""),
    "nothing failed": ("batch done, failed=0", 0, ""),
    "without failures": ("all checks passed without failures", 0, ""),
    "debug": ("DEBUG exception mapper registered", 0, ""),
    "a session": ("systemd[1]: Started Session 3 of user root.", 0, ""),
    "a transaction": ("INFO rolled back transaction 7", 0, ""),
    "ordinary work": ("cache warmed in 30 ms", 0, ""),
    "a greeting": ("Listening to the queue", 0, ""),
    "a warning of nothing": ("WARN deprecated option --foo", 0, ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "weight", "kind"), LOGGED.values(), ids=LOGGED)
def test_a_log_line_is_worth_telling_where_it_says_trouble_or_a_change(text: str, weight: int, kind: str) -> None:
    assert weigh_line(text, level_in(text)) == (weight, kind)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("2026-10-14 09:00 ERROR x", "ERROR", id="in capitals"),
        pytest.param("time=1 level=error msg=x", "error", id="under its key"),
        pytest.param('{"level":"warn","msg":"x"}', "warn", id="in JSON"),
        pytest.param("2026/10/14 [crit] 12#0: x", "crit", id="in brackets"),
        pytest.param("the error was mine", "", id="a word in a sentence"),
        pytest.param("[main] starting", "", id="a thread in brackets"),
        pytest.param("TERROR", "", id="inside a word"),
        pytest.param("level=high", "", id="another level"),
    ],
)
def test_a_level_is_read_where_it_is_one(text: str, level: str) -> None:
    assert level_in(text) == level


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("timeout after 5 ms req=ab12", "timeout after 7003 ms req=cd99", True, id="numbers and values"),
        pytest.param('user "ann" denied', 'user "bob" denied', True, id="in quotation marks"),
        pytest.param("GET /basket/1 503", "GET /orders/77 503", True, id="paths"),
        pytest.param("id 4f5a6b7c8d9e failed", "id 00ff00ff00ff failed", True, id="ids"),
        pytest.param("pool exhausted", "pool refilled", False, id="other words"),
        pytest.param("disk full on db", "disk slow on db", False, id="another state"),
    ],
)
def test_two_lines_have_one_shape_where_only_values_differ(one: str, other: str, same: bool) -> None:
    assert (shape_of(one) == shape_of(other)) is same


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("level=" * 50_000, id="levels"),
        pytest.param('"' * 200_000, id="quotation marks"),
        pytest.param("=" * 200_000, id="equals"),
        pytest.param("no errors " * 20_000, id="no errors"),
        pytest.param("a" * 200_000, id="letters"),
        pytest.param("0" * 200_000, id="zeros"),
        pytest.param("/" * 200_000, id="slashes"),
    ],
)
def test_weighing_a_line_costs_little_whatever_is_in_it(text: str) -> None:
    began = time.perf_counter()
    for _ in range(20):
        weigh_line(text, level_in(text[:2000]))
        shape_of(text)
    assert time.perf_counter() - began < 1.0
