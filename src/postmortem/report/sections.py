"""Markdown ⇄ sections: what stands under each `##` heading, to the byte; and how a new rendering meets what people changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt

# Something that is missing and has to be filled in stands behind this sign, at the place where the answer belongs.
MARKER = "▶"
PREAMBLE = ""
OPENING = "the part above the first heading"

# A line with its end, as CommonMark counts lines: str.splitlines would also cut at form feeds and U+2028.
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# "2. Impact", "2.1) Impact": the number is no part of the heading.
NUMBERING = re.compile(r"^\d[\d.]*[.)]?\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section. `text` is everything from its heading line to the next, as it stands.

    `key` is the folded heading, numbered where it is repeated.
    """

    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What became of a document that people may have edited. kept, updated, removed, added: headings."""

    markdown: str
    kept: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@lru_cache(maxsize=16)  # one document is asked for its sections by everything that reads it
def split_sections(markdown: str) -> tuple[Section, ...]:
    """The document's sections in order; the part before the first heading is a section with an empty key. Loses no byte.

    A heading is what CommonMark takes for one: not inside code, a quote, a list or an HTML comment.
    """
    lines = LINE.findall(markdown)
    tokens = _blocks().parse(markdown)
    starts = [
        (token.map[0], inline.content)
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.level == 0 and token.markup == "##" and token.map is not None
    ]
    seen: set[str] = set()
    sections: list[Section] = []
    for (start, heading), (end, _) in pairwise([(0, PREAMBLE), *starts, (len(lines), PREAMBLE)]):
        key = _unused(heading_key(heading), seen) if sections else PREAMBLE
        seen.add(key)
        sections.append(Section(key=key, heading=heading.strip(), text="".join(lines[start:end])))
    return tuple(sections)


def join_sections(sections: Sequence[Section]) -> str:
    """The document again."""
    return "".join(section.text for section in sections)


def section_hashes(markdown: str) -> dict[str, str]:
    """Section key → digest of its text. To be remembered of what we rendered, never of what people have changed since."""
    return {section.key: digest(section.text) for section in split_sections(markdown)}


def sections_as_rendered(markdown: str, rendered: Mapping[str, str]) -> tuple[str, ...]:
    """Keys of the sections that stand as they were rendered. rendered: what `section_hashes` says of the rendering."""
    return tuple(section.key for section in split_sections(markdown) if digest(section.text) == rendered.get(section.key))


def digest(text: str) -> str:
    """What stands for a section's text. Line ends and blank lines at its end do not count: editors change them unasked."""
    words = "\n".join(line.rstrip() for line in LINE.findall(text)).rstrip()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def merge_sections(*, written: Mapping[str, Sequence[str]], current: str, fresh: str) -> Merge:
    """A new rendering meets the document as it is on disk.

    written: section key → digests of what we wrote there before. A section whose text is ours is taken from `fresh`; one that a
    person changed, or added, stays word for word where it is; one that a person removed stays removed; one that is new in
    `fresh` goes where `fresh` has it. A document without a word is taken for none.
    """
    if not current.strip():
        return Merge(markdown=fresh, added=tuple(section.heading for section in split_sections(fresh) if section.key))
    if "\r\n" in current:
        fresh = fresh.replace("\r\n", "\n").replace("\n", "\r\n")
    here, new = split_sections(current), split_sections(fresh)
    by_key = {section.key: section for section in new}
    present = {section.key for section in here}
    result: list[Section] = []
    kept, updated = [], []
    for section in here:
        replacement = by_key.get(section.key)
        if section.text.strip() and digest(section.text) not in written.get(section.key, ()):
            kept.append(section.heading or OPENING)
            result.append(section)
        elif replacement is not None:
            if digest(replacement.text) != digest(section.text):
                updated.append(section.heading or OPENING)
            result.append(replacement)
        # A section that was ours and that the new rendering no longer has goes with it.
    removed = [section.heading for section in new if section.key not in present and section.key in written]
    added = []
    for position, section in enumerate(new):
        if section.key in present or section.key in written:
            continue
        added.append(section.heading)
        insert_section(result, section, [earlier.key for earlier in new[:position]])
    return Merge(
        markdown=_joined(result, fresh=set(new)),
        kept=tuple(kept),
        updated=tuple(updated),
        removed=tuple(removed),
        added=tuple(added),
    )


def find_markers(markdown: str) -> tuple[int, ...]:
    """The lines (from 1) that still ask for something, once for each marker.

    Code does not count, nor does the part above the first heading, which tells of the marker.
    """
    if MARKER not in markdown:
        return ()
    first = len(LINE.findall(split_sections(markdown)[0].text))
    found = []
    for token in _inlines().parse(markdown):
        if token.type != "inline" or token.map is None or MARKER not in token.content:
            continue
        line = token.map[0]
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "text" and line >= first:
                found += [line + 1] * child.content.count(MARKER)
    return tuple(found)


def insert_section(result: list[Section], section: Section, before: Sequence[str]) -> None:
    """Put a section after the nearest earlier one of the template that the document has; `before`: the keys of those."""
    for key in reversed(before):
        for place, known in enumerate(result):
            if known.key == key:
                result.insert(place + 1, section)
                return
    result.append(section)


def join_with_spaces(sections: Sequence[Section]) -> str:
    """Sections of several documents as one: a blank line stands between any two, and one line end at the end."""
    parts = [section.text.rstrip("\n") for section in sections if section.text.strip()]
    return "\n\n".join(part.lstrip("\n") for part in parts) + "\n" if parts else ""


@lru_cache(maxsize=1)
def _blocks() -> MarkdownIt:
    """Reads blocks alone. HTML counts, so that a section that somebody put into a comment is none."""
    return MarkdownIt("commonmark").disable(["inline", "text_join"])


@lru_cache(maxsize=1)
def _inlines() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def heading_key(heading: str) -> str:
    """The heading, folded: case, numbering, emphasis and closing punctuation do not make another section."""
    words = NUMBERING.sub("", heading.replace("*", "").replace("_", "").replace("`", "").strip())
    return " ".join(words.casefold().rstrip(":. ").split()) or "section"


def _unused(key: str, seen: set[str]) -> str:
    number, name = 1, key
    while name in seen:
        number += 1
        name = f"{key} ({number})"
    return name


def _joined(sections: Sequence[Section], *, fresh: set[Section]) -> str:
    """The sections as one document. Where one of ours meets another, a blank line stands between them."""
    out: list[str] = []
    for before, section in pairwise([None, *sections]):
        if section is None:
            continue
        if before is not None and before.text and (section in fresh or before in fresh):
            end = "\r\n" if "\r\n" in section.text else "\n"
            lines = LINE.findall(before.text)
            out.append("" if not lines[-1].strip() else end if lines[-1].endswith(("\r", "\n")) else 2 * end)
        out.append(section.text)
    return "".join(out)
