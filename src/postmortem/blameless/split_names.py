"""What stands inside and beside names without being a part of them: marks of formatting, quotes, emoji, invisible letters."""

from __future__ import annotations

import re

# Marks of bold, struck or code text inside a word, where no mark was taken off: "*Dag*ny".
_INNER_MARK = re.compile(r"(?<=[^\W_])_{0,2}[*~`][*~`_]{0,2}(?=[^\W_])")
# A run of letters in which "_" may be a mark; and one that is written as a name around it: "D_agn_y".
_RUN = re.compile(r"\w+")
_MARKED_NAME = re.compile(r"(?<!\w)[A-Z][^\W_]*+_[^\W_]++_[^\W_]++")
# Signs that are no part of a word and of nothing technical: quotes, arrows, emoji, full-width punctuation, what cannot be seen.
_SIGN = re.compile(
    "[\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u00ad\u061c\u200b-\u2012\u2015-\u2018\u201a-\u2064"
    "\u2190-\u2bff\u3000-\u3004\u3008-\u303f\ufe00-\ufe4f\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\U0001f000-\U0001f0ff\U0001f1e6-\U0001faff]"
)
_NO_MARKS = str.maketrans("", "", "*~`_")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
# An apostrophe inside a word, however it is typed; and the one of a possessive.
_APOSTROPHE = re.compile("(?<=\\w)(?:['’]s(?!\\w)|['’ʼ´`′＇](?=\\w))")
_POSSESSIVE = re.compile("(?<=\\w)['’ʼ´`′＇][sS](?!\\w)")
# "lead=Dagny": what follows is written as a name, not as a setting's value.
_EQUALS = re.compile(r"=(?=[A-Z][a-z])")


def without_signs(text: str) -> str:
    """The text, letter for letter, with blanks for the signs that only stand beside a name."""
    if "=" in text:
        text = _EQUALS.sub(" ", text)
    if not text.isascii():
        text = _SIGN.sub(" ", text.translate(_HYPHENS))
    elif "'" not in text and "`" not in text:
        return text
    text = _POSSESSIVE.sub("'s", text)
    return _APOSTROPHE.sub(lambda match: match.group() if len(match.group()) > 1 else " ", text)


def joined_words(text: str) -> str:
    """A folded text in which marks join the words on both sides: to see quickly whether it can hold a name that they divide."""
    return text.translate(_NO_MARKS)


def without_inner_marks(text: str) -> tuple[str, list[int]] | None:
    """The text without marks of formatting inside words, and where each letter stood; None where there are none."""
    dropped: set[int] = set()
    if any(text.count(mark) > 1 for mark in "*~`"):
        for match in _INNER_MARK.finditer(text):
            dropped.update(range(*match.span()))
    if text.count("_") > 1:
        for match in _RUN.finditer(text):
            run = match.group()
            core = run.strip("_")
            if "_" in core and (len(core) < len(run) or _MARKED_NAME.fullmatch(run)):
                begin = match.start() + run.index(core)
                dropped.update(begin + n for n, letter in enumerate(core) if letter == "_")
    if not dropped:
        return None
    places = [n for n in range(len(text) + 1) if n not in dropped]
    return "".join([text[n] for n in places[:-1]]), places


def with_its_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the other half of a mark of which it holds only one."""
    for mark in "*_~`":
        if text.count(mark, start, end) % 2:
            if text[start - 1 : start] == mark:
                start -= 1
            elif text[end : end + 1] == mark:
                end += 1
    return start, end
