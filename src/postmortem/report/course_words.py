"""The figure in words: for those who do not see it, for its caption, and the numbers of its series."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem.report.course import LANES, Course, Span
from postmortem.report.times import Clock
from postmortem.timeline.series import Point, Series

CAPTION = "The course of the incident. Numbers are those of the sources, a dashed outline marks what was told afterwards."


def describe_course(course: Course) -> str:
    """What the picture shows, in a few sentences. No name of a series is in it: those stand in the text."""
    parts = [f"Timeline of the incident, times {course.zone_name}"]
    if course.moments:
        told = ", ".join(f"{one.name} {one.time}" for one in course.moments)
        parts.append(f"{told[:1].upper()}{told[1:]}")
    if course.phases:
        parts.append(f"Phases: {_row(course.phases)}")
    if course.severity:
        parts.append(f"Severity: {', then '.join(span.label for span in course.severity)}")
    parts += [
        f"{office.capitalize()}: {', then '.join(span.label for span in spans)}" for office, spans in course.offices.items()
    ]
    if course.marks:
        counts = {lane: sum(mark.lane == lane for mark in course.marks) for lane in LANES}
        lanes = ", ".join(f"{lane} {count}" for lane, count in counts.items() if count)
        parts.append(f"{len(course.marks)} {'entry' if len(course.marks) == 1 else 'entries'} of the timeline: {lanes}")
    if course.series:
        parts.append(f"{len(course.series)} {'series' if len(course.series) > 1 else 'line'} of numbers below, told in the text")
    return ". ".join(parts) + "."


def _row(spans: Iterable[Span]) -> str:
    return ", ".join(f"{span.label} {span.long}".strip() for span in spans)


def tell_series(series: Series, clock: Clock) -> str:
    """ "Errors: lowest 3 at 08:40, highest 412 at 10:07 (requests.csv, lines 2 and 14)." """
    low, high = series.lowest, series.highest
    place = f"line {low.line}" if low.line == high.line else f"lines {low.line} and {high.line}"
    said = (
        f"{_number(low, clock)} throughout"
        if low.value == high.value
        else f"lowest {_number(low, clock)}, highest {_number(high, clock)}"
    )
    return f"{series.name}: {said} ({series.file}, {place})"


def _number(point: Point, clock: Clock) -> str:
    value = point.value
    shown = f"{int(value):,}" if value == int(value) and abs(value) < 1e15 else f"{value:,.6g}"
    return f"{shown} at {clock.short(point.at)}"
