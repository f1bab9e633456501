"""What could still be a name in the documents, for people to decide: each string once, with its most telling sentence.

The layers before took out what is certainly or very probably somebody. This reads what they left, and leaves nothing out that a
reader could take for a name; so that the list stays short, it knows words, places and products (`lists/`) and what people have
said before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from postmortem.blameless.ambiguous import Verdict, decide
from postmortem.blameless.fold import fold_text
from postmortem.blameless.labels import OFFICE_LABEL
from postmortem.blameless.pattern_words import BROADCASTS, SPEAKS, WITH_SOMEBODY
from postmortem.blameless.patterns import AT_HANDLE, is_team
from postmortem.blameless.prose import ProseWord, follower, is_called, opens_sentence, previous_word, prose_words
from postmortem.blameless.standing import Standing, is_common_given_name, standing
from postmortem.blameless.technical import is_in_technical
from postmortem.incident import Severity

# What is no prose: code in backticks, links, addresses, emoji, file names, channels. Each class is bounded or single.
_NOT_PROSE = re.compile(
    r"`[^`\n]*`|\b(?:https?|ftp|ssh|s3|mailto):[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,190}\.[a-z]{2,20}"
    r"|:[a-z0-9_+'-]{2,40}:|#[\w-]{2,80}|(?<![\w/-])(?:[\w-]{1,80}/){1,30}[\w.-]{1,80}|\[[a-z -]{3,24} removed\]"
)
# Our own labels, and what stands for somebody without one.
_LABELS = re.compile(
    rf"\b(?:responder|client contact|third party) \d+\b|\b{OFFICE_LABEL.pattern}\b|\ba colleague\b", re.IGNORECASE
)
# How much of the text around a string is shown.
_BEFORE, _AFTER = 70, 90


class Passage(NamedTuple):
    """A stretch of a document as it is read for names: the file, the place in it ("line 12"), the prose."""

    file: str
    place: str
    text: str


@dataclass(slots=True, kw_only=True)
class Suspect:
    """A string that could be a name: as written most tellingly, how often, in which files, a sentence with it, and what tells.

    likely: whether it is rather a person than not. places: (file, place), in order.
    """

    text: str
    count: int = 0
    sentence: str = ""
    file: str = ""
    place: str = ""
    why: str = ""
    weight: int = 0
    places: list[tuple[str, str]] = field(default_factory=list)

    @property
    def likely(self) -> bool:
        """Whether the evidence is rather for a person."""
        return self.weight >= 4


class _Hit(NamedTuple):
    text: str
    start: int
    end: int
    why: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What has been decided, and who is in the channel. All folded.

    decided: strings that are no names, or that are known names. words: ambiguous words that somebody of this channel is called.
    near: names of people of the channel, whose misspellings are looked for.
    """

    decided: Collection[str] = frozenset()
    words: Collection[str] = frozenset()
    near: Collection[str] = frozenset()


def find_suspects(passages: Iterable[Passage], known: Known) -> tuple[Suspect, ...]:
    """Every string that could be a name, best guess first. The same sentence in several files counts once in `count`."""
    suspects: dict[str, Suspect] = {}
    sentences: set[tuple[str, str]] = set()
    small: set[str] = set()
    decided = frozenset(known.decided)
    typos = _deletions(known.near)
    for passage in passages:
        text = _prose_of(passage.text)
        if not text.strip():
            continue
        words = prose_words(text)
        small.update(word.folded for word in words if not word.is_capital)
        for hit in _hits(text, words, known, typos):
            key = fold_text(hit.text)
            if key in decided or all(part in decided for part in key.split()):
                continue
            suspect = suspects.setdefault(key, Suspect(text=hit.text))
            suspect.places.append((passage.file, passage.place))
            sentence = _around(passage.text, text, hit)
            if (key, sentence) not in sentences:
                sentences.add((key, sentence))
                suspect.count += 1
            if hit.weight > suspect.weight or not suspect.sentence:
                suspect.text, suspect.why, suspect.weight = hit.text, hit.why, hit.weight
                suspect.sentence, suspect.file, suspect.place = sentence, passage.file, passage.place
    kept = [suspect for key, suspect in suspects.items() if not _is_jargon(key, suspect, small)]
    return tuple(sorted(_without_parts(kept), key=lambda suspect: (-suspect.weight, -suspect.count, fold_text(suspect.text))))


def _is_jargon(key: str, suspect: Suspect, small: set[str]) -> bool:
    """An unknown word that the documents write in lower case too is a word of the trade, unless somebody was led to by it."""
    return suspect.weight <= 2 and key in small and standing(key) is Standing.UNKNOWN


def _without_parts(suspects: list[Suspect]) -> Iterator[Suspect]:
    """A word that occurs as a part of a longer string as well is settled together with it."""
    parts = {part for suspect in suspects if " " in suspect.text for part in fold_text(suspect.text).split()}
    for suspect in suspects:
        if " " in suspect.text or fold_text(suspect.text) not in parts:
            yield suspect


def _prose_of(text: str) -> str:
    """The text with everything that is no prose, and our labels, blanked; every letter stays where it stood."""
    if "`" in text or ":" in text or "#" in text or "/" in text or "@" in text or "[" in text:
        text = _NOT_PROSE.sub(lambda match: " " * len(match.group()), text)
    return _LABELS.sub(lambda match: "." * len(match.group()), text)


def _around(original: str, text: str, hit: _Hit) -> str:
    start, end = max(0, hit.start - _BEFORE), min(len(original), hit.end + _AFTER)
    cut = original[start:end]
    return f"{'…' if start else ''}{' '.join(cut.split())}{'…' if end < len(original) else ''}"


def _hits(text: str, words: list[ProseWord], known: Known, typos: frozenset[str]) -> Iterator[_Hit]:
    n = 0
    while n < len(words):
        word = words[n]
        last = n
        why, weight = _weigh(text, words, n, known)
        if weight:
            while last + 1 < len(words) and _belongs(text, words, last):
                last += 1
            weight += 2 if last > n and any(words[part].standing >= Standing.SURNAME for part in range(n, last + 1)) else 0
            if not is_in_technical(text, word.start, word.end):
                yield _Hit(text[word.start : words[last].end], word.start, words[last].end, why, weight)
        elif typos and len(word.folded) > 4 and word.standing is Standing.UNKNOWN and _is_typo(word.folded, typos, known):
            yield _Hit(word.text, word.start, word.end, "like the name of somebody in the channel", 4)
        n = last + 1
    if "@" in text:
        for match in AT_HANDLE.finditer(text):
            handle = fold_text(match.group(1))
            if handle not in BROADCASTS and not is_team(handle):
                yield _Hit(match.group(1), match.start(1), match.end(1), "written as a handle", 5)


def _belongs(text: str, words: list[ProseWord], n: int) -> bool:
    following = follower(text, words, n)
    if following is None or not following.is_capital or following.text.isupper():
        return False
    return following.standing >= Standing.UNKNOWN or previous_word(text, words, n) == "by"


def _weigh(text: str, words: list[ProseWord], n: int, known: Known) -> tuple[str, int]:
    """(what tells, how much) for one word; 0 where it is no possible name."""
    word = words[n]
    if len(word.text) < 2 or (word.text.isupper() and len(word.text) > 1):
        return "", 0
    previous = previous_word(text, words, n)
    led = is_called(text, words, n)
    if not word.is_capital:
        return _weigh_small(text, words, n, known, led=led)
    if word.standing is Standing.WORD or (word.folded in known.words and word.standing < Standing.UNKNOWN):
        return _weigh_word(text, word, known)
    if word.standing is Standing.PLACE:
        following = follower(text, words, n)
        beside = (
            led or previous in WITH_SOMEBODY - {"by", "from", "via"} or (following is not None and following.folded in SPEAKS)
        )
        return ("a place or a person", 3) if beside else ("", 0)
    if previous == "by" and word.standing is Standing.ORDINARY and _is_author(text, words, n):
        return 'after "by"', 3
    if word.standing < Standing.UNKNOWN or _is_mixed(word.text):
        return "", 0
    if len(word.text) < 3 and not led:
        return "", 0
    if led:
        return "somebody is spoken to", 5
    following = follower(text, words, n)
    if following is not None and following.folded in SPEAKS:
        return "does what people do", 5
    if word.standing is Standing.GIVEN:
        return "a given name", 4
    return ("a family name", 3) if word.standing is Standing.SURNAME else ("a word in no list", 2)


def _is_author(text: str, words: list[ProseWord], n: int) -> bool:
    """Two words with capitals after "by", and no third: "by Oleander Fitch"."""
    following = follower(text, words, n)
    if following is None or not following.is_capital or following.text.isupper():
        return False
    third = follower(text, words, n + 1)
    return third is None or not third.is_capital


def _weigh_small(text: str, words: list[ProseWord], n: int, known: Known, *, led: bool) -> tuple[str, int]:
    word = words[n]
    if word.folded in known.words:
        return _weigh_word(text, word, known)
    if led and word.standing >= Standing.UNKNOWN and len(word.text) > 2:
        return "somebody is spoken to", 3
    if is_common_given_name(word.folded) and word.standing is Standing.GIVEN:
        return "a given name", 3
    return "", 0


# Grades of severity are words of every incident, though somebody may be called Major.
_GRADES = frozenset(grade.value for grade in Severity)
_OF_SEVERITY = re.compile(r"\bseverity\b|→|->", re.IGNORECASE)


def _weigh_word(text: str, word: ProseWord, known: Known) -> tuple[str, int]:
    """A word that is a name as well: where its neighbours say so, or leave it open and somebody here is called so."""
    if is_in_technical(text, word.start, word.end, is_word=True):
        return "", 0
    if word.folded in _GRADES and _OF_SEVERITY.search(text):
        return "", 0
    verdict = decide(text, word.start, word.end)
    if verdict is Verdict.UNDECIDED and word.folded in known.words:
        return "a word, and somebody's name", 3
    if verdict is Verdict.NAME and (word.folded in known.words or (word.is_capital and not opens_sentence(text, word.start))):
        return "a word where a name would stand", 3
    return "", 0


def _is_mixed(word: str) -> bool:
    """Written as programs are: "GitHubby", "kubeCost"; but "McBride", "O'Brien" and "DeVries" are names."""
    inner = re.sub(r"^(?:Ma?c|De|Di|Le|La|Van|Fitz|[OD]['’])(?=[A-Z])", "", word)
    return any(letter.isupper() for letter in inner[1:])


def _deletions(names: Collection[str]) -> frozenset[str]:
    """Every name of five letters or more with one letter left out, and the names themselves."""
    found: set[str] = set()
    for name in names:
        if 5 <= len(name) <= 24 and name.isalpha():
            found.add(name)
            found.update(name[:at] + name[at + 1 :] for at in range(len(name)))
    return frozenset(found)


def _is_typo(word: str, typos: frozenset[str], known: Known) -> bool:
    """Whether the word is one slip away from a name: a letter too many, too few, another, or two in the wrong order."""
    if word in known.near:
        return False
    if word in typos:
        return True
    shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
    return any(short in known.near for short in shorter) or any(
        short in typos and any(_is_one_slip(word, name) for name in known.near if abs(len(name) - len(word)) == 0)
        for short in shorter
    )


def _is_one_slip(word: str, name: str) -> bool:
    differing = [at for at in range(len(word)) if word[at] != name[at]]
    if len(differing) == 1:
        return True
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and (word[differing[0]], word[differing[1]])
        == (
            name[differing[1]],
            name[differing[0]],
        )
    )
