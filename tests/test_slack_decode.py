"""Raw messages, from exports of any age and from slackdump, become one transcript; nothing malformed stops it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortem.incident import Claim
from postmortem.slack.decode import decode_transcript
from postmortem.slack.transcript import Channel, Message, MessageKind, Person, Transcript
from postmortem.text import PieceKind, plain

ROSTER = {
    "UADA": Person(id="UADA", handle="ada", real_name="Ada Moss"),
    "UBEN": Person(id="UBEN", handle="ben", real_name="Ben Ito"),
    "UBOT": Person(id="UBOT", handle="deploys", real_name="Deploys", is_bot=True),
}


class FakeExport:
    """An export that holds what a test gives it."""

    remarks: tuple[str, ...] = ()

    def __init__(self, raw: Iterable[Any], people: dict[str, Person] | None = None) -> None:
        self.raw = list(raw)
        self.roster = ROSTER if people is None else people

    def people(self) -> dict[str, Person]:
        return self.roster

    def raw_messages(self, channel: Channel, *, since: object = None, until: object = None) -> Iterable[Any]:
        return iter(self.raw)


def decode(*raw: Any, pins: Iterable[str] = (), members: tuple[str, ...] = (), **options: Any) -> Transcript:
    channel = Channel(id="C1", name="inc-1", pins=frozenset(pins), members=members)
    return decode_transcript(FakeExport(raw), channel, **options)  # type: ignore[arg-type]


def said(ts: object = "1760432580.000100", text: object = "hello", user: object = "UADA", **more: Any) -> dict[str, Any]:
    return {"type": "message", "ts": ts, "text": text, "user": user, **more}


def one(*raw: Any, **options: Any) -> Message:
    (message,) = decode(*raw, **options).messages
    return message


def shown(**more: Any) -> str:
    return plain(one(said(**more)).pieces)


def test_messages_are_in_order_of_time_and_of_arrival_within_it() -> None:
    transcript = decode(said("1760432580.000200", "two"), said("999999999.000100", "one"), said("1760432580.000300", "three"))
    assert [plain(message.pieces) for message in transcript.messages] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("ts", "expected"),
    [("1549384020.000100", "1549384020.000100"), (1549384020.0001, "1549384020.000100"), (1549384020, "1549384020.000000"), ("1549384020", "1549384020")],
)
def test_a_ts_may_be_text_or_a_number(ts: object, expected: str) -> None:
    assert one(said(ts)).ts == expected


@pytest.mark.parametrize("ts", [None, "", "soon", [], {}, True, -1, float("nan"), float("inf"), "9" * 40, "99999999999999.1", "1.2.3", "٣"])
def test_a_message_without_a_usable_time_is_counted(ts: object) -> None:
    transcript = decode(said(ts))
    assert (transcript.messages, transcript.left_out) == ((), {"messages without a time": 1})


def test_what_is_no_message_is_counted() -> None:
    assert decode("text", None, 3, []).left_out == {"unreadable messages": 4}


def test_of_two_copies_the_edited_one_is_kept() -> None:
    edited = said(text="new", edited={"user": "UBEN", "ts": "1760432600.000000"})
    transcript = decode(edited, said(text="old"))
    assert plain(transcript.messages[0].pieces) == "new"
    assert transcript.messages[0].edited_ts == "1760432600.000000"
    assert transcript.left_out == {"duplicates": 1}
    assert "UBEN" in transcript.joined


def test_of_two_unedited_copies_the_later_is_kept() -> None:
    assert shown() == "hello"
    assert plain(one(said(text="first"), said(text="second")).pieces) == "second"


@pytest.mark.parametrize(
    ("subtype", "word"),
    [("channel_join", "joins"), ("group_leave", "leaves"), ("channel_archive", "archivings"), ("pinned_item", "pin notices"), ("reminder_add", "reminders")],
)
def test_a_notice_is_left_out_counted_once_and_tells_who_was_there(subtype: str, word: str) -> None:
    notice = said(text="<@UBEN> was here", subtype=subtype)
    transcript = decode(notice, notice)
    assert (transcript.messages, transcript.left_out) == ((), {word: 1})
    assert transcript.joined == {"UADA", "UBEN"}


def test_an_unknown_subtype_is_an_ordinary_message() -> None:
    assert plain(one(said(subtype="brand_new")).pieces) == "hello"


def test_the_time_range_holds_both_its_ends_and_the_rest_is_counted() -> None:
    raw = [said(f"{second}.000000") for second in (100, 200, 300, 400)]
    transcript = decode(*raw, since=datetime.fromtimestamp(200, tz=UTC), until=datetime.fromtimestamp(300, tz=UTC))
    assert [message.ts for message in transcript.messages] == ["200.000000", "300.000000"]
    assert transcript.left_out == {"messages outside the time range": 2}


def test_a_thread_broadcast_is_one_reply_and_its_copy_of_the_root_is_ignored() -> None:
    root = said("1.000000", "root")
    reply = said("2.000000", "reply", subtype="thread_broadcast", thread_ts="1.000000", root=root)
    transcript = decode(root, reply)
    assert [(message.ts, message.thread_ts) for message in transcript.messages] == [("1.000000", "1.000000"), ("2.000000", "1.000000")]


def test_replies_that_slackdump_stores_in_their_root_are_taken_out() -> None:
    root = said("1.000000", "root", slackdump_thread_replies=[said("3.000000", "b", thread_ts="1.000000"), said("2.000000", "a", thread_ts="1.000000"), None])
    transcript = decode(root)
    assert [plain(message.pieces) for message in transcript.messages] == ["root", "a", "b"]
    assert transcript.left_out == {"unreadable messages": 1}


def test_a_deleted_message_stays_where_replies_hang_from_it() -> None:
    tombstone = said("1.000000", "This message was deleted.", "USLACKBOT", subtype="tombstone", hidden=True)
    transcript = decode(tombstone, said("2.000000", thread_ts="1.000000"))
    assert [message.kind for message in transcript.messages] == [MessageKind.DELETED, MessageKind.MESSAGE]


def test_a_deleted_message_without_replies_is_counted() -> None:
    transcript = decode(said("1.000000", "This message was deleted.", "USLACKBOT", subtype="tombstone"))
    assert (transcript.messages, transcript.left_out) == ((), {"deleted messages": 1})


def test_a_message_that_shows_nothing_is_counted() -> None:
    assert decode(said(text="")).left_out == {"empty messages": 1}


def test_a_message_may_be_files_only() -> None:
    message = one(said(text="", files=[{"id": "F1", "name": "a.png", "size": 7, "url_private": "https://files.slack.com/a.png?t=xoxe-1", "user": "UBEN"}]))
    assert (message.files[0].name, message.files[0].size, message.files[0].url) == ("a.png", 7, "https://files.slack.com/a.png")


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"file": {"id": "F1", "name": "a"}}, ["a"]),
        ({"files": [{"id": "F1", "mode": "hidden_by_limit"}]}, [""]),
        ({"x_files": ["F1"]}, [""]),
        ({"files": [{"id": "F1", "name": "a"}], "file": {"id": "F1"}}, ["a"]),
        ({"files": None, "file": 3}, []),
        ({"files": [{}, None, 4]}, []),
    ],
)
def test_files_are_read_from_wherever_slack_put_them(fields: dict[str, Any], names: list[str]) -> None:
    assert [file.name for file in one(said(**fields)).files] == names


def test_until_2018_a_file_was_announced_in_words_and_only_the_comment_is_kept() -> None:
    notice = "<@UADA|ada> uploaded a file: <https://x.slack.com/files/ada/F1/a.png|a.png>"
    file = {"id": "F1", "name": "a.png"}
    assert one(said(text=notice, subtype="file_share", file=file)).pieces == ()
    assert shown(text=notice + " and commented: look *here*", subtype="file_share", file=file) == "look here"


def test_a_comment_on_a_file_is_its_writers_message() -> None:
    text = "<@UADA|ada> commented on UBEN's file <https://x.slack.com/files/ben/F1/a.png|a.png>: nice"
    message = one({"ts": "1.000000", "subtype": "file_comment", "text": text, "comment": {"user": "UADA", "comment": "nice"}})
    assert (message.author, plain(message.pieces)) == ("UADA", "nice")


@pytest.mark.parametrize(
    ("subtype", "fields", "text"),
    [
        ("channel_topic", {"topic": "Lead: <@UBEN>"}, "Lead: @UBEN"),
        ("channel_purpose", {"purpose": "fix it"}, "fix it"),
        ("channel_name", {"old_name": "a", "name": "b"}, "b"),
        ("group_topic", {}, "fallback"),
        ("channel_topic", {"topic": ""}, ""),
    ],
)
def test_a_topic_holds_the_new_value_from_its_field(subtype: str, fields: dict[str, str], text: str) -> None:
    message = one(said(text="set the channel topic: fallback", subtype=subtype, **fields))
    assert (message.kind, plain(message.pieces)) == (MessageKind.TOPIC, text)


def test_pins_come_from_the_channel_the_message_and_the_notice() -> None:
    notice = said("9.000000", "pinned", subtype="pinned_item", attachments=[{"ts": "3.000000", "is_msg_unfurl": True}])
    raw = [said("1.000000"), said("2.000000", pinned_to=["C1"]), said("3.000000"), said("4.000000", pinned_to=[])]
    pinned = {message.ts for message in decode(*raw, notice, pins=["1.000000"]).messages if message.is_pinned}
    assert pinned == {"1.000000", "2.000000", "3.000000"}


def test_reactions_keep_people_and_counts_without_skin_tones() -> None:
    reactions = [{"name": "+1::skin-tone-2", "users": ["UBEN"], "count": 1}, {"name": "+1", "users": ["UADA"], "count": 4}, {"name": None}]
    (reaction,) = one(said(reactions=reactions)).reactions
    assert (reaction.emoji, reaction.people, reaction.count) == ("+1", ("UBEN", "UADA"), 5)


def test_whoever_was_in_the_channel_in_any_way_joined_it() -> None:
    raw = said(text="see <@UMENT|cy>", reactions=[{"name": "x", "users": ["UREAC"]}], files=[{"id": "F", "user": "UFILE"}], edited={"user": "UEDIT", "ts": "2.0"})
    transcript = decode(raw, members=("UMEMB",))
    assert transcript.joined == {"UADA", "UMENT", "UREAC", "UFILE", "UEDIT", "UMEMB"}
    assert transcript.joined <= set(transcript.people)
    assert (transcript.people["UMENT"].handle, transcript.people["UMENT"].in_roster) == ("cy", False)


def test_an_author_missing_from_the_roster_is_known_by_the_profile_in_the_message() -> None:
    profile = {"name": "cy", "real_name": "Cy\x00 Poe", "display_name": None, "team": "T2"}
    transcript = decode(said(user="UCY", user_profile=profile))
    person = transcript.people["UCY"]
    assert (person.real_name, person.handle, person.team_id, person.in_roster) == ("Cy Poe", "cy", "T2", False)
    assert transcript.messages[0].author_name == "Cy Poe"


AUTHORS = [
    ({"user": "UADA"}, MessageKind.MESSAGE, "UADA", "", ""),
    ({"user": "UADA", "bot_id": "B1"}, MessageKind.MESSAGE, "UADA", "", ""),
    ({"user": "UBOT", "bot_id": "B1", "bot_profile": {"name": "Ship It"}}, MessageKind.BOT, "UBOT", "", "Ship It"),
    ({"user": "UBOT"}, MessageKind.BOT, "UBOT", "", "Deploys"),
    ({"subtype": "bot_message", "bot_id": "B1", "username": "alerts"}, MessageKind.BOT, "", "", "alerts"),
    ({"subtype": "bot_message", "bot_id": "B1"}, MessageKind.BOT, "", "", "a bot"),
    ({"subtype": "bot_message", "bot_id": "B1", "username": "Ada Moss"}, MessageKind.BOT, "", "Ada Moss", "a bot"),
    ({"bot_id": "B1", "username": "Scribe", "bot_profile": {"name": "incident.io"}}, MessageKind.BOT, "", "Scribe", "incident.io"),
    ({"subtype": "bot_message", "username": "[irc] <dee>"}, MessageKind.MESSAGE, "", "dee", ""),
    ({"user": "USLACKBOT"}, MessageKind.BOT, "", "", "Slackbot"),
    ({"user": ["UADA"]}, MessageKind.MESSAGE, "", "", ""),
]


@pytest.mark.parametrize(("fields", "kind", "author", "name", "bot"), AUTHORS, ids=[str(number) for number in range(len(AUTHORS))])
def test_who_speaks(fields: dict[str, Any], kind: MessageKind, author: str, name: str, bot: str) -> None:
    message = one({"ts": "1.000000", "text": "hello", **fields})
    assert (message.kind, message.author, message.author_name, message.bot) == (kind, author, name, bot)


BOT = {"user": None, "subtype": "bot_message", "username": "alerts", "text": ""}
VISIBLE = [
    ({"attachments": [{"pretext": "p", "title": "t", "title_link": "https://a.example/1?token=x", "text": "b", "fallback": "f", "footer": "o"}]}, "p\nt (https://a.example/1)\nb\no"),
    ({"attachments": [{"fallback": "only this"}]}, "only this"),
    ({"attachments": [{"fields": [{"title": "Service", "value": "shop"}, {"title": None, "value": "x"}, None]}]}, "Service: shop\nx"),
    ({"attachments": {"text": "an object"}}, "an object"),
    ({"attachments": [{"text": "same"}, {"text": "same"}]}, "same"),
    ({"text": "head", "attachments": [{"text": "head"}, {"text": "body", "actions": [{"text": "Click"}]}]}, "head\nbody"),
    ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*a* &amp; b"}, "accessory": {"type": "button", "text": {"text": "no"}}}]}, "a & b"),
    ({"blocks": [{"type": "section", "fields": [{"type": "mrkdwn", "text": "*Severity*\nMajor"}, {"type": "mrkdwn", "text": "plain"}]}]}, "Severity: Major\nplain"),
    ({"blocks": [{"type": "header", "text": {"type": "plain_text", "text": ":fire: *not bold*"}}, {"type": "divider"}, {"type": "actions", "elements": []}]}, ":fire: *not bold*"),
    ({"blocks": [{"type": "context", "elements": [{"type": "image", "alt_text": "x"}, {"type": "mrkdwn", "text": "by <@UADA>"}, {"type": "mrkdwn", "text": "now"}]}]}, "by @UADA now"),
    ({"attachments": [{"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "inside"}}], "fallback": "[no preview]"}]}, "inside"),
    ({"text": "Severity is major", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Severity is major"}}, {"type": "section", "text": {"type": "mrkdwn", "text": "Lead: none"}}]}, "Severity is major\nLead: none"),
    ({"blocks": None, "attachments": None, "text": "x"}, "x"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "text"), VISIBLE, ids=[text[:20].replace("\n", " ") for _, text in VISIBLE])
def test_a_tools_post_is_all_that_a_reader_sees(fields: dict[str, Any], text: str) -> None:
    assert plain(one(said(**{**BOT, **fields})).pieces) == text


@pytest.mark.parametrize("key", ["from_url", "is_app_unfurl", "is_msg_unfurl"])
def test_previews_of_links_are_left_out_and_counted(key: str) -> None:
    transcript = decode(said(text="see", attachments=[{key: "https://a.example", "text": "a page"}, {"text": "kept"}]))
    assert plain(transcript.messages[0].pieces) == "see\nkept"
    assert transcript.left_out == {"link previews": 1}


def test_a_persons_text_is_not_repeated_from_its_blocks() -> None:
    assert shown(text="hello", blocks=[{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hello"}]}]}]) == "hello"


def test_rich_text_keeps_lists_quotes_code_and_mentions() -> None:
    def section(kind: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"type": f"rich_text_{kind}", "elements": list(elements), **more}

    text = {"type": "text", "text": "a < b &amp;"}
    block = {
        "type": "rich_text",
        "elements": [
            section("section", text, {"type": "user", "user_id": "UADA"}, {"type": "emoji", "name": "fire"}, {"type": "text", "text": "x_y", "style": {"code": True}}),
            section("list", section("section", {"type": "text", "text": "one"}), section("section", {"type": "text", "text": "two"}), style="ordered"),
            section("list", section("section", {"type": "text", "text": "in"}), style="bullet", indent=1),
            section("quote", {"type": "text", "text": "said\nso"}),
            section("preformatted", {"type": "text", "text": "log *x*"}),
            {"type": "rich_text_section", "elements": None},
        ],
    }
    assert shown(text="", blocks=[block]) == "a < b &amp;@UADA:fire:`x_y`\n1. one\n2. two\n  • in\n> said\n> so\n```\nlog *x*\n```"


def test_a_message_with_a_fixed_phrase_carries_its_statement() -> None:
    (statement,) = one(said(text="I'm the incident lead")).statements
    assert (statement.claim, statement.person) == (Claim.OFFICE, "UADA")


def test_control_characters_leave_names() -> None:
    people = {"UX": Person(id="UX", real_name="E\u202ev\x07e\nX")}
    transcript = decode_transcript(FakeExport([], people), Channel(id="C", name="c"))  # type: ignore[arg-type]
    assert transcript.people["UX"].real_name == "E[U+202E]ve X"


WRONG = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "x", "UADA", "1.0", "<@UADA>", "rich_text", "mrkdwn", "tombstone", "bot_message", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["text", "type", "elements", "user", "ts", "name", "users", "blocks", "fields", "title", "value", "fallback", "id"]), inner, max_size=4),
    max_leaves=8,
)
KEYS = ["text", "user", "subtype", "bot_id", "bot_profile", "username", "attachments", "blocks", "files", "file", "x_files", "reactions", "edited", "thread_ts"]
MORE_KEYS = ["replies", "reply_count", "reply_users", "slackdump_thread_replies", "pinned_to", "user_profile", "topic", "purpose", "name", "comment", "item", "message", "root"]


@given(st.dictionaries(st.sampled_from(KEYS + MORE_KEYS), WRONG, max_size=8))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_malformed_message_raises(fields: dict[str, Any]) -> None:
    transcript = decode({"ts": "1.000000", **fields})
    for message in transcript.messages:
        json.dumps([message.author_name, message.bot, plain(message.pieces)], ensure_ascii=False).encode("utf-8")


def test_equal_texts_of_ids_are_one_object() -> None:
    """A hundred thousand messages share their authors' and threads' texts."""
    raw = [json.loads(json.dumps(said(f"{number}.000000", thread_ts="1.000000"))) for number in (2, 3)]
    first, second = decode(*raw).messages
    assert first.author is second.author
    assert first.thread_ts is second.thread_ts


def test_a_mention_in_a_block_of_code_stays_recognisable() -> None:
    (piece,) = one(said(text="```owner <@UADA|ada>```")).pieces
    assert (piece.kind, piece.text) == (PieceKind.CODE_BLOCK, "owner <@UADA>")


def test_an_office_is_handed_over_in_the_order_of_time() -> None:
    later = said("1760432700.000100", "handing over to <@UBOB>, off to bed")
    transcript = decode(later, said("1760432640.000100", "I'm on client comms"))
    offices = [(one.value, one.person) for message in transcript.messages for one in message.statements if one.claim is Claim.OFFICE]
    assert offices == [("client comms manager", "UADA"), ("client comms manager", "UBOB")]
