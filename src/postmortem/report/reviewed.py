"""A reviewed document beside the draft it was made from: which section is which, and what became of it.

Both are given in one spelling (`documents/canonical.py`), so that a section that nobody touched is equal to the letter, whether
it comes back as Markdown, from Word or from Google Docs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from postmortem.report.sections import LINE, OPENING, Section, digest

# How alike two headings are to be one that was renamed, from 0 to 1: for certain, and so far that somebody should be asked.
# How alike what stands under them must be for the same, where the headings are not. A rival nearer than this makes it unsure.
SURELY, PERHAPS, SAME_WORDS, RIVAL = 0.8, 0.6, 0.6, 0.1
# Letters of a section that are compared: a long one is known by its beginning, and comparing stays quick.
LOOKED_AT = 4_000


class Fate(Enum):
    """What became of a section."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A section of the draft, of the reviewed document, or of both.

    is_renamed: they are one under two headings. is_sure: else somebody has to be asked whether they are. is_moved: it stands
    before one that it stood behind.
    """

    fate: Fate
    draft: Section | None
    reviewed: Section | None
    is_renamed: bool = False
    is_sure: bool = True
    is_moved: bool = False

    @property
    def heading(self) -> str:
        """Its heading as it is now; as it was, where it is gone."""
        section = self.reviewed or self.draft
        return (section.heading if section is not None else "") or OPENING


def match_sections(draft: Sequence[Section], reviewed: Sequence[Section]) -> tuple[Reviewed, ...]:
    """Every section of both, once: those of the reviewed document in its order, then those that were removed."""
    by_key = {section.key: section for section in draft}
    pairs: dict[str, tuple[Section, bool]] = {}  # key in the reviewed document → section of the draft, and whether that is sure
    for section in reviewed:
        if section.key in by_key:
            pairs[section.key] = (by_key.pop(section.key), True)
    left = [section for section in reviewed if section.key not in pairs and section.key]
    pairs |= _renamed([section for section in by_key.values() if section.key], left)
    gone = {section.key for section, _ in pairs.values()}
    places = {section.key: place for place, section in enumerate(draft)}
    kept = _in_order([places[pairs[section.key][0].key] for section in reviewed if section.key in pairs])
    out = []
    for section in reviewed:
        if section.key not in pairs:
            out.append(Reviewed(fate=Fate.ADDED, draft=None, reviewed=section))
            continue
        old, is_sure = pairs[section.key]
        is_renamed = old.key != section.key
        is_same = digest(_body(old)) == digest(_body(section))
        fate = Fate.UNCHANGED if is_same and not is_renamed else Fate.EDITED
        is_moved = places[old.key] not in kept
        out.append(Reviewed(fate=fate, draft=old, reviewed=section, is_renamed=is_renamed, is_sure=is_sure, is_moved=is_moved))
    removed = (section for section in draft if section.key not in gone and (section.key or section.text.strip()))
    return (*out, *(Reviewed(fate=Fate.REMOVED, draft=section, reviewed=None) for section in removed))


def _renamed(draft: Sequence[Section], reviewed: Sequence[Section]) -> dict[str, tuple[Section, bool]]:
    """Sections that are one under two headings, the likeliest first; each is taken once."""
    scores = sorted(
        ((_alike(old, new), place, at) for place, old in enumerate(draft) for at, new in enumerate(reviewed)),
        key=lambda score: (-score[0], score[1], score[2]),
    )
    found: dict[str, tuple[Section, bool]] = {}
    taken: set[int] = set()
    for score, place, at in scores:
        if score < PERHAPS or place in taken or reviewed[at].key in found:
            continue
        rivals = [other for other, one, two in scores if (one == place) != (two == at) and (one == place or two == at)]
        is_sure = score >= SURELY and all(score - other >= RIVAL for other in rivals)
        found[reviewed[at].key] = (draft[place], is_sure)
        taken.add(place)
    return found


def _alike(one: Section, other: Section) -> float:
    """How likely two sections are one, from 0 to 1: by their headings, or by what stands under them."""
    headings = SequenceMatcher(None, one.key, other.key, autojunk=False).ratio()
    first, second = " ".join(_body(one).split())[:LOOKED_AT], " ".join(_body(other).split())[:LOOKED_AT]
    if not first or not second:
        return headings
    if first == second:
        return 1.0
    words = SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()
    return max(headings, words if words >= SAME_WORDS else 0.0)


def _body(section: Section) -> str:
    """What stands under the heading."""
    return "".join(LINE.findall(section.text)[1:]) if section.key else section.text


def _in_order(places: Sequence[int]) -> set[int]:
    """The largest set of places that stand in order: what is not in it was moved."""
    runs: list[list[int]] = []  # the longest that ends with each place
    for place in places:
        before = [run for run in runs if run[-1] < place]
        runs.append([*(max(before, key=len) if before else []), place])
    longest: list[int] = max(runs, key=len, default=[])
    return set(longest)
