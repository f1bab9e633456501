"""What is not written yet: open questions, our placeholders, the words by which people mark what is missing, empty sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from postmortem.report.before_final_found import Finding, Kind, Lines, shortened
from postmortem.report.sections import MARKER

# Our own sentence, in which only what stands behind the colon differs.
_PLACEHOLDER = re.compile(r"\s*to be completed (?:in|by|at|during|after) the review\b", re.IGNORECASE)
# The draft's own statement, above the first heading.
_DRAFT = re.compile(r"\bdraft, for comment before the review\b", re.IGNORECASE)
# A paragraph, a point or a cell that is nothing but such a mark, or begins with one and a colon.
_WHOLE = re.compile(
    r"\s*[\[(<]?\s*(?:to be (?:completed|confirmed|determined|decided|added|written|filled in|done|discussed)|to do|todo"
    r"|tb[cda]|fixme|xxx"
    r"|insert\b[^\])>]{0,60}|fill (?:this |me )?in\b[^\])>]{0,60}|lorem ipsum\b.{0,200}|\?{2,})\s*[\])>]?\s*(?:[.!?…]*\s*"
    r"|[:–—].*)",
    re.IGNORECASE | re.DOTALL,
)
# Inside a sentence: only in capitals, and a to-do only where it is marked as one.
_INSIDE = re.compile(
    r"(?<![\w“\"‘'/-])(?:TBC|TBD|TBA|FIXME|TODO(?=\s*[:(])|\[(?:TODO|to be [^\]]{2,40}"
    r"|insert [^\]]{2,60}|fill in[^\]]{0,60})\])(?![\w/-])"
)
_CITES = re.compile(r"\[\d{1,6}\]")
# Sections that quote what was said or logged.
_QUOTING = frozenset({"evidence", "timeline", "for the review", "communications sent", "response and recovery"})


def find_unfinished(lines: Lines) -> Iterator[Finding]:
    """Everything that is not written yet, in the report's order."""
    if found := _DRAFT.search(lines.sections[0].text if lines.sections else ""):
        at = lines.sections[0].text.count("\n", 0, found.start()) + 1
        yield _finding(at, "", "It still calls itself a draft for comment.", "Take that sentence out.")
    tokens = _reader().parse(lines.markdown)
    first = lines.start(lines.sections[1]) if len(lines.sections) > 1 else 1
    section = ""
    in_cell = False
    for before, token in pairwise([None, *tokens]):
        if token is None:
            continue
        if token.type in ("td_open", "th_open"):
            in_cell = True
        elif token.type in ("td_close", "th_close"):
            in_cell = False
        if token.type != "inline" or token.map is None:
            continue
        line = token.map[0] + 1
        if before is not None and before.type == "heading_open":
            section = lines.heading_at(line) if before.tag != "h1" else section
            continue
        if line >= first or len(lines.sections) == 1:
            yield from _in_words(token, line, section, is_cell=in_cell)
    yield from _empty(tokens, lines)


def _in_words(token: Token, line: int, section: str, *, is_cell: bool) -> Iterator[Finding]:
    """What is marked in one paragraph, point or cell."""
    words = "".join(_shown(child) for child in token.children or ())
    if MARKER in words:
        at = line
        for row in words.split("\n"):
            for asked in row.split(MARKER)[1:]:
                question = shortened(_CITES.sub("", asked).strip(" *_"))
                text = f"A question is open: {question}" if question else "A question is open."
                yield _finding(
                    at, section, text, f"Answer it in its place and take out the {MARKER}, or say that it is not known, and why."
                )
            at += 1
        return
    if _PLACEHOLDER.match(words):
        text = f"A placeholder still stands: “{shortened(words)}”"
        yield _finding(line, section, text, "Put what the review said in its place; where it said nothing, say so.")
    elif _WHOLE.fullmatch(words) or (section.casefold() not in _QUOTING and _INSIDE.search(words)):
        what = "cell" if is_cell else "passage"
        yield _finding(line, section, f"A {what} is marked as not done: “{shortened(words)}”", "Write it, or take it out.")


def _empty(tokens: list[Token], lines: Lines) -> Iterator[Finding]:
    """Headings under which nothing stands, and no heading of a lower rank."""
    headings = [
        (at, token)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.markup.startswith("#")
    ]
    for (at, token), (behind, following) in pairwise([*headings, (len(tokens), None)]):
        if token is None or token.tag == "h1" or token.map is None or behind != at + 3:
            continue
        if following is not None and following.tag > token.tag:
            continue
        heading = tokens[at + 1].content.strip()
        line = token.map[0] + 1
        text = f"Nothing stands under “{shortened(heading)}”." if heading else "A heading without words has nothing under it."
        yield _finding(line, lines.heading_at(line), text, "Write it, or take the heading out.")


def _shown(child: Token) -> str:
    """What somebody reads; code is none of ours to look at."""
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return child.content if child.type in ("text", "text_special") else " " if child.type == "code_inline" else ""


def _finding(line: int, section: str, text: str, advice: str) -> Finding:
    return Finding(kind=Kind.UNFINISHED, line=line, section=section, text=text, advice=advice)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
