"""Repeats become one: the same alert, or log lines of one shape, within minutes; and only so many of all of them are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from postmortem.evidence.logs import level_in, shape_of, weigh_line
from postmortem.evidence.rows import Row, clipped

NEAR = 600.0  # seconds between two that are told together
MOST_ROWS, MOST_LOGGED = 500, 200  # of one file that are kept: of tables and objects, and of logs


@dataclass(slots=True, kw_only=True)
class Fold:
    """Rows that say the same within minutes: the first one whole, the number and time of the last, and how many they are.

    weight: how much they tell, 3 the most; kind: the word for what they tell of, where the file has none. is_same: whether all
    say it in the same words, and not only in the same shape.
    """

    row: Row
    weight: int
    kind: str
    last_number: int
    last_at: float
    count: int = 1
    is_same: bool = True


_Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Folder:
    """Takes the rows of one file in, in any order, and keeps the most telling. ordinary: log lines of which nothing is told.

    Log lines say the same where they have one shape; rows of tables and objects where they say it in the same words, and
    only if there are too many of those, where they have one shape. dropped: rows that were too many even then, so that counts
    are of what is left.
    """

    span: tuple[float, float]
    ordinary: int = 0
    dropped: int = 0
    _folds: dict[_Key, list[Fold]] = field(default_factory=dict)
    _held: int = 0
    _logged: bool = False
    _by_shape: bool = False

    def take(self, row: Row) -> None:
        """Takes one row in."""
        weight, kind = 2, row.kind
        if row.is_log:
            self._logged = True
            weight, kind = weigh_line(row.text, row.level or level_in(row.text[:100]))
            if not weight:
                self.ordinary += 1
                return
            key = (row.tool, kind, row.level, shape_of(row.text))
        else:
            text = row.text.casefold()
            key = (row.tool, row.kind, row.state, shape_of(text) if self._by_shape else text)
        folds = self._folds.get(key)
        if folds is None:
            folds = self._folds[key] = []
        elif _joins(folds[-1], row):
            return
        folds.append(Fold(row=row, weight=weight, kind=kind, last_number=row.number, last_at=row.at))
        self._held += 1
        if self._held >= 2 * self._most():
            self._tidy()

    def folds(self) -> tuple[Fold, ...]:
        """What is left, oldest first, each text cut and in one line."""
        self._tidy()
        kept = sorted((fold for folds in self._folds.values() for fold in folds), key=_by_time)
        for fold in kept:
            fold.row = fold.row._replace(text=clipped(fold.row.text))
        return tuple(fold for fold in kept if fold.row.text)

    def _most(self) -> int:
        return MOST_LOGGED if self._logged else MOST_ROWS

    def _tidy(self) -> None:
        """Puts together what the order of the rows kept apart, and drops the least telling of too many."""
        if self._held >= 2 * self._most() and not self._by_shape:
            self._by_shape = True
            for key in tuple(self._folds):
                if (shape := (*key[:3], shape_of(key[3]))) != key:
                    self._folds.setdefault(shape, []).extend(self._folds.pop(key))
        for folds in self._folds.values():
            folds[:] = _merged(sorted(folds, key=_by_time))
        every = [(key, fold) for key, folds in self._folds.items() for fold in folds]
        most = self._most()
        if len(every) > most:
            every.sort(key=lambda one: self._rank(one[1]))
            self.dropped += sum(fold.count for _, fold in every[most:])
            every = every[:most]
            self._folds = {}
            for key, fold in sorted(every, key=lambda one: _by_time(one[1])):
                self._folds.setdefault(key, []).append(fold)
        self._held = len(every)

    def _rank(self, fold: Fold) -> tuple[int, float, float, int]:
        """The most telling first, then what is nearest to the incident, then the earliest."""
        begin, end = self.span
        away = max(begin - fold.last_at, fold.row.at - end, 0.0)
        return -fold.weight, away, fold.row.at, fold.row.number


def _joins(fold: Fold, row: Row) -> bool:
    """Takes the row into the fold where it is near enough."""
    if row.until is not None or fold.row.until is not None or not fold.row.at - NEAR <= row.at <= fold.last_at + NEAR:
        return False
    fold.count += 1
    fold.is_same = fold.is_same and row.text == fold.row.text
    if row.at < fold.row.at:
        fold.row = row
    elif row.at >= fold.last_at:
        fold.last_at, fold.last_number = row.at, row.number
    return True


def _merged(folds: Iterable[Fold]) -> list[Fold]:
    """Folds of one key, oldest first, those that touch put together."""
    merged: list[Fold] = []
    for fold in folds:
        before = merged[-1] if merged else None
        apart = before is None or fold.row.until is not None or before.row.until is not None
        if before is None or apart or fold.row.at > before.last_at + NEAR:
            merged.append(fold)
            continue
        before.count += fold.count
        before.is_same = before.is_same and fold.is_same and before.row.text == fold.row.text
        if fold.last_at > before.last_at:
            before.last_at, before.last_number = fold.last_at, fold.last_number
    return merged


def _by_time(fold: Fold) -> tuple[float, int]:
    return fold.row.at, fold.row.number
