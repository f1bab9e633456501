"""What is gathered beside the text while a Word file is read: changes, comments' places, pictures, and what cannot be said."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from postmortem.documents.blocks import Image
from postmortem.documents.word_reader_found import Changes, Picture, Remark, Suggestion
from postmortem.documents.word_reader_styles import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from postmortem.documents.word_reader_package import Package, Relation

_ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "svg", "webp", "emf", "wmf"})


class Gathering:
    """Everything beside the text, in the document's order."""

    def __init__(self, package: Package, changes: Changes, pictures: Mapping[str, bytes]) -> None:
        self.package, self.changes = package, changes
        self.section = ""
        self.suggestions: list[Suggestion] = []
        self.remarks: list[Remark] = []
        self.pictures: list[Picture] = []
        self.anchors: dict[str, list[tuple[str, bool]]] = {}  # comment → words about which it is, and whether they are deleted
        self.places: dict[str, str] = {}  # comment → section
        self.ranges: dict[str, int] = {}  # comment → where its range begins, as a count of words seen
        self._open: list[str] = []
        self._names: dict[str, str] = {}
        self._known = _pixels(pictures)
        self._seen = 0
        self._is_apart = False  # the last suggestion is not to be joined with the next

    def relations(self, part: str) -> Mapping[str, Relation]:
        return self.package.relations(part)

    def begin_comment(self, key: str) -> None:
        if key not in self.anchors:
            self.anchors[key], self.places[key], self.ranges[key] = [], self.section, self._seen
            self._open.append(key)

    def end_comment(self, key: str) -> None:
        if key in self._open:
            self._open.remove(key)

    def point_comment(self, key: str) -> None:
        """A comment's mark: where it is when it has no range."""
        if key not in self.anchors:
            self.anchors[key], self.places[key], self.ranges[key] = [], self.section, self._seen

    def saw(self, text: str, *, is_deleted: bool = False) -> None:
        self._seen += len(text)
        for key in self._open:
            self.anchors[key].append((text, is_deleted))

    def change(self, kind: str, element: _Element, text: str) -> None:
        """A tracked change. What follows directly on one of the same kind by the same person is one with it."""
        author, at = element.get(f"{W}author", ""), when(element)
        last = self.suggestions[-1] if self.suggestions else None
        if (
            last is not None
            and not self._is_apart
            and (last.kind, last.author, last.section) == (kind, author, self.section)
            and not kind.startswith(("paragraph", "row", "cell"))
        ):
            self.suggestions[-1] = replace(last, text=last.text + text)
        else:
            self.suggestions.append(Suggestion(kind=kind, author=author, at=at, text=text, section=self.section))
        self._is_apart = False

    def apart(self) -> None:
        """Unchanged text came: the next change is another one."""
        self._is_apart = True

    def remark(self, what: str, words: str = "") -> None:
        found = Remark(what=what, section=self.section, words=words)
        if words or found not in self.remarks[-50:]:
            self.remarks.append(found)

    def picture(self, relation: Relation | None, alt: str) -> Image | None:
        """A picture at this place, kept; what cannot be had is told."""
        alt = " ".join(alt.split())
        if relation is None or relation.is_external or not self.package.has(relation.target):
            self.remark("a picture that is not in the file", alt)
            return None
        part = relation.target
        if part not in self._names:
            ending = PurePosixPath(part).suffix.casefold().lstrip(".")
            data = self.package.read(part)
            self._names[part] = self._known.get(_digest(data), "")
            if not self._names[part]:
                name = f"picture-{len(self.pictures) + 1}.{ending if ending in _ENDINGS else 'bin'}"
                self._names[part] = name
                self.pictures.append(Picture(name=name, data=data, alt=alt, section=self.section))
        return Image(alt=alt, address=self._names[part])


def _pixels(pictures: Mapping[str, bytes]) -> dict[bytes, str]:
    """Digests of the pictures as our Word files hold them → their addresses."""
    if not pictures:
        return {}
    from postmortem.documents.word_pictures import word_picture  # heavy, and most documents hold no picture

    held = ((address, word_picture(data)) for address, data in pictures.items())
    return {_digest(picture.data): address for address, picture in held if picture is not None}


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def when(element: _Element) -> datetime | None:
    """The time of a change or comment, where it has a readable one."""
    try:
        return datetime.fromisoformat(element.get(f"{W}date", "").replace("Z", "+00:00"))
    except ValueError:
        return None
