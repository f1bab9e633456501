"""A client's version of an incident, from the sections of its final report that a client may read, and from nothing else.

What happened, from the overview; what users saw, from the impact; how we responded, from key facts and timeline; what we are
doing, from the agreed actions. Never from the chat, nor from what a report quotes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from postmortem.client_rules import ClientRules
from postmortem.incident import Client, Incident
from postmortem.report.client_contents import ClientAction, ClientFigure, ClientReport
from postmortem.report.client_course import Calendar, calendar_of, describe_course, fact, without_year
from postmortem.report.client_internals import SECURITY, Inside
from postmortem.report.client_mentions import Mentions, is_same
from postmortem.report.client_words import Wordsmith, split_sentences
from postmortem.report.read_back import (
    ACTIONS,
    FACTS,
    IMPACT,
    OVERVIEW,
    TIMELINE,
    find_section,
    read_actions,
    read_facts,
    read_impact,
)
from postmortem.report.read_back_parts import Grid, read_parts
from postmortem.report.read_back_timeline import ReadEntry, read_timeline
from postmortem.report.sections import Section, split_sections

# What an overview says by itself, and what it quotes from the channel; with a list behind it, the list is quoted too.
_SPAN = re.compile(r"From (.{5,140}?)(?: \((?:about )?(\d[\dhdmin ]{0,20})\))?\.?")
_QUOTED = re.compile(
    r"(?:The last summary in the channel\b|Earlier summaries in the channel|Declared at .{1,40} in these words\b)", re.IGNORECASE
)
# Rows of the impact that stand elsewhere.
_DURATION = re.compile(r"\bduration\b|\bhow long\b", re.IGNORECASE)
_DATA = re.compile(r"\bdata\b|\bdisclos", re.IGNORECASE)
_HEADING = re.compile(r"^# +(.+?)(?: +#+)? *$", re.MULTILINE)
_MARKUP = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`]")
# About a page and a half: with more figures and steps than this, nobody reads on.
MOST_WORDS, MOST_FIGURES, MOST_ACTIONS, MOST_SENTENCES = 600, 8, 6, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientVersion:
    """What a client's version says, and what was done to say it: (what, the sentence as it stood in the report)."""

    report: ClientReport
    told: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def build_client_version(
    final: str,
    incident: Incident,
    rules: ClientRules,
    *,
    client: Client | None,
    known: Iterable[Client] = (),
    tools: Iterable[str] = (),
) -> ClientVersion:
    """The version for one client, or for nobody in particular.

    final: the final report's Markdown. known: further clients of the organisation. tools: names of tools in the workspace.
    """
    others = (*incident.clients, *(one for one in known if not any(is_same(one, other) for other in incident.clients)))
    mentions = Mentions(client, others)
    smith = Wordsmith(mentions, inside_of(incident, rules, client, tools), {**rules.say, **incident.client_version.say})
    facts, entries = _facts_and_entries(final)
    title = _title(final, incident)
    calendar = calendar_of(facts, entries, title)
    overview = find_section(final, *OVERVIEW)
    is_only = len(incident.clients) <= 1
    course = describe_course(facts, entries, calendar, smith, is_only=is_only)
    report = ClientReport(
        title=smith.sentence(title) or _plain_title(calendar),
        client=client.name if client is not None else "",
        happened=tuple(_happened(overview, smith)),
        apology=rules.apology,
        window=_window(facts, calendar, overview),
        figures=(),
        shared_figures=(),
        course=course,
        zone=calendar.zone,
        day=calendar.main_day,
        several_days=any(re.search(r"\d:\d\d(?: [A-Z]+)? on ", sentence) for sentence in course),
        actions=tuple(_actions(find_section(final, *ACTIONS), smith)),
        closing=rules.closing,
    )
    own, shared = _figures(find_section(final, *IMPACT), smith, is_only=is_only)
    report = replace(report, figures=own[:MOST_FIGURES], shared_figures=shared[:MOST_FIGURES])
    return ClientVersion(report=report, told=tuple(dict.fromkeys(smith.told)), missing=_missing(report))


@lru_cache(maxsize=2)
def _facts_and_entries(final: str) -> tuple[Mapping[str, str], tuple[ReadEntry, ...]]:
    """The same for every client of a report."""
    return read_facts(find_section(final, *FACTS)), read_timeline(find_section(final, *TIMELINE))


def inside_of(incident: Incident, rules: ClientRules, client: Client | None, tools: Iterable[str] = ()) -> Inside:
    """What counts as the inside for one client's version."""
    choices = incident.client_version
    own = (*client.sites, *client.tickets) if client is not None else ()
    return Inside(allowed=(*rules.allowed, *choices.allowed), own=own, internal=(*rules.internal, *tools))


def _title(final: str, incident: Incident) -> str:
    found = _HEADING.search(split_sections(final)[0].text)
    return _MARKUP.sub("", found[1]) if found else incident.title


def _plain_title(calendar: Calendar) -> str:
    return f"Report on an incident{f', {calendar.main_day}' if calendar.main_day else ''}"


def _happened(section: Section | None, smith: Wordsmith) -> Iterable[str]:
    """The overview's own paragraphs; what it quotes from the channel is none."""
    is_quoted, left = False, MOST_SENTENCES
    for part in read_parts(section):
        if isinstance(part, Grid) or part.sort == "heading":
            continue
        if part.sort != "item":
            is_quoted = _QUOTED.match(part.words) is not None
        if is_quoted or _SPAN.fullmatch(part.words):
            continue
        said = []
        for sentence in split_sentences(part.words):
            one = smith.sentence(sentence)
            if one and not left:
                smith.told.append(("too long for a client's version, left out", sentence))
            elif one:
                said.append(one)
                left -= 1
        if said:
            yield " ".join(said)


def _window(facts: Mapping[str, str], calendar: Calendar, overview: Section | None) -> str:
    """ "From 10:02 to 11:26 on 14 October 2026 (1 h 24 min)."; empty where it is not known."""
    for part in read_parts(overview):
        if not isinstance(part, Grid) and (span := _SPAN.fullmatch(part.words)) and re.search(r"\d:\d\d", span[1]):
            return f"This lasted from {span[1]}{f' ({span[2]})' if span[2] else ''}."
    began, ended = fact(facts, "began"), fact(facts, "mitigated") or fact(facts, "restored")
    if began is None or ended is None:
        return ""
    day, last = began.day or calendar.main_day, ended.day or calendar.main_day
    zone = calendar.zone.split(" ")[0]
    zones = (began.zone, ended.zone) if calendar.clocks_changed else ("", "" if not zone else f"({zone})")
    start, end = f"{began.time} {zones[0]}".strip(), f"{ended.time} {zones[1]}".strip()
    if without_year(day) == without_year(last):
        return f"This lasted from {start} to {end} on {day}." if day else f"This lasted from {start} to {end}."
    return f"This lasted from {start} on {without_year(day)} to {end} on {last}."


def _figures(
    section: Section | None, smith: Wordsmith, *, is_only: bool
) -> tuple[tuple[ClientFigure, ...], tuple[ClientFigure, ...]]:
    """(figures of this client, figures of everything that was affected). Where one client is declared, all are theirs."""
    own: list[ClientFigure] = []
    shared: list[ClientFigure] = []
    for row in read_impact(section):
        if _DURATION.search(row.what) and row.figure:
            continue
        whole = f"{row.what}: {row.figure}" if row.figure else row.what
        heard = smith.mentions.find(f"{whole} {row.note}")
        if heard and not any(one.is_own for one in heard):
            smith.told.append(("of another client, left out", whole))
            continue
        if not row.figure and len(row.what.split()) < 5:
            continue  # a row that still asks
        said = smith.sentence(whole)
        if not said:
            continue
        if row.figure and row.what.casefold() in row.figure.casefold():
            said = said.partition(": ")[2]  # "Calls: 37 calls"
        names_own = any(one.is_own for one in heard)
        what, colon, figure = said.partition(": ") if row.figure and ": " in said else (said, "", "")
        (own if is_only or names_own or _DATA.search(row.what) else shared).append(
            ClientFigure(what=what, figure=figure if colon else "")
        )
    return tuple(own), tuple(shared)


def _actions(section: Section | None, smith: Wordsmith) -> Iterable[ClientAction]:
    count = 0
    for action in read_actions(section):
        if SECURITY.search(action.what):
            smith.told.append(("security detail, left out", action.what))
            continue
        what = smith.sentence(action.what).rstrip(".")
        if not what:
            continue
        count += 1
        if count > MOST_ACTIONS:
            smith.told.append(("one action too many for a client's version, left out", action.what))
            continue
        yield ClientAction(what=what[:1].upper() + what[1:], due=smith.sentence(action.due).rstrip(".") if action.due else "")


def _missing(report: ClientReport) -> tuple[str, ...]:
    """What the final report does not say and a client would ask."""
    asked = {
        "what happened": not report.happened,
        "when it began and ended": not report.window,
        "how we responded": not report.course,
        "what we are doing": not report.actions,
    }
    return tuple(what for what, is_missing in asked.items() if is_missing)
