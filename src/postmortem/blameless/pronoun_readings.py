"""How a sentence goes on where he or she becomes they: what follows a subject, and whether "her" is an object or an owner.

Each reading gives the changes it is sure of, and whether it is sure at all.
"""

from __future__ import annotations

import re

from postmortem.blameless import pronoun_words as w
from postmortem.blameless.pronoun_words import Word, word_after, word_before

Changes = dict[int, str]
FAR = 16
# Perfect forms that are said of people: "he's restarted" has done it, "he's blocked" is in a state.
_ACTIVE = re.compile(
    r"(?:re)?(?:started|booted|verted|merged|pushed|fixed|patched|deployed|leased|finished|tried|plied|answered|posted|updated|"
    r"changed|scaled|drained|opened|closed|moved|worked|used|checked|tested|viewed|approved|jected|acked|acknowledged|joined|"
    r"arrived|looked|noticed|added|created|deleted|enabled|disabled|applied|managed|decided|agreed|sponded|confirmed|"
    r"investigated|mentioned|stored|rolled|raised|dropped|killed|committed|identified|verified|reproduced|stopped|turned)"
)
_ADJECTIVE = re.compile(r"\w{2,20}(?:able|ible|ful|less|ous|ish|ive|ent|ant|ical)")


def is_english(low: str) -> bool:
    """Whether a word is surely English: one of the tables, or with an English ending."""
    return low in w.ENGLISH or low.endswith(("ed", "ing", "ly", "'s")) or w.plain_form(low) in w.ENGLISH


def is_known(low: str) -> bool:
    """Whether a word can stand beside a pronoun in English."""
    return low in w.SHARED or is_english(low)


def read_subject(words: list[Word], n: int, tail: str) -> tuple[Changes, bool]:
    """He or she as they, with the verb: before it in a question, after it elsewhere, and whatever is coordinated with it."""
    if word_before(words, n) in ("a", "an", "the"):
        return {}, False
    found: Changes = {n: f"they'{tail}" if tail else "they"}
    if tail == "s":
        has = _has_done(words, n)
        found[n] = "they've" if has else "they're"
        return found, has is not None and _follow(words, n, found)
    if tail:
        return found, tail in ("ll", "d", "ve") and _follow(words, n, found)
    turned = _turned(words, n)
    if turned is not None:
        found |= turned[0]
    at = _past_adverbs(words, n)
    if at is None:
        # A verb on the next line, or after dots, may be the one that has to agree.
        ends = words[n].link in ".?" and not any(w.plain_form(word.text) for word in words[n + 1 : n + 2])
        return found, ends if turned is None else turned[1]
    verb = words[at]
    if plain := w.plain_form(verb.low) if verb.text[0].islower() or verb.text.isupper() else "":
        found[at] = plain
    certain = turned[1] if turned is not None else bool(plain) or _goes_with_they(words, at)
    return found, certain and _follow(words, at, found)


def _past_adverbs(words: list[Word], n: int) -> int | None:
    """The first word after n that is no adverb, where only spaces stand between; None at an end."""
    for _ in range(6):
        if words[n].link != " " or n + 1 >= len(words):
            return None
        n += 1
        low = words[n].low
        if f"{low}_{word_after(words, n)}" in w.ADVERB_PHRASES:
            n += 1
        elif low not in w.ADVERBS and (not low.endswith("ly") or low in w.NO_ADVERBS):
            return n
    return None


def _goes_with_they(words: list[Word], at: int) -> bool:
    """Whether the word after "he" is surely one that stands after "they" as well: a past, a modal, a plain form, "and"."""
    low, after = words[at].low, word_after(words, at)
    if low in _KNOWN_VERBS or low in ("and", "or", "&") or low.endswith(("'d", "n't")):
        return True
    if low.removeprefix("re-") in _KNOWN_VERBS or low.endswith("ed"):
        return True
    if low in w.NOT_OWNED or low in w.STATES or not low.isalpha() or not words[at].text.islower():
        return False
    return not low.endswith("s") and not w.plain_form(after) and (after in w.DETERMINERS or after in w.OBJECTS)


_KNOWN_VERBS = (
    w.AUXILIARIES | w.VERBS | w.VERBS_OR_NOUNS | w.PASTS | w.PASTS_OR_PARTICIPLES | {"got", "had", "become", "come", "forgot"}
)


def _turned(words: list[Word], n: int) -> tuple[Changes, bool] | None:
    """The verb right before its subject ("is he around?"): what changes, and whether it is surely the subject's."""
    verb, after = word_before(words, n), word_after(words, n)
    if verb in ("what's", "where's", "when's", "how's", "who's", "why's"):
        if after in w.PARTICIPLES or after == "done":
            return {n - 1: verb.replace("'s", " have")}, True
        return {n - 1: verb.replace("'s", " are")}, not after or after.endswith("ing") or after in w.STATES
    if verb not in w.AUXILIARIES or verb in ("be", "been", "being", "having"):
        return None
    if verb not in w.AGREES:
        return {}, True
    first = n - 1
    while first and words[first - 1].link == " " and n - first < FAR:
        first -= 1
    opening = [word.low for word in words[first : n - 1]]
    finite = after in w.PASTS or after in w.MODALS or after in _FINITE or w.plain_form(after) != ""
    asks = not opening or opening[-1] in w.TURNING or opening[-1] in w.QUESTION_WORDS
    if finite and (not asks or verb not in w.TO_DO):
        return None
    does = verb in w.TO_BE and (after.endswith("ed") or after in w.PASTS_OR_PARTICIPLES)
    if not asks:
        asks = _ending(words, n) == "?" or (not does and bool(w.QUESTION_WORDS.intersection(opening)))
    return {n - 1: w.AGREES[verb]}, asks


_FINITE = frozenset("did didn't don't weren't".split())


def _ending(words: list[Word], n: int) -> str:
    """The sign with which the sentence of word n ends."""
    return next((word.link for word in words[n : n + FAR] if word.link in ".?"), "")


def _has_done(words: list[Word], n: int) -> bool | None:
    """Whether "he's" is "he has"; None where that is not certain."""
    at = _past_adverbs(words, n)
    if at is None:
        return False if n + 1 < len(words) and words[n].link == " " and words[n + 1].low in ("not", "alone", "too") else None
    low, after = words[at].low, word_after(words, at)
    takes = after in w.DETERMINERS or after in w.OBJECTS or (after != "" and words[at + 1].text.istitle())
    if low in w.PARTICIPLES or (low == "done" and (takes or after == "to")):
        return True
    if low == "done":
        return False
    if low in w.PASTS_OR_PARTICIPLES or (low.endswith("ed") and len(low) > 4):
        if takes or _ACTIVE.fullmatch(low) or low in _ACTIVE_TOO:
            return True
        return False if low in w.STATES else None
    if low.endswith("ing") or low in w.STATES or low in w.PREPOSITIONS or low.isdigit() or _ADJECTIVE.fullmatch(low):
        return False
    return None


_ACTIVE_TOO = frozenset("said thought put kept met brought bought built rebuilt heard rerun".split())


def _follow(words: list[Word], verb: int, found: Changes) -> bool:
    """Make coordinated verbs agree ("he restarts and checks"); False where it is not certain whose verb something is."""
    first = found.get(verb, words[verb].low)
    is_third = verb in found and first not in ("they", "they'll", "they'd", "they've")
    clean, simple, waiting = first not in w.SAYING, True, ""
    in_group = first in w.AUXILIARIES or first.startswith("they")
    for at in range(verb + 1, min(verb + FAR, len(words))):
        link, low, after = words[at - 1].link, words[at].low, word_after(words, at)
        if link not in " ,&":
            break
        waiting = "and" if link == "&" or low in w.CONJUNCTIONS else waiting or link.strip()
        if low in w.CONJUNCTIONS or low in w.ADVERBS:
            continue
        plain = w.plain_form(low) if words[at].text[0].islower() or words[at].text.isupper() else ""
        takes = after in w.DETERMINERS or after in w.OBJECTS
        if waiting and plain and (takes or low in w.AGREES or plain in w.VERBS or plain in w.VERBS_OR_NOUNS):
            is_verb = _is_coordinated(low, plain, after, waiting, simple=simple)
            if is_verb and (clean or (simple and first in w.SAYING)) and (waiting == "and" or plain not in _OF_THINGS):
                found[at] = plain
                clean, simple, waiting, first = plain not in w.SAYING, True, "", plain
                continue
            if is_verb is not False and (is_third or (is_verb and waiting == "and")) and not (waiting == "," and plain in _HINTS):
                return False
        finite = low in w.CLAUSES or low in w.AUXILIARIES or low in w.PASTS or (low.endswith("ed") and low.isalpha())
        own = in_group and (low.endswith(("ed", "ing")) or low in w.AUXILIARIES or low in w.PARTICIPLES)
        begins = low in w.SUBJECTS and (waiting != "" or low not in w.OBJECTS | w.DETERMINERS)
        clean = clean and (own or not finite) and not begins and not (waiting and low in w.DETERMINERS)
        simple, waiting, in_group = simple and low in w.OBJECTS, "", own
    return True


# After a comma, these can be said of what was spoken of before: "he has a fix, needs a review".
_OF_THINGS = frozenset("are have were do need aren't weren't haven't don't".split())
_HINTS = frozenset("look seem sound appear mean work".split())


def _is_coordinated(low: str, plain: str, after: str, waiting: str, *, simple: bool) -> bool | None:
    """Whether a word in the third person after "and" or a comma has the subject of the verb before; None: not certain."""
    if after in ("he", "she") or (plain in _OF_THINGS and after in ("it", "there", "that", "this", "anyone", "anybody")):
        return False
    if low in w.AGREES or plain in w.VERBS or after in w.DETERMINERS or after in w.OBJECTS or after in ("hard", "well", "fine"):
        return True
    if after in w.VERBS or after in ("are", "were", "have", "do", "don't", "aren't", "will", "can", "stop", "start", "fail"):
        return None
    return True if simple and (waiting == "and" or after in w.CONJUNCTIONS) else None


def read_her(words: list[Word], n: int) -> tuple[str, bool]:
    """Them or their in the place of "her", and whether that is certain."""
    before, link = word_before(words, n), words[n].link
    if link in ".?,-":
        return "them", is_known(before) or (before != "" and n > 1)
    if link not in " &" or n + 1 >= len(words):
        return ("them" if link == "&" else "their"), False
    word, low = words[n + 1], words[n + 1].low
    after = word_after(words, n + 1)
    if link == "&" or low in ("and", "or"):
        other = low if link == "&" else after
        return "them", bool(before) and bool(other) and other not in w.DETERMINERS and not other.endswith("'s")
    if low in ("own", "every"):
        return "their", True
    if low in w.NOT_OWNED or (low == "out" and after != "of"):
        return "them", before != "" and low != "one" and (low not in w.MODALS or before not in w.PREPOSITIONS)
    if low == "`" or low.isdigit():
        return "their", before in w.PREPOSITIONS
    closes = word.link in ".?,-" or after in w.NOT_OWNED or (after.endswith("ly") and after not in w.NO_ADVERBS)
    if low in w.LOOK_PAST or (low.endswith("ly") and low not in w.NO_ADVERBS) or (low.endswith("ed") and len(low) > 4 and closes):
        if closes or f"{low} {after}" == "first thing":
            called = before in _HANDLES_PEOPLE or (before in w.PREPOSITIONS and low in ("now", "then", "later", "first", "alone"))
            return "them", closes and (low.endswith("ly") or called) and before != "" and (low != "back" or before in w.REACHING)
        if low in ("back", "off", "out", "over", "away", "home", "only") or (
            low.endswith("ly") and before in w.LEAVING | w.LETTING
        ):
            return "their", before not in _HANDLES_PEOPLE
    if not before:
        return "their", True
    return __read_her_before_a_word(words, n, before)


_HANDLES_PEOPLE = w.GIVING | w.TELLING | w.LETTING | w.LEAVING | w.REACHING
_READ_OR_SEEN = frozenset("comment note message mail email name report request query order phone alert pr".split())
_LABEL_WORDS = frozenset("responder client third incident scribe on-call second fourth fifth 2nd".split())


def __read_her_before_a_word(words: list[Word], n: int, before: str) -> tuple[str, bool]:
    """The same before a word that can be a thing she has, a thing she gets, or something she does."""
    word, low, after = words[n + 1], words[n + 1].low, word_after(words, n + 1)
    takes = after in w.DETERMINERS or after in w.OBJECTS
    is_capital = word.text[0].isupper() and not word.text.isupper()
    if is_capital and (before in _HANDLES_PEOPLE or low in _LABEL_WORDS):
        return "their", False
    if before in w.GIVING or before in ("get", "gets", "got", "getting"):
        if low in w.GIVEN or after in w.GIVEN:
            return "them", before in w.GIVING and after != "to"
        if before in w.GIVING:
            return "their", after == "to" or (after not in w.NOT_OWNED and word_after(words, n + 2) == "to")
    if before in w.LETTING:
        if low in w.VERBS or (low in w.VERBS_OR_NOUNS and (takes or before.startswith("let"))):
            return "them", True
        if low in _READ_OR_SEEN and not takes and before in ("see", "saw", "seen", "seeing", "have", "had"):
            return "their", True
        if low in w.VERBS_OR_NOUNS or before.startswith("let"):
            return ("them" if before.startswith("let") else "their"), False
    if low.endswith("ing") and low not in w.THINGS_IN_ING:
        if takes and before in _HANDLES_PEOPLE:
            return "them", True
        return "their", before in w.TO_BE or (not takes and after not in w.NOT_OWNED and after != "")
    if low in w.VERBS or (low in w.VERBS_OR_NOUNS and after in w.OBJECTS):
        return "their", False
    if before in w.TELLING:
        says = after in _KNOWN_VERBS or w.plain_form(after) != "" or after.endswith("ed")
        return "their", not says and low not in ("questions", "stuff", "things", "people", "names")
    return "their", True


def read_his(words: list[Word], n: int) -> tuple[str, bool]:
    """Their or theirs in the place of "his", and whether that is certain."""
    if words[n].link in ".?,-":
        return "theirs", True
    if words[n].link != " " or n + 1 >= len(words):
        return "their", words[n].link == "(" and n + 1 >= len(words)
    word, low, after = words[n + 1], words[n + 1].low, word_after(words, n + 1)
    closes = word.link in ".?,-" or after in w.NOT_OWNED
    if low in ("and", "or", "but"):
        return "theirs", low == "but" or after in w.SUBJECTS
    if low in w.DETERMINERS and low != "that":
        return "their", low == "every"
    if low in w.NOT_OWNED:
        return "theirs", low not in ("then", "now", "about", "up", "down", "after", "still", "never", "always") or closes
    if low.endswith("ed") and len(low) > 4 and closes:
        return "theirs", False
    is_verb = w.plain_form(low) in w.VERBS | w.VERBS_OR_NOUNS and closes and after not in w.AUXILIARIES
    if is_verb and word_before(words, n) in ("", "but", "and", "than"):
        return "theirs", False
    return "their", True
