"""The sample exports: built from their stories, byte for byte, and in Slack's own shapes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

SAMPLES = Path(__file__).parent.parent / "sample_exports"
NAMES = ("checkout-outage", "night-security", "trivial-restart")
CHANNELS = {
    "checkout-outage": "inc-2026-10-14-checkout-errors",
    "night-security": "inc-2026-10-24-strange-sign-ins",
    "trivial-restart": "inc-2026-11-05-wiki-restart",
}
LOS_ANGELES = ZoneInfo("America/Los_Angeles")


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entries_of(path: Path) -> dict[str, tuple[Any, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: (entry.date_time, archive.read(entry)) for entry in archive.infolist()}


def days(name: str) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Each day file of a sample: its channel, its day, its messages."""
    found = sorted((SAMPLES / name).glob("*/????-??-??.json"))
    return [(path.parent.name, path.stem, json.loads(path.read_text("utf-8"))) for path in found]


def channel_messages(name: str) -> dict[str, list[dict[str, Any]]]:
    channels: dict[str, list[dict[str, Any]]] = {}
    for channel, _, messages in days(name):
        channels.setdefault(channel, []).extend(messages)
    return channels


def incident(name: str) -> list[dict[str, Any]]:
    return channel_messages(name)[CHANNELS[name]]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    into = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SAMPLES / "build.py", "--into", into], check=True, capture_output=True)
    return into


@pytest.mark.parametrize("name", NAMES)
class TestBuilding:
    def test_building_again_gives_the_same_bytes(self, name, built):
        """What is committed is what the story says."""
        assert bytes_below(built / name) == bytes_below(SAMPLES / name)

    def test_the_zip_holds_the_same_as_when_built_again(self, name, built):
        """Names, order, times and contents; the compressed bytes may differ between versions of zlib."""
        assert list(entries_of(built / f"{name}.zip").items()) == list(entries_of(SAMPLES / f"{name}.zip").items())

    def test_zip_and_folder_hold_the_same(self, name):
        assert {path: content for path, (_, content) in entries_of(SAMPLES / f"{name}.zip").items()} == bytes_below(SAMPLES / name)

    def test_it_says_that_it_is_invented(self, name):
        """In a file beside the messages and in each channel's purpose."""
        assert "invented" in (SAMPLES / name / "ABOUT.md").read_text("utf-8").casefold()
        purposes = [channel["purpose"]["value"] for channel in json.loads((SAMPLES / name / "channels.json").read_text("utf-8"))]
        assert purposes
        assert all(purpose.startswith("Invented") for purpose in purposes)


@pytest.mark.parametrize("name", NAMES)
class TestShapes:
    def test_day_files_are_cut_at_midnight_in_los_angeles(self, name):
        wrong = [
            (channel, day, message["ts"])
            for channel, day, messages in days(name)
            for message in messages
            if datetime.fromtimestamp(int(message["ts"].split(".")[0]), tz=LOS_ANGELES).date().isoformat() != day
        ]
        assert wrong == []

    def test_ts_rise_and_no_two_in_a_channel_are_equal(self, name):
        for messages in channel_messages(name).values():
            stamps = [Decimal(message["ts"]) for message in messages]
            assert stamps == sorted(set(stamps))

    def test_every_ts_has_six_digits_after_the_point(self, name):
        stamps = [message["ts"] for messages in channel_messages(name).values() for message in messages]
        assert [ts for ts in stamps if not re.fullmatch(r"\d{10}\.\d{6}", ts)] == []

    def test_roots_list_their_replies_and_replies_name_their_root(self, name):
        for messages in channel_messages(name).values():
            by_ts = {message["ts"]: message for message in messages}
            replies = [message for message in messages if message.get("thread_ts", message["ts"]) != message["ts"]]
            for reply in replies:
                root = by_ts[reply["thread_ts"]]
                assert root["thread_ts"] == root["ts"]
                assert reply["ts"] in [each["ts"] for each in root["replies"]]
            for root in (message for message in messages if "replies" in message):
                stamps = [each["ts"] for each in root["replies"]]
                assert stamps == [reply["ts"] for reply in replies if reply["thread_ts"] == root["ts"]]
                assert (root["reply_count"], root["latest_reply"]) == (len(stamps), stamps[-1])
                assert set(root["reply_users"]) <= {each["user"] for each in root["replies"]}

    def test_people_s_text_and_blocks_agree(self, name):
        for messages in channel_messages(name).values():
            for message in messages:
                if message.get("blocks") and message["blocks"][0]["type"] == "rich_text":
                    assert bare(spelt(message["blocks"][0])) == bare(message["text"])

    def test_what_people_write_has_a_client_msg_id_and_a_team(self, name):
        written = [message for message in incident(name) if "subtype" not in message and "bot_id" not in message and message["text"]]
        assert written
        assert [message["ts"] for message in written if not ({"client_msg_id", "team", "user", "blocks"} <= message.keys())] == []

    def test_some_but_not_all_messages_carry_their_author_s_profile(self, name):
        written = ["user_profile" in message for message in incident(name) if "client_msg_id" in message]
        assert any(written)
        assert not all(written)

    def test_edited_messages_say_when_and_by_whom(self, name):
        for messages in channel_messages(name).values():
            for message in messages:
                if "edited" in message:
                    assert Decimal(message["edited"]["ts"]) > Decimal(message["ts"])
                    assert message["edited"]["user"]

    def test_every_pin_is_on_a_message_of_its_channel(self, name):
        messages = channel_messages(name)
        for channel in json.loads((SAMPLES / name / "channels.json").read_text("utf-8")):
            stamps = {message["ts"] for message in messages[channel["name"]]}
            pins = {pin["id"] for pin in channel.get("pins", [])}
            told = sum(message.get("subtype") == "pinned_item" for message in messages[channel["name"]])
            assert pins <= stamps
            assert len(pins) == told

    def test_every_author_is_known_from_somewhere(self, name):
        known = {person["id"] for person in json.loads((SAMPLES / name / "users.json").read_text("utf-8"))}
        for message in incident(name):
            if message["type"] == "message" and "user" in message and message.get("subtype") not in ("tombstone", "channel_join", "channel_leave"):
                assert message["user"] in known or "user_profile" in message

    def test_only_reserved_domains_and_numbers_are_used(self, name):
        """Nothing points at somebody real: example domains, Slack's own hosts, GitHub; fictional telephones; documentation addresses."""
        text = "\n".join(json.dumps(messages, ensure_ascii=False) for _, _, messages in days(name))
        hosts = set(re.findall(r"https?://([\w.-]+)", text)) | set(re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text))
        ours = re.compile(r"(?:.+\.)?example(?:\.(?:org|com|net))?|files\.slack\.com|slack-files\.com|hooks\.slack\.com|larkspur-digital\.slack\.com|github\.com|app\.incident\.io")
        assert {host for host in hosts if not ours.fullmatch(host)} == set()
        assert [number for number in re.findall(r"\+44[\d ]+", text) if not re.match(r"\+44 1632 960\d{3}", number)] == []
        addresses = re.findall(r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])", text)
        assert [address for address in addresses if not address.startswith(("192.0.2.", "198.51.100.", "203.0.113.", "127.0.0.1"))] == []


class TestWhatTheyShow:
    def test_sizes(self):
        """About 250, about 90, and 15 messages."""
        assert [len(incident(name)) for name in NAMES] == [258, 95, 15]

    def test_a_reply_lies_in_the_day_file_of_the_reply(self):
        """The correction of the figures came two days later, at 07:48 in London: still the day before in Los Angeles."""
        stored = {day: messages for channel, day, messages in days("checkout-outage") if channel.startswith("inc-2026-10-14")}
        reply = next(message for message in stored["2026-10-15"] if "thread_ts" in message)
        assert reply["thread_ts"] in {message["ts"] for message in stored["2026-10-14"]}

    def test_the_hour_that_exists_twice_is_told_of_twice(self):
        london = ZoneInfo("Europe/London")
        clocks = [datetime.fromtimestamp(int(message["ts"].split(".")[0]), tz=london) for message in incident("night-security")]
        assert {moment.fold for moment in clocks if moment.hour == 1} == {0, 1}
        assert {moment.fold for moment in clocks if (moment.hour, moment.minute) == (1, 30)} == {0, 1}

    def test_clients_staff_are_not_in_the_roster(self):
        known = {person["id"] for person in json.loads((SAMPLES / "checkout-outage" / "users.json").read_text("utf-8"))}
        strangers = [message for message in incident("checkout-outage") if "user_profile" in message and message["user"] not in known]
        assert {message["user_profile"]["team"] for message in strangers} == {"T0TERNTID"}
        assert any(message["user_team"] != message["team"] for message in strangers)

    def test_one_channel_is_missing_from_the_list(self):
        listed = {channel["name"] for channel in json.loads((SAMPLES / "checkout-outage" / "channels.json").read_text("utf-8"))}
        unlisted = channel_messages("checkout-outage").keys() - listed
        assert unlisted == {"inc-2026-09-03-slow-search"}
        assert channel_messages("checkout-outage")["inc-2026-09-03-slow-search"][-1]["subtype"] == "channel_archive"

    def test_stored_files_are_where_slackdump_puts_them_and_as_large_as_said(self):
        files = [file for message in incident("checkout-outage") for file in message.get("files") or []]
        stored = [file for file in files if file["mode"] != "hidden_by_limit"]
        assert len(files) == len(stored) + 1
        for file in stored:
            path = SAMPLES / "checkout-outage" / "__uploads" / file["id"] / file["name"]
            assert path.stat().st_size == file["size"]
            assert "xoxe-" in file["url_private"]

    def test_a_picture_names_its_author(self):
        """What a copied picture must lose."""
        naming = [path for path in (SAMPLES / "checkout-outage" / "__uploads").rglob("*.png") if b"Author\0Rhys Penhallow" in path.read_bytes()]
        assert len(naming) == 1

    @pytest.mark.parametrize(
        "subtype",
        ["bot_message", "channel_join", "channel_leave", "channel_topic", "channel_purpose", "me_message", "pinned_item", "thread_broadcast", "tombstone", "ai_recap"],
    )
    def test_the_large_sample_has_a_message_of_each_kind(self, subtype):
        assert subtype in {message.get("subtype") for message in incident("checkout-outage")}

    @pytest.mark.parametrize("emoji", ["pushpin", "memo", "no_entry_sign"])
    def test_people_marked_messages_with_emoji(self, emoji):
        names = {reaction["name"] for message in incident("checkout-outage") for reaction in message.get("reactions") or []}
        assert emoji in names

    @pytest.mark.parametrize(
        "token",
        ["<!here>", "<!subteam^", "|>", "<!date^", "&amp;", "&lt;script&gt;", "{{ basket.total }}", "::skin-tone-2:", "لا أستطيع", "password:", "Bearer ", "hooks.slack.com"],
    )
    def test_the_large_sample_has_text_of_each_sort(self, token):
        assert any(token in (message.get("text") or "") for message in incident("checkout-outage"))


def spelt(block: dict[str, Any]) -> str:
    """A rich_text block as Slack's text would spell it, but for the marks of lists and quotes."""
    parts = []
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            parts += [*("".join(map(mark, item["elements"])) for item in element["elements"])]
        elif element["type"] == "rich_text_preformatted":
            parts.append("```" + "".join(map(mark, element["elements"])) + "```")
        else:
            parts.append("".join(map(mark, element["elements"])))
    return "\n".join(parts)


def mark(element: dict[str, Any]) -> str:
    match element["type"]:
        case "text":
            around = {"bold": "*", "italic": "_", "strike": "~", "code": "`"}
            sign = "".join(around[style] for style in element.get("style", {}))
            return f"{sign}{escaped(element['text'])}{sign}"
        case "user":
            return f"<@{element['user_id']}>"
        case "channel":
            return f"<#{element['channel_id']}>"
        case "broadcast":
            return f"<!{element['range']}>"
        case "usergroup":
            return f"<!subteam^{element['usergroup_id']}>"
        case "emoji":
            return f":{element['name']}:" + (f":skin-tone-{element['skin_tone']}:" if "skin_tone" in element else "")
        case "link":
            return f"<{escaped(element['url'])}" + (f"|{escaped(element['text'])}>" if "text" in element else ">")
        case "date":
            return f"<!date^{element['timestamp']}^{element['format']}|{element['fallback']}>"
    raise AssertionError(element["type"])


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bare(text: str) -> str:
    """Without what only one of the two ways has: labels of channels and groups, marks of lists and quotes, white space."""
    text = re.sub(r"<(#\w+|!subteam\^\w+)\|[^>]*>", r"<\1>", text)
    text = re.sub(r"(?m)^(?:&gt; |• )", "", text)
    return re.sub(r"\s+", "", text)
