"""Lists: each has a numbering of its own, so that its numbers begin where it says and not where the one before it ended."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from lxml.etree import Element

from postmortem.documents.word_xml import W, add

# How far a level is set in, and how deep lists can lie in one another. Twentieths of a point.
STEP, DEEPEST = 360, 8
BULLETS = "•◦▪"
# A bullet that is not seen; a common space means to other programs that the item before goes on.
NO_BULLET = "\u00a0"


class Numbering:
    """The numberings of a document, and the definitions that they rest on."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401  lxml's elements have no better type
        self.root = root
        definitions, numbers = root.findall(qn("w:abstractNum")), root.findall(qn("w:num"))
        self.definition = 1 + max((int(one.get(qn("w:abstractNumId"), 0)) for one in definitions), default=-1)
        self.number = 1 + max((int(one.get(qn("w:numId"), 0)) for one in numbers), default=0)
        self.shared: dict[str, int] = {}

    def bullets(self, *, boxes: bool = False) -> int:
        """The id of a new list with bullets. boxes: its items begin with a box to tick, which takes the bullet's place."""
        sort = "boxes" if boxes else "bullets"
        if sort not in self.shared:
            texts = [NO_BULLET if boxes else BULLETS[level % 3] for level in range(DEEPEST + 1)]
            self.shared[sort] = self._define("bullet", texts, {})
        return self._add(self.shared[sort])

    def numbers(self, *, level: int, start: int, mark: str) -> int:
        """The id of a new list with numbers. level: where it lies; start: its first number; mark: "." or ")" after each."""
        texts = [f"%{one + 1}{mark}" for one in range(DEEPEST + 1)]
        return self._add(self._define("decimal", texts, {level: start}))

    def _define(self, form: str, texts: list[str], starts: dict[int, int]) -> int:
        made = Element(f"{W}abstractNum")
        made.set(f"{W}abstractNumId", str(self.definition))
        add(made, "multiLevelType", val="hybridMultilevel")
        for level, text in enumerate(texts):
            one = add(made, "lvl", ilvl=str(level))
            add(one, "start", val=str(starts.get(level, 1)))
            add(one, "numFmt", val=form)
            add(one, "lvlText", val=text)
            add(one, "lvlJc", val="left")
            add(add(one, "pPr"), "ind", left=str(STEP * (level + 1)), hanging=str(STEP))
        first = self.root.find(qn("w:num"))
        if first is not None:
            first.addprevious(made)  # definitions stand before the numberings that use them
        else:
            self.root.append(made)
        self.definition += 1
        return self.definition - 1

    def _add(self, definition: int) -> int:
        made = add(self.root, "num", numId=str(self.number))
        add(made, "abstractNumId", val=str(definition))
        self.number += 1
        return self.number - 1
