"""What a channel shows of our process, gathered in one pass over its messages: who was told, what was summed up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from postmortem.blameless.transcript import BlamelessMessage, BlamelessTranscript, Tenure
from postmortem.incident import Claim, Office, when
from postmortem.process_rules import ProcessRules
from postmortem.report.process_signs import names_breach, names_recurring, spares_clients, spares_review, stops
from postmortem.report.process_words import any_of, could_not_reach, gives_notice, tells, tells_client
from postmortem.text import PieceKind
from postmortem.timeline.reading import sentences_of, words_of

# Whether a sentence shows something, and where the message is then kept.
Sign = tuple[Callable[[str], bool], list[str]]

# Of each sort, so many messages are kept: more show nothing new.
_MOST = 200
# A summary that somebody wrote by hand: "Summary: …", "Status update, 10:40: …", "Where we are: …".
_SUMMARY = re.compile(
    r"(?:(?:quick|short|here's|here is|incident)\s+){0,2}(?:an? )?"
    r"(?:summary|status update|status|state of play|state|sitrep|update|recap|where we are|situation)"
    r"(?: (?:so far|now|update|report))?(?:,? (?:at|as of)? ?\d{1,2}[:.]\d\d)?\s*[:–—]\s*\S",
    re.IGNORECASE,
)
# Words without one of which a message holds no such sign: most messages hold none, and are looked at no closer.
_STOP_HINTS = tuple("stop|paus|park|leav|resum|continu|go on|going on|carry|pick|back |call it|calling it|called it".split("|"))
_BREACH_HINTS = tuple(
    "breach|leak|incident|unauthori|ransom|exfilt|deface|compromised|exposed|disclosed|accessed|stolen|misused|downloaded".split("|")
)
_CLIENT_HINTS = tuple("no client|no customer|affected|impacted|internal|staff only".split("|"))
_REVIEW_HINTS = tuple("no review|no report|no write|no postm|no post-m|no need".split("|"))
_SUMMARY_HINTS = tuple("summary|status|state|sitrep|update|recap|where we|situation".split("|"))
_LINK = re.compile(r"/archives/([CG][A-Z0-9]{6,20})\b")


@dataclass(slots=True)
class Seen:
    """Messages (ts) that show something, in order. told, unreached: by role. summaries: with the moment from which each held.
    spoken: when people wrote.
    """

    notices: list[str] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)
    unreached: dict[str, list[str]] = field(default_factory=dict)
    second_line: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    recurring: list[str] = field(default_factory=list)
    no_clients: list[str] = field(default_factory=list)
    no_review: list[str] = field(default_factory=list)
    client_updates: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    summaries: list[tuple[datetime, str]] = field(default_factory=list)
    spoken: list[datetime] = field(default_factory=list)


def see_process(
    transcript: BlamelessTranscript, rules: ProcessRules, tenures: Sequence[Tenure], titles: Mapping[str, str] | None = None
) -> Seen:
    """One pass over the channel. titles: a role's label → the job title of who has it, where Slack tells one."""
    return _Looker(transcript, rules, tenures, titles or {}).look()


class _Looker:
    def __init__(
        self, transcript: BlamelessTranscript, rules: ProcessRules, tenures: Sequence[Tenure], titles: Mapping[str, str]
    ) -> None:
        self.seen = Seen()
        self._transcript, self._channel = transcript, rules.general_channel
        self._general_ids = {rules.general_id} - {""}
        self._roles = {role: any_of((role, *also)) for role, also in rules.tell.items()}
        self._second_line, self._recurring = any_of(rules.second_line), any_of(rules.recurring)
        # A label that is a role's, or whose holder's job title is: their first word shows that they were there.
        self._holders = {
            label: role
            for label in transcript.labels
            for role, pattern in self._roles.items()
            if pattern.fullmatch(label) or pattern.fullmatch(titles.get(label, "").strip())
        }
        self._comms = [tenure for tenure in tenures if tenure.office is Office.COMMS]
        self._words = {role: _first_words((role, *also)) for role, also in rules.tell.items()}
        self._second_line_words, self._recurring_words = _first_words(rules.second_line), _first_words(rules.recurring)

    def look(self) -> Seen:
        for message in self._transcript.messages:
            if message.kind in ("message", "bot"):
                self._look_at(message)
        self.seen.summaries.sort()
        return self.seen

    def _look_at(self, message: BlamelessMessage) -> None:
        is_person = message.kind == "message"
        if is_person:
            self.seen.spoken.append(message.at)
            if role := self._holders.get(message.role):
                _keep(self.seen.told.setdefault(role, []), message.ts)
            if self._second_line.match(message.role):
                _keep(self.seen.second_line, message.ts)
        for piece in message.pieces[:200]:
            if piece.kind is PieceKind.CHANNEL and piece.text == self._channel and piece.target:
                self._general_ids.add(piece.target)
            elif piece.kind is PieceKind.LINK and (link := _LINK.search(piece.target[:300])) and link[1] in self._general_ids:
                _keep(self.seen.notices, message.ts)
        self._look_at_statements(message)
        self._look_at_words(message, is_person=is_person)

    def _look_at_statements(self, message: BlamelessMessage) -> None:
        for statement in message.statements:
            match statement.claim:
                case Claim.SUMMARY:
                    changed = statement.since or (message.edited_ts if message.kind == "bot" else None)
                    self._sum_up(when(changed) if changed else message.at, message.ts)
                case Claim.CLIENT_UPDATE:
                    _keep(self.seen.client_updates, message.ts)
                case Claim.TICKET:
                    _keep(self.seen.tickets, message.ts)
                case Claim.PAGED | Claim.ALERT | Claim.ACKNOWLEDGED if self._second_line.search(message.text[:2000]):
                    _keep(self.seen.second_line, message.ts)
                case _:
                    pass

    def _look_at_words(self, message: BlamelessMessage, *, is_person: bool) -> None:
        """The signs that a message's sentences may hold, as far as its words allow any."""
        text = words_of(message)
        signs = list(self._possible_signs(text.lower()))
        if is_person:
            signs += self._signs_of_people(message, text.lower())
        if not signs:
            return
        for sentence, _ in sentences_of(text):
            for shows, kept in signs:
                if shows(sentence):
                    _keep(kept, message.ts)

    def _possible_signs(self, lower: str) -> Iterable[Sign]:
        """What both people and tools may state."""
        seen = self.seen
        if self._channel.casefold() in lower:
            yield self._gives_notice, seen.notices
        for role, words in self._words.items():
            if _any_in(words, lower):
                yield partial(tells, role=self._roles[role]), seen.told.setdefault(role, [])
                yield partial(could_not_reach, role=self._roles[role]), seen.unreached.setdefault(role, [])
        if _any_in(self._second_line_words, lower):
            yield partial(tells, role=self._second_line), seen.second_line
        if _any_in(_BREACH_HINTS, lower):
            yield names_breach, seen.breaches

    def _signs_of_people(self, message: BlamelessMessage, lower: str) -> Iterable[Sign]:
        seen = self.seen
        if self._holds_comms(message):
            yield tells_client, seen.client_updates
        if _any_in(_STOP_HINTS, lower):
            yield stops, seen.stops
        if _any_in(_CLIENT_HINTS, lower):
            yield spares_clients, seen.no_clients
        if _any_in(_REVIEW_HINTS, lower):
            yield spares_review, seen.no_review
        if _any_in(self._recurring_words, lower):
            yield partial(names_recurring, words=self._recurring), seen.recurring
        if _any_in(_SUMMARY_HINTS, lower) and any(_SUMMARY.match(sentence) for sentence, _ in sentences_of(words_of(message))):
            self._sum_up(message.at, message.ts)

    def _gives_notice(self, sentence: str) -> bool:
        return gives_notice(sentence, self._channel)

    def _sum_up(self, moment: datetime, ts: str) -> None:
        if len(self.seen.summaries) < _MOST and not any(known == ts for _, known in self.seen.summaries[-3:]):
            self.seen.summaries.append((moment, ts))

    def _holds_comms(self, message: BlamelessMessage) -> bool:
        """Whether whoever writes is client comms manager at that moment."""
        return any(
            tenure.label == message.role
            and when(tenure.from_ts) <= message.at
            and (tenure.until_ts is None or message.at < when(tenure.until_ts))
            for tenure in self._comms
        )


def _keep(kept: list[str], ts: str) -> None:
    if len(kept) < _MOST and (not kept or kept[-1] != ts):
        kept.append(ts)


def _first_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """The first word of each phrase, in lower case: without one of them a text holds none of the phrases."""
    words = (phrase.casefold().replace("-", " ").split() for phrase in phrases)
    return tuple(dict.fromkeys(found[0] for found in words if found))


def _any_in(words: tuple[str, ...], lower: str) -> bool:
    for word in words:  # noqa: SIM110 (asked several times of every message; a loop takes half the time of any())
        if word in lower:
            return True
    return False
