"""Files that people give beside the channel (`--evidence`): read, their rows of the incident's time kept, names taken out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from postmortem.blameless.labels import slug
from postmortem.blameless.people_file import Key
from postmortem.blameless.roster import A_COLLEAGUE, Roster
from postmortem.blameless.standing import Standing, standing
from postmortem.blameless.strip import strip_file_name, strip_text
from postmortem.cli.console import step
from postmortem.cli.evidence_names import take_names_out
from postmortem.cli.reading import Reading
from postmortem.evidence.folding import Fold
from postmortem.evidence.gathering import AFTER, BEFORE, Gathered, gather
from postmortem.evidence.numbers import Column, read_numbers
from postmortem.timeline.evidence import Evidence, EvidenceLine, is_reference
from postmortem.timeline.series import Point, Series

_LONGEST_STEM, _MOST_SERIES = 40, 6
# What a source's name does not keep, so that it can stand in a table, in TOML and before a colon.
_NOT_IN_A_SOURCE = re.compile(r"[^\w.+-]+")
_WORD = re.compile(r"[^\W\d_]+")
_HOURS = f"from {BEFORE / 3600:.0f} hours before the first message to {AFTER / 3600:.0f} hours after the last"


def read_evidence(paths: Sequence[Path], reading: Reading, key: Key, zone: str) -> Evidence:
    """What the files say of the incident, without names. zone: the incident's, in which times without one are meant.

    Raises `InputError` for a file that cannot be read, is of no known form, or has no row of the incident's time.
    """
    moments = [message.at.timestamp() for message in reading.transcript.messages]
    if not paths or not moments:
        return Evidence()
    span = (min(moments), max(moments))
    files: dict[Path, tuple[str, Gathered]] = {}
    remarks: list[str] = []
    series: list[Series] = []
    with step("Reading the evidence"):
        for path in paths:
            place = path.resolve()
            if place in files:
                remarks.append(f"{files[place][0]} was given twice, and read once.")
                continue
            taken = [*(name for name, _ in files.values()), *(one.file for one in series)]
            name = _source_name(path.name, reading.roster, taken)
            around = (span[0] - BEFORE, span[1] + AFTER)
            if columns := read_numbers(path, path.name or str(path), zone=ZoneInfo(zone), span=around):
                series += [_series(column, name, reading.roster) for column in columns]
                remarks.append(f"{name}: {_count(len(columns), 'column')} of numbers read, drawn in the figure.")
                continue
            files[place] = (name, gather(path, path.name or str(path), zone=ZoneInfo(zone), span=span))
    found = [_line(fold, name, gathered) for name, gathered in files.values() for fold in gathered.folds]
    lines = take_names_out(found, reading, key)
    kept = Counter(line.source.rpartition(":")[0] for line in lines)
    for name, gathered in files.values():
        remarks += _remarks(name, gathered, zone, kept=kept[name])
    ordered = tuple(sorted(lines, key=lambda line: line.at))
    return Evidence(lines=ordered, series=tuple(series[:_MOST_SERIES]), remarks=tuple(remarks))


def _series(column: Column, file: str, roster: Roster) -> Series:
    """A column of numbers, its heading without names of people."""
    points = tuple(Point(_moment(number.at), number.value, number.line) for number in column.numbers)
    return Series(name=strip_text(column.heading, roster) or "numbers", file=file, points=points)


def forgotten_files(timeline: str | None, evidence: Evidence) -> tuple[str, ...]:
    """Names of files on which the timeline.json of the last draft rests and this one does not."""
    try:
        entries = json.loads(timeline) if timeline else []
    except ValueError:
        return ()
    cited = [
        source
        for entry in (entries if isinstance(entries, list) else [])
        for source in (entry.get("sources", []) if isinstance(entry, dict) else [])
        if isinstance(source, str) and is_reference(source)
    ]
    given = {line.source.rpartition(":")[0] for line in evidence.lines}
    return tuple(dict.fromkeys(name for source in cited if (name := source.rpartition(":")[0]) not in given))


def _source_name(name: str, roster: Roster, taken: Collection[str]) -> str:
    """The file's name as sources have it: without names of people, short, and like no other file's."""
    path = PurePosixPath(strip_file_name(name, roster))
    stem, suffix = _NOT_IN_A_SOURCE.sub("-", path.stem), _NOT_IN_A_SOURCE.sub("", path.suffix)[:10]
    for label in (*roster.labels.given().values(), A_COLLEAGUE):  # a file is nobody's part in the incident
        stem = stem.replace(slug(label), "-")
    stem = _WORD.sub(lambda word: "" if standing(word.group().casefold()) >= Standing.SURNAME else word.group(), stem)
    stem = re.sub(r"[-_.]{2,}", "-", stem).strip("-_.")[:_LONGEST_STEM] or "evidence"
    whole, number = f"{stem}{suffix}", 2
    while whole in taken:
        whole, number = f"{stem}-{number}{suffix}", number + 1
    return whole


def _line(fold: Fold, name: str, gathered: Gathered) -> tuple[EvidenceLine, str]:
    """A line with the names still in it, and whom the file itself says to be people, one a line."""
    row = fold.row
    several = fold.count > 1
    words = " ".join(_WORD.findall(PurePosixPath(name).stem)) or "evidence"
    line = EvidenceLine(
        source=f"{name}:{row.number}",
        at=_moment(row.at),
        text=row.text,
        file=words,
        tool=row.tool,
        kind=fold.kind,
        state=row.state,
        grade=row.grade,
        link=row.link,
        ref=row.ref,
        is_log=row.is_log,
        began=row.began,
        weight=fold.weight,
        count=fold.count,
        last_source=f"{name}:{fold.last_number}" if several and fold.last_number != row.number else "",
        last_at=_moment(fold.last_at) if several else None,
        until=_moment(row.until) if row.until is not None else None,
        at_least=gathered.dropped > 0,
        is_same=fold.is_same,
        place="entry" if gathered.in_list else "line",
    )
    return line, row.who


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def _remarks(name: str, gathered: Gathered, zone: str, *, kept: int) -> Iterable[str]:
    """What to know about a file: what of it was not used, and what was assumed. kept: how many lines are left without names."""
    told = gathered.read - gathered.outside - gathered.ordinary - gathered.dropped
    came = f"{kept:,} possible {'entry' if kept == 1 else 'entries'} came of {told:,} of them"
    parts = [f"{name}: {_count(gathered.read, 'row')} read; {came}"]
    if gathered.outside:
        parts.append(f"{gathered.outside:,} outside the time of the incident ({_HOURS}) not used")
    if gathered.ordinary:
        parts.append(f"{gathered.ordinary:,} that tell of ordinary work not used")
    if gathered.dropped:
        parts.append(f"{gathered.dropped:,} left out because there are too many")
    if named := len(gathered.folds) - kept:
        parts.append(f"{named:,} left out because names could not be taken out of them for certain")
    yield f"{'; '.join(parts)}."
    if gathered.bad:
        where = "entry" if gathered.in_list else "line"
        bad = "; ".join(f"{where} {row.number} {row.why}" for row in gathered.named)
        more = f"; and {gathered.bad - len(gathered.named):,} more" if gathered.bad > len(gathered.named) else ""
        yield f"{name}: {_count(gathered.bad, 'row')} cannot be used: {bad}{more}."
    if gathered.no_zone:
        yield f"{name}: {_count(gathered.no_zone, 'time')} without a zone, taken to be in {zone}."
    if gathered.no_year:
        yield f"{name}: {_count(gathered.no_year, 'date')} without a year, taken to be of the incident's."
    if gathered.other_lines:
        yield f"{name}: {_count(gathered.other_lines, 'line')} not in UTF-8, read as Windows-1252."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
