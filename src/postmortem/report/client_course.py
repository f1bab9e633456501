"""How we responded, condensed for a client: noticed, declared, mitigated, recovered, closed, and when the client was told.

Times are those of the report's key facts and timeline. What no row states is not said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postmortem.incident import Kind
from postmortem.report.client_internals import SECURITY
from postmortem.report.client_words import Wordsmith, listed, lower_first, with_we
from postmortem.report.read_back import ReadEntry
from postmortem.report.read_back_times import Moment, only_day, take_moment

# A year at a day's end, which need not stand twice.
_YEAR = re.compile(r",?\s+(?:19|20)\d\d$|^(?:19|20)\d\d-(?=\d\d-\d\d$)")
# How the report names the zone: Times are BST (UTC+1), All times GMT (UTC).
_ZONE = re.compile(r"\b[Tt]imes (?:are )?(?:in )?([A-Z][A-Za-z/_]{1,30}(?: \(UTC[^()]{0,8}\))?)")
# Somebody was told, and who: clients in general, or "both", "all".
_TOLD = re.compile(
    r"\b(?:told|informed|sent|wrote|e-?mailed|mailed|rang|called|phoned|answered|replied|updated?|updates?|notified|messaged)\b",
    re.IGNORECASE,
)
_CLIENTS = re.compile(
    r"\b(?:both|all|every|the|affected|our) (?:\w+ )?(?:clients?|customers?)\b|\bclients\b|\bcustomers\b", re.IGNORECASE
)
_NOT_TOLD = re.compile(r"\b(?:will|would|asked|whether|not|nobody|going to|planned|should)\b", re.IGNORECASE)
# What the client told us.
_FROM_CLIENT = re.compile(
    r"\b(?:client|customer)s?\b[^.]{0,40}\b(?:reported|told us|rang|wrote|called|complained|raised|opened)\b", re.IGNORECASE
)
_BY_TOOL = re.compile(r"\balert(?:ed|s)?\b|\bpaged\b|\bmonitoring\b", re.IGNORECASE)
_WATCHED = re.compile(r"\bmonitoring\b|\bwatch(?:ed|ing)\b|\bkeep(?:ing)? an eye\b", re.IGNORECASE)
# What was done against it, in general words, where the row's own would tell of the inside.
_STEPS: Mapping[str, re.Pattern[str]] = {
    "we undid a recent change": re.compile(
        r"\broll(?:ed|ing)?[ -]?back\b|\brollback\b|\brevert(?:ed|ing)?\b|\bundid\b", re.IGNORECASE
    ),
    "we switched to a standby system": re.compile(
        r"\bfail(?:ed|ing)?[ -]?over\b|\bpromoted\b|\bstandby\b|\breplica\b", re.IGNORECASE
    ),
    "we restarted part of the service": re.compile(r"\brestart(?:ed|ing)?\b|\breboot(?:ed|ing)?\b", re.IGNORECASE),
    "we added capacity": re.compile(
        r"\bscaled?\b|\bcapacity\b|\braised the (?:\w+ )?limit\b|\bmore (?:memory|disk|nodes?)\b", re.IGNORECASE
    ),
    "we switched off part of the service": re.compile(r"\bdisabled?\b|\bswitched off\b|\bturned off\b", re.IGNORECASE),
    "we put right what the problem had left behind": re.compile(
        r"\bdeleted\b|\bpurged\b|\bcleared\b|\bcleaned\b|\brestored\b", re.IGNORECASE
    ),
    "we withdrew and replaced access": re.compile(r"\brevoked?\b|\brotat(?:ed|ing)\b|\breset\b", re.IGNORECASE),
    "we blocked unwanted traffic": re.compile(r"\bblock(?:ed|ing)?\b|\brate[ -]limit", re.IGNORECASE),
}
# What only planned, asked or told of somebody else's work is no step.
_NO_STEP = re.compile(r"\b(?:planned|asked|began|decided|suggested|set the status|reported an? failed)\b", re.IGNORECASE)
_ALIKE = 45  # minutes within which the same step in the same words is one


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A moment as a client reads it: "10:02", "10:02 on 15 October". order: its place among the others, by day and time."""

    said: str
    order: tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How moments are said: those of the main day by their time alone. zone: "BST (UTC+1)"; where clocks changed, each time
    has its own."""

    main_day: str
    days: tuple[str, ...]
    zone: str = ""
    clocks_changed: bool = False

    def when(self, time: str, day: str, zone: str = "") -> When:
        other = day and not _same_day(day, self.main_day)
        order = (
            next((at for at, one in enumerate(self.days) if _same_day(one, day)), 0) if day else self.days.index(self.main_day)
        )
        zoned = f"{time} {zone}" if zone.isalpha() and self.clocks_changed else time
        return When(said=f"{zoned} on {without_year(day)}" if other else zoned, order=(order, time))


def calendar_of(facts: Mapping[str, str], entries: Sequence[ReadEntry], title: str) -> Calendar:
    """The main day is that of the declaration, of detection, or of the title."""
    days = list(dict.fromkeys(entry.day for entry in entries if entry.day))
    dated = [
        moment.day for label in ("began", "detected", "declared", "resolved") if (moment := fact(facts, label)) and moment.day
    ]
    declared = next((entry.day for entry in entries if entry.kind == Kind.DECLARATION.value and entry.day), "")
    titled = next((day for part in re.split(r",\s+(?=\d)", title)[1:] if (day := only_day(part))), "")
    main = declared or titled or next(iter(dated), "") or next(iter(days), "")
    everything = [main, *(day for day in (*days, *dated) if not _same_day(day, main))]
    everything.sort(key=_day_order)
    moments = [
        moment
        for label in ("began", "detected", "declared", "mitigated", "restored", "resolved")
        if (moment := fact(facts, label))
    ]
    zones = dict.fromkeys(zone for zone in [*(one.zone for one in moments), *(entry.zone for entry in entries)] if zone.isalpha())
    stated = next((found for text in [*facts.values(), *(one.text for one in entries)] if (found := _ZONE.search(text))), None)
    return Calendar(
        main_day=main,
        days=tuple(dict.fromkeys(everything)),
        zone="" if len(zones) > 1 else stated[1] if stated else next(iter(zones), ""),
        clocks_changed=len(zones) > 1,
    )


def fact(facts: Mapping[str, str], label: str) -> Moment | None:
    """The moment of a key fact, by the beginning of its label."""
    for known, told in facts.items():
        if known.casefold().startswith(label):
            return take_moment(told)[0]
    return None


def without_year(day: str) -> str:
    return _YEAR.sub("", day)


def describe_course(
    facts: Mapping[str, str], entries: Sequence[ReadEntry], calendar: Calendar, words: Wordsmith, *, is_only: bool
) -> tuple[str, ...]:
    """The sentences. is_only: there is one client, so that "clients" are they."""
    rows = [entry for entry in entries if not entry.is_remark and entry.time]
    out = [
        *_noticed(facts, rows, calendar, words),
        *_steps(rows, calendar, words, is_only=is_only),
        *_over(facts, rows, calendar),
    ]
    told = _updates(rows, calendar, words, is_only=is_only)
    return (*out, *([f"We updated you at {listed(told)}."] if told else []))


def _noticed(facts: Mapping[str, str], rows: Sequence[ReadEntry], calendar: Calendar, words: Wordsmith) -> list[str]:
    detected, declared = _at(facts, "detected", calendar), _at(facts, "declared", calendar)
    first = next((row for row in rows if row.kind in (Kind.ALERT.value, Kind.DETECTION.value)), None)
    row = next((row for row in rows if detected and _when(row, calendar).said == detected.said), first)
    if detected is None and first is not None:
        detected = _when(first, calendar)
    if declared is None:
        row_declared = next((row for row in rows if row.kind == Kind.DECLARATION.value), None)
        declared = _when(row_declared, calendar) if row_declared is not None else None
    how = "We noticed the problem"
    if row is not None and (row.kind == Kind.ALERT.value or _BY_TOOL.search(row.text)):
        how = "Our monitoring alerted us"
    elif row is not None and (_FROM_CLIENT.search(row.text) or "Client contact" in row.text):
        how = "You told us of the problem" if words.mentions.speaks_of_own(row.text) else "We were told of the problem"
    if detected and declared and declared.order >= detected.order and declared.said != detected.said:
        return [f"{how} at {detected.said}, and we declared an incident at {declared.said}."]
    if detected and declared and declared.said == detected.said:
        return [f"{how} at {detected.said}, and we declared an incident at once."]
    said = [f"We declared an incident at {declared.said}."] if declared else []
    return [*said, *([f"{how} at {detected.said}."] if detected else [])]


def _steps(rows: Sequence[ReadEntry], calendar: Calendar, words: Wordsmith, *, is_only: bool) -> list[str]:
    """What was done against it, one sentence a step; the same step again within a while is the same one."""
    out: list[str] = []
    said_last = ""
    for row in rows:
        if row.kind != Kind.MITIGATION.value or _NO_STEP.search(row.text):
            continue
        said, done = words.mentions.without_others(row.text)
        if done == "left out":
            words.told.append(("another client in it, left out", row.text))
            continue
        step = with_we(said).rstrip(".").removesuffix(f" at {row.time}")
        is_ours = step.startswith("We ") and not re.match(r"We (?:reported|found|said|told)\b", step)
        counts_all = not is_only and re.search(r"\d{2}", step) is not None  # a count over all clients is not this one's to know
        is_plain = words.may_stay(step) and not SECURITY.search(step)
        if not is_ours or counts_all or not is_plain or len(step.split()) > 20:
            step = next((plain for plain, pattern in _STEPS.items() if pattern.search(row.text)), "")
        if not step:
            words.told.append(("a step that would tell of the inside, left out", row.text))
        elif step != said_last:
            out.append(f"At {_when(row, calendar).said} {lower_first(step)}.")
            said_last = step
    return out


def _over(facts: Mapping[str, str], rows: Sequence[ReadEntry], calendar: Calendar) -> list[str]:
    """How it ended. That the service worked again is said from the key facts alone: a recovery row may be a first sign."""
    mitigated, restored, resolved = (_at(facts, label, calendar) for label in ("mitigated", "restored", "resolved"))
    if resolved is None:
        row = next((row for row in reversed(rows) if row.kind == Kind.RESOLUTION.value), None)
        resolved = _when(row, calendar) if row is not None else None
    out = []
    if restored and mitigated and restored.said != mitigated.said:
        out.append(f"The problem was contained at {mitigated.said}, and the service worked as usual again at {restored.said}.")
    elif restored or mitigated:
        out.append(
            f"The service worked as usual again at {restored.said}."
            if restored
            else f"The problem was contained at {mitigated.said}."
            if mitigated
            else ""
        )
    if resolved:
        watched = any(_WATCHED.search(row.text) for row in rows)
        out.append(
            f"We kept watching, and closed the incident at {resolved.said}."
            if watched
            else f"We closed the incident at {resolved.said}."
        )
    return out


def _updates(rows: Sequence[ReadEntry], calendar: Calendar, words: Wordsmith, *, is_only: bool) -> list[str]:
    """When this client was told: rows that name it, or clients in general and nobody else."""
    out: dict[str, tuple[int, str]] = {}
    for row in rows:
        if row.kind != Kind.COMMUNICATION.value or not _TOLD.search(row.text) or _NOT_TOLD.search(row.text.split(":")[0]):
            continue
        heard = words.mentions.find(row.text)
        names_own = any(one.is_own for one in heard)
        if names_own or (_CLIENTS.search(row.text) and not heard and (is_only or not re.search(r"\bthe client\b", row.text))):
            when = _when(row, calendar)
            out[when.said] = when.order
    return sorted(out, key=lambda said: out[said])


def _at(facts: Mapping[str, str], label: str, calendar: Calendar) -> When | None:
    moment = fact(facts, label)
    return calendar.when(moment.time, moment.day or calendar.main_day, moment.zone) if moment else None


def _when(row: ReadEntry, calendar: Calendar) -> When:
    return calendar.when(row.time, row.day or calendar.main_day, row.zone)


def _same_day(one: str, other: str) -> bool:
    return without_year(one).casefold() == without_year(other).casefold()


def _day_order(day: str) -> tuple[int, int]:
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    numbers = [int(number) for number in re.findall(r"\d+", without_year(day))]
    month = next((at for at, name in enumerate(months) if name in day.casefold()), numbers[0] if len(numbers) > 1 else 0)
    return month, numbers[-1] if numbers else 0
