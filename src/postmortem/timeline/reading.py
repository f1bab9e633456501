# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Reads a message as somebody skimming the channel would: its sentences, its words, and what it points to.

Only the beginning of a very long message is read; nothing here looks at code blocks, which hold what machines said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postmortem.blameless.transcript import BlamelessMessage
from postmortem.text import PieceKind

LONGEST = 4000  # characters of a message that are looked at: a sentence that tells something stands near the beginning
MOST_SENTENCES = 40
LONGEST_REMEMBERED = 300  # characters up to which a text is remembered while a channel is read: what is short is often said again
# What a sentence states does not hang on its numbers, but for none at all and those of HTTP's answers: with this translation
# sentences that differ in other digits are the same.
ALIKE = str.maketrans("36789", "11111")

# Words (with inner apostrophes, hyphens, dots in versions), and the marks that separate clauses.
TOKEN = re.compile(r"[a-z0-9#][\w'#/+-]*|[,;:!?()–—]")
# The end of a sentence: a stop followed by white space, or a line's end.
_SENTENCE_END = re.compile(r"(?<=[.!?])[ \t]+|\n+")
# Where, in a sentence that asks, the question begins after a statement; and what begins no statement.
_THEN_ASKS = re.compile(
    r"(?P<mark>,)\s(?=(?:and |but )?(?:[A-Z]\w+(?: \w+)?(?: \d+)?,? )?(?:can|could|shall|should|would|will|do|did|are|is|have) (?:you|we|i|anyone|anybody|someone|somebody|they|it)\b)"
)
_NO_STATEMENT = re.compile(
    r"(?:if|when|once|unless|so|ok|okay|and|but|what|why|who|how|which|where|can|could|shall|should|would|will|do|did|does|is|are|was|were|has|have|any|anyone|anybody|sorry|hi|hey|hello|thanks|thank)\b",
    re.IGNORECASE,
)
# An address in running text.
ADDRESS = re.compile(r"https?://[^\s<>|]{1,2000}")
# An address of something that changes a system: a pull or merge request, a commit, a comparison of two.
_CHANGE_ADDRESS = re.compile(r"/(?:pull|pulls|merge_requests|commit|commits|compare|changeset|releases?)/")
# Characters that no reader sees: controls, zero-width, marks that turn the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# What a copy of a conversation carries along from the screen.
_SCREEN = re.compile(r"\(edited\)|View (?:newer|older) replies|View reply|Show more", re.IGNORECASE)
_PLAIN_FORMS = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("\xa0", " "), ("\t", " "))


class Sentence(NamedTuple):
    """One sentence or line of a message: as written, and as lower-case tokens."""

    text: str
    tokens: tuple[str, ...]


class Pointers(NamedTuple):
    """What comes with a message's words."""

    links: bool  # an address of any sort
    changes: bool  # an address of a pull request, a commit, a release
    evidence: bool  # a code block or a file: a log, a command's output, a screenshot


_NOTHING, _FILES = Pointers(links=False, changes=False, evidence=False), Pointers(links=False, changes=False, evidence=True)


def words_of(message: BlamelessMessage) -> str:
    """The first few kilobytes of what a message says, inline code in backticks, without addresses, blocks and emoji."""
    if len(message.pieces) == 1 and message.pieces[0].kind is PieceKind.PROSE:
        return tidy(message.pieces[0].text[:LONGEST])
    kept: list[str] = []
    room = LONGEST
    for kind, text, target in message.pieces:
        if room <= 0:
            break
        match kind:
            case PieceKind.PROSE:
                part = text[:room]
            case PieceKind.CODE:
                part = f"`{text[:200]}`"
            case PieceKind.LINK:
                part = "" if text == target else text[:room]
            case PieceKind.ROLE | PieceKind.PERSON | PieceKind.GROUP:
                part = text[:200]
            case PieceKind.CHANNEL:
                part = f"#{text}"
            case PieceKind.CODE_BLOCK:
                part = "\n"
            case _:
                part = " "
        kept.append(part)
        room -= len(part)
    return tidy("".join(kept))


def tidy(text: str) -> str:
    """The text with plain apostrophes and spaces, and without characters that nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    for form, to in _PLAIN_FORMS:
        if form in text:
            text = text.replace(form, to)
    return text if text.isprintable() else _UNSEEN.sub("", text)


def tokens_of(text: str) -> tuple[str, ...]:
    """The lower-case words and clause marks of a text."""
    return tuple(TOKEN.findall(text.lower()))


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences and lines of a message's words, without quotations of others."""
    if "http" in text:
        text = ADDRESS.sub(" ", text)
    if "edited)" in text or "View " in text or "Show more" in text:
        text = _SCREEN.sub(" ", text)
    found = []
    for part in _SENTENCE_END.split(text)[: MOST_SENTENCES * 2]:
        line = part.strip(" \t•*-–—")
        if not line or part.lstrip().startswith((">", "&gt;")):
            continue
        for said in _apart(line) if line.endswith("?") and "," in line else (line,):
            if tokens := tokens_of(said):
                found.append(Sentence(said, tokens))
    return tuple(found[:MOST_SENTENCES])


def _apart(line: str) -> tuple[str, ...]:
    """A statement and the question that follows it in the same sentence: "I'll lead, can you call them?"."""
    found = _THEN_ASKS.search(line)
    if found is None or len(line[: found.start()].split()) < 3 or _NO_STATEMENT.match(line):
        return (line,)
    return line[: found.start()].strip(), line[found.end("mark") :].strip()


def points_to(message: BlamelessMessage, text: str) -> Pointers:
    """What comes with a message's words; `text` is what `words_of` gave."""
    if len(message.pieces) == 1 and "http" not in text and message.pieces[0].kind is PieceKind.PROSE:
        return _FILES if message.files else _NOTHING
    links = []
    blocks = False
    for kind, _, target in message.pieces[:200]:
        if kind is PieceKind.LINK:
            links.append(target)
        elif kind is PieceKind.CODE_BLOCK:
            blocks = True
    if "http" in text:
        links += ADDRESS.findall(text)
    changes = any(_CHANGE_ADDRESS.search(link[:2000]) and "#" not in link for link in links)
    return Pointers(links=bool(links), changes=changes, evidence=blocks or bool(message.files))
