"""Calls to Slack's Web API through slack-sdk, each tried until it is answered or there is no sense in trying on.

The only module that knows slack_sdk. The token goes to the API's address and nowhere else: redirects are not followed. Nothing
is logged: the SDK's own log would hold parts of answers, and answers hold what people wrote.
"""

from __future__ import annotations

import http.client
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener, getproxies, proxy_bypass

from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from postmortem.slack.api_access import Access
from postmortem.slack.api_errors import SlackAway, SlackError, is_hopeless, refusal, unreachable
from postmortem.slack.api_telling import Tell
from postmortem.slack.fast_json import read_json

TIMEOUT = 30  # seconds in which something of an answer has to come
LONGEST_WAIT = 900.0  # seconds; where Slack asks for a longer wait, the work is ended and can be taken up later
_USUAL_WAIT = 30.0  # seconds, for a 429 that does not say how long
_ATTEMPTS = 10  # for faults once Slack has answered before
_FIRST_ATTEMPTS = 4  # while nothing says that there is a Slack at the other end
_MOST_WAITS = 60  # 429s for one call, one after the other
_BACKOFF, _MOST_BACKOFF = 0.4, 20.0  # seconds
_TRY_AGAIN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
_LARGEST_ANSWER = 64_000_000  # bytes; a page of messages has a few hundred kilobytes

_SILENT = logging.getLogger("postmortem.slack.silent")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
_SILENT.setLevel(logging.CRITICAL + 1)


class DamagedAnswer(Exception):
    """An answer that is no JSON object: cut off, or somebody else's page."""


class NoRedirects(HTTPRedirectHandler):
    """A redirect is an answer like any other: following it would carry the token to another host."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  six arguments that are not looked at
        """None: do not follow."""
        return


def make_opener(url: str, *, is_loopback: bool) -> tuple[OpenerDirector, str]:
    """What opens addresses on the host of `url`, and the host of the proxy that it goes through ("" for none).

    The environment's HTTPS_PROXY and NO_PROXY count; for a server on this machine no proxy does.
    """
    host = urlsplit(url).hostname or ""
    proxies = {} if is_loopback or proxy_bypass(host) else getproxies()
    opener = build_opener(ProxyHandler(proxies), NoRedirects())
    return opener, urlsplit(proxies.get(urlsplit(url).scheme, "")).hostname or ""


class _Client(WebClient):
    """The SDK's client, with an opener that follows no redirect and heeds NO_PROXY, and that reads the answer whole."""

    def __init__(self, access: Access, opener: OpenerDirector, timeout: int) -> None:
        super().__init__(token=access.token, base_url=access.api_url, timeout=timeout, logger=_SILENT, retry_handlers=[])
        self._opener = opener

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        with self._opener.open(req, timeout=self.timeout) as answer:
            body = answer.read(_LARGEST_ANSWER + 1)
            expected = answer.headers.get("Content-Length", "")
            if len(body) > _LARGEST_ANSWER or (expected.isdigit() and len(body) < int(expected)):
                raise DamagedAnswer
            return {"status": answer.status, "headers": answer.headers, "body": "", "parsed_body": _json_object(body)}


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        data = read_json(body)
    except (ValueError, RecursionError) as error:
        raise DamagedAnswer from error
    if not isinstance(data, dict):
        raise DamagedAnswer
    return data


class Slack:
    """Slack's Web API. `calls` counts the answers asked for, by method; `repeated` how often one had to be asked again."""

    def __init__(
        self, access: Access, *, tell: Tell, sleep: Callable[[float], None] = time.sleep, timeout: int = TIMEOUT
    ) -> None:
        self.access = access
        self.calls: Counter[str] = Counter()
        self.repeated = 0
        self.waited = 0.0
        self._date: str | None = None
        self._scopes: str | None = None
        self._tell = tell
        self._sleep = sleep
        self._opener, self._proxy = make_opener(access.api_url, is_loopback=access.is_loopback)
        self._client = _Client(access, self._opener, timeout)
        self._was_answered = False

    def post(self, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401  see call
        """Like `call`, but asked once only where nobody knows whether Slack has done it already: nothing is sent twice."""
        return self._ask(method, arguments, may_repeat=False)

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401  as Slack takes them
        """Slack's answer. `SlackError` where it refuses, `SlackAway` where it does not answer however often it is asked."""
        return self._ask(method, arguments, may_repeat=True)

    def _ask(self, method: str, arguments: dict[str, Any], *, may_repeat: bool) -> dict[str, Any]:
        ask = getattr(self._client, method.replace(".", "_"))
        self.calls[method] += 1
        faults = waits = 0
        while True:
            try:
                answer = ask(**arguments)
            except SlackApiError as error:
                status, data, headers = error.response.status_code, error.response.data, error.response.headers
                self._note(headers)
                if status == 429 or (isinstance(data, dict) and data.get("error") == "ratelimited"):
                    waits += 1
                    self._wait_as_asked(headers, waits)
                elif status >= 500 or (isinstance(data, dict) and data.get("error") in _TRY_AGAIN):
                    faults += 1
                    why = f"Slack answers with an error of its own ({status})"
                    self._wait_after_fault(faults if may_repeat else _ATTEMPTS, why, None)
                else:
                    raise self._refused(method, status, data) from None
            except DamagedAnswer:
                faults += 1
                self._wait_after_fault(faults if may_repeat else _ATTEMPTS, "an answer was not Slack's, or cut off", None)
            except (OSError, http.client.HTTPException, UnicodeDecodeError) as error:
                faults += 1
                self._wait_after_fault(faults if may_repeat else _ATTEMPTS, "the connection broke", error)
            else:
                self._note(answer.headers)
                self._was_answered = True
                return answer.data if isinstance(answer.data, dict) else {}
            self.repeated += 1

    @property
    def now(self) -> float | None:
        """Slack's clock at the last answer, in seconds since 1970; None where it does not tell the time."""
        with suppress(ValueError, TypeError, IndexError):
            return parsedate_to_datetime(self._date).timestamp() if self._date else None
        return None

    @property
    def scopes(self) -> frozenset[str] | None:
        """What the token may do; None where Slack has not said."""
        if self._scopes is None:
            return None
        return frozenset(filter(None, (scope.strip() for scope in self._scopes.split(","))))

    def _note(self, headers: object) -> None:
        """What every answer's head tells: Slack's clock and the token's scopes."""
        for name, value in headers.items() if isinstance(headers, dict) else ():
            match name.casefold():
                case "date":
                    self._date = value
                case "x-oauth-scopes":
                    self._scopes = value

    def _refused(self, method: str, status: int, data: object) -> SlackError | SlackAway:
        if isinstance(data, dict) and data.get("error") and status == 200:
            return refusal(method, data, source=self.access.source)
        if 300 <= status < 400:
            return SlackAway(
                "Something between here and Slack answers instead of it, with a redirect: a proxy, or the sign-in page of a "
                "network. Sign in there first. The token was not sent on."
            )
        if status == 404:
            return refusal(method, {"error": "unknown_method"}, source=self.access.source)
        if isinstance(data, dict) and data.get("error"):
            return refusal(method, data, source=self.access.source)
        return SlackAway(f"Slack, or a proxy before it, answers {method} with status {status}. Try again later.")

    def _wait_as_asked(self, headers: object, waits: int) -> None:
        known = {str(key).casefold(): value for key, value in headers.items()} if isinstance(headers, dict) else {}
        try:
            seconds = max(float(known.get("retry-after", _USUAL_WAIT)), 0.0)
        except (TypeError, ValueError):
            seconds = _USUAL_WAIT
        if not seconds <= LONGEST_WAIT or waits > _MOST_WAITS:
            raise SlackAway(
                f"Slack asks to wait {seconds / 60:,.0f} minutes before the next call. What was read so far is kept; run the "
                "same command again after that, and it goes on from there."
            )
        self._pause(seconds, "Slack asks for it: too many calls in a minute")

    def _wait_after_fault(self, faults: int, why: str, error: Exception | None) -> None:
        limit = _ATTEMPTS if self._was_answered else _FIRST_ATTEMPTS
        if faults >= limit or is_hopeless(error):
            if error is not None and not isinstance(error, HTTPError):
                host = urlsplit(self.access.api_url).hostname or ""
                raise unreachable(error, attempts=faults, host=host, proxy=self._proxy) from error
            raise SlackAway(
                f"Slack does not give a proper answer ({faults} attempts): {why}. See https://slack-status.com. What was read so "
                "far is kept; run the same command again to go on."
            )
        self._pause(min(_BACKOFF * 2 ** (faults - 1), _MOST_BACKOFF) * random.uniform(0.75, 1.25), why)  # noqa: S311  spreading calls, not a secret

    def _pause(self, seconds: float, why: str) -> None:
        self._tell.wait(seconds, why)
        self.waited += seconds
        self._sleep(seconds)

