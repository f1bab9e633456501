"""The one decoder: raw messages, from any export or recording, into a `Transcript`. Nothing that Slack sends makes it raise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from sys import intern
from typing import Any, Protocol

from postmortem.incident import ts_order
from postmortem.slack.asked_offices import with_accepted
from postmortem.slack.authors import Authors
from postmortem.slack.bots import ToolPosts, as_edited, read_statements, recognise
from postmortem.slack.characters import clean_name
from postmortem.slack.handed_over import with_handed_over
from postmortem.slack.mrkdwn import decode_mrkdwn
from postmortem.slack.notices import NOTICES, TOPICS
from postmortem.slack.posted import read_files, read_reactions
from postmortem.slack.products import INCIDENT_IO, KNOWN_PRODUCTS, app_of
from postmortem.slack.raw import Raw, as_count, as_dict, as_dicts, as_text, as_ts, as_user, as_users
from postmortem.slack.transcript import Channel, Message, MessageKind, Person, Transcript
from postmortem.slack.visible import previews, visible_pieces
from postmortem.text import PieceKind, Pieces

# The words with which Slack announced a file until 2018, before the comment that somebody wrote with it.
_FILE_SHARED = re.compile(r"\A<@[^>]+> (?:uploaded|shared) a file: <[^>]+>(?: and commented: (?P<comment>.*))?\Z", re.DOTALL)
_FILE_COMMENTED = re.compile(r"\A<@[^>]+> commented on .{1,200}?<[^>]+>: (?P<comment>.*)\Z", re.DOTALL)

# A mention anywhere in a text, for the people whom left-out notices tell of.
_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,30})")

_DEEPEST_REPLIES = 3  # slackdump stores replies inside their root; nothing lies deeper than one level


class Source(Protocol):
    """What is asked of an export: people, raw messages, and remarks about damage."""

    @property
    def remarks(self) -> tuple[str, ...]: ...

    def people(self) -> dict[str, Person]: ...

    def raw_messages(
        self, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[dict[str, Any]]: ...


def decode_transcript(
    export: Source, channel: Channel, *, since: datetime | None = None, until: datetime | None = None
) -> Transcript:
    """Everything said in `channel` from `since` to `until` (both inclusive, aware), oldest first.

    Whatever is malformed is used as far as it goes; what is left out is counted in `left_out`.
    """
    decoding = _Decoding(export.people(), channel, since, until)
    for raw in export.raw_messages(channel, since=since, until=until):
        decoding.take(raw)
    return decoding.finish(export.remarks)


class _Decoding:
    """The work in hand: messages by ts, decoded as they arrive so that no raw message is kept."""

    def __init__(self, people: dict[str, Person], channel: Channel, since: datetime | None, until: datetime | None) -> None:
        self._channel = channel
        self._since = since.timestamp() if since else None
        self._until = until.timestamp() if until else None
        self._authors = Authors(people)
        self._messages: dict[str, Message] = {}
        self._left_out: dict[str, str] = {}  # ts → the word under which it is counted, so that a copy counts once
        self._counted: Counter[str] = Counter()
        self._previews: dict[str, int] = {}
        self._roots: set[str] = set()
        self._apps: dict[str, str] = {}  # ts → the app behind a post of a tool that is not known
        self._incident_apps: set[str] = set()  # apps that are incident.io, whatever name they post under
        self._pins = set(channel.pins)
        self._joined: set[str] = set(channel.members)

    def take(self, raw: object, depth: int = 0) -> None:
        """Take one message, and with it the replies that slackdump stored inside it."""
        if not isinstance(raw, dict):
            self._counted["unreadable messages"] += 1
            return
        if raw.get("subtype") == "message_changed":
            raw = as_dict(raw.get("message")) or raw
        self._take_object(raw, depth)

    def _take_object(self, raw: Raw, depth: int) -> None:
        ts = as_ts(raw.get("ts"))
        if not ts:
            self._counted["messages without a time"] += 1
        else:
            self._take_message(raw, ts)
        replies = raw.get("slackdump_thread_replies")
        if replies and depth < _DEEPEST_REPLIES:
            for reply in replies if isinstance(replies, list) else ():
                self.take(reply, depth + 1)

    def _take_message(self, raw: Raw, ts: str) -> None:
        subtype = raw.get("subtype") or ""
        subtype = subtype if isinstance(subtype, str) else ""
        notice = NOTICES.get(subtype)
        if notice is not None:
            self._left_out[ts] = notice
            self._read_notice(raw, subtype)
            return
        if self._is_outside(ts):
            self._left_out[ts] = "messages outside the time range"
            return
        message = self._message(raw, ts, subtype)
        earlier = self._messages.get(ts)
        if earlier is not None:
            self._counted["duplicates"] += 1
            if _edit_order(message) < _edit_order(earlier):
                return
        if message.thread_ts is not None and message.thread_ts != ts:
            self._roots.add(message.thread_ts)
        elif as_count(raw.get("reply_count")) or raw.get("replies"):
            self._roots.add(ts)
        self._messages[ts] = message
        if shown := previews(raw):
            self._previews[ts] = shown

    def _is_outside(self, ts: str) -> bool:
        if self._since is None and self._until is None:
            return False
        at = float(ts)
        return (self._since is not None and at < self._since) or (self._until is not None and at > self._until)

    def _message(self, raw: Raw, ts: str, subtype: str) -> Message:
        author = self._authors.read(raw, subtype)
        is_deleted = subtype == "tombstone"
        is_topic = subtype in TOPICS
        pieces = _topic(raw, subtype) if is_topic else visible_pieces(raw, _own_text(raw, subtype), is_bot=bool(author.bot))
        edited = as_dict(raw.get("edited"))
        reactions, files = read_reactions(raw), read_files(raw)
        self._note_people(author.id, as_user(edited.get("user")) if edited else "", pieces)
        for reaction in reactions:
            self._joined.update(reaction.people)
        for file in files:
            self._note(file.uploader)
        if raw.get("reply_users"):
            self._joined.update(as_users(raw["reply_users"]))
        product = "" if is_deleted or not author.bot else intern(recognise(raw, author.bot, pieces))
        statements = () if is_deleted else read_statements(pieces, author=author.id, product=product, is_topic=is_topic)
        edited_ts = (as_ts(edited.get("ts")) or None) if edited else None
        if edited_ts and product:
            statements = as_edited(statements, edited_ts, product)
        if product and (app := app_of(raw)):
            if product == INCIDENT_IO and statements:
                self._incident_apps.add(app)
            elif product not in KNOWN_PRODUCTS:
                self._apps[ts] = app
        thread_ts = as_ts(raw.get("thread_ts"))
        return Message(
            ts=ts,
            thread_ts=intern(thread_ts) if thread_ts else None,
            kind=_kind(is_deleted=is_deleted, is_topic=is_topic, is_bot=bool(author.bot)),
            author=author.id,
            author_name=author.name,
            bot=product,
            pieces=pieces,
            statements=statements,
            edited_ts=edited_ts,
            is_pinned=bool(raw.get("pinned_to") or raw.get("pinned_info")),
            reactions=reactions,
            files=files,
        )

    def _note_people(self, author: str, editor: str, pieces: Pieces) -> None:
        self._note(author)
        self._note(editor)
        for piece in pieces:
            if piece.kind is PieceKind.PERSON:
                self._note(piece.target)
                self._authors.mentioned(piece.target, piece.text)

    def _note(self, person: str) -> None:
        if person and person[0] in "UW":
            self._joined.add(person)

    def _read_notice(self, raw: Raw, subtype: str) -> None:
        """Who was there, and what was pinned: all that a notice tells."""
        for field in ("user", "inviter"):
            self._note(as_user(raw.get(field)))
        self._joined.update(as_users(raw.get("members")))
        self._joined.update(_MENTION.findall(as_text(raw.get("text"))))
        self._authors.profile(raw)
        if subtype == "pinned_item":
            item = as_dict(raw.get("item"))
            self._pins.update(filter(None, (as_ts(place.get("ts")) for place in (as_dict(item.get("message")), item))))
            self._pins.update(filter(None, (as_ts(place.get("ts")) for place in as_dicts(raw.get("attachments")))))

    def finish(self, remarks: tuple[str, ...]) -> Transcript:
        """The transcript: in order of time, with what only the whole channel tells."""
        in_order = (self._messages[ts] for ts in sorted(self._messages, key=ts_order))
        people = self._authors.all(self._joined)
        finished = (self._finished(message) for message in in_order if self._is_kept(message))
        messages = tuple(with_handed_over(with_accepted(finished, people), people))
        self._counted.update(word for ts, word in self._left_out.items() if ts not in self._messages)
        self._counted["link previews"] += sum(self._previews.values())
        return Transcript(
            channel=self._channel,
            people=people,
            messages=messages,
            joined=frozenset(self._joined),
            left_out={word: count for word, count in sorted(self._counted.items()) if count},
            remarks=(*remarks, *_tool_remarks(messages)),
        )

    def _is_kept(self, message: Message) -> bool:
        """A deleted message stays for its replies; one that shows nothing stays for them too."""
        if message.ts in self._roots:
            return True
        if message.kind is MessageKind.DELETED:
            self._left_out[f"{message.ts} deleted"] = "deleted messages"
            return False
        if not (message.pieces or message.files or message.kind is MessageKind.TOPIC):
            self._left_out[f"{message.ts} empty"] = "empty messages"
            return False
        return True

    def _finished(self, message: Message) -> Message:
        """With its thread's ts on a root as well, whichever way it was stored, and with its pin."""
        if message.thread_ts is None and message.ts in self._roots:
            message = replace(message, thread_ts=intern(message.ts))
        if message.ts in self._pins and not message.is_pinned:
            message = replace(message, is_pinned=True)
        if self._apps.get(message.ts) in self._incident_apps:
            statements = read_statements(message.pieces, product=INCIDENT_IO)
            edited = message.edited_ts
            message = replace(
                message, bot=INCIDENT_IO, statements=as_edited(statements, edited, INCIDENT_IO) if edited else statements
            )
        return message


def _tool_remarks(messages: tuple[Message, ...]) -> tuple[str, ...]:
    """How many posts of tools could only be read as text, and how many show only their latest state."""
    posts = ToolPosts()
    for message in messages:
        if message.bot:
            posts.note(message.pieces, message.bot, message.statements, edited=message.edited_ts is not None)
    return posts.remarks()


def _kind(*, is_deleted: bool, is_topic: bool, is_bot: bool) -> MessageKind:
    if is_deleted:
        return MessageKind.DELETED
    if is_topic:
        return MessageKind.TOPIC
    return MessageKind.BOT if is_bot else MessageKind.MESSAGE


def _edit_order(message: Message) -> tuple[bool, Any]:
    return (message.edited_ts is not None, ts_order(message.edited_ts or "0"))


def _own_text(raw: Raw, subtype: str) -> str:
    """The message's text; of a file's notice only what the person wrote with it."""
    text = as_text(raw.get("text"))
    if subtype == "file_share" and (shared := _FILE_SHARED.match(text)):
        return shared["comment"] or ""
    if subtype == "file_comment":
        commented = _FILE_COMMENTED.match(text)
        return commented["comment"] if commented else as_text(as_dict(raw.get("comment")).get("comment")) or text
    return text


def _topic(raw: Raw, subtype: str) -> Pieces:
    """The new value, from its field. The wording around it differs between exports and the API."""
    field = TOPICS[subtype]
    if field == "name":
        return decode_mrkdwn(clean_name(raw.get("name")))
    value = raw.get(field)
    if isinstance(value, dict):
        value = value.get("value")
    if value is None:
        value = as_text(raw.get("text")).partition(f"{field}: ")[2]
    return decode_mrkdwn(as_text(value))
