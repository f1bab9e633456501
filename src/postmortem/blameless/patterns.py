"""People whom the roster does not know, found by how they are written: greetings, introductions, titles, given names, "@handles".

A text is looked at closely only where a word in it could be somebody's name (`Lookout.worth`). What the evidence does not
carry is left for the list of possible names; nothing here decides for people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from postmortem.blameless.fold import fold_text
from postmortem.blameless.neighbours import TITLES
from postmortem.blameless.pattern_names import PARTICLE_WORDS, Found, beside, continues, full_names, singles
from postmortem.blameless.pattern_words import ARTICLES, BROADCASTS, TEAM_WORDS
from postmortem.blameless.prose import WORD, ProseWord, previous_word, prose_words
from postmortem.blameless.standing import Standing, standing

# A handle after its sign, with no letter, path or address before it.
AT_HANDLE = re.compile(r"(?<![\w.@/\\`-])@([A-Za-z][\w.-]{1,38}[\w])(?![\w/(@])")
# "I'm Dagny from …", "this is Dagny", "my name is Dagny", "Dagny here". Group 1 is the name.
INTRODUCTION = re.compile(
    r"\b(?:(?:my name(?: is|'s|’s)|i go by|call me|i am called) |(?:i'm|i’m|im|i am|this is|it's|it’s) "
    r"(?=[^\W\d_]+(?: [^\W\d_]+)?(?:,? (?:from|at|with|speaking|here)\b)))([^\W\d_]{2,24}(?:[ -][A-Z][^\W\d_]{1,24})?)",
    re.IGNORECASE,
)
HERE = re.compile(
    r"(?:^|[.!?\n] ?|\b(?:hi|hello|hey),? )([A-Z][^\W\d_]{1,24}(?: [A-Z][^\W\d_]{1,24})?) here\b(?= from| at|[,.!:-])"
)
# "a person called Dagny". Group 1 is the name.
CALLED = re.compile(
    r"\b(?:person|someone|somebody|guy|man|woman|lady|bloke|girl|boy|lad|colleague|engineer|developer) (?:called|named) "
    r"([A-Z][^\W\d_]{2,24}(?: [A-Z][^\W\d_]{1,24})?)"
)
# Whom a tool says a change is from: "Signed-off-by: Dagny Kilbourne <dagny@example.org>". Group 1 is the name.
TRAILER = re.compile(
    r"^[ \t>]{0,8}(?:(?:signed-off|co-authored|reviewed|acked|tested|reported|suggested|approved|committed|authored)-by|author|"
    r"committer|reviewer|approver|assignee|reporter)[ \t]?:[ \t]{1,12}([^\n<>(@:]{2,60}?)[ \t]{0,4}(?:[<(]|$)",
    re.IGNORECASE | re.MULTILINE,
)
# An account that is named with its site. Group 1 is the account.
ON_A_SITE = re.compile(
    r"\b(?:by|from|via|i'm|user|ask|follow) ([a-z][\w-]{3,38}) on "
    r"(?:github|gitlab|twitter|linkedin|mastodon|reddit|stack ?overflow|hn|bluesky|irc)\b",
    re.IGNORECASE,
)


def find_people(text: str, knows: Callable[[str], bool]) -> list[Found]:
    """Everybody in a prose text whom the evidence shows to be a person and the roster does not know. Stretches do not overlap."""
    words = prose_words(text)
    found: list[Found] = []
    taken = bytearray(len(text))  # which letters belong to somebody already: the surer finding comes first
    for person in (
        *_handles(text, knows),
        *_accounts_named(text),
        *_introduced(text, words),
        *find_trailers(text),
        *_called_by_title(text, words),
        *full_names(text, words, knows),
        *singles(text, words, knows),
    ):
        _take(person, found, taken)
    for person in beside(text, words, [(one.start, one.end) for one in found]):
        _take(person, found, taken)
    return sorted(found)


def _take(person: Found, found: list[Found], taken: bytearray) -> None:
    if not any(taken[person.start : person.end]):
        taken[person.start : person.end] = b"\1" * (person.end - person.start)
        found.append(person)


def find_trailers(text: str) -> Iterator[Found]:
    """Who signed a change, in prose or in code: the name in a commit's trailers and headers."""
    if ":" not in text:
        return
    for match in TRAILER.finditer(text):
        name = match.group(1).strip(" \t\"'")
        tokens = WORD.findall(name)
        if 2 <= len(tokens) <= 4 and all(token[0].isupper() or token in PARTICLE_WORDS for token in tokens):
            at = match.start(1) + match.group(1).index(name)
            yield Found(at, at + len(name), name, "signature")


def is_team(handle: str) -> bool:
    """Whether a folded handle is a team's or a job's: "platform-oncall", "support"; with a "_" only where every part says so."""
    parts = [part for part in re.split(r"[\W_\d]+", handle) if part]
    things = (Standing.ORDINARY, Standing.THING, Standing.PLACE)
    return all(part in TEAM_WORDS or ("_" not in handle and standing(part) in things) for part in parts)


def _handles(text: str, knows: Callable[[str], bool]) -> Iterator[Found]:
    if "@" not in text:
        return
    for match in AT_HANDLE.finditer(text):
        handle = match.group(1)
        parts = [part for part in re.split(r"[\W_\d]+", fold_text(handle)) if part]
        if knows(fold_text(handle)) or not parts or fold_text(handle) in BROADCASTS:
            continue
        if not is_team(fold_text(handle)):
            yield Found(match.start(1), match.end(1), handle, "handle", is_handle=True)


def _accounts_named(text: str) -> Iterator[Found]:
    """ "by dagnyk on github": an account that is named without its sign."""
    if " on " in text:
        for match in ON_A_SITE.finditer(text):
            yield Found(match.start(1), match.end(1), match.group(1), "handle", is_handle=True)


def _introduced(text: str, words: list[ProseWord]) -> Iterator[Found]:
    by_start = {word.start: word for word in words}
    for pattern in (INTRODUCTION, HERE, CALLED):
        for match in pattern.finditer(text):
            first = by_start.get(match.start(1))
            if first is None or first.standing in (Standing.ORDINARY, Standing.THING):
                continue
            if not first.is_capital and first.standing < Standing.UNKNOWN:
                continue
            second = by_start.get(first.end + 1)
            whole = second is not None and second.is_capital and second.end <= match.end(1)
            end = second.end if whole and second is not None else first.end
            yield Found(first.start, end, text[first.start : end], "introduction")


def _called_by_title(text: str, words: list[ProseWord]) -> Iterator[Found]:
    """ "Mr Okonkwo", "Prof. Ines Vale": a title makes a name of what follows with a capital."""
    for n, word in enumerate(words[:-1]):
        if word.folded not in TITLES or len(word.text) < 2 or word.text.isupper():
            continue
        following = words[n + 1]
        gap = text[word.end : following.start]
        if gap not in (" ", ". ", ".", "\u00a0") or not following.is_capital or following.text.isupper():
            continue
        if not word.is_capital and (following.standing < Standing.SURNAME or previous_word(text, words, n) in ARTICLES):
            continue  # "dr failover", "the dr Kestrel": a small title makes a name of names alone
        last = n + 1
        while last + 1 < len(words) and last < n + 3 and continues(text, words[last], words[last + 1]):
            last += 1
        yield Found(following.start, words[last].end, text[following.start : words[last].end], "title")
