"""The reviewed draft becomes the final report: what people changed stays word for word, what nobody touched is rendered anew.

Documents come in twice: as they stand (`raw`), and in one spelling in which copies can be held against each other (`canonical`).
Here nothing is parsed but headings; which spelling that is, `documents/` knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from postmortem.report.reviewed import Fate, Reviewed, match_sections
from postmortem.report.sections import (
    LINE,
    OPENING,
    PREAMBLE,
    Section,
    digest,
    insert_section,
    join_with_spaces,
    split_sections,
)

# A document with fewer words with digits than this is too short to tell by them whose it is. Of one incident, copies share nearly
# all of them; two incidents at most a tenth.
FEWEST_FIGURES, SHARED_FIGURES = 8, 0.2
_REFERRED_TO = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S", re.MULTILINE)
_CITED = re.compile(r"\[\d{1,6}\]")
# What a section of the draft is called in the final report, by key.
FINAL_NAMES: Mapping[str, str] = {"proposed actions": "agreed actions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of the draft that people may have edited. name: what to call it ("draft.docx").

    sections: as they stand in it; compared: the same sections in the one spelling, as many.
    """

    name: str
    sections: tuple[Section, ...]
    compared: tuple[Section, ...]


class Clash(Enum):
    """Why copies cannot be brought together."""

    BOTH_EDITED = "changed in both, and not in the same way"
    EDITED_AND_REMOVED = "changed in one and removed in the other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A section that two copies have each in its own way."""

    heading: str
    copies: tuple[str, str]
    clash: Clash


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A section of the reviewed document. base: the draft's section it was, None where people added it. section: as it stands
    now. is_edited: people changed it since the draft; name: the copy it was taken from. base_compared: the draft's section in the
    one spelling."""

    base: Section | None
    section: Section
    is_edited: bool
    name: str
    base_compared: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What came back. unsure: pairs of headings that may be one section, old and new; removed: the draft's sections that people
    took out; moved: headings of those that stand elsewhere now."""

    kept: tuple[Kept, ...]
    conflicts: tuple[Conflict, ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()
    removed: tuple[Section, ...] = ()
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The final report's Markdown. Headings: kept, of people's sections; renewed, of those rendered anew; added, of new ones."""

    markdown: str
    kept: tuple[str, ...]
    renewed: tuple[str, ...]
    added: tuple[str, ...]


def make_copy(name: str, raw: str, canonical: str) -> Copy:
    """A document as a copy. Where its own headings cannot be told section by section, it is taken in the one spelling; also where
    what a section refers to (footnotes, addresses of links) stands in another, for then a section alone would lose it.
    """
    sections, compared = split_sections(raw.replace("\r\n", "\n").replace("\r", "\n")), split_sections(canonical)
    if _REFERRED_TO.search(raw) or [section.key for section in sections] != [section.key for section in compared]:
        sections = compared
    return Copy(name=name, sections=sections, compared=compared)


def likeness(base: Copy, copy: Copy) -> int:
    """How many sections of a copy are, to the letter, those of the draft."""
    known = {digest(section.text) for section in base.compared if section.key}
    return sum(digest(section.text) in known for section in copy.compared if section.key)


def shares_headings(base: Copy, copy: Copy) -> bool:
    """Whether a copy has anything of the draft: one of its headings, or one of its sections under another."""
    return any(one.draft is not None and one.reviewed is not None and one.heading != OPENING for one in _matched(base, copy))


def is_of_another(base: Copy, copy: Copy) -> bool:
    """Whether a copy tells of other times and figures than the draft: then it is another incident's, under the same headings."""
    ours, theirs = _figures(base), _figures(copy)
    fewest = min(len(ours), len(theirs))
    return fewest >= FEWEST_FIGURES and len(ours & theirs) < fewest * SHARED_FIGURES


def _figures(copy: Copy) -> set[str]:
    """Words with digits in them: times, counts, versions, ids. Not the numbers of sources, which every report has."""
    words = _CITED.sub("", "".join(section.text for section in copy.compared)).split()
    return {word for one in words if any(char.isdigit() for char in one) and len(word := one.strip("|.,;:()[]*")) > 3}


def bring_together(
    base: Copy,
    copies: Sequence[Copy],
    *,
    rendered: frozenset[str] = frozenset(),
    apart: frozenset[str] = frozenset(),
) -> Review:
    """The draft and the copies that people edited as one document; the first copy's order is kept.

    rendered: sections in the one spelling that we rendered in any draft: they are nobody's edit. apart: headings of sections
    that are people's own, however like one of the draft's. Where two copies changed one section each in its own way, nothing is
    guessed: it is a conflict.
    """
    raw = {section.key: section for section in base.sections}
    review = Review(kept=tuple(Kept(base=one, section=one, is_edited=False, name=base.name) for one in base.sections))
    for number, copy in enumerate(copies):
        matched = _matched(base, copy)
        found = _as_review(raw, copy, matched, rendered, apart)
        review = found if not number else _together(review, found, base, copy)
    return review


def _matched(base: Copy, copy: Copy) -> tuple[Reviewed, ...]:
    return match_sections(base.compared, copy.compared)


def _as_review(
    raw: Mapping[str, Section], copy: Copy, matched: Sequence[Reviewed], rendered: frozenset[str], apart: frozenset[str]
) -> Review:
    here = {section.key: section for section in copy.sections}
    kept = []
    for one in matched:
        if one.reviewed is None:
            continue
        is_ours = one.reviewed.text.strip() in rendered
        if one.draft is None and is_ours:
            continue  # a section of another draft of ours: the final report has its own
        base = raw[one.draft.key] if one.draft is not None and one.heading not in apart else None
        is_edited = one.fate is not Fate.UNCHANGED and not is_ours
        section = here[one.reviewed.key] if is_edited or base is None else base
        compared = one.draft.text if base is not None and one.draft is not None else ""
        kept.append(Kept(base=base, section=section, is_edited=is_edited, name=copy.name, base_compared=compared))
    return Review(
        kept=tuple(kept),
        unsure=tuple(
            (one.draft.heading, one.heading)
            for one in matched
            if one.draft is not None and not one.is_sure and one.heading not in apart
        ),
        removed=tuple(raw[one.draft.key] for one in matched if one.reviewed is None and one.draft is not None and one.draft.key),
        moved=tuple(one.heading for one in matched if one.is_moved),
    )


def _together(first: Review, other: Review, base: Copy, copy: Copy) -> Review:
    """What a further copy has that the first does not."""
    theirs = {one.base.key: one for one in other.kept if one.base is not None}
    conflicts, kept = list(first.conflicts), []
    for one in first.kept:
        if one.base is None:
            kept.append(one)
            continue
        found = theirs.get(one.base.key)
        copies = (one.name, copy.name)
        if found is None:
            if one.is_edited:
                conflicts.append(Conflict(heading=_heading(one.section), copies=copies, clash=Clash.EDITED_AND_REMOVED))
                kept.append(one)
            elif not one.base.text.strip():
                kept.append(one)
            continue
        if found.is_edited and one.is_edited and not _is_same(found.section, one.section):
            conflicts.append(Conflict(heading=_heading(one.section), copies=copies, clash=Clash.BOTH_EDITED))
        kept.append(found if found.is_edited and not one.is_edited else one)
    present = {one.base.key for one in first.kept if one.base is not None}
    name = next((one.name for one in first.kept), base.name)
    conflicts += [
        Conflict(heading=_heading(one.section), copies=(name, copy.name), clash=Clash.EDITED_AND_REMOVED)
        for one in other.kept
        if one.base is not None and one.base.key not in present and one.is_edited
    ]
    for place, one in enumerate(other.kept):
        if one.base is None and not any(_is_same(one.section, mine.section) for mine in kept):
            before = other.kept[place - 1].section.key if place else PREAMBLE
            at = next((number for number, mine in enumerate(kept, start=1) if mine.section.key == before), len(kept))
            kept.insert(at, one)
    removed = (*first.removed, *(section for section in other.removed if section not in first.removed))
    return replace(first, kept=tuple(kept), conflicts=tuple(conflicts), unsure=(*first.unsure, *other.unsure), removed=removed)


def merge_reviewed(review: Review, *, ours: frozenset[str], fresh: str) -> Merged:
    """The final report. ours: keys of the draft's sections that were as we rendered them; fresh: the final report as rendered
    from the facts alone, whose sections take the place of those that nobody touched."""
    new = split_sections(fresh)
    by_key = {section.key: section for section in new}
    result: list[Section] = []
    kept, renewed = [], []
    used: set[str] = set()
    for one in review.kept:
        key = _final_key(one.base.key) if one.base is not None else ""
        replacement = by_key.get(key) if one.base is not None else None
        if replacement is not None:
            used.add(replacement.key)
        if one.base is not None and one.base.key == PREAMBLE:
            result.append(_opening(one, replacement, is_ours=PREAMBLE in ours))
            continue
        if one.base is None or one.is_edited or one.base.key not in ours:
            section = one.section
            if replacement is not None and one.base is not None and one.section.key == one.base.key:
                section = _under(replacement, section)  # the heading was ours and stayed so
            kept.append(section.heading or OPENING)
            result.append(section)
        elif replacement is not None:
            renewed.append(replacement.heading)
            result.append(replacement)
    removed = {_final_key(section.key) for section in review.removed}
    added = []
    for position, section in enumerate(new):
        if section.key in used or section.key in removed or section.key == PREAMBLE:
            continue
        added.append(section.heading)
        insert_section(result, section, [earlier.key for earlier in new[:position]])
    markdown = join_with_spaces(result)
    return Merged(markdown=markdown, kept=tuple(kept), renewed=tuple(renewed), added=tuple(added))


def _final_key(key: str) -> str:
    return FINAL_NAMES.get(key, key)


def _under(ours: Section, section: Section) -> Section:
    """The section with the heading that the final report has for it."""
    lines = LINE.findall(section.text)
    heading = LINE.findall(ours.text)[0]
    return replace(section, key=ours.key, heading=ours.heading, text="".join([heading, *lines[1:]]))


def _opening(one: Kept, fresh: Section | None, *, is_ours: bool) -> Section:
    """What stands above the first heading: blocks that people changed stay, ours follow the final report."""
    if fresh is None or one.base is None:
        return one.section
    if (is_ours and not one.is_edited) or not one.section.text.strip():
        return fresh
    if not is_ours:
        return one.section
    new = _blocks(fresh.text)
    same = {_spelt(old): now for then in (one.base.text, one.base_compared) for old, now in zip(_blocks(then), new, strict=False)}
    return replace(one.section, text="".join(f"{same.get(_spelt(block), block)}\n\n" for block in _blocks(one.section.text)))


def _blocks(text: str) -> list[str]:
    return [block for block in ("\n".join(line.rstrip() for line in LINE.findall(text))).split("\n\n") if block.strip()]


def _spelt(block: str) -> str:
    return " ".join(block.replace(">", " ").split())


def _heading(section: Section) -> str:
    return section.heading or OPENING


def _is_same(one: Section, other: Section) -> bool:
    return digest(one.text) == digest(other.text)
