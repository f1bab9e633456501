"""Names in scripts that put no spaces between words: the forms to look for, and where they stand.

Kana, Han, Hangul and Thai. A name of two letters or more counts wherever it stands; a family name of one letter ("林", "김") only
before an honorific, or by itself between spaces and signs, which is the business of the ordinary words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postmortem.blameless.fold import Folded, fold_text

# Kana, Han, Hangul (whole or decomposed), Thai.
NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# What may stand between the parts of such a name; its stretches in one script; the syllables that are written for sound.
SEPARATED = re.compile(r"[\s\u3000・·]+")
SAME_SCRIPT = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf々]+|[\u3040-\u309f]+|[\u30a0-\u30ffー]+|[\uac00-\ud7af]+|[\u0e00-\u0e7f]+")
KANA = re.compile(r"[\u3040-\u30ff\u0e00-\u0e7f]")
HAN_OR_HANGUL = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
HAN, HANGUL = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"), re.compile(r"[\uac00-\ud7af]")
# What people are addressed with, after the name.
HONORIFICS = "さん 様 さま 氏 くん 君 ちゃん 先生 先輩 部長 課長 主任 社長 씨 님 老师 小姐 女士 经理 同学".split()


class Unbroken(NamedTuple):
    """A folded name; `taken` is how many of its letters are the name, the rest stays.

    alone: no letter of its script may stand before it. ends: no letter of Han may stand behind it.
    """

    text: str
    person: str
    taken: int
    alone: bool = False
    ends: bool = False


def unbroken_forms(person: str, name: str) -> Iterator[Unbroken]:
    """Every form of a name that is looked for without spaces around it."""
    parts = [part for part in SEPARATED.split(name) if part]
    pairs = _pairs(parts[0]) if len(parts) == 1 else [(parts[0], parts[-1])] if parts else []
    whole = {name, "".join(parts), *(f"{first}{joint}{last}" for first, last in pairs for joint in (" ", "・", "·"))}
    for form in {*whole, *parts, *(last for _, last in pairs), *(first for first, last in pairs if len(last) > 1)}:
        if len(form) > 1 and NO_SPACES.search(form):
            folded = fold_text(form)
            yield Unbroken(folded, person, len(folded))
    for first, last in pairs:
        # A family name of two letters that is only guessed: "佐藤さん" for 佐藤健, but not the beginning of another name.
        if len(first) == 2 and len(last) == 1 and len(parts) == 1:
            folded = fold_text(first)
            yield Unbroken(folded, person, len(folded), ends=True)
            yield from _with_honorifics(person, first)
    for short in {part for part in (*parts, *(part for pair in pairs for part in pair)) if len(part) == 1}:
        if HAN_OR_HANGUL.match(short):
            yield from _with_honorifics(person, short)


def _with_honorifics(person: str, name: str) -> Iterator[Unbroken]:
    folded = fold_text(name)
    for honorific in HONORIFICS:
        for joint in ("", " "):
            yield Unbroken(folded + fold_text(joint + honorific), person, len(folded), alone=True)


def _pairs(name: str) -> list[tuple[str, str]]:
    """How a name without a gap may be divided into family and given name: where the script changes, else by usual lengths.

    Four letters are two and two; of three, one or two are the family name's, in Hangul one.
    """
    runs = SAME_SCRIPT.findall(name)
    if len(runs) == 2:
        return [(runs[0], runs[1])]
    if len(runs) != 1 or KANA.search(name):
        return []
    cuts = {2: (1,), 3: (1,) if HANGUL.match(name) else (1, 2), 4: (2,)}.get(len(name), ())
    return [(name[:cut], name[cut:]) for cut in cuts]


def find_unbroken(folded: Folded, names: dict[str, list[Unbroken]]) -> Iterator[tuple[int, int, str]]:
    """Where such names stand in a folded text, and whose they are."""
    if not names or folded.text.isascii():
        return
    text, starts = folded.text, folded.starts
    at = 0
    while at < len(text) - 1:
        for form in names.get(text[at : at + 2], ()):
            end = at + form.taken
            # A Hangul syllable is several folded letters: a name may not end or begin inside one.
            if not text.startswith(form.text, at) or (starts is not None and (_is_inside(starts, at) or _is_inside(starts, end))):
                continue
            if (form.alone and at > 0 and _same_script(text[at - 1], text[at])) or (form.ends and HAN.match(text, end)):
                continue
            yield at, end, form.person
            at = end - 1
            break
        at += 1


def _same_script(before: str, letter: str) -> bool:
    """Whether a letter before a name is of its script: Han in Han, and anything without spaces before Hangul, which has them."""
    return bool(HAN.match(before) if HAN.match(letter) else NO_SPACES.match(before))


def _is_inside(starts: list[int], at: int) -> bool:
    return 0 < at < len(starts) and starts[at] == starts[at - 1]
