"""Names out: a transcript with names becomes one with roles, piece by piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from postmortem.blameless.addresses import find_addresses
from postmortem.blameless.detect import LOG_LINE, Span, find_in_code, find_in_prose, find_in_title, may_hold_names
from postmortem.blameless.fold import fold
from postmortem.blameless.labels import in_sentence, slug
from postmortem.blameless.roster import A_COLLEAGUE, Roster, author_id, find_person
from postmortem.blameless.secrets import REMOVED
from postmortem.blameless.transcript import BlamelessFile, BlamelessMessage, BlamelessTranscript
from postmortem.incident import Statement
from postmortem.slack.transcript import File, Message, MessageKind, Transcript
from postmortem.text import Piece, PieceKind, Pieces

EMAIL_REMOVED, PHONE_REMOVED = "[e-mail removed]", "[phone number removed]"
# Where a sentence opens: at the start, after its end, after a list sign.
OPENS = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-*•>]\s*)?|^\s*[-*•>]\s*)$")
# Speaking to somebody: after the name at the start of a message a request or a question follows.
SPOKEN_TO = re.compile(r" (?=(?:can|could|would|will|please|pls|do|did|are|have|any|what|where|when|how|shall|should)\b)")


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was done: replaced stretches by sort, and ambiguous words that nothing decided, by message ts.

    near: who writes in the thread of the message at hand; they are meant where two people share a name.
    """

    removed: Counter[str] = field(default_factory=Counter)
    undecided: list[tuple[str, str]] = field(default_factory=list)
    near: frozenset[str] = frozenset()


def strip_names(transcript: Transcript, roster: Roster, *, tally: Tally | None = None) -> BlamelessTranscript:
    """The transcript with people as roles. Nothing that tells a person by name, handle, id or address is left in it."""
    tally = tally or Tally()
    messages = tuple(_strip_message(message, roster, tally) for message in transcript.messages)
    return BlamelessTranscript(
        channel=_strip_title(transcript.channel.name, roster, tally),
        messages=messages,
        labels=roster.labels.appeared,
        tenures=roster.tenures,
        left_out=transcript.left_out,
        remarks=transcript.remarks,
        removed={_SORTS[sort]: count for sort, count in sorted(tally.removed.items())},
    )


_SORTS = {"name": "names", "e-mail": "e-mail addresses", "id": "Slack ids", "phone": "phone numbers", "secret": "secrets", "mention": "mentions"}


def strip_text(text: str, roster: Roster) -> str:
    """A loose string without names: a title, a setting."""
    return _strip_prose(text, roster, Tally(), "")


def strip_log(text: str, roster: Roster) -> str:
    """A log or another technical file without handles, full names, addresses and secrets; line by line, the rest untouched."""
    tally = Tally()
    return "".join(_strip_code(line, roster, tally) for line in text.splitlines(keepends=True))


def strip_file_name(name: str, roster: Roster) -> str:
    """A file's name without names, fit to be a file's name anywhere."""
    return _strip_title(name, roster, Tally())


def _strip_message(message: Message, roster: Roster, tally: Tally) -> BlamelessMessage:
    role = _role(message, roster, tally)
    return BlamelessMessage(
        ts=message.ts,
        thread_ts=message.thread_ts,
        kind=message.kind.value,
        role=role,
        pieces=strip_pieces(message.pieces, roster, tally, message.ts),
        statements=tuple(_strip_statement(statement, message, roster, tally) for statement in message.statements),
        edited_ts=message.edited_ts,
        is_pinned=message.is_pinned,
        reactions=tuple((_strip_title(reaction.emoji, roster, tally), reaction.count or len(reaction.people)) for reaction in message.reactions),
        files=tuple(_strip_file(file, f"{message.ts}-{n}", roster, tally) for n, file in enumerate(message.files, start=1)),
    )


def _role(message: Message, roster: Roster, tally: Tally) -> str:
    if message.bot and message.kind is MessageKind.BOT:
        return _strip_prose(message.bot, roster, tally, "")
    if message.kind is MessageKind.DELETED and message.author in ("", "USLACKBOT"):
        return "Slack"
    if message.author == "USLACKBOT":
        return "Slackbot"
    return roster.label(author_id(message))


def _strip_statement(statement: Statement, message: Message, roster: Roster, tally: Tally) -> Statement:
    if not (statement.person or statement.value or statement.was):
        return statement
    label = ""
    if statement.person:
        person = find_person(statement.person, roster)
        label = roster.label(person) if person else A_COLLEAGUE
    return replace(
        statement,
        person=label,
        value=_strip_prose(statement.value, roster, tally, message.ts),
        was=_strip_prose(statement.was, roster, tally, message.ts),
    )


def _strip_file(file: File, key: str, roster: Roster, tally: Tally) -> BlamelessFile:
    name = _strip_title(file.name or file.title or "file", roster, tally)
    return BlamelessFile(key=key, name=name, mimetype=file.mimetype, mode=file.mode, size=file.size)


def strip_pieces(pieces: Pieces, roster: Roster, tally: Tally, ts: str) -> Pieces:
    """A message's text without names."""
    stripped: list[Piece] = []
    for n, piece in enumerate(pieces):
        kind = piece.kind
        if kind is PieceKind.PROSE:
            text = _strip_prose(piece.text, roster, tally, ts)
            if n and pieces[n - 1].kind is PieceKind.PERSON and n == 1:
                text = SPOKEN_TO.sub(", ", text, count=1) if SPOKEN_TO.match(text) else text
            stripped.append(piece if text == piece.text else Piece(kind, text))
        elif kind is PieceKind.PERSON:
            tally.removed["mention"] += 1
            stripped.append(Piece(PieceKind.ROLE, in_sentence(roster.label(piece.target), opens=_opens(pieces[:n]))))
        elif kind in (PieceKind.CODE, PieceKind.CODE_BLOCK):
            text = _strip_code(piece.text, roster, tally)
            stripped.append(piece if text == piece.text else Piece(kind, text))
        elif kind is PieceKind.LINK:
            stripped.append(Piece(kind, _strip_label(piece, roster, tally, ts), _strip_code(piece.target, roster, tally)))
        elif kind in (PieceKind.CHANNEL, PieceKind.GROUP):
            stripped.append(Piece(kind, _strip_title(piece.text, roster, tally)))
        elif kind is PieceKind.EMOJI:
            stripped.append(Piece(kind, _strip_title(piece.text, roster, tally)))
        else:
            stripped.append(piece)
    return tuple(stripped)


def _strip_label(piece: Piece, roster: Roster, tally: Tally, ts: str) -> str:
    if piece.text == piece.target:
        return _strip_code(piece.text, roster, tally)
    return _strip_prose(piece.text, roster, tally, ts)


def _opens(before: Pieces) -> bool:
    if not before:
        return True
    last = before[-1]
    return last.kind is PieceKind.PROSE and bool(OPENS.search(last.text[-8:] if last.text.strip() else "."))


def _strip_prose(text: str, roster: Roster, tally: Tally, ts: str) -> str:
    if not text:
        return text
    spans = list(find_addresses(text, roster))
    folded = fold(text)
    if not may_hold_names(folded, roster):
        return _replaced(text, spans, roster, tally) if spans else text
    if _looks_logged(text):
        spans += find_in_code(folded, roster)
        return _replaced(text, spans, roster, tally, code=True) if spans else text
    undecided: list[str] = []
    spans += find_in_prose(text, folded, roster, undecided, tally.near)
    if "/" in text or "." in text or "-" in text or "_" in text:
        spans += find_in_code(folded, roster)
    tally.undecided += [(word, ts) for word in undecided]
    return _replaced(text, spans, roster, tally) if spans else text


def _looks_logged(text: str) -> bool:
    """Whether more than half of the lines were written by a program."""
    lines = [line for line in text[:5000].split("\n") if line.strip()]
    return bool(lines) and sum(bool(LOG_LINE.match(line.lstrip())) for line in lines) * 2 > len(lines)


def _strip_code(text: str, roster: Roster, tally: Tally) -> str:
    if not text:
        return text
    spans = list(find_addresses(text, roster))
    folded = fold(text)
    if may_hold_names(folded, roster):
        spans += find_in_code(folded, roster)
    return _replaced(text, spans, roster, tally, code=True) if spans else text


def _strip_title(text: str, roster: Roster, tally: Tally) -> str:
    """Names in what has no sentences: channel, file, group and emoji names."""
    if not text:
        return text
    spans = list(find_addresses(text, roster))
    folded = fold(text)
    if may_hold_names(folded, roster):
        spans += find_in_title(text, folded, roster)
    return _replaced(text, spans, roster, tally, code=True) if spans else text


_RANK = {"secret": 0, "e-mail": 1, "id": 2, "phone": 3, "name": 4}


def _replaced(text: str, spans: Iterable[Span], roster: Roster, tally: Tally, *, code: bool = False) -> str:
    """The text with every stretch replaced; where stretches overlap, the surer sort and then the longer one wins."""
    chosen = _without_overlaps(spans)
    out: list[str] = []
    at = 0
    for span in chosen:
        start = span.start - 1 if span.sort == "name" and text[span.start - 1 : span.start] == "@" and span.start > at and not code else span.start
        out.append(text[at:start])
        out.append(_stand_in(span, roster, opens=bool(OPENS.search(text[max(0, start - 8) : start])) and not code, code=code))
        tally.removed[span.sort] += 1
        at = span.end
    out.append(text[at:])
    result = "".join(out)
    if chosen and chosen[0].start <= 1 and chosen[0].sort == "name" and not code and text[:1] == "@":
        head = len(out[0]) + len(out[1])
        if SPOKEN_TO.match(result[head:]):
            result = f"{result[:head]},{result[head:]}"
    return result


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, none touching another; of those that overlap the surer sort stays, then the longer, then the one that tells who."""
    chosen: list[Span] = []
    for span in sorted(set(spans)):
        if chosen and span.start < chosen[-1].end:
            if _sureness(span) < _sureness(chosen[-1]):
                chosen[-1] = span
        else:
            chosen.append(span)
    return chosen


def _sureness(span: Span) -> tuple[int, int, bool]:
    return (_RANK[span.sort], span.start - span.end, not span.person)


def _stand_in(span: Span, roster: Roster, *, opens: bool, code: bool) -> str:
    if span.sort == "secret":
        return REMOVED
    if span.sort == "phone":
        return PHONE_REMOVED
    if span.sort == "e-mail" and not span.person:
        return EMAIL_REMOVED
    label = roster.label(span.person) if span.person else A_COLLEAGUE
    if code:
        return slug(label)
    if not span.person:
        return f"A{label[1:]}" if opens else label
    return in_sentence(label, opens=opens)
