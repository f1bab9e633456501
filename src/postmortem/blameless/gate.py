"""The last look: every byte that would leave, read again for known names, handles, ids, addresses and secrets.

It knows nothing of how names were stripped, on purpose: what one side overlooks, the other must not. It looks for what is
certainly somebody, so that a finding stops everything; what is only possibly a name is another room's list for people.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from postmortem.blameless.gate_letters import composed, origins, plain, undisguised
from postmortem.blameless.gate_line import Found, Line
from postmortem.blameless.gate_names import TOKEN, UNSPACED, Wanted, wanted_names
from postmortem.blameless.gate_reading import read_units
from postmortem.blameless.gate_shapes import shapes_in
from postmortem.blameless.gate_sieve import Sieve
from postmortem.blameless.gate_units import Sort, Unit
from postmortem.blameless.gate_views import View, views
from postmortem.slack.transcript import Person

# Past this many the answer is the same, and a report of more helps nobody.
MOST_FINDINGS = 1000
MOST_IN_A_LINE = 50

# Short texts of files, such as names of parts and properties, are often the same: so many are remembered as clean.
_SHORT, _MOST_REMEMBERED = 200, 50_000

# A line longer than this is looked at in pieces, which overlap by enough for any name.
_LONGEST_PIECE = 60_000
_OVERLAP = 400
# A shorter name that stands in bytes which are no text stands there by chance.
_SHORTEST_IN_BYTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Somebody, or a secret, in a file; or a part of it that could not be read, so that nobody can say that it is clean.

    `found` is what was found, as it stands there: it is never printed with the rest, and only for a person's own eyes.
    place: "line 12", "paragraph 3", "property creator", "file name" … sort: name, handle, id, e-mail, secret or unreadable.
    """

    file: str
    place: str
    sort: str
    found: str = field(repr=False)


def look(
    files: Mapping[str, bytes], people: Iterable[Person], *, more_names: Iterable[str] = (), not_names: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Everything in the files that is certainly a known person, or a secret; empty when they may leave.

    files: name → content; the name is looked at as well. people: the whole roster. more_names: further names in use.
    not_names: words that people have said are no names. At most `MOST_FINDINGS` are returned.
    """
    wanted = wanted_names(people, more_names, not_names)
    sieve = Sieve(wanted)
    findings: dict[Finding, None] = {}
    clean: set[tuple[str, Sort, int]] = set()  # a text is looked at by what it says and of what sort it is, wherever it stands
    for name, data in files.items():
        for unit in read_units(name, data, sieve):
            same = (unit.text, unit.sort, unit.seam)
            if same in clean:
                continue
            is_clean = True
            for sort, found in _look_at(unit, wanted):
                is_clean = False
                findings[Finding(file=name, place=unit.place, sort=sort, found=found)] = None
                if len(findings) >= MOST_FINDINGS:
                    return tuple(findings)
            if is_clean and len(unit.text) <= _SHORT and len(clean) < _MOST_REMEMBERED:
                clean.add(same)
    return tuple(findings)


def _look_at(unit: Unit, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """(sort, what was found) for one line, paragraph, property or name."""
    if unit.sort is Sort.UNREADABLE:
        yield "unreadable", ""
    for piece in _pieces(unit.text):
        for view in [View(piece, False)] if unit.sort is Sort.BYTES else views(piece, is_code=unit.sort is Sort.CODE):
            for sort, start, end in _found_in(view, wanted, in_bytes=unit.sort is Sort.BYTES):
                first, last = view.stretch_of(start, end)
                if not unit.seam or first < unit.seam < last:
                    yield sort, piece[first:last]


def _pieces(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST_PIECE:
        yield text
        return
    for start in range(0, len(text), _LONGEST_PIECE):
        yield text[max(0, start - _OVERLAP) : start + _LONGEST_PIECE]


def _found_in(view: View, wanted: Wanted, *, in_bytes: bool) -> Iterator[Found]:
    """(sort, start, end) of what is found in a view as it is, or under the disguise of look-alike letters."""
    shown = plain(view.text)
    places: list[int] = []
    for version in (shown, undisguised(shown)):
        if version is None:
            continue
        for sort, start, end in islice(_found_in_plain(version, view.is_code, wanted, in_bytes=in_bytes), MOST_IN_A_LINE):
            if shown is not view.text:
                places = places or origins(view.text)
                start, end = places[start], places[end - 1] + 1
            if not view.only_changed or view.is_changed(start, end):
                yield sort, start, end
    if wanted.unspaced and not shown.isascii():
        yield from islice(_unspaced(view.text, wanted), MOST_IN_A_LINE)


def _found_in_plain(text: str, is_code: bool, wanted: Wanted, *, in_bytes: bool) -> Iterator[Found]:
    yield from shapes_in(text, wanted, only_known=in_bytes)
    if "@" in text or wanted.may_stand_in(TOKEN.findall(text.casefold())):
        for sort, start, end in Line(text, is_code=is_code).names(wanted):
            if not in_bytes or end - start >= _SHORTEST_IN_BYTES:
                yield sort, start, end


def _unspaced(text: str, wanted: Wanted) -> Iterator[Found]:
    """Names in scripts without spaces: any stretch of the line that is one."""
    shown = composed(text)
    for match in UNSPACED.finditer(shown):
        start = match.start()
        for name in wanted.unspaced.get(shown[start : start + 2], ()):
            if shown.startswith(name, start):
                yield "name", *_composed_from(text, start, start + len(name))
                break


def _composed_from(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the composed text stands in the text itself."""
    if len(composed(text)) == len(text):
        return start, end
    places = range(len(text) + 1)
    return (
        bisect_right(places, start, key=lambda place: len(composed(text[:place]))) - 1,
        bisect_left(places, end, key=lambda place: len(composed(text[:place]))),
    )
