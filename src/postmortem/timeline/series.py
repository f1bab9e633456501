"""Numbers over time, from files that people give beside the channel: requests, errors, how full a disk was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Point(NamedTuple):
    """One number of a series, when it was measured, and the line of the file it stands on."""

    at: datetime
    value: float
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A column of numbers over time. name: the column's, without names of people; file: the file's, as sources have it.

    points: oldest first, never empty.
    """

    name: str
    file: str
    points: tuple[Point, ...]

    @property
    def lowest(self) -> Point:
        """The first of the smallest numbers."""
        return min(self.points, key=lambda point: point.value)

    @property
    def highest(self) -> Point:
        """The first of the greatest numbers."""
        return max(self.points, key=lambda point: point.value)
