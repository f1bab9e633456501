"""The timeline figure: what it shows, that nothing in it stands on anything else, and that it is the same every time."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from PIL import Image

from postmortem.documents.figure import draw_figure
from postmortem.documents.figure_axis import fit_axis, ticks
from postmortem.documents.figure_places import in_rows, width_of
from postmortem.report.course import LANES, Course, Mark, Moment, Span
from postmortem.report.course_words import describe_course
from postmortem.timeline.series import Point, Series

START = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def moments(**minutes: float) -> tuple[Moment, ...]:
    return tuple(Moment(name=name, at=at(number), time=f"{at(number).astimezone(LONDON):%d %H:%M}") for name, number in minutes.items())


def marks(*places: tuple[float, str]) -> tuple[Mark, ...]:
    return tuple(Mark(at=at(minutes), time="", lane=lane, number=str(number), is_told=number % 5 == 0) for number, (minutes, lane) in enumerate(places, start=1))


def course(**parts: object) -> Course:
    return Course(**{"zone": LONDON, "zone_name": "BST (UTC+1)", "offices": {}, **parts})  # type: ignore[arg-type]


LANE_NAMES = list(LANES)
CASES = {
    "five minutes": course(moments=moments(declared=0, resolved=5), marks=marks((0, "noticed"), (1, "done"), (5, "recovered"))),
    "five days, with something of twenty days before": course(
        moments=moments(began=-28_800, detected=0, declared=20, resolved=7_200),
        phases=(Span(label="unnoticed", start=at(-28_800), end=at(0), long="20 days"), Span(label="handled", start=at(20), end=at(7_200))),
        marks=marks(*((number * 170.0, LANE_NAMES[number % 8]) for number in range(40))),
    ),
    "sixty in a minute": course(moments=moments(began=0, resolved=5), marks=marks(*((number / 60, "found") for number in range(60)))),
    "sixty in three hours": course(marks=marks(*((number * 3.1, LANE_NAMES[number * 7 % 8]) for number in range(60)))),
    "one entry": course(moments=moments(declared=0, resolved=0.2), marks=marks((0, "other"))),
    "told of two days before": course(moments=moments(declared=0, resolved=90), marks=marks((-2_880, "noticed"), *((number * 9.0, "done") for number in range(10)))),
    "long and odd labels": course(
        marks=marks((0, "told"), (3, "told"), (60, "told")),
        offices={"incident lead": (Span(label="מוביל האירוע " * 12, start=at(0), end=at(50)), Span(label="日本 & <b>", start=at(50), end=at(51)))},
        severity=(Span(label="critical", start=at(0), end=at(60), grade=4),),
        series=(Series(name="errors\x00 \ud800<script> " * 9, file="a.csv", points=tuple(Point(at(n), float(n % 7), n + 2) for n in range(60))),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_odd_incidents_have_a_figure_that_is_the_same_every_time(case: Course) -> None:
    figure = draw_figure(case)
    assert figure is not None
    assert draw_figure(case) == figure
    root = etree.fromstring(figure.svg.encode())
    assert not [one for one in root.iter() if etree.QName(one).localname in ("script", "style", "image", "a")]
    picture = Image.open(io.BytesIO(figure.png))
    assert picture.width == 2160
    assert picture.info.keys() <= {"gamma", "srgb", "dpi"}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_numbers_of_entries_never_stand_on_one_another_nor_outside(case: Course) -> None:
    figure = draw_figure(case)
    assert figure is not None
    boxes = [
        (float(one.get("x", 0)), float(one.get("y", 0)), float(one.get("width", 0)), float(one.get("height", 0)))
        for one in etree.fromstring(figure.svg.encode()).iter()
        if one.get("rx")
    ]
    assert len(boxes) == len(case.marks)
    assert all(x >= 90 and x + width <= 720 for x, _, width, _ in boxes)
    for number, (x, y, width, height) in enumerate(boxes):
        assert not [other for other in boxes[number + 1 :] if x < other[0] + other[2] and other[0] < x + width and y < other[1] + other[3] and other[1] < y + height]


def test_without_anything_to_see_there_is_no_figure() -> None:
    assert draw_figure(course()) is None
    assert draw_figure(course(moments=moments(declared=0), marks=marks((0, "other")))) is None


def test_phases_and_severities_differ_in_grey() -> None:
    """Neighbouring bands are as far apart in lightness as is needed to tell them apart without colour."""
    case = course(
        moments=moments(began=0, detected=30, declared=60, mitigated=90, resolved=120),
        phases=tuple(Span(label=label, start=at(30 * n), end=at(30 * n + 30)) for n, label in enumerate(("unnoticed", "noticed", "handled", "watched"))),
    )
    figure = draw_figure(case)
    assert figure is not None
    fills = [one.get("fill", "") for one in etree.fromstring(figure.svg.encode()).iter() if one.get("height") == "20"]
    greys = [sum(weight * int(fill[place : place + 2], 16) for weight, place in ((0.299, 1), (0.587, 3), (0.114, 5))) for fill in fills]
    assert len(greys) == 4
    assert all(abs(one - other) > 30 for one, other in pairwise(greys))


def test_the_description_tells_what_the_picture_shows() -> None:
    words = describe_course(CASES["five minutes"])
    assert "Declared 14 10:00, resolved 14 10:05" in words
    assert "3 entries of the timeline: noticed 1, done 1, recovered 1" in words


def test_what_is_far_away_stands_beyond_a_break() -> None:
    axis = fit_axis([at(-2_880), *(at(number) for number in range(0, 100, 5))], 100, 700)
    assert (axis.earlier, axis.later) == (True, False)
    assert axis.x(at(-2_880)) < axis.inner[0] < axis.x(at(0)) < axis.x(at(95)) < 700
    together = fit_axis([at(0), at(60), at(120), at(600)], 100, 700)
    assert not together.earlier
    assert not together.later


@pytest.mark.parametrize(("minutes", "first"), [(5, "10:00"), (240, "10:00"), (7_200, "15 Oct")])
def test_ticks_are_few_and_in_local_time(minutes: float, first: str) -> None:
    shown = ticks(fit_axis([at(0), at(minutes)], 100, 700), LONDON)
    assert 2 <= len(shown) <= 12
    assert first in [label for _, label in shown]


def test_ticks_follow_the_clock_when_it_changes() -> None:
    """The hour that comes twice in October is no reason for a label out of order."""
    night = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)
    shown = [label for _, label in ticks(fit_axis([night, night + timedelta(hours=14)], 100, 700), LONDON)]
    assert [label.partition("\n")[0] for label in shown][:3] == ["00:00", "02:00", "04:00"]


def test_places_in_rows_do_not_overlap_and_stay_inside() -> None:
    wanted = [(10.0 * (number // 9), 18.0) for number in range(90)]
    placed = in_rows(wanted, left=0, right=400, gap=2, rows=4, reach=40)
    rows: dict[int, list[float]] = {}
    for spot in placed:
        rows.setdefault(spot.row, []).append(spot.x)
    assert all(later - sooner >= 20 - 1e-9 for row in rows.values() for sooner, later in pairwise(row))
    assert all(9 <= spot.x <= 391 for spot in placed)


def test_widths_are_rather_too_great() -> None:
    assert width_of("Second incident lead, 1 h 41 min", 10) > 150
    assert re.fullmatch(r"\d+\.\d+", str(width_of("日本語", 10)))
