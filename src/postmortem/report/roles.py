"""Who played which part, and when: offices, their holders, and the others who were there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postmortem.blameless.transcript import Tenure
from postmortem.incident import Office, ts_order, when
from postmortem.report.contents import Row
from postmortem.report.times import Clock

# A label of a sort of which there are several: "Responder 3".
_NUMBERED = re.compile(r"(.+) (\d{1,6})", re.ASCII)


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
    """Who played which part, with times: offices first, then those who are numbered, as ranges. Asks for a missing lead."""
    held: dict[str, dict[Office, list[str]]] = {}
    for tenure in tenures:
        held.setdefault(tenure.label, {}).setdefault(tenure.office, []).append(_turn(tenure, clock))
    shown = [part for label, offices in held.items() for part in _holder(label, offices)]
    numbered: dict[str, list[int]] = {}
    for label in labels:
        sort, _, number = label.rpartition(" ")
        if label in held:
            continue
        if sort and number.isascii() and number.isdigit():
            numbered.setdefault(_small(sort), []).append(int(number))
        else:
            shown.append(_small(label))
    shown += [f"{_plural(sort) if len(numbers) > 1 else sort} {_ranges(sorted(numbers))}" for sort, numbers in numbered.items()]
    words = ", ".join(shown)
    has_lead = any(tenure.office is Office.LEAD for tenure in tenures)
    return Row(
        label="Roles", value=words[:1].upper() + words[1:], ask="" if has_lead else "who was the incident lead, as a role?"
    )


def name_roles(labels: Sequence[str]) -> str:
    """Labels as a list in a sentence, those that are numbered as ranges: "incident lead, responders 1–4 and 6"."""
    shown = [_small(label) for label in labels if not _NUMBERED.fullmatch(label)]
    sorts: dict[str, list[int]] = {}
    for label in labels:
        if numbered := _NUMBERED.fullmatch(label):
            sorts.setdefault(_small(numbered[1]), []).append(int(numbered[2]))
    shown += [f"{_plural(sort) if len(numbers) > 1 else sort} {_ranges(sorted(numbers))}" for sort, numbers in sorts.items()]
    return ", ".join(shown)


def _holder(label: str, offices: dict[Office, list[str]]) -> Iterable[str]:
    """incident lead (from 10:14; on-call support from 10:02); for another label, Responder 1 as incident lead (…)."""
    own = next((office for office in offices if office.value in label.casefold()), None)
    if own is None:
        for office, turns in offices.items():
            yield f"{label} as {office.value} ({', '.join(turns)})"
        return
    others = [f"{office.value} {', '.join(turns)}" for office, turns in offices.items() if office is not own]
    yield f"{_small(label)} ({'; '.join([', '.join(offices[own]), *others])})"


def _small(label: str) -> str:
    """The label inside a sentence."""
    return label[:1].lower() + label[1:]


def _plural(sort: str) -> str:
    return f"{sort[:-1]}ies" if sort.endswith("y") else f"{sort}s"


def _turn(tenure: Tenure, clock: Clock) -> str:
    start = clock.short(when(tenure.from_ts))
    return f"from {start} until {clock.short(when(tenure.until_ts))}" if tenure.until_ts else f"from {start}"


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
