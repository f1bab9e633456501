"""What stands in the place of a name: stretches of a text, each replaced by a label that fits the sentence around it."""

from __future__ import annotations

from collections.abc import Iterable

from postmortem.blameless.detect import Span
from postmortem.blameless.labels import slug
from postmortem.blameless.outsiders import MODEL
from postmortem.blameless.roster import A_COLLEAGUE, Roster
from postmortem.blameless.secrets import REMOVED
from postmortem.blameless.sentences import REACH, drops_its_s, put_label
from postmortem.blameless.tally import Tally

EMAIL_REMOVED, PHONE_REMOVED, SOMEBODY = "[e-mail removed]", "[phone number removed]", "somebody"
# A word glued to a path, a setting or an address gets a label without spaces, unless it is written as a name ("Sam/Jo").
GLUE_BEFORE, GLUE_AFTER = frozenset("/=_~-"), frozenset("/=_@-")
# Where stretches overlap, the surer sort wins.
_RANK = {"secret": 0, "e-mail": 1, "id": 2, "phone": 3, "name": 4, "account": 5}


def join_parts(spans: Iterable[Span], text: str) -> list[Span]:
    """First and last name of one person with only a joint between them are one stretch: "rhys-penhallow" is one responder."""
    joined: list[Span] = []
    for span in _without_overlaps(spans, text):
        before = joined[-1] if joined else None
        if before and span.person and span.person == before.person and text[before.end : span.start] in ("-", "_", ".", " "):
            joined[-1] = before._replace(end=span.end)
        else:
            joined.append(span)
    return joined


def replace_spans(text: str, spans: Iterable[Span], roster: Roster, tally: Tally, ts: str, *, code: bool = False) -> str:
    """The text with every stretch replaced; where stretches overlap, the surer sort and then the longer one wins."""
    chosen = _without_overlaps(spans, text)
    out: list[str] = []
    at = 0
    for n, span in enumerate(chosen):
        start = span.start
        if start > at and not code and span.sort in ("name", "id") and text[start - 1] == "@":
            start -= 1
        between = text[at:start]
        # "cc @sam @jo": two people with nothing but a space between are a list.
        listed = (
            not code
            and n > 0
            and between == " "
            and text[start : start + 1] == "@"
            and text[chosen[n - 1].start - 1 : at][:1] == "@"
        )
        out.append(", " if listed else between)
        label = _label(span, roster)
        out.append(_stand_in(span, label, text, start, code=code, beside=_names_beside(text, start, n, chosen)))
        tally.note(span.sort, layer_of(span, roster, ts), label, ts, text[span.start : span.end])
        at = span.end
        # "James' laptop"
        if (
            not code
            and span.sort == "name"
            and text[at - 1 : at] in ("s", "x", "z")
            and drops_its_s(text[max(0, start - REACH) : start], text[at : at + 2])
        ):
            out.append(f"{text[at]}s")
            at += 1
    out.append(text[at:])
    return "".join(out)


def _names_beside(text: str, start: int, n: int, chosen: list[Span]) -> bool:
    """Whether another name stands right beside, with only a slash between: "sam/jo"."""
    end = chosen[n].end
    before = n > 0 and text[chosen[n - 1].end : start] == "/"
    return before or (n + 1 < len(chosen) and text[end : chosen[n + 1].start].rstrip("@") == "/")


def _without_overlaps(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order; of those that overlap the surer sort stays whole, then the longer, then the one that tells who."""
    chosen: list[Span] = []
    for span in sorted(set(spans)):
        before = chosen[-1] if chosen else None
        if before is None or span.start >= before.end:
            chosen.append(span)
        elif _sureness(span) < _sureness(before):
            chosen[-1:] = [*_cut(before, before.start, span.start, text), span]
        else:
            chosen += _cut(span, before.end, span.end, text)
    return chosen


def _cut(span: Span, start: int, end: int, text: str) -> list[Span]:
    """What is left of a stretch beside something surer, such as an address that holds the rest of it: nothing but whole words."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return [span._replace(start=start, end=end)] if start < end else []


def _sureness(span: Span) -> tuple[int, int, bool]:
    return (_RANK[span.sort], span.start - span.end, not span.person)


def _label(span: Span, roster: Roster) -> str:
    """Whose stretch it is, as a label; for what belongs to nobody in particular, what is said instead."""
    if span.sort == "secret":
        return REMOVED
    if span.sort == "phone":
        return PHONE_REMOVED
    if span.sort == "account" and not span.person:
        return SOMEBODY
    if span.sort == "e-mail" and not span.person:
        return EMAIL_REMOVED
    return roster.label(span.person) if span.person else A_COLLEAGUE


def layer_of(span: Span, roster: Roster, ts: str) -> str:
    """Which layer found the stretch: what the audit tells."""
    if span.sort == "secret":
        return "secrets"
    if span.layer:
        return span.layer
    if span.sort in ("phone", "account") or (span.sort == "e-mail" and not span.person):
        return "patterns"
    if span.sort == "id":
        return "structure"
    seen = roster.seen.get(roster.same.get(span.person, span.person))
    if seen is not None and roster.why.get(span.person) == MODEL:
        return "model"
    if seen is not None:
        return "patterns" if ts in seen else "propagation"
    if span.person in roster.outsiders:
        return "declared"
    return "roster"


def _stand_in(span: Span, label: str, text: str, start: int, *, code: bool, beside: bool) -> str:
    """What stands in the place of a stretch; `start` is where it begins in the text, an "@" before it included.

    beside: another name stands right beside it, and so it is no part of a path.
    """
    if label.startswith("[") or label == SOMEBODY:
        return label
    if code or (not beside and _is_glued(text, start, span.end)):
        return slug(label)
    return put_label(label, text[max(0, start - REACH) : start], text[span.end : span.end + REACH]) + span.ending


def _is_glued(text: str, start: int, end: int) -> bool:
    if text[start : start + 1].isupper():
        return False
    return (start > 0 and text[start - 1] in GLUE_BEFORE) or (
        text[end : end + 1] in GLUE_AFTER and text[end + 1 : end + 2].isalnum()
    )
