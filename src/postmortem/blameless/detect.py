"""Where names stand in a text: stretches, and whom they mean. Nothing is changed here.

Prose and technical text have different rules. In prose every form of a name counts. In code, hosts, paths and log lines only exact
handles, e-mail addresses and full names count, so that commands and logs stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from postmortem.blameless.ambiguous import Verdict, decide
from postmortem.blameless.fold import Folded, fold
from postmortem.blameless.names import NO_SPACES, TOKEN, WORD, Form, Sort
from postmortem.blameless.roster import Roster
from postmortem.blameless.words import Sense, sense

# Between two words of one name: a space or a line's end, with formatting; or one sign, as in "dagny.kilbourne".
JOINER = re.compile(r"[ \u00a0\t\n*~]{1,3}|[._+-]|%20")
# After an initial, or between a last name and a first.
STOP_JOINER, COMMA_JOINER = re.compile(r"\.? |\."), re.compile(r", ?| ")
# An unbroken token in code: what a handle or a joined name can be.
CODE_TOKEN = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
# Whose home, pages or files a path leads to; group 1 is the person's part.
HOME = re.compile(r"(?:/home/|/Users/|/~|\.slack\.com/(?:files|team)/)([\w.-]{1,64})")
# Hosts whose first label is a person's.
PERSONAL_HOSTS = ("github.io", "gitlab.io", "tumblr.com", "wordpress.com", "blogspot.com", "medium.com", "substack.com", "netlify.app", "vercel.app")
# A line that a program wrote: it begins with a time stamp, a level, or a syslog date.
LOG_LINE = re.compile(
    r"[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d-\d\d \d\d:\d\d:\d\d[.,]\d|\d\d:\d\d:\d\d[.,]\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{10,13}\b|"
    r"(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[ :\]])|[IWEF]\d{4} \d\d:\d\d:\d\d"
)
# What ends the chunk around a word: white space, brackets, quotes, list signs. "/" and "." do not: they make paths and hosts.
CHUNK_EDGE = frozenset(" \t\n\r\u00a0()[]{}<>\"“”„«»,;!?*~|…·•")
# What divides a chunk into words of prose: "Sam/Jo", "Sam's", "Sam–Jo", "done.Sam".
CHUNK_PARTS = re.compile(r"[/&+]|[’']s\b|—|–|:(?!\d)|\.(?=[A-Z])|\.{2,}")
CHUNK_TRIM = "'’.:_`-–—=&+#"

Words = list[tuple[str, int, int]]


class Span(NamedTuple):
    """A stretch of the original text. sort: "name", "e-mail", "id", "phone", "secret"; person: an id, or "" where unknown.

    ending is what the replacement has to end with ("'s" for "sams laptop").
    """

    start: int
    end: int
    sort: str
    person: str
    ending: str = ""


def may_hold_names(folded: Folded, roster: Roster) -> bool:
    """Whether any word of the text belongs to anybody's name: cheap, and for most texts the end of the matter."""
    if roster.index.look(WORD.findall(folded.text)):
        return True
    return bool(roster.index.unbroken) and not folded.text.isascii() and NO_SPACES.search(folded.text) is not None


def find_in_prose(
    original: str, folded: Folded, roster: Roster, undecided: list[str] | None = None, near: frozenset[str] = frozenset()
) -> list[Span]:
    """Names in prose. Ambiguous words that the neighbours do not decide are added to `undecided`, as they stand.

    near: ids of people of the same thread, who are meant where two people share a name.
    """
    spans: list[Span] = []
    singles, phrases, triggers = roster.index.singles, roster.index.phrases, roster.index.triggers
    words = _words(folded)
    n, last = 0, len(words) - 1
    while n <= last:
        token, start, end = words[n]
        if token not in triggers and "'" not in token and len(token) > 1:
            n += 1
            continue
        found = _phrase_at(original, folded, words, n, roster) if n < last and (token, _bare(words[n + 1][0])) in phrases else None
        if found is not None:
            forms, taken, stop = found
            spans.append(_span(folded, start, stop, roster.choose(forms, near) or ""))
            n += taken
            continue
        base = token if token in singles else _bare(token)
        if base in singles and base not in roster.not_names:
            span = _single_at(original, folded, start, start + len(base), singles[base], roster, undecided, near)
            if span is not None:
                spans.append(span)
        elif token[-1] == "s" and token[:-1] in singles and sense(token) is Sense.NAME and token[:-1] not in roster.not_names:
            # "sams laptop": the apostrophe left out.
            span = _single_at(original, folded, start, end, [form for form in singles[token[:-1]] if not form.is_word], roster, None, near)
            if span is not None:
                spans.append(span._replace(ending="'s"))
        n += 1
    spans += _unbroken(folded, roster)
    return spans


def find_in_code(folded: Folded, roster: Roster) -> list[Span]:
    """Names in code, hosts, paths and log lines: exact handles, joined names, full names."""
    spans: list[Span] = []
    text = folded.text
    for match in CODE_TOKEN.finditer(text):
        token, start, end = match.group(), *match.span()
        people = roster.index.exact.get(token)
        if people is None and "." in token and token.endswith(PERSONAL_HOSTS):
            label = token.partition(".")[0]
            people, end = roster.index.exact.get(label), start + len(label)
        if people and token not in roster.not_names and text[start - 1 : start] not in ("-", "$") and text[end : end + 1] != "(":
            spans.append(_span(folded, start, end, roster.choose_id(people) or ""))
    if "/" in text:
        for match in HOME.finditer(text):
            forms = roster.index.singles.get(match.group(1))
            if forms:
                spans.append(_span(folded, *match.span(1), roster.choose(forms) or ""))
    words = _words(folded)
    triggers = roster.index.triggers
    for n in range(len(words) - 1):
        token = words[n][0]
        if (token in triggers or "'" in token) and (token, _bare(words[n + 1][0])) in roster.index.phrases:
            found = _phrase_at(text, folded, words, n, roster, only_full=True)
            if found is not None:
                spans.append(_span(folded, words[n][1], found[2], roster.choose(found[0]) or ""))
    spans += _unbroken(folded, roster)
    return spans


def find_in_title(text: str, folded: Folded, roster: Roster) -> list[Span]:
    """Names in what has no sentences: channel, file, group and emoji names, whose words are joined by "-", "_" and "."."""
    spans = find_in_code(folded, roster)
    for match in WORD.finditer(folded.text):
        word = match.group()
        forms = [form for form in roster.index.singles.get(word, ()) if not form.needs_at and not form.is_word]
        if forms and word not in roster.not_names:
            spans.append(_span(folded, *match.span(), roster.choose(forms) or ""))
    return spans + find_in_prose(text, folded, roster)


def _words(folded: Folded) -> Words:
    return [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(folded.text)]


def _bare(token: str) -> str:
    return token[:-2] if token.endswith("'s") else token


def _phrase_at(original: str, folded: Folded, words: Words, n: int, roster: Roster, *, only_full: bool = False) -> tuple[list[Form], int, int] | None:
    """The longest form of several words that begins at word n: the forms (one for each namesake), how many words, where it ends."""
    found: list[Form] = []
    end = 0
    for form in roster.index.phrases[words[n][0], _bare(words[n + 1][0])]:
        if found and (len(form.tokens) < len(found[0].tokens) or form.sort > found[0].sort):
            break
        if only_full and (form.sort is not Sort.FULL or form.backwards):
            continue
        stop = _matches(original, folded, words, n, form, roster, in_code=only_full)
        if stop:
            found.append(form)
            end = stop
    return (found, len(found[0].tokens), end) if found else None


def _matches(original: str, folded: Folded, words: Words, n: int, form: Form, roster: Roster, *, in_code: bool) -> int:
    """Where the form ends if it stands at word n, else 0."""
    length = len(form.tokens)
    if n + length > len(words):
        return 0
    for offset in range(1, length):
        token, start, _ = words[n + offset]
        wanted = form.tokens[offset]
        if token != wanted and not (offset == length - 1 and token == f"{wanted}'s"):
            return 0
        gap = folded.text[words[n + offset - 1][2] : start]
        joiner = STOP_JOINER if len(form.tokens[offset - 1]) == 1 or (form.sort is Sort.INITIAL and gap != "-") else COMMA_JOINER if form.backwards else JOINER
        if not joiner.fullmatch(gap):
            return 0
    end = words[n + length - 1][1] + len(form.tokens[-1])
    if form.sort is Sort.INITIAL:
        return _initial_end(original, folded, words, n, form, end)
    return end if in_code or _reads_as_name(original, folded, words, n, form, roster) else 0


def _initial_end(original: str, folded: Folded, words: Words, n: int, form: Form, end: int) -> int:
    """Where "Dagny K." or "D. Kilbourne" ends. The initial has to be a capital, and "A" and "I" need their full stop."""
    at = 0 if len(form.tokens[0]) == 1 else 1
    letter, start, stop = words[n + at]
    begin, _ = folded.span(start, stop)
    dotted = folded.text[stop : stop + 1] == "."
    if not original[begin : begin + 1].isupper() or (letter in ("a", "i") and not dotted):
        return 0
    if sense(form.tokens[1 - at]) is not Sense.NAME and not original[folded.span(*words[n + 1 - at][1:])[0]].isupper():
        return 0
    following = folded.text[end + 1 : end + 3]
    # "Dagny K. said": the full stop belongs to the initial unless a sentence ends with it.
    return end + 1 if at == 1 and dotted and following[:1] == " " and following[1:].isalpha() else end


def _reads_as_name(original: str, folded: Folded, words: Words, n: int, form: Form, roster: Roster) -> bool:
    """Whether a full name that holds ordinary words is written as a name: "Brian Back", but "ping Brian, back soon"."""
    senses = [sense(token) for token in form.tokens]
    if all(meaning is Sense.NAME for meaning in senses):
        return True
    capitals = [original[folded.span(words[n + offset][1], words[n + offset][2])[0]].isupper() for offset in range(len(senses))]
    if all(capitals):
        named = any(meaning in (Sense.NAME, Sense.WORD) for meaning in senses)
        return named or form.person in roster.active
    if any(capitals):
        return all(capital or meaning is Sense.NAME or token in ("van", "von", "de", "der", "del", "la", "al") for capital, meaning, token in zip(capitals, senses, form.tokens, strict=True))
    return any(meaning is Sense.NAME for meaning in senses) and Sense.NEVER not in senses


def _single_at(
    original: str, folded: Folded, start: int, end: int, forms: Sequence[Form], roster: Roster, undecided: list[str] | None, near: frozenset[str]
) -> Span | None:
    span = _span(folded, start, end, "")
    if start > 0 and folded.text[start - 1] == "@" and (start < 2 or not folded.text[start - 2].isalnum()):
        if folded.text[end : end + 1] in ("/", "_") or folded.text[end : end + 2] in [f".{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]:
            return None
        return span._replace(person=roster.choose(forms, near) or "")
    sure = [form for form in forms if not form.needs_at and not form.is_word]
    if sure:
        return None if _is_technical(original, span.start, span.end, roster) else span._replace(person=roster.choose(sure, near) or "")
    words = [form for form in forms if form.is_word and form.person in roster.active]
    if words and not _is_technical(original, span.start, span.end, roster, is_word=True):
        verdict = decide(original, span.start, span.end)
        if verdict is Verdict.NAME:
            return span._replace(person=roster.choose(words, near) or "")
        if verdict is Verdict.UNDECIDED and undecided is not None:
            undecided.append(original[span.start : span.end])
    return None


def _is_technical(text: str, start: int, end: int, roster: Roster, *, is_word: bool = False) -> bool:
    """Whether the word is a part of a host, a path, an identifier, an address or a setting."""
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
        return slashes > 0 and not (word[:1].isupper() and slashes < 3) and not all(_names_somebody(part, roster) for part in parts if part)
    for part in parts:
        if word in part:
            plain = "-" in part and not any(letter.isdigit() or letter in "._" for letter in part)
            return is_word or not (plain and word[:1].isupper())
    return True


def _names_somebody(word: str, roster: Roster) -> bool:
    return any(not form.needs_at for form in roster.index.singles.get(fold(word).text, ()))


def _unbroken(folded: Folded, roster: Roster) -> list[Span]:
    """Names in scripts that put no spaces between words."""
    names = roster.index.unbroken
    if not names or folded.text.isascii():
        return []
    spans = []
    text = folded.text
    at = 0
    while at < len(text) - 1:
        for form, person in names.get(text[at : at + 2], ()):
            if text.startswith(form, at):
                spans.append(_span(folded, at, at + len(form), person))
                at += len(form) - 1
                break
        at += 1
    return spans


def _span(folded: Folded, start: int, end: int, person: str) -> Span:
    begin, stop = folded.span(start, end)
    return Span(begin, stop, "name", person)
