"""What Slack answers when it refuses, and what the network says, as sentences: what is wrong, where, what to do next."""

from __future__ import annotations

import re
import socket
import ssl
from datetime import UTC, datetime
from urllib.error import URLError

from postmortem.errors import InputError

APP_PAGE = "https://api.slack.com/apps"
_CODE = re.compile(r"[a-z0-9_]{1,60}")
_REFUSED_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_SCOPES = re.compile(r"[a-z0-9_.:, -]{1,400}")

# What needs which scope, for a refusal that does not say so.
SCOPES_OF = {
    "conversations.list": "channels:read and groups:read",
    "conversations.info": "channels:read and groups:read",
    "conversations.members": "channels:read and groups:read",
    "conversations.history": "channels:history and groups:history",
    "conversations.replies": "channels:history and groups:history",
    "users.list": "users:read",
    "users.info": "users:read",
    "pins.list": "pins:read",
    "bookmarks.list": "bookmarks:read",
    "usergroups.list": "usergroups:read",
    "chat.postMessage": "chat:write",
}
_OUT_OF_DATE = frozenset({9, 10})  # OpenSSL's codes for a certificate that is not valid yet, and for one that was
_TOKEN_TROUBLES = {
    "not_authed": "Slack got no token",
    "invalid_auth": "Slack does not know this token",
    "token_revoked": "This token was revoked",
    "token_expired": "This token has expired",
    "account_inactive": "This token's account was deactivated, or the app was taken out of the workspace",
    "not_allowed_token_type": "This kind of token may not read channels",
    "org_login_required": "The organisation asks for a sign-in with this token first",
    "team_access_not_granted": "The app is not let into this workspace",
    "enterprise_is_restricted": "The organisation does not allow this app",
    "access_denied": "Slack refuses this app",
    "ekm_access_denied": "The organisation's administrators have suspended access",
    "two_factor_setup_required": "This token's account has to set up two-factor sign-in first",
    "no_permission": "This token's account may not read this",
}


class SlackError(InputError):
    """Slack refused (exit 1). `code` is Slack's own word, `method` what was asked."""

    def __init__(self, sentence: str, *, code: str, method: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.method = method


class SlackAway(InputError):
    """Slack cannot be reached, or answers with faults only (exit 1)."""


def refusal(method: str, data: dict[str, object], *, source: str) -> SlackError:
    """Slack's refusal as a sentence. source: where the token came from."""
    code = str(data.get("error", ""))
    code = code if _CODE.fullmatch(code) else "unknown_error"
    return SlackError(_sentence(method, code, data, source), code=code, method=method)


def _sentence(method: str, code: str, data: dict[str, object], source: str) -> str:
    if code == "missing_scope":
        needed = str(data.get("needed", ""))
        needed = needed if _SCOPES.fullmatch(needed) else SCOPES_OF.get(method, "a scope")
        return (
            f"The Slack app lacks a scope: {method} needs {needed}. Add it at {APP_PAGE} → your app → OAuth & Permissions → "
            "Scopes, then install the app again with the button on that page."
        )
    if trouble := _TOKEN_TROUBLES.get(code):
        return (
            f"{trouble} (token from {source}): {code}. Copy the token again from {APP_PAGE} → your app → OAuth & Permissions, or "
            "install the app there again. postmortem doctor checks it."
        )
    if code in ("not_in_channel", "channel_not_found", "is_archived"):
        return not_a_member(code)
    if code == "unknown_method":
        return f"This server does not know {method}. If you set POSTMORTEM_SLACK_API_URL, unset it to use Slack."
    return f"Slack refused {method}: {code}. Try again later; postmortem doctor checks token, scopes and membership."


def not_a_member(code: str) -> str:
    """How to let the app into a channel."""
    if code == "channel_not_found":
        return (
            "Slack knows no such channel, or does not show it to this app: a private channel is shown only to apps that are in "
            "it. Check the id or link; in a private channel, write /invite @postmortem there first."
        )
    return (
        "The app is not in this channel. Write /invite @postmortem in it, then run this again. An archived channel takes nobody "
        "in: unarchive it for a moment, or use a token of a person who can read it (SLACK_USER_TOKEN)."
    )


def is_hopeless(error: Exception | None) -> bool:
    """Whether asking again changes nothing: a certificate that is not believed, a proxy that does not let us through."""
    cause = error.reason if isinstance(error, URLError) else error
    return isinstance(cause, ssl.SSLCertVerificationError) or _proxys_refusal(cause).startswith("4")


def _proxys_refusal(cause: object) -> str:
    """The status with which a proxy refuses to connect; "" where it does not."""
    found = _REFUSED_TUNNEL.search(str(cause)) if isinstance(cause, OSError) else None
    return found[1] if found else ""


def unreachable(error: Exception, *, attempts: int, host: str, proxy: str) -> SlackAway:
    """What the network said, as a sentence. host: who was called; proxy: the host of the proxy that was used, or ""."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    tries = f" ({attempts} attempts)" if attempts > 1 else ""
    through = f" through the proxy {proxy}" if proxy else ""
    kept = "What was read so far is kept; run the same command again to go on."
    if isinstance(cause, ssl.SSLCertVerificationError):
        if cause.verify_code in _OUT_OF_DATE:
            return SlackAway(
                f"By this machine's clock ({datetime.now(UTC):%Y-%m-%d %H:%M} UTC) the certificate of {host}{through} is out of "
                "date. Set the clock if it is wrong; else something between here and Slack answers instead of it. The token was "
                "not sent."
            )
        return SlackAway(
            f"The certificate of {host}{through} is not one that this machine trusts. Where a proxy of your organisation opens "
            "TLS, give its certificate with SSL_CERT_FILE. The token was not sent."
        )
    if isinstance(cause, socket.gaierror):
        what = f"The name of {'the proxy ' + proxy if proxy else host} cannot be looked up{tries}. Check the network and DNS"
        return SlackAway(f"{what}{'; HTTPS_PROXY names the proxy' if proxy else ''}. {kept}")
    if (status := _proxys_refusal(cause)) == "407":
        return SlackAway(f"The proxy {proxy} asks for a sign-in. Put name and password into HTTPS_PROXY, or use another. {kept}")
    if status:
        return SlackAway(
            f"The proxy {proxy} does not let {host} through{tries}: it answers with status {status}. Check HTTPS_PROXY, or "
            f"ask whoever runs the proxy to allow {host}. {kept}"
        )
    if isinstance(cause, ConnectionRefusedError):
        return SlackAway(f"{proxy or host} refuses connections{tries}. {_proxy_or_later(proxy)} {kept}")
    if isinstance(cause, TimeoutError):
        return SlackAway(f"{host}{through} does not answer in time{tries}. {_proxy_or_later(proxy)} {kept}")
    return SlackAway(f"The connection to {host}{through} broke{tries}: {type(cause).__name__}. {_proxy_or_later(proxy)} {kept}")


def _proxy_or_later(proxy: str) -> str:
    return "Check HTTPS_PROXY." if proxy else "Slack may be down (https://slack-status.com): try again later."
