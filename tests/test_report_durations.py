"""Durations have a definition each, by the clock and in support hours; no order is forced, and what cannot be is named."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortem.report.contents import Duration
from postmortem.report.durations import contradiction, list_durations
from postmortem.report.times import Clock
from postmortem.support_hours import LONGEST, SupportHours

LONDON = ZoneInfo("Europe/London")
HOURS = SupportHours(is_set=True)


def at(text: str, *, fold: int = 0) -> datetime:
    """A moment by the clock on the wall in London; fold 1 is the second time of an hour that exists twice."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


def clock(*moments: datetime) -> Clock:
    return Clock.for_moments("Europe/London", moments, main=moments[0])


def durations(support: SupportHours = HOURS, **moments: datetime) -> dict[str, Duration]:
    return {row.label: row for row in list_durations(moments, clock(*moments.values()), support)}


@pytest.mark.parametrize(
    ("moment", "covered"),
    [
        ("2026-10-14 10:00", True),  # a Wednesday
        ("2026-10-14 17:59", True),
        ("2026-10-14 09:59", False),
        ("2026-10-14 18:00", False),
        ("2026-10-14 00:00", False),
        ("2026-10-17 12:00", False),  # a Saturday
        ("2026-10-18 12:00", False),
        ("2026-10-19 12:00", True),
        ("2026-10-26 10:00", True),  # the first working morning of winter time
        ("2026-10-26 09:59", False),
        ("2026-12-31 17:59", True),
        ("2027-01-01 12:00", False),  # closed
    ],
)
def test_out_of_hours_is_by_the_clock_on_the_wall_and_on_days_off(moment: str, covered: bool) -> None:
    assert SupportHours(closed=(date(2027, 1, 1),)).covers(at(moment)) is covered


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-10-14 10:30", "2026-10-14 11:30", 60),
        ("2026-10-14 09:00", "2026-10-14 10:45", 45),
        ("2026-10-14 17:30", "2026-10-15 10:30", 60),  # over a night
        ("2026-10-16 17:00", "2026-10-19 11:00", 120),  # over a weekend
        ("2026-12-31 17:00", "2027-01-04 11:00", 120),  # over New Year, which is closed
        ("2026-10-12 00:00", "2026-10-19 00:00", 5 * 480),  # a week
        ("2026-10-23 17:00", "2026-10-26 11:00", 120),  # over the end of summer time
        ("2026-10-14 18:00", "2026-10-15 10:00", 0),
        ("2026-10-17 10:00", "2026-10-18 18:00", 0),
        ("2027-01-01 10:00", "2027-01-01 18:00", 0),
        ("2026-10-25 00:30", "2026-10-25 02:30", 0),
        ("2026-10-14 12:00", "2026-10-14 12:00", 0),
    ],
)
def test_support_hours_are_counted_without_nights_and_days_off(start: str, end: str, minutes: int) -> None:
    assert SupportHours(closed=(date(2027, 1, 1),)).between(at(start), at(end)) == timedelta(minutes=minutes)


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    night = SupportHours(start=time(22), end=time(6), days=(4,))  # Friday night
    assert night.covers(at("2026-10-16 23:00")) and night.covers(at("2026-10-17 05:59"))
    assert not night.covers(at("2026-10-16 05:00")) and not night.covers(at("2026-10-17 23:00"))
    assert night.between(at("2026-10-16 00:00"), at("2026-10-18 00:00")) == timedelta(hours=8)


def test_a_night_in_which_the_clocks_go_back_has_an_hour_more() -> None:
    night = SupportHours(start=time(22), end=time(6), days=(5,))
    assert night.between(at("2026-10-24 12:00"), at("2026-10-25 12:00")) == timedelta(hours=9)


def test_hours_from_midnight_to_midnight_are_the_whole_day() -> None:
    always = SupportHours(start=time(0), end=time(0), days=(0, 1, 2, 3, 4, 5, 6))
    assert always.between(at("2026-10-24 12:00"), at("2026-10-26 12:00")) == timedelta(hours=49)
    assert always.outside(at("2026-10-24 12:00"), at("2026-10-26 12:00")) == ()


def test_what_is_outside_support_hours_is_the_rest_in_order() -> None:
    assert HOURS.outside(at("2026-10-14 09:00"), at("2026-10-14 19:00")) == (
        (at("2026-10-14 09:00"), at("2026-10-14 10:00")),
        (at("2026-10-14 18:00"), at("2026-10-14 19:00")),
    )
    assert HOURS.outside(at("2026-10-14 11:00"), at("2026-10-14 12:00")) == ()


moments = st.integers(1_767_225_600, 1_830_297_600).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))


@given(moments, st.integers(0, 40 * 86400))
def test_inside_and_outside_make_the_whole(start: datetime, seconds: int) -> None:
    end = start + timedelta(seconds=seconds)
    outside = sum((until - since for since, until in HOURS.outside(start, end)), timedelta())
    inside = HOURS.between(start, end)
    assert inside is not None and inside + outside == end - start


def test_of_a_time_that_is_no_incidents_nothing_is_counted() -> None:
    assert HOURS.between(at("2020-01-01 00:00"), at("2026-01-01 00:00")) is None
    assert HOURS.outside(at("2020-01-01 00:00"), at("9999-01-01 00:00"))[-1][1] <= at("2020-01-01 00:00") + LONGEST


def test_each_duration_says_from_what_to_what() -> None:
    rows = durations(
        began=at("2026-10-14 09:40"),
        detected=at("2026-10-14 09:50"),
        declared=at("2026-10-14 10:05"),
        mitigated=at("2026-10-14 11:10"),
        restored=at("2026-10-14 17:40"),
        resolved=at("2026-10-15 10:20"),
    )
    assert {label: (row.value, row.support) for label, row in rows.items()} == {
        "Time to detect": ("10 min", "none"),
        "Time to declare": ("15 min", "5 min"),
        "Time to mitigate": ("1 h 30 min", "1 h 10 min"),
        "Time to restore": ("8 h", "7 h 40 min"),
        "Time to resolve": ("1 day 40 min", "8 h 20 min"),
    }
    assert rows["Time to mitigate"].definition == "from when it began to when its impact ended"


def test_without_support_hours_in_the_settings_none_are_given() -> None:
    rows = durations(SupportHours(), began=at("2026-10-14 10:00"), detected=at("2026-10-14 11:00"))
    assert (rows["Time to detect"].value, rows["Time to detect"].support) == ("1 h", "")


@pytest.mark.parametrize(
    ("began", "resolved", "value"),
    [
        (at("2026-10-25 01:30"), at("2026-10-25 01:30", fold=1), "1 h"),  # the hour that exists twice
        (at("2026-10-25 01:50"), at("2026-10-25 01:10", fold=1), "20 min"),
        (at("2026-10-24 22:31"), at("2026-10-25 11:40"), "14 h 9 min"),
        (at("2026-03-29 00:30"), at("2026-03-29 02:30"), "1 h"),  # the hour that does not exist
        (at("2026-12-31 23:50"), at("2027-01-01 00:20"), "30 min"),
        (at("2026-02-27 12:00"), at("2026-03-02 12:05"), "3 days 5 min"),
        (at("2026-10-14 10:00:59"), at("2026-10-14 10:01:01"), "1 min"),
        (at("2026-10-14 10:00:01"), at("2026-10-14 10:00:59"), "under a minute"),
    ],
)
def test_a_duration_is_time_that_passed_whatever_the_clocks_do(began: datetime, resolved: datetime, value: str) -> None:
    assert durations(began=began, resolved=resolved)["Time to resolve"].value == value


def test_a_missing_end_is_named_and_nothing_is_computed() -> None:
    rows = durations(detected=at("2026-10-14 10:00"))
    assert (rows["Time to detect"].value, rows["Time to detect"].note) == ("", "not known when it began")
    assert rows["Time to resolve"].note == "not known when it began or when it was closed"
    assert rows["Time to declare"].note == "not known when it was declared"


def test_a_declaration_before_the_alarm_is_told_as_it_was() -> None:
    rows = durations(detected=at("2026-10-14 10:05"), declared=at("2026-10-14 10:02"))
    assert (rows["Time to declare"].value, rows["Time to declare"].note) == ("3 min before it was noticed", "")


def test_a_declaration_after_the_repair_is_no_contradiction() -> None:
    given = {"began": at("2026-10-14 10:00"), "mitigated": at("2026-10-14 10:20"), "declared": at("2026-10-14 10:40")}
    assert not any(contradiction(name, given, clock(*given.values())) for name in given)


@pytest.mark.parametrize(
    ("name", "earlier", "asks"),
    [
        ("detected", "began", True),
        ("mitigated", "began", True),
        ("restored", "mitigated", True),
        ("resolved", "restored", True),
        ("resolved", "detected", True),
        ("declared", "detected", False),
        ("declared", "resolved", False),
        ("began", "detected", False),
        ("mitigated", "detected", False),
        ("restored", "detected", False),
    ],
)
def test_only_what_cannot_be_is_asked_about(name: str, earlier: str, asks: bool) -> None:
    given = {earlier: at("2026-10-14 10:10"), name: at("2026-10-14 10:00")}
    assert bool(contradiction(name, given, clock(*given.values()))) is asks
    given = {earlier: at("2026-10-14 10:00:50"), name: at("2026-10-14 10:00:10")}
    assert contradiction(name, given, clock(*given.values())) == ""  # the same minute


def test_a_contradiction_is_named_with_both_times() -> None:
    rows = durations(began=at("2026-12-31 23:50"), resolved=at("2026-12-31 22:00"))
    assert (rows["Time to resolve"].value, rows["Time to resolve"].note) == ("", "it was closed at 22:00, before it began at 23:50")
