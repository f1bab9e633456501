# ruff: noqa: E501 - a pattern or a sentence in one line is easier to read than a wrapped one
"""Says a message's telling sentence as a timeline says it: who, what they did, in about twenty words.

Nothing is added: every content word is the message's own. The first person becomes the role, what is said now becomes past,
greetings and fillers go, a question stays a question and a guess a guess; what is too long ends where a clause ends.
"""

from __future__ import annotations

import re
from functools import lru_cache

from postmortem.incident import Kind
from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.acts import acted
from postmortem.timeline.wording.asking import asked
from postmortem.timeline.wording.cleaning import clean, tightened
from postmortem.timeline.wording.deciding import decided, infinitive, low_verb
from postmortem.timeline.wording.hedging import outright, supposed
from postmortem.timeline.wording.masking import Masked
from postmortem.timeline.wording.pasted import pasted
from postmortem.timeline.wording.persons import theirs, third_person, without_second_person
from postmortem.timeline.wording.shortening import finish, shorten
from postmortem.timeline.wording.statements import fragment, stated
from postmortem.timeline.wording.tenses import is_finite, shifted

__all__ = ["MOST_WORDS", "clean", "finish", "phrase", "sentence_alone", "shorten", "theirs", "third_person"]

MOST_WORDS = 20
_NUMBER = re.compile(r"^#\d{1,8}:? ")
# "confirmed: …", "verified – …": the verb, and what it says.
_CONFIRMED = re.compile(r"^(?P<verb>confirmed|verified|confirming|found|noticed|discovered|established)\s*(?:[:–—]|-(?= ))\s*", re.IGNORECASE)
# "…, they're pleased and say thank you": what would be left of it without the thanks.
_WITH_THANKS = re.compile(r"(?<=\w)(?:,? and|,) (?:says?|said|sends?|sent)(?: \w+){0,2}? (?:thanks|thank you)\b[^.?]{0,40}(?=$|[.])", re.IGNORECASE)
_FORMAL = re.compile(r"\b(?:TODO|to-?do|action(?: item)?s?|follow[- ]?up)\s*:\s*", re.IGNORECASE)
_PREDICATE = frozenset("is are was were has have had will would can could did does".split())


@lru_cache(maxsize=2048)
def phrase(text: str, *, role: str, kind: Kind, labels: frozenset[str] = frozenset(), form: str = "state") -> str:
    """The sentence as a timeline entry: "<Role> <verb in the past> <what>." An empty text stays empty.

    labels: those of the channel's labels with which the text may begin.
    """
    asks = text.rstrip().endswith("?")
    body = clean(_WITH_THANKS.sub("", text))
    if not body:
        return ""
    head, mark, _ = body.partition("? ")
    if mark and len(head.split()) > 2:  # what is said after a question rests on it
        body, asks = f"{head}?", True
    if form == "title":
        return finish(shorten(f"{role} {_title(_NUMBER.sub('', body))}", MOST_WORDS))
    if shown := pasted(body):
        return finish(shorten(f"{role} {shown}", MOST_WORDS))
    masked = Masked(body)
    said = tightened(masked.text).rstrip("?!. ").strip()
    if not said:
        return ""
    whole, end = _whole(said, role=role, kind=kind, labels=labels, asks=asks)
    # Longer than asked for only by what the signs of quotations stand for.
    return finish(shorten(masked.back(shorten(whole, MOST_WORDS)), MOST_WORDS), end)


def sentence_alone(text: str) -> str:
    """The sentence by itself, in the third person, for places that name the role beside it."""
    body = clean(text)
    ends = "?" if body.endswith("?") else "."
    body = finish(shorten(third_person(tightened(body)), 40))
    return body[:-1] + ends if body else ""


def _whole(said: str, *, role: str, kind: Kind, labels: frozenset[str], asks: bool) -> tuple[str, str]:
    """The entry's words, and the mark at its end."""
    named, rest = _led_by_label(said, labels)
    if named and asks:
        return (f"{role} asked {named} to {_turned(rest[8:])}", ".") if rest.lower().startswith(("can you ", "could you")) and rest[8:].strip().split(" ")[0] in v.BASES else (f"{role} {_question(rest or said)}", ".")
    if named and rest and _is_predicate(rest):
        return f"{named} {shifted(_turned(rest))}", "."
    if asks:
        question = _question(said)
        return f"{role} {question}", "?" if question.startswith("asked: ") else "."
    return f"{role} {_predicate(said, kind, leads='incident lead' in role.lower())}", "."


def _question(said: str) -> str:
    return asked(said) or f"asked: {_turned(said)}"


def _predicate(said: str, kind: Kind, *, leads: bool) -> str:
    """What follows the role: verb first."""
    if confirmed := _CONFIRMED.match(said):
        verb = {"confirming": "confirmed"}.get(confirmed["verb"].lower(), confirmed["verb"].lower())
        told = stated(said[confirmed.end() :], Kind.ACTION)
        return f"{verb}{told.removeprefix('reported').removeprefix('noted')}"
    if is_task := _FORMAL.match(said):
        return f"recorded a follow-up: {fragment(said[is_task.end() :])}"
    if (question := asked(said)) and said.split(" ")[0].lower() in {"anyone", "anybody", "why", "how"} and not _ends_as_statement(said):
        return question
    if kind is Kind.RESOLUTION:
        said = outright(said)
    return (
        decided(said, leads=leads, is_decision=kind is Kind.DECISION)
        or supposed(said, kind)
        or acted(said, kind)
        or _told_to_do(said, kind)
        or stated(said, kind)
    )


def _ends_as_statement(said: str) -> bool:
    return said.split(" ")[0].lower() in {"why", "how"}


def _told_to_do(said: str, kind: Kind) -> str | None:
    """A bare verb that begins a sentence proposes what it names ("rebuild it from the tag")."""
    words = said.lower().split(" ")
    if len(words) < 3 or words[0] not in v.BASES or words[1] not in {"the", "a", "an", "it", "them", "this", "that", "all", "back", "up", "down", "off", "on", "out"}:
        return None
    if any(is_finite(word.strip(",;:"), words[:place], "") for place, word in enumerate(words[2:5], start=2)):
        return None
    return f"proposed {infinitive(said)}"


def _led_by_label(said: str, labels: frozenset[str]) -> tuple[str, str]:
    """The label with which a sentence begins, the last of several, and the rest."""
    named, rest = "", said
    for _ in range(3):
        bare = rest.removeprefix("The ").removeprefix("the ")
        found = next((one for one in sorted(labels, key=len, reverse=True) if bare[: len(one)].lower() == one.lower() and not bare[len(one) : len(one) + 1].isalnum()), "")
        if not found or bare[len(found) : len(found) + 2] == "'s":
            break
        named, rest = found, bare[len(found) :].lstrip(" ,:")
    return named, rest


def _is_predicate(rest: str) -> bool:
    """Whether words after a label say what that person did or does, and are not said to them."""
    first, _, tail = rest.lower().partition(" ")
    if first.endswith("ly") or first in {"also", "just", "already", "now"}:
        first = tail.partition(" ")[0]
    return first in _PREDICATE or first in v.THIRD or v.is_past(first) or first in v.THIRD_OR_NOUN


def _title(title: str) -> str:
    """What somebody did who posted a change with this title."""
    first = title.split(" ")[0].lower()
    if first in v.BASES:
        return f"posted a change to {third_person(low_verb(title))}"
    return f"posted a change: {third_person(title)}"


def _turned(text: str) -> str:
    return without_second_person(third_person(text))
