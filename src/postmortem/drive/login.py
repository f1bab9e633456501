"""Logging in: a browser asks the person, and Google sends a code back to this machine.

On a machine without a browser the link is opened anywhere else; the page that it ends at does not load there, and its address is
pasted back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from postmortem.drive.auth import API_URL, SCOPES
from postmortem.drive.client import local_address
from postmortem.errors import InputError, PostmortemError

_GOOGLE = ("accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com")
_WHERE = (
    "Make one in your organisation's Google Cloud project: APIs & Services, Credentials, Create credentials, OAuth client ID, "
    "Desktop app; then download its JSON."
)


def read_client(path: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    """The team's OAuth client as Google's console gives it; an `InputError` where it is anything else."""
    try:
        given = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}. {_WHERE}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}). Check its permissions.") from error
    except ValueError as error:
        raise InputError(f"{path} is not JSON. {_WHERE}") from error
    installed = given.get("installed") if isinstance(given, dict) else None
    if not isinstance(installed, dict):
        raise InputError(f"{path} is not the JSON of a Desktop app's OAuth client. {_WHERE}")
    for key in ("auth_uri", "token_uri"):
        host = urlsplit(str(installed.get(key, ""))).hostname
        if host not in _GOOGLE:
            if not environ.get(API_URL):
                raise InputError(f"{path}: {key} does not lead to Google. Download the JSON again from Google's console.")
            local_address(str(installed.get(key, "")), f"{key} in {path}")
    return dict(given)


def log_in(
    client: Mapping[str, Any], *, has_browser: bool, say: Callable[[str], None], paste: Callable[[], str]
) -> dict[str, Any]:
    """What is to be kept: an authorised user as JSON. say: tells the person something; paste: asks for the address."""
    from google_auth_oauthlib.flow import InstalledAppFlow

    flow: Any = InstalledAppFlow.from_client_config(dict(client), scopes=SCOPES)
    try:
        if has_browser:
            flow.run_local_server(
                host="127.0.0.1",
                port=0,
                authorization_prompt_message="",
                success_message="You are logged in. You may close this window and go back to the terminal.",
                timeout_seconds=300,
                prompt="consent",
            )
        else:
            flow.redirect_uri = "http://127.0.0.1:1/"
            link, _ = flow.authorization_url(prompt="consent", access_type="offline")
            say(f"Open this link in a browser, on any machine, and agree:\n\n  {link}\n")
            say("The last page will not load. Copy its address from the browser's address bar.")
            flow.fetch_token(code=_code(paste(), flow))
    except PostmortemError:
        raise
    except Exception as error:  # noqa: BLE001  the flow raises what its many parts raise, with codes and tokens in the text
        raise PostmortemError(
            f"Logging in did not work ({type(error).__name__}). Nothing was kept. Try again; without a browser on this machine: "
            "postmortem login drive --no-browser"
        ) from None
    return dict(json.loads(flow.credentials.to_json()))


def _code(pasted: str, flow: Any) -> str:
    """The code in the address that was pasted, of this very login."""
    query = parse_qs(urlsplit(pasted.strip()).query)
    if "code" not in query:
        raise InputError("There is no code in that address. Copy the whole of it, from http:// to the end, and try again.")
    if query.get("state", [""])[0] != flow.oauth2session._state:
        raise InputError("That address is of another login. Open the link that was just printed, and try again.")
    return query["code"][0]
