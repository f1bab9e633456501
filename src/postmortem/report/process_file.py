"""private/process.json: how the response went against our process as the last draft saw it, so that `status` needs no export."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from postmortem.errors import InputError
from postmortem.report.contents import Report, Step
from postmortem.report.process_checks import Answer

PROCESS_FILE = "private/process.json"
_KEYS = tuple(field.name for field in fields(Step))
_ANSWERS = frozenset(answer.value for answer in Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRecord:
    """needed: whether a report is asked for at all; steps and not_asked as in the report."""

    needed: Step
    steps: tuple[Step, ...]
    not_asked: tuple[str, ...]


def write_process(report: Report) -> bytes:
    """The steps as JSON; the same report gives the same bytes. Numbers of sources are those of the draft's evidence."""
    data = {
        "about": "How the response went against our process, at the last draft. Written anew with every draft.",
        "needed": asdict(report.needed),
        "steps": [asdict(step) for step in report.process],
        "not_asked": list(report.not_asked),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_process(data: bytes, where: str) -> ProcessRecord:
    """What a draft wrote. `InputError` where it is damaged."""
    try:
        held = json.loads(data)
        return ProcessRecord(
            needed=_step(held["needed"]),
            steps=tuple(_step(step) for step in held["steps"]),
            not_asked=tuple(_text(what) for what in held["not_asked"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{where} cannot be read: it is damaged. Draft the incident again; that writes it anew.") from error


def _step(held: dict[str, object]) -> Step:
    step = Step(**{key: _text(held[key]) for key in _KEYS})
    if step.answer not in _ANSWERS:
        raise ValueError("answer")
    return step


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
