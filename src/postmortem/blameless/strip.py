"""Names out: a transcript with names becomes one with roles, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from postmortem.blameless.accounts import find_accounts
from postmortem.blameless.addresses import find_addresses
from postmortem.blameless.detect import (
    LOG_LINE,
    Span,
    find_in_code,
    find_in_comments,
    find_in_prose,
    find_in_title,
    may_hold_names,
)
from postmortem.blameless.fold import Folded, fold
from postmortem.blameless.name_only import author_id
from postmortem.blameless.replacing import join_parts, replace_spans
from postmortem.blameless.roster import A_COLLEAGUE, Roster, find_person, tool_name
from postmortem.blameless.sentences import REACH, put_label
from postmortem.blameless.split_pieces import join_split_names
from postmortem.blameless.tally import Tally
from postmortem.blameless.transcript import BlamelessFile, BlamelessMessage, BlamelessTranscript
from postmortem.incident import Statement
from postmortem.slack.transcript import File, Message, MessageKind, Transcript
from postmortem.text import Piece, PieceKind, Pieces

__all__ = ["Tally", "strip_file_name", "strip_log", "strip_names", "strip_pieces", "strip_text"]


def strip_names(transcript: Transcript, roster: Roster, *, tally: Tally | None = None) -> BlamelessTranscript:
    """The transcript with people as roles. Nothing that tells a person by name, handle, id or address is left in it."""
    tally = tally or Tally()
    roster.tools = {person.id: strip_text(tool_name(person), roster) for person in roster.people.values() if person.is_bot}
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
    "account": "accounts in links",
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
            (_strip_title(reaction.emoji, roster, tally, message.ts), reaction.count or len(reaction.people))
            for reaction in message.reactions
        ),
        files=tuple(_strip_file(file, f"{message.ts}-{n}", roster, tally) for n, file in enumerate(message.files, start=1)),
        zone=author.zone if message.kind is MessageKind.MESSAGE and (author := roster.people.get(message.author)) else "",
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
    name = _strip_title(file.name or file.title or "file", roster, tally, key.rpartition("-")[0])
    return BlamelessFile(key=key, name=name, mimetype=file.mimetype, mode=file.mode, size=file.size)


def strip_pieces(pieces: Pieces, roster: Roster, tally: Tally, ts: str) -> Pieces:
    """A message's text without names."""
    pieces = join_split_names(pieces, roster)
    stripped: list[Piece] = []
    for n, piece in enumerate(pieces):
        kind = piece.kind
        if kind is PieceKind.PROSE:
            text = ", " if _is_between_people(pieces, n) else _strip_prose(piece.text, roster, tally, ts)
            stripped.append(piece if text == piece.text else Piece(kind, text))
        elif kind is PieceKind.PERSON:
            label = roster.label(piece.target)
            tally.note("mention", "structure", label, ts, piece.target)
            stripped.append(Piece(PieceKind.ROLE, put_label(label, _tail(pieces, n), _head(pieces, n))))
        elif kind in (PieceKind.CODE, PieceKind.CODE_BLOCK):
            text = _strip_code(piece.text, roster, tally, ts)
            stripped.append(piece if text == piece.text else Piece(kind, text))
        elif kind is PieceKind.LINK:
            stripped.append(Piece(kind, _strip_label(piece, roster, tally, ts), _strip_code(piece.target, roster, tally, ts)))
        elif kind in (PieceKind.CHANNEL, PieceKind.GROUP) or kind is PieceKind.EMOJI:
            stripped.append(Piece(kind, _strip_title(piece.text, roster, tally, ts)))
        else:
            stripped.append(piece)
    return tuple(stripped)


def _is_between_people(pieces: Pieces, n: int) -> bool:
    """Whether the piece is only a space between two mentions: a list of people, who are told apart by a comma."""
    around = (pieces[n - 1].kind if n else None, pieces[n + 1].kind if n + 1 < len(pieces) else None)
    return not pieces[n].text.strip(" ") and around == (PieceKind.PERSON, PieceKind.PERSON)


def _strip_label(piece: Piece, roster: Roster, tally: Tally, ts: str) -> str:
    if piece.text == piece.target:
        return _strip_code(piece.text, roster, tally, ts)
    return _strip_prose(piece.text, roster, tally, ts)


def _tail(pieces: Pieces, n: int) -> str:
    """The last letters before piece n."""
    if n == 0:
        return ""
    kind, text, _ = pieces[n - 1]
    if kind is PieceKind.EMOJI:
        return _tail(pieces, n - 1)
    if kind is not PieceKind.PROSE:
        return "x"
    # A mention, a space and a mention: the second one opens what the first one opened. So does one after a picture.
    if not text.strip(" ,") and n > 1 and pieces[n - 2].kind in (PieceKind.PERSON, PieceKind.EMOJI):
        return _tail(pieces, n - 2) if n > 2 else ""
    return text[-REACH:] if n == 1 or text.strip() else "x "


def _head(pieces: Pieces, n: int) -> str:
    """The first letters after piece n."""
    return pieces[n + 1].text[:REACH] if n + 1 < len(pieces) and pieces[n + 1].kind is PieceKind.PROSE else ""


def _strip_prose(text: str, roster: Roster, tally: Tally, ts: str) -> str:
    if not text:
        return text
    folded = fold(text)
    spans = [*find_addresses(text, roster), *_account_spans(text), *_caught(folded, roster)]
    if not may_hold_names(folded, roster):
        return replace_spans(text, spans, roster, tally, ts) if spans else text
    if _looks_logged(text):
        spans += find_in_code(text, folded, roster)
        return replace_spans(text, spans, roster, tally, ts, code=True) if spans else text
    undecided: list[str] = []
    spans += find_in_prose(text, folded, roster, undecided, tally.near)
    if "/" in text or "." in text or "-" in text or "_" in text:
        spans += find_in_code(text, folded, roster)
    if ts in roster.places:
        spans += _seen_here(text, roster.places[ts])
    tally.undecided += [(word, ts) for word in undecided]
    return replace_spans(text, spans, roster, tally, ts) if spans else text


def _seen_here(text: str, names: Iterable[tuple[str, str]]) -> Iterator[Span]:
    """Names that only their place shows to be names, as the patterns found them in this very message."""
    for name, person in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
                yield Span(at, end, "name", person)
            at = text.find(name, end)


def _account_spans(text: str) -> Iterator[Span]:
    for start, end in find_accounts(text):
        yield Span(start, end, "account", "")


def _looks_logged(text: str) -> bool:
    """Whether more than half of the lines were written by a program."""
    lines = [line for line in text[:5000].split("\n") if line.strip()]
    return bool(lines) and sum(bool(LOG_LINE.match(line.lstrip())) for line in lines) * 2 > len(lines)


def _strip_code(text: str, roster: Roster, tally: Tally, ts: str = "") -> str:
    if not text:
        return text
    folded = fold(text)
    spans = [*find_addresses(text, roster), *_account_spans(text), *_caught(folded, roster)]
    if may_hold_names(folded, roster):
        spans += [*find_in_code(text, folded, roster), *find_in_comments(text, roster)]
    return replace_spans(text, spans, roster, tally, ts, code=True) if spans else text


def _strip_title(text: str, roster: Roster, tally: Tally, ts: str = "") -> str:
    """Names in what has no sentences: channel, file, group and emoji names."""
    if not text:
        return text
    folded = fold(text)
    spans = [*find_addresses(text, roster), *_caught(folded, roster)]
    if may_hold_names(folded, roster):
        spans += join_parts(find_in_title(text, folded, roster), text)
    return replace_spans(text, spans, roster, tally, ts, code=True) if spans else text


def _caught(folded: Folded, roster: Roster) -> Iterable[Span]:
    """What the gate has found before in a text that had been stripped: taken out in prose and in code alike."""
    if roster.caught is None:
        return ()
    return [
        Span(
            *folded.span(*match.span()),
            "name",
            find_person(" ".join(re.findall(r"[^\W_]+", match.group())), roster) or "",
            layer="gate",
        )
        for match in roster.caught.finditer(folded.text)
    ]
