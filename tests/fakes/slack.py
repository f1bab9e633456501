"""A strict fake of Slack's Web API: serves an export over loopback HTTP, and refuses whatever Slack would refuse.

Unknown methods, unknown or badly shaped parameters and missing scopes get Slack's own errors. Faults can be asked for: short and
shuffled pages, 429, 5xx, cut and hanging connections, a page instead of a file, messages that change between pages.
"""

from __future__ import annotations

import base64
import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.fakes.slack_order import Ordered, stretch
from tests.fakes.slack_server import serve

TOKEN = "xoxb-0000-invented-for-tests"
SCOPES = "channels:read channels:history groups:read groups:history users:read pins:read files:read usergroups:read bookmarks:read".split()

# Method → the scopes of which one is needed, and its parameters: name → whether it is required.
METHODS: dict[str, tuple[tuple[str, ...], dict[str, bool]]] = {
    "auth.test": ((), {}),
    "conversations.list": (("channels:read",), {"types": False, "limit": False, "cursor": False, "exclude_archived": False}),
    "conversations.info": (("channels:read",), {"channel": True, "include_num_members": False}),
    "conversations.members": (("channels:read",), {"channel": True, "limit": False, "cursor": False}),
    "conversations.history": (("channels:history",), {"channel": True, "limit": False, "cursor": False, "oldest": False, "latest": False, "inclusive": False}),
    "conversations.replies": (("channels:history",), {"channel": True, "ts": True, "limit": False, "cursor": False, "oldest": False, "latest": False, "inclusive": False}),
    "users.list": (("users:read",), {"limit": False, "cursor": False}),
    "users.info": (("users:read",), {"user": True}),
    "bots.info": (("users:read",), {"bot": True}),
    "pins.list": (("pins:read",), {"channel": True}),
    "bookmarks.list": (("bookmarks:read",), {"channel_id": True}),
    "usergroups.list": (("usergroups:read",), {"include_users": False}),
    "chat.postMessage": (("chat:write",), {"channel": True, "text": True, "unfurl_links": False, "unfurl_media": False}),
}  # fmt: skip
LARGEST_LIMIT = 1000


class FakeSlack:
    """A workspace made of an export. Change `messages`, `users` … between calls as people in Slack would."""

    def __init__(self, export: Path | None = None, *, now: float = 1792500000.0) -> None:
        self.now = now
        self.token = TOKEN
        self.scopes = list(SCOPES)
        self.tells_scopes = True
        self.team = {"team_id": "T0LARKSPR", "team": "Larkspur Digital", "url": "https://larkspur-digital.slack.example/"}
        self.channels: list[dict[str, Any]] = []
        self.messages: dict[str, list[dict[str, Any]]] = {}
        self.users: list[dict[str, Any]] = []
        self.bots: dict[str, str] = {}  # id → name, as bots.info tells it
        self.pins: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, Path | bytes] = {}
        self.not_in: set[str] = set()
        self.posted: list[dict[str, str]] = []
        self.calls: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.served: Counter[str] = Counter()
        self.tokens_elsewhere = 0
        self.largest_page: int | None = None
        self.shuffled: random.Random | None = None
        self.before: Callable[[str, dict[str, str]], str | None] = lambda method, given: None
        self.html_files = False
        self.endless: set[str] = set()  # ids of files that do not say how long they are, and do not end
        self.file_bytes = 0  # sent of files
        self.lock = threading.RLock()
        self._ordered: dict[str, Ordered] = {}
        self.url = ""
        if export is not None:
            self._load(export)

    def _load(self, export: Path) -> None:
        self.users = json.loads((export / "users.json").read_text(encoding="utf-8"))
        listed = json.loads((export / "channels.json").read_text(encoding="utf-8"))
        for record in listed:
            record = dict(record)
            self.pins[record["id"]] = record.pop("pins", [])
            self.channels.append(record)
            found: list[dict[str, Any]] = []
            for day in sorted((export / record["name"]).glob("????-??-??.json")):
                found += json.loads(day.read_text(encoding="utf-8"))
            self.messages[record["id"]] = found
        for folder in (export / "__uploads").glob("*") if (export / "__uploads").is_dir() else ():
            self.files[folder.name] = next(folder.iterdir())

    # -- the workspace as the API tells it ------------------------------------------------------------------------

    def top(self, channel: str) -> list[dict[str, Any]]:
        """What the channel shows, newest first."""
        return self.ordered(channel).top[::-1]

    def ordered(self, channel: str) -> Ordered:
        """The channel's messages in order, as they are now."""
        known = self._ordered.get(channel)
        if known is None or not known.is_of(self.messages[channel]):
            known = self._ordered[channel] = Ordered(self.messages[channel])
        return known

    def answer(self, method: str, given: dict[str, str]) -> dict[str, Any]:
        """Slack's answer, or its refusal."""
        if method not in METHODS:
            return {"ok": False, "error": "unknown_method", "req_method": method}
        needed, parameters = METHODS[method]
        if needed and not set(needed) & set(self.scopes):
            return {"ok": False, "error": "missing_scope", "needed": needed[0], "provided": ",".join(self.scopes)}
        unknown = set(given) - set(parameters)
        missing = {name for name, required in parameters.items() if required and not given.get(name)}
        if unknown or missing:
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": sorted(unknown | missing)}}
        if "limit" in given and not (given["limit"].isdigit() and 1 <= int(given["limit"]) <= LARGEST_LIMIT):
            return {"ok": False, "error": "invalid_limit"}
        for name in ("oldest", "latest", "ts"):
            try:
                float(given.get(name, "0"))
            except ValueError:
                return {"ok": False, "error": f"invalid_ts_{name}"}
        channel = given.get("channel") or given.get("channel_id")
        if channel is not None:
            if channel not in self.messages:
                return {"ok": False, "error": "channel_not_found"}
            if channel in self.not_in and method not in ("conversations.info",):
                return {"ok": False, "error": "not_in_channel"}
        return getattr(self, method.replace(".", "_"))(given)

    def auth_test(self, given: dict[str, str]) -> dict[str, Any]:
        return {"ok": True, **self.team, "user": "postmortem", "user_id": "U0POSTMORT0", "bot_id": "B0POSTMORT0"}

    def conversations_list(self, given: dict[str, str]) -> dict[str, Any]:
        kinds = given.get("types", "public_channel").split(",")
        shown = [self._record(c) for c in self.channels if ("private_channel" if c.get("is_private") else "public_channel") in kinds]
        return self._page(shown, given, "channels")

    def conversations_info(self, given: dict[str, str]) -> dict[str, Any]:
        return {"ok": True, "channel": self._record(next(c for c in self.channels if c["id"] == given["channel"]))}

    def _record(self, channel: dict[str, Any]) -> dict[str, Any]:
        record = {key: value for key, value in channel.items() if key != "members"}
        return {**record, "is_channel": True, "is_member": channel["id"] not in self.not_in}

    def conversations_members(self, given: dict[str, str]) -> dict[str, Any]:
        return self._page(next(c for c in self.channels if c["id"] == given["channel"]).get("members", []), given, "members")

    def conversations_history(self, given: dict[str, str]) -> dict[str, Any]:
        return self._stretch(self.ordered(given["channel"]).top, given, newest_first=True)

    def conversations_replies(self, given: dict[str, str]) -> dict[str, Any]:
        ordered = self.ordered(given["channel"])
        root, replies = ordered.found.get(given["ts"]), ordered.replies.get(given["ts"], [])
        if root is None and not replies:
            return {"ok": False, "error": "thread_not_found"}
        answer = self._stretch(replies, given, newest_first=False)
        answer["messages"] = [*([self._as_told(root)] if root else []), *answer["messages"]]
        return answer

    def _stretch(self, messages: list[dict[str, Any]], given: dict[str, str], *, newest_first: bool) -> dict[str, Any]:
        """A page by time: the cursor holds the ts of the last message of the page before, as Slack's do."""
        if cursor := given.get("cursor"):
            given = {**given, "after": base64.b64decode(cursor).decode().removeprefix("next_ts:")}
        found = stretch(messages, given, newest_first=newest_first)
        limit = min(int(given.get("limit") or 100), self.largest_page or LARGEST_LIMIT)
        if self.shuffled is not None:
            limit = self.shuffled.randint(max(limit // 2, 1), limit)
        page = found[:limit]
        more = len(found) > limit
        following = base64.b64encode(f"next_ts:{page[-1]['ts']}".encode()).decode() if more else ""
        for message in page:
            self.served[message["ts"]] += 1
        told = [self._as_told(m) for m in page]
        if self.shuffled is not None:
            self.shuffled.shuffle(told)
        return {"ok": True, "messages": told, "has_more": more, "response_metadata": {"next_cursor": following}}

    def _as_told(self, message: dict[str, Any]) -> dict[str, Any]:
        """As the API has it: without the export's list of replies, and with file links of this server."""
        told = {key: value for key, value in message.items() if key not in ("replies", "parent_user_id")}
        if told.get("files"):
            told["files"] = [
                {**file, "url_private": f"{self.url.removesuffix('api/')}files/{file['id']}", "url_private_download": ""} if "url_private" in file else file
                for file in told["files"]
            ]  # fmt: skip
        return told

    def users_list(self, given: dict[str, str]) -> dict[str, Any]:
        answer = self._page(self.users, given, "members")
        return {**answer, "members": [self._user(user) for user in answer["members"]]}

    def users_info(self, given: dict[str, str]) -> dict[str, Any]:
        found = [self._user(user) for user in self.users if user["id"] == given["user"]]
        return {"ok": True, "user": found[0]} if found else {"ok": False, "error": "user_not_found"}

    def _user(self, user: dict[str, Any]) -> dict[str, Any]:
        """Without the e-mail address, for which another scope is needed."""
        return {**user, "profile": {key: value for key, value in user.get("profile", {}).items() if key != "email"}}

    def bots_info(self, given: dict[str, str]) -> dict[str, Any]:
        name = self.bots.get(given["bot"])
        if name is None:
            return {"ok": False, "error": "bot_not_found"}
        return {"ok": True, "bot": {"id": given["bot"], "deleted": False, "name": name, "app_id": f"A{given['bot'][1:]}", "updated": 1700000000}}

    def pins_list(self, given: dict[str, str]) -> dict[str, Any]:
        found = self.ordered(given["channel"]).found
        items = [
            {"type": "message", "created": pin["created"], "created_by": pin["user"], "channel": given["channel"], "message": self._as_told(found[pin["id"]])}
            for pin in self.pins.get(given["channel"], [])
            if pin["id"] in found
        ]
        return {"ok": True, "items": items}

    def bookmarks_list(self, given: dict[str, str]) -> dict[str, Any]:
        return {"ok": True, "bookmarks": []}

    def usergroups_list(self, given: dict[str, str]) -> dict[str, Any]:
        return {"ok": True, "usergroups": []}

    def chat_postMessage(self, given: dict[str, str]) -> dict[str, Any]:
        self.posted.append(given)
        return {"ok": True, "channel": given["channel"], "ts": f"{self.now:.6f}", "message": {"text": given["text"]}}

    def _page(self, elements: list[Any], given: dict[str, str], name: str) -> dict[str, Any]:
        start = int(base64.b64decode(given["cursor"])) if given.get("cursor") else 0
        end = start + min(int(given.get("limit") or 100), self.largest_page or LARGEST_LIMIT)
        following = base64.b64encode(str(end).encode()).decode() if end < len(elements) else ""
        return {"ok": True, name: elements[start:end], "response_metadata": {"next_cursor": following}}

    # -- the server -----------------------------------------------------------------------------------------------

    @contextmanager
    def serving(self) -> Any:
        """Serve on a free port of this machine; `url` is the API's address."""
        server = serve(self)
        self.url = f"http://127.0.0.1:{server.server_address[1]}/api/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
