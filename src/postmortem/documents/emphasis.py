"""How far emphasis reaches: which marks stand outside which, so that Markdown can say them one inside the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from postmortem.documents.blocks import Inline, Mark, Run

_NESTED = (Mark.BOLD, Mark.ITALIC, Mark.STRIKE)


def linked_until(words: Sequence[Inline], at: int) -> int:
    """Where the link that begins there ends. A break counts where the link goes on after it."""
    first = words[at]
    link = first.link if isinstance(first, Run) else ""
    end = at
    for place in range(at, len(words)):
        one = words[place]
        if isinstance(one, Run):
            if one.link != link:
                break
            end = place + 1
    return end


def longest(words: Sequence[Inline], at: int, marks: frozenset[Mark], link: str) -> tuple[Mark | None, int]:
    """Of the marks that begin there, the one that goes furthest, and where it ends. A link is not cut in two."""
    best, until = None, at
    for mark in _NESTED:
        if mark not in marks:
            continue
        end = at
        place = at
        while place < len(words):
            one = words[place]
            if isinstance(one, Run):
                stop = linked_until(words, place) if one.link and one.link != link else place + 1
                if not all(mark in run.marks for run in words[place:stop] if isinstance(run, Run)):
                    break
                end = place = stop
            else:
                place += 1
        if end > until:
            best, until = mark, end
    return best, until


def without_leading_spaces(words: Sequence[Inline]) -> list[Inline]:
    """The same words, in which no emphasis begins with a space. Spaces must be runs of their own here."""
    out = list(words)
    while (found := next(_spaces_first(out, 0, frozenset(), ""), None)) is not None:
        place, mark = found
        space = out[place]
        if isinstance(space, Run):
            out[place] = replace(space, marks=space.marks - {mark})
    return out


def _spaces_first(words: Sequence[Inline], offset: int, given: frozenset[Mark], link: str) -> Iterator[tuple[int, Mark]]:
    """Where emphasis would begin with a space, and which. offset: of the first word in the whole block."""
    at = 0
    while at < len(words):
        one = words[at]
        end, common = at + 1, frozenset[Mark]()
        is_link = isinstance(one, Run) and one.link != "" and one.link != link
        if isinstance(one, Run):
            end = linked_until(words, at) if is_link else at + 1
            common = frozenset.intersection(*(run.marks for run in words[at:end] if isinstance(run, Run))) - {Mark.CODE}
        mark, until = longest(words, at, common - given, link)
        if mark is not None:
            if isinstance(one, Run) and Mark.CODE not in one.marks and not one.text.strip():
                yield offset + at, mark
            yield from _spaces_first(words[at:until], offset + at, given | {mark}, link)
            at = until
        elif is_link and isinstance(one, Run):
            yield from _spaces_first(words[at:end], offset + at, given, one.link)
            at = end
        else:
            at += 1
