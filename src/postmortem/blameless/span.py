"""A stretch of a text in which somebody is named."""

from __future__ import annotations

from typing import NamedTuple

from postmortem.blameless.fold import Folded


class Span(NamedTuple):
    """A stretch of the original text.

    sort: "name", "e-mail", "id", "phone", "account", "secret"; person: an id, "" where unknown; ending is what the
    replacement has to end with ("'s" for "sams laptop"); layer is who found it, "" where person and sort tell.
    """

    start: int
    end: int
    sort: str
    person: str
    ending: str = ""
    layer: str = ""


def name_span(folded: Folded, start: int, end: int, person: str) -> Span:
    """A name's stretch, from where it stands in the folded text."""
    begin, stop = folded.span(start, end)
    return Span(begin, stop, "name", person)
