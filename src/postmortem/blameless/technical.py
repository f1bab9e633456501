"""Whether a word in prose is a part of something technical: a host, a path, an identifier, a setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from postmortem.blameless.fold import fold

if TYPE_CHECKING:
    from postmortem.blameless.names import Index

# What ends the chunk around a word: white space, brackets, quotes, list signs. "/" and "." do not: they make paths and hosts.
CHUNK_EDGE = frozenset(' \t\n\r\u00a0()[]{}<>"“”„«»,;!?*~|…·•')
# What divides a chunk into words of prose: "Sam/Jo", "Sam's", "Sam–Jo", "done.Sam".
CHUNK_PARTS = re.compile(r"[/&+]|[’']s\b|—|–|:(?!\d)|\.(?=[A-Z])|\.{2,}")
CHUNK_TRIM = "'’.:_`-–—=&+#"


def is_technical(text: str, start: int, end: int, index: Index, *, is_word: bool = False) -> bool:
    """Whether the word is a part of a host, a path, an identifier, an address or a setting."""
    return is_in_technical(text, start, end, lambda part: _names_somebody(part, index), is_word=is_word)


def is_in_technical(
    text: str, start: int, end: int, names_somebody: Callable[[str], bool] = str.istitle, *, is_word: bool = False
) -> bool:
    """The same where no roster tells who `names_somebody`: then a capital has to do."""
    left, right = start, end
    while left > 0 and start - left < 80 and text[left - 1] not in CHUNK_EDGE:
        left -= 1
    while right < len(text) and right - end < 80 and text[right] not in CHUNK_EDGE:
        right += 1
    chunk = text[left:right].strip(CHUNK_TRIM)
    word = text[start:end]
    if chunk in (word, f"{word}'s", f"{word}’s"):
        return False
    if "://" in chunk or "\\" in chunk or "@" in chunk.lstrip("@") or chunk[:1] in ("/", "$", "%", "-") or "=" in chunk:
        return True
    parts = [part.strip(CHUNK_TRIM) for part in CHUNK_PARTS.split(chunk)]
    if word in parts:
        # One of several words with slashes between: prose ("Sam/Jo"), unless it is a path.
        slashes = chunk.count("/")
        return (
            slashes > 0
            and not (word[:1].isupper() and slashes < 3)
            and not all(names_somebody(part) for part in parts if part)
        )
    for part in parts:
        if word in part:
            plain = "-" in part and not any(letter.isdigit() or letter in "._" for letter in part)
            return is_word or not (plain and word[:1].isupper())
    return True


def _names_somebody(word: str, index: Index) -> bool:
    return any(not form.needs_at for form in index.singles.get(fold(word).text, ()))
