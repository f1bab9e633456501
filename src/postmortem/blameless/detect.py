"""Where names stand in a text: stretches, and whom they mean. Nothing is changed here.

Prose and technical text have different rules. In prose every form of a name counts; what counts in code is in `detect_code.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postmortem.blameless.ambiguous import Verdict, decide, is_street
from postmortem.blameless.ambiguous_small import is_ordinary_use
from postmortem.blameless.detect_code import find_in_code
from postmortem.blameless.endings import small_word_before
from postmortem.blameless.fold import Folded, fold, fold_text
from postmortem.blameless.initials import join_names, with_initials
from postmortem.blameless.names import WORD, Form, Sort
from postmortem.blameless.phrases import Words, phrase_at, split_words, without_possessive
from postmortem.blameless.place import place_at
from postmortem.blameless.profile_names import PARTICLES
from postmortem.blameless.roster import Roster
from postmortem.blameless.span import Span, name_span
from postmortem.blameless.split_names import joined_words, with_its_marks, without_inner_marks, without_signs
from postmortem.blameless.technical import is_technical
from postmortem.blameless.unbroken import NO_SPACES, find_unbroken
from postmortem.blameless.words import MOSTLY_NAMES, Sense, sense

__all__ = ["LOG_LINE", "Span", "find_in_code", "find_in_comments", "find_in_prose", "find_in_title", "may_hold_names"]

# A handle after its sign.
AT_HANDLE = re.compile(r"(?<![\w.])@([\w.-]{1,80})")
# A line that a program wrote: it begins with a time stamp, a level, or a syslog date.
LOG_LINE = re.compile(
    r"[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d-\d\d \d\d:\d\d:\d\d[.,]\d|\d\d:\d\d:\d\d[.,]\d|"
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{10,13}\b|"
    r"(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[ :\]])|[IWEF]\d{4} \d\d:\d\d:\d\d"
)

# What people say beside code: a sign of a comment and several words. Group 1 is what they say.
COMMENT = re.compile(r"(?:^|(?<=[ \t]))(?:#{1,3}|//|--|;{1,2})[ \t]{1,4}(\S[^\n]{2,400})", re.MULTILINE)


def may_hold_names(folded: Folded, roster: Roster) -> bool:
    """Whether any word of the text belongs to anybody's name: cheap, and for most texts the end of the matter."""
    if roster.index.look(WORD.findall(folded.text)):
        return True
    text = folded.text
    if ("_" in text or "*" in text or "~" in text or "`" in text) and roster.index.look(WORD.findall(joined_words(text))):
        return True
    return bool(roster.index.unbroken) and not folded.text.isascii() and NO_SPACES.search(folded.text) is not None


# Signs around a nickname in the middle of a name; and words before several people of one name.
NICKNAME_MARKS = frozenset({(" (", ") "), (' "', '" '), (" '", "' "), (" “", "” ")})
SEVERAL = frozenset({"both", "two", "three", "these", "those", "many", "all"})


def find_in_prose(
    original: str, folded: Folded, roster: Roster, undecided: list[str] | None = None, near: frozenset[str] = frozenset()
) -> list[Span]:
    """Names in prose. Ambiguous words that the neighbours do not decide are added to `undecided`, as they stand.

    near: ids of people of the same thread, who are meant where two people share a name.
    """
    spans = [with_initials(original, span, roster) for span in _in_words(original, folded, roster, undecided, near)]
    spans = join_names(original, spans)
    if "*" in original or "_" in original or "~" in original or "`" in original:
        spans = [_with_marks(original, span) for span in spans]
        spans += _split_by_marks(original, roster, near)
    if "@" in folded.text:
        for match in AT_HANDLE.finditer(folded.text):
            handle = match.group(1).rstrip(".-_")
            people = roster.index.handles.get(handle)
            if people:
                start = match.start(1)
                spans.append(name_span(folded, start, start + len(handle), roster.choose_id(people, near) or ""))
    return spans + _unbroken(folded, roster)


def _in_words(original: str, folded: Folded, roster: Roster, undecided: list[str] | None, near: frozenset[str]) -> list[Span]:
    """Names that are words: the longest at each place."""
    spans: list[Span] = []
    singles, phrases, triggers = roster.index.singles, roster.index.phrases, roster.index.triggers
    not_names = roster.not_names
    bare = without_signs(original)
    words = split_words(folded)
    n, last = 0, len(words) - 1
    while n <= last:
        token, start, end = words[n]
        if token not in triggers and "'" not in token and len(token) > 1:
            n += 1
            continue
        if token in roster.not_phrases and (taken := roster.not_phrase_at(words, n)):
            n += taken
            continue
        is_first = n < last and (token, without_possessive(words[n + 1][0])) in phrases
        found = phrase_at(original, folded, words, n, roster) if is_first else None
        if found is not None:
            forms, taken, stop = found
            spans.append(name_span(folded, start, stop, roster.choose(forms, near) or ""))
            n += taken
            continue
        if n + 2 <= last and (forms := _around_nickname(folded, words, n, roster)):
            spans.append(name_span(folded, start, words[n + 2][2], roster.choose(forms, near) or ""))
            n += 3
            continue
        base, at, is_whole = _base(token, singles)
        if base in singles and base not in not_names:
            forms = singles[base] if is_whole else [form for form in singles[base] if not form.is_word]
            begin = start + at
            if at == 1:
                spans.append(name_span(folded, begin, end, roster.choose(forms, near) or ""))
            elif span := _single_at(original, bare, folded, begin, begin + len(base), forms, roster, undecided, near):
                spans.append(span)
        elif _is_bare_possessive(token, original, folded.span(start, end)[0], roster):
            # "sams laptop": the apostrophe left out.
            sure = [form for form in singles[token[:-1]] if not form.is_word]
            if span := _single_at(original, bare, folded, start, end, sure, roster, None, near):
                several = n > 0 and words[n - 1][0] in SEVERAL
                spans.append(span._replace(person="", ending="s") if several else span._replace(ending="'s"))
        n += 1
    return spans


def _around_nickname(folded: Folded, words: Words, n: int, roster: Roster) -> list[Form]:
    """Forms of a whole name that stands around a nickname: "Samuel (Sam) Rivers"; none where there is none."""
    before, after = folded.text[words[n][2] : words[n + 1][1]], folded.text[words[n + 1][2] : words[n + 2][1]]
    if (before, after) not in NICKNAME_MARKS:
        return []
    whole = (words[n][0], words[n + 2][0])
    return [form for form in roster.index.phrases.get(whole, ()) if form.tokens == whole and form.sort is Sort.FULL]


def _is_bare_possessive(token: str, original: str, start: int, roster: Roster) -> bool:
    """Whether a token is somebody's name and an "s"; a word that means something else besides has to have a capital."""
    name = token[:-1]
    if token[-1] != "s" or name not in roster.index.singles or name in roster.not_names:
        return False
    return sense(token) is Sense.NAME or (sense(name) is Sense.NAME and original[start].isupper())


def _base(token: str, singles: dict[str, list[Form]]) -> tuple[str, int, bool]:
    """The part of a token that may be a name, where it begins in it, and whether it is used as any word is.

    "Dagny's" and "Dagny'll" are Dagny's, and so is "d'Oskar"; in some scripts small words are written onto a name.
    """
    if token in singles:
        return token, 0, True
    if "'" in token:
        base = without_possessive(token)
        if base != token:
            return base, 0, True
        before, _, after = token.partition("'")
        if before in singles and after != "t":
            return before, 0, False
        return (after, len(before) + 1, False) if after in singles and len(before) < 5 else (token, 0, True)
    skipped = 0 if token.isascii() else small_word_before(token)
    return (token[skipped:], skipped, False) if skipped and token[skipped:] in singles else (token, 0, True)


def _with_marks(original: str, span: Span) -> Span:
    """A name of several words that ends inside or outside what is bold takes the other mark with it."""
    if " " not in original[span.start : span.end]:
        return span
    start, end = with_its_marks(original, span.start, span.end)
    return span._replace(start=start, end=end)


def _split_by_marks(original: str, roster: Roster, near: frozenset[str]) -> list[Span]:
    """Names of which a part is bold or italic: "*Dag*ny"."""
    without = without_inner_marks(original)
    if without is None:
        return []
    text, places = without
    folded = fold(text)
    if not may_hold_names(folded, roster):
        return []
    spans = []
    for span in _in_words(text, folded, roster, None, near):
        start, end = places[span.start], places[span.end - 1] + 1
        if end - start > span.end - span.start:
            start, end = with_its_marks(original, start, end)
            spans.append(span._replace(start=start, end=end))
    return spans


def find_in_title(text: str, folded: Folded, roster: Roster) -> list[Span]:
    """Names in what has no sentences: channel, file, group and emoji names, whose words are joined by "-", "_" and "."."""
    spans = find_in_code(text, folded, roster)
    for match in WORD.finditer(folded.text):
        word = match.group()
        forms = [form for form in roster.index.singles.get(word, ()) if not form.needs_at and not form.is_word]
        if forms and word not in roster.not_names:
            spans.append(name_span(folded, *match.span(), roster.choose(forms) or ""))
    return spans + find_in_prose(text, folded, roster)


def find_in_comments(text: str, roster: Roster) -> list[Span]:
    """Names in the comments of code, written with a capital: "# ask Dagny before removing it"."""
    spans: list[Span] = []
    for match in COMMENT.finditer(text):
        at, comment = match.start(1), match.group(1)
        if not LOG_LINE.match(comment):
            found = find_in_prose(comment, fold(comment), roster)
            spans += [span._replace(start=span.start + at, end=span.end + at) for span in found if comment[span.start].isupper()]
    return spans


def _single_at(
    original: str,
    bare: str,
    folded: Folded,
    start: int,
    end: int,
    forms: Sequence[Form],
    roster: Roster,
    undecided: list[str] | None,
    near: frozenset[str],
) -> Span | None:
    span = name_span(folded, start, end, "")
    if start > 0 and folded.text[start - 1] == "@" and _is_mention(folded.text, start - 1):
        return None if _goes_on(folded.text, end, roster, forms) else span._replace(person=roster.choose(forms, near) or "")
    sure = [form for form in forms if not form.needs_at and not form.is_word]
    if sure:
        # Hosts, paths and settings are written in scripts with capitals.
        is_cased = folded.text[start].upper() != folded.text[start]
        if is_cased and is_technical(bare, span.start, span.end, roster.index) and not _among_people(bare, span, roster):
            return None
        if is_ordinary_use(original, span.start, span.end):
            return None
        if folded.text[start:end] in MOSTLY_NAMES and is_street(place_at(original, span.start, span.end)):
            return None
        return span._replace(person=roster.choose(sure, near) or "")
    words = [form for form in forms if form.is_word and form.person in roster.active]
    if words and not is_technical(bare, span.start, span.end, roster.index, is_word=True):
        verdict = decide(original, span.start, span.end, min(form.meaning for form in words))
        confirmed = verdict is Verdict.UNDECIDED and not roster.index.confirmed.isdisjoint(form.tokens[0] for form in words)
        if verdict is Verdict.NAME or confirmed:
            return span._replace(person=roster.choose(words, near) or "")
        if verdict is Verdict.UNDECIDED and undecided is not None:
            undecided.append(original[span.start : span.end])
    return None


def _among_people(text: str, span: Span, roster: Roster) -> bool:
    """Whether what looks like a path is a list of people: "sam/mary-jane"."""
    left, right = max(0, span.start - 80), span.end + 80
    before, after = text[left : span.start].split(), text[span.end : right].split()
    begins = before[-1] if before and not text[span.start - 1].isspace() else ""
    ends = after[0] if after and not text[span.end].isspace() else ""
    chunk = fold_text(f"{begins}{text[span.start : span.end]}{ends}").replace("'s", "")
    if "/" not in chunk or chunk[0] == "/":
        return False
    return all(_names_people(part, roster) for part in chunk.split("/"))


def _names_people(part: str, roster: Roster) -> bool:
    """Whether every word of a folded text is somebody's name; and so is an initial ("k./sam")."""
    singles, words = roster.index.singles, WORD.findall(part)
    named = [part == f"{word}." or any(not form.needs_at for form in singles.get(word, ())) for word in words]
    return any(named) and all(name or word in PARTICLES for name, word in zip(named, words, strict=True))


def _is_mention(text: str, at: int) -> bool:
    """Whether the "@" at this place opens a mention: after a space or a sign, or right after another mention ("@dagny@oskar")."""
    if at == 0 or not text[at - 1].isalnum():
        return True
    before = text[max(0, at - 80) : at].split()
    return bool(before) and before[-1].startswith("@")


def _goes_on(text: str, end: int, roster: Roster, forms: Sequence[Form]) -> bool:
    """Whether a word after "@" is only the beginning of something else: a package ("@kestrel/core"), a longer handle."""
    following = text[end : end + 1]
    if following == "/":
        other = WORD.match(text, end + 2 if text[end + 1 : end + 2] == "@" else end + 1)
        return other is not None and not any(not form.needs_at for form in roster.index.singles.get(other.group(), ()))
    if following == ".":
        return text[end + 1 : end + 2].isalpha() and not any(form.sort <= Sort.FIRST and not form.is_word for form in forms)
    return following == "_"


def _unbroken(folded: Folded, roster: Roster) -> list[Span]:
    """Names in scripts that put no spaces between words."""
    return [name_span(folded, start, end, person) for start, end, person in find_unbroken(folded, roster.index.unbroken)]
