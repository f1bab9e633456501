"""Plain text as Markdown that reads back as exactly that text: only what could be markup where it stands gets a backslash.

People edit the Markdown, so it stays as quiet as it safely can. Everything that a template interpolates goes through here.
"""

from __future__ import annotations

import re


class SafeMarkdown(str):
    """Markdown that we made ourselves: it is not escaped again."""

    __slots__ = ()


# Always markup, or the beginning of markup: escapes, code, emphasis, links, HTML and autolinks, table cells, strikethrough.
ALWAYS = re.compile(r"[\\`*\[<|]|~(?=~)|(?<=~)~")
# Underscores between letters are no emphasis.
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What would be read as an entity.
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
# What a line must not begin with: headings, quotes, bullets, rules, underlines, code fences by tildes.
LINE_START = re.compile(r"^(?:([#>=~]|[-+](?=[\s-]|$))|(\d{1,9})([.)])(?=\s|$))")
# Everything that is not a character of a text: controls, lone surrogates, non-characters.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of writing around; shown, not obeyed.
BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile(r"[ \t\r\n\u2028\u2029\x85]+")
INLINE_CODE = re.compile(r"`([^`\n|]{1,500})`")


def clean(text: str) -> str:
    """The text without characters that no document can hold; direction marks become visible."""
    if text.isascii() and text.isprintable():
        return text
    text = NO_TEXT.sub("", text)
    return BIDI.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def escape(text: str) -> SafeMarkdown:
    """Plain text in one line of Markdown, for a paragraph, a list item or a table cell. Line breaks become spaces."""
    return SafeMarkdown(_escape_line(SPACES.sub(" ", clean(text)).strip()))


def rich(text: str) -> SafeMarkdown:
    """Like `escape`, but what stands in backticks becomes code."""
    line = SPACES.sub(" ", clean(text)).strip()
    if "`" not in line:
        return SafeMarkdown(_escape_line(line))
    out: list[str] = []
    at = 0
    for match in INLINE_CODE.finditer(line):
        if not match.group(1).strip() or line[at : match.start()].endswith("`"):
            continue
        before = line[at : match.start()]
        out.append(_escape_line(before) if not out else _escape_inside(before))
        out.append(f"`{match.group(1)}`")
        at = match.end()
    out.append(_escape_inside(line[at:]) if out else _escape_line(line[at:]))
    return SafeMarkdown("".join(out))


def code_block(text: str) -> SafeMarkdown:
    """A block of code, in a fence longer than any inside it."""
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return SafeMarkdown(f"{fence}\n{text.strip(chr(10))}\n{fence}")


def _escape_line(line: str) -> str:
    escaped = _escape_inside(line)
    return LINE_START.sub(lambda match: f"{match[2]}\\{match[3]}" if match[2] else f"\\{match[1]}", escaped)


def _escape_inside(text: str) -> str:
    text = ALWAYS.sub(lambda match: f"\\{match.group()}", text)
    if "_" in text:
        text = UNDERSCORE.sub(r"\\_", text)
    if "&" in text:
        text = ENTITY.sub(r"\\&", text)
    return text
