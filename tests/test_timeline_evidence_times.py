"""The times that files of evidence hold: what they mean, and which of them may mean nothing or several things."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from postmortem.evidence.clock import DAY_FIRST, MONTH_FIRST, UNKNOWN, BadTime, FileClock, order_of

BEGIN = datetime(2026, 10, 14, 8, 0, tzinfo=UTC).timestamp()
LONDON = ZoneInfo("Europe/London")


def clock(*, zone: ZoneInfo = LONDON, begin: float = BEGIN, order: str = UNKNOWN) -> FileClock:
    return FileClock(zone, (begin, begin + 4 * 3600), lambda: order)


def shown(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, tz=UTC):%Y-%m-%dT%H:%M:%S}"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2026-10-14T08:02:11Z", "2026-10-14T08:02:11", id="ISO, UTC"),
        pytest.param("2026-10-14T09:02:11+01:00", "2026-10-14T08:02:11", id="ISO with an offset"),
        pytest.param("2026-10-14T09:02:11+0100", "2026-10-14T08:02:11", id="an offset without a colon"),
        pytest.param("2026-10-14 09:02:11,123", "2026-10-14T08:02:11", id="no zone: the incident's"),
        pytest.param("2026-10-14 09:02", "2026-10-14T08:02:00", id="no seconds"),
        pytest.param("2026-12-14 09:02", "2026-12-14T09:02:00", id="no zone, in winter"),
        pytest.param("2026-10-14T08:02:11.123456789Z", "2026-10-14T08:02:11", id="nanoseconds"),
        pytest.param("2026/10/14 09:02:11", "2026-10-14T08:02:11", id="slashes, year first"),
        pytest.param("20261014T080211Z", "2026-10-14T08:02:11", id="ISO without signs"),
        pytest.param("2026-10-14 09:02:11 BST", "2026-10-14T08:02:11", id="a zone by letters"),
        pytest.param("2026-10-14 04:02 EDT", "2026-10-14T08:02:00", id="another zone by letters"),
        pytest.param("2026-10-14 10:02 Europe/Paris", "2026-10-14T08:02:00", id="a zone by place"),
        pytest.param("14/10/2026 09:02", "2026-10-14T08:02:00", id="a day that is no month"),
        pytest.param("10/14/2026 9:02 AM", "2026-10-14T08:02:00", id="a month, then a day that is none"),
        pytest.param("04/04/2026 09:02", "2026-04-04T08:02:00", id="day and month the same"),
        pytest.param("03.04.2026 09:02", "2026-04-03T08:02:00", id="dots are day first"),
        pytest.param("10/14/26 9:02 PM", "2026-10-14T20:02:00", id="a year of two digits, in the evening"),
        pytest.param("14/Oct/2026:09:02:11 +0100", "2026-10-14T08:02:11", id="Apache"),
        pytest.param("14/Oct/26 9:02 AM", "2026-10-14T08:02:00", id="Jira"),
        pytest.param("Wed, 14 Oct 2026 09:02:11 +0100", "2026-10-14T08:02:11", id="an e-mail's"),
        pytest.param("Wed Oct 14 08:02:11 UTC 2026", "2026-10-14T08:02:11", id="date's"),
        pytest.param("Oct 14, 2026 9:02 AM", "2026-10-14T08:02:00", id="month, day, year"),
        pytest.param("14 October 2026 at 09:02", "2026-10-14T08:02:00", id="in words"),
        pytest.param("Oct 14 09:02:11", "2026-10-14T08:02:11", id="syslog, no year"),
        pytest.param("1791964931", "2026-10-14T08:02:11", id="seconds"),
        pytest.param("1791964931.5", "2026-10-14T08:02:11", id="seconds and a fraction"),
        pytest.param("1791964931000", "2026-10-14T08:02:11", id="milliseconds"),
        pytest.param("1791964931000000", "2026-10-14T08:02:11", id="microseconds"),
        pytest.param('"2026-10-14T08:02:11Z"', "2026-10-14T08:02:11", id="in quotation marks"),
    ],
)
def test_a_time_is_read_as_what_it_means(text: str, moment: str) -> None:
    assert shown(clock().read(text).at) == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "no time", id="nothing"),
        pytest.param("   ", "no time", id="white space"),
        pytest.param("yesterday", "that can be read", id="a word"),
        pytest.param("soon after 9", "that can be read", id="a sentence"),
        pytest.param("2026-10-14", "no time of the day", id="a day alone"),
        pytest.param("14/10/2026", "no time of the day", id="a day alone, numbers"),
        pytest.param("14 October 2026", "no time of the day", id="a day alone, words"),
        pytest.param("09:02:11", "that can be read", id="a time alone"),
        pytest.param("2026-13-14 09:02", "no calendar", id="a thirteenth month"),
        pytest.param("2026-02-30 09:02", "no calendar", id="30 February"),
        pytest.param("Feb 29 10:00:00", "no year has", id="29 February without a year"),
        pytest.param("2026-10-14 25:02", "no clock shows", id="an hour too many"),
        pytest.param("2026-10-14 13:02 PM", "no clock shows", id="13 in the afternoon"),
        pytest.param("2026-10-14T09:02:61Z", "no clock shows", id="a second too many"),
        pytest.param("2026-10-14 09:61", "that can be read", id="a minute too many"),
        pytest.param("2026-10-14 09:02 IST", "may mean several", id="letters of three zones"),
        pytest.param("2026-10-14 09:02 Europe/Nowhere", "may mean several, or none", id="no such place"),
        pytest.param("2026-10-14 09:02 +19:00", "zone that is none", id="no such offset"),
        pytest.param("03/04/2026 09:02", "either way round", id="day and month either way"),
        pytest.param("3-4-26 09:02", "either way round", id="the same, short"),
        pytest.param("2026-10-25 01:30", "showed twice", id="the hour that comes twice"),
        pytest.param("2026-03-29 01:30", "left out", id="the hour that is left out"),
        pytest.param("12345", "that can be read", id="a small number"),
        pytest.param("99999999999999999999", "that can be read", id="a large number"),
        pytest.param("1999", "that can be read", id="a year"),
        pytest.param("x" * 1_000_000, "that can be read", id="a million characters"),
        pytest.param("1" * 1_000_000, "that can be read", id="a million digits"),
    ],
)
def test_a_time_that_means_nothing_or_several_moments_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadTime, match=why):
        clock().read(text)


@pytest.mark.parametrize("number", [1791964931, 1791964931.25, 1791964931000])
def test_a_bare_number_is_seconds_or_milliseconds(number: float) -> None:
    assert shown(clock().read(number).at) == "2026-10-14T08:02:11"


@pytest.mark.parametrize("number", [0, 5, -1, 1e300, float("nan"), float("inf"), 214])
def test_a_number_that_is_no_time_is_refused(number: float) -> None:
    with pytest.raises(BadTime, match="number"):
        clock().read(number)


@pytest.mark.parametrize(("order", "moment"), [(DAY_FIRST, "2026-10-12T08:02:00"), (MONTH_FIRST, "2026-12-10T09:02:00")])
def test_other_rows_settle_the_order_of_day_and_month(order: str, moment: str) -> None:
    assert shown(clock(order=order).read("12/10/2026 09:02").at) == moment


@pytest.mark.parametrize(
    ("values", "order"),
    [
        pytest.param(["03/04/2026 1:00", "14/10/2026 1:00"], DAY_FIRST, id="a day over twelve comes first"),
        pytest.param(["03/04/2026", "10/14/2026"], MONTH_FIRST, id="a day over twelve comes second"),
        pytest.param(["[10/14/2026 09:00:00] boom"], MONTH_FIRST, id="at the beginning of a line"),
        pytest.param(["03/04/2026", "04/04/2026"], UNKNOWN, id="none is over twelve"),
        pytest.param(["14/10/2026", "10/14/2026"], UNKNOWN, id="both ways in one file"),
        pytest.param(["2026-10-14 01:00", "release 14/10/2026", "14.10.2026"], UNKNOWN, id="no such date at the beginning"),
        pytest.param([], UNKNOWN, id="nothing"),
    ],
)
def test_the_order_of_a_file_is_that_of_dates_which_leave_no_choice(values: list[str], order: str) -> None:
    assert order_of(values) == order


def test_a_zone_that_the_column_names_is_used_where_the_time_names_none() -> None:
    assert shown(clock().read("2026-10-14 09:02", zone="UTC").at) == "2026-10-14T09:02:00"
    assert shown(clock().read("2026-10-14 09:02+01:00", zone="UTC").at) == "2026-10-14T08:02:00"


@pytest.mark.parametrize(
    ("begin", "text", "moment"),
    [
        pytest.param(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "Jan  1 00:10:00", "2027-01-01T00:10:00", id="after New Year"),
        pytest.param(datetime(2027, 1, 1, 0, 30, tzinfo=UTC), "Dec 31 23:50:00", "2026-12-31T23:50:00", id="before New Year"),
        pytest.param(datetime(2028, 2, 29, 8, 0, tzinfo=UTC), "Feb 29 09:00:00", "2028-02-29T09:00:00", id="29 February"),
    ],
)
def test_a_date_without_a_year_takes_the_incidents(begin: datetime, text: str, moment: str) -> None:
    reading = clock(begin=begin.timestamp()).read(text)
    assert shown(reading.at) == moment
    assert not reading.own_year


@pytest.mark.parametrize(
    ("line", "moment", "rest"),
    [
        pytest.param("2026-10-14 09:02:11,123 ERROR pool", "08:02:11", "ERROR pool", id="Java"),
        pytest.param("2026-10-14T08:02:11.123Z ERROR pool", "08:02:11", "ERROR pool", id="ISO"),
        pytest.param("[2026-10-14 09:02:11] prod.ERROR: x", "08:02:11", "prod.ERROR: x", id="in brackets"),
        pytest.param("2026/10/14 09:02:11 [error] 12#12: x", "08:02:11", "[error] 12#12: x", id="nginx's error log"),
        pytest.param("Oct 14 09:02:11 web1 app[1]: x", "08:02:11", "web1 app[1]: x", id="syslog"),
        pytest.param("Oct  4 09:02:11 web1 x", "08:02:11", "web1 x", id="syslog, a day of one digit"),
        pytest.param("<34>1 2026-10-14T08:02:11Z web1 x", "08:02:11", "web1 x", id="syslog with its priority"),
        pytest.param('1.2.3.4 - ann [14/Oct/2026:09:02:11 +0100] "GET / HTTP/1.1" 500', "08:02:11", '"GET / HTTP/1.1" 500', id="access log: no address, no account"),
        pytest.param("[Wed Oct 14 09:02:11.123456 2026] [core:error] x", "08:02:11", "[core:error] x", id="Apache's error log"),
        pytest.param("ERROR 2026-10-14 09:02:11,123 x", "08:02:11", "x", id="the level first"),
        pytest.param("time=2026-10-14T08:02:11Z level=error msg=x", "08:02:11", "level=error msg=x", id="keys and values"),
        pytest.param("E1014 09:02:11.123456 12 x.go:1] m", "08:02:11", "12 x.go:1] m", id="Kubernetes"),
        pytest.param("1791964931 boom", "08:02:11", "boom", id="seconds"),
        pytest.param("1791964931000 boom", "08:02:11", "boom", id="milliseconds"),
        pytest.param("2026-10-14T08:02:11Z,release 214", "08:02:11", "release 214", id="a table without a heading"),
    ],
)
def test_a_logs_line_begins_with_a_time(line: str, moment: str, rest: str) -> None:
    reading = clock().read_beginning(line)
    assert reading is not None
    assert shown(reading.at).endswith(moment)
    assert line[reading.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("\tat org.example.App.main(App.java:12)", id="a stack trace"),
        pytest.param("Caused by: java.lang.IllegalStateException", id="its cause"),
        pytest.param("released at 2026-10-14 09:02:11", id="a time further on"),
        pytest.param("2026-10-14 release", id="a day alone"),
        pytest.param("09:02:11 ERROR x", id="a time without a day"),
        pytest.param("10 errors found", id="a number"),
        pytest.param("12345678901234567890 x", id="a long number"),
        pytest.param("October was fine", id="a month"),
        pytest.param("", id="nothing"),
        pytest.param("2026-10-14T08:02:11release", id="a time that goes on as a word"),
        pytest.param("- 09:00 somebody noticed", id="a list in notes"),
    ],
)
def test_a_line_that_begins_with_no_time_is_none(line: str) -> None:
    assert clock().read_beginning(line) is None


def test_a_log_goes_on_through_the_hour_that_comes_twice() -> None:
    night = clock(begin=datetime(2026, 10, 24, 23, 0, tzinfo=UTC).timestamp())
    lines = ["00:58", "01:20", "01:58", "01:02", "01:40", "02:01"]
    moments = [night.read_beginning(f"2026-10-25 {line}:00 x") for line in lines]
    assert [shown(moment.at)[11:16] for moment in moments if moment] == ["23:58", "00:20", "00:58", "01:02", "01:40", "02:01"]


def test_a_log_that_begins_in_the_hour_that_comes_twice_leaves_its_time_open() -> None:
    with pytest.raises(BadTime, match="twice"):
        clock().read_beginning("2026-10-25 01:20:00 x")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-10-14" * 20_000, id="days"),
        pytest.param("1" * 200_000, id="digits"),
        pytest.param("1.1 " * 50_000, id="columns of an access log"),
        pytest.param("[" * 200_000, id="brackets"),
        pytest.param("a" * 200_000, id="letters"),
        pytest.param("Mon, " * 40_000, id="weekdays"),
        pytest.param("<1>" * 60_000, id="priorities"),
        pytest.param(" " * 200_000, id="spaces"),
    ],
)
def test_looking_for_a_time_costs_little_whatever_the_line(text: str) -> None:
    reader = clock()
    began = time.perf_counter()
    for _ in range(20):
        reader.begins_with_time(text)
        order_of([text])
    assert time.perf_counter() - began < 1.0
