"""The notes sheet of a review: the places that note-takers fill in, and what they wrote, read back for the final report.

The headings are a promise between the review pack, which prints them, and the final report, which takes the notes from under
them. People retype them, turn lists into tables, and write where there is room: reading allows for all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from postmortem.incident import Action
from postmortem.report.notes_actions import actions_in_table, actions_in_words, is_nothing, plain_words
from postmortem.report.sections import LINE, heading_key

SHEET = "Notes sheet"
WENT_WELL = "What went well"
WENT_LESS_WELL = "What went less well"
LUCK = "Where luck came in"
LEARNINGS = "What we learnt"
ACTIONS = "Agreed actions"
CORRECTIONS = "Corrections to the draft"
RECORDING = "Recording"
OTHER = "Anything else"

PROMPTS = {
    WENT_WELL: "What helped, and is worth keeping?",
    WENT_LESS_WELL: "What made it harder to see, to decide or to mend?",
    LUCK: "What could as well have gone otherwise?",
    LEARNINGS: "What do we know now about how our systems and our work are, that we did not know before?",
    ACTIONS: "About three, so that they get done. None is a good answer too. Owners are roles here; names go on the cards.",
    CORRECTIONS: "Which fact, time or figure in the draft is to be put right, and what is it instead?",
    RECORDING: "Where is it? A link, or the file's name in the incident's folder.",
    OTHER: "Wider points for another meeting, and what has no place above.",
}
"""What is asked for under each heading, in the order of the sheet. Where only that stands, nothing was written."""
PREFACE = "Write under the headings, and leave them as they are: the final report takes the notes from here. People are roles."

# Other words in which people head the same places.
_ALSO = {
    WENT_WELL: ("went well", "the good", "positives", "what worked", "what worked well"),
    WENT_LESS_WELL: (
        "went less well",
        "what did not go well",
        "what didn't go well",
        "what did not go so well",
        "what didn't go so well",
        "what went wrong",
        "what went badly",
        "what could have gone better",
        "what could be better",
        "what was hard",
    ),
    LUCK: ("luck", "where we got lucky", "where we were lucky", "lucky", "what was lucky"),
    LEARNINGS: ("learnings", "lessons", "lessons learnt", "lessons learned", "what we learned", "what did we learn"),
    ACTIONS: ("actions", "action items", "actions agreed", "next steps", "follow-up actions"),
    CORRECTIONS: (
        "corrections",
        "corrections to facts",
        "corrections to the facts",
        "corrections to the report",
        "facts to correct",
    ),
    RECORDING: ("recordings", "recording link", "link to the recording", "links to the recording", "the recording"),
    OTHER: ("other", "other notes", "other points", "any other business", "aob", "parking lot", "notes"),
}
# How alike a heading is to one of ours to be the same, retyped; from 0 to 1.
_RETYPED = 0.85
# A heading that people wrote as a line of its own is deeper than any heading.
_A_LINE = 7
_LABEL = re.compile(r"[*_]{0,3}([^:*_\n]{3,40})[*_]{0,3}:[*_]{0,3}[ \t]*")
_MARKER = re.compile(r"[ \t]*(?:[-*+•●▪]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_BULLET_TYPED = re.compile(r"^[ \t]*[•●▪][ \t]*", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"\]]+[^\s<>\"\].,;:!?)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was noted in a review. Each item is Markdown as it was written: a point of a list, a paragraph, a table.

    actions: with owners as roles, in plain text. recording: where it is, as links or in words. other: what stands under headings
    of people's own too, each behind its heading in bold.
    """

    went_well: tuple[str, ...] = ()
    went_less_well: tuple[str, ...] = ()
    luck: tuple[str, ...] = ()
    learnings: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    recording: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything."""
        return self == Notes()

    @property
    def recording_links(self) -> tuple[str, ...]:
        """The addresses of the recording, each once, in their order."""
        return tuple(dict.fromkeys(found for item in self.recording for found in _ADDRESS.findall(item)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A block of the document: its tokens, and the text of its lines."""

    tokens: tuple[Token, ...]
    text: str

    @property
    def kind(self) -> str:
        return self.tokens[0].type.removesuffix("_open")

    @property
    def words(self) -> str:
        """The plain words of a heading or a paragraph."""
        return plain_words(self.tokens[1]) if len(self.tokens) == 3 else ""


def read_notes(markdown: str) -> Notes:
    """What people wrote into a notes sheet, alone or as a part of the review pack.

    Notes that have none of our headings are taken whole, as `other`. Nothing where the places are as they were handed out.
    """
    found: dict[str, list[str]] = {heading: [] for heading in PROMPTS}
    actions: list[Action] = []
    for place, block, text in _placed(markdown):
        if place != ACTIONS:
            found[place] += _items(block, text)
        elif block.kind == "table":
            actions += actions_in_table(block.tokens)
        else:
            actions += [action for item in _items(block, text) for action in actions_in_words(item)]
    return Notes(
        went_well=tuple(found[WENT_WELL]),
        went_less_well=tuple(found[WENT_LESS_WELL]),
        luck=tuple(found[LUCK]),
        learnings=tuple(found[LEARNINGS]),
        actions=tuple(actions),
        recording=tuple(found[RECORDING]),
        corrections=tuple(found[CORRECTIONS]),
        other=tuple(found[OTHER]),
    )


def _placed(markdown: str) -> Iterator[tuple[str, _Block, str]]:
    """Each block that stands in a place of the sheet: the place's heading, the block, its text without a label before it."""
    blocks = _blocks(markdown)
    has_sheet = any(_level(block) <= 6 and heading_key(block.words) == heading_key(SHEET) for block in blocks)
    has_places = any(_headed(block) for block in blocks)
    is_free = not has_sheet and not has_places
    place = OTHER if is_free else ""
    inside, level, depth = is_free, 0, 0
    for block in blocks:
        at = _level(block)
        known = _headed(block) if inside or not has_sheet else ""
        if at <= 6 and heading_key(block.words) == heading_key(SHEET):
            inside, place, level, depth = True, OTHER, at, at
        elif known:
            inside, place, depth = True, known, at
            if at > 6 and (rest := _after_label(block)):
                yield place, block, rest
        elif at <= 6 and is_free:
            yield OTHER, block, f"**{block.words}**" if at > 1 else ""
        elif at <= level and inside:  # the next part of the pack
            inside, place = False, ""
        elif at <= min(depth, 6) and inside:  # a heading of people's own, beside ours
            place = OTHER
            yield place, block, f"**{block.words}**"
        elif place:
            yield place, block, block.text


def _headed(block: _Block) -> str:
    """The place that a block is the heading of; empty where it is none. A line of its own heads a place, too."""
    level = _level(block)
    if level <= 6:
        return _place_called(heading_key(block.words), retyped=True)
    if block.kind != "paragraph":
        return ""
    label = _LABEL.match(block.text)
    if label is not None:
        return _place_called(heading_key(label[1]), retyped=False)
    is_bold = re.fullmatch(r"(\*\*|__)[^*_\n]+\1", block.text.strip()) is not None
    return _place_called(heading_key(block.words), retyped=False) if is_bold else ""


def _after_label(block: _Block) -> str:
    """What stands behind "Recording:" in the same paragraph."""
    label = _LABEL.match(block.text)
    return block.text[label.end() :].strip() if label is not None else ""


def _place_called(key: str, *, retyped: bool) -> str:
    """The place with this heading, or with one of its other names; with `retyped` the most similar one, where one is similar."""
    names = _names()
    if key in names:
        return names[key]
    if not retyped or len(key) < 6:
        return ""
    likeness, place = max((SequenceMatcher(None, key, name, autojunk=False).ratio(), place) for name, place in names.items())
    return place if likeness >= _RETYPED else ""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {heading_key(name): place for place in PROMPTS for name in (place, *_ALSO[place])}


def _items(block: _Block, text: str) -> list[str]:
    """The points of a block: those of a list, the bullets that somebody typed, or all of it. What we asked is no point."""
    if block.kind in ("bullet_list", "ordered_list") and text == block.text:
        items = _points(block)
    elif _BULLET_TYPED.match(text):
        items = _BULLET_TYPED.split(text)
    else:
        items = [text] if block.kind != "hr" else []
    cleaned = (_without_prompt(item.strip("\r\n")) for item in items)
    return [item.rstrip() for item in cleaned if not is_nothing(item)]


def _points(block: _Block) -> list[str]:
    """Each point of a list without its bullet, with what is under it moved to the left."""
    first = block.tokens[0].map[0] if block.tokens[0].map else 0
    lines = LINE.findall(block.text)
    items = []
    for token in block.tokens:
        if token.type != "list_item_open" or token.level != 1 or token.map is None:
            continue
        own = lines[token.map[0] - first : token.map[1] - first]
        marker = _MARKER.match(own[0]) if own else None
        if marker is None:
            continue
        rest = [line[min(len(marker[0]), len(line) - len(line.lstrip(" \t"))) :] for line in own[1:]]
        items.append("".join([own[0][marker.end() :], *rest]).strip())
    return items


def _without_prompt(text: str) -> str:
    match = _prompts().match(text)
    if match is None:
        return text
    still_open = match[1] if match[1] and not match[2] else ""  # somebody went on inside the emphasis
    return f"{still_open}{text[match.end() :].lstrip()}"


@lru_cache(maxsize=1)
def _prompts() -> re.Pattern[str]:
    """Our own words at the beginning of a block, as any program may have written them: escaped, emphasised, with other spaces."""
    texts = (r"\s+".join(r"".join(rf"\\?{re.escape(char)}" for char in word) for word in text.split()) for text in _our_words())
    return re.compile(rf"\s*([*_]{{0,3}})(?:{'|'.join(texts)})([*_]{{0,3}})\s*")


def _our_words() -> tuple[str, ...]:
    return (PREFACE, *PROMPTS.values())


def _level(block: _Block) -> int:
    """A heading's level from 1 to 6; of anything else one that is deeper than any."""
    return int(block.tokens[0].tag[1]) if block.kind == "heading" else _A_LINE


def _blocks(markdown: str) -> Sequence[_Block]:
    """The document's blocks in order, none within another."""
    lines = LINE.findall(markdown)
    tokens = _parser().parse(markdown)
    starts = [place for place, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    blocks = []
    for start, end in pairwise([*starts, len(tokens)]):
        first, last = tokens[start].map or (0, 0)
        blocks.append(_Block(tokens=tuple(tokens[start:end]), text="".join(lines[first:last])))
    return blocks


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
