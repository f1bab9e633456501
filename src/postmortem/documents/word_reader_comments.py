"""Comments of a Word file: whose, when, about which words, answering which, and whether they are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postmortem.documents.escape import clean
from postmortem.documents.word_reader_found import Comment
from postmortem.documents.word_reader_gathering import Gathering, when
from postmortem.documents.word_reader_styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
# What Google Docs writes as the text of a reply where a comment was settled or opened again.
_SETTLED, _OPENED = "_Marked as resolved_", "_Re-opened_"


def read_comments(gathering: Gathering) -> tuple[Comment, ...]:
    """The comments, in the order in which they stand in the file. A reply is as settled as what it answers."""
    root = gathering.package.xml(gathering.package.part_of("comments"))
    extended = gathering.package.xml(gathering.package.part_of("commentsExtended"))
    if root is None:
        return ()
    elements = root.findall(f"{W}comment")
    by_paragraph = {
        paragraph.get(_PARAGRAPH_ID, ""): one.get(f"{W}id", "") for one in elements for paragraph in one.iter(f"{W}p")
    }
    parents: dict[str, str] = {}
    settled: set[str] = set()
    for one in extended if extended is not None else ():
        comment = by_paragraph.get(one.get(f"{W15}paraId", ""), "")
        parent = by_paragraph.get(one.get(f"{W15}paraIdParent", ""), "")
        if comment and parent and parent != comment:
            parents[comment] = parent
        if comment and one.get(f"{W15}done") in ("1", "true", "on"):
            settled.add(comment)
    texts = {one.get(f"{W}id", ""): _text(one) for one in elements}
    _note_marks(texts, parents, settled, gathering)
    found = []
    for one in elements:
        key = one.get(f"{W}id", "")
        words = gathering.anchors.get(key, [])
        shown = "".join(text for text, is_deleted in words if not is_deleted)
        first = _first(key, parents)
        found.append(
            Comment(
                id=key,
                author=one.get(f"{W}author", ""),
                at=when(one),
                text=texts[key],
                anchor=" ".join((shown if shown.strip() else "".join(text for text, _ in words)).split()),
                section=gathering.places.get(key, ""),
                reply_to=parents.get(key, ""),
                is_resolved=key in settled or first in settled,
                is_on_deleted=bool(words) and not shown.strip(),
            )
        )
    return tuple(found)


def _note_marks(texts: dict[str, str], parents: dict[str, str], settled: set[str], gathering: Gathering) -> None:
    """Google's replies "marked as resolved": they settle the comment before them at the same place."""
    by_place: dict[int, str] = {}
    for key, text in texts.items():
        place = gathering.ranges.get(key, -1)
        first = _first(key, parents) if key in parents else by_place.setdefault(place, key)
        if text.strip() == _SETTLED and first != key:
            settled.add(first)
            parents.setdefault(key, first)
        elif text.strip() == _OPENED and first != key:
            settled.discard(first)
            parents.setdefault(key, first)


def _first(key: str, parents: dict[str, str]) -> str:
    """The comment with which its conversation began."""
    seen = {key}
    while key in parents and parents[key] not in seen:
        key = parents[key]
        seen.add(key)
    return key


def _text(comment: _Element) -> str:
    lines = []
    for paragraph in comment.iter(f"{W}p"):
        out = []
        for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
            out.append(one.text or "" if one.tag == f"{W}t" else " " if one.tag == f"{W}tab" else "\n")
        lines.append("".join(out))
    return clean("\n".join(lines)).strip()
