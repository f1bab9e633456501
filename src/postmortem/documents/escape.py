"""Plain text as Markdown that reads back as exactly that text: only what could be markup where it stands gets a backslash.

People edit the Markdown, so it stays as quiet as it safely can. Everything that a template interpolates goes through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup


class SafeMarkdown(Markup):
    """Markdown that we made ourselves: it is not escaped again. Jinja knows it, so that macros keep what they are given."""

    __slots__ = ()


# Markup, or the beginning of markup: a backslash before punctuation, emphasis unless alone, code and the end of a table's cell,
# links (but not what marks an omission: […]), HTML and autolinks, strikethrough.
ALWAYS = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|(?<! )\*|\*(?! )|[`|]|\[(?!…\](?![(\[:]))|<(?!\s)|~(?=~)|(?<=~)~")
# Underscores between letters are no emphasis.
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What would be read as an entity.
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
# What a line must not begin with: headings, quotes, bullets, rules, underlines, code fences by tildes.
LINE_START = re.compile(r"^(?:([#>=~]|[-+](?=[\s-]|$))|(\d{1,9})([.)])(?=\s|$))")
# Something that may need a backslash, or is no single line as it stands. Most of what people write has nothing of it.
NEEDS_A_LOOK = re.compile(r"[^ -~]|[\\`*_\[<|~&#]|^[>=+\-\d ]|  | $")
# Everything that is not a character of a text: controls, lone surrogates, non-characters.
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of writing around; shown, not obeyed.
BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile(r"[ \t\r\n\u2028\u2029\x85]+")
BACKTICKS = re.compile(r"`+")
# A marker that somebody wrote in the channel asks for nothing: it loses its colour, so that nothing counts it.
MARKER, NO_MARKER = "\u25b6", "\u25b7"


def clean(text: str) -> str:
    """The text without characters that no document can hold; direction marks become visible."""
    if text.isascii() and text.isprintable():
        return text
    text = NO_TEXT.sub("", text)
    return BIDI.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def escape(text: str) -> SafeMarkdown:
    """Plain text in one line of Markdown, for a paragraph, a list item or a table cell. Line breaks become spaces."""
    if not NEEDS_A_LOOK.search(text):
        return SafeMarkdown(text)
    return SafeMarkdown(_escape_line(one_line(text)))


def one_line(text: str) -> str:
    """The text as one line of a document shows it."""
    return SPACES.sub(" ", clean(text)).strip().replace(MARKER, NO_MARKER)


def rich(text: str) -> SafeMarkdown:
    """Like `escape`, but what stands in backticks becomes code."""
    if not NEEDS_A_LOOK.search(text):
        return SafeMarkdown(text)
    line = one_line(text)
    if "`" not in line:
        return SafeMarkdown(_escape_line(line))
    out: list[str] = []
    at = 0
    for start, end, code in _code_spans(line):
        before = line[at:start]
        out += [escape_inside(before) if out else _escape_line(before), code]
        at = end
    out.append(escape_inside(line[at:]) if out else _escape_line(line[at:]))
    return SafeMarkdown("".join(out))


def _code_spans(line: str) -> Iterator[tuple[int, int, str]]:
    """Where code stands in a line, and how it is written. A bar would end a table's cell, so that code with one stays text."""
    runs = [(match.start(), match.end()) for match in BACKTICKS.finditer(line)]
    number = 0
    while number + 1 < len(runs):
        (start, inner), (close, end) = runs[number], runs[number + 1]
        code, fence = line[inner:close], line[start:inner]
        # Only the next run can end it: so the code has no backticks in it, and looking is linear.
        if end - close == inner - start and code.strip() and "|" not in code:
            yield start, end, f"{fence[:1]}{code.strip()}{fence[:1]}"
            number += 2
        else:
            number += 1


def code_block(text: str) -> SafeMarkdown:
    """A block of code, in a fence longer than any inside it."""
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return SafeMarkdown(f"{fence}\n{text.strip(chr(10))}\n{fence}")


def _escape_line(line: str) -> str:
    escaped = escape_inside(line)
    return LINE_START.sub(lambda match: f"{match[2]}\\{match[3]}" if match[2] else f"\\{match[1]}", escaped)


def escape_inside(text: str) -> str:
    """Text that stands somewhere inside a line: what could be markup there gets a backslash."""
    text = ALWAYS.sub(lambda match: f"\\{match.group()}", text)
    if "_" in text:
        text = UNDERSCORE.sub(r"\\_", text)
    if "&" in text:
        text = ENTITY.sub(r"\\&", text)
    # A heading's closing hashes are dropped by readers; a backslash before the last one keeps them all.
    return f"{text[:-1]}\\#" if text.endswith("#") else text
