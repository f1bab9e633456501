"""What stands beside a name that was found and is the same person's: initials ("J.W. Kilbourne", "Dagny L."), another name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postmortem.blameless.profile_names import name_tokens
from postmortem.blameless.roster import Roster
from postmortem.blameless.span import Span

# Initials with their full stops, right before a name.
_BEFORE = re.compile(r"(?<![\w.])([^\W\d_])\.(?:[ \u00a0-]?[^\W\d_]\.){0,2}[ \u00a0]?$")
# One initial right after; its full stop where the sentence goes on. "A" and "I" are words without one.
_AFTER = re.compile(r" (?:([^\W\d_])\.(?= ?[a-z,;:!?)])|((?![AI])[^\W\d_])(?![\w.'’/-]))")
_REACH = 12


def with_initials(text: str, span: Span, roster: Roster) -> Span:
    """The stretch of a name with the person's own initials beside it."""
    if not span.person:
        return span
    before = _BEFORE.search(text[max(0, span.start - _REACH) : span.start])
    after = _AFTER.match(text, span.end) if text[span.start : span.end].isalpha() else None
    if before is None and after is None:
        return span
    first, others = _initials_of(span.person, roster)
    if before is not None and before[1].isupper() and before[1].lower() in first:
        span = span._replace(start=span.start - len(before.group()))
    if after is not None and (letter := after[1] or after[2]).isupper() and letter.lower() in others:
        span = span._replace(end=after.end())
    return span


def _initials_of(person: str, roster: Roster) -> tuple[frozenset[str], frozenset[str]]:
    """The first letters of a person's names: of the first word, of all others."""
    known = roster.people.get(roster.same.get(person, person))
    names = [known.real_name, known.display_name, f"{known.first_name} {known.last_name}"] if known is not None else []
    tokens = [name_tokens(name) for name in (*names, roster.outsiders.get(person, ""), *roster.spoken.get(person, ()))]
    first = frozenset(words[0][0] for words in tokens if words)
    return first, frozenset(word[0] for words in tokens for word in words[1:])


def join_names(text: str, spans: Iterable[Span]) -> list[Span]:
    """Two names of one person with only a space between, both with a capital, are one stretch: "Marta Vega"."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before is not None and before.person and before.person == span.person and text[before.end : span.start] in (" ", "-"):
            parts = (text[before.start : before.end], text[span.start : span.end])
            if all(part[:1].isupper() for part in parts) and parts[0].casefold() != parts[1].casefold():
                joined[-1] = before._replace(end=span.end, ending=span.ending)
                continue
        joined.append(span)
    return joined
