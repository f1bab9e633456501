"""The Bikeshed post: a final report on one screen, in the words that the report has, for everybody in the organisation.

No permalinks, no screenshots, no numbers of sources; clients are not named unless incident.toml allows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postmortem.incident import Client
from postmortem.report.contents import Post
from postmortem.report.read_back import ACTIONS, IMPACT, OVERVIEW, find_section, read_actions, read_impact
from postmortem.report.read_back_parts import Grid, Line, read_parts
from postmortem.report.sections import MARKER

LEARNT = ("What we learnt", "What we learned", "Lessons learnt", "Lessons learned", "Learnings")
# About as much fits on a screen.
MOST_WORDS, MOST_POINTS = 130, 5
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLACEHOLDER = re.compile(r"^\W*To be completed in the review\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:The last summary in the channel, of [^:]{1,40}:\d\d(?: \(edited later\))?: )")
_ADDRESS = re.compile(r"\s*\(?https?://[^\s)]+\)?")


def make_post(
    markdown: str, *, title: str, clients: Sequence[Client], may_name_clients: bool, reviewed_on: str = "", link: str = ""
) -> Post:
    """The post of a final report. Sections are found by their headings, also where people reworded them."""
    hide = _Hider(() if may_name_clients else clients)
    learnt = _learnt(read_parts(find_section(markdown, *LEARNT)))
    return Post(
        title=hide(title),
        happened=tuple(hide(paragraph) for paragraph in _within(_paragraphs(markdown), MOST_WORDS)),
        impact=tuple(hide(row) for row in _impact(markdown)),
        learnt=tuple(hide(point) for point in learnt[:MOST_POINTS]),
        agreed=tuple(
            type(action)(what=hide(action.what), owner=hide(action.owner), due=action.due)
            for action in read_actions(find_section(markdown, *ACTIONS))
        ),
        reviewed_on=reviewed_on,
        link=link,
    )


def _paragraphs(markdown: str) -> list[str]:
    """The overview's own sentences: no lists of earlier summaries, nothing that is still asked for."""
    out = []
    for part in read_parts(find_section(markdown, *OVERVIEW)):
        if isinstance(part, Grid) or part.sort != "paragraph" or not part.words or part.words.endswith(":"):
            continue
        out.append(_plain(_LABEL.sub("", part.words)))
    return [paragraph for paragraph in out if paragraph]


def _within(paragraphs: Sequence[str], most: int) -> list[str]:
    """As many whole paragraphs as fit; always the first."""
    out: list[str] = []
    words = 0
    for paragraph in paragraphs:
        words += len(paragraph.split())
        if out and words > most:
            break
        out.append(paragraph)
    return out


def _impact(markdown: str) -> list[str]:
    rows = []
    for row in read_impact(find_section(markdown, *IMPACT)):
        figure, what = _plain(row.figure), _plain(row.what)
        if not figure or figure.casefold() in ("not known", "unknown"):
            continue
        said = figure.casefold().split()
        rows.append(figure if what.casefold() in (said[-1], " ".join(said[-2:])) else f"{what}: {figure}" if what else figure)
    return [f"{row[:1].upper()}{row[1:]}" for row in dict.fromkeys(rows)][:MOST_POINTS]


def _learnt(parts: Iterable[Grid | Line]) -> list[str]:
    """Points: those that stand before the first sub-heading, else the first of each part in turn."""
    groups: list[list[str]] = [[]]
    for part in parts:
        if isinstance(part, Grid):
            continue
        if part.sort == "heading":
            groups.append([])
        elif part.words and not _PLACEHOLDER.match(part.words) and not part.words.endswith(":"):
            groups[-1].append(_plain(part.words))
    if groups[0]:
        return groups[0]
    longest = max((len(group) for group in groups), default=0)
    return [group[place] for place in range(longest) for group in groups if place < len(group)]


def _plain(words: str) -> str:
    """Without addresses, which in a post about an incident lead into the chat or to a dashboard."""
    return " ".join(_ADDRESS.sub("", words.replace(MARKER, "")).split())


class _Hider:
    """Puts "a client" into the place of a client's name, and "two clients" into that of two in a row."""

    def __init__(self, clients: Sequence[Client]) -> None:
        names = sorted({name for one in clients for name in (one.name, *one.aliases, *one.sites) if name}, key=len, reverse=True)
        one = "|".join(re.escape(name) for name in names)
        edge = rf"(?<![\w.-])(?:the )?(?:https?://)?(?:{one})(?:/\S*)?(?![\w-]|\.\w)"
        self._run = re.compile(rf"(?:{edge})(?:(?:,? and |, ?|; ?| & )(?:{edge}))*", re.IGNORECASE) if names else None
        self._one = re.compile(edge, re.IGNORECASE) if names else None

    def __call__(self, text: str) -> str:
        return self._run.sub(self._say, text) if self._run is not None else text

    def _say(self, match: re.Match[str]) -> str:
        count = len(self._one.findall(match[0])) if self._one is not None else 1
        said = "a client" if count == 1 else f"{NUMBERS[count] if count < len(NUMBERS) else count} clients"
        return said[:1].upper() + said[1:] if match.start() == 0 else said
