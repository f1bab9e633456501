"""Which characters of Slack's text may travel on: no control characters, no hidden change of direction, one kind of line end."""

from __future__ import annotations

import re

# Anything that `clean_text` changes: control characters but tab and line feed, bidirectional overrides and isolates,
# lone surrogates, and the line ends that are not "\n".
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# Line ends other than "\n"; "\r\n" is one of them and comes first.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# White space of any length, for names, which are one line.
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """The text with line ends as "\\n", without control characters; direction overrides are shown as "[U+202E]"."""
    if _UNCLEAN.search(text) is None:
        return text
    return _UNCLEAN.sub(_replacement, _LINE_END.sub("\n", text))


def clean_name(value: object) -> str:
    """A name, title or id as one clean line; "" for whatever is not text (numbers are written out)."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    if value.isascii() and value.isprintable():
        return value.strip() if value[:1] == " " or value[-1:] == " " else value
    return _SPACES.sub(" ", clean_text(value)).strip()


def _replacement(match: re.Match[str]) -> str:
    character = match[0]
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return f"[U+{ord(character):04X}]"
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return ""
