"""What people wrote into a client's version, in the Markdown or in its Word copy, brought together without losing a word.

Both copies are held against what was last written, section by section: one that changed in one copy alone is taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postmortem.report.sections import OPENING, Section, digest, join_sections, split_sections

NOTICE = "**Not yet checked:** this text goes to the client after sign-off."
_NOTICE_LINES = frozenset({NOTICE, NOTICE.replace("*", ""), f"> {NOTICE}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The Markdown of both copies. taken: headings of sections that came from Word; both: of those that differ in both."""

    markdown: str
    taken: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


def without_notice(markdown: str) -> str:
    """The text without the line that says that it is not yet checked."""
    lines = markdown.split("\n")
    kept: list[str] = []
    for line in lines:
        if line.strip().replace("\\", "") in _NOTICE_LINES:
            if kept and not kept[-1].strip():
                kept.pop()
            continue
        kept.append(line)
    return "\n".join(kept)


def with_notice(markdown: str) -> str:
    """The text with that line, behind its title."""
    lines = markdown.split("\n")
    at = next((number for number, line in enumerate(lines) if line.startswith("# ")), None)
    if at is None:
        return f"{NOTICE}\n\n{markdown}"
    return "\n".join([*lines[: at + 1], "", NOTICE, *lines[at + 1 :]])


def take_in_word(markdown: str, spelt: str, word: str, written: Mapping[str, Sequence[str]]) -> Together:
    """What people changed in Word, put into the Markdown.

    spelt: the Markdown in its canonical form, section for section the same; word: the Word file's Markdown, in that form too.
    written: section key → digests of what Word was last given there.
    """
    here = {section.key: section for section in split_sections(markdown)}
    same = {section.key: digest(section.text) for section in split_sections(spelt)}
    theirs = split_sections(word)
    taken: list[str] = []
    both: list[str] = []
    out = dict(here)
    order = list(here)
    before = ""
    for section in theirs:
        is_ours = digest(section.text) in written.get(section.key, ())
        if section.key in here:
            if not is_ours and digest(section.text) != same.get(section.key):
                if same.get(section.key) in written.get(section.key, ()):
                    out[section.key] = section
                    taken.append(section.heading or OPENING)
                else:
                    both.append(section.heading or OPENING)
        elif not is_ours and section.text.strip():
            order.insert(order.index(before) + 1 if before in order else len(order), section.key)
            out[section.key] = section
            taken.append(section.heading)
        before = section.key if section.key in out else before
    present = {section.key for section in theirs}
    for key in list(order):
        if key and key not in present and key in written:  # removed in Word
            if same.get(key) in written[key]:
                order.remove(key)
                taken.append(f"{out[key].heading} (removed)")
            else:
                both.append(out[key].heading)
    return Together(markdown=_joined([out[key] for key in order if key in out]), taken=tuple(taken), both=tuple(both))


def _joined(sections: Sequence[Section]) -> str:
    texts = [section.text if section.text.endswith("\n\n") else f"{section.text.rstrip()}\n\n" for section in sections]
    return join_sections(
        [Section(key=one.key, heading=one.heading, text=text) for one, text in zip(sections, texts, strict=True)]
    )
