# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Finds when something happened that was told afterwards: "died shortly before midnight", "the first 503 was at 10:02".

A time is taken only where the clause tells of the past, and only where it can mean one moment: never from a plan, a deadline
or an appointment, never where morning or afternoon, the day, the zone, or the hour that a clock change repeats stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from postmortem import mood
from postmortem.timeline import time_phrases as p
from postmortem.timeline.clock_times import certain, clock_time, is_to_come, moment_of
from postmortem.timeline.days import Day, Open, days_in, one_day
from postmortem.timeline.stamps import stamped_time
from postmortem.timeline.tense import is_of_another_day, is_open, names_trouble, tells_of_past
from postmortem.timeline.time_zones import holds, zone_named, zone_of_all, zones_in

_LONGEST = 1000
_LONGEST_AGO = timedelta(days=400)
_NOW = timedelta(minutes=2)  # what is said within it needs no other time than the message's
_MOST_MINUTES_AGO = 24 * 60
# What stands before a time at which something happened …
_AT = re.compile(
    r"(?:\b(?:at|around|about|from|since|between|approximately|approx\.?|roughly|circa|ca\.?|(?:just|shortly|right|soon|immediately|a bit|a little) (?:before|after))|[@~])\s*~?$",
    re.IGNORECASE,
)
# … and what stands before a number that is no such time, or the time of something else.
_NOT_AT = re.compile(
    r"(?:\b(?:the|an?|our|your|their|this|that|its|my|every|each|no|to|for|until|till|by|before|after|in|within|of|than|not|n't|took|takes|lasted|lasting|ratio|uptime|elapsed|duration|runtime|total|average|avg|"
    r"port|ports|version|line|lines|column|row|rows|page|chapter|verse|score|scale|aspect|minus|plus|times|x|or|next|channel|room|step|release|build|ticket|issue)|n't|[=<>*/|])\s*[~:]?\s*$",
    re.IGNORECASE,
)
_NOT_ON_THE_CLOCK = re.compile(r"\b(?:not|n't) (?:at|around|about|from|since)\s*~?$", re.IGNORECASE)
_NEAR = re.compile(r"\b(?:just|shortly|right|soon|immediately|a bit|a little) (?:before|after)\s*~?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s*~?$", re.IGNORECASE)
_RATIO = re.compile(r"\b(?:ratios?|aspect|odds|scores?|scaled?|split|resolution|took|takes|lasted|duration|uptime|runtime|elapsed)\b", re.IGNORECASE)
_LIST_MARK = re.compile(r"[\s*_•>\[(~-]*")

__all__ = ["Told", "event_time", "is_bare_time", "is_time_like", "told_times"]


class Told(NamedTuple):
    """When a clause says that what it tells of happened: in UTC, to the minute, before it was said.

    is_main: whether it is what the sentence tells in the first place. "Second round of updates sent: no duplicates since 09:14"
    tells of something else first.
    """

    at: datetime
    clause: str
    is_main: bool = True


class _Saying(NamedTuple):
    """What a time of a sentence is read against. here: the zone of times that name none; home: the incident's."""

    said: datetime
    here: tzinfo
    home: tzinfo
    zones: frozenset[str]
    others: tuple[Day, ...]


def is_time_like(text: str) -> bool:
    """Whether a text holds anything that may be a time."""
    return p.TIME_LIKE.search(text[:_LONGEST]) is not None


def is_bare_time(text: str) -> bool:
    """Whether a text is nothing but a time of the clock."""
    text = text.strip(" .()")
    found = p.CLOCK.match(text)
    return found is not None and found.end() == len(text) and found["minute"] is not None


def event_time(text: str, *, said: datetime, zone: tzinfo, all_times: str | None = None) -> datetime | None:
    """The moment, in UTC, that a sentence told at `said` gives to what it tells of, or None where it gives none for certain.

    `zone` is the incident's; all_times: the zone that the message names for all its times (`zone_of_all`). The moment is before
    `said`, to the minute; of several, the first that the sentence tells.
    """
    return next((one.at for one in told_times(text, said=said, zone=zone, all_times=all_times)), None)


def told_times(text: str, *, said: datetime, zone: tzinfo, all_times: str | None = None) -> tuple[Told, ...]:
    """The moments that a sentence gives to what it tells of, clause by clause. Arguments as for `event_time`."""
    text = text[:_LONGEST]
    if not p.TIME_LIKE.search(text):
        return ()
    read = _read(text)
    if read is None:
        return ()
    if (stamp := stamped_time(read.said, zone=zone)) is not None:
        return tuple(_told(stamp, read.said, said))
    here = zone_named(all_times or zone_of_all(read.said), zone)
    if here is None:
        return ()
    return tuple(_of_clauses([clause.said for clause in read.clauses], read.said, said, here, zone))


@lru_cache(maxsize=2048)
def _read(text: str) -> mood.Sentence | None:
    """A sentence that may tell of another time; None where it asks, or is of a day that is no day of this incident."""
    read = mood.Sentence(p.BETWEEN_TIMES.sub("-", p.IN_A_DATE.sub(r"\1 ", text)))
    return None if read.asks or is_of_another_day(read.lower) else read


def _of_clauses(clauses: Sequence[str], sentence: str, said: datetime, here: tzinfo, home: tzinfo) -> Iterator[Told]:
    if not any(_may_tell_time(clause) for clause in clauses):
        return
    zones = zones_in(sentence)
    local = said.astimezone(here)
    days = [days_in(clause, said=local) for clause in clauses]
    for place, clause in enumerate(clauses):
        if is_open(clause) or not p.TIME_LIKE.search(clause):
            continue
        # A day by itself at the beginning ("Yesterday, the first …") is meant for what follows; any other leaves the day open.
        others = tuple(
            day if _is_day_alone(clauses[other], found) else day._replace(when=Open.OPEN)
            for other, found in enumerate(days)
            for day in found
            if other != place
        )
        saying = _Saying(said, here, home, zones, others)
        before = next((one for one in reversed(clauses[:place]) if not is_open(one)), "")
        told = _told(_clause_time(clause, before, saying, is_first=place == 0, rest=clauses[place + 1 :]), clause, said)
        is_main = not any(tells_of_past(one) and not is_open(one) for one in clauses[:place]) or is_bare_time(clause)
        yield from (one._replace(is_main=is_main) for one in told)


def _may_tell_time(clause: str) -> bool:
    """Whether a clause holds a time of any sort: most numbers that look like one are none."""
    return p.TIME_LIKE.search(clause) is not None and bool(p.AGO.search(clause) or p.MIDNIGHT.search(clause) or _clock_times(clause))


def _is_day_alone(clause: str, days: Sequence[Day]) -> bool:
    return len(days) == 1 and len(clause.split()) <= 3


def _told(moment: datetime | None, clause: str, said: datetime) -> Iterator[Told]:
    if moment is not None:
        moment = moment.astimezone(UTC).replace(second=0, microsecond=0)
        if moment < said and _NOW <= said - moment < _LONGEST_AGO:
            yield Told(moment, clause)


def _clause_time(clause: str, before: str, saying: _Saying, *, is_first: bool, rest: Sequence[str]) -> datetime | None:
    """The moment of the first time in a clause that is one of something that happened."""
    past = tells_of_past(clause)
    if past and (found := p.AGO.search(clause)):
        return _ago(found, clause, saying.said)
    if past and (found := p.MIDNIGHT.search(clause)):
        return _midnight(found, clause, saying)
    for found in _clock_times(clause):
        lead = clause[: found.start()]
        is_beginning = _LIST_MARK.fullmatch(lead) is not None
        leads = is_first and is_beginning and (bool(rest) or not is_bare_time(clause))
        in_brackets = is_beginning and not is_first and not clause[found.end() :].strip(" .)") and tells_of_past(before) and not _has_a_time(before)
        tells = past or in_brackets or (leads and not any(is_open(one) for one in rest))
        tells = tells or (names_trouble(clause) and p.RANGE_END.match(clause, found.end()) is not None)
        if not tells or not _is_on_the_clock(found, lead, leads=leads or in_brackets):
            continue
        if p.OF_ANOTHER_THING.search(lead) and not _SINCE.search(lead):
            span = p.SPAN_FROM_ANOTHER.search(lead)
            if span is None:
                return None
            return _shifted(_resolve(found, clause, saying, is_verbless=False), span)
        return _resolve(found, clause, saying, is_verbless=leads and not past)
    return None


def _clock_times(clause: str) -> list[re.Match[str]]:
    """Whatever may be a time of the clock, in the order in which it stands."""
    found = [match for pattern in (p.CLOCK, p.FOUR_DIGITS, p.SPOKEN) for match in pattern.finditer(clause)]
    return sorted(found, key=lambda one: one.start())[:20]


def _has_a_time(clause: str) -> bool:
    return any(found.re is not p.CLOCK or found["minute"] for found in _clock_times(clause))


def _is_on_the_clock(found: re.Match[str], lead: str, *, leads: bool) -> bool:
    """Whether what looks like a time is one, by what stands before it."""
    if found.re is not p.CLOCK:
        return not _NOT_AT.search(lead) or _NEAR.search(lead) is not None
    at = _AT.search(lead) is not None
    if (not at and _NOT_AT.search(lead)) or _NOT_ON_THE_CLOCK.search(lead):
        return False
    if not found["minute"] and not found["half"]:
        after = found.string[found.end() :]
        end = p.RANGE_END.match(after)
        if end is not None and end["half"]:  # "between 10 and 11 am"
            return at
        is_alone = p.AN_HOUR_ALONE.match(after) or (lead.lower().rstrip().endswith(" at") and p.AND_WHO.match(after))
        return at and bool(is_alone) and p.PART.search(found.string) is not None
    if found["colon"] == "." and not found["half"]:
        return False
    if _RATIO.search(lead) and not at:
        return False
    is_long = found["colon"] == ":" and len(found["hour"]) == 2
    return bool(at or found["half"] or found["zone"] or is_long or (leads and found["colon"] == ":"))


def _resolve(found: re.Match[str], clause: str, saying: _Saying, *, is_verbless: bool) -> datetime | None:
    end = p.RANGE_END.match(clause, found.end()) if found.re is p.CLOCK else None
    own = found.groupdict()
    if end is not None and not _is_range(found, end):
        return None
    name = own.get("zone") or (end["zone"] if end else None)
    if not name and (saying.zones and saying.here is saying.home):
        return None  # the sentence speaks of a zone, and this time may or may not be in it
    where = zone_named(name, saying.home if name else saying.here)
    if where is None:
        return None
    day = _day_of(clause, found, saying, where)
    clock = clock_time(found, end)
    moment = moment_of(clock, day=day, said=saying.said, where=where) if clock else None
    if moment is None or not holds(name, moment):
        return None
    if is_verbless and day is None and moment.astimezone(where).date() != saying.said.astimezone(where).date():
        return None  # without a verb, a time that is still to come is a plan
    if end is not None and is_to_come(end, moment, saying.said, where):
        return None
    return moment


def _is_range(found: re.Match[str], end: re.Match[str]) -> bool:
    """Whether two times are the ends of a range: in 08:49-07:00 the second may be the offset of a zone."""
    if found["half"] or end["half"]:
        return True
    start, last = (int(one["hour"]) * 60 + int(one["minute"] or 0) for one in (found, end))
    return (last - start) % (24 * 60) <= 12 * 60


def _day_of(clause: str, found: re.Match[str], saying: _Saying, where: tzinfo) -> Day | None:
    """The day on which a time of a clause is: the clause's own, else one that stands by itself in the sentence."""
    own = days_in(clause, said=saying.said.astimezone(where), clock=found.span())
    own = tuple(day for day in own if not (day.start <= found.start() < day.end))
    return one_day(own) if own else one_day(saying.others)


def _ago(found: re.Match[str], clause: str, said: datetime) -> datetime | None:
    minutes = p.minutes_of(found)
    lead = clause[: found.start()]
    if not 0 < minutes <= _MOST_MINUTES_AGO or re.search(r"\b(?:until|till|than|before|up to|not|n't)\s*(?:about |around )?$", lead, re.IGNORECASE):
        return None
    return said - timedelta(minutes=minutes)


def _shifted(moment: datetime | None, span: re.Match[str]) -> datetime | None:
    minutes = p.minutes_of(span)
    if moment is None or not minutes:
        return None
    return moment + timedelta(minutes=minutes if span["way"].lower() == "after" else -minutes)


def _midnight(found: re.Match[str], clause: str, saying: _Saying) -> datetime | None:
    where = zone_named(found["zone"], saying.home if found["zone"] else saying.here)
    if where is None or (saying.zones and not found["zone"] and saying.here is saying.home):
        return None
    is_before = "before" in found["near"].lower()
    is_midnight = found["what"].lower() == "midnight"
    local = saying.said.astimezone(where)
    day = _day_of(clause, found, saying, where)
    if day is None or day.sort != "date":
        on = local.date()
        hour = 0 if is_midnight else 12
        moment = certain(on, hour, 0, where)
        if moment is not None and moment > saying.said:
            moment = certain(on - timedelta(days=1), hour, 0, where) if day is None else None
        if moment is None or saying.said - moment > timedelta(hours=23):
            return None
    elif isinstance(day.when, Open) or (is_midnight and not is_before):
        return None  # "around midnight on Monday": the one that begins it, or the one that ends it
    else:
        found_at = certain(day.when + timedelta(days=1) if is_midnight else day.when, 0 if is_midnight else 12, 0, where)
        if found_at is None:
            return None
        moment = found_at
    # "before midnight" belongs to the day that ends with it.
    return moment - timedelta(minutes=1) if is_before else moment
