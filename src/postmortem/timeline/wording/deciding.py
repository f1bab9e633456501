# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Words what was decided or proposed: "decided to roll back to 3.17.4 and not to raise the limit"."""

from __future__ import annotations

import re

from postmortem.timeline.wording import verbs as v
from postmortem.timeline.wording.articles import low, with_article
from postmortem.timeline.wording.persons import third_person, without_second_person
from postmortem.timeline.wording.tenses import has_finite, shifted

_MARKED = re.compile(r"^(?:(?:so )?(?:the |our |my )?(?:final )?(?:decision|decided|agreed|plan|the call|my call|call)(?: is| then| made)?(?:[:–—]| -|(?<= is))(?: that)?|(?:i(?:'ve| have)?|we(?:'ve| have)?)(?: all)?(?: now)? (?:decided|agreed)(?: that)?(?=(?: (?:we|to|not to)\b))|decided(?: that)?(?= (?:we|to|not to) )|agreed(?: that)?(?= (?:we|to|not to) ))\s*", re.IGNORECASE)
_LETS = re.compile(r"^(?:so |then |right |now )?(?:let's|lets|let us)(?: just| now| all| first| maybe| please)* +", re.IGNORECASE)
_OFFERED = re.compile(
    r"^(?:(?:i|we) (?:suggest|propose|say|vote|recommend|reckon|think)(?: that)? (?:we|to)(?: should| just| could)?|(?:i|we)(?:'d| would) (?:suggest|propose|recommend|vote)(?: that)? (?:we|to)|we should(?: probably| also| just| maybe| now)*|i think we should(?: probably| also| just)*|maybe we should|(?:i'd|we could)(?: also| just| maybe| probably)*|how about we|why don't we|suggestion:?|option(?: \d)?:|idea:|proposal:?|proposing (?:to|that we)|i think we can|suggest we|propose we|vote to)(?= [a-z]) +",
    re.IGNORECASE,
)
_WE = re.compile(r"^(?:we|i)(?:'ll| will| are going to|'re going to|'m going to| am going to)? +(?P<no>do not |don't |won't |will not |not )?(?:now |just |all |only (?=\w+ (?:if|when)))*", re.IGNORECASE)
_NOT_AGAIN = re.compile(r"(?P<link>(?:, | and |, and |; | but ))(?:we |i )?(?:do not|don't|won't|will not) (?=[a-z])", re.IGNORECASE)
_AND_WE = re.compile(r"(?P<link>, | and |, and |, then | then )(?:we(?:'ll| will)?|i(?:'ll| will)?) (?=(?P<base>[a-z]+)\b)", re.IGNORECASE)
_MODAL = {"is": "would be", "are": "would be", "has": "would have", "have": "would have", "will": "would", "stays": "would stay", "does": "would do"}


def decided(text: str, *, leads: bool, is_decision: bool) -> str | None:
    """What follows the role where `text` (masked) decides or proposes, verb first; None where it does neither."""
    if (found := _MARKED.match(text)) and not (found[0].lower().strip().endswith("plan is") and text[found.end() :].partition(" ")[0].lower() not in {"to", "not", "that", "we"}):
        return _decision(text[found.end() :])
    if found := _LETS.match(text):
        return f"{'decided' if leads else 'proposed'} {infinitive(text[found.end() :])}"
    if (found := _OFFERED.match(text)) and _begins_with_base(text[found.end() :]):
        return f"proposed {infinitive(text[found.end() :])}"
    if is_decision and leads and (found := _WE.match(text)) and text[:2].lower() == "we" and _begins_with_base(text[found.end() :]):
        return f"decided {infinitive(text[found.end() :], denied=bool(found['no']))}"
    return None


def infinitive(text: str, *, denied: bool = False) -> str:
    """What somebody is to do, as "to …" or "not to …", coordinated parts with it."""
    for no in ("not ", "don't ", "do not ", "to "):
        if text.lower().startswith(no):
            denied = denied or no != "to "
            text = text[len(no) :]
    text = _NOT_AGAIN.sub(lambda one: f"{one['link']}not to ", text)
    text = _AND_WE.sub(lambda one: one["link"] if one["base"].lower() in v.BASES else one[0], text)
    return f"{'not ' if denied else ''}to {_turned(low_verb(text))}"


def low_verb(text: str) -> str:
    """The text without the capital of the verb that it begins with."""
    return text[0].lower() + text[1:] if text[:1].isupper() and text[1:2].islower() else text


def _decision(rest: str) -> str:
    found = _WE.match(rest)
    if found and _begins_with_base(rest[found.end() :]):
        return f"decided {infinitive(rest[found.end() :], denied=bool(found['no']))}"
    first = rest.split(" ")[0].lower()
    if first in {"to", "not", "don't"} or _begins_with_base(rest):
        return f"decided {infinitive(rest)}"
    if has_finite(rest):
        words = with_article(low(rest)).split(" ")
        for place, word in enumerate(words[:8]):
            if place and word.lower() in _MODAL:
                words[place] = _MODAL[word.lower()]
                break
            if place and word.lower() in v.THIRD:
                base = next((base for base in v.BASES if v.third_of(base) == word.lower()), None)
                words[place] = f"would {base}" if base else word
                break
        return f"decided that {shifted(_turned(' '.join(words)))}"
    if first.endswith("ing") and v.base_of_ing(first):
        return f"decided on {_turned(low_verb(rest))}"
    return f"decided: {_turned(low(rest))}" if rest else "recorded a decision"


def _begins_with_base(text: str) -> bool:
    words = text.lower().split(" ")
    return words[0].strip(",") in v.BASES and not (len(words) > 1 and words[1] in {"is", "are", "was", "were", "has", "will", "of"})


def _turned(text: str) -> str:
    return without_second_person(third_person(text))
