"""Who of the clients is spoken of in a sentence, and the sentence without those who must not be: for writing a client version.

What was written is looked at once more by `client_gate.py`, which shares no code with this, so that they do not share mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postmortem.blameless.lists import word_list
from postmortem.blameless.words import ordinary_words
from postmortem.incident import Client

# What may stand between the words of a name: spaces, hyphens, an ampersand or the word.
_JOINT = r"[\s_,.&+/\"“”'’-]*(?:and)?[\s_,.&+/\"“”'’-]*"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
# A figure that may be one client's, and times of day, which are everybody's.
_FIGURE = re.compile(r"\d")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
# Where a sentence goes on with something of its own.
_PARTS = re.compile(r"(?<=[:;])\s+")
_OWNS = re.compile(r"['’]s?(?=\s)")
_BETWEEN = re.compile(r"\s*(?:,|&|\+|,?\s*\b(?:and|or|as well as)\b)\s*(?:the site |the shop )?", re.IGNORECASE)
_BOTH = re.compile(r"\bboth (?:of )?$", re.IGNORECASE)
ANOTHER = "another client"
# Shorter names of ordinary words are heard only as they are written.
_SURE_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A client spoken of: where, how ("name", "site" or "ticket"), and whether it is the one that reads."""

    start: int
    end: int
    sort: str
    is_own: bool


class Mentions:
    """Finds the clients in a text. own: the one that reads, None where nobody in particular does; clients: all that are known."""

    def __init__(self, own: Client | None, clients: Iterable[Client]) -> None:
        everybody = tuple(clients) if own is None else (own, *(one for one in clients if not is_same(one, own)))
        self._patterns: list[tuple[re.Pattern[str], str, bool]] = []
        forms: dict[tuple[str, str], tuple[str, str, bool]] = {}
        for client in everybody:
            for sort, form in client_forms(client):
                key = (sort, " ".join(form.casefold().split()))
                known = forms.get(key)
                forms[key] = (sort, form, (known is not None and known[2]) or client is own)
        for sort, form, is_own in sorted(forms.values(), key=lambda one: -len(one[1])):
            self._patterns.append((_pattern(sort, form), sort, is_own))

    def find(self, text: str) -> tuple[Heard, ...]:
        """Everybody who is spoken of, the longest name first where one is part of another."""
        taken: list[Heard] = []
        for pattern, sort, is_own in self._patterns:
            for match in pattern.finditer(text):
                if not any(one.start < match.end() and match.start() < one.end for one in taken):
                    taken.append(Heard(start=match.start(), end=match.end(), sort=sort, is_own=is_own))
        return tuple(sorted(taken, key=lambda one: one.start))

    def speaks_of_own(self, text: str) -> bool:
        return any(one.is_own for one in self.find(text))

    def without_others(self, text: str) -> tuple[str, str]:
        """The text with nobody else in it, and what was done: "" nothing, "neutral" a name was replaced, "left out" (then empty).

        A text that is of others alone is left out, and so is one with another's ticket. Of one that is of both, only what comes
        before the first part with a figure stays: whose the figure is, cannot be told.
        """
        others = [one for one in self.find(text) if not one.is_own]
        if not others:
            return text, ""
        text = self._before_figures(text)
        heard = self.find(text)
        others = [one for one in heard if not one.is_own]
        if len(others) == len(heard) or any(one.sort == "ticket" for one in others):
            return "", "left out"
        said = _in_neutral_words(text, heard)
        return said[:1].upper() + said[1:], "neutral"

    def _before_figures(self, text: str) -> str:
        """The parts of a sentence before the first with a figure; the whole where there is none."""
        kept: list[str] = []
        for part in _PARTS.split(text):
            if _FIGURE.search(_TIME.sub("", _cut(part, self.find(part)))):
                return f"{' '.join(kept).rstrip(' :;')}." if kept else ""
            kept.append(part)
        return text


def _in_neutral_words(text: str, heard: Sequence[Heard]) -> str:
    """Others replaced: where they stand in a list with the one that reads, that one alone is named; else they are "another
    client"."""
    out, at = "", 0
    for run in _lists(text, heard):
        before, behind = text[at : run[0].start], text[run[-1].end :]
        own = next((one for one in run if one.is_own), None)
        if own is not None and len(run) > 1:
            before = _BOTH.sub("", before)
            said = text[own.start : own.end]
        elif own is not None:
            said = text[own.start : own.end]
        elif len(run) > 1:
            said = "other clients" if run[0].sort == "name" else "other clients' sites"
        else:
            said = ANOTHER if run[0].sort == "name" else f"{ANOTHER}'s site"
        at = run[-1].end
        owns = _OWNS.match(behind)
        if owns and run[-1] is not own:  # "… and theirs' shop": the mark of possession goes on with whoever is named now
            said = f"{said}'" if said.endswith("s") else f"{said}'s"
            at += owns.end()
        out += before + said
    return out + text[at:]


def _lists(text: str, heard: Sequence[Heard]) -> list[list[Heard]]:
    """Those who are named one after another, with nothing but commas and "and" between them, together."""
    runs: list[list[Heard]] = []
    for one in heard:
        if runs and _BETWEEN.fullmatch(text[runs[-1][-1].end : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def client_forms(client: Client) -> tuple[tuple[str, str], ...]:
    """(sort, how it is written) for everything that a client is known by."""
    names = [("name", name) for name in (client.name, *client.aliases) if name.strip()]
    sites = [("site", re.sub(r"^\w+://|/.*$", "", site)) for site in client.sites if site.strip()]
    tickets = [("ticket", re.sub(r"^\D+(?=\d)", "", ticket)) for ticket in client.tickets if re.search(r"\d", ticket)]
    return (*names, *sites, *tickets)


def is_same(one: Client, other: Client) -> bool:
    """Whether two entries are one client: declared for the incident, and in the settings."""
    return " ".join(one.name.casefold().split()) == " ".join(other.name.casefold().split())


def is_common(name: str) -> bool:
    """Whether a name consists of ordinary words, so that only its capitals tell it from them."""
    words = _WORD.findall(_ARTICLE.sub("", name))
    return all(len(word) < _SURE_LENGTH or _in_a_dictionary(word.casefold()) for word in words)


def _in_a_dictionary(word: str) -> bool:
    return word in ordinary_words() or word in word_list("more_words")


def _pattern(sort: str, form: str) -> re.Pattern[str]:
    if sort == "ticket":
        return re.compile(rf"(?<![\d.,])(?:[A-Z]{{1,10}}-|#)?{re.escape(form)}(?![\d]|[.,]\d)")
    if sort == "site":
        bare = re.escape(re.sub(r"^www\.", "", form))
        return re.compile(rf"(?:https?://)?(?<![\w-])(?:[\w-]+\.)*{bare}(?![\w-])(?:/[^\s)\]]*)?", re.IGNORECASE)
    words = _WORD.findall(form)
    if not words:
        return re.compile(re.escape(form))
    is_plain_word = is_common(form) and len(words) == 1
    flags = 0 if is_plain_word else re.IGNORECASE
    joined = _JOINT.join(re.escape(word).replace("’", "'").replace("'", "['’]?") for word in words)
    if is_plain_word:
        joined = f"(?:{joined}|{joined.upper()}|{joined.capitalize()})"
    return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", flags)


def _cut(text: str, heard: Sequence[Heard]) -> str:
    """The text without those who are spoken of: a number in a name or a site is no figure."""
    for one in reversed(heard):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text
