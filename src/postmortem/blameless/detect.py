"""Where names stand in a text: stretches, and whom they mean. Nothing is changed here.

Prose and technical text have different rules. In prose every form of a name counts. In code, hosts, paths and log lines only exact
handles, e-mail addresses and full names count, so that commands and logs stay what they were.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postmortem.blameless.ambiguous import Verdict, decide
from postmortem.blameless.fold import Folded
from postmortem.blameless.names import TOKEN, Form, Sort
from postmortem.blameless.roster import Roster

# Between two words of one name: at most three of these.
JOINER = re.compile(r"[ .,_\-\u00a0\t\n*~]{1,3}")
# An e-mail address; bounded, so that a long run of letters costs its length once.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
# A Slack user id, bare or as a mention.
SLACK_ID = re.compile(r"<@([UW][A-Z0-9]{4,20})(?:\|[^<>\n]{0,120})?>|\b([UW](?=[A-Z]{0,10}\d)[A-Z0-9]{7,12})\b")
# A telephone number with its country's code.
PHONE = re.compile(r"(?<![\w+])\+\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?!\w)")
# A line that a program wrote: it begins with a time stamp, a level, or a syslog date.
LOG_LINE = re.compile(
    r"[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d[.,]\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{10,13}\b|"
    r"(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[ :\]])|[IWEF]\d{4} \d\d:\d\d:\d\d"
)
# An unbroken token in code: what a handle or a joined name can be.
CODE_TOKEN = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
# What ends the chunk around a word: white space, brackets, quotes, list signs. "/" and "." do not: they make paths and hosts.
CHUNK_EDGE = frozenset(" \t\n\r\u00a0()[]{}<>\"“”„«»,;!?*~|…·•")


class Span(NamedTuple):
    """A stretch of the original text. sort: "name", "e-mail", "id", "phone", "secret"; person: an id, or "" where unknown."""

    start: int
    end: int
    sort: str
    person: str
    form: str = ""


def find_in_prose(original: str, folded: Folded, roster: Roster, undecided: list[str] | None = None) -> list[Span]:
    """Names in prose. Ambiguous words that the neighbours do not decide are added to `undecided`, as they stand."""
    spans: list[Span] = []
    text = folded.text
    singles, phrases = roster.index.singles, roster.index.phrases
    tokens = [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text)]
    n = 0
    while n < len(tokens):
        token, start, end = tokens[n]
        base = token[:-2] if token.endswith("'s") else token
        taken = 1
        if base in phrases:
            found = _phrase_at(text, tokens, n, phrases[base])
            if found is not None:
                forms, taken, stop = found
                spans.append(_span(folded, start, stop, roster.choose(forms) or ""))
                n += taken
                continue
        if base in singles and base not in roster.not_names:
            span = _single_at(original, folded, start, start + len(base), singles[base], roster, undecided)
            if span is not None:
                spans.append(span)
        n += taken
    spans += _unbroken(folded, roster)
    return spans


def find_in_code(folded: Folded, roster: Roster) -> list[Span]:
    """Names in code, hosts, paths and log lines: exact handles, joined names, full names."""
    spans: list[Span] = []
    exact = roster.index.exact
    for match in CODE_TOKEN.finditer(folded.text):
        token = match.group()
        if token in exact and token not in roster.not_names:
            spans.append(_span(folded, *match.span(), _one(exact[token], roster)))
    if roster.index.phrases:
        tokens = [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(folded.text)]
        for n, (token, start, _) in enumerate(tokens):
            forms = roster.index.phrases.get(token)
            if forms:
                found = _phrase_at(folded.text, tokens, n, [form for form in forms if form.sort is Sort.FULL])
                if found is not None:
                    spans.append(_span(folded, start, found[2], roster.choose(found[0]) or ""))
    spans += _unbroken(folded, roster)
    return spans


def _one(people: list[str], roster: Roster) -> str:
    distinct = set(people)
    if len(distinct) > 1:
        distinct &= roster.active
    return distinct.pop() if len(distinct) == 1 else ""


def _phrase_at(text: str, tokens: list[tuple[str, int, int]], n: int, forms: list[Form]) -> tuple[list[Form], int, int] | None:
    """The longest form of several words that begins at token n: the forms (one for each namesake), how many tokens, where it ends."""
    found: list[Form] = []
    end = 0
    for form in forms:
        length = len(form.tokens)
        if found and length < len(found[0].tokens):
            break
        stop = _matches(text, tokens, n, form)
        if stop and (not found or form.sort <= found[0].sort):
            found.append(form)
            end = stop
    return (found, len(found[0].tokens), end) if found else None


def _matches(text: str, tokens: list[tuple[str, int, int]], n: int, form: Form) -> int:
    """Where the form ends if it stands at token n, else 0."""
    length = len(form.tokens)
    if n + length > len(tokens):
        return 0
    for offset in range(1, length):
        token, start, end = tokens[n + offset]
        wanted = form.tokens[offset]
        last = offset == length - 1
        if token != wanted and not (last and token == f"{wanted}'s"):
            return 0
        gap = text[tokens[n + offset - 1][2] : start]
        if not JOINER.fullmatch(gap) or (form.sort is Sort.INITIAL and gap not in (" ", ". ", ".")):
            return 0
        if last:
            end = start + len(wanted)
            if form.sort is Sort.INITIAL and len(wanted) == 1 and text[end : end + 1] == "." and gap == " ":
                # "Dagny K. said": the full stop belongs to the initial unless a sentence ends with it.
                following = text[end + 1 : end + 3]
                return end + 1 if following[:1] == " " and following[1:].isalpha() else end
            return end
    return 0


def _single_at(
    original: str, folded: Folded, start: int, end: int, forms: list[Form], roster: Roster, undecided: list[str] | None
) -> Span | None:
    at = start > 0 and folded.text[start - 1] == "@" and (start < 2 or not folded.text[start - 2].isalnum())
    if at:
        return _span(folded, start, end, roster.choose(forms) or "")
    sure = [form for form in forms if not form.needs_at and not form.is_word]
    span = _span(folded, start, end, "")
    if sure and not _is_technical(original, span.start, span.end):
        return span._replace(person=roster.choose(sure) or "")
    words = [form for form in forms if form.is_word and form.person in roster.active]
    if words and not _is_technical(original, span.start, span.end):
        verdict = decide(original, span.start, span.end)
        if verdict is Verdict.NAME:
            return span._replace(person=roster.choose(words) or "")
        if verdict is Verdict.UNDECIDED and undecided is not None:
            undecided.append(original[span.start : span.end])
    return None


def _is_technical(text: str, start: int, end: int) -> bool:
    """Whether the word is a part of a host, a path, an identifier, an address or a setting."""
    left, right = start, end
    while left > 0 and start - left < 80 and text[left - 1] not in CHUNK_EDGE:
        left -= 1
    while right < len(text) and right - end < 80 and text[right] not in CHUNK_EDGE:
        right += 1
    chunk = text[left:right].strip("'’.:_`-–—=&+#")
    word = text[start:end]
    if chunk in (word, f"{word}'s", f"{word}’s"):
        return False
    if "://" in chunk or "\\" in chunk or "@" in chunk.lstrip("@") or chunk[:1] in ("/", "$", "%", "-") or "=" in chunk:
        return True
    for part in re.split(r"[/&+]|[’']s\b|—|–|:(?!\d)|\.(?=[A-Z])|\.{2,}", chunk):
        bare = part.strip("'’.:_`-")
        if bare == word:
            # One of several words with slashes between: prose ("Sam/Jo"), unless the others are numbers, files or deep paths.
            return chunk.count("/") > 1 and not all(piece.istitle() for piece in chunk.split("/"))
        if word in bare and len(bare) < 60:
            hyphenated = "-" in bare and not any(letter.isdigit() or letter in "._" for letter in bare)
            return not (hyphenated and word[:1].isupper())
    return True


def _unbroken(folded: Folded, roster: Roster) -> list[Span]:
    """Names in scripts that put no spaces between words."""
    spans = []
    if folded.starts is not None:
        for form, person in roster.index.unbroken:
            at = folded.text.find(form)
            while at >= 0:
                spans.append(_span(folded, at, at + len(form), person))
                at = folded.text.find(form, at + len(form))
    return spans


def _span(folded: Folded, start: int, end: int, person: str) -> Span:
    begin, stop = folded.span(start, end)
    return Span(begin, stop, "name", person)
