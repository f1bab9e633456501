"""Markdown ⇄ sections: what stands under each `##` heading, to the byte; and how a new rendering meets what people changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Something that is missing and has to be filled in stands behind this sign, at the place where the answer belongs.
MARKER = "▶"
PREAMBLE = ""

# A fence that opens or closes a code block: up to three spaces, then three or more backticks or tildes.
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
# A section's heading: "## Impact", with closing hashes allowed.
HEADING = re.compile(r" {0,3}##[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*\r?\n?")
INLINE_CODE = re.compile(r"(`+)(?!`)[^`\n]{1,500}(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section. `text` is everything from its heading line to the next, as it stands; `key` is the folded heading, numbered when repeated."""

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


def split_sections(markdown: str) -> tuple[Section, ...]:
    """The document's sections in order; the part before the first heading is a section with an empty key. Loses no byte."""
    parts: list[tuple[str, list[str]]] = [(PREAMBLE, [])]
    fence = ""
    for line in markdown.splitlines(keepends=True):
        opened = FENCE.match(line)
        if fence:
            if opened and opened.group(1).startswith(fence) and not opened.group(2).strip():
                fence = ""
        elif opened and not (opened.group(1)[0] == "`" and "`" in opened.group(2)):
            fence = opened.group(1)
        elif heading := HEADING.fullmatch(line):
            parts.append((heading.group(1).strip(), []))
        parts[-1][1].append(line)
    seen: dict[str, int] = {}
    sections = []
    for number, (heading_text, lines) in enumerate(parts):
        key = _key(heading_text) if number else PREAMBLE
        seen[key] = seen.get(key, 0) + 1
        sections.append(Section(key=key if seen[key] == 1 else f"{key} ({seen[key]})", heading=heading_text, text="".join(lines)))
    return tuple(sections)


def join_sections(sections: Sequence[Section]) -> str:
    """The document again."""
    return "".join(section.text for section in sections)


def section_hashes(markdown: str) -> dict[str, str]:
    """Section key → sha256 of its text."""
    return {section.key: digest(section.text) for section in split_sections(markdown)}


def digest(text: str) -> str:
    """What stands for a section's text. Line ends and blank lines at its end do not count: editors change them unasked."""
    return hashlib.sha256("\n".join(line.rstrip() for line in text.splitlines()).rstrip().encode("utf-8", "surrogatepass")).hexdigest()


def merge_sections(*, written: Mapping[str, Sequence[str]], current: str, fresh: str) -> Merge:
    """A new rendering meets the document as it is on disk.

    written: section key → digests of what we wrote there before. A section whose text is ours is taken from `fresh`; one that a
    person changed, or added, stays word for word where it is; one that a person removed stays removed; one that is new in
    `fresh` goes where `fresh` has it.
    """
    here, new = split_sections(current), split_sections(fresh)
    by_key = {section.key: section for section in new}
    present = {section.key for section in here}
    result: list[Section] = []
    kept, updated = [], []
    for section in here:
        ours = digest(section.text) in written.get(section.key, ())
        replacement = by_key.get(section.key)
        if not ours:
            # The preamble always "exists"; an empty one that nobody filled is nobody's work.
            if section.text.strip():
                kept.append(section.heading or "the part above the first heading")
                result.append(section)
            elif replacement is not None:
                result.append(replacement)
        elif replacement is not None:
            if digest(replacement.text) != digest(section.text):
                updated.append(section.heading or "the part above the first heading")
            result.append(replacement)
        # A section that was ours and that the new rendering no longer has goes with it.
    removed = [section.heading for section in new if section.key not in present and section.key in written]
    added = []
    for position, section in enumerate(new):
        if section.key in present or section.key in written:
            continue
        added.append(section.heading)
        _insert(result, section, [earlier.key for earlier in new[:position]])
    return Merge(markdown=_joined(result), kept=tuple(kept), updated=tuple(updated), removed=tuple(removed), added=tuple(added))


def find_markers(markdown: str) -> tuple[int, ...]:
    """The lines (from 1) of the sections that still ask for something, once for each marker. The preamble and code do not count."""
    found = []
    line_number = 0
    for section in split_sections(markdown):
        fenced = False
        for line in section.text.splitlines():
            line_number += 1
            if FENCE.match(line):
                fenced = not fenced
            elif not fenced and section.key != PREAMBLE and MARKER in line:
                found += [line_number] * INLINE_CODE.sub("", line).count(MARKER)
    return tuple(found)


def _key(heading: str) -> str:
    """The heading, folded: case, numbering, emphasis and closing punctuation do not make another section."""
    plain = re.sub(r"^[\d.]+[.)]?\s+", "", heading.replace("*", "").replace("_", "").strip())
    return " ".join(plain.casefold().rstrip(":. ").split())


def _insert(result: list[Section], section: Section, before: Sequence[str]) -> None:
    """Put a section after the nearest earlier one of the template that the document has."""
    for key in reversed(before):
        for place, known in enumerate(result):
            if known.key == key:
                result.insert(place + 1, section)
                return
    result.append(section)


def _joined(sections: Sequence[Section]) -> str:
    """The sections as one document, each heading on a line of its own after a blank one."""
    out = ""
    for section in sections:
        if out and not out.endswith("\n"):
            out += "\n"
        if out and section.key and not out.endswith(("\n\n", "\r\n\r\n")):
            out += "\n"
        out += section.text
    return out
