"""Who played which part, and when: offices, their holders, and the others who were there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Office, ts_order, when
from postmortem.report.contents import Row
from postmortem.report.times import Clock


def join_tenures(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Tenures in order of their beginning; what one person holds without a break is one."""
    joined: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda one: ts_order(one.from_ts)):
        before = next((place for place in reversed(range(len(joined))) if joined[place].office is tenure.office), None)
        if before is not None and joined[before].label == tenure.label:
            joined[before] = Tenure(
                label=tenure.label, office=tenure.office, from_ts=joined[before].from_ts, until_ts=tenure.until_ts
            )
        else:
            joined.append(tenure)
    return joined


def list_roles(labels: Sequence[str], tenures: Sequence[Tenure], clock: Clock) -> Row:
    """Who played which part, with times: offices first, then responders as ranges, then the others. Asks for a missing lead."""
    held: dict[tuple[str, Office], list[Tenure]] = {}
    for tenure in tenures:
        held.setdefault((tenure.label, tenure.office), []).append(tenure)
    shown = []
    for (label, office), turns in held.items():
        name = label[:1].lower() + label[1:] if office.value in label.casefold() else f"{label} as {office.value}"
        shown.append(f"{name} ({', '.join(_turn(turn, clock) for turn in turns)})")
    others = [label for label in labels if not any(tenure.label == label for tenure in tenures)]
    responders = sorted(int(number) for label in others if (number := _responder(label)))
    if responders:
        shown.append(f"responder{'s' if len(responders) > 1 else ''} {_ranges(responders)}")
    shown += [label[:1].lower() + label[1:] for label in others if not _responder(label)]
    words = ", ".join(shown)
    has_lead = any(tenure.office is Office.LEAD for tenure in tenures)
    return Row(
        label="Roles", value=words[:1].upper() + words[1:], ask="" if has_lead else "who was the incident lead, as a role?"
    )


def _turn(tenure: Tenure, clock: Clock) -> str:
    start = clock.short(when(tenure.from_ts))
    return f"from {start} until {clock.short(when(tenure.until_ts))}" if tenure.until_ts else f"from {start}"


def _responder(label: str) -> str:
    sort, _, number = label.rpartition(" ")
    return number if sort == "Responder" and number.isascii() and number.isdigit() else ""


def _ranges(numbers: Sequence[int]) -> str:
    """1–4 and 6; 1 and 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
