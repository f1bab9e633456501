"""Words that are also names: Will, Mark, May. Their neighbours decide, and only for people of this channel.

Measured elsewhere and confirmed here: neither a language model nor parts of speech tell "Will restarted it" from "will restart
it" in chat; the words beside it do. What stays undecided is neither replaced nor forgotten: it is reported as undecided.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from importlib.resources import files

# Given names that are in the dictionary and yet in chat are nearly always somebody's name.
MOSTLY_NAMES = frozenset(
    """al alec amy ben beth bob bobby carol charlie dan dave dick don ed fred gene george glen harry henry jake james jay jean jeff jenny
    jim jimmy jo joe john johnny jon josh ken kim larry lee leo lily matt mike mick molly nick pat paul pete peter phil polly ray rick
    robin roger ron sally sam stan steve sue ted terry tim timothy toby tom tommy tony vic wally""".split()
)
# Names that are also words (or abbreviations) that a list of ordinary words in lower case may lack.
ALSO_WORDS = frozenset(
    """will mark may grace rob bill grant rich chase hope max dom art drew dean frank jack miles chance june april august summer rose
    sky sun jun jan mar apr aug sep oct nov dec mon tue wed thu fri sat sunday monday tuesday wednesday thursday friday saturday january
    february march july september october november december victor sandy dusty misty sage bot the prod main dev test admin root ops team
    here channel everyone slack github gitlab google travis jenkins grafana sentry docker python java ruby perl rust go swift julia
    houston dallas austin paris london sydney jordan india china israel georgia virginia carolina florence madison chad cruz api app
    web data user users info support help sales null none true false undefined nan""".split()
)
# Given names among the words above: for these the neighbours are asked even where a profile tells no first name.
WORD_NAMES = frozenset(
    """will mark may grace rob bill grant rich chase hope max dom art drew dean frank jack miles chance june april august summer rose sky
    sun jun jan sandy dusty misty sage victor ruby pearl julia jordan georgia virginia carolina florence madison chad sydney austin dallas
    guy dawn eve faith joy ivy holly amber violet daisy iris heather crystal ginger penny mercy ash river reed wade lance hunter mason
    cooper walker baker pierce heath cliff glen clay rocky rusty buddy woody herb basil earl duke brook brooks chip chuck bud skip
    jasmine olive rowan robin""".split()
)
MONTHS_AND_DAYS = frozenset(
    """may june april august march january february july september october november december jan feb mar apr jun jul aug sep oct nov dec sun
    mon tue wed thu fri sat sunday monday tuesday wednesday thursday friday saturday summer""".split()
)
# After the word: it is no name. ("will do", "mark the", "may be", "May 5th", "grace period", "Max retries".)
NO_NAME_BEFORE = frozenset(
    """be do the this that these those it its not a an to of in on if as is-not have need needs get got take takes make makes go going see
    also only just never always still probably likely soon try keep run fix check restart roll revert deploy look let give send add remove
    all any some each every my your our their his her there then than by as-is i you we they he she me us them help work cause
    period type types expired retries release update updates deployment version number size length limit connections connection value
    values count time timeout memory cpu age depth width height wait read write
    sure done down off out up over through again first last next back away well far long
    day days date dates month months year years week weeks of-the against money chance""".split()
) - {"has", "is", "was"}
# After a capitalised word at the start of a sentence: a person did or is something.
DOES = frozenset(
    """said says asked asks told is was has had will can could did does found finds thinks thought noticed notices restarted rolled
    reverted deployed pushed merged fixed checked confirmed confirms paged called joined left mentioned suggested suggests reported reports
    saw sees wants wanted just and wrote writes ran runs took takes reckons suspects believes knows got gets spotted opened closed started
    stopped updated posted pinged replied tried made set raised handed took-over isn't wasn't hasn't didn't doesn't can't
    couldn't won't who already""".split()
)
# A verb in the third person or the past, for a word in lower case at the start of a message.
DOES_LOWER = DOES - {"can", "could", "will", "is", "was", "has", "had", "just", "and", "does", "did", "who", "set", "already"}
# Before the word, even in lower case: somebody is spoken to or of.
CALLS = frozenset("ping pinged pinging paged page paging thanks thank thx ty cheers hey hi hello hiya cc ask asked asking tell told telling dear morning bye welcome".split())
# Before a capitalised word: it belongs to a date or a title.
DATES_BEFORE = frozenset("in of since until till by on last next this every early late mid end during before after from".split())

# A word with its apostrophe.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# What ends a sentence before a word; a line's start counts too.
SENTENCE_END = frozenset(".!?:;\n•*>-–—(\"“|")


class Verdict(Enum):
    """Is it a name here?"""

    NAME = "name"
    WORD = "word"
    UNDECIDED = "undecided"


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Ordinary English words in lower case (list and licence: ordinary_words.txt)."""
    text = files("postmortem.blameless").joinpath("ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def is_ambiguous(token: str) -> bool:
    """Whether a folded word can be an ordinary word as well as a name."""
    if token in ALSO_WORDS:
        return True
    return token not in MOSTLY_NAMES and token in ordinary_words()


def decide(text: str, start: int, end: int) -> Verdict:
    """Whether the ambiguous word at [start, end) of a prose text is a name, by its neighbours."""
    word = text[start:end]
    lower = word.lower()
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if before.endswith("@"):
        return Verdict.NAME
    if len(word) > 1 and word.isupper():
        return Verdict.WORD
    following, previous = _next_word(after), _last_word(before)
    possessive = after[:2].lower() in ("'s", "’s") and not after[2:3].isalpha()
    opens = _opens_sentence(before)
    if not word[:1].isupper():
        return _decide_lower(previous, following, before, opens=opens, possessive=possessive)
    if possessive:
        return Verdict.NAME
    if _is_vetoed(following, after):
        return Verdict.UNDECIDED if previous in CALLS and not opens else Verdict.WORD
    if lower in MONTHS_AND_DAYS and (previous in DATES_BEFORE or _digit_beside(before, after)):
        return Verdict.WORD
    if opens:
        stands_alone = not after.strip() or after.lstrip(" ")[:1] in (",", ":")
        if (stands_alone and after[:1] in (",", ":")) or following in DOES:
            return Verdict.NAME
        return Verdict.UNDECIDED
    if lower in MONTHS_AND_DAYS and previous not in CALLS and following not in DOES:
        return Verdict.UNDECIDED
    return Verdict.NAME


def _decide_lower(previous: str, following: str, before: str, *, opens: bool, possessive: bool) -> Verdict:
    if previous in CALLS and following not in ("the", "a", "an", "me", "us", "you", "them", "it"):
        return Verdict.UNDECIDED if following in NO_NAME_BEFORE else Verdict.NAME
    if opens and following in DOES_LOWER and not before.strip():
        return Verdict.NAME
    return Verdict.WORD


def _is_vetoed(following: str, after: str) -> bool:
    if following in NO_NAME_BEFORE:
        # "Will, the" is a pause, not "will the".
        return not after.lstrip()[:1] in (",", ":", ".", "!", "?", ")")
    return False


def _digit_beside(before: str, after: str) -> bool:
    left, right = before.rstrip(" "), after.lstrip(" ")
    return left[-1:].isdigit() or left[-2:] in ("st", "nd", "rd", "th") or right[:1].isdigit()


def _next_word(after: str) -> str:
    match = WORD.search(after)
    return match.group().lower().replace("’", "'") if match and not after[: match.start()].strip(" ,") else ""


def _last_word(before: str) -> str:
    if before.rstrip(" ,")[-1:] in SENTENCE_END:
        return ""
    words = WORD.findall(before[-30:])
    return words[-1].lower() if words else ""


def _opens_sentence(before: str) -> bool:
    left = before.rstrip(" \t")
    return not left or left[-1] in SENTENCE_END
