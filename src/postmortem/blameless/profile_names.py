"""What a profile says a person is called: the name without what stands beside it, its words, its spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postmortem.blameless.endings import cases, with_small_words
from postmortem.blameless.fold import fold_text
from postmortem.blameless.nicknames import NICKNAMES
from postmortem.blameless.standing import Standing, is_common_given_name, standing
from postmortem.blameless.words import Sense, sense, word_set

# A word of a folded text, with one apostrophe inside ("o'brien", "sam's").
TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# A run of letters and digits: what the index is asked with first.
WORD = re.compile(r"[^\W_]+")
# What display names carry beside the name: "(she/her)", "[away]", "| Ops", " - on leave", " @ Brightwater", ", on call".
ASIDE = re.compile(r"[(\[{|/].*|\s[-–—@]\s.*|,.*", re.DOTALL)
# The same inside or before the name: "Dagny (Dags) Kilbourne", "[Ops] Dagny Kilbourne". Group 2 is what is inside.
INSIDE = re.compile(r"([(\[{])([^()\[\]{}]{0,60})[)\]}](?=[\s_-]{0,3}[^\W\d_])")
# "Kilbourne, Dagny".
LAST_FIRST = re.compile(r"([^,()\[\]|/]{2,40}), ?([^,()\[\]|/]{2,40})")
# "DagnyKilbourne": where the second word begins.
SECOND_CAPITAL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]++(?:-[^\W_]++)+")
# A machine's name rather than a person's: words with signs between, a number at the end.
MACHINE = re.compile(r"[a-z0-9]{1,40}(?:[._-][a-z0-9]{1,40}){0,6}[._-]\d{1,8}")
PARTICLES = word_set(
    """
    van von der den de del della di da dos das du la le les el al bin ibn ben bint abu mac mc st san santa o d l ten ter
    """
)
HONORIFICS = word_set("dr mr mrs ms miss prof sir jr sr phd md ii iii")
# How German and Scandinavian names are typed without their signs.
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)
# No longer name is looked for: it could not be written in chat, and a roster may hold nonsense.
LONGEST_NAME, MOST_WORDS = 120, 8


class Names(NamedTuple):
    """What a profile says one person is called. `full` are whole names (real name, aliases)."""

    full: tuple[str, ...] = ()
    display: str = ""
    first: str = ""
    last: str = ""
    handle: str = ""
    local: str = ""


def own_name(name: str) -> str:
    """The name without what profiles carry beside it, first name first."""
    name = INSIDE.sub(" ", name[:LONGEST_NAME]).strip() or name[:LONGEST_NAME]
    if "," in name and (parts := LAST_FIRST.fullmatch(name)) and _is_given(parts[2], surely=" " in parts[1].strip()):
        name = f"{parts[2]} {parts[1]}"
    return ASIDE.sub("", name).strip() or name


def _is_given(words: str, *, surely: bool) -> bool:
    """Whether what follows a comma reads as given names, not as a remark: "Kilbourne, Dagny", but "Kilbourne, Berlin"."""
    tokens = TOKEN.findall(fold_text(words))
    if not tokens or len(tokens) > 2 or not all(letter.isalpha() or letter in " -.'’" for letter in words):
        return False
    if surely and not is_common_given_name(tokens[0]):
        return False
    return all(standing(token) is Standing.WORD or standing(token) >= Standing.UNKNOWN for token in tokens)


def name_tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, without titles, remarks and a number at the end."""
    tokens = [token for token in TOKEN.findall(fold_text(own_name(name))) if token not in HONORIFICS]
    while len(tokens) > 1 and tokens[-1].isdigit():
        tokens.pop()
    return tuple(tokens[:MOST_WORDS])


def is_machine(name: str) -> bool:
    """Whether a name without spaces is rather a host's: "web-1", "till-sam-02"; but "dagny-02" is Dagny's."""
    folded = name.strip().lower()
    if not MACHINE.fullmatch(folded):
        return False
    return any(sense(word) is not Sense.NAME for word in WORD.findall(folded) if word.isalpha())


def trigger_words(names: Names) -> set[str]:
    """Every word that can stand in a form of these names. Runs once for everybody in the workspace, so it folds once."""
    whole = (*names.full, names.display, f"{names.first} {names.last}", names.handle, names.local)
    raw = "\n".join([name[:LONGEST_NAME].replace("\n", " ") for name in whole])
    if not raw.isascii() and raw.translate(UMLAUTS) != raw:
        raw = f"{raw}\n{raw.translate(UMLAUTS)}"
    if SECOND_CAPITAL.search(raw):
        raw = f"{raw}\n{SECOND_CAPITAL.sub(' ', raw)}"
    text = fold_text(raw)
    words = WORD.findall(text)
    found = set(words)
    for line in set(text.split("\n")):
        parts = line.split()
        if len(parts) > 1:
            tokens = tuple(parts) if len(parts) == 2 and line.replace(" ", "").isalnum() else name_tokens(line)
            if len(tokens) > 1:
                found.update(joined_forms(tokens[0], tokens[-1]))
            if len(tokens) > 2 or "'" in line:
                found.update([joined for joined in joined_parts(tokens) if joined.isalnum()])
                found.add("".join(split_family(tokens)[0]))
    for word in set(words[:16]):
        found.add(f"{word}s")
        if word in NICKNAMES:
            found.update(NICKNAMES[word])
    if "'" in text:
        found.update([word.replace("'", "") for word in TOKEN.findall(text)])
    if "-" in text:
        found.update([word.replace("-", "") for word in HYPHENATED.findall(text)])
    if not text.isascii():
        for word in set(words[:16]):
            found.update(cases(word))
            found.update(with_small_words(word))
    return found


def joined_forms(first: str, last: str) -> tuple[str, ...]:
    """First and last name as one token, without what separates them: as they stand in handles and addresses."""
    return (f"{first}{last}", f"{first[:1]}{last}", f"{last}{first[:1]}", f"{first}{last[:1]}") if first and last else ()


def split_family(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and family name, whose particles belong to it: "Ludwig van Soest" is of the family van Soest."""
    at = len(tokens) - 1
    while at > 1 and tokens[at - 1] in PARTICLES:
        at -= 1
    return tokens[:at], tokens[at:]


def joined_parts(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A name of three words and more as accounts have it: "ludwigvansoest", "ludwig.vansoest", "lvansoest", "mj.foss"."""
    given, family = split_family(tuple(token.replace("'", "") for token in tokens))
    if not given:
        return ()  # "' 0": of two words, only one is a name
    last, initials = "".join(family), "".join([name[:1] for name in given])
    firsts = dict.fromkeys((given[0], "".join(given), "-".join(given), initials, initials[:1]))
    return tuple([f"{first}{sign}{last}" for first in firsts for sign in ("", ".", "_", "-") if len(last) > 2])


def spellings(name: str) -> Iterator[str]:
    """Other ways to write a whole name: without its dots, in two words where a capital shows two."""
    plain = name.translate(UMLAUTS)
    if plain != name:
        yield plain
    if " " not in name and SECOND_CAPITAL.search(name):
        parts = SECOND_CAPITAL.sub(" ", name)
        if all(sense(token) is Sense.NAME and token not in PARTICLES for token in name_tokens(parts)):
            yield parts


def written_as_one(name: str) -> Iterator[tuple[bool, str]]:
    """Single words beside those of the name: "maryjane" for "Mary-Jane", and what somebody is called in brackets.

    Each with whether it is a family name.
    """
    if "-" in name:
        for n, word in enumerate(own_name(name).split()):
            folded = fold_text(word)
            if HYPHENATED.fullmatch(folded) and min(map(len, folded.split("-"))) > 1:
                yield n > 0, folded.replace("-", "")
    for inside in INSIDE.finditer(name[:LONGEST_NAME]):
        token = fold_text(inside[2]).strip("\"' ")
        # What stands in square brackets before a name is a team's or a company's, unless it can only be a name.
        least = Standing.UNKNOWN if inside[1] == "(" or inside.start() > 0 else Standing.GIVEN
        if token.isalpha() and len(token) > 2 and standing(token) >= least:
            yield False, token
