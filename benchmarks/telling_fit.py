"""Fits the weights by which the timeline tells what a person would use: `python -m benchmarks.telling_fit [--write]`.

Logistic regression with a penalty on the squares of the weights, by Newton's method, on the messages of the incidents under
`benchmarks/incidents` but those held out; each incident counts the same. A message counts as used where a human entry rests on it.

Prints how the weights do on incidents that they were not fitted to, each left out in turn. `--write` puts the weights, fitted to all
of them, into `postmortem/timeline/telling_weights.py`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import postmortem.timeline.telling_weights as table
from benchmarks.labelled_chats import LabelledChat, labelled_chats
from benchmarks.timeline_quality import line_of, measured
from postmortem.timeline import telling, weighing
from postmortem.timeline.build import Settings, build_timeline

PENALTY = 1 / 30  # on half the sum of squares, where each incident counts 1
_ROUNDS = 12
Row = dict[str, float]


def rows_of(chat: LabelledChat) -> tuple[list[Row], list[bool]]:
    """The signs of each message, and whether a human entry rests on it."""
    heard: list[tuple[list[Row], list[str]]] = []
    weigh_telling = weighing.weigh_telling

    def listen(messages, candidates):  # type: ignore[no-untyped-def]
        heard.append((telling.talk(messages, candidates), [message.ts for message in messages]))
        return weigh_telling(messages, candidates)

    weighing.weigh_telling = listen
    try:
        build_timeline(chat.transcript, settings=Settings(zone=chat.zone))
    finally:
        weighing.weigh_telling = weigh_telling
    ((rows, stamps),) = heard
    used = frozenset().union(*chat.human)
    return rows, [ts in used for ts in stamps]


def fit(data: Sequence[tuple[list[Row], list[bool]]]) -> tuple[float, dict[str, float]]:
    """The bias and the weights that fit best."""
    names = sorted({name for rows, _ in data for row in rows for name in row})
    place = {name: number for number, name in enumerate(names, start=1)}
    samples = [
        ([(0, 1.0), *((place[name], much) for name, much in row.items() if much)], is_used, 1 / len(rows))
        for rows, used in data
        for row, is_used in zip(rows, used, strict=True)
    ]
    size = len(names) + 1
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        slope = [0.0] + [PENALTY * weight for weight in weights[1:]]
        bend = [[PENALTY * (row == column and row > 0) for column in range(size)] for row in range(size)]
        for signs, is_used, share in samples:
            odds = sum(weights[number] * much for number, much in signs)
            likely = 1 / (1 + math.exp(-odds))
            for number, much in signs:
                slope[number] += share * (likely - is_used) * much
                line, by = bend[number], share * likely * (1 - likely) * much
                for other, how in signs:
                    line[other] += by * how
        step = _solved(bend, slope)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
    return weights[0], {name: weights[number] for name, number in place.items()}


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with the largest pivot."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(column + 1, size):
            if by := rows[row][column] / rows[column][column]:
                rows[row] = [value - by * above for value, above in zip(rows[row], rows[column], strict=True)]
    found = [0.0] * size
    for row in reversed(range(size)):
        found[row] = (rows[row][size] - sum(rows[row][n] * found[n] for n in range(row + 1, size))) / rows[row][row]
    return found


def written(bias: float, weights: dict[str, float]) -> str:
    """The module that holds the weights: the strongest first."""
    kept = sorted(((name, weight) for name, weight in weights.items() if abs(weight) >= 0.01), key=lambda one: -one[1])
    lines = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in kept)
    about = '"""The weights of `telling.py`, as `python -m benchmarks.telling_fit --write` fits them."""\n'
    return f"{about}\nBIAS = {bias:.2f}\nWEIGHTS: dict[str, float] = {{\n{lines}}}\n"


def main() -> None:
    """Prints recall, precision and length for each incident with weights fitted to the others."""
    chats = labelled_chats(held_out=False)
    data = [rows_of(chat) for chat in chats]
    kept = telling.BIAS, telling.WEIGHTS
    print("Each with weights that are fitted to the others:")
    rows = []
    for number, chat in enumerate(chats):
        telling.BIAS, telling.WEIGHTS = fit([*data[:number], *data[number + 1 :]])
        rows.append(measured(chat.transcript, chat.human, zone=chat.zone))
        print(line_of(chat.name, rows[-1]))
    print(line_of("mean", {key: sum(row[key] for row in rows) / len(rows) for key in rows[0]}))
    telling.BIAS, telling.WEIGHTS = kept
    if "--write" in sys.argv[1:]:
        path = Path(str(table.__file__))
        path.write_text(written(*fit(data)), encoding="utf-8")
        print(f"Written: {path.name}")


if __name__ == "__main__":
    main()
