"""What changed between a draft and the report that came of it, section by section: what people changed and what the facts did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from postmortem.report.merging import FINAL_NAMES
from postmortem.report.read_back import (
    ACTIONS,
    FACTS,
    IMPACT,
    TIMELINE,
    find_section,
    read_actions,
    read_facts,
    read_impact,
    read_timeline,
)
from postmortem.report.reviewed import Fate, Reviewed, match_sections
from postmortem.report.sections import Section, split_sections

# Sections that are told of by what is in them; and those that are another thing in a final report.
_TABLES = frozenset(name.casefold() for name in (*FACTS, *IMPACT, *TIMELINE, *ACTIONS))
NOT_TOLD = frozenset({"", "evidence", "for the review", "what changed since the draft", "the review"})
# How alike two rows of the timeline are to be one that was reworded, from 0 to 1.
SAME_ROW = 0.6
MOST = 12  # of a sort that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section that is not as it was. more, fewer: words that came and went; was: its heading in the draft, if another."""

    heading: str
    fate: Fate
    more: int = 0
    fewer: int = 0
    was: str = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """facts, impact: label → (before, now), either empty where there was or is none. Rows of the timeline as time and text;
    retimed: text, before, now. actions_added, actions_removed: what they say."""

    sections: tuple[SectionChange, ...] = ()
    facts: Mapping[str, tuple[str, str]]
    impact: Mapping[str, tuple[str, str]]
    rows_added: tuple[str, ...] = ()
    rows_removed: tuple[str, ...] = ()
    retimed: tuple[tuple[str, str, str], ...] = ()
    actions_added: tuple[str, ...] = ()
    actions_removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that is worth telling."""
        return not change_lines(self)


def find_changes(draft: str, final: str) -> Changes:
    """What became of a draft. Both are Markdown; whichever spelling they have, words are compared, not marks."""
    before, now = split_sections(draft), split_sections(final)
    added, removed, retimed = _rows(draft, final)
    actions_before, actions_now = (_actions(text) for text in (draft, final))
    return Changes(
        sections=tuple(_sections(before, now)),
        facts=_differences(read_facts(find_section(draft, *FACTS)), read_facts(find_section(final, *FACTS))),
        impact=_differences(_impact(draft), _impact(final)),
        rows_added=added,
        rows_removed=removed,
        retimed=retimed,
        actions_added=tuple(what for what in actions_now if what not in actions_before),
        actions_removed=tuple(what for what in actions_before if what not in actions_now),
    )


def change_lines(changes: Changes) -> list[str]:
    """Each change, or several of one sort, in a line."""
    lines = [f"{label}: {_became(was, now)}" for label, (was, now) in changes.facts.items()]
    both = {label: pair for label, pair in changes.impact.items() if all(pair)}
    lines += [f"Impact, {label}: {_became(was, now)}" for label, (was, now) in both.items()]
    came = [label for label, (was, _) in changes.impact.items() if not was]
    went = [label for label, (_, now) in changes.impact.items() if not now]
    lines += _listed("Impact, new or now with a figure", came) + _listed("Impact, taken out", went)
    lines += [f"Timeline: “{_short(text)}” is now at {now}, and was at {was}." for text, was, now in changes.retimed[:MOST]]
    lines += _listed("Timeline, new", changes.rows_added) + _listed("Timeline, taken out", changes.rows_removed)
    lines += _listed("Agreed and not in the draft", changes.actions_added)
    lines += _listed("Proposed in the draft and not agreed", changes.actions_removed)
    lines += _in_words(changes.sections)
    return [" ".join(line.split()) for line in lines]


def _became(was: str, now: str) -> str:
    if not was:
        return f"{now}."
    return f"{now}; the draft had {was}." if now else f"taken out; the draft had {was}."


def _listed(what: str, items: Sequence[str]) -> list[str]:
    """A line that lists a few; beyond that their number."""
    if not items:
        return []
    if len(items) > MOST:
        return [f"{what}: {len(items)}."]
    return [f"{what}: {'; '.join(_short(item) for item in items)}."]


def _in_words(sections: Sequence[SectionChange]) -> list[str]:
    """Sections that are new, gone, renamed or moved; and those whose words changed, in one line."""
    lines = _listed("New sections", [one.heading for one in sections if one.fate is Fate.ADDED])
    lines += _listed("Sections taken out", [one.heading for one in sections if one.fate is Fate.REMOVED])
    lines += _listed("Renamed", [f"{one.was} is now {one.heading}" for one in sections if one.was])
    lines += _listed("Moved", [one.heading for one in sections if one.is_moved])
    prose = (one for one in sections if one.fate is Fate.EDITED and one.heading.casefold() not in _TABLES)
    edited = [one for one in prose if one.more or one.fewer]
    return lines + _listed("Changed in words", [f"{one.heading} ({one.more} came, {one.fewer} went)" for one in edited])


def _sections(before: Sequence[Section], now: Sequence[Section]) -> Iterator[SectionChange]:
    for one in match_sections([_as_final(section) for section in before], [_as_final(section) for section in now]):
        keys = {section.key for section in (one.draft, one.reviewed) if section is not None}
        if keys & NOT_TOLD:
            continue
        more, fewer = _words(one)
        was = one.draft.heading if one.is_renamed and one.draft is not None else ""
        if one.fate in (Fate.ADDED, Fate.REMOVED) or more or fewer or was or one.is_moved:
            yield SectionChange(heading=one.heading, fate=one.fate, more=more, fewer=fewer, was=was, is_moved=one.is_moved)


def _as_final(section: Section) -> Section:
    """A section of the draft under the heading that the final report has for it."""
    key = FINAL_NAMES.get(section.key, section.key)
    return section if key == section.key else Section(key=key, heading=key.capitalize(), text=section.text)


def _words(one: Reviewed) -> tuple[int, int]:
    """How many words came and went."""
    before, now = (_said(section) for section in (one.draft, one.reviewed))
    if before == now:
        return 0, 0
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    return (
        sum(to - at for tag, _, _, at, to in steps if tag in ("insert", "replace")),
        sum(to - at for tag, at, to, _, _ in steps if tag in ("delete", "replace")),
    )


def _said(section: Section | None) -> list[str]:
    return section.text.partition("\n")[2].replace("\\", "").split() if section is not None else []


def _differences(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    labels = dict.fromkeys((*before, *now))
    return {
        label: (before.get(label, ""), now.get(label, ""))
        for label in labels
        if label and before.get(label, "") != now.get(label, "") and not label.casefold().startswith("time to ")
    }


def _impact(markdown: str) -> dict[str, str]:
    return {row.what: row.figure for row in read_impact(find_section(markdown, *IMPACT)) if row.what}


def _actions(markdown: str) -> list[str]:
    return [action.what for action in read_actions(find_section(markdown, *ACTIONS))]


def _rows(draft: str, final: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """Rows of the timeline that came, that went, and those that are at another time."""
    before, now = (
        [row for row in read_timeline(find_section(text, *TIMELINE)) if row.time and row.kind and not row.is_remark]
        for text in (draft, final)
    )
    gone, fresh = list(before), list(now)
    for row in now:  # what is there to the letter, at its time
        if twin := next((one for one in gone if (one.day, one.time, one.text) == (row.day, row.time, row.text)), None):
            gone.remove(twin)
            fresh.remove(row)
    retimed = []
    for row in list(fresh):
        twin = next((one for one in gone if one.text == row.text), None)
        if twin is not None:
            retimed.append((row.text, twin.time, row.time))
        else:  # reworded: the section's count of words tells it
            twin = next((one for one in gone if one.time == row.time and _alike(one.text, row.text)), None)
        if twin is not None:
            gone.remove(twin)
            fresh.remove(row)
    return tuple(f"{row.time} {row.text}" for row in fresh), tuple(f"{row.time} {row.text}" for row in gone), tuple(retimed)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_ROW


def _short(text: str, most: int = 90) -> str:
    words = " ".join(text.split()).rstrip(".")
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"

