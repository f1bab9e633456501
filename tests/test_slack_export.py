"""Reading an export from a folder: channels, people, messages, stored files, and the damage that is met."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postmortem.errors import InputError
from postmortem.slack.export import Export, open_export
from postmortem.slack.export_files import FolderFiles
from postmortem.slack.transcript import Channel, File

CHANNELS = [
    {
        "id": "C01CHECKOUT",
        "name": "inc-checkout",
        "topic": {"value": "Checkout is down"},
        "purpose": {"value": "An incident"},
        "members": ["U01", None, "U02"],
        "pins": [{"id": "1760432580.000200", "type": "C"}, {"id": None}, "odd"],
        "is_archived": True,
    },
    {"id": "C02GENERAL", "name": "general", "topic": None, "members": None, "pins": None},
    {"id": "C03EMPTY", "name": "nobody-spoke"},
]
USERS = [
    {
        "id": "U01",
        "team_id": "T1",
        "name": "mara",
        "real_name": "Mara Lindqvist",
        "profile": {"display_name": "mara l", "first_name": "Mara", "last_name": "Lindqvist", "email": "mara@example.com", "title": "SRE"},
    },
    {"id": "U02", "team_id": "T1", "name": "oyelaran", "real_name": None, "profile": {"real_name": "Tunde Oyelaran"}, "deleted": True},
    {"id": "U03", "team_id": "T1", "name": "pagerduty", "is_bot": True, "profile": None},
    {"id": "U04", "team_id": "T1", "name": "guest", "is_ultra_restricted": True},
    {"id": "U05", "team_id": "T9", "name": "client"},
    {"id": "U06", "team_id": "T1", "name": "stranger", "is_stranger": True},
    {"id": "U07", "team_id": "T1", "name": "via an app", "is_app_user": True},
]


def message(ts: str, text: str = "hello") -> dict[str, Any]:
    return {"type": "message", "user": "U01", "ts": ts, "text": text}


def write(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
    path.write_bytes(data)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "export"
    write(root / "channels.json", CHANNELS)
    write(root / "users.json", USERS)
    write(root / "inc-checkout/2026-10-14.json", [message("1760432580.000200"), message("1760432581.000100", "second")])
    write(root / "inc-checkout/2026-10-15.json", [message("1760532580.000200", "third")])
    write(root / "general/2026-10-14.json", [message("1760432580.000900", "elsewhere")])
    write(root / "inc-old/2019-02-05.json", [message("1549378201.000100", "unlisted")])
    return root


def texts(export: Export, wanted: str = "inc-checkout", **when: datetime) -> list[str]:
    return [raw["text"] for raw in export.raw_messages(export.find(wanted), **when)]


# Channels


def test_channels_are_the_listed_ones_and_the_folders_that_no_list_names(folder: Path) -> None:
    assert [(channel.id, channel.name) for channel in open_export(folder).channels()] == [
        ("C01CHECKOUT", "inc-checkout"),
        ("C02GENERAL", "general"),
        ("C03EMPTY", "nobody-spoke"),
        ("", "inc-old"),
    ]


def test_a_channel_has_its_topic_members_pins_and_whether_it_is_archived(folder: Path) -> None:
    assert open_export(folder).find("inc-checkout") == Channel(
        id="C01CHECKOUT",
        name="inc-checkout",
        topic="Checkout is down",
        purpose="An incident",
        members=("U01", "U02"),
        pins=frozenset({"1760432580.000200"}),
        is_archived=True,
    )


def test_private_channels_and_direct_messages_are_found_too(folder: Path) -> None:
    write(folder / "groups.json", [{"id": "G01SECRET", "name": "inc-secret"}])
    write(folder / "dms.json", [{"id": "D01DIRECT", "members": ["U01", "U02"]}])
    write(folder / "inc-secret/2026-10-14.json", [message("1.1", "private")])
    write(folder / "D01DIRECT/2026-10-14.json", [message("1.1", "direct")])
    export = open_export(folder)
    assert texts(export, "inc-secret") == ["private"]
    assert texts(export, "D01DIRECT") == ["direct"]


@pytest.mark.parametrize(
    "wanted",
    [
        "inc-checkout",
        "#inc-checkout",
        "  inc-checkout ",
        "INC-Checkout",
        "C01CHECKOUT",
        "<#C01CHECKOUT|inc-checkout>",
        "<#C01CHECKOUT|>",
        "<#C01CHECKOUT>",
        "https://team.slack.com/archives/C01CHECKOUT",
        "https://team.slack.com/archives/C01CHECKOUT/p1760432580000200?thread_ts=1760432580.000200&cid=C01CHECKOUT",
        "https://app.slack.com/client/T01TEAM/C01CHECKOUT",
        "https://app.slack.com/client/T01TEAM/C01CHECKOUT/thread/C01CHECKOUT-1760432580.000200",
        "slack://channel?team=T01TEAM&id=C01CHECKOUT",
        "team.slack.com/archives/C01CHECKOUT",
    ],
)
def test_a_channel_is_found_by(folder: Path, wanted: str) -> None:
    assert open_export(folder).find(wanted).id == "C01CHECKOUT"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param("inc-chekout", "Did you mean inc-checkout", id="a typing error"),
        pytest.param("checkout", "Did you mean inc-checkout", id="a part of the name"),
        pytest.param("zzz", "The channels are: inc-checkout, general", id="nothing near"),
        pytest.param("inc-chekout", "4 channels", id="how many there are"),
        pytest.param("", "Which channel?", id="empty"),
        pytest.param(" # ", "Which channel?", id="only a hash"),
        pytest.param("C0UNKNOWN1", "1 channel in it can only be found by name", id="an unknown id, where some ids are not known"),
        pytest.param("https://team.slack.com/archives/C0UNKNOWN1", "can only be found by name", id="a link to an unknown id"),
        pytest.param("https://example.com/", "No channel", id="a link to elsewhere"),
        pytest.param("../export/inc-checkout", "No channel", id="a path"),
        pytest.param("/etc/passwd", "No channel", id="an absolute path"),
        pytest.param("inc-checkout/2026-10-14.json", "No channel", id="a file in the channel"),
        pytest.param("inc\n\x1b[31m\u202echeckout", "No channel", id="control characters"),
        pytest.param("x" * 100_000, "No channel", id="very long"),
        pytest.param("users.json", "No channel", id="a file of the export"),
        pytest.param("\x00", "No channel", id="a zero byte"),
    ],
)
def test_an_unknown_channel_is_an_error_that_helps(folder: Path, wanted: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        open_export(folder).find(wanted)
    assert said in str(raised.value)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 500


def test_two_channels_that_differ_only_in_case_are_told_apart(folder: Path) -> None:
    write(folder / "Inc-Old/2026-10-14.json", [message("1.1", "the other")])
    if len(list(folder.glob("[iI]nc-[oO]ld"))) < 2:
        pytest.skip("this file system does not tell upper case from lower")
    export = open_export(folder)
    assert texts(export, "Inc-Old") == ["the other"]
    assert texts(export, "inc-old") == ["unlisted"]
    with pytest.raises(InputError, match="may be any of these channels: Inc-Old, inc-old"):
        export.find("INC-OLD")


def test_direct_messages_are_never_suggested_since_they_are_named_after_people(folder: Path) -> None:
    write(folder / "mpims.json", [{"id": "G09", "name": "mpdm-mara--tunde-1"}])
    with pytest.raises(InputError) as raised:
        open_export(folder).find("mpdm-mara--tunde-2")
    assert "mpdm-mara--tunde-1" not in str(raised.value)


@pytest.mark.parametrize("name", ["../outside", "/etc", "..", ".", "a/../../outside", "C:\\Windows", "", None, 7])
def test_a_listed_channel_whose_name_is_a_path_leads_nowhere(folder: Path, name: object) -> None:
    write(folder.parent / "outside/2026-10-14.json", [message("1.1", "not ours")])
    write(folder / "channels.json", [{"id": "C0ODD", "name": name}])
    export = open_export(folder)
    assert list(export.raw_messages(export.find("C0ODD"))) == []
    assert list(export.raw_messages(Channel(id="C0ODD", name=str(name)))) == []


# Messages


def test_only_the_channels_own_messages_are_read_in_file_order(folder: Path) -> None:
    assert texts(open_export(folder)) == ["hello", "second", "third"]


def test_a_channel_without_a_folder_has_no_messages_and_that_is_said(folder: Path) -> None:
    export = open_export(folder)
    assert texts(export, "nobody-spoke") == []
    assert export.remarks == ("The export lists #nobody-spoke, but holds no messages of it.",)


def test_files_other_than_day_files_hold_no_messages(folder: Path) -> None:
    for name in ("canvas_in_the_conversation.json", "2026-10-14.json.bak", "x2026-10-14.json", "._2026-10-14.json", "notes.txt"):
        write(folder / "inc-checkout" / name, [{"no": "ts"}])
    assert len(texts(open_export(folder))) == 3


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, None, [10, 11, 12, 13, 14, 15, 16, 17, 18]),
        (14, None, [12, 13, 14, 15, 16, 17, 18]),
        (None, 14, [10, 11, 12, 13, 14, 15, 16]),
        (14, 14, [12, 13, 14, 15, 16]),
    ],
)
def test_day_files_further_than_two_days_away_are_not_opened(
    tmp_path: Path, since: int | None, until: int | None, days: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(10, 19):
        write(tmp_path / f"inc/2026-10-{day}.json", [message(f"{day}.1")])
    opened: list[str] = []
    chunks = FolderFiles.chunks

    def watched(self: FolderFiles, path: str, **limits: int) -> Any:
        opened.append(path)
        return chunks(self, path, **limits)

    monkeypatch.setattr(FolderFiles, "chunks", watched)
    export = open_export(tmp_path)
    moment = {"since": since, "until": until}
    when = {name: datetime(2026, 10, day, 12, tzinfo=UTC) for name, day in moment.items() if day}
    list(export.raw_messages(export.find("inc"), **when))
    assert opened == [f"inc/2026-10-{day}.json" for day in days]


def test_a_day_that_is_not_in_the_calendar_is_read_all_the_same(tmp_path: Path) -> None:
    write(tmp_path / "inc/2026-13-45.json", [message("1.1")])
    assert texts(open_export(tmp_path), "inc", since=datetime(2026, 1, 1, tzinfo=UTC)) == ["hello"]


def test_other_channels_files_are_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    chunks = FolderFiles.chunks

    def watched(self: FolderFiles, path: str, **limits: int) -> Any:
        opened.append(path)
        return chunks(self, path, **limits)

    monkeypatch.setattr(FolderFiles, "chunks", watched)
    texts(open_export(folder))
    assert opened == ["channels.json", "inc-checkout/2026-10-14.json", "inc-checkout/2026-10-15.json"]


FIRST = json.dumps(message("1.1", "first"))


@pytest.mark.parametrize(
    ("content", "kept", "said"),
    [
        pytest.param(f'[{FIRST}, {{"ts": "1.2", "te', ["first"], "is cut off", id="truncated in a message"),
        pytest.param(f"[{FIRST},", ["first"], "is cut off", id="truncated between messages"),
        pytest.param(f"[{FIRST}", ["first"], "is cut off", id="truncated before the end"),
        pytest.param("", [], "is empty", id="empty"),
        pytest.param(" \n ", [], "is empty", id="white space"),
        pytest.param("<html>not found</html>", [], "is not JSON", id="HTML"),
        pytest.param(b"\x00" * 5000, [], "is not JSON", id="zero bytes"),
        pytest.param(bytes(range(256)) * 40, [], "is not JSON", id="binary"),
        pytest.param('{"messages": []}', [], "does not hold a list", id="an object"),
        pytest.param("null", [], "is not JSON", id="null"),
        pytest.param(f"[{FIRST}, oops, {FIRST}]", ["first"], "is not JSON", id="rubbish between messages"),
        pytest.param(f"[{FIRST}] trailing", ["first"], "something after its end", id="something after the end"),
        pytest.param(f"[{FIRST}, " + "[" * 100_000, ["first"], "is nested too deeply", id="100,000 open brackets"),
        pytest.param(f"[{FIRST}, " + '{"a":' * 100_000, ["first"], "is nested too deeply", id="100,000 open braces"),
        pytest.param(f"[{FIRST}, " + '{"a":' * 500 + "1" + "}" * 500 + "]", ["first"], "nested too deeply", id="500 levels, well formed"),
        pytest.param(f'[{FIRST}, null, 7, "x", [1]]', ["first"], "holds 4 elements that are not a message", id="elements of other kinds"),
        pytest.param(b"[" + FIRST.encode() + b', {"ts": "1.2", "text": "\xff\xfe bad"}]', ["first", "\ufffd\ufffd bad"], "not text", id="not UTF-8"),
    ],
)
def test_a_damaged_day_file_is_named_and_what_can_be_read_is_used(folder: Path, content: str | bytes, kept: list[str], said: str) -> None:
    write(folder / "inc-checkout/2026-10-14.json", content)
    export = open_export(folder)
    assert texts(export) == [*kept, "third"]
    (remark,) = export.remarks
    assert remark.startswith("inc-checkout/2026-10-14.json ")
    assert said in remark
    assert "first" not in remark


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        pytest.param("[]", [], id="an empty list"),
        pytest.param("\ufeff[" + FIRST + "]", ["first"], id="a byte order mark"),
        pytest.param(("[" + FIRST + "]").encode("utf-16"), ["first"], id="UTF-16"),
        pytest.param(("[" + FIRST + "]").encode("utf-16-le"), ["first"], id="UTF-16 without a mark"),
        pytest.param(("[" + FIRST + "]").encode("utf-32"), ["first"], id="UTF-32"),
        pytest.param(" " * 5_000_000 + "[" + "\n" * 5_000_000 + FIRST + "," * 1000 + "]", ["first"], id="much white space"),
        pytest.param('[{"ts": "1.1", "text": "a", "n": NaN, "i": -Infinity}]', ["a"], id="NaN and Infinity"),
        pytest.param('[{"ts": "1.1", "text": "a", "n": ' + "9" * 10_000 + "}]", ["a"], id="a number of 10,000 digits"),
        pytest.param('[{"ts": "1.1", "text": "a", "n": 1e999999}]', ["a"], id="a number beyond all bounds"),
        pytest.param('[{"ts": "1.1", "text": "a", "text": "b"}]', ["b"], id="a key twice"),
        pytest.param('[{"ts": "1.1", "text": "a\tb\x01"}]', ["a\tb\x01"], id="raw control characters"),
        pytest.param('[{"ts": "1.1", "text": "\\ud83d\\ude80 \\u0000"}]', ["🚀 \x00"], id="an emoji in two halves"),
        pytest.param('[{"ts": "1.1", "text": "a\\ud83d"}]', ["a\ufffd"], id="half an emoji"),
        pytest.param('[{"ts": "1.1", "text": "a\\uDE80\\uD83D"}]', ["a\ufffd\ufffd"], id="halves the wrong way round"),
        pytest.param("[" + ",".join([FIRST] * 3000) + "]", ["first"] * 3000, id="larger than what is read at once"),
    ],
)
def test_an_odd_day_file_is_read_without_a_remark(folder: Path, content: str | bytes, kept: list[str]) -> None:
    write(folder / "inc-checkout/2026-10-14.json", content)
    export = open_export(folder)
    found = texts(export)
    assert found == [*kept, "third"]
    assert export.remarks == ()
    "".join(found).encode("utf-8")


def test_a_single_message_of_ten_megabytes_is_read(folder: Path) -> None:
    write(folder / "inc-checkout/2026-10-14.json", [message("1.1", ("[x] é, 日本 🚀 " + "x" * 88) * 100_000), message("1.2", "after")])
    export = open_export(folder)
    assert [len(text) for text in texts(export)] == [10_000_000, 5, 5]
    assert export.remarks == ()


@pytest.mark.parametrize("text", ['"never closed ' + "x" * 50_000_000, "[" + "{}," * 6_000_000, "[" + "1," * 9_000_000], ids=["an endless text", "millions of objects", "millions of numbers"])
def test_an_absurd_message_ends_its_file_and_the_rest_is_used(folder: Path, text: str) -> None:
    write(folder / "inc-checkout/2026-10-14.json", f'[{FIRST}, {{"text": {text}')
    export = open_export(folder)
    assert texts(export) == ["first", "third"]
    assert "inc-checkout/2026-10-14.json has one element of more than" in export.remarks[0]


def test_a_character_cut_by_the_reading_is_put_together_again(folder: Path) -> None:
    text = "é" * 300_001 + "🚀" * 70_001
    write(folder / "inc-checkout/2026-10-14.json", json.dumps([message("1.1", "x"), message("1.2", text)], ensure_ascii=False))
    assert texts(open_export(folder))[:2] == ["x", text]


def test_a_folder_named_like_a_day_file_is_left_out_and_named(folder: Path) -> None:
    (folder / "inc-checkout/2026-10-16.json").mkdir()
    export = open_export(folder)
    assert len(texts(export)) == 3
    assert export.remarks == ("inc-checkout/2026-10-16.json is a folder and not a file; it is left out.",)


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a permission on Windows")
def test_links_that_lead_out_of_the_export_are_not_followed(folder: Path) -> None:
    outside = write(folder.parent / "outside/2026-10-17.json", [message("1.1", "not ours")])
    (folder / "inc-checkout/2026-10-17.json").symlink_to(outside)
    (folder / "inc-linked").symlink_to(outside.parent)
    (folder / "inc-checkout/2026-10-18.json").symlink_to(folder / "inc-checkout/2026-10-14.json")
    export = open_export(folder)
    assert texts(export) == ["hello", "second", "third", "hello", "second"]
    assert [channel.name for channel in export.channels() if "linked" in channel.name] == []
    assert set(export.remarks) == {
        "inc-linked is a link that leads out of the export; it is not followed.",
        "inc-checkout/2026-10-17.json is a link that leads out of the export; it is not followed.",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_pipe_named_like_a_day_file_does_not_hang_the_reading(folder: Path) -> None:
    os.mkfifo(folder / "inc-checkout/2026-10-16.json")
    assert len(texts(open_export(folder))) == 3


def test_a_file_that_may_not_be_read_is_named_and_the_rest_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refusing(self: Path, *args: Any, **options: Any) -> Any:
        if self.name == "2026-10-14.json":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **options)

    monkeypatch.setattr(Path, "open", refusing)
    export = open_export(folder)
    assert texts(export) == ["third"]
    assert "inc-checkout/2026-10-14.json cannot be read (permission denied)" in export.remarks[0]


def test_a_day_file_of_absurd_size_is_refused_before_anything_is_read(folder: Path) -> None:
    with (folder / "inc-checkout/2026-10-16.json").open("wb") as stream:
        stream.truncate(65_000_000)
    with pytest.raises(InputError, match=r"inc-checkout/2026-10-16\.json in the export has 65 MB"):
        texts(open_export(folder))


def test_a_channel_of_absurd_size_can_be_narrowed_down(folder: Path) -> None:
    for day in range(1, 29):
        with (folder / f"inc-checkout/2025-01-{day:02}.json").open("wb") as stream:
            stream.truncate(24_000_000)
    with pytest.raises(InputError, match=r"add up to 672 MB.*--since and --until"):
        texts(open_export(folder))
    assert len(texts(open_export(folder), since=datetime(2026, 10, 1, tzinfo=UTC))) == 3


# People


def test_people_have_all_that_their_record_tells(folder: Path) -> None:
    people = open_export(folder).people()
    mara = people["U01"]
    assert (mara.handle, mara.real_name, mara.display_name, mara.first_name, mara.last_name, mara.email, mara.title, mara.team_id) == (
        "mara",
        "Mara Lindqvist",
        "mara l",
        "Mara",
        "Lindqvist",
        "mara@example.com",
        "SRE",
        "T1",
    )
    assert people["U02"].real_name == "Tunde Oyelaran"
    assert mara.in_roster


@pytest.mark.parametrize(
    ("field", "who"),
    [("is_deleted", {"U02"}), ("is_bot", {"U03"}), ("is_guest", {"U04"}), ("is_outsider", {"U05", "U06"})],
)
def test_what_kind_of_account_somebody_has(folder: Path, field: str, who: set[str]) -> None:
    assert {key for key, person in open_export(folder).people().items() if getattr(person, field)} == who


def test_other_workspaces_of_the_same_enterprise_are_colleagues(folder: Path) -> None:
    users = [{"id": f"U{n}", "team_id": team, "enterprise_user": {"enterprise_id": "E1"}} for n, team in enumerate(["T1", "T1", "T2"])]
    write(folder / "users.json", [*users, {"id": "U9", "team_id": "T9"}])
    assert {key for key, person in open_export(folder).people().items() if person.is_outsider} == {"U9"}


def test_an_enterprise_export_keeps_its_people_in_org_users(folder: Path) -> None:
    (folder / "users.json").rename(folder / "org_users.json")
    export = open_export(folder)
    assert len(export.people()) == 7
    assert export.remarks == ()


def test_somebody_told_of_twice_is_one_person_and_gaps_are_filled(folder: Path) -> None:
    write(folder / "org_users.json", [{"id": "U02", "profile": {"email": "tunde@example.com", "real_name": "T. O."}}, {"id": "U99", "name": "new"}])
    people = open_export(folder).people()
    assert (people["U02"].real_name, people["U02"].email, people["U99"].handle) == ("Tunde Oyelaran", "tunde@example.com", "new")


def test_a_record_without_an_id_still_makes_its_name_known(folder: Path) -> None:
    write(folder / "users.json", [{"name": "nora"}, {"id": None, "real_name": "Ana Sousa"}, {"id": 5, "name": 6, "profile": []}])
    people = open_export(folder).people()
    assert [(person.handle, person.real_name) for person in people.values()] == [("nora", ""), ("", "Ana Sousa"), ("6", "")]
    assert all(key == person.id for key, person in people.items())


def test_a_missing_users_file_is_said(folder: Path) -> None:
    (folder / "users.json").unlink()
    export = open_export(folder)
    assert export.people() == {}
    assert export.remarks == ("The export holds no users.json: people are known only from what the messages themselves tell.",)


@pytest.mark.parametrize(
    "content",
    ["", "{}", "nonsense", '[{"id": "U01", "name": "mara"}, {"id": "U', '[{"id": "U01"}] x', b'[{"id": "U01", "name": "Jos\xe9"}]', "[" * 9999],
    ids=["empty", "an object", "not JSON", "truncated", "something after the end", "Latin-1", "nested"],
)
@pytest.mark.parametrize("name", ["users.json", "org_users.json"])
def test_an_export_whose_people_cannot_be_read_is_refused(folder: Path, name: str, content: str | bytes) -> None:
    write(folder / name, content)
    with pytest.raises(InputError, match=f"^{name} in the export .* names could not be recognised") as raised:
        open_export(folder).people()
    assert "mara" not in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a permission on Windows")
def test_people_behind_a_link_or_a_folder_are_refused_and_not_taken_as_missing(folder: Path) -> None:
    (folder / "users.json").unlink()
    (folder / "users.json").symlink_to(write(folder.parent / "users.json", USERS))
    with pytest.raises(InputError, match="names could not be recognised"):
        open_export(folder).people()
    (folder / "users.json").unlink()
    (folder / "users.json").mkdir()
    with pytest.raises(InputError, match="names could not be recognised"):
        open_export(folder).people()


def test_damaged_channel_lists_cost_ids_and_not_messages(folder: Path) -> None:
    write(folder / "channels.json", json.dumps(CHANNELS)[:-200])
    export = open_export(folder)
    assert texts(export, "general") == ["elsewhere"]
    assert "channels.json is cut off" in export.remarks[0]


# Stored files


def test_files_that_slackdump_stored_are_read(folder: Path) -> None:
    write(folder / "__uploads/F01/graph.png", b"one")
    write(folder / "inc-checkout/attachments/F02-log.txt", b"two")
    export = open_export(folder)
    assert export.read_file(File(id="F01", name="graph.png")) == b"one"
    assert export.read_file(File(id="F01", name="renamed.png")) == b"one"
    assert export.read_file(File(id="F02", name="log.txt")) == b"two"
    assert export.read_file(File(id="F03", name="missing.txt")) is None
    assert export.remarks == ()


def test_stored_files_do_not_make_channels(folder: Path) -> None:
    write(folder / "__uploads/2026-10-14.json", b"[]")
    assert len(open_export(folder).channels()) == 4


@pytest.mark.parametrize("key", ["", "..", "../..", "/etc/passwd", "F01/../../..", "F01\x00", ".", "F" * 5000])
def test_a_file_id_that_is_a_path_leads_nowhere(folder: Path, key: str) -> None:
    write(folder / "__uploads/F01/graph.png", b"one")
    assert open_export(folder).read_file(File(id=key, name="../../users.json")) is None


def test_a_stored_file_that_is_too_large_is_left_out_and_that_is_said(folder: Path) -> None:
    path = write(folder / "__uploads/F01/film.mp4", b"")
    with path.open("wb") as stream:
        stream.truncate(60_000_000)
    export = open_export(folder)
    assert export.read_file(File(id="F01", name="film.mp4")) is None
    assert export.remarks == ("The stored file F01 has 60 MB; it is too large to be taken in.",)


def test_remarks_stay_few_enough_to_be_read(folder: Path) -> None:
    for day in range(1, 29):
        for month in (1, 2, 3):
            write(folder / f"inc-checkout/2026-{month:02}-{day:02}.json", "broken")
    export = open_export(folder)
    assert len(texts(export)) == 3
    assert len(export.remarks) == 51
    assert export.remarks[-1] == "And 34 more remarks like these."


# Real data


def _shared() -> Path:
    return Path(os.environ.get("POSTMORTEM_SHARED_DATA", str(Path(__file__).parents[2] / "shared/data")))


@pytest.mark.parametrize(
    ("where", "channels", "people", "messages"),
    [("slack/houston", 16, 71, 1382), ("incidents/k8s-2019-02-05/slack-export", 1, 3, 53), ("incidents/k8s-2019-02-08/slack-export", 1, 6, 51)],
)
def test_a_real_export_is_read_whole(where: str, channels: int, people: int, messages: int) -> None:
    path = _shared() / where
    if not path.is_dir():
        pytest.skip("the real exports are not on this machine")
    export = open_export(path)
    found = export.channels()
    assert (len(found), len(export.people())) == (channels, people)
    assert sum(1 for channel in found for _ in export.raw_messages(channel)) == messages
    assert export.remarks == ()
