"""The traps of Google's client library and of Drive, each with its own test against the fake."""

from __future__ import annotations

import hashlib

import pytest
from tests.drive_case import MB, client_of
from tests.fakes.drive import Drive
from tests.fakes.drive_errors import Refusal
from tests.fakes.drive_faults import Fault, broken, once, rate_limited, too_many

from postmortem.drive.client import DriveClient, local_address, quoted
from postmortem.drive.sending import CHUNK, ask, begin, content_at, content_of, finish
from postmortem.drive.waiting import Patience, is_passing
from postmortem.drive.words import DriveError
from postmortem.errors import UsageError


@pytest.fixture
def drive():
    with Drive() as running:
        yield running


def send(client: DriveClient, drive: Drive, data: bytes, **body: object) -> dict:
    parent = drive.store.folder("incidents")
    content = content_of("application/octet-stream", data)
    session = begin(client, content, {"name": "file", "parents": [parent], **body}, replaces=None, doing="send")
    standing = finish(client, session, content, doing="send", progress=lambda there, size: None, there=0)
    assert standing.file is not None
    return standing.file


@pytest.mark.parametrize("size", [0, 1, 256 * 1024, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_every_size_arrives_whole_at_the_address_given(drive, size):
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    with client_of(drive) as client:
        file = send(client, drive, data)
    assert file["sha256Checksum"] == hashlib.sha256(data).hexdigest()
    assert drive.asked["upload"] == max(1, -(-size // CHUNK))


def test_a_chunk_that_was_refused_is_sent_again_with_its_bytes(drive):
    data = b"y" * (CHUNK + 5)
    drive.faults = once(broken(503), broken(500), too_many(), method="upload")
    waits: list[float] = []
    with client_of(drive, waits) as client:
        file = send(client, drive, data)
    assert file["sha256Checksum"] == hashlib.sha256(data).hexdigest()
    assert len(waits) == 3


@pytest.mark.parametrize("kind", ["cut", "lose", "half"])
def test_a_connection_that_ends_in_a_chunk(drive, kind):
    data = bytes(range(256)) * 40_000
    drive.faults = once(Fault(kind), Fault(kind), method="upload")
    with client_of(drive) as client:
        file = send(client, drive, data)
    assert file["sha256Checksum"] == hashlib.sha256(data).hexdigest()
    assert len([each for each in drive.store.files.values() if each.name == "file"]) == 1


def test_a_session_goes_on_in_another_run(drive):
    content = content_of("application/octet-stream", b"z" * (2 * CHUNK))
    parent = drive.store.folder("incidents")
    with client_of(drive) as client:
        session = begin(client, content, {"name": "file", "parents": [parent]}, replaces=None, doing="send")
    drive.faults = lambda method, verb: Fault("half") if method == "upload" else None
    with client_of(drive, tries=1) as client, pytest.raises(DriveError, match="goes on where it stopped"):
        finish(client, session, content, doing="send", progress=lambda there, size: None, there=0)
    drive.faults = None
    with client_of(drive) as client:
        there = ask(client, session, content.size, "ask").there
        assert there == CHUNK // 2
        drive.sent = 0
        standing = finish(client, session, content, doing="send", progress=lambda there, size: None, there=there)
    assert standing.file is not None
    assert drive.sent == 2 * CHUNK - there


def test_a_session_that_is_not_known_any_more_is_said_so(drive):
    content = content_of("text/plain", b"1")
    with client_of(drive) as client:
        body = {"name": "file", "parents": [drive.store.folder("incidents")]}
        session = begin(client, content, body, replaces=None, doing="send")
        drive.sessions.expire_all()
        assert ask(client, session, 1, "ask").there == -1


def test_a_large_file_is_sent_from_the_disk(drive, tmp_path):
    path = tmp_path / "recording"
    path.write_bytes(b"r" * (CHUNK + 7))
    content = content_at("video/mp4", path)
    assert content.data is None
    with client_of(drive) as client:
        body = {"name": "file", "parents": [drive.store.folder("incidents")]}
        session = begin(client, content, body, replaces=None, doing="send")
        standing = finish(client, session, content, doing="send", progress=lambda there, size: None, there=0)
    assert standing.file is not None
    assert standing.file["sha256Checksum"] == content.sha256


@pytest.mark.parametrize(
    ("status", "reason", "passes"),
    [
        (403, "rateLimitExceeded", True),
        (403, "userRateLimitExceeded", True),
        (403, "sharingRateLimitExceeded", True),
        (429, "", True),
        (500, "", True),
        (503, "backendError", True),
        (408, "", True),
        (403, "dailyLimitExceeded", False),
        (403, "storageQuotaExceeded", False),
        (403, "insufficientFilePermissions", False),
        (403, "", False),
        (400, "rateLimitExceeded", False),
        (404, "notFound", False),
        (409, "fileIdInUse", False),
        (401, "authError", False),
    ],
)
def test_which_refusals_are_tried_again(status, reason, passes):
    assert is_passing(status, reason) is passes


def test_retry_after_is_honoured_and_waits_grow_and_end(drive):
    waits: list[float] = []
    drive.faults = once(too_many("7"), *(rate_limited() for _ in range(3)))
    folder = drive.store.folder("incidents")
    with client_of(drive, waits) as client:
        client.get(folder, "look")
    assert 7 <= waits[0] < 8.1
    assert [0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(waits[1:], 1)] == [True] * 3
    long = [Patience(sleep=lambda s: None).wait(attempt, None, "") for attempt in range(8)]
    assert long == [True] * 7 + [False]
    assert not Patience(sleep=lambda s: None).wait(0, "3600", "")


def test_a_wait_is_told_and_a_short_one_is_not():
    told: list[str] = []
    patience = Patience(sleep=lambda s: None, tell=told.append)
    patience.wait(0, "30", "asks for patience (429)")
    patience.wait(0, None, "asks for patience (429)")
    assert len(told) == 1
    assert "waiting 30 s" in told[0] or "waiting 31 s" in told[0]


@pytest.mark.parametrize("asked", ["Thu, 01 Jan 2026 00:00:00 GMT", "soon", "-5", "", None])
def test_odd_retry_after(asked):
    waits: list[float] = []
    assert Patience(sleep=waits.append).wait(0, asked, "")
    assert waits[0] <= 2


def test_an_expired_token_is_a_sentence_and_not_the_librarys_own_error(drive):
    with client_of(drive, token="another") as client, pytest.raises(DriveError, match="login drive") as refused:
        client.get("root", "look")
    assert "another" not in str(refused.value)


def test_a_refusal_names_the_reason_and_the_next_step(drive):
    drive.faults = once(Fault("refuse", Refusal(403, "storageQuotaExceeded", "Somebody's quota")))
    with client_of(drive) as client, pytest.raises(DriveError, match="storageQuotaExceeded") as refused:
        client.get("root", "look")
    assert "Shared Drive" in str(refused.value)
    assert "Somebody" not in str(refused.value)


def test_a_proxys_page_instead_of_an_answer(drive):
    class Page(Refusal):
        def body(self) -> bytes:
            return b"<html>Blocked</html>"

    drive.faults = once(Fault("refuse", Page(403, "")))
    with client_of(drive) as client, pytest.raises(DriveError, match="without a reason"):
        client.get("root", "look")


def test_a_search_that_was_incomplete_is_not_believed(drive):
    drive.store.incomplete = True
    with client_of(drive) as client, pytest.raises(DriveError, match="look everywhere"):
        list(client.find("trashed = false", "", "look"))


def test_what_is_in_the_bin_is_not_found_and_pages_are_followed(drive):
    parent = drive.store.folder("incidents")
    for number in range(450):
        drive.store.folder(f"{number}", parent, trashed=number % 9 == 0)
    with client_of(drive) as client:
        found = list(client.find(f"{quoted(parent)} in parents", "", "look"))
    assert len(found) == 400
    assert drive.asked["drive.files.list"] == 2


@pytest.mark.parametrize("name", ["it's", "a\\", "\\'", "' or trashed = true or name = '", "ü", ""])
def test_quoting(drive, name):
    parent = drive.store.folder("incidents")
    wanted = drive.store.folder(name, parent)
    drive.store.folder("another", parent)
    with client_of(drive) as client:
        assert [hit["id"] for hit in client.find(f"name = {quoted(name)}", "", "look")] == [wanted]


def test_ids_are_fetched_in_thousands(drive):
    with client_of(drive) as client:
        assert len(set(client.new_ids(1001))) == 1001
    assert drive.asked["drive.files.generateIds"] == 2


def test_a_folder_is_made_once_although_the_answer_was_lost(drive):
    drive.faults = once(Fault("lose"), method="drive.files.create")
    parent = drive.store.folder("incidents")
    with client_of(drive) as client:
        (file_id,) = client.new_ids(1)
        client.make_folder(file_id, "folder", parent, {"a": "b"})
    assert [file.id for file in drive.store.children(parent)] == [file_id]


def test_an_export_over_ten_megabytes_takes_the_documents_own_link(drive):
    from tests.drive_case import Machine, files
    from tests.fakes.drive_documents import GOOGLE_DOC

    from postmortem.drive.touched import WORDS

    drive.store.export_limit = 3
    Machine(drive, drive.store.folder("incidents")).publish(files())
    document = next(file for file in drive.store.files.values() if file.mime == GOOGLE_DOC)
    with client_of(drive) as client:
        assert client.export(document.id, WORDS, "read") == b"Checkout errors"


@pytest.mark.parametrize(
    "address",
    ["https://drive.example.com/", "http://192.0.2.1/", "ftp://127.0.0.1/", "127.0.0.1:80", "http://127.0.0.1.example.com/", "http://me@127.0.0.1/", "http://[::1", "http://127.0.0.1:99999/", "http://127.0.0.1:0/"],
)
def test_only_this_machine_may_play_drive(address):
    with pytest.raises(UsageError, match="only lead to this machine"):
        local_address(address, "POSTMORTEM_DRIVE_API_URL")


@pytest.mark.parametrize("address", ["http://127.0.0.1:4101/", "http://localhost:1", "http://[::1]:4101", "https://127.0.0.5/"])
def test_addresses_of_this_machine(address):
    assert local_address(address, "X").endswith("/")


def test_forty_megabytes_in_bounded_pieces(drive):
    with client_of(drive) as client:
        send(client, drive, b"m" * (40 * MB))
    assert drive.asked["upload"] == 5
