# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""From what people said about afterwards to proposed actions: what, by whom as a role, until when, on which ticket.

Only what says that something be done is an action. An observation that somebody marked for afterwards ("nothing watches the
queue") is offered beside the table, in its own words: what is to be done about it, people say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript
from postmortem.dates import DateStyle, day_words
from postmortem.incident import Action, Claim
from postmortem.report.action_verbs import VERBS
from postmortem.timeline.model import Stated

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DAYS = "Mon(?:day)?|Tue(?:s|sday)?|Wed(?:nesday)?|Thu(?:r|rs|rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
_DATE = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\.?(?:,? \d{{4}})?|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|(?:(?:this|next|on) )?(?:{_DAYS})|(?:the )?end of (?:the |this |next )?(?:day|week|month|quarter|sprint)|(?:this|next) (?:week|month|sprint|quarter)"
)
# When it is due, at the end: ", by 30 October", "(due Friday)", "today".
_DUE = re.compile(rf"[\s,;(–-]*(?:\b(?:to be done |due )?(?:by|before|until|due|due on)\s*:? (?P<date>{_DATE}|today|tonight|tomorrow)|\b(?P<soon>today|tonight|tomorrow|(?:this|next) (?:week|month|sprint|quarter)))\)?$", re.IGNORECASE)
# Who does it, at the end: ". me", ", owner: Responder 2", "(Responder 2)".
_ME = re.compile(r"[\s.,;:(–-]+(?:me|mine|on me|I'll (?:do|take)(?: (?:it|that|this|that one|this one))?|I can(?: do| take)? (?:it|that|this))\)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:pull request |PR |issue |ticket |card )?(?P<where>#\d{1,7}|[A-Z][A-Z0-9]{1,9}-\d{1,7})\b[:\s–-]+(?=\S)", re.IGNORECASE)
# Who is meant, at the beginning.
_WISH = re.compile(r"^(?:(?:can|could|should|would|will|shall) )?(?:we|the team|somebody|someone|anybody|anyone|you|they)\b(?: (?:please|really|also|probably|definitely))*(?: (?:should|need to|needs to|must|ought to|have to|has to|will|could|can|might want to))?(?: (?:please|also|really|probably|at least|all|now))* ", re.IGNORECASE)
_OPENING = re.compile(r"^(?:(?:and|so|also|then|maybe|please|ok|right)[,:]? )+|^(?:let's|let us|don't forget to|remember to|it would be good to|it'd be good to|it would help to) (?:also )?", re.IGNORECASE)
_I = re.compile(r"^I(?:'ll| will|'m going to| am going to| can| should| need to) ", re.IGNORECASE)
_WILL = re.compile(r"^(?:,|:| [–-])?\s*(?:to|will|should|is to|is going to|can|needs to|has to)? ", re.IGNORECASE)
_LABEL = re.compile(r"^\W*(?:todos?|to-do|actions?(?: items?| points?)?|follow[- ]?ups?)\b\s*[:–—-]\s*", re.IGNORECASE)
# The line of a tool's post below an action: "Owner: Responder 1 · due 28 October".
_FIELDS = re.compile(rf"\b(?:owner|assignee|assigned to)\b\W{{0,4}}(?P<owner>[^·|\n,;]{{2,60}}?)(?:\s*(?:[·|,;]|$)\s*(?:due|by|due date|until)?\W{{0,3}}(?P<due>{_DATE})?)", re.IGNORECASE)
_SOMETHING_NEW = re.compile(r"^(?:an?|some|another) (?=\w)", re.IGNORECASE)
# A second word after which the first was no request: "alert came late", "checks were missing".
_TELLS = re.compile(r"^(?:is|are|was|were|has|had|have|did|does|do|came|fired|went|needs?|will|would|took|failed|said|says|works?|shows?|it's)$", re.IGNORECASE)
_EXPLICIT = frozenset({Claim.ACTION, Claim.FOLLOW_UP})


def propose_actions(
    said: Iterable[Stated], transcript: BlamelessTranscript, zone: str, dates: DateStyle = DateStyle.DAY_FIRST
) -> tuple[Action, ...]:
    """The actions among what was said about afterwards, in its order. zone: in which "today" was said; dates: how it is written."""
    return tuple(action for _, action in _read(said, transcript, zone, dates) if action is not None)


def only_remarked(said: Iterable[Stated], transcript: BlamelessTranscript, zone: str) -> tuple[Stated, ...]:
    """What was marked for afterwards and is no action."""
    return tuple(one for one, action in _read(said, transcript, zone) if action is None)


def _read(
    said: Iterable[Stated], transcript: BlamelessTranscript, zone: str, dates: DateStyle = DateStyle.DAY_FIRST
) -> Iterable[tuple[Stated, Action | None]]:
    said = tuple(said)
    wanted = {source for one in said for source in one.sources}
    messages = {message.ts: message for message in transcript.messages if message.ts in wanted}
    labels = sorted(transcript.labels, key=len, reverse=True)
    for one in said:
        message = next((messages[source] for source in one.sources if source in messages), None)
        yield one, read_action(one, message, labels, one.at.astimezone(ZoneInfo(zone)), dates)


def read_action(
    said: Stated, message: BlamelessMessage | None, labels: Sequence[str], at: datetime, dates: DateStyle
) -> Action | None:
    """The action that a sentence proposes; None where it only observes. at: when it was said, in the report's zone."""
    text = _OPENING.sub("", _LABEL.sub("", said.text.strip())).rstrip(" .!?")
    explicit = _is_explicit(said, message)
    text, owner, due = _ending(text, said.role, labels, at, dates)
    text, where = _numbered(text)
    text, named = _beginning(text, said.role, labels)
    wish = None if named else _WISH.match(text)
    text = text[wish.end() :] if wish else text
    asks_only = said.text.rstrip().endswith("?") and not (named or wish)
    if not text or not (explicit or (named and due) or (_is_request(text) and not asks_only)):
        return None
    owner = named or owner
    if message is not None and (fields := _FIELDS.search(_after(message.text, said.text))):
        owner, due = owner or _known(fields["owner"], labels), due or (fields["due"] or "")
    if _SOMETHING_NEW.match(text):
        text = f"Add {text[:1].lower()}{text[1:]}"
    return Action(what=f"{text[:1].upper()}{text[1:]}", owner=owner, due=due, where=where, sources=said.sources)


def _is_explicit(said: Stated, message: BlamelessMessage | None) -> bool:
    """Whether somebody, or a tool, called it an action, a TODO, a follow-up."""
    if message is None:
        return bool(_LABEL.match(said.text))
    if any(statement.claim in _EXPLICIT for statement in message.statements):
        return True
    return any(_LABEL.match(line) or re.search(r"\b(?:TODO|ACTION)\b:?", line) for line in message.text.splitlines())


def _ending(text: str, speaker: str, labels: Sequence[str], at: datetime, dates: DateStyle) -> tuple[str, str, str]:
    """What the sentence ends with: who does it, and until when, in either order."""
    owner = due = ""
    for _ in range(2):
        if not due and (match := _DUE.search(text)):
            due = match["date"] or match["soon"]
            due = _as_date(due, at, dates)
            text = text[: match.start()].rstrip(" .,;:(–-")
        if not owner and (match := _ME.search(text)):
            owner, text = speaker, text[: match.start()].rstrip(" .,;:(–-")
        for label in labels if not owner else ():
            if match := re.search(rf"[\s.,;:(–-]+(?:owner:? |owned by |done by |by )?(?:the )?{re.escape(label)}\)?$", text, re.IGNORECASE):
                if text[: match.start()].endswith((",", ".", ";", ":", "(")) or re.search(r"[.,;:(–]|own|done by", match.group()):
                    owner, text = label, text[: match.start()].rstrip(" .,;:(–-")
                break
    return text, owner, due


def _as_date(due: str, at: datetime, dates: DateStyle) -> str:
    """A day that is only right on the day it was said, as a date."""
    days = {"today": 0, "tonight": 0, "tomorrow": 1}.get(due.lower())
    if days is not None:
        return day_words(at + timedelta(days=days), dates, year=False)
    if re.fullmatch(rf"(?:(?:this|next|on) )?(?:{_DAYS})|(?:this|next) .*|(?:the )?end of .*", due, re.IGNORECASE):
        return f"{due} (said on {day_words(at, dates, year=False)})"
    return due


def _numbered(text: str) -> tuple[str, str]:
    match = _NUMBERED.match(text)
    return (text[match.end() :], match["where"]) if match else (text, "")


def _beginning(text: str, speaker: str, labels: Sequence[str]) -> tuple[str, str]:
    """Who is named at the beginning: "Responder 4 to …", "I'll …"."""
    if match := _I.match(text):
        return text[match.end() :], speaker
    for label in labels:
        match = re.match(rf"(?:the )?{re.escape(label)}(?=[\s,:–-])", text, re.IGNORECASE)
        if match and (rest := _WILL.sub("", text[match.end() :], count=1)):
            return rest, label
    return text, ""


def _is_request(text: str) -> bool:
    words = text.split(maxsplit=2)
    return len(words) > 1 and _first(text) in VERBS and not _TELLS.match(words[1])


def _first(text: str) -> str:
    return text.split(maxsplit=1)[0].strip(",.:").lower() if text else ""


def _after(text: str, said: str) -> str:
    """The lines of a post from an action to the next blank line: its fields."""
    place = text.find(said.strip(" ."))
    return text[place:].partition("\n\n")[0] if place >= 0 else ""


def _known(owner: str, labels: Sequence[str]) -> str:
    """A role that the report knows, in its spelling; another owner (a team) as it was written."""
    owner = owner.strip(" .")
    bare = re.sub(r"^the ", "", owner, flags=re.IGNORECASE)
    return next((label for label in labels if label.casefold() == bare.casefold()), owner)
