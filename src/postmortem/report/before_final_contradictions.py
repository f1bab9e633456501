"""Sections of a report that say different things of the same: lengths of time, moments, days, counts, severity.

Only what cannot both be right is told. Where a sentence may speak of something else, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from postmortem.report.before_final_found import Finding, Lines, shortened
from postmortem.report.before_final_said import counts, days, lengths, said_severity, severities
from postmortem.report.before_final_stated import (
    StatedReport,
    are_near,
    as_clock,
    as_minutes,
    fits_nothing,
    is_one_zone,
    is_same_number,
    length_words,
    plain_label,
    told_lengths,
)
from postmortem.report.read_back import (
    find_section,
    read_impact,
    read_words,
)
from postmortem.report.read_back_times import take_moment

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
_BARE_NUMBER = re.compile(r"\s*(?:about|around|some|roughly|nearly|over|at least|~)?\s*\d[\d,. ]*\s*", re.IGNORECASE)
_ONE_ROW = {"declaration": "declared", "resolution": "resolved", "detection": "detected", "recovery": "restored"}


def find_contradictions(lines: Lines) -> Iterator[Finding]:
    """What cannot both be right."""
    report = StatedReport(lines)
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


def _measured(report: StatedReport) -> Iterator[Finding]:
    """Lengths in the key facts against the moments beside them."""
    for label, (start, end) in _MEASURES.items():
        told = next(lengths(report.facts.get(label, "").split(";")[0]), None)
        apart = report.apart(start, end)
        if told is not None and told.start == 0 and apart is not None and not told.fits(apart):
            yield report.finding(
                report.facts_section,
                f"{label.capitalize()} is given as {told.words}, but from {report.moments[start].clock} to "
                f"{report.moments[end].clock} it is "
                f"{length_words(apart)}.",
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
                    f"“{name.capitalize()}” is {moment.clock}, which is {length_words(apart)} after "
                    f"{report.moments[since].clock} and not {told.words}."
                )
                yield report.finding(report.facts_section, text, f"{name}{moment.words}", name)


def _order(report: StatedReport) -> Iterator[Finding]:
    """Moments that cannot be before another, all on one day."""
    if len({day.day for day in report.days}) > 1:
        return
    for name, befores in _CANNOT_BE_BEFORE.items():
        for before in befores:
            one, other = report.moments.get(before), report.moments.get(name)
            if (
                one
                and other
                and is_one_zone(one, other)
                and other.minutes is not None
                and one.minutes is not None
                and other.minutes < one.minutes
            ):
                text = f"“{name.capitalize()}” is {other.clock}, before “{before.capitalize()}”, {one.clock}."
                yield report.finding(report.facts_section, text, f"{name}{other.words}", name)


def _impact_length(report: StatedReport) -> Iterator[Finding]:
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
        elif _OF_ALL.search(row.what) and (told := next(lengths(row.figure), None)) and fits_nothing(report, told.fits):
            text = (
                f"The impact lasted {told.words}, but no two moments of the key facts are so far apart ({told_lengths(report)})."
            )
            yield report.finding(report.impact, text, f"{row.what}{row.figure}", row.what)


def _overview_range(report: StatedReport) -> Iterator[Finding]:
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
        ends = [as_clock(group) for group in found.groups() if group]
        told = next(lengths(words[found.end() :]), None)
        apart = (as_minutes(ends[1]) - as_minutes(ends[0])) % 1440
        if (
            told is not None
            and told.start <= 60
            and "." not in words[found.end() : found.end() + told.start]
            and not told.fits(apart)
        ):
            text = f"From {ends[0]} to {ends[1]} is {length_words(apart)}, and not {told.words}."
            yield report.finding(report.overview, text, words)
        elif {"began"} < report.moments.keys() and any(end not in known for end in ends):
            missing = next(end for end in ends if end not in known)
            text = f"The overview says {ends[0]} to {ends[1]}; {missing} is neither in the key facts nor in the timeline."
            yield report.finding(report.overview, text, words)
        return


def _overview_length(report: StatedReport) -> Iterator[Finding]:
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
    if told and all(fits_nothing(report, one.fits) for one, _ in told):
        one, sentence = told[0]
        text = f"The overview says {one.words}, but no two moments of the key facts are so far apart ({told_lengths(report)})."
        yield report.finding(report.overview, text, sentence)


def _milestones(report: StatedReport) -> Iterator[Finding]:
    """A moment of the key facts against the timeline's one row of that kind."""
    times = {row.time for row in report.rows}
    for kind, name in _ONE_ROW.items():
        rows = [row for row in report.rows if row.kind == kind]
        moment = report.moments.get(name)
        if moment is None or len(rows) != 1 or not rows[0].time or rows[0].time == moment.clock or rows[0].about:
            continue
        if kind in ("detection", "recovery") and moment.clock in times:
            continue
        if are_near(rows[0].time, moment.clock, 1):
            continue
        text = (
            f"“{name.capitalize()}” is {moment.clock} in the key facts, but {rows[0].time} in the timeline: "
            f"“{shortened(rows[0].text, 50)}”"
        )
        yield report.finding(report.timeline, text, rows[0].text)


def _noticed(report: StatedReport) -> Iterator[Finding]:
    """When it was noticed, as the section on that says."""
    section = find_section(report.lines.markdown, "Detection")
    moment = report.moments.get("detected")
    if section is None or moment is None or section in (report.timeline, report.overview):
        return
    for words in read_words(section):
        if found := _NOTICED.search(words):
            clock = as_clock(found[1])
            if clock != moment.clock and clock not in moment.words:
                text = f"It was noticed at {clock} here, but at {moment.clock} in the key facts."
                yield report.finding(section, text, words)
            return


def _counts(report: StatedReport) -> Iterator[Finding]:
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
        if any(is_same_number(one.number, number, near=one.is_near or any(other.is_near for other in theirs)) for number in sums):
            continue
        if any(f"{other.number:,.0f}" in bare or f"{other.number:.0f}" in bare for other in theirs):
            continue
        text = f"The overview says {one.words}, the impact {theirs[0].words}."
        yield report.finding(report.overview, text, one.words)


def _days(report: StatedReport) -> Iterator[Finding]:
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


def _weekdays(report: StatedReport) -> Iterator[Finding]:
    """A day that is called by the weekday of another."""
    for section in report.lines.sections:
        for words in read_words(section) if section.key else (report.title,):
            for day in days(words):
                if day.weekday is not None and day.day.weekday() != day.weekday:
                    yield report.finding(section, f"“{day.words}” was a {day.day:%A}.", words)


def _severity(report: StatedReport) -> Iterator[Finding]:
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


def _same_words(report: StatedReport) -> Iterator[Finding]:
    """What was done, in the words of the timeline and at another time."""
    section = find_section(report.lines.markdown, "Response and recovery")
    if section is None or section == report.timeline:
        return
    by_words: dict[str, set[str]] = {}
    for row in report.rows:
        by_words.setdefault(plain_label(row.text), set()).add(row.time)
    for words in read_words(section):
        moment, rest = take_moment(words)
        times = by_words.get(plain_label(rest), set()) if moment is not None and len(rest.split()) >= 4 else set()
        if moment is not None and times and "" not in times and moment.time not in times:
            text = f"“{shortened(rest, 50)}” is at {moment.time} here, and at {min(times)} in the timeline."
            yield report.finding(section, text, words, rest)
