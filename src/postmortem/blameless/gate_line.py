"""Names in one line: which of its words are somebody, and which only look so because they are code, a host or a path."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from postmortem.blameless.gate_names import LONGEST_PHRASE, TOKEN, Wanted

# Links, up to the first character that ends one. One class.
_LINK = re.compile(r"(?:https?|ftp|ssh|s3|mailto):[^\s<>\"'`)\]]+")
_BACKTICKS = re.compile(r"`+")

_BROADCASTS = frozenset({"here", "channel", "everyone", "group", "all"})

# Characters that make one word of what stands on both sides: a host, an identifier. A capitalised word is joined by fewer, a
# word in small letters by more.
_JOINS_CAPITALISED = "_.\\#%$"
_JOINS_IN_CODE = "-_."
_JOINS = _JOINS_CAPITALISED + "=:~-/+&"
# Characters before a word that make it a path, a channel, a variable or a value.
_ROOTS_CAPITALISED = frozenset("\\#$")
_ROOTS = frozenset("/\\#$=~")
# What formatting leaves between the words of a name, and how much may stand there: columns are padded with spaces.
_FORMATTING = "*_~`\\\" \t\n\r\f\v\x85\u2028\u2029"
_WIDEST_GAP = 80

# What was found: its sort, where it begins and where it ends.
Found = tuple[str, int, int]


class Line:
    """One line in which something that may be a name occurs: its tokens, and what is code in it. `text` is plain."""

    def __init__(self, text: str, *, is_code: bool) -> None:
        self.shown = text
        folded = text.casefold()
        # Case can be told only where folding kept every character's place; where it did not, a weak name counts as capitalised.
        self.keeps_case = len(folded) == len(text)
        self.text = folded
        self.tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(folded)]
        self.is_code = is_code
        self.zones = [] if is_code else _merged((*_code_zones(folded), *(match.span() for match in _LINK.finditer(folded))))

    def names(self, wanted: Wanted) -> Iterator[Found]:
        """Every name in the line; a name inside a longer one is told once."""
        after = 0
        for place, (token, start, end) in enumerate(self.tokens):
            if place < after:
                continue
            if token in wanted.starts and (length := self._phrase_at(place, wanted)):
                tokens = self.tokens[place : place + length]
                yield wanted.phrases[tuple(one[0] for one in tokens)], start, tokens[-1][2]
                after = place + length
            elif sort := self._single_at(place, wanted):
                yield sort, start, end

    def _phrase_at(self, place: int, wanted: Wanted) -> int:
        """How many tokens the longest known name that begins here has; 0 where there is none."""
        for length in range(min(LONGEST_PHRASE, len(self.tokens) - place), 1, -1):
            phrase = tuple(token for token, _, _ in self.tokens[place : place + length])
            if phrase not in wanted.phrases or not self._holds_together(place, length):
                continue
            if phrase not in wanted.weak or self._counts_though_weak(place, length):
                return length
        return 0

    def _holds_together(self, place: int, length: int) -> bool:
        """Whether nothing but what may stand inside a name stands between the tokens."""
        for (token, _, end), (_, start, _) in pairwise(self.tokens[place : place + length]):
            between = self.text[end:start]
            if len(between) > _WIDEST_GAP:
                return False
            if "+" in between and " " not in between:  # a space in a link
                between = between.replace("+", " ")
            bare = between.strip(_FORMATTING)
            if bare == "|":
                if not self._fills_cells(self.tokens[place][1], self.tokens[place + length - 1][2]):
                    return False
            elif bare in ("-", "–"):
                if between != bare:
                    return False
            elif bare == ".":
                if between != "." and len(token) > 1:  # the end of a sentence
                    return False
            elif bare == ";":
                if between.strip('"') != ";":
                    return False
            elif bare not in ("", "'", "’", ","):
                return False
        return True

    def _fills_cells(self, start: int, end: int) -> bool:
        """Whether nothing else stands in the cells of a table over which the name goes."""
        before = self.text[max(0, start - _WIDEST_GAP) : start].rstrip(_FORMATTING)
        after = self.text[end : end + _WIDEST_GAP].lstrip(_FORMATTING)
        return before[-1:] in ("", "|") and after[:1] in ("", "|")

    def _counts_though_weak(self, place: int, length: int) -> bool:
        """A name of ordinary words ("Will Young") counts where it is capitalised, joined ("will.young") or follows an "@"."""
        tokens = self.tokens[place : place + length]
        start, end = tokens[0][1], tokens[-1][2]
        if self.text[start - 1 : start] == "@":
            return True
        joints = {self.text[one[2] : two[1]] for one, two in pairwise(tokens)}
        if joints <= {".", "_"}:
            return self._stands_alone(place, place + length - 1, in_code=True)
        capitalised = not self.keeps_case or all(self.shown[first].isupper() for _, first, _ in tokens)
        return capitalised and not self.shown[start:end].isupper()

    def _single_at(self, place: int, wanted: Wanted) -> str | None:
        """The sort of the name or handle at this token; None where it is none, or means something else here."""
        token, start, _ = self.tokens[place]
        if token in wanted.ids:
            return "id"
        code = self._in_code(start)
        if not code and token in wanted.mention and self._mentioned(place):
            return wanted.mention[token]
        if token not in wanted.single or (token in wanted.genitives and not self.shown[start].isupper()):
            return None
        if not code and self._stands_alone(place, place):
            return wanted.single[token]
        return "handle" if token in wanted.in_code and self._stands_alone(place, place, in_code=True) else None

    def _mentioned(self, place: int) -> bool:
        """Whether the token follows an "@" that begins a word, and is the whole of what follows."""
        token, start, end = self.tokens[place]
        if self.text[start - 1 : start] != "@" or token in _BROADCASTS or self.text[max(0, start - 2) : start - 1].isalnum():
            return False
        after = self.text[end : end + 2]
        return not (after[:1] in ("/", "_", "-", ".") and after[1:].isalnum())

    def _in_code(self, position: int) -> bool:
        if self.is_code or not self.zones:
            return self.is_code
        zone = bisect_right(self.zones, position, key=lambda zone: zone[0]) - 1
        return zone >= 0 and position < self.zones[zone][1]

    def _stands_alone(self, first: int, last: int, *, in_code: bool = False) -> bool:
        """Whether the tokens are a word of their own, and no part of a host, path, identifier or call.

        In code a part of a path or the value of a setting is one as well: /home/dana, user=dana. A capitalised word may be
        joined to another by more signs and still be one: Dana/Sam, Dana-approved, cc:Dana, owner=Dana, Dana(on call).
        """
        start, end = self.tokens[first][1], self.tokens[last][2]
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        goes_on_before, goes_on_after = before[:-1].isalnum(), after[1:].isalnum() or after[1:] in ("_", "/")
        if before[-1:] == after[:1] != "" and before[-1] in "_~" and not goes_on_before and not goes_on_after:
            return True  # emphasis in Markdown, strikethrough in Slack
        if before[-1:] == ":" and after[:1] == ":":  # an emoji's name
            return False
        shown = self.shown[start:end] if self.keeps_case else ""
        is_title = shown[:1].isupper() and not (len(shown) > 1 and shown.isupper())
        joins = _JOINS_IN_CODE if in_code else _JOINS_CAPITALISED if is_title else _JOINS
        joined = (goes_on_before and before[-1] in joins) or (goes_on_after and after[0] in joins)
        is_call = after[:1] == "(" and not is_title
        return not (joined or is_call or (not in_code and self._is_rooted(before, is_title=is_title)))

    @staticmethod
    def _is_rooted(before: str, *, is_title: bool) -> bool:
        """Whether the sign before a word makes it a path, a channel, a variable or a value. "Dana/Sam" are two people."""
        if not is_title:
            return before[-1:] in _ROOTS
        return before[-1:] in _ROOTS_CAPITALISED or (before[-1:] == "/" and not before[:-1].isalnum())


def _merged(zones: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(zones):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _code_zones(text: str) -> list[tuple[int, int]]:
    """The stretches between backticks: a run of them, up to the next run of the same length."""
    if "`" not in text:
        return []
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    zones: list[tuple[int, int]] = []
    waiting: dict[int, int] = {}
    closes: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):  # for each run, where the next of its length is
        length = runs[number][1] - runs[number][0]
        closes[number] = waiting.get(length, -1)
        waiting[length] = number
    number = 0
    while number < len(runs):
        close = closes[number]
        if close < 0:
            number += 1
            continue
        zones.append((runs[number][0], runs[close][1]))
        number = close + 1
    return zones
