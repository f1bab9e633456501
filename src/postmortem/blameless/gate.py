"""The last look: every byte that would leave, read again for known names, handles, ids, addresses and secrets.

It knows nothing of how names were stripped, on purpose: what one side overlooks, the other must not. It looks for what is
certainly somebody, so that a finding stops everything; what is only possibly a name is another room's list for people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise

from postmortem.blameless.gate_names import LONGEST_PHRASE, TOKEN, UNSPACED, Wanted, fold, plain, wanted_names
from postmortem.blameless.gate_reading import Unit, read_units
from postmortem.slack.transcript import Person

# Past this many the answer is the same, and a report of more helps nobody.
MOST_FINDINGS = 1000
MOST_IN_A_LINE = 50

# A line longer than this is looked at in pieces, which overlap by enough for any name.
_LONGEST_PIECE = 60_000
_OVERLAP = 400

# A user's id by its shape: U or W at the start of a word, then capitals and digits, at least one digit. Each part is short.
_ID = re.compile(r"[UW](?<!\w[UW])(?=[A-Z]{0,12}[0-9])[A-Z0-9]{8,12}\b")
# An address, from its "@" on; what stands before is read backwards, so that a long word costs nothing.
_MAIL = re.compile(r"@[^\W_](?:[\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
# What stands before an address's "@", at the end of a short stretch.
_LOCAL_PART = re.compile(r"[\w.%+'-]{1,64}\Z")
# Links, up to the first character that ends one.
_LINK = re.compile(r"(?:https?|ftp|ssh|s3|mailto):[^\s<>\"'`)\]]+")
_BACKTICKS = re.compile(r"`+")

# Secrets that are unmistakable, each behind a text that it begins with (looked for first, because that is cheap).
_SECRETS = {
    "xox": re.compile(r"\bxox[a-z]-(?=[\w-]{0,40}\d)[\w-]{10,}"),
    "xapp-": re.compile(r"\bxapp-\d-[\w-]{10,}"),
    "AKIA": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "ASIA": re.compile(r"\bASIA[0-9A-Z]{16}\b"),
    "gh": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{30,}"),
    "github_pat_": re.compile(r"\bgithub_pat_[A-Za-z0-9_]{22,}"),
    "glpat-": re.compile(r"\bglpat-[\w-]{20,}"),
    "AIza": re.compile(r"\bAIza[\w-]{35}"),
    "sk_live_": re.compile(r"\bsk_live_[A-Za-z0-9]{16,}"),
    "PRIVATE KEY": re.compile(r"-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY-----"),
    "hooks.slack.com": re.compile(r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]{8,}"),
}

# Accounts of machines in `ssh git@host`: addresses by shape, and nobody's.
_MACHINE_ACCOUNTS = frozenset(
    {"git", "root", "ubuntu", "debian", "centos", "admin", "deploy", "core", "ec2-user", "www-data", "postgres", "vagrant"},
)

_BROADCASTS = frozenset({"here", "channel", "everyone", "group", "all"})

# Characters that make one word of what stands on both sides: a host, an identifier; and those that do so for small letters.
_JOINS = "_.\\=#:%~$"
_SOFT_JOINS_TOO = _JOINS + "-/+&"
# Characters before a word that make it a path, a channel, a variable or a value.
_ROOTS = frozenset("/\\#$=~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Somebody, or a secret, in a file. `found` is what was found: it is never printed with the rest, and only for a person's
    own eyes.

    place: "line 12", "paragraph 3", "property creator", "file name" … sort: name, handle, id, e-mail or secret.
    """

    file: str
    place: str
    sort: str
    found: str = field(repr=False)


def look(
    files: Mapping[str, bytes], people: Iterable[Person], *, more_names: Iterable[str] = (), not_names: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Everything in the files that is certainly a known person, or a secret; empty when they may leave.

    files: name → content; the name is looked at as well. people: the whole roster. more_names: further names in use.
    not_names: words that people have said are no names. At most `MOST_FINDINGS` are returned.
    """
    wanted = wanted_names(people, more_names, not_names)
    findings: dict[Finding, None] = {}
    for name, data in files.items():
        for unit in read_units(name, data):
            for sort, found in _look_at(unit, wanted):
                findings[Finding(file=name, place=unit.place, sort=sort, found=found)] = None
            if len(findings) >= MOST_FINDINGS:
                return tuple(findings)[:MOST_FINDINGS]
    return tuple(findings)


def _look_at(unit: Unit, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """(sort, what was found) for one line, paragraph, property or name."""
    for piece in _pieces(unit.text):
        folded = fold(piece)
        if "@" in piece:
            yield from _addresses(piece, wanted)
        for match in _ID.finditer(piece):
            yield "id", match[0]
        for marker, secret in _SECRETS.items():
            if marker in piece and (leaked := secret.search(piece)):
                yield "secret", leaked[0]
        if wanted.unspaced and not piece.isascii():
            yield from _unspaced(piece, wanted)
        if "@" in folded or not wanted.anchors.isdisjoint(TOKEN.findall(folded)):
            yield from islice(_Line(piece, is_code=unit.is_code).names(wanted), MOST_IN_A_LINE)


def _pieces(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST_PIECE:
        yield text
        return
    for start in range(0, len(text), _LONGEST_PIECE):
        yield text[max(0, start - _OVERLAP) : start + _LONGEST_PIECE]


def _addresses(text: str, wanted: Wanted) -> Iterator[tuple[str, str]]:
    for match in _MAIL.finditer(text):
        local = _LOCAL_PART.search(text, max(0, match.start() - 64), match.start())
        if local is None:
            continue
        address = local[0] + match[0]
        if fold(address) in wanted.mails or local[0].casefold() not in _MACHINE_ACCOUNTS:
            yield "e-mail", address


def _unspaced(text: str, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Names in scripts without spaces: any stretch of the line that is one."""
    composed = unicodedata.normalize("NFKC", text)
    for match in UNSPACED.finditer(composed):
        start = match.start()
        for length in range(2, LONGEST_PHRASE + 1):
            if composed[start : start + length] in wanted.unspaced:
                yield "name", composed[start : start + length]


class _Line:
    """One line in which something that may be a name occurs: its tokens, and what is code in it."""

    def __init__(self, text: str, *, is_code: bool) -> None:
        self.shown = plain(text)
        folded = self.shown.casefold()
        # Case can be told only where folding kept every character's place; where it did not, a weak name counts as capitalised.
        self.keeps_case = len(folded) == len(self.shown)
        self.text = folded
        self.tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(folded)]
        self.is_code = is_code
        self.zones = [] if is_code else [*_code_zones(folded), *(match.span() for match in _LINK.finditer(folded))]

    def names(self, wanted: Wanted) -> Iterator[tuple[str, str]]:
        """(sort, what was found) for every name in the line; a name inside a longer one is told once."""
        after = 0
        for place, (token, start, end) in enumerate(self.tokens):
            if place < after:
                continue
            if token in wanted.starts and (length := self._phrase_at(place, wanted)):
                last = self.tokens[place + length - 1][2]
                yield wanted.phrases[tuple(one[0] for one in self.tokens[place : place + length])], self.shown[start:last]
                after = place + length
            elif sort := self._single_at(place, wanted):
                yield sort, self.shown[start:end]

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
        for (token, _, end), (_, start, _) in zip(self.tokens[place:], self.tokens[place + 1 : place + length], strict=False):
            between = self.text[end:start]
            bare = between.strip("*_~`\\ \t")
            if len(between) > 4 or bare not in ("", ".", "-", "'", "’", ",") or (bare == "-" and between != "-"):
                return False
            if bare == "." and between != "." and len(token) > 1:  # the end of a sentence
                return False
        return True

    def _counts_though_weak(self, place: int, length: int) -> bool:
        """A name of ordinary words ("Will Young") counts where it is capitalised, joined ("will.young") or follows an "@"."""
        tokens = self.tokens[place : place + length]
        start, end = tokens[0][1], tokens[-1][2]
        if self.text[start - 1 : start] == "@":
            return True
        joints = {self.text[one[2] : two[1]] for one, two in pairwise(tokens)}
        if joints <= {".", "_"}:
            return self._stands_alone(place, place + length - 1, slashes=True)
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
        if token not in wanted.single:
            return None
        if not code and self._stands_alone(place, place):
            return wanted.single[token]
        return "handle" if token in wanted.in_code and self._stands_alone(place, place, slashes=True) else None

    def _mentioned(self, place: int) -> bool:
        """Whether the token follows an "@" that begins a word, and is the whole of what follows."""
        token, start, end = self.tokens[place]
        if self.text[start - 1 : start] != "@" or token in _BROADCASTS or self.text[max(0, start - 2) : start - 1].isalnum():
            return False
        after = self.text[end : end + 2]
        return not (after[:1] in ("/", "_", "-", ".") and after[1:].isalnum())

    def _in_code(self, position: int) -> bool:
        return self.is_code or any(start <= position < end for start, end in self.zones)

    def _stands_alone(self, first: int, last: int, *, slashes: bool = False) -> bool:
        """Whether the tokens are a word of their own, and no part of a host, path, identifier or call.

        With `slashes` a part of a path or the value of a setting is one as well: /home/dana, user=dana. A capitalised word
        may be joined to another by "-" or "/" and still be one: Dana/Sam, Dana-approved.
        """
        start, end = self.tokens[first][1], self.tokens[last][2]
        shown = self.shown[start:end] if self.keeps_case else ""
        joins = "-_." if slashes else _SOFT_JOINS_TOO if not shown.istitle() else _JOINS
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        if before[-1:] == "_" and after[:1] == "_":  # emphasis in Markdown
            return True
        if before[-1:] == ":" and after[:1] == ":":  # an emoji's name
            return False
        joined_before = len(before) == 2 and before[1] in joins and before[0].isalnum()
        joined_after = len(after) == 2 and after[0] in joins and (after[1].isalnum() or after[1] in "_/")
        rooted = not slashes and before[-1:] in _ROOTS
        return not (joined_before or joined_after or rooted or after[:1] == "(")


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
