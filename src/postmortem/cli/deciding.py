"""What people must decide before a report is final: gathered from everywhere, with place and advice, or allowed with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from postmortem.cli.finalizing import Finalized
from postmortem.errors import PeopleMustDecide, UsageError, did_you_mean
from postmortem.report.before_final import find_undecided
from postmortem.report.read_back import ACTIONS, IMPACT, OVERVIEW, TIMELINE, find_section
from postmortem.report.wording import find_blame

# Words of a comment or change that are shown, in characters; and how many findings of one sort.
MOST_WORDS, MOST_SHOWN = 90, 12
# What a report cannot do without, and by which of its headings it is found.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Overview": OVERVIEW,
    "Impact": IMPACT,
    "Timeline": TIMELINE,
    "Agreed actions": ACTIONS,
}


class Sort(StrEnum):
    """What a decision is about; also the word by which --allow lets it pass."""

    UNFINISHED = "unfinished"
    COMMENTS = "comments"
    SUGGESTIONS = "suggestions"
    NAMES = "names"
    WORDING = "wording"
    IMPACT = "impact"
    OWNER = "owner"
    TIMES = "times"
    CONTRADICTION = "contradiction"
    REMOVED = "removed"


ASKED = {
    Sort.UNFINISHED: "Not written yet",
    Sort.COMMENTS: "Comments that nobody has resolved",
    Sort.SUGGESTIONS: "Suggested changes that nobody has decided",
    Sort.NAMES: "What could still be a name",
    Sort.WORDING: "Wording that blames or judges",
    Sort.IMPACT: "Impact without a figure",
    Sort.OWNER: "Actions without an owner",
    Sort.TIMES: "Times that no clock shows",
    Sort.CONTRADICTION: "Sections that contradict each other",
    Sort.REMOVED: "Sections that a report needs and that are gone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Something to decide: of which sort, where, what, and what to do."""

    sort: Sort
    place: str
    text: str
    advice: str


def find_stops(made: Finalized, *, suggestions_decided: bool) -> tuple[list[Stop], list[str]]:
    """What stops the report, and what is only worth knowing."""
    somewhere = "in the document"
    advice = "Answer it and resolve it."
    stops = [
        Stop(sort=Sort.COMMENTS, place=one.section or somewhere, text=_about(one.about, one.text), advice=advice)
        for one in made.comments
    ]
    if not suggestions_decided:
        advice = "Accept or reject it in the document, or all of them with --suggestions accept or reject."
        stops += [
            Stop(sort=Sort.SUGGESTIONS, place=one.section or somewhere, text=f"{one.what}: {_short(one.text)}", advice=advice)
            for one in made.changes
        ]
    remarks = []
    for found in find_undecided(made.markdown):
        place = found.section or "above the first heading"
        if found.stops and found.kind.value in {sort.value for sort in Sort}:
            stops.append(Stop(sort=Sort(found.kind.value), place=place, text=found.text, advice=found.advice))
        else:
            remarks.append(f"{place}: {found.text} {found.advice}")
    stops += [
        Stop(
            sort=Sort.WORDING,
            place=flag.section or "above the first heading",
            text=f"“{flag.text}” in: {_short(flag.sentence)}",
            advice=f"{flag.reason} {flag.rewording}".strip(),
        )
        for flag in find_blame(made.markdown)
        if flag.stops
    ]
    stops += [
        Stop(sort=Sort.REMOVED, place=name, text="this section is gone.", advice="Put it back, if only with one sentence.")
        for name, headings in REQUIRED.items()
        if find_section(made.markdown, *headings) is None
    ]
    stops += [
        Stop(
            sort=Sort.NAMES,
            place=", ".join(f"{file}, {place}" for file, place in one.places[:3]),
            text=f"{one.text} ({one.why})",
            advice='Decide it: postmortem names --name "NAME=ROLE", or --not-a-name WORD.',
        )
        for one in made.suspects
    ]
    return stops, remarks


def read_allowed(given: Iterable[str]) -> dict[Sort, str]:
    """--allow "comments=answered in the meeting", by sort. UsageError where it is not of that form."""
    allowed: dict[Sort, str] = {}
    for one in given:
        word, equals, reason = one.partition("=")
        known = [sort.value for sort in Sort]
        if word.strip().casefold() not in known:
            said = f"--allow {word.strip()[:40]}: there is nothing called so.{did_you_mean(word, known)}"
            raise UsageError(f"{said} Known: {', '.join(known)}.")
        if not equals or not reason.strip():
            example = f'--allow "{word.strip()}=answered in the meeting"'
            raise UsageError(f"--allow {word.strip()} needs a reason, which is kept: {example}.")
        allowed[Sort(word.strip().casefold())] = reason.strip()
    return allowed


def refuse_undecided_parts(stops: Sequence[Stop], allowed: Mapping[Sort, str], command: str) -> None:
    """Raise `PeopleMustDecide` with everything that is neither decided nor allowed."""
    left = [stop for stop in stops if stop.sort not in allowed]
    if not left:
        return
    lines = []
    for sort in Sort:
        some = [stop for stop in left if stop.sort is sort]
        if not some:
            continue
        lines.append(f"{ASKED[sort]} ({len(some)}; --allow {sort.value}=REASON lets {'it' if len(some) == 1 else 'them'} pass):")
        lines += [f"  {stop.place}: {stop.text}" for stop in some[:MOST_SHOWN]]
        if len(some) > MOST_SHOWN:
            lines.append(f"  and {len(some) - MOST_SHOWN} more")
        lines += [f"    {advice}" for advice in list(dict.fromkeys(stop.advice for stop in some[:MOST_SHOWN]))[:3]]
    count = len(left)
    said = "\n".join(lines)
    raise PeopleMustDecide(
        f"{count} {'thing' if count == 1 else 'things'} to decide before the report is final, so nothing was written:\n{said}\n"
        f"Next: decide them in the document, in incident.toml or in the review's notes; then run {command} again."
    )


def _about(about: str, text: str) -> str:
    return f"at “{_short(about)}”: {_short(text)}" if about else _short(text)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS].rsplit(' ', 1)[0]} …"
