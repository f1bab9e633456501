"""The fake is as strict as Drive's own description: what it lets pass that Drive would not would make other tests worthless."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest
from tests.fakes.drive import TOKEN, Drive


@pytest.fixture
def drive():
    with Drive() as running:
        yield running


def call(drive: Drive, verb: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """A request by the standard library, which knows nothing of Drive."""
    request = urllib.request.Request(drive.url + path, data=body, method=verb)  # noqa: S310
    for name, value in {"Authorization": f"Bearer {TOKEN}", **{key.replace("_", "-"): one for key, one in headers.items()}}.items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), dict(error.headers)


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("GET", "drive/v3/files", 200),
        ("GET", "drive/v3/filez", 404),
        ("GET", "drive/v2/files", 404),
        ("DELETE", "drive/v3/about", 405),
        ("GET", "drive/v3/files?colour=red", 400),
        ("GET", "drive/v3/files?pageSize=0", 400),
        ("GET", "drive/v3/files?pageSize=two", 400),
        ("GET", "drive/v3/files?supportsAllDrives=yes", 400),
        ("GET", "drive/v3/files?q=trashed%20%3D%20false", 200),
        ("GET", "drive/v3/files?q=trashed%20is%20false", 400),
        ("GET", "drive/v3/files?q=colour%20%3D%20'red'", 400),
        ("GET", "drive/v3/files?q=(trashed%20%3D%20false", 400),
        ("GET", "drive/v3/files?q=name%20%3D%20'a'%20trashed%20%3D%20true", 400),
        ("GET", "drive/v3/files?fields=files(id,owner)", 400),
        ("GET", "drive/v3/files?fields=files(id", 400),
        ("GET", "drive/v3/files?fields=files(id,owners/me)", 200),
        ("GET", "drive/v3/files?corpora=drive", 400),
        ("GET", "drive/v3/files?includeItemsFromAllDrives=true", 400),
        ("GET", "drive/v3/about", 400),
        ("GET", "drive/v3/about?fields=user", 200),
        ("GET", "drive/v3/files/nothing", 404),
        ("GET", "drive/v3/files/root/comments", 400),
        ("GET", "drive/v3/files/root/comments?fields=comments(id)", 200),
        ("GET", "drive/v3/files/root/export", 400),
        ("GET", "drive/v3/files/generateIds?count=1001", 400),
        ("GET", "drive/v3/files/generateIds?count=2", 200),
    ],
)
def test_calls_and_parameters_are_those_of_the_description(drive, verb, path, status):
    assert call(drive, verb, path)[0] == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "a"}, 200),
        ({"nam": "a"}, 400),
        ({"name": 1}, 400),
        ({"name": "a", "md5Checksum": "0"}, 403),
        ({"name": "a", "parents": ["nowhere"]}, 404),
        ({"name": "a", "parents": ["root", "root"]}, 403),
        ({"name": "a", "id": "mine"}, 400),
        ({"name": "a", "properties": {"key": "v" * 130}}, 400),
        (["name"], 400),
    ],
)
def test_bodies_are_those_of_the_description(drive, body, status):
    assert call(drive, "POST", "drive/v3/files", json.dumps(body).encode(), Content_Type="application/json")[0] == status


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_multipart_upload_with_either_line_end(drive, end):
    parts = [b"--b", b"Content-Type: application/json", b"", b'{"name": "a"}', b"--b", b"Content-Type: text/plain", b"", b"line\r\nline", b"--b--"]
    path = "upload/drive/v3/files?uploadType=multipart&fields=size,md5Checksum"
    status, body, _ = call(drive, "POST", path, end.join(parts), Content_Type="multipart/related; boundary=b")
    assert status == 200
    assert json.loads(body)["size"] == "10"


def test_sizes_are_texts_and_a_session_says_how_far_it_is(drive):
    path = "upload/drive/v3/files?uploadType=resumable&fields=id,size"
    _, _, headers = call(drive, "POST", path, b'{"name": "a"}', X_Upload_Content_Length="600000")
    session = headers["Location"].removeprefix(drive.url)
    status, _, headers = call(drive, "PUT", session, b"x" * 262144, Content_Range="bytes 0-262143/600000")
    assert (status, headers["Range"]) == (308, "bytes=0-262143")
    assert call(drive, "PUT", session, b"x" * 100, Content_Range="bytes 262144-262243/600000")[0] == 400  # not a multiple
    assert call(drive, "PUT", session, b"x" * 99, Content_Range="bytes 262144-599999/600000")[0] == 400  # another length
    assert call(drive, "PUT", session, b"", Content_Range="bytes */600000")[0] == 308
    status, body, _ = call(drive, "PUT", session, b"x" * 337856, Content_Range="bytes 262144-599999/600000")
    assert (status, json.loads(body)["size"]) == (200, "600000")
    assert call(drive, "PUT", session, b"", Content_Range="bytes */600000")[0] == 200
    assert len([file for file in drive.store.files.values() if file.name == "a"]) == 1


def test_an_id_is_used_once(drive):
    _, body, _ = call(drive, "GET", "drive/v3/files/generateIds?count=1&fields=ids")
    made = json.dumps({"name": "a", "id": json.loads(body)["ids"][0]}).encode()
    answers = [call(drive, "POST", "drive/v3/files", made, Content_Type="application/json")[0] for _ in range(2)]
    assert answers == [200, 409]


def test_without_a_token_nothing_is_told(drive):
    assert call(drive, "GET", "drive/v3/files", Authorization="Bearer other")[0] == 401
