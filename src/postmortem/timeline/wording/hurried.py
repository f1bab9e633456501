# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Spells out what a hurried writer left out of a word: "dont" → "don't", "its back" → "it's back", "the revert's deployed" → "the revert is deployed"."""

from __future__ import annotations

import re

from postmortem.timeline.wording import verbs as v

_APOSTROPHE = {
    "im": "I'm", "ive": "I've", "youre": "you're", "youve": "you've", "theyre": "they're", "theyve": "they've", "weve": "we've", "thats": "that's", "theres": "there's", "whats": "what's",
    "wheres": "where's", "whos": "who's", "hows": "how's", "hes": "he's", "shes": "she's",
} | {f"{one}nt": f"{one}n't" for one in "do does did is was are were could would should has have had ca wo".split()}  # fmt: skip
_WITHOUT_APOSTROPHE = re.compile(rf"(?<![\w'./-])(?:{'|'.join(_APOSTROPHE)})(?![\w'/-])", re.IGNORECASE)
_STATE = r"(?:clean|green|red|full|empty|live|dead|stuck|slow|broken|new|long|short|high|low|healthy|stable|ready|available|free|busy|closed|open|[a-z]{3,14}(?:ed|ing))(?=$|[,;:.!?]| (?:on|in|at|for|and|but|again|so|since|too|with|from|to|by|after|because|until|yet)\b)"
_IS = rf"(?:not|still|already|just|only|now|gone|done|out|up|down|back|off|on|in|at|over|too|all|ok|okay|fine|the|a|an|mine|yours|ours|theirs|nearly|almost|really|very|probably|also)(?![\w-])|{_STATE}"
# "its" before what no one has: "its back", not "its queue".
_IT_IS = re.compile(rf"(?<![\w'])(?P<it>its) (?={_IS}|been\b)", re.IGNORECASE)
# A noun and "is": "the queue's empty", not "the queue's length".
_NOUN_IS = re.compile(rf"(?<![\w'./])(?P<noun>(?!(?:it|that|there|he|she|who|what|let|this|here|where|how|when|why|everything|nothing|everyone|nobody|somebody|someone|something)'s)[\w./-]{{0,40}}[A-Za-z\d])'s (?=(?P<been>been\b)|{_IS})", re.IGNORECASE)
_WITH = re.compile(r"(?<!\S)w/(?P<out>o)? ?(?=\S)")
# "she says keep the points": what somebody is told to do.
_SAYS_TO = re.compile(r"\b(?P<says>says?|said|saying):? (?P<base>[a-z]{2,12})(?= (?:the|it|all|them|that|this|both|ahead|with|back|on|off)\b)", re.IGNORECASE)
_AND = re.compile(r"(?<=ed) \+ (?=[a-z]{3,14}ed\b)")


def spelt_out(text: str) -> str:
    """The text (masked) with its apostrophes, and "is" in full after a noun."""
    text = _WITHOUT_APOSTROPHE.sub(lambda found: _like(found[0], _APOSTROPHE[found[0].lower()]), text)
    text = _IT_IS.sub(lambda found: f"{found['it'][:2]}'s ", text)
    if "'s" in text:
        text = _NOUN_IS.sub(lambda found: f"{found['noun']} {'has' if found['been'] else 'is'} ", text)
    if "w/" in text:
        text = _WITH.sub(lambda found: "without " if found["out"] else "with ", text)
    if "say" in text or "said" in text:
        text = _SAYS_TO.sub(lambda found: f"{found['says']} to {found['base']}" if found["base"].lower() in v.BASES else found[0], text)
    return _AND.sub(" and ", text)


def _like(written: str, word: str) -> str:
    return word[0].upper() + word[1:] if written[0].isupper() else word
