"""A series of numbers under the figure: one line over the figure's axis, with its lowest and its highest number in words."""

from __future__ import annotations

from datetime import datetime

from postmortem.documents.figure_axis import Axis
from postmortem.documents.figure_drawing import LINE, SOFT, Drawing
from postmortem.documents.figure_places import cut_to
from postmortem.timeline.series import Series

HEIGHT = 72.0
_COLOUR = "#0b5394"
_TOP, _BOTTOM = 18.0, 6.0


def draw_series(drawing: Drawing, axis: Axis, series: Series, y: float, *, label_x: float) -> float:
    """Draw one series at the height y, and return where the next thing may begin."""
    inside = [(point.at, point.value) for point in series.points if axis.holds(point.at)]
    low, high = min(0.0, series.lowest.value), max(0.0, series.highest.value)
    span = high - low or 1.0
    first, last = axis.inner
    field = HEIGHT - _TOP - _BOTTOM
    base = y + _TOP + field

    def height(value: float) -> float:
        return base - field * (value - low) / span

    drawing.line(first, base, last, base, colour=LINE, kind="grid")
    drawing.text(first + 4, y + 12, cut_to(series.name, last - first - 8, 11), size=11, kind="ink")
    for value in sorted({low, high}):
        drawing.text(label_x, height(value) + 3.5, figure_words(value), size=10, colour=SOFT, kind="soft", anchor="end")
    points = [(axis.x(at), height(value)) for at, value in _thinned(inside, int(last - first))]
    if len(points) > 1:
        drawing.path(points, colour=_COLOUR, kind="series")
    elif points:
        drawing.rect(points[0][0] - 1.5, points[0][1] - 1.5, 3, 3, fill=_COLOUR, kind="series")
    return y + HEIGHT


def _thinned(points: list[tuple[datetime, float]], columns: int) -> list[tuple[datetime, float]]:
    """No more points than can be told apart: of each stretch its lowest and its highest, in their order."""
    if len(points) <= 2 * columns:
        return points
    kept = []
    for column in range(columns):
        some = points[column * len(points) // columns : (column + 1) * len(points) // columns]
        extremes = {min(some, key=lambda one: one[1]), max(some, key=lambda one: one[1])}
        kept += sorted(extremes)
    return kept


def figure_words(value: float) -> str:
    """A number as people write it: 4,310; 0.25; 1.5 million."""
    if abs(value) >= 1_000_000:
        return f"{value / 1_000_000:,.4g} million"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) >= 100 else f"{value:.3g}"
