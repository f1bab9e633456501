"""Logging in, and the file that keeps what it gave."""

from __future__ import annotations

import json
import os
import stat
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from postmortem.drive.auth import find_access
from postmortem.drive.login import log_in, read_client
from postmortem.drive.token_file import FILE, config_folder, read_token, write_token
from postmortem.errors import FolderError, InputError, PostmortemError

GIVEN = {"client_id": "id", "client_secret": "kept-secret", "refresh_token": "kept-token", "type": "authorized_user"}


@pytest.fixture
def google(monkeypatch):
    """Google's token endpoint on this machine: gives a token for the code "a-code"."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            good = form.get("code") == ["a-code"] and "code_verifier" in form
            token = {"access_token": "t", "refresh_token": "kept-token", "expires_in": 3600, "token_type": "Bearer"}
            body = json.dumps(token if good else {"error": "invalid_grant"}).encode()
            self.send_response(200 if good else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def client(place: str = "https://oauth2.googleapis.com") -> dict:
    uris = {"auth_uri": f"{place}/auth" if place.startswith("http://127") else "https://accounts.google.com/o/oauth2/auth"}
    return {"installed": {"client_id": "id", "client_secret": "kept-secret", "token_uri": f"{place}/token", "redirect_uris": ["http://localhost"]} | uris}


def test_without_a_browser_the_address_is_pasted_back(google):
    told: list[str] = []

    def paste() -> str:
        link = next(word for word in " ".join(told).split() if word.startswith("http"))
        query = parse_qs(urlsplit(link).query)
        assert query["code_challenge"]
        assert query["scope"] == ["https://www.googleapis.com/auth/drive"]
        return f"http://127.0.0.1:1/?state={query['state'][0]}&code=a-code&scope=x"

    token = log_in(client(google), has_browser=False, say=told.append, paste=paste)
    assert token["refresh_token"] == "kept-token"


@pytest.mark.parametrize("pasted", ["", "hello", "http://127.0.0.1:1/?state=another&code=a-code", "http://127.0.0.1:1/?error=access_denied"])
def test_what_is_pasted_wrongly_is_said(google, pasted):
    with pytest.raises(InputError, match="try again"):
        log_in(client(google), has_browser=False, say=lambda line: None, paste=lambda: pasted)


def test_a_code_that_google_refuses_keeps_nothing_and_tells_no_secret(google):
    told: list[str] = []

    def paste() -> str:
        link = next(word for word in " ".join(told).split() if word.startswith("http"))
        return f"http://127.0.0.1:1/?state={parse_qs(urlsplit(link).query)['state'][0]}&code=kept-code"

    with pytest.raises(PostmortemError, match="did not work") as refused:
        log_in(client(google), has_browser=False, say=told.append, paste=paste)
    assert "kept" not in str(refused.value).replace("was kept", "")


@pytest.mark.parametrize(
    "content", ["", "not json", "[]", "{}", json.dumps({"web": {}}), json.dumps(client("https://evil.example.com")), json.dumps({"installed": {}})]
)
def test_a_client_that_is_none(tmp_path, content):
    path = tmp_path / "client.json"
    path.write_text(content)
    with pytest.raises(InputError):
        read_client(path, {})


def test_a_client_as_google_gives_it(tmp_path):
    path = tmp_path / "client.json"
    path.write_text(json.dumps(client()))
    assert read_client(path, {})["installed"]["client_id"] == "id"
    with pytest.raises(InputError, match="There is no file"):
        read_client(tmp_path / "nothing.json", {})


def test_the_token_is_kept_for_its_owner_alone(tmp_path):
    folder = config_folder({"XDG_CONFIG_HOME": str(tmp_path / "settings")})
    path = write_token(folder, GIVEN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert read_token(folder) == GIVEN
    access = find_access({"XDG_CONFIG_HOME": str(tmp_path / "settings")})
    assert access.kind == "logged in"


def test_a_token_that_others_may_read_is_refused(tmp_path):
    path = write_token(tmp_path / "postmortem", GIVEN)
    path.chmod(0o640)
    with pytest.raises(InputError, match="chmod 600"):
        read_token(tmp_path / "postmortem")


@pytest.mark.parametrize("content", ["", "[1", '"text"', "7"])
def test_a_damaged_token(tmp_path, content):
    path = tmp_path / FILE
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(InputError, match="log in again"):
        read_token(tmp_path)


def test_a_token_is_not_written_through_a_link(tmp_path):
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderError):
        write_token(tmp_path, GIVEN)
    assert not os.path.lexists(tmp_path / "elsewhere")
