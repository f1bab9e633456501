"""Sentences of a report → sentences for a client: without roles, tools, hosts and other clients; "we" where staff are meant.

A sentence that cannot be told without its inside is left out, and told of. Nothing is added to what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from postmortem.report.client_internals import Inside, plain_for_tool
from postmortem.report.client_mentions import Mentions

# Where a sentence ends: a full stop that stands behind no short form, and a space behind it.
_ENDS = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bca\.)(?<!\bapprox\.)(?<!\bno\.)(?<!\bNo\.)(?<!\bvs\.)(?<!\bSt\.)(?<!\bMr\.)(?<!\bDr\.)"
    r"(?<!\bincl\.)\s+(?=\S)"
)
# Our own people, by the parts that they played; and those who are not ours.
_STAFF = (
    r"(?:(?:[Ss]econd|[Tt]hird|[Ff]ourth|[Nn]ew|[Oo]ther) )?(?:[Ii]ncident lead|[Cc]lient comms manager|[Oo]n-call support"
    r"|(?:2nd|[Ss]econd)[ -]line(?: support)?|[Ss]cribe|[Rr]esponder(?: \d+)?|[Ff]acilitator|[Nn]ote-taker)"
)
_NOT_OURS = re.compile(r"\b(?:[Tt]hird party|[Cc]lient contact|[Ss]upplier contact)(?: \d+)?\b")
_AT_HEAD = re.compile(rf"^(?:[Tt]he |[Oo]ur )?{_STAFF}(?= [a-z])")
_BY_STAFF = re.compile(rf",?\s+(?:by|started by|done by) (?:the |our )?{_STAFF}(?: (?:and|,) (?:the |our )?{_STAFF})*(?![\w-])")
_STAFF_WITHIN = re.compile(rf"\b(?:[Tt]he |[Oo]ur |[Aa]n? )?{_STAFF}(?![\w-])")
_WITH_WE = {"was": "were", "has": "have", "is": "are", "does": "do", "wasn't": "weren't", "hasn't": "haven't"}
# What may stand before something that is taken out, and go with it.
_BEFORE = (
    r"\s*(?:,?\s+(?:on|at|in|from|to|of|via|through|under|with|for|as|see|called|named|host|server|node)\s+(?:the\s+)?"
    r"|\s*\(\s*(?:see\s+)?)$"
)
_LEADING = re.compile(_BEFORE, re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*[,;.]?\s*\)")
# "Release 3.18.0", "the version v2.1". Bounded.
_VERSION = re.compile(
    r"\b([Tt]he |[Tt]his |[Aa]n? |[Oo]ur |[Nn]ew )?([Rr]elease|[Vv]ersion) v?\d{1,6}(?:\.\d{1,6}){1,4}(?:-[\w.]{1,20})?(?!\d)"
)
# Of a tool: "PagerDuty alerted", "in Grafana", "the Redis server".
_ARTICLES = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)


@dataclass(slots=True)
class Wordsmith:
    """Words sentences for one client. say: internal term → plain words. told: what was done to which sentence, for the
    console."""

    mentions: Mentions
    inside: Inside
    say: Mapping[str, str]
    told: list[tuple[str, str]] = field(default_factory=list)

    def sentences(self, text: str) -> str:
        """The text's sentences that may stay, worded; empty where none may."""
        return " ".join(said for one in split_sentences(text) if (said := self.sentence(one)))

    def sentence(self, text: str) -> str:
        """One sentence, or an empty text; what was done is noted in `told`."""
        said, done = self.mentions.without_others(in_plain_words(without_versions(text), self.say))
        if done:
            self.told.append(("another client " + ("in it, made neutral" if said else "in it, left out"), text))
        if not said:
            return ""
        said = self._without_inside(with_we(said))
        said = said[:1].upper() + said[1:] if text[:1].isupper() else said
        if not said:
            self.told.append(("internal, left out", text))
        return said

    def may_stay(self, text: str) -> bool:
        """Whether a text has nothing of the inside and nobody else in it."""
        return not self.inside.find(text) and all(one.is_own for one in self.mentions.find(text))

    def _without_inside(self, text: str) -> str:
        for found in reversed(self.inside.find(text)):
            plain = plain_for_tool(found.found)
            before, behind = text[: found.start], text[found.end :]
            if plain:
                before = _ARTICLES.sub("", before)
                text = before + (plain[:1].upper() + plain[1:] if not before.strip() else plain) + behind
            elif _LEADING.search(before) and not re.match(r"['’]s\b|-\w", behind):
                text = _LEADING.sub("", before) + re.sub(r"^\s*\)", "", behind)
            else:
                return ""
        return tidied(text)


def without_versions(text: str) -> str:
    """A release without its number: which software stands in which version is nobody's to know outside."""
    return _VERSION.sub(lambda match: f"{match[1] or ('A ' if match[2][0].isupper() else 'a ')}{match[2].lower()}", text)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph."""
    return tuple(one.strip() for one in _ENDS.split(text) if one.strip())


def in_plain_words(text: str, say: Mapping[str, str]) -> str:
    """The text with the team's plain words for internal terms; a longer term wins over one within it."""
    terms = {term.casefold(): said for term, said in say.items()}
    if not terms:
        return text
    pattern = "|".join(re.escape(term) for term in sorted(say, key=len, reverse=True))
    found = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)

    def plain(match: re.Match[str]) -> str:
        said = terms[match[0].casefold()]
        return said[:1].upper() + said[1:] if match.start() == 0 and match[0][:1].isupper() else said

    return found.sub(plain, text)


def with_we(text: str) -> str:
    """The text with "we" where it speaks of somebody of ours by the part that they played."""
    text = _BY_STAFF.sub("", text)
    head = _AT_HEAD.match(text)
    if head:
        rest = text[head.end() :].lstrip()
        verb, space, behind = rest.partition(" ")
        text = f"We {_WITH_WE.get(verb, verb)}{space}{behind}"
    text = _STAFF_WITHIN.sub("one of us", text)
    return _NOT_OURS.sub("a contact", text)


def tidied(text: str) -> str:
    """Without what taking something out leaves: empty brackets, doubled spaces, a comma before the full stop."""
    text = _EMPTY_BRACKETS.sub("", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    text = re.sub(r",+(?=[.;])", "", text)
    return text if re.search(r"\w", text) else ""


def lower_first(text: str) -> str:
    """The text, to go on a sentence: its first letter small, unless the word is a name or an abbreviation."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.istitle() and first != "I" else text


def listed(items: Iterable[str]) -> str:
    """ "10:40, 11:35 and 12:41"."""
    *before, last = [*items]
    return f"{', '.join(before)} and {last}" if before else last
