"""Where names stand in a text: stretches, and whom they mean. Nothing is changed here.

Prose and technical text have different rules. In prose every form of a name counts. In code, hosts, paths and log lines only
exact handles, e-mail addresses and full names count, so that commands and logs stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from postmortem.blameless.ambiguous import Verdict, decide
from postmortem.blameless.fold import Folded
from postmortem.blameless.names import NO_SPACES, WORD, Form
from postmortem.blameless.phrases import phrase_at, split_words, without_possessive
from postmortem.blameless.roster import Roster
from postmortem.blameless.technical import is_technical
from postmortem.blameless.words import Sense, sense, word_set

# An unbroken token in code: what a handle or a joined name can be.
CODE_TOKEN = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
# Whose home, pages or files a path leads to, in a folded text; group 1 is the person's part.
HOME = re.compile(r"(?:/home/|/users/|/~|\.slack\.com/(?:files|team)/)([\w.-]{1,64})")
# A handle after its sign.
AT_HANDLE = re.compile(r"(?<![\w.])@([\w.-]{1,80})")
# What people call their own machines after themselves: "dagny-macbook".
OWN_MACHINE = re.compile(r"-(?:mac(?:book)?(?:-?(?:pro|air))?|imac|mbp|laptop|desktop|pc|thinkpad|workstation|iphone|ipad|phone)")
# Hosts whose first label is a person's.
PERSONAL_HOSTS = tuple(
    sorted(
        word_set(
            ".github.io .gitlab.io .tumblr.com .wordpress.com .blogspot.com .medium.com .substack.com .netlify.app .vercel.app"
        )
    )
)
# The ends of domains that people have for themselves.
OWN_DOMAINS = word_set("com net org me io dev co uk de fr eu blog name info us ca")
# A line that a program wrote: it begins with a time stamp, a level, or a syslog date.
LOG_LINE = re.compile(
    r"[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d-\d\d \d\d:\d\d:\d\d[.,]\d|\d\d:\d\d:\d\d[.,]\d|"
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{10,13}\b|"
    r"(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[ :\]])|[IWEF]\d{4} \d\d:\d\d:\d\d"
)


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
    words = split_words(folded)
    n, last = 0, len(words) - 1
    while n <= last:
        token, start, end = words[n]
        if token not in triggers and "'" not in token and len(token) > 1:
            n += 1
            continue
        is_first = n < last and (token, without_possessive(words[n + 1][0])) in phrases
        found = phrase_at(original, folded, words, n, roster) if is_first else None
        if found is not None:
            forms, taken, stop = found
            spans.append(_span(folded, start, stop, roster.choose(forms, near) or ""))
            n += taken
            continue
        base = token if token in singles else without_possessive(token)
        if base in singles and base not in roster.not_names:
            span = _single_at(original, folded, start, start + len(base), singles[base], roster, undecided, near)
            if span is not None:
                spans.append(span)
        elif token[-1] == "s" and token[:-1] in singles and sense(token) is Sense.NAME and token[:-1] not in roster.not_names:
            # "sams laptop": the apostrophe left out.
            sure = [form for form in singles[token[:-1]] if not form.is_word]
            span = _single_at(original, folded, start, end, sure, roster, None, near)
            if span is not None:
                spans.append(span._replace(ending="'s"))
        n += 1
    if "@" in folded.text:
        for match in AT_HANDLE.finditer(folded.text):
            handle = match.group(1).rstrip(".-_")
            people = roster.index.handles.get(handle)
            if people:
                spans.append(_span(folded, match.start(1), match.start(1) + len(handle), roster.choose_id(people, near) or ""))
    spans += _unbroken(folded, roster)
    return spans


def find_in_code(original: str, folded: Folded, roster: Roster) -> list[Span]:
    """Names in code, hosts, paths and log lines: exact handles, joined names, full names."""
    spans: list[Span] = []
    text = folded.text
    for match in CODE_TOKEN.finditer(text):
        token, start = match.group(), match.start()
        people, length = _owners(token, roster)
        # "--dagny" and "$dagny" are an option and a variable, "dagny(" is a call.
        if people and text[start - 1 : start] not in ("-", "$") and text[start + length : start + length + 1] != "(":
            spans.append(_span(folded, start, start + length, roster.choose_id(people) or ""))
    if "/" in text:
        for match in HOME.finditer(text):
            forms = roster.index.singles.get(match.group(1))
            if forms:
                spans.append(_span(folded, *match.span(1), roster.choose(forms) or ""))
    words = split_words(folded)
    triggers, phrases = roster.index.triggers, roster.index.phrases
    for n in range(len(words) - 1):
        token = words[n][0]
        if (token in triggers or "'" in token) and (token, without_possessive(words[n + 1][0])) in phrases:
            found = phrase_at(original, folded, words, n, roster, only_full=True)
            if found is not None:
                spans.append(_span(folded, words[n][1], found[2], roster.choose(found[0]) or ""))
    return spans + _unbroken(folded, roster)


def _owners(token: str, roster: Roster) -> tuple[Sequence[str], int]:
    """Whose handle an unbroken token is, and how many of its letters: all of them, or the first part of somebody's own host."""
    exact = roster.index.exact
    if token in roster.not_names:
        return (), 0
    if token in exact:
        return exact[token], len(token)
    label = token.partition("-")[0].partition(".")[0]
    rest = token[len(label) :]
    if label in exact and rest and label not in roster.not_names:
        own_domain = len(label) > 5 and rest.count(".") == 1 and rest[1:] in OWN_DOMAINS
        if own_domain or rest.endswith(PERSONAL_HOSTS) or OWN_MACHINE.fullmatch(rest):
            return exact[label], len(label)
    return (), 0


def find_in_title(text: str, folded: Folded, roster: Roster) -> list[Span]:
    """Names in what has no sentences: channel, file, group and emoji names, whose words are joined by "-", "_" and "."."""
    spans = find_in_code(text, folded, roster)
    for match in WORD.finditer(folded.text):
        word = match.group()
        forms = [form for form in roster.index.singles.get(word, ()) if not form.needs_at and not form.is_word]
        if forms and word not in roster.not_names:
            spans.append(_span(folded, *match.span(), roster.choose(forms) or ""))
    return spans + find_in_prose(text, folded, roster)


def _single_at(
    original: str,
    folded: Folded,
    start: int,
    end: int,
    forms: Sequence[Form],
    roster: Roster,
    undecided: list[str] | None,
    near: frozenset[str],
) -> Span | None:
    span = _span(folded, start, end, "")
    if start > 0 and folded.text[start - 1] == "@" and (start < 2 or not folded.text[start - 2].isalnum()):
        following = folded.text[end : end + 2]
        if following[:1] in ("/", "_") or (following[:1] == "." and following[1:].isalpha()):
            return None
        return span._replace(person=roster.choose(forms, near) or "")
    sure = [form for form in forms if not form.needs_at and not form.is_word]
    if sure:
        technical = is_technical(original, span.start, span.end, roster)
        return None if technical else span._replace(person=roster.choose(sure, near) or "")
    words = [form for form in forms if form.is_word and form.person in roster.active]
    if words and not is_technical(original, span.start, span.end, roster, is_word=True):
        verdict = decide(original, span.start, span.end)
        if verdict is Verdict.NAME:
            return span._replace(person=roster.choose(words, near) or "")
        if verdict is Verdict.UNDECIDED and undecided is not None:
            undecided.append(original[span.start : span.end])
    return None


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
