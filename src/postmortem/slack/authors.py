"""Who speaks in a message: a person of the roster, somebody known only from the message, a bridged author, or a tool."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from sys import intern
from typing import Any, NamedTuple

from postmortem.slack.characters import clean_name
from postmortem.slack.raw import SLACKBOT, Raw, as_dict, as_user
from postmortem.slack.transcript import Person

# A name that a bridge gives to somebody on another network: "[irc] <ada>", "[matrix] Ada".
_BRIDGED = re.compile(
    r"\[(?:irc|matrix|discord|telegram|gitter|xmpp|teams|zulip|mattermost|slack)\]\s*<?(?P<name>[^<>\s][^<>]*)>?\Z", re.IGNORECASE
)

_NAMELESS = "a bot"


class Author(NamedTuple):
    """`id`: a user id or ""; `name`: what the message shows where the roster does not say it; `bot`: the tool's name or ""."""

    id: str
    name: str = ""
    bot: str = ""


class Authors:
    """The roster, growing by whomever messages tell of."""

    def __init__(self, people: dict[str, Person]) -> None:
        self._people = {intern(key): _clean(person) for key, person in people.items()}
        self._names = {name.casefold() for person in self._people.values() if not person.is_bot for name in _full_names(person)}
        self._outside: dict[str, Person] = {}

    def read(self, raw: Raw, subtype: str) -> Author:
        """The author of a message."""
        value = raw.get("user")
        user = as_user(value)
        if subtype == "file_comment" and not user:
            user = as_user(as_dict(raw.get("comment")).get("user"))
        if subtype == "file_share" and not user:
            user = as_user(as_dict(raw.get("file")).get("user"))
        person = self._people.get(user)
        if value == SLACKBOT:
            return Author("", bot="Slackbot")
        is_tool = subtype == "bot_message" or bool(raw.get("bot_id")) or bool(raw.get("bot_profile"))
        if person is not None and not person.is_bot and subtype != "bot_message":
            return Author(user)
        if person is not None and person.is_bot:
            own = person.real_name or person.display_name or person.handle
            return Author(user, bot=self._bot_name(raw) or intern(own or _NAMELESS))
        if is_tool:
            return self._tool(raw, user)
        name = self.profile(raw) or clean_name(raw.get("username"))
        return Author(user, name=intern(name))

    def _tool(self, raw: Raw, user: str) -> Author:
        username = clean_name(raw.get("username"))
        if bridged := _BRIDGED.match(username):
            return Author(user, name=intern(bridged["name"].strip()))
        bot = self._bot_name(raw)
        shown = username if username != bot else ""
        if bot and bot.casefold() in self._names:
            return Author(user, name=intern(shown or bot), bot=_NAMELESS)
        return Author(user, name=intern(shown), bot=bot or _NAMELESS)

    def _bot_name(self, raw: Raw) -> str:
        """What a tool is called: as the message says, else as Slack says of its id where it was asked."""
        name = clean_name(as_dict(raw.get("bot_profile")).get("name")) or clean_name(raw.get("username"))
        if not name:
            key = raw.get("bot_id")
            asked = self._people.get(key) if isinstance(key, str) else None
            name = asked.real_name if asked is not None and asked.is_bot else ""
        return intern(name)

    def profile(self, raw: Raw) -> str:
        """Take in the profile that a message carries of an author who is not in the roster; the name that it shows."""
        key = as_user(raw.get("user"))
        profile = as_dict(raw.get("user_profile"))
        if not key or key in self._people or not profile:
            return self._shown(key)
        known = self._outside.get(key) or Person(id=key, in_roster=False)
        told: dict[str, Any] = {name: clean_name(profile.get(source)) for name, source in _PROFILE_FIELDS.items()}
        told = {name: text for name, text in told.items() if text}
        told["is_guest"] = known.is_guest or profile.get("is_restricted") is True or profile.get("is_ultra_restricted") is True
        self._outside[key] = replace(known, **told)
        return self._shown(key)

    def _shown(self, key: str) -> str:
        person = self._outside.get(key)
        return (person.display_name or person.real_name or person.handle) if person else ""

    def mentioned(self, key: str, label: str) -> None:
        """Take in the name in a mention of somebody who is not in the roster."""
        if key in self._people or key[:1] not in ("U", "W"):
            return
        known = self._outside.get(key)
        if known is None:
            self._outside[key] = Person(id=key, handle=clean_name(label), in_roster=False)
        elif label and not known.handle:
            self._outside[key] = replace(known, handle=clean_name(label))

    def all(self, joined: Iterable[str]) -> dict[str, Person]:
        """Everybody: the roster, whomever messages told of, and whoever is known by an id alone."""
        known = {**self._people, **self._outside}
        return known | {key: Person(id=key, in_roster=False) for key in sorted(joined) if key not in known}


_PROFILE_FIELDS = {
    "handle": "name",
    "real_name": "real_name",
    "display_name": "display_name",
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "email",
    "team_id": "team",
}

_TEXT_FIELDS = tuple(field.name for field in fields(Person) if field.type == "str" and field.name != "id")


def _clean(person: Person) -> Person:
    """The person with names that hold no control characters and no hidden change of direction."""
    changed: dict[str, Any] = {name: clean_name(getattr(person, name)) for name in _TEXT_FIELDS}
    return replace(person, **changed) if any(getattr(person, name) != text for name, text in changed.items()) else person


def _full_names(person: Person) -> list[str]:
    return [name for name in (person.real_name, person.display_name, person.handle) if name]
