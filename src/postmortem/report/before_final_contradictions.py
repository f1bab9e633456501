"""Sections of a report that say different things of the same: lengths of time, moments, days, counts, severity.

Only what cannot both be right is told. Where a sentence may speak of something else, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from postmortem.report.before_final_found import Finding, Kind, Lines, shortened
from postmortem.report.before_final_said import Day, counts, days, lengths, said_severity, severities
from postmortem.report.read_back import (
    FACTS,
    IMPACT,
    OVERVIEW,
    TIMELINE,
    ReadEntry,
    find_section,
    read_facts,
    read_impact,
    read_timeline,
    read_words,
)
from postmortem.report.read_back_times import take_moment
from postmortem.report.sections import Section

_ADVICE = "See which of the two is right, and put the other right."
_MOMENTS = {
    "began": ("began", "started", "start", "begin", "beginning"),
    "detected": ("detected", "noticed", "first noticed", "first detected"),
    "declared": ("declared", "incident declared"),
    "mitigated": ("mitigated", "impact ended"),
    "restored": ("restored", "recovered"),
    "resolved": ("resolved", "closed"),
}
_MEASURES = {
    "time to detect": ("began", "detected"),
    "time to declare": ("detected", "declared"),
    "time to mitigate": ("began", "mitigated"),
    "time to restore": ("began", "restored"),
    "time to resolve": ("began", "resolved"),
}
_CANNOT_BE_BEFORE = {
    "detected": ("began",),
    "mitigated": ("began",),
    "restored": ("began",),
    "resolved": ("began", "detected", "mitigated"),
}
_AFTER = re.compile(r"\(([^()]{3,40}?) after (it began|detection|the declaration)\)", re.IGNORECASE)
_SINCE = {"it began": "began", "detection": "detected", "the declaration": "declared"}
_CLOCK = r"(\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)(?: [A-Z]{2,5}(?: \(UTC[^()]{0,6}\))?)?"
_RANGE = re.compile(
    rf"\b(?:from|between) {_CLOCK} (?:to|until|till|and|[–—-]) {_CLOCK}|\b{_CLOCK} ?[–—] ?{_CLOCK}",
    re.IGNORECASE,
)
_COMPUTED = re.compile(r"computed: began (\d\d:\d\d), (mitigated|restored|resolved) (\d\d:\d\d)")
_NOTICED = re.compile(rf"\b(?:noticed|detected|spotted|raised it)\b[^.;]{{0,40}}?\bat {_CLOCK}", re.IGNORECASE)
_OF_IMPACT = re.compile(
    r"\b(?:down|unavailable|outage|downtime|could ?n[o’']t|unable|fail(?:ed|ing)?|disrupt(?:ed|ion)|degraded|affected"
    r"|inaccessible|offline|interrupted|lasted)\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"(?:\b(?:for|lasted|lasting|took)(?: (?:a total of|just))?|\b(?:outage|downtime|disruption|interruption) of|,|\()\s*$",
    re.IGNORECASE,
)
_OUTAGE = re.compile(r"\W*(?:minute|hour|min)?s?[ -]*(?:long )?(?:outage|downtime|disruption|interruption)\b", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:duration|length|how long)\b.{0,30}\b(?:impact|incident|outage|disruption)\b|^(?:outage|downtime|duration)$",
    re.IGNORECASE,
)
_ON_DAY = re.compile(r"(?:\b(?:on|from|until|to)(?: the)?|^|[,(])\s*$", re.IGNORECASE)
# What stands in the overview as it was said at the time.
_QUOTED = re.compile(r"\s*(?:the last summary in the channel|declared at|\d{1,2}[:.]\d\d\b)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\s*(?:about|around|some|roughly|nearly|over|at least|~)?\s*\d[\d,. ]*\s*", re.IGNORECASE)
_ONE_ROW = {"declaration": "declared", "resolution": "resolved", "detection": "detected", "recovery": "restored"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """clock: "09:02"; minutes: of one count over the days, None where its day is unsure; zone as written; words of the row."""

    clock: str
    minutes: int | None
    zone: str
    words: str


class _Report:
    """What the sections of a report state, each read once."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.facts_section, self.overview, self.impact, self.timeline = (
            find_section(lines.markdown, *names) for names in (FACTS, OVERVIEW, IMPACT, TIMELINE)
        )
        self.facts = {_plain(label): told for label, told in read_facts(self.facts_section).items() if label}
        self.rows: tuple[ReadEntry, ...] = tuple(row for row in read_timeline(self.timeline) if not row.is_remark)

    @cached_property
    def title(self) -> str:
        found = re.search(r"^# +(.+)$", self.lines.sections[0].text, re.MULTILINE)
        return found[1] if found else ""

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The overview's own sentences, without what was quoted from the channel."""
        return tuple(words for words in read_words(self.overview) if not _QUOTED.match(words))

    @cached_property
    def moments(self) -> dict[str, _Moment]:
        found: dict[str, _Moment] = {}
        day: Day | None = None
        for name, labels in _MOMENTS.items():
            told = next((self.facts[label] for label in labels if label in self.facts), "")
            moment, _ = take_moment(told)
            if moment is None:
                continue
            day = next(days(moment.day, self.year), day) if moment.day else day
            at = int(moment.time[:2]) * 60 + int(moment.time[3:])
            found[name] = _Moment(
                clock=moment.time, minutes=day.day.toordinal() * 1440 + at if day else at, zone=moment.zone, words=told
            )
        return found

    @cached_property
    def year(self) -> int | None:
        """The year of days that are written without one: that of the title or the key facts, where it is one."""
        years = {
            day.day.year for words in (self.title, *self.facts.values(), *read_words(self.facts_section)) for day in days(words)
        }
        return years.pop() if len(years) == 1 else None

    @cached_property
    def days(self) -> set[Day]:
        """The days of the incident: in the key facts and the timeline."""
        told = (*(moment.words.split(" told afterwards")[0] for moment in self.moments.values()), *(row.day for row in self.rows))
        notes = (words for words in read_words(self.facts_section) if words.startswith("Times are "))
        return {day for words in (*told, *notes) for day in days(words, self.year)}

    def apart(self, start: str, end: str) -> int | None:
        """How many minutes lie between two moments; None where that cannot be told."""
        first, last = self.moments.get(start), self.moments.get(end)
        if first is None or last is None or first.minutes is None or last.minutes is None or not _is_one_zone(first, last):
            return None
        return last.minutes - first.minutes if last.minutes >= first.minutes else None

    @cached_property
    def all_apart(self) -> tuple[int, ...]:
        """The lengths between any two moments."""
        return tuple(found for one, other in combinations(_MOMENTS, 2) if (found := self.apart(one, other)) is not None)

    def finding(self, section: Section | None, text: str, *said: str) -> Finding:
        heading = section.heading if section is not None else ""
        return Finding(kind=Kind.CONTRADICTION, line=self.lines.find(section, *said), section=heading, text=text, advice=_ADVICE)


def _is_one_zone(one: _Moment, other: _Moment) -> bool:
    """Whether two moments are of one clock: a zone that is not written is that of the others."""
    return not one.zone or not other.zone or one.zone == other.zone


def find_contradictions(lines: Lines) -> Iterator[Finding]:
    """What cannot both be right."""
    report = _Report(lines)
    for rule in (
        _measured,
        _order,
        _impact_length,
        _overview_range,
        _overview_length,
        _milestones,
        _noticed,
        _counts,
        _days,
        _weekdays,
        _severity,
        _same_words,
    ):
        yield from rule(report)


def _measured(report: _Report) -> Iterator[Finding]:
    """Lengths in the key facts against the moments beside them."""
    for label, (start, end) in _MEASURES.items():
        told = next(lengths(report.facts.get(label, "").split(";")[0]), None)
        apart = report.apart(start, end)
        if told is not None and told.start == 0 and apart is not None and not told.fits(apart):
            yield report.finding(
                report.facts_section,
                f"{label.capitalize()} is given as {told.words}, but from {report.moments[start].clock} to "
                f"{report.moments[end].clock} it is "
                f"{_length(apart)}.",
                f"{label}{told.words}",
                label,
            )
    for name, moment in report.moments.items():
        for found in _AFTER.finditer(moment.words):
            since = _SINCE[found[2].lower()]
            told = next(lengths(found[1]), None)
            apart = report.apart(since, name)
            if told is not None and apart is not None and not told.fits(apart):
                text = (
                    f"“{name.capitalize()}” is {moment.clock}, which is {_length(apart)} after "
                    f"{report.moments[since].clock} and not {told.words}."
                )
                yield report.finding(report.facts_section, text, f"{name}{moment.words}", name)


def _order(report: _Report) -> Iterator[Finding]:
    """Moments that cannot be before another, all on one day."""
    if len({day.day for day in report.days}) > 1:
        return
    for name, befores in _CANNOT_BE_BEFORE.items():
        for before in befores:
            one, other = report.moments.get(before), report.moments.get(name)
            if (
                one
                and other
                and _is_one_zone(one, other)
                and other.minutes is not None
                and one.minutes is not None
                and other.minutes < one.minutes
            ):
                text = f"“{name.capitalize()}” is {other.clock}, before “{before.capitalize()}”, {one.clock}."
                yield report.finding(report.facts_section, text, f"{name}{other.words}", name)


def _impact_length(report: _Report) -> Iterator[Finding]:
    """How long the impact lasted, in its table, against the key facts."""
    for row in read_impact(report.impact):
        if computed := _COMPUTED.search(row.note):
            for name, clock in (("began", computed[1]), (computed[2], computed[3])):
                if name in report.moments and report.moments[name].clock != clock:
                    text = (
                        f"The impact counts from or to {clock}, but the key facts have “{name.capitalize()}” at "
                        f"{report.moments[name].clock}."
                    )
                    yield report.finding(report.impact, text, row.what)
        elif _OF_ALL.search(row.what) and (told := next(lengths(row.figure), None)) and _fits_nothing(report, told.fits):
            text = f"The impact lasted {told.words}, but no two moments of the key facts are so far apart ({_told(report)})."
            yield report.finding(report.impact, text, f"{row.what}{row.figure}", row.what)


def _overview_range(report: _Report) -> Iterator[Finding]:
    """From when to when, in the overview: both ends stand elsewhere too, and the length beside it is theirs."""
    known = (
        {moment.clock for moment in report.moments.values()}
        | {row.time for row in report.rows}
        | {row.until for row in report.rows}
    )
    for words in report.said:
        found = _RANGE.search(words)
        if found is None:
            continue
        ends = [_clock(group) for group in found.groups() if group]
        told = next(lengths(words[found.end() :]), None)
        apart = (_minutes(ends[1]) - _minutes(ends[0])) % 1440
        if (
            told is not None
            and told.start <= 60
            and "." not in words[found.end() : found.end() + told.start]
            and not told.fits(apart)
        ):
            text = f"From {ends[0]} to {ends[1]} is {_length(apart)}, and not {told.words}."
            yield report.finding(report.overview, text, words)
        elif {"began"} < report.moments.keys() and any(end not in known for end in ends):
            missing = next(end for end in ends if end not in known)
            text = f"The overview says {ends[0]} to {ends[1]}; {missing} is neither in the key facts nor in the timeline."
            yield report.finding(report.overview, text, words)
        return


def _overview_length(report: _Report) -> Iterator[Finding]:
    """How long it lasted, in the overview, against the key facts. One length that fits is enough: others speak of parts."""
    told = []
    for words in report.said:
        for sentence in re.split(r"(?<=[.!?])\s+", words):
            if not _OF_IMPACT.search(sentence):
                continue
            ranged = _RANGE.search(sentence) is not None
            told += [
                (one, sentence)
                for one in lengths(sentence)
                if not ranged and (_LASTED.search(sentence[: one.start]) or _OUTAGE.match(sentence[one.end :]))
            ]
    if told and all(_fits_nothing(report, one.fits) for one, _ in told):
        one, sentence = told[0]
        text = f"The overview says {one.words}, but no two moments of the key facts are so far apart ({_told(report)})."
        yield report.finding(report.overview, text, sentence)


def _milestones(report: _Report) -> Iterator[Finding]:
    """A moment of the key facts against the timeline's one row of that kind."""
    times = {row.time for row in report.rows}
    for kind, name in _ONE_ROW.items():
        rows = [row for row in report.rows if row.kind == kind]
        moment = report.moments.get(name)
        if moment is None or len(rows) != 1 or not rows[0].time or rows[0].time == moment.clock or rows[0].about:
            continue
        if kind in ("detection", "recovery") and moment.clock in times:
            continue
        if _are_near(rows[0].time, moment.clock, 1):
            continue
        text = (
            f"“{name.capitalize()}” is {moment.clock} in the key facts, but {rows[0].time} in the timeline: "
            f"“{shortened(rows[0].text, 50)}”"
        )
        yield report.finding(report.timeline, text, rows[0].text)


def _noticed(report: _Report) -> Iterator[Finding]:
    """When it was noticed, as the section on that says."""
    section = find_section(report.lines.markdown, "Detection")
    moment = report.moments.get("detected")
    if section is None or moment is None or section in (report.timeline, report.overview):
        return
    for words in read_words(section):
        if found := _NOTICED.search(words):
            clock = _clock(found[1])
            if clock != moment.clock and clock not in moment.words:
                text = f"It was noticed at {clock} here, but at {moment.clock} in the key facts."
                yield report.finding(section, text, words)
            return


def _counts(report: _Report) -> Iterator[Finding]:
    """The same thing counted in the overview and in the impact: none of the numbers is the other's."""
    here = [one for words in report.said for one in counts(words)]
    there = [one for row in read_impact(report.impact) for one in counts(f"{row.figure} {row.what if not row.figure else ''}")]
    # "Requests | 3,200": the noun stands in its own cell
    alone = (row for row in read_impact(report.impact) if _BARE_NUMBER.fullmatch(row.figure))
    there += [one for row in alone for one in counts(f"{row.figure.strip()} {row.what.strip().lower()}")]
    bare = set(re.findall(r"\d[\d,]*", " ".join(report.said)))
    for noun in dict.fromkeys(one.noun for one in here):
        mine, theirs = [one for one in here if one.noun == noun], [one for one in there if one.noun == noun]
        if not theirs or len({one.number for one in mine}) > 1:
            continue
        one = mine[0]
        sums = {sum(other.number for other in some) for count in (1, 2) for some in combinations(theirs, min(count, len(theirs)))}
        if any(_same_number(one.number, number, near=one.is_near or any(other.is_near for other in theirs)) for number in sums):
            continue
        if any(f"{other.number:,.0f}" in bare or f"{other.number:.0f}" in bare for other in theirs):
            continue
        text = f"The overview says {one.words}, the impact {theirs[0].words}."
        yield report.finding(report.overview, text, one.words)


def _days(report: _Report) -> Iterator[Finding]:
    """The day in the title and in the overview is a day of the incident."""
    known = {day.day for day in report.days}
    if not known:
        return
    shown = ", ".join(sorted(day.isoformat() for day in known)[:3])
    titled = list(days(report.title, report.year))
    if titled and not any(day.day in known for day in titled):
        yield report.finding(None, f"The title says {titled[0].words}; key facts and timeline know {shown} alone.", report.title)
    named = [(day, words) for words in report.said for day in days(words, report.year) if _ON_DAY.search(words[: day.start])]
    if named and not any(day.day in known for day, _ in named):
        day, words = named[0]
        yield report.finding(report.overview, f"The overview says {day.words}; key facts and timeline know {shown} alone.", words)


def _weekdays(report: _Report) -> Iterator[Finding]:
    """A day that is called by the weekday of another."""
    for section in report.lines.sections:
        for words in read_words(section) if section.key else (report.title,):
            for day in days(words):
                if day.weekday is not None and day.day.weekday() != day.weekday:
                    yield report.finding(section, f"“{day.words}” was a {day.day:%A}.", words)


def _severity(report: _Report) -> Iterator[Finding]:
    """The severity in sentences and in the timeline against the key facts."""
    told = report.facts.get("severity", "")
    known = set(severities(told))
    if not known:
        return
    changes = [row for row in report.rows if row.kind == "severity" and severities(row.text)]
    if changes and severities(changes[-1].text)[-1] not in known:
        text = (
            f"The severity is {severities(told)[0]} in the key facts, but {severities(changes[-1].text)[-1]} in "
            f"the timeline’s last change of it."
        )
        yield report.finding(report.timeline, text, changes[-1].text)
    known |= {one for row in report.rows for one in severities(row.text)}
    against = find_section(report.lines.markdown, "How the response went, against our process")
    for section, sentences in ((report.overview, report.said), (against, read_words(against)[:1])):
        for words in sentences:
            if (said := said_severity(words)) and said not in known:
                text = f"The incident is called {said} here, but {severities(told)[0]} in the key facts."
                yield report.finding(section, text, words)


def _same_words(report: _Report) -> Iterator[Finding]:
    """What was done, in the words of the timeline and at another time."""
    section = find_section(report.lines.markdown, "Response and recovery")
    if section is None or section == report.timeline:
        return
    by_words: dict[str, set[str]] = {}
    for row in report.rows:
        by_words.setdefault(_plain(row.text), set()).add(row.time)
    for words in read_words(section):
        moment, rest = take_moment(words)
        times = by_words.get(_plain(rest), set()) if moment is not None and len(rest.split()) >= 4 else set()
        if moment is not None and times and "" not in times and moment.time not in times:
            text = f"“{shortened(rest, 50)}” is at {moment.time} here, and at {min(times)} in the timeline."
            yield report.finding(section, text, words, rest)


def _fits_nothing(report: _Report, fits: object) -> bool:
    return len(report.all_apart) > 1 and callable(fits) and not any(fits(apart) for apart in report.all_apart)


def _told(report: _Report) -> str:
    first, *_, last = report.moments.items()
    return f"{first[0]} {first[1].clock} … {last[0]} {last[1].clock}"


def _same_number(one: float, other: float, *, near: bool) -> bool:
    return abs(one - other) <= (0.1 * max(one, other) if near else 0)


def _are_near(one: str, other: str, minutes: int) -> bool:
    return abs(_minutes(one) - _minutes(other)) <= minutes


def _clock(words: str) -> str:
    moment, _ = take_moment(words)
    return moment.time if moment is not None else words


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)


def _plain(label: str) -> str:
    return " ".join(label.casefold().strip(" *_:.").split())
