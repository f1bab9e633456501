"""Where the token for Slack comes from, and where it may go: Slack's own hosts, or in tests a server on this machine."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from postmortem.errors import InputError, UsageError
from postmortem.this_machine import is_loopback_host, local_server, others_may_read, settings_folder

SLACK_API = "https://slack.com/api/"
API_URL_NAME = "POSTMORTEM_SLACK_API_URL"
TOKEN_NAMES = ("SLACK_BOT_TOKEN", "SLACK_USER_TOKEN")
TOKEN_FILE_NAME = "POSTMORTEM_SLACK_TOKEN_FILE"  # noqa: S105  a variable's name, no token
KEYRING_SERVICE, KEYRING_USER = "postmortem", "slack"

# What Slack's hosts are called: files.slack.com, the team's own example.slack.com, and the host of big downloads.
_SLACK_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){0,2}slack\.com|(?:[a-z0-9-]{1,63}\.)?slack-files\.com")
_TOKEN = re.compile(r"(?:xoxe\.)?xox[bp]-[A-Za-z0-9-]{1,500}")
_PLAIN = re.compile(r"[\x21-\x7e]{1,600}")
# Other things that Slack gives out and that somebody may take for the token: what they begin with, what they are.
_WRONG_KINDS = (
    ("xapp-", "an app-level token, which only opens sockets"),
    ("xoxe-", "a refresh token, which reads nothing itself"),
    ("xoxe.xoxe-", "a refresh token, which reads nothing itself"),
    ("xoxc-", "the token of a browser session, which ends with it and is no app's"),
    ("xoxs-", "the token of a browser session, which ends with it and is no app's"),
    ("xoxd-", "a browser's cookie"),
    ("xoxa-", "a workspace token, which Slack has given up"),
    ("xoxr-", "a refresh token, which reads nothing itself"),
    ("https://hooks.slack.com", "a webhook's address, which can only post"),
)
_RIGHT_KIND = (
    "Use the Bot User OAuth Token of your app (it begins with xoxb-), from https://api.slack.com/apps → your app → "
    "OAuth & Permissions."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The token and where it is from, in words; the API's address, and whether that is a server on this machine."""

    token: str = field(repr=False)
    source: str
    api_url: str = SLACK_API
    is_loopback: bool = False

    @property
    def is_user(self) -> bool:
        """Whether the token is a person's, which reads all public channels, and not the app's own."""
        return self.token.removeprefix("xoxe.").startswith("xoxp-")

    def may_see_token(self, url: str) -> bool:
        """Whether the token may be sent to this address: Slack's hosts over TLS; with a server on this machine only that one."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return False
        if parts.username is not None or parts.password is not None:
            return False
        if self.is_loopback:
            own = urlsplit(self.api_url)
            return is_loopback_host(parts.hostname or "") and (parts.scheme, port) == (own.scheme, own.port)
        return parts.scheme == "https" and port in (None, 443) and _SLACK_HOST.fullmatch(parts.hostname or "") is not None


def find_access(environ: Mapping[str, str], *, token_file: Path | None = None) -> Access | None:
    """The token from the environment, the system's keyring or a file that only its owner can read; None where there is none.

    Raises a sentence for a token of the wrong kind, and for a file that others can read. It never holds the token.
    """
    url, is_loopback = _api_url(environ)
    found = _from_environment(environ) or _from_keyring() or _from_file(environ, token_file)
    if found is None:
        return None
    token, source = found
    return Access(token=_checked(token, source, is_loopback=is_loopback), source=source, api_url=url, is_loopback=is_loopback)


def default_token_file(environ: Mapping[str, str]) -> Path | None:
    """Where the token's file is looked for: slack-token in postmortem's folder of the user's settings."""
    folder = settings_folder(environ)
    return folder / "slack-token" if folder is not None else None


def no_token(environ: Mapping[str, str]) -> str:
    """What to do where there is no token, in steps."""
    file = default_token_file(environ)
    places = [
        *([f"into {file}, readable only by you (chmod 600)"] if file is not None else []),
        f"into {TOKEN_NAMES[0]}",
        *([f"into the system's keyring (keyring set {KEYRING_SERVICE} {KEYRING_USER})"] if find_spec("keyring") else []),
    ]
    return (
        "There is no Slack token. postmortem init writes an app to install in your workspace and says how; then put its token "
        f"(xoxb-…) {', or '.join(places)}."
    )


def _api_url(environ: Mapping[str, str]) -> tuple[str, bool]:
    given = environ.get(API_URL_NAME, "").strip()
    if not given:
        return SLACK_API, False
    parts = local_server(given)
    if parts is None or parts.query or parts.fragment:
        raise UsageError(
            f"{API_URL_NAME} is only for tests, and only takes an address on this machine such as http://127.0.0.1:4100/api/. "
            "Unset it to use Slack."
        )
    return given.rstrip("/") + "/", True


def _from_environment(environ: Mapping[str, str]) -> tuple[str, str] | None:
    return next(((token, name) for name in TOKEN_NAMES if (token := environ.get(name, "").strip())), None)


def _from_keyring() -> tuple[str, str] | None:
    try:
        import keyring  # an extra: not everybody has a keyring, and none is needed
        import keyring.errors
    except ImportError:
        return None
    try:
        token = keyring.get_password(KEYRING_SERVICE, KEYRING_USER)
    except (keyring.errors.KeyringError, RuntimeError):  # locked, or there is none on this machine: the file is next
        return None
    return (token.strip(), "the system's keyring") if token and token.strip() else None


def _from_file(environ: Mapping[str, str], given: Path | None) -> tuple[str, str] | None:
    named = environ.get(TOKEN_FILE_NAME, "").strip()
    path = Path(named).expanduser() if named else (given or default_token_file(environ))
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            _check_private(path, os.fstat(file.fileno()))
            data = file.read(4096)
    except FileNotFoundError as error:
        if named or given is not None:
            raise InputError(
                f"The file for the Slack token, {path}, is not there. Put the token into it, then: chmod 600 {path}"
            ) from error
        return None
    except OSError as error:
        raise InputError(
            f"The file for the Slack token, {path}, cannot be read. Check its permissions: chmod 600 {path}"
        ) from error
    lines = [line for line in data.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    if not lines:
        raise InputError(f"The file for the Slack token, {path}, is empty. Put the token (xoxb-…) into it, alone on one line.")
    return lines[0].strip(), str(path)


def _check_private(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{path} should hold the Slack token, but is not a plain file. Put the token into a file of its own.")
    if others_may_read(status.st_mode):
        raise InputError(f"Others on this machine can read {path}, which holds the Slack token. Close it: chmod 600 {path}")


def _checked(token: str, source: str, *, is_loopback: bool) -> str:
    token = token.strip("\"'")
    for start, kind in _WRONG_KINDS:
        if token.startswith(start):
            raise InputError(f"What is in {source} is {kind}. {_RIGHT_KIND}")
    if _TOKEN.fullmatch(token) is None and not (is_loopback and _PLAIN.fullmatch(token)):
        raise InputError(
            f"What is in {source} is not a Slack token: one is xoxb- and then letters, digits and hyphens. {_RIGHT_KIND}"
        )
    return token
