"""Texts as Slack stores them twice: the story's words to Slack's `text`, and that to a rich_text block."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from zlib import crc32

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)  # blocks and spans of code
# What a story may write in a text: raw tokens, mentions, channels, links, e-mail addresses.
_WRITTEN = re.compile(
    r"‹(?P<raw>[^›]+)›|@@(?P<who>\w[\w-]*(?:\.\w+)*)|##(?P<channel>[\w-]+)|\[(?P<label>[^\]\n]+)\]\((?P<target>(?:https?://|mailto:)[^)\s]+)\)"
    r"|(?P<url>https?://[^\s)>,]+[^\s)>,.])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_URL = re.compile(r"https?://[^\s;`'\"<>)]+")  # an address inside code
_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
# Slack's inline marks, in text that is escaped already.
_INLINE = re.compile(
    r"<@(?P<user>\w+)>|<#(?P<channel>\w+)(?:\|[^>]*)?>|<!(?P<cast>here|channel|everyone)>|<!subteam\^(?P<group>\w+)[^>]*>|<!date\^(?P<stamp>\d+)\^(?P<format>[^|>]*)\|(?P<fallback>[^>]*)>"
    r"|<(?P<url>(?:https?://|mailto:)[^|>]+)(?:\|(?P<label>[^>]+))?>|:(?P<emoji>[a-z][a-z0-9_+-]*|\+1|-1):(?::skin-tone-(?P<tone>[2-6]):)?|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?P<bold>\S(?:[^*\n]*\S)?)\*(?![\w*])|(?<![\w_])_(?P<italic>\S(?:[^_\n]*\S)?)_(?![\w_])|(?<![\w~])~(?P<strike>\S(?:[^~\n]*\S)?)~(?![\w~])"
)


def slack_text(written: str, mention: Callable[[str], str], channel: Callable[[str], str]) -> str:
    """A story's words as Slack's `text`: escaped, with its tokens. `mention` and `channel` give the tokens for a short name."""

    def token(found: re.Match[str]) -> str:
        if found["raw"]:
            return "<" + re.sub(r"\{#([\w-]+)\}", lambda name: channel(name[1]).strip("<#>").partition("|")[0], found["raw"]) + ">"
        if found["who"]:
            return mention(found["who"])
        if found["channel"]:
            return channel(found["channel"])
        if found["label"]:
            return f"<{_escape(found['target'])}|{_escape(found['label'])}>"
        if found["mail"]:
            return f"<mailto:{found['mail']}|{found['mail']}>"
        return f"<{_escape(found['url'])}>"

    parts = []
    for number, part in enumerate(_CODE.split(written)):
        if number % 2:
            parts.append(_URL.sub(lambda found: f"<{found[0]}>", _escape(part)))
        else:
            last = 0
            for found in _WRITTEN.finditer(part):
                parts += [_escape(part[last : found.start()]), token(found)]
                last = found.end()
            parts.append(_escape(part[last:]))
    return "".join(parts)


def rich_text(text: str) -> list[dict[str, Any]]:
    """The block that Slack's message box makes of a text."""
    elements: list[dict[str, Any]] = []
    for number, part in enumerate(_FENCE.split(text)):
        if number % 2:
            elements.append({"type": "rich_text_preformatted", "elements": _code(part.strip("\n")), "border": 0})
        else:
            elements += _prose(part.removeprefix("\n") if number else part)
    block = format(crc32(text.encode()), "x")[:5]
    return [{"type": "rich_text", "block_id": block, "elements": elements or [{"type": "rich_text_section", "elements": []}]}]


def _prose(text: str) -> list[dict[str, Any]]:
    """Sections, quotes and lists."""
    found: list[dict[str, Any]] = []
    for kind, lines in _runs(text):
        if kind == "quote":
            found.append({"type": "rich_text_quote", "elements": _inline("\n".join(lines))})
        elif kind == "list":
            items = [{"type": "rich_text_section", "elements": _inline(line)} for line in lines]
            found.append({"type": "rich_text_list", "elements": items, "style": "bullet", "indent": 0, "border": 0})
        elif section := _inline("\n".join(lines)):
            found.append({"type": "rich_text_section", "elements": section})
    return found


def _runs(text: str) -> list[tuple[str, list[str]]]:
    """The lines of a text, those of one kind together, without their quote marks and bullets."""
    runs: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        kind = "quote" if line.startswith("&gt; ") else "list" if line.startswith("• ") else "section"
        bare = line.removeprefix("&gt; ") if kind == "quote" else line.removeprefix("• ")
        if runs and runs[-1][0] == kind:
            runs[-1][1].append(bare)
        else:
            runs.append((kind, [bare]))
    return [(kind, lines) for kind, lines in runs if any(lines)]


def _code(text: str) -> list[dict[str, Any]]:
    """A block of code: Slack makes links of the addresses in it."""
    elements: list[dict[str, Any]] = []
    for number, part in enumerate(re.split(r"<(https?://[^>]+)>", text)):
        if part:
            elements.append({"type": "link", "url": _plain(part)} if number % 2 else {"type": "text", "text": _plain(part)})
    return elements


def _inline(text: str) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = []
    last = 0
    for found in _INLINE.finditer(text):
        if before := text[last : found.start()]:
            elements.append({"type": "text", "text": _plain(before)})
        elements.append(_element(found))
        last = found.end()
    if rest := text[last:]:
        elements.append({"type": "text", "text": _plain(rest)})
    return elements


def _element(found: re.Match[str]) -> dict[str, Any]:
    for style in ("code", "bold", "italic", "strike"):
        if found[style]:
            return {"type": "text", "text": _plain(found[style]), "style": {style: True}}
    if found["user"]:
        return {"type": "user", "user_id": found["user"]}
    if found["channel"]:
        return {"type": "channel", "channel_id": found["channel"]}
    if found["cast"]:
        return {"type": "broadcast", "range": found["cast"]}
    if found["group"]:
        return {"type": "usergroup", "usergroup_id": found["group"]}
    if found["stamp"]:
        return {"type": "date", "timestamp": int(found["stamp"]), "format": found["format"], "fallback": found["fallback"]}
    if found["emoji"]:
        tone = {"skin_tone": int(found["tone"])} if found["tone"] else {}
        return {"type": "emoji", "name": found["emoji"], **tone}
    label = {"text": _plain(found["label"])} if found["label"] else {}
    return {"type": "link", "url": _plain(found["url"]), **label}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
