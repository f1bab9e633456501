"""Names out: a transcript with names becomes one with roles, piece by piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from postmortem.blameless.addresses import find_addresses
from postmortem.blameless.detect import LOG_LINE, Span, find_in_code, find_in_prose, find_in_title, may_hold_names
from postmortem.blameless.fold import Folded, fold
from postmortem.blameless.labels import slug
from postmortem.blameless.roster import A_COLLEAGUE, Roster, author_id, find_person
from postmortem.blameless.secrets import REMOVED
from postmortem.blameless.sentences import REACH, put_label
from postmortem.blameless.transcript import BlamelessFile, BlamelessMessage, BlamelessTranscript
from postmortem.incident import Statement
from postmortem.slack.transcript import File, Message, MessageKind, Transcript
from postmortem.text import Piece, PieceKind, Pieces

EMAIL_REMOVED, PHONE_REMOVED = "[e-mail removed]", "[phone number removed]"
# A word glued to a path, a setting or an address gets a label without spaces, unless it is written as a name ("Sam/Jo").
GLUE_BEFORE, GLUE_AFTER = frozenset("/=_~-"), frozenset("/=_@-")


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
    threads = _threads(transcript.messages)
    nobody: frozenset[str] = frozenset()
    stripped = []
    for message in transcript.messages:
        tally.near = threads.get(message.thread_ts, nobody) if message.thread_ts else nobody
        stripped.append(_strip_message(message, roster, tally))
    tally.near = nobody
    messages = tuple(stripped)
    return BlamelessTranscript(
        channel=_strip_title(transcript.channel.name, roster, tally),
        messages=messages,
        labels=roster.labels.appeared,
        tenures=roster.tenures,
        left_out=transcript.left_out,
        remarks=tuple([_strip_prose(remark, roster, tally, "") for remark in transcript.remarks]),
        removed={_SORTS[sort]: count for sort, count in sorted(tally.removed.items())},
    )


def _threads(messages: Iterable[Message]) -> dict[str, frozenset[str]]:
    """Thread → who writes in it or is mentioned there."""
    found: dict[str, set[str]] = {}
    for message in messages:
        if message.thread_ts:
            found.setdefault(message.thread_ts, set()).update(
                (message.author, *[piece.target for piece in message.pieces if piece.kind is PieceKind.PERSON])
            )
    return {ts: frozenset(people) for ts, people in found.items()}


_SORTS = {
    "name": "names",
    "e-mail": "e-mail addresses",
    "id": "Slack ids",
    "phone": "phone numbers",
    "secret": "secrets",
    "mention": "mentions",
}


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
        statements=tuple([_strip_statement(statement, message, roster, tally) for statement in message.statements]),
        edited_ts=message.edited_ts,
        is_pinned=message.is_pinned,
        reactions=tuple(
            (_strip_title(reaction.emoji, roster, tally), reaction.count or len(reaction.people))
            for reaction in message.reactions
        ),
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
            stripped.append(piece if text == piece.text else Piece(kind, text))
        elif kind is PieceKind.PERSON:
            tally.removed["mention"] += 1
            stripped.append(Piece(PieceKind.ROLE, put_label(roster.label(piece.target), _tail(pieces, n), _head(pieces, n))))
        elif kind in (PieceKind.CODE, PieceKind.CODE_BLOCK):
            text = _strip_code(piece.text, roster, tally)
            stripped.append(piece if text == piece.text else Piece(kind, text))
        elif kind is PieceKind.LINK:
            stripped.append(Piece(kind, _strip_label(piece, roster, tally, ts), _strip_code(piece.target, roster, tally)))
        elif kind in (PieceKind.CHANNEL, PieceKind.GROUP) or kind is PieceKind.EMOJI:
            stripped.append(Piece(kind, _strip_title(piece.text, roster, tally)))
        else:
            stripped.append(piece)
    return tuple(stripped)


def _strip_label(piece: Piece, roster: Roster, tally: Tally, ts: str) -> str:
    if piece.text == piece.target:
        return _strip_code(piece.text, roster, tally)
    return _strip_prose(piece.text, roster, tally, ts)


def _tail(pieces: Pieces, n: int) -> str:
    """The last letters before piece n."""
    if n == 0:
        return ""
    kind, text, _ = pieces[n - 1]
    if kind is not PieceKind.PROSE:
        return "x"
    # A mention, a space and a mention: the second one opens what the first one opened.
    if not text.strip(" ,") and n > 1 and pieces[n - 2].kind is PieceKind.PERSON:
        return _tail(pieces, n - 2) if n > 2 else ""
    return text[-REACH:] if n == 1 or text.strip() else "x "


def _head(pieces: Pieces, n: int) -> str:
    """The first letters after piece n."""
    return pieces[n + 1].text[:REACH] if n + 1 < len(pieces) and pieces[n + 1].kind is PieceKind.PROSE else ""


def _strip_prose(text: str, roster: Roster, tally: Tally, ts: str) -> str:
    if not text:
        return text
    folded = fold(text)
    spans = [*find_addresses(text, roster), *_caught(folded, roster)]
    if not may_hold_names(folded, roster):
        return _replaced(text, spans, roster, tally) if spans else text
    if _looks_logged(text):
        spans += find_in_code(text, folded, roster)
        return _replaced(text, spans, roster, tally, code=True) if spans else text
    undecided: list[str] = []
    spans += find_in_prose(text, folded, roster, undecided, tally.near)
    if "/" in text or "." in text or "-" in text or "_" in text:
        spans += find_in_code(text, folded, roster)
    tally.undecided += [(word, ts) for word in undecided]
    return _replaced(text, spans, roster, tally) if spans else text


def _looks_logged(text: str) -> bool:
    """Whether more than half of the lines were written by a program."""
    lines = [line for line in text[:5000].split("\n") if line.strip()]
    return bool(lines) and sum(bool(LOG_LINE.match(line.lstrip())) for line in lines) * 2 > len(lines)


def _strip_code(text: str, roster: Roster, tally: Tally) -> str:
    if not text:
        return text
    folded = fold(text)
    spans = [*find_addresses(text, roster), *_caught(folded, roster)]
    if may_hold_names(folded, roster):
        spans += find_in_code(text, folded, roster)
    return _replaced(text, spans, roster, tally, code=True) if spans else text


def _strip_title(text: str, roster: Roster, tally: Tally) -> str:
    """Names in what has no sentences: channel, file, group and emoji names."""
    if not text:
        return text
    folded = fold(text)
    spans = [*find_addresses(text, roster), *_caught(folded, roster)]
    if may_hold_names(folded, roster):
        spans += _joined(find_in_title(text, folded, roster), text)
    return _replaced(text, spans, roster, tally, code=True) if spans else text


def _caught(folded: Folded, roster: Roster) -> Iterable[Span]:
    """What the gate has found before in a text that had been stripped: taken out in prose and in code alike."""
    if roster.caught is None:
        return ()
    return [
        Span(*folded.span(*match.span()), "name", find_person(" ".join(re.findall(r"[^\W_]+", match.group())), roster) or "")
        for match in roster.caught.finditer(folded.text)
    ]


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """First and last name of one person with only a joint between them are one stretch: "rhys-penhallow" is one responder."""
    joined: list[Span] = []
    for span in _without_overlaps(spans):
        before = joined[-1] if joined else None
        if before and span.person and span.person == before.person and text[before.end : span.start] in ("-", "_", ".", " "):
            joined[-1] = before._replace(end=span.end)
        else:
            joined.append(span)
    return joined


_RANK = {"secret": 0, "e-mail": 1, "id": 2, "phone": 3, "name": 4}


def _replaced(text: str, spans: Iterable[Span], roster: Roster, tally: Tally, *, code: bool = False) -> str:
    """The text with every stretch replaced; where stretches overlap, the surer sort and then the longer one wins."""
    chosen = _without_overlaps(spans)
    out: list[str] = []
    at = 0
    for span in chosen:
        start = span.start
        if start > at and not code and span.sort in ("name", "id") and text[start - 1] == "@":
            start -= 1
        out.append(text[at:start])
        out.append(_stand_in(span, text, start, roster, code=code))
        tally.removed[span.sort] += 1
        at = span.end
    out.append(text[at:])
    return "".join(out)


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; of those that overlap the surer sort stays whole, then the longer, then the one that tells who."""
    chosen: list[Span] = []
    for span in sorted(set(spans)):
        before = chosen[-1] if chosen else None
        if before is None or span.start >= before.end:
            chosen.append(span)
        elif _sureness(span) < _sureness(before):
            is_whole = span.sort == before.sort or span.start == before.start
            chosen[-1:] = [span] if is_whole else [_cut(before, before.start, span.start), span]
        elif span.sort != before.sort and span.end > before.end:
            chosen.append(_cut(span, before.end, span.end))
    return chosen


def _cut(span: Span, start: int, end: int) -> Span:
    """What is left of a name beside something surer, such as an address that holds the rest of it."""
    return span._replace(start=start, end=end)


def _sureness(span: Span) -> tuple[int, int, bool]:
    return (_RANK[span.sort], span.start - span.end, not span.person)


def _stand_in(span: Span, text: str, start: int, roster: Roster, *, code: bool) -> str:
    """What stands in the place of a stretch; `start` is where it begins in the text, an "@" before it included."""
    if span.sort == "secret":
        return REMOVED
    if span.sort == "phone":
        return PHONE_REMOVED
    if span.sort == "e-mail" and not span.person:
        return EMAIL_REMOVED
    label = roster.label(span.person) if span.person else A_COLLEAGUE
    if code or _is_glued(text, start, span.end):
        return slug(label)
    return put_label(label, text[max(0, start - REACH) : start], text[span.end : span.end + REACH]) + span.ending


def _is_glued(text: str, start: int, end: int) -> bool:
    if text[start : start + 1].isupper():
        return False
    return (start > 0 and text[start - 1] in GLUE_BEFORE) or (
        text[end : end + 1] in GLUE_AFTER and text[end + 1 : end + 2].isalnum()
    )
