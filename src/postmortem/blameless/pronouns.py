"""Gendered pronouns out: he and she become they, and their verbs agree.

A role says nothing of anybody's gender, and the words around it should not either. What is not certain ("saw her
restart": a verb or a thing?) stays as it is and is told, so that people can look.
"""

from __future__ import annotations

import re

from postmortem.blameless import pronoun_words as w
from postmortem.blameless.pronoun_readings import FAR, Changes, is_english, is_known, read_her, read_his, read_subject
from postmortem.blameless.pronoun_words import DASHES, DECLARED, GENDERED, QUOTES, Word, split_words, word_after, word_before

# Whether there is anything to do at all. The first letter is taken before the look back, so that the search can skip to it.
PRONOUN = re.compile(
    r"[hHsS](?<!\w[hHsS])(?:(?<=[hH])(?:[eE](?:[rR]?[sS]?|[rR][sS][eE][lL][fF])|[iI](?:[sS]|[mM](?:[sS][eE][lL][fF])?))"
    r"|(?<=[sS])[hH][eE][sS]?)(?!\w)"
)
# Signs that glue a word to an address, a path, a setting or an emoji's name.
GLUE_BEFORE, GLUE_AFTER = frozenset("/\\@#$%&=+-.:"), frozenset("/\\@=-.:")
# How far a word's neighbours are looked at: for the language.
NEAR = 4


def neutral_pronouns(text: str, *, sure: bool = True) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with they for he and she, and the stretches of the original in which a pronoun's reading is not certain.

    Those stay as they are; with sure=False they get the likelier reading, where there is one, and are told all the same.
    """
    if PRONOUN.search(text) is None:
        return text, ()
    words = split_words(text)
    changes: Changes = {}
    doubts = []
    for n, word in enumerate(words):
        if word.low.partition("'")[0] not in GENDERED and word.low != DECLARED:
            continue
        reading = _read(text, words, n)
        if reading is None:
            continue
        found, certain = reading
        if not certain:
            doubts.append((word.start, word.end))
        if certain or not sure:
            changes.update(found)
    out, at = [], 0
    for n, new in sorted(changes.items()):
        out += [text[at : words[n].start], _dressed(new, words[n])]
        at = words[n].end
    return "".join([*out, text[at:]]), tuple(doubts)


def _dressed(new: str, word: Word) -> str:
    """The new word with the old one's capitals and apostrophe."""
    letters = [letter for letter in word.text if letter.isalpha()]
    if "’" in word.text:
        new = new.replace("'", "’")
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return new.upper()
    return f"{new[0].upper()}{new[1:]}" if letters[0].isupper() else new


def _read(text: str, words: list[Word], n: int) -> tuple[Changes, bool] | None:
    """What becomes of the pronoun at n, and whether that is certain; None where it is no pronoun of this language."""
    word = words[n]
    if word.low == DECLARED:
        return {}, False
    if glued := _glue(text, word):
        return ({}, False) if glued == "slash" else None
    one, _, tail = word.low.partition("'")
    beside = word_before(words, n), word_after(words, n)
    if one in beside or {text[word.start - 1 : word.start], text[word.end : word.end + 1]} <= QUOTES:
        # Laughter ("he he"), and a word that is spoken of: what does "he" mean?
        return {}, False
    foreign = _is_foreign(words, n)
    if foreign:
        return None
    if word.text.isupper() and not _is_shouted(words, n):
        return ({}, False) if beside[0] not in w.DETERMINERS and any(map(is_known, beside)) else None
    if one in ("he", "she"):
        return read_subject(words, n, tail)
    if tail:
        return {}, False
    if one == "her":
        new, certain = read_her(words, n)
        return {n: new}, certain and foreign is False
    if one == "his":
        new, certain = read_his(words, n)
        return {n: new}, certain
    # "him or her" before a thing is "his or her" cut short.
    owns = word.low == "him" != word.text.lower() and beside[1] not in w.NOT_OWNED | w.GIVEN | {""}
    return {n: {"him": "them", "hers": "theirs"}.get(one, "themselves")}, beside[1] != "who" and not owns


def _glue(text: str, word: Word) -> str:
    """Whether the word is a part of something technical ("glued"), or one of two words with a slash between ("slash")."""
    left, right = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 2]
    sign = left[-1:]
    # "…he", "up--he" and "done.He" go on with a sentence, and "-he" begins a line; " -he" and " --her" are options.
    joined = left == "--" and text[max(0, word.start - 3) : word.start - 2].isalnum()
    is_new = (sign in DASHES or sign == ".") and (joined or left in ("-", "\n-", "..") or word.text[0].isupper())
    before = sign in GLUE_BEFORE and sign != "" and not is_new
    after = right[:1] in GLUE_AFTER and right[1:].isalnum() and not (right[0] == "." and right[1].isupper())
    if not (before or after or right[:1] in ("(", "=", "@", "_")):
        return ""
    around = (left[:1].isalpha() and sign == "/") or (right[:1] == "/" and right[1:].isalpha())
    chunk = text[max(0, word.start - 20) : word.end + 20]
    return "slash" if around and chunk.count("/") == 1 and not set(left + right) & {".", "="} else "glued"


def _is_foreign(words: list[Word], n: int) -> bool | None:
    """Whether the words beside it are of another language: "hin und her", "yo he visto"; None where none of them is known."""
    if words[n].low == "he" and word_after(words, n).endswith(("ado", "ido")):
        return True
    near = []
    for step in (-1, 1):
        at = n
        for _ in range(NEAR):
            if not 0 <= at + step < len(words) or words[min(at, at + step)].link in ".?":
                break
            at += step
            near.append(words[at].low)
    foreign = sum(low in w.FOREIGN or not low.isascii() for low in near)
    english = sum(is_english(low) for low in near)
    if foreign > english:
        return True
    known = english or any(low in w.SHARED or low.endswith("s") for low in near)
    return None if (foreign and foreign == english) or (len(near) > 1 and not known) else False


def _is_shouted(words: list[Word], n: int) -> bool:
    """Whether the sentence is in capitals, so that HE is no abbreviation."""
    if not (is_known(word_before(words, n)) or is_known(word_after(words, n))):
        return False
    others = 0
    for step in (-1, 1):
        at = n
        while 0 <= at + step < len(words) and words[min(at, at + step)].link not in ".?" and abs(at - n) < FAR:
            at += step
            other = words[at].text
            if len(other) > 1 and other.isalpha():
                if not other.isupper():
                    return False
                others += 1
    return others > 0
