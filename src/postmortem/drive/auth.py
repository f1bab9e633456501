"""Google credentials: who asks Drive. From logging in, a service account, or what Google's own tools have set up.

The whole `drive` scope is asked for: with `drive.file` a program sees only what it made itself, so the team's incidents folder
would not be there for it. A service account sees only what is shared with it, which is narrower in practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from postmortem.drive.client import local_address
from postmortem.drive.token_file import config_folder, read_token
from postmortem.errors import InputError, UsageError

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPES = ("https://www.googleapis.com/auth/drive",)
API_URL, TOKEN = "POSTMORTEM_DRIVE_API_URL", "POSTMORTEM_DRIVE_TOKEN"

Kind = Literal["test", "service account", "logged in", "application default"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Credentials, what kind they are, and the address of a test server or None for Google's own."""

    credentials: Credentials
    kind: Kind
    address: str | None = None


def find_access(environ: Mapping[str, str], *, service_account: Path | None = None, on_behalf_of: str = "") -> Access:
    """The credentials to use: a test's, the service account of the settings, what logging in kept, else Google's default ones.

    on_behalf_of: for domain-wide delegation, the address of the person in whose name a service account works.
    """
    from google.oauth2.credentials import Credentials as Person

    if url := environ.get(API_URL, "").strip():
        address = local_address(url, API_URL)
        token = environ.get(TOKEN, "").strip()
        if not token:
            raise UsageError(f"{API_URL} is set, and {TOKEN} is not: say which token the test server takes.")
        person: Any = Person
        return Access(credentials=person(token=token), kind="test", address=address)
    if service_account is not None:
        return Access(credentials=_robot(service_account, on_behalf_of), kind="service account")
    kept = read_token(config_folder(environ))
    if kept is not None:
        return Access(credentials=_person(kept), kind="logged in")
    return _default()


def _robot(path: Path, on_behalf_of: str) -> Credentials:
    from google.oauth2 import service_account

    made: Any = service_account.Credentials
    try:
        credentials = made.from_service_account_file(str(path), scopes=SCOPES)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}, which service_account in postmortem.toml names. Check the path.") from error
    except (ValueError, KeyError, OSError):
        # The library's own words may hold parts of the key.
        raise InputError(f"{path} is not a service account's key as Google gives it (JSON). Fetch it again.") from None
    found: Credentials = credentials.with_subject(on_behalf_of) if on_behalf_of else credentials
    return found


def _person(kept: Mapping[str, Any]) -> Credentials:
    from google.oauth2.credentials import Credentials as Person

    person: Any = Person
    try:
        found: Credentials = person.from_authorized_user_info(dict(kept), scopes=SCOPES)
    except (ValueError, KeyError):
        raise InputError("What logging in kept is damaged. Log in again: postmortem login drive") from None
    return found


def _default() -> Access:
    import google.auth
    from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError

    try:
        credentials, _ = google.auth.default(scopes=SCOPES)
    except DefaultCredentialsError:
        raise InputError(
            "Nobody is logged in to Google Drive on this machine. Log in: postmortem login drive\n"
            "or name a service account's key as service_account under [drive] in postmortem.toml."
        ) from None
    except GoogleAuthError:
        raise InputError("Google's default credentials on this machine are damaged. Log in: postmortem login drive") from None
    return Access(credentials=credentials, kind="application default")
