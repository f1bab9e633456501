"""Names of several words: where "Dagny Kilbourne", "Dagny K." or "dagny.kilbourne" stands, and where it ends."""

from __future__ import annotations

import re

from postmortem.blameless.fold import Folded
from postmortem.blameless.lists import word_list
from postmortem.blameless.names import TOKEN, Form, Sort
from postmortem.blameless.profile_names import PARTICLES
from postmortem.blameless.roster import Roster
from postmortem.blameless.words import Sense, sense

# Between two words of one name: a space or a line's end, with formatting, and with the quote's sign on the next line; or one
# sign, as in "dagny.kilbourne".
JOINER = re.compile(r"[ \u00a0\t\n*~_]{1,4}|[ \t*~_]{0,3}\n[ \t>*~_]{1,5}|[._+-]|%20")
# After an initial, or between a last name and a first.
STOP_JOINER, COMMA_JOINER = re.compile(r"\.? |\."), re.compile(r", ?| ")
# What is written onto a name with an apostrophe: "Dagny's", "Dagny'll", "Dagny'd".
SHORTENED = frozenset({"s", "ll", "d", "ve", "re"})
# The words of a folded text, with where they begin and end in it.
Words = list[tuple[str, int, int]]


def split_words(folded: Folded) -> Words:
    """The words of a text in order."""
    # The space of an address divides words: "?q=dagny%20kilbourne".
    text = folded.text.replace("%20", "   ") if "%20" in folded.text else folded.text
    return [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text)]


def without_possessive(token: str) -> str:
    """ "sam's", "sam'll" and "sam'd" are sam's."""
    if "'" not in token:
        return token
    before, _, after = token.partition("'")
    return before if after in SHORTENED else token


def phrase_at(
    original: str, folded: Folded, words: Words, n: int, roster: Roster, *, only_full: bool = False
) -> tuple[list[Form], int, int] | None:
    """The longest form of several words at word n: the forms (one for each namesake), how many words, where it ends."""
    found: list[Form] = []
    end = 0
    for form in roster.index.phrases[words[n][0], without_possessive(words[n + 1][0])]:
        if found and (len(form.tokens) < len(found[0].tokens) or form.sort > found[0].sort):
            break
        if only_full and (form.sort is not Sort.FULL or form.backwards):
            continue
        stop = _matches(original, folded, words, n, form, roster)
        if stop:
            found.append(form)
            end = stop
    return (found, len(found[0].tokens), end) if found else None


def _matches(original: str, folded: Folded, words: Words, n: int, form: Form, roster: Roster) -> int:
    """Where the form ends if it stands at word n, else 0."""
    length = len(form.tokens)
    if n + length > len(words):
        return 0
    for offset in range(1, length):
        token, start, _ = words[n + offset]
        wanted = form.tokens[offset]
        if token != wanted and not (offset == length - 1 and without_possessive(token) == wanted):
            return 0
        gap = folded.text[words[n + offset - 1][2] : start]
        joiner = (
            STOP_JOINER
            if len(form.tokens[offset - 1]) == 1 or (form.sort is Sort.INITIAL and gap != "-")
            else COMMA_JOINER
            if form.backwards and offset == 1
            else JOINER
        )
        if not joiner.fullmatch(gap) or ("\n" in gap and any(sense(part) is not Sense.NAME for part in form.tokens)):
            return 0
    end = words[n + length - 1][1] + len(form.tokens[-1])
    if form.sort is Sort.INITIAL:
        return _initial_end(original, folded, words, n, form, end)
    return end if _reads_as_name(original, folded, words, n, form, roster) else 0


def _initial_end(original: str, folded: Folded, words: Words, n: int, form: Form, end: int) -> int:
    """Where "Dagny K." or "D. Kilbourne" ends. The initial has to be a capital, and "A" and "I" need their full stop, and
    so does a letter of a script without capitals."""
    at = next(place for place, token in enumerate(form.tokens) if len(token) == 1)
    letter, start, stop = words[n + at]
    begin, _ = folded.span(start, stop)
    dotted = folded.text[stop : stop + 1] == "."
    as_written = original[begin : begin + 1]
    joined = at > 0 and folded.text[stop : stop + 1] == "-" and folded.text[stop + 1 : stop + 2].isalpha()
    if joined or as_written.islower() or (not dotted and (letter in ("a", "i") or not as_written.isupper())):
        return 0
    for place, token in enumerate(form.tokens):
        if place != at and sense(token) is not Sense.NAME and not original[folded.span(*words[n + place][1:])[0]].isupper():
            return 0
    following = folded.text[end + 1 : end + 3]
    # "Dagny K. said": the full stop belongs to the initial unless a sentence ends with it.
    return end + 1 if at > 0 and dotted and following[:1] == " " and following[1:].isalpha() else end


def _reads_as_name(original: str, folded: Folded, words: Words, n: int, form: Form, roster: Roster) -> bool:
    """Whether a full name that holds ordinary words is written as a name: "Brian Back", but "ping Brian, back soon"."""
    senses = [sense(token) for token in form.tokens]
    if all(meaning is Sense.NAME for meaning in senses):
        return True
    capitals = [original[folded.span(words[n + offset][1], words[n + offset][2])[0]].isupper() for offset in range(len(senses))]
    for offset in range(1, len(senses)):
        # "Hyun-woo": the capital of one is the capital of both.
        joined = folded.text[words[n + offset - 1][2] : words[n + offset][1]] == "-"
        capitals[offset] = capitals[offset] or (joined and capitals[offset - 1])
    if all(capitals):
        if any(meaning in (Sense.NAME, Sense.WORD) for meaning in senses):
            return True
        # "Data Team", "A B": words of the trade and single letters are nobody's name, whoever is called so.
        could_be = any(
            meaning is not Sense.NEVER or token in word_list("given_names")
            for meaning, token in zip(senses, form.tokens, strict=True)
        )
        return could_be and form.person in roster.active
    if any(capitals):
        return all(
            capital or meaning is Sense.NAME or token in PARTICLES
            for capital, meaning, token in zip(capitals, senses, form.tokens, strict=True)
        )
    return any(meaning is Sense.NAME for meaning in senses) and Sense.NEVER not in senses
