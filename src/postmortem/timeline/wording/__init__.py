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
from postmortem.timeline.wording.cleaning import clean, tightened, without_lead_in
from postmortem.timeline.wording.deciding import decided, infinitive, low_verb
from postmortem.timeline.wording.hedging import outright, supposed
from postmortem.timeline.wording.hurried import spelt_out
from postmortem.timeline.wording.masking import Masked
from postmortem.timeline.wording.pasted import pasted
from postmortem.timeline.wording.persons import theirs, third_person, without_second_person
from postmortem.timeline.wording.shortening import finish, shorten
from postmortem.timeline.wording.statements import clause, fragment, stated
from postmortem.timeline.wording.tenses import has_finite, shifted
from postmortem.timeline.wording.unmarked import is_order, is_question, of_people, statement_and_question, surely_asks

__all__ = ["MOST_WORDS", "clean", "finish", "phrase", "sentence_alone", "shorten", "theirs", "third_person"]

MOST_WORDS = 20
_NUMBER = re.compile(r"^#\d{1,8}:? ")
# "confirmed: …", "verified – …": the verb, and what it says.
_CONFIRMED = re.compile(r"^(?P<verb>confirmed|verified|confirming|found|noticed|discovered|established)(?:\s*(?:[:–—]|-(?= ))|,(?= ))\s*", re.IGNORECASE)
# "…, they're pleased and say thank you": what would be left of it without the thanks.
_WITH_THANKS = re.compile(r"(?<=\w)(?:,? and|,) (?:says?|said|sends?|sent)(?: \w+){0,2}? (?:thanks|thank you)\b[^.?]{0,40}(?=$|[.])", re.IGNORECASE)
_FORMAL = re.compile(r"\b(?:TODO|to-?do|action(?: item)?s?|follow[- ]?up)\s*:\s*", re.IGNORECASE)
# With what people ask themselves, and go on.
_TO_ONESELF = frozenset("is was are really honestly so right why what how ok and or no yes".split())
_SUBJECTS = ("i ", "we ", "it ", "it's ", "i'm ", "that ", "they ", "there ", "the ", "my ", "our ")
# The first person left out: "need a second approver", "am on the bike".
_WHERE_ONE_WAS = ("was in a meeting", "was at the ", "was asleep", "was on the phone", "was on a train", "was on the train")
_OF_ONESELF = frozenset("have haven't need want am hate love wanna hope wonder had hadn't".split())
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
    if mark and (len(head.split()) > 2 or is_question(head) or is_order(head, asked=True)):  # what is said after a question rests on it
        body, asks = f"{head}?", True
    elif mark and not asks:  # "scalpers? every drop gets them": no question to others
        body = body[len(head) + 2 :] if head.split(" ")[0].lower() in _TO_ONESELF else f"{head}: {body[len(head) + 2 :]}"
    if form == "title":
        return finish(shorten(f"{role} {_title(_NUMBER.sub('', body))}", MOST_WORDS))
    if shown := pasted(body):
        return finish(shorten(f"{role} {shown}", MOST_WORDS))
    masked = Masked(body)
    said = without_lead_in(tightened(spelt_out(masked.text))).rstrip("?!. ").lstrip(".,;:! ").strip()
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
    leads = "incident lead" in role.lower()
    unmarked = asks
    asks = asks or is_question(rest if named and rest else said)
    if named and rest and (whole := _of_named(named, rest, role=role, asks=asks)):
        return whole, "."
    both = statement_and_question(said)
    if both is not None and (asks or surely_asks(both[1])):
        if not has_finite(both[0]):  # "love it, how do we get there"
            question = _question(both[1])
            return f"{role} {question}", _mark(question)
        if is_question(both[0]):
            return f"{role} {_question(both[0])}", "."
        first, second = _predicate(both[0], kind, leads=leads), _question(both[1])
        whole = f"{role} {first}, and {second}"
        return (whole, _mark(second)) if len(whole.split()) <= MOST_WORDS else (f"{role} {first}", ".")
    if asks:
        head, comma, tail = said.partition(", ")
        if comma and not unmarked and tail.lower().startswith(_SUBJECTS) and has_finite(tail) and (alone := asked(head)):
            whole = f"{role} {alone}, and {_predicate(tail, kind, leads=leads)}"
            return (whole if len(whole.split()) <= MOST_WORDS else f"{role} {alone}"), "."
        question = _question(rest if named and rest else said)
        if named and rest.lower().startswith("you "):
            question = asked(f"{named}{rest[3:]}") or question
        elif named and rest:
            question = question.replace("asked others to ", f"asked {named} to ", 1)
        return f"{role} {question}", _mark(question)
    return f"{role} {_predicate(said, kind, leads=leads)}", "."


def _mark(question: str) -> str:
    return "?" if question.startswith("asked: ") else "."


def _of_named(named: str, rest: str, *, role: str, asks: bool) -> str | None:
    """The entry of a sentence that begins with a label: what is asked of that person, told them, or said of them."""
    if asks:
        return f"{role} asked {named} to {_turned(rest[8:])}" if rest.lower().startswith(("can you ", "could you")) and rest[8:].strip().split(" ")[0] in v.BASES else None
    if _is_predicate(rest):
        return f"{named} {shifted(f'who {_turned(rest)}').removeprefix('who ')}"
    if is_order(rest):
        return f"{role} asked {named} to {_turned(low_verb(rest))}"
    if rest.split(" ")[0].lower().split("'")[0] in {"it", "that", "this", "there", "you", "i", "we", "the", "your", "they"} and has_finite(rest):
        return f"{role} told {named} {clause(rest)}"
    return None


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
    if said.split(" ")[0].lower() in {"anyone", "anybody"} and (question := asked(said)):
        return question
    if said.lower().startswith(_WHERE_ONE_WAS) or (said.split(" ")[0].lower() in _OF_ONESELF and not is_order(said) and not said.lower().startswith(("have a ", "have fun", "had been", "need to be"))):
        said = f"I {said[0].lower()}{said[1:]}"
    if said.lower().startswith(("can ", "could ")) and said.lower().replace(" just ", " ", 1).split(" ")[1].strip(",.") in v.BASES - {"be", "have"}:
        return f"reported {clause(f'they {said[0].lower()}{said[1:]}')}"
    if kind is Kind.RESOLUTION:
        said = outright(said)
    return (
        decided(said, leads=leads, is_decision=kind is Kind.DECISION)
        or supposed(said, kind)
        or acted(said, kind)
        or _told_to_do(said)
        or stated(said, kind)
    )


def _told_to_do(said: str) -> str | None:
    """A bare verb that begins a sentence proposes what it names, or asks it of others ("rebuild it from the tag", "look at the log")."""
    if not is_order(said):
        return None
    return f"asked others to {_turned(low_verb(said))}" if of_people(said) else f"proposed {infinitive(said)}"


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
