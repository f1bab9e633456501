# ruff: noqa: E501 - tables of words: whole lines are easier to read against each other than wrapped ones
"""Moves a clause into the past, as English does after "found that": is → was, has → had, will → would, fails → failed.

Only words that are surely finite verbs are moved. Code and quotations must be masked before (`masking.py`).
"""

from __future__ import annotations

import re

from postmortem.timeline.wording import verbs as v

_AUXILIARY = {
    "is": "was", "are": "were", "am": "was", "has": "had", "can": "could", "will": "would", "may": "might", "does": "did",
    "isn't": "was not", "isnt": "was not", "aren't": "were not", "arent": "were not", "hasn't": "had not", "hasnt": "had not", "haven't": "had not", "havent": "had not",
    "can't": "could not", "cannot": "could not", "cant": "could not", "won't": "would not", "wont": "would not", "don't": "did not", "dont": "did not", "doesn't": "did not", "doesnt": "did not",
    "wasn't": "was not", "wasnt": "was not", "weren't": "were not", "didn't": "did not", "didnt": "did not", "couldn't": "could not", "wouldn't": "would not", "shouldn't": "should not", "hadn't": "had not",
    "mustn't": "must not", "needn't": "need not",
    "they're": "they were", "you're": "they were", "they've": "they had", "it'll": "it would", "that'll": "it would", "they'll": "they would", "there'll": "there would", "he'll": "he would", "she'll": "she would",
    "it'd": "it would", "they'd": "they would", "there're": "there were", "gonna": "going to", "wanna": "want to", "ain't": "was not",
}  # fmt: skip
_WITH_IS = frozenset("it that there he she who what this here everything nothing everyone nobody somebody someone something".split())
_MODALS = frozenset("to would could might should must can will may shall did do does don't doesn't didn't won't can't cannot couldn't wouldn't shouldn't not-to let lets gonna".split())
_ADVERBS = frozenset("only still also just never always now then already currently again even all".split())
_PRONOUNS = frozenset("they we you i these those both all people who some most many others team which that".split())
_SINGULAR = frozenset("it he she this that which who everything nothing something everyone nobody somebody team".split())
_NO_SUBJECT = frozenset("a an the of to in on at for from with by as into per and or than my our their its his her no any some every each more less new old".split())
_NO_PLURAL = frozenset("this its always as is was has does us less ass plus yes his across thus previous various access status process class pass address gas bus".split())
_DAYS = {"tomorrow": "the next day", "yesterday": "the day before", "ago": "earlier"}
_WORD = re.compile(r"^([^\w']*)([\w'-]+?)([^\w]*)$")
_TEAM_WERE = re.compile(r"\b([Tt]he team) were\b")


def shifted(text: str) -> str:
    """The clause with its finite verbs in the past."""
    words = text.split(" ")
    cores: list[str] = []
    said: list[str] = []
    for place, word in enumerate(words):
        found = _WORD.match(word)
        if not found:
            cores.append("")
            said.append(word)
            continue
        core = found[2]
        moved = _moved(core.lower(), core, cores, _core(words, place + 1), _core(words, place + 2))
        cores.append("" if found[3] and found[3][0] in ",;:.!?" else core.lower())
        said.append(f"{found[1]}{moved}{found[3]}" if moved is not None else word)
    return _TEAM_WERE.sub(r"\1 was", " ".join(said))


def _core(words: list[str], place: int) -> str:
    found = _WORD.match(words[place]) if place < len(words) else None
    return found[2].lower() if found else ""


def _moved(core: str, written: str, before: list[str], after: str, after_next: str) -> str | None:
    """The word as it is in the past; None: as it was."""
    prev = _subject_word(before)
    near = before[-3:]
    if core in _AUXILIARY:
        if (written.isupper() and len(written) > 1 and core not in {"is", "are"}) or (core in {"will", "can", "may"} and (prev in _NO_SUBJECT or written[0].isupper())):
            return None
        if core in {"does", "don't", "doesn't", "dont", "doesnt", "do"} and prev in {"please"}:
            return None
        if core in {"am", "may"} and prev[:1].isdigit():
            return None  # "1 am", "7 may"
        return _AUXILIARY[core]
    if core in _DAYS and core != "yesterday":
        return _DAYS[core]
    if core.endswith("'s") and core[:-2] in _WITH_IS:
        if core[:-2] in _SOMEBODY and after_next in _BEING:
            return None  # "somebody's site is down"
        subject = "it" if core == "that's" and prev not in {"job", "thing"} and not before else core[:-2]
        perfect = after == "been" or after == "got" or (v.is_past(after) and after in {"gone", "become", "had", "stopped", "started", "happened", "failed", "worked", "recovered", "cleared", "finished", "died", "crashed", "dropped", "come"}) or after_next == "been"
        return f"{subject} {'had' if perfect else 'was'}"
    if core == "have":
        return None if any(one in _MODALS for one in near[-2:]) else "had"
    if prev in _ONE and before[-1] == prev and before[-2:-1] != ["that"] and _SINGULAR_VERB.fullmatch(core) and core not in v.THIRD:
        return v.past_of(v.base_of_third(core))
    if core == "do":
        return "did" if after == "not" or (_plural(prev) and after in v.BASES) or (prev in _PRONOUNS and not any(one in _MODALS for one in near[:-1])) else None
    if core in v.THIRD and prev == "and" and has_finite(" ".join(before[:-1])) and not _is_noun(core, before, after):
        return v.THIRD[core]  # "got hers and wants to know"
    if core in v.THIRD:
        return v.THIRD[core] if prev not in _NO_SUBJECT and before and not written[0].isupper() and not _is_noun(core, before, after) else None
    if core in v.THIRD_OR_NOUN:
        return v.THIRD_OR_NOUN[core] if prev in _SINGULAR and after not in {"is", "are", "was", "were"} else None
    if core in _TELLING and after in {"me", "us", "them", "that", "it", "they"} and prev and prev not in _NO_SUBJECT and not any(one in _MODALS for one in near):
        return v.past_of(core)
    if core in v.PLAIN and prev and not any(one in _MODALS for one in near):
        if prev in {"they", "we", "you", "i"} or (prev == "team" and core in v.SURE_PLAIN):
            return v.PLAIN[core]
        if core in v.SURE_PLAIN and (_plural(prev) or prev in {"people", "which", "these", "those", "both", "all", "pods", "also", "still"}):
            return v.PLAIN[core] if prev not in {"also", "still"} or (len(before) > 1 and before[-2].endswith("s") and before[-2] not in _NO_PLURAL) else None
    return None


# After one person or thing a word in -s is a verb, whatever verb it is.
_ONE = frozenset({"it", "he", "she"})
_SINGULAR_VERB = re.compile(r"(?!(?:always|perhaps|sometimes|afterwards|this|was|has|does|its|yes|across|besides|alas|towards|upwards|years|hours|times|days|\w*selves)$)[a-z]{2,12}[^\Wsu_]s|(?:pass|miss|process|focus)es")
_NUMBERED = frozenset("party responder lead manager support rack step node phase client customer version release row line host".split())
_SOMEBODY = frozenset("nobody somebody everyone someone everybody".split())
_BEING = frozenset("is was has had will does did".split())
_THINGS = frozenset("reads writes drives looks misses runs loads tries points matches answers calls feeds".split())
_HELPING = frozenset("is are was were be been being got get gets has have had not".split())
_OBJECT = frozenset("the a an its their our my his her no all some both every another it them us me this these those".split())
# What somebody does who speaks a language in which the third person has no -s.
_TELLING = frozenset("tell say report write complain ask want".split())


def _subject_word(before: list[str]) -> str:
    """The word before, adverbs left out: "it only works"."""
    return next((one for one in reversed(before[-3:]) if one not in _ADVERBS), before[-1]) if before else ""


def _is_noun(core: str, before: list[str], after: str) -> bool:
    """Whether a form in -s is a plural noun: counted, the object of a verb, or with a verb after it."""
    prev = _subject_word(before)
    if (prev.isdigit() and not (len(before) > 1 and before[-2] in _NUMBERED)) or after in {"are", "were", "have"} or (core == "points" and after not in {"to", "at"}) or (prev in v.BASES and prev not in v.NOUN_LIKE and core in _THINGS):
        return True
    return core in v.OR_PLURAL and (after in _FINITE or after in {"up", "of"} or v.is_past(after))


def has_finite(text: str) -> bool:
    """Whether a clause has a finite verb of its own, not only one inside "that …", "which …", "as …"."""
    owed = 0
    words = text.split(" ")
    cores: list[str] = []
    for place, word in enumerate(words):
        found = _WORD.match(word)
        core = found[2].lower() if found else ""
        if place and core in _SUBORDINATING and not (core == "that" and cores and cores[-1] in {"", "so"}):
            owed += 1
        elif is_finite(core, cores, _core(words, place + 1)):
            if not owed:
                return True
            if cores[-1] not in {"not", "and", "or"}:
                owed -= 1
        if found and found[3][:1] in {",", ";", ":", "."}:
            owed = max(0, owed - 1) if owed and found[3][0] in ",;" else 0
            cores.append("")
        else:
            cores.append(core)
    return False


_SUBORDINATING = frozenset("that which who as because if when where while since after before until till unless once whether why how what".split())
_FINITE = frozenset(_AUXILIARY) - {"gonna", "wanna"} | frozenset("was were had have could would might should must did shall looks look seems seem needs need says".split())


def _plural(word: str) -> bool:
    """Whether a word that stands before a bare verb is its subject, several of something, and no verb in -s."""
    return word.endswith("s") and word not in _NO_PLURAL and "'" not in word and (word not in v.THIRD or word in v.OR_PLURAL)


def is_finite(core: str, before: list[str], after: str) -> bool:
    """Whether a word is a finite verb where it stands: `before` are the words before it."""
    prev = _subject_word(before)
    if core in {"am", "may"} and prev[:1].isdigit():
        return False
    if core in _FINITE:
        return not (core in {"will", "can", "may", "need", "look"} and (prev in _NO_SUBJECT or not before)) and not (core == "have" and prev in _MODALS)
    if "'" in core:
        start, _, end = core.rpartition("'")
        return start in _WITH_IS if end == "s" else end in {"re", "ve", "ll", "m", "d"} and start in {"i", "we", "you", "they", "it", "he", "she", "that", "there", "who", "this"}
    if core in v.THIRD or (prev in _ONE and before[-1] == prev and _SINGULAR_VERB.fullmatch(core)):
        return bool(before) and prev not in _NO_SUBJECT and not _is_noun(core, before, after)
    if core in v.THIRD_OR_NOUN:
        return prev in _SINGULAR
    if core in v.IRREGULAR_PASTS and prev.isdigit() and after.endswith("s") and after not in _NO_PLURAL:
        return False  # "910 failed requests"
    if core in v.IRREGULAR_PASTS:
        return bool(before) and prev not in _NO_SUBJECT and prev not in _MODALS
    if v.is_past(core) and before and prev not in _NO_SUBJECT and prev not in _HELPING:
        return prev in _PRONOUNS | _SOMEBODY or after in _OBJECT
    if core in _TELLING and after in {"me", "us", "them", "that", "it", "they"}:
        return bool(before) and prev not in _NO_SUBJECT and prev not in _MODALS
    if core == "do":
        return (_plural(prev) or prev in _PRONOUNS) and after in v.BASES
    if core in v.PLAIN:
        return prev in {"they", "we", "you", "i", "people"} or (core in v.SURE_PLAIN and _plural(prev))
    return False
