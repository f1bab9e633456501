"""A story's people, tools, files and messages in the shapes that Slack's export gives them."""

from __future__ import annotations

import re
from typing import Any
from zlib import crc32

from file_shapes import file_shape
from rich_text import rich_text, slack_text
from script import Line, at

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def slack_id(letter: str, words: str) -> str:
    """An id such as U04QK1X2B9C that is always the same for the same words."""
    number = crc32(words.encode()) * 131 + crc32(words[::-1].encode())
    digits = ""
    while len(digits) < 9:
        number, rest = divmod(number, 36)
        digits += _ALPHABET[rest]
    return f"{letter}0{digits}"


class Shapes:
    """The shapes of one story. `story` is a module of `story/`; `pictures` holds the bytes of its files, by name."""

    def __init__(self, story: Any, files: dict[str, bytes]) -> None:
        self.story = story
        self.files = files
        self.team = story.TEAM
        self.people = {**story.PEOPLE, **getattr(story, "OUTSIDERS", {})}

    # who and where

    def user(self, who: str) -> str:
        """The user id behind a short name."""
        return slack_id("U", f"{self.team} {who}")

    def channel(self, name: str) -> str:
        """The id of a channel."""
        return slack_id("C", f"{self.team} {name}")

    def mention(self, who: str) -> str:
        """Slack's token for a person, a user group or here, channel, everyone."""
        if who in ("here", "channel", "everyone"):
            return f"<!{who}>"
        if who in self.story.GROUPS:
            return f"<!subteam^{slack_id('S', who)}|@{who}>"
        if who not in self.people:
            raise SystemExit(f"nobody is called {who}")
        return f"<@{self.user(who)}>"

    def text(self, written: str) -> str:
        """A story's words as Slack's text."""
        return slack_text(written, self.mention, lambda name: f"<#{self.channel(name)}|{name}>")

    def roster_entry(self, who: str) -> dict[str, Any]:
        """A person as users.json has them."""
        person = self.people[who]
        bot = person.get("bot", False)
        return {
            "id": self.user(who),
            "team_id": self.team,
            "name": person["handle"],
            "deleted": person.get("deleted", False),
            "color": format(crc32(who.encode()) % 0xFFFFFF, "06x"),
            "real_name": person["name"],
            "tz": "Europe/London",
            "tz_label": "British Summer Time",
            "tz_offset": 3600,
            "profile": {
                "title": person.get("title", ""),
                "phone": "",
                "skype": "",
                "real_name": person["name"],
                "real_name_normalized": person["name"],
                "display_name": person.get("display", ""),
                "display_name_normalized": person.get("display", ""),
                "fields": None,
                "status_text": person.get("status", ""),
                "status_emoji": "",
                "status_expiration": 0,
                "avatar_hash": format(crc32(person["handle"].encode()), "012x"),
                **({} if bot else {"email": f"{person['handle']}@larkspur.example"}),
                **({"first_name": person["first"], "last_name": person["last"]} if "first" in person else {}),
                "image_72": "https://avatars.example.org/72.png",
                "team": self.team,
                **({"bot_id": slack_id("B", who), "api_app_id": slack_id("A", who)} if bot else {}),
            },
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": person.get("guest", False),
            "is_ultra_restricted": False,
            "is_bot": bot,
            "is_app_user": False,
            "updated": 1_788_000_000,
            "is_email_confirmed": not bot,
            "who_can_share_contact_card": "EVERYONE",
        }

    def _user_profile(self, who: str) -> dict[str, Any]:
        person = self.people[who]
        return {
            "avatar_hash": format(crc32(person["handle"].encode()), "012x"),
            "image_72": "https://avatars.example.org/72.png",
            "first_name": person.get("first", person["name"]),
            "real_name": person["name"],
            "display_name": person.get("display", ""),
            "team": person.get("team", self.team),
            "name": person["handle"],
            "is_restricted": person.get("guest", False),
            "is_ultra_restricted": False,
        }

    # messages

    def message(self, line: Line, channel: str, labels: dict[str, Line]) -> dict[str, Any]:
        """A message as its channel's day file has it, without what is known only from its thread."""
        if line.who.startswith("*"):
            return self._by_slack(line, channel, labels)
        if line.who in self.story.TOOLS:
            shape = self._by_tool(line)
        elif "tombstone" in line.notes:
            shape = {"user": "USLACKBOT", "type": "message", "subtype": "tombstone", "ts": line.ts, "text": "This message was deleted.", "hidden": True}
        else:
            shape = self._by_person(line)
        if "file" in line.notes:
            shape |= {"files": [self._file(name, line) for name in line.note("file").split()], "upload": False, "display_as_bot": False}
        if "subtype" in line.notes:
            shape["subtype"] = line.note("subtype")
        if "unfurl" in line.notes:
            shape["attachments"] = [self._unfurl(note, number) for number, note in enumerate(line.notes["unfurl"], 1)]
        if "edited" in line.notes:
            moment = at(line, line.note("edited"))
            shape["edited"] = {"user": shape.get("user", "USLACKBOT"), "ts": f"{int(moment.timestamp())}.000000"}
        if "react" in line.notes:
            shape["reactions"] = [self._reaction(note) for note in line.notes["react"]]
        for name in line.note("null").split():
            shape[name] = None
        return shape

    def _by_person(self, line: Line) -> dict[str, Any]:
        person, text = self.people[line.who], self.text(line.text)
        key = format(crc32(line.ts.encode()), "08x")
        team = person.get("team", self.team)
        shape: dict[str, Any] = {
            "client_msg_id": f"{key}-{key[:4]}-4{key[1:4]}-a{key[4:7]}-{key}{key[:4]}",
            "type": "message",
            "text": text,
            "user": self.user(line.who),
            "ts": line.ts,
            **({"blocks": rich_text(text)} if text else {}),
            "team": team,
        }
        if "team" in person:
            shape |= {"user_team": person.get("user_team", team), "source_team": team}
        if "team" in person or crc32(key.encode()) % 3:
            shape |= {"user_team": person.get("user_team", team), "source_team": team, "user_profile": self._user_profile(line.who)}
        if "subtype" in line.notes or not text:
            shape.pop("client_msg_id")
        return shape

    def _by_tool(self, line: Line) -> dict[str, Any]:
        tool = self.story.TOOLS[line.who]
        shape: dict[str, Any] = {"type": "message", "text": "", "ts": line.ts, "bot_id": slack_id("B", tool["name"])}
        if tool.get("app"):  # an app of today: it has a user of its own, and says which app it is
            shape |= {"user": self.user(line.who), "app_id": slack_id("A", tool["name"]), "team": self.team}
            shape["bot_profile"] = {
                "id": shape["bot_id"],
                "app_id": shape["app_id"],
                "user_id": shape["user"],
                "name": tool["name"],
                "icons": {"image_72": "https://avatars.example.org/app.png"},
                "deleted": False,
                "updated": 1_788_000_000,
                "team_id": self.team,
            }
        else:
            shape |= {"subtype": "bot_message", "username": line.note("as") or tool["name"], "icons": {"emoji": tool.get("icon", ":robot_face:")}}
        match tool["style"]:
            case "text":
                shape["text"] = self.text(line.text)
            case "attachments":
                shape["attachments"] = [self._attachment(part, number) for number, part in enumerate(line.text.split("\n---\n"), 1)]
            case "blocks":
                shape["blocks"] = self._blocks(line.text)
                if "fallback" in line.notes:
                    shape["text"] = self.text(line.note("fallback") or line.text.partition("\n\n")[0])
        return shape

    def _attachment(self, text: str, number: int) -> dict[str, Any]:
        """From lines such as `title: Words | address`; what has no such head is the attachment's text."""
        shape: dict[str, Any] = {"id": number, "mrkdwn_in": ["text", "pretext", "fields"]}
        body, fields = [], []
        for row in text.split("\n"):
            head, _, value = row.partition(": ")
            if head == "field":
                name, _, content = value.partition(" = ")
                fields.append({"title": name, "value": self.text(content), "short": len(content) < 30})
            elif head in ("pretext", "footer", "color", "fallback"):
                shape[head] = self.text(value) if head == "pretext" else value
            elif head == "title":
                shape["title"], _, link = value.partition(" | ")
                shape |= {"title_link": link} if link else {}
            else:
                body.append(row)
        shape |= {"text": self.text("\n".join(body))} if body else {}
        shape |= {"fields": fields} if fields else {}
        shape.setdefault("fallback", shape.get("title", "[no preview available]"))
        return shape

    def _blocks(self, text: str) -> list[dict[str, Any]]:
        """From paragraphs: a heading (`# …`), fields (`| a | b`), small print (`~ …`), a button (`[…](…)!`), or a section."""
        shapes: list[dict[str, Any]] = []
        for number, paragraph in enumerate(text.split("\n\n")):
            block: dict[str, Any]
            if paragraph.startswith("# "):
                block = {"type": "header", "text": {"type": "plain_text", "text": paragraph[2:], "emoji": True}}
            elif paragraph.startswith("| "):
                block = {"type": "section", "fields": [_mrkdwn(self.text(cell.strip())) for cell in paragraph[2:].split(" | ")]}
            elif paragraph.startswith("~ "):
                block = {"type": "context", "elements": [_mrkdwn(self.text(paragraph[2:]))]}
            elif button := re.fullmatch(r"\[(.+)\]\((.+)\)!", paragraph):
                element = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": button[1], "emoji": True}, "url": button[2]}
                block = {"type": "actions", "elements": [element]}
            else:
                block = {"type": "section", "text": _mrkdwn(self.text(paragraph))}
            shapes.append(block | {"block_id": format(crc32(f"{number}{paragraph}".encode()), "x")[:5]})
        return shapes

    def _by_slack(self, line: Line, channel: str, labels: dict[str, Line]) -> dict[str, Any]:
        """Slack's own messages: joins, topics, pins, the channel's end."""
        who, _, rest = line.text.partition(" ")
        user = self.user(who)
        shape: dict[str, Any] = {"type": "message", "user": user, "ts": line.ts}
        match line.who:
            case "*join":
                invited = {"inviter": self.user(rest)} if rest else {}
                return {"subtype": "channel_join", **shape, "text": f"<@{user}> has joined the channel", **invited}
            case "*leave":
                return {"subtype": "channel_leave", **shape, "text": f"<@{user}> has left the channel"}
            case "*topic" | "*purpose":
                what, value = line.who[1:], self.text(rest)
                return {"subtype": f"channel_{what}", **shape, "text": f"set the channel {what}: {value}", what: value}
            case "*name":
                old, new = rest.split()
                return {"subtype": "channel_name", **shape, "old_name": old, "name": new, "text": f'has renamed the channel from "{old}" to "{new}"'}
            case "*archive":
                return {"subtype": "channel_archive", **shape, "members": [user], "text": "archived the channel"}
            case "*pin":
                item = labels[line.note("of")]
                author = self.people.get(item.who, {"name": self.story.TOOLS.get(item.who, {}).get("name", ""), "handle": item.who})
                quote = {
                    "fallback": f"[{item.ts}] {author['handle']}: {self.text(item.text)}",
                    "ts": item.ts,
                    "author_subname": author["name"],
                    "channel_id": self.channel(channel),
                    "channel_name": channel,
                    "is_msg_unfurl": True,
                    "text": self.text(item.text),
                    "author_name": author["name"],
                    "author_link": f"https://{self.story.DOMAIN}.slack.com/team/{self.user(item.who)}",
                    "mrkdwn_in": ["text"],
                    "id": 1,
                    "footer": f"Posted in #{channel}",
                }
                text = f"<@{user}> pinned a message to this channel."
                return {**shape, "subtype": "pinned_item", "text": text, "item_type": "C", "attachments": [quote]}
        raise SystemExit(f"{line.who} is not something that Slack posts")

    def _unfurl(self, note: str, number: int) -> dict[str, Any]:
        """From `address | site | title | text`: what Slack shows of a link's page."""
        url, site, title, text = (part.strip() for part in note.split(" | "))
        picture = {"image_url": url, "image_width": 480, "image_height": 270, "image_bytes": 184_203} if url.endswith(".gif") else {}
        shape = {"from_url": url, "original_url": url, "service_name": site, "title": title, "title_link": url, "text": text, "fallback": f"{site}: {title}", "id": number}
        return shape | picture

    def _reaction(self, note: str) -> dict[str, Any]:
        name, *people = note.split()
        users = [self.user(who) for who in people]
        return {"name": name, "users": users, "count": len(users)}

    # files

    def file_id(self, name: str) -> str:
        """The id of a file that a story names."""
        return slack_id("F", f"{self.team} {name}")

    def _file(self, name: str, line: Line) -> dict[str, Any]:
        file, file_id = self.story.FILES[name], self.file_id(name)
        if file.get("mode") == "hidden_by_limit":
            return {"id": file_id, "mode": "hidden_by_limit"}
        return file_shape(file, self.files[file["name"]], file_id=file_id, user=self.user(line.who), ts=line.ts, story=self.story)


def _mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": False}
