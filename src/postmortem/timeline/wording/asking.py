# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Words a question as what it is: "asked whether …", "asked why …"; never as the statement inside it."""

from __future__ import annotations

import re

from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.articles import low
from postmortem.timeline.wording.persons import third_person, without_second_person
from postmortem.timeline.wording.tenses import is_finite, shifted
from postmortem.timeline.wording.unmarked import is_order

_ANYONE = re.compile(r"^(?P<aux>is|are|has|have|does|do|did|was|were|can|could)? ?(?P<who>any(?:one|body)|someone|somebody)(?P<more>(?: else)?(?: here)?) (?P<rest>.+)$", re.IGNORECASE)
_FOR_SOMEBODY = re.compile(r"^(?:can|could|would|will|please can|please could) (?P<who>some(?:one|body)|any(?:one|body)|you|one of you|someone else) (?:please |maybe |also |quickly |possibly )*(?P<what>[a-z].*)$", re.IGNORECASE)
_WHETHER_TO = re.compile(r"^(?:should|shall) (?:we|i) (?P<what>[a-z].*)$", re.IGNORECASE)
_PROPOSED = re.compile(r"^(?:why don't we|how about we|what if we|(?:can|could) we(?: just)?|do you want (?:me )?to|want me to|shall i|should i|may i|can i) (?P<what>[a-z].*)$", re.IGNORECASE)
_TAG = re.compile(r",? (?:right|correct|isn't it|is it|no|yes|or not|or|ok|okay|yeah|doesn't it|aren't they|is that right|did it|do we)$", re.IGNORECASE)
_AUX_FIRST = re.compile(r"^(?P<aux>is|are|was|were|has|have|had|does|do|did|can|could|will|would|should|isn't|aren't|wasn't|doesn't|don't|didn't|hasn't|haven't|can't|won't) (?P<rest>.+)$", re.IGNORECASE)
_WH = re.compile(r"^(?P<wh>(?:why|when|where|how(?: (?:long|many|much|often|far|bad))?(?: \w+(?= (?:is|are|was|were|has|have|do|does|did|can)\b))?|what(?: \w+(?= (?:is|are|was|were|has|have|do|does|did|can)\b))?|which(?: \w+){0,2}?|who)) (?P<aux>is|are|was|were|has|have|had|does|do|did|can|could|will|would|should) (?P<rest>.+)$", re.IGNORECASE)
_WH_SUBJECT = re.compile(r"^(?P<wh>what|who|which(?: \w+){0,2}) (?P<rest>(?:\w+ed|happened|broke|went|changed|has|is|was|did|wants?|knows?|owns?|runs)\b.*)$", re.IGNORECASE)
# "what's on fire", "who's counted them": the verb in full.
_WH_IS = re.compile(r"^(?P<wh>who|what|where|how|why|when)'s (?P<next>\w+)", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about (?P<what>(?:the|a|an|all|our|those|these) .+)$", re.IGNORECASE)
_BARE_WH = frozenset("why how who what where when which".split())
_STATES = frozenset(
    "up down back ok okay fine slow full broken alive dead healthy green red live out in on off empty safe ready done stuck available unavailable reachable affected related possible enough still also already not now there here true "
    "like only always expected normal aware able any anything using running getting seeing".split()
)
_PREPOSITIONS = frozenset("in on at for from with by to of about after before since into via".split())
_ADVERBS = frozenset("even still really also actually ever already just only currently normally usually".split())
_PRONOUNS = frozenset("it we i they you he she this that there these those any anything everything everyone anyone anybody something someone somebody nobody".split())


def asked(text: str) -> str | None:
    """What somebody did who asked `text` (masked, without its question mark), verb first; None where it is no question that can
    be put into a clause."""
    tagged = _TAG.sub("", text)
    if tagged != text and len(tagged.split()) > 2 and not _AUX_FIRST.match(tagged) and not _WH.match(tagged):
        return f"asked whether {_clause(tagged)}"
    if found := _FOR_SOMEBODY.match(text):
        what = found["what"]
        if found["who"].lower() == "you" and what.split(" ")[0].lower() in {"see", "tell", "confirm"}:
            return f"asked whether others could {_turned(what)}"
        return f"asked {'others' if found['who'].lower() in {'you', 'one of you'} else 'for somebody'} to {_past(what)}"
    if (found := _ANYONE.match(text)) and not found["rest"].startswith("else's ") and (question := _of_anyone(found)):
        return question
    if found := _WHETHER_TO.match(text):
        return f"asked whether to {_turned(found['what'])}"
    if found := _PROPOSED.match(text):
        return f"offered to {_turned(found['what'])}" if text.lower().startswith(("want me", "shall i", "should i", "may i", "can i", "do you want me")) else f"proposed to {_turned(found['what'])}"
    if found := _WHAT_ABOUT.match(text):
        return f"asked about {_turned(found['what'])}"
    text = _WH_IS.sub(_wh_is, text)
    if (found := _WH.match(text)) and (clause := _inverted(found["aux"].lower(), found["rest"])):
        return f"asked {found['wh'].lower()} {clause}"
    if found := _WH_SUBJECT.match(text):
        return f"asked {_past(found['wh'].lower() + ' ' + found['rest'])}"
    if found := _AUX_FIRST.match(text):
        clause = _inverted(found["aux"].lower(), found["rest"])
        return f"asked whether {clause}" if clause else None
    words = text.lower().split(" ")
    if words[0] in _BARE_WH and (len(words) == 1 or not any(is_finite(word.strip(",;:"), words[:place], "") for place, word in enumerate(words))):
        return f"asked {low(_turned(text[0].lower() + text[1:]))}"
    if is_order(text, asked=True):
        return f"asked whether to {_turned(text[0].lower() + text[1:])}"
    if words[0] in _BARE_WH:
        return f"asked {_past(text[0].lower() + text[1:])}"
    if any(is_finite(word.strip(",;:"), words[:place], "") for place, word in enumerate(words)) and words[0] not in v.BASES:
        return f"asked whether {_clause(text)}"
    return None


def _wh_is(found: re.Match[str]) -> str:
    has = v.is_past(found["next"].lower()) and found["wh"].lower() == "who"
    return f"{found['wh']} {'has' if has else 'is'} {found['next']}"


def _of_anyone(found: re.Match[str]) -> str | None:
    who, rest, aux = f"{found['who'].lower()}{found['more'].lower()}", found["rest"], (found["aux"] or "").lower()
    first = rest.split(" ")[0].lower()
    if first in {"know", "see", "have", "remember", "seen", "got", "had", "noticed", "heard", "tried", "touched", "changed"} and not aux:
        verb = {"seen": "had seen", "have": "had", "got": "had", "heard": "had heard"}.get(first) or (f"had {first}" if v.is_past(first) else v.past_of(first))
        return f"asked whether {who} {verb} {_past(rest[len(first) + 1:])}".rstrip()
    if aux in {"can", "could"}:
        return f"asked whether {who} could {_turned(rest)}"
    if aux in {"does", "do", "did"}:
        return f"asked whether {who} {v.past_of(first) if first in v.BASES else first} {_past(rest[len(first) + 1:])}".rstrip()
    if first in {"is", "was", "has", "had", "could", "can", "might"}:
        return f"asked whether {who} {_past(rest)}"
    return f"asked whether {who} {'had' if aux in {'has', 'have'} or v.is_past(first) else 'was'} {_past(rest)}"


def _inverted(aux: str, rest: str) -> str | None:
    """The clause of a question, its auxiliary back at its place: is + "the cache warm" → "the cache was warm"."""
    words = rest.split(" ")
    place = _subject_ends(words, aux)
    if place is None:
        return None
    subject, predicate = " ".join(words[:place]), " ".join(words[place:])
    denied = aux.endswith("n't")
    plain = {"can't": "can", "won't": "will"}.get(aux, aux.removesuffix("n't"))
    if plain in {"do", "does", "did"}:
        base, _, tail = predicate.partition(" ")
        if base.lower() in _ADVERBS and tail:
            subject, (base, _, tail) = f"{subject} {base.lower()}", tail.partition(" ")
        if base.lower() == "not":
            denied, predicate = True, tail
        known = base.lower() in v.BASES or subject.lower().partition(" ")[0] in _PRONOUNS
        did = v.past_of(base.lower()) if known else f"did {base}"
        clause = f"{subject} did not {predicate}" if denied else f"{subject} {did} {tail}"
    else:
        clause = f"{subject} {plain}{' not' if denied else ''} {predicate}"
    return _past(low(clause.strip()))


def _subject_ends(words: list[str], aux: str) -> int | None:
    """Where the subject of a question ends and what is said of it begins."""
    if words[0].lower() in _PRONOUNS and len(words) > 2 and words[1].lower() == "else":
        return 2
    if words[0].lower() in _PRONOUNS:
        return 2 if len(words) > 1 and words[0].lower() in {"any", "these", "those", "this", "that"} and words[1].lower() not in _STATES | _BARE_WH and words[1].lower() not in v.BASES and not words[1].lower().endswith("ing") and len(words) > 2 else 1
    if aux.startswith(("do", "did")) and words[0].lower() in _PRONOUNS - {"any", "these", "those", "this", "that"}:
        return 1
    if not aux.startswith(("do", "did", "does", "can", "could", "will", "would", "should")) and (words[0].lower() in _PREPOSITIONS | _STATES or words[0].lower().endswith(("ing", "ed"))) and words[0].lower() not in _PRONOUNS:
        return None  # "what's on fire"
    if aux == "did" and len(words) > 1 and words[1].lower() in v.BASES and words[0].lower() not in {"the", "a", "an", "your", "our", "new", "old", "any"} and not any(one.lower() in v.BASES for one in words[2:]):
        return 1
    for place in range(1, min(len(words), 8)):
        word = words[place].lower().strip(",;:")
        if words[place - 1].endswith((",", ";", ".")):
            return None
        if word in {"on", "in", "out", "off", "over"} and any(one in _STATES - {"on", "in", "out", "off", "over"} for one in words[place + 1 :]):
            continue
        if aux.startswith(("do", "did", "does", "can", "could", "will", "would", "should")):
            if word in v.BASES and words[place - 1].lower() not in {"the", "a", "an", "your", "our", "new", "old"} and (word in v.SURE_PLAIN or place == len(words) - 1 or place > 1 or words[0][:1].isupper()):
                return place
            continue
        if word in _STATES or v.is_past(word) or word.endswith("ing") or (word.endswith("ly") and place > 1):
            return place
        if word in _PREPOSITIONS and word != "of" and place > 1 and aux.startswith(("is", "are", "was", "were")) and not any(v.is_past(one) or one.endswith("ing") or one in _STATES for one in words[place + 1 :]):
            return place
    return None


def _turned(text: str) -> str:
    return without_second_person(third_person(text))


def _past(text: str) -> str:
    return shifted(_turned(text))


def _clause(text: str) -> str:
    return _past(low(text))
