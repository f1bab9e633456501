"""The lists of a Word file: whether a paragraph's list has numbers, which number it shows, and how far it is moved in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postmortem.documents.word_reader_styles import W, indent_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNNUMBERED = frozenset({"bullet", "none"})
_LEVELS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paragraph's place in a list. key: what is one list; number: what it shows; indent: of its words, as Word counts."""

    key: str
    level: int
    is_ordered: bool
    number: int
    indent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    start: int = 1
    is_ordered: bool = False
    indent: int | None = None


class Numbering:
    """The lists of a file. Counts as the document goes, so each paragraph is to be asked for once and in order."""

    def __init__(self, root: _Element | None) -> None:
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}  # kind, levels, starts of its own
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        named = {}
        for one in root.findall(f"{W}abstractNum"):
            key = one.get(f"{W}abstractNumId", "")
            self._kinds[key] = _levels(one)
            if style := value(one.find(f"{W}styleLink")):
                named[style] = key
        for one in root.findall(f"{W}abstractNum"):
            if (linked := value(one.find(f"{W}numStyleLink"))) in named:
                self._kinds[one.get(f"{W}abstractNumId", "")] = self._kinds[named[linked]]
        for one in root.findall(f"{W}num"):
            kind = value(one.find(f"{W}abstractNumId"))
            levels, starts = dict(self._kinds.get(kind, {})), {}
            for change in one.findall(f"{W}lvlOverride"):
                level = _number(change.get(f"{W}ilvl", ""), 0)
                levels.update(_levels(change))
                if (start := change.find(f"{W}startOverride")) is not None:
                    starts[level] = _number(value(start), 1)
            self._lists[one.get(f"{W}numId", "")] = (kind, levels, starts)

    def item(self, key: str, level: int, indent: int | None) -> Item | None:
        """The next paragraph of a list; none where there is no such list. indent: the paragraph's own."""
        if key not in self._lists:
            return None
        level = min(level, _LEVELS - 1)
        kind, levels, starts = self._lists[key]
        form = levels.get(level, _Level())
        counts = self._counts.setdefault(kind, {})
        if level in starts and (key, level) not in self._begun:
            counts[level] = starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else starts.get(level, form.start)
        self._begun.add((key, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        own = indent if indent is not None else form.indent if form.indent is not None else 360 * (level + 1)
        return Item(key=key, level=level, is_ordered=form.is_ordered, number=counts[level], indent=own)


def _levels(element: _Element) -> dict[int, _Level]:
    found = {}
    for one in element.findall(f"{W}lvl"):
        properties = one.find(f"{W}pPr")
        form = value(one.find(f"{W}numFmt"))
        found[_number(one.get(f"{W}ilvl", ""), 0)] = _Level(
            start=_number(value(one.find(f"{W}start")), 1),
            is_ordered=form not in _UNNUMBERED and form != "",
            indent=indent_of(properties) if properties is not None else None,
        )
    return found


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise
