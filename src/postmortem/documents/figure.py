"""The timeline figure: phases, severity, offices, entries and series over one axis, drawn once as SVG and from that as PNG.

Nothing in it is told by colour alone: phases and severities are darker as they are worse and have their names on them, entries
stand in lanes with names, and their numbers are those that the timeline's sources have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from postmortem.documents.figure_axis import STRIP, fit_axis, ticks
from postmortem.documents.figure_drawing import INK, LINE, PAPER, SHADE, SOFT, Drawing, draw_pixels
from postmortem.documents.figure_places import cut_to, in_rows, width_of
from postmortem.documents.figure_series import HEIGHT as SERIES
from postmortem.documents.figure_series import draw_series
from postmortem.report.course import LANES, Course, Mark, Moment, Span
from postmortem.report.course_words import describe_course

WIDTH, LABELS, EDGE = 720.0, 104.0, 10.0
_BAND, _ROW, _PILL, _SMALL = 20.0, 17.0, 14.0, 10.0
_BRACKETS = re.compile(r" \([^)]*\)")
# Dark and light so far apart that they differ in grey, and of hues that the colour-blind tell apart: fill, and the letters on it.
_PHASES = {"unnoticed": ("#fbe3bd", INK), "noticed": ("#efb04a", INK), "handled": ("#9a4a12", PAPER), "watched": ("#cfe0f1", INK)}
_GRADES = {1: ("#e3e9f0", INK), 2: ("#c2cfde", INK), 3: ("#6f88a6", PAPER), 4: ("#2f4763", PAPER)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figure in both forms: the same drawing."""

    svg: str
    png: bytes


def draw_figure(course: Course) -> Figure | None:
    """The timeline figure; None where there is too little to see. Same course, same bytes."""
    if not course.is_worth_a_picture:
        return None
    svg = _Sheet(course).draw()
    return Figure(svg=svg, png=draw_pixels(svg))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flag:
    """The name of a moment: where its line is, and where it stands itself."""

    x: float
    left: float
    y: float
    width: float
    words: str


class _Sheet:
    """Draws from the top down; `y` is how far it has come."""

    def __init__(self, course: Course) -> None:
        self.course = course
        moments = [one.at for one in course.moments] + [mark.at for mark in course.marks]
        moments = moments or [point.at for one in course.series for point in (one.points[0], one.points[-1])]
        self.axis = fit_axis(moments, LABELS, WIDTH - EDGE)
        self.drawing = Drawing(WIDTH, title="Timeline of the incident", description=describe_course(course))
        self.y = 6.0
        # What was too short to have its name on it → its colour.
        self.unnamed: dict[str, str] = {}

    def draw(self) -> str:
        """The whole figure."""
        flags = self._moment_labels()
        top = self.y
        self._grid(flags, top, self._shades(top))
        self._bands("phase", self.course.phases, _phase_colours)
        self._bands("severity", self.course.severity, lambda span: _GRADES[span.grade])
        for office, spans in self.course.offices.items():
            self._bands(_SHORT.get(office, office), spans, lambda _: (PAPER, INK), outlined=True)
        self.y += 4
        self._lanes()
        for one in self.course.series:
            self.y = draw_series(self.drawing, self.axis, one, self.y + 6, label_x=LABELS - 8)
        self._ticks()
        self._legend()
        return self.drawing.svg(self.y)

    def _height_of_lanes(self) -> dict[str, list[tuple[Mark, float, int]]]:
        """Lane → its entries, each with its place; lanes without an entry are left out."""
        found = {}
        for lane in LANES:
            marks = sorted((mark for mark in self.course.marks if mark.lane == lane), key=lambda mark: mark.at)
            if marks:
                found[lane] = self._placed(marks)
        return found

    def _placed(self, marks: Sequence[Mark]) -> list[tuple[Mark, float, int]]:
        """Entries beyond a break are placed within their strip, the others to scale."""
        first, last = self.axis.inner
        parts = (
            ([mark for mark in marks if mark.at < self.axis.start], self.axis.left, self.axis.left + STRIP - 8),
            ([mark for mark in marks if self.axis.holds(mark.at)], first, last),
            ([mark for mark in marks if mark.at > self.axis.end], self.axis.right - STRIP + 8, self.axis.right),
        )
        placed = []
        for some, left, right in parts:
            boxes = [(self.axis.x(mark.at), _pill_width(mark)) for mark in some]
            spots = in_rows(boxes, left=left, right=right, gap=1.5, rows=4, reach=40)
            placed += [(mark, spot.x, spot.row) for mark, spot in zip(some, spots, strict=True)]
        return placed

    def _moment_labels(self) -> list[_Flag]:
        """The names of the moments, each a flag on its line, in as many rows as they need; those of one minute share a flag."""
        named: dict[str, list[Moment]] = {}
        for one in self.course.moments:
            named.setdefault(one.time, []).append(one)
        flags = []
        for time, some in named.items():
            words = f"{', '.join(one.name for one in some)} {time}"
            flags.append((self.axis.x(some[0].at), words, width_of(words, 11) + 4))
        boxes = [(self._flag_middle(x, width), width) for x, _, width in flags]
        spots = in_rows(boxes, left=0, right=WIDTH, gap=4, rows=9, reach=0)
        top = self.y
        self.y += 15 * (max((spot.row for spot in spots), default=-1) + 1) + 4
        return [
            _Flag(x=x, left=spot.x - width / 2, y=top + 15 * spot.row, width=width, words=words)
            for (x, words, width), spot in zip(flags, spots, strict=True)
        ]

    @staticmethod
    def _flag_middle(x: float, width: float) -> float:
        """A flag flies to the right of its line; at the figure's edge to the left."""
        return x + width / 2 if x + width <= WIDTH else x - width / 2

    def _shades(self, top: float) -> float:
        """Where the figure's field will end: worked out first, because what is behind is drawn first."""
        bands = bool(self.course.phases) + bool(self.course.severity) + len(self.course.offices)
        height = bands * (_BAND + 3) + 4
        for number, placed in enumerate(self._height_of_lanes().values()):
            rows = max(row for _, _, row in placed) + 1
            if number % 2 == 0:
                self.drawing.rect(0, top + height, WIDTH, rows * _ROW + 6, fill=SHADE, kind="shade")
            height += rows * _ROW + 6
        height += len(self.course.series) * (SERIES + 6)
        return top + height

    def _grid(self, flags: Sequence[_Flag], top: float, bottom: float) -> None:
        for moment, _ in ticks(self.axis, self.course.zone):
            self.drawing.line(self.axis.x(moment), top, self.axis.x(moment), bottom + 4, colour=LINE, kind="grid", wide=0.6)
        for flag in flags:
            self.drawing.line(flag.x, flag.y, flag.x, bottom, colour=SOFT, kind="when", dashes="3 3")
        for flag in flags:
            if flag.left >= flag.x:
                self.drawing.rect(flag.left + 1, flag.y, flag.width - 2, 14, fill=PAPER, kind="paper")
                self.drawing.text(flag.left + 4, flag.y + 11, flag.words)
            else:
                self.drawing.rect(flag.left, flag.y, flag.width - 1, 14, fill=PAPER, kind="paper")
                self.drawing.text(flag.left + flag.width - 4, flag.y + 11, flag.words, anchor="end")
        for is_there, x in ((self.axis.earlier, self.axis.inner[0] - 4), (self.axis.later, self.axis.inner[1] + 4)):
            if is_there:
                for place in (x - 2, x + 2):
                    self.drawing.line(place, top, place, bottom, colour=SOFT, kind="when", wide=0.8)

    def _bands(
        self, name: str, spans: Sequence[Span], colours: Callable[[Span], tuple[str, str]], *, outlined: bool = False
    ) -> None:
        if not spans:
            return
        self._name(name, self.y + _BAND / 2)
        for span in spans:
            start, end = self.axis.x(span.start), self.axis.x(span.end)
            fill, letters = colours(span)
            self.drawing.rect(
                start, self.y, end - start, _BAND, fill=fill, kind="slip" if outlined else "", line=SOFT if outlined else PAPER
            )
            both = f"{span.label}, {span.long}" if span.long else span.label
            room = end - start - 6
            shown = both if width_of(both, 10) <= room else span.label if width_of(span.label, 10) <= room or outlined else ""
            shown = cut_to(shown, room, 10)
            if shown:
                self.drawing.text(
                    (start + end) / 2, self.y + _BAND / 2 + 3.6, shown, size=10, colour=letters, anchor="middle",
                    kind="ink" if outlined else "fixed",
                )  # fmt: skip
            elif not outlined:
                self.unnamed[both] = fill
        self.y += _BAND + 3

    def _lanes(self) -> None:
        for lane, placed in self._height_of_lanes().items():
            rows = max(row for _, _, row in placed) + 1
            height = rows * _ROW + 6
            self._name(lane, self.y + height / 2)
            for mark, x, row in placed:
                self._lead(mark, x, self.y + 3 + row * _ROW + (_ROW - _PILL) / 2)
            for mark, x, row in placed:
                self._pill(mark, x, self.y + 3 + row * _ROW + (_ROW - _PILL) / 2)
            self.y += height

    def _lead(self, mark: Mark, x: float, y: float) -> None:
        """A line from when it was to where its number found room."""
        true = self.axis.x(mark.at)
        if self.axis.holds(mark.at) and abs(true - x) > _pill_width(mark) / 2:
            self.drawing.line(true, y + _PILL / 2, x, y + _PILL / 2, colour=SOFT, kind="when", wide=0.8)
            self.drawing.line(true, y + 3, true, y + _PILL - 3, colour=SOFT, kind="when", wide=1.2)

    def _pill(self, mark: Mark, x: float, y: float) -> None:
        width = _pill_width(mark)
        self.drawing.rect(x - width / 2, y, width, _PILL, fill=PAPER, kind="slip", line=INK, dashed=mark.is_told, round=5)
        self.drawing.text(x, y + _PILL / 2 + 3.5, mark.number or "·", size=_SMALL, anchor="middle")

    def _name(self, name: str, middle: float) -> None:
        self.drawing.text(LABELS - 8, middle + 3.8, name, size=11, colour=SOFT, kind="soft", anchor="end")

    def _ticks(self) -> None:
        y = self.y + 4
        first, last = self.axis.inner
        self.drawing.line(first, y, last, y, colour=INK, kind="axis")
        zone = self.course.zone_name
        zone = zone if width_of(zone, 11) <= LABELS - 10 else _BRACKETS.sub("", zone)
        self._name(cut_to(zone, LABELS - 10, 11), y + 11)
        lines = 1
        shown = ticks(self.axis, self.course.zone)
        for moment, label in shown:
            x = self.axis.x(moment)
            self.drawing.line(x, y, x, y + 4, colour=INK, kind="axis")
            for place, part in enumerate(label.split("\n")):
                half = width_of(part, 10) / 2
                at = min(max(x, LABELS + half - 2), WIDTH - half - 1)
                self.drawing.text(at, y + 15 + 12 * place, part, size=10, anchor="middle", colour=SOFT, kind="soft")
                lines = max(lines, place + 1)
        for is_there, x, words in (
            (self.axis.earlier, self.axis.left + STRIP / 2 - 4, "earlier"),
            (self.axis.later, self.axis.right - STRIP / 2 + 4, "later"),
        ):
            if is_there:
                self.drawing.text(x, y + 15, words, size=9, anchor="middle", colour=SOFT, kind="soft")
        self.y = y + 15 + 12 * (lines - 1) + 8

    def _legend(self) -> None:
        """What the bands are that have no room for their names."""
        x = LABELS
        for words, fill in self.unnamed.items():
            width = width_of(words, 10) + 30
            if x > LABELS and x + width > WIDTH - EDGE:
                x, self.y = LABELS, self.y + 15
            self.drawing.rect(x, self.y + 1, 12, 10, fill=fill, line=SOFT)
            self.drawing.text(x + 17, self.y + 10, words, size=10, colour=SOFT, kind="soft")
            x += width
        self.y += 17 if self.unnamed else 0


_SHORT = {"incident lead": "lead", "client comms manager": "client comms"}


def _phase_colours(span: Span) -> tuple[str, str]:
    return _PHASES[span.label]


def _pill_width(mark: Mark) -> float:
    return max(width_of(mark.number, _SMALL) + 7, 14.0)
